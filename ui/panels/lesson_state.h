// Where a learner stands in a lesson. Apart from the lesson panel because the window, the tests and Ui own one.
#pragma once

#include <string>
#include <vector>

namespace innards::ui {

struct LessonState {
  int dummy = 0;
};

}  // namespace innards::ui
