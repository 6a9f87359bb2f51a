#include "base/float_text.h"

#include <double-conversion/double-conversion.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace innards {

namespace {

using double_conversion::DoubleToStringConverter;
using double_conversion::StringToDoubleConverter;

// No double has more decimal digits, or places behind the point, than these; what is asked for beyond is zeros.
constexpr int kMostDigits = 800, kMostPlaces = 1100;

// Decimal digits d1d2d3... meaning 0.d1d2d3... * 10**point.
struct Decimal {
  std::string digits;
  int point;
};

Decimal shortest(double value) {
  char buffer[32];
  bool sign;
  int length, point;
  DoubleToStringConverter::DoubleToAscii(value, DoubleToStringConverter::SHORTEST, 0, buffer, sizeof buffer, &sign, &length, &point);
  if (value == 0) return {"0", 1};
  return {std::string(buffer, length), point};
}

// `count` significant digits, an exact tie going to the even one (double-conversion would round it up, C's printf does not).
Decimal significant(double value, int count) {
  count = std::min(count, kMostDigits);
  std::vector<char> text(static_cast<size_t>(count) + 40);
  int n = std::snprintf(text.data(), text.size(), "%.*e", count - 1, value);
  std::string s(text.data(), n);
  size_t e = s.find('e');
  Decimal z{s.substr(0, 1), std::atoi(s.c_str() + e + 1) + 1};
  if (count > 1) z.digits += s.substr(e - (count - 1), count - 1);  // whatever the locale has for a point is skipped
  return z;
}

// `count` digits behind the point.
Decimal fixed(double value, int count) {
  count = std::min(count, kMostPlaces);
  std::vector<char> text(static_cast<size_t>(count) + 350);
  int n = std::snprintf(text.data(), text.size(), "%.*f", count, value);
  std::string s(text.data(), n);
  std::string whole = count ? s.substr(0, s.find_first_not_of("0123456789")) : s;
  Decimal z{whole + (count ? s.substr(s.size() - count) : ""), static_cast<int>(whole.size())};
  size_t zeros = z.digits.find_first_not_of('0');
  if (zeros == std::string::npos) return {"", -count};
  z.digits.erase(0, zeros);
  z.point -= static_cast<int>(zeros);
  return z;
}

void strip_zeros(Decimal& d) {
  while (d.digits.size() > 1 && d.digits.back() == '0') d.digits.pop_back();
}

// Lays out the digits: up to `end` places counted from the first digit are shown, padded with zeros.
std::string lay_out(const Decimal& d, int point, int end, bool exponent, int exponent_value, int flags, bool upper) {
  int count = static_cast<int>(d.digits.size());
  std::string text;
  int start = point <= 0 ? point - 1 : 0;  // places before the first digit, for 0.000ddd
  for (int i = start; i < end; ++i) {
    if (i == point) text.push_back('.');
    text.push_back(i >= 0 && i < count ? d.digits[i] : '0');
  }
  if (end == point) text.push_back('.');
  if (text.back() == '.' && !(flags & kFloatAlt)) text.pop_back();
  if (exponent) {
    char e[16];
    std::snprintf(e, sizeof e, "%c%+.02d", upper ? 'E' : 'e', exponent_value);
    text += e;
  }
  return text;
}

std::string special(double value, int flags, bool upper) {
  std::string sign = std::isnan(value) ? "" : value < 0 ? "-" : "";
  if (sign.empty() && (flags & kFloatSign)) sign = "+";
  if (std::isnan(value)) return sign + (upper ? "NAN" : "nan");
  return sign + (upper ? "INF" : "inf");
}

}  // namespace

