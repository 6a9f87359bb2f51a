// Find: looks for a text in what the screen shows and selects one place after another. Apart from the box that it is typed
// in, because what counts as a place is a question of its own.
#pragma once

#include "context.h"

namespace innards::ui {

// Selects the next place (by 1) or the one before (by -1) where ui.find_text stands: names and stack slots of the frames,
// instructions, lines, tokens, nodes and symbols where their panels are on the screen, objects. `note` says which of how many; `problem` that there is none.
void find_next(Ui& ui, int by);

}  // namespace innards::ui
