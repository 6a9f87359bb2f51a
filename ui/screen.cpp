#include "screen.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "kit/ask_menu.h"
#include "kit/icons.h"
#include "kit/pipe.h"
#include "kit/rows.h"
#include "kit/text_field.h"
#include "panels/compare_state.h"
#include "panels/lesson_state.h"
#include "panels/predict_state.h"
#include "pictures.h"

namespace innards::ui {
namespace {

constexpr ImGuiWindowFlags kPlain = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus;

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
    bool on = (c == Command::SkipDull && ui.settings.skip_dull) || (c == Command::Predict && ui.predict && ui.predict->on);
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

std::string step_text(Ui& ui) {
  std::string s = std::string(tr(Word::Step)) + " " + grouped(ui.view->cursor()) + " / " + grouped(ui.view->last_step());
  return s;
}

size_t differences_met(const Ui& ui) {
  return static_cast<size_t>(std::count_if(ui.rows.differences.begin(), ui.rows.differences.end(), [](const DifferenceRow& r) { return !r.met.empty(); }));
}

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
    float x = at.x + px(14);
    std::string title = ui.view->title();
    x += row_text(x, p.y, h, Face::Sans, Tone::Text, title.substr(title.rfind('/') + 1)) + px(12);
    Rect bar{ImGui::GetWindowPos().x, p.y, ImGui::GetWindowWidth(), h};
    std::string model = ui.view->python_version();
    float right = bar.x + bar.w - px(12) - text_width(Face::Small, model);
    row_text(right, p.y, h, Face::Small, Tone::Dim, model);
    right -= differences_chip(ui, right, p.y, h);
    const std::string& says = ui.problem.empty() ? ui.note : ui.problem;
    if (!says.empty()) row_text_fit(x, p.y, h, Face::Sans, ui.problem.empty() ? Tone::Accent : Tone::Error, says, right - x - px(20));
  }
  ImGui::EndMenuBar();
}

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
  const bool all = ImGui::GetWindowWidth() > px(1150);
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

// What goes on by itself: a search and how far it is, or the recording.
std::string activity_text(const Ui& ui) {
  const auto percent = [](double progress) { return " " + std::to_string(static_cast<int>(progress * 100)) + "%"; };
  if (ui.search) return tr(Word::Searching) + percent(ui.search->progress()) + "  " + tr(Word::Step) + " " + grouped(ui.search->position());
  if (ui.job) return tr(Word::Writing) + percent(ui.job->progress());
  if (!ui.view->recording()) return {};
  const bool waits = ui.session && ui.session->wants_input();
  return "● " + std::string(tr(waits ? Word::WaitsForInput : Word::Recording));
}

// Returns the width used.
float draw_activity(const Ui& ui, float x, float y) {
  const std::string text = activity_text(ui);
  return text.empty() ? 0 : row_text(x, y, px(24), Face::Small, ui.search || ui.job ? Tone::Accent : Tone::Break, text) + px(10);
}

void cancel_button(Ui& ui) {
  if (plain_button(tr(Word::Cancel), std::string(tr(Word::Cancel)) + "  (Escape)")) ui.cancel_searches();
}

