// The answers of a question, one a row, and buttons with a word on them. Apart from the panels because lessons and predict
// mode ask in the same way.
#pragma once

#include <string>
#include <vector>

#include "kit/draw.h"

namespace innards::ui {

// Draws the options with their numbers over the panel's width. Once `judged`, the right one (an index) and the chosen one
// show their signs. Returns the option clicked in this frame, or -1.
int draw_choices(const std::vector<std::string>& options, int chosen, int right, bool judged);

// A button with a word; `strong` is the one that most will press. An `off` one is drawn faint; its caller does nothing.
bool text_button(const char* id, const char* label, bool strong, bool off = false);

// A field for an answer with a button behind it; true when the answer was given.
bool answer_field(std::string& typed, const char* hint);

}  // namespace innards::ui
