// The passes over the whole flow graph: reachability, empty blocks, line numbers, stack depth, handlers, jumps.
#include <algorithm>
#include <memory>

#include "compile/flow_graph.h"

namespace innards {

using namespace Opcode;

namespace {

bool jumps_somewhere(const Instr& instr) { return is_jump(instr.opcode) || is_block_push(instr.opcode); }

void copy_location(const Instr& from, Instr& to) { to.loc = from.loc; }

// Python/compile.c: mark_reachable. Counts the ways into each block that can be reached from the entry.
void mark_reachable(FlowGraph& graph) {
  std::vector<Block*> todo{graph.entry()};
  graph.entry()->predecessors = 1;
  auto reach = [&](Block* block) {
    if (block->predecessors++ == 0) todo.push_back(block);
  };
  while (!todo.empty()) {
    Block* block = todo.back();
    todo.pop_back();
    if (block->next && !block->no_fallthrough) reach(block->next);
    for (const Instr& instr : block->instrs)
      if (jumps_somewhere(instr)) reach(instr.target);
  }
}

// Python/compile.c: eliminate_empty_basic_blocks.
void eliminate_empty_basic_blocks(FlowGraph& graph) {
  for (Block* block = graph.entry(); block; block = block->next) {
    Block* next = block->next;
    if (!next) continue;
    while (next->empty() && next->next) next = next->next;
    block->next = next;
  }
  for (Block* block = graph.entry(); block; block = block->next)
    for (Instr& instr : block->instrs)
      if (jumps_somewhere(instr))
        while (instr.target->empty()) instr.target = instr.target->next;
}

void empty_unreachable_blocks(FlowGraph& graph) {
  for (Block* block = graph.entry(); block; block = block->next) {
    if (block->predecessors != 0) continue;
    block->instrs.clear();
    block->no_fallthrough = false;
  }
}

// A jump to the block that follows anyway becomes a NOP. Returns whether there was one.
bool remove_redundant_jumps(FlowGraph& graph) {
  bool removed = false;
  for (Block* block = graph.entry(); block; block = block->next) {
    if (block->empty()) continue;
    Instr& last = block->last();
    if (last.opcode != JUMP && last.opcode != JUMP_NO_INTERRUPT) continue;
    if (last.target != block->next) continue;
    block->no_fallthrough = false;
    last.opcode = NOP;
    removed = true;
  }
  return removed;
}

// Whether the NOP at `src` may go. What it stood for is kept by a neighbour on the same line.
bool nop_is_superfluous(Block& block, size_t src, int prev_lineno) {
  Instr& nop = block.instrs[src];
  int lineno = nop.loc.lineno;
  if (lineno < 0 || prev_lineno == lineno) return true;
  if (src + 1 < block.instrs.size()) {
    Instr& next = block.instrs[src + 1];
    if (next.loc.lineno < 0) copy_location(nop, next);
    return next.loc.lineno == lineno;
  }
  Block* next = block.next;
  while (next && next->empty()) next = next->next;
  return next && next->instrs[0].loc.lineno == lineno;
}

bool is_exit_without_lineno(const Block& block) {
  if (!block.exit) return false;
  return std::all_of(block.instrs.begin(), block.instrs.end(), [](const Instr& i) { return i.loc.lineno < 0; });
}

}  // namespace

// Python/compile.c: normalize_basic_block. Marks exits and blocks that do not go on, and lets jumps skip empty blocks.
void normalize_basic_block(Block& block) {
  for (Instr& instr : block.instrs) {
    if (is_scope_exit(instr.opcode)) {
      block.exit = true;
      block.no_fallthrough = true;
    } else if (is_jump(instr.opcode)) {
      if (instr.opcode == JUMP || instr.opcode == JUMP_NO_INTERRUPT) block.no_fallthrough = true;
      while (instr.target->empty()) instr.target = instr.target->next;
    }
  }
}

void extend_block(Block& block) {
  constexpr size_t kMaxCopySize = 4;
  if (block.empty() || block.last().opcode != JUMP) return;
  Block* target = block.last().target;
  if (!is_exit_without_lineno(*target) || target->instrs.size() > kMaxCopySize) return;
  block.last().opcode = NOP;
  std::vector<Instr> copied = target->instrs;  // a block may be its own target
  block.instrs.insert(block.instrs.end(), copied.begin(), copied.end());
  block.exit = true;
}

void clean_basic_block(Block& block, int prev_lineno) {
  size_t dest = 0;
  for (size_t src = 0; src < block.instrs.size(); ++src) {
    int lineno = block.instrs[src].loc.lineno;
    if (block.instrs[src].opcode == NOP && nop_is_superfluous(block, src, prev_lineno)) continue;
    if (dest != src) block.instrs[dest] = block.instrs[src];
    ++dest;
    prev_lineno = lineno;
  }
  block.instrs.resize(dest);
}

void optimize_cfg(FlowGraph& graph, ConstTable& consts, PassNotes& notes) {
  for (Block* block = graph.entry(); block; block = block->next) {
    optimize_basic_block(*block, consts);
    clean_basic_block(*block, -1);
  }
  notes.note(Pass::Peephole);
  for (auto block = graph.all().rbegin(); block != graph.all().rend(); ++block) extend_block(*block);
  notes.note(Pass::CopyExitsAgain);
  mark_reachable(graph);
  empty_unreachable_blocks(graph);
  notes.note(Pass::Unreachable);
  for (Block* block = graph.entry(); block; block = block->next) clean_basic_block(*block, -1);
  eliminate_empty_basic_blocks(graph);
  if (remove_redundant_jumps(graph)) eliminate_empty_basic_blocks(graph);
  notes.note(Pass::Merge);
}

// A return that several lines jump to is copied for each of them, so that each copy can have its line.
void duplicate_exits_without_lineno(FlowGraph& graph) {
  int count = graph.size();
  for (int i = count - 1; i >= 0; --i) {
    Block& block = graph.all()[static_cast<size_t>(i)];
    if (block.empty() || !is_jump(block.last().opcode)) continue;
    Block* target = block.last().target;
    if (!is_exit_without_lineno(*target) || target->predecessors <= 1) continue;
    Block* copy = graph.new_block();
    copy->instrs = target->instrs;
    copy->exit = target->exit;
    copy->no_fallthrough = true;
    copy_location(block.last(), copy->instrs[0]);
    block.last().target = copy;
    target->predecessors--;
    copy->predecessors = 1;
    copy->next = target->next;
    target->next = copy;
  }
  for (Block& block : graph.all())
    while (block.next && block.next->empty()) block.next = block.next->next;
  for (auto block = graph.all().rbegin(); block != graph.all().rend(); ++block)
    if (!block->no_fallthrough && block->next && !block->empty() && is_exit_without_lineno(*block->next))
      copy_location(block->last(), block->next->instrs[0]);
}

void trim_unused_consts(FlowGraph& graph, ConstTable& consts) {
  int max_index = 0;  // the first one may be the docstring
  for (Block* block = graph.entry(); block; block = block->next)
    for (const Instr& instr : block->instrs)
      if (instr.opcode == LOAD_CONST || instr.opcode == KW_NAMES) max_index = std::max(max_index, instr.oparg);
  if (max_index + 1 < consts.size()) consts.truncate(max_index + 1);
}

void propagate_line_numbers(FlowGraph& graph) {
  for (Block* block = graph.entry(); block; block = block->next) {
    if (block->empty()) continue;
    Location prev;
    for (Instr& instr : block->instrs) {
      if (instr.loc.lineno < 0) instr.loc = prev;
      else prev = instr.loc;
    }
    auto inherit = [&](Block* to) {
      if (to->predecessors == 1 && !to->empty() && to->instrs[0].loc.lineno < 0) to->instrs[0].loc = prev;
    };
    if (!block->no_fallthrough && block->next) inherit(block->next);
    if (is_jump(block->last().opcode)) inherit(block->last().target);
  }
}

void guarantee_lineno_for_exits(FlowGraph& graph, int firstlineno) {
  int lineno = firstlineno;
  for (Block* block = graph.entry(); block; block = block->next) {
    if (block->empty()) continue;
    const Instr& last = block->last();
    if (last.loc.lineno >= 0) {
      lineno = last.loc.lineno;
    } else if (last.opcode == RETURN_VALUE) {
      for (Instr& instr : block->instrs) instr.loc.lineno = lineno;
    }
  }
}

namespace {

// One block's part of compute_stack_depth: the depths at its jumps' targets and at its end.
struct DepthWalk {
  std::vector<Block*> todo;
  int max_depth = 0;

