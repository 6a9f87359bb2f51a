// What is kept for each program: the marks on the strip, breakpoints, watched expressions. marks.json beside the settings:
// {program's path: {"text": what its text was, "marks": [{"step", "note"}], "breakpoints": [...], "watches": [expression]}}.
#include <algorithm>
#include <filesystem>
#include <type_traits>

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

const char* const kBreakOn[] = {"line", "instruction", "raise", "output"};

json written(const Breakpoint& b) {
  return {{"on", kBreakOn[static_cast<int>(b.on)]}, {"file", b.filename}, {"line", b.line}, {"function", b.qualname}, {"offset", b.offset}, {"text", b.text}, {"enabled", b.enabled}, {"condition", b.condition}, {"hit", b.hit_count}, {"log", b.log}};
}

// The field of an object when it has the type of `usual`, else that.
template <class T>
T field(const json& object, const char* name, T usual) {
  const auto it = object.find(name);
  if (it == object.end()) return usual;
  const bool fits = std::is_same_v<T, std::string> ? it->is_string() : std::is_same_v<T, bool> ? it->is_boolean() : it->is_number_integer();
  return fits ? it->get<T>() : usual;
}

Breakpoint read_breakpoint(const json& j) {
  Breakpoint b;
  const std::string on = field(j, "on", std::string("line"));
  for (int i = 0; i < 4; ++i)
    if (on == kBreakOn[i]) b.on = static_cast<BreakOn>(i);
  b.filename = field(j, "file", b.filename);
  b.line = field(j, "line", b.line);
  b.qualname = field(j, "function", b.qualname);
  b.offset = field(j, "offset", b.offset);
  b.text = field(j, "text", b.text);
  b.enabled = field(j, "enabled", b.enabled);
  b.condition = field(j, "condition", b.condition);
  b.hit_count = field(j, "hit", b.hit_count);
  b.log = field(j, "log", b.log);
  return b;
}

}  // namespace

void Desk::load_kept() {
  ui.time_marks.clear();
  ui.watches = ui::Watches();
  if (!interactive || path_.empty() || !ui.session) return;
  const json all = read_all();
  const auto kept = all.find(std::filesystem::absolute(path_).lexically_normal().string());
  if (kept == all.end() || !kept->is_object()) return;
  const auto list = [&](const char* name) { return kept->value(name, json()).is_array() ? (*kept)[name] : json::array(); };
  for (const json& m : list("marks"))
    if (m.is_object() && m.value("step", json()).is_number_unsigned()) ui.time_marks.push_back({m["step"].get<uint64_t>(), field(m, "note", std::string())});
  std::sort(ui.time_marks.begin(), ui.time_marks.end(), [](const ui::TimeMark& a, const ui::TimeMark& b) { return a.step < b.step; });
  if (ui.session->breakpoints().empty())
    for (const json& b : list("breakpoints"))
      if (b.is_object()) ui.session->breakpoints().push_back(read_breakpoint(b));
  for (const json& w : list("watches"))
    if (w.is_string()) ui.watches.expressions.push_back(w.get<std::string>());
  const json text = kept->value("text", json());
  if (!ui.time_marks.empty() && text != mark_of_text(ui.session->program().source)) ui.note = ui::tr(ui::Word::MarksOld);
}

void Desk::time_marks_changed() { keep(); }

void Desk::keep() {
  if (!interactive || path_.empty() || !ui.session || settings_folder(true).empty()) return;
  json all = read_all();
  const json before = all;
  const std::string key = std::filesystem::absolute(path_).lexically_normal().string();
  json marks = json::array(), breakpoints = json::array();
  for (const ui::TimeMark& m : ui.time_marks) marks.push_back({{"step", m.step}, {"note", m.note}});
  for (const Breakpoint& b : ui.session->breakpoints()) breakpoints.push_back(written(b));
  const json watches = ui.watches.expressions;
  if (marks.empty() && breakpoints.empty() && watches.empty()) all.erase(key);
  else all[key] = {{"text", mark_of_text(ui.session->program().source)}, {"marks", marks}, {"breakpoints", breakpoints}, {"watches", watches}};
  std::string error;
  if (all != before && !write_text_file(marks_file(), all.dump(1) + "\n", error)) ui.problem = error;
}

}  // namespace innards::app
