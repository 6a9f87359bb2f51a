// Expressions, arguments and targets, as CPython's grammar tries them.
#include "syntax/error_finder.h"
#include "syntax/expression_names.h"

namespace innards {

using namespace ast;
using Type = TokenType;

namespace {

// What the messages print of a comprehension's end: its last condition, or what it runs over.
ExprNode* last_item(const std::vector<Comprehension*>& parts) {
  const Comprehension* last = parts.back();
  return last->ifs.empty() ? last->iter : last->ifs.back();
}

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

ExprNode* ErrorFinder::expressions() {
  Level level(*this);
  const size_t start = mark_;
  Expr first = expression();
  if (!first) return nullptr;
  std::vector<Expr> items{first};
  bool comma = false;
  for (size_t m = mark_; take(Type::kComma); m = mark_) {
    comma = true;
    Expr item = expression();
    if (!item) {
      mark_ = m + 1;
      break;
    }
    items.push_back(item);
  }
  if (failed_ || !comma) return failed_ ? nullptr : first;
  Tuple* node = make<Tuple>(start);
  node->elts = make_seq(memory_, items);
  return node;
}

ExprNode* ErrorFinder::star_expressions() {
  Level level(*this);
  const size_t start = mark_;
  Expr first = star_expression();
  if (!first) return nullptr;
  std::vector<Expr> items{first};
  bool comma = false;
  for (size_t m = mark_; take(Type::kComma); m = mark_) {
    comma = true;
    Expr item = star_expression();
    if (!item) {
      mark_ = m + 1;
      break;
    }
    items.push_back(item);
  }
  if (failed_ || !comma) return failed_ ? nullptr : first;
  Tuple* node = make<Tuple>(start);
  node->elts = make_seq(memory_, items);
  return node;
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
  Level level(*this, 2);
  Expr first = star_named_expression();
  if (!first) return false;
  out->push_back(first);
  for (size_t m = mark_; take(Type::kComma); m = mark_) {
    Expr item = star_named_expression();
    if (!item) {
      mark_ = m + 1;
      break;
    }
    out->push_back(item);
  }
  return !failed_;
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
    const bool excluded = list() || back(start) || tuple() || back(start) || genexp() || back(start) || sees(Type::kKwTrue, Type::kKwNone, Type::kKwFalse);
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
    while (value) {
      const size_t m = mark_;
      Expr longer = primary_step(start, value);
      if (!longer) {
        mark_ = m;
        break;
      }
      value = longer;
    }
    return failed_ ? nullptr : value;
  });
}

