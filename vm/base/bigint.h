// Arithmetic on integers of any size, on the host: what object/int.cpp computes with and what the compiler folds with.
// A number is a sign and 30-bit digits, least significant first, as CPython's int stores them, so that an int object's
// digits can be read in place through a BigView. Knows no objects and sets no errors; results live in a std::vector, so
// a BigInt may not be kept across anything that runs Python code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace innards {

inline constexpr int kBigShift = 30;                          // bits in a digit (PyLong_SHIFT)
inline constexpr uint32_t kBigBase = uint32_t{1} << kBigShift;
inline constexpr uint32_t kBigMask = kBigBase - 1;

// A number that someone else stores. Normalised: the top digit is not zero; zero has size 0 and is not negative.
struct BigView {
  const uint32_t* digits;
  size_t size;
  bool negative;
  bool is_zero() const { return size == 0; }
  bool is_odd() const { return size && (digits[0] & 1); }
};

// A number with its own storage.
struct BigInt {
  std::vector<uint32_t> digits;
  bool negative = false;

  BigInt() = default;
  BigInt(int64_t value);
  explicit BigInt(BigView v) : digits(v.digits, v.digits + v.size), negative(v.negative) {}
  operator BigView() const { return {digits.data(), digits.size(), negative}; }
  bool is_zero() const { return digits.empty(); }
  void normalize();                                           // drops leading zero digits
};

BigInt big_from_u64(uint64_t value);
// The integer part; `value` must be finite.
BigInt big_from_double(double value);
// `text`: digits of `base` (2..36, either case), underscores ignored, no sign, no prefix. All must be valid.
BigInt big_from_text(std::string_view text, int base);
// With a leading '-' if negative, lower case, no prefix.
std::string big_to_text(BigView a, int base = 10);

int big_compare(BigView a, BigView b);                        // -1, 0, 1
BigInt big_add(BigView a, BigView b);
BigInt big_sub(BigView a, BigView b);
BigInt big_mul(BigView a, BigView b);                         // Karatsuba above 70 digits
BigInt big_neg(BigView a);
// Floor division as Python's // and %; `b` must not be zero.
void big_divmod(BigView a, BigView b, BigInt* quotient, BigInt* remainder);
// Division that truncates towards zero; `b` must not be zero.
void big_divrem(BigView a, BigView b, BigInt* quotient, BigInt* remainder);
BigInt big_pow(BigView a, uint64_t exponent);
BigInt big_pow_mod(BigView a, BigView exponent, BigView modulus);  // exponent >= 0, modulus > 0; result in [0, modulus)
BigInt big_shift_left(BigView a, uint64_t bits);
BigInt big_shift_right(BigView a, uint64_t bits);             // floor, as Python's >>
BigInt big_and(BigView a, BigView b);                         // the bitwise operations see two's complement
BigInt big_or(BigView a, BigView b);
BigInt big_xor(BigView a, BigView b);
BigInt big_invert(BigView a);
BigInt big_gcd(BigView a, BigView b);

uint64_t big_bit_length(BigView a);                           // of the absolute value
uint64_t big_bit_count(BigView a);                            // ones of the absolute value
// False when the value does not fit.
bool big_to_i64(BigView a, int64_t* out);
bool big_to_u64(BigView a, uint64_t* out);
uint64_t big_low_u64(BigView a);                              // modulo 2**64, two's complement
// Correctly rounded (half to even). False: too large for a double.
bool big_to_double(BigView a, double* out);
// a / b correctly rounded, `b` not zero. False: too large for a double. (long_true_divide)
bool big_true_divide(BigView a, BigView b, double* out);
// value = fraction * 2**exponent with 0.5 <= |fraction| < 1, rounded to a double; no overflow possible. (_PyLong_Frexp)
double big_frexp(BigView a, int64_t* exponent);

}  // namespace innards
