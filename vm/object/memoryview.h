// memoryview: a window on another object's bytes, one-dimensional here. It stands apart because it is an object over the
// buffer protocol, not a kind of bytes. CPython: Objects/memoryobject.c.
#pragma once

#include "object/buffer.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

// _PyManagedBufferObject: holds the exporter's buffer for a view and for the slices and casts made of it.
struct ManagedBufferObject : Object {
  int32_t flags;           // 1: released
  int32_t padding;
  int64_t exports;         // views that have not been released
  Buffer master;
};
static_assert(sizeof(ManagedBufferObject) == 112);

// PyMemoryViewObject, with one dimension.
struct MemoryViewObject : VarObject {
  Ptr<ManagedBufferObject> mbuf;  // owned
  int64_t hash;            // -1: not yet computed
  int32_t flags;           // 1: released
  int32_t padding;
  int64_t exports;         // views and buffers taken from this one
  Buffer view;             // view.obj is borrowed from mbuf
  Ptr<Object> weakreflist;
  int64_t ob_array[3];     // shape, stride, suboffset
};
static_assert(offsetof(MemoryViewObject, ob_array) == 144);

// What iter(view) gives.
struct MemoryIterObject : Object {
  int64_t it_index;
  Ptr<Object> it_seq;      // the view; null when exhausted
  int64_t it_length;
  Ptr<const char> it_fmt;
};
static_assert(sizeof(MemoryIterObject) == 48);

inline bool memory_view_check(const Object* o) { return o->ob_type == TypeMemoryView; }
Object* memory_view_from_object(Object* o);  // PyMemoryView_FromObject
// A view on a block of bytes inside `owner` (of its buffer), which it keeps alive but does not name as its `obj`: what
// PyMemoryView_FromBuffer gives for memory without an object.
Object* memory_view_of_block(Object* owner, char* start, int64_t size, bool readonly);

}  // namespace innards
