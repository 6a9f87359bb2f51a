// Bringing several panels up at once, as a lesson's step wants them. Apart from layout.h because it moves tabs between tiles.
#pragma once

#include <vector>

#include "layout.h"

namespace innards::ui {

// All of `panels` are to be seen, as far as there are tiles: of those that share a tile the first one stays in it, another one
// moves into the largest tile that shows none of `panels` and none of `kept`.
void bring_up_all(Layout& layout, const std::vector<Panel>& panels, const std::vector<Panel>& kept);

}  // namespace innards::ui
