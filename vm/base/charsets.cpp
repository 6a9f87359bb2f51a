#include "base/charsets.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <iterator>

#include "base/source_text.h"
#include "base/utf8.h"

namespace innards {

namespace {

enum class Kind : uint8_t { kUtf8, kLatin1, kAscii, kSingle, kMulti, kGb18030, kEucKr, kUnsupported, kNotText };

// What stands in a table for bytes that are no character (base/charsets.py): no character; none, and the error counts two
// bytes; more bytes belong to it. Units from kFirstLong to kLastLong are numbers in the table of long characters.
constexpr char16_t kHole = 0xfffe, kLongHole = 0xffff, kLead = 0xfffd, kFirstLong = 0xd800, kLastLong = 0xdfff;
// A table of pairs has columns for the second bytes from 0x30 up.
constexpr unsigned kFirstTrail = 0x30, kTrails = 0x100 - kFirstTrail;
// The byte that begins three in the EUC encodings of Japan, and the first row of their table.
constexpr unsigned char kThreeBytes = 0x8f, kFirstTripleRow = 0x80;

using LongChars = const char32_t (*)[2];

}  // namespace

struct Charset {
  Kind kind;
  const char* name;
  const char16_t* single;   // 256 units
  const char16_t* pairs;
  uint16_t first_row;       // the lead byte of the first row of `pairs`
  LongChars long_pairs;
  const char16_t* triples;  // behind kThreeBytes
  LongChars long_triples;
};

namespace {

struct CharsetName {
  const char* name;
  uint16_t row;
  bool alias;
};

// From the four bytes of number `first` on, characters from `character` on; 0: none.
struct GbRun {
  uint16_t first, character;
};

#include "charsets.inc"

// "Windows-1252" and "windows 1252" are windows_1252.
std::string plain_name(std::string_view name) {
  std::string plain;
  bool gap = false;
  for (char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '.') {
      if (gap && !plain.empty()) plain += '_';
      gap = false;
      plain += lower;
    } else {
      gap = true;
    }
  }
  return plain;
}

const CharsetName* find_name(const std::string& name) {
  const auto* found = std::lower_bound(std::begin(kNames), std::end(kNames), name,
                                       [](const CharsetName& row, const std::string& wanted) { return row.name < wanted; });
  return found != std::end(kNames) && found->name == name ? found : nullptr;
}

// A character that was read: its units, or what is wrong.
struct Step {
  int length = 0;                    // bytes; of the error where there is one
  const char* error = nullptr;
  char32_t first = 0, second = 0;    // second: 0 where it is one character
};

const char kIllegal[] = "illegal multibyte sequence", kIncomplete[] = "incomplete multibyte sequence";

Step illegal(int length = 1) { return {length, kIllegal, 0, 0}; }
Step incomplete(std::string_view rest) { return {static_cast<int>(rest.size()), kIncomplete, 0, 0}; }

Step step_of_unit(char16_t unit, int length, LongChars longs) {
  if (unit == kHole || unit == kLongHole) return illegal(unit == kHole ? 1 : 2);
  if (unit >= kFirstLong && unit <= kLastLong) return {length, nullptr, longs[unit - kFirstLong][0], longs[unit - kFirstLong][1]};
  return {length, nullptr, unit, 0};
}

unsigned byte_at(std::string_view bytes, size_t i) { return static_cast<unsigned char>(bytes[i]); }

char16_t unit_at(const char16_t* table, unsigned first_row, unsigned lead, unsigned trail) {
  if (lead < first_row || trail < kFirstTrail) return kHole;
  return table[(lead - first_row) * kTrails + trail - kFirstTrail];
}

// Four bytes: characters that GB 18030 has besides those of two bytes (numbered through, below 0x10000 in runs).
Step gb18030_four(std::string_view rest) {
  if (rest.size() < 4) return incomplete(rest);
  const unsigned a = byte_at(rest, 0), c = byte_at(rest, 2), d = byte_at(rest, 3);
  if (a < 0x81 || c < 0x81 || d < '0' || d > '9') return illegal();
  const uint32_t low = (byte_at(rest, 1) - '0') * 1260 + (c - 0x81) * 10 + (d - '0');
  if (a >= 0x90) {
    const uint32_t character = 0x10000 + (a - 0x90) * 12600 + low;
    return character > 0x10ffff ? illegal() : Step{4, nullptr, character, 0};
  }
  const uint32_t number = (a - 0x81) * 12600 + low;
  if (a > 0x84 || number >= 39420) return illegal();
  const GbRun* run = std::upper_bound(std::begin(kGbRuns), std::end(kGbRuns), number, [](uint32_t n, const GbRun& r) { return n < r.first; }) - 1;
  if (run->character == 0) return illegal();
  return {4, nullptr, run->character + (number - run->first), 0};
}

// Eight bytes that spell a syllable (KS X 1001, annex 3): four pairs with the same first byte, the first pair a filler.
Step hangul_spelled(std::string_view rest) {
  constexpr unsigned kPart = 0xa4, kFiller = 0xd4, kFirstVowel = 0xbf, kLastVowel = 0xd3, kFirstConsonant = 0xa1, kConsonants = 30;
  if (rest.size() < 8) return incomplete(rest);
  if (byte_at(rest, 2) != kPart || byte_at(rest, 4) != kPart || byte_at(rest, 6) != kPart) return illegal();
  auto consonant = [](const int16_t* table, unsigned byte) { return byte - kFirstConsonant < kConsonants ? table[byte - kFirstConsonant] : -1; };
  const int first = consonant(kHangulFirst, byte_at(rest, 3));
  const unsigned vowel = byte_at(rest, 5);
  const int last = byte_at(rest, 7) == kFiller ? 0 : consonant(kHangulLast, byte_at(rest, 7));
  if (first < 0 || last < 0 || vowel < kFirstVowel || vowel > kLastVowel) return illegal();
  return {8, nullptr, static_cast<char32_t>(0xac00 + first + static_cast<int>(vowel - kFirstVowel) * 28 + last), 0};
}

Step multi_step(const Charset& row, std::string_view rest) {
  const unsigned lead = byte_at(rest, 0);
  if (row.single[lead] != kLead) return step_of_unit(row.single[lead], 1, nullptr);
  if (rest.size() < 2) return incomplete(rest);
  const unsigned trail = byte_at(rest, 1);
  if (row.triples && lead == kThreeBytes) {
    if (rest.size() < 3) return incomplete(rest);
    return step_of_unit(unit_at(row.triples, kFirstTripleRow, trail, byte_at(rest, 2)), 3, row.long_triples);
  }
  if (row.kind == Kind::kGb18030 && trail >= '0' && trail <= '9') return gb18030_four(rest);
  if (row.kind == Kind::kEucKr && lead == 0xa4 && trail == 0xd4) return hangul_spelled(rest);
  return step_of_unit(unit_at(row.pairs, row.first_row, lead, trail), 2, row.long_pairs);
}

Step single_step(const Charset& row, unsigned byte) {
  switch (row.kind) {
    case Kind::kLatin1: return {1, nullptr, byte, 0};
    case Kind::kAscii: return {1, byte < 128 ? nullptr : "ordinal not in range(128)", byte, 0};
    default: return {1, row.single[byte] == kHole ? "character maps to <undefined>" : nullptr, row.single[byte], 0};
  }
}

std::string error_text(const Charset& row, std::string_view bytes, size_t at, const Step& step) {
  const char* codec = row.kind == Kind::kSingle ? "charmap" : row.name;
  char text[160];
  if (step.length == 1)
    std::snprintf(text, sizeof text, "'%s' codec can't decode byte 0x%02x in position %zu: %s", codec, byte_at(bytes, at), at, step.error);
  else
    std::snprintf(text, sizeof text, "'%s' codec can't decode bytes in position %zu-%zu: %s", codec, at, at + static_cast<size_t>(step.length) - 1, step.error);
  return text;
}

}  // namespace

