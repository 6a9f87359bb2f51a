// What is kept for each program: the marks on the strip, breakpoints, watched expressions, arguments and input. marks.json
// beside the settings: {program's path: {"text": what its text was, "marks": [{"step", "note"}], "breakpoints": [...],
// "watches": [expression], "inputs": {"arguments", "from", "text", "path", "ends"}}}.
#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "base/text_sum.h"
#include "breakpoints_json.h"
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

// Empty where there is none of that name.
std::string text_of(const json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

const char* const kFrom[] = {"console", "text", "file"};

json written(const ui::RunInputs& inputs) {
  return {{"arguments", inputs.arguments}, {"from", kFrom[static_cast<int>(inputs.from)]}, {"text", inputs.text}, {"path", inputs.path}, {"ends", inputs.ends}};
}

ui::RunInputs read_inputs(const json& j) {
  ui::RunInputs inputs;
  if (!j.is_object()) return inputs;
  for (int i = 0; i < 3; ++i)
    if (text_of(j, "from") == kFrom[i]) inputs.from = static_cast<ui::RunInputs::From>(i);
  inputs.arguments = text_of(j, "arguments");
  inputs.text = text_of(j, "text");
  inputs.path = text_of(j, "path");
  if (j.contains("ends") && j["ends"].is_boolean()) inputs.ends = j["ends"].get<bool>();
  return inputs;
}

std::string key_of(const std::string& path) { return std::filesystem::absolute(path).lexically_normal().string(); }

}  // namespace

void Desk::load_kept() {
  ui.time_marks.clear();
  ui.watches = ui::Watches();
  if (!interactive || path_.empty() || !ui.session) return;
  const json all = read_all();
  const auto kept = all.find(key_of(path_));
  if (kept == all.end() || !kept->is_object()) return;
  const auto list = [&](const char* name) { return kept->value(name, json()).is_array() ? (*kept)[name] : json::array(); };
  for (const json& m : list("marks"))
    if (m.is_object() && m.value("step", json()).is_number_unsigned()) ui.time_marks.push_back({m["step"].get<uint64_t>(), text_of(m, "note")});
  std::sort(ui.time_marks.begin(), ui.time_marks.end(), [](const ui::TimeMark& a, const ui::TimeMark& b) { return a.step < b.step; });
  if (ui.session->breakpoints().empty())
    ui.session->breakpoints() = read_breakpoints(list("breakpoints").dump());
  for (const json& w : list("watches"))
    if (w.is_string()) ui.watches.expressions.push_back(w.get<std::string>());
  const json text = kept->value("text", json());
  if (!ui.time_marks.empty() && text != std::to_string(text_sum(ui.session->program().source))) ui.note = ui::tr(ui::Word::MarksOld);
}

ui::RunInputs Desk::kept_inputs(const std::string& path) const {
  const json all = read_all();
  const auto kept = all.find(key_of(path));
  return kept != all.end() && kept->is_object() ? read_inputs(kept->value("inputs", json())) : ui::RunInputs();
}

void Desk::time_marks_changed() { keep(); }

void Desk::keep() {
  if (!interactive || path_.empty() || !ui.session || settings_folder(true).empty()) return;
  json all = read_all();
  const json before = all;
  const std::string key = key_of(path_);
  json marks = json::array();
  for (const ui::TimeMark& m : ui.time_marks) marks.push_back({{"step", m.step}, {"note", m.note}});
  const json watches = ui.watches.expressions, breakpoints = json::parse(write_breakpoints(ui.session->breakpoints()));
  if (marks.empty() && breakpoints.empty() && watches.empty() && ui.inputs == ui::RunInputs()) all.erase(key);
  else all[key] = {{"text", std::to_string(text_sum(ui.session->program().source))}, {"marks", marks}, {"breakpoints", breakpoints}, {"watches", watches}, {"inputs", written(ui.inputs)}};
  std::string error;
  if (all != before && !write_text_file(marks_file(), all.dump(1, ' ', false, json::error_handler_t::replace) + "\n", error)) ui.problem = error;
}

}  // namespace innards::app
