// Entries of a menu or box that are chosen with one key each: 1 to 9, then A to Z. Apart because the questions' menu and the
// pictures' box have them, and the transcript tells them.
#pragma once

#include <string>

#include "context.h"

namespace innards::ui {

// The key of an entry, counted from 1; empty for one that has none.
std::string menu_sign(size_t number);

// The next entry of the menu that is being drawn: tells it, and says whether its key was pressed. The screen forgets the
// entries before each frame, and the key behind it.
bool menu_chosen(Ui& ui, const std::string& text);

// Whether the open menu takes that key; Escape closes it.
bool take_menu_key(Ui& ui, const KeyPress& key);

}  // namespace innards::ui
