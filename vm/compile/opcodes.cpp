#include "compile/opcodes.h"

#include <array>

namespace innards {

namespace {

constexpr bool is_jump_kind(ArgKind kind) { return kind == ArgKind::Forward || kind == ArgKind::Backward; }

constexpr std::array<OpcodeInfo, 256> make_table() {
  std::array<OpcodeInfo, 256> table{};
#define OPCODE(NAME, number, kind, caches, stack, sentence) \
  table[number] = OpcodeInfo{#NAME, ArgKind::kind, caches, false, is_jump_kind(ArgKind::kind), stack, sentence};
#define PSEUDO_OPCODE(NAME, number, is_jump, sentence) \
  table[number] = OpcodeInfo{#NAME, ArgKind::Plain, 0, true, is_jump, "", sentence};
#include "compile/opcodes.def"
  return table;
}

constexpr std::array<OpcodeInfo, 256> kTable = make_table();

constexpr const char* kBinaryOps[] = {"+",  "&",  "//",  "<<",  "@",  "*",  "%",  "|",  "**",  ">>",  "-",  "/",  "^",
                                      "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^="};
constexpr const char* kCompareOps[] = {"<", "<=", "==", "!=", ">", ">="};

int count_bits(int bits) { return __builtin_popcount(static_cast<unsigned>(bits)); }

// Instructions whose effect depends on the argument or on whether they jump.
int variable_effect(int opcode, int oparg, int jump) {
  using namespace Opcode;
  switch (opcode) {
    case BUILD_TUPLE: case BUILD_LIST: case BUILD_SET: case BUILD_STRING: return 1 - oparg;
    case BUILD_MAP: return 1 - 2 * oparg;
    case BUILD_CONST_KEY_MAP: return -oparg;
    case BUILD_SLICE: return oparg == 3 ? -2 : -1;
    case UNPACK_SEQUENCE: return oparg - 1;
    case UNPACK_EX: return (oparg & 0xFF) + (oparg >> 8);
    case FOR_ITER: return jump > 0 ? -1 : 1;
    case SEND: return jump > 0 ? -1 : 0;
    case JUMP_IF_TRUE_OR_POP: case JUMP_IF_FALSE_OR_POP: return jump ? 0 : -1;
    case SETUP_FINALLY: return jump ? 1 : 0;
    case SETUP_CLEANUP: return jump ? 2 : 0;
    case SETUP_WITH: return jump ? 1 : 0;
    case RAISE_VARARGS: return -oparg;
    case PRECALL: return -oparg;
    case CALL: return -1;
    case CALL_FUNCTION_EX: return -2 - ((oparg & 1) != 0);
    case MAKE_FUNCTION: return -count_bits(oparg & 0xF);
    case FORMAT_VALUE: return (oparg & 4) ? -1 : 0;
    case LOAD_GLOBAL: return (oparg & 1) + 1;
    default: return kInvalidStackEffect;
  }
}

int fixed_effect(int opcode) {
  using namespace Opcode;
  switch (opcode) {
    case NOP: case EXTENDED_ARG: case RESUME: case CACHE: case KW_NAMES: case SWAP: case POP_BLOCK:
    case UNARY_POSITIVE: case UNARY_NEGATIVE: case UNARY_NOT: case UNARY_INVERT:
    case GET_ITER: case GET_YIELD_FROM_ITER: case GET_AWAITABLE: case GET_AITER: case LIST_TO_TUPLE:
    case YIELD_VALUE: case ASYNC_GEN_WRAP: case SETUP_ANNOTATIONS: case LOAD_ATTR:
    case JUMP_FORWARD: case JUMP_BACKWARD: case JUMP: case JUMP_BACKWARD_NO_INTERRUPT: case JUMP_NO_INTERRUPT:
    case CHECK_EXC_MATCH: case CHECK_EG_MATCH: case RETURN_GENERATOR: case MAKE_CELL: case COPY_FREE_VARS:
    case DELETE_NAME: case DELETE_GLOBAL: case DELETE_FAST: case DELETE_DEREF:
      return 0;
    case PUSH_NULL: case COPY: case PUSH_EXC_INFO: case GET_ANEXT: case BEFORE_WITH: case BEFORE_ASYNC_WITH:
    case WITH_EXCEPT_START: case LOAD_BUILD_CLASS: case LOAD_ASSERTION_ERROR: case LOAD_CONST: case LOAD_NAME:
    case LOAD_FAST: case LOAD_CLOSURE: case LOAD_DEREF: case LOAD_CLASSDEREF: case LOAD_METHOD: case IMPORT_FROM:
    case GET_LEN: case MATCH_MAPPING: case MATCH_SEQUENCE: case MATCH_KEYS:
      return 1;
    case POP_TOP: case PRINT_EXPR: case RETURN_VALUE: case IMPORT_STAR: case POP_EXCEPT: case PREP_RERAISE_STAR:
    case STORE_NAME: case STORE_GLOBAL: case STORE_FAST: case STORE_DEREF: case DELETE_ATTR:
    case BINARY_SUBSCR: case BINARY_OP: case COMPARE_OP: case IS_OP: case CONTAINS_OP: case IMPORT_NAME: case RERAISE:
    case POP_JUMP_FORWARD_IF_FALSE: case POP_JUMP_FORWARD_IF_TRUE: case POP_JUMP_FORWARD_IF_NONE:
    case POP_JUMP_FORWARD_IF_NOT_NONE: case POP_JUMP_BACKWARD_IF_FALSE: case POP_JUMP_BACKWARD_IF_TRUE:
    case POP_JUMP_BACKWARD_IF_NONE: case POP_JUMP_BACKWARD_IF_NOT_NONE: case POP_JUMP_IF_FALSE: case POP_JUMP_IF_TRUE:
    case POP_JUMP_IF_NONE: case POP_JUMP_IF_NOT_NONE:
    case LIST_APPEND: case SET_ADD: case LIST_EXTEND: case SET_UPDATE: case DICT_MERGE: case DICT_UPDATE:
      return -1;
    case DELETE_SUBSCR: case STORE_ATTR: case MAP_ADD: case END_ASYNC_FOR: case MATCH_CLASS: return -2;
    case STORE_SUBSCR: return -3;
    default: return kInvalidStackEffect;
  }
}

}  // namespace

const OpcodeInfo& opcode_info(int opcode) { return kTable[static_cast<uint8_t>(opcode)]; }

const char* binary_op_text(int op) { return op >= 0 && op < 26 ? kBinaryOps[op] : "?"; }
const char* compare_op_text(int op) { return op >= 0 && op < 6 ? kCompareOps[op] : "?"; }

int opcode_stack_effect(int opcode, int oparg, int jump) {
  int fixed = fixed_effect(opcode);
  return fixed != kInvalidStackEffect ? fixed : variable_effect(opcode, oparg, jump);
}

}  // namespace innards