  void push(Block* block, int depth) {
    if (block->start_depth >= 0) return;
    block->start_depth = depth;
    todo.push_back(block);
  }

  void walk(Block* block) {
    int depth = block->start_depth;
    for (const Instr& instr : block->instrs) {
      int next_depth = depth + opcode_stack_effect(instr.opcode, instr.oparg, 0);
      max_depth = std::max(max_depth, next_depth);
      if (jumps_somewhere(instr)) {
        int target_depth = depth + opcode_stack_effect(instr.opcode, instr.oparg, 1);
        max_depth = std::max(max_depth, target_depth);
        push(instr.target, target_depth);
      }
      depth = next_depth;
      if (instr.opcode == JUMP || instr.opcode == JUMP_NO_INTERRUPT || is_scope_exit(instr.opcode)) return;
    }
    if (block->next) push(block->next, depth);
  }
};

}  // namespace

int compute_stack_depth(FlowGraph& graph, bool generator) {
  for (Block& block : graph.all()) block.start_depth = -1;
  DepthWalk walk;
  walk.push(graph.entry(), generator ? 1 : 0);
  while (!walk.todo.empty()) {
    Block* block = walk.todo.back();
    walk.todo.pop_back();
    walk.walk(block);
  }
  return walk.max_depth;
}

namespace {

using HandlerStack = std::vector<Block*>;

// Walks the blocks with the stack of handlers that protect them.
class HandlerWalk {
 public:
  void run(Block* entry) {
    visit(entry, std::make_unique<HandlerStack>());
    while (!todo_.empty()) {
      Block* block = todo_.back();
      todo_.pop_back();
      walk(block);
    }
  }

