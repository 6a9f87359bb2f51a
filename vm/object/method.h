// MethodObject: a function bound to an instance (CPython's Objects/classobject.c, PyMethodObject).
#pragma once

#include "object/object.h"
#include "run/runtime.h"

namespace innards {

// Include/cpython/classobject.h: PyMethodObject.
struct MethodObject : Object {
  Ptr<Object> im_func;              // the callable
  Ptr<Object> im_self;              // what it is bound to
  Ptr<Object> im_weakreflist;
  Slot<vectorcallfunc> vectorcall;
};
static_assert(sizeof(MethodObject) == 48);

inline bool method_check(const Object* o) { return o->ob_type == TypeMethod; }
// A new bound method; nullptr with an error set.
Object* method_new(Object* func, Object* self);
inline Object* method_function(const Object* m) { return static_cast<const MethodObject*>(m)->im_func; }
inline Object* method_self(const Object* m) { return static_cast<const MethodObject*>(m)->im_self; }

}  // namespace innards
