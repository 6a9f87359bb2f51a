// What the types of native modules have in common. It stands apart so that each of them is short; the built-in types of
// object/ do not use it.
#pragma once

#include <initializer_list>

#include "heap/heap.h"
#include "object/object.h"
#include "object/protocol.h"
#include "object/type.h"

namespace innards {

// The body of a tp_traverse: visits what is not null, in this order.
inline int visit_all(visitproc* visit, void* arg, std::initializer_list<Object*> objects) {
  for (Object* o : objects) {
    if (!o) continue;
    if (int r = visit(o, arg)) return r;
  }
  return 0;
}

// A type whose instances the collector knows and which can be derived from.
inline void native_gc_type(TypeObject* t, int64_t size, destructor* dealloc, traverseproc* traverse, inquiry* clear, newfunc* make) {
  t->tp_basicsize = size;
  t->tp_dealloc = dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType;
  t->tp_traverse = traverse;
  t->tp_clear = clear;
  t->tp_alloc = type_generic_alloc;
  t->tp_new = make;
  t->tp_free = gc_del;
}

// A type that programs make instances of, but cannot derive from.
inline void native_final_type(TypeObject* t, int64_t size, destructor* dealloc, traverseproc* traverse, inquiry* clear, newfunc* make) {
  native_gc_type(t, size, dealloc, traverse, clear, make);
  t->tp_flags = kTpDefault | kTpHaveGC;
}

// A type that programs cannot make instances of.
inline void native_inner_type(TypeObject* t, int64_t size, destructor* dealloc, traverseproc* traverse, inquiry* clear) {
  native_gc_type(t, size, dealloc, traverse, clear, nullptr);
  t->tp_flags = kTpDefault | kTpHaveGC | kTpDisallowInstantiation;
}

}  // namespace innards
