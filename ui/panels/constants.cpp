// Constants: what the shown code object carries besides its instructions.
#include "kit/rows.h"

namespace innards::ui {
namespace {

const CodeRows* shown_code(Ui& ui) { return ui.frame() ? ui.view->code(ui.frame()->code_id) : nullptr; }

struct Names {
  const char* title;
  const std::vector<std::string>* list;
};

}  // namespace

void draw_Constants(Ui& ui) {
  const CodeRows* code = shown_code(ui);
  if (!code) return placeholder(tr(Word::NoFrame));
  float h = line_height(), width = ImGui::GetContentRegionAvail().x;
  auto fact = [&](const char* name, const std::string& value) {
    ImVec2 p = ImGui::GetCursorScreenPos();
    begin_row(ui, h, Link());
    row_text(p.x + px(10), p.y, h, Face::Small, Tone::Dim, name);
    if (row_text_fit(p.x + px(128), p.y, h, Face::Mono, Tone::Text, value, width - px(138)) && mouse_in({p.x, p.y, width, h})) tooltip(value);
  };
  heading("code object");
  fact("co_qualname", code->qualname);
  fact("co_firstlineno", std::to_string(code->first_line));
  fact("co_argcount", std::to_string(code->arg_count));
  fact("co_stacksize", std::to_string(code->stack_size));
  fact("co_flags", code->flags_text);
  heading("co_consts");
  for (size_t i = 0; i < code->consts.size(); ++i) {
    ImVec2 p = ImGui::GetCursorScreenPos();
    begin_row(ui, h, Link());
    std::string n = std::to_string(i);
    row_text(p.x + px(30) - text_width(Face::Mono, n), p.y, h, Face::Mono, Tone::Faint, n);
    value_chip(ui, p.x + px(40), p.y, h, width - px(50), code->consts[i]);
  }
  for (const Names& group : {Names{"co_names", &code->names}, Names{"co_varnames", &code->varnames}, Names{"co_cellvars", &code->cellvars}, Names{"co_freevars", &code->freevars}}) {
    if (group.list->empty()) continue;
    heading(group.title);
    for (size_t i = 0; i < group.list->size(); ++i) {
      ImVec2 p = ImGui::GetCursorScreenPos();
      begin_row(ui, h, Link());
      std::string n = std::to_string(i);
      row_text(p.x + px(30) - text_width(Face::Mono, n), p.y, h, Face::Mono, Tone::Faint, n);
      row_text_fit(p.x + px(40), p.y, h, Face::Mono, Tone::Text, (*group.list)[i], width - px(50));
    }
  }
}

std::string text_Constants(Ui& ui) {
  const CodeRows* code = shown_code(ui);
  if (!code) return std::string(tr(Word::NoFrame)) + "\n";
  std::string out = "co_qualname     " + code->qualname + "\nco_firstlineno  " + std::to_string(code->first_line) + "\nco_argcount     " + std::to_string(code->arg_count) + "\nco_stacksize    " + std::to_string(code->stack_size) + "\nco_flags        " + code->flags_text + "\n";
  out += "co_consts\n";
  for (size_t i = 0; i < code->consts.size(); ++i) out += pad_left(std::to_string(i), 5) + "  " + value_text(code->consts[i]) + "\n";
  for (const Names& group : {Names{"co_names", &code->names}, Names{"co_varnames", &code->varnames}, Names{"co_cellvars", &code->cellvars}, Names{"co_freevars", &code->freevars}}) {
    if (group.list->empty()) continue;
    out += std::string(group.title) + "\n";
    for (size_t i = 0; i < group.list->size(); ++i) out += pad_left(std::to_string(i), 5) + "  " + (*group.list)[i] + "\n";
  }
  return out;
}

}  // namespace innards::ui
