#include "compile/flow_graph.h"

#include <unordered_map>

namespace innards {

bool is_block_push(int opcode) { return opcode >= Opcode::SETUP_WITH; }

bool is_jump(int opcode) { return opcode_info(opcode).jump && opcode < Opcode::POP_BLOCK; }

bool is_scope_exit(int opcode) {
  return opcode == Opcode::RETURN_VALUE || opcode == Opcode::RAISE_VARARGS || opcode == Opcode::RERAISE;
}

Block* FlowGraph::new_block() {
  Block& block = blocks_.emplace_back();
  block.id = size() - 1;
  return &block;
}

Instr& FlowGraph::add(int opcode, int oparg, Block* target, const Location& loc) {
  if (!current->empty()) {
    int last = current->last().opcode;
    if (is_jump(last) || is_scope_exit(last)) use_next(new_block());
  }
  if (current->instrs.empty()) current->instrs.reserve(8);
  Instr& instr = current->instrs.emplace_back();
  instr.opcode = static_cast<uint8_t>(opcode);
  instr.oparg = oparg;
  instr.target = target;
  instr.loc = loc;
  return instr;
}

std::vector<BlockRow> block_rows(FlowGraph& graph) {
  std::unordered_map<const Block*, bool> handlers;
  for (Block* b = graph.entry(); b; b = b->next)
    for (const Instr& i : b->instrs) {
      if (i.handler) handlers[i.handler] = true;
      if (is_block_push(i.opcode)) handlers[i.target] = true;
    }
  std::vector<BlockRow> rows;
  for (Block* b = graph.entry(); b; b = b->next) {
    BlockRow& row = rows.emplace_back();
    row.id = b->id;
    row.start_depth = b->start_depth;
    row.handler = handlers.count(b) != 0;
    row.preserve_lasti = b->preserve_lasti;
    row.fall_through = b->next && !b->no_fallthrough ? b->next->id : -1;
    for (const Instr& i : b->instrs)
      row.instrs.push_back({i.opcode, i.oparg, i.target ? i.target->id : -1, i.loc.lineno, i.loc.end_lineno, i.loc.col,
                            i.loc.end_col, i.handler ? i.handler->id : -1, -1, i.loc.origin, ""});
  }
  return rows;
}

}  // namespace innards
