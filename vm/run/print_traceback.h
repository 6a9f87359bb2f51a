// The lines of a traceback: file, line, source text and carets (the printing half of CPython's Python/traceback.c).
#pragma once

#include "object/object.h"

namespace innards {

int write_indented_margin(int indent, const char* margin, Object* file);
// Prints header (behind header_margin) and every entry of `tb`; lines are indented and begin with margin. 0 or -1.
int print_traceback_indented(Object* tb, int indent, const char* margin, const char* header_margin, const char* header, Object* file);

}  // namespace innards
