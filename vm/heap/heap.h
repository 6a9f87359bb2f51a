// Memory of the machine: blocks, objects, GC heads. 1 MiB arenas of 16 KiB pools of 16-byte size classes up to 512 bytes,
// as in CPython 3.11's Objects/obmalloc.c; larger blocks beside them. All bookkeeping lies in the arena.
// When the machine's memory limit is reached, mem_* return nullptr and the caller sets MemoryError (err_no_memory,
// run/errors.h); the functions that make objects set it themselves.
#pragma once

#include <cstddef>
#include <cstdint>

#include "heap/heap_state.h"
#include "object/object.h"

namespace innards {

// Makes the allocator and the collector ready in a fresh arena, before anything is allocated. limit 0: the default, 1 GiB.
void heap_boot(uint64_t limit);

// While it lives, a little more than the limit may be allocated: for what an exception needs on its way to its handler.
class SpareMemory {
 public:
  SpareMemory();
  ~SpareMemory();
  SpareMemory(const SpareMemory&) = delete;
  SpareMemory& operator=(const SpareMemory&) = delete;

 private:
  uint64_t limit_;
};

// ---- raw blocks (PyObject_Malloc and kin). Sizes in bytes; at least 16-byte aligned; contents undefined.
void* mem_alloc(size_t size);
void* mem_calloc(size_t size);                       // zero-filled
void* mem_realloc(void* block, size_t size);
void mem_free(void* block);                          // nullptr allowed
size_t mem_size(const void* block);                  // usable size of a live block

// Memory that is never freed, for what exists from boot on: static types' suites, static strings. Zero-filled.
void* static_alloc(size_t size);
const char* static_text(const char* text);           // copies a C string there

// ---- objects. Each returns an object with refcount 1 and its type set (and increfs heap types, as CPython does).
Object* object_new(TypeObject* type);                         // no GC head           (_PyObject_New)
VarObject* object_new_var(TypeObject* type, int64_t n);       // sets ob_size = n      (_PyObject_NewVar)
Object* gc_new(TypeObject* type);                             // with GC head, untracked (_PyObject_GC_New)
VarObject* gc_new_var(TypeObject* type, int64_t n);           //                         (_PyObject_GC_NewVar)
VarObject* gc_resize(VarObject* op, int64_t n);               // untracked objects only  (_PyObject_GC_Resize)
void gc_del(void* op);                                        // untracks and frees      (PyObject_GC_Del)
void object_free(void* op);                                   // frees an object without GC head (PyObject_Free)
Object* type_generic_alloc(TypeObject* type, int64_t nitems); // zero-filled, tracked when GC (PyType_GenericAlloc)
inline Object* object_init(Object* o, TypeObject* t) { o->ob_type = t; o->ob_refcnt = 1; if (type_has(t, kTpHeapType)) incref(static_cast<Object*>(t)); return o; }
template <class T>
T* object_new_as(TypeObject* t) { return static_cast<T*>(object_new(t)); }
template <class T>
T* gc_new_as(TypeObject* t) { return static_cast<T*>(gc_new(t)); }

// ---- the cycle collector's view of an object
// (struct GCHead: heap/heap_state.h)
inline GCHead* gc_head(const Object* o) { return reinterpret_cast<GCHead*>(const_cast<Object*>(o)) - 1; }
inline bool object_is_gc(Object* o) {
  TypeObject* t = o->ob_type;
  return type_has(t, kTpHaveGC) && (!t->tp_is_gc || t->tp_is_gc(o));
}
inline bool gc_is_tracked(const Object* o) { return gc_head(o)->gc_next != 0; }
void gc_track(Object* o);
void gc_untrack(Object* o);                          // allowed on untracked objects
bool gc_is_finalized(const Object* o);
int64_t gc_collect(int generation);                  // 0..2; returns the number of unreachable objects found

// Size in bytes of what precedes the object: 0, 16 (GC head) or 32 (managed dict and GC head).
size_t object_preheader_size(const TypeObject* type);

}  // namespace innards
