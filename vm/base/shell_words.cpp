#include "base/shell_words.h"

#include <cstring>

namespace innards {

namespace {

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool plain(const std::string& word) {
  for (char c : word)
    if (blank(c) || std::strchr("'\"\\$`&|;<>()*?[]#~!{}", c)) return false;
  return !word.empty();
}

// A backslash that keeps what follows it.
bool keeps_next(std::string_view text, size_t i, char quote) {
  if (text[i] != '\\' || quote == '\'' || i + 1 >= text.size()) return false;
  return !quote || std::strchr("\\\"$`\n", text[i + 1]);
}

}  // namespace

bool split_words(std::string_view text, std::vector<std::string>& words, size_t& at) {
  words.clear();
  char quote = 0;
  bool open = false;   // a word has begun
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (!quote && blank(c)) {
      open = false;
      continue;
    }
    if (!open) words.emplace_back();
    open = true;
    if (keeps_next(text, i, quote)) words.back() += text[++i];
    else if (c == quote) quote = 0;
    else if (!quote && (c == '\'' || c == '"')) quote = c, at = i;
    else words.back() += c;
  }
  return !quote;
}

std::string join_words(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    if (plain(word)) {
      out += word;
      continue;
    }
    out += '\'';
    for (char c : word) {
      if (c == '\'') out += "'\\''";
      else out += c;
    }
    out += '\'';
  }
  return out;
}

}  // namespace innards
