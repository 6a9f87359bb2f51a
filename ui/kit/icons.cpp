#include "kit/icons.h"

namespace innards::ui {

void draw_icon(Icon icon, const Rect& r, ImU32 c) {
  ImDrawList* dl = ImGui::GetWindowDrawList();
  float x = r.x + r.w / 2, y = r.y + r.h / 2, u = px(5);
  auto right = [&](float at) { triangle(at - u * 0.7f, y - u, at - u * 0.7f, y + u, at + u * 0.8f, y, c); };
  auto left = [&](float at) { triangle(at + u * 0.7f, y - u, at + u * 0.7f, y + u, at - u * 0.8f, y, c); };
  auto bar = [&](float at) { fill({at - px(1), y - u, px(2), 2 * u}, c); };
  auto dot = [&](float at_x, float at_y) { dl->AddCircleFilled(ImVec2(at_x, at_y), px(2.2f), c); };
  auto over = [&](float way) {   // an arc over the dot of the call
    dl->PathLineTo(ImVec2(x - way * u * 1.4f, y + px(1)));
    dl->PathBezierCubicCurveTo(ImVec2(x - way * u, y - u * 1.5f), ImVec2(x + way * u, y - u * 1.5f), ImVec2(x + way * u * 1.3f, y - px(1)), 12);
    dl->PathStroke(c, 0, px(1.7f));
    arrow_head(x + way * u * 1.45f, y + px(2), way * 0.35f, 0.94f, px(6), c);
    dot(x, y + u * 0.8f);
  };
  auto out = [&](float way) {   // up from the dot, and on or back
    const float from = x - way * u * 0.8f, top = y - u * 0.7f;
    dot(from, y + u * 1.1f);
    line(from, y + u * 0.4f, from, top, c, px(1.8f));
    line(from, top, x + way * u * 0.5f, top, c, px(1.8f));
    arrow_head(x + way * u * 1.4f, top, way, 0, px(7), c);
  };
  switch (icon) {
    case Icon::Start: bar(x - u); left(x + px(1)); break;
    case Icon::End: bar(x + u); right(x - px(1)); break;
    case Icon::StepBack: left(x); break;
    case Icon::StepForward: right(x); break;
    case Icon::LineBack: left(x - u * 0.7f); left(x + u * 0.7f); break;
    case Icon::LineForward: right(x - u * 0.7f); right(x + u * 0.7f); break;
    case Icon::Play: triangle(x - u * 0.8f, y - u * 1.2f, x - u * 0.8f, y + u * 1.2f, x + u * 1.1f, y, c); break;
    case Icon::Pause: fill({x - u * 0.9f, y - u, u * 0.6f, 2 * u}, c); fill({x + u * 0.3f, y - u, u * 0.6f, 2 * u}, c); break;
    case Icon::Over: over(1); break;
    case Icon::OverBack: over(-1); break;
    case Icon::Out: out(1); break;
    case Icon::OutBack: out(-1); break;
    case Icon::Break: dl->AddCircleFilled(ImVec2(x, y), px(4.5f), tone(Tone::Break)); break;
    case Icon::Maximise: frame_rect({x - u, y - u * 0.8f, 2 * u, 1.6f * u}, c, 0, px(1.4f)); break;
    case Icon::Restore: frame_rect({x - u, y - u * 0.3f, 1.4f * u, 1.2f * u}, c, 0, px(1.2f)); frame_rect({x - u * 0.4f, y - u * 0.9f, 1.4f * u, 1.2f * u}, c, 0, px(1.2f)); break;
  }
}

bool icon_button(const char* id, Icon icon, const char* tip, bool lit) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  Rect r{p.x, p.y, px(28), px(24)};
  bool pressed = ImGui::InvisibleButton(id, ImVec2(r.w, r.h));
  bool hovered = ImGui::IsItemHovered();
  if (hovered || lit) fill(r, tone(Tone::AccentSoft), px(4));
  if (ImGui::IsItemActive()) fill(r, tone(Tone::AccentSoft), px(4));
  draw_icon(icon, r, tone(hovered || lit ? Tone::Accent : Tone::Text));
  if (hovered) {
    ImGui::BeginTooltip();
    ImGui::TextUnformatted(tip);
    ImGui::EndTooltip();
  }
  return pressed;
}

}  // namespace innards::ui
