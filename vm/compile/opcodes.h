// The opcodes as C++ names and as a table of facts, both made from opcodes.def.
// It stands apart because the compiler, the interpreter loop, the disassembler and the panels all need it and nothing
// else of the compiler. It knows nothing of code objects.
#pragma once

#include <cstdint>

namespace innards {

// Opcode::LOAD_CONST and so on; the values are CPython 3.11's numbers. Plain ints, as they are compared with bytes of co_code.
namespace Opcode {
#define OPCODE(NAME, number, kind, caches, stack, sentence) inline constexpr int NAME = number;
#define PSEUDO_OPCODE(NAME, number, is_jump, sentence) inline constexpr int NAME = number;
#include "compile/opcodes.def"
}  // namespace Opcode

// What an instruction's argument means (see opcodes.def).
enum class ArgKind : uint8_t { None, Plain, Const, Name, Local, Free, Compare, Forward, Backward };

struct OpcodeInfo {
  const char* name;      // nullptr for a number that is no opcode
  ArgKind kind;
  uint8_t caches;        // CACHE units behind the instruction
  bool pseudo;           // only inside the compiler
  bool jump;             // has a jump target (FOR_ITER and SEND too); of pseudo opcodes also the SETUP_ ones
  const char* stack;     // the stack picture
  const char* sentence;  // what it does, in one line
};

// Facts about opcode 0..255. For a number that is no opcode, name is nullptr.
const OpcodeInfo& opcode_info(int opcode);

inline constexpr int kHaveArgument = 90;

// The operators of BINARY_OP's argument, with CPython's numbers (Include/opcode.h: NB_...).
enum BinaryOp : int {
  kNbAdd = 0, kNbAnd, kNbFloorDivide, kNbLshift, kNbMatrixMultiply, kNbMultiply, kNbRemainder, kNbOr, kNbPower, kNbRshift,
  kNbSubtract, kNbTrueDivide, kNbXor, kNbInplaceAdd, kNbInplaceAnd, kNbInplaceFloorDivide, kNbInplaceLshift,
  kNbInplaceMatrixMultiply, kNbInplaceMultiply, kNbInplaceRemainder, kNbInplaceOr, kNbInplacePower, kNbInplaceRshift,
  kNbInplaceSubtract, kNbInplaceTrueDivide, kNbInplaceXor,
};
// "+", "&", ..., "+=", ...: how BINARY_OP's argument is written.
const char* binary_op_text(int op);
// "<", "<=", "==", "!=", ">", ">=": how COMPARE_OP's argument is written.
const char* compare_op_text(int op);

// The net change of the stack's depth, going on (jump = 0), jumping (1), or the larger of both (-1).
// Returns kInvalidStackEffect for a number that is no opcode (Python/compile.c: stack_effect).
inline constexpr int kInvalidStackEffect = 0x7fffffff;
int opcode_stack_effect(int opcode, int oparg, int jump);

}  // namespace innards
