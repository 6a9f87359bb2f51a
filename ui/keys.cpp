#include "keys.h"

#include "texts.h"

namespace innards::ui {
namespace {

const CommandRow kRows[] = {
#define COMMAND(Name, id, menu, key, english, chinese, help, chinese_help) {id, menu, key, english, chinese, help, chinese_help},
#include "commands.def"
#undef COMMAND
};

KeyPress parse_key(const char* text) {
  KeyPress k;
  std::string s = text;
  auto take = [&](const char* prefix) {
    size_t n = std::char_traits<char>::length(prefix);
    if (s.size() <= n || s.compare(0, n, prefix) != 0) return false;
    s.erase(0, n);
    return true;
  };
  for (bool more = true; more;) {
    more = false;
    if (take("Ctrl+")) more = k.ctrl = true;
    if (take("Shift+")) more = k.shift = true;
    if (take("Alt+")) more = k.alt = true;
  }
  k.key = s;
  return k;
}

bool function_key(const std::string& key) { return key.size() >= 2 && key[0] == 'F' && key[1] >= '0' && key[1] <= '9'; }

}  // namespace

const CommandRow& command_row(Command c) { return kRows[static_cast<int>(c)]; }
const char* command_title(Command c) { return tr2(command_row(c).title_en, command_row(c).title_zh); }
const char* command_help(Command c) { return tr2(command_row(c).help_en, command_row(c).help_zh); }

Command command_of_key(const KeyPress& press, bool typing) {
  if (press.key == "F9" && !press.ctrl && !press.shift && !press.alt) return Command::Breakpoint;   // as in other debuggers
  if (typing && !press.ctrl && !function_key(press.key) && press.key != "Escape") return Command::kCount;
  // The text field keeps what it uses itself.
  if (typing && press.ctrl && (press.key == "Left" || press.key == "Right" || press.key == "C" || press.key == "V")) return Command::kCount;
  for (int i = 0; i < static_cast<int>(Command::kCount); ++i) {
    if (!kRows[i].key[0]) continue;
    KeyPress k = parse_key(kRows[i].key);
    // Characters that need Shift on some keyboards are matched by the character alone.
    bool sign = k.key == "?" || k.key == "+" || k.key == "-" || k.key == "/" || k.key == "[" || k.key == "]";
    if (k.key == press.key && k.ctrl == press.ctrl && k.alt == press.alt && (sign || k.shift == press.shift)) return static_cast<Command>(i);
  }
  return Command::kCount;
}

}  // namespace innards::ui