void toolbar(Ui& ui) {
  button(ui, Icon::Start, Command::Start);
  button(ui, Icon::LineBack, Command::LineBack);
  button(ui, Icon::StepBack, Command::StepBack);
  button(ui, ui.playing ? Icon::Pause : Icon::Play, Command::Play, ui.playing);
  button(ui, Icon::StepForward, Command::StepForward);
  button(ui, Icon::LineForward, Command::LineForward);
  button(ui, Icon::End, Command::End);
  divider();
  button(ui, Icon::Over, Command::OverForward);
  button(ui, Icon::Out, Command::OutForward);
  divider();
  grain_dial(ui);
  divider();
  ImVec2 p = ImGui::GetCursorScreenPos();
  std::string step = step_text(ui);
  row_text(p.x + px(4), p.y, px(24), Face::MonoBold, Tone::Text, step);
  // Room for the longest number, so that what follows stays where it is.
  std::string last = grouped(ui.view->last_step());
  float w = text_width(Face::MonoBold, std::string(tr(Word::Step)) + " " + last + " / " + last) + px(16);
  w += draw_activity(ui, p.x + w, p.y);
  ImGui::Dummy(ImVec2(w, px(24)));
  ImGui::SameLine(0, 0);
  if (ui.search || ui.job) cancel_button(ui);
  else if (ui.view->recording() && ui.session) word_button(ui, Command::StopRun, tr(Word::Stop));
  // Where we are, in words.
  const Moment& m = ui.view->moment();
  std::string where;
  if (m.finished) where = tr(Word::AtEnd);
  else if (!m.frames.empty()) where = m.frames.back().qualname + (m.frames.back().line > 0 ? std::string(", ") + tr(Word::LineWord) + " " + std::to_string(m.frames.back().line) : "");
  p = ImGui::GetCursorScreenPos();
  // On the right: what changes the program or the look.
  float right = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - px(10);
  const char* labels[] = {ui.editing ? tr(Word::Run) : tr(Word::Edit), tr(Word::Find), tr(Word::Commands)};
  float total = 0;
  for (int i = ui.session ? 0 : 1; i < 3; ++i) total += text_width(Face::Sans, labels[i]) + px(21);
  row_text_fit(p.x + px(4), p.y, px(24), Face::Sans, Tone::Dim, where, right - total - px(12) - p.x);
  ImGui::SetCursorScreenPos(ImVec2(right - total, p.y));
  if (ui.session) word_button(ui, ui.editing ? Command::RunAgain : Command::EditSource, labels[0]);
  word_button(ui, Command::Find, labels[1]);
  word_button(ui, Command::Palette, labels[2]);
  ImGui::NewLine();
}

// ---- tiles --------------------------------------------------------------------------------------------------------

float tile_head_height() { return px(25); }

Face tab_face(const Tile& tile, size_t i) { return static_cast<int>(i) == tile.active ? Face::Bold : Face::Sans; }
float tab_width(const Tile& tile, size_t i) { return text_width(tab_face(tile, i), panel_title(tile.tabs[i])) + px(16); }

// The tabs whose titles have room, in their order; the active one is always among them.
std::vector<size_t> tabs_with_room(const Tile& tile, float room) {
  float all = 0;
  for (size_t i = 0; i < tile.tabs.size(); ++i) all += tab_width(tile, i);
  const bool everything = all - px(16) <= room;
  room -= everything ? 0 : text_width(Face::Small, "+00") + px(8) + tab_width(tile, static_cast<size_t>(tile.active));
  std::vector<size_t> shown;
  for (size_t i = 0; i < tile.tabs.size(); ++i) {
    const bool active = static_cast<int>(i) == tile.active;
    if (!everything && !active && (room -= tab_width(tile, i)) < 0) continue;
    shown.push_back(i);
  }
  return shown;
}

// "+2": the tabs without room, as a menu.
void more_tabs(Tile& tile, const std::vector<size_t>& shown, float x, float y) {
  const std::string count = "+" + std::to_string(tile.tabs.size() - shown.size());
  const Rect r{x - px(4), y, text_width(Face::Small, count) + px(8), tile_head_height()};
  row_text(x, y, tile_head_height(), Face::Small, mouse_in(r) ? Tone::Accent : Tone::Dim, count);
  if (mouse_in(r) && ImGui::IsMouseClicked(0)) ImGui::OpenPopup("more tabs");
  if (!ImGui::BeginPopup("more tabs")) return;
  for (size_t i = 0; i < tile.tabs.size(); ++i) {
    if (std::find(shown.begin(), shown.end(), i) != shown.end()) continue;
    if (ImGui::MenuItem(panel_title(tile.tabs[i]))) tile.active = static_cast<int>(i);
    if (ImGui::IsItemHovered()) tooltip(panel_help(tile.tabs[i]));
  }
  ImGui::EndPopup();
}

