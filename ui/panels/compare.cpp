// Two moments: what appeared, vanished and changed between a remembered moment and the one at the cursor.
#include "kit/asked.h"
#include "kit/choices.h"
#include "panels/compare_state.h"

namespace innards::ui {
namespace {

const CompareRows& compared(Ui& ui) {
  CompareState& c = *ui.compare;
  const uint64_t here = ui.view->cursor();
  if (c.compared == here && c.with == *c.remembered) return c.rows;
  c.rows = compare_steps(*ui.view, *c.remembered, here);
  c.compared = here;
  c.with = *c.remembered;
  return c.rows;
}

bool has_moment(const Ui& ui) { return ui.compare && ui.compare->remembered; }

void step_link(Ui& ui, const char* id, uint64_t step, bool here) {
  if (link_button(id, std::string(tr(Word::Step)) + " " + grouped(step)) && !here) swap_moments(ui);
  ImGui::SameLine(0, px(4));
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float w = row_text(p.x, p.y, line_height(), Face::Small, Tone::Dim, here ? tr(Word::MomentHere) : tr(Word::MomentRemembered));
  ImGui::Dummy(ImVec2(w, line_height()));
}

void draw_head(Ui& ui, const CompareRows& rows) {
  const uint64_t here = ui.view->cursor();
  ImGui::SetCursorScreenPos(ImVec2(ImGui::GetCursorScreenPos().x + px(10), ImGui::GetCursorScreenPos().y + px(4)));
  step_link(ui, "from", rows.from, rows.from == here);
  ImGui::SameLine(0, px(10));
  const ImVec2 p = ImGui::GetCursorScreenPos();
  ImGui::Dummy(ImVec2(row_text(p.x, p.y, line_height(), Face::Sans, Tone::Dim, "→"), line_height()));
  ImGui::SameLine(0, px(10));
  step_link(ui, "to", rows.to, rows.to == here);
  ImGui::Dummy(ImVec2(1, px(4)));
}

// A row's text beside its value: for what is no object.
void draw_text_value(float x, const Row& row, float room, Tone t, const std::string& text) {
  if (row_text_fit(x, row.rect.y, row.rect.h, Face::Mono, t, text, room) && row.hovered) tooltip(text);
}

void draw_side(Ui& ui, float x, const Row& row, float room, const ValueRow& v, bool old) {
  if (v.id && !old) value_chip(ui, x, row.rect.y, row.rect.h, room, v, false);
  else draw_text_value(x, row, room, old ? Tone::Dim : Tone::Text, v.text);
}

void draw_row(Ui& ui, const CompareRow& r) {
  Link link;
  link.object = r.object;
  const Row row = begin_row(ui, line_height(), link);
  if (!row.visible) return;
  const float right = row.rect.x + row.rect.w - px(10), h = row.rect.h;
  float x = row.rect.x + px(10);
  x += change_mark(x, row.rect.y, h, r.change);
  if (!r.where.empty()) {
    const float room = (right - x) * 0.36f;
    if (row_text_fit(x, row.rect.y, h, Face::Mono, Tone::Text, r.where, room - px(8)) && row.hovered) tooltip(r.where);
    x += room;
  }
  const bool both = r.change == Change::Changed;
  if (r.change != Change::Added) {
    const float room = both ? std::min((right - x) * 0.46f, text_width(Face::Mono, r.before.text) + px(2)) : right - x;
    draw_side(ui, x, row, room, r.before, true);
    x += room + px(6);
  }
  if (both) x += row_text(x, row.rect.y, h, Face::Small, Tone::Dim, "→") + px(6);
  if (r.change != Change::Gone) draw_side(ui, x, row, right - x, r.part == ComparePart::Refcount ? ValueRow{0, "", r.after.text} : r.after, false);
  if (row.clicked && r.object) ui.select_object(r.object);
}

}  // namespace

void remember_moment(Ui& ui) {
  if (!ui.view) return;
  if (!ui.compare) ui.compare = std::make_shared<CompareState>();
  ui.compare->remembered = ui.view->cursor();
  ui.note = std::string(tr(Word::Remembered)) + " " + grouped(ui.view->cursor());
  bring_up(ui.layout, Panel::Compare);
}

void swap_moments(Ui& ui) {
  if (!ui.view || !has_moment(ui)) return;
  const uint64_t to = *ui.compare->remembered;
  ui.compare->remembered = ui.view->cursor();
  ui.go_to(to);
}

void forget_moments(Ui& ui) {
  if (ui.compare) *ui.compare = CompareState();
}

void draw_Compare(Ui& ui) {
  if (!ui.view) return;
  if (!has_moment(ui)) return placeholder(tr(Word::CompareHow));
  const CompareRows& rows = compared(ui);
  draw_head(ui, rows);
  if (rows.from == rows.to) return placeholder(tr(Word::CompareGoOn));
  if (rows.rows.empty()) return placeholder(tr(Word::NothingChanged));
  ComparePart part = ComparePart::kCount;
  for (const CompareRow& r : rows.rows) {
    if (r.part != part) heading(tell(compare_part_title(r.part)) + "  " + std::to_string(rows.count(r.part)));
    part = r.part;
    draw_row(ui, r);
  }
}

std::string text_Compare(Ui& ui) {
  if (!has_moment(ui)) return std::string(tr(Word::CompareHow)) + "\n";
  return compare_text(compared(ui), language_now() == Language::Chinese);
}

}  // namespace innards::ui
