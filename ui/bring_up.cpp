#include "bring_up.h"

#include <algorithm>

namespace innards::ui {
namespace {

using Panels = std::vector<Panel>;

bool among(const Panels& panels, Panel p) { return std::find(panels.begin(), panels.end(), p) != panels.end(); }

Panel active_of(const Tile& leaf) { return leaf.tabs.empty() ? Panel::kCount : leaf.tabs[static_cast<size_t>(leaf.active)]; }

void show_tab(Tile& leaf, Panel panel) { leaf.active = static_cast<int>(std::find(leaf.tabs.begin(), leaf.tabs.end(), panel) - leaf.tabs.begin()); }

// Takes a tab that is not shown out of its tile.
void take_tab(Tile& leaf, Panel panel) {
  const Panel shown = active_of(leaf);
  leaf.tabs.erase(std::find(leaf.tabs.begin(), leaf.tabs.end(), panel));
  show_tab(leaf, shown);
}

float area(const Tile& leaf) { return leaf.rect.w * leaf.rect.h; }

// The largest tile that shows none of these panels; null when all do.
Tile* largest_without(Tile& tile, const Panels& seen) {
  if (tile.leaf) return among(seen, active_of(tile)) ? nullptr : &tile;
  Tile* best = nullptr;
  for (auto& child : tile.children) {
    Tile* t = largest_without(*child, seen);
    if (t && (!best || area(*t) > area(*best))) best = t;
  }
  return best;
}

void move_tab(Layout& layout, Panel p, Panels& seen) {
  Tile *from = find_tile(layout.root, p), *to = largest_without(layout.root, seen);
  if (!to || to == from) return;   // no room: it stays a tab behind another
  if (from) take_tab(*from, p);
  to->tabs.push_back(p);
  show_tab(*to, p);
  seen.push_back(p);
}

}  // namespace

void bring_up_all(Layout& layout, const Panels& panels, const Panels& kept) {
  if (layout.root.rect.w <= 0) place(layout.root, {0, 0, 1440, 900}, 6, 80);   // before the first frame
  Panels seen = kept, homeless;
  for (Panel p : panels) {
    Tile* tile = find_tile(layout.root, p);
    if (!tile || (active_of(*tile) != p && among(seen, active_of(*tile)))) {
      homeless.push_back(p);
      continue;
    }
    show_tab(*tile, p);
    seen.push_back(p);
  }
  for (Panel p : homeless) move_tab(layout, p, seen);
}

}  // namespace innards::ui
