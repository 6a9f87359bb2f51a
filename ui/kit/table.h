// A table of rows with aligned columns, a head that stays, and clipping: only visible rows are asked for.
#pragma once

#include <string>
#include <vector>

#include "kit/rows.h"

namespace innards::ui {

struct Column {
  const char* title;
  float width;          // in design pixels; 0 = shares what is left
  bool right = false;   // numbers
  int goes = 0;         // where there is not room for all, columns of the highest number are left out first, the right ones of equals
};

// Draws the head; returns the left edges of all columns and, at the end, the right edge. A column that is left out has no
// width; the head then says at its end how many are, and the mouse there tells which.
std::vector<float> table_head(const std::vector<Column>& columns, int sorted = -1, bool descending = false, int* pressed = nullptr);

// Writes a cell of a row.
void cell(const std::vector<float>& edges, const std::vector<Column>& columns, int column, const Row& row, Face face, Tone t, std::string_view s);

}  // namespace innards::ui
