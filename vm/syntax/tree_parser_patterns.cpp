// match statements and their patterns.
#include "syntax/tree_parser.h"

namespace innards {

using namespace ast;
using Type = TokenType;

// `match` may also be a plain name: null with nothing taken tells that this is no match statement.
StmtNode* TreeParser::match_statement() {
  const Start start = here();
  const Mark begin = mark();
  switch (type(1)) {
    case Type::kEqual: case Type::kDot: case Type::kComma: case Type::kColon: case Type::kNewline: case Type::kRpar: return nullptr;
    default: break;
  }
  advance();
  Expr subject = match_subject();
  if (!subject || !accept(Type::kColon) || !accept(Type::kNewline) || !accept(Type::kIndent) || !at_word("case")) {
    go_back(begin);
    return nullptr;
  }
  std::vector<MatchCase*> cases;
  do {
    MatchCase* one = match_case();
    if (!one) return nullptr;
    cases.push_back(one);
  } while (at_word("case"));
  if (!accept(Type::kDedent)) return nullptr;
  Match* node = make<Match>(start);
  node->subject = subject;
  node->cases = seq(cases);
  return node;
}

ExprNode* TreeParser::match_subject() {
  const Start start = here();
  const bool star = at(Type::kStar);
  Expr first = star_named_expression();
  if (!first || (!star && !at(Type::kComma))) return first;
  if (!at(Type::kComma)) return nullptr;
  std::vector<Expr> items{first};
  if (!more_elements(items, Type::kColon)) return nullptr;
  Tuple* tuple = make<Tuple>(start);
  tuple->elts = seq(items);
  return tuple;
}

MatchCase* TreeParser::match_case() {
  advance();
  Pattern value = patterns();
  if (!value) return nullptr;
  Expr guard = nullptr;
  if (accept(Type::kKwIf) && !(guard = named_expression())) return nullptr;
  Seq<Stmt> body;
  if (!colon_block(&body)) return nullptr;
  MatchCase* node = ast::make<MatchCase>(memory_);
  node->pattern = value;
  node->guard = guard;
  node->body = body;
  return node;
}

// ---- patterns ----

// A sequence without brackets, or one pattern.
PatternNode* TreeParser::patterns() {
  const Start start = here();
  const bool star = at(Type::kStar);
  Pattern first = maybe_star_pattern();
  if (!first || !at(Type::kComma)) return star ? nullptr : first;
  std::vector<Pattern> items{first};
  while (accept(Type::kComma)) {
    if (at(Type::kColon) || at(Type::kKwIf)) break;
    Pattern item = maybe_star_pattern();
    if (!item) return nullptr;
    items.push_back(item);
  }
  MatchSequence* node = make<MatchSequence>(start);
  node->patterns = seq(items);
  return node;
}

PatternNode* TreeParser::maybe_star_pattern() {
  if (!at(Type::kStar)) return pattern();
  const Start start = here();
  advance();
  if (!at(Type::kName)) return nullptr;
  const bool wildcard = at_word("_");
  const Identifier id = name();
  if (at(Type::kDot) || at(Type::kLpar) || at(Type::kEqual)) return nullptr;
  MatchStar* node = make<MatchStar>(start);
  node->name = wildcard ? nullptr : id;
  return node;
}

// A name that is bound: not _, and not the beginning of something longer.
Identifier TreeParser::capture_name() {
  if (!at(Type::kName) || at_word("_")) return nullptr;
  const Identifier id = name();
  return at(Type::kDot) || at(Type::kLpar) || at(Type::kEqual) ? nullptr : id;
}

PatternNode* TreeParser::pattern() {
  const Start start = here();
  Pattern value = or_pattern();
  if (!value || !accept(Type::kKwAs)) return value;
  const Identifier id = capture_name();
  if (!id) return nullptr;
  MatchAs* node = make<MatchAs>(start);
  node->pattern = value;
  node->name = id;
  return node;
}

PatternNode* TreeParser::or_pattern() {
  const Start start = here();
  Pattern first = closed_pattern();
  if (!first || !at(Type::kVbar)) return first;
  std::vector<Pattern> items{first};
  while (accept(Type::kVbar)) {
    Pattern item = closed_pattern();
    if (!item) return nullptr;
    items.push_back(item);
  }
  MatchOr* node = make<MatchOr>(start);
  node->patterns = seq(items);
  return node;
}

PatternNode* TreeParser::closed_pattern() {
  Deeper deeper(*this);
  if (!deeper) return nullptr;
  const Start start = here();
  switch (type()) {
    case Type::kNumber:
    case Type::kMinus: {
      Expr value = pattern_number();
      return value ? value_pattern(start, value) : nullptr;
    }
    case Type::kString: {
      Expr value = strings();
      return value ? value_pattern(start, value) : nullptr;
    }
    case Type::kKwNone:
    case Type::kKwTrue:
    case Type::kKwFalse: {
      const ConstantValue value = at(Type::kKwNone) ? constant_none() : constant_bool(at(Type::kKwTrue));
      advance();
      MatchSingleton* node = make<MatchSingleton>(start);
      node->value = value;
      return node;
    }
    case Type::kName: return name_pattern();
    case Type::kLpar: return group_or_sequence_pattern();
    case Type::kLsqb: return list_pattern();
    case Type::kLbrace: return mapping_pattern();
    default: return nullptr;
  }
}

PatternNode* TreeParser::value_pattern(const Start& start, Expr value) {
  MatchValue* node = make<MatchValue>(start);
  node->value = value;
  return node;
}

// A number with a sign, or two of them that make a complex one.
ExprNode* TreeParser::pattern_number() {
  auto is_complex = [](Expr e) { return is<Constant>(e) && static_cast<Constant*>(e)->value.type == ConstantType::kComplex; };
  const Start start = here();
  const bool minus = accept(Type::kMinus);
  if (!at(Type::kNumber)) return nullptr;
  Expr value = number();
  if (!value) return nullptr;
  const bool is_real = !is_complex(value);
  if (minus) {
    UnaryOp* node = make<UnaryOp>(start);
    node->op = UnaryOperator::USub;
    node->operand = value;
    value = node;
  }
  if (!at(Type::kPlus) && !at(Type::kMinus)) return value;
  const bool subtract = at(Type::kMinus);
  advance();
  if (!is_real || !at(Type::kNumber)) return nullptr;
  Expr imaginary = number();
  if (!imaginary || !is_complex(imaginary)) return nullptr;
  BinOp* node = make<BinOp>(start);
  node->left = value;
  node->op = subtract ? Operator::Sub : Operator::Add;
  node->right = imaginary;
  return node;
}

// name.name...; one name alone is a Name.
ExprNode* TreeParser::dotted_value() {
  const Start start = here();
  Expr value = name_atom();
  while (accept(Type::kDot)) {
    const Identifier attr = name();
    if (!attr) return nullptr;
    Attribute* node = make<Attribute>(start);
    node->value = value;
    node->attr = attr;
    value = node;
  }
  return value;
}

// _, a name to bind, a dotted value, or a class.
PatternNode* TreeParser::name_pattern() {
  const Start start = here();
  const bool wildcard = at_word("_");
  Expr value = dotted_value();
  if (!value) return nullptr;
  if (at(Type::kLpar)) return class_pattern(start, value);
  if (!is<Name>(value)) return at(Type::kEqual) ? nullptr : value_pattern(start, value);
  if (at(Type::kEqual)) return nullptr;
  MatchAs* node = make<MatchAs>(start);
  node->name = wildcard ? nullptr : static_cast<Name*>(value)->id;
  return node;
}

PatternNode* TreeParser::class_pattern(const Start& start, Expr cls) {
  advance();
  std::vector<Pattern> positional, by_keyword;
  std::vector<Identifier> keywords;
  while (!at(Type::kRpar)) {
    if (at(Type::kName) && type(1) == Type::kEqual) {
      keywords.push_back(name());
      advance();
    } else if (!keywords.empty()) {
      return nullptr;
    }
    Pattern item = pattern();
    if (!item) return nullptr;
    (keywords.empty() ? positional : by_keyword).push_back(item);
    if (!at(Type::kRpar) && !accept(Type::kComma)) return nullptr;
  }
  advance();
  MatchClass* node = make<MatchClass>(start);
  node->cls = cls;
  node->patterns = seq(positional);
  node->kwd_attrs = seq(keywords);
  node->kwd_patterns = seq(by_keyword);
  return node;
}

// The patterns up to `end`, which stays.
bool TreeParser::pattern_list(std::vector<Pattern>& out, Type end) {
  while (!at(end)) {
    Pattern item = maybe_star_pattern();
    if (!item) return false;
    out.push_back(item);
    if (!at(end) && !accept(Type::kComma)) return false;
  }
  return true;
}

PatternNode* TreeParser::group_or_sequence_pattern() {
  const Start start = here();
  advance();
  std::vector<Pattern> items;
  if (!at(Type::kRpar)) {
    const bool star = at(Type::kStar);
    Pattern first = maybe_star_pattern();
    if (!first) return nullptr;
    if (!star && accept(Type::kRpar)) return first;
    items.push_back(first);
    if (!accept(Type::kComma) || !pattern_list(items, Type::kRpar)) return nullptr;
  }
  advance();
  MatchSequence* node = make<MatchSequence>(start);
  node->patterns = seq(items);
  return node;
}

PatternNode* TreeParser::list_pattern() {
  const Start start = here();
  advance();
  std::vector<Pattern> items;
  if (!pattern_list(items, Type::kRsqb)) return nullptr;
  advance();
  MatchSequence* node = make<MatchSequence>(start);
  node->patterns = seq(items);
  return node;
}

ExprNode* TreeParser::pattern_key() {
  switch (type()) {
    case Type::kNumber:
    case Type::kMinus: return pattern_number();
    case Type::kString: return strings();
    case Type::kKwNone: return constant(constant_none());
    case Type::kKwTrue: return constant(constant_bool(true));
    case Type::kKwFalse: return constant(constant_bool(false));
    case Type::kName: {
      Expr value = dotted_value();
      return value && !is<Name>(value) ? value : nullptr;
    }
    default: return nullptr;
  }
}

PatternNode* TreeParser::mapping_pattern() {
  const Start start = here();
  advance();
  std::vector<Expr> keys;
  std::vector<Pattern> values;
  Identifier rest = nullptr;
  while (!at(Type::kRbrace)) {
    if (rest) return nullptr;
    if (accept(Type::kDoubleStar)) {
      if (!(rest = capture_name())) return nullptr;
    } else {
      Expr key = pattern_key();
      if (!key || !accept(Type::kColon)) return nullptr;
      Pattern value = pattern();
      if (!value) return nullptr;
      keys.push_back(key);
      values.push_back(value);
    }
    if (!at(Type::kRbrace) && !accept(Type::kComma)) return nullptr;
  }
  advance();
  MatchMapping* node = make<MatchMapping>(start);
  node->keys = seq(keys);
  node->patterns = seq(values);
  node->rest = rest;
  return node;
}

}  // namespace innards
