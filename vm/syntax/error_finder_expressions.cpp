// Expressions down to primaries, as CPython's grammar tries them.
#include "syntax/error_finder.h"
#include "syntax/expression_names.h"

namespace innards {

using namespace ast;
using Type = TokenType;

namespace {

bool is_legacy_statement(const ExprNode* expr) {
  const Name* name = as<Name>(expr);
  return name && (*name->id == "print" || *name->id == "exec");
}

// Levels of binary operators from | (0) to the terms (5); -1 for other tokens.
int binary_level(Type type) {
  switch (type) {
    case Type::kVbar: return 0;
    case Type::kCircumflex: return 1;
    case Type::kAmper: return 2;
    case Type::kLeftShift: case Type::kRightShift: return 3;
    case Type::kPlus: case Type::kMinus: return 4;
    case Type::kStar: case Type::kSlash: case Type::kDoubleSlash: case Type::kPercent: case Type::kAt: return 5;
    default: return -1;
  }
}

}  // namespace

// ---- lists ----

template <class F>
ExprNode* ErrorFinder::one_or_tuple(F item) {
  const size_t start = mark_;
  Expr first = item();
  if (!first) return nullptr;
  std::vector<Expr> items{first};
  more_items([&] {
    Expr value = item();
    if (value) items.push_back(value);
    return value != nullptr;
  });
  const bool comma = take(Type::kComma) || items.size() > 1;
  if (failed_ || !comma) return failed_ ? nullptr : first;
  Tuple* node = make<Tuple>(start);
  node->elts = make_seq(memory_, items);
  return node;
}

ExprNode* ErrorFinder::expressions() {
  Level level(*this);
  return one_or_tuple([this] { return expression(); });
}

ExprNode* ErrorFinder::star_expressions() {
  Level level(*this);
  return one_or_tuple([this] { return star_expression(); });
}

ExprNode* ErrorFinder::star_expression() {
  Level level(*this);
  return remember(Rule::kStarExpression, [this]() -> Expr {
    const size_t start = mark_;
    if (take(Type::kStar)) {
      if (Expr value = bit_or()) {
        Starred* node = make<Starred>(start);
        node->value = value;
        return node;
      }
    }
    mark_ = start;
    return expression();
  });
}

ExprNode* ErrorFinder::star_named_expression() {
  Level level(*this);
  const size_t start = mark_;
  if (take(Type::kStar)) {
    if (Expr value = bit_or()) {
      Starred* node = make<Starred>(start);
      node->value = value;
      return node;
    }
  }
  mark_ = start;
  return named_expression();
}

bool ErrorFinder::star_named_expressions(std::vector<Expr>* out) {
  Level level(*this);
  const bool any = gather([=, this] {
    Expr item = star_named_expression();
    if (item) out->push_back(item);
    return item != nullptr;
  });
  if (any) take(Type::kComma);
  return any && !failed_;
}

ExprNode* ErrorFinder::starred_expression() {
  Level level(*this);
  const size_t start = mark_;
  if (!take(Type::kStar)) return nullptr;
  Expr value = expression();
  if (!value) {
    mark_ = start;
    return nullptr;
  }
  Starred* node = make<Starred>(start);
  node->value = value;
  return node;
}

// ---- expression ----

ExprNode* ErrorFinder::expression() {
  Level level(*this);
  return remember(Rule::kExpression, [this]() -> Expr {
    const size_t start = mark_;
    if (second_) {
      mistaken_expression();
      mark_ = start;
      mistaken_legacy_expression();
      mark_ = start;
    }
    return conditional();
  });
}

// disjunction ['if' disjunction 'else' expression] | lambdef
ExprNode* ErrorFinder::conditional() {
  const size_t start = mark_;
  Expr body = disjunction();
  if (body) {
    const size_t after = mark_;
    if (take(Type::kKwIf)) {
      Expr test = disjunction();
      Expr orelse = test && take(Type::kKwElse) ? expression() : nullptr;
      if (orelse) {
        IfExp* node = make<IfExp>(start);
        node->test = test;
        node->body = body;
        node->orelse = orelse;
        return node;
      }
    }
    mark_ = after;
    return failed_ ? nullptr : body;
  }
  mark_ = start;
  return lambdef();
}

ExprNode* ErrorFinder::expression_without_mistakes() {
  Level level(*this);
  const bool second = second_;
  second_ = false;
  Expr value = conditional();
  second_ = second;
  return value;
}

// CPython compares only as many characters as the name has, so a name that begins a soft keyword counts as one.
bool ErrorFinder::sees_soft_keyword() {
  const Token* t = peek();
  if (!t || t->type != Type::kName) return false;
  const std::string_view word = text_of(*t);
  for (std::string_view keyword : {"_", "case", "match"})
    if (keyword.substr(0, word.size()) == word) return true;
  return false;
}

bool ErrorFinder::mistaken_expression() {
  Level level(*this);
  const size_t start = mark_;
  bool excluded = name() && take(Type::kString);
  mark_ = start;
  excluded = excluded || sees_soft_keyword();
  if (!excluded) {
    Expr a = disjunction();
    Expr b = a ? expression_without_mistakes() : nullptr;
    if (b) {
      const bool bracketed = tokens_.at(mark_ - 1).level != 0;
      if (!is_legacy_statement(a) && bracketed) raise_range(*a, *b, "invalid syntax. Perhaps you forgot a comma?");
      return false;
    }
  }
  mark_ = start;
  Expr a = disjunction();
  Expr b = a && take(Type::kKwIf) ? disjunction() : nullptr;
  if (b && !sees(Type::kKwElse, Type::kColon) && !failed_) raise_range(*a, *b, "expected 'else' after 'if' expression");
  return false;
}

bool ErrorFinder::mistaken_legacy_expression() {
  Level level(*this);
  Expr a = name_token();
  if (!a || sees(Type::kLpar)) return false;
  Expr b = star_expressions();
  if (!b || !is_legacy_statement(a)) return false;
  const std::string& word = *static_cast<Name*>(a)->id;
  raise_range(*a, *b, "Missing parentheses in call to '" + word + "'. Did you mean " + word + "(...)?");
  return false;
}

ExprNode* ErrorFinder::assignment_expression() {
  Level level(*this);
  const size_t start = mark_;
  Expr target = name_token();
  if (!target || !take(Type::kColonEqual)) {
    mark_ = start;
    return nullptr;
  }
  Expr value = expression();
  if (!value) return nullptr;
  NamedExpr* node = make<NamedExpr>(start);
  node->target = target;
  node->value = value;
  return node;
}

ExprNode* ErrorFinder::plain_expression() {
  Expr value = expression();
  return value && !sees(Type::kColonEqual) && !failed_ ? value : nullptr;
}

ExprNode* ErrorFinder::named_expression() {
  Level level(*this);
  const size_t start = mark_;
  if (Expr value = assignment_expression()) return value;
  mark_ = start;
  if (second_) {
    mistaken_named_expression();
    mark_ = start;
  }
  return plain_expression();
}

bool ErrorFinder::mistaken_named_expression() {
  Level level(*this);
  return remember(Rule::kNamedMistake, [this]() {
    const size_t start = mark_;
    Expr a = expression();
    if (a && take(Type::kColonEqual) && expression()) {
      raise_here(*a, std::string("cannot use assignment expressions with ") + expression_name(a));
      return false;
    }
    mark_ = start;
    a = name_token();
    if (a && take(Type::kEqual)) {
      Expr b = bit_or();
      if (b && !sees(Type::kEqual, Type::kColonEqual)) {
        raise_range(*a, *b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        return false;
      }
    }
    mark_ = start;
    const auto excluded_group = [=, this] {
      Level group(*this);
      return list() || back(start) || tuple() || back(start) || genexp() || back(start) || sees(Type::kKwTrue, Type::kKwNone, Type::kKwFalse);
    };
    const bool excluded = excluded_group();
    mark_ = start;
    if (excluded || failed_) return false;
    a = bit_or();
    if (a && take(Type::kEqual) && bit_or() && !sees(Type::kEqual, Type::kColonEqual))
      raise_here(*a, std::string("cannot assign to ") + expression_name(a) + " here. Maybe you meant '==' instead of '='?");
    return false;
  });
}

// ---- operators ----

ExprNode* ErrorFinder::disjunction() {
  Level level(*this);
  return remember(Rule::kDisjunction, [this]() -> Expr {
    const size_t start = mark_;
    Expr first = conjunction();
    if (!first) return nullptr;
    Level loop_and_group(*this, 2);
    size_t m = mark_;
    bool more = false;
    for (; take(Type::kKwOr) && conjunction(); m = mark_) more = true;
    mark_ = m;
    return failed_ ? nullptr : more ? make<BoolOp>(start) : first;
  });
}

ExprNode* ErrorFinder::conjunction() {
  Level level(*this);
  return remember(Rule::kConjunction, [this]() -> Expr {
    const size_t start = mark_;
    Expr first = inversion();
    if (!first) return nullptr;
    Level loop_and_group(*this, 2);
    size_t m = mark_;
    bool more = false;
    for (; take(Type::kKwAnd) && inversion(); m = mark_) more = true;
    mark_ = m;
    return failed_ ? nullptr : more ? make<BoolOp>(start) : first;
  });
}

ExprNode* ErrorFinder::inversion() {
  Level level(*this);
  return remember(Rule::kInversion, [this]() -> Expr {
    const size_t start = mark_;
    if (take(Type::kKwNot) && inversion()) return make<UnaryOp>(start);
    mark_ = start;
    return comparison();
  });
}

bool ErrorFinder::comparison_part(std::vector<CompareOperator>* ops) {
  const size_t start = mark_;
  const Token* t = peek();
  if (!t) return false;
  CompareOperator op = CompareOperator::Eq;
  switch (t->type) {
    case Type::kEqEqual: case Type::kLessEqual: case Type::kLess: case Type::kGreaterEqual: case Type::kGreater: ++mark_; break;
    case Type::kNotEqual: {
      const bool standard = text_of(*t) == "!=";
      ++mark_;
      if (options_.flufl && standard) {
        raise("with Barry as BDFL, use '<>' instead of '!='");
        return false;
      }
      if (!options_.flufl && !standard) return back(start);
      break;
    }
    case Type::kKwNot:
      ++mark_;
      if (!take(Type::kKwIn)) return back(start);
      op = CompareOperator::NotIn;
      break;
    case Type::kKwIn:
      ++mark_;
      op = CompareOperator::In;
      break;
    case Type::kKwIs:
      ++mark_;
      take(Type::kKwNot);
      op = CompareOperator::Is;
      break;
    default: return false;
  }
  if (!bit_or()) return back(start);
  ops->push_back(op);
  return true;
}

ExprNode* ErrorFinder::comparison() {
  Level level(*this);
  const size_t start = mark_;
  Expr left = bit_or();
  if (!left) return nullptr;
  std::vector<CompareOperator> ops;
  Level loop_and_operator(*this, 3);  // that of the operator, and the one of all operators
  while (comparison_part(&ops)) {}
  if (failed_ || ops.empty()) return failed_ ? nullptr : left;
  Compare* node = make<Compare>(start);
  node->left = left;
  node->ops = make_seq(memory_, ops);
  return node;
}

ExprNode* ErrorFinder::bit_or() {
  Level level(*this, 12);
  return remember(Rule::kBitOr, [this] { return binary(0); });
}

ExprNode* ErrorFinder::binary(int level) {
  const size_t start = mark_;
  Expr left = factor();
  while (left && peek()) {
    const int found = binary_level(peek()->type);
    if (found < level || found < 0) break;
    const size_t m = mark_++;
    if (!(found == 5 ? factor() : binary(found + 1))) {
      mark_ = m;
      break;
    }
    left = make<BinOp>(start);
  }
  return failed_ ? nullptr : left;
}

ExprNode* ErrorFinder::factor() {
  Level level(*this);
  return remember(Rule::kFactor, [this]() -> Expr {
    const size_t start = mark_;
    if ((take(Type::kPlus) || take(Type::kMinus) || take(Type::kTilde)) && factor()) return make<UnaryOp>(start);
    mark_ = start;
    return power();
  });
}

ExprNode* ErrorFinder::power() {
  Level level(*this);
  const size_t start = mark_;
  Expr base = await_primary();
  if (!base) return nullptr;
  const size_t m = mark_;
  if (take(Type::kDoubleStar) && factor()) return make<BinOp>(start);
  mark_ = m;
  return failed_ ? nullptr : base;
}

ExprNode* ErrorFinder::await_primary() {
  Level level(*this);
  return remember(Rule::kAwaitPrimary, [this]() -> Expr {
    const size_t start = mark_;
    if (take(Type::kKwAwait) && primary()) return make<Await>(start);
    mark_ = start;
    return primary();
  });
}

// ---- primaries ----

ExprNode* ErrorFinder::primary() {
  Level level(*this, 2);
  return remember(Rule::kPrimary, [this]() -> Expr {
    const size_t start = mark_;
    Expr value = atom();
    // The generator expression is tried before any bracket: that is how the mistakes in comprehensions are also found in
    // [ and { behind a primary.
    if (!value) return nullptr;
    using E = ErrorFinder;
    return longer_primary(start, value, {&E::attribute, &E::call_with_genexp, &E::call, &E::subscript}, false);
  });
}

// A primary that another part of a primary follows.
ExprNode* ErrorFinder::t_primary() {
  Level level(*this, 2);
  return remember(Rule::kTPrimary, [this]() -> Expr {
    const size_t start = mark_;
    Expr value = atom();
    if (!value || !t_lookahead()) return nullptr;
    using E = ErrorFinder;
    return longer_primary(start, value, {&E::attribute, &E::subscript, &E::call_with_genexp, &E::call}, true);
  });
}

// As many parts as there are behind `value`; `followed`: each with another one behind it.
ExprNode* ErrorFinder::longer_primary(size_t start, Expr value, std::initializer_list<PrimaryPart> parts, bool followed) {
  for (Expr longer = value; longer;) {
    value = longer;
    longer = nullptr;
    const size_t m = mark_;
    for (PrimaryPart part : parts) {
      longer = (this->*part)(start, value);
      if (longer && (!followed || t_lookahead())) break;
      longer = nullptr;
      mark_ = m;
    }
  }
  return failed_ ? nullptr : value;
}

ExprNode* ErrorFinder::attribute(size_t start, Expr value) {
  if (!take(Type::kDot) || !name()) return nullptr;
  Attribute* node = make<Attribute>(start);
  node->value = value;
  return node;
}

ExprNode* ErrorFinder::call_with_genexp(size_t start, Expr value) { return genexp() ? call_node(start, value) : nullptr; }

ExprNode* ErrorFinder::call(size_t start, Expr value) {
  if (!take(Type::kLpar)) return nullptr;
  const size_t inner = mark_;
  ArgumentList list;
  if (!arguments(&list)) mark_ = inner;
  return take(Type::kRpar) ? call_node(start, value) : nullptr;
}

ExprNode* ErrorFinder::subscript(size_t start, Expr value) {
  if (!take(Type::kLsqb) || !slices() || !take(Type::kRsqb)) return nullptr;
  Subscript* node = make<Subscript>(start);
  node->value = value;
  return node;
}

ExprNode* ErrorFinder::call_node(size_t start, Expr value) {
  Call* node = make<Call>(start);
  node->func = value;
  return node;
}

ExprNode* ErrorFinder::slices() {
  Level level(*this);
  const size_t start = mark_;
  Expr first = slice();
  if (first && !sees(Type::kComma)) return failed_ ? nullptr : first;
  mark_ = start;
  const bool any = gather([this] {
    Level group(*this);
    const size_t item = mark_;
    return slice() || back(item) || starred_expression();
  });
  if (!any) return nullptr;
  take(Type::kComma);
  return failed_ ? nullptr : make<Tuple>(start);
}

ExprNode* ErrorFinder::slice() {
  Level level(*this);
  const size_t start = mark_;
  if (!expression()) mark_ = start;
  if (take(Type::kColon)) {
    size_t m = mark_;
    if (!expression()) mark_ = m;
    if (take(Type::kColon)) {
      Level group(*this);
      m = mark_;
      if (!expression()) mark_ = m;
    }
    return failed_ ? nullptr : make<Slice>(start);
  }
  mark_ = start;
  return named_expression();
}

}  // namespace innards
