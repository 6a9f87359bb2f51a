#include "toolbar.h"

#include <algorithm>
#include <cstring>

#include "kit/icons.h"
#include "kit/rows.h"
#include "panels/breakpoints.h"
#include "panels/lesson_state.h"
#include "panels/predict_state.h"

namespace innards::ui {
namespace {

constexpr uint64_t kLongRun = 1000000;   // steps: counting the lines of a shorter one is over before it could be read
constexpr const char* kModel = "CPython 3.11 model";   // what a view says of itself, unless it is a trace of another one

std::string tip_of(Command c) {
  const CommandRow& r = command_row(c);
  return std::string(command_title(c)) + (r.key[0] ? std::string("  (") + r.key + ")" : "") + "\n" + command_help(c);
}

// ---- menus --------------------------------------------------------------------------------------------------------

const char* menu_title(const char* menu) {
  if (!std::strcmp(menu, "File")) return tr(Word::MenuFile);
  if (!std::strcmp(menu, "Run")) return tr(Word::MenuRun);
  if (!std::strcmp(menu, "View")) return tr(Word::MenuView);
  return tr(Word::Help);
}

void command_items(Ui& ui, const char* name) {
  for (int i = 0; i < static_cast<int>(Command::kCount); ++i) {
    Command c = static_cast<Command>(i);
    const CommandRow& r = command_row(c);
    if (std::strcmp(r.menu, name)) continue;
    bool on = (c == Command::SkipDull && ui.settings.skip_dull) || (c == Command::FoldLibrary && ui.settings.fold_library) || (c == Command::Predict && predicting(ui));
    if (ImGui::MenuItem(command_title(c), r.key, on)) run_command(ui, c);
    if (ImGui::IsItemHovered()) tooltip(command_help(c));
  }
}

void recent_menu(Ui& ui) {
  const std::vector<std::string> files = ui.host->recent_files();
  std::string chosen;
  if (!ImGui::BeginMenu((std::string(tr(Word::RecentFiles)) + "###recent").c_str(), !files.empty())) return;
  for (const std::string& path : files)
    if (ImGui::MenuItem(path.c_str())) chosen = path;
  ImGui::EndMenu();
  if (!chosen.empty()) ui.host->open(chosen, "");
}

void menu(Ui& ui, const char* name) {
  if (!ImGui::BeginMenu((std::string(menu_title(name)) + "###" + name).c_str())) return;
  command_items(ui, name);
  if (!std::strcmp(name, "File") && ui.host) {
    ImGui::Separator();
    recent_menu(ui);
    if (ImGui::BeginMenu(tr(Word::Examples))) {
      for (const auto& [title, path] : ui.host->examples()) {
        if (ImGui::MenuItem(title.c_str())) ui.host->open(path, "");
      }
      ImGui::EndMenu();
    }
  }
  if (!std::strcmp(name, "View")) {
    ImGui::Separator();
    for (int i = 0; i < static_cast<int>(Panel::kCount); ++i) {
      if (ImGui::MenuItem(panel_title(static_cast<Panel>(i)))) bring_up(ui.layout, static_cast<Panel>(i));
    }
  }
  ImGui::EndMenu();
}

void lessons_menu(Ui& ui) {
  if (!ui.host || !ImGui::BeginMenu((std::string(tr(Word::MenuLessons)) + "###Lessons").c_str())) return;
  std::string chosen;
  if (ui.lesson && ui.lesson->player) command_items(ui, "Lessons"), ImGui::Separator();
  for (const LessonEntry& e : ui.host->lessons()) {
    if (ImGui::MenuItem(e.title.c_str(), (std::to_string(e.done) + " / " + std::to_string(e.steps)).c_str(), e.finished())) chosen = e.name;
  }
  ImGui::EndMenu();
  if (!chosen.empty()) ui.host->open_lesson(chosen);
}

}  // namespace

std::string step_text(Ui& ui) {
  std::string s = std::string(tr(Word::Step)) + " " + grouped(ui.view->cursor()) + " / " + grouped(ui.view->last_step());
  return s;
}


size_t differences_met(const Ui& ui) {
  return static_cast<size_t>(std::count_if(ui.rows.differences.begin(), ui.rows.differences.end(), [](const DifferenceRow& r) { return !r.met.empty(); }));
}

namespace {

// Left of what is modelled: how many differences from it this run has met. Ends at `right`; returns the width used.
float differences_chip(Ui& ui, float right, float y, float h) {
  const size_t met = differences_met(ui);
  if (!met) return 0;
  const std::string text = "≠ " + std::to_string(met);
  const float w = text_width(Face::Small, text) + px(12);
  const Rect r{right - w - px(8), y + px(3), w, h - px(6)};
  const bool over = mouse_in(r);
  fill(r, tone(over ? Tone::AccentSoft : Tone::ChangedSoft), px(4));
  row_text(r.x + px(6), y, h, Face::Small, over ? Tone::Accent : Tone::Changed, text);
  if (over) tooltip(std::string(tr(Word::DiffersFrom)) + "\n" + differences_text(ui));
  if (over && ImGui::IsMouseClicked(0)) bring_up(ui.layout, Panel::Differences);
  return w + px(16);
}

}  // namespace

void menu_bar(Ui& ui) {
  if (!ImGui::BeginMenuBar()) return;
  ImVec2 p = ImGui::GetCursorScreenPos();
  float h = ImGui::GetFrameHeight();
  float w = row_text(p.x, p.y, h, Face::Bold, Tone::Accent, "Innards");
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + w + px(10));
  for (const char* name : {"File", "Run", "View"}) menu(ui, name);
  lessons_menu(ui);
  menu(ui, "Help");
  if (ui.view) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float x = at.x + px(14), right = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - px(12);
    const std::string path = ui.view->title(), title = path.substr(path.rfind('/') + 1);
    const float title_w = std::min(text_width(Face::Sans, title), std::max(right - x, 0.f));
    if (title_w > px(16)) row_text_fit(x, p.y, h, Face::Sans, Tone::Text, title, title_w + 1);
    x += title_w + px(12);
    std::string model = ui.view->python_version();
    if (model == kModel) model = tr(Word::Model);
    if (const float w = text_width(Face::Small, model); w < right - x) row_text(right -= w, p.y, h, Face::Small, Tone::Dim, model);
    if (x < right) right -= differences_chip(ui, right, p.y, h);
    const std::string& says = ui.problem.empty() ? ui.note : ui.problem;
    if (!says.empty()) row_text_fit(x, p.y, h, Face::Sans, ui.problem.empty() ? Tone::Accent : Tone::Error, says, right - x - px(20));
  }
  ImGui::EndMenuBar();
}

