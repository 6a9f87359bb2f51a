// The instructions and protected ranges of a code object, read with suspicion; what verify_code.cpp walks over. It stands
// apart from the disassembler, which shows whatever it is given: here everything that is not as it should be is told.
#pragma once

#include <vector>

#include "compile/verify_code.h"

namespace innards {

struct DecodedInstr {
  int start = 0;        // its first unit (an EXTENDED_ARG prefix, perhaps)
  int at = 0;           // the unit of the opcode
  int end = 0;          // past its CACHE units
  int opcode = 0;
  int64_t oparg = 0;
  const char* fault = nullptr;  // it must not be reached
};

struct DecodedHandler { int start, end, target, level; bool lasti; };

struct DecodedCode {
  std::vector<DecodedInstr> instrs;
  std::vector<int> index;              // the instruction that starts at each unit, -1 in the middle of one
  std::vector<DecodedHandler> handlers;
  const char* table_fault = nullptr;
};

DecodedCode decode_code(const CodeView& code);

}  // namespace innards
