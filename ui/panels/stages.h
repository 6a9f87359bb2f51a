// What commands do in the panels of the compiler's stages, as a click there does.
#pragma once

#include "context.h"

namespace innards::ui {

// Blocks: the graph after the next pass (or the one before).
void choose_pass(Ui& ui, int by);
// Tree: before or after constant folding; everything open, or only the statements.
void switch_tree(Ui& ui);
void fold_tree(Ui& ui);
// Tree: selects the next row (by 1), or the one before (by -1); from nothing, what is about to run.
void choose_node(Ui& ui, int by);
// Opens or closes a node, or the one that it became by folding. False where it has no nodes of its own.
bool fold_node(Ui& ui, const PipelinePoint& point);

}  // namespace innards::ui
