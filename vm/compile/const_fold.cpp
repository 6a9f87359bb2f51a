#include "compile/const_fold.h"

#include <cerrno>
#include <cmath>
#include <vector>

#include "base/bigint.h"
#include "base/utf8.h"
#include "compile/const_value.h"

namespace innards {

using ast::Operator;
using ast::UnaryOperator;

namespace {

// The limits of Python/ast_opt.c.
constexpr int64_t kMaxIntBits = 128;
constexpr int64_t kMaxCollectionSize = 256;
constexpr int64_t kMaxStrSize = 4096;
constexpr int64_t kMaxTotalItems = 1024;

bool is_int(const ConstantValue& v) { return v.type == ConstantType::kInt || v.type == ConstantType::kBool; }
bool is_text(const ConstantValue& v) { return v.type == ConstantType::kStr || v.type == ConstantType::kBytes; }
bool is_collection(const ConstantValue& v) { return v.type == ConstantType::kTuple || v.type == ConstantType::kFrozenset; }
bool is_real(const ConstantValue& v) { return is_int(v) || v.type == ConstantType::kFloat; }
bool is_numeric(const ConstantValue& v) { return is_real(v) || v.type == ConstantType::kComplex; }

BigInt big_of(const ConstantValue& v) {
  return v.type == ConstantType::kBool ? BigInt(v.truth ? 1 : 0) : BigInt(constant_big(v));
}
bool i64_of(const ConstantValue& v, int64_t* out) { return big_to_i64(big_of(v), out); }

// False where float() would overflow.
bool double_of(const ConstantValue& v, double* out) {
  if (is_int(v)) return big_to_double(big_of(v), out);
  *out = v.real;
  return true;
}

bool give(ConstantValue value, ConstantValue* out) {
  *out = value;
  return true;
}
bool give_int(TreeMemory& memory, const BigInt& value, ConstantValue* out) { return give(constant_int_big(memory, value), out); }
bool give_float(double value, ConstantValue* out) { return give(constant_float(value), out); }

// ---- ints ---------------------------------------------------------------------------------------------------------

bool int_shift_left(TreeMemory& memory, const BigInt& a, const BigInt& b, ConstantValue* out) {
  if (b.negative) return false;
  uint64_t bits = 0;
  if (!a.is_zero() && !b.is_zero()) {
    if (!big_to_u64(b, &bits) || bits > kMaxIntBits || big_bit_length(a) > kMaxIntBits - bits) return false;
  } else if (a.is_zero()) {
    return give_int(memory, a, out);
  }
  return give_int(memory, big_shift_left(a, bits), out);
}

bool int_shift_right(TreeMemory& memory, const BigInt& a, const BigInt& b, ConstantValue* out) {
  if (b.negative) return false;
  uint64_t bits = 0;
  if (!big_to_u64(b, &bits)) bits = UINT64_MAX / 2;
  uint64_t length = big_bit_length(a) + 1;
  return give_int(memory, big_shift_right(a, bits < length ? bits : length), out);
}

bool float_power(TreeMemory& memory, double a, double b, ConstantValue* out);

bool int_power(TreeMemory& memory, const BigInt& a, const BigInt& b, ConstantValue* out) {
  if (b.negative) {
    double x, y;
    return big_to_double(a, &x) && big_to_double(b, &y) && float_power(memory, x, y, out);
  }
  uint64_t exponent = 0;
  if (!a.is_zero() && !b.is_zero()) {
    if (!big_to_u64(b, &exponent) || big_bit_length(a) > static_cast<uint64_t>(kMaxIntBits) / exponent) return false;
  } else if (a.is_zero() && !b.is_zero()) {
    return give_int(memory, a, out);
  }
  return give_int(memory, big_pow(a, exponent), out);
}

bool int_divide(TreeMemory& memory, Operator op, const BigInt& a, const BigInt& b, ConstantValue* out) {
  if (b.is_zero()) return false;
  BigInt quotient, remainder;
  double ratio;
  switch (op) {
    case Operator::Div: return big_true_divide(a, b, &ratio) && give_float(ratio, out);
    case Operator::FloorDiv: big_divmod(a, b, &quotient, &remainder); return give_int(memory, quotient, out);
    default: big_divmod(a, b, &quotient, &remainder); return give_int(memory, remainder, out);
  }
}

bool int_multiply(TreeMemory& memory, const BigInt& a, const BigInt& b, ConstantValue* out) {
  if (big_bit_length(a) + big_bit_length(b) > kMaxIntBits && !a.is_zero() && !b.is_zero()) return false;
  return give_int(memory, big_mul(a, b), out);
}

bool int_binary(TreeMemory& memory, Operator op, const ConstantValue& x, const ConstantValue& y, ConstantValue* out) {
  BigInt a = big_of(x), b = big_of(y);
  bool bools = x.type == ConstantType::kBool && y.type == ConstantType::kBool;
  switch (op) {
    case Operator::Add: return give_int(memory, big_add(a, b), out);
    case Operator::Sub: return give_int(memory, big_sub(a, b), out);
    case Operator::Mult: return int_multiply(memory, a, b, out);
    case Operator::Div: case Operator::Mod: case Operator::FloorDiv: return int_divide(memory, op, a, b, out);
    case Operator::Pow: return int_power(memory, a, b, out);
    case Operator::LShift: return int_shift_left(memory, a, b, out);
    case Operator::RShift: return int_shift_right(memory, a, b, out);
    case Operator::BitAnd: return bools ? give(constant_bool(x.truth && y.truth), out) : give_int(memory, big_and(a, b), out);
    case Operator::BitOr: return bools ? give(constant_bool(x.truth || y.truth), out) : give_int(memory, big_or(a, b), out);
    case Operator::BitXor: return bools ? give(constant_bool(x.truth != y.truth), out) : give_int(memory, big_xor(a, b), out);
    case Operator::MatMult: return false;
  }
  return false;
}

// ---- floats -------------------------------------------------------------------------------------------------------

// Objects/floatobject.c: _float_div_mod.
void float_divmod(double a, double b, double* quotient, double* remainder) {
  double mod = std::fmod(a, b);
  double div = (a - mod) / b;
  if (mod) {
    if ((b < 0) != (mod < 0)) {
      mod += b;
      div -= 1.0;
    }
  } else {
    mod = std::copysign(0.0, b);
  }
  if (div) {
    double floored = std::floor(div);
    if (div - floored > 0.5) floored += 1.0;
    *quotient = floored;
  } else {
    *quotient = std::copysign(0.0, a / b);
  }
  *remainder = mod;
}

// Objects/floatobject.c: float_rem, which keeps the sign of zero its own way.
double float_mod(double a, double b) {
  double mod = std::fmod(a, b);
  if (!mod) return std::copysign(0.0, b);
  return (b < 0) != (mod < 0) ? mod + b : mod;
}

bool is_odd(double v) { return std::fmod(std::fabs(v), 2.0) == 1.0; }

bool complex_power(double ar, double ai, double br, double bi, ConstantValue* out);

// The cases that C's pow() may answer differently (Objects/floatobject.c: float_pow). False if none applies.
bool float_power_special(double a, double b, double* result) {
  if (b == 0) *result = 1.0;
  else if (std::isnan(a)) *result = a;
  else if (std::isnan(b)) *result = a == 1.0 ? 1.0 : b;
  else if (std::isinf(b)) {
    double m = std::fabs(a);
    *result = m == 1.0 ? 1.0 : (b > 0.0) == (m > 1.0) ? std::fabs(b) : 0.0;
  } else if (std::isinf(a)) {
    bool odd = is_odd(b);
    *result = b > 0.0 ? (odd ? a : std::fabs(a)) : (odd ? std::copysign(0.0, a) : 0.0);
  } else {
    return false;
  }
  return true;
}

bool float_power(TreeMemory&, double a, double b, ConstantValue* out) {
  double result;
  if (float_power_special(a, b, &result)) return give_float(result, out);
  if (a == 0.0) return b < 0.0 ? false : give_float(is_odd(b) ? a : 0.0, out);
  bool negate = false;
  if (a < 0.0) {
    if (b != std::floor(b)) return complex_power(a, 0.0, b, 0.0, out);
    a = -a;
    negate = is_odd(b);
  }
  if (a == 1.0) return give_float(negate ? -1.0 : 1.0, out);
  result = std::pow(a, b);
  if (std::isinf(result)) return false;
  return give_float(negate ? -result : result, out);
}

bool float_binary(TreeMemory& memory, Operator op, const ConstantValue& x, const ConstantValue& y, ConstantValue* out) {
  double a, b, quotient, remainder;
  if (!double_of(x, &a) || !double_of(y, &b)) return false;
  switch (op) {
    case Operator::Add: return give_float(a + b, out);
    case Operator::Sub: return give_float(a - b, out);
    case Operator::Mult: return give_float(a * b, out);
    case Operator::Div: return b != 0.0 && give_float(a / b, out);
    case Operator::Mod: return b != 0.0 && give_float(float_mod(a, b), out);
    case Operator::FloorDiv:
      if (b == 0.0) return false;
      float_divmod(a, b, &quotient, &remainder);
      return give_float(quotient, out);
    case Operator::Pow: return float_power(memory, a, b, out);
    default: return false;
  }
}

// ---- complex numbers ----------------------------------------------------------------------------------------------

struct Complex {
  double real, imag;
};

Complex product(Complex a, Complex b) { return {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real}; }

// Objects/complexobject.c: _Py_c_quot (Smith's method). False for a zero divisor.
bool quotient_of(Complex a, Complex b, Complex* out) {
  double abs_real = std::fabs(b.real), abs_imag = std::fabs(b.imag);
  if (abs_real >= abs_imag) {
    if (abs_real == 0.0) return false;
    double ratio = b.imag / b.real, denom = b.real + b.imag * ratio;
    *out = {(a.real + a.imag * ratio) / denom, (a.imag - a.real * ratio) / denom};
  } else if (abs_imag >= abs_real) {
    double ratio = b.real / b.imag, denom = b.real * ratio + b.imag;
    *out = {(a.real * ratio + a.imag) / denom, (a.imag * ratio - a.real) / denom};
  } else {
    *out = {std::nan(""), std::nan("")};
  }
  return true;
}

Complex power_unsigned(Complex x, int64_t n) {
  Complex result{1.0, 0.0}, factor = x;
  for (int64_t mask = 1; mask > 0 && n >= mask; mask <<= 1) {
    if (n & mask) result = product(result, factor);
    factor = product(factor, factor);
  }
  return result;
}

// Objects/complexobject.c: complex_pow.
bool complex_power(double ar, double ai, double br, double bi, ConstantValue* out) {
  Complex a{ar, ai}, result{};
  if (bi == 0.0 && br == std::floor(br) && std::fabs(br) <= 100.0) {
    int64_t n = static_cast<int64_t>(br);
    if (n > 0) result = power_unsigned(a, n);
    else if (!quotient_of({1.0, 0.0}, power_unsigned(a, -n), &result)) return false;
  } else if (br == 0.0 && bi == 0.0) {
    result = {1.0, 0.0};
  } else if (ar == 0.0 && ai == 0.0) {
    if (bi != 0.0 || br < 0.0) return false;
    result = {0.0, 0.0};
  } else {
    double size = std::hypot(ar, ai);
    double len = std::pow(size, br);
    double angle = std::atan2(ai, ar);
    double phase = angle * br;
    if (bi != 0.0) {
      len /= std::exp(angle * bi);
      phase += bi * std::log(size);
    }
    result = {len * std::cos(phase), len * std::sin(phase)};
  }
  if (std::isinf(result.real) || std::isinf(result.imag)) return false;
  return give(constant_complex(result.real, result.imag), out);
}

bool complex_of(const ConstantValue& v, Complex* out) {
  if (v.type == ConstantType::kComplex) {
    *out = {v.real, v.imag};
    return true;
  }
  out->imag = 0.0;
  return double_of(v, &out->real);
}

bool complex_binary(Operator op, const ConstantValue& x, const ConstantValue& y, ConstantValue* out) {
  Complex a, b, r;
  if (!complex_of(x, &a) || !complex_of(y, &b)) return false;
  switch (op) {
    case Operator::Add: r = {a.real + b.real, a.imag + b.imag}; break;
    case Operator::Sub: r = {a.real - b.real, a.imag - b.imag}; break;
    case Operator::Mult: r = product(a, b); break;
    case Operator::Div: if (!quotient_of(a, b, &r)) return false; break;
    case Operator::Pow: return complex_power(a.real, a.imag, b.real, b.imag, out);
    default: return false;
  }
  return give(constant_complex(r.real, r.imag), out);
}

// ---- sequences ----------------------------------------------------------------------------------------------------

// Items in all, nested ones too; goes below zero as soon as the limit is passed (Python/ast_opt.c: check_complexity).
int64_t check_complexity(const ConstantValue& v, int64_t limit) {
  if (!is_collection(v)) return limit;
  limit -= v.count;
  for (int32_t i = 0; limit >= 0 && i < v.count; ++i) limit = check_complexity(v.items[i], limit);
  return limit;
}

bool repeat_text(TreeMemory& memory, const ConstantValue& text, int64_t n, bool fits, ConstantValue* out) {
  int64_t size = text.type == ConstantType::kStr ? static_cast<int64_t>(utf8_length(text.text))
                                                 : static_cast<int64_t>(text.text.size());
  if (size && (!fits || n < 0 || n > kMaxStrSize / size)) return false;
  std::string repeated;
  for (int64_t i = 0; size && i < n; ++i) repeated += text.text;
  return give(text.type == ConstantType::kStr ? constant_str(memory, repeated) : constant_bytes(memory, repeated), out);
}

bool repeat_tuple(TreeMemory& memory, const ConstantValue& tuple, int64_t n, bool fits, ConstantValue* out) {
  if (tuple.type == ConstantType::kFrozenset) return false;
  if (tuple.count) {
    if (!fits || n < 0 || n > kMaxCollectionSize / tuple.count) return false;
    if (n && check_complexity(tuple, kMaxTotalItems / n) < 0) return false;
  }
  std::vector<ConstantValue> items;
  for (int64_t i = 0; tuple.count && i < n; ++i) items.insert(items.end(), tuple.items, tuple.items + tuple.count);
  return give(constant_tuple(memory, items.data(), static_cast<int32_t>(items.size())), out);
}

bool repeat(TreeMemory& memory, const ConstantValue& a, const ConstantValue& count, ConstantValue* out) {
  int64_t n = 0;
  bool fits = i64_of(count, &n);
  return is_text(a) ? repeat_text(memory, a, n, fits, out) : repeat_tuple(memory, a, n, fits, out);
}

bool concatenate(TreeMemory& memory, const ConstantValue& a, const ConstantValue& b, ConstantValue* out) {
  if (a.type != b.type) return false;
  if (is_text(a)) {
    std::string both = std::string(a.text) + std::string(b.text);
    return give(a.type == ConstantType::kStr ? constant_str(memory, both) : constant_bytes(memory, both), out);
  }
  if (a.type != ConstantType::kTuple) return false;
  std::vector<ConstantValue> items(a.items, a.items + a.count);
  items.insert(items.end(), b.items, b.items + b.count);
  return give(constant_tuple(memory, items.data(), static_cast<int32_t>(items.size())), out);
}

}  // namespace

bool const_unary(TreeMemory& memory, UnaryOperator op, const ConstantValue& a, ConstantValue* out) {
  if (op == UnaryOperator::Not) return give(constant_bool(!const_truth(a)), out);
  if (is_int(a)) {
    BigInt value = big_of(a);
    if (op == UnaryOperator::USub) value = big_neg(value);
    if (op == UnaryOperator::Invert) value = big_invert(value);
    return give_int(memory, value, out);
  }
  if (!is_numeric(a) || op == UnaryOperator::Invert) return false;
  double sign = op == UnaryOperator::USub ? -1.0 : 1.0;
  if (a.type == ConstantType::kFloat) return give_float(sign < 0 ? -a.real : a.real, out);
  return give(sign < 0 ? constant_complex(-a.real, -a.imag) : constant_complex(a.real, a.imag), out);
}

bool const_binary(TreeMemory& memory, Operator op, const ConstantValue& a, const ConstantValue& b, ConstantValue* out) {
  if (is_int(a) && is_int(b)) return int_binary(memory, op, a, b, out);
  if (is_real(a) && is_real(b)) return float_binary(memory, op, a, b, out);
  if (is_numeric(a) && is_numeric(b)) return complex_binary(op, a, b, out);
  if (op == Operator::Add) return concatenate(memory, a, b, out);
  if (op != Operator::Mult) return false;  // str % x is never folded here
  if (is_int(b) && (is_text(a) || is_collection(a))) return repeat(memory, a, b, out);
  if (is_int(a) && (is_text(b) || is_collection(b))) return repeat(memory, b, a, out);
  return false;
}

bool const_subscript(TreeMemory& memory, const ConstantValue& a, const ConstantValue& index, ConstantValue* out) {
  int64_t i = 0;
  if (!is_int(index) || !i64_of(index, &i)) return false;
  if (a.type == ConstantType::kStr) {
    std::u32string text = utf8_to_utf32(a.text);
    int64_t size = static_cast<int64_t>(text.size());
    if (i < 0) i += size;
    if (i < 0 || i >= size) return false;
    return give(constant_str(memory, utf8_from_utf32(text.substr(static_cast<size_t>(i), 1))), out);
  }
  int64_t size = a.type == ConstantType::kBytes ? static_cast<int64_t>(a.text.size()) : a.count;
  if (i < 0) i += size;
  if (i < 0 || i >= size) return false;
  if (a.type == ConstantType::kBytes)
    return give(constant_int(memory, static_cast<uint8_t>(a.text[static_cast<size_t>(i)])), out);
  return a.type == ConstantType::kTuple && give(a.items[i], out);
}

}  // namespace innards
