// The words of the window in the chosen language, from the one list in texts.def.
#pragma once

#include <cstdint>
#include <string>

namespace innards::ui {

enum class Word : uint16_t {
#define TEXT(Name, english, chinese) Name,
#include "texts.def"
#undef TEXT
  kCount,
};

enum class Language : uint8_t { English, Chinese };

void set_language(Language language);
Language language_now();

// The word in the language chosen.
const char* tr(Word w);
// A word with a number in the place of its %d.
std::string with_number(Word w, int number);
// The same with a text in the place of its %s.
std::string with_text(Word w, const std::string& text);
// The same with two, one after the other.
std::string with_texts(Word w, const std::string& first, const std::string& second);
// The same in a given language.
const char* tr(Word w, Language language);
// What an opcode, a token, a keyword or a node of the tree is, in the language chosen: `english` where there is no other text
// for that name (opcode_texts.def, syntax_texts.def).
const char* sentence_of(const char* name, const char* english);
// One of two texts, for lists that carry both languages in their rows.
inline const char* tr2(const char* english, const char* chinese) { return language_now() == Language::Chinese ? chinese : english; }

}  // namespace innards::ui
