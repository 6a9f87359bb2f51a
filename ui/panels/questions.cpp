// Questions: the answers to a question over the whole run, as a list one can go through. The search runs in slices between
// frames.
#include <algorithm>

#include "kit/rows.h"
#include "kit/text_field.h"

namespace innards::ui {
namespace {

bool chinese() { return language_now() == Language::Chinese; }
bool is_change(Ask what) { return what == Ask::Writes || what == Ask::Values; }

// How far the search is, and the way to stop it or to go on. What is found so far is listed all the while.
void draw_progress(Ui& ui, float right, float y) {
  AskedQuestion& q = ui.question;
  const std::string percent = std::to_string(static_cast<int>(q.query->progress() * 100)) + "%";
  const std::string text = q.cancelled ? tr(Word::LookFurther) + (" (" + percent + ")") : tr(Word::Searching) + (" " + percent + "  ") + tr(Word::Cancel);
  const float w = text_width(Face::Small, text), h = line_height();
  const Rect r{right - w - px(6), y, w + px(6), h};
  const bool hovered = mouse_in(r);
  row_text(r.x, y, h, Face::Small, hovered ? Tone::Accent : Tone::Dim, text);
  if (hovered && ImGui::IsMouseClicked(0)) q.cancelled = !q.cancelled;
}

std::string count_text(const AskedQuestion& q) {
  const size_t n = q.query->answers().size();
  if (n == 1) return tr(Word::OneAnswer);
  std::string text = tr(Word::Answers);
  text.replace(text.find("%d"), 2, grouped(n));
  return text + (q.query->full() ? std::string(", ") + tr(Word::AndMore) : "");
}

// ---- asking with words

void ask_expression(Ui& ui, Ask what) {
  Question q;
  q.what = what;
  q.expression = ui.typed_question;
  q.function = ui.frame() ? ui.frame()->qualname : "<module>";
  ui.ask(q);
}

// Questions that need nothing pointed at.
void ask_all(Ui& ui, Ask what) {
  Question q;
  q.what = what;
  ui.ask(q);
}

bool small_button(const char* text) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float w = text_width(Face::Small, text) + px(12), h = ImGui::GetFrameHeight();
  const bool pressed = ImGui::InvisibleButton(text, ImVec2(w, h));
  const bool hovered = ImGui::IsItemHovered();
  frame_rect({p.x, p.y + px(2), w, h - px(4)}, tone(hovered ? Tone::Accent : Tone::Outline), px(4));
  row_text(p.x + px(6), p.y, h, Face::Small, hovered ? Tone::Accent : Tone::Text, text);
  ImGui::SameLine(0, px(4));
  return pressed;
}

void draw_asking(Ui& ui) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  float buttons = 0;
  for (Word w : {Word::AskTrue, Word::AskValue, Word::AskExceptions, Word::AskOutput}) buttons += text_width(Face::Small, tr(w)) + px(16);
  const bool one_row = width - buttons > px(150);
  ImGui::SetCursorScreenPos(ImVec2(p.x + px(8), p.y + px(3)));
  ImGui::SetNextItemWidth(one_row ? width - buttons - px(20) : width - px(16));
  const bool enter = text_field("##ask", tr(Word::TypeExpression), ui.typed_question, ImGuiInputTextFlags_EnterReturnsTrue);
  if (one_row) ImGui::SameLine(0, px(4));
  else ImGui::SetCursorScreenPos(ImVec2(p.x + px(8), p.y + px(5) + ImGui::GetFrameHeight()));
  const bool typed = !ui.typed_question.empty();
  if ((small_button(tr(Word::AskTrue)) || enter) && typed) ask_expression(ui, Ask::Becomes);
  if (small_button(tr(Word::AskValue)) && typed) ask_expression(ui, Ask::Values);
  if (small_button(tr(Word::AskExceptions))) ask_all(ui, Ask::Raises);
  if (small_button(tr(Word::AskOutput))) ask_all(ui, Ask::Output);
  ImGui::NewLine();
  ImGui::SetCursorScreenPos(ImVec2(p.x, p.y + px(8) + ImGui::GetFrameHeight() * (one_row ? 1.f : 2.f)));
}

// ---- the answers

// Whether the answer tells how things stand at the cursor: the last one before it.
bool holds(const Ui& ui, const std::vector<WriteRow>& answers, size_t i) {
  const auto passed = [&](size_t k) { return is_change(ui.question.of.what) ? answers[k].step < ui.rows.cursor : answers[k].step <= ui.rows.cursor; };
  return passed(i) && (i + 1 == answers.size() || !passed(i + 1));
}

// A value that is only told has no object to select.
void draw_value(Ui& ui, float x, float y, float h, float width, const ValueRow& v) {
  if (v.id) value_chip(ui, x, y, h, width, v, false);
  else if (row_text_fit(x, y, h, Face::Mono, tone_of_type(v.type.c_str()), v.text, width) && mouse_in({x, y, width, h})) tooltip(v.text);
}

// Before and after, of a change; else what happened, and a value with it.
float draw_what(Ui& ui, const WriteRow& w, float x, float y, float h, float right) {
  const float room = right - x;
  if (!is_change(ui.question.of.what)) {
    const std::string name = answer_name(w, chinese());
    if (name.empty()) return x;
    const float used = std::min(text_width(Face::Mono, name), room * (w.after.text.empty() ? 1.f : 0.6f));
    if (row_text_fit(x, y, h, Face::Mono, Tone::Text, name, used + 1) && mouse_in({x, y, used, h})) tooltip(name);
    x += used + px(8);
    if (ui.question.of.what == Ask::Calls && !w.after.text.empty()) x += row_text(x, y, h, Face::Small, Tone::Dim, "→") + px(6);
    return x;
  }
  if (w.before.text.empty()) return x;
  const float used = std::min(text_width(Face::Mono, w.before.text), room * 0.4f);
  row_text_fit(x, y, h, Face::Mono, Tone::Faint, w.before.text, used + 1);
  return x + used + px(6) + row_text(x + used + px(6), y, h, Face::Small, Tone::Dim, "→") + px(6);
}

