// Arithmetic of int objects: what stands in the number slots. Each works on the digits in place and makes one object.
#include <cmath>

#include "heap/heap.h"
#include "object/bool.h"
#include "object/float.h"
#include "object/int_impl.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

// Two digits are 60 bits: sums and quotients of such numbers are host arithmetic.
bool is_host_number(Object* o) { return static_cast<uint64_t>(static_cast<IntObject*>(o)->ob_size) + 2 < 5; }
bool both_host(Object* a, Object* b) { return is_host_number(a) && is_host_number(b); }
int64_t host_value(Object* o) {
  const IntObject* v = static_cast<IntObject*>(o);
  if (int_is_compact(o)) return int_compact_value(o);
  const int64_t magnitude = static_cast<int64_t>(v->ob_digit[1]) << kBigShift | v->ob_digit[0];
  return v->ob_size < 0 ? -magnitude : magnitude;
}
bool both_ints(Object* a, Object* b) { return int_check(a) && int_check(b); }

// The machine's memory limit, checked before the host is asked to compute something enormous.
bool too_many_bits(uint64_t bits) { return bits / 8 > rt().heap.limit; }

Object* divide_by_zero(const char* text) {
  err_set_string(ExcZeroDivisionError, text);
  return nullptr;
}

int64_t floor_divide(int64_t a, int64_t b) {
  int64_t q = a / b;
  return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}
int64_t floor_modulo(int64_t a, int64_t b) {
  int64_t r = a % b;
  return (r != 0 && (r < 0) != (b < 0)) ? r + b : r;
}

}  // namespace

Object* int_exact(Object* o) { return int_check_exact(o) ? new_ref(o) : int_copy(o); }

Object* int_add(Object* a, Object* b) {
  if (both_host(a, b)) return int_from_i64(host_value(a) + host_value(b));
  return int_from_big(big_add(int_view(a), int_view(b)));
}

Object* int_subtract(Object* a, Object* b) {
  if (both_host(a, b)) return int_from_i64(host_value(a) - host_value(b));
  return int_from_big(big_sub(int_view(a), int_view(b)));
}

Object* int_multiply(Object* a, Object* b) {
  int64_t product;
  if (both_host(a, b) && !__builtin_mul_overflow(host_value(a), host_value(b), &product)) return int_from_i64(product);
  if (too_many_bits(int_num_bits(a) + int_num_bits(b))) return err_no_memory();
  return int_from_big(big_mul(int_view(a), int_view(b)));
}

Object* int_floor_divide(Object* a, Object* b) {
  if (int_sign(b) == 0) return divide_by_zero("integer division or modulo by zero");
  if (both_host(a, b)) return int_from_i64(floor_divide(host_value(a), host_value(b)));
  BigInt q;
  big_divmod(int_view(a), int_view(b), &q, nullptr);
  return int_from_big(q);
}

// Whether |a| is so clearly below |b| that CPython gives `a` itself as the remainder: fewer digits, or a smaller first one.
static bool is_own_remainder(Object* a, Object* b) {
  BigView x = int_view(a), y = int_view(b);
  if (x.size == 0 || (x.size == 1 && y.size == 1) || x.negative != y.negative) return false;
  return x.size < y.size || (x.size == y.size && x.digits[x.size - 1] < y.digits[y.size - 1]);
}

Object* int_remainder(Object* a, Object* b) {
  if (int_sign(b) == 0) return divide_by_zero("integer modulo by zero");
  if (is_own_remainder(a, b)) return int_exact(a);
  if (both_host(a, b)) return int_from_i64(floor_modulo(host_value(a), host_value(b)));
  BigInt r;
  big_divmod(int_view(a), int_view(b), nullptr, &r);
  return int_from_big(r);
}

static Object* pair(Object* stolen_a, Object* stolen_b) {
  Ref<> a(stolen_a), b(stolen_b);
  return a && b ? tuple_pack(2, a.get(), b.get()) : nullptr;
}

Object* int_divmod(Object* a, Object* b) {
  if (int_sign(b) == 0) return divide_by_zero("integer division or modulo by zero");
  if (is_own_remainder(a, b)) return pair(int_from_i64(0), int_exact(a));
  // No host number may live while the tuple is made: that may start a collection, which may run Python code.
  Object *quotient, *remainder;
  {
    BigInt q, r;
    big_divmod(int_view(a), int_view(b), &q, &r);
    quotient = int_from_big(q);
    remainder = int_from_big(r);
  }
  return pair(quotient, remainder);
}

