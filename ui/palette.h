// The command palette: finds by name whatever can be done or opened: commands, panels, lessons, examples, the last files.
// Apart from the other boxes because it is the keyboard's way to everything that the menus hold.
#pragma once

#include <string>

#include "context.h"

namespace innards::ui {

void draw_palette(Ui& ui);
// The entry above or below the chosen one.
void palette_move(Ui& ui, int by);
// What it shows, the chosen entry marked: its text twin.
std::string text_of_palette(Ui& ui);

}  // namespace innards::ui
