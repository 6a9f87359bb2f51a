// list: a mutable sequence whose items stand in a separate block that grows in jumps. It stands apart because the
// interpreter loop and many natives build lists. CPython: Objects/listobject.c. It may not include other types' headers.
#pragma once

#include "heap/heap.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

struct ListObject : VarObject {
  Ptr<Ptr<Object>> ob_item;  // the block of items, null when nothing is allocated
  int64_t allocated;         // room in the block; -1 while the list is being sorted
};
static_assert(sizeof(ListObject) == 40 && offsetof(ListObject, ob_item) == 24);

inline bool list_check(const Object* o) { return type_has(o->ob_type, kTpListSubclass); }
inline bool list_check_exact(const Object* o) { return o->ob_type == TypeList; }
// Unchecked access (PyList_GET_SIZE, GET_ITEM, SET_ITEM, _PyList_ITEMS).
inline int64_t list_size_of(const Object* o) { return static_cast<const VarObject*>(o)->ob_size; }
inline Object* list_item_at(const Object* o, int64_t i) { return static_cast<const ListObject*>(o)->ob_item.get()[i]; }
inline void list_put(Object* o, int64_t i, Object* stolen) { static_cast<ListObject*>(o)->ob_item.get()[i] = stolen; }
inline Object** list_items(const Object* o) {
  return reinterpret_cast<Object**>(static_cast<const ListObject*>(o)->ob_item.get());
}

// New list of n null items (n == 0: no block), tracked. (PyList_New)
Object* list_new(int64_t n);
// New list without items but with room for n.
ListObject* list_new_prealloc(int64_t n);
// The room with which split() begins. (Objects/stringlib/split.h)
inline int64_t split_room(int64_t maxsplit) { return maxsplit >= 12 ? 12 : maxsplit + 1; }
int64_t list_size(Object* o);
Object* list_get_item(Object* o, int64_t i);                 // borrowed; IndexError "list index out of range"
int list_set_item(Object* o, int64_t i, Object* stolen);
int list_insert(Object* o, int64_t where, Object* item);     // new reference taken; negative index counts from the end
int list_append(Object* o, Object* item);
int list_append_take_ref(ListObject* self, Object* item);    // steals, also on failure (_PyList_AppendTakeRef)
Object* list_extend(ListObject* self, Object* iterable);     // new reference to None, or null (_PyList_Extend)
Object* list_get_slice(Object* o, int64_t low, int64_t high);
int list_set_slice(Object* o, int64_t low, int64_t high, Object* v);  // v null: delete
int list_sort(Object* o);                                    // no key, not reversed
int list_reverse(Object* o);
Object* list_as_tuple(Object* o);
Object* list_from_array_steal(Object* const* items, int64_t n);
void list_clear_free_list();

struct ListIterObject : Object {
  int64_t it_index;
  Ptr<ListObject> it_seq;  // null when exhausted
};
struct ListReverseIterObject : Object {
  int64_t it_index;
  Ptr<ListObject> it_seq;
};
static_assert(sizeof(ListIterObject) == 32);

}  // namespace innards
