// Facts about characters that the str methods do not need: what the unicodedata module tells, and normal forms. The tables
// are made at build time by base/unicode_properties.py (Unicode 14.0.0). It stands apart from unicode_data.h because
// these tables are larger and rarely asked. Knows no objects.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace innards {

const char* unicode_category(uint32_t cp);            // "Lu"
const char* unicode_bidirectional(uint32_t cp);       // "AL"; "" for none
const char* unicode_east_asian_width(uint32_t cp);    // "Na"
int unicode_combining(uint32_t cp);                   // the canonical combining class
bool unicode_mirrored(uint32_t cp);
int unicode_to_digit(uint32_t cp);                    // 0..9, or -1
double unicode_to_numeric(uint32_t cp);               // -1.0: none

// One step of decomposition as the database writes it, "<compat> 0066 0069"; empty for none.
std::string unicode_decomposition(uint32_t cp);

enum class UnicodeForm { C, D, KC, KD };
// The normal form NFC, NFD, NFKC or NFKD of a text.
std::u32string unicode_normalize(std::u32string_view text, UnicodeForm form);

}  // namespace innards
