// What panels ask about one object, asked when such a panel is drawn and kept while the question is the same; and the
// control that walks through the states of an answer. It stands apart because three panels use it and the desk does not
// know which of them are to be seen.
#pragma once

#include "kit/rows.h"

namespace innards::ui {

// The hash table of the selected object, or of this step when nothing is selected.
const DictRows& asked_dict(Ui& ui);
const TypeRows& asked_type(Ui& ui);
const WalkRows& asked_lookup(Ui& ui);
// The walk through what happens in this step.
const ProcessRows& asked_process(Ui& ui);

// A sentence in the language chosen.
const std::string& tell(const Told& told);

// Buttons back and on, and "3 / 7". Returns how many of `count` states are shown.
int walk_control(Walked& walked, int count);
// The same without drawing, for text twins and commands.
int walk_shown(const Walked& walked, int count);
void walk_move(Walked& walked, int count, int by);
// Shows so many states of every walk that there is at the cursor.
void show_states(Ui& ui, int states);

}  // namespace innards::ui
