// When did it change: every step at which the selected name was given a value. The search runs in slices between frames.
#include "kit/rows.h"

namespace innards::ui {
namespace {

// How far the search is, and the way to stop it or to go on. What is found so far is listed all the while.
void draw_progress(Ui& ui, float right, float y) {
  std::string percent = std::to_string(static_cast<int>(ui.writes->progress() * 100)) + "%";
  std::string text = ui.writes_cancelled ? tr(Word::LookFurther) + (" (" + percent + ")") : tr(Word::Searching) + (" " + percent + "  ") + tr(Word::Cancel);
  float w = text_width(Face::Small, text), h = line_height();
  Rect r{right - w - px(6), y, w + px(6), h};
  bool hovered = mouse_in(r);
  row_text(r.x, y, h, Face::Small, hovered ? Tone::Accent : Tone::Dim, text);
  if (hovered && ImGui::IsMouseClicked(0)) ui.writes_cancelled = !ui.writes_cancelled;
}

}  // namespace

void draw_Questions(Ui& ui) {
  if (!ui.view) return;
  if (!ui.view->has(Knows::Writes)) return placeholder(tr(Word::NotInTrace));
  if (ui.selected.name.empty()) return placeholder(tr(Word::SelectName));
  ui.ask_for_writes();
  if (!ui.writes) return placeholder(tr(Word::Nothing));
  float h = line_height(), width = ImGui::GetContentRegionAvail().x;
  ImVec2 p = ImGui::GetCursorScreenPos();
  ImGui::Dummy(ImVec2(1, h + px(8)));
  float x = p.x + px(10);
  x += row_text(x, p.y + px(4), h, Face::MonoBold, Tone::Text, ui.selected.name) + px(8);
  row_text(x, p.y + px(4), h, Face::Small, Tone::Dim, ui.selected.name_function);
  if (!ui.writes_done) draw_progress(ui, p.x + width - px(10), p.y + px(4));
  line(p.x + px(8), p.y + h + px(7), p.x + width - px(8), p.y + h + px(7), tone(Tone::Line));
  const auto& answers = ui.writes->answers();
  if (ui.writes_done && answers.empty()) return placeholder(tr(Word::Never));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(answers.size()), h);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const WriteRow& w = answers[i];
      Link link;
      link.step = w.step;
      Row row = begin_row(ui, h, link);
      // The latest change at or before the cursor is the one that holds now.
      bool holds = w.step < ui.rows.cursor && (i + 1 == static_cast<int>(answers.size()) || answers[i + 1].step >= ui.rows.cursor);
      if (holds) fill({row.rect.x, row.rect.y, px(3), h}, tone(Tone::Now));
      std::string step = grouped(w.step);
      float at = row.rect.x + px(66);
      row_text(at - text_width(Face::MonoSmall, step), row.rect.y, h, Face::MonoSmall, Tone::Accent, step);
      at += px(8);
      std::string ln = std::to_string(w.line);
      row_text(at, row.rect.y, h, Face::Small, Tone::Dim, std::string(tr(Word::LineWord)) + " " + ln);
      at += px(54);
      float room = row.rect.x + width - px(10) - at;
      if (w.before.id) {
        float bw = std::min(text_width(Face::Mono, w.before.text), room * 0.4f);
        row_text_fit(at, row.rect.y, h, Face::Mono, Tone::Faint, w.before.text, bw + 1);
        at += bw + px(6);
        at += row_text(at, row.rect.y, h, Face::Small, Tone::Dim, "→") + px(6);
      }
      value_chip(ui, at, row.rect.y, h, row.rect.x + width - px(10) - at, w.after, false);
      if (row.clicked && ImGui::GetMousePos().x < at - px(8)) ui.go_to(w.step);
    }
  }
}

std::string text_Questions(Ui& ui) {
  if (!ui.view->has(Knows::Writes)) return std::string(tr(Word::NotInTrace)) + "\n";
  if (ui.selected.name.empty()) return std::string(tr(Word::SelectName)) + "\n";
  ui.ask_for_writes();
  if (!ui.writes) return std::string(tr(Word::Nothing)) + "\n";
  while (!ui.writes->work(1000)) {
  }
  ui.writes_done = true;
  std::string out = ui.selected.name + " in " + ui.selected.name_function + "\n";
  for (const WriteRow& w : ui.writes->answers()) {
    out += "  step " + pad_left(std::to_string(w.step), 8) + "  line " + pad(std::to_string(w.line), 5) + (w.before.id ? w.before.text + " -> " : "") + value_text(w.after) + "\n";
  }
  if (ui.writes->answers().empty()) out += std::string("  ") + tr(Word::Never) + "\n";
  return out;
}

}  // namespace innards::ui