// Returns where the titles end.
float tab_titles(Tile& tile, float x, float y, float end) {
  const float h = tile_head_height();
  const std::vector<size_t> shown = tabs_with_room(tile, end - x);
  for (size_t i : shown) {
    const bool active = static_cast<int>(i) == tile.active;
    const float w = tab_width(tile, i) - px(16);
    const bool hovered = mouse_in({x - px(5), y + 1, w + px(10), h - 1});
    row_text(x, y, h, tab_face(tile, i), active ? Tone::Text : hovered ? Tone::Accent : Tone::Dim, panel_title(tile.tabs[i]));
    if (active && tile.tabs.size() > 1) fill({x, y + h - px(2), w, px(2)}, tone(Tone::Accent));
    if (hovered) tooltip(panel_help(tile.tabs[i]));
    if (hovered && ImGui::IsMouseClicked(0)) tile.active = static_cast<int>(i);
    x += w + px(16);
  }
  if (shown.size() < tile.tabs.size()) more_tabs(tile, shown, x, y), x = end;
  return x;
}

void tile_head(Ui& ui, Tile& tile, const Rect& r) {
  float h = tile_head_height();
  fill({r.x + 1, r.y + 1, r.w - 2, h - 1}, tone(Tone::Header), px(5));
  line(r.x + 1, r.y + h, r.x + r.w - 1, r.y + h, tone(Tone::Line));
  const float end = r.x + r.w - px(28), x = tab_titles(tile, r.x + px(10), r.y, end);
  std::string note = panel_note(ui, tile.tabs[tile.active]);
  float room = end - x - px(4);
  if (!note.empty() && room > px(30)) {
    float w = std::min(text_width(Face::Small, note), room);
    row_text_fit(end - w, r.y, h, Face::Small, Tone::Dim, note, w + 1);
  }
  Rect max{r.x + r.w - px(25), r.y + px(2), px(20), h - px(4)};
  bool hovered = mouse_in(max), big = ui.layout.maximised != Panel::kCount;
  draw_icon(big ? Icon::Restore : Icon::Maximise, {max.x + px(3), max.y + px(3), max.w - px(6), max.h - px(6)}, tone(hovered ? Tone::Accent : Tone::Faint));
  if (hovered) tooltip(tr(big ? Word::Restore : Word::Maximise));
  if (hovered && ImGui::IsMouseClicked(0)) ui.layout.maximised = big ? Panel::kCount : tile.tabs[tile.active];
}

bool scrolls_itself(Panel p) { return p == Panel::Objects || p == Panel::Table || p == Panel::Bytes || p == Panel::Heap || p == Panel::Life || p == Panel::Strip || p == Panel::Console || p == Panel::Tokens || p == Panel::Tree || p == Panel::Scopes || p == Panel::Blocks; }

void draw_tile(Ui& ui, Tile& tile, const Rect& r) {
  Panel panel = tile.tabs[tile.active];
  ImGui::SetCursorScreenPos(ImVec2(r.x, r.y));
  ImGui::PushID(&tile);
  begin_area("tile", ImVec2(r.w, r.h), ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  fill(r, tone(Tone::Panel), px(6));
  if (ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) ui.hovered_panel = panel;
  tile_head(ui, tile, r);
  float head = tile_head_height() + px(1);
  ImGui::SetCursorScreenPos(ImVec2(r.x + 1, r.y + head + px(2)));
  ImGui::PushID(static_cast<int>(panel));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(6), 0));
  ImGuiWindowFlags flags = scrolls_itself(panel) ? ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse : panel == Panel::Source || panel == Panel::Bytecode ? ImGuiWindowFlags_HorizontalScrollbar : 0;
  begin_area("panel", ImVec2(r.w - 2, r.h - head - px(4)), flags);
  draw_panel(ui, panel);
  ImGui::EndChild();
  ImGui::PopStyleVar();
  ImGui::PopID();
  frame_rect(r, tone(Tone::Line), px(6));
  ImGui::EndChild();
  ImGui::PopID();
}

