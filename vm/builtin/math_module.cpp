// The math module: functions of floats (CPython: Modules/mathmodule.c). Those of ints are in math_ints.cpp.
#include <cerrno>
#include <cmath>
#include <cstring>

#include "builtin/gamma.h"
#include "builtin/math_ints.h"
#include "builtin/module_def.h"
#include "native/args.h"
#include "native/varargs.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"
#include "heap/heap.h"

namespace innards {

namespace {

constexpr double kPi = 3.141592653589793238462643383279502884, kE = 2.718281828459045235360287471352662498;

Object* domain_error() {
  err_set_string(ExcValueError, "math domain error");
  return nullptr;
}
Object* range_error() {
  err_set_string(ExcOverflowError, "math range error");
  return nullptr;
}
bool to_double(Object* o, double* x) {
  *x = float_as_double(o);
  return !(*x == -1.0 && err_occurred());
}

// A result as C's functions give it: nan out of no nan is a domain error, inf out of finite a range or domain error.
Object* checked(double x, double r, bool can_overflow) {
  if (std::isnan(r) && !std::isnan(x)) return domain_error();
  if (std::isinf(r) && std::isfinite(x)) return can_overflow ? range_error() : domain_error();
  return float_from_double(r);
}

template <double (*F)(double), bool CanOverflow>
Object* one(Object*, Object* arg) {
  double x;
  return to_double(arg, &x) ? checked(x, F(x), CanOverflow) : nullptr;
}

double gamma_of(double x) {
  if (std::isinf(x) && x < 0) return std::nan("");
  if (x == 0.0 || (x < 0 && x == std::floor(x))) return std::nan("");
  return gamma_function(x);
}
double lgamma_of(double x) {
  return log_gamma_function(x);
}
Object* math_gamma(Object*, Object* arg) {
  double x;
  return to_double(arg, &x) ? checked(x, gamma_of(x), true) : nullptr;
}
Object* math_lgamma(Object*, Object* arg) {
  double x;
  if (!to_double(arg, &x)) return nullptr;
  const bool pole = std::isfinite(x) && x == std::floor(x) && x <= 0.0;
  return pole ? domain_error() : checked(x, lgamma_of(x), true);
}

bool two_doubles(const char* name, Object** args, int64_t nargs, double* x, double* y) {
  return args_check_positional(name, nargs, 2, 2) && to_double(args[0], x) && to_double(args[1], y);
}

Object* math_atan2(Object*, Object** args, int64_t nargs) {
  double y, x;
  return two_doubles("atan2", args, nargs, &y, &x) ? float_from_double(std::atan2(y, x)) : nullptr;
}
Object* math_copysign(Object*, Object** args, int64_t nargs) {
  double x, y;
  return two_doubles("copysign", args, nargs, &x, &y) ? float_from_double(std::copysign(x, y)) : nullptr;
}
Object* math_nextafter(Object*, Object** args, int64_t nargs) {
  double x, y;
  return two_doubles("nextafter", args, nargs, &x, &y) ? float_from_double(std::nextafter(x, y)) : nullptr;
}
Object* math_fmod(Object*, Object** args, int64_t nargs) {
  double x, y;
  if (!two_doubles("fmod", args, nargs, &x, &y)) return nullptr;
  if (std::isinf(y) && std::isfinite(x)) return float_from_double(x);
  const double r = std::fmod(x, y);
  return std::isnan(r) && !std::isnan(x) && !std::isnan(y) ? domain_error() : float_from_double(r);
}
Object* math_remainder(Object*, Object** args, int64_t nargs) {
  double x, y;
  if (!two_doubles("remainder", args, nargs, &x, &y)) return nullptr;
  const double r = std::remainder(x, y);
  return std::isnan(r) && !std::isnan(x) && !std::isnan(y) ? domain_error() : float_from_double(r);
}
Object* math_pow(Object*, Object** args, int64_t nargs) {
  double x, y;
  if (!two_doubles("pow", args, nargs, &x, &y)) return nullptr;
  const double r = std::pow(x, y);
  if (!std::isfinite(x) || !std::isfinite(y)) return float_from_double(r);
  if (std::isnan(r)) return domain_error();
  if (std::isinf(r)) return x == 0.0 ? domain_error() : range_error();
  return float_from_double(r);
}

// ---- rounding to ints

Object* rounded(Object* arg, const char* special, double (*round)(double)) {
  if (!float_check_exact(arg)) {
    Ref<> name(str_intern(special));
    if (!name) return nullptr;
    Ref<> method(object_lookup_special(arg, name));
    if (method) return object_call_no_args(method);
    if (err_occurred()) return nullptr;
  }
  double x;
  return to_double(arg, &x) ? int_from_double(round(x)) : nullptr;
}
double floor_of(double x) { return std::floor(x); }
double ceil_of(double x) { return std::ceil(x); }
Object* math_floor(Object*, Object* arg) { return rounded(arg, "__floor__", floor_of); }
Object* math_ceil(Object*, Object* arg) { return rounded(arg, "__ceil__", ceil_of); }
Object* math_trunc(Object*, Object* arg) {
  if (float_check_exact(arg)) return int_from_double(std::trunc(float_value(arg)));
  Ref<> name(str_intern("__trunc__"));
  if (!name) return nullptr;
  Ref<> method(object_lookup_special(arg, name));
  if (method) return object_call_no_args(method);
  if (err_occurred()) return nullptr;
  return err_format(ExcTypeError, "type %.100s doesn't define __trunc__ method", type_name_of(arg));
}

// ---- taking floats apart

Object* pair(Object* a, Object* b) {
  Ref<> first(a), second(b);
  return first && second ? tuple_pack(2, first.get(), second.get()) : nullptr;
}
Object* math_frexp(Object*, Object* arg) {
  double x;
  if (!to_double(arg, &x)) return nullptr;
  int exponent = 0;
  const double m = std::isfinite(x) && x != 0.0 ? std::frexp(x, &exponent) : x;
  return pair(float_from_double(m), int_from_i64(exponent));
}
Object* math_modf(Object*, Object* arg) {
  double x, whole;
  if (!to_double(arg, &x)) return nullptr;
  if (std::isinf(x)) return pair(float_from_double(std::copysign(0.0, x)), float_from_double(x));
  const double part = std::modf(x, &whole);
  return pair(float_from_double(part), float_from_double(whole));
}
Object* math_ldexp(Object*, Object** args, int64_t nargs) {
  double x;
  if (!args_check_positional("ldexp", nargs, 2, 2) || !to_double(args[0], &x)) return nullptr;
  if (!int_check(args[1])) {
    err_set_string(ExcTypeError, "Expected an int as second argument to ldexp.");
    return nullptr;
  }
  int overflow = 0;
  int64_t exponent = int_as_i64_and_overflow(args[1], &overflow);
  if (exponent == -1 && err_occurred()) return nullptr;
  if (overflow) exponent = overflow < 0 ? INT64_MIN : INT64_MAX;
  if (x == 0.0 || !std::isfinite(x)) return float_from_double(x);
  if (exponent > 100000) return range_error();
  if (exponent < -100000) return float_from_double(std::copysign(0.0, x));
  const double r = std::ldexp(x, static_cast<int>(exponent));
  return std::isinf(r) ? range_error() : float_from_double(r);
}
Object* math_ulp(Object*, Object* arg) {
  double x;
  if (!to_double(arg, &x)) return nullptr;
  if (std::isnan(x)) return float_from_double(x);
  x = std::fabs(x);
  if (std::isinf(x)) return float_from_double(x);
  const double above = std::nextafter(x, HUGE_VAL);
  return float_from_double(std::isinf(above) ? x - std::nextafter(x, 0.0) : above - x);
}
Object* math_isnan(Object*, Object* arg) {
  double x;
  return to_double(arg, &x) ? bool_from(std::isnan(x)) : nullptr;
}
Object* math_isinf(Object*, Object* arg) {
  double x;
  return to_double(arg, &x) ? bool_from(std::isinf(x)) : nullptr;
}
Object* math_isfinite(Object*, Object* arg) {
  double x;
  return to_double(arg, &x) ? bool_from(std::isfinite(x)) : nullptr;
}
Object* math_degrees(Object*, Object* arg) {
  double x;
  return to_double(arg, &x) ? float_from_double(x * (180.0 / kPi)) : nullptr;
}
Object* math_radians(Object*, Object* arg) {
  double x;
  return to_double(arg, &x) ? float_from_double(x * (kPi / 180.0)) : nullptr;
}
double fabs_of(double x) { return std::fabs(x); }

// ---- logarithms: an int may be too large for a float

double checked_log(double (*f)(double), double x) {
  if (!std::isfinite(x)) return x > 0 || std::isnan(x) ? x : std::nan("");
  return x > 0 ? f(x) : x == 0 ? -HUGE_VAL : std::nan("");
}
Object* logarithm(Object* arg, double (*f)(double)) {
  if (int_check(arg)) {
    if (int_sign(arg) <= 0) return domain_error();
    double x = int_as_double(arg);
    if (x == -1.0 && err_occurred()) {
      if (!err_exception_matches(ExcOverflowError)) return nullptr;
      err_clear();
      const uint64_t bits = int_num_bits(arg);
      x = math_int_top_bits(arg, bits);  // arg == x * 2**bits, 0.5 <= x < 1
      if (x < 0) return nullptr;
      return float_from_double(f(x) + f(2.0) * static_cast<double>(bits));
    }
    return float_from_double(f(x));
  }
  double x;
  return to_double(arg, &x) ? checked(x, checked_log(f, x), false) : nullptr;
}
double ln(double x) { return std::log(x); }
double ln2(double x) { return std::log2(x); }
double ln10(double x) { return std::log10(x); }
Object* math_log(Object*, Object** args, int64_t nargs) {
  if (nargs < 1 || nargs > 2) return err_format(ExcTypeError, "math.log requires 1 to 2 arguments");
  Ref<> number(logarithm(args[0], ln));
  if (!number || nargs == 1) return number.release();
  Ref<> base(logarithm(args[1], ln));
  return base ? number_true_divide(number, base) : nullptr;
}
Object* math_log2(Object*, Object* arg) { return logarithm(arg, ln2); }
Object* math_log10(Object*, Object* arg) { return logarithm(arg, ln10); }

// ---- sums

// The exact sum of an iterable of floats: partial sums that do not overlap, then rounded once.
struct Partials {
  double* sums = nullptr;
  int64_t used = 0, room = 0;
  ~Partials() { mem_free(sums); }
  bool grow() {
    if (used < room) return true;
    const int64_t more = room ? room * 2 : 32;
    double* grown = static_cast<double*>(mem_realloc(sums, static_cast<size_t>(more) * sizeof(double)));
    if (!grown) {
      err_set_string(ExcMemoryError, "math.fsum partials");
      return false;
    }
    sums = grown;
    room = more;
    return true;
  }
};

// Adds x without loss; what rounding takes away stays as further partials. Returns the new top.
double add_exactly(Partials& p, double x) {
  int64_t kept = 0;
  for (int64_t i = 0; i < p.used; ++i) {
    double y = p.sums[i];
    if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
    const volatile double high = x + y;
    const volatile double back = high - x;
    const double low = y - back;
    if (low != 0.0) p.sums[kept++] = low;
    x = high;
  }
  p.used = kept;
  return x;
}

double rounded_sum(Partials& p) {
  int64_t n = p.used;
  double high = 0.0;
  if (n == 0) return high;
  high = p.sums[--n];
  double low = 0.0;
  while (n > 0) {
    const double x = high, y = p.sums[--n];
    const volatile double sum = x + y;
    const volatile double back = sum - x;
    high = sum;
    low = y - back;
    if (low != 0.0) break;
  }
  if (n > 0 && ((low < 0.0 && p.sums[n - 1] < 0.0) || (low > 0.0 && p.sums[n - 1] > 0.0))) {  // a tie is decided by what is below
    const double y = low * 2.0;
    const volatile double x = high + y;
    const volatile double back = x - high;
    if (y == back) high = x;
  }
  return high;
}

Object* math_fsum(Object*, Object* iterable) {
  Ref<> iterator(object_get_iter(iterable));
  if (!iterator) return nullptr;
  Partials p;
  double special = 0.0, infinities = 0.0;
  for (;;) {
    Ref<> item(iter_next(iterator));
    if (!item) break;
    double x;
    if (!to_double(item, &x)) return nullptr;
    const double given = x;
    x = add_exactly(p, x);
    if (x == 0.0) continue;
    if (!std::isfinite(x)) {
      if (std::isfinite(given)) {
        err_set_string(ExcOverflowError, "intermediate overflow in fsum");
        return nullptr;
      }
      if (std::isinf(given)) infinities += given;
      special += given;
      p.used = 0;
      continue;
    }
    if (!p.grow()) return nullptr;
    p.sums[p.used++] = x;
  }
  if (err_occurred()) return nullptr;
  if (special != 0.0) {
    if (!std::isnan(infinities)) return float_from_double(special);
    err_set_string(ExcValueError, "-inf + inf in fsum");
    return nullptr;
  }
  return float_from_double(rounded_sum(p));
}

// ---- lengths of vectors: squares are summed with what rounding loses, then the root is corrected once

struct Lossless {
  double sum = 1.0, lost1 = 0.0, lost2 = 0.0, lost3 = 0.0;
  void add(double x, double* lost) {
    const volatile double before = sum;
    sum = before + x;
    *lost += (before - sum) + x;
  }
  // Adds sign * x * x. A float is split in two halves whose products are exact.
  void add_square(double x, double sign) {
    const volatile double t = x * 134217729.0;
    const volatile double d = t - x;
    const double high = t - d, low = x - high;
    add(sign * high * high, &lost1);
    add(sign * 2.0 * high * low, &lost2);
    if (sign > 0) lost3 += low * low;
    else add(-low * low, &lost3);
  }
  double total() const { return sum - 1.0 + (lost1 + lost2 + lost3); }
};

double vector_norm(int64_t n, double* vec, double max, bool found_nan) {
  if (std::isinf(max)) return max;
  if (found_nan) return std::nan("");
  if (max == 0.0 || n <= 1) return max;
  int exponent;
  std::frexp(max, &exponent);
  if (exponent < -1023) {  // too small to scale up in one go
    double sum = 0.0;
    for (int64_t i = 0; i < n; ++i) sum += (vec[i] / max) * (vec[i] / max);
    return max * std::sqrt(sum);
  }
  const double scale = std::ldexp(1.0, -exponent);
  Lossless squares;
  for (int64_t i = 0; i < n; ++i) squares.add_square(vec[i] * scale, 1.0);
  const double h = std::sqrt(squares.total());
  squares.add_square(h, -1.0);
  return (h + squares.total() / (2.0 * h)) / scale;
}

struct Vector {
  double* items;
  double max = 0.0;
  bool found_nan = false;
  explicit Vector(int64_t n) : items(static_cast<double*>(mem_alloc(static_cast<size_t>(n ? n : 1) * sizeof(double)))) {
    if (!items) err_no_memory();
  }
  ~Vector() { mem_free(items); }
  void put(int64_t i, double x) {
    x = std::fabs(x);
    items[i] = x;
    found_nan = found_nan || std::isnan(x);
    if (x > max) max = x;
  }
};

Object* math_hypot(Object*, Object** args, int64_t nargs) {
  Vector v(nargs);
  if (!v.items) return nullptr;
  for (int64_t i = 0; i < nargs; ++i) {
    double x;
    if (!to_double(args[i], &x)) return nullptr;
    v.put(i, x);
  }
  return float_from_double(vector_norm(nargs, v.items, v.max, v.found_nan));
}

Object* math_dist(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("dist", nargs, 2, 2)) return nullptr;
  Ref<> p(sequence_tuple(args[0]));
  if (!p) return nullptr;
  Ref<> q(sequence_tuple(args[1]));
  if (!q) return nullptr;
  const int64_t n = tuple_size_of(p);
  if (n != tuple_size_of(q)) {
    err_set_string(ExcValueError, "both points must have the same number of dimensions");
    return nullptr;
  }
  Vector v(n);
  if (!v.items) return nullptr;
  for (int64_t i = 0; i < n; ++i) {
    double x, y;
    if (!to_double(tuple_item_at(p, i), &x) || !to_double(tuple_item_at(q, i), &y)) return nullptr;
    v.put(i, x - y);
  }
  return float_from_double(vector_norm(n, v.items, v.max, v.found_nan));
}

Object* math_isclose(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"a", "b", "rel_tol", "abs_tol", nullptr};
  static const ArgsParser kParser = {"isclose", kKeywords};
  Object* buf[4] = {};
  Object** given = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 2, 2, 0, buf);
  double a, b, rel = 1e-09, abs = 0.0;
  if (!given || !to_double(given[0], &a) || !to_double(given[1], &b)) return nullptr;
  if (given[2] && !to_double(given[2], &rel)) return nullptr;
  if (given[3] && !to_double(given[3], &abs)) return nullptr;
  if (rel < 0.0 || abs < 0.0) {
    err_set_string(ExcValueError, "tolerances must be non-negative");
    return nullptr;
  }
  if (a == b) return bool_from(true);
  if (std::isinf(a) || std::isinf(b)) return bool_from(false);
  const double diff = std::fabs(b - a);
  return bool_from(diff <= std::fabs(rel * b) || diff <= std::fabs(rel * a) || diff <= abs);
}

