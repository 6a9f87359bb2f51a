// The tiles of the layout: their heads with tabs, the borders between them, and how they are moved about with the mouse or
// with keys. Where each one lies is layout.h's; what is in it, its panel's.
#pragma once

#include <string>

#include "context.h"

namespace innards::ui {

// Draws all of them, or the one that fills the window, into `area`.
void draw_tiles(Ui& ui, Rect area);

// The first text field of a panel gets the keyboard; the panel comes up for it.
void type_into(Ui& ui, Panel panel);

// What can be typed while the tiles have numbers.
void draw_tiling_box(Ui& ui);
// While the tiles have numbers: takes a key, or says that it means nothing there.
bool tiling_key(Ui& ui, const KeyPress& key);
// Their numbers and tabs, and what a key would do.
std::string tiling_text(Ui& ui);

}  // namespace innards::ui
