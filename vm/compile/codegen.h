// Codegen: walks the folded tree and writes instructions into the flow graph of the unit it is in.
// One class, because all parts share the unit and the place in the source; its bodies are split by kind of node:
// codegen.cpp (units and emitting), codegen_stmt.cpp, codegen_loop.cpp, codegen_try.cpp, codegen_with.cpp,
// codegen_function.cpp, codegen_class.cpp, codegen_expr.cpp, codegen_display.cpp, codegen_call.cpp, codegen_test.cpp,
// codegen_comprehension.cpp, codegen_match.cpp. It decides nothing about names (scopes did) and optimises nothing (the
// graph's passes do).
//
// Errors: the first one is kept in error(); what is written after it is never used, so functions return nothing and
// visits stop early.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compile/unit.h"

namespace innards {

struct CodegenOptions {
  int optimize = 0;
  uint32_t future_flags = 0;
  int future_lineno = -1;         // the last line with a `from __future__` import
  bool top_level_await = false;
  bool interactive = false;
  const std::string* filename = nullptr;
  CompileTrace* trace = nullptr;
};

class Codegen {
 public:
  Codegen(TreeMemory& memory, ScopeTable& scopes, const CodegenOptions& options);

  // Python/compile.c: compiler_mod. Null on failure; then error() says why.
  std::shared_ptr<CodeUnit> module(ast::ModNode* tree);
  const SyntaxErrorInfo& error() const { return error_; }
  std::vector<SyntaxWarningInfo>& warnings() { return warnings_; }

 private:
  TreeMemory& memory_;
  ScopeTable& scopes_;
  const CodegenOptions& options_;
  std::shared_ptr<TreeMemory> const_memory_;
  std::vector<std::unique_ptr<Unit>> units_;  // from the module inwards
  Unit* unit_ = nullptr;
  SyntaxErrorInfo error_;
  std::vector<SyntaxWarningInfo> warnings_;

  // ---- units (codegen.cpp) ----
  void enter_unit(Identifier name, UnitKind kind, const void* node, int lineno);
  std::shared_ptr<CodeUnit> leave_unit(bool add_none);  // adds the last return and finishes
  void set_qualname(Unit& unit);
  bool failed() const { return static_cast<bool>(error_); }
  void fail(std::string msg, SyntaxErrorType type = SyntaxErrorType::kSyntaxError);
  void warn(std::string msg);
  Identifier id(std::string_view text) { return memory_.intern(text); }
  Identifier mangled(Identifier name) { return mangle(memory_, unit_->private_name, name); }

  // ---- places ----
  void at(const ast::Position& p) { unit_->loc = {p.lineno, p.end_lineno, p.col_offset, p.end_col_offset, &p}; }
  void at_nowhere() { unit_->loc = Location{}; }
  void at_attribute_name(const ast::Attribute* e);  // a name on a later line than the start of its expression

  // ---- instructions ----
  void op(int opcode) { unit_->graph.add(opcode, 0, nullptr, unit_->loc); }
  void op(int opcode, int oparg) { unit_->graph.add(opcode, oparg, nullptr, unit_->loc); }
  void op_nowhere(int opcode, int oparg = 0) { unit_->graph.add(opcode, oparg, nullptr, Location{-1, 0, 0, 0, nullptr}); }
  void jump(int opcode, Block* to) { unit_->graph.add(opcode, 0, to, unit_->loc); }
  void jump_nowhere(int opcode, Block* to) { unit_->graph.add(opcode, 0, to, Location{-1, 0, 0, 0, nullptr}); }
  void op_name(int opcode, Identifier name) { op(opcode, unit_->names.index(mangled(name))); }
  void load_const(const ConstantValue& value) { op(Opcode::LOAD_CONST, unit_->consts.add(value)); }
  void load_none() { load_const(constant_none()); }
  void load_int(int64_t value) { load_const(constant_int(memory_, value)); }
  void load_text(const std::string& text) { load_const(text_constant(text)); }
  ConstantValue text_constant(std::string_view text);
  ConstantValue names_tuple(const std::vector<Identifier>& names);
  void compare_op(ast::CompareOperator op);
  void name_op(Identifier name, ast::ExprContext ctx);  // compiler_nameop
  bool forbidden_name(Identifier name, ast::ExprContext ctx);
  void yield_from(bool await);                          // compiler_add_yield_from
  void await_none(int kind) { op(Opcode::GET_AWAITABLE, kind); load_none(); yield_from(true); }
  void pop_except_and_reraise();

  // ---- blocks ----
  Block* new_block() { return unit_->graph.new_block(); }
  void use(Block* block) { unit_->graph.use_next(block); }
  void push_frame(const FrameBlock& frame);
  void pop_frame() { unit_->frames.pop_back(); }
  void unwind(const FrameBlock& frame, bool preserve_tos);
  const FrameBlock* unwind_all(bool preserve_tos, bool stop_at_loop, FrameBlock* loop);
  bool in_function() const { return unit_->scope->type == BlockType::Function; }
  bool top_level_await() const { return options_.top_level_await && unit_->kind == UnitKind::Module; }
  bool async_allowed(const char* what);

