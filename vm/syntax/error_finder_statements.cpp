// Statements, as CPython's grammar tries them. They make no nodes.
#include "syntax/error_finder.h"
#include "syntax/expression_names.h"

namespace innards {

using namespace ast;
using Type = TokenType;

// ---- whole inputs ----

bool ErrorFinder::file() {
  Level level(*this);
  statements();
  return take(Type::kEndMarker);
}

bool ErrorFinder::fstring() {
  Level level(*this);
  result_ = star_expressions();
  return result_ != nullptr;
}

bool ErrorFinder::eval() {
  Level level(*this);
  if (!expressions()) return false;
  while (take(Type::kNewline)) {}
  return take(Type::kEndMarker);
}

bool ErrorFinder::single() {
  Level input_and_statement(*this, 2);
  if (compound_statement()) {
    if (take(Type::kNewline)) return true;
  }
  mark_ = 0;
  if (simple_statements()) return true;
  mark_ = 0;
  return take(Type::kNewline);
}

bool ErrorFinder::statements() {
  Level level(*this);
  return many([this] { return statement(); }, true);
}

bool ErrorFinder::statement() {
  Level level(*this);
  const size_t start = mark_;
  if (compound_statement()) return true;
  mark_ = start;
  return simple_statements();
}

bool ErrorFinder::compound_statement() {
  Level level(*this);
  const size_t start = mark_;
  const Token* t = peek();
  if (!t) return false;
  switch (t->type) {
    case Type::kKwDef: if (function_definition()) return true; break;
    case Type::kAt:
      if (function_definition()) return true;
      mark_ = start;
      if (class_definition()) return true;
      break;
    case Type::kKwAsync:
      if (function_definition()) return true;
      mark_ = start;
      if (with_statement()) return true;
      mark_ = start;
      if (for_statement()) return true;
      break;
    case Type::kKwIf: if (if_statement(Type::kKwIf)) return true; break;
    case Type::kKwClass: if (class_definition()) return true; break;
    case Type::kKwWith: if (with_statement()) return true; break;
    case Type::kKwFor: if (for_statement()) return true; break;
    case Type::kKwTry: if (try_statement()) return true; break;
    case Type::kKwWhile: if (while_statement()) return true; break;
    default: break;
  }
  mark_ = start;
  return match_statement();
}

bool ErrorFinder::simple_statements() {
  Level level(*this);
  const size_t start = mark_;
  if (!simple_statement()) return false;
  if (!sees(Type::kSemi)) return take(Type::kNewline);
  mark_ = start;
  if (!gather([this] { return simple_statement(); }, Type::kSemi)) return false;
  take(Type::kSemi);
  return take(Type::kNewline);
}

bool ErrorFinder::simple_statement() {
  Level level(*this);
  return remember(Rule::kSimpleStatement, [this] {
    const size_t start = mark_;
    if (assignment()) return true;
    mark_ = start;
    if (star_expressions()) return true;
    mark_ = start;
    const Token* t = peek();
    if (!t) return false;
    Level statement(*this);  // each has a rule, but for pass, break and continue
    switch (t->type) {
      case Type::kKwReturn: {
        const size_t m = ++mark_;
        if (!star_expressions()) mark_ = m;
        return !failed_;
      }
      case Type::kKwImport:
      case Type::kKwFrom: return import_statement();
      case Type::kKwRaise: {
        size_t m = ++mark_;
        if (!expression()) return !failed_ && (mark_ = m, true);
        m = mark_;
        Level group(*this);
        if (!take(Type::kKwFrom) || !expression()) mark_ = m;
        return !failed_;
      }
      case Type::kKwPass:
      case Type::kKwBreak:
      case Type::kKwContinue: ++mark_; return true;
      case Type::kKwDel: return delete_statement();
      case Type::kKwYield: return yield_expr() != nullptr;
      case Type::kKwAssert: {
        ++mark_;
        if (!expression()) return false;
        const size_t m = mark_;
        Level group(*this);
        if (!take(Type::kComma) || !expression()) mark_ = m;
        return !failed_;
      }
      case Type::kKwGlobal:
      case Type::kKwNonlocal: ++mark_; return names();
      default: return false;
    }
  });
}

bool ErrorFinder::names() {
  return gather([this] { return name(); });
}

// ---- assignment ----

ExprNode* ErrorFinder::yield_or_stars() {
  Level level(*this);
  const size_t start = mark_;
  if (Expr value = yield_expr()) return value;
  mark_ = start;
  return star_expressions();
}

bool ErrorFinder::augassign() {
  const Token* t = peek();
  if (!t || t->type < Type::kPlusEqual || t->type > Type::kAtEqual || t->type == Type::kDoubleSlash || t->type == Type::kAt) return false;
  ++mark_;
  return true;
}

// ['=' annotated_rhs]
bool ErrorFinder::optional_annotation_value() {
  Level group(*this);
  const size_t m = mark_;
  if (!take(Type::kEqual) || !yield_or_stars()) mark_ = m;
  return !failed_;
}

bool ErrorFinder::assignment_targets() {
  return many(
      [this] {
        Level group(*this);
        return star_targets() && take(Type::kEqual);
      },
      false);
}

bool ErrorFinder::assignment() {
  Level level(*this);
  const size_t start = mark_;
  auto annotation = [this] { return take(Type::kColon) && expression() && optional_annotation_value(); };
  auto annotated_target = [=, this] {
    Level group(*this);
    return (take(Type::kLpar) && single_target() && take(Type::kRpar)) || back(start) || single_subscript_attribute_target();
  };
  if (name() && annotation()) return true;
  mark_ = start;
  if (annotated_target() && annotation()) return true;
  mark_ = start;
  if (assignment_targets() && mark_ != start && yield_or_stars() && !sees(Type::kEqual) && !failed_) return true;
  mark_ = start;
  // Behind the operator there is no way back (the grammar's cut).
  if (single_target() && augassign()) return yield_or_stars() != nullptr;
  mark_ = start;
  return second_ && mistaken_assignment();
}

bool ErrorFinder::mistaken_assignment() {
  Level level(*this);
  const size_t start = mark_;
  Expr a = annotation_mistake_target();
  if (a && take(Type::kColon) && expression()) {
    raise_here(*a, std::string("only single target (not ") + expression_name(a) + ") can be annotated");
    return false;
  }
  mark_ = start;
  a = star_named_expression();
  if (a && take(Type::kComma)) {
    std::vector<Expr> rest;
    many([&] { return star_named_expressions(&rest); }, false);
    if (take(Type::kColon) && expression()) {
      raise_here(*a, "only single target (not tuple) can be annotated");
      return false;
    }
  }
  mark_ = start;
  a = expression();
  if (a && take(Type::kColon) && expression()) {
    raise_here(*a, "illegal target for annotation");
    return false;
  }
  mark_ = start;
  assignment_targets();
  const size_t m = mark_;
  a = star_expressions();
  if (a && take(Type::kEqual)) {
    raise_invalid_target(a, Targets::kStar);
    return false;
  }
  mark_ = m;
  a = yield_expr();
  if (a && take(Type::kEqual)) {
    raise_here(*a, "assignment to yield expression not possible");
    return false;
  }
  mark_ = start;
  a = star_expressions();
  if (a && augassign() && yield_or_stars())
    raise_here(*a, std::string("'") + expression_name(a) + "' is an illegal expression for augmented assignment");
  return false;
}

ExprNode* ErrorFinder::annotation_mistake_target() {
  Level level(*this);
  const size_t start = mark_;
  if (Expr value = list()) return value;
  mark_ = start;
  if (Expr value = tuple()) return value;
  mark_ = start;
  if (take(Type::kLpar)) {
    Expr value = annotation_mistake_target();
    if (value && take(Type::kRpar)) return value;
  }
  mark_ = start;
  return nullptr;
}

bool ErrorFinder::single_target() {
  Level level(*this);
  const size_t start = mark_;
  if (single_subscript_attribute_target()) return true;
  mark_ = start;
  if (name()) return true;
  return (take(Type::kLpar) && single_target() && take(Type::kRpar)) || back(start);
}

bool ErrorFinder::single_subscript_attribute_target() {
  Level level(*this);
  const size_t start = mark_;
  return subscript_attribute_target() || back(start);
}

// ---- del, import ----

bool ErrorFinder::delete_statement() {
  const size_t start = mark_;
  if (take(Type::kKwDel) && del_targets() && sees(Type::kSemi, Type::kNewline)) return true;
  mark_ = start;
  Level mistaken(*this);
  if (!second_ || !take(Type::kKwDel)) return back(start);
  if (Expr a = star_expressions()) raise_invalid_target(a, Targets::kDelete);
  return back(start);
}

bool ErrorFinder::del_targets() {
  Level level(*this);
  if (!gather([this] { return del_target(); })) return false;
  take(Type::kComma);
  return !failed_;
}

bool ErrorFinder::del_target() {
  Level level(*this);
  return remember(Rule::kDelTarget, [this] {
    const size_t start = mark_;
    return subscript_attribute_target() || back(start) || del_t_atom();
  });
}

bool ErrorFinder::del_t_atom() {
  Level level(*this);
  const size_t start = mark_;
  if (name()) return true;
  if (take(Type::kLpar)) {
    const size_t inner = mark_;
    if (del_target() && take(Type::kRpar)) return true;
    mark_ = inner;
    if (!del_targets()) mark_ = inner;
    if (take(Type::kRpar)) return true;
  }
  mark_ = start;
  if (!take(Type::kLsqb)) return false;
  const size_t inner = mark_;
  if (!del_targets()) mark_ = inner;
  return take(Type::kRsqb);
}

bool ErrorFinder::dotted_name() {
  if (!name()) return false;
  size_t m = mark_;
  for (; take(Type::kDot) && name(); m = mark_) {}
  mark_ = m;
  return !failed_;
}

bool ErrorFinder::optional_as_name() {
  const size_t m = mark_;
  if (!take(Type::kKwAs) || !name()) mark_ = m;
  return !failed_;
}

bool ErrorFinder::dotted_as_names() {
  return gather([this] { return dotted_name() && optional_as_name(); });
}

bool ErrorFinder::import_statement() {
  Level level(*this);
  const size_t start = mark_;
  if (take(Type::kKwImport)) return dotted_as_names();
  mark_ = start;
  if (!take(Type::kKwFrom)) return false;
  bool dots = false;
  while (take(Type::kDot) || take(Type::kEllipsis)) dots = true;
  const size_t m = mark_;
  if (dotted_name() && take(Type::kKwImport) && import_from_targets()) return true;
  mark_ = m;
  return dots && take(Type::kKwImport) && import_from_targets();
}

bool ErrorFinder::import_from_targets() {
  Level level(*this);
  const size_t start = mark_;
  if (take(Type::kLpar) && import_from_as_names()) {
    take(Type::kComma);
    if (take(Type::kRpar)) return true;
  }
  mark_ = start;
  if (import_from_as_names() && !sees(Type::kComma)) return !failed_;
  mark_ = start;
  if (take(Type::kStar)) return true;
  if (!second_) return false;
  if (import_from_as_names() && take(Type::kComma) && take(Type::kNewline))
    raise("trailing comma not allowed without surrounding parentheses");
  return back(start);
}

bool ErrorFinder::import_from_as_names() {
  return gather([this] { return name() && optional_as_name(); });
}

// ---- blocks ----

bool ErrorFinder::block() {
  Level level(*this);
  return remember(Rule::kBlock, [this] {
    const size_t start = mark_;
    if (take(Type::kNewline) && take(Type::kIndent) && statements() && take(Type::kDedent)) return true;
    mark_ = start;
    if (simple_statements()) return true;
    mark_ = start;
    if (second_ && no_block()) raise_last(SyntaxErrorType::kIndentationError, "expected an indented block");
    return back(start);
  });
}

bool ErrorFinder::no_block() { return take(Type::kNewline) && !sees(Type::kIndent) && !failed_; }

bool ErrorFinder::expected_colon() {
  if (take(Type::kNewline)) raise("expected ':'");
  return false;
}

bool ErrorFinder::else_block() {
  Level level(*this);
  const size_t start = mark_;
  const Token* keyword = expect(Type::kKwElse);
  if (!keyword) return back(start);
  const int32_t lineno = keyword->lineno;
  const size_t m = mark_;
  if (second_ && take(Type::kColon) && no_block()) raise_no_block("'else' statement", lineno);
  mark_ = m;
  return (forced(Type::kColon) && block()) || back(start);
}

// invalid_if_stmt and its like: behind the keyword.
void ErrorFinder::mistaken_test(const char* what, int32_t lineno) {
  Level level(*this);
  if (!named_expression()) return;
  const size_t m = mark_;
  expected_colon();
  mark_ = m;
  if (take(Type::kColon) && no_block()) raise_no_block(what, lineno);
}

// `if` or `elif`.
bool ErrorFinder::if_statement(Type keyword) {
  Level level(*this);
  const size_t start = mark_;
  const Token* t = expect(keyword);
  if (!t) return back(start);
  const int32_t lineno = t->lineno;
  const size_t test = mark_;
  if (second_) mistaken_test(keyword == Type::kKwIf ? "'if' statement" : "'elif' statement", lineno);
  mark_ = test;
  if (!named_expression() || !take(Type::kColon) || !block()) return back(start);
  const size_t m = mark_;
  if (if_statement(Type::kKwElif)) return true;
  mark_ = m;
  if (!else_block()) mark_ = m;
  return !failed_ || back(start);
}

bool ErrorFinder::while_statement() {
  Level level(*this);
  const size_t start = mark_;
  const Token* t = expect(Type::kKwWhile);
  if (!t) return back(start);
  const int32_t lineno = t->lineno;
  const size_t test = mark_;
  if (second_) mistaken_test("'while' statement", lineno);
  mark_ = test;
  if (!named_expression() || !take(Type::kColon) || !block()) return back(start);
  const size_t m = mark_;
  if (!else_block()) mark_ = m;
  return !failed_ || back(start);
}

void ErrorFinder::mistaken_for() {
  Level level(*this);
  take(Type::kKwAsync);
  const Token* t = expect(Type::kKwFor);
  if (!t) return;
  const int32_t lineno = t->lineno;
  if (!star_targets() || !take(Type::kKwIn) || !star_expressions()) return;
  const size_t m = mark_;
  expected_colon();
  mark_ = m;
  if (take(Type::kColon) && no_block()) raise_no_block("'for' statement", lineno);
}

bool ErrorFinder::for_statement() {
  Level level(*this);
  const size_t start = mark_;
  if (second_) mistaken_for();
  for (const bool async : {false, true}) {
    mark_ = start;
    if (async && !take(Type::kKwAsync)) continue;
    if (!take(Type::kKwFor) || !star_targets() || !take(Type::kKwIn)) continue;
    if (!star_expressions() || !take(Type::kColon) || !block()) return back(start);
    const size_t m = mark_;
    if (!else_block()) mark_ = m;
    return !failed_ || back(start);
  }
  mark_ = start;
  if (second_) mistaken_for_target();
  return back(start);
}

// ---- with ----

bool ErrorFinder::with_statement() {
  Level level(*this);
  const size_t start = mark_;
  if (second_) {
    mistaken_with(true);
    mark_ = start;
  }
  for (const bool async : {false, true}) {
    mark_ = start;
    if (async && !take(Type::kKwAsync)) continue;
    if (!take(Type::kKwWith)) continue;
    const size_t m = mark_;
    if (take(Type::kLpar) && with_items() && (take(Type::kComma), take(Type::kRpar)) && take(Type::kColon) && block()) return true;
    mark_ = m;
    if (with_items() && take(Type::kColon) && block()) return true;
  }
  mark_ = start;
  if (second_) mistaken_with(false);
  return back(start);
}

bool ErrorFinder::with_items() {
  return gather([this] { return with_item(); });
}

bool ErrorFinder::with_item() {
  Level level(*this);
  const size_t start = mark_;
  if (expression() && take(Type::kKwAs) && star_target() && sees(Type::kComma, Type::kRpar, Type::kColon)) return true;
  mark_ = start;
  if (second_) mistaken_with_item();
  mark_ = start;
  return expression() || back(start);
}

void ErrorFinder::mistaken_with_item() {
  Level level(*this);
  if (!expression() || !take(Type::kKwAs)) return;
  Expr a = expression();
  if (a && sees(Type::kComma, Type::kRpar, Type::kColon)) raise_invalid_target(a, Targets::kStar);
}

// Items as the rules for mistakes take them: any target, and in brackets also several expressions.
bool ErrorFinder::loose_with_items(bool bracketed) {
  auto item = [this, bracketed] {
    Level group(*this);
    if (!(bracketed ? expressions() : expression())) return false;
    const size_t m = mark_;
    Level target(*this);
    if (!take(Type::kKwAs) || !star_target()) mark_ = m;
    return !failed_;
  };
  if (bracketed && !take(Type::kLpar)) return false;
  if (!gather(item)) return false;
  if (!bracketed) return !failed_;
  take(Type::kComma);
  return take(Type::kRpar);
}

// A missing block (`indent`), or a missing colon.
bool ErrorFinder::mistaken_with(bool indent) {
  Level level(*this);
  take(Type::kKwAsync);
  const Token* t = expect(Type::kKwWith);
  if (!t) return false;
  const int32_t lineno = t->lineno;
  const size_t m = mark_;
  for (const bool bracketed : {false, true}) {
    mark_ = m;
    if (!loose_with_items(bracketed)) continue;
    if (!indent) {
      expected_colon();
    } else if (take(Type::kColon) && no_block()) {
      raise_no_block("'with' statement", lineno);
    }
    if (failed_) return false;
  }
  return false;
}

// ---- try ----

bool ErrorFinder::try_statement() {
  Level level(*this);
  const size_t start = mark_;
  if (second_) {
    mistaken_try();
    mark_ = start;
  }
  if (!take(Type::kKwTry) || !forced(Type::kColon) || !block()) return back(start);
  const size_t m = mark_;
  if (finally_block()) return true;
  for (const bool star : {false, true}) {
    mark_ = m;
    if (!except_blocks(star)) continue;
    size_t after = mark_;
    if (!else_block()) mark_ = after;
    after = mark_;
    if (!finally_block()) mark_ = after;
    return !failed_ || back(start);
  }
  return back(start);
}

bool ErrorFinder::mistaken_try() {
  Level level(*this);
  const size_t start = mark_;
  const Token* t = expect(Type::kKwTry);
  if (!t) return false;
  const int32_t lineno = t->lineno;
  if (!take(Type::kColon)) return false;
  const size_t body = mark_;
  if (no_block()) {
    raise_no_block("'try' statement", lineno);
    return false;
  }
  mark_ = body;
  if (block() && !sees(Type::kKwExcept, Type::kKwFinally) && !failed_) {
    raise("expected 'except' or 'finally' block");
    return false;
  }
  mark_ = body;
  many([this] { return block(); }, false);
  const size_t m = mark_;
  const std::string both = "cannot have both 'except' and 'except*' on the same 'try'";
  if (except_blocks(false)) {
    const size_t other = mark_;
    if (take(Type::kKwExcept) && take(Type::kStar)) {
      const Position at = span(other);
      if (expression() && optional_as_name() && take(Type::kColon)) {
        raise_here(at, both);
        return false;
      }
    }
  }
  mark_ = m;
  if (except_blocks(true)) {
    const size_t other = mark_;
    if (take(Type::kKwExcept)) {
      const Position at = span(other);
      const size_t kind = mark_;
      Level group(*this);
      if (!expression() || !optional_as_name()) mark_ = kind;
      if (take(Type::kColon)) raise_here(at, both);
    }
  }
  return back(start);
}

bool ErrorFinder::except_blocks(bool star) {
  return many([=, this] { return except_block(star); }, true);
}

bool ErrorFinder::except_block(bool star) {
  Level level(*this);
  const size_t start = mark_;
  if (second_) {
    mistaken_except_block(star);
    mark_ = start;
  }
  if (take(Type::kKwExcept)) {
    const size_t m = mark_;
    if ((!star || take(Type::kStar)) && expression() && optional_as_name() && take(Type::kColon) && block()) return true;
    mark_ = m;
    if (!star && take(Type::kColon) && block()) return true;
  }
  mark_ = start;
  if (second_) mistaken_except();
  return back(start);
}

// except ...: without a block.
bool ErrorFinder::mistaken_except_block(bool star) {
  Level level(*this);
  const Token* t = expect(Type::kKwExcept);
  if (!t) return false;
  const int32_t lineno = t->lineno;
  const char* const what = star ? "'except*' statement" : "'except' statement";
  const size_t m = mark_;
  if ((!star || take(Type::kStar)) && expression() && optional_as_name() && take(Type::kColon) && no_block()) {
    raise_no_block(what, lineno);
    return false;
  }
  mark_ = m;
  if (!star && take(Type::kColon) && no_block()) raise_no_block(what, lineno);
  return false;
}

bool ErrorFinder::mistaken_except() {
  Level level(*this);
  if (!take(Type::kKwExcept)) return false;
  const size_t m = mark_;
  take(Type::kStar);
  const size_t kind = mark_;
  Expr a = expression();
  if (a && take(Type::kComma) && expressions() && optional_as_name() && take(Type::kColon)) {
    raise_starting(*a, "multiple exception types must be parenthesized");
    return false;
  }
  mark_ = kind;
  if (expression() && optional_as_name()) expected_colon();
  mark_ = m;
  expected_colon();
  mark_ = m;
  if (take(Type::kStar) && (take(Type::kNewline) || take(Type::kColon))) raise("expected one or more exception types");
  return false;
}

bool ErrorFinder::finally_block() {
  Level level(*this);
  const size_t start = mark_;
  const Token* t = expect(Type::kKwFinally);
  if (!t) return back(start);
  const int32_t lineno = t->lineno;
  const size_t m = mark_;
  if (second_ && take(Type::kColon) && no_block()) raise_no_block("'finally' statement", lineno);
  mark_ = m;
  return (forced(Type::kColon) && block()) || back(start);
}

// ---- definitions ----

bool ErrorFinder::decorators() {
  Level level(*this);
  return many(
      [this] {
        Level group(*this);
        return take(Type::kAt) && named_expression() && take(Type::kNewline);
      },
      true);
}

bool ErrorFinder::class_definition() {
  Level level(*this);
  const size_t start = mark_;
  if (decorators() && class_raw()) return true;
  mark_ = start;
  return class_raw() || back(start);
}

bool ErrorFinder::optional_class_arguments() {
  Level group(*this);
  const size_t m = mark_;
  if (take(Type::kLpar)) {
    const size_t inner = mark_;
    ArgumentList list;
    if (!arguments(&list)) mark_ = inner;
    if (take(Type::kRpar)) return true;
  }
  mark_ = m;
  return !failed_;
}

bool ErrorFinder::class_raw() {
  Level level(*this);
  const size_t start = mark_;
  if (second_) mistaken_class();
  mark_ = start;
  return (take(Type::kKwClass) && name() && optional_class_arguments() && take(Type::kColon) && block()) || back(start);
}

void ErrorFinder::mistaken_class() {
  Level level(*this);
  const Token* t = expect(Type::kKwClass);
  if (!t) return;
  const int32_t lineno = t->lineno;
  if (!name() || !optional_class_arguments()) return;
  const size_t m = mark_;
  expected_colon();
  mark_ = m;
  if (take(Type::kColon) && no_block()) raise_no_block("class definition", lineno);
}

bool ErrorFinder::function_definition() {
  Level level(*this);
  const size_t start = mark_;
  if (decorators() && function_raw()) return true;
  mark_ = start;
  return function_raw() || back(start);
}

bool ErrorFinder::optional_returns() {
  Level group(*this);
  const size_t m = mark_;
  if (!take(Type::kRArrow) || !expression()) mark_ = m;
  return !failed_;
}

bool ErrorFinder::optional_parameters() {
  const size_t m = mark_;
  if (!parameters(false)) mark_ = m;
  return !failed_;
}

void ErrorFinder::mistaken_function() {
  Level level(*this);
  take(Type::kKwAsync);
  const Token* t = expect(Type::kKwDef);
  if (!t) return;
  const int32_t lineno = t->lineno;
  if (name() && take(Type::kLpar) && optional_parameters() && take(Type::kRpar) && optional_returns() && take(Type::kColon) && no_block())
    raise_no_block("function definition", lineno);
}

bool ErrorFinder::function_raw() {
  Level level(*this);
  const size_t start = mark_;
  if (second_) mistaken_function();
  for (const bool async : {false, true}) {
    mark_ = start;
    if (async && !take(Type::kKwAsync)) continue;
    if (take(Type::kKwDef) && name() && forced(Type::kLpar) && optional_parameters() && take(Type::kRpar) && optional_returns() &&
        forced(Type::kColon) && block())
      return true;
  }
  return back(start);
}

}  // namespace innards
