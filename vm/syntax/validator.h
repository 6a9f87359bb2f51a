// The parts of validate.cpp: one class whose functions are false once something is wrong. Only validate*.cpp include this.
#pragma once

#include "syntax/validate.h"

namespace innards {

class Validator {
 public:
  Validator(const BadConstants& bad, int depth, int limit) : bad_(bad), depth_(depth), limit_(limit) {}

  bool module(const ast::ModNode* tree);
  SyntaxErrorInfo& error() { return error_; }

 private:
  using Context = ast::ExprContext;
  using Exprs = ast::Seq<ast::ExprNode*>;
  using Stmts = ast::Seq<ast::StmtNode*>;
  using Names = ast::Seq<Identifier>;

  // One level of nesting while it lives.
  struct Level {
    explicit Level(Validator& v) : validator(v), ok(++v.depth_ <= v.limit_ || v.too_deep()) {}
    ~Level() { --validator.depth_; }
    Validator& validator;
    const bool ok;
  };

  bool fail(std::string message, SyntaxErrorType type = SyntaxErrorType::kValueError);
  bool too_deep();
  bool place(const ast::Position& at);
  bool name(Identifier id);
  bool names(const Names& ids, const char* owner);
  bool constant(const ConstantValue& value);
  template <class T>
  bool not_empty(const ast::Seq<T>& items, const char* what, const char* owner);

  // statements
  bool stmt(const ast::StmtNode* s);
  bool stmt_parts(const ast::StmtNode* s);
  bool stmts(const Stmts& body);
  bool body(const Stmts& body, const char* owner);
  bool targets(const Exprs& targets, Context context, const char* owner);
  bool function(const Stmts& body, const ast::Arguments* args, const Exprs& decorators, const ast::ExprNode* returns, const char* owner);
  bool class_def(const ast::ClassDef* s);
  bool ann_assign(const ast::AnnAssign* s);
  bool loop(const ast::ExprNode* target, const ast::ExprNode* iter, const Stmts& body, const Stmts& orelse, const char* owner);
  bool branch(const ast::ExprNode* test, const Stmts& body, const Stmts& orelse, const char* owner);
  bool with(const ast::Seq<ast::WithItem*>& items, const Stmts& body, const char* owner);
  bool match(const ast::Match* s);
  bool raise(const ast::Raise* s);
  bool handlers(const ast::Seq<ast::HandlerNode*>& handlers, bool check_places);
  template <class T>
  bool try_parts(const T* s, const std::string& owner);

  // expressions
  bool expr(const ast::ExprNode* e, Context context = Context::Load);
  bool optional(const ast::ExprNode* e, Context context = Context::Load) { return !e || expr(e, context); }
  bool exprs(const Exprs& items, Context context = Context::Load, bool null_ok = false);
  bool context_fits(const ast::ExprNode* e, Context wanted);
  bool expr_parts(const ast::ExprNode* e, Context context);
  bool compare(const ast::Compare* e);
  bool dict(const ast::Dict* e);
  bool constant_node(const ast::Constant* e);
  bool keywords(const ast::Seq<ast::Keyword*>& keywords);
  bool generators(const ast::Seq<ast::Comprehension*>& generators);
  bool arguments(const ast::Arguments* a);
  bool parameters(const ast::Seq<ast::Arg*>& args);

  // patterns
  bool pattern(const ast::PatternNode* p, bool star_ok = false);
  bool pattern_parts(const ast::PatternNode* p, bool star_ok);
  bool patterns(const ast::Seq<ast::PatternNode*>& items, bool star_ok = false);
  bool capture(Identifier id);
  bool match_value(const ast::ExprNode* e);
  bool match_singleton(const ast::MatchSingleton* p);
  bool match_mapping(const ast::MatchMapping* p);
  bool match_class(const ast::MatchClass* p);
  bool match_as(const ast::MatchAs* p);

  const BadConstants& bad_;
  int depth_;
  const int limit_;
  SyntaxErrorInfo error_;
};

}  // namespace innards
