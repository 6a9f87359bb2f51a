// Units, names and the small sequences of instructions that all kinds of nodes share.
#include "compile/codegen.h"

#include <algorithm>

#include "compile/fold.h"

namespace innards {

using namespace ast;
using namespace Opcode;

Codegen::Codegen(TreeMemory& memory, ScopeTable& scopes, const CodegenOptions& options)
    : memory_(memory), scopes_(scopes), options_(options), const_memory_(std::make_shared<TreeMemory>()) {}

// Python/compile.c: compiler_error.
void Codegen::fail(std::string msg, SyntaxErrorType type) {
  if (failed()) return;
  const Location& loc = unit_->loc;
  error_ = syntax_error_at(std::move(msg), {loc.lineno, loc.col, loc.end_lineno, loc.end_col});
  error_.type = type;
}

void Codegen::warn(std::string msg) {
  SyntaxWarningInfo& warning = warnings_.emplace_back();
  const Location& loc = unit_->loc;
  warning.raised = syntax_error_at(msg, {loc.lineno, loc.col, loc.end_lineno, loc.end_col});
  warning.msg = std::move(msg);
  warning.lineno = loc.lineno;
}

// ---- units --------------------------------------------------------------------------------------------------------

namespace {

// Python/compile.c: dictbytype. Sorted, so that the order does not depend on the program's.
void collect(const Scope& scope, NameScope kind, uint32_t flag, NameTable& table) {
  std::vector<Identifier> names;
  for (const Symbol& s : scope.symbols.all())
    if (s.scope == kind || (s.flags & flag)) names.push_back(s.name);
  std::sort(names.begin(), names.end(), [](Identifier a, Identifier b) { return *a < *b; });
  for (Identifier name : names) table.index(name);
}

}  // namespace

// Python/compile.c: compiler_enter_scope.
void Codegen::enter_unit(Identifier name, UnitKind kind, const void* node, int lineno) {
  auto unit = std::make_unique<Unit>();
  unit->kind = kind;
  unit->name = name;
  unit->scope = scopes_.find(node);
  unit->firstlineno = lineno;
  unit->consts.memory = const_memory_;
  for (Identifier parameter : unit->scope->varnames) unit->varnames.index(parameter);
  collect(*unit->scope, NameScope::Cell, 0, unit->cellvars);
  if (unit->scope->needs_class_closure) unit->cellvars.index(id("__class__"));
  collect(*unit->scope, NameScope::Free, kDefFreeClass, unit->freevars);
  if (unit_) unit->private_name = unit_->private_name;
  if (kind != UnitKind::Module) set_qualname(*unit);
  unit->graph.current = unit->graph.new_block();
  unit->loc = {kind == UnitKind::Module ? 0 : lineno, lineno, 0, 0, nullptr};
  unit_ = unit.get();
  units_.push_back(std::move(unit));
  op(RESUME, 0);
  if (kind == UnitKind::Module) unit_->loc.lineno = -1;
}

// Python/compile.c: compiler_set_qualname.
void Codegen::set_qualname(Unit& unit) {
  unit.qualname = *unit.name;
  if (units_.size() < 2) return;
  const Unit& parent = *units_.back();
  bool can_be_global = unit.kind == UnitKind::Function || unit.kind == UnitKind::AsyncFunction || unit.kind == UnitKind::Class;
  if (can_be_global &&
      parent.scope->scope_of(mangle(memory_, parent.private_name, unit.name)) == NameScope::GlobalExplicit)
    return;
  bool has_locals = parent.kind == UnitKind::Function || parent.kind == UnitKind::AsyncFunction || parent.kind == UnitKind::Lambda;
  unit.qualname = parent.qualname + (has_locals ? ".<locals>." : ".") + *unit.name;
}

std::shared_ptr<CodeUnit> Codegen::leave_unit(bool add_none) {
  Block* last = unit_->graph.current;
  if (last->empty() || last->last().opcode != RETURN_VALUE) {
    at_nowhere();
    if (add_none) load_none();
    op(RETURN_VALUE);
  }
  std::shared_ptr<CodeUnit> code;
  if (!failed()) code = finish_unit(*unit_, {options_.filename, options_.future_flags, options_.top_level_await, options_.trace});
  units_.pop_back();
  unit_ = units_.empty() ? nullptr : units_.back().get();
  return code;
}

namespace {

// Python/compile.c: find_ann. Whether a body annotates a variable, also inside its compound statements.
bool has_annotations(const Seq<StmtNode*>& body);

bool has_annotations(StmtNode* s) {
  auto in_try = [](auto* t) {
    for (HandlerNode* h : t->handlers)
      if (has_annotations(static_cast<ExceptHandler*>(h)->body)) return true;
    return has_annotations(t->body) || has_annotations(t->finalbody) || has_annotations(t->orelse);
  };
  auto in_branches = [](auto* b) { return has_annotations(b->body) || has_annotations(b->orelse); };
  switch (s->node_kind) {
    case Kind::AnnAssign: return true;
    case Kind::For: return in_branches(static_cast<For*>(s));
    case Kind::AsyncFor: return in_branches(static_cast<AsyncFor*>(s));
    case Kind::While: return in_branches(static_cast<While*>(s));
    case Kind::If: return in_branches(static_cast<If*>(s));
    case Kind::With: return has_annotations(static_cast<With*>(s)->body);
    case Kind::AsyncWith: return has_annotations(static_cast<AsyncWith*>(s)->body);
    case Kind::Try: return in_try(static_cast<Try*>(s));
    case Kind::TryStar: return in_try(static_cast<TryStar*>(s));
    default: return false;
  }
}

bool has_annotations(const Seq<StmtNode*>& body) {
  for (StmtNode* s : body)
    if (has_annotations(s)) return true;
  return false;
}

}  // namespace

std::shared_ptr<CodeUnit> Codegen::module(ModNode* tree) {
  enter_unit(id("<module>"), UnitKind::Module, tree, 1);
  bool add_none = true;
  if (Module* m = as<Module>(tree)) {
    body(m->body);
  } else if (Interactive* i = as<Interactive>(tree)) {
    if (has_annotations(i->body)) op(SETUP_ANNOTATIONS);
    visit_all(i->body);
  } else if (Expression* e = as<Expression>(tree)) {
    visit(e->body);
    add_none = false;
  }
  return leave_unit(add_none);
}

// Python/compile.c: compiler_body. The body of a module or class.
void Codegen::body(const Seq<StmtNode*>& stmts) {
  if (unit_->kind == UnitKind::Module && !stmts.empty()) at(*stmts[0]);
  if (has_annotations(stmts)) op(SETUP_ANNOTATIONS);
  int32_t i = 0;
  if (options_.optimize < 2 && docstring_of(stmts)) {
    i = 1;
    visit(static_cast<Expr*>(stmts[0])->value);
    at_nowhere();
    name_op(id("__doc__"), ExprContext::Store);
  }
  for (; i < stmts.size(); ++i) visit(stmts[i]);
}

// ---- names and constants ------------------------------------------------------------------------------------------

ConstantValue Codegen::text_constant(std::string_view text) {
  ConstantValue value;
  value.type = ConstantType::kStr;
  value.text = text;  // the table copies it
  return value;
}

ConstantValue Codegen::names_tuple(const std::vector<Identifier>& names) {
  std::vector<ConstantValue> items;
  for (Identifier name : names) items.push_back(text_constant(*name));
  return constant_tuple(memory_, items.data(), static_cast<int32_t>(items.size()));
}

bool Codegen::forbidden_name(Identifier name, ExprContext ctx) {
  if (*name != "__debug__" || ctx == ExprContext::Load) return false;
  fail(ctx == ExprContext::Store ? "cannot assign to __debug__" : "cannot delete __debug__");
  return true;
}

namespace {

// The instruction of a family for loading, storing or deleting.
int by_context(ExprContext ctx, int load, int store, int del) {
  return ctx == ExprContext::Load ? load : ctx == ExprContext::Store ? store : del;
}

}  // namespace

// Python/compile.c: compiler_nameop.
void Codegen::name_op(Identifier plain, ExprContext ctx) {
  if (forbidden_name(plain, ctx)) return;
  Identifier name = mangled(plain);
  bool function = in_function();
  switch (unit_->scope->scope_of(name)) {
    case NameScope::Free: case NameScope::Cell: {
      bool cell = unit_->scope->scope_of(name) == NameScope::Cell;
      int index = cell ? unit_->cellvars.find(name) : unit_->cellvars.size() + unit_->freevars.find(name);
      int load = unit_->scope->type == BlockType::Class ? LOAD_CLASSDEREF : LOAD_DEREF;
      return op(by_context(ctx, load, STORE_DEREF, DELETE_DEREF), index);
    }
    case NameScope::Local:
      if (!function) break;
      return op(by_context(ctx, LOAD_FAST, STORE_FAST, DELETE_FAST), unit_->varnames.index(name));
    case NameScope::GlobalImplicit:
      if (!function) break;
      [[fallthrough]];
    case NameScope::GlobalExplicit: {
      int index = unit_->names.index(name);
      return op(by_context(ctx, LOAD_GLOBAL, STORE_GLOBAL, DELETE_GLOBAL), ctx == ExprContext::Load ? index << 1 : index);
    }
    case NameScope::None: break;
  }
  op(by_context(ctx, LOAD_NAME, STORE_NAME, DELETE_NAME), unit_->names.index(name));
}

void Codegen::compare_op(CompareOperator op_kind) {
  switch (op_kind) {
    case CompareOperator::Eq: return op(COMPARE_OP, 2);
    case CompareOperator::NotEq: return op(COMPARE_OP, 3);
    case CompareOperator::Lt: return op(COMPARE_OP, 0);
    case CompareOperator::LtE: return op(COMPARE_OP, 1);
    case CompareOperator::Gt: return op(COMPARE_OP, 4);
    case CompareOperator::GtE: return op(COMPARE_OP, 5);
    case CompareOperator::Is: return op(IS_OP, 0);
    case CompareOperator::IsNot: return op(IS_OP, 1);
    case CompareOperator::In: return op(CONTAINS_OP, 0);
    case CompareOperator::NotIn: return op(CONTAINS_OP, 1);
  }
}

void Codegen::at_attribute_name(const Attribute* e) {
  Location& loc = unit_->loc;
  if (loc.lineno == e->end_lineno) return;
  loc.lineno = e->end_lineno;
  int length = 0;  // in characters, as CPython counts here
  for (char c : *e->attr) length += (c & 0xC0) != 0x80;
  if (length <= e->end_col_offset) {
    loc.col = e->end_col_offset - length;
  } else {
    loc.col = -1;
    loc.end_col = -1;
  }
  loc.end_lineno = std::max(loc.lineno, loc.end_lineno);
  if (loc.lineno == loc.end_lineno) loc.end_col = std::max(loc.col, loc.end_col);
}

void Codegen::yield_from(bool await) {
  Block* start = new_block();
  Block* resume = new_block();
  Block* exit = new_block();
  use(start);
  jump(SEND, exit);
  use(resume);
  op(YIELD_VALUE);
  op(RESUME, await ? 3 : 2);
  jump(JUMP_NO_INTERRUPT, start);
  use(exit);
}

// The end of a handler that failed itself: restore what was handled before and raise again.
void Codegen::pop_except_and_reraise() {
  op(COPY, 3);
  op(POP_EXCEPT);
  op(RERAISE, 1);
}

// ---- leaving blocks -----------------------------------------------------------------------------------------------

void Codegen::push_frame(const FrameBlock& frame) {
  constexpr size_t kMaxBlocks = 20;  // CO_MAXBLOCKS
  if (unit_->frames.size() >= kMaxBlocks) fail("too many statically nested blocks");
  unit_->frames.push_back(frame);
}


// Python/compile.c: compiler_unwind_fblock. Undoes one surrounding block on the way out; with preserve_tos the value on
// top of the stack (a return value) is kept.
void Codegen::unwind(const FrameBlock& frame, bool preserve_tos) {
  auto below_tos = [&](int opcode) {
    if (preserve_tos) op(SWAP, 2);
    op(opcode);
  };
  switch (frame.kind) {
    case FrameKind::WhileLoop: case FrameKind::ExceptionHandler: case FrameKind::ExceptionGroupHandler:
    case FrameKind::AsyncComprehensionGenerator:
      return;
    case FrameKind::ForLoop: case FrameKind::PopValue:
      return below_tos(POP_TOP);
    case FrameKind::TryExcept:
      return op(POP_BLOCK);
    case FrameKind::FinallyTry:
      op(POP_BLOCK);
      if (preserve_tos) push_frame({FrameKind::PopValue});
      visit_all(*frame.body);
      if (preserve_tos) pop_frame();
      return at_nowhere();  // what follows seems to come after the finally part
    case FrameKind::FinallyEnd:
      below_tos(POP_TOP);
      below_tos(POP_BLOCK);
      return op(POP_EXCEPT);
    case FrameKind::With: case FrameKind::AsyncWith:
      at(*frame.at);
      op(POP_BLOCK);
      if (preserve_tos) op(SWAP, 2);
      call_exit_with_nones();
      if (frame.kind == FrameKind::AsyncWith) await_none(2);
      op(POP_TOP);
      return at_nowhere();
    case FrameKind::HandlerCleanup:
      if (frame.name) op(POP_BLOCK);
      below_tos(POP_BLOCK);
      op(POP_EXCEPT);
      if (frame.name) forget_name(frame.name);
      return;
  }
}

// Python/compile.c: compiler_unwind_fblock_stack. Undoes all surrounding blocks, or those inside the innermost loop,
// which is then copied to *loop and returned. While a block is undone it counts as left, so that a return inside its
// finally part does not undo it again.
const FrameBlock* Codegen::unwind_all(bool preserve_tos, bool stop_at_loop, FrameBlock* loop) {
  if (unit_->frames.empty() || failed()) return nullptr;
  FrameBlock top = unit_->frames.back();
  if (top.kind == FrameKind::ExceptionGroupHandler) {
    fail("'break', 'continue' and 'return' cannot appear in an except* block");
    return nullptr;
  }
  if (stop_at_loop && (top.kind == FrameKind::WhileLoop || top.kind == FrameKind::ForLoop)) {
    *loop = top;
    return loop;
  }
  unit_->frames.pop_back();
  unwind(top, preserve_tos);
  const FrameBlock* found = unwind_all(preserve_tos, stop_at_loop, loop);
  unit_->frames.push_back(top);
  return found;
}

// `async for` and `async with` need an async function; at the prompt of an async REPL the module becomes one.
bool Codegen::async_allowed(const char* what) {
  if (top_level_await()) {
    unit_->scope->coroutine = true;
    return true;
  }
  if (unit_->kind == UnitKind::AsyncFunction) return true;
  fail(std::string("'") + what + "' outside async function");
  return false;
}

}  // namespace innards
