// Output and input: what the program has printed up to this step, and the line where its input is typed.
#include <algorithm>

#include "kit/rows.h"
#include "kit/text_field.h"
#include "panels/inputs.h"
#include "panels/runs.h"

namespace innards::ui {

struct ConsoleLines {
  struct Line {
    std::string text;
    int stream;
    uint64_t step;      // when its first character was written
    uint64_t from, to;  // its bytes in the stream
    size_t answer;      // of stream 0: which answer, from 0
  };
  uint64_t cursor;      // made for it, and
  size_t rows;          // for so much output
  std::vector<Line> lines;
  size_t future = 0;    // lines written after the cursor
};

namespace {

using Line = ConsoleLines::Line;

// Adds what one write has printed. `open`: the line before has not ended.
void add_output(std::vector<Line>& lines, const OutputRow& o, uint64_t begin, size_t answer, bool& open) {
  for (size_t at = 0; at < o.text.size();) {
    const size_t end = o.text.find('\n', at), stop = std::min(end, o.text.size());
    if (!open || lines.empty() || lines.back().stream != o.stream) lines.push_back({"", o.stream, o.step, begin + at, 0, answer});
    lines.back().text += o.text.substr(at, stop - at);
    lines.back().to = begin + stop;
    open = end == std::string::npos;
    at = stop + (open ? 0 : 1);
  }
}

std::shared_ptr<const ConsoleLines> make_lines(const Ui& ui) {
  auto out = std::make_shared<ConsoleLines>();
  out->cursor = ui.rows.cursor;
  out->rows = ui.rows.output.size();
  bool open = false;
  size_t answers = 0;
  uint64_t bytes[3] = {};
  for (const OutputRow& o : ui.rows.output) {
    if (o.step > ui.rows.cursor) {
      out->future += static_cast<size_t>(std::count(o.text.begin(), o.text.end(), '\n'));
      continue;
    }
    add_output(out->lines, o, bytes[o.stream], answers, open);
    bytes[o.stream] += o.text.size();
    if (o.stream == 0) ++answers;
  }
  return out;
}

// The output as lines, kept until the cursor moves or something is printed: there may be very many.
std::shared_ptr<const ConsoleLines> lines_until(Ui& ui) {
  const ConsoleLines* kept = ui.rows.console.get();
  if (!kept || kept->cursor != ui.rows.cursor || kept->rows != ui.rows.output.size()) ui.rows.console = make_lines(ui);
  return ui.rows.console;
}

Tone tone_of_stream(int stream) { return stream == 2 ? Tone::Error : stream == 0 ? Tone::Accent : Tone::Text; }
const char* sign_of_stream(int stream) { return stream == 2 ? "!" : stream == 0 ? "<" : " "; }

// How it ended, at the end of the run; empty elsewhere.
std::string ending(const Ui& ui) {
  if (ui.rows.cursor < ui.view->last_step()) return {};
  if (std::optional<int> status = ui.view->exit_status()) return with_number(Word::Exited, *status);
  return ui.view->recording() || !ui.session ? "" : tr(Word::StoppedHere);
}

}  // namespace

namespace {

// At the end of a line that was read: another answer can be given. Returns the room it takes.
float change_link(Ui& ui, const Row& row, const Line& l) {
  if (l.stream != 0 || !ui.session || !ui.host) return 0;
  const char* text = tr(Word::ChangeShort);
  const float w = text_width(Face::Small, text);
  const Rect r{row.rect.x + row.rect.w - w - px(8), row.rect.y, w, row.rect.h};
  if (row.rect.w < w + px(60)) return 0;
  row_text(r.x, r.y, r.h, Face::Small, mouse_in(r) ? Tone::Accent : Tone::Faint, text);
  if (mouse_in(r)) tooltip(tr(Word::ChangeThis));
  if (mouse_in(r) && row.clicked) open_answer_box(ui, l.answer);
  return w + px(8);
}

void draw_line(Ui& ui, const Line& l, bool marked) {
  const float h = line_height();
  Link link;
  link.step = l.step;
  if (l.stream && l.to > l.from) link.stream = l.stream, link.from = l.from, link.to = l.to;
  const Row row = begin_row(ui, h, link);
  if (marked) mark_ring({row.rect.x + px(3), row.rect.y, row.rect.w - px(6), h});
  row_text(row.rect.x + px(6), row.rect.y, h, Face::Mono, tone_of_stream(l.stream), sign_of_stream(l.stream));
  const float taken = change_link(ui, row, l);
  const bool cut = row_text_fit(row.rect.x + px(18), row.rect.y, h, Face::Mono, tone_of_stream(l.stream), l.text, row.rect.w - px(26) - taken);
  if (row.hovered && cut) tooltip(l.text);
  if (row.clicked && !ui.answer_box) ui.go_to(l.step);
}

// How many lines come after the cursor, in words; while a question waits, not how many.
std::string later(const Ui& ui, size_t future) {
  return ui.question_waits() ? "" : std::to_string(future) + " " + tr(future == 1 ? Word::LineLater : Word::LinesLater);
}

// What follows the last line.
void draw_end(Ui& ui, bool empty, size_t future) {
  const std::string end = ending(ui);
  if (!future && end.empty()) {
    if (empty) placeholder(tr(Word::NothingYet));
    return;
  }
  const float h = line_height();
  const ImVec2 p = ImGui::GetCursorScreenPos();
  ImGui::Dummy(ImVec2(1, h));
  const bool failed = ui.view->exit_status().value_or(0) != 0;
  row_text(p.x + px(18), p.y, h, Face::Small, future ? Tone::Faint : failed ? Tone::Error : Tone::Dim, future ? "… " + later(ui, future) : end);
}

void draw_input(Ui& ui, float height) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  float x = p.x + px(6);
  const std::string asks = prompt_before(ui.rows.output, ui.rows.output.size());
  if (!asks.empty()) {
    const float room = std::min(text_width(Face::Mono, asks), width * 0.5f) + 1;
    if (row_text_fit(x, p.y + px(3), ImGui::GetFrameHeight(), Face::Mono, Tone::Text, asks, room) && mouse_in({x, p.y, room, height})) tooltip(asks);
    x += room + px(6);
  }
  ImGui::SetCursorScreenPos(ImVec2(x, p.y + px(3)));
  ImGui::SetNextItemWidth(p.x + width - px(6) - x);
  if (!text_field("##input", tr(Word::InputHint), ui.input_text, ImGuiInputTextFlags_EnterReturnsTrue)) return;
  ui.session->give_input(ui.input_text);
  ui.input_text.clear();
  focus_next_field(-1);
}

// What the program was given; a click leads to where it is changed.
void draw_given(Ui& ui) {
  const std::string given = given_text(ui);
  if (given.empty()) return;
  const Row row = begin_row(ui, line_height(), Link());
  if (row_text_fit(row.rect.x + px(6), row.rect.y, row.rect.h, Face::Small, row.hovered ? Tone::Accent : Tone::Dim, given, row.rect.w - px(12)) && row.hovered) tooltip(given);
  if (row.clicked) run_command(ui, Command::Inputs);
}

}  // namespace