const Charset* find_charset(std::string_view name) {
  std::string plain = plain_name(name);
  const CharsetName* found = find_name(plain);
  if (!found && plain.find('.') != std::string::npos) {
    std::replace(plain.begin(), plain.end(), '.', '_');
    found = find_name(plain);
    if (found && !found->alias) return nullptr;  // only aliases are asked for without their dots
  }
  return found ? &kCharsets[found->row] : nullptr;
}

bool charset_makes_text(const Charset* charset) { return charset->kind != Kind::kNotText; }
bool charset_is_built_in(const Charset* charset) { return charset->kind != Kind::kUnsupported && charset->kind != Kind::kNotText; }

Decoded charset_decode(const Charset* charset, std::string_view bytes, bool final) {
  Decoded result;
  if (charset->kind == Kind::kUtf8) {
    result.utf8 = bytes;
    result.used = bytes.size();
    result.error = utf8_error(bytes);
    return result;
  }
  result.utf8.reserve(bytes.size() + bytes.size() / 8);
  while (result.used < bytes.size()) {
    const Step step = charset->pairs ? multi_step(*charset, bytes.substr(result.used)) : single_step(*charset, byte_at(bytes, result.used));
    if (step.error && !final && step.error == kIncomplete) break;
    if (step.error) {
      result.error = error_text(*charset, bytes, result.used, step);
      break;
    }
    utf8_append(result.utf8, step.first);
    if (step.second) utf8_append(result.utf8, step.second);
    result.used += static_cast<size_t>(step.length);
  }
  return result;
}

}  // namespace innards
