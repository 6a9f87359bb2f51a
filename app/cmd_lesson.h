// What `innards lesson` does with each verb; cmd_lesson.cpp picks one.
#pragma once

#include "commands.h"

namespace innards::app {

int lesson_new(const LessonArgs&);        // a folder with a lesson that works, to be written on
int lesson_progress(const LessonArgs&);   // one's own, or that of many students as a table

}  // namespace innards::app