namespace {

// ---- toolbar ------------------------------------------------------------------------------------------------------

void button(Ui& ui, Icon icon, Command c, bool lit = false) {
  if (icon_button(command_row(c).id, icon, tip_of(c).c_str(), lit)) run_command(ui, c);
  ImGui::SameLine(0, px(2));
}

void gap(float w) {
  ImGui::Dummy(ImVec2(px(w), 1));
  ImGui::SameLine(0, 0);
}

void divider() {
  gap(4);
  ImVec2 p = ImGui::GetCursorScreenPos();
  line(p.x, p.y + px(3), p.x, p.y + px(21), tone(Tone::Line));
  gap(6);
}

bool plain_button(const char* label, const std::string& tip) {
  ImVec2 p = ImGui::GetCursorScreenPos();
  float w = text_width(Face::Sans, label) + px(16);
  Rect r{p.x, p.y, w, px(24)};
  bool pressed = ImGui::InvisibleButton(label, ImVec2(w, r.h));
  bool hovered = ImGui::IsItemHovered();
  frame_rect({r.x, r.y + px(1), r.w, r.h - px(2)}, tone(Tone::Outline), px(4));
  if (hovered) fill(r, tone(Tone::AccentSoft), px(4));
  row_text(r.x + px(8), r.y, r.h, Face::Sans, hovered ? Tone::Accent : Tone::Text, label);
  if (hovered) tooltip(tip);
  ImGui::SameLine(0, px(5));
  return pressed;
}

void word_button(Ui& ui, Command c, const char* label) {
  if (plain_button(label, tip_of(c))) run_command(ui, c);
}

// What one step is. Where there is no room for all, the chosen one stands for the others: a click takes the next.
void grain_dial(Ui& ui) {
  static const Word kWords[] = {Word::ByMicro, Word::ByInstruction, Word::ByExpression, Word::ByLine, Word::ByCall};   // as in Grain
  const bool all = ImGui::GetWindowWidth() > px(1240);
  for (int i = 0; i < static_cast<int>(Grain::kCount); ++i) {
    const Grain grain = static_cast<Grain>(i);
    if (!all && ui.settings.grain != grain) continue;
    const char* label = tr(kWords[i]);
    ImVec2 p = ImGui::GetCursorScreenPos();
    float w = text_width(Face::Small, label) + px(14);
    Rect r{p.x, p.y + px(2), w, px(20)};
    bool pressed = ImGui::InvisibleButton(label, ImVec2(w, px(24)));
    bool on = ui.settings.grain == grain, hovered = ImGui::IsItemHovered();
    if (on || hovered) fill(r, tone(Tone::AccentSoft), px(4));
    row_text(p.x + px(7), p.y, px(24), Face::Small, on ? Tone::Accent : Tone::Dim, label);
    if (on) fill({p.x + px(6), p.y + px(21), w - px(12), px(2)}, tone(Tone::Accent));
    if (hovered) tooltip(std::string(tr(Word::Granularity)) + " " + label);
    ImGui::SameLine(0, 0);
    if (!pressed) continue;
    if (all) ui.settings.grain = grain;
    else run_command(ui, Command::GrainNext);
    break;
  }
}

}  // namespace

