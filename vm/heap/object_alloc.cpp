// Objects out of raw blocks: what precedes them, their first refcount, and the count that starts a collection.
// CPython: Objects/object.c, Objects/typeobject.c (_PyType_AllocNoTrack), Modules/gcmodule.c (gc_alloc and kin).
#include <cstring>

#include "heap/gc.h"
#include "heap/heap.h"
#include "probe/probe.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

uint64_t var_size(const TypeObject* type, int64_t n) {
  return (static_cast<uint64_t>(type->tp_basicsize) + static_cast<uint64_t>(n) * static_cast<uint64_t>(type->tp_itemsize) + 7) & ~uint64_t{7};
}
// Whether basicsize + n * itemsize cannot be meant seriously.
bool too_big(const TypeObject* type, int64_t n) {
  return n < 0 || (type->tp_itemsize != 0 && static_cast<uint64_t>(n) > kArenaSize / static_cast<uint64_t>(type->tp_itemsize));
}

// A block with room for what precedes the object; returns where the object begins.
Object* alloc_with_preheader(const TypeObject* type, uint64_t size) {
  const size_t before = object_preheader_size(type);
  char* block = static_cast<char*>(mem_alloc(before + size));
  if (!block) {
    err_no_memory();
    return nullptr;
  }
  if (before) std::memset(block, 0, 16);  // managed dict: no values, no dict; else the GC head
  return reinterpret_cast<Object*>(block + before);
}

void born(Object* o, TypeObject* type, uint64_t size) { probe(ProbeKind::kBorn, o, type, size); }

}  // namespace

size_t object_preheader_size(const TypeObject* type) {
  return (type_has(type, kTpHaveGC) ? sizeof(GCHead) : 0) + (type_has(type, kTpManagedDict) ? 16 : 0);
}

Object* object_new(TypeObject* type) {
  Object* o = static_cast<Object*>(mem_alloc(static_cast<size_t>(type->tp_basicsize)));
  if (!o) {
    err_no_memory();
    return nullptr;
  }
  object_init(o, type);
  born(o, type, static_cast<uint64_t>(type->tp_basicsize));
  return o;
}

VarObject* object_new_var(TypeObject* type, int64_t n) {
  VarObject* o = too_big(type, n) ? nullptr : static_cast<VarObject*>(mem_alloc(var_size(type, n)));
  if (!o) {
    err_no_memory();
    return nullptr;
  }
  o->ob_size = n;
  object_init(o, type);
  born(o, type, var_size(type, n));
  return o;
}

Object* gc_new(TypeObject* type) {
  Object* o = alloc_with_preheader(type, static_cast<uint64_t>(type->tp_basicsize));
  if (!o) return nullptr;
  gc_link(o);
  object_init(o, type);
  born(o, type, static_cast<uint64_t>(type->tp_basicsize));
  return o;
}

VarObject* gc_new_var(TypeObject* type, int64_t n) {
  if (too_big(type, n)) {
    err_no_memory();
    return nullptr;
  }
  VarObject* o = static_cast<VarObject*>(alloc_with_preheader(type, var_size(type, n)));
  if (!o) return nullptr;
  gc_link(o);
  o->ob_size = n;
  object_init(o, type);
  born(o, type, var_size(type, n));
  return o;
}

VarObject* gc_resize(VarObject* op, int64_t n) {
  TypeObject* type = op->ob_type;
  const size_t before = object_preheader_size(type);
  char* block = too_big(type, n) ? nullptr : static_cast<char*>(mem_realloc(reinterpret_cast<char*>(op) - before, before + var_size(type, n)));
  if (!block) {
    err_no_memory();
    return nullptr;
  }
  op = reinterpret_cast<VarObject*>(block + before);
  op->ob_size = n;
  return op;
}

void gc_del(void* op) {
  Object* o = static_cast<Object*>(op);
  const size_t before = object_preheader_size(o->ob_type);
  gc_untrack(o);
  GCGeneration& youngest = rt().heap.gc.generations[0];
  if (youngest.count > 0) --youngest.count;
  mem_free(static_cast<char*>(op) - before);
}

void object_free(void* op) { mem_free(op); }

Object* type_generic_alloc(TypeObject* type, int64_t nitems) {
  if (too_big(type, nitems + 1)) {
    err_no_memory();
    return nullptr;
  }
  const uint64_t size = var_size(type, nitems + 1);  // one more, for a sentinel
  Object* o = alloc_with_preheader(type, size);
  if (!o) return nullptr;
  const bool gc = type_has(type, kTpHaveGC);
  if (gc) gc_link(o);
  std::memset(static_cast<void*>(o), 0, size);
  if (type->tp_itemsize != 0) static_cast<VarObject*>(o)->ob_size = nitems;
  object_init(o, type);
  born(o, type, size);
  if (gc) gc_track(o);
  return o;
}

}  // namespace innards
