// Programs, statements, and what all parts of a tree have in common.
#include "syntax/validator.h"

namespace innards {

using namespace ast;

bool Validator::fail(std::string message, SyntaxErrorType type) {
  error_.type = type;
  error_.msg = std::move(message);
  return false;
}

bool Validator::too_deep() { return fail("maximum recursion depth exceeded during compilation", SyntaxErrorType::kRecursionError); }

namespace {
std::string pair_text(int32_t a, int32_t b) { return "(" + std::to_string(a) + ", " + std::to_string(b) + ")"; }
}  // namespace

bool Validator::place(const Position& at) {
  if (at.lineno > at.end_lineno) return fail("AST node line range " + pair_text(at.lineno, at.end_lineno) + " is not valid");
  if ((at.lineno < 0 && at.end_lineno != at.lineno) || (at.col_offset < 0 && at.col_offset != at.end_col_offset))
    return fail("AST node column range " + pair_text(at.col_offset, at.end_col_offset) + " for line range " +
                pair_text(at.lineno, at.end_lineno) + " is not valid");
  if (at.lineno == at.end_lineno && at.col_offset > at.end_col_offset)
    return fail("line " + std::to_string(at.lineno) + ", column " + std::to_string(at.col_offset) + "-" +
                std::to_string(at.end_col_offset) + " is not a valid range");
  return true;
}

bool Validator::name(Identifier id) {
  for (const char* word : {"None", "True", "False"})
    if (*id == word) return fail("identifier field can't represent '" + *id + "' constant");
  return true;
}

// CPython crashes when such a list holds None.
bool Validator::names(const Names& ids, const char* owner) {
  for (Identifier id : ids)
    if (!id) return fail(std::string("None disallowed in names of ") + owner);
  return true;
}

template <class T>
bool Validator::not_empty(const Seq<T>& items, const char* what, const char* owner) {
  return !items.empty() || fail(std::string("empty ") + what + " on " + owner);
}

bool Validator::module(const ModNode* tree) {
  if (const Module* m = as<Module>(tree)) return stmts(m->body);
  if (const Interactive* m = as<Interactive>(tree)) return stmts(m->body);
  return expr(as<Expression>(tree)->body);
}

bool Validator::stmts(const Stmts& body) {
  for (const StmtNode* s : body)
    if (s ? !stmt(s) : !fail("None disallowed in statement list")) return false;
  return true;
}

bool Validator::body(const Stmts& body, const char* owner) { return not_empty(body, "body", owner) && stmts(body); }

bool Validator::targets(const Exprs& targets, Context context, const char* owner) {
  return not_empty(targets, "targets", owner) && exprs(targets, context);
}

bool Validator::function(const Stmts& b, const Arguments* args, const Exprs& decorators, const ExprNode* returns, const char* owner) {
  return body(b, owner) && arguments(args) && exprs(decorators) && optional(returns);
}

bool Validator::class_def(const ClassDef* s) {
  return body(s->body, "ClassDef") && exprs(s->bases) && keywords(s->keywords) && exprs(s->decorator_list);
}

bool Validator::ann_assign(const AnnAssign* s) {
  if (!is<Name>(s->target) && s->simple) return fail("AnnAssign with simple non-Name target", SyntaxErrorType::kTypeError);
  return expr(s->target, Context::Store) && optional(s->value) && expr(s->annotation);
}

bool Validator::loop(const ExprNode* target, const ExprNode* iter, const Stmts& b, const Stmts& orelse, const char* owner) {
  return expr(target, Context::Store) && expr(iter) && body(b, owner) && stmts(orelse);
}

bool Validator::branch(const ExprNode* test, const Stmts& b, const Stmts& orelse, const char* owner) {
  return expr(test) && body(b, owner) && stmts(orelse);
}

bool Validator::with(const Seq<WithItem*>& items, const Stmts& b, const char* owner) {
  if (!not_empty(items, "items", owner)) return false;
  for (const WithItem* item : items)
    if (!expr(item->context_expr) || !optional(item->optional_vars, Context::Store)) return false;
  return body(b, owner);
}

bool Validator::match(const Match* s) {
  if (!expr(s->subject) || !not_empty(s->cases, "cases", "Match")) return false;
  for (const MatchCase* c : s->cases)
    if (!pattern(c->pattern) || !optional(c->guard) || !body(c->body, "match_case")) return false;
  return true;
}

bool Validator::raise(const Raise* s) {
  if (s->exc) return expr(s->exc) && optional(s->cause);
  return !s->cause || fail("Raise with cause but no exception");
}

// CPython looks at the places of a try's handlers, not at those of a try with except*.
bool Validator::handlers(const Seq<HandlerNode*>& handlers, bool check_places) {
  for (const HandlerNode* node : handlers) {
    const ExceptHandler* h = as<ExceptHandler>(node);
    if (!h) return fail("None disallowed in handler list");  // CPython crashes
    if ((check_places && !place(*h)) || !optional(h->type) || !body(h->body, "ExceptHandler")) return false;
  }
  return true;
}

template <class T>
bool Validator::try_parts(const T* s, const std::string& owner) {
  if (!body(s->body, owner.c_str())) return false;
  if (s->handlers.empty() && s->finalbody.empty()) return fail(owner + " has neither except handlers nor finalbody");
  if (s->handlers.empty() && !s->orelse.empty()) return fail(owner + " has orelse but no except handlers");
  return handlers(s->handlers, T::kKind == Kind::Try) && stmts(s->finalbody) && stmts(s->orelse);
}

bool Validator::stmt(const StmtNode* s) {
  if (!place(*s)) return false;
  const Level level(*this);
  return level.ok && stmt_parts(s);
}

bool Validator::stmt_parts(const StmtNode* node) {
  switch (node->node_kind) {
#define CASE(T) case Kind::T: { const T* s = static_cast<const T*>(node); return
#define END ; }
    CASE(FunctionDef) function(s->body, s->args, s->decorator_list, s->returns, "FunctionDef") END
    CASE(AsyncFunctionDef) function(s->body, s->args, s->decorator_list, s->returns, "AsyncFunctionDef") END
    CASE(ClassDef) class_def(s) END
    CASE(Return) optional(s->value) END
    CASE(Delete) targets(s->targets, Context::Del, "Delete") END
    CASE(Assign) targets(s->targets, Context::Store, "Assign") && expr(s->value) END
    CASE(AugAssign) expr(s->target, Context::Store) && expr(s->value) END
    CASE(AnnAssign) ann_assign(s) END
    CASE(For) loop(s->target, s->iter, s->body, s->orelse, "For") END
    CASE(AsyncFor) loop(s->target, s->iter, s->body, s->orelse, "AsyncFor") END
    CASE(While) branch(s->test, s->body, s->orelse, "While") END
    CASE(If) branch(s->test, s->body, s->orelse, "If") END
    CASE(With) with(s->items, s->body, "With") END
    CASE(AsyncWith) with(s->items, s->body, "AsyncWith") END
    CASE(Match) match(s) END
    CASE(Raise) raise(s) END
    CASE(Try) try_parts(s, "Try") END
    CASE(TryStar) try_parts(s, "TryStar") END
    CASE(Assert) expr(s->test) && optional(s->msg) END
    CASE(Import) not_empty(s->names, "names", "Import") END
    CASE(ImportFrom) (s->level >= 0 || fail("Negative ImportFrom level")) && not_empty(s->names, "names", "ImportFrom") END
    CASE(Global) not_empty(s->names, "names", "Global") && names(s->names, "Global") END
    CASE(Nonlocal) not_empty(s->names, "names", "Nonlocal") && names(s->names, "Nonlocal") END
    CASE(Expr) expr(s->value) END
#undef CASE
#undef END
    default: return true;  // Pass, Break, Continue
  }
}

SyntaxErrorInfo validate_tree(const ModNode* tree, const BadConstants& bad, int depth, int limit) {
  Validator validator(bad, depth, limit);
  validator.module(tree);
  return std::move(validator.error());
}

}  // namespace innards
