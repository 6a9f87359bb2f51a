// Whether bytecode may be run: the interpreter loop trusts the code it is given, as CPython's does, so code that our compiler
// did not make (code.replace, types.CodeType, marshal) is read through once before. It stands apart from code objects, so that
// what the compiler makes can be put to the same test. It runs nothing and knows no objects.
#pragma once

#include <cstdint>

namespace innards {

// A code object's parts, all borrowed.
struct CodeView {
  const uint8_t* code; int units;              // two bytes each
  const uint8_t* table; int64_t table_size;    // exception table
  const uint8_t* kinds; int variables;         // the kind of each variable (base/code_flags.h)
  int consts, names;                           // how many
  int stacksize, flags;
  // How many names the constant holds, for KW_NAMES; -1 when it is no tuple of str. `owner` is passed along.
  int (*keyword_names)(const void* owner, int constant);
  const void* owner;
};

// Why code may not run. `at` is a byte offset, `opcode` what stands there (-1: it is not about an instruction).
struct CodeFault {
  int at, opcode;
  char why[120];
};

// Follows every way through the code with the depth of the stack and the sort of each entry: whether instructions are known
// and whole, arguments in range, the depth the same however a place is reached, never below 0 and never above stacksize, and
// whether what instructions take unasked (a list to append to, the NULL of a call, a cell) is there. true: it may run.
bool verify_code(const CodeView& code, CodeFault* fault);

}  // namespace innards