  // ---- statements (codegen_stmt.cpp) ----
  void body(const ast::Seq<ast::StmtNode*>& stmts);
  void visit(ast::StmtNode* s);
  void visit_all(const ast::Seq<ast::StmtNode*>& stmts);
  void statement(ast::StmtNode* s);
  void assign(ast::Assign* s);
  void aug_assign(ast::AugAssign* s);
  void ann_assign(ast::AnnAssign* s);
  void evaluate_annotation(ast::ExprNode* e);
  void evaluate_subscript_annotation(ast::ExprNode* e);
  void expr_stmt(ast::ExprNode* value);
  void return_stmt(ast::Return* s);
  void raise_stmt(ast::Raise* s);
  void assert_stmt(ast::Assert* s);
  void if_stmt(ast::If* s);
  void import_stmt(ast::Import* s);
  void import_as(Identifier name, Identifier asname);
  void import_from(ast::ImportFrom* s);
  bool future_import_is_late(const ast::ImportFrom* s);

  // ---- loops (codegen_loop.cpp) ----
  void for_stmt(ast::For* s);
  void async_for(ast::AsyncFor* s);
  void while_stmt(ast::While* s);
  void break_stmt();
  void continue_stmt();

  // ---- try and with (codegen_try.cpp, codegen_with.cpp) ----
  template <class T> void try_stmt(T* s);
  template <class T> void try_finally(T* s);
  void try_body(ast::Try* s) { try_except(s); }
  void try_body(ast::TryStar* s) { try_star_except(s); }
  void try_except(ast::Try* s);
  void except_handler(ast::ExceptHandler* h, Block* end);
  void named_handler_body(ast::ExceptHandler* h, Block* end);
  void forget_name(Identifier name);
  void try_star_except(ast::TryStar* s);
  void except_star_handler(ast::ExceptHandler* h, Block* next);
  void except_star_body(ast::ExceptHandler* h, Block* next);
  void finish_except_star(Block* reraise_star, Block* end);
  void with(ast::With* s, int32_t pos);
  void async_with(ast::AsyncWith* s, int32_t pos);
  void call_exit_with_nones();
  void with_except_finish(Block* cleanup);

  // ---- functions and classes ----
  template <class F> void function(F* s, bool is_async);
  void lambda(ast::Lambda* e);
  void set_arg_counts(const ast::Arguments* args);
  void check_arguments(const ast::Arguments* args);
  int default_arguments(ast::Arguments* args);
  bool kwonly_defaults(ast::Arguments* args);
  bool annotations(ast::Arguments* args, ast::ExprNode* returns);
  void argument_annotation(Identifier name, ast::ExprNode* annotation, int* count);
  void argument_annotations(const ast::Seq<ast::Arg*>& args, int* count);
  void annotation_text(ast::ExprNode* e);
  void decorators(const ast::Seq<ast::ExprNode*>& list) { visit_all(list); }
  void apply_decorators(const ast::Seq<ast::ExprNode*>& list);
  void make_closure(std::shared_ptr<CodeUnit> code, int flags);
  void class_def(ast::ClassDef* s);
  std::shared_ptr<CodeUnit> class_body(ast::ClassDef* s, int firstlineno);

  // ---- expressions (codegen_expr.cpp) ----
  void visit(ast::ExprNode* e);
  void visit_all(const ast::Seq<ast::ExprNode*>& exprs);
  void expression(ast::ExprNode* e);
  void bool_op(ast::BoolOp* e);
  void binary_op(ast::Operator op, bool in_place);
  void unary_op(ast::UnaryOp* e);
  void if_exp(ast::IfExp* e);
  void compare(ast::Compare* e);
  void attribute(ast::Attribute* e);
  void subscript(ast::Subscript* e);
  void slice(ast::Slice* e);
  void yield(ast::Yield* e);
  void yield_value();
  void yield_from_expr(ast::YieldFrom* e);
  void await(ast::Await* e);
  void starred(ast::Starred* e);
  void joined_str(ast::JoinedStr* e);
  void formatted_value(ast::FormattedValue* e);
  void named_expr(ast::NamedExpr* e);

  // ---- displays (codegen_display.cpp) ----
  struct DisplayOps { int build, add, extend; bool tuple; };
  void star_unpack(const ast::Seq<ast::ExprNode*>& elts, int pushed, const DisplayOps& ops);
  bool constant_display(const ast::Seq<ast::ExprNode*>& elts, int pushed, const DisplayOps& ops);
  void unpack_targets(const ast::Seq<ast::ExprNode*>& elts);
  void sequence_display(const ast::Seq<ast::ExprNode*>& elts, ast::ExprContext ctx, bool tuple);
  void dict(ast::Dict* e);
  void sub_dict(ast::Dict* e, int32_t begin, int32_t end);

