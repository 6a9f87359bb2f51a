// Expressions, from the loosest binding to the tightest.
#include "syntax/tree_parser.h"

namespace innards {

using namespace ast;
using Type = TokenType;

namespace {

struct BinaryRow {
  int level;  // 0 binds loosest: | ^ & shifts sums terms
  Operator op;
};
constexpr int kTermLevel = 5;

// The binary operator of a token; level -1 for others.
BinaryRow binary_operator(Type type) {
  switch (type) {
    case Type::kVbar: return {0, Operator::BitOr};
    case Type::kCircumflex: return {1, Operator::BitXor};
    case Type::kAmper: return {2, Operator::BitAnd};
    case Type::kLeftShift: return {3, Operator::LShift};
    case Type::kRightShift: return {3, Operator::RShift};
    case Type::kPlus: return {4, Operator::Add};
    case Type::kMinus: return {4, Operator::Sub};
    case Type::kStar: return {5, Operator::Mult};
    case Type::kSlash: return {5, Operator::Div};
    case Type::kDoubleSlash: return {5, Operator::FloorDiv};
    case Type::kPercent: return {5, Operator::Mod};
    case Type::kAt: return {5, Operator::MatMult};
    default: return {-1, Operator::Add};
  }
}

// Where a list of expressions can end.
bool ends_list(Type type) {
  switch (type) {
    case Type::kNewline: case Type::kEndMarker: case Type::kRpar: case Type::kRsqb: case Type::kRbrace: case Type::kColon:
    case Type::kSemi: case Type::kEqual: case Type::kKwIn: return true;
    default: return type >= Type::kPlusEqual && type <= Type::kAtEqual && type != Type::kDoubleSlash && type != Type::kAt;
  }
}

}  // namespace

// ---- tokens ----

void TreeParser::advance() {
  const Token& t = peek();
  if (t.type != Type::kNewline && t.type != Type::kIndent && t.type != Type::kDedent && t.type != Type::kEndMarker) {
    end_lineno_ = t.end_lineno;
    end_col_offset_ = t.end_col_offset;
  }
  ++position_;
}

bool TreeParser::at_word(const char* word) { return at(Type::kName) && text_of(peek()) == word; }

Identifier TreeParser::name() {
  if (!at(Type::kName)) return nullptr;
  const Identifier id = identifier_of(memory_, text_of(peek()));
  advance();
  return id;
}

// ---- lists of expressions ----

Expression* TreeParser::eval_input() {
  const Start start = here();
  Expr value = expression();
  if (!value) return nullptr;
  if (at(Type::kComma)) {
    std::vector<Expr> items{value};
    while (accept(Type::kComma)) {
      if (at(Type::kNewline) || at(Type::kEndMarker)) break;
      Expr item = expression();
      if (!item) return nullptr;
      items.push_back(item);
    }
    Tuple* tuple = make<Tuple>(start);
    tuple->elts = seq(items);
    value = tuple;
  }
  while (accept(Type::kNewline)) {}
  if (!at(Type::kEndMarker)) return nullptr;
  Expression* tree = ast::make<Expression>(memory_);
  tree->body = value;
  return tree;
}

ExprNode* TreeParser::embedded() { return star_expressions(); }

ExprNode* TreeParser::star_expressions() {
  const Start start = here();
  Expr first = star_expression();
  if (!first || !at(Type::kComma)) return first;
  std::vector<Expr> items{first};
  while (accept(Type::kComma)) {
    if (ends_list(type())) break;
    Expr item = star_expression();
    if (!item) return nullptr;
    items.push_back(item);
  }
  Tuple* tuple = make<Tuple>(start);
  tuple->elts = seq(items);
  return tuple;
}

ExprNode* TreeParser::starred(Expr (TreeParser::*value)()) {
  const Start start = here();
  advance();
  Expr inner = (this->*value)();
  if (!inner) return nullptr;
  Starred* node = make<Starred>(start);
  node->value = inner;
  return node;
}

ExprNode* TreeParser::star_expression() { return at(Type::kStar) ? starred(&TreeParser::bit_or) : expression(); }
ExprNode* TreeParser::star_named_expression() { return at(Type::kStar) ? starred(&TreeParser::bit_or) : named_expression(); }

ExprNode* TreeParser::named_expression() {
  if (!at(Type::kName) || type(1) != Type::kColonEqual) {
    Expr value = expression();
    return value && !at(Type::kColonEqual) ? value : nullptr;
  }
  const Start start = here();
  Expr target = name_atom();
  static_cast<Name*>(target)->ctx = ExprContext::Store;
  advance();
  Expr value = expression();
  if (!value) return nullptr;
  NamedExpr* node = make<NamedExpr>(start);
  node->target = target;
  node->value = value;
  return node;
}

// ---- operators ----

ExprNode* TreeParser::expression() {
  Deeper deeper(*this);
  if (!deeper) return nullptr;
  if (at(Type::kKwLambda)) return lambda();
  const Start start = here();
  Expr body = disjunction();
  if (!body || !accept(Type::kKwIf)) return body;
  Expr test = disjunction();
  if (!test || !accept(Type::kKwElse)) return nullptr;
  Expr orelse = expression();
  if (!orelse) return nullptr;
  IfExp* node = make<IfExp>(start);
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  return node;
}

ExprNode* TreeParser::disjunction() {
  const Start start = here();
  Expr first = conjunction();
  if (!first || !at(Type::kKwOr)) return first;
  std::vector<Expr> values{first};
  while (accept(Type::kKwOr)) {
    Expr next = conjunction();
    if (!next) return nullptr;
    values.push_back(next);
  }
  BoolOp* node = make<BoolOp>(start);
  node->op = BoolOperator::Or;
  node->values = seq(values);
  return node;
}

ExprNode* TreeParser::conjunction() {
  const Start start = here();
  Expr first = inversion();
  if (!first || !at(Type::kKwAnd)) return first;
  std::vector<Expr> values{first};
  while (accept(Type::kKwAnd)) {
    Expr next = inversion();
    if (!next) return nullptr;
    values.push_back(next);
  }
  BoolOp* node = make<BoolOp>(start);
  node->op = BoolOperator::And;
  node->values = seq(values);
  return node;
}

ExprNode* TreeParser::inversion() {
  if (!at(Type::kKwNot)) return comparison();
  Deeper deeper(*this);
  if (!deeper) return nullptr;
  const Start start = here();
  advance();
  Expr operand = inversion();
  if (!operand) return nullptr;
  UnaryOp* node = make<UnaryOp>(start);
  node->op = UnaryOperator::Not;
  node->operand = operand;
  return node;
}

bool TreeParser::comparison_operator(CompareOperator* op) {
  switch (type()) {
    case Type::kEqEqual: *op = CompareOperator::Eq; break;
    case Type::kNotEqual:
      if (text_of(peek()) != (flufl_ ? "<>" : "!=")) return false;
      *op = CompareOperator::NotEq;
      break;
    case Type::kLess: *op = CompareOperator::Lt; break;
    case Type::kLessEqual: *op = CompareOperator::LtE; break;
    case Type::kGreater: *op = CompareOperator::Gt; break;
    case Type::kGreaterEqual: *op = CompareOperator::GtE; break;
    case Type::kKwIn: *op = CompareOperator::In; break;
    case Type::kKwNot:
      if (type(1) != Type::kKwIn) return false;
      advance();
      *op = CompareOperator::NotIn;
      break;
    case Type::kKwIs:
      *op = CompareOperator::Is;
      if (type(1) == Type::kKwNot) {
        advance();
        *op = CompareOperator::IsNot;
      }
      break;
    default: return false;
  }
  advance();
  return true;
}

ExprNode* TreeParser::comparison() {
  const Start start = here();
  Expr left = bit_or();
  CompareOperator op;
  if (!left || !comparison_operator(&op)) return left;
  std::vector<CompareOperator> ops;
  std::vector<Expr> comparators;
  do {
    Expr right = bit_or();
    if (!right) return nullptr;
    ops.push_back(op);
    comparators.push_back(right);
  } while (comparison_operator(&op));
  Compare* node = make<Compare>(start);
  node->left = left;
  node->ops = seq(ops);
  node->comparators = seq(comparators);
  return node;
}

ExprNode* TreeParser::bit_or() { return binary(0); }

// Operators of `level` and tighter ones, by precedence climbing.
ExprNode* TreeParser::binary(int level) {
  const Start start = here();
  Expr left = unary();
  while (left) {
    const BinaryRow row = binary_operator(type());
    if (row.level < level) break;
    advance();
    Expr right = row.level == kTermLevel ? unary() : binary(row.level + 1);
    if (!right) return nullptr;
    BinOp* node = make<BinOp>(start);
    node->left = left;
    node->op = row.op;
    node->right = right;
    left = node;
  }
  return left;
}

ExprNode* TreeParser::unary() {
  UnaryOperator op;
  switch (type()) {
    case Type::kPlus: op = UnaryOperator::UAdd; break;
    case Type::kMinus: op = UnaryOperator::USub; break;
    case Type::kTilde: op = UnaryOperator::Invert; break;
    default: return power();
  }
  Deeper deeper(*this);
  if (!deeper) return nullptr;
  const Start start = here();
  advance();
  Expr operand = unary();
  if (!operand) return nullptr;
  UnaryOp* node = make<UnaryOp>(start);
  node->op = op;
  node->operand = operand;
  return node;
}

ExprNode* TreeParser::power() {
  const Start start = here();
  Expr base = await_primary();
  if (!base || !accept(Type::kDoubleStar)) return base;
  Deeper deeper(*this);
  if (!deeper) return nullptr;
  Expr exponent = unary();
  if (!exponent) return nullptr;
  BinOp* node = make<BinOp>(start);
  node->left = base;
  node->op = Operator::Pow;
  node->right = exponent;
  return node;
}

ExprNode* TreeParser::await_primary() {
  if (!at(Type::kKwAwait)) return primary();
  const Start start = here();
  advance();
  Expr value = primary();
  if (!value) return nullptr;
  Await* node = make<Await>(start);
  node->value = value;
  return node;
}

// ---- attributes, calls, subscripts ----

ExprNode* TreeParser::primary() {
  const Start start = here();
  Expr value = atom();
  while (value) {
    if (accept(Type::kDot)) {
      const Identifier attr = name();
      if (!attr) return nullptr;
      Attribute* node = make<Attribute>(start);
      node->value = value;
      node->attr = attr;
      value = node;
    } else if (at(Type::kLpar)) {
      value = call(start, value);
    } else if (at(Type::kLsqb)) {
      value = subscript(start, value);
    } else {
      break;
    }
  }
  return value;
}

ExprNode* TreeParser::subscript(const Start& start, Expr value) {
  advance();
  Expr index = slices();
  if (!index || !accept(Type::kRsqb)) return nullptr;
  Subscript* node = make<Subscript>(start);
  node->value = value;
  node->slice = index;
  return node;
}

ExprNode* TreeParser::slices() {
  const Start start = here();
  const bool star = at(Type::kStar);
  Expr first = star ? starred(&TreeParser::expression) : slice();
  if (!first || (!star && !at(Type::kComma))) return first;
  std::vector<Expr> items{first};
  while (accept(Type::kComma)) {
    if (at(Type::kRsqb)) break;
    Expr item = at(Type::kStar) ? starred(&TreeParser::expression) : slice();
    if (!item) return nullptr;
    items.push_back(item);
  }
  Tuple* tuple = make<Tuple>(start);
  tuple->elts = seq(items);
  return tuple;
}

ExprNode* TreeParser::slice() {
  auto ends_part = [this] { return at(Type::kColon) || at(Type::kComma) || at(Type::kRsqb); };
  const Start start = here();
  Expr lower = nullptr;
  if (!at(Type::kColon)) {
    lower = named_expression();
    if (!lower || !at(Type::kColon)) return lower;
    if (is<NamedExpr>(lower) && lower->lineno == start.lineno && lower->col_offset == start.col_offset) return nullptr;
  }
  advance();
  Expr upper = nullptr, step = nullptr;
  if (!ends_part() && !(upper = expression())) return nullptr;
  if (accept(Type::kColon) && !ends_part() && !(step = expression())) return nullptr;
  Slice* node = make<Slice>(start);
  node->lower = lower;
  node->upper = upper;
  node->step = step;
  return node;
}

// ---- atoms ----

ExprNode* TreeParser::constant(const ConstantValue& value) {
  const Start start = here();
  advance();
  Constant* node = make<Constant>(start);
  node->value = value;
  return node;
}

ExprNode* TreeParser::number() {
  ConstantValue value;
  return number_value(*this, peek(), &value) ? constant(value) : nullptr;
}

ExprNode* TreeParser::strings() {
  Token tokens[16];
  std::vector<Token> many;
  int count = 0;
  for (; at(Type::kString); advance()) {
    if (count < 16) {
      tokens[count] = peek();
    } else {
      if (count == 16) many.assign(tokens, tokens + 16);
      many.push_back(peek());
    }
    ++count;
  }
  Expr value = string_value(*this, count > 16 ? many.data() : tokens, count);
  if (position_ > warned_) warned_ = position_;
  return value;
}

ExprNode* TreeParser::name_atom() {
  const Start start = here();
  const Identifier id = name();
  Name* node = make<Name>(start);
  node->id = id;
  return node;
}

ExprNode* TreeParser::atom() {
  switch (type()) {
    case Type::kName: return name_atom();
    case Type::kNumber: return number();
    case Type::kString: return strings();
    case Type::kLpar: return bracketed();
    case Type::kLsqb: return list_display();
    case Type::kLbrace: return brace_display();
    case Type::kKwNone: return constant(constant_none());
    case Type::kKwTrue: return constant(constant_bool(true));
    case Type::kKwFalse: return constant(constant_bool(false));
    case Type::kEllipsis: return constant(constant_ellipsis());
    default: return nullptr;
  }
}

// The elements behind the first one, which a comma follows, up to the closing bracket (which stays).
bool TreeParser::more_elements(std::vector<Expr>& out, Type close) {
  while (accept(Type::kComma)) {
    if (at(close)) break;
    Expr item = star_named_expression();
    if (!item) return false;
    out.push_back(item);
  }
  return true;
}

// ( ... ): a tuple, a generator expression, a yield, or only brackets.
ExprNode* TreeParser::bracketed() {
  Deeper deeper(*this);
  if (!deeper) return nullptr;
  const Start start = here();
  advance();
  if (accept(Type::kRpar)) return make<Tuple>(start);
  if (at(Type::kKwYield)) {
    Expr value = yield_expression();
    return value && accept(Type::kRpar) ? value : nullptr;
  }
  const bool star = at(Type::kStar);
  Expr first = star_named_expression();
  if (!first) return nullptr;
  if (at(Type::kComma)) {
    std::vector<Expr> items{first};
    if (!more_elements(items, Type::kRpar) || !accept(Type::kRpar)) return nullptr;
    Tuple* tuple = make<Tuple>(start);
    tuple->elts = seq(items);
    return tuple;
  }
  if (star) return nullptr;
  if (accept(Type::kRpar)) return first;
  std::vector<Comprehension*> parts;
  if (!generators(parts) || !accept(Type::kRpar)) return nullptr;
  GeneratorExp* node = make<GeneratorExp>(start);
  node->elt = first;
  node->generators = seq(parts);
  return node;
}

ExprNode* TreeParser::list_display() {
  Deeper deeper(*this);
  if (!deeper) return nullptr;
  const Start start = here();
  advance();
  std::vector<Expr> items;
  if (!at(Type::kRsqb)) {
    const bool star = at(Type::kStar);
    Expr first = star_named_expression();
    if (!first) return nullptr;
    if (!star && at_comprehension()) {
      std::vector<Comprehension*> parts;
      if (!generators(parts) || !accept(Type::kRsqb)) return nullptr;
      ListComp* node = make<ListComp>(start);
      node->elt = first;
      node->generators = seq(parts);
      return node;
    }
    items.push_back(first);
    if (!more_elements(items, Type::kRsqb)) return nullptr;
  }
  if (!accept(Type::kRsqb)) return nullptr;
  List* node = make<List>(start);
  node->elts = seq(items);
  return node;
}

// { ... }: what follows the first element tells a dict from a set.
ExprNode* TreeParser::brace_display() {
  Deeper deeper(*this);
  if (!deeper) return nullptr;
  const Start start = here();
  advance();
  if (accept(Type::kRbrace)) return make<Dict>(start);
  if (at(Type::kDoubleStar)) return dict_rest(start, nullptr);
  const bool plain = !at(Type::kStar) && !(at(Type::kName) && type(1) == Type::kColonEqual);
  Expr first = star_named_expression();
  if (!first) return nullptr;
  return plain && at(Type::kColon) ? dict_rest(start, first) : set_rest(start, first);
}

// `first_key` has been read, or is null where a ** stands first.
ExprNode* TreeParser::dict_rest(const Start& start, Expr first_key) {
  std::vector<Expr> keys, values;
  Expr key = first_key;
  for (;;) {
    const bool unpack = !key && accept(Type::kDoubleStar);
    if (!unpack) {
      if (!key && !(key = expression())) return nullptr;
      if (!accept(Type::kColon)) return nullptr;
    }
    Expr value = unpack ? bit_or() : expression();
    if (!value) return nullptr;
    keys.push_back(key);
    values.push_back(value);
    if (!unpack && keys.size() == 1 && at_comprehension()) {
      std::vector<Comprehension*> parts;
      if (!generators(parts) || !accept(Type::kRbrace)) return nullptr;
      DictComp* node = make<DictComp>(start);
      node->key = key;
      node->value = value;
      node->generators = seq(parts);
      return node;
    }
    key = nullptr;
    if (!accept(Type::kComma) || at(Type::kRbrace)) break;
  }
  if (!accept(Type::kRbrace)) return nullptr;
  Dict* node = make<Dict>(start);
  node->keys = seq(keys);
  node->values = seq(values);
  return node;
}

ExprNode* TreeParser::set_rest(const Start& start, Expr first) {
  if (!is<Starred>(first) && at_comprehension()) {
    std::vector<Comprehension*> parts;
    if (!generators(parts) || !accept(Type::kRbrace)) return nullptr;
    SetComp* node = make<SetComp>(start);
    node->elt = first;
    node->generators = seq(parts);
    return node;
  }
  std::vector<Expr> items{first};
  if (!more_elements(items, Type::kRbrace) || !accept(Type::kRbrace)) return nullptr;
  Set* node = make<Set>(start);
  node->elts = seq(items);
  return node;
}

bool TreeParser::generators(std::vector<Comprehension*>& out) {
  if (!at_comprehension()) return false;
  while (at_comprehension()) {
    Comprehension* part = ast::make<Comprehension>(memory_);
    part->is_async = accept(Type::kKwAsync);
    advance();
    part->target = targets(Type::kKwIn);
    if (!part->target || !accept(Type::kKwIn)) return false;
    part->iter = disjunction();
    if (!part->iter) return false;
    std::vector<Expr> ifs;
    while (accept(Type::kKwIf)) {
      Expr test = disjunction();
      if (!test) return false;
      ifs.push_back(test);
    }
    part->ifs = seq(ifs);
    out.push_back(part);
  }
  return true;
}

ExprNode* TreeParser::yield_expression() {
  const Start start = here();
  advance();
  if (accept(Type::kKwFrom)) {
    Expr value = expression();
    if (!value) return nullptr;
    YieldFrom* node = make<YieldFrom>(start);
    node->value = value;
    return node;
  }
  Expr value = nullptr;
  if (!ends_list(type()) && !(value = star_expressions())) return nullptr;
  Yield* node = make<Yield>(start);
  node->value = value;
  return node;
}

ExprNode* TreeParser::lambda() {
  const Start start = here();
  advance();
  Arguments* args = parameters(Type::kColon, false);
  if (!args || !accept(Type::kColon)) return nullptr;
  Expr body = expression();
  if (!body) return nullptr;
  Lambda* node = make<Lambda>(start);
  node->args = args;
  node->body = body;
  return node;
}

// ---- targets ----

// Marks an expression as assigned to or deleted; false where it cannot be.
bool TreeParser::to_target(Expr expr, ExprContext context) {
  switch (expr->node_kind) {
    case Kind::Name: static_cast<Name*>(expr)->ctx = context; return true;
    case Kind::Attribute: static_cast<Attribute*>(expr)->ctx = context; return true;
    case Kind::Subscript: static_cast<Subscript*>(expr)->ctx = context; return true;
    case Kind::Starred:
      static_cast<Starred*>(expr)->ctx = context;
      return context == ExprContext::Store && to_target(static_cast<Starred*>(expr)->value, context);
    case Kind::Tuple:
      static_cast<Tuple*>(expr)->ctx = context;
      for (Expr item : static_cast<Tuple*>(expr)->elts)
        if (!to_target(item, context)) return false;
      return true;
    case Kind::List:
      static_cast<List*>(expr)->ctx = context;
      for (Expr item : static_cast<List*>(expr)->elts)
        if (!to_target(item, context)) return false;
      return true;
    default: return false;
  }
}

ExprNode* TreeParser::one_target() {
  Expr target = at(Type::kStar) ? starred(&TreeParser::bit_or) : bit_or();
  return target && to_target(target, ExprContext::Store) ? target : nullptr;
}

// The targets of a for, up to its `in`.
ExprNode* TreeParser::targets(Type end) {
  const Start start = here();
  Expr first = one_target();
  if (!first || !at(Type::kComma)) return first;
  std::vector<Expr> items{first};
  while (accept(Type::kComma)) {
    if (at(end)) break;
    Expr item = one_target();
    if (!item) return nullptr;
    items.push_back(item);
  }
  Tuple* tuple = make<Tuple>(start);
  tuple->elts = seq(items);
  tuple->ctx = ExprContext::Store;
  return tuple;
}

// ---- LiteralHost ----

void TreeParser::warn(const Token& token, const std::string& message) {
  if (position_ <= warned_) return;
  SyntaxWarningInfo warning;
  warning.deprecation = true;
  warning.msg = message;
  warning.lineno = token.lineno;
  warning.raised.type = SyntaxErrorType::kSyntaxError;
  warning.raised.msg = message;
  warning.raised.lineno = token.lineno;
  warning.raised.offset = token.col_offset + 1;
  warning.raised.end_lineno = token.end_lineno;
  warning.raised.end_offset = token.end_col_offset + 1;
  warnings_.push_back(std::move(warning));
}

ExprNode* TreeParser::parse_embedded(const std::string& text, int32_t lineno, int32_t col_offset) {
  // Names and literals are copied into the tree's memory, so the text need not outlive this.
  TokenReader tokens(text, {lineno, col_offset}, false, false);
  TreeParser parser(memory_, tokens, depth_limit_ - depth_, flufl_);
  Expr value = parser.embedded();
  if (value && position_ > warned_) warnings_.insert(warnings_.end(), parser.warnings_.begin(), parser.warnings_.end());
  return value;
}

}  // namespace innards
