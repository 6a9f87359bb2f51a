// Exception table: which instructions are guarded, and where control goes when one of them raises.
#include "kit/pipe.h"
#include "kit/table.h"

namespace innards::ui {
namespace {

// "7-9": the lines of the instructions from `start` to `end`.
std::string lines_of(const CodeRows& code, int start, int end) {
  int first = 0, last = 0;
  for (const InstrRow& i : code.instructions) {
    if (i.offset < start || i.offset >= end || i.line <= 0) continue;
    first = first ? std::min(first, i.line) : i.line;
    last = std::max(last, i.line);
  }
  if (!first) return "–";
  return std::to_string(first) + (last != first ? "-" + std::to_string(last) : "");
}

// Where a handler begins in the source: its first instructions may have no line.
std::string handler_line(const CodeRows& code, int target) {
  for (const InstrRow& i : code.instructions)
    if (i.offset >= target && i.line > 0) return std::to_string(i.line);
  return "–";
}

// As dis prints it: the last unit that is guarded, not the one behind.
int last_guarded(const ExceptionTableRow& r) { return r.end - 2; }

std::string tip_of(const ExceptionTableRow& r) {
  char text[400];
  std::snprintf(text, sizeof text, tr(Word::HandlerTip), r.start, last_guarded(r), r.depth, r.target);
  return std::string(text) + (r.lasti ? std::string("\n") + tr(Word::LastiTip) : "");
}

}  // namespace

void draw_Handlers(Ui& ui) {
  pipe_if_wanted(ui);
  ShownCode shown = shown_code(ui);
  if (!shown.code) return placeholder(tr(Word::NoFrame));
  const CodeRows& code = *shown.code;
  if (code.exceptions.empty()) return placeholder(tr(Word::NoHandlers));
  std::vector<Column> cols = {{tr(Word::From), 46, true}, {tr(Word::To), 46, true}, {tr(Word::LineWord), 58, true, 1}, {tr(Word::Handler), 60, true}, {tr(Word::LineWord), 46, true, 1}, {tr(Word::DepthShort), 54, true}, {"lasti", 0}};
  auto edges = table_head(cols);
  for (size_t i = 0; i < code.exceptions.size(); ++i) {
    const ExceptionTableRow& r = code.exceptions[i];
    Row row = begin_row(ui, line_height(), Link());
    PipelinePoint point{Stage::Guard, shown.unit, static_cast<int>(i), -1};
    if (shown.frame && shown.frame->offset >= r.start && shown.frame->offset < r.end) fill(row.rect, tone(Tone::NowSoft));
    if (shown.unit >= 0) fill_glow(row.rect, {false, ui.selected.pipe == point, ui.hover.pipe == point});
    if (ui.marked(0, "guard " + std::to_string(i))) mark_ring(row.rect);
    cell(edges, cols, 0, row, Face::Mono, Tone::Text, std::to_string(r.start));
    cell(edges, cols, 1, row, Face::Mono, Tone::Text, std::to_string(last_guarded(r)));
    cell(edges, cols, 2, row, Face::Mono, Tone::Dim, lines_of(code, r.start, r.end));
    cell(edges, cols, 3, row, Face::Mono, Tone::Error, std::to_string(r.target));
    cell(edges, cols, 4, row, Face::Mono, Tone::Dim, handler_line(code, r.target));
    cell(edges, cols, 5, row, Face::Mono, Tone::Text, std::to_string(r.depth));
    cell(edges, cols, 6, row, Face::Mono, Tone::Dim, r.lasti ? "lasti" : "");
    if (!row.hovered) continue;
    if (shown.unit >= 0) point_at(ui, point, row.clicked);
    tooltip(tip_of(r));
  }
}

std::string text_Handlers(Ui& ui) {
  pipe_if_wanted(ui);
  ShownCode shown = shown_code(ui);
  if (!shown.code) return std::string(tr(Word::NoFrame)) + "\n";
  std::string out;
  for (const ExceptionTableRow& r : shown.code->exceptions) {
    bool now = shown.frame && shown.frame->offset >= r.start && shown.frame->offset < r.end;
    out += std::string(now ? "> " : "  ") + std::to_string(r.start) + " to " + std::to_string(last_guarded(r)) + " -> " + std::to_string(r.target) + " [" + std::to_string(r.depth) + "]" + (r.lasti ? " lasti" : "");
    out += "   " + std::string(tr(Word::LineWord)) + " " + lines_of(*shown.code, r.start, r.end) + " -> " + handler_line(*shown.code, r.target) + "\n";
  }
  return out.empty() ? std::string(tr(Word::NoHandlers)) + "\n" : out;
}

}  // namespace innards::ui
