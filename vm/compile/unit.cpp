#include "compile/unit.h"

#include <algorithm>

#include "compile/assembler.h"

namespace innards {

namespace {

size_t pointer_hash(Identifier name) {
  return static_cast<size_t>((reinterpret_cast<uintptr_t>(name) >> 4) * 0x9E3779B97F4A7C15u >> 20);
}

}  // namespace

int NameTable::find(Identifier name) const {
  if (slots_.empty()) {
    for (size_t i = 0; i < names_.size(); ++i)
      if (names_[i] == name) return static_cast<int>(i);
    return -1;
  }
  size_t mask = slots_.size() - 1;
  for (size_t at = pointer_hash(name) & mask; slots_[at]; at = (at + 1) & mask)
    if (names_[static_cast<size_t>(slots_[at] - 1)] == name) return slots_[at] - 1;
  return -1;
}

int NameTable::index(Identifier name) {
  int known = find(name);
  if (known >= 0) return known;
  names_.push_back(name);
  if (names_.size() > 8 && names_.size() * 2 > slots_.size()) {
    slots_.assign(std::max<size_t>(32, slots_.size() * 2), 0);
    for (size_t i = 0; i + 1 < names_.size(); ++i) {
      size_t at = pointer_hash(names_[i]) & (slots_.size() - 1);
      while (slots_[at]) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = static_cast<int32_t>(i) + 1;
    }
  }
  if (!slots_.empty()) {
    size_t at = pointer_hash(name) & (slots_.size() - 1);
    while (slots_[at]) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = size();
  }
  return size() - 1;
}

namespace {

// Where each cell and free variable lies among the fast locals. A parameter that is also a cell keeps its own place
// (Python/compile.c: build_cellfixedoffsets, fix_cell_offsets).
class CellPlaces {
 public:
  explicit CellPlaces(const Unit& unit) : nlocals_(unit.varnames.size()), ncells_(unit.cellvars.size()) {
    int count = ncells_ + unit.freevars.size();
    for (int i = 0; i < count; ++i) places_.push_back(nlocals_ + i);
    for (int i = 0; i < ncells_; ++i) {
      int local = unit.varnames.find(unit.cellvars.names()[static_cast<size_t>(i)]);
      if (local >= 0) places_[static_cast<size_t>(i)] = local;
    }
  }

  // Cell numbers in the order of their places, for the MAKE_CELL instructions.
  std::vector<int> cells_by_place() const {
    std::vector<int> order;
    for (int i = 0; i < ncells_; ++i) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return at(a) < at(b); });
    return order;
  }

  // Closes the gaps that the shared places leave, and rewrites the arguments.
  void fix(FlowGraph& graph) {
    int dropped = 0;
    for (int i = 0; i < static_cast<int>(places_.size()); ++i) {
      int& place = places_[static_cast<size_t>(i)];
      if (place == nlocals_ + i) place -= dropped;
      else ++dropped;
    }
    for (Block* block = graph.entry(); block; block = block->next)
      for (Instr& instr : block->instrs)
        if (opcode_info(instr.opcode).kind == ArgKind::Free) instr.oparg = at(instr.oparg);
  }

 private:
  int nlocals_, ncells_;
  std::vector<int> places_;
  int at(int i) const { return places_[static_cast<size_t>(i)]; }
};

Instr make_instr(int opcode, int oparg, const Location& loc) {
  Instr instr;
  instr.opcode = static_cast<uint8_t>(opcode);
  instr.oparg = oparg;
  instr.loc = loc;
  return instr;
}

