// Two programs side by side: how each stands, row by row, and their instructions, with what differs marked.
#include <algorithm>

#include "inspect/instruction_text.h"
#include "kit/asked.h"
#include "kit/choices.h"
#include "panels/compare_state.h"
#include "panels/predict_state.h"

namespace innards::ui {
namespace {

const BesideRows& beside_rows(Ui& ui) {
  BesideState& b = *ui.beside;
  const uint64_t left = ui.view->cursor(), right = b.session->cursor(), last = b.session->last_step();
  if (b.of == ui.view && b.left == left && b.right == right && b.right_last == last) return b.rows;
  b.rows = compare_programs(*ui.view, *b.session);
  b.of = ui.view;
  b.left = left;
  b.right = right;
  b.right_last = last;
  return b.rows;
}

// Three columns: what it is, the program looked at, the program beside it.
struct Columns {
  float what, left, right, end;
};

Columns columns_of(const Rect& r) {
  const float from = r.x + px(24), end = r.x + r.w - px(10), what = std::min(px(130), (end - from) * 0.24f);
  const float side = (end - from - what) / 2;
  return {from, from + what, from + what + side, end};
}

void put(float x, float end, const Row& row, Face face, Tone t, const std::string& text) {
  const float room = end - x - px(8);
  if (row_text_fit(x, row.rect.y, row.rect.h, face, t, text, room) && mouse_in({x, row.rect.y, room, row.rect.h})) tooltip(text);
}

void draw_titles(Ui& ui) {
  const Row row = begin_row(ui, line_height(), Link());
  const Columns c = columns_of(row.rect);
  put(c.left, c.right, row, Face::Bold, Tone::Text, ui.view->title());
  put(c.right, c.end, row, Face::Bold, Tone::Text, ui.beside->title);
  line(row.rect.x + px(8), row.rect.y + row.rect.h, c.end, row.rect.y + row.rect.h, tone(Tone::Line));
}

void mark_difference(const Row& row) {
  fill({row.rect.x + px(4), row.rect.y, row.rect.w - px(8), row.rect.h}, tone(Tone::ChangedSoft));
  change_mark(row.rect.x + px(10), row.rect.y, row.rect.h, Change::Changed);
}

void draw_fact(Ui& ui, const BesideRow& r) {
  Link link;
  link.object = r.left_object;
  const Row row = begin_row(ui, line_height(), link);
  if (!row.visible) return;
  const Columns c = columns_of(row.rect);
  if (r.differs) mark_difference(row);
  put(c.what, c.left, row, Face::Small, Tone::Dim, tell(r.what));
  put(c.left, c.right, row, Face::Mono, Tone::Text, r.left);
  put(c.right, c.end, row, Face::Mono, Tone::Text, r.right);
  if (row.clicked && r.left_object) ui.select_object(r.left_object);
}

std::string listing_text(const InstrRow& i) { return pad_left(std::to_string(i.offset), 4) + "  " + instruction_text(i); }

// One of the two programs.
struct Side {
  const BesideRows& rows;
  int number;                  // 0: the program looked at, 1: the one beside it
  int index_of(const BesideInstruction& i) const { return number ? i.right : i.left; }
  const std::vector<InstrRow>& code() const { return (number ? rows.right_code : rows.left_code).instructions; }
  int at() const { return number ? rows.right_at : rows.left_at; }
  // The row of its current instruction; -1: it has none.
  int row_now() const {
    for (size_t k = 0; k < rows.instructions.size(); ++k)
      if (at() >= 0 && index_of(rows.instructions[k]) == at()) return static_cast<int>(k);
    return -1;
  }
};

void draw_instruction(const Side& side, const BesideInstruction& i, const Row& row, float x, float end) {
  const int index = side.index_of(i);
  if (index < 0) return;
  const InstrRow& r = side.code()[static_cast<size_t>(index)];
  const bool now = index == side.at();
  if (now) fill({x - px(4), row.rect.y, end - x, row.rect.h}, tone(Tone::NowSoft), px(3));
  put(x, end, row, now ? Face::MonoBold : Face::Mono, now ? Tone::Now : Tone::Text, (now ? "▶ " : "  ") + listing_text(r));
}

void draw_side_row(Ui& ui, const Side& side, const BesideInstruction& i, float what) {
  const Row row = begin_row(ui, line_height(), Link());
  if (!row.visible) return;
  const float end = row.rect.x + row.rect.w;
  if (i.differs && side.number) fill({row.rect.x - px(4), row.rect.y, row.rect.w, row.rect.h}, tone(Tone::ChangedSoft));
  if (i.differs && !side.number) mark_difference(row);
  const int line_now = !side.number && i.left >= 0 ? side.code()[static_cast<size_t>(i.left)].line : 0;
  if (line_now > 0) put(row.rect.x + px(24), row.rect.x + what, row, Face::Small, Tone::Faint, std::string(tr(Word::LineWord)) + " " + std::to_string(line_now));
  draw_instruction(side, i, row, row.rect.x + what, end);
}

// Where both columns go when a cursor has moved: to one place, so that rows stay side by side, where both cursors fit into
// the view; -1: each to its own.
float common_scroll(const BesideState& b, const Side& left, const Side& right, float height, float row_h) {
  const int first = std::min(left.row_now(), right.row_now()), last = std::max(left.row_now(), right.row_now());
  if (first < 0) return -1;
  const float top = static_cast<float>(first) * row_h, bottom = static_cast<float>(last + 1) * row_h;
  if (bottom - top + 3 * row_h > height) return -1;
  const bool seen = b.scroll[0] == b.scroll[1] && top >= b.scroll[0] && bottom + row_h <= b.scroll[0] + height;
  return seen ? b.scroll[0] : std::max(0.f, top - 2 * row_h);
}

// A column of its own, which the wheel moves together with the other.
void draw_side(Ui& ui, const Side& side, const Rect& r, float what, bool moved, float common) {
  BesideState& b = *ui.beside;
  const float row_h = line_height();
  ImGui::SetCursorScreenPos(ImVec2(r.x, r.y));
  begin_area(side.number ? "right" : "left", ImVec2(r.w, r.h));
  if (moved && common >= 0) ImGui::SetScrollY(common);
  else if (moved && side.row_now() >= 0) follow_row(static_cast<float>(side.row_now()) * row_h, row_h);
  else if (b.wheeled[side.number] != 0) ImGui::SetScrollY(std::max(0.f, ImGui::GetScrollY() + b.wheeled[side.number]));
  b.wheeled[side.number] = 0;
  for (const BesideInstruction& i : side.rows.instructions) draw_side_row(ui, side, i, what);
  if (ImGui::IsWindowHovered() && ImGui::GetIO().MouseWheel != 0) b.wheeled[1 - side.number] = ImGui::GetScrollY() - b.scroll[side.number];
  b.scroll[side.number] = ImGui::GetScrollY();
  ImGui::EndChild();
}

void draw_instructions(Ui& ui, const BesideRows& rows) {
  BesideState& b = *ui.beside;
  const ImVec2 p = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  const float height = std::max(room.y, 6 * line_height());
  const Columns c = columns_of({p.x, p.y, room.x, height});
  const Side left{rows, 0}, right{rows, 1};
  const uint64_t cursors[2] = {ui.view->cursor(), b.session->cursor()};
  const bool moved = !std::equal(cursors, cursors + 2, b.followed);
  const float common = common_scroll(b, left, right, height, line_height());
  draw_side(ui, left, {p.x, p.y, c.right - p.x - px(6), height}, c.left - p.x, moved, common);
  draw_side(ui, right, {c.right - px(4), p.y, p.x + room.x - c.right + px(4), height}, px(4), moved, common);
  std::copy(cursors, cursors + 2, b.followed);
}

// Nothing is beside: how to put something there.
void draw_offers(Ui& ui) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float used = wrapped(p.x + px(12), p.y + px(6), width - px(24), Face::Sans, Tone::Dim, tr(Word::BesideHow));
  ImGui::Dummy(ImVec2(1, used + px(14)));
  for (Command c : {Command::BesideThis, Command::Beside}) {
    ImGui::SetCursorScreenPos(ImVec2(p.x + px(12), ImGui::GetCursorScreenPos().y));
    if (text_button(command_row(c).id, command_title(c), c == Command::BesideThis)) run_command(ui, c);
    ImGui::Dummy(ImVec2(1, px(6)));
  }
}

}  // namespace

