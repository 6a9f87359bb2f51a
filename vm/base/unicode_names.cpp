#include "base/unicode_names.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

#include "unicode_names.inc"

namespace innards {

namespace {

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

// Case matters in the computed names, as in CPython.
bool starts_with(std::string_view name, std::string_view prefix) { return name.substr(0, prefix.size()) == prefix; }

// The letters of Hangul syllables in the order of the code points.
const std::string_view kLeads[] = {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
const std::string_view kVowels[] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                    "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
const std::string_view kTails[] = {"",   "G",  "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT",
                                   "LP", "LH", "M",  "B",  "BS", "S", "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};

// The longest part that begins `rest`; moves behind it.
template <size_t N>
int longest(const std::string_view (&parts)[N], std::string_view* rest) {
  int best = -1;
  for (size_t i = 0; i < N; ++i)
    if (starts_with(*rest, parts[i]) && (best < 0 || parts[i].size() > parts[best].size())) best = static_cast<int>(i);
  if (best >= 0) rest->remove_prefix(parts[best].size());
  return best;
}

int64_t hangul_syllable(std::string_view rest) {
  const int lead = longest(kLeads, &rest), vowel = longest(kVowels, &rest), tail = longest(kTails, &rest);
  if (lead < 0 || vowel < 0 || tail < 0 || !rest.empty()) return -1;
  return 0xAC00 + (lead * 21 + vowel) * 28 + tail;
}

bool is_unified_ideograph(uint32_t cp) {
  static const uint32_t ranges[][2] = {{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0x20000, 0x2A6DF}, {0x2A700, 0x2B738},
                                       {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x30000, 0x3134A}};
  for (const auto& range : ranges)
    if (cp >= range[0] && cp <= range[1]) return true;
  return false;
}

int64_t ideograph(std::string_view digits) {
  if (digits.size() != 4 && digits.size() != 5) return -1;
  uint32_t cp = 0;
  for (char c : digits) {
    const char d = c;  // lower-case digits are not accepted
    if (d >= '0' && d <= '9') cp = cp * 16 + static_cast<uint32_t>(d - '0');
    else if (d >= 'A' && d <= 'F') cp = cp * 16 + static_cast<uint32_t>(d - 'A' + 10);
    else return -1;
  }
  return is_unified_ideograph(cp) ? cp : -1;
}

std::string hangul_name(uint32_t syllable) {
  std::string name = "HANGUL SYLLABLE ";
  name += kLeads[syllable / (21 * 28)];
  name += kVowels[syllable % (21 * 28) / 28];
  name += kTails[syllable % 28];
  return name;
}

}  // namespace

std::string unicode_name(uint32_t cp) {
  if (cp >= 0xAC00 && cp <= 0xD7A3) return hangul_name(cp - 0xAC00);
  char ideograph[40];
  std::snprintf(ideograph, sizeof ideograph, "CJK UNIFIED IDEOGRAPH-%X", static_cast<unsigned>(cp));
  if (is_unified_ideograph(cp)) return ideograph;
  const auto found = std::lower_bound(std::begin(kNamedPoints), std::end(kNamedPoints), cp);
  if (found == std::end(kNamedPoints) || *found != cp) return "";
  const auto at = found - std::begin(kNamedPoints);
  std::string name;
  for (uint32_t i = kNameStarts[at]; i < kNameStarts[at + 1]; ++i) {
    if (!name.empty()) name += ' ';
    name += kNameWords[kNameRuns[i]];
  }
  return name;
}

int64_t unicode_from_name(std::string_view name) {
  const std::string_view hangul = "HANGUL SYLLABLE ", cjk = "CJK UNIFIED IDEOGRAPH-";
  if (starts_with(name, hangul)) return hangul_syllable(name.substr(hangul.size()));
  if (starts_with(name, cjk)) return ideograph(name.substr(cjk.size()));
  uint64_t hash = 0xCBF29CE484222325u;
  for (char c : name) hash = (hash ^ static_cast<unsigned char>(upper(c))) * 0x100000001B3u;
  const auto found = std::lower_bound(std::begin(kNameHashes), std::end(kNameHashes), hash);
  if (found == std::end(kNameHashes) || *found != hash) return -1;
  return kNamePoints[found - std::begin(kNameHashes)];
}

}  // namespace innards