void draw_Console(Ui& ui) {
  if (!ui.view) return;
  draw_runs_line(ui);
  draw_given(ui);
  const bool wants = ui.session && ui.session->wants_input();
  const float input_h = wants ? ImGui::GetFrameHeight() + px(8) : 0;
  begin_area("text", ImVec2(0, -input_h - 1));
  const std::shared_ptr<const ConsoleLines> shown = lines_until(ui);
  const std::vector<Line>& lines = shown->lines;
  const bool marked = ui.marked(0, "output");   // what was printed last
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(lines.size()), line_height());
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw_line(ui, lines[static_cast<size_t>(i)], marked && lines[static_cast<size_t>(i)].step == lines.back().step);
  clipper.End();
  draw_end(ui, lines.empty(), shown->future);
  if (ui.follow(Panel::Console)) ImGui::SetScrollHereY(1);
  ImGui::EndChild();
  if (wants) draw_input(ui, input_h);
}

std::string text_Console(Ui& ui) {
  std::string out, given = given_text(ui);
  if (const std::string runs = runs_text(ui); !runs.empty()) out += std::string(tr(Word::RunsHead)) + "\n" + runs;
  if (!given.empty()) out += given + "\n";
  const size_t head = out.size();
  const std::shared_ptr<const ConsoleLines> shown = lines_until(ui);
  for (const Line& l : shown->lines) out += std::string(sign_of_stream(l.stream)) + " " + l.text + "\n";
  if (shown->future) out += "  ... " + later(ui, shown->future) + "\n";
  if (std::string end = ending(ui); !end.empty()) out += "  " + end + "\n";
  return out.size() == head ? out + tr(Word::NothingYet) + "\n" : out;
}

}  // namespace innards::ui