// One more .name, generator expression, (arguments) or [slices]. The second is tried before any bracket: that is how the
// mistakes in comprehensions are also found in [ and { behind a primary.
ExprNode* ErrorFinder::primary_step(size_t start, Expr value) {
  const size_t m = mark_;
  if (take(Type::kDot)) {
    if (!name()) return nullptr;
    Attribute* node = make<Attribute>(start);
    node->value = value;
    return node;
  }
  mark_ = m;
  if (!sees(Type::kLpar, Type::kLsqb, Type::kLbrace)) return nullptr;
  if (genexp()) return call_node(start, value);
  mark_ = m;
  if (take(Type::kLpar)) {
    const size_t inner = mark_;
    ArgumentList list;
    if (!arguments(&list)) mark_ = inner;
    if (take(Type::kRpar)) return call_node(start, value);
  }
  mark_ = m;
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

// A primary that another part of a primary follows.
ExprNode* ErrorFinder::t_primary() {
  Level level(*this, 2);
  return remember(Rule::kTPrimary, [this]() -> Expr {
    const size_t start = mark_;
    Expr value = atom();
    if (!value || !t_lookahead()) return nullptr;
    for (;;) {
      const size_t m = mark_;
      Expr longer = primary_step(start, value);
      if (!longer || !t_lookahead()) {
        mark_ = m;
        break;
      }
      value = longer;
    }
    return failed_ ? nullptr : value;
  });
}

ExprNode* ErrorFinder::slices() {
  Level level(*this);
  const size_t start = mark_;
  Expr first = slice();
  if (first && !sees(Type::kComma)) return failed_ ? nullptr : first;
  if (!first) {
    mark_ = start;
    first = starred_expression();
  }
  if (!first) return nullptr;
  for (size_t m = mark_; take(Type::kComma); m = mark_) {
    const size_t item = mark_;
    if (slice()) continue;
    mark_ = item;
    if (starred_expression()) continue;
    mark_ = m + 1;
    break;
  }
  return failed_ ? nullptr : make<Tuple>(start);
}

ExprNode* ErrorFinder::slice() {
  Level level(*this);
  const size_t start = mark_;
  if (!expression()) mark_ = start;
  if (take(Type::kColon)) {
    size_t m = mark_;
    if (!expression()) mark_ = m;
    m = mark_;
    if (take(Type::kColon)) {
      m = mark_;
      if (!expression()) mark_ = m;
    } else {
      mark_ = m;
    }
    return failed_ ? nullptr : make<Slice>(start);
  }
  mark_ = start;
  return named_expression();
}

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
  Level inner(*this);
  auto one_of = [&](auto... rules) -> Expr {
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
  Level level(*this, 2);
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
  Level level(*this, 2);
  const size_t start = mark_;
  if (take(Type::kLpar)) {
    const size_t inner = mark_;
    Expr value = yield_expr();
    if (!value) {
      mark_ = inner;
      value = named_expression();
    }
    if (value && take(Type::kRpar)) return value;
  }
  if (!second_ || failed_) return nullptr;
  mark_ = start;
  const size_t inner = mark_ + 1;
  if (!take(Type::kLpar)) return nullptr;
  Expr starred = starred_expression();
  if (starred && take(Type::kRpar)) {
    raise_here(*starred, "cannot use starred expression here");
    return nullptr;
  }
  mark_ = inner;
  const Token* stars = expect(Type::kDoubleStar);
  if (!stars) return nullptr;
  const Position at = place(*stars);
  if (expression() && take(Type::kRpar)) raise_here(at, "cannot use double starred expression here");
  return nullptr;
}

ExprNode* ErrorFinder::genexp() {
  Level level(*this);
  const size_t start = mark_;
  if (take(Type::kLpar)) {
    const size_t inner = mark_;
    Expr value = assignment_expression();
    if (!value) {
      mark_ = inner;
      value = plain_expression();
    }
    std::vector<Comprehension*> parts;
    if (value && for_if_clauses(&parts) && take(Type::kRpar)) return make<GeneratorExp>(start);
  }
  mark_ = start;
  if (second_) mistaken_comprehension();
  return nullptr;
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
  Level level(*this, 3);
  const size_t start = mark_;
  if (!take(Type::kLbrace)) return nullptr;
  const size_t inner = mark_;
  if (double_starred_kvpair()) {
    for (size_t m = mark_; take(Type::kComma); m = mark_) {
      if (double_starred_kvpair()) continue;
      mark_ = m + 1;
      break;
    }
  } else {
    mark_ = inner;
  }
  if (take(Type::kRbrace)) return make<Dict>(start);
  // This rule for mistakes is on in the first pass too: it is only part of an alternative, and CPython's generator
  // switches off only those that are all of one.
  mark_ = inner;
  mistaken_kvpairs();
  return nullptr;
}

bool ErrorFinder::double_starred_kvpair() {
  Level level(*this);
  const size_t start = mark_;
  if (take(Type::kDoubleStar) && bit_or()) return true;
  mark_ = start;
  Level inner(*this);
  return (expression() && take(Type::kColon) && expression()) || back(start);
}

bool ErrorFinder::mistaken_kvpairs() {
  Level level(*this);
  const size_t start = mark_;
  if (double_starred_kvpair()) {
    // The list of pairs takes as many as it can; the mistake is looked for behind the next comma.
    for (size_t m = mark_; take(Type::kComma); m = mark_) {
      const size_t item = mark_;
      if (double_starred_kvpair()) continue;
      mark_ = item;
      mistaken_kvpair();
      mark_ = m;
      break;
    }
  }
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
  if (take(Type::kLbrace) && expression() && take(Type::kColon) && expression() && for_if_clauses(&parts) && take(Type::kRbrace))
    return make<DictComp>(start);
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
  const size_t start = mark_;
  std::vector<Comprehension*> parts;
  if (take(Type::kLsqb) || take(Type::kLpar) || take(Type::kLbrace)) {
    Expr a = starred_expression();
    if (a && for_if_clauses(&parts)) {
      raise_here(*a, "iterable unpacking cannot be used in comprehension");
      return false;
    }
  }
  mark_ = start;
  if (!take(Type::kLsqb) && !take(Type::kLbrace)) return false;
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

// ---- arguments ----

bool ErrorFinder::arguments(ArgumentList* out) {
  Level level(*this);
  return remember(Rule::kArguments, [this, out] {
    const size_t start = mark_;
    if (args(out)) {
      const size_t m = mark_;
      if (!take(Type::kComma)) mark_ = m;
      if (sees(Type::kRpar)) return true;
    }
    mark_ = start;
    if (second_) mistaken_arguments();
    return false;
  });
}

bool ErrorFinder::args(ArgumentList* out) {
  Level level(*this, 2);
  const size_t start = mark_;
  *out = ArgumentList();
  bool good = positional_argument(out);
  if (good) {
    size_t m = mark_;
    for (; take(Type::kComma) && positional_argument(out); m = mark_) {}
    mark_ = m;
    if (!take(Type::kComma) || !kwargs(out)) mark_ = m;
  } else {
    mark_ = start;
    good = kwargs(out);
  }
  if (!good || failed_) return back(start);
  out->at = span(start);
  return true;
}

// starred_expression | (assignment_expression | expression !':=') !'='
bool ErrorFinder::positional_argument(ArgumentList* out) {
  Level level(*this);
  const size_t start = mark_;
  Expr value = starred_expression();
  if (!value) {
    mark_ = start;
    value = assignment_expression();
    if (!value) {
      mark_ = start;
      value = plain_expression();
    }
    if (value && sees(Type::kEqual)) value = nullptr;
  }
  if (!value || failed_) return back(start);
  out->args.push_back(value);
  return true;
}

bool ErrorFinder::kwargs(ArgumentList* out) {
  Level level(*this, 2);
  const size_t start = mark_;
  if (kwarg(out, true)) {
    size_t m = mark_;
    for (; take(Type::kComma) && kwarg(out, true); m = mark_) {}
    mark_ = m;
    if (take(Type::kComma) && kwarg(out, false)) {
      for (m = mark_; take(Type::kComma) && kwarg(out, false); m = mark_) {}
    }
    mark_ = m;
    return !failed_;
  }
  mark_ = start;
  if (!kwarg(out, false)) return back(start);
  size_t m = mark_;
  for (; take(Type::kComma) && kwarg(out, false); m = mark_) {}
  mark_ = m;
  return !failed_;
}

// name=expression, or *expression (`star`), or **expression.
bool ErrorFinder::kwarg(ArgumentList* out, bool star) {
  Level level(*this);
  const size_t start = mark_;
  if (second_) {
    mistaken_kwarg();
    mark_ = start;
  }
  if (name() && take(Type::kEqual) && expression()) return true;
  mark_ = start;
  if (star) {
    Expr value = starred_expression();
    if (value) out->args.push_back(value);
    return value != nullptr || back(start);
  }
  if (!take(Type::kDoubleStar) || !expression()) return back(start);
  out->double_star = true;
  return true;
}

bool ErrorFinder::mistaken_kwarg() {
  Level level(*this);
  const size_t start = mark_;
  std::vector<Comprehension*> parts;
  if (sees(Type::kKwTrue, Type::kKwFalse, Type::kKwNone)) {
    const Token word = *peek();
    ++mark_;
    if (const Token* equal = expect(Type::kEqual)) {
      raise_range(place(word), place(*equal), "cannot assign to " + std::string(text_of(word)));
      return false;
    }
  }
  mark_ = start;
  Expr a = name_token();
  const Token* equal = a ? expect(Type::kEqual) : nullptr;
  const bool is_keyword = equal != nullptr;
  if (equal) {
    const Position equal_at = place(*equal);
    if (expression() && for_if_clauses(&parts)) {
      raise_range(*a, equal_at, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
      return false;
    }
  }
  mark_ = start;
  if (is_keyword || failed_) return false;
  a = expression();
  equal = a ? expect(Type::kEqual) : nullptr;
  if (equal) raise_range(*a, place(*equal), "expression cannot contain assignment, perhaps you meant \"==\"?");
  return false;
}

bool ErrorFinder::mistaken_arguments() {
  Level level(*this);
  const size_t start = mark_;
  const std::string unbracketed = "Generator expression must be parenthesized";
  std::vector<Comprehension*> parts, more;
  ArgumentList list, rest;
  if (args(&list) && take(Type::kComma) && take(Type::kStar)) {
    raise_here(list.at, "iterable argument unpacking follows keyword argument unpacking");
    return false;
  }
  mark_ = start;
  Expr a = expression();
  if (a && for_if_clauses(&parts) && take(Type::kComma)) {
    const size_t m = mark_;
    if (!args(&rest)) {
      mark_ = m;
      if (!expression() || !for_if_clauses(&more)) mark_ = m;
    }
    raise_range(*a, *last_item(parts), unbracketed);
    return false;
  }
  mark_ = start;
  a = name_token();
  if (const Token* equal = a ? expect(Type::kEqual) : nullptr) {
    const Position equal_at = place(*equal);
    if (expression() && for_if_clauses(&parts)) {
      raise_range(*a, equal_at, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
      return false;
    }
  }
  mark_ = start;
  if (args(&list) && for_if_clauses(&parts)) {
    if (list.args.size() > 1) raise_range(*list.args.back(), *last_item(parts), unbracketed);
    return false;
  }
  mark_ = start;
  if (args(&list) && take(Type::kComma)) {
    a = expression();
    if (a && for_if_clauses(&parts)) {
      raise_range(*a, *parts.back()->target, unbracketed);
      return false;
    }
  }
  mark_ = start;
  if (args(&list) && take(Type::kComma) && args(&rest))
    raise(list.double_star ? "positional argument follows keyword argument unpacking" : "positional argument follows keyword argument");
  return false;
}

// ---- targets ----

ExprNode* ErrorFinder::star_targets() {
  Level level(*this);
  const size_t start = mark_;
  Expr first = star_target();
  if (!first) return nullptr;
  if (!sees(Type::kComma)) return failed_ ? nullptr : first;
  for (size_t m = mark_; take(Type::kComma); m = mark_) {
    if (star_target()) continue;
    mark_ = m + 1;
    break;
  }
  return failed_ ? nullptr : make<Tuple>(start);
}

ExprNode* ErrorFinder::star_target() {
  Level level(*this);
  return remember(Rule::kStarTarget, [this]() -> Expr {
    const size_t start = mark_;
    if (take(Type::kStar) && !sees(Type::kStar) && star_target()) return make<Starred>(start);
    mark_ = start;
    return target_with_star_atom();
  });
}

ExprNode* ErrorFinder::target_with_star_atom() {
  Level level(*this);
  return remember(Rule::kTargetWithStarAtom, [this]() -> Expr {
    const size_t start = mark_;
    if (t_primary()) {
      const size_t m = mark_;
      if (take(Type::kDot) && name() && !t_lookahead()) return failed_ ? nullptr : make<Attribute>(start);
      mark_ = m;
      if (take(Type::kLsqb) && slices() && take(Type::kRsqb) && !t_lookahead()) return failed_ ? nullptr : make<Subscript>(start);
    }
    mark_ = start;
    return star_atom();
  });
}

ExprNode* ErrorFinder::star_atom() {
  Level level(*this);
  const size_t start = mark_;
  if (Expr value = name_token()) return value;
  // Without brackets around it a list of targets is the same for tuples and lists, but for a tuple's single comma.
  auto target_list = [this](bool need_comma) {
    Level inner(*this, 2);
    const size_t begin = mark_;
    if (!star_target()) return back(begin);
    bool comma = false;
    for (size_t m = mark_; take(Type::kComma); m = mark_) {
      comma = true;
      if (star_target()) continue;
      mark_ = m + 1;
      break;
    }
    return comma || !need_comma || back(begin);
  };
  if (take(Type::kLpar)) {
    const size_t inner = mark_;
    Expr value = target_with_star_atom();
    if (value && take(Type::kRpar)) return value;
    mark_ = inner;
    target_list(true);
    if (take(Type::kRpar)) return make<Tuple>(start);
  }
  mark_ = start;
  if (take(Type::kLsqb)) {
    target_list(false);
    if (take(Type::kRsqb)) return make<List>(start);
  }
  mark_ = start;
  return nullptr;
}

}  // namespace innards
