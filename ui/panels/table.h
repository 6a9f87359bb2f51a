// The object table, for the head of its tile and for commands.
#pragma once

#include "context.h"

namespace innards::ui {

// How many objects the filter leaves.
size_t rows_of_table(Ui& ui);
// By the next column: rising, falling, and after the last one unsorted.
void sort_table(Ui& ui);

}  // namespace innards::ui
