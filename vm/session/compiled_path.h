// Inspect paths into what the compiler made: tokens, tree, scopes, code objects. They stand apart from path.h's because
// they are about the program's text and not about a moment: they say the same wherever the cursor stands. Nothing here
// looks at the machine.
//
//   tokens.count | codes.count     how many there are (code objects: with the module's own)
//   tree(LINE:COLUMN)              the kind of the innermost node at a place of the source, after folding;
//   tree_before(LINE:COLUMN)       the same before constants were folded
//   scope(NAME) | scope(NAME).VAR  a scope; what a name is in it: LOCAL, GLOBAL_IMPLICIT, CELL ...
//   code(NAME)                     the code object of a function or class, or of `module`; further:
//     .instr(OFFSET) .names .varnames .cellvars .freevars .consts .stacksize .name
//     .handler(OFFSET)             where control goes when that instruction raises, or none
//     .count(OP) .count(OP LINE)   how many instructions have that name (on that line)
//     .guards                      how many rows the exception table has
#pragma once

#include <string_view>

#include "session/path.h"

namespace innards {

// What `rest` (.names, .instr(4) ... without the point) says of a code object.
PathValue path_into_code(const CodeRows& code, std::string_view rest);

// Whether a path begins like one of those above; and what it says of the program's main file.
bool is_compiled_path(std::string_view path);
PathValue evaluate_compiled_path(View& view, std::string_view path);

}  // namespace innards
