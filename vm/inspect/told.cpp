#include "inspect/told.h"

namespace innards::inspect {

namespace {

const Told& pattern_of(Say what) {
  static const Told kPatterns[] = {
#define SAY(Name, english, chinese) {english, chinese},
#include "inspect/walk_texts.def"
#include "inspect/process_texts.def"
#undef SAY
  };
  return kPatterns[static_cast<int>(what)];
}

}  // namespace

std::string filled(const std::string& pattern, std::initializer_list<std::string> parts) {
  std::string out;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const size_t index = pattern[i] == '%' && i + 1 < pattern.size() ? static_cast<size_t>(pattern[i + 1] - '1') : parts.size();
    if (index >= parts.size()) {
      out += pattern[i];
      continue;
    }
    out += parts.begin()[index];
    ++i;
  }
  return out;
}

Told filled(const Told& pattern, std::initializer_list<std::string> parts) { return {filled(pattern.english, parts), filled(pattern.chinese, parts)}; }

Told told(Say what, std::initializer_list<std::string> parts) {
  return filled(pattern_of(what), parts);
}

}  // namespace innards::inspect
