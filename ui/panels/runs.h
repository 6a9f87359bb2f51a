// The runs of one program (session/branches.h): a line above the console that says which is shown and leads to the others,
// and their list as text. Apart from the console because commands and transcripts use it, too.
#pragma once

#include <string>

#include "context.h"

namespace innards::ui {

// "answer 2: 'bob'"
std::string branch_name(const BranchRow& row);
// Draws nothing where there is only one run.
void draw_runs_line(Ui& ui);
std::string runs_text(const Ui& ui);
// To the next run or the one before, around.
void next_branch(Ui& ui, bool forward);

}  // namespace innards::ui
