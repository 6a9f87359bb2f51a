// Panels as files: which of them can be drawn as boxes and arrows (kit/drawing.h), and the text of such a file. The menu and
// `innards shot` both come through here.
#pragma once

#include <string>
#include <vector>

#include "context.h"

namespace innards::ui {

struct Drawing;

// The panels that have such a picture.
const std::vector<Panel>& drawn_panels();
// The panel as it stands, with everything in it, also what is scrolled away. False when there is nothing in it.
bool panel_drawing(Ui& ui, Panel p, Drawing& out);

// What a file's name says about its kind.
enum class PictureKind { Png, Svg, Dot, Unknown };
PictureKind picture_kind(const std::string& path);
const char* picture_ending(PictureKind kind);   // ".png"

// Writes the panel as SVG or DOT through the host. False with a sentence in `error`.
bool save_drawing(Ui& ui, Panel p, const std::string& path, std::string& error);

// The part of the frame that a PNG of the panel holds: its tile, or all of it where the panel has none of its own. Whole
// pixels, from below as OpenGL counts, and never beyond the frame of w times h; `scale`: pixels of a unit of the layout.
struct PixelRect {
  int x = 0, y = 0, w = 0, h = 0;
};
PixelRect picture_part(Ui& ui, Panel p, int w, int h, ImVec2 scale);

// File > Export picture...: the choices. In screen.cpp's overlays.
void draw_picture_box(Ui& ui);

bool drawing_Objects(Ui& ui, Drawing& out);   // panels/objects.cpp
bool drawing_Blocks(Ui& ui, Drawing& out);    // panels/blocks.cpp
bool drawing_Tree(Ui& ui, Drawing& out);      // panels/tree.cpp

}  // namespace innards::ui
