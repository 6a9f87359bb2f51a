// Watch: expressions and their values at the cursor, in the shown frame, evaluated on a copy of the machine.
#include <algorithm>

#include "kit/rows.h"
#include "kit/text_field.h"

namespace innards::ui {
namespace {

// Evaluates again when the cursor or the frame is another one.
const std::vector<EvalRow>& values(Ui& ui) {
  Watches& w = ui.watches;
  const uint64_t frame = ui.frame() ? ui.frame()->id : 0;
  if (w.at == ui.view->cursor() && w.frame == frame && w.values.size() == w.expressions.size()) return w.values;
  w.values.clear();
  for (const std::string& expression : w.expressions) w.values.push_back(ui.view->evaluate(frame, expression));
  w.at = ui.view->cursor();
  w.frame = frame;
  return w.values;
}

std::string value_words(const EvalRow& v) {
  switch (v.end) {
    case EvalRow::End::NotHere: return tr(Word::NothingRuns);
    case EvalRow::End::TooLong: return tr(Word::TookTooLong);
    default: return v.text;
  }
}

std::string printed(const EvalRow& v) {
  std::string text = v.output;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

void ask_when_changed(Ui& ui, const std::string& expression) {
  Question q;
  q.what = Ask::Values;
  q.expression = expression;
  q.function = ui.frame() ? ui.frame()->qualname : "<module>";
  ui.ask(q);
}

// An × at the right end; true when it was clicked.
bool cross(const Rect& r, const char* tip) {
  const bool hovered = mouse_in(r);
  row_text(r.x + px(4), r.y, r.h, Face::Sans, hovered ? Tone::Accent : Tone::Faint, "×");
  if (hovered) tooltip(tip);
  return hovered && ImGui::IsMouseClicked(0);
}

void draw_value(Ui& ui, const Rect& r, const EvalRow& v) {
  const bool fails = v.end != EvalRow::End::Value;
  const std::string text = value_words(v);
  const std::string output = printed(v);
  // A value that is an object of the run can be pointed at and selected like any other.
  const ObjectRow* object = fails ? nullptr : ui.view->moment().objects.find(v.value.id);
  if (object) return value_chip(ui, r.x, r.y, r.h, r.w, object->value);
  const std::string shown = text + (output.empty() ? "" : "   " + std::string(tr(Word::Prints)) + " " + output);
  const bool cut = row_text_fit(r.x, r.y, r.h, Face::Mono, fails ? Tone::Error : tone_of_type(v.value.type.c_str()), shown, r.w);
  if (cut && mouse_in(r)) tooltip(text + (output.empty() ? "" : "\n" + output));
}

// true: it is to be removed.
bool draw_watch(Ui& ui, size_t i, float name_w) {
  const std::string& expression = ui.watches.expressions[i];
  Link link;
  link.text = expression;
  const float h = line_height() + px(2);
  const Row row = begin_row(ui, h, link);
  if (!row.visible) return false;
  const Rect name{row.rect.x, row.rect.y, px(10) + name_w, h};
  const bool hovered = mouse_in(name);
  const bool cut = row_text_fit(row.rect.x + px(10), row.rect.y, h, Face::Mono, hovered ? Tone::Accent : Tone::Text, expression, name_w);
  if (hovered) tooltip((cut ? expression + "\n" : "") + tr(Word::AskValue));
  if (hovered && ImGui::IsMouseClicked(0)) ask_when_changed(ui, expression);
  const float x = name.x + name.w + px(12), right = row.rect.x + row.rect.w - px(26);
  draw_value(ui, {x, row.rect.y, right - x, h}, ui.watches.values[i]);
  return cross({right + px(4), row.rect.y, px(18), h}, tr(Word::Remove));
}

void draw_field(Ui& ui) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(ImVec2(p.x + px(8), p.y + px(4)));
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - px(8));
  if (!text_field("##watch", tr(Word::WatchHint), ui.watches.typed, ImGuiInputTextFlags_EnterReturnsTrue) || ui.watches.typed.empty()) return;
  ui.watches.expressions.push_back(ui.watches.typed);
  ui.watches.typed.clear();
  focus_next_field(-1);
}

}  // namespace

void draw_Watch(Ui& ui) {
  if (!ui.view) return;
  if (!ui.view->has(Knows::Eval)) return placeholder(tr(Word::NotInTrace));
  values(ui);
  float name_w = px(40);
  for (const std::string& e : ui.watches.expressions) name_w = std::max(name_w, text_width(Face::Mono, e));
  name_w = std::min(name_w, ImGui::GetContentRegionAvail().x * 0.45f);
  size_t gone = SIZE_MAX;
  for (size_t i = 0; i < ui.watches.expressions.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    if (draw_watch(ui, i, name_w)) gone = i;
    ImGui::PopID();
  }
  if (gone != SIZE_MAX) ui.watches.expressions.erase(ui.watches.expressions.begin() + static_cast<int64_t>(gone));
  draw_field(ui);
}

std::string text_Watch(Ui& ui) {
  if (!ui.view->has(Knows::Eval)) return std::string(tr(Word::NotInTrace)) + "\n";
  if (ui.watches.expressions.empty()) return std::string(tr(Word::NoWatches)) + "\n";
  std::string out;
  const std::vector<EvalRow>& all = values(ui);
  for (size_t i = 0; i < all.size(); ++i) {
    out += pad(ui.watches.expressions[i], 24) + "  " + value_words(all[i]) + (all[i].end == EvalRow::End::Value ? " (" + all[i].value.type + ")" : "") + "\n";
    if (!all[i].output.empty()) out += "    " + std::string(tr(Word::Prints)) + " " + printed(all[i]) + "\n";
  }
  return out;
}

}  // namespace innards::ui
