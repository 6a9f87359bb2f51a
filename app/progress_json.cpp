// Progress as JSON. Apart because json.hpp is slow to compile.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "data_files.h"
#include "progress.h"

namespace innards::app {

namespace {

using Json = nlohmann::json;

LessonProgress lesson_of(const Json& j) {
  LessonProgress p;
  if (j.is_number_integer()) {   // how it was kept at first
    p.done = j.get<int>();
    return p;
  }
  p.done = j.at("done");
  p.steps = j.value("steps", 0);
  if (auto answers = j.find("answers"); answers != j.end())
    for (const auto& [step, a] : answers->items()) p.answers[std::stoi(step)] = {a.at("answer"), a.at("right")};
  return p;
}

Json json_of(const LessonProgress& p) {
  Json j = {{"done", p.done}, {"steps", p.steps}, {"answers", Json::object()}};
  for (const auto& [step, a] : p.answers) j["answers"][std::to_string(step)] = {{"answer", a.answer}, {"right", a.right}};
  return j;
}

}  // namespace

void Progress::reached(const std::string& lesson, int step, int steps) {
  LessonProgress& p = lessons[lesson];
  p.done = std::max(p.done, step);
  p.steps = steps;
}

void Progress::answered(const std::string& lesson, int step, const std::string& answer, bool right) { lessons[lesson].answers.try_emplace(step, FirstAnswer{answer, right}); }

std::string progress_file() {
  std::string folder = settings_folder();
  return folder.empty() ? folder : folder + "/progress.json";
}

bool read_progress(const std::string& path, Progress& progress, std::string& error) {
  std::string text;
  if (!file_exists(path)) return true;
  if (!read_text_file(path, text)) return error = "cannot read " + path, false;
  try {
    Json j = Json::parse(text);
    progress.student = j.value("student", "");
    const Json& lessons = j.contains("lessons") ? j.at("lessons") : j;
    for (const auto& [name, p] : lessons.items()) progress.lessons[name] = lesson_of(p);
  } catch (const std::exception& e) {
    return error = path + " is no progress of Innards: " + e.what(), false;
  }
  return true;
}

bool write_progress(const std::string& path, const Progress& progress, std::string& error) {
  Json j = {{"innards_progress", 1}, {"student", progress.student}, {"lessons", Json::object()}};
  for (const auto& [name, p] : progress.lessons) j["lessons"][name] = json_of(p);
  return write_text_file(path, j.dump(2, ' ', false, Json::error_handler_t::replace) + "\n", error);
}

}  // namespace innards::app
