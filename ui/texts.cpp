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
namespace {
// Puts a text into the first place for one behind `from`, and returns where it ends: it may have a "%s" of its own.
size_t fill_in(std::string& whole, size_t from, const std::string& text) {
  const size_t place = whole.find("%s", from);
  if (place == std::string::npos) return whole.size();
  whole.replace(place, 2, text);
  return place + text.size();
}
}  // namespace

std::string with_text(Word w, const std::string& text) {
  std::string whole = tr(w);
  fill_in(whole, 0, text);
  return whole;
}
std::string with_texts(Word w, const std::string& first, const std::string& second) {
  std::string whole = tr(w);
  fill_in(whole, fill_in(whole, 0, first), second);
  return whole;
}
const char* tr(Word w, Language language) { return kTexts[static_cast<int>(w)][static_cast<int>(language)]; }

}  // namespace innards::ui
