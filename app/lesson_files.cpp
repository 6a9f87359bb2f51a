#include "lesson_files.h"

#include <algorithm>
#include <filesystem>

#include "data_files.h"
#include "open_program.h"

namespace innards::app {

namespace fs = std::filesystem;

namespace {

std::string& chosen_folder() {
  static std::string folder;
  return folder;
}

}  // namespace

std::string lessons_folder() { return chosen_folder().empty() ? find_data("lessons") : chosen_folder(); }

bool set_lessons_folder(const std::string& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return false;
  chosen_folder() = folder;
  while (chosen_folder().size() > 1 && chosen_folder().back() == '/') chosen_folder().pop_back();
  return true;
}

std::string lesson_key(const std::string& folder, const std::string& name) {
  std::error_code error;
  if (fs::equivalent(folder, find_data("lessons"), error)) return name;
  return fs::weakly_canonical(folder, error).filename().string() + "/" + name;
}

const char* lesson_file(const std::string& language) { return language == "zh" ? "lesson.zh.md" : "lesson.md"; }

std::vector<LessonEntry> lesson_entries(const std::string& folder, const std::string& language) {
  std::vector<LessonEntry> out;
  for (const std::string& name : lesson_names(folder)) {
    Lesson lesson;
    std::vector<LessonProblem> problems;
    if (!read_lesson(folder, name, language, lesson, problems)) read_lesson(folder, name, "en", lesson, problems);
    LessonEntry e;
    e.name = name;
    e.title = lesson.title.empty() ? name : lesson.title;
    e.minutes = lesson.minutes;
    e.steps = static_cast<int>(lesson.steps.size());
    e.needs = lesson.needs;
    e.reads = lesson.reads;
    e.serves = lesson.serves;
    out.push_back(std::move(e));
  }
  return out;
}

std::vector<std::string> lesson_names(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.is_directory() && fs::exists(entry.path() / "lesson.md", error)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

bool read_lesson(const std::string& folder, const std::string& name, const std::string& language, Lesson& lesson, std::vector<LessonProblem>& problems) {
  std::string path = folder + "/" + name + "/" + lesson_file(language), text;
  if (!read_text_file(path, text)) {
    problems.push_back({0, "cannot read " + path});
    return false;
  }
  lesson = parse_lesson(text, name, problems);
  return true;
}

bool LessonFolderPrograms::read(const std::string& file, Program& program, std::string& error) {
  if (file.find('/') != std::string::npos || !read_text_file(folder_ + "/" + file, program.source)) {
    error = "the lesson's program '" + file + "' cannot be read in " + folder_;
    return false;
  }
  program.filename = file;
  program.directory = fs::path(folder_).lexically_normal().string();   // nothing is read through a ".."
  give_modules(program);
  return true;
}

}  // namespace innards::app
