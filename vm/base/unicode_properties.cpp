#include "base/unicode_properties.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace innards {

namespace {

struct PropertyRow {
  uint8_t category, bidirectional, width, combining, mirrored;
  int8_t digit;
  uint16_t numeric;
};
struct DecompositionRow {
  uint16_t at;
  uint8_t length, tag;
};
struct CompositionRow {
  uint32_t first, second, result;
};

#include "unicode_properties.inc"

uint16_t two_stage(const uint16_t* first, const uint16_t* second, uint32_t cp) {
  return second[(static_cast<uint32_t>(first[cp >> kBlockShift]) << kBlockShift) + (cp & ((1 << kBlockShift) - 1))];
}

const PropertyRow& row_of(uint32_t cp) { return kPropertyRows[two_stage(kProperty_first, kProperty_second, cp)]; }

DecompositionRow decomposition_of(uint32_t cp) {
  return kDecompositionRows[two_stage(kDecomposition_first, kDecomposition_second, cp)];
}

constexpr uint32_t kHangulS = 0xAC00, kHangulL = 0x1100, kHangulV = 0x1161, kHangulT = 0x11A7;
constexpr uint32_t kLCount = 19, kVCount = 21, kTCount = 28, kSCount = kLCount * kVCount * kTCount;

void decompose(std::u32string& out, uint32_t cp, bool compatible) {
  const uint32_t s = cp - kHangulS;
  if (cp >= kHangulS && s < kSCount) {
    out.push_back(kHangulL + s / (kVCount * kTCount));
    out.push_back(kHangulV + s % (kVCount * kTCount) / kTCount);
    if (s % kTCount) out.push_back(kHangulT + s % kTCount);
    return;
  }
  const DecompositionRow r = decomposition_of(cp);
  if (r.length == 0 || (r.tag && !compatible)) {
    out.push_back(cp);
    return;
  }
  for (int i = 0; i < r.length; ++i) decompose(out, kDecompositionPoints[r.at + i], compatible);
}

// Runs of combining marks into the order of their classes.
void order_marks(std::u32string& text) {
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    while (end < text.size() && unicode_combining(text[end])) ++end;
    std::stable_sort(text.begin() + i, text.begin() + end, [](char32_t a, char32_t b) { return unicode_combining(a) < unicode_combining(b); });
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
    int cls = unicode_combining(c);
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

const char* unicode_category(uint32_t cp) { return kCategoryNames[row_of(cp).category]; }
const char* unicode_bidirectional(uint32_t cp) { return kBidirectionalNames[row_of(cp).bidirectional]; }
const char* unicode_east_asian_width(uint32_t cp) { return kWidthNames[row_of(cp).width]; }
int unicode_combining(uint32_t cp) { return row_of(cp).combining; }
bool unicode_mirrored(uint32_t cp) { return row_of(cp).mirrored; }
int unicode_to_digit(uint32_t cp) { return row_of(cp).digit; }
double unicode_to_numeric(uint32_t cp) { return kNumericValues[row_of(cp).numeric]; }

std::string unicode_decomposition(uint32_t cp) {
  const DecompositionRow r = decomposition_of(cp);
  std::string text = kDecompositionTags[r.tag];
  for (int i = 0; i < r.length; ++i) {
    char hex[16];
    std::snprintf(hex, sizeof hex, text.empty() ? "%04X" : " %04X", static_cast<unsigned>(kDecompositionPoints[r.at + i]));
    text += hex;
  }
  return text;
}

std::u32string unicode_normalize(std::u32string_view text, UnicodeForm form) {
  std::u32string parts;
  for (char32_t c : text) decompose(parts, c, form == UnicodeForm::KC || form == UnicodeForm::KD);
  order_marks(parts);
  return form == UnicodeForm::C || form == UnicodeForm::KC ? compose(parts) : parts;
}

}  // namespace innards
