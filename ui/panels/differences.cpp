// Differences: the list of what this machine does otherwise than CPython 3.11. What the run has met stands first, with the
// steps; then what the machine would notice; then what no run gives away.
#include "kit/rows.h"

namespace innards::ui {
namespace {

constexpr size_t kStepsShown = 6;

const char* title_of(const DifferenceRow& r) { return tr2(r.title.c_str(), r.title_zh.c_str()); }
const char* sentence_of_row(const DifferenceRow& r) { return tr2(r.sentence.c_str(), r.sentence_zh.c_str()); }

// The three groups, in the order in which they are shown.
int group_of(const DifferenceRow& r) { return !r.met.empty() ? 0 : r.told ? 1 : 2; }
const Word kGroups[] = {Word::MetInRun, Word::NotMetYet, Word::NotNoticed};

// The steps at which it was met, as links; what was met stands behind the first of each.
void draw_steps(Ui& ui, const DifferenceRow& r, float x) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  const float h = line_height(), end = p.x + ImGui::GetContentRegionAvail().x - px(10);
  float at = p.x + x;
  for (size_t i = 0; i < r.met.size(); ++i) {
    const std::string step = std::string(tr(Word::Step)) + " " + grouped(r.met[i].step);
    const float w = text_width(Face::MonoSmall, step), rest = end - at - w;
    if (i == kStepsShown || rest < px(60)) {
      row_text_fit(at, p.y, h, Face::Small, Tone::Dim, std::string(tr(Word::MoreSteps)) + " (" + std::to_string(r.met.size() - i) + ")", end - at);
      break;
    }
    const Rect box{at - px(2), p.y, w + px(4), h};
    Link link;
    link.step = r.met[i].step;
    if (hot(ui, box, link)) ui.go_to(r.met[i].step);
    row_text(at, p.y, h, Face::MonoSmall, mouse_in(box) ? Tone::Text : Tone::Accent, step);
    at += w + px(8);
    if (r.met[i].what.empty()) continue;
    const float room = std::min(end - at, px(220));
    row_text_fit(at, p.y, h, Face::MonoSmall, Tone::String, r.met[i].what, room);
    at += std::min(text_width(Face::MonoSmall, r.met[i].what), room) + px(14);
  }
  ImGui::Dummy(ImVec2(1, h));
}

void draw_difference(Ui& ui, const DifferenceRow& r) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  const float h = line_height(), width = ImGui::GetContentRegionAvail().x, name_w = text_width(Face::MonoSmall, r.file);
  const bool met = !r.met.empty();
  row_text(p.x + px(10), p.y, h, Face::Bold, met ? Tone::Changed : Tone::Faint, met ? "≠" : "·");
  const float room = width - px(34);
  row_text_fit(p.x + px(24), p.y, h, Face::Bold, met ? Tone::Text : Tone::Dim, title_of(r), room);
  const float after = text_width(Face::Bold, title_of(r)) + px(16);
  if (after + name_w < room) row_text(p.x + width - px(12) - name_w, p.y, h, Face::MonoSmall, Tone::Faint, r.file);
  const float tall = wrapped(p.x + px(24), p.y + h, width - px(36), Face::Small, Tone::Dim, sentence_of_row(r));
  ImGui::Dummy(ImVec2(1, h + tall + (met ? 0 : px(5))));
  if (!met) return;
  draw_steps(ui, r, px(24));
  ImGui::Dummy(ImVec2(1, px(5)));
}

}  // namespace

std::string differences_text(const Ui& ui) {
  std::string out;
  for (const DifferenceRow& r : ui.rows.differences) {
    if (r.met.empty()) continue;
    out += (out.empty() ? "" : "\n") + std::string("≠ ") + title_of(r) + "  (" + tr(Word::Step) + " " + grouped(r.met[0].step) + ")";
  }
  return out;
}

void draw_Differences(Ui& ui) {
  if (!ui.view) return;
  const std::vector<DifferenceRow>& rows = ui.rows.differences;
  if (rows.empty()) return placeholder(tr(Word::NotInTrace));
  for (int group = 0; group < 3; ++group) {
    bool headed = false;
    for (const DifferenceRow& r : rows) {
      if (group_of(r) != group) continue;
      if (!headed) heading(tr(kGroups[group]));
      headed = true;
      draw_difference(ui, r);
    }
    if (group == 0 && !headed) heading(tr(Word::NothingMet));
  }
}

std::string text_Differences(Ui& ui) {
  const std::vector<DifferenceRow>& rows = ui.rows.differences;
  if (rows.empty()) return std::string(tr(Word::NotInTrace)) + "\n";
  std::string out;
  for (int group = 0; group < 3; ++group) {
    std::string part;
    for (const DifferenceRow& r : rows) {
      if (group_of(r) != group) continue;
      part += std::string(r.met.empty() ? "  " : "≠ ") + title_of(r) + "  [" + r.file + "]\n    " + sentence_of_row(r) + "\n";
      for (const DifferenceRow::Meeting& m : r.met) part += std::string("    ") + tr(Word::Step) + " " + grouped(m.step) + (m.what.empty() ? "" : "  " + m.what) + "\n";
    }
    if (!part.empty()) out += std::string(tr(kGroups[group])) + "\n" + part;
    else if (group == 0) out += std::string(tr(Word::NothingMet)) + "\n";
  }
  return out;
}

}  // namespace innards::ui
