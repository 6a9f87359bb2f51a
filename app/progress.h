// How far a learner came in each lesson, and what was answered first. One file for a learner, beside the settings; the same
// form is exported for a teacher. Apart from the desk because `innards lesson progress` needs no window.
#pragma once

#include <map>
#include <string>

namespace innards::app {

struct FirstAnswer {
  std::string answer;
  bool right = false;
};

struct LessonProgress {
  int done = 0, steps = 0;                  // steps reached, of how many
  std::map<int, FirstAnswer> answers;       // by step, from 1
};

struct Progress {
  std::string student;
  std::map<std::string, LessonProgress> lessons;   // by lesson_key

  // The learner stands at `step` (from 1).
  void reached(const std::string& lesson, int step, int steps);
  // Only the first answer to a question counts.
  void answered(const std::string& lesson, int step, const std::string& answer, bool right);
};

// The learner's own file; empty when the platform has no place for it.
std::string progress_file();
// False with a sentence when it is there and cannot be understood. A file that is missing is progress in nothing.
bool read_progress(const std::string& path, Progress& progress, std::string& error);
bool write_progress(const std::string& path, const Progress& progress, std::string& error);

}  // namespace innards::app
