// range and its iterators. They stand apart because FOR_ITER's specialised form reads the iterator's fields.
// CPython: Objects/rangeobject.c. It may not include other types' headers.
#pragma once

#include "heap/heap.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

struct RangeObject : Object {
  Ptr<Object> start, stop, step, length;  // ints
};
static_assert(sizeof(RangeObject) == 48);

struct RangeIterObject : Object {
  int64_t index, start, step, len;
};
struct LongRangeIterObject : Object {
  Ptr<Object> index, start, step, len;
};
static_assert(sizeof(RangeIterObject) == 48 && sizeof(LongRangeIterObject) == 48);

inline bool range_check(const Object* o) { return o->ob_type == TypeRange; }

}  // namespace innards
