// Lesson: the text of the step a learner stands at, its question, and the way on.
#include "kit/rows.h"
#include "panels/lesson_state.h"

namespace innards::ui {

void draw_Lesson(Ui&) { placeholder(tr(Word::LessonNone)); }

std::string text_Lesson(Ui&) { return std::string(tr(Word::LessonNone)) + "\n"; }

}  // namespace innards::ui
