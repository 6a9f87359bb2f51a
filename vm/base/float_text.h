// Text of doubles: the shortest repr, fixed, scientific and general notation, and reading. Correctly rounded everywhere,
// independent of the host's locale. Knows no objects; the compiler uses it for literals, object/float.cpp for the rest.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace innards {

// Flags of float_to_text, with CPython's meaning (Py_DTSF_*).
enum FloatTextFlags : int {
  kFloatSign = 1,     // always a sign
  kFloatAddDot0 = 2,  // "1.0", not "1", where the text would look like an int
  kFloatAlt = 4,      // keep trailing zeros and the point (the '#' of format specs)
};

// PyOS_double_to_string: code is one of e E f F g G r; precision is ignored for r.
std::string float_to_text(double value, char code, int precision, int flags);
// repr(float).
inline std::string float_repr(double value) { return float_to_text(value, 'r', 0, kFloatAddDot0); }

// Reads the longest prefix of `text` that is a decimal float, "inf", "infinity" or "nan" with optional sign (no spaces, no
// underscores). Returns the number of characters read, 0 when there is none. Too large gives an infinity.
// (PyOS_string_to_double)
size_t float_parse(std::string_view text, double* out);

// float.hex().
std::string float_to_hex(double value);
enum class FloatHexResult { Ok, Invalid, Overflow };
// float.fromhex(): the whole text, surrounding spaces allowed.
FloatHexResult float_from_hex(std::string_view text, double* out);

}  // namespace innards
