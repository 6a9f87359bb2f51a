#include "base/unicode_data.h"

#include <algorithm>
#include <iterator>

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
struct DecompositionRow { uint16_t at; uint8_t length; };
struct CompositionRow { uint32_t first, second, result; };

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

// ---- normalisation

constexpr uint32_t kHangulS = 0xAC00, kHangulL = 0x1100, kHangulV = 0x1161, kHangulT = 0x11A7;
constexpr uint32_t kLCount = 19, kVCount = 21, kTCount = 28, kSCount = kLCount * kVCount * kTCount;

int combining(uint32_t cp) { return two_stage(kCombining_first, kCombining_second, cp); }

void decompose(std::u32string& out, uint32_t cp) {
  uint32_t s = cp - kHangulS;
  if (cp >= kHangulS && s < kSCount) {
    out.push_back(kHangulL + s / (kVCount * kTCount));
    out.push_back(kHangulV + s % (kVCount * kTCount) / kTCount);
    if (s % kTCount) out.push_back(kHangulT + s % kTCount);
    return;
  }
  uint16_t index = two_stage(kDecomposition_first, kDecomposition_second, cp);
  if (!index) {
    out.push_back(cp);
    return;
  }
  DecompositionRow r = kDecompositionRows[index];
  for (int i = 0; i < r.length; ++i) out.push_back(kDecompositionTexts[r.at + i]);
}

// Runs of combining marks into the order of their classes.
void order_marks(std::u32string& text) {
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    while (end < text.size() && combining(text[end])) ++end;
    std::stable_sort(text.begin() + i, text.begin() + end, [](char32_t a, char32_t b) { return combining(a) < combining(b); });
    i = end + 1;
  }
}

// 0 when the two do not combine.
uint32_t compose_pair(uint32_t a, uint32_t b) {
  if (a - kHangulL < kLCount && b - kHangulV < kVCount) return kHangulS + ((a - kHangulL) * kVCount + (b - kHangulV)) * kTCount;
  if (a - kHangulS < kSCount && (a - kHangulS) % kTCount == 0 && b > kHangulT && b < kHangulT + kTCount) return a + (b - kHangulT);
  auto less = [](const CompositionRow& r, const CompositionRow& key) {
    return r.first != key.first ? r.first < key.first : r.second < key.second;
  };
  CompositionRow key{a, b, 0};
  const CompositionRow* at = std::lower_bound(std::begin(kCompositions), std::end(kCompositions), key, less);
  return at != std::end(kCompositions) && at->first == a && at->second == b ? at->result : 0;
}

std::u32string compose(std::u32string_view text) {
  std::u32string out;
  size_t starter = SIZE_MAX;
  int last_class = 0;
  for (char32_t c : text) {
    int cls = combining(c);
    bool adjacent = starter != SIZE_MAX && starter + 1 == out.size();
    if (starter != SIZE_MAX && (adjacent || last_class < cls)) {
      if (uint32_t both = compose_pair(out[starter], c)) {
        out[starter] = both;
        continue;
      }
    }
    if (cls == 0) starter = out.size();
    last_class = cls;
    out.push_back(c);
  }
  return out;
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

std::u32string unicode_nfkc(std::u32string_view text) {
  std::u32string parts;
  for (char32_t c : text) decompose(parts, c);
  order_marks(parts);
  return compose(parts);
}

}  // namespace innards
