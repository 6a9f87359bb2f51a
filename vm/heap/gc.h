// The cycle collector beyond what heap.h shows: what the gc module, the tests and inspect need. CPython: gcmodule.c.
// State is in HeapState::gc (heap/heap_state.h).
#pragma once

#include <cstdint>

#include "heap/heap.h"

namespace innards {

// Flag bits of GCHead::gc_prev, as in CPython's pycore_gc.h.
inline constexpr uint64_t kGcPrevFinalized = 1;   // tp_finalize has been called
inline constexpr uint64_t kGcPrevCollecting = 2;  // it is in the generation that is being collected
inline constexpr int kGcPrevShift = 2;            // above the flags: the reference count during a collection
inline constexpr uint64_t kGcPrevMask = ~uint64_t{0} << kGcPrevShift;
inline constexpr uint64_t kGcNextUnreachable = 1;  // in gc_next, during a collection

inline Object* object_of(GCHead* head) { return reinterpret_cast<Object*>(head + 1); }
inline GCHead* gc_next(const GCHead* head) { return reinterpret_cast<GCHead*>(head->gc_next); }
inline GCHead* gc_prev(const GCHead* head) { return reinterpret_cast<GCHead*>(head->gc_prev & kGcPrevMask); }

void gc_boot();               // part of heap_boot()
// A new object with a GC head has come: counts it, and may start a collection first (_PyObject_GC_Link).
void gc_link(Object* o);
// Whether an object with a GC head, of `size` bytes without it, could be made and dropped now and leave no trace: no collection
// is due, and a pool of its size class has room.
bool gc_leaves_no_trace(uint64_t size);

// Numbers of gc.set_debug.
enum GcDebug : int { kGcDebugStats = 1, kGcDebugCollectable = 2, kGcDebugUncollectable = 4, kGcDebugSaveAll = 32, kGcDebugLeak = 38 };

// The gc module's functions (each as its CPython namesake).
bool gc_is_enabled();        // off after boot; the machine turns it on before the program starts
void gc_enable();
void gc_disable();
// No collection starts, so no finalizer runs, while it lives: for natives that hold the host's memory and make containers.
struct NoCollection {
  bool was = gc_is_enabled();
  NoCollection() { gc_disable(); }
  ~NoCollection() {
    if (was) gc_enable();
  }
  NoCollection(const NoCollection&) = delete;
};
int64_t gc_collect_now(int generation);      // gc.collect(): does nothing while a collection runs; with gc.callbacks
int64_t gc_collect_no_fail();                // at the end of the program: everything, errors dropped, no gc.callbacks
void gc_freeze();
void gc_unfreeze();
int64_t gc_freeze_count();
Object* gc_get_objects(int generation);      // new list; generation -1: all
Object* gc_get_referrers(Object* tuple_of_objects);  // new list
Object* gc_get_referents(Object* tuple_of_objects);  // new list
Object* gc_garbage();                        // borrowed: the list gc.garbage
Object* gc_callbacks();                      // borrowed: the list gc.callbacks

// Host side. Whether every gc_link() collects everything first (a torture switch).
extern bool g_torture_collect;

}  // namespace innards