void put_beside(Ui& ui, std::unique_ptr<Session> session) {
  ui.beside.reset();
  if (!session) return;
  ui.beside = std::make_shared<BesideState>();
  ui.beside->title = session->title();
  ui.beside->session = std::move(session);
  bring_up(ui.layout, Panel::Beside);
}

void step_beside(Ui& ui, Direction direction) {
  if (!ui.beside) return;
  Session& session = *ui.beside->session;
  ui.beside->search.reset();
  if (!ui.settings.fold_library || predicting(ui) || session.in_library()) session.step(direction);
  else if (leads_into_library(session, direction)) move_beside(ui, {Way::Instruction, direction, {}, 0, true});
}

void move_beside(Ui& ui, const Move& move) {
  if (!ui.beside) return;
  ui.beside->search = ui.beside->session->search(move);
  work_beside(ui, 4);
}

bool beside_is_busy(const Ui& ui) {
  return ui.beside && (ui.beside->search || (ui.beside->session->recording() && !ui.beside->session->wants_input()));
}

bool work_beside(Ui& ui, double milliseconds) {
  if (!beside_is_busy(ui)) return false;
  BesideState& b = *ui.beside;
  if (!b.search) b.session->record(milliseconds);
  else if (b.search->work(milliseconds)) b.search.reset();
  return true;
}

void draw_Beside(Ui& ui) {
  if (!ui.view) return;
  if (!ui.beside) return draw_offers(ui);
  const BesideRows& rows = beside_rows(ui);
  draw_titles(ui);
  ImGui::Dummy(ImVec2(1, px(3)));
  for (const BesideRow& r : rows.rows) draw_fact(ui, r);
  heading(panel_title(Panel::Bytecode));
  draw_instructions(ui, rows);
}

std::string text_Beside(Ui& ui) {
  if (!ui.beside) return std::string(tr(Word::BesideHow)) + "\n";
  return beside_text(beside_rows(ui), ui.view->title(), ui.beside->title, language_now() == Language::Chinese);
}

}  // namespace innards::ui
