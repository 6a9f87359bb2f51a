// The row of file names over the source, and the field for the name of a new one.
#include <algorithm>

#include "boxes.h"
#include "edits.h"
#include "kit/rows.h"
#include "kit/tabs.h"

namespace innards::ui {
namespace {

// The program's own files, and the library's that is shown.
std::vector<std::string> tabs_of(const Ui& ui) {
  std::vector<std::string> tabs = own_files(ui);
  if (tabs.size() > 1 && std::find(tabs.begin(), tabs.end(), ui.rows.source_file) == tabs.end() && !ui.rows.source_file.empty()) tabs.push_back(ui.rows.source_file);
  return tabs;
}

std::string label_of(const Ui& ui, const std::string& file) { return file_title(ui, file) + file_sign(ui, file); }

struct Tabs {
  std::vector<std::string> files;
  size_t shown = 0;            // the one whose text is seen
  float h = 0, gap = 0;
  Face face(size_t i) const { return i == shown ? Face::Bold : Face::Sans; }
};

// Room that the name takes, also when it is the bold one: choosing another moves no name.
float width_of(const Ui& ui, const std::string& file) { return text_width(Face::Bold, label_of(ui, file)); }

std::vector<size_t> with_room(const Ui& ui, const Tabs& tabs, float room) {
  std::vector<float> widths;
  for (const std::string& file : tabs.files) widths.push_back(width_of(ui, file) + tabs.gap);
  return titles_with_room(widths, tabs.gap, tabs.shown, room);
}

std::string tip_of(const Ui& ui, const std::string& file) {
  const Edit* edit = ui.edits->find(file);
  return file + (edit && edit->changed() ? std::string("\n") + tr(Word::NotSaved) : "");
}

// Returns where it ends.
float draw_tab(Ui& ui, const Tabs& tabs, size_t i, float x, float y, float end) {
  const std::string& file = tabs.files[i];
  const float w = std::min(width_of(ui, file), end - x);
  const Rect r{x - tabs.gap / 2, y, w + tabs.gap, tabs.h};
  const bool hovered = mouse_in(r), shown = i == tabs.shown;
  row_text_fit(x, y, tabs.h, tabs.face(i), shown ? Tone::Text : hovered ? Tone::Accent : Tone::Dim, label_of(ui, file), w + 1);
  if (shown) fill({x, y + tabs.h - px(2), w, px(2)}, tone(Tone::Accent));
  if (hovered) tooltip(tip_of(ui, file));
  if (hovered && ImGui::IsMouseClicked(0)) show_file(ui, std::string(file));
  return x + w + tabs.gap;
}

// Those without room, as a menu.
void draw_more(Ui& ui, const Tabs& tabs, const std::vector<size_t>& seen, float x, float y) {
  if (!begin_more_titles("more files", "+" + std::to_string(tabs.files.size() - seen.size()), x, y, tabs.h)) return;
  for (size_t i = 0; i < tabs.files.size(); ++i) {
    if (std::find(seen.begin(), seen.end(), i) == seen.end() && ImGui::MenuItem(label_of(ui, tabs.files[i]).c_str())) show_file(ui, tabs.files[i]);
  }
  ImGui::EndPopup();
}

}  // namespace

bool draw_file_tabs(Ui& ui) {
  Tabs tabs{tabs_of(ui), 0, line_height() + px(5), px(16)};
  if (tabs.files.size() < 2) return false;
  tabs.shown = static_cast<size_t>(std::find(tabs.files.begin(), tabs.files.end(), ui.rows.source_file) - tabs.files.begin());
  if (tabs.shown == tabs.files.size()) tabs.shown = 0;
  const ImVec2 p = ImGui::GetCursorScreenPos();
  const float w = ImGui::GetContentRegionAvail().x, end = p.x + w - px(8);
  ImGui::Dummy(ImVec2(w, tabs.h + px(2)));
  line(p.x, p.y + tabs.h, p.x + w, p.y + tabs.h, tone(Tone::Line));
  float x = p.x + px(10);
  const std::vector<size_t> seen = with_room(ui, tabs, end - x);
  const float last = seen.size() < tabs.files.size() ? end - text_width(Face::Small, "+00") - px(8) : end;
  for (size_t i : seen) x = draw_tab(ui, tabs, i, x, p.y, last);
  if (seen.size() < tabs.files.size()) draw_more(ui, tabs, seen, std::min(x, last + px(8)), p.y);
  return true;
}

std::string file_tabs_text(const Ui& ui) {
  const std::vector<std::string> tabs = tabs_of(ui);
  std::string out;
  for (const std::string& file : tabs) {
    const std::string label = label_of(ui, file);
    out += "  " + (file == ui.rows.source_file ? "[" + label + "]" : label);
  }
  const bool told = tabs.size() > 1 || (tabs.size() == 1 && *file_sign(ui, tabs[0]));
  return told ? tr(Word::FilesOfProgram) + out + "\n" : "";
}

void draw_file_box(Ui& ui) {
  begin_overlay("new file", 420);
  const bool enter = overlay_field(ui, "##name", tr(Word::NewFileHint), ui.palette_text);
  const std::string below = ui.problem.empty() ? with_text(Word::NewFileWhere, ui.session ? ui.session->program().directory : "") : ui.problem;
  said_below(below);
  ImGui::End();
  if (!enter || ui.palette_text.empty()) return;
  ui.problem.clear();
  ui.file_box = !begin_file(ui, ui.palette_text);
}

}  // namespace innards::ui
