// The peephole part of the flow graph's optimiser: what 3.11's optimize_basic_block does inside one block.
#include <algorithm>

#include "compile/const_value.h"
#include "compile/flow_graph.h"

namespace innards {

using namespace Opcode;

namespace {

// Python/compile.c: jump_thread. Lets `inst` jump to where its target jumps, if no line's execution would be hidden.
bool jump_thread(Instr& inst, const Instr& target, int opcode) {
  if (inst.loc.lineno != target.loc.lineno) return false;
  if (inst.target == target.target) return false;  // nothing would change, for ever
  inst.target = target.target;
  inst.opcode = static_cast<uint8_t>(opcode);
  return true;
}

void skip_empty_targets(Instr& inst) {
  while (inst.target->empty()) inst.target = inst.target->next;
}

// A constant whose truth decides a conditional jump at compile time.
void fold_constant_condition(Block& block, size_t i, ConstTable& consts) {
  Instr& load = block.instrs[i];
  Instr& jump = block.instrs[i + 1];
  bool keeps = jump.opcode == JUMP_IF_FALSE_OR_POP || jump.opcode == JUMP_IF_TRUE_OR_POP;
  bool if_true = jump.opcode == POP_JUMP_IF_TRUE || jump.opcode == JUMP_IF_TRUE_OR_POP;
  bool jumps = const_truth(consts[load.oparg]) == if_true;
  if (jumps) {
    if (!keeps) load.opcode = NOP;
    jump.opcode = JUMP;
    block.no_fallthrough = true;
  } else {
    load.opcode = NOP;
    jump.opcode = NOP;
  }
}

// `x is None` before a conditional jump becomes one of the jumps that test for None.
void fold_none_test(Block& block, size_t i, ConstTable& consts) {
  if (i + 2 >= block.instrs.size()) return;
  Instr& load = block.instrs[i];
  Instr& is_op = block.instrs[i + 1];
  Instr& jump = block.instrs[i + 2];
  const CodeConst& value = consts[load.oparg];
  if (value.code || value.value.type != ConstantType::kNone) return;
  if (jump.opcode != POP_JUMP_IF_FALSE && jump.opcode != POP_JUMP_IF_TRUE) return;
  bool inverted = is_op.oparg == 1;
  load.opcode = NOP;
  is_op.opcode = NOP;
  bool not_none = inverted != (jump.opcode == POP_JUMP_IF_FALSE);
  jump.opcode = static_cast<uint8_t>(not_none ? POP_JUMP_IF_NOT_NONE : POP_JUMP_IF_NONE);
}

void optimize_load_const(Block& block, size_t i, ConstTable& consts) {
  if (i + 1 >= block.instrs.size()) return;
  switch (block.instrs[i + 1].opcode) {
    case POP_JUMP_IF_FALSE: case POP_JUMP_IF_TRUE: case JUMP_IF_FALSE_OR_POP: case JUMP_IF_TRUE_OR_POP:
      fold_constant_condition(block, i, consts);
      break;
    case IS_OP:
      fold_none_test(block, i, consts);
      break;
    default: break;
  }
}

// Python/compile.c: fold_tuple_on_constants. LOAD_CONST n times and BUILD_TUPLE n become one LOAD_CONST.
void fold_tuple_on_constants(Block& block, size_t i, ConstTable& consts) {
  size_t n = static_cast<size_t>(block.instrs[i].oparg);
  if (i < n) return;
  std::vector<ConstantValue> items;
  for (size_t k = i - n; k < i; ++k) {
    const Instr& load = block.instrs[k];
    if (load.opcode != LOAD_CONST) return;
    if (consts[load.oparg].code) return;
    items.push_back(consts[load.oparg].value);
  }
  int index = consts.add(constant_tuple(*consts.memory, items.data(), static_cast<int32_t>(n)));
  for (size_t k = i - n; k < i; ++k) block.instrs[k].opcode = NOP;
  block.instrs[i].opcode = LOAD_CONST;
  block.instrs[i].oparg = index;
}

void optimize_build_tuple(Block& block, size_t i, ConstTable& consts) {
  Instr& build = block.instrs[i];
  if (i + 1 < block.instrs.size()) {
    Instr& unpack = block.instrs[i + 1];
    if (unpack.opcode == UNPACK_SEQUENCE && unpack.oparg == build.oparg) {
      if (build.oparg == 1) {
        build.opcode = NOP;
        unpack.opcode = NOP;
        return;
      }
      if (build.oparg == 2 || build.oparg == 3) {
        build.opcode = NOP;
        unpack.opcode = SWAP;
        return;
      }
    }
  }
  fold_tuple_on_constants(block, i, consts);
}

bool swappable(int opcode) { return opcode == STORE_FAST || opcode == POP_TOP; }

// Python/compile.c: next_swappable_instruction. -1 if something else comes first, or another line begins.
int next_swappable(const Block& block, int i, int lineno) {
  while (++i < static_cast<int>(block.instrs.size())) {
    const Instr& instr = block.instrs[static_cast<size_t>(i)];
    if (lineno >= 0 && instr.loc.lineno != lineno) return -1;
    if (instr.opcode == NOP) continue;
    return swappable(instr.opcode) ? i : -1;
  }
  return -1;
}

// Python/compile.c: apply_static_swaps. Exchanges the stores behind a SWAP instead of the values before them.
void apply_static_swaps(Block& block, int i) {
  for (; i >= 0; --i) {
    Instr& swap = block.instrs[static_cast<size_t>(i)];
    if (swap.opcode != SWAP) {
      if (swap.opcode == NOP || swappable(swap.opcode)) continue;
      return;
    }
    int j = next_swappable(block, i, -1);
    if (j < 0) return;
    int k = j;
    int lineno = block.instrs[static_cast<size_t>(j)].loc.lineno;
    for (int count = swap.oparg - 1; count > 0; --count) {
      k = next_swappable(block, k, lineno);
      if (k < 0) return;
    }
    swap.opcode = NOP;
    std::swap(block.instrs[static_cast<size_t>(j)], block.instrs[static_cast<size_t>(k)]);
  }
}

// How many instructions from `start` are SWAPs (and NOPs); *depth gets the deepest reach. 0 if there is only one SWAP.
int swap_run(const Block& block, int start, int* depth) {
  int count = static_cast<int>(block.instrs.size());
  *depth = block.instrs[static_cast<size_t>(start)].oparg;
  bool more = false;
  int len = 1;
  for (; start + len < count; ++len) {
    const Instr& instr = block.instrs[static_cast<size_t>(start + len)];
    if (instr.opcode == SWAP) {
      *depth = std::max(*depth, instr.oparg);
      more = true;
    } else if (instr.opcode != NOP) {
      break;
    }
  }
  return more ? len : 0;
}

// Writes the SWAPs that make `order`, from the end of the run backwards: each cycle of the permutation is walked through
// its top place. Returns the first place that is still in use.
int write_swaps(Instr* run, int current, std::vector<int>& order) {
  constexpr int kVisited = -1;
  for (int i = 0; i < static_cast<int>(order.size()); ++i) {
    if (order[static_cast<size_t>(i)] == kVisited || order[static_cast<size_t>(i)] == i) continue;
    for (int j = i;;) {
      if (j) {
        run[current].opcode = SWAP;
        run[current--].oparg = j + 1;
      }
      int& place = order[static_cast<size_t>(j)];
      if (place == kVisited) break;
      int next = place;
      place = kVisited;
      j = next;
    }
  }
  return current;
}

// Python/compile.c: swaptimize. Replaces a run of SWAPs by the fewest that have the same effect. Returns the last
// instruction of the run.
int swaptimize(Block& block, int start) {
  int depth = 0;
  int len = swap_run(block, start, &depth);
  if (len == 0) return start;
  std::vector<int> order(static_cast<size_t>(depth));
  for (int i = 0; i < depth; ++i) order[static_cast<size_t>(i)] = i;
  Instr* run = &block.instrs[static_cast<size_t>(start)];
  for (int i = 0; i < len; ++i)
    if (run[i].opcode == SWAP) std::swap(order[0], order[static_cast<size_t>(run[i].oparg - 1)]);
  int current = write_swaps(run, len - 1, order);
  while (current >= 0) run[current--].opcode = NOP;
  return start + len - 1;
}

// and/or chains: a test whose outcome also decides the test it jumps to. Returns true if the instruction changed and is
// to be looked at again.
bool thread_bool_jump(Instr& inst, const Instr& target) {
  bool on_false = inst.opcode == JUMP_IF_FALSE_OR_POP;
  int same_pop = on_false ? POP_JUMP_IF_FALSE : POP_JUMP_IF_TRUE;
  int other_pop = on_false ? POP_JUMP_IF_TRUE : POP_JUMP_IF_FALSE;
  int same_keep = inst.opcode;
  int other_keep = on_false ? JUMP_IF_TRUE_OR_POP : JUMP_IF_FALSE_OR_POP;
  if (target.opcode == same_pop) return jump_thread(inst, target, same_pop);
  if (target.opcode == JUMP || target.opcode == same_keep) return jump_thread(inst, target, same_keep);
  if (target.opcode == other_pop || target.opcode == other_keep) {
    if (inst.loc.lineno != target.loc.lineno) return false;
    inst.opcode = static_cast<uint8_t>(same_pop);
    inst.target = inst.target->next;
    return true;
  }
  return false;
}

}  // namespace

// Python/compile.c: optimize_basic_block.
void optimize_basic_block(Block& block, ConstTable& consts) {
  static const Instr kNop = [] { Instr nop; nop.opcode = NOP; return nop; }();
  for (int i = 0; i < static_cast<int>(block.instrs.size()); ++i) {
    size_t at = static_cast<size_t>(i);
    Instr& inst = block.instrs[at];
    const Instr* target = &kNop;
    if (is_jump(inst.opcode) || is_block_push(inst.opcode)) {
      skip_empty_targets(inst);
      target = &inst.target->instrs[0];
    }
    switch (inst.opcode) {
      case LOAD_CONST: optimize_load_const(block, at, consts); break;
      case BUILD_TUPLE: optimize_build_tuple(block, at, consts); break;
      case JUMP_IF_FALSE_OR_POP: case JUMP_IF_TRUE_OR_POP:
        i -= thread_bool_jump(inst, *target);
        break;
      case POP_JUMP_IF_NOT_NONE: case POP_JUMP_IF_NONE: case POP_JUMP_IF_FALSE: case POP_JUMP_IF_TRUE: case JUMP:
        if (target->opcode == JUMP) i -= jump_thread(inst, *target, inst.opcode);
        break;
      case SWAP:
        if (inst.oparg == 1) {
          inst.opcode = NOP;
          break;
        }
        i = swaptimize(block, i);
        apply_static_swaps(block, i);
        break;
      case PUSH_NULL:
        if (at + 1 < block.instrs.size() && block.instrs[at + 1].opcode == LOAD_GLOBAL) {
          inst.opcode = NOP;
          inst.oparg = 0;
          block.instrs[at + 1].oparg |= 1;
        }
        break;
      default: break;
    }
  }
}

}  // namespace innards
