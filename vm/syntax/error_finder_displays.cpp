// Atoms: names, literals, brackets of all kinds with what is in them, comprehensions, yield and lambda.
#include "syntax/error_finder.h"

namespace innards {

using namespace ast;
using Type = TokenType;

// ---- atoms ----

ExprNode* ErrorFinder::name_token() {
  const size_t start = mark_;
  const Token* t = expect(Type::kName);
  if (!t) return nullptr;
  Name* node = make<Name>(start);
  node->id = identifier_of(memory_, text_of(*t));
  return node;
}

ExprNode* ErrorFinder::constant_token(Type type, const ConstantValue& value) {
  const size_t start = mark_;
  if (!take(type)) return nullptr;
  Constant* node = make<Constant>(start);
  node->value = value;
  return node;
}

ExprNode* ErrorFinder::number_token() {
  const Token* t = peek();
  if (!t || t->type != Type::kNumber) return nullptr;
  ConstantValue value;
  const Token copy = *t;
  const size_t start = mark_++;
  if (!number_value(*this, copy, &value)) return nullptr;
  Constant* node = make<Constant>(start);
  node->value = value;
  return node;
}

ExprNode* ErrorFinder::strings() {
  Level level(*this);
  return remember(Rule::kStrings, [this]() -> Expr {
    Level loop(*this);
    std::vector<Token> tokens;
    while (const Token* t = expect(Type::kString)) tokens.push_back(*t);
    if (tokens.empty() || failed_) return nullptr;
    return string_value(*this, tokens.data(), static_cast<int>(tokens.size()));
  });
}

ExprNode* ErrorFinder::atom() {
  Level level(*this);
  const Token* t = peek();
  if (!t) return nullptr;
  const size_t start = mark_;
  auto one_of = [&](auto... rules) -> Expr {
    Level group(*this);
    Expr value = nullptr;
    ((value = (this->*rules)(), value || failed_ || back(start)) || ...);
    return failed_ ? nullptr : value;
  };
  switch (t->type) {
    case Type::kName: return name_token();
    case Type::kKwTrue: return constant_token(Type::kKwTrue, constant_bool(true));
    case Type::kKwFalse: return constant_token(Type::kKwFalse, constant_bool(false));
    case Type::kKwNone: return constant_token(Type::kKwNone, constant_none());
    case Type::kString: return strings();
    case Type::kNumber: return number_token();
    case Type::kEllipsis: return constant_token(Type::kEllipsis, constant_ellipsis());
    case Type::kLpar: return one_of(&ErrorFinder::tuple, &ErrorFinder::group, &ErrorFinder::genexp);
    case Type::kLsqb: return one_of(&ErrorFinder::list, &ErrorFinder::listcomp);
    case Type::kLbrace: return one_of(&ErrorFinder::dict, &ErrorFinder::set, &ErrorFinder::dictcomp, &ErrorFinder::setcomp);
    default: return nullptr;
  }
}

ExprNode* ErrorFinder::tuple() {
  Level rule_and_group(*this, 2);
  const size_t start = mark_;
  if (!take(Type::kLpar)) return nullptr;
  const size_t inner = mark_;
  std::vector<Expr> items;
  Expr first = star_named_expression();
  if (first && take(Type::kComma)) {
    items.push_back(first);
    const size_t m = mark_;
    if (!star_named_expressions(&items)) mark_ = m;
  } else {
    mark_ = inner;
  }
  if (!take(Type::kRpar)) return nullptr;
  Tuple* node = make<Tuple>(start);
  node->elts = make_seq(memory_, items);
  return node;
}

ExprNode* ErrorFinder::group() {
  Level level(*this);
  const size_t start = mark_;
  if (take(Type::kLpar)) {
    Level group(*this);
    const size_t inner = mark_;
    Expr value = yield_expr();
    if (!value) {
      mark_ = inner;
      value = named_expression();
    }
    if (value && take(Type::kRpar)) return value;
  }
  mark_ = start;
  if (second_) mistaken_group();
  return nullptr;
}

void ErrorFinder::mistaken_group() {
  Level level(*this);
  if (!take(Type::kLpar)) return;
  const size_t inner = mark_;
  Expr starred = starred_expression();
  if (starred && take(Type::kRpar)) return raise_here(*starred, "cannot use starred expression here");
  mark_ = inner;
  const Token* stars = expect(Type::kDoubleStar);
  if (!stars) return;
  const Position at = place(*stars);
  if (expression() && take(Type::kRpar)) raise_here(at, "cannot use double starred expression here");
}

ExprNode* ErrorFinder::genexp() {
  Level level(*this);
  const size_t start = mark_;
  std::vector<Comprehension*> parts;
  if (take(Type::kLpar) && genexp_element() && for_if_clauses(&parts) && take(Type::kRpar)) return make<GeneratorExp>(start);
  mark_ = start;
  if (second_) mistaken_comprehension();
  return nullptr;
}

// (assignment_expression | expression !':=')
ExprNode* ErrorFinder::genexp_element() {
  Level group(*this);
  const size_t start = mark_;
  if (Expr value = assignment_expression()) return value;
  mark_ = start;
  return plain_expression();
}

ExprNode* ErrorFinder::list() {
  Level level(*this);
  const size_t start = mark_;
  if (!take(Type::kLsqb)) return nullptr;
  const size_t inner = mark_;
  std::vector<Expr> items;
  if (!star_named_expressions(&items)) {
    mark_ = inner;
    items.clear();
  }
  if (!take(Type::kRsqb)) return nullptr;
  List* node = make<List>(start);
  node->elts = make_seq(memory_, items);
  return node;
}

ExprNode* ErrorFinder::listcomp() {
  Level level(*this);
  const size_t start = mark_;
  std::vector<Comprehension*> parts;
  if (take(Type::kLsqb) && named_expression() && for_if_clauses(&parts) && take(Type::kRsqb)) return make<ListComp>(start);
  mark_ = start;
  if (second_) mistaken_comprehension();
  return nullptr;
}

ExprNode* ErrorFinder::set() {
  Level level(*this);
  const size_t start = mark_;
  std::vector<Expr> items;
  if (take(Type::kLbrace) && star_named_expressions(&items) && take(Type::kRbrace)) return make<Set>(start);
  return nullptr;
}

ExprNode* ErrorFinder::dict() {
  Level level(*this);
  const size_t start = mark_;
  if (!take(Type::kLbrace)) return nullptr;
  const size_t inner = mark_;
  if (!double_starred_kvpairs()) mark_ = inner;
  if (take(Type::kRbrace)) return make<Dict>(start);
  // This rule for mistakes is on in the first pass too: it is only part of an alternative, and CPython's generator
  // switches off only those that are all of one.
  mark_ = inner;
  mistaken_kvpairs();
  return nullptr;
}

bool ErrorFinder::double_starred_kvpairs() {
  Level level(*this);
  if (!gather([this] { return double_starred_kvpair(); })) return false;
  take(Type::kComma);
  return !failed_;
}

bool ErrorFinder::double_starred_kvpair() {
  Level level(*this);
  const size_t start = mark_;
  if (take(Type::kDoubleStar) && bit_or()) return true;
  mark_ = start;
  return kvpair() || back(start);
}

bool ErrorFinder::kvpair() {
  Level level(*this);
  return expression() && take(Type::kColon) && expression();
}

bool ErrorFinder::mistaken_kvpairs() {
  Level level(*this);
  const size_t start = mark_;
  // The list of pairs takes as many as it can; the mistake is looked for behind the next comma.
  if (gather([this] { return double_starred_kvpair(); }) && take(Type::kComma)) mistaken_kvpair();
  mark_ = start;
  return starred_value_mistake();
}

bool ErrorFinder::starred_value_mistake() {
  const size_t start = mark_;
  if (expression() && take(Type::kColon)) {
    const Token* star = expect(Type::kStar);
    if (star) {
      const Position at = place(*star);
      if (bit_or()) {
        raise_starting(at, "cannot use a starred expression in a dictionary value");
        return false;
      }
    }
  }
  mark_ = start;
  if (!expression()) return false;
  const Token* colon = expect(Type::kColon);
  if (!colon) return false;
  const Position at = place(*colon);
  if (sees(Type::kRbrace, Type::kComma)) raise_here(at, "expression expected after dictionary key and ':'");
  return false;
}

bool ErrorFinder::mistaken_kvpair() {
  Level level(*this);
  const size_t start = mark_;
  Expr a = expression();
  if (a && !sees(Type::kColon) && !failed_) {
    raise_known(SyntaxErrorType::kSyntaxError, a->lineno, a->end_col_offset, a->end_lineno, 0, "':' expected after dictionary key");
    return false;
  }
  mark_ = start;
  return starred_value_mistake();
}

ExprNode* ErrorFinder::dictcomp() {
  Level level(*this);
  const size_t start = mark_;
  std::vector<Comprehension*> parts;
  if (take(Type::kLbrace) && kvpair() && for_if_clauses(&parts) && take(Type::kRbrace)) return make<DictComp>(start);
  mark_ = start;
  if (second_) mistaken_dict_comprehension();
  return nullptr;
}

bool ErrorFinder::mistaken_dict_comprehension() {
  Level level(*this);
  if (!take(Type::kLbrace)) return false;
  const Token* stars = expect(Type::kDoubleStar);
  if (!stars) return false;
  const Position at = place(*stars);
  std::vector<Comprehension*> parts;
  if (bit_or() && for_if_clauses(&parts) && take(Type::kRbrace)) raise_here(at, "dict unpacking cannot be used in dict comprehension");
  return false;
}

ExprNode* ErrorFinder::setcomp() {
  Level level(*this);
  const size_t start = mark_;
  std::vector<Comprehension*> parts;
  if (take(Type::kLbrace) && named_expression() && for_if_clauses(&parts) && take(Type::kRbrace)) return make<SetComp>(start);
  mark_ = start;
  if (second_) mistaken_comprehension();
  return nullptr;
}

bool ErrorFinder::mistaken_comprehension() {
  Level level(*this);
  auto bracket = [this] {
    Level group(*this);
    return take(Type::kLsqb) || take(Type::kLbrace);
  };
  const size_t start = mark_;
  std::vector<Comprehension*> parts;
  if (bracket() || take(Type::kLpar)) {
    Expr a = starred_expression();
    if (a && for_if_clauses(&parts)) {
      raise_here(*a, "iterable unpacking cannot be used in comprehension");
      return false;
    }
  }
  mark_ = start;
  if (!bracket()) return false;
  Expr a = star_named_expression();
  const Token* comma = a ? expect(Type::kComma) : nullptr;
  if (!comma) return false;
  const Position comma_at = place(*comma);
  const size_t after = mark_;
  std::vector<Expr> rest;
  if (star_named_expressions(&rest) && for_if_clauses(&parts)) {
    raise_range(*a, *rest.back(), "did you forget parentheses around the comprehension target?");
    return false;
  }
  mark_ = after;
  if (for_if_clauses(&parts)) raise_range(*a, comma_at, "did you forget parentheses around the comprehension target?");
  return false;
}

bool ErrorFinder::for_if_clauses(std::vector<Comprehension*>* out) {
  Level level(*this, 2);
  out->clear();
  size_t m = mark_;
  while (for_if_clause(out)) m = mark_;
  mark_ = m;
  return !out->empty() && !failed_;
}

bool ErrorFinder::for_if_clause(std::vector<Comprehension*>* out) {
  Level level(*this);
  const size_t start = mark_;
  for (const bool async : {true, false}) {
    mark_ = start;
    if (async && !take(Type::kKwAsync)) continue;
    Expr target = take(Type::kKwFor) ? star_targets() : nullptr;
    if (!target || !take(Type::kKwIn)) continue;
    // From here on it is a comprehension or nothing (the grammar's cut).
    Comprehension* part = ast::make<Comprehension>(memory_);
    part->target = target;
    part->iter = disjunction();
    if (!part->iter) return false;
    std::vector<Expr> ifs;
    Level loop_and_group(*this, 2);
    size_t m = mark_;
    for (; take(Type::kKwIf); m = mark_) {
      Expr test = disjunction();
      if (!test) break;
      ifs.push_back(test);
    }
    mark_ = m;
    part->ifs = make_seq(memory_, ifs);
    out->push_back(part);
    return !failed_;
  }
  mark_ = start;
  if (second_) mistaken_for_target();
  return false;
}

bool ErrorFinder::mistaken_for_target() {
  Level level(*this);
  take(Type::kKwAsync);
  if (!take(Type::kKwFor)) return false;
  if (Expr a = star_expressions()) raise_invalid_target(a, Targets::kFor);
  return false;
}

ExprNode* ErrorFinder::yield_expr() {
  Level level(*this);
  const size_t start = mark_;
  if (!take(Type::kKwYield)) return nullptr;
  const size_t after = mark_;
  if (take(Type::kKwFrom) && expression()) return make<YieldFrom>(start);
  mark_ = after;
  if (!star_expressions()) mark_ = after;
  return failed_ ? nullptr : make<Yield>(start);
}

ExprNode* ErrorFinder::lambdef() {
  Level level(*this);
  const size_t start = mark_;
  if (!take(Type::kKwLambda)) return nullptr;
  const size_t after = mark_;
  if (!parameters(true)) mark_ = after;
  if (take(Type::kColon) && expression()) return make<Lambda>(start);
  mark_ = start;
  return nullptr;
}

}  // namespace innards
