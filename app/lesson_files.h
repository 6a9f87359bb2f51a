// Lessons on disk: finding the folder of lessons, reading a lesson's text and programs.
#pragma once

#include <string>
#include <vector>

#include "session/lesson.h"

namespace innards::app {

// The folder with the lessons: `given`, or the one that comes with Innards (beside the program or in its source tree).
std::string lessons_folder(const std::string& given = "");

// Folder names of lessons, sorted (NN_slug).
std::vector<std::string> lesson_names(const std::string& folder);

// Reads lesson.md, or lesson.zh.md for "zh". False with a problem when it cannot be read.
bool read_lesson(const std::string& folder, const std::string& name, const std::string& language, Lesson& lesson, std::vector<LessonProblem>& problems);

class LessonFolderPrograms : public LessonPrograms {
 public:
  explicit LessonFolderPrograms(std::string folder) : folder_(std::move(folder)) {}
  bool read(const std::string& file, Program& program, std::string& error) override;

 private:
  std::string folder_;
};

}  // namespace innards::app
