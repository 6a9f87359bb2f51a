// Key presses as the window tells them, and the commands they stand for. Dear ImGui 1.86 names only 22 keys, so key presses
// come in through this queue instead: app/window pushes them, tests push them, the screen takes them once a frame.
// A key is never taken while a text field has the focus (except those with Ctrl, and the function keys).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace innards::ui {

enum class Command : uint8_t {
#define COMMAND(Name, id, menu, key, english, chinese, help, chinese_help) Name,
#include "commands.def"
#undef COMMAND
  kCount,
};

struct CommandRow {
  const char *id, *menu, *key, *title_en, *title_zh, *help_en, *help_zh;
};
const CommandRow& command_row(Command c);
const char* command_title(Command c);
const char* command_help(Command c);

// A key by the name that commands.def uses: "Right", "Home", "F5", "Space", "Escape", or the character it types in capitals.
struct KeyPress {
  std::string key;
  bool ctrl = false, shift = false, alt = false;
};

// The command for a key press; kCount when there is none. `typing`: a text field has the focus.
Command command_of_key(const KeyPress& press, bool typing);

}  // namespace innards::ui