// The two numbers of int_divmod_near.
static void divide_near(BigView x, BigView y, BigInt* q, BigInt* r) {
  big_divrem(x, y, q, r);
  BigInt twice = big_shift_left(*r, 1);
  twice.negative = false;
  int c = big_compare(twice, BigView{y.digits, y.size, false});
  if (c > 0 || (c == 0 && BigView(*q).is_odd())) {
    *q = big_add(*q, BigInt(x.negative != y.negative ? -1 : 1));
    *r = big_sub(x, big_mul(*q, y));
  }
}

Object* int_divmod_near(Object* a, Object* b) {
  if (int_sign(b) == 0) return divide_by_zero("integer division or modulo by zero");
  Object *quotient, *remainder;
  {
    BigInt q, r;
    divide_near(int_view(a), int_view(b), &q, &r);
    quotient = int_from_big(q);
    remainder = int_from_big(r);
  }
  return pair(quotient, remainder);
}

Object* int_gcd(Object* a, Object* b) { return int_from_big(big_gcd(int_view(a), int_view(b))); }

Object* int_negative(Object* a) {
  if (int_is_compact(a)) return int_from_i64(-int_compact_value(a));
  return int_from_big(big_neg(int_view(a)));
}

namespace {

Object* slot_add(Object* a, Object* b) { return both_ints(a, b) ? int_add(a, b) : new_not_implemented(); }
Object* slot_subtract(Object* a, Object* b) { return both_ints(a, b) ? int_subtract(a, b) : new_not_implemented(); }
Object* slot_multiply(Object* a, Object* b) { return both_ints(a, b) ? int_multiply(a, b) : new_not_implemented(); }
Object* slot_floor_divide(Object* a, Object* b) { return both_ints(a, b) ? int_floor_divide(a, b) : new_not_implemented(); }
Object* slot_remainder(Object* a, Object* b) { return both_ints(a, b) ? int_remainder(a, b) : new_not_implemented(); }
Object* slot_divmod(Object* a, Object* b) { return both_ints(a, b) ? int_divmod(a, b) : new_not_implemented(); }

Object* slot_true_divide(Object* a, Object* b) {
  if (!both_ints(a, b)) return new_not_implemented();
  if (int_sign(b) == 0) return divide_by_zero("division by zero");
  double result;
  if (!big_true_divide(int_view(a), int_view(b), &result)) {
    err_set_string(ExcOverflowError, "integer division result too large for a float");
    return nullptr;
  }
  return float_from_double(result);
}

// ---- power

// The inverse of a modulo n > 0, by Euclid. False: there is none.
bool invert_modulo(BigView a, BigView n, BigInt* out) {
  BigInt b(1), c, x(a), m(n), q, r;
  while (!m.is_zero()) {
    big_divmod(x, m, &q, &r);
    x = std::move(m);
    m = std::move(r);
    BigInt t = big_sub(b, big_mul(q, c));
    b = std::move(c);
    c = std::move(t);
  }
  if (big_compare(x, BigInt(1)) != 0) return false;
  *out = std::move(b);
  return true;
}

// False: there is no inverse. *out is null where there is no memory.
bool power_modulo_value(BigView base, BigView exponent, BigView modulus, Object** out) {
  BigInt a(base), b(exponent), c(modulus);
  bool negative = c.negative;
  c.negative = false;
  if (big_compare(c, BigInt(1)) == 0) return *out = int_from_i64(0), true;
  if (b.negative) {
    b.negative = false;
    BigInt inverse;
    if (!invert_modulo(a, c, &inverse)) return false;
    a = std::move(inverse);
  }
  BigInt z = big_pow_mod(a, b, c);
  if (negative && !z.is_zero()) z = big_sub(z, c);
  *out = int_from_big(z);
  return true;
}

Object* power_modulo(Object* base, Object* exponent, Object* modulus) {
  Object* result;
  if (int_sign(modulus) == 0) {
    err_set_string(ExcValueError, "pow() 3rd argument cannot be 0");
    return nullptr;
  }
  if (power_modulo_value(int_view(base), int_view(exponent), int_view(modulus), &result)) return result;
  err_set_string(ExcValueError, "base is not invertible for the given modulus");
  return nullptr;
}

Object* power_plain(Object* base, Object* exponent) {
  BigView a = int_view(base), b = int_view(exponent);
  uint64_t bits = big_bit_length(a);
  if (bits <= 1) {  // 0, 1, -1
    if (b.is_zero()) return int_from_i64(1);
    return int_from_i64(a.is_zero() ? 0 : a.negative && b.is_odd() ? -1 : 1);
  }
  uint64_t n;
  if (!big_to_u64(b, &n) || n > UINT64_MAX / bits || too_many_bits((bits - 1) * n)) return err_no_memory();
  return int_from_big(big_pow(a, n));
}

Object* slot_power(Object* a, Object* b, Object* mod) {
  if (!both_ints(a, b)) return new_not_implemented();
  if (!is_none(mod)) return int_check(mod) ? power_modulo(a, b, mod) : new_not_implemented();
  if (int_sign(b) < 0) return float_power(a, b, mod);
  return power_plain(a, b);
}

// ---- one operand

Object* slot_negative(Object* a) { return int_negative(a); }
Object* slot_absolute(Object* a) { return int_sign(a) < 0 ? int_negative(a) : int_exact(a); }
int slot_bool(Object* a) { return int_sign(a) != 0; }
Object* slot_invert(Object* a) {
  if (int_is_compact(a)) return int_from_i64(~int_compact_value(a));
  return int_from_big(big_invert(int_view(a)));
}
Object* slot_float(Object* a) {
  double v = int_as_double(a);
  return v == -1.0 && err_occurred() ? nullptr : float_from_double(v);
}

// ---- bits

// 0: *out is the count; 1: larger than any memory; -1: error.
int shift_count(Object* b, uint64_t* out) {
  if (int_sign(b) < 0) {
    err_set_string(ExcValueError, "negative shift count");
    return -1;
  }
  return big_to_u64(int_view(b), out) && *out < uint64_t{1} << 63 ? 0 : 1;
}

Object* slot_lshift(Object* a, Object* b) {
  if (!both_ints(a, b)) return new_not_implemented();
  uint64_t n;
  int rc = shift_count(b, &n);
  if (rc < 0) return nullptr;
  if (int_sign(a) == 0) return int_from_i64(0);
  if (rc > 0) {
    err_set_string(ExcOverflowError, "too many digits in integer");
    return nullptr;
  }
  if (too_many_bits(n)) return err_no_memory();
  return int_from_big(big_shift_left(int_view(a), n));
}

Object* slot_rshift(Object* a, Object* b) {
  if (!both_ints(a, b)) return new_not_implemented();
  uint64_t n;
  int rc = shift_count(b, &n);
  if (rc < 0) return nullptr;
  if (rc > 0) return int_from_i64(int_sign(a) < 0 ? -1 : 0);
  if (int_is_compact(a)) return int_from_i64(int_compact_value(a) >> (n < 63 ? n : 63));
  return int_from_big(big_shift_right(int_view(a), n));
}

Object* slot_and(Object* a, Object* b) {
  if (!both_ints(a, b)) return new_not_implemented();
  if (both_host(a, b)) return int_from_i64(host_value(a) & host_value(b));
  return int_from_big(big_and(int_view(a), int_view(b)));
}
Object* slot_xor(Object* a, Object* b) {
  if (!both_ints(a, b)) return new_not_implemented();
  if (both_host(a, b)) return int_from_i64(host_value(a) ^ host_value(b));
  return int_from_big(big_xor(int_view(a), int_view(b)));
}
Object* slot_or(Object* a, Object* b) {
  if (!both_ints(a, b)) return new_not_implemented();
  if (both_host(a, b)) return int_from_i64(host_value(a) | host_value(b));
  return int_from_big(big_or(int_view(a), int_view(b)));
}

}  // namespace

void int_fill_number_slots(TypeObject* t) {
  NumberMethods* n = number_methods(t);
  n->nb_add = slot_add;
  n->nb_subtract = slot_subtract;
  n->nb_multiply = slot_multiply;
  n->nb_remainder = slot_remainder;
  n->nb_divmod = slot_divmod;
  n->nb_power = slot_power;
  n->nb_negative = slot_negative;
  n->nb_positive = int_exact;
  n->nb_absolute = slot_absolute;
  n->nb_bool = slot_bool;
  n->nb_invert = slot_invert;
  n->nb_lshift = slot_lshift;
  n->nb_rshift = slot_rshift;
  n->nb_and = slot_and;
  n->nb_xor = slot_xor;
  n->nb_or = slot_or;
  n->nb_int = int_exact;
  n->nb_float = slot_float;
  n->nb_floor_divide = slot_floor_divide;
  n->nb_true_divide = slot_true_divide;
  n->nb_index = int_exact;
}

}  // namespace innards
