// Constants and names: what the shown code object carries besides its instructions, and which of them use it.
#include "kit/pipe.h"

namespace innards::ui {
namespace {

// One table of the code object; `operand` is its number in Stage::Operand.
struct Names {
  const char* title;
  Operand operand;
  const std::vector<std::string>* list;
};

std::vector<Names> tables(const CodeRows& code) {
  return {{"co_names", Operand::Name, &code.names}, {"co_varnames", Operand::Local, &code.varnames}, {"co_cellvars", Operand::Cell, &code.cellvars}, {"co_freevars", Operand::Free, &code.freevars}};
}

struct Fact {
  const char* name;
  std::string value;
};

std::vector<Fact> facts(const CodeRows& code) {
  return {{"co_qualname", code.qualname},
          {"co_firstlineno", std::to_string(code.first_line)},
          {"co_argcount", std::to_string(code.arg_count)},
          {"co_posonlyargcount", std::to_string(code.posonly_arg_count)},
          {"co_kwonlyargcount", std::to_string(code.kwonly_arg_count)},
          {"co_nlocals", std::to_string(code.varnames.size())},
          {"co_stacksize", std::to_string(code.stack_size)},
          {"co_flags", code.flags_text}};
}

std::string uses_text(size_t uses) { return uses ? "×" + std::to_string(uses) : tr(Word::Unused); }

// Number, uses; pointing at the row lights the instructions. False when the row is not to be seen: then nothing is counted;
// else `room` is what stands between them.
bool operand_row(Ui& ui, const ShownCode& shown, Operand operand, size_t number, Rect& room) {
  const int index = static_cast<int>(number);
  float h = line_height();
  Row row = begin_row(ui, h, Link());
  if (!row.visible) return false;
  std::string n = std::to_string(index);
  size_t uses = operand_uses(*shown.code, operand, index).size();
  std::string used = uses_text(uses);
  PipelinePoint point{Stage::Operand, shown.unit, static_cast<int>(operand), index};
  if (shown.unit >= 0) fill_glow(row.rect, {false, ui.selected.pipe == point, ui.hover.pipe == point});
  row_text(row.rect.x + px(30) - text_width(Face::Mono, n), row.rect.y, h, Face::Mono, Tone::Faint, n);
  float w = text_width(Face::Small, used), right = row.rect.x + row.rect.w - px(12);
  row_text(right - w, row.rect.y, h, Face::Small, uses ? Tone::Dim : Tone::Faint, used);
  if (row.hovered && shown.unit >= 0) point_at(ui, point, row.clicked);
  room = {row.rect.x + px(40), row.rect.y, right - w - px(8) - row.rect.x - px(40), h};
  return true;
}

// Without a count: a code object's rows are read once. Of a code object that does not run there are only texts.
void draw_constant(Ui& ui, const ValueRow& v, const Rect& r) {
  Link link;
  link.object = v.id;
  if (v.id && ui.glows(link)) fill(r, tone(Tone::Hover), px(3));
  if (v.id && ui.is_selected(link)) frame_rect(r, tone(Tone::Accent), px(3));
  float type_w = text_width(Face::Small, v.type) + px(8);
  if (r.w - type_w < px(30)) type_w = 0;   // the value is worth more
  bool cut = row_text_fit(r.x, r.y, r.h, Face::Mono, tone_of_type(v.type.c_str()), v.text, r.w - type_w);
  float at = std::min(text_width(Face::Mono, v.text), r.w - type_w) + px(6);
  if (type_w > 0) row_text_fit(r.x + at, r.y, r.h, Face::Small, Tone::Dim, v.type, type_w);
  if (v.id && mouse_in(r)) ui.hover_next.object = v.id;
  if (v.id && mouse_in(r) && ImGui::IsMouseClicked(0)) ui.select_object(v.id);
  if (cut && mouse_in(r)) tooltip(v.text);
}

}  // namespace

void draw_Constants(Ui& ui) {
  pipe_if_wanted(ui);
  ShownCode shown = shown_code(ui);
  if (!shown.code) return placeholder(tr(Word::NoFrame));
  const CodeRows& code = *shown.code;
  float h = line_height(), width = ImGui::GetContentRegionAvail().x;
  heading("co_consts");
  Rect r;
  for (size_t i = 0; i < code.consts.size(); ++i)
    if (operand_row(ui, shown, Operand::Const, i, r)) draw_constant(ui, code.consts[i], r);
  for (const Names& group : tables(code)) {
    if (group.list->empty()) continue;
    heading(group.title);
    for (size_t i = 0; i < group.list->size(); ++i)
      if (operand_row(ui, shown, group.operand, i, r)) row_text_fit(r.x, r.y, r.h, Face::Mono, Tone::Text, (*group.list)[i], r.w);
  }
  heading(tr(Word::CodeObject));
  for (const Fact& fact : facts(code)) {
    Row row = begin_row(ui, h, Link());
    row_text(row.rect.x + px(10), row.rect.y, h, Face::Small, Tone::Dim, fact.name);
    if (row_text_fit(row.rect.x + px(138), row.rect.y, h, Face::Mono, Tone::Text, fact.value, width - px(148)) && row.hovered) tooltip(fact.value);
  }
}

std::string text_Constants(Ui& ui) {
  pipe_if_wanted(ui);
  ShownCode shown = shown_code(ui);
  if (!shown.code) return std::string(tr(Word::NoFrame)) + "\n";
  const CodeRows& code = *shown.code;
  std::string out;
  auto line_of = [&](Operand operand, size_t i, const std::string& text) {
    out += pad_left(std::to_string(i), 5) + "  " + pad(text, 40) + "  " + uses_text(operand_uses(code, operand, static_cast<int>(i)).size()) + "\n";
  };
  out += "co_consts\n";
  for (size_t i = 0; i < code.consts.size(); ++i) line_of(Operand::Const, i, code.consts[i].text + (code.consts[i].cut ? "..." : "") + " (" + code.consts[i].type + ")");
  for (const Names& group : tables(code)) {
    if (!group.list->empty()) out += std::string(group.title) + "\n";
    for (size_t i = 0; i < group.list->size(); ++i) line_of(group.operand, i, (*group.list)[i]);
  }
  for (const Fact& fact : facts(code)) out += pad(fact.name, 20) + fact.value + "\n";
  return out;
}

}  // namespace innards::ui