// What goes on by itself: a search and how far it is, or the recording.
std::string activity_text(const Ui& ui) {
  const auto percent = [](double progress) { return " " + std::to_string(static_cast<int>(progress * 100)) + "%"; };
  if (ui.search) return tr(Word::Searching) + percent(ui.search->progress()) + "  " + tr(Word::Step) + " " + grouped(ui.search->position());
  if (ui.job) return tr(Word::Writing) + percent(ui.job->progress());
  if (!ui.view->recording()) {
    const bool counts = ui.counts_lines() && !ui.lines.known && ui.view->last_step() >= kLongRun;
    return counts ? tr(Word::CountingLines) + percent(ui.lines.hits->progress()) : "";
  }
  const bool waits = ui.session && ui.session->wants_input(), long_one = ui.session && ui.session->in_native();
  return "● " + std::string(tr(waits ? Word::WaitsForInput : long_one ? Word::RecordingInside : Word::Recording));
}

namespace {

// Returns the width used.
float draw_activity(const Ui& ui, float x, float y) {
  const std::string text = activity_text(ui);
  const Tone colour = ui.search || ui.job ? Tone::Accent : ui.view->recording() ? Tone::Break : Tone::Dim;
  return text.empty() ? 0 : row_text(x, y, px(24), Face::Small, colour, text) + px(10);
}

void cancel_button(Ui& ui) {
  if (plain_button(tr(Word::Cancel), std::string(tr(Word::Cancel)) + "  (Escape)")) ui.cancel_searches();
}

void moving_buttons(Ui& ui) {
  button(ui, Icon::Start, Command::Start);
  button(ui, Icon::LineBack, Command::LineBack);
  button(ui, Icon::StepBack, Command::StepBack);
  button(ui, ui.playing ? Icon::Pause : Icon::Play, Command::Play, ui.playing);
  button(ui, Icon::StepForward, Command::StepForward);
  button(ui, Icon::LineForward, Command::LineForward);
  button(ui, Icon::End, Command::End);
  divider();
  const bool roomy = ImGui::GetWindowWidth() > px(1000);   // else the keys do it
  if (roomy) button(ui, Icon::OverBack, Command::OverBack);
  button(ui, Icon::Over, Command::OverForward);
  if (roomy) button(ui, Icon::OutBack, Command::OutBack);
  button(ui, Icon::Out, Command::OutForward);
  if (ui.session) button(ui, Icon::Break, Command::Breakpoint, find_breakpoint_row(ui, ui.rows.source_file, chosen_line(ui)) >= 0);
  divider();
}

// Which step of how many, and what goes on by itself; at most up to `right`.
void step_and_activity(Ui& ui, float right) {
  const ImVec2 p = ImGui::GetCursorScreenPos();
  row_text_fit(p.x + px(4), p.y, px(24), Face::MonoBold, Tone::Text, step_text(ui), right - p.x - px(4));
  // Room for the longest number, so that what follows stays where it is.
  const std::string last = grouped(ui.view->last_step());
  float w = text_width(Face::MonoBold, std::string(tr(Word::Step)) + " " + last + " / " + last) + px(16);
  w += draw_activity(ui, p.x + w, p.y);
  ImGui::Dummy(ImVec2(std::min(w, right - p.x), px(24)));
  ImGui::SameLine(0, 0);
  if (ui.search || ui.job) cancel_button(ui);
  else if (ui.view->recording() && ui.session) word_button(ui, Command::StopRun, tr(Word::Stop));
}

// Where we are, in words.
std::string where_text(Ui& ui) {
  const Moment& m = ui.view->moment();
  if (m.finished) return tr(Word::AtEnd);
  if (m.frames.empty()) return {};
  const FrameRow& f = m.frames.back();
  return f.qualname + (f.line > 0 ? std::string(", ") + tr(Word::LineWord) + " " + std::to_string(f.line) : "");
}

// On the right: what changes the program or the look. Who has no room is found in the menus.
void words_on_the_right(Ui& ui, float left, float right) {
  struct Button {
    Command command;
    const char* label;
    float width() const { return text_width(Face::Sans, label) + px(21); }
  };
  std::vector<Button> all = {{Command::Find, tr(Word::Find)}, {Command::Palette, tr(Word::Commands)}};
  if (ui.session) all.insert(all.begin(), ui.editing ? Button{Command::RunAgain, tr(Word::Run)} : Button{Command::EditSource, tr(Word::Edit)});
  const auto total = [&] { float sum = 0; for (const Button& b : all) sum += b.width(); return sum; };
  for (Command dropped : {Command::Find, Command::EditSource, Command::RunAgain, Command::Palette})
    if (total() > right - left) all.erase(std::remove_if(all.begin(), all.end(), [&](const Button& b) { return b.command == dropped; }), all.end());
  const float begin = right - total();
  row_text_fit(left + px(4), ImGui::GetCursorScreenPos().y, px(24), Face::Sans, Tone::Dim, where_text(ui), begin - px(12) - left);
  ImGui::SetCursorScreenPos(ImVec2(begin, ImGui::GetCursorScreenPos().y));
  for (const Button& b : all) word_button(ui, b.command, b.label);
}

}  // namespace

void toolbar(Ui& ui) {
  const float right = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - px(10);
  moving_buttons(ui);
  grain_dial(ui);
  divider();
  step_and_activity(ui, right);
  words_on_the_right(ui, ImGui::GetCursorScreenPos().x, right);
  ImGui::NewLine();
}

}  // namespace innards::ui