 private:
  std::vector<Block*> todo_;

  void visit(Block* block, std::unique_ptr<HandlerStack> handlers) {
    if (block->visited) return;
    block->visited = true;
    block->handlers = handlers.release();
    todo_.push_back(block);
  }

  static Block* top(const HandlerStack& handlers) { return handlers.empty() ? nullptr : handlers.back(); }

  void walk(Block* block) {
    std::unique_ptr<HandlerStack> handlers(block->handlers);
    block->handlers = nullptr;
    for (Instr& instr : block->instrs) {
      if (is_block_push(instr.opcode)) {
        if (!instr.target->visited) visit(instr.target, std::make_unique<HandlerStack>(*handlers));
        if (instr.opcode != SETUP_FINALLY) instr.target->preserve_lasti = true;
        handlers->push_back(instr.target);
      } else if (instr.opcode == POP_BLOCK) {
        if (!handlers->empty()) handlers->pop_back();
      } else {
        instr.handler = top(*handlers);
        if (is_jump(instr.opcode) && !instr.target->visited) visit(instr.target, std::make_unique<HandlerStack>(*handlers));
      }
    }
    if (!block->no_fallthrough && block->next) visit(block->next, std::move(handlers));
  }
};

}  // namespace

void label_exception_targets(FlowGraph& graph) {
  for (Block* block = graph.entry(); block; block = block->next) block->visited = false;
  HandlerWalk().run(graph.entry());
}

void convert_exception_handlers_to_nops(FlowGraph& graph) {
  for (Block* block = graph.entry(); block; block = block->next)
    for (Instr& instr : block->instrs)
      if (is_block_push(instr.opcode) || instr.opcode == POP_BLOCK) instr.opcode = NOP;
}

namespace {

// The real opcode of a jump once its direction is known.
int directed_jump(int opcode, bool forward) {
  switch (opcode) {
    case JUMP: return forward ? JUMP_FORWARD : JUMP_BACKWARD;
    case JUMP_NO_INTERRUPT: return forward ? JUMP_FORWARD : JUMP_BACKWARD_NO_INTERRUPT;
    case POP_JUMP_IF_NOT_NONE: return forward ? POP_JUMP_FORWARD_IF_NOT_NONE : POP_JUMP_BACKWARD_IF_NOT_NONE;
    case POP_JUMP_IF_NONE: return forward ? POP_JUMP_FORWARD_IF_NONE : POP_JUMP_BACKWARD_IF_NONE;
    case POP_JUMP_IF_TRUE: return forward ? POP_JUMP_FORWARD_IF_TRUE : POP_JUMP_BACKWARD_IF_TRUE;
    case POP_JUMP_IF_FALSE: return forward ? POP_JUMP_FORWARD_IF_FALSE : POP_JUMP_BACKWARD_IF_FALSE;
    default: return opcode;
  }
}

}  // namespace

void normalize_jumps(FlowGraph& graph) {
  for (Block* block = graph.entry(); block; block = block->next) block->visited = false;
  for (Block* block = graph.entry(); block; block = block->next) {
    block->visited = true;
    if (block->empty()) continue;
    Instr& last = block->last();
    if (is_jump(last.opcode)) last.opcode = static_cast<uint8_t>(directed_jump(last.opcode, !last.target->visited));
  }
}

}  // namespace innards
