// Facts about characters, Unicode 14.0.0, as CPython 3.11's str methods see them. The tables behind the functions are
// made at build time by base/unicode_tables.py from python3.11's own data. Knows no objects.
// Names follow CPython: _PyUnicode_IsAlpha is unicode_is_alpha.
#pragma once

#include <cstdint>
#include <string_view>

namespace innards {

bool unicode_is_alpha(uint32_t cp);
bool unicode_is_decimal(uint32_t cp);
bool unicode_is_digit(uint32_t cp);
bool unicode_is_numeric(uint32_t cp);
inline bool unicode_is_alnum(uint32_t cp) { return unicode_is_alpha(cp) || unicode_is_decimal(cp) || unicode_is_digit(cp) || unicode_is_numeric(cp); }
bool unicode_is_lower(uint32_t cp);
bool unicode_is_upper(uint32_t cp);
bool unicode_is_title(uint32_t cp);
bool unicode_is_space(uint32_t cp);        // what str.isspace, split and strip take for white space
bool unicode_is_linebreak(uint32_t cp);    // where splitlines splits
bool unicode_is_printable(uint32_t cp);
bool unicode_is_xid_start(uint32_t cp);    // without '_'
bool unicode_is_xid_continue(uint32_t cp);
bool unicode_is_cased(uint32_t cp);
bool unicode_is_case_ignorable(uint32_t cp);
int unicode_to_decimal(uint32_t cp);       // 0..9, or -1

// Full case mappings: write 1 to 3 code points, return how many.
int unicode_to_lower_full(uint32_t cp, uint32_t out[3]);
int unicode_to_upper_full(uint32_t cp, uint32_t out[3]);
int unicode_to_title_full(uint32_t cp, uint32_t out[3]);
int unicode_to_folded_full(uint32_t cp, uint32_t out[3]);

// str.isidentifier for a whole text.
bool unicode_is_identifier(std::u32string_view text);

}  // namespace innards
