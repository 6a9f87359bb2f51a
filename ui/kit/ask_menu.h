// The menu of a thing: what can be asked about what is pointed at, in plain words, and what can be done with it. It stands
// apart because it belongs to no panel: every panel says what is under the mouse by a Link, and that is all it knows.
#pragma once

#include <vector>

#include "context.h"

namespace innards::ui {

// The questions that make sense about a thing, the most usual one first.
std::vector<Question> questions_about(Ui& ui, const Link& link);

// What a key that acts on one thing means: what is under the mouse, else what is selected. Needs a view.
Link thing_meant(Ui& ui);
// Opens the menu at the mouse, about that thing.
void open_ask_menu(Ui& ui);
// Opens it on a click of the right button, and draws it while it is open. Once a frame.
void ask_menu(Ui& ui);

}  // namespace innards::ui
