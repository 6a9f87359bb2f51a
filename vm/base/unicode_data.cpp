#include "base/unicode_data.h"

namespace innards {

namespace {

struct CaseMapping {
  int32_t length;  // 0: `value` is the difference to the one character it maps to; else the length of a text
  int32_t value;   // at this place in kCaseTexts
};
struct CharacterRow {
  uint16_t flags;
  int8_t decimal;
  CaseMapping cases[4];  // lower, upper, title, casefold
};

#include "unicode_tables.inc"

enum Flag : uint16_t {
  kAlpha = 1 << 0, kDecimal = 1 << 1, kDigit = 1 << 2, kNumeric = 1 << 3, kLower = 1 << 4, kUpper = 1 << 5, kTitle = 1 << 6,
  kSpace = 1 << 7, kLineBreak = 1 << 8, kPrintable = 1 << 9, kXidStart = 1 << 10, kXidContinue = 1 << 11, kCased = 1 << 12,
  kCaseIgnorable = 1 << 13,
};

template <class T>
T two_stage(const uint16_t* first, const T* second, uint32_t cp) {
  return second[(static_cast<uint32_t>(first[cp >> kBlockShift]) << kBlockShift) + (cp & ((1 << kBlockShift) - 1))];
}

const CharacterRow& row_of(uint32_t cp) {
  if (cp > 0x10FFFF) cp = 0x10FFFF;
  return kRows[two_stage(kRow_first, kRow_second, cp)];
}
bool has(uint32_t cp, Flag f) { return (row_of(cp).flags & f) != 0; }

int map_case(uint32_t cp, int which, uint32_t out[3]) {
  CaseMapping m = row_of(cp).cases[which];
  if (m.length == 0) {
    out[0] = cp + static_cast<uint32_t>(m.value);
    return 1;
  }
  for (int i = 0; i < m.length; ++i) out[i] = kCaseTexts[m.value + i];
  return m.length;
}

}  // namespace

bool unicode_is_alpha(uint32_t cp) { return has(cp, kAlpha); }
bool unicode_is_decimal(uint32_t cp) { return has(cp, kDecimal); }
bool unicode_is_digit(uint32_t cp) { return has(cp, kDigit); }
bool unicode_is_numeric(uint32_t cp) { return has(cp, kNumeric); }
bool unicode_is_lower(uint32_t cp) { return has(cp, kLower); }
bool unicode_is_upper(uint32_t cp) { return has(cp, kUpper); }
bool unicode_is_title(uint32_t cp) { return has(cp, kTitle); }
bool unicode_is_space(uint32_t cp) { return has(cp, kSpace); }
bool unicode_is_linebreak(uint32_t cp) { return has(cp, kLineBreak); }
bool unicode_is_printable(uint32_t cp) { return has(cp, kPrintable); }
bool unicode_is_xid_start(uint32_t cp) { return has(cp, kXidStart); }
bool unicode_is_xid_continue(uint32_t cp) { return has(cp, kXidContinue); }
bool unicode_is_cased(uint32_t cp) { return has(cp, kCased); }
bool unicode_is_case_ignorable(uint32_t cp) { return has(cp, kCaseIgnorable); }
int unicode_to_decimal(uint32_t cp) { return row_of(cp).decimal; }
int unicode_to_lower_full(uint32_t cp, uint32_t out[3]) { return map_case(cp, 0, out); }
int unicode_to_upper_full(uint32_t cp, uint32_t out[3]) { return map_case(cp, 1, out); }
int unicode_to_title_full(uint32_t cp, uint32_t out[3]) { return map_case(cp, 2, out); }
int unicode_to_folded_full(uint32_t cp, uint32_t out[3]) { return map_case(cp, 3, out); }

bool unicode_is_identifier(std::u32string_view text) {
  if (text.empty() || !(text[0] == '_' || unicode_is_xid_start(text[0]))) return false;
  for (char32_t c : text.substr(1))
    if (!unicode_is_xid_continue(c)) return false;
  return true;
}

}  // namespace innards
