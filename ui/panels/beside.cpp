// Two programs side by side: how each stands, row by row, and their instructions, with what differs marked.
#include "kit/asked.h"
#include "kit/choices.h"
#include "panels/compare_state.h"

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

std::string instruction_text(const InstrRow& i) { return pad_left(std::to_string(i.offset), 4) + "  " + i.name + (i.arg_text.empty() ? i.has_arg ? " " + std::to_string(i.arg) : "" : " (" + i.arg_text + ")"); }

void draw_instruction(float x, float end, const Row& row, const std::vector<InstrRow>& code, int index, int at) {
  if (index < 0) return;
  if (index == at) fill({x - px(4), row.rect.y, end - x, row.rect.h}, tone(Tone::NowSoft), px(3));
  put(x, end, row, index == at ? Face::MonoBold : Face::Mono, index == at ? Tone::Now : Tone::Text, (index == at ? "▶ " : "  ") + instruction_text(code[static_cast<size_t>(index)]));
}

void draw_instructions(Ui& ui, const BesideRows& rows) {
  for (const BesideInstruction& i : rows.instructions) {
    const Row row = begin_row(ui, line_height(), Link());
    if (!row.visible) continue;
    const Columns c = columns_of(row.rect);
    if (i.differs) mark_difference(row);
    if (i.left >= 0) {
      const int line_now = rows.left_code.instructions[static_cast<size_t>(i.left)].line;
      if (line_now > 0) put(c.what, c.left, row, Face::Small, Tone::Faint, std::string(tr(Word::LineWord)) + " " + std::to_string(line_now));
    }
    draw_instruction(c.left, c.right, row, rows.left_code.instructions, i.left, rows.left_at);
    draw_instruction(c.right, c.end, row, rows.right_code.instructions, i.right, rows.right_at);
  }
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
  ui.beside->search.reset();
  ui.beside->session->step(direction);
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
