#include "base/bigint.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace innards {

namespace {

using Digits = std::vector<uint32_t>;

struct Span {
  const uint32_t* p;
  size_t n;
};

Span span_of(BigView v) { return {v.digits, v.size}; }
Span span_of(const Digits& d) { return {d.data(), d.size()}; }
Span trimmed(Span s) {
  while (s.n && s.p[s.n - 1] == 0) --s.n;
  return s;
}
void trim(Digits& d) {
  while (!d.empty() && d.back() == 0) d.pop_back();
}

int mag_compare(Span a, Span b) {
  if (a.n != b.n) return a.n < b.n ? -1 : 1;
  for (size_t i = a.n; i-- > 0;)
    if (a.p[i] != b.p[i]) return a.p[i] < b.p[i] ? -1 : 1;
  return 0;
}

Digits mag_add(Span a, Span b) {
  if (a.n < b.n) std::swap(a, b);
  Digits z(a.n + 1);
  uint32_t carry = 0;
  for (size_t i = 0; i < a.n; ++i) {
    carry += a.p[i] + (i < b.n ? b.p[i] : 0);
    z[i] = carry & kBigMask;
    carry >>= kBigShift;
  }
  z[a.n] = carry;
  trim(z);
  return z;
}

// a >= b.
Digits mag_sub(Span a, Span b) {
  Digits z(a.n);
  uint32_t borrow = 0;
  for (size_t i = 0; i < a.n; ++i) {
    uint32_t d = a.p[i] - (i < b.n ? b.p[i] : 0) - borrow;
    z[i] = d & kBigMask;
    borrow = (d >> kBigShift) & 1;
  }
  trim(z);
  return z;
}

// z += a * 2**(30 * at); z has room.
void mag_add_into(uint32_t* z, Span a) {
  uint32_t carry = 0;
  size_t i = 0;
  for (; i < a.n; ++i) {
    carry += z[i] + a.p[i];
    z[i] = carry & kBigMask;
    carry >>= kBigShift;
  }
  for (; carry; ++i) {
    carry += z[i];
    z[i] = carry & kBigMask;
    carry >>= kBigShift;
  }
}

void mag_sub_from(uint32_t* z, Span a) {
  uint32_t borrow = 0;
  size_t i = 0;
  for (; i < a.n; ++i) {
    uint32_t d = z[i] - a.p[i] - borrow;
    z[i] = d & kBigMask;
    borrow = (d >> kBigShift) & 1;
  }
  for (; borrow; ++i) {
    uint32_t d = z[i] - borrow;
    z[i] = d & kBigMask;
    borrow = (d >> kBigShift) & 1;
  }
}

constexpr size_t kKaratsubaCutoff = 70;

void school_mul(uint32_t* z, Span a, Span b) {
  for (size_t i = 0; i < a.n; ++i) {
    uint64_t carry = 0, f = a.p[i];
    if (!f) continue;
    size_t j = 0;
    for (; j < b.n; ++j) {
      carry += z[i + j] + f * b.p[j];
      z[i + j] = static_cast<uint32_t>(carry & kBigMask);
      carry >>= kBigShift;
    }
    for (; carry; ++j) {
      carry += z[i + j];
      z[i + j] = static_cast<uint32_t>(carry & kBigMask);
      carry >>= kBigShift;
    }
  }
}

Digits mag_mul(Span a, Span b);

// Splits both at half of the longer: three products in place of four.
Digits karatsuba(Span a, Span b) {
  size_t half = b.n / 2;
  Span a_low = trimmed({a.p, std::min(half, a.n)}), b_low = trimmed({b.p, half});
  Span a_high = a.n > half ? Span{a.p + half, a.n - half} : Span{a.p, 0};
  Span b_high = {b.p + half, b.n - half};
  Digits low = mag_mul(a_low, b_low), high = mag_mul(a_high, b_high);
  Digits a_sum = mag_add(a_low, a_high), b_sum = mag_add(b_low, b_high);
  Digits middle = mag_mul(span_of(a_sum), span_of(b_sum));
  mag_sub_from(middle.data(), span_of(low));
  mag_sub_from(middle.data(), span_of(high));
  trim(middle);
  Digits z(a.n + b.n + 1);
  std::copy(low.begin(), low.end(), z.begin());
  mag_add_into(z.data() + 2 * half, span_of(high));
  mag_add_into(z.data() + half, span_of(middle));
  trim(z);
  return z;
}

Digits mag_mul(Span a, Span b) {
  if (a.n > b.n) std::swap(a, b);
  if (a.n == 0) return {};
  if (a.n <= kKaratsubaCutoff) {
    Digits z(a.n + b.n);
    school_mul(z.data(), a, b);
    trim(z);
    return z;
  }
  if (2 * a.n > b.n) return karatsuba(a, b);
  // Much longer than the other: in pieces of the shorter's length.
  Digits z(a.n + b.n + 1);
  for (size_t at = 0; at < b.n; at += a.n) {
    Digits piece = mag_mul(a, trimmed({b.p + at, std::min(a.n, b.n - at)}));
    mag_add_into(z.data() + at, span_of(piece));
  }
  trim(z);
  return z;
}

uint32_t divide_by_digit(uint32_t* z, Span a, uint32_t divisor) {
  uint64_t rest = 0;
  for (size_t i = a.n; i-- > 0;) {
    rest = (rest << kBigShift) | a.p[i];
    z[i] = static_cast<uint32_t>(rest / divisor);
    rest %= divisor;
  }
  return static_cast<uint32_t>(rest);
}

Digits mag_shift_left(Span a, uint64_t bits) {
  if (a.n == 0) return {};
  size_t words = bits / kBigShift;
  int rest = static_cast<int>(bits % kBigShift);
  Digits z(a.n + words + 1);
  uint64_t carry = 0;
  for (size_t i = 0; i < a.n; ++i) {
    carry |= static_cast<uint64_t>(a.p[i]) << rest;
    z[words + i] = static_cast<uint32_t>(carry & kBigMask);
    carry >>= kBigShift;
  }
  z[words + a.n] = static_cast<uint32_t>(carry);
  trim(z);
  return z;
}

// *lost tells whether a one fell off.
Digits mag_shift_right(Span a, uint64_t bits, bool* lost) {
  size_t words = bits / kBigShift;
  int rest = static_cast<int>(bits % kBigShift);
  *lost = false;
  for (size_t i = 0; i < std::min(words, a.n); ++i) *lost |= a.p[i] != 0;
  if (words >= a.n) return {};
  if (a.p[words] & ((uint32_t{1} << rest) - 1)) *lost = true;
  Digits z(a.n - words);
  for (size_t i = 0; i < z.size(); ++i) {
    uint64_t pair = a.p[words + i];
    if (words + i + 1 < a.n) pair |= static_cast<uint64_t>(a.p[words + i + 1]) << kBigShift;
    z[i] = static_cast<uint32_t>((pair >> rest) & kBigMask);
  }
  trim(z);
  return z;
}

// Knuth's algorithm D; b has at least two digits and a >= b.
void long_divide(Span a, Span b, Digits* quotient, Digits* remainder) {
  int shift = std::countl_zero(b.p[b.n - 1]) - (32 - kBigShift);
  Digits w = mag_shift_left(b, shift);
  Digits v = mag_shift_left(a, shift);
  v.resize(a.n + 1);
  w.resize(b.n);
  size_t n = b.n, m = a.n - b.n;
  quotient->assign(m + 1, 0);
  uint64_t top = w[n - 1], second = w[n - 2];
  for (size_t j = m + 1; j-- > 0;) {
    uint64_t high = (static_cast<uint64_t>(v[j + n]) << kBigShift) | v[j + n - 1];
    uint64_t q = high / top, r = high % top;
    while (q >= kBigBase || q * second > ((r << kBigShift) | v[j + n - 2])) {
      --q;
      r += top;
      if (r >= kBigBase) break;
    }
    int64_t borrow = 0;
    for (size_t i = 0; i < n; ++i) {
      int64_t d = static_cast<int64_t>(v[i + j]) + borrow - static_cast<int64_t>(q * w[i]);
      v[i + j] = static_cast<uint32_t>(d & kBigMask);
      borrow = d >> kBigShift;
    }
    int64_t last = static_cast<int64_t>(v[j + n]) + borrow;
    v[j + n] = static_cast<uint32_t>(last & kBigMask);
    if (last < 0) {
      --q;
      uint32_t carry = 0;
      for (size_t i = 0; i < n; ++i) {
        carry += v[i + j] + w[i];
        v[i + j] = carry & kBigMask;
        carry >>= kBigShift;
      }
      v[j + n] = (v[j + n] + carry) & kBigMask;
    }
    (*quotient)[j] = static_cast<uint32_t>(q);
  }
  trim(*quotient);
  trim(v);
  bool lost;
  *remainder = mag_shift_right(span_of(v), shift, &lost);
}

void mag_divrem(Span a, Span b, Digits* quotient, Digits* remainder) {
  if (mag_compare(a, b) < 0) {
    remainder->assign(a.p, a.p + a.n);
    quotient->clear();
  } else if (b.n == 1) {
    Digits q(a.n);
    uint32_t rest = divide_by_digit(q.data(), a, b.p[0]);
    trim(q);
    *quotient = std::move(q);
    remainder->clear();
    if (rest) remainder->push_back(rest);
  } else {
    Digits q, r;
    long_divide(a, b, &q, &r);
    *quotient = std::move(q);
    *remainder = std::move(r);
  }
}

BigInt make(Digits&& digits, bool negative) {
  BigInt z;
  z.digits = std::move(digits);
  z.negative = negative && !z.digits.empty();
  return z;
}

BigInt add_signed(BigView a, BigView b, bool b_negative) {
  if (a.negative == b_negative) return make(mag_add(span_of(a), span_of(b)), a.negative);
  int c = mag_compare(span_of(a), span_of(b));
  if (c == 0) return {};
  return c > 0 ? make(mag_sub(span_of(a), span_of(b)), a.negative) : make(mag_sub(span_of(b), span_of(a)), b_negative);
}

const BigView& one() {
  static const uint32_t digit = 1;
  static const BigView v{&digit, 1, false};
  return v;
}

// Two's complement in `n` digits.
Digits to_complement(BigView a, size_t n) {
  Digits z(n);
  std::copy(a.digits, a.digits + a.size, z.begin());
  if (!a.negative) return z;
  uint32_t carry = 1;
  for (uint32_t& d : z) {
    carry += d ^ kBigMask;
    d = carry & kBigMask;
    carry >>= kBigShift;
  }
  return z;
}

template <class F>
BigInt bitwise(BigView a, BigView b, bool negative, F f) {
  size_t n = std::max(a.size, b.size) + 1;
  Digits x = to_complement(a, n), y = to_complement(b, n);
  for (size_t i = 0; i < n; ++i) x[i] = f(x[i], y[i]) & kBigMask;
  if (negative) {
    uint32_t carry = 1;
    for (uint32_t& d : x) {
      carry += d ^ kBigMask;
      d = carry & kBigMask;
      carry >>= kBigShift;
    }
  }
  trim(x);
  return make(std::move(x), negative);
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

// value = value * factor + term.
void multiply_add(Digits& value, uint32_t factor, uint32_t term) {
  uint64_t carry = term;
  for (uint32_t& d : value) {
    carry += static_cast<uint64_t>(d) * factor;
    d = static_cast<uint32_t>(carry & kBigMask);
    carry >>= kBigShift;
  }
  if (carry) value.push_back(static_cast<uint32_t>(carry));
}

BigInt from_power_of_two(std::string_view text, int bits) {
  Digits z;
  uint64_t accumulator = 0;
  int held = 0;
  for (size_t i = text.size(); i-- > 0;) {
    if (text[i] == '_') continue;
    accumulator |= static_cast<uint64_t>(digit_value(text[i])) << held;
    held += bits;
    if (held >= kBigShift) {
      z.push_back(static_cast<uint32_t>(accumulator & kBigMask));
      accumulator >>= kBigShift;
      held -= kBigShift;
    }
  }
  z.push_back(static_cast<uint32_t>(accumulator));
  trim(z);
  return make(std::move(z), false);
}

std::string to_power_of_two(BigView a, int bits) {
  uint64_t total = big_bit_length(a);
  size_t n = static_cast<size_t>((total + bits - 1) / bits);
  std::string text(n, '0');
  uint64_t accumulator = 0;
  int held = 0;
  size_t word = 0;
  for (size_t i = n; i-- > 0;) {
    if (held < bits && word < a.size) {
      accumulator |= static_cast<uint64_t>(a.digits[word++]) << held;
      held += kBigShift;
    }
    text[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[accumulator & ((1u << bits) - 1)];
    accumulator >>= bits;
    held -= bits;
  }
  return text;
}

int power_of_two_bits(int base) {
  return std::has_single_bit(static_cast<unsigned>(base)) ? std::countr_zero(static_cast<unsigned>(base)) : 0;
}

// The greatest power of `base` that fits into a digit, and its exponent.
void chunk_of(int base, uint32_t* power, int* exponent) {
  uint64_t p = 1;
  int e = 0;
  while (p * base < kBigBase) {
    p *= base;
    ++e;
  }
  *power = static_cast<uint32_t>(p);
  *exponent = e;
}

// The top 64 bits (fewer if there are fewer), the last one set too when any bit below was.
uint64_t top_bits(BigView a, uint64_t bits) {
  if (bits <= 64) return big_low_u64({a.digits, a.size, false});
  bool lost;
  Digits top = mag_shift_right(span_of(a), bits - 64, &lost);
  return big_low_u64({top.data(), top.size(), false}) | (lost ? 1 : 0);
}

}  // namespace

BigInt::BigInt(int64_t value) {
  negative = value < 0;
  uint64_t u = negative ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  for (; u; u >>= kBigShift) digits.push_back(static_cast<uint32_t>(u & kBigMask));
}

void BigInt::normalize() {
  trim(digits);
  if (digits.empty()) negative = false;
}

BigInt big_from_u64(uint64_t value) {
  Digits z;
  for (; value; value >>= kBigShift) z.push_back(static_cast<uint32_t>(value & kBigMask));
  return make(std::move(z), false);
}

BigInt big_from_double(double value) {
  bool negative = value < 0;
  int exponent;
  double fraction = std::frexp(std::fabs(value), &exponent);
  if (exponent <= 0) return {};
  uint64_t mantissa = static_cast<uint64_t>(std::ldexp(fraction, 53));
  BigInt m = big_from_u64(mantissa);
  BigInt z = exponent >= 53 ? big_shift_left(m, exponent - 53) : big_shift_right(m, 53 - exponent);
  z.negative = negative && !z.is_zero();
  return z;
}

BigInt big_from_text(std::string_view text, int base) {
  if (int bits = power_of_two_bits(base)) return from_power_of_two(text, bits);
  uint32_t power;
  int exponent;
  chunk_of(base, &power, &exponent);
  Digits z;
  uint32_t chunk = 0, factor = 1;
  int held = 0;
  for (char c : text) {
    if (c == '_') continue;
    chunk = chunk * base + digit_value(c);
    factor *= base;
    if (++held == exponent) {
      multiply_add(z, power, chunk);
      chunk = 0, factor = 1, held = 0;
    }
  }
  if (held) multiply_add(z, factor, chunk);
  trim(z);
  return make(std::move(z), false);
}

std::string big_to_text(BigView a, int base) {
  if (a.is_zero()) return "0";
  std::string text;
  if (int bits = power_of_two_bits(base)) {
    text = to_power_of_two(a, bits);
    return a.negative ? "-" + text : text;
  }
  uint32_t power;
  int exponent;
  chunk_of(base, &power, &exponent);
  Digits rest(a.digits, a.digits + a.size);
  while (!rest.empty()) {
    uint32_t chunk = divide_by_digit(rest.data(), span_of(rest), power);
    trim(rest);
    for (int i = 0; i < exponent && (chunk || !rest.empty()); ++i) {
      text.push_back("0123456789abcdefghijklmnopqrstuvwxyz"[chunk % base]);
      chunk /= base;
    }
  }
  if (a.negative) text.push_back('-');
  std::reverse(text.begin(), text.end());
  return text;
}

int big_compare(BigView a, BigView b) {
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  int c = mag_compare(span_of(a), span_of(b));
  return a.negative ? -c : c;
}

BigInt big_add(BigView a, BigView b) { return add_signed(a, b, b.negative); }
BigInt big_sub(BigView a, BigView b) { return add_signed(a, b, !b.negative); }
BigInt big_mul(BigView a, BigView b) { return make(mag_mul(span_of(a), span_of(b)), a.negative != b.negative); }
BigInt big_neg(BigView a) {
  BigInt z(a);
  z.negative = !a.negative && a.size;
  return z;
}

void big_divrem(BigView a, BigView b, BigInt* quotient, BigInt* remainder) {
  Digits q, r;
  mag_divrem(span_of(a), span_of(b), &q, &r);
  bool q_negative = a.negative != b.negative, r_negative = a.negative;
  if (quotient) *quotient = make(std::move(q), q_negative);
  if (remainder) *remainder = make(std::move(r), r_negative);
}

void big_divmod(BigView a, BigView b, BigInt* quotient, BigInt* remainder) {
  BigInt q, r;
  big_divrem(a, b, &q, &r);
  if (!r.is_zero() && r.negative != b.negative) {
    r = big_add(r, b);
    q = big_sub(q, one());
  }
  if (quotient) *quotient = std::move(q);
  if (remainder) *remainder = std::move(r);
}

BigInt big_pow(BigView a, uint64_t exponent) {
  BigInt z(1);
  BigInt base(a);
  for (; exponent; exponent >>= 1) {
    if (exponent & 1) z = big_mul(z, base);
    if (exponent > 1) base = big_mul(base, base);
  }
  return z;
}

BigInt big_pow_mod(BigView a, BigView exponent, BigView modulus) {
  BigInt base, z(1);
  big_divmod(a, modulus, nullptr, &base);
  big_divmod(BigInt(1), modulus, nullptr, &z);
  uint64_t bits = big_bit_length(exponent);
  for (uint64_t i = bits; i-- > 0;) {
    big_divmod(big_mul(z, z), modulus, nullptr, &z);
    if ((exponent.digits[i / kBigShift] >> (i % kBigShift)) & 1) big_divmod(big_mul(z, base), modulus, nullptr, &z);
  }
  return z;
}

BigInt big_shift_left(BigView a, uint64_t bits) { return make(mag_shift_left(span_of(a), bits), a.negative); }

BigInt big_shift_right(BigView a, uint64_t bits) {
  bool lost;
  BigInt z = make(mag_shift_right(span_of(a), bits, &lost), a.negative);
  return a.negative && lost ? big_sub(z, one()) : z;
}

BigInt big_and(BigView a, BigView b) {
  return bitwise(a, b, a.negative && b.negative, [](uint32_t x, uint32_t y) { return x & y; });
}
BigInt big_or(BigView a, BigView b) {
  return bitwise(a, b, a.negative || b.negative, [](uint32_t x, uint32_t y) { return x | y; });
}
BigInt big_xor(BigView a, BigView b) {
  return bitwise(a, b, a.negative != b.negative, [](uint32_t x, uint32_t y) { return x ^ y; });
}
BigInt big_invert(BigView a) {
  BigInt z = big_add(a, one());
  z.negative = !z.negative && !z.is_zero();
  return z;
}

BigInt big_gcd(BigView a, BigView b) {
  BigInt x(a), y(b);
  x.negative = y.negative = false;
  while (!y.is_zero()) {
    BigInt r;
    big_divrem(x, y, nullptr, &r);
    x = std::move(y);
    y = std::move(r);
  }
  return x;
}

uint64_t big_bit_length(BigView a) {
  if (!a.size) return 0;
  return (a.size - 1) * uint64_t{kBigShift} + std::bit_width(a.digits[a.size - 1]);
}

uint64_t big_bit_count(BigView a) {
  uint64_t n = 0;
  for (size_t i = 0; i < a.size; ++i) n += std::popcount(a.digits[i]);
  return n;
}

uint64_t big_low_u64(BigView a) {
  uint64_t z = 0;
  for (size_t i = std::min<size_t>(a.size, 3); i-- > 0;) z = (z << kBigShift) | a.digits[i];
  return a.negative ? 0 - z : z;
}

bool big_to_i64(BigView a, int64_t* out) {
  if (big_bit_length(a) > 64) return false;
  uint64_t u = big_low_u64({a.digits, a.size, false});
  if (u > uint64_t{INT64_MAX} + (a.negative ? 1 : 0)) return false;
  *out = static_cast<int64_t>(a.negative ? 0 - u : u);
  return true;
}

bool big_to_u64(BigView a, uint64_t* out) {
  if (a.negative || big_bit_length(a) > 64) return false;
  *out = big_low_u64(a);
  return true;
}

double big_frexp(BigView a, int64_t* exponent) {
  uint64_t bits = big_bit_length(a);
  *exponent = 0;
  if (!bits) return 0.0;
  int e;
  double fraction = std::frexp(static_cast<double>(top_bits(a, bits)), &e);
  *exponent = e + (bits > 64 ? static_cast<int64_t>(bits - 64) : 0);
  return a.negative ? -fraction : fraction;
}

bool big_to_double(BigView a, double* out) {
  int64_t exponent;
  double fraction = big_frexp(a, &exponent);
  if (exponent > 1024) return false;
  *out = std::ldexp(fraction, static_cast<int>(exponent));
  return true;
}

bool big_true_divide(BigView a, BigView b, double* out) {
  bool negative = a.negative != b.negative;
  *out = negative ? -0.0 : 0.0;
  if (a.is_zero()) return true;  // 0 / -5 is -0.0
  // A quotient of 55 to 57 bits, or fewer where the result will be subnormal; then one rounding at the right place.
  int64_t difference = static_cast<int64_t>(big_bit_length(a)) - static_cast<int64_t>(big_bit_length(b));
  if (difference > 1024) return false;
  if (difference < -1075) return true;
  int64_t shift = std::max<int64_t>(difference, -1021) - 55;
  BigView x{a.digits, a.size, false}, y{b.digits, b.size, false};
  BigInt q, r, shifted;
  if (shift <= 0) {
    shifted = big_shift_left(x, -shift);
    big_divrem(shifted, y, &q, &r);
  } else {
    shifted = big_shift_left(y, shift);
    big_divrem(x, shifted, &q, &r);
  }
  uint64_t n = big_low_u64(q);
  if (!r.is_zero()) n |= 1;
  int64_t q_bits = std::bit_width(n);
  int extra = static_cast<int>(std::max<int64_t>(q_bits, -1021 - shift) - 53);
  uint64_t mask = uint64_t{1} << (extra - 1);
  uint64_t low = n & (2 * mask - 1);
  n -= low;
  if (low > mask || (low == mask && (n & (2 * mask)))) n += 2 * mask;
  double z = std::ldexp(static_cast<double>(n), static_cast<int>(shift));
  if (std::isinf(z)) return false;
  *out = negative ? -z : z;
  return true;
}

}  // namespace innards
