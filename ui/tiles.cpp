#include "tiles.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "boxes.h"
#include "kit/icons.h"
#include "kit/rows.h"
#include "kit/tabs.h"
#include "kit/text_field.h"

#include "imgui_internal.h"   // which areas of a panel can be scrolled

namespace innards::ui {
namespace {

constexpr int kNumbered = 9;   // tiles that have a number

float tile_head_height() { return px(25); }

Panel shown_panel(const Tile& tile) { return tile.tabs[static_cast<size_t>(tile.active)]; }

// ---- dragging

// The head, or one tab of it, is pressed: it may become a drag.
void press(Ui& ui, Panel panel, bool tab) {
  const ImVec2 at = ImGui::GetMousePos();
  ui.tiling.pressed = panel;
  ui.tiling.tab = tab;
  ui.tiling.x = at.x, ui.tiling.y = at.y;
  ui.tiling.dragging = false;
}

Tile* tile_under_mouse(Ui& ui) {
  for (Tile* t : tiles_of(ui.layout.root))
    if (inside(t->rect, ImGui::GetMousePos())) return t;
  return nullptr;
}

void drop(Ui& ui, Tile& target) {
  const Tiling& t = ui.tiling;
  if (t.tab) move_panel(ui.layout, t.pressed, shown_panel(target));
  else swap_tiles(ui.layout, t.pressed, shown_panel(target));
}

// What letting go here would do, drawn over the tile.
void draw_drop(const Ui& ui, const Tile& target) {
  fill(target.rect, tone(Tone::AccentSoft, 0.6f), px(6));
  frame_rect(target.rect, tone(Tone::Accent), px(6), px(2));
  tooltip(std::string(panel_title(ui.tiling.pressed)) + ": " + tr(ui.tiling.tab ? Word::DropMoves : Word::DropSwaps) + " " + panel_title(shown_panel(target)));
}

void work_on_drag(Ui& ui) {
  Tiling& t = ui.tiling;
  if (t.pressed == Panel::kCount) return;
  const ImVec2 at = ImGui::GetMousePos();
  t.dragging |= std::abs(at.x - t.x) + std::abs(at.y - t.y) > px(8);
  Tile *target = t.dragging ? tile_under_mouse(ui) : nullptr, *own = find_tile(ui.layout.root, t.pressed);
  if (target == own) target = nullptr;
  if (ImGui::IsMouseDown(0)) return target ? draw_drop(ui, *target) : void();
  if (target) drop(ui, *target);
  t.pressed = Panel::kCount;
}

// ---- heads

Face tab_face(const Tile& tile, size_t i) { return static_cast<int>(i) == tile.active ? Face::Bold : Face::Sans; }
float tab_width(const Tile& tile, size_t i) { return text_width(tab_face(tile, i), panel_title(tile.tabs[i])) + px(16); }

std::vector<size_t> tabs_with_room(const Tile& tile, float room) {
  std::vector<float> widths;
  for (size_t i = 0; i < tile.tabs.size(); ++i) widths.push_back(tab_width(tile, i));
  return titles_with_room(widths, px(16), static_cast<size_t>(tile.active), room);
}

// "+2"; empty where all have room.
std::string more_text(const Tile& tile, const std::vector<size_t>& shown) { return shown.size() < tile.tabs.size() ? "+" + std::to_string(tile.tabs.size() - shown.size()) : ""; }

// The tabs without room, as a menu.
void more_tabs(Tile& tile, const std::vector<size_t>& shown, float x, float y) {
  if (!begin_more_titles("more tabs", more_text(tile, shown), x, y, tile_head_height())) return;
  for (size_t i = 0; i < tile.tabs.size(); ++i) {
    if (std::find(shown.begin(), shown.end(), i) != shown.end()) continue;
    if (ImGui::MenuItem(panel_title(tile.tabs[i]))) tile.active = static_cast<int>(i);
    if (ImGui::IsItemHovered()) tooltip(panel_help(tile.tabs[i]));
  }
  ImGui::EndPopup();
}

// Returns where the titles end.
float tab_titles(Ui& ui, Tile& tile, float x, float y, float end) {
  const float h = tile_head_height();
  const std::vector<size_t> shown = tabs_with_room(tile, end - x);
  const std::string more = more_text(tile, shown);
  if (!more.empty()) end -= text_width(Face::Small, more) + px(6);
  for (size_t i : shown) {
    const bool active = static_cast<int>(i) == tile.active;
    const float w = std::min(tab_width(tile, i) - px(16), end - x);
    const bool hovered = mouse_in({x - px(5), y + 1, w + px(10), h - 1});
    row_text_fit(x, y, h, tab_face(tile, i), active ? Tone::Text : hovered ? Tone::Accent : Tone::Dim, panel_title(tile.tabs[i]), w + 1);
    if (active && tile.tabs.size() > 1) fill({x, y + h - px(2), w, px(2)}, tone(Tone::Accent));
    if (hovered) tooltip(panel_help(tile.tabs[i]));
    if (hovered && ImGui::IsMouseClicked(0)) {
      tile.active = static_cast<int>(i);
      press(ui, tile.tabs[i], true);
    }
    x += w + px(16);
  }
  if (more.empty()) return x;
  more_tabs(tile, shown, std::min(x, end + px(6)), y);
  return end + text_width(Face::Small, more) + px(6);
}

void tile_head(Ui& ui, Tile& tile, const Rect& r) {
  float h = tile_head_height();
  fill({r.x + 1, r.y + 1, r.w - 2, h - 1}, tone(Tone::Header), px(5));
  line(r.x + 1, r.y + h, r.x + r.w - 1, r.y + h, tone(Tone::Line));
  const float end = r.x + r.w - px(28), x = tab_titles(ui, tile, r.x + px(10), r.y, end);
  std::string note = panel_note(ui, shown_panel(tile));
  float room = end - x - px(4);
  if (!note.empty() && room > px(30)) {
    float w = std::min(text_width(Face::Small, note), room);
    row_text_fit(end - w, r.y, h, Face::Small, Tone::Dim, note, w + 1);
  }
  Rect max{r.x + r.w - px(25), r.y + px(2), px(20), h - px(4)};
  bool hovered = mouse_in(max), big = ui.layout.maximised != Panel::kCount;
  draw_icon(big ? Icon::Restore : Icon::Maximise, {max.x + px(3), max.y + px(3), max.w - px(6), max.h - px(6)}, tone(hovered ? Tone::Accent : Tone::Faint));
  if (hovered) tooltip(tr(big ? Word::Restore : Word::Maximise));
  if (hovered && ImGui::IsMouseClicked(0)) ui.layout.maximised = big ? Panel::kCount : shown_panel(tile);
  if (!big && mouse_in({x, r.y, max.x - x, h}) && ImGui::IsMouseClicked(0)) press(ui, shown_panel(tile), false);
}

bool scrolls_itself(Panel p) { return p == Panel::Objects || p == Panel::Table || p == Panel::Bytes || p == Panel::Heap || p == Panel::Life || p == Panel::Strip || p == Panel::Console || p == Panel::Tokens || p == Panel::Tree || p == Panel::Scopes || p == Panel::Blocks; }

// What is followed comes into view again when the panel appears, or has another size.
void follow_again_when_resized(Ui& ui, Panel panel) {
  ImGuiStorage* kept = ImGui::GetStateStorage();
  const ImVec2 size = ImGui::GetWindowSize();
  float *w = kept->GetFloatRef(ImGui::GetID("width")), *h = kept->GetFloatRef(ImGui::GetID("height")), *scale = kept->GetFloatRef(ImGui::GetID("scale"));
  if (*w == size.x && *h == size.y && *scale == px_scale() && !ImGui::IsWindowAppearing()) return;
  *w = size.x, *h = size.y, *scale = px_scale();
  ui.followed_step[static_cast<int>(panel)] = UINT64_MAX;
}

// The panel's own area or, where that does not scroll, the first in it that does.
void scroll_by_keys(Ui& ui) {
  const float by = std::exchange(ui.tiling.scroll, 0.f) * line_height();
  if (by == 0) return;
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  if (window->ScrollMax.y <= 0)
    for (ImGuiWindow* child : window->DC.ChildWindows)
      if (child->ScrollMax.y > 0) {
        window = child;
        break;
      }
  ImGui::SetScrollY(window, std::clamp(window->Scroll.y + by, 0.f, window->ScrollMax.y));
}

void draw_tile(Ui& ui, Tile& tile, const Rect& r) {
  Panel panel = shown_panel(tile);
  ImGui::SetCursorScreenPos(ImVec2(r.x, r.y));
  ImGui::PushID(&tile);
  begin_area("tile", ImVec2(r.w, r.h), ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  fill(r, tone(Tone::Panel), px(6));
  if (ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) ui.hovered_panel = panel;
  tile_head(ui, tile, r);
  float head = tile_head_height() + px(1);
  ImGui::SetCursorScreenPos(ImVec2(r.x + 1, r.y + head + px(2)));
  ImGui::PushID(static_cast<int>(panel));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(6), 0));
  ImGuiWindowFlags flags = scrolls_itself(panel) ? ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse : panel == Panel::Source || panel == Panel::Bytecode ? ImGuiWindowFlags_HorizontalScrollbar : 0;
  begin_area("panel", ImVec2(r.w - 2, r.h - head - px(4)), flags);
  follow_again_when_resized(ui, panel);
  if (ui.tiling.type_into == panel) focus_first_field(true);
  draw_panel(ui, panel);
  if (ui.tiling.type_into == panel) focus_first_field(false), ui.tiling.type_into = Panel::kCount;
  if (ui.tiling.open && ui.tiling.chosen == panel) scroll_by_keys(ui);
  ImGui::EndChild();
  ImGui::PopStyleVar();
  ImGui::PopID();
  frame_rect(r, tone(Tone::Line), px(6));
  ImGui::EndChild();
  ImGui::PopID();
}

void draw_splits(Ui& ui, Tile& tile) {
  if (tile.leaf) return draw_tile(ui, tile, tile.rect);
  for (auto& c : tile.children) draw_splits(ui, *c);
  // The borders between children can be dragged.
  for (size_t i = 0; i + 1 < tile.children.size(); ++i) {
    const Rect& a = tile.children[i]->rect;
    float g = px(6);
    Rect r = tile.rows ? Rect{a.x, a.y + a.h, a.w, g} : Rect{a.x + a.w, a.y, g, a.h};
    ImGui::SetCursorScreenPos(ImVec2(r.x, r.y));
    ImGui::PushID(&tile);
    ImGui::PushID(static_cast<int>(i));
    ImGui::InvisibleButton("splitter", ImVec2(std::max(r.w, 1.f), std::max(r.h, 1.f)));
    if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
      ImGui::SetMouseCursor(tile.rows ? ImGuiMouseCursor_ResizeNS : ImGuiMouseCursor_ResizeEW);
      fill(tile.rows ? Rect{r.x, r.y + g / 2 - px(1), r.w, px(2)} : Rect{r.x + g / 2 - px(1), r.y, px(2), r.h}, tone(Tone::Accent), px(1));
    }
    if (ImGui::IsItemActive()) drag(tile, static_cast<int>(i), tile.rows ? ImGui::GetIO().MouseDelta.y : ImGui::GetIO().MouseDelta.x, px(60));
    ImGui::PopID();
    ImGui::PopID();
  }
}