// Python/compile.c: insert_prefix_instructions.
void insert_prefix_instructions(Unit& unit, const CellPlaces& cells, uint32_t flags) {
  std::vector<Instr> prefix;
  if (unit.freevars.size()) prefix.push_back(make_instr(Opcode::COPY_FREE_VARS, unit.freevars.size(), Location{}));
  for (int cell : cells.cells_by_place()) prefix.push_back(make_instr(Opcode::MAKE_CELL, cell, Location{}));
  if (flags & (kCoGenerator | kCoCoroutine | kCoAsyncGenerator)) {
    prefix.push_back(make_instr(Opcode::RETURN_GENERATOR, 0, {unit.firstlineno, unit.firstlineno, -1, -1, nullptr}));
    prefix.push_back(make_instr(Opcode::POP_TOP, 0, Location{}));
  }
  std::vector<Instr>& entry = unit.graph.entry()->instrs;
  entry.insert(entry.begin(), prefix.begin(), prefix.end());
}

// Python/compile.c: compute_code_flags.
uint32_t code_flags(const Unit& unit, const FinishOptions& options) {
  const Scope& scope = *unit.scope;
  uint32_t flags = options.future_flags & kCoFutureMask;
  if (scope.type == BlockType::Function) {
    flags |= kCoNewLocals | kCoOptimized;
    if (scope.nested) flags |= kCoNested;
    if (scope.generator) flags |= scope.coroutine ? kCoAsyncGenerator : kCoGenerator;
    else if (scope.coroutine) flags |= kCoCoroutine;
    if (scope.varargs) flags |= kCoVarargs;
    if (scope.varkeywords) flags |= kCoVarKeywords;
  }
  if (options.top_level_await && scope.type == BlockType::Module && scope.coroutine && !scope.generator) flags |= kCoCoroutine;
  return flags;
}

// Python/compile.c: compute_localsplus_info.
void fill_localsplus(const Unit& unit, CodeUnit& code) {
  auto add = [&](Identifier name, uint8_t kind) {
    code.localsplusnames.push_back(*name);
    code.localspluskinds.push_back(kind);
  };
  for (Identifier name : unit.varnames.names())
    add(name, static_cast<uint8_t>(unit.cellvars.find(name) >= 0 ? kFastLocal | kFastCell : kFastLocal));
  for (Identifier name : unit.cellvars.names())
    if (unit.varnames.find(name) < 0) add(name, kFastCell);
  for (Identifier name : unit.freevars.names()) add(name, kFastFree);
}

void fill_facts(Unit& unit, CodeUnit& code, const FinishOptions& options) {
  code.name = *unit.name;
  code.qualname = unit.qualname.empty() ? *unit.name : unit.qualname;
  code.filename = *options.filename;
  code.posonlyargcount = unit.posonlyargcount;
  code.argcount = unit.posonlyargcount + unit.argcount;
  code.kwonlyargcount = unit.kwonlyargcount;
  code.firstlineno = unit.firstlineno;
  code.memory = unit.consts.memory;
  for (Identifier name : unit.names.names()) code.names.push_back(*name);
  fill_localsplus(unit, code);
}

// Keeps the graph after each pass, for the panels.
class GraphRecorder : public PassNotes {
 public:
  GraphRecorder(Unit& unit, CompileTrace* trace) : unit_(unit) {
    if (!trace) return;
    trace_ = &trace->units.emplace_back();
    trace_->node = unit.scope->node;
  }
  void note(Pass pass) override {
    if (!trace_) return;
    if (pass < Pass::Handlers) compute_stack_depth(unit_.graph, unit_.scope->generator || unit_.scope->coroutine);
    trace_->graphs.push_back({pass, block_rows(unit_.graph)});
    for (BlockRow& block : trace_->graphs.back().blocks)
      for (BlockInstr& instr : block.instrs) instr.arg_text = arg_text(instr, pass);
  }
  // After assembling: where each instruction lies in the code.
  void finish(const std::shared_ptr<CodeUnit>& code) {
    if (!trace_) return;
    trace_->code = code;
    int at = 0;
    for (BlockRow& block : trace_->graphs.back().blocks)
      for (BlockInstr& instr : block.instrs) {
        instr.offset = at * 2;
        at += extended_args(instr.opcode, instr.oparg) + 1 + opcode_info(instr.opcode).caches;
      }
  }

