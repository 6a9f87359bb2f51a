#include "texts.h"

#include <cstdio>
#include <cstring>

namespace innards::ui {
namespace {

const char* const kTexts[][2] = {
#define TEXT(Name, english, chinese) {english, chinese},
#include "texts.def"
#undef TEXT
};

struct NamedText {
  const char *name, *chinese;
};
const NamedText kNamedTexts[] = {
#define OPCODE_ZH(NAME, chinese) {#NAME, chinese},
#include "opcode_texts.def"
#undef OPCODE_ZH
#define SYNTAX_ZH(name, chinese) {name, chinese},
#include "syntax_texts.def"
};

Language g_language = Language::English;

}  // namespace

void set_language(Language language) { g_language = language; }
Language language_now() { return g_language; }
const char* tr(Word w) { return tr(w, g_language); }
const char* sentence_of(const char* name, const char* english) {
  if (g_language == Language::English) return english;
  for (const NamedText& t : kNamedTexts) {
    if (!std::strcmp(t.name, name)) return t.chinese;
  }
  return english;
}

std::string with_number(Word w, int number) {
  char text[200];
  std::snprintf(text, sizeof text, tr(w), number);
  return text;
}
std::string with_text(Word w, const std::string& text) {
  std::string whole = tr(w);
  const size_t place = whole.find("%s");
  return place == std::string::npos ? whole : whole.replace(place, 2, text);
}
const char* tr(Word w, Language language) { return kTexts[static_cast<int>(w)][static_cast<int>(language)]; }

}  // namespace innards::ui
