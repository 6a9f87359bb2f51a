// Lessons on disk: finding the folder of lessons, reading a lesson's text and programs.
#pragma once

#include <string>
#include <vector>

#include "session/lesson.h"
#include "session/reading.h"

namespace innards::app {

// The folder with the lessons: the one that was chosen (`innards --lessons DIR`), or the one that comes with Innards (beside
// the program or in its source tree).
std::string lessons_folder();
// Chooses a folder of lessons. False when it is no folder.
bool set_lessons_folder(const std::string& folder);

// What progress in a lesson is kept under: its folder's name; for lessons outside Innards the name of their set before it.
std::string lesson_key(const std::string& folder, const std::string& name);

// Folder names of lessons, sorted (NN_slug).
std::vector<std::string> lesson_names(const std::string& folder);

// Reads lesson.md, or lesson.zh.md for "zh". False with a problem when it cannot be read.
bool read_lesson(const std::string& folder, const std::string& name, const std::string& language, Lesson& lesson, std::vector<LessonProblem>& problems);

// lesson.md or lesson.zh.md
const char* lesson_file(const std::string& language);

// Every lesson of a folder, as the lists of lessons show it. Lessons that cannot be read have no steps.
std::vector<LessonEntry> lesson_entries(const std::string& folder, const std::string& language);

// The reading list and its paths for a folder of lessons (app/reading_json.cpp). False with a sentence.
bool read_reading_list(const std::string& folder, ReadingList& list, std::string& error);

class LessonFolderPrograms : public LessonPrograms {
 public:
  explicit LessonFolderPrograms(std::string folder) : folder_(std::move(folder)) {}
  bool read(const std::string& file, Program& program, std::string& error) override;

 private:
  std::string folder_;
};

}  // namespace innards::app
