#include "layout.h"

#include <algorithm>

#include "texts.h"

namespace innards::ui {
namespace {

const PanelRow kRows[] = {
#define PANEL(Name, id, english, chinese, help, chinese_help) {id, english, chinese, help, chinese_help},
#include "panels.def"
#undef PANEL
};

Tile* largest_leaf(Tile& tile) {
  if (tile.leaf) return &tile;
  Tile* best = nullptr;
  for (auto& c : tile.children) {
    Tile* t = largest_leaf(*c);
    if (!best || t->rect.w * t->rect.h > best->rect.w * best->rect.h) best = t;
  }
  return best;
}

}  // namespace

const PanelRow& panel_row(Panel p) { return kRows[static_cast<int>(p)]; }
const char* panel_title(Panel p) { return tr2(panel_row(p).title_en, panel_row(p).title_zh); }
const char* panel_help(Panel p) { return tr2(panel_row(p).help_en, panel_row(p).help_zh); }

Panel panel_of_id(const std::string& id) {
  for (int i = 0; i < static_cast<int>(Panel::kCount); ++i) {
    if (id == kRows[i].id) return static_cast<Panel>(i);
  }
  return Panel::kCount;
}

void place(Tile& tile, Rect rect, float gap, float smallest) {
  tile.rect = rect;
  if (tile.leaf || tile.children.empty()) return;
  int n = static_cast<int>(tile.children.size());
  float total = 0;
  for (auto& c : tile.children) total += c->share;
  float space = (tile.rows ? rect.h : rect.w) - gap * (n - 1);
  float at = tile.rows ? rect.y : rect.x, left = space;
  for (int i = 0; i < n; ++i) {
    // Whole pixels, so that lines stay sharp; the last one takes what is left.
    float size = i + 1 == n ? left : static_cast<float>(static_cast<int>(space * tile.children[i]->share / total + 0.5f));
    size = std::max(size, std::min(smallest, left));
    size = std::min(size, left);
    Rect r = rect;
    if (tile.rows) r.y = at, r.h = size;
    else r.x = at, r.w = size;
    place(*tile.children[i], r, gap, smallest);
    at += size + gap;
    left -= size;
  }
}

void drag(Tile& split, int index, float pixels, float smallest) {
  Tile &a = *split.children[index], &b = *split.children[index + 1];
  float sa = split.rows ? a.rect.h : a.rect.w, sb = split.rows ? b.rect.h : b.rect.w;
  float both = sa + sb, sum = a.share + b.share;
  if (both <= 2 * smallest) return;
  float now = std::clamp(sa + pixels, smallest, both - smallest);
  a.share = sum * now / both;
  b.share = sum - a.share;
}

Tile* find_tile(Tile& tile, Panel panel) {
  if (tile.leaf) return std::find(tile.tabs.begin(), tile.tabs.end(), panel) != tile.tabs.end() ? &tile : nullptr;
  for (auto& c : tile.children) {
    if (Tile* t = find_tile(*c, panel)) return t;
  }
  return nullptr;
}

void bring_up(Layout& layout, Panel panel) {
  Tile* tile = find_tile(layout.root, panel);
  if (!tile) {
    tile = largest_leaf(layout.root);
    tile->tabs.push_back(panel);
  }
  tile->active = static_cast<int>(std::find(tile->tabs.begin(), tile->tabs.end(), panel) - tile->tabs.begin());
}

}  // namespace innards::ui
