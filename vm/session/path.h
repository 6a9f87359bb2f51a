// Inspect paths: how lessons point at things and ask the machine for values. A path is read against a View at its cursor.
//
//   frame | frame(NAME) | frame(N) the running frame, the innermost frame of a function, or the frame at a depth (0 = module)
//     .line .function .op .offset  where it stands
//     .locals.NAME | .locals.count a variable
//     .stack[I] | .stack.depth     its value stack; negative I counts from the top
//   frames.count                   how many frames there are
//   stack[I] | stack.depth         of the running frame
//   object(NAME)                   what NAME is bound to: local, else global
//   object(stack[I]) | object(NAME.ATTR), object(NAME[0])   one reference further, as often as wanted, by the labels the
//                                  objects panel shows
//     .refcount .type .size .text .id .refs.count; session/memory_path.h lists more, and dict(X) and type(X)
//   cell(NAME)                     the cell of a variable; .content what it holds
//   code.instr(OFFSET) code.names ...  of the running code object; session/compiled_path.h lists them, and more paths
//   same(PATH, PATH)               True when both are one object
//   count(TYPE)                    how many objects of a type can be reached
//   output.last | output.lines     of what is printed so far
//   exception                      the one on its way, or none
#pragma once

#include <string>
#include <string_view>

#include "session/view.h"

namespace innards {

struct PathValue {
  bool found = false;
  std::string text;          // what the path says, as a person would write it
  std::string error;         // when not found: a sentence
  // What to point at.
  ObjectId object = 0;
  uint64_t frame = 0;
  std::string place;         // local NAME, stack I, instr OFFSET, guard ROW, line N, field NAME, output
  PipelinePoint part;        // of what the compiler made

  static PathValue failure(std::string why) {
    PathValue v;
    v.error = std::move(why);
    return v;
  }
  static PathValue plain(std::string text) {
    PathValue v;
    v.found = true;
    v.text = std::move(text);
    return v;
  }
  static PathValue plain(int64_t n) { return plain(std::to_string(n)); }
};

PathValue evaluate_path(View& view, std::string_view path);

// The output that exists at the view's cursor.
std::string output_so_far(View& view);

}  // namespace innards