std::string float_to_text(double value, char code, int precision, int flags) {
  bool upper = code == 'E' || code == 'F' || code == 'G';
  if (!std::isfinite(value)) return special(value, flags, upper);
  double magnitude = std::fabs(value);
  Decimal d;
  bool exponent = false;
  int end;  // how many places from the first digit on are shown at least
  switch (code) {
    case 'e': case 'E':
      d = significant(magnitude, precision + 1);
      exponent = true;
      end = precision + 1;
      break;
    case 'f': case 'F':
      d = fixed(magnitude, precision);
      end = d.point + precision;
      break;
    case 'g': case 'G':
      if (precision == 0) precision = 1;
      d = significant(magnitude, precision);
      if (magnitude == 0) d.point = 1;
      exponent = d.point <= -4 || d.point > precision - ((flags & kFloatAddDot0) ? 1 : 0);
      end = (flags & kFloatAlt) ? precision : 0;
      strip_zeros(d);
      break;
    default:
      d = shortest(magnitude);
      exponent = d.point <= -4 || d.point > 16;
      end = 0;
      break;
  }
  // PyOS_double_to_string's add-dot-0: one place behind the point where there would be none.
  bool add_dot_0 = (flags & kFloatAddDot0) != 0;
  int point = exponent ? 1 : d.point;
  if (static_cast<int>(d.digits.size()) > end) end = static_cast<int>(d.digits.size());
  if (end < point) end = point;
  if (add_dot_0 && !exponent && end < point + 1) end = point + 1;
  std::string text = lay_out(d, point, end, exponent, d.point - 1, flags, upper);
  if (std::signbit(value)) return "-" + text;
  return (flags & kFloatSign) ? "+" + text : text;
}

// ---- reading

namespace {

bool starts_with_word(std::string_view text, std::string_view lower_word) {
  if (text.size() < lower_word.size()) return false;
  for (size_t i = 0; i < lower_word.size(); ++i)
    if ((text[i] | 0x20) != lower_word[i]) return false;
  return true;
}

bool digit(std::string_view t, size_t i) { return i < t.size() && t[i] >= '0' && t[i] <= '9'; }

// Length of a decimal number without sign at the beginning of `t`, 0 if there is none.
size_t scan_number(std::string_view t) {
  size_t i = 0, digits = 0;
  while (digit(t, i)) ++i, ++digits;
  if (i < t.size() && t[i] == '.') {
    size_t j = i + 1;
    while (digit(t, j)) ++j, ++digits;
    i = j;
  }
  if (!digits) return 0;
  if (i < t.size() && (t[i] == 'e' || t[i] == 'E')) {
    size_t j = i + 1;
    if (j < t.size() && (t[j] == '+' || t[j] == '-')) ++j;
    if (digit(t, j)) {
      while (digit(t, j)) ++j;
      i = j;
    }
  }
  return i;
}

}  // namespace

size_t float_parse(std::string_view text, double* out) {
  size_t sign = !text.empty() && (text[0] == '-' || text[0] == '+');
  bool negative = sign && text[0] == '-';
  std::string_view body = text.substr(sign);
  double value;
  size_t length;
  if (starts_with_word(body, "infinity")) value = INFINITY, length = 8;
  else if (starts_with_word(body, "inf")) value = INFINITY, length = 3;
  else if (starts_with_word(body, "nan")) value = NAN, length = 3;
  else {
    length = scan_number(body);
    if (!length) return 0;
    StringToDoubleConverter converter(StringToDoubleConverter::NO_FLAGS, 0.0, 0.0, nullptr, nullptr);
    int used;
    value = converter.StringToDouble(body.data(), static_cast<int>(length), &used);
  }
  *out = negative ? -value : value;
  return sign + length;
}

std::string float_to_hex(double value) {
  if (!std::isfinite(value)) return special(value, 0, false);
  std::string sign = std::signbit(value) ? "-" : "";
  if (value == 0) return sign + "0x0.0p+0";
  int exponent;
  double m = std::frexp(std::fabs(value), &exponent);
  int shift = 1 - std::max(-1021 - exponent, 0);
  m = std::ldexp(m, shift);
  exponent -= shift;
  std::string text = sign + "0x";
  int whole = static_cast<int>(m);
  text.push_back(static_cast<char>('0' + whole));
  text.push_back('.');
  m -= whole;
  for (int i = 0; i < 13; ++i) {
    m *= 16;
    int h = static_cast<int>(m);
    text.push_back("0123456789abcdef"[h]);
    m -= h;
  }
  char e[16];
  std::snprintf(e, sizeof e, "p%+d", exponent);
  return text + e;
}

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
bool hex_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The digits of a hex float as a mantissa of at most 60 bits (with a sticky last bit) times 2**exponent.
struct HexNumber {
  uint64_t mantissa = 0;
  int64_t exponent = 0;
  bool any = false;
};

