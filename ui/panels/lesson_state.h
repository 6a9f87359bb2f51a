// Where a learner stands in a lesson. Apart from the lesson panel because the desk makes one and Ui owns it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "context.h"
#include "kit/markdown.h"
#include "session/lesson.h"

namespace innards::ui {

struct LessonState {
  std::unique_ptr<LessonPlayer> player;
  std::vector<LessonEntry> entries;      // of the list, when no lesson is open
  // of the step shown
  size_t step = SIZE_MAX;
  std::vector<MarkdownBlock> text, version_note;
  std::vector<std::string> options;      // the right answer and the wrong ones, in a fixed but unobvious order
  PathValue right;
  std::string typed, given;              // what is being typed; the answer that was judged
  int chosen = -1;
  bool judged = false;
  LessonPlayer::Verdict verdict;
  bool goal_was_met = false;
  uint64_t home = 0;                     // the cursor where the step stands
};

// The same step with the words of another language; an answer already given stays given.
void lesson_translated(Ui& ui);

// Answers the question of the step as if it had been chosen.
void answer_lesson(Ui& ui, const std::string& answer);

// The ways through a lesson. Each does nothing where it cannot: without a lesson, before the answer, at either end.
void lesson_next(Ui& ui);
void lesson_back(Ui& ui);
void lesson_return(Ui& ui);                   // to the step's place and program
void lesson_choose(Ui& ui, size_t option);    // gives the option-th answer
bool lesson_asks(Ui& ui);                     // a question with options stands open

// Shows the panels and marks of the player's step, after it went there.
void lesson_arrived(Ui& ui);

}  // namespace innards::ui