// ---- numbers

std::vector<Tile*> numbered_tiles(Ui& ui) {
  std::vector<Tile*> all = tiles_of(ui.layout.root);
  if (all.size() > kNumbered) all.resize(kNumbered);
  return all;
}

void draw_numbers(Ui& ui) {
  const std::vector<Tile*> all = numbered_tiles(ui);
  const Tile* chosen = find_tile(ui.layout.root, ui.tiling.chosen);
  for (size_t i = 0; i < all.size(); ++i) {
    const Rect& r = all[i]->rect;
    const float size = px(34);
    const Rect badge{r.x + (r.w - size) / 2, r.y + (r.h - size) / 2, size, size};
    if (all[i] == chosen) frame_rect(r, tone(Tone::Accent), px(6), px(3));
    fill(badge, tone(all[i] == chosen ? Tone::Accent : Tone::Raised), px(6));
    frame_rect(badge, tone(Tone::Accent), px(6), px(2));
    const std::string n = std::to_string(i + 1);
    row_text(badge.x + (size - text_width(Face::Bold, n)) / 2, badge.y, size, Face::Bold, all[i] == chosen ? Tone::Raised : Tone::Accent, n);
  }
}

void choose_number(Ui& ui, size_t number) {
  const std::vector<Tile*> all = numbered_tiles(ui);
  if (number >= all.size()) return;
  Tiling& t = ui.tiling;
  const Panel panel = shown_panel(*all[number]);
  const Tile* chosen = find_tile(ui.layout.root, t.chosen);
  if (chosen && chosen != all[number]) {
    if (t.takes_in) move_panel(ui.layout, t.chosen, panel);
    else swap_tiles(ui.layout, t.chosen, panel);
    t.chosen = Panel::kCount, t.takes_in = false;
  } else {
    t.chosen = chosen ? Panel::kCount : panel;
  }
}

