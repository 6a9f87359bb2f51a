// tuple: an immutable sequence whose items stand inside the object. It stands apart because nearly every room builds or
// reads tuples (arguments, constants, bases). CPython: Objects/tupleobject.c. It may not include other types' headers.
#pragma once

#include "heap/heap.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

struct TupleObject : VarObject {
  Ptr<Object> ob_item[1];  // ob_size of them
};
inline constexpr int64_t kTupleBasicSize = 24;
static_assert(offsetof(TupleObject, ob_item) == 24);

inline bool tuple_check(const Object* o) { return type_has(o->ob_type, kTpTupleSubclass); }
inline bool tuple_check_exact(const Object* o) { return o->ob_type == TypeTuple; }
// Unchecked access, for tuples known to be tuples (PyTuple_GET_SIZE, GET_ITEM, SET_ITEM, _PyTuple_ITEMS).
inline int64_t tuple_size_of(const Object* o) { return static_cast<const VarObject*>(o)->ob_size; }
inline Object* tuple_item_at(const Object* o, int64_t i) { return static_cast<const TupleObject*>(o)->ob_item[i]; }
inline void tuple_put(Object* o, int64_t i, Object* stolen) { static_cast<TupleObject*>(o)->ob_item[i] = stolen; }
inline Object** tuple_items(const Object* o) {
  return reinterpret_cast<Object**>(const_cast<Ptr<Object>*>(static_cast<const TupleObject*>(o)->ob_item));
}

// New tuple of n null items, tracked by the collector; n == 0 gives the one empty tuple. (PyTuple_New)
Object* tuple_new(int64_t n);
// New tuple of n borrowed items (each gets a new reference). (PyTuple_Pack)
Object* tuple_pack(int64_t n, ...);
// New tuple from an array; the second form takes over the array's references, also on failure.
Object* tuple_from_array(Object* const* items, int64_t n);
Object* tuple_from_array_steal(Object* const* items, int64_t n);
// Checked forms of the C API: SystemError for a non-tuple, IndexError for a bad index. get returns a borrowed reference.
int64_t tuple_size(Object* o);
Object* tuple_get_item(Object* o, int64_t i);
int tuple_set_item(Object* o, int64_t i, Object* stolen);
// New reference to o[low:high], bounds clipped; the tuple itself when that is all of an exact tuple.
Object* tuple_get_slice(Object* o, int64_t low, int64_t high);
// Resizes a tuple that only the caller holds; on failure *pv is null and the tuple is dropped. (_PyTuple_Resize)
int tuple_resize(Object** pv, int64_t n);
// Untracks an exact tuple whose items can never form a cycle; the collector calls it. (_PyTuple_MaybeUntrack)
void tuple_maybe_untrack(Object* o);
// The one empty tuple, a static object (borrowed). Usable from boot on: it fills itself on first use.
Object* empty_tuple();
// Empties the free lists (a full collection does this). (_PyTuple_ClearFreeList)
void tuple_clear_free_list();

struct TupleIterObject : Object {
  int64_t it_index;
  Ptr<TupleObject> it_seq;  // null when exhausted
};
static_assert(sizeof(TupleIterObject) == 32);

}  // namespace innards
