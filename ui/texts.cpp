#include "texts.h"

#include <cstdio>

namespace innards::ui {
namespace {

const char* const kTexts[][2] = {
#define TEXT(Name, english, chinese) {english, chinese},
#include "texts.def"
#undef TEXT
};

Language g_language = Language::English;

}  // namespace

void set_language(Language language) { g_language = language; }
Language language_now() { return g_language; }
const char* tr(Word w) { return tr(w, g_language); }
std::string with_number(Word w, int number) {
  char text[200];
  std::snprintf(text, sizeof text, tr(w), number);
  return text;
}
const char* tr(Word w, Language language) { return kTexts[static_cast<int>(w)][static_cast<int>(language)]; }

}  // namespace innards::ui
