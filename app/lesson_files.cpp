#include "lesson_files.h"

#include <algorithm>
#include <filesystem>

#include "data_files.h"
#include "open_program.h"

namespace innards::app {

namespace fs = std::filesystem;

std::string lessons_folder(const std::string& given) { return given.empty() ? find_data("lessons") : given; }

std::vector<std::string> lesson_names(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.is_directory() && fs::exists(entry.path() / "lesson.md", error)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

bool read_lesson(const std::string& folder, const std::string& name, const std::string& language, Lesson& lesson, std::vector<LessonProblem>& problems) {
  std::string path = folder + "/" + name + (language == "zh" ? "/lesson.zh.md" : "/lesson.md"), text;
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
  program.directory = folder_;
  give_modules(program);
  return true;
}

}  // namespace innards::app
