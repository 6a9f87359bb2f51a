// UTF-8: one code point at a time and whole texts. Surrogates are encoded as three bytes like any other code point
// (WTF-8), because a str may hold them; decoding accepts them only where asked. Knows no objects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace innards {

inline constexpr uint32_t kMaxCodePoint = 0x10FFFF;
inline bool is_surrogate(uint32_t cp) { return cp >= 0xD800 && cp <= 0xDFFF; }

// Writes 1 to 4 bytes and returns how many.
int utf8_encode(uint32_t cp, char* out);
void utf8_append(std::string& out, uint32_t cp);

// One decoded code point. `length` > 0: bytes read. `length` < 0: not valid, and -length bytes are to be skipped (what
// CPython replaces by one U+FFFD); `truncated` tells that the text ends inside a sequence that began well.
struct Utf8Step {
  uint32_t cp;
  int length;
  bool truncated;
};
// `p` < `end`.
Utf8Step utf8_decode(const char* p, const char* end, bool allow_surrogates = false);

bool utf8_is_valid(std::string_view text);
bool utf8_is_ascii(std::string_view text);
size_t utf8_length(std::string_view text);                    // code points of valid (or WTF-8) text
std::u32string utf8_to_utf32(std::string_view text);          // surrogates accepted; bytes not valid become U+FFFD
std::string utf8_from_utf32(std::u32string_view text);

}  // namespace innards
