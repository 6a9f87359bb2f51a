// The top of the screen: the menus and the line of buttons below them. Apart from the screen because nothing below them
// needs to know of either.
#pragma once

#include <string>

#include "context.h"

namespace innards::ui {

void menu_bar(Ui& ui);
void toolbar(Ui& ui);

// "Step 1,204 / 98,310".
std::string step_text(Ui& ui);
// What goes on by itself: a search and how far it is, or the recording; empty: nothing.
std::string activity_text(const Ui& ui);
// How many of the listed differences from CPython this run has met.
size_t differences_met(const Ui& ui);

}  // namespace innards::ui
