// Keys: every key and command, from the list of commands itself.
#include "kit/rows.h"

namespace innards::ui {

void draw_Keys(Ui& ui) {
  float h = line_height();
  const char* menu = "";
  for (int i = 0; i < static_cast<int>(Command::kCount); ++i) {
    Command c = static_cast<Command>(i);
    const CommandRow& r = command_row(c);
    if (!r.key[0]) continue;
    if (std::string(menu) != r.menu && r.menu[0]) heading(menu = r.menu);
    Row row = begin_row(ui, h, Link());
    if (row.hovered) fill(row.rect, tone(Tone::Hover));
    row_text(row.rect.x + px(12), row.rect.y, h, Face::Mono, Tone::Accent, r.key);
    row_text_fit(row.rect.x + px(112), row.rect.y, h, Face::Sans, Tone::Text, command_title(c), row.rect.w - px(118));
    if (row.hovered) tooltip(command_help(c));
    if (row.clicked) run_command(ui, c);
  }
}

std::string text_Keys(Ui&) {
  std::string out;
  for (int i = 0; i < static_cast<int>(Command::kCount); ++i) {
    const CommandRow& r = command_row(static_cast<Command>(i));
    if (r.key[0]) out += pad(r.key, 14) + pad(command_title(static_cast<Command>(i)), 28) + command_help(static_cast<Command>(i)) + "\n";
  }
  return out;
}

}  // namespace innards::ui
