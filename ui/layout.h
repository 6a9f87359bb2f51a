// The tiled layout: a tree of splits whose leaves are tiles with tabs. It is read from and written to JSON
// (assets/layouts/*.json and the user's own). It stands apart from drawing: where every tile lies is computed here and can
// be tested without Dear ImGui; ui/tiles draws them and drags the splitters.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace innards::ui {

enum class Panel : int {
#define PANEL(Name, id, english, chinese, help, chinese_help) Name,
#include "panels.def"
#undef PANEL
  kCount,
};

struct PanelRow {
  const char *id, *title_en, *title_zh, *help_en, *help_zh;
};
const PanelRow& panel_row(Panel p);
const char* panel_title(Panel p);
const char* panel_help(Panel p);
// The panel of that id; kCount when there is none.
Panel panel_of_id(const std::string& id);

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
};

struct Tile {
  bool leaf = true;
  bool rows = false;               // a split: children above each other instead of side by side
  float share = 1;                 // of the parent's space, against the other children
  std::vector<std::unique_ptr<Tile>> children;
  std::vector<Panel> tabs;         // a leaf: its panels
  int active = 0;                  // which tab is shown
  Rect rect;                       // where place() put it
};

struct Layout {
  std::string name;
  Tile root;
  Panel maximised = Panel::kCount; // one panel that fills everything, or kCount
};

// Reads a layout; on bad text returns false and says in `error` what is wrong. `out` is then left alone.
bool read_layout(const std::string& json, Layout& out, std::string& error);
std::string write_layout(const Layout& layout);

// Gives every tile its rectangle. `gap` lies between tiles.
void place(Tile& tile, Rect rect, float gap, float smallest);

// Moves the border between child `index` and the next one by `pixels`.
void drag(Tile& split, int index, float pixels, float smallest);

// Makes the panel's tile that much higher (rows) or wider; false where it has no neighbour that way.
bool resize_tile(Tile& tile, Panel panel, bool rows, float pixels, float smallest);

// The tile that has the panel as a tab, or null.
Tile* find_tile(Tile& tile, Panel panel);

// All tiles, in the order of reading.
std::vector<Tile*> tiles_of(Tile& tile);

// The tiles of two panels change places; their sizes stay.
void swap_tiles(Layout& layout, Panel a, Panel b);

// Takes a panel out of its tile and makes it the active tab of the tile of `to`; a tile that is left empty gives its place to
// the others.
void move_panel(Layout& layout, Panel panel, Panel to);

// Is the panel seen now: the active tab of its tile, or the one that fills everything?
bool on_screen(Layout& layout, Panel panel);

// Brings a panel up: makes it the active tab where it lies; adds it to the largest tile if it is nowhere.
void bring_up(Layout& layout, Panel panel);

}  // namespace innards::ui
