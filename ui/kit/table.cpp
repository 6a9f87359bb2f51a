#include "kit/table.h"

#include <algorithm>

namespace innards::ui {

namespace {

constexpr float kLeastOpen = 56;   // of a column that shares what is left

float wanted_width(const Column& c) { return px(c.width == 0 ? kLeastOpen : c.width); }

// Which columns there is room for.
std::vector<bool> with_room(const std::vector<Column>& columns, float width) {
  std::vector<bool> shown(columns.size(), true);
  float all = 0;
  for (const Column& c : columns) all += wanted_width(c);
  for (size_t left = columns.size(); all > width && left > 1; --left) {
    size_t out = columns.size();
    for (size_t i = 1; i < columns.size(); ++i)
      if (shown[i] && (out == columns.size() || columns[i].goes >= columns[out].goes)) out = i;
    shown[out] = false;
    all -= wanted_width(columns[out]);
  }
  return shown;
}

std::vector<float> edges_of(const std::vector<Column>& columns, const std::vector<bool>& shown, float x, float width) {
  float fixed = 0;
  int open = 0;
  for (size_t i = 0; i < columns.size(); ++i)
    if (shown[i]) fixed += px(columns[i].width), open += columns[i].width == 0;
  const float share = open ? std::max(px(40), (width - fixed) / static_cast<float>(open)) : 0;
  std::vector<float> edges;
  for (size_t i = 0; i < columns.size(); ++i) {
    edges.push_back(x);
    if (shown[i]) x += columns[i].width == 0 ? share : px(columns[i].width);
  }
  edges.push_back(x);
  return edges;
}

// "+2" where columns are left out.
void left_out(const std::vector<Column>& columns, const std::vector<bool>& shown, const Rect& r) {
  std::string names;
  for (size_t i = 0; i < columns.size(); ++i)
    if (!shown[i]) names += (names.empty() ? "" : ", ") + std::string(columns[i].title);
  const int count = static_cast<int>(std::count(shown.begin(), shown.end(), false));
  row_text(r.x, r.y, r.h, Face::Small, mouse_in(r) ? Tone::Accent : Tone::Dim, "+" + std::to_string(count));
  if (mouse_in(r)) tooltip(with_number(Word::More, count) + ": " + names);
}

}  // namespace

std::vector<float> table_head(const std::vector<Column>& columns, int sorted, bool descending, int* pressed) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float h = line_height(), mark = px(24);
  float width = ImGui::GetContentRegionAvail().x - px(20);
  line(p.x + px(8), p.y + h, p.x + width + px(12), p.y + h, tone(Tone::Line));
  std::vector<bool> shown = with_room(columns, width);
  if (std::find(shown.begin(), shown.end(), false) != shown.end()) {
    width -= mark;
    shown = with_room(columns, width);
    left_out(columns, shown, {p.x + px(10) + width, p.y, mark, h});
  }
  const std::vector<float> edges = edges_of(columns, shown, p.x + px(10), width);
  for (size_t i = 0; i < columns.size(); ++i) {
    if (!shown[i]) continue;
    std::string title = columns[i].title;
    if (static_cast<int>(i) == sorted) title += descending ? " ▾" : " ▴";
    const float room = edges[i + 1] - px(8) - edges[i], w = std::min(text_width(Face::Small, title), room);
    const float tx = columns[i].right ? edges[i + 1] - px(8) - w : edges[i];
    row_text_fit(tx, p.y, h, Face::Small, static_cast<int>(i) == sorted ? Tone::Accent : Tone::Dim, title, room);
    if (pressed && mouse_in({edges[i], p.y, edges[i + 1] - edges[i], h}) && ImGui::IsMouseClicked(0)) *pressed = static_cast<int>(i);
  }
  ImGui::Dummy(ImVec2(1, h + px(2)));
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + h + px(2)));
  return edges;
}

void cell(const std::vector<float>& edges, const std::vector<Column>& columns, int column, const Row& row, Face face, Tone t, std::string_view s) {
  float x = edges[column], room = edges[column + 1] - x - px(8);
  if (room <= 0) return;   // left out
  if (columns[column].right) x = std::max(x, edges[column + 1] - px(8) - text_width(face, s));
  if (row_text_fit(x, row.rect.y, row.rect.h, face, t, s, room) && mouse_in({x, row.rect.y, room, row.rect.h})) tooltip(s);
}

}  // namespace innards::ui
