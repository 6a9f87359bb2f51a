// The math module's functions of ints; only math_module.cpp uses this header.
#pragma once

#include "object/object.h"

namespace innards {

Object* math_factorial(Object* module, Object* n);
Object* math_gcd(Object* module, Object** args, int64_t nargs);
Object* math_lcm(Object* module, Object** args, int64_t nargs);
Object* math_isqrt(Object* module, Object* n);
Object* math_perm(Object* module, Object** args, int64_t nargs);
Object* math_comb(Object* module, Object** args, int64_t nargs);
// A positive int of `bits` bits divided by 2**bits; -1.0 with an error set.
double math_int_top_bits(Object* n, uint64_t bits);

}  // namespace innards
