// float: one double. Dead floats wait in a free list of at most 100, as in CPython's Objects/floatobject.c.
#pragma once

#include "object/object.h"
#include "run/runtime.h"

namespace innards {

struct FloatObject : Object {
  double ob_fval;
};
static_assert(sizeof(FloatObject) == 24);

inline bool float_check(const Object* o) { return o->ob_type == TypeFloat || type_is_subtype(o->ob_type, TypeFloat); }
inline bool float_check_exact(const Object* o) { return o->ob_type == TypeFloat; }
inline double float_value(const Object* o) { return static_cast<const FloatObject*>(o)->ob_fval; }

Object* float_from_double(double value);
Object* float_from_string(Object* o);                         // float("...")  ValueError, TypeError
double float_as_double(Object* o);                            // tries __float__ and __index__; -1.0 with error
Object* float_repr_object(Object* o);
void float_clear_free_list();

}  // namespace innards