 private:
  Unit& unit_;
  UnitTrace* trace_ = nullptr;
  CodeUnit layout_;                       // only its localsplus names, once cells have their places
  std::vector<std::string> const_texts_;  // made when first asked for

  static std::string name_at(const NameTable& table, int i) {
    return i >= 0 && i < table.size() ? *table.names()[static_cast<size_t>(i)] : "";
  }

  // Cells count from the first cell until they get their places among the locals.
  std::string cell_name(int i, Pass pass) {
    if (pass >= Pass::Prefix) {
      if (layout_.localsplusnames.empty()) fill_localsplus(unit_, layout_);
      return i >= 0 && i < static_cast<int>(layout_.localsplusnames.size()) ? layout_.localsplusnames[static_cast<size_t>(i)] : "";
    }
    return i < unit_.cellvars.size() ? name_at(unit_.cellvars, i) : name_at(unit_.freevars, i - unit_.cellvars.size());
  }

  const std::string& const_text(int i) {
    static const std::string none;
    if (i < 0 || i >= unit_.consts.size()) return none;
    for (int known = static_cast<int>(const_texts_.size()); known <= i; ++known) {
      const CodeConst& c = unit_.consts[known];
      std::string text;
      if (c.code) text = "<code of " + c.code->qualname + ">";
      else if (!constant_repr(c.value, &text)) text = "an int of many digits";
      const_texts_.push_back(std::move(text));
    }
    return const_texts_[static_cast<size_t>(i)];
  }

  std::string arg_text(const BlockInstr& instr, Pass pass) {
    switch (opcode_info(instr.opcode).kind) {
      case ArgKind::Const: return const_text(instr.oparg);
      case ArgKind::Name: return name_at(unit_.names, instr.opcode == Opcode::LOAD_GLOBAL ? instr.oparg >> 1 : instr.oparg);
      case ArgKind::Local: return name_at(unit_.varnames, instr.oparg);
      case ArgKind::Free: return cell_name(instr.oparg, pass);
      case ArgKind::Compare: return compare_op_text(instr.oparg);
      case ArgKind::Plain: return instr.opcode == Opcode::BINARY_OP ? binary_op_text(instr.oparg) : "";
      default: return "";
    }
  }
};

}  // namespace

std::shared_ptr<CodeUnit> finish_unit(Unit& unit, const FinishOptions& options) {
  auto code = std::make_shared<CodeUnit>();
  FlowGraph& graph = unit.graph;
  GraphRecorder recorder(unit, options.trace);
  recorder.note(Pass::Codegen);
  code->flags = code_flags(unit, options);
  for (auto block = graph.all().rbegin(); block != graph.all().rend(); ++block) normalize_basic_block(*block);
  for (auto block = graph.all().rbegin(); block != graph.all().rend(); ++block) extend_block(*block);
  recorder.note(Pass::CopyExits);
  CellPlaces cells(unit);
  insert_prefix_instructions(unit, cells, code->flags);
  cells.fix(graph);
  recorder.note(Pass::Prefix);
  optimize_cfg(graph, unit.consts, recorder);
  duplicate_exits_without_lineno(graph);
  recorder.note(Pass::DuplicateExits);
  trim_unused_consts(graph, unit.consts);
  propagate_line_numbers(graph);
  guarantee_lineno_for_exits(graph, unit.firstlineno);
  recorder.note(Pass::Lines);
  code->stacksize = compute_stack_depth(graph, unit.scope->generator || unit.scope->coroutine);
  label_exception_targets(graph);
  convert_exception_handlers_to_nops(graph);
  recorder.note(Pass::Handlers);
  for (Block* block = graph.entry(); block; block = block->next) clean_basic_block(*block, -1);
  normalize_jumps(graph);
  fill_facts(unit, *code, options);
  assemble_bytes(graph, *code);
  recorder.note(Pass::Final);
  recorder.finish(code);
  code->consts = unit.consts.take();
  return code;
}

}  // namespace innards