void draw_answer(Ui& ui, const std::vector<WriteRow>& answers, size_t i, float width) {
  const WriteRow& w = answers[i];
  const float h = line_height();
  Link link;
  link.step = w.step;
  const Row row = begin_row(ui, h, link);
  if (!row.visible) return;
  if (holds(ui, answers, i)) fill({row.rect.x, row.rect.y, px(3), h}, tone(Tone::Now));
  const float y = row.rect.y, right = row.rect.x + width - px(10);
  const std::string step = grouped(w.step);
  float x = row.rect.x + px(66);
  row_text(x - text_width(Face::MonoSmall, step), y, h, Face::MonoSmall, Tone::Accent, step);
  x += px(8);
  const std::string line = std::string(tr(Word::LineWord)) + " " + std::to_string(w.line);
  row_text(x, y, h, Face::Small, Tone::Dim, line);
  x += std::max(px(54), text_width(Face::Small, line) + px(8));
  // In a narrow panel the place is told by the tooltip alone.
  const float place_w = width < px(380) ? 0 : std::min(text_width(Face::Small, w.where), px(90));
  const float end = place_w > 0 ? right - place_w - px(10) : right;
  const float value_x = draw_what(ui, w, x, y, h, end);
  if (!w.after.text.empty() || w.after.id) draw_value(ui, value_x, y, h, end - value_x, w.after);
  if (place_w > 0) row_text_fit(right - place_w, y, h, Face::Small, Tone::Dim, w.where, place_w + 1);
  const bool on_value = w.after.id && ImGui::GetMousePos().x >= value_x - px(2) && ImGui::GetMousePos().x < end;
  if (row.hovered && !on_value && ImGui::GetIO().MouseDelta.x == 0) tooltip(w.where + "  " + line + (w.instruction.empty() ? "" : "\n" + w.instruction));
  if (row.clicked && !on_value) ui.go_to(w.step);
}

void draw_answers(Ui& ui) {
  const std::vector<WriteRow>& answers = ui.question.query->answers();
  if (ui.question.done && answers.empty()) return placeholder(tr(Word::Never));
  begin_area("answers", ImVec2(0, 0));
  const float width = ImGui::GetContentRegionAvail().x;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(answers.size()), line_height());
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw_answer(ui, answers, static_cast<size_t>(i), width);
  ImGui::EndChild();
}

void draw_head(Ui& ui) {
  const float h = line_height(), width = ImGui::GetContentRegionAvail().x;
  const ImVec2 p = ImGui::GetCursorScreenPos();
  ImGui::Dummy(ImVec2(1, h + px(8)));
  const std::string text = question_text(ui.question.of, chinese());
  float right = p.x + width - px(10);
  if (ui.question.query) {
    if (!ui.question.done) {
      draw_progress(ui, right, p.y + px(2));
      right -= px(150);
    } else {
      const std::string count = count_text(ui.question);
      right -= text_width(Face::Small, count) + px(8);
      row_text(right + px(8), p.y + px(2), h, Face::Small, Tone::Dim, count);
    }
  }
  if (row_text_fit(p.x + px(10), p.y + px(2), h, Face::Bold, Tone::Text, text, right - p.x - px(14)) && mouse_in({p.x, p.y, width, h})) tooltip(text);
  line(p.x + px(8), p.y + h + px(5), p.x + width - px(8), p.y + h + px(5), tone(Tone::Line));
}

}  // namespace

void draw_Questions(Ui& ui) {
  if (!ui.view) return;
  if (!ui.view->has(Knows::Writes) || !ui.session) return placeholder(tr(Word::NotInTrace));
  draw_asking(ui);
  if (!ui.question.asked) return placeholder(tr(Word::AskHint));
  ui.begin_question();
  draw_head(ui);
  if (!ui.question.error.empty()) return placeholder(ui.question.error);
  if (ui.question.query) draw_answers(ui);
}

std::string text_Questions(Ui& ui) {
  if (!ui.view->has(Knows::Writes) || !ui.session) return std::string(tr(Word::NotInTrace)) + "\n";
  if (!ui.question.asked) return std::string(tr(Word::AskHint)) + "\n";
  ui.begin_question();
  std::string out = question_text(ui.question.of, chinese()) + "\n";
  if (!ui.question.query) return out + "  " + ui.question.error + "\n";
  ui.question.done = finish_for_text(ui, *ui.question.query, ui.question.done);
  const std::vector<WriteRow>& answers = ui.question.query->answers();
  for (const WriteRow& w : answers)
    out += "  " + std::string(tr(Word::Step)) + " " + pad_left(std::to_string(w.step), 8) + "  " + tr(Word::LineWord) + " " + pad(std::to_string(w.line), 5) + pad(answer_text(ui.question.of, w, chinese()), 40) + "  " + w.where + "\n";
  if (!ui.question.done) return out + "  " + searching_text(*ui.question.query) + "\n";
  out += "  " + (answers.empty() ? std::string(tr(Word::Never)) : count_text(ui.question)) + "\n";
  return out;
}

}  // namespace innards::ui
