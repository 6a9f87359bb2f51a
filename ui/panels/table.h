// The object table, for the head of its tile.
#pragma once

#include "context.h"

namespace innards::ui {

// How many objects the filter leaves.
size_t rows_of_table(Ui& ui);

}  // namespace innards::ui
