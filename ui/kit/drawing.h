// A picture as boxes with lines of text and arrows between them, for files: SVG, where everything has its place, and DOT,
// where graphviz places it. The objects graph, the flow graph and the tree give themselves as one. It stands apart because
// it needs no window and no fonts: widths are counted in characters of a fixed face, colours come from the theme table.
#pragma once

#include <string>
#include <vector>

#include "model/graph_layout.h"
#include "theme.h"

namespace innards::ui {

// The face of the files: its size, and the room of one character and one row.
inline constexpr float kDrawnSize = 12, kDrawnChar = 7.25f, kDrawnRow = 18, kDrawnPad = 8;

struct DrawnText {
  std::string text;
  Tone tone = Tone::Text;
  float x = 0;                  // from the left of the box
  bool bold = false, struck = false;
};

// A row of a box; rows stand below each other from its top.
struct DrawnRow {
  std::vector<DrawnText> texts;
  Tone behind = Tone::kCount;   // kCount: nothing
};

struct DrawnBox {
  float x = 0, y = 0, w = 0, h = 0;
  float rounding = 5;           // 0: square corners
  Tone fill = Tone::Raised, outline = Tone::Outline;
  bool thick = false, dashed = false, bare = false;   // bare: rows without an outline
  std::vector<DrawnRow> rows;
};

struct DrawnArrow {
  int from = 0, to = 0, row = -1;   // boxes, and the row of `from` where it begins; -1: the box
  std::vector<GraphPoint> points;
  Tone tone = Tone::Arrow;
  bool thick = false, dashed = false, head = true, dot = false;   // dot: a disc where it begins
  bool hollow = false;          // the head
  std::string label;            // DOT writes it beside the arrow
};

struct Drawing {
  std::string title;
  float w = 0, h = 0;
  bool sideways = false;        // DOT: ranks from left to right
  std::vector<DrawnBox> boxes;
  std::vector<DrawnArrow> arrows;
};

// How wide a text is: characters of East Asian scripts take two places.
float drawn_width(const std::string& text);
// Puts a text behind those that a row has.
void add_text(DrawnRow& row, const std::string& text, Tone tone, bool bold = false);
// The text cut to so many characters, with an ellipsis.
std::string drawn_cut(const std::string& text, size_t characters);

std::string svg_text(const Drawing& d);
std::string dot_text(const Drawing& d);

}  // namespace innards::ui
