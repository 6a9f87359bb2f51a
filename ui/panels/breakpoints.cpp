// Breakpoints and log points: the list, the fields of one of them, and what the log points have noted over the whole run.
#include "panels/breakpoints.h"

#include <algorithm>
#include <cstdlib>

#include "kit/rows.h"
#include "kit/text_field.h"

namespace innards::ui {

int find_breakpoint_row(Ui& ui, const std::string& filename, int line) {
  if (!ui.session) return -1;
  const auto& all = ui.session->breakpoints();
  const auto it = std::find_if(all.begin(), all.end(), [&](const Breakpoint& b) { return b.on == BreakOn::Line && b.line == line && b.filename == filename; });
  return it == all.end() ? -1 : static_cast<int>(it - all.begin());
}

namespace {

int add(Ui& ui, const Breakpoint& b) {
  ui.session->breakpoints().push_back(b);
  return static_cast<int>(ui.session->breakpoints().size()) - 1;
}

void remove(Ui& ui, int at) {
  auto& all = ui.session->breakpoints();
  all.erase(all.begin() + at);
  ui.breaks.edited = -1;
}

Breakpoint on_line(const std::string& filename, int line) {
  Breakpoint b;
  b.filename = filename;
  b.line = line;
  return b;
}

}  // namespace

void toggle_breakpoint(Ui& ui, const std::string& filename, int line) {
  if (!ui.session) return;
  const int at = find_breakpoint_row(ui, filename, line);
  if (at >= 0) remove(ui, at);
  else add(ui, on_line(filename, line));
}

int find_breakpoint_row(Ui& ui, const CodeRows& code, int offset) {
  if (!ui.session) return -1;
  const auto& all = ui.session->breakpoints();
  const auto it = std::find_if(all.begin(), all.end(), [&](const Breakpoint& b) { return b.on == BreakOn::Instruction && b.offset == offset && b.qualname == code.qualname && b.filename == code.filename; });
  return it == all.end() ? -1 : static_cast<int>(it - all.begin());
}

void toggle_breakpoint(Ui& ui, const CodeRows& code, int offset) {
  if (!ui.session) return;
  const int at = find_breakpoint_row(ui, code, offset);
  if (at >= 0) return remove(ui, at);
  Breakpoint b;
  b.on = BreakOn::Instruction;
  b.filename = code.filename;
  b.qualname = code.qualname;
  b.offset = offset;
  add(ui, b);
}

void draw_breakpoint_sign(const Breakpoint& b, ImVec2 c) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float r = px(4.5f);
  if (!b.log.empty()) {
    const Rect square{c.x - r, c.y - r, 2 * r, 2 * r};
    return b.enabled ? fill(square, tone(Tone::Accent), px(1)) : frame_rect(square, tone(Tone::Accent), px(1));
  }
  if (!b.enabled) return list->AddCircle(c, r, tone(Tone::Break));
  list->AddCircleFilled(c, r, tone(Tone::Break));
  if (!b.condition.empty() || b.hit_count) list->AddCircleFilled(c, px(1.8f), tone(Tone::Panel));
}

void edit_breakpoint(Ui& ui, const std::string& filename, int line) {
  if (!ui.session) return;
  const int at = find_breakpoint_row(ui, filename, line);
  ui.breaks.edited = at >= 0 ? at : add(ui, on_line(filename, line));
  bring_up(ui.layout, Panel::Breakpoints);
}

void toggle_breakpoint_on(Ui& ui, BreakOn on) {
  if (!ui.session) return;
  const auto& all = ui.session->breakpoints();
  const auto it = std::find_if(all.begin(), all.end(), [&](const Breakpoint& b) { return b.on == on; });
  if (it != all.end()) return remove(ui, static_cast<int>(it - all.begin()));
  Breakpoint b;
  b.on = on;
  ui.breaks.edited = add(ui, b);
  bring_up(ui.layout, Panel::Breakpoints);
}

int chosen_line(Ui& ui) {
  if (ui.selected.line) return ui.selected.line;
  return ui.frame() ? ui.frame()->line : 0;
}
void toggle_breakpoint_here(Ui& ui) {
  if (const int line = chosen_line(ui)) toggle_breakpoint(ui, ui.rows.source_file, line);
}
void edit_breakpoint_here(Ui& ui) {
  if (const int line = chosen_line(ui)) edit_breakpoint(ui, ui.rows.source_file, line);
}

namespace {

bool chinese() { return language_now() == Language::Chinese; }

std::string name_of(const Ui& ui, const Breakpoint& b) {
  std::string text = breakpoint_text(b, chinese());
  const bool elsewhere = b.on == BreakOn::Line && ui.session->program().filename != b.filename;
  return elsewhere ? b.filename.substr(b.filename.rfind('/') + 1) + " " + text : text;
}

bool clicked(const Rect& r, const char* tip) {
  const bool hovered = mouse_in(r);
  if (hovered) tooltip(tip);
  return hovered && ImGui::IsMouseClicked(0);
}

// true: it is to be removed.
bool draw_breakpoint(Ui& ui, int i) {
  Breakpoint& b = ui.session->breakpoints()[static_cast<size_t>(i)];
  Link link;
  if (b.on == BreakOn::Line && b.filename == ui.rows.source_file) link.line = b.line;
  const float h = line_height() + px(2);
  const Row row = begin_row(ui, h, link);
  if (ui.breaks.edited == i) fill(row.rect, tone(Tone::AccentSoft));
  const Rect mark{row.rect.x + px(2), row.rect.y, px(18), h}, cross{row.rect.x + row.rect.w - px(24), row.rect.y, px(20), h};
  draw_breakpoint_sign(b, ImVec2(mark.x + px(9), mark.y + h / 2));
  const std::string error = breakpoint_error(b);
  const float x = mark.x + mark.w + px(2);
  const std::string text = name_of(ui, b) + (error.empty() ? "" : "  " + error);
  const Tone t = !error.empty() ? Tone::Error : b.enabled ? Tone::Text : Tone::Faint;
  if (row_text_fit(x, row.rect.y, h, Face::Sans, t, text, cross.x - x - px(4)) && mouse_in({x, row.rect.y, cross.x - x, h})) tooltip(text);
  row_text(cross.x + px(4), cross.y, h, Face::Sans, mouse_in(cross) ? Tone::Accent : Tone::Faint, "×");
  const std::string where = b.enabled ? "●" : "○";
  if (clicked(cross, tr(Word::Remove))) return true;
  if (clicked(mark, where.c_str())) b.enabled = !b.enabled;
  else if (row.clicked) ui.breaks.edited = ui.breaks.edited == i ? -1 : i;
  return false;
}

void field(const char* id, Word hint, std::string& text) {
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + px(22));
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - px(8));
  text_field(id, tr(hint), text);
  ImGui::Dummy(ImVec2(1, px(3)));
}

