// What may lie on the value stack before each instruction of a code object, found out without running it: assigning
// f_lineno needs it to know which jumps leave the stack whole. Follows mark_stacks in Objects/frameobject.c.
#pragma once

#include <cstdint>
#include <vector>

#include "object/code.h"

namespace innards {

enum class StackKind : int { None = 0, Iterator, Except, Object, Null, Lasti };

// A stack as a number, three bits an entry, the top lowest; so a deeper stack is a greater number.
inline constexpr int64_t kStackUnknown = -2;    // never reached
inline constexpr int64_t kStackTooDeep = -1;    // more entries than there are bits
inline StackKind stack_kinds_top(int64_t stack) { return static_cast<StackKind>(stack & 7); }
int64_t stack_kinds_pop(int64_t stack);
int stack_kinds_depth(int64_t stack);
int64_t stack_kinds_push(int64_t stack, StackKind kind);

// Of what type the instructions expect an entry to be without asking, because they have put it there themselves. CPython does
// not look at this when it jumps; a wrong one could be anything's end.
enum class StackType : int { Any = 0, List, Set, Dict, Tuple, Code, Cell, Iterator };

// What lies on the stack: kinds, and with them types, both as such numbers. Where the one is unknown the other means nothing.
struct StackPicture {
  int64_t kinds = kStackUnknown;
  int64_t types = 0;
};

// The stack before each code unit, and one after the last.
std::vector<StackPicture> stack_kinds(CodeObject* co);
// Whether an object may stand where this type is expected.
bool stack_type_fits(const Object* o, StackType type);

}  // namespace innards