  // ---- calls (codegen_call.cpp) ----
  void call(ast::Call* e);
  bool method_call(ast::Call* e);
  bool is_imported(const ast::ExprNode* e);
  void validate_keywords(const ast::Seq<ast::Keyword*>& keywords);
  void call_helper(int pushed, const ast::Seq<ast::ExprNode*>& args, const ast::Seq<ast::Keyword*>& keywords);
  void call_simple(int pushed, const ast::Seq<ast::ExprNode*>& args, const ast::Seq<ast::Keyword*>& keywords);
  void call_ex(int pushed, const ast::Seq<ast::ExprNode*>& args, const ast::Seq<ast::Keyword*>& keywords);
  void keyword_values(const ast::Seq<ast::Keyword*>& keywords);
  void keyword_dict(const ast::Seq<ast::Keyword*>& keywords);
  void sub_keywords(const ast::Seq<ast::Keyword*>& keywords, int32_t begin, int32_t end);
  void call_op(int args) { op(Opcode::PRECALL, args); op(Opcode::CALL, args); }
  void check_caller(ast::ExprNode* e);
  void check_subscripter(ast::ExprNode* e);
  void check_index(ast::ExprNode* value, ast::ExprNode* index);
  void check_compare(ast::Compare* e);

  // ---- conditions (codegen_test.cpp) ----
  void jump_if(ast::ExprNode* e, Block* to, bool condition);  // compiler_jump_if
  void jump_if_bool_op(ast::BoolOp* e, Block* to, bool condition);
  void jump_if_if_exp(ast::IfExp* e, Block* to, bool condition);
  void jump_if_chain(ast::Compare* e, Block* to, bool condition);

  // ---- comprehensions (codegen_comprehension.cpp) ----
  enum class CompType : uint8_t { Generator, List, Set, Dict };
  struct Comp {
    CompType type;
    const ast::Seq<ast::Comprehension*>* generators;
    ast::ExprNode* elt;
    ast::ExprNode* value;
  };
  void comprehension(ast::ExprNode* e, const char* name, const Comp& comp);
  void comp_generator(const Comp& comp, int32_t index, int depth);
  void sync_generator(const Comp& comp, int32_t index, int depth);
  void async_generator(const Comp& comp, int32_t index, int depth);
  void comp_inner(const Comp& comp, int32_t index, int depth, Block* if_cleanup);
  void comp_element(const Comp& comp, int depth);

  // ---- match (codegen_match.cpp) ----
  // Python/compile.c: pattern_context.
  struct PatternContext {
    std::vector<Identifier> stores;   // names captured so far; their values lie on the stack
    bool allow_irrefutable = false;
    std::vector<Block*> fail_pop;     // where to go after popping so many values
    int on_top = 0;                   // values above the captures
  };
  void match(ast::Match* s);
  void match_case(ast::MatchCase* c, PatternContext& pc, bool last, bool keep_subject, Block* end);
  void match_default(ast::MatchCase* c, bool only, Block* end);
  void ensure_fail_pop(PatternContext& pc, int n);
  void jump_to_fail_pop(PatternContext& pc, int opcode);
  void emit_and_reset_fail_pop(PatternContext& pc);
  void rotate(int count);
  void duplicate_store(Identifier name);
  void store_name(Identifier name, PatternContext& pc);
  void pattern(ast::PatternNode* p, PatternContext& pc);
  void sub_pattern(ast::PatternNode* p, PatternContext& pc);
  void pattern_value(ast::MatchValue* p, PatternContext& pc);
  void pattern_singleton(ast::MatchSingleton* p, PatternContext& pc);
  void pattern_sequence(ast::MatchSequence* p, PatternContext& pc);
  void unpack_sequence_pattern(const ast::Seq<ast::PatternNode*>& patterns);
  void sequence_unpack(const ast::Seq<ast::PatternNode*>& patterns, PatternContext& pc);
  void sequence_subscript(const ast::Seq<ast::PatternNode*>& patterns, int32_t star, PatternContext& pc);
  void length_check(int64_t size, ast::CompareOperator op, PatternContext& pc);
  void pattern_mapping(ast::MatchMapping* p, PatternContext& pc);
  void mapping_keys(ast::MatchMapping* p);
  void mapping_rest(int32_t size);
  void pattern_class(ast::MatchClass* p, PatternContext& pc);
  void validate_class_attributes(ast::MatchClass* p);
  void fail_if_none(PatternContext& pc);
  void pattern_as(ast::MatchAs* p, PatternContext& pc);
  void pattern_or(ast::MatchOr* p, PatternContext& pc);
  bool reorder_stores(PatternContext& pc, const std::vector<Identifier>& control);
  void merge_alternatives(const std::vector<Identifier>& control, PatternContext& pc);
};

// Python/compile.c: STACK_USE_GUIDELINE. Displays and calls with more items are built step by step.
inline constexpr int kStackUseGuideline = 30;

}  // namespace innards
