// Assigning to a frame's f_lineno, by which a trace function makes the frame go on at another line. Apart from the frame
// type because it has to understand the code (stack_kinds.h). Follows frame_setlineno in Objects/frameobject.c.
#pragma once

#include "object/object.h"

namespace innards {

// The setter of f_lineno. 0, or -1 with ValueError (AttributeError for del) set.
int frame_set_lineno(Object* frame, Object* line, void*);

}  // namespace innards
