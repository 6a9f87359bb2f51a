// slice: start, stop and step of a subscript, and the arithmetic every sequence shares. It stands apart because all
// sequences use it. CPython: Objects/sliceobject.c. It may not include other types' headers.
#pragma once

#include "heap/heap.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

struct SliceObject : Object {
  Ptr<Object> start, stop, step;  // never null; None where left out
};
static_assert(sizeof(SliceObject) == 40);

inline bool slice_check(const Object* o) { return o->ob_type == TypeSlice; }

Object* slice_new(Object* start, Object* stop, Object* step);  // null means None; new references taken
Object* slice_from_indices(int64_t start, int64_t stop);       // _PySlice_FromIndices
Object* build_slice_consume_refs(Object* start, Object* stop); // steals both (_PyBuildSlice_ConsumeRefs)
// The three numbers, None replaced, clipped to int64; ValueError "slice step cannot be zero". May call __index__.
int slice_unpack(Object* slice, int64_t* start, int64_t* stop, int64_t* step);
// Clips start and stop to a sequence of that length and returns how many items are selected.
int64_t slice_adjust_indices(int64_t length, int64_t* start, int64_t* stop, int64_t step);
// The same with ints of any size; three new references. (_PySlice_GetLongIndices)
int slice_get_long_indices(SliceObject* self, Object* length, Object** start, Object** stop, Object** step);
void slice_clear_cache();
// An index argument as slices take it, clipped to int64: 1 and *pi set (left alone for None in the first form), or 0 with
// TypeError "slice indices must be integers or ...". (_PyEval_SliceIndex, _PyEval_SliceIndexNotNone)
int eval_slice_index(Object* v, int64_t* pi);
int eval_slice_index_not_none(Object* v, int64_t* pi);

}  // namespace innards