void draw_tiles(Ui& ui, Tile& tile) {
  if (tile.leaf) return draw_tile(ui, tile, tile.rect);
  for (auto& c : tile.children) draw_tiles(ui, *c);
  // The borders between children can be dragged.
  for (size_t i = 0; i + 1 < tile.children.size(); ++i) {
    const Rect& a = tile.children[i]->rect;
    float g = px(6);
    Rect r = tile.rows ? Rect{a.x, a.y + a.h, a.w, g} : Rect{a.x + a.w, a.y, g, a.h};
    ImGui::SetCursorScreenPos(ImVec2(r.x, r.y));
    ImGui::PushID(&tile);
    ImGui::PushID(static_cast<int>(i));
    ImGui::InvisibleButton("splitter", ImVec2(std::max(r.w, 1.f), std::max(r.h, 1.f)));
    if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
      ImGui::SetMouseCursor(tile.rows ? ImGuiMouseCursor_ResizeNS : ImGuiMouseCursor_ResizeEW);
      fill(tile.rows ? Rect{r.x, r.y + g / 2 - px(1), r.w, px(2)} : Rect{r.x + g / 2 - px(1), r.y, px(2), r.h}, tone(Tone::Accent), px(1));
    }
    if (ImGui::IsItemActive()) drag(tile, static_cast<int>(i), tile.rows ? ImGui::GetIO().MouseDelta.y : ImGui::GetIO().MouseDelta.x, px(60));
    ImGui::PopID();
    ImGui::PopID();
  }
}

// ---- overlays -----------------------------------------------------------------------------------------------------

}  // namespace

bool begin_overlay(const char* id, float w) {
  ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(size.x / 2, px(84)), ImGuiCond_Always, ImVec2(0.5f, 0));
  ImGui::SetNextWindowSize(ImVec2(px(w), 0));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, tone(Tone::Raised));
  bool open = ImGui::Begin(id, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize);
  ImGui::PopStyleColor();
  return open;
}

