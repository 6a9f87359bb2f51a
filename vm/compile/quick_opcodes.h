// The quickened forms of instructions (quick_opcodes.def): their numbers as C++ names, and the way back to the instruction of
// co_code. They stand apart from opcodes.h because the compiler never emits them: only a code object that has run often enough
// holds them. This knows nothing of code objects.
#pragma once

#include <cstdint>

#include "compile/opcodes.h"

namespace innards {

namespace Opcode {
#define QUICK_OPCODE(NAME, number, BASE, Role, when, when_zh) inline constexpr int NAME = number;
#include "compile/quick_opcodes.def"
}  // namespace Opcode

enum class QuickRole : uint8_t { None, Adaptive, Specialised, Fused, Quick };

struct QuickInfo {
  const char* name;              // nullptr: the number is no quickened form
  int base;                      // the instruction it stands for; of any other number, that number
  QuickRole role;
  const char *when, *when_zh;    // when it stands there
};
// Facts about opcode 0..255.
const QuickInfo& quick_info(int opcode);

struct DeoptTable {
  uint8_t base[256];
};
constexpr DeoptTable make_deopt_table() {
  DeoptTable t = {};
  for (int i = 0; i < 256; ++i) t.base[i] = static_cast<uint8_t>(i);
#define QUICK_OPCODE(NAME, number, BASE, Role, when, when_zh) t.base[number] = Opcode::BASE;
#include "compile/quick_opcodes.def"
  return t;
}
inline constexpr DeoptTable kDeopt = make_deopt_table();
// The instruction of co_code that `opcode` stands for: itself, unless it is a quickened form (_PyOpcode_Deopt).
inline int opcode_deopt(int opcode) { return kDeopt.base[opcode & 255]; }

// Turns `count` code units into what co_code shows: plain instructions, empty CACHE units.
void deopt_units(uint8_t* units, int64_t count);

// The name of any number that can stand in _co_code_adaptive; nullptr for one that cannot.
const char* any_opcode_name(int opcode);
// The adaptive form of an instruction, or 0.
int adaptive_form(int opcode);

}  // namespace innards
