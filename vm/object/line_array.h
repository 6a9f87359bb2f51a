// The line of every instruction of a code object, kept beside it once it is traced (_co_linearray): a trace function is
// asked at each instruction, and the location table can only be read from its beginning. Follows _PyCode_InitLineArray.
#pragma once

#include "object/code.h"

namespace innards {

// Makes the array when there is none. 0, or -1 with MemoryError set.
int line_array_init(CodeObject* co);
void line_array_free(CodeObject* co);
// The line of the code unit `index`, -1 for none; the array must be there.
int line_array_at(const CodeObject* co, int index);

}  // namespace innards
