// The flow graph of one unit: basic blocks of instructions, before they become bytes.
// It stands apart so that codegen (which writes blocks), the passes (which rewrite them) and the assembler (which reads
// them) agree on one picture. Blocks live as long as their graph; the graph is used by one unit and then dropped.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "compile/code_unit.h"
#include "compile/compile.h"
#include "compile/opcodes.h"

namespace innards {

// A source span. lineno < 0: the instruction is artificial and gets its line from its neighbours.
struct Location {
  int32_t lineno = -1, end_lineno = -1, col = -1, end_col = -1;
  const ast::Position* origin = nullptr;  // of the node it was written for; for the panels, decides nothing
};

struct Block;

struct Instr {
  uint8_t opcode = 0;
  int32_t oparg = 0;
  Block* target = nullptr;   // of a jump, or the handler of a SETUP_ instruction
  Block* handler = nullptr;  // where an exception raised here goes; set by label_exception_targets
  Location loc;
};

struct Block {
  std::vector<Instr> instrs;
  Block* next = nullptr;         // the block behind it in the code
  int32_t id = 0;                // number in order of making
  int32_t start_depth = -1;      // stack depth at the entry; set by compute_stack_depth
  int32_t offset = 0;            // in code units; set by the assembler
  int32_t predecessors = 0;      // how many ways lead here; set by mark_reachable
  bool no_fallthrough = false;   // control never goes on to `next`
  bool exit = false;             // ends by leaving the frame
  bool preserve_lasti = false;   // a handler that also gets the place of the exception
  bool visited = false;
  std::vector<Block*>* handlers = nullptr;  // the handler stack at entry, while label_exception_targets works

  bool empty() const { return instrs.empty(); }
  Instr& last() { return instrs.back(); }
};

bool is_block_push(int opcode);   // SETUP_FINALLY, SETUP_CLEANUP, SETUP_WITH
bool is_jump(int opcode);         // real and pseudo jumps, not the SETUP_ ones
bool is_scope_exit(int opcode);   // RETURN_VALUE, RAISE_VARARGS, RERAISE

class FlowGraph {
 public:
  FlowGraph() = default;
  FlowGraph(const FlowGraph&) = delete;

  Block* new_block();
  Block* entry() { return &blocks_.front(); }
  int size() const { return static_cast<int>(blocks_.size()); }
  // All blocks ever made, oldest first; also those that are not (or no longer) reached from the entry by `next`.
  std::deque<Block>& all() { return blocks_; }

  // The block that instructions are added to, and the change to another one (compiler_use_next_block).
  Block* current = nullptr;
  void use_next(Block* block) {
    current->next = block;
    current = block;
  }
  // Adds an instruction; after a jump or an exit it begins a block of its own (compiler_use_new_implicit_block_if_needed).
  Instr& add(int opcode, int oparg, Block* target, const Location& loc);

 private:
  std::deque<Block> blocks_;
};

// The constants of a unit, each once by type and value (Python/compile.c: compiler_add_const with
// _PyCode_ConstantKey). Indices are those of co_consts.
class ConstTable {
 public:
  int add(const ConstantValue& value);  // copies into `memory`
  int add_code(std::shared_ptr<CodeUnit> code);
  const CodeConst& operator[](int i) const { return items_[static_cast<size_t>(i)]; }
  int size() const { return static_cast<int>(items_.size()); }
  void truncate(int size) { items_.resize(static_cast<size_t>(size)); }
  std::vector<CodeConst> take() { return std::move(items_); }
  std::shared_ptr<TreeMemory> memory;

 private:
  std::vector<CodeConst> items_;
  std::vector<uint64_t> hashes_;
  std::vector<const ConstantValue*> origins_;  // where each came from; only compared, never read
  std::vector<int32_t> slots_;  // open addressing, index + 1
  void grow();
};

// Is told when a pass is done.
class PassNotes {
 public:
  virtual void note(Pass pass) = 0;

 protected:
  ~PassNotes() = default;
};

// ---- the passes, in the order in which assemble() runs them -------------------------------------------------------
// Each has the name and the behaviour of its counterpart in 3.11's Python/compile.c.

void normalize_basic_block(Block& block);
void extend_block(Block& block);              // copies a short exit block over the jump to it
void optimize_cfg(FlowGraph& graph, ConstTable& consts, PassNotes& notes);
void optimize_basic_block(Block& block, ConstTable& consts);
void duplicate_exits_without_lineno(FlowGraph& graph);
void trim_unused_consts(FlowGraph& graph, ConstTable& consts);
void propagate_line_numbers(FlowGraph& graph);
void guarantee_lineno_for_exits(FlowGraph& graph, int firstlineno);
int compute_stack_depth(FlowGraph& graph, bool generator);  // stackdepth(); returns the maximum
void label_exception_targets(FlowGraph& graph);
void convert_exception_handlers_to_nops(FlowGraph& graph);
void clean_basic_block(Block& block, int prev_lineno);
void normalize_jumps(FlowGraph& graph);

// The graph as rows for the panels; without argument texts.
std::vector<BlockRow> block_rows(FlowGraph& graph);

}  // namespace innards