void next_tab(Ui& ui, int by) {
  Tile* tile = find_tile(ui.layout.root, ui.tiling.chosen);
  if (!tile) return;
  const int count = static_cast<int>(tile->tabs.size());
  tile->active = (tile->active + by + count) % count;
  ui.tiling.chosen = shown_panel(*tile);
}

}  // namespace

void draw_tiles(Ui& ui, Rect area) {
  if (Tile* alone = ui.layout.maximised == Panel::kCount ? nullptr : find_tile(ui.layout.root, ui.layout.maximised)) return draw_tile(ui, *alone, area);
  ui.layout.maximised = Panel::kCount;
  place(ui.layout.root, area, px(6), px(56));
  draw_splits(ui, ui.layout.root);
  // Over all tiles, and without taking the mouse from them.
  if (!ui.tiling.open && ui.tiling.pressed == Panel::kCount) return;
  ImGui::SetCursorScreenPos(ImVec2(area.x, area.y));
  begin_area("over tiles", ImVec2(area.w, area.h), ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoBackground);
  work_on_drag(ui);
  if (ui.tiling.open) draw_numbers(ui);
  ImGui::EndChild();
}

void type_into(Ui& ui, Panel panel) {
  bring_up(ui.layout, panel);
  ui.tiling = Tiling();
  ui.tiling.type_into = panel;
}

