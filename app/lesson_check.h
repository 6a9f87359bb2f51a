// Whether a lesson works: every place reached, every path resolved, every name known, and every answer what python3.11 says.
// What is wrong is told with its line, for authors (`innards lesson check`) and tests.
#pragma once

#include <string>
#include <vector>

#include "session/lesson.h"
#include "session/reading.h"

namespace innards::app {

struct CheckedLesson {
  size_t steps = 0, questions = 0;
  std::vector<std::string> reads;
  std::vector<LessonProblem> problems;
  std::vector<std::pair<int, std::string>> answers;   // the machine's, each with the line of its answer:
  // What python3.11 says to the same questions; asked is -1 where it was not asked.
  int asked = -1, equal = 0;
};

// `list` may be null; then ids of entries and proposals are taken as they are.
CheckedLesson check_lesson(const std::string& folder, const std::string& name, const std::string& language, const ReadingList* list);

// Asks python3.11 the questions of a lesson and compares. Where it, or the script that asks it, is missing, nothing is asked.
void ask_python(const std::string& folder, const std::string& name, CheckedLesson& checked);

}  // namespace innards::app
