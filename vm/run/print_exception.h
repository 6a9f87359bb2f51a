// What the interpreter prints of an uncaught exception: traceback with source lines and carets, causes, notes, groups,
// suggestions (CPython's Python/pythonrun.c, traceback.c, suggestions.c).
#pragma once

#include "object/object.h"
#include "object/str.h"

namespace innards {

// Writes the whole report to `file`. Errors on the way are swallowed.
void print_exception(Object* value, Object* file);
// Only the traceback, with its heading line.
int print_traceback(Object* tb, Object* file);
// What sys.unraisablehook prints; any of them may be null. `message` is a str, in place of "Exception ignored in".
void print_unraisable(Object* type, Object* value, Object* tb, Object* message, Object* obj);
// "Did you mean" for a NameError, AttributeError or ImportError: new reference to a str, or null without an error.
Object* suggestion_for(Object* exception);

}  // namespace innards
