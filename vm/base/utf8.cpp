#include "base/utf8.h"

namespace innards {

int utf8_encode(uint32_t cp, char* out) {
  auto put = [&](int i, uint32_t byte) { out[i] = static_cast<char>(byte); };
  if (cp < 0x80) {
    put(0, cp);
    return 1;
  }
  if (cp < 0x800) {
    put(0, 0xC0 | cp >> 6), put(1, 0x80 | (cp & 0x3F));
    return 2;
  }
  if (cp < 0x10000) {
    put(0, 0xE0 | cp >> 12), put(1, 0x80 | (cp >> 6 & 0x3F)), put(2, 0x80 | (cp & 0x3F));
    return 3;
  }
  put(0, 0xF0 | cp >> 18), put(1, 0x80 | (cp >> 12 & 0x3F)), put(2, 0x80 | (cp >> 6 & 0x3F)), put(3, 0x80 | (cp & 0x3F));
  return 4;
}

void utf8_append(std::string& out, uint32_t cp) {
  char bytes[4];
  out.append(bytes, utf8_encode(cp, bytes));
}

namespace {

// The range the second byte must be in, given the first: excludes overlong forms, surrogates and what is beyond U+10FFFF.
struct SecondByte { uint8_t low, high; };
SecondByte second_byte(uint8_t first, bool allow_surrogates) {
  switch (first) {
    case 0xE0: return {0xA0, 0xBF};
    case 0xED: return {0x80, static_cast<uint8_t>(allow_surrogates ? 0xBF : 0x9F)};
    case 0xF0: return {0x90, 0xBF};
    case 0xF4: return {0x80, 0x8F};
    default: return {0x80, 0xBF};
  }
}

}  // namespace

Utf8Step utf8_decode(const char* p, const char* end, bool allow_surrogates) {
  auto at = [&](int i) { return static_cast<uint8_t>(p[i]); };
  uint8_t first = at(0);
  if (first < 0x80) return {first, 1, false};
  int length = first >= 0xC2 && first <= 0xDF ? 2 : (first & 0xF0) == 0xE0 ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
  if (!length) return {0xFFFD, -1, false};
  uint32_t cp = first & (0x7F >> length);
  SecondByte second = second_byte(first, allow_surrogates);
  for (int i = 1; i < length; ++i) {
    if (p + i >= end) return {0xFFFD, -i, true};
    uint8_t low = i == 1 ? second.low : 0x80, high = i == 1 ? second.high : 0xBF;
    if (at(i) < low || at(i) > high) return {0xFFFD, -i, false};
    cp = cp << 6 | (at(i) & 0x3F);
  }
  return {cp, length, false};
}

bool utf8_is_valid(std::string_view text) {
  const char* p = text.data();
  const char* end = p + text.size();
  while (p < end) {
    Utf8Step step = utf8_decode(p, end);
    if (step.length < 0) return false;
    p += step.length;
  }
  return true;
}

bool utf8_is_ascii(std::string_view text) {
  for (char c : text)
    if (c & 0x80) return false;
  return true;
}

size_t utf8_length(std::string_view text) {
  size_t n = 0;
  for (char c : text) n += (c & 0xC0) != 0x80;
  return n;
}

std::u32string utf8_to_utf32(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  const char* p = text.data();
  const char* end = p + text.size();
  while (p < end) {
    Utf8Step step = utf8_decode(p, end, true);
    out.push_back(step.cp);
    p += step.length < 0 ? -step.length : step.length;
  }
  return out;
}

std::string utf8_from_utf32(std::u32string_view text) {
  std::string out;
  for (char32_t c : text) utf8_append(out, c);
  return out;
}

}  // namespace innards
