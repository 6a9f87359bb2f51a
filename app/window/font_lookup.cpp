#include "window/font_lookup.h"

#include <fontconfig/fontconfig.h>

#include <cstring>

namespace innards::app {
namespace {

// The file of the first family in `families` that is really installed; fontconfig itself always answers with something.
std::string find(const char* const* families, int weight, int* face = nullptr) {
  for (; *families; ++families) {
    FcPattern* wish = FcPatternCreate();
    FcPatternAddString(wish, FC_FAMILY, reinterpret_cast<const FcChar8*>(*families));
    FcPatternAddInteger(wish, FC_WEIGHT, weight);
    FcPatternAddInteger(wish, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddInteger(wish, FC_WIDTH, FC_WIDTH_NORMAL);
    FcConfigSubstitute(nullptr, wish, FcMatchPattern);
    FcDefaultSubstitute(wish);
    FcResult result;
    FcPattern* found = FcFontMatch(nullptr, wish, &result);
    std::string file;
    if (found) {
      FcChar8 *name = nullptr, *path = nullptr;
      bool same = false;
      for (int i = 0; FcPatternGetString(found, FC_FAMILY, i, &name) == FcResultMatch; ++i) {
        same |= std::strcmp(reinterpret_cast<const char*>(name), *families) == 0;
      }
      if (same && FcPatternGetString(found, FC_FILE, 0, &path) == FcResultMatch) file = reinterpret_cast<const char*>(path);
      int index = 0;
      if (face && FcPatternGetInteger(found, FC_INDEX, 0, &index) == FcResultMatch) *face = index & 0xFFFF;
      FcPatternDestroy(found);
    }
    FcPatternDestroy(wish);
    if (!file.empty()) return file;
  }
  return {};
}

}  // namespace

ui::FontFiles find_fonts() {
  static const char* const kSans[] = {"DejaVu Sans", "Noto Sans", "Liberation Sans", nullptr};
  static const char* const kMono[] = {"DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono", nullptr};
  static const char* const kChinese[] = {"WenQuanYi Micro Hei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", nullptr};
  ui::FontFiles f;
  if (!FcInit()) return f;
  f.sans = find(kSans, FC_WEIGHT_REGULAR);
  f.bold = find(kSans, FC_WEIGHT_BOLD);
  f.mono = find(kMono, FC_WEIGHT_REGULAR);
  f.mono_bold = find(kMono, FC_WEIGHT_BOLD);
  f.chinese = find(kChinese, FC_WEIGHT_REGULAR, &f.chinese_face);
  return f;
}

}  // namespace innards::app
