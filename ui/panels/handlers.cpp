// Exception table: which instructions are guarded, and where control goes when one of them raises.
#include "kit/table.h"

namespace innards::ui {
namespace {

const CodeRows* shown_code(Ui& ui) { return ui.frame() ? ui.view->code(ui.frame()->code_id) : nullptr; }

}  // namespace

void draw_Handlers(Ui& ui) {
  const CodeRows* code = shown_code(ui);
  if (!code) return placeholder(tr(Word::NoFrame));
  if (code->exceptions.empty()) return placeholder(tr(Word::NoHandlers));
  std::vector<Column> cols = {{tr(Word::From), 60, true}, {tr(Word::To), 60, true}, {tr(Word::Handler), 80, true}, {tr(Word::StackDepth), 90, true}, {"lasti", 60}, {"", 0}};
  auto edges = table_head(cols);
  for (const ExceptionTableRow& r : code->exceptions) {
    Link link;
    link.code = code->id;
    link.offset = r.target;
    Row row = begin_row(ui, line_height(), link);
    if (ui.frame()->offset >= r.start && ui.frame()->offset < r.end) fill(row.rect, tone(Tone::ErrorSoft));
    cell(edges, cols, 0, row, Face::Mono, Tone::Text, std::to_string(r.start));
    cell(edges, cols, 1, row, Face::Mono, Tone::Text, std::to_string(r.end));
    cell(edges, cols, 2, row, Face::Mono, Tone::Error, std::to_string(r.target));
    cell(edges, cols, 3, row, Face::Mono, Tone::Text, std::to_string(r.depth));
    cell(edges, cols, 4, row, Face::Mono, Tone::Dim, r.lasti ? "lasti" : "");
  }
}

std::string text_Handlers(Ui& ui) {
  const CodeRows* code = shown_code(ui);
  if (!code) return std::string(tr(Word::NoFrame)) + "\n";
  std::string out;
  for (const ExceptionTableRow& r : code->exceptions) {
    out += "  " + std::to_string(r.start) + " to " + std::to_string(r.end) + " -> " + std::to_string(r.target) + " [" + std::to_string(r.depth) + "]" + (r.lasti ? " lasti" : "") + "\n";
  }
  return out.empty() ? "no exception table\n" : out;
}

}  // namespace innards::ui
