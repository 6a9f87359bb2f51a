#include "builtin/sre_charset.h"

#include "builtin/sre_codes.h"

namespace innards {

namespace {

bool ascii_is_space(uint32_t ch) { return ch == ' ' || ch - '\t' < 5; }
bool ascii_is_word(uint32_t ch) { return ascii_is_alpha(ch) || ascii_is_digit(ch) || ch == '_'; }
bool unicode_is_word(uint32_t ch) { return ch < 128 ? ascii_is_word(ch) : unicode_is_alnum(ch); }

bool bit(const uint32_t* words, uint32_t i) { return words[i / 32] >> (i % 32) & 1; }

// `set` points behind BIGCHARSET: the number of blocks, the block of each 256 characters, the blocks.
bool in_big_set(const uint32_t* set, uint32_t ch) {
  if (ch > 0xFFFF) return false;
  const uint32_t block = reinterpret_cast<const uint8_t*>(set + 1)[ch >> 8];
  return bit(set + 1 + kSreBlockTableWords, block * 256 + (ch & 255));
}

bool in_range(const uint32_t* set, uint32_t ch) { return set[0] <= ch && ch <= set[1]; }

// Whether one item of a set, whose operation is at `set`, holds the character; *size becomes the item's words.
bool item_holds(const uint32_t* set, uint32_t ch, uint32_t* size) {
  switch (set[0]) {
    case kSreLiteral: *size = 2; return ch == set[1];
    case kSreCategory: *size = 2; return sre_in_category(set[1], ch);
    case kSreRange: *size = 3; return in_range(set + 1, ch);
    case kSreRangeUniIgnore: *size = 3; return in_range(set + 1, ch) || in_range(set + 1, unicode_upper(ch));
    case kSreCharset: *size = 1 + kSreBitmapWords; return ch < 256 && bit(set + 1, ch);
    default: *size = 2 + kSreBlockTableWords + set[1] * kSreBitmapWords; return in_big_set(set + 1, ch);
  }
}

}  // namespace

bool sre_in_category(uint32_t category, uint32_t ch) {
  switch (category) {
    case kCatDigit: return ascii_is_digit(ch);
    case kCatSpace: return ascii_is_space(ch);
    case kCatWord: case kCatLocWord: return ascii_is_word(ch);
    case kCatLineBreak: return ch == '\n';
    case kCatUniDigit: return unicode_is_decimal(ch);
    case kCatUniSpace: return unicode_is_space(ch);
    case kCatUniWord: return unicode_is_word(ch);
    case kCatUniLineBreak: return unicode_is_linebreak(ch);
    default: return !sre_in_category(category - 1, ch);
  }
}

bool sre_in_set(const uint32_t* set, uint32_t ch) {
  bool found = true;  // what being held by an item means
  for (;;) {
    if (*set == kSreFailure) return !found;
    if (*set == kSreNegate) {
      found = !found;
      ++set;
      continue;
    }
    uint32_t size;
    if (item_holds(set, ch, &size)) return found;
    set += size;
  }
}

bool sre_in_set_locale(const uint32_t* set, uint32_t ch) {
  const uint32_t lower = ascii_lower(ch), upper = ascii_upper(ch);
  return sre_in_set(set, lower) || (upper != lower && sre_in_set(set, upper));
}

}  // namespace innards
