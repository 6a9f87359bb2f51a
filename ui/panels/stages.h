// What commands do in the panels of the compiler's stages, as a click there does.
#pragma once

#include "context.h"

namespace innards::ui {

// Blocks: the graph after the next pass (or the one before).
void choose_pass(Ui& ui, int by);
// Tree: before or after constant folding; everything open, or only the statements.
void switch_tree(Ui& ui);
void fold_tree(Ui& ui);

}  // namespace innards::ui
