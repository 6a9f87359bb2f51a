// complex: two doubles.
#pragma once

#include "object/object.h"
#include "run/runtime.h"

namespace innards {

struct ComplexValue { double real, imag; };
struct ComplexObject : Object {
  ComplexValue cval;
};
static_assert(sizeof(ComplexObject) == 32);

inline bool complex_check(const Object* o) { return o->ob_type == TypeComplex || type_is_subtype(o->ob_type, TypeComplex); }
inline bool complex_check_exact(const Object* o) { return o->ob_type == TypeComplex; }
Object* complex_from_doubles(double real, double imag);
double complex_real_as_double(Object* o);                     // also of ints and floats; -1.0 with error
double complex_imag_as_double(Object* o);

}  // namespace innards
