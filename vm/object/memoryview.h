// memoryview: a window on another object's bytes, one-dimensional here. It stands apart because it is an object over the
// buffer protocol, not a kind of bytes. CPython: Objects/memoryobject.c.
#pragma once

#include "object/buffer.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

// PyMemoryViewObject, with one dimension. Where CPython has a managed buffer, `root` is the first view, which holds the
// exporter's buffer; slices and casts hold the root.
struct MemoryViewObject : VarObject {
  Ptr<Object> root;        // owned; null in a root
  int64_t hash;            // -1: not yet computed
  int32_t flags;           // 1: released
  int32_t padding;
  int64_t exports;         // views and buffers taken from this one
  Buffer view;
  Ptr<Object> weakreflist;
  int64_t ob_array[3];     // shape, stride, suboffset
};
static_assert(offsetof(MemoryViewObject, ob_array) == 144);

inline bool memory_view_check(const Object* o) { return o->ob_type == TypeMemoryView; }
Object* memory_view_from_object(Object* o);  // PyMemoryView_FromObject

}  // namespace innards
