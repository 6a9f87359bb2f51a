// What list.cpp, list_methods.cpp and list_sort.cpp share. Not for others: these keep no invariants of their own.
#pragma once

#include "object/list.h"

namespace innards {

inline ListObject* as_list(Object* o) { return static_cast<ListObject*>(o); }

// Sets ob_size to n, making room; grows in jumps as CPython's list_resize does. New places are undefined.
int list_resize(ListObject* self, int64_t n);
// First block for an empty list without one, of n places, rounded up to an even number.
int list_preallocate_exact(ListObject* self, int64_t n);
// A list with room for exactly n (> 0) items and ob_size 0.
// Empties the list and drops the items, last first.
int list_clear_items(ListObject* self);
Object* list_slice(ListObject* a, int64_t low, int64_t high);
int list_ass_slice(ListObject* a, int64_t low, int64_t high, Object* v);
int list_ass_item(Object* a, int64_t i, Object* v);
Object* list_item(Object* a, int64_t i);
Object* list_in_place_repeat(Object* self, int64_t n);
Object* list_in_place_concat(Object* self, Object* other);
Object* list_concat(Object* a, Object* b);
Object* list_repeat(Object* a, int64_t n);
void list_reverse_items(Ptr<Object>* low, Ptr<Object>* high);  // [low, high)
// list.sort(key=keyfunc, reverse=reverse); keyfunc may be null. New reference to None, or null. (list_sort.cpp)
Object* list_sort_impl(ListObject* self, Object* keyfunc, bool reverse);

void list_add_methods(TypeObject* t);  // list_methods.cpp
Object* list_iter(Object* seq);

}  // namespace innards
