#include "session/place.h"

#include <cctype>
#include <vector>

#include "compile/opcodes.h"

namespace innards {

namespace {

constexpr const char* kForms =
    "a place is: start, end, step N, step +N, line N [hit K], op NAME [line N] [hit K], call F [hit K], return F [hit K], raise [hit K], "
    "output \"TEXT\"";

// Words, with "quoted text" as one word that keeps its quote in front.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  size_t i = 0;
  while (i < text.size()) {
    if (std::isspace(static_cast<unsigned char>(text[i]))) {
      ++i;
    } else if (text[i] == '"') {
      std::string word = "\"";
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
          ++i;
          word += text[i] == 'n' ? '\n' : text[i];
        } else {
          word += text[i];
        }
      }
      ++i;
      words.push_back(word);
    } else {
      std::string word;
      while (i < text.size() && !std::isspace(static_cast<unsigned char>(text[i]))) word += text[i++];
      words.push_back(word);
    }
  }
  return words;
}

bool read_number(const std::string& word, int64_t& out) {
  if (word.empty() || word.size() > 18 || word.find_first_not_of("0123456789") != std::string::npos) return false;
  out = std::stoll(word);
  return true;
}

bool is_opcode(const std::string& name) {
  for (int op = 0; op < 256; ++op)
    if (opcode_info(op).name && name == opcode_info(op).name) return true;
  return false;
}

// `hit K` and, for op, `line N`, after the place itself.
bool read_rest(const std::vector<std::string>& words, size_t at, Place& place) {
  for (; at + 1 < words.size(); at += 2) {
    int64_t n;
    if (!read_number(words[at + 1], n) || n < 1) return false;
    if (words[at] == "hit") place.hit = n;
    else if (words[at] == "line" && place.kind == Place::Kind::Op) place.line = static_cast<int>(n);
    else return false;
  }
  return at == words.size();
}

}  // namespace

std::optional<Place> parse_place(std::string_view text, std::string& error) {
  std::vector<std::string> words = words_of(text);
  error = "'" + std::string(text) + "' is no place; " + kForms;
  if (words.empty()) return std::nullopt;
  Place place;
  const std::string& first = words[0];
  size_t rest = 2;
  if (first == "start" || first == "end" || first == "raise") {
    place.kind = first == "start" ? Place::Kind::Start : first == "end" ? Place::Kind::End : Place::Kind::Raise;
    rest = 1;
    if (first != "raise" && words.size() > 1) return std::nullopt;
  } else if (words.size() < 2) {
    return std::nullopt;
  } else if (first == "step") {
    bool relative = words[1][0] == '+' || words[1][0] == '-';
    place.kind = relative ? Place::Kind::Relative : Place::Kind::Step;
    if (!read_number(relative ? words[1].substr(1) : words[1], place.number) || words.size() > 2) return std::nullopt;
    if (words[1][0] == '-') place.number = -place.number;
  } else if (first == "line") {
    place.kind = Place::Kind::Line;
    if (!read_number(words[1], place.number) || place.number < 1) return std::nullopt;
  } else if (first == "op") {
    place.kind = Place::Kind::Op;
    place.name = words[1];
    if (!is_opcode(place.name)) {
      error = "'" + place.name + "' is no opcode of CPython 3.11";
      return std::nullopt;
    }
  } else if (first == "call" || first == "return") {
    place.kind = first == "call" ? Place::Kind::Call : Place::Kind::Return;
    place.name = words[1];
  } else if (first == "output") {
    place.kind = Place::Kind::Output;
    place.name = words[1][0] == '"' ? words[1].substr(1) : words[1];
  } else {
    return std::nullopt;
  }
  if (!read_rest(words, rest, place)) return std::nullopt;
  error.clear();
  return place;
}

std::string place_text(const Place& p) {
  std::string hit = p.hit > 1 ? " hit " + std::to_string(p.hit) : "";
  switch (p.kind) {
    case Place::Kind::Start: return "start";
    case Place::Kind::End: return "end";
    case Place::Kind::Step: return "step " + std::to_string(p.number);
    case Place::Kind::Relative: return std::string("step ") + (p.number < 0 ? "" : "+") + std::to_string(p.number);
    case Place::Kind::Line: return "line " + std::to_string(p.number) + hit;
    case Place::Kind::Op: return "op " + p.name + (p.line ? " line " + std::to_string(p.line) : "") + hit;
    case Place::Kind::Call: return "call " + p.name + hit;
    case Place::Kind::Return: return "return " + p.name + hit;
    case Place::Kind::Raise: return "raise" + hit;
    case Place::Kind::Output: return "output \"" + p.name + "\"" + hit;
  }
  return "";
}

}  // namespace innards