namespace {

bool resize_by_key(Ui& ui, const std::string& key) {
  const float by = px(24), least = px(60);
  if (key == "Left" || key == "Right") return resize_tile(ui.layout.root, ui.tiling.chosen, false, key == "Left" ? -by : by, least), true;
  if (key == "Up" || key == "Down") return resize_tile(ui.layout.root, ui.tiling.chosen, true, key == "Up" ? -by : by, least), true;
  return false;
}

}  // namespace

bool tiling_key(Ui& ui, const KeyPress& k) {
  Tiling& t = ui.tiling;
  if (!t.open || k.ctrl || k.alt) return false;
  const bool chosen = t.chosen != Panel::kCount;
  if (k.key.size() == 1 && k.key[0] >= '1' && k.key[0] <= '9' && !k.shift) choose_number(ui, static_cast<size_t>(k.key[0] - '1'));
  else if (k.key == "Escape") t = Tiling();
  else if (k.key == "M" && chosen) t.takes_in = !t.takes_in;
  else if (k.shift && chosen && resize_by_key(ui, k.key)) return true;
  else if ((k.key == "Left" || k.key == "Right") && chosen) next_tab(ui, k.key == "Left" ? -1 : 1);
  else if (k.key == "F1" && chosen) ui.help_panel = ui.help_panel == t.chosen ? Panel::kCount : t.chosen;
  else if ((k.key == "Up" || k.key == "Down") && chosen) t.scroll = k.key == "Up" ? -3.f : 3.f;
  else if (k.key == "Enter" && chosen) type_into(ui, t.chosen);
  else if (k.key == "F11" && chosen) ui.layout.maximised = t.chosen, t = Tiling();
  else return false;
  return true;
}

void draw_tiling_box(Ui& ui) {
  begin_overlay("tiles", 420);
  ImGui::PushTextWrapPos(0);
  const bool chosen = find_tile(ui.layout.root, ui.tiling.chosen) != nullptr;
  ImGui::TextUnformatted(tr(!chosen ? Word::TilingFirst : ui.tiling.takes_in ? Word::TilingMove : Word::TilingSwap));
  if (chosen) ImGui::TextUnformatted(tr(Word::TilingMore));
  ImGui::PopTextWrapPos();
  ImGui::End();
}

std::string tiling_text(Ui& ui) {
  std::string out;
  const Tile* chosen = find_tile(ui.layout.root, ui.tiling.chosen);
  const std::vector<Tile*> all = numbered_tiles(ui);
  for (size_t i = 0; i < all.size(); ++i) {
    out += (all[i] == chosen ? "> " : "  ") + std::to_string(i + 1) + ") ";
    for (Panel p : all[i]->tabs) out += std::string(p == all[i]->tabs.front() ? "" : ", ") + panel_title(p);
    out += "\n";
  }
  if (!chosen) return out + tr(Word::TilingFirst) + "\n";
  return out + tr(ui.tiling.takes_in ? Word::TilingMove : Word::TilingSwap) + "\n" + tr(Word::TilingMore) + "\n";
}

}  // namespace innards::ui
