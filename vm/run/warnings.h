// Showing a warning at a given place; err_warn_* (run/errors.h) are for warnings about the code that runs.
#pragma once

#include "object/object.h"

namespace innards {

// Prints the warning unless the default filters drop it or `registry` (a dict, may be null) has it already. 0 or -1.
int warn_explicit(Object* category, const char* text, Object* filename, int line, Object* registry, bool in_main);

}  // namespace innards
