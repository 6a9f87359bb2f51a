// Which characters a set or a category of a regular expression holds, and how they fold. Knows no objects.
// The locale is always C's, in which only ASCII letters are letters.
#pragma once

#include <cstdint>

#include "base/unicode_data.h"

namespace innards {

inline bool ascii_is_alpha(uint32_t ch) { return (ch | 0x20) - 'a' < 26; }
inline bool ascii_is_digit(uint32_t ch) { return ch - '0' < 10; }
inline uint32_t ascii_lower(uint32_t ch) { return ch - 'A' < 26 ? ch + 0x20 : ch; }
inline uint32_t ascii_upper(uint32_t ch) { return ch - 'a' < 26 ? ch - 0x20 : ch; }
// One character for one, as Py_UNICODE_TOLOWER and TOUPPER give it.
inline uint32_t unicode_lower(uint32_t ch) {
  if (ch < 128) return ascii_lower(ch);
  uint32_t out[3];
  unicode_to_lower_full(ch, out);
  return out[0];
}
inline uint32_t unicode_upper(uint32_t ch) {
  if (ch < 128) return ascii_upper(ch);
  uint32_t out[3];
  unicode_to_upper_full(ch, out);
  return out[0];
}

bool sre_in_category(uint32_t category, uint32_t ch);
// `set` points at the first operation of a set that ends with FAILURE.
bool sre_in_set(const uint32_t* set, uint32_t ch);
// The same where case does not matter, in the C locale.
bool sre_in_set_locale(const uint32_t* set, uint32_t ch);

}  // namespace innards
