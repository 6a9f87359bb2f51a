// int: an integer of any size. A sign (in ob_size) and 30-bit digits inside the object, as CPython's
// Include/cpython/longintrepr.h has them. The ints -5..256 exist once, in the static region.
// The arithmetic itself is base/bigint's; this file may not know text formats beyond int's own.
#pragma once

#include <cstdint>

#include "base/bigint.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

// struct _longobject. ob_size: number of digits, negative for negative numbers, 0 for zero.
struct IntObject : VarObject {
  uint32_t ob_digit[1];
};
static_assert(offsetof(IntObject, ob_digit) == 24);

inline constexpr int kSmallNegInts = 5;
inline constexpr int kSmallPosInts = 257;

inline bool int_check(const Object* o) { return type_has(o->ob_type, kTpLongSubclass); }
inline bool int_check_exact(const Object* o) { return o->ob_type == TypeInt; }

// Makes the small ints; called once by boot before anything makes an int.
void int_boot();

// The digits of an int object, read in place.
inline BigView int_view(const Object* o) {
  const IntObject* v = static_cast<const IntObject*>(o);
  return {v->ob_digit, static_cast<size_t>(v->ob_size < 0 ? -v->ob_size : v->ob_size), v->ob_size < 0};
}
inline int int_sign(const Object* o) { int64_t n = static_cast<const IntObject*>(o)->ob_size; return n < 0 ? -1 : n > 0; }
// At most one digit: its value.
inline bool int_is_compact(const Object* o) { uint64_t n = static_cast<uint64_t>(static_cast<const IntObject*>(o)->ob_size) + 1; return n < 3; }
inline int64_t int_compact_value(const Object* o) {
  const IntObject* v = static_cast<const IntObject*>(o);
  return v->ob_size * static_cast<int64_t>(v->ob_size ? v->ob_digit[0] : 0);
}
Object* int_small(int value);                                 // borrowed; -5..256

// All give a new reference, a small int where the value is one.
Object* int_new_digits(int64_t digits);                       // room for that many digits, contents undefined (_PyLong_New)
Object* int_from_i64(int64_t value);
Object* int_from_u64(uint64_t value);
inline Object* int_from_long(int64_t value) { return int_from_i64(value); }
inline Object* int_from_ssize_t(int64_t value) { return int_from_i64(value); }
inline Object* int_from_size_t(uint64_t value) { return int_from_u64(value); }
inline Object* int_from_void_ptr(const void* p) { return int_from_u64(reinterpret_cast<uintptr_t>(p)); }
Object* int_from_double(double value);                        // OverflowError, ValueError for inf and nan
Object* int_from_big(BigView value);                          // MemoryError
// int(text, base) as the built-in does it, spaces, sign, prefix and underscores included. ValueError.
Object* int_from_str_object(Object* str, int base);           // PyLong_FromUnicodeObject
Object* int_from_bytes_text(const char* text, int64_t length, int base);  // _PyLong_FromBytes
Object* int_copy(Object* v);                                  // _PyLong_Copy: an exact int

// -1 with an error set when it is no int (tries __index__) or does not fit.
int64_t int_as_i64(Object* o);                                // PyLong_AsLong: "... C long"
inline int64_t int_as_long(Object* o) { return int_as_i64(o); }
int64_t int_as_i64_and_overflow(Object* o, int* overflow);    // overflow is -1 or 1, no error set
int64_t int_as_ssize_t(Object* o);                            // only ints; "... C ssize_t"
int int_as_int(Object* o);                                    // _PyLong_AsInt: "... C int"
uint64_t int_as_u64(Object* o);                               // PyLong_AsUnsignedLong, only ints
uint64_t int_as_u64_mask(Object* o);                          // PyLong_AsUnsignedLongLongMask
size_t int_as_size_t(Object* o);
double int_as_double(Object* o);                              // OverflowError; -1.0

int64_t int_hash(Object* o);
int int_compare(Object* a, Object* b);                        // -1, 0, 1
Object* int_add(Object* a, Object* b);                        // both ints
Object* int_subtract(Object* a, Object* b);
Object* int_multiply(Object* a, Object* b);
Object* int_floor_divide(Object* a, Object* b);
Object* int_remainder(Object* a, Object* b);
Object* int_divmod(Object* a, Object* b);
Object* int_divmod_near(Object* a, Object* b);                // quotient rounded half to even (_PyLong_DivmodNear)
Object* int_gcd(Object* a, Object* b);
Object* int_negative(Object* a);
Object* int_repr(Object* o);
Object* int_format(Object* o, int base);                      // with prefix 0b 0o 0x for 2, 8, 16 (_PyLong_Format)
uint64_t int_num_bits(Object* o);                             // _PyLong_NumBits

}  // namespace innards