namespace {

bool overlay_field(Ui& ui, const char* id, const char* hint, std::string& text) {
  ImGui::SetNextItemWidth(-1);
  if (ui.focus_overlay) ImGui::SetKeyboardFocusHere();
  ui.focus_overlay = false;
  return text_field(id, hint, text, ImGuiInputTextFlags_EnterReturnsTrue);
}

bool matches(const std::string& text, const std::string& part) {
  auto lower = [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), [&](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

void palette(Ui& ui) {
  begin_overlay("palette", 520);
  bool enter = overlay_field(ui, "##command", tr(Word::CommandHint), ui.palette_text);
  int shown = 0;
  Command chosen = Command::kCount, first = Command::kCount;
  for (int i = 0; i < static_cast<int>(Command::kCount) && shown < 14; ++i) {
    Command c = static_cast<Command>(i);
    const CommandRow& r = command_row(c);
    if (!matches(std::string(r.title_en) + " " + r.title_zh + " " + r.help_en, ui.palette_text)) continue;
    if (first == Command::kCount) first = c;
    ++shown;
    Row row = begin_row(ui, line_height(), Link());
    if (row.hovered || c == first) fill(row.rect, tone(Tone::Hover), px(3));
    row_text(row.rect.x + px(6), row.rect.y, row.rect.h, Face::Sans, Tone::Text, command_title(c));
    float w = text_width(Face::MonoSmall, r.key);
    row_text(row.rect.x + row.rect.w - w - px(6), row.rect.y, row.rect.h, Face::MonoSmall, Tone::Dim, r.key);
    if (row.clicked) chosen = c;
  }
  if (enter) chosen = first;
  ImGui::End();
  if (chosen != Command::kCount) ui.palette = false, run_command(ui, chosen);
}

// A step's number, which may still have to be recorded, or in a live run any place.
void go_to_typed(Ui& ui, std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  const bool number = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  if (ui.session && (!number || ui.session->recording())) ui.look_for_place(number ? "step " + text : text);
  else if (number) ui.go_to(std::strtoull(text.c_str(), nullptr, 10));
}

void goto_box(Ui& ui) {
  begin_overlay("goto", 420);
  const char* hint = ui.session ? "1204   line 7 hit 2   op CALL   call fib   raise   end" : "1204";
  bool enter = overlay_field(ui, "##place", hint, ui.palette_text);
  ImGui::TextDisabled("%s  %s", tr(Word::GoToStep), ui.problem.c_str());
  ImGui::End();
  if (!enter) return;
  ui.problem.clear();
  go_to_typed(ui, ui.palette_text);
  ui.goto_box = !ui.problem.empty();
}

void mark_box(Ui& ui) {
  begin_overlay("mark", 420);
  bool enter = overlay_field(ui, "##note", tr(Word::MarkNote), ui.palette_text);
  ImGui::TextDisabled("%s %s   %s", tr(Word::Step), grouped(ui.view->cursor()).c_str(), tr(Word::MarkEmpty));
  ImGui::End();
  if (!enter) return;
  set_mark(ui, ui.view->cursor(), ui.palette_text);
  ui.mark_box = false;
}

// Finds a text in the source, the instructions, the names and the objects on the screen, and selects the first match after
// the last one.
void find_next(Ui& ui) {
  static int g_after = 0;
  const std::string& t = ui.find_text;
  if (t.empty() || !ui.view) return;
  std::vector<Link> found;
  const Moment& m = ui.view->moment();
  for (const FrameRow& f : m.frames) {
    for (const LocalRow& l : f.locals) {
      if (matches(l.name, t) && l.value.id) found.push_back({}), found.back().object = l.value.id, found.back().frame = f.depth;
    }
  }
  for (const ObjectRow& o : m.objects) {
    if (matches(o.value.text, t)) found.push_back({}), found.back().object = o.value.id;
  }
  for (const SourceRow& r : ui.rows.source) {
    if (matches(r.text, t)) found.push_back({}), found.back().line = r.line;
  }
  if (found.empty()) {
    ui.problem = std::string(tr(Word::Never)) + ": " + t;
    return;
  }
  Link& l = found[static_cast<size_t>(g_after++) % found.size()];
  ui.selected.object = l.object;
  ui.selected.line = l.line;
  ui.mouse_leads = false;
  ui.problem = t + ": " + std::to_string((g_after - 1) % static_cast<int>(found.size()) + 1) + "/" + std::to_string(found.size());
}

void open_box(Ui& ui) {
  begin_overlay("open", 520);
  bool enter = overlay_field(ui, "##path", "program.py   trace.json", ui.palette_text);
  if (!ui.problem.empty()) ImGui::TextDisabled("%s", ui.problem.c_str());
  ImGui::End();
  if (!enter || !ui.host || ui.palette_text.empty()) return;
  ui.problem.clear();
  ui.host->open(ui.palette_text, "");
  if (ui.problem.empty()) ui.open_box = false;
}

void beside_box(Ui& ui) {
  begin_overlay("beside", 520);
  bool enter = overlay_field(ui, "##path", "program.py", ui.palette_text);
  if (!ui.problem.empty()) ImGui::TextDisabled("%s", ui.problem.c_str());
  ImGui::End();
  if (!enter || !ui.host || ui.palette_text.empty()) return;
  ui.problem.clear();
  std::unique_ptr<Session> session = ui.host->open_beside(ui.palette_text, ui.problem);
  if (!session) return;
  put_beside(ui, std::move(session));
  ui.beside_box = false;
}

void find_box(Ui& ui) {
  begin_overlay("find", 420);
  if (overlay_field(ui, "##find", tr(Word::Find), ui.find_text)) {
    find_next(ui);
    ui.focus_overlay = true;
  }
  if (!ui.problem.empty()) ImGui::TextDisabled("%s", ui.problem.c_str());
  ImGui::End();
}

void help_card(Ui& ui) {
  begin_overlay("help", 460);
  {
    WithFont bold(Face::Bold);
    ImGui::TextUnformatted(panel_title(ui.help_panel));
  }
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(panel_help(ui.help_panel));
  ImGui::PopTextWrapPos();
  ImGui::Spacing();
  ImGui::TextDisabled("innards show FILE --panel %s", panel_row(ui.help_panel).id);
  if (ImGui::SmallButton(tr(Word::Close))) ui.help_panel = Panel::kCount;
  ImGui::End();
}

void numbers_card(Ui& ui) {
  ImGuiIO& io = ImGui::GetIO();
  ImGui::SetNextWindowPos(ImVec2(io.DisplaySize.x - px(12), io.DisplaySize.y - px(12)), ImGuiCond_Always, ImVec2(1, 1));
  ImGui::Begin("numbers", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::Text("frame %.2f ms, %d vertices", io.DeltaTime * 1000, io.MetricsRenderVertices);
  if (ui.session) {
    ImGui::Text("checkpoints %.1f MB", static_cast<double>(ui.session->checkpoint_bytes()) / 1e6);
    ImGui::Text("last seek %.2f ms", ui.session->replay_milliseconds());
  }
  ImGui::Text("Dear ImGui %s", IMGUI_VERSION);
  ImGui::End();
}

void overlays(Ui& ui) {
  if (ui.palette) palette(ui);
  if (ui.goto_box) goto_box(ui);
  if (ui.mark_box && ui.view) mark_box(ui);
  if (ui.find_box) find_box(ui);
  if (ui.open_box) open_box(ui);
  if (ui.beside_box) beside_box(ui);
  if (ui.picture_box) draw_picture_box(ui);
  if (ui.help_panel != Panel::kCount) help_card(ui);
  if (ui.numbers) numbers_card(ui);
}

void take_keys(Ui& ui) {
  bool typing = ImGui::GetIO().WantTextInput;
  if (!ui.key_queue.empty()) show_tooltips(false);
  for (const KeyPress& k : ui.key_queue) {
    bool digit = k.key.size() == 1 && k.key[0] >= '1' && k.key[0] <= '9' && !k.ctrl && !k.alt;
    if (!ui.menu_entries.empty() && (digit || k.key == "Escape")) ui.menu_key = digit ? k.key[0] - '0' : -1;
    else if (digit && !typing && ui.host) ui.host->use_layout_number(k.key[0] - '0');
    else run_command(ui, command_of_key(k, typing));
  }
  ui.key_queue.clear();
}

void play(Ui& ui, double seconds) {
  if (prediction_open(ui)) ui.playing = false;
  if (!ui.playing || !ui.view) return;
  ui.play_debt += seconds * ui.settings.play_rate;
  uint64_t before = ui.view->cursor();
  for (; ui.play_debt >= 1; ui.play_debt -= 1) {
    step_beside(ui, Direction::Forward);
    if (ui.session) ui.session->step(Direction::Forward);
    else ui.view->seek(ui.view->cursor() + 1);
    if (ui.view->cursor() == before) ui.playing = false;
  }
}

}  // namespace

std::string panel_note(Ui& ui, Panel p) {
  if (!ui.view) return {};
  const Moment& m = ui.view->moment();
  const FrameRow* f = ui.frame();
  switch (p) {
    case Panel::Bytecode: case Panel::Constants: case Panel::Handlers: case Panel::Caches: {
      ShownCode shown = shown_code(ui);
      if (!shown.code) return f ? f->qualname : "";
      return shown.code->qualname + (shown.frame ? "" : "  (" + std::string(tr(Word::ChosenCode)) + ")");
    }
    case Panel::Source: return ui.rows.source_file.substr(ui.rows.source_file.rfind('/') + 1);
    case Panel::Frames: return m.frames.empty() ? "" : std::to_string(m.frames.size());
    case Panel::ValueStack: return f ? std::to_string(f->stack.size()) + " / " + std::to_string(f->stack_size) : "";
    case Panel::Table: return grouped(m.objects.size() + static_cast<uint64_t>(m.objects_left_out));
    case Panel::Bytes: return ui.selected.object ? hex_id(ui.selected.object) : "";
    case Panel::Predict: {
      const PredictionScore::Count all = ui.predict ? ui.predict->score.all() : PredictionScore::Count();
      return all.asked ? std::to_string(all.right) + " / " + std::to_string(all.asked) : "";
    }
    case Panel::Differences: return std::to_string(differences_met(ui)) + " / " + std::to_string(ui.rows.differences.size());
    case Panel::References: return ui.selected.object ? std::to_string(ui.rows.holders.size()) : "";
    default: return {};
  }
}

void draw_screen(Ui& ui, double seconds) {
  set_language(ui.settings.language);
  ThemeName theme = ui.settings.projector ? ThemeName::Contrast : ui.settings.theme;
  set_px_scale(ui.scale());
  apply_theme(theme, ui.scale());
  ++ui.frame_count;
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  if (moved.x != 0 || moved.y != 0) ui.mouse_leads = true, show_tooltips(true);
  ui.work_on();
  // While text is typed, its field takes this frame's characters first: Ctrl+R must not overtake the letter before it.
  bool typing = ImGui::GetIO().WantTextInput;
  if (!typing) take_keys(ui);
  play(ui, seconds);
  if (ui.view) ui.update_rows();
  ui.hover_next = Link();
  ui.hovered_panel = Panel::kCount;

  push_font(font(Face::Sans), font_px(Face::Sans));
  ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(8), px(6)));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, tone(Tone::Back));
  ImGui::Begin("screen", nullptr, kPlain | ImGuiWindowFlags_MenuBar | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(3);
  menu_bar(ui);
  if (ui.view) {
    ImGui::PushID("toolbar");
    toolbar(ui);
    ImGui::PopID();
    float top = ImGui::GetCursorScreenPos().y + px(2), side = px(8);
    Rect area{side, top, size.x - 2 * side, size.y - top - side};
    if (ui.layout.maximised != Panel::kCount) {
      Tile* tile = find_tile(ui.layout.root, ui.layout.maximised);
      if (tile) draw_tile(ui, *tile, area);
      else ui.layout.maximised = Panel::kCount;
    } else {
      place(ui.layout.root, area, px(6), px(56));
      draw_tiles(ui, ui.layout.root);
    }
  } else {
    placeholder(ui.problem.empty() ? tr(Word::Nothing) : ui.problem.c_str());
  }
  ask_menu(ui);
  ImGui::End();
  overlays(ui);
  ImGui::PopFont();
  if (typing) take_keys(ui);
  ui.hover = ui.hover_next;
}

bool screen_is_busy(const Ui& ui) {
  return ui.playing || (ui.session && ui.session->recording() && !ui.session->wants_input()) || ui.search || ui.job || ui.question.open() || ui.life.open() || ui.breaks.open() || beside_is_busy(ui);
}

std::string screen_text(Ui& ui, Shown shown) {
  ui.update_rows();
  std::string out = ui.view->title() + "  " + ui.view->python_version() + "  " + step_text(ui) + "\n";
  for (const std::string& said : {activity_text(ui), ui.problem, ui.note})
    if (!said.empty()) out += said + "\n";
  const std::pair<bool, Command> boxes[] = {{ui.palette, Command::Palette}, {ui.goto_box, Command::GoTo}, {ui.find_box, Command::Find}, {ui.open_box, Command::OpenFile}, {ui.mark_box, Command::MarkMoment}, {ui.editing, Command::EditSource}};
  for (const auto& [open, command] : boxes)
    if (open) out += std::string("> ") + command_title(command) + "\n";
  if (!ui.menu_entries.empty()) out += std::string("> ") + command_title(Command::AskAbout) + "\n";
  for (size_t i = 0; i < ui.menu_entries.size(); ++i) out += "  " + std::to_string(i + 1) + ") " + ui.menu_entries[i] + "\n";
  for (int i = 0; i < static_cast<int>(Panel::kCount); ++i) {
    Panel p = static_cast<Panel>(i);
    if (shown == Shown::EveryTab ? !find_tile(ui.layout.root, p) : !on_screen(ui.layout, p)) continue;
    out += std::string("\n== ") + panel_title(p) + " ==\n" + panel_text(ui, p);
  }
  return out;
}

std::string text_in_use(Ui& ui) {
  std::string out;
  if (!ui.view) return out;
  for (const std::string& file : ui.view->files()) {
    for (const SourceRow& r : ui.view->source(file)) out += r.text + "\n";
  }
  for (const OutputRow& o : ui.view->output()) out += o.text;
  if (ui.beside) out += ui.beside->title + ui.beside->session->program().source;
  if (ui.host) {
    for (const LessonEntry& e : ui.host->lessons()) out += e.title;
    if (const ReadingList* list = ui.host->reading()) {
      for (const ReadingEntry& e : list->entries) out += e.title + e.author;
      if (language_now() == Language::Chinese) out += reading_text(*list, {}, true) + paths_text(*list, {}, true);
    }
  }
  if (ui.lesson && ui.lesson->player) {
    const Lesson& lesson = ui.lesson->player->lesson();
    out += lesson.title + lesson.version_note;
    for (const LessonStep& s : lesson.steps) {
      out += s.heading + s.text + s.ask + s.goal.place + s.goal.path + s.goal.value;
      for (const LessonChoice& c : s.choices) out += c.answer + c.misconception + c.reply;
    }
  }
  return out;
}

}  // namespace innards::ui
