#include "kit/ask_menu.h"

#include <algorithm>

#include "kit/menu_keys.h"
#include "kit/rows.h"
#include "panels/breakpoints.h"

namespace innards::ui {
namespace {

const FrameRow* frame_of(Ui& ui, int depth) {
  for (const FrameRow& f : ui.view->moment().frames)
    if (f.depth == depth) return &f;
  return nullptr;
}

std::string text_of_object(Ui& ui, ObjectId id) {
  const ObjectRow* row = ui.view->moment().objects.find(id);
  return row ? row->value.text : short_id(id);
}

Question question(Ask what) {
  Question q;
  q.what = what;
  return q;
}

void about_name(const FrameRow& frame, const std::string& name, std::vector<Question>& out) {
  Question q = question(Ask::Writes);
  q.name = name;
  q.function = frame.qualname;
  out.push_back(q);
  q = question(Ask::Values);
  q.expression = name;
  q.function = frame.qualname;
  out.push_back(q);
}

void about_frame(const FrameRow& frame, std::vector<Question>& out) {
  if (frame.qualname == "<module>") return;
  Question q = question(Ask::Calls);
  q.name = frame.qualname;
  out.push_back(q);
}

void about_object(Ui& ui, ObjectId id, std::vector<Question>& out) {
  Question q = question(Ask::Made);
  q.object = id;
  q.name = text_of_object(ui, id);
  q.at = ui.view->cursor();
  out.push_back(q);
  q.what = Ask::Life;
  out.push_back(q);
  const TypeRows type = ui.view->has(Knows::Type) ? ui.view->type(id) : TypeRows();
  if (!type.exceptions) return;
  q = question(Ask::Raises);
  q.name = type.name;
  out.push_back(q);
}

void about_line(Ui& ui, int line, std::vector<Question>& out) {
  Question q = question(Ask::Line);
  q.line = line;
  q.filename = ui.rows.source_file;
  out.push_back(q);
}

void about_instruction(Ui& ui, const Link& link, std::vector<Question>& out) {
  const CodeRows* code = ui.view->code(link.code);
  if (!code) return;
  Question q = question(Ask::Instruction);
  q.offset = link.offset;
  q.function = code->qualname;
  q.filename = code->filename;
  out.push_back(q);
}

void about_output(Ui& ui, const Link& link, std::vector<Question>& out) {
  Question q = question(Ask::Output);
  q.stream = link.stream;
  q.from = link.from;
  q.to = link.to;
  uint64_t at = 0;
  for (const OutputRow& o : ui.rows.output) {
    if (o.stream != link.stream) continue;
    const uint64_t begin = std::max(at, link.from), end = std::min(at + o.text.size(), link.to);
    if (begin < end) q.name += o.text.substr(static_cast<size_t>(begin - at), static_cast<size_t>(end - begin));
    at += o.text.size();
  }
  out.push_back(q);
}

void about_expression(Ui& ui, const std::string& expression, std::vector<Question>& out) {
  Question q = question(Ask::Values);
  q.expression = expression;
  q.function = ui.frame() ? ui.frame()->qualname : "<module>";
  out.push_back(q);
  q.what = Ask::Becomes;
  out.push_back(q);
}

Link of_selection(Ui& ui) {
  const Selection& s = ui.selected;
  Link link;
  for (const FrameRow& f : ui.view->moment().frames)
    if (!s.name.empty() && f.qualname == s.name_function) link.frame = f.depth, link.name = s.name;
  link.object = s.object;
  link.line = s.line;
  link.code = s.code;
  link.offset = s.offset;
  if (link.frame < 0) link.frame = s.frame;
  return link;
}

// ---- what else can be done

// An entry of the menu: chosen with the mouse, or by its key.
bool entry(Ui& ui, const std::string& text, bool checked = false) {
  const bool pressed = menu_chosen(ui, text);
  ImGui::PushID(static_cast<int>(ui.menu_entries.size()));
  const bool clicked = ImGui::MenuItem(text.c_str(), menu_sign(ui.menu_entries.size()).c_str(), checked);
  ImGui::PopID();
  if (!pressed) return clicked;
  ImGui::CloseCurrentPopup();
  return true;
}

void breakpoint_entries(Ui& ui, int line) {
  if (entry(ui, tr(Word::BreakHere), find_breakpoint_row(ui, ui.rows.source_file, line) >= 0)) toggle_breakpoint(ui, ui.rows.source_file, line);
  if (entry(ui, tr(Word::BreakHereIf))) edit_breakpoint(ui, ui.rows.source_file, line);
}

void instruction_entry(Ui& ui, const Link& link) {
  const CodeRows* code = ui.view->code(link.code);
  if (code && entry(ui, tr(Word::BreakInstruction), find_breakpoint_row(ui, *code, link.offset) >= 0)) toggle_breakpoint(ui, *code, link.offset);
}

// The uppermost entry of the shown frame's value stack that is the object; -1: none.
int entry_of(const FrameRow& frame, ObjectId id) {
  for (size_t i = frame.stack.size(); i-- > 0;)
    if (frame.stack[i].value.id == id) return frame.stack[i].index;
  return -1;
}

void object_entries(Ui& ui, ObjectId id) {
  const FrameRow* frame = ui.frame();
  if (const int at = frame ? entry_of(*frame, id) : -1; at >= 0 && ui.session && entry(ui, tr(Word::GoWherePut)))
    if (const std::optional<OriginRow> origin = ui.view->put_there(frame->id, at)) ui.go_to(origin->step);
  const auto show = [&](Panel panel) {
    ui.selected.object = id;
    bring_up(ui.layout, panel);
  };
  if (entry(ui, tr(Word::ShowLife))) show(Panel::Life);
  if (ui.view->has(Knows::Type) && ui.view->type(id).asked_has_process && entry(ui, tr(Word::ShowWalk))) show(Panel::Walk);
  if (entry(ui, tr(Word::ShowHolders))) show(Panel::References);
}

void watch_entry(Ui& ui, const std::string& expression) {
  auto& all = ui.watches.expressions;
  if (std::find(all.begin(), all.end(), expression) != all.end() || !entry(ui, with_text(Word::WatchThis, expression))) return;
  all.push_back(expression);
  ui.watches.at = UINT64_MAX;
  bring_up(ui.layout, Panel::Watch);
}

void entries(Ui& ui, const Link& link) {
  const std::vector<Question> questions = questions_about(ui, link);
  const bool chinese = language_now() == Language::Chinese;
  for (const Question& q : questions) {
    if (q.what == Ask::Life) continue;   // the panel Life shows it better
    if (entry(ui, question_text(q, chinese))) ui.ask(q);
    if (ImGui::IsItemHovered()) tooltip(chinese ? question_row(q.what).chinese_help : question_row(q.what).help);
  }
  if (!questions.empty()) ImGui::Separator();
  if (link.line) breakpoint_entries(ui, link.line);
  if (link.offset >= 0) instruction_entry(ui, link);
  if (link.frame >= 0 && !link.name.empty()) watch_entry(ui, link.name);
  if (link.object) object_entries(ui, link.object);
  if (link.step != UINT64_MAX && entry(ui, tr(Word::GoThere))) ui.go_to(link.step);
}

}  // namespace

std::vector<Question> questions_about(Ui& ui, const Link& link) {
  std::vector<Question> out;
  if (!ui.view || !ui.view->has(Knows::Writes)) return out;
  if (!link.text.empty()) about_expression(ui, link.text, out);
  if (const FrameRow* frame = link.frame >= 0 ? frame_of(ui, link.frame) : nullptr) {
    if (!link.name.empty()) about_name(*frame, link.name, out);
    else about_frame(*frame, out);
  }
  if (link.object) about_object(ui, link.object, out);
  if (link.offset >= 0) about_instruction(ui, link, out);
  if (link.line) about_line(ui, link.line, out);
  if (link.stream) about_output(ui, link, out);
  return out;
}

Link thing_meant(Ui& ui) {
  const Link selected = of_selection(ui);
  const bool pointed = ui.hover.any() && (ui.mouse_leads || !selected.any());
  return pointed ? ui.hover : selected;
}

void open_ask_menu(Ui& ui) {
  if (!ui.view) return;
  ui.menu_of = thing_meant(ui);
  ui.menu_wanted = true;
}

void ask_menu(Ui& ui) {
  if (ui.view && ui.hover_next.any() && ImGui::IsMouseClicked(1)) {
    ui.menu_of = ui.hover_next;
    ui.menu_wanted = true;
  }
  if (ui.menu_wanted) ImGui::OpenPopup("ask");
  ui.menu_wanted = false;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(8), px(6)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(8), px(5)));
  if (ImGui::BeginPopup("ask")) {
    if (ui.menu_key < 0) ImGui::CloseCurrentPopup();
    if (ui.view && ui.menu_of.any()) entries(ui, ui.menu_of);
    else ImGui::TextDisabled("%s", tr(Word::NothingToAsk));
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
}

}  // namespace innards::ui
