// The matrix of what the window can be asked to show: what is open, the moment, panel, layout, size, language and theme. It
// stands apart because the everyday test takes a sample of it and the long ones all of it; which rows those are is decided
// here, without drawing.
#pragma once

#include <cstddef>
#include <vector>

namespace innards::ui {

// One number for each factor: which of its levels.
using MatrixRow = std::vector<int>;

// Rows in which every pair of levels of every two factors comes together, with few rows more than that takes. The same
// numbers always give the same rows.
std::vector<MatrixRow> covering_rows(const std::vector<int>& levels);

// The full product of the factors `whole`; the others take their levels in turn, each at its own pace, so that they meet.
std::vector<MatrixRow> product_rows(const std::vector<int>& levels, const std::vector<int>& whole);

}  // namespace innards::ui
