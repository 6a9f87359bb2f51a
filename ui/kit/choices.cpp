#include "kit/choices.h"

#include <algorithm>

#include "kit/rows.h"
#include "kit/text_field.h"

namespace innards::ui {
namespace {

void draw_option(const Rect& r, int number, const std::string& text, bool chosen, bool right, bool judged) {
  const bool hovered = !judged && mouse_in(r);
  if (right) fill(r, tone(Tone::AddedSoft), px(4));
  else if (chosen) fill(r, tone(judged ? Tone::ChangedSoft : Tone::AccentSoft), px(4));
  else if (hovered) fill(r, tone(Tone::Hover), px(4));
  frame_rect(r, tone(chosen ? Tone::Accent : Tone::Line), px(4));
  const std::string sign = right ? "✓" : chosen && judged ? "✗" : std::to_string(number);
  row_text(r.x + px(8), r.y, line_height() + px(6), Face::MonoBold, right ? Tone::Added : chosen && judged ? Tone::Changed : Tone::Dim, sign);
  const float height = wrapped(r.x + px(28), r.y, r.w - px(36), Face::Mono, Tone::Text, text, false);
  wrapped(r.x + px(28), r.y + (r.h - height) / 2, r.w - px(36), Face::Mono, Tone::Text, text);
}

}  // namespace

int draw_choices(const std::vector<std::string>& options, int chosen, int right, bool judged) {
  const float width = ImGui::GetContentRegionAvail().x - px(24);
  int clicked = -1;
  for (int i = 0; i < static_cast<int>(options.size()); ++i) {
    const ImVec2 p = ImGui::GetCursorScreenPos();
    const std::string& text = options[static_cast<size_t>(i)];
    const float lines = wrapped(0, 0, width - px(36), Face::Mono, Tone::Text, text, false);   // a long one takes several
    const Rect r{p.x + px(12), p.y, width, std::max(line_height(), lines) + px(6)};
    draw_option(r, i + 1, text, chosen == i, judged && right == i, judged);
    if (!judged && mouse_in(r) && ImGui::IsMouseClicked(0)) clicked = i;
    ImGui::Dummy(ImVec2(1, r.h + px(4)));
  }
  return clicked;
}

bool text_button(const char* id, const char* label, bool strong, bool off) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float w = text_width(Face::Bold, label) + px(24), h = px(26);
  bool pressed = ImGui::InvisibleButton(id, ImVec2(w, h));
  bool hovered = ImGui::IsItemHovered() && !off;
  Rect r{p.x, p.y, w, h};
  if (strong) fill(r, tone(Tone::Accent, hovered ? 1.f : 0.88f), px(5));
  else {
    if (hovered) fill(r, tone(Tone::AccentSoft), px(5));
    frame_rect(r, tone(Tone::Outline), px(5));
  }
  float tw = text_width(Face::Bold, label);
  row_text(p.x + (w - tw) / 2, p.y, h, Face::Bold, strong ? Tone::Panel : off ? Tone::Faint : Tone::Text, label);
  return pressed;
}

bool answer_field(std::string& typed, const char* hint) {
  const float width = ImGui::GetContentRegionAvail().x - px(24);
  ImGui::SetCursorScreenPos(ImVec2(ImGui::GetCursorScreenPos().x + px(12), ImGui::GetCursorScreenPos().y));
  ImGui::SetNextItemWidth(width - px(90));
  const bool enter = text_field("##answer", hint, typed, ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::SameLine(0, px(6));
  const bool pressed = text_button("judge", tr(Word::Answer), false);
  ImGui::Dummy(ImVec2(1, px(6)));
  return (pressed || enter) && !typed.empty();
}

}  // namespace innards::ui