Object* math_prod(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"", "start", nullptr};
  static const ArgsParser kParser = {"prod", kKeywords};
  Object* buf[2] = {};
  Object** given = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 1, 0, buf);
  if (!given) return nullptr;
  Ref<> iterator(object_get_iter(given[0]));
  if (!iterator) return nullptr;
  Ref<> result(given[1] ? new_ref(given[1]) : int_from_i64(1));
  while (result) {
    Ref<> item(iter_next(iterator));
    if (!item) break;
    result.reset(number_multiply(result, item));
  }
  return err_occurred() ? nullptr : result.release();
}

#define ONE(name, function, overflow, doc) {#name, one<function, overflow>, kMethO, #name "($module, x, /)\n--\n\n" doc}
const MethodDef kFunctions[] = {
    ONE(acos, std::acos, false, "The arc cosine of x, in radians."),
    ONE(acosh, std::acosh, false, "The inverse hyperbolic cosine of x."),
    ONE(asin, std::asin, false, "The arc sine of x, in radians."),
    ONE(asinh, std::asinh, false, "The inverse hyperbolic sine of x."),
    ONE(atan, std::atan, false, "The arc tangent of x, in radians."),
    {"atan2", math_atan2, kMethFastcall, "atan2($module, y, x, /)\n--\n\nThe arc tangent of y/x, in the right quadrant."},
    ONE(atanh, std::atanh, false, "The inverse hyperbolic tangent of x."),
    ONE(cbrt, std::cbrt, false, "The cube root of x."),
    {"ceil", math_ceil, kMethO, "ceil($module, x, /)\n--\n\nThe smallest int that is not less than x."},
    {"copysign", math_copysign, kMethFastcall, "copysign($module, x, y, /)\n--\n\nThe magnitude of x with the sign of y."},
    ONE(cos, std::cos, false, "The cosine of x radians."),
    ONE(cosh, std::cosh, true, "The hyperbolic cosine of x."),
    {"degrees", math_degrees, kMethO, "degrees($module, x, /)\n--\n\nRadians as degrees."},
    {"dist", math_dist, kMethFastcall, "dist($module, p, q, /)\n--\n\nThe distance between two points."},
    ONE(erf, std::erf, false, "The error function at x."),
    ONE(erfc, std::erfc, false, "1 minus the error function at x."),
    ONE(exp, std::exp, true, "e to the power of x."),
    ONE(exp2, std::exp2, true, "2 to the power of x."),
    ONE(expm1, std::expm1, true, "exp(x) - 1, exact for small x."),
    ONE(fabs, fabs_of, false, "The absolute value of x as a float."),
    {"factorial", math_factorial, kMethO, "factorial($module, n, /)\n--\n\nn!"},
    {"floor", math_floor, kMethO, "floor($module, x, /)\n--\n\nThe largest int that is not greater than x."},
    {"fmod", math_fmod, kMethFastcall, "fmod($module, x, y, /)\n--\n\nC's remainder: it has the sign of x."},
    {"frexp", math_frexp, kMethO, "frexp($module, x, /)\n--\n\n(m, e) with x == m * 2.0**e and 0.5 <= abs(m) < 1."},
    {"fsum", math_fsum, kMethO, "fsum($module, seq, /)\n--\n\nThe exact sum of an iterable of floats, rounded once."},
    {"gamma", math_gamma, kMethO, "gamma($module, x, /)\n--\n\nThe gamma function at x."},
    {"gcd", math_gcd, kMethFastcall, "gcd($module, *integers)\n--\n\nThe greatest common divisor."},
    {"hypot", math_hypot, kMethFastcall, "hypot(*coordinates) -> value\n\nThe distance of a point from the origin."},
    {"isclose", math_isclose, kMethFastcall | kMethKeywords, "isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\nWhether two floats are nearly the same."},
    {"isfinite", math_isfinite, kMethO, "isfinite($module, x, /)\n--\n\nWhether x is neither inf nor nan."},
    {"isinf", math_isinf, kMethO, "isinf($module, x, /)\n--\n\nWhether x is inf or -inf."},
    {"isnan", math_isnan, kMethO, "isnan($module, x, /)\n--\n\nWhether x is nan."},
    {"isqrt", math_isqrt, kMethO, "isqrt($module, n, /)\n--\n\nThe integer part of the square root of an int."},
    {"lcm", math_lcm, kMethFastcall, "lcm($module, *integers)\n--\n\nThe least common multiple."},
    {"ldexp", math_ldexp, kMethFastcall, "ldexp($module, x, i, /)\n--\n\nx * 2**i."},
    {"lgamma", math_lgamma, kMethO, "lgamma($module, x, /)\n--\n\nThe logarithm of the absolute value of the gamma function."},
    {"log", by_tuple<math_log>, kMethVarargs, "log(x, [base=math.e])\nThe logarithm of x to the base."},
    ONE(log1p, std::log1p, false, "log(1 + x), exact for small x."),
    {"log10", math_log10, kMethO, "log10($module, x, /)\n--\n\nThe logarithm of x to base 10."},
    {"log2", math_log2, kMethO, "log2($module, x, /)\n--\n\nThe logarithm of x to base 2."},
    {"modf", math_modf, kMethO, "modf($module, x, /)\n--\n\nThe fractional and the whole part of x, both as floats."},
    {"pow", math_pow, kMethFastcall, "pow($module, x, y, /)\n--\n\nx to the power of y, as floats."},
    {"radians", math_radians, kMethO, "radians($module, x, /)\n--\n\nDegrees as radians."},
    {"remainder", math_remainder, kMethFastcall, "remainder($module, x, y, /)\n--\n\nx - n*y for the int n nearest to x/y."},
    ONE(sin, std::sin, false, "The sine of x radians."),
    ONE(sinh, std::sinh, true, "The hyperbolic sine of x."),
    ONE(sqrt, std::sqrt, false, "The square root of x."),
    ONE(tan, std::tan, false, "The tangent of x radians."),
    ONE(tanh, std::tanh, false, "The hyperbolic tangent of x."),
    {"trunc", math_trunc, kMethO, "trunc($module, x, /)\n--\n\nx without its fraction, as an int."},
    {"prod", math_prod, kMethFastcall | kMethKeywords, "prod($module, iterable, /, *, start=1)\n--\n\nThe product of start and all items."},
    {"perm", math_perm, kMethFastcall, "perm($module, n, k=None, /)\n--\n\nIn how many ways k of n can be lined up."},
    {"comb", math_comb, kMethFastcall, "comb($module, n, k, /)\n--\n\nIn how many ways k of n can be chosen."},
    {"nextafter", math_nextafter, kMethFastcall, "nextafter($module, x, y, /)\n--\n\nThe next float after x towards y."},
    {"ulp", math_ulp, kMethO, "ulp($module, x, /)\n--\n\nThe value of the last bit of x."},
    {},
};
#undef ONE

int add_constants(Object* module) {
  const struct { const char* name; double value; } constants[] = {
      {"pi", kPi}, {"e", kE}, {"tau", 2 * kPi}, {"inf", HUGE_VAL}, {"nan", std::nan("")}};
  for (const auto& constant : constants) {
    Ref<> value(float_from_double(constant.value));
    if (!value || module_add_object_ref(module, constant.name, value) < 0) return -1;
  }
  return 0;
}

}  // namespace

extern const NativeModule k_module_math;
const NativeModule k_module_math = {"math", "Functions of numbers, as C's math library has them.", kFunctions, add_constants};

}  // namespace innards
