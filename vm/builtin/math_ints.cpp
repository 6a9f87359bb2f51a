// Functions of ints: factorial, gcd, lcm, isqrt, perm, comb.
#include "builtin/math_ints.h"

#include <cmath>

#include "native/args.h"
#include "object/int.h"
#include "object/protocol.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

Object* value_error(const char* text) {
  err_set_string(ExcValueError, text);
  return nullptr;
}

// low * (low + step) * ... up to high, by halves so that factors stay of like size.
Object* product(int64_t low, int64_t high, int64_t step) {
  if (low > high) return int_from_i64(1);
  const int64_t count = (high - low) / step + 1;
  if (count <= 2) {
    Ref<> a(int_from_i64(low));
    if (count == 1 || !a) return a.release();
    Ref<> b(int_from_i64(low + step));
    return b ? int_multiply(a, b) : nullptr;
  }
  const int64_t middle = low + (count / 2) * step;
  Ref<> a(product(low, middle - step, step));
  if (!a) return nullptr;
  Ref<> b(product(middle, high, step));
  return b ? int_multiply(a, b) : nullptr;
}

Object* absolute(Object* n) { return int_sign(n) < 0 ? int_negative(n) : int_copy(n); }

// n - k for ints.
Object* minus(Object* n, int64_t k) {
  Ref<> small(int_from_i64(k));
  return small ? int_subtract(n, small) : nullptr;
}

// n * (n-1) * ... with `count` factors, divided on the way by 1, 2, ... when `choose`.
Object* falling(Object* n, int64_t count, bool choose) {
  Ref<> result(int_from_i64(1));
  for (int64_t i = 0; result && i < count; ++i) {
    Ref<> factor(minus(n, i));
    if (!factor) return nullptr;
    result.reset(int_multiply(result, factor));
    if (!choose || !result) continue;
    Ref<> divisor(int_from_i64(i + 1));
    if (!divisor) return nullptr;
    result.reset(int_floor_divide(result, divisor));
  }
  return result.release();
}

}  // namespace

Object* math_factorial(Object*, Object* arg) {
  Ref<> n(number_index(arg));
  if (!n) return nullptr;
  int overflow = 0;
  const int64_t x = int_as_i64_and_overflow(n, &overflow);
  if (x == -1 && err_occurred()) return nullptr;
  if (overflow > 0) return err_format(ExcOverflowError, "factorial() argument should not exceed %ld", INT64_MAX);
  if (overflow < 0 || x < 0) return value_error("factorial() not defined for negative values");
  return product(1, x, 1);
}

Object* math_gcd(Object*, Object** args, int64_t nargs) {
  Ref<> result(int_from_i64(0));
  for (int64_t i = 0; result && i < nargs; ++i) {
    Ref<> n(number_index(args[i]));
    if (!n) return nullptr;
    result.reset(int_gcd(result, n));
  }
  return result.release();
}

Object* math_lcm(Object*, Object** args, int64_t nargs) {
  Ref<> result(int_from_i64(1));
  for (int64_t i = 0; result && i < nargs; ++i) {
    Ref<> n(number_index(args[i]));
    if (!n) return nullptr;
    if (int_sign(n) == 0 || int_sign(result) == 0) {
      result.reset(int_from_i64(0));
      continue;
    }
    Ref<> common(int_gcd(result, n));
    if (!common) return nullptr;
    Ref<> part(int_floor_divide(result, common));
    if (!part) return nullptr;
    Ref<> all(int_multiply(part, n));
    if (!all) return nullptr;
    result.reset(absolute(all));
  }
  return result.release();
}

// Newton's method from above.
Object* math_isqrt(Object*, Object* arg) {
  Ref<> n(number_index(arg));
  if (!n) return nullptr;
  if (int_sign(n) < 0) return value_error("isqrt() argument must be nonnegative");
  if (int_sign(n) == 0) return int_from_i64(0);
  Ref<> one(int_from_i64(1)), two(int_from_i64(2)), half_bits(int_from_u64((int_num_bits(n) + 1) / 2));
  if (!one || !two || !half_bits) return nullptr;
  Ref<> guess(number_lshift(one, half_bits));
  while (guess) {
    Ref<> quotient(int_floor_divide(n, guess));
    if (!quotient) return nullptr;
    Ref<> sum(int_add(guess, quotient));
    if (!sum) return nullptr;
    Ref<> next(int_floor_divide(sum, two));
    if (!next) return nullptr;
    if (int_compare(next, guess) >= 0) break;
    guess = static_cast<Ref<>&&>(next);
  }
  return guess.release();
}

Object* math_perm(Object* module, Object** args, int64_t nargs) {
  if (!args_check_positional("perm", nargs, 1, 2)) return nullptr;
  if (nargs == 1 || is_none(args[1])) return math_factorial(module, args[0]);
  Ref<> n(number_index(args[0]));
  if (!n) return nullptr;
  Ref<> k(number_index(args[1]));
  if (!k) return nullptr;
  if (int_sign(n) < 0) return value_error("n must be a non-negative integer");
  if (int_sign(k) < 0) return value_error("k must be a non-negative integer");
  if (int_compare(n, k) < 0) return int_from_i64(0);
  int overflow = 0;
  const int64_t count = int_as_i64_and_overflow(k, &overflow);
  if (overflow) return err_format(ExcOverflowError, "k must not exceed %lld", INT64_MAX);
  return falling(n, count, false);
}

Object* math_comb(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("comb", nargs, 2, 2)) return nullptr;
  Ref<> n(number_index(args[0]));
  if (!n) return nullptr;
  Ref<> k(number_index(args[1]));
  if (!k) return nullptr;
  if (int_sign(n) < 0) return value_error("n must be a non-negative integer");
  if (int_sign(k) < 0) return value_error("k must be a non-negative integer");
  Ref<> other(int_subtract(n, k));
  if (!other) return nullptr;
  if (int_sign(other) < 0) return int_from_i64(0);
  Object* smaller = int_compare(k, other) < 0 ? k.get() : other.get();
  int overflow = 0;
  const int64_t count = int_as_i64_and_overflow(smaller, &overflow);
  if (overflow) return err_format(ExcOverflowError, "min(n - k, k) must not exceed %lld", INT64_MAX);
  return falling(n, count, true);
}

double math_int_top_bits(Object* n, uint64_t bits) {
  const uint64_t drop = bits - 64;  // called for ints of more than 1023 bits only
  Ref<> shift(int_from_u64(drop));
  Ref<> top(shift ? number_rshift(n, shift) : nullptr);
  if (!top) return -1.0;
  const double x = int_as_double(top);
  return std::ldexp(x, -64);
}

}  // namespace innards