void take_hex_digit(HexNumber& n, int value, bool behind_point) {
  n.any = true;
  if (n.mantissa >> 58) {
    if (value) n.mantissa |= 1;
    if (!behind_point) n.exponent += 4;
    return;
  }
  n.mantissa = n.mantissa << 4 | static_cast<uint64_t>(value);
  if (behind_point) n.exponent -= 4;
}

// Rounds half to even at the place the exponent calls for.
bool hex_to_double(HexNumber n, double* out) {
  if (n.mantissa == 0) {
    *out = 0;
    return true;
  }
  int bits = 64 - __builtin_clzll(n.mantissa);
  int64_t top = n.exponent + bits;  // value < 2**top
  if (top > 1024) return false;
  if (top < -1074) {
    *out = 0;
    return true;
  }
  int64_t last = std::max<int64_t>(top - 53, -1074);  // exponent of the last place kept
  int64_t drop = last - n.exponent;
  uint64_t m = n.mantissa;
  if (drop > 0) {
    if (drop >= 64) {
      *out = 0;
      return true;
    }
    uint64_t half = uint64_t{1} << (drop - 1), low = m & (2 * half - 1);
    m >>= drop;
    if (low > half || (low == half && (m & 1))) ++m;
    n.exponent = last;
  }
  *out = std::ldexp(static_cast<double>(m), static_cast<int>(n.exponent));
  return !std::isinf(*out);
}

}  // namespace

FloatHexResult float_from_hex(std::string_view t, double* out) {
  while (!t.empty() && hex_space(t.front())) t.remove_prefix(1);
  while (!t.empty() && hex_space(t.back())) t.remove_suffix(1);
  size_t special_length = float_parse(t, out);
  if (special_length && special_length == t.size() && !std::isfinite(*out) && (t.back() | 0x20) >= 'a') return FloatHexResult::Ok;
  bool negative = false;
  if (!t.empty() && (t[0] == '-' || t[0] == '+')) {
    negative = t[0] == '-';
    t.remove_prefix(1);
  }
  if (t.size() >= 2 && t[0] == '0' && (t[1] | 0x20) == 'x') t.remove_prefix(2);
  HexNumber n;
  while (!t.empty() && hex_value(t[0]) >= 0) take_hex_digit(n, hex_value(t[0]), false), t.remove_prefix(1);
  if (!t.empty() && t[0] == '.') {
    t.remove_prefix(1);
    while (!t.empty() && hex_value(t[0]) >= 0) take_hex_digit(n, hex_value(t[0]), true), t.remove_prefix(1);
  }
  if (!n.any) return FloatHexResult::Invalid;
  if (!t.empty() && (t[0] | 0x20) == 'p') {
    t.remove_prefix(1);
    bool down = false;
    if (!t.empty() && (t[0] == '-' || t[0] == '+')) {
      down = t[0] == '-';
      t.remove_prefix(1);
    }
    if (t.empty() || t[0] < '0' || t[0] > '9') return FloatHexResult::Invalid;
    int64_t e = 0;
    while (digit(t, 0)) e = std::min<int64_t>(e * 10 + (t[0] - '0'), int64_t{1} << 50), t.remove_prefix(1);
    n.exponent += down ? -e : e;
  }
  if (!t.empty()) return FloatHexResult::Invalid;
  double value;
  if (!hex_to_double(n, &value)) return FloatHexResult::Overflow;
  *out = negative ? -value : value;
  return FloatHexResult::Ok;
}

}  // namespace innards
