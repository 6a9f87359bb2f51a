// The half of the time module that is about dates: struct_time, gmtime(), strftime() and so on. The machine lives in UTC.
// It stands apart because it has nothing to do with the clock. CPython: Modules/timemodule.c.
#pragma once

#include "object/object.h"

namespace innards {

// Adds struct_time and tzname. 0 or -1.
int time_calendar_exec(Object* module);

Object* time_gmtime(Object*, Object** args, int64_t nargs);
Object* time_localtime(Object*, Object** args, int64_t nargs);
Object* time_asctime(Object*, Object** args, int64_t nargs);
Object* time_ctime(Object*, Object** args, int64_t nargs);
Object* time_mktime(Object*, Object* t);
Object* time_strftime(Object*, Object** args, int64_t nargs);
Object* time_strptime(Object*, Object** args, int64_t nargs);

}  // namespace innards
