// What the exceptions*.cpp files share: the base's functions and the helper for layouts with a few object fields more.
#pragma once

#include "heap/heap.h"
#include "object/exceptions.h"
#include "object/object.h"

namespace innards {

Object* base_exception_new(TypeObject* type, Object* args, Object* kwds);
int base_exception_init(Object* self, Object* args, Object* kwds);
Object* base_exception_str(Object* self);
int base_exception_clear(Object* self);
int base_exception_traverse(Object* self, visitproc* visit, void* arg);
Object* base_exception_reduce(Object* self, Object*);

inline BaseExceptionObject* base_exception(Object* o) { return static_cast<BaseExceptionObject*>(o); }

// The collector's functions for an exception with N object fields right after the base's.
template <int N>
struct ExceptionFields {
  static Ptr<Object>* fields(Object* o) { return reinterpret_cast<Ptr<Object>*>(reinterpret_cast<char*>(o) + sizeof(BaseExceptionObject)); }
  static int clear(Object* self) {
    for (int i = 0; i < N; ++i) clear_ref(fields(self)[i]);
    return base_exception_clear(self);
  }
  static int traverse(Object* self, visitproc* visit, void* arg) {
    for (int i = 0; i < N; ++i) {
      Object* o = fields(self)[i];
      if (o)
        if (int r = visit(o, arg)) return r;
    }
    return base_exception_traverse(self, visit, arg);
  }
  static void dealloc(Object* self) {
    gc_untrack(self);
    clear(self);
    type_of(self)->tp_free(self);
  }
  // Fills a type with this layout; its subclasses of the same layout are filled the same way.
  static void fill(TypeObject* t, int64_t size, initproc* init) {
    t->tp_basicsize = size;
    t->tp_dealloc = dealloc;
    t->tp_traverse = traverse;
    t->tp_clear = clear;
    t->tp_init = init;
  }
};

void init_os_error_types();
void init_unicode_error_types();
void init_exception_group_types();
int init_errno_map();
int ready_exception_group();  // after ExcException is ready

}  // namespace innards
