#include "lesson_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "open_program.h"

#ifndef INNARDS_SOURCE_DIR
#define INNARDS_SOURCE_DIR "."
#endif

namespace innards::app {

namespace fs = std::filesystem;

namespace {

bool read_file(const std::string& path, std::string& text) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return false;
  std::ostringstream all;
  all << in.rdbuf();
  text = all.str();
  return true;
}

std::string program_folder() {
  std::error_code error;
  fs::path self = fs::read_symlink("/proc/self/exe", error);
  return error ? "." : self.parent_path().string();
}

}  // namespace

std::string data_folder(const std::string& name) {
  std::string beside = program_folder();
  std::error_code error;
  for (const std::string& base : {beside, beside + "/..", beside + "/../share/innards", std::string(INNARDS_SOURCE_DIR)})
    if (fs::is_directory(base + "/" + name, error)) return fs::path(base + "/" + name).lexically_normal().string();
  return name;
}

std::string lessons_folder(const std::string& given) { return given.empty() ? data_folder("lessons") : given; }

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
  if (!read_file(path, text)) {
    problems.push_back({0, "cannot read " + path});
    return false;
  }
  lesson = parse_lesson(text, name, problems);
  return true;
}

bool LessonFolderPrograms::read(const std::string& file, Program& program, std::string& error) {
  if (file.find('/') != std::string::npos || !read_file(folder_ + "/" + file, program.source)) {
    error = "the lesson's program '" + file + "' cannot be read in " + folder_;
    return false;
  }
  program.filename = file;
  program.directory = folder_;
  give_modules(program);
  return true;
}

}  // namespace innards::app
