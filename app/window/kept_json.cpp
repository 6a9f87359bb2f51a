// What is kept for each program: the marks on the strip, breakpoints, watched expressions, arguments and input. marks.json
// beside the settings: {program's path: {"text": what its text was, "marks": [{"step", "note"}], "breakpoints": [...],
// "watches": [expression], "inputs": {"arguments", "from", "text", "path", "ends"}, "recording": sum of its bytes}}.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/text_sum.h"
#include "breakpoints_json.h"
#include "data_files.h"
#include "saved_run.h"
#include "window/desk.h"
#include "window/writing.h"

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

std::string dumped(const json& j) { return j.dump(1, ' ', false, json::error_handler_t::replace); }

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

// What is kept for one program: an object, with nothing in it where nothing is.
json entry_of(const json& all, const std::string& key) {
  const auto kept = all.find(key);
  return kept != all.end() && kept->is_object() ? *kept : json::object();
}

json list_in(const json& entry, const char* name) {
  const json list = entry.value(name, json());
  return list.is_array() ? list : json::array();
}

ui::RunInputs inputs_in(const json& entry) { return read_inputs(entry.value("inputs", json())); }

std::vector<ui::TimeMark> marks_in(const json& entry) {
  std::vector<ui::TimeMark> marks;
  for (const json& m : list_in(entry, "marks"))
    if (m.is_object() && m.value("step", json()).is_number_unsigned()) marks.push_back({m["step"].get<uint64_t>(), text_of(m, "note")});
  return marks;
}

// In order of their steps, of each step the first one.
std::vector<ui::TimeMark> in_order(std::vector<ui::TimeMark> marks) {
  std::stable_sort(marks.begin(), marks.end(), [](const ui::TimeMark& a, const ui::TimeMark& b) { return a.step < b.step; });
  marks.erase(std::unique(marks.begin(), marks.end(), [](const ui::TimeMark& a, const ui::TimeMark& b) { return a.step == b.step; }), marks.end());
  return marks;
}

// Which recording stands at the path; empty for a program.
std::string recording_at(const std::string& path) {
  std::string bytes;
  return is_recording(path) && read_text_file(path, bytes) ? std::to_string(text_sum(bytes)) : "";
}

bool at_same_place(const Breakpoint& a, const Breakpoint& b) { return a.on == b.on && a.filename == b.filename && a.line == b.line && a.qualname == b.qualname && a.offset == b.offset && a.text == b.text; }

void put_in_place(const std::vector<Breakpoint>& kept, std::vector<Breakpoint>& all) {
  std::erase_if(all, [&](const Breakpoint& b) { return std::any_of(kept.begin(), kept.end(), [&](const Breakpoint& k) { return at_same_place(k, b); }); });
  all.insert(all.end(), kept.begin(), kept.end());
}

json entry_with(const ui::Ui& ui, json marks, json breakpoints, json watches, const ui::RunInputs& inputs) {
  return {{"text", std::to_string(text_sum(ui.session->program().source))}, {"marks", std::move(marks)}, {"breakpoints", std::move(breakpoints)}, {"watches", std::move(watches)}, {"inputs", written(inputs)}};
}

json nothing_on(const ui::Ui& ui) { return entry_with(ui, json::array(), json::array(), json::array(), {}); }

// What is to be kept of the program on the desk.
json entry_on(const ui::Ui& ui, const ui::RunInputs& inputs, const std::string& recording) {
  json marks = json::array();
  for (const ui::TimeMark& m : ui.time_marks) marks.push_back({{"step", m.step}, {"note", m.note}});
  json entry = entry_with(ui, std::move(marks), json::parse(write_breakpoints(ui.session->breakpoints())), ui.watches.expressions, inputs);
  if (!recording.empty()) entry["recording"] = recording;
  return entry;
}

}  // namespace

void Desk::load_kept() {
  ui.time_marks.clear();
  ui.watches = ui::Watches();
  if (ui.session) add_kept();
}

// A recording brings marks, breakpoints and watches of its own. What was kept of this very recording has them all, but for
// those that were deleted since; of another one, or of a program, it stands in the place of those at the same place.
void Desk::add_kept() {
  const json kept = interactive && !path_.empty() ? entry_of(read_all(), whole_path(path_)) : json::object();
  know_recording();
  if (!recording_.empty() && text_of(kept, "recording") == recording_) {
    ui.time_marks.clear();
    ui.watches.expressions.clear();
    ui.session->breakpoints().clear();
  }
  std::vector<ui::TimeMark> marks = marks_in(kept);
  if (!marks.empty() && kept.value("text", json()) != std::to_string(text_sum(ui.session->program().source))) ui.note = ui::tr(ui::Word::MarksOld);
  marks.insert(marks.end(), ui.time_marks.begin(), ui.time_marks.end());
  ui.time_marks = in_order(std::move(marks));
  put_in_place(read_breakpoints(list_in(kept, "breakpoints").dump()), ui.session->breakpoints());
  std::vector<std::string>& watches = ui.watches.expressions;
  for (const json& w : list_in(kept, "watches"))
    if (w.is_string() && std::find(watches.begin(), watches.end(), w.get<std::string>()) == watches.end()) watches.push_back(w.get<std::string>());
  brought_ = dumped(entry_on(ui, ui.inputs, recording_));
}

void Desk::know_recording() { recording_ = recording_at(path_); }

ui::RunInputs Desk::kept_inputs(const std::string& path) const { return inputs_in(entry_of(read_all(), whole_path(path))); }

void Desk::time_marks_changed() { keep(); }

void Desk::keep() {
  if (!interactive || path_.empty() || !ui.session || settings_folder(true).empty()) return;
  json all = read_all();
  const json before = all;
  const std::string key = whole_path(path_);
  const json entry = entry_on(ui, inputs_borrowed_ ? inputs_in(entry_of(before, key)) : ui.inputs, recording_);
  // Of a recording also that it has nothing any more, if that is not how it came.
  const bool as_it_came = recording_.empty() ? entry == nothing_on(ui) : dumped(entry) == brought_ && !all.contains(key);
  if (as_it_came) all.erase(key);
  else all[key] = entry;
  std::string error;
  if (all != before && !write_file(marks_file(), dumped(all) + "\n", error)) ui.problem = error;
}

}  // namespace innards::app
