#include "kit/python_text.h"

#include <cctype>
#include <cstring>

namespace innards::ui {
namespace {

const char* const kKeywords[] = {"False", "None", "True", "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }

bool is_keyword(std::string_view w) {
  for (const char* k : kKeywords) {
    if (w == k) return true;
  }
  return false;
}

bool is_string_prefix(std::string_view w) {
  if (w.size() > 2) return false;
  for (char c : w) {
    if (!std::strchr("rbfuRBFU", c)) return false;
  }
  return true;
}

// The end of a string whose opening quotes end at `i`; `inside` is set when it goes on in the next line.
size_t string_end(std::string_view s, size_t i, char quote, bool triple, char& inside) {
  for (; i < s.size(); ++i) {
    if (s[i] == '\\') ++i;
    else if (s[i] == quote && !triple) return i + 1;
    else if (s[i] == quote && i + 2 < s.size() && s[i + 1] == quote && s[i + 2] == quote) return inside = 0, i + 3;
  }
  inside = triple ? quote : 0;
  return s.size();
}

}  // namespace

std::vector<Coloured> colour_python(std::string_view s, char& inside) {
  std::vector<Coloured> out;
  size_t i = 0;
  bool after_def = false, after_class = false;
  auto put = [&](size_t from, size_t to, Tone t) {
    if (to > s.size()) to = s.size();
    if (from < to) out.push_back({from, to, t});
  };
  if (inside) {
    i = string_end(s, 0, inside, true, inside);
    put(0, i, Tone::String);
  }
  while (i < s.size()) {
    char c = s[i];
    size_t from = i;
    if (c == '#') {
      put(i, s.size(), Tone::Comment);
      break;
    }
    if (std::isdigit(static_cast<unsigned char>(c))) {
      while (i < s.size() && (is_word(s[i]) || s[i] == '.')) ++i;
      put(from, i, Tone::Number);
      continue;
    }
    if (is_word(c)) {
      while (i < s.size() && is_word(s[i])) ++i;
      std::string_view w = s.substr(from, i - from);
      bool quote_follows = i < s.size() && (s[i] == '"' || s[i] == '\'');
      if (quote_follows && is_string_prefix(w)) {
        c = s[i];
      } else {
        Tone t = is_keyword(w) ? Tone::Keyword : after_def ? Tone::Function : after_class ? Tone::Class : from > 0 && s[from - 1] == '@' ? Tone::Function : Tone::Text;
        after_def = w == "def";
        after_class = w == "class";
        put(from, i, t);
        continue;
      }
    }
    if (c == '"' || c == '\'') {
      bool triple = i + 2 < s.size() && s[i + 1] == c && s[i + 2] == c;
      i = string_end(s, i + (triple ? 3 : 1), c, triple, inside);
      put(from, i, Tone::String);
      continue;
    }
    ++i;
    put(from, i, std::isspace(static_cast<unsigned char>(c)) ? Tone::Text : c == '@' ? Tone::Function : Tone::Dim);
  }
  return out;
}

}  // namespace innards::ui
