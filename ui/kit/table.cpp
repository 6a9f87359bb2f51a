#include "kit/table.h"

#include <algorithm>

namespace innards::ui {

std::vector<float> table_head(const std::vector<Column>& columns, int sorted, bool descending, int* pressed) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x - px(20), fixed = 0, h = line_height();
  int open = 0;
  for (const Column& c : columns) fixed += px(c.width), open += c.width == 0;
  float share = open ? std::max(px(40), (width - fixed) / static_cast<float>(open)) : 0;
  std::vector<float> edges;
  float x = p.x + px(10);
  for (const Column& c : columns) {
    edges.push_back(x);
    x += c.width == 0 ? share : px(c.width);
  }
  edges.push_back(x);
  for (size_t i = 0; i < columns.size(); ++i) {
    std::string title = columns[i].title;
    if (static_cast<int>(i) == sorted) title += descending ? " ▾" : " ▴";
    float w = text_width(Face::Small, title);
    float tx = columns[i].right ? edges[i + 1] - px(8) - w : edges[i];
    row_text(tx, p.y, h, Face::Small, static_cast<int>(i) == sorted ? Tone::Accent : Tone::Dim, title);
    if (pressed && mouse_in({edges[i], p.y, edges[i + 1] - edges[i], h}) && ImGui::IsMouseClicked(0)) *pressed = static_cast<int>(i);
  }
  line(p.x + px(8), p.y + h, p.x + width + px(12), p.y + h, tone(Tone::Line));
  ImGui::Dummy(ImVec2(1, h + px(2)));
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + h + px(2)));
  return edges;
}

void cell(const std::vector<float>& edges, const std::vector<Column>& columns, int column, const Row& row, Face face, Tone t, std::string_view s) {
  float x = edges[column], room = edges[column + 1] - x - px(8);
  if (columns[column].right) x = std::max(x, edges[column + 1] - px(8) - text_width(face, s));
  if (row_text_fit(x, row.rect.y, row.rect.h, face, t, s, room) && mouse_in({x, row.rect.y, room, row.rect.h})) tooltip(s);
}

}  // namespace innards::ui