void draw_fields(Breakpoint& b) {
  ImGui::Dummy(ImVec2(1, px(3)));
  if (b.on == BreakOn::Raise) field("##type", Word::BreakType, b.text);
  if (b.on == BreakOn::Output) field("##text", Word::BreakText, b.text);
  field("##when", Word::BreakWhen, b.condition);
  field("##log", Word::BreakLog, b.log);
  std::string hit = b.hit_count ? std::to_string(b.hit_count) : "";
  field("##hit", Word::BreakHit, hit);
  b.hit_count = std::max(0LL, std::atoll(hit.c_str()));
}

bool logs(const Ui& ui) {
  const auto& all = ui.session->breakpoints();
  return std::any_of(all.begin(), all.end(), [](const Breakpoint& b) { return !b.log.empty(); });
}

void draw_log_head(Ui& ui) {
  heading(tr(Word::LogHead));
  if (ui.breaks.log_done) return;
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const std::string percent = " " + std::to_string(static_cast<int>(ui.breaks.log->progress() * 100)) + "%  ";
  const std::string text = ui.breaks.log_cancelled ? tr(Word::LookFurther) + percent : tr(Word::Searching) + percent + tr(Word::Cancel);
  const Rect r{p.x + px(10), p.y, text_width(Face::Small, text), line_height()};
  row_text(r.x, r.y, r.h, Face::Small, mouse_in(r) ? Tone::Accent : Tone::Dim, text);
  if (mouse_in(r) && ImGui::IsMouseClicked(0)) ui.breaks.log_cancelled = !ui.breaks.log_cancelled;
  ImGui::Dummy(ImVec2(1, r.h));
}

void draw_log(Ui& ui) {
  ui.begin_log();
  draw_log_head(ui);
  const auto& answers = ui.breaks.log->answers();
  if (answers.empty() && ui.breaks.log_done) return more_row(0), heading(tr(Word::LogNone));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(answers.size()), line_height());
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const WriteRow& w = answers[static_cast<size_t>(i)];
      Link link;
      link.step = w.step;
      const Row row = begin_row(ui, line_height(), link);
      const bool later = w.step > ui.rows.cursor;
      const std::string step = grouped(w.step);
      const float x = row.rect.x + px(66);
      row_text(x - text_width(Face::MonoSmall, step), row.rect.y, row.rect.h, Face::MonoSmall, Tone::Accent, step);
      const bool cut = row_text_fit(x + px(8), row.rect.y, row.rect.h, Face::Mono, later ? Tone::Faint : Tone::Text, w.name, row.rect.w - px(84));
      if (cut && row.hovered) tooltip(w.name);
      if (row.clicked) ui.go_to(w.step);
    }
  }
}

}  // namespace

void draw_Breakpoints(Ui& ui) {
  if (!ui.view) return;
  if (!ui.session) return placeholder(tr(Word::NotInTrace));
  auto& all = ui.session->breakpoints();
  if (all.empty()) return placeholder(tr(Word::NoBreakpoints));
  int gone = -1;
  for (int i = 0; i < static_cast<int>(all.size()); ++i) {
    ImGui::PushID(i);
    if (draw_breakpoint(ui, i)) gone = i;
    if (ui.breaks.edited == i) draw_fields(all[static_cast<size_t>(i)]);
    ImGui::PopID();
  }
  if (gone >= 0) remove(ui, gone);
  if (logs(ui)) draw_log(ui);
}

std::string text_Breakpoints(Ui& ui) {
  if (!ui.session) return std::string(tr(Word::NotInTrace)) + "\n";
  const auto& all = ui.session->breakpoints();
  if (all.empty()) return std::string(tr(Word::NoBreakpoints)) + "\n";
  std::string out;
  for (const Breakpoint& b : all) {
    const std::string error = breakpoint_error(b);
    out += std::string(b.enabled ? "* " : "o ") + name_of(ui, b) + (error.empty() ? "" : "  " + error) + "\n";
  }
  if (!logs(ui)) return out;
  ui.begin_log();
  ui.breaks.log_done = finish_for_text(ui, *ui.breaks.log, ui.breaks.log_done);
  out += std::string(tr(Word::LogHead)) + "\n";
  for (const WriteRow& w : ui.breaks.log->answers()) out += "  " + pad_left(std::to_string(w.step), 8) + "  " + w.name + "\n";
  return ui.breaks.log_done ? out : out + "  " + searching_text(*ui.breaks.log) + "\n";
}

}  // namespace innards::ui
