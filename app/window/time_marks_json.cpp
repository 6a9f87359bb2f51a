// The marks on the strip, kept for each program: marks.json beside the settings. {program's path: {"text": what its text was,
// "marks": [{"step", "note"}]}}.
#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "data_files.h"
#include "window/desk.h"

namespace innards::app {
namespace {

using nlohmann::json;

std::string marks_file() { return settings_folder().empty() ? "" : settings_folder() + "/marks.json"; }

json read_all() {
  std::string text;
  if (marks_file().empty() || !read_text_file(marks_file(), text)) return json::object();
  json all = json::parse(text, nullptr, false);
  return all.is_object() ? all : json::object();
}

// Tells one text from another; nobody has to trust it with more.
std::string mark_of_text(const std::string& text) {
  uint64_t h = 14695981039346656037u;
  for (unsigned char c : text) h = (h ^ c) * 1099511628211u;
  return std::to_string(h);
}

}  // namespace

void Desk::load_time_marks() {
  ui.time_marks.clear();
  if (!interactive || path_.empty() || !ui.session) return;
  const json all = read_all();
  const auto kept = all.find(std::filesystem::absolute(path_).lexically_normal().string());
  if (kept == all.end() || !kept->is_object() || !kept->value("marks", json()).is_array()) return;
  for (const json& m : (*kept)["marks"]) {
    if (!m.is_object() || !m.value("step", json()).is_number_unsigned() || !m.value("note", json()).is_string()) continue;
    ui.time_marks.push_back({m["step"].get<uint64_t>(), m["note"].get<std::string>()});
  }
  std::sort(ui.time_marks.begin(), ui.time_marks.end(), [](const ui::TimeMark& a, const ui::TimeMark& b) { return a.step < b.step; });
  const json text = kept->value("text", json());
  if (!ui.time_marks.empty() && text != mark_of_text(ui.session->program().source)) ui.note = ui::tr(ui::Word::MarksOld);
}

void Desk::time_marks_changed() {
  if (!interactive || path_.empty() || !ui.session || settings_folder(true).empty()) return;
  json all = read_all();
  const std::string key = std::filesystem::absolute(path_).lexically_normal().string();
  json marks = json::array();
  for (const ui::TimeMark& m : ui.time_marks) marks.push_back({{"step", m.step}, {"note", m.note}});
  if (marks.empty()) all.erase(key);
  else all[key] = {{"text", mark_of_text(ui.session->program().source)}, {"marks", marks}};
  std::string error;
  if (!write_text_file(marks_file(), all.dump(1) + "\n", error)) ui.problem = error;
}

}  // namespace innards::app
