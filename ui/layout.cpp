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

namespace {

constexpr float kStripLeast = 1.8f;   // times the least size: its head, the hills, and the numbers below them

// How small a tile may become in one direction.
float least_size(const Tile& tile, bool rows, float gap, float smallest) {
  if (tile.leaf || tile.children.empty()) {
    bool strip = std::find(tile.tabs.begin(), tile.tabs.end(), Panel::Strip) != tile.tabs.end();
    return rows && strip ? smallest * kStripLeast : smallest;
  }
  float sum = 0, most = 0;
  for (const auto& c : tile.children) {
    float least = least_size(*c, rows, gap, smallest);
    sum += least + (sum > 0 ? gap : 0);
    most = std::max(most, least);
  }
  return tile.rows == rows ? sum : most;
}

// Sizes by share; who would get less than it needs gets that, and the others share the rest.
std::vector<float> sizes_of(const Tile& tile, float space, float gap, float smallest) {
  size_t n = tile.children.size();
  std::vector<float> sizes(n, -1), least(n);
  float needed = 0;
  for (size_t i = 0; i < n; ++i) needed += least[i] = least_size(*tile.children[i], tile.rows, gap, smallest);
  if (needed > space) {
    for (size_t i = 0; i < n; ++i) sizes[i] = space * least[i] / needed;
    return sizes;
  }
  for (bool again = true; again;) {
    again = false;
    float rest = space, shares = 0;
    for (size_t i = 0; i < n; ++i) {
      if (sizes[i] >= 0) rest -= sizes[i];
      else shares += tile.children[i]->share;
    }
    for (size_t i = 0; i < n && !again; ++i) {
      if (sizes[i] < 0 && rest * tile.children[i]->share / shares < least[i]) sizes[i] = least[i], again = true;
    }
    if (again) continue;
    for (size_t i = 0; i < n; ++i) {
      if (sizes[i] < 0) sizes[i] = rest * tile.children[i]->share / shares;
    }
  }
  return sizes;
}

}  // namespace

void place(Tile& tile, Rect rect, float gap, float smallest) {
  tile.rect = rect;
  if (tile.leaf || tile.children.empty()) return;
  size_t n = tile.children.size();
  float space = (tile.rows ? rect.h : rect.w) - gap * static_cast<float>(n - 1);
  std::vector<float> sizes = sizes_of(tile, space, gap, smallest);
  float at = tile.rows ? rect.y : rect.x, left = space;
  for (size_t i = 0; i < n; ++i) {
    // Whole pixels, so that lines stay sharp; the last one takes what is left.
    float size = i + 1 == n ? left : std::min(left, static_cast<float>(static_cast<int>(sizes[i] + 0.5f)));
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

bool resize_tile(Tile& tile, Panel panel, bool rows, float pixels, float smallest) {
  for (size_t i = 0; i < tile.children.size(); ++i) {
    if (!find_tile(*tile.children[i], panel)) continue;
    if (resize_tile(*tile.children[i], panel, rows, pixels, smallest)) return true;
    if (tile.rows != rows || tile.children.size() < 2) return false;
    const bool last = i + 1 == tile.children.size();   // its border with the one before moves the other way
    drag(tile, static_cast<int>(last ? i - 1 : i), last ? -pixels : pixels, smallest);
    return true;
  }
  return false;
}

Tile* find_tile(Tile& tile, Panel panel) {
  if (tile.leaf) return std::find(tile.tabs.begin(), tile.tabs.end(), panel) != tile.tabs.end() ? &tile : nullptr;
  for (auto& c : tile.children) {
    if (Tile* t = find_tile(*c, panel)) return t;
  }
  return nullptr;
}

std::vector<Tile*> tiles_of(Tile& tile) {
  if (tile.leaf) return {&tile};
  std::vector<Tile*> all;
  for (auto& c : tile.children)
    for (Tile* t : tiles_of(*c)) all.push_back(t);
  return all;
}

void swap_tiles(Layout& layout, Panel a, Panel b) {
  Tile *one = find_tile(layout.root, a), *other = find_tile(layout.root, b);
  if (!one || !other || one == other) return;
  std::swap(one->tabs, other->tabs);
  std::swap(one->active, other->active);
}

namespace {

// A split with one child left is that child, of the split's own size.
void take_out_empty(Tile& tile) {
  if (tile.leaf) return;
  for (auto& c : tile.children) take_out_empty(*c);
  auto& all = tile.children;
  all.erase(std::remove_if(all.begin(), all.end(), [](const auto& c) { return c->leaf && c->tabs.empty(); }), all.end());
  if (all.size() != 1) return;
  std::unique_ptr<Tile> only = std::move(all.front());
  only->share = tile.share;
  tile = std::move(*only);
}

}  // namespace

void move_panel(Layout& layout, Panel panel, Panel to) {
  Tile *from = find_tile(layout.root, panel), *target = find_tile(layout.root, to);
  if (!from || !target || from == target) return;
  from->tabs.erase(std::find(from->tabs.begin(), from->tabs.end(), panel));
  from->active = std::clamp(from->active, 0, std::max(0, static_cast<int>(from->tabs.size()) - 1));
  target->tabs.push_back(panel);
  target->active = static_cast<int>(target->tabs.size()) - 1;
  take_out_empty(layout.root);
}

bool on_screen(Layout& layout, Panel panel) {
  if (layout.maximised != Panel::kCount) return layout.maximised == panel;
  const Tile* tile = find_tile(layout.root, panel);
  return tile && tile->tabs[static_cast<size_t>(tile->active)] == panel;
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
