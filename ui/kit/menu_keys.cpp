#include "kit/menu_keys.h"

namespace innards::ui {

std::string menu_sign(size_t number) {
  if (number < 10) return std::to_string(number);
  return number < 36 ? std::string(1, static_cast<char>('A' + (number - 10))) : std::string();
}

bool menu_chosen(Ui& ui, const std::string& text) {
  ui.menu_entries.push_back(text);
  return ui.menu_key == static_cast<int>(ui.menu_entries.size());
}

bool take_menu_key(Ui& ui, const KeyPress& key) {
  if (ui.menu_entries.empty() || key.ctrl || key.alt || key.shift) return false;
  if (key.key == "Escape") return ui.menu_key = -1, true;
  for (size_t i = 0; i < ui.menu_entries.size(); ++i)
    if (key.key == menu_sign(i + 1)) return ui.menu_key = static_cast<int>(i) + 1, true;
  return key.key.size() == 1;   // no entry has it: it is not meant for what lies behind
}

}  // namespace innards::ui
