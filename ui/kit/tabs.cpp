#include "kit/tabs.h"

#include "kit/rows.h"

namespace innards::ui {

std::vector<size_t> titles_with_room(const std::vector<float>& widths, float gap, size_t chosen, float room) {
  float all = -gap;
  for (const float w : widths) all += w;
  const bool everything = all <= room;
  if (!everything) room -= text_width(Face::Small, "+00") + px(8) + widths[chosen];
  std::vector<size_t> shown;
  for (size_t i = 0; i < widths.size(); ++i) {
    if (!everything && i != chosen && (room -= widths[i]) < 0) continue;
    shown.push_back(i);
  }
  return shown;
}

bool begin_more_titles(const char* id, const std::string& count, float x, float y, float h) {
  const Rect r{x - px(4), y, text_width(Face::Small, count) + px(8), h};
  row_text(x, y, h, Face::Small, mouse_in(r) ? Tone::Accent : Tone::Dim, count);
  if (mouse_in(r) && ImGui::IsMouseClicked(0)) ImGui::OpenPopup(id);
  return ImGui::BeginPopup(id);
}

}  // namespace innards::ui
