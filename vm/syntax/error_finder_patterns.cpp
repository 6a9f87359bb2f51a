// match statements and patterns, as CPython's grammar tries them.
#include "syntax/error_finder.h"

namespace innards {

using namespace ast;
using Type = TokenType;

bool ErrorFinder::match_statement() {
  Level level(*this);
  const size_t start = mark_;
  const Token* word = expect_word("match");
  if (!word) return back(start);
  const int32_t lineno = word->lineno;
  if (!subject_expr()) return back(start);
  const size_t m = mark_;
  if (take(Type::kColon) && take(Type::kNewline) && take(Type::kIndent)) {
    if (many([this] { return case_block(); }, true) && take(Type::kDedent)) return true;
  }
  mark_ = m;
  if (second_) {
    expected_colon();
    mark_ = m;
    if (take(Type::kColon) && no_block()) raise_no_block("'match' statement", lineno);
  }
  return back(start);
}

bool ErrorFinder::subject_expr() {
  Level level(*this);
  const size_t start = mark_;
  if (star_named_expression() && take(Type::kComma)) {
    const size_t m = mark_;
    std::vector<Expr> rest;
    if (!star_named_expressions(&rest)) mark_ = m;
    return !failed_;
  }
  mark_ = start;
  return named_expression() != nullptr;
}

bool ErrorFinder::optional_guard() {
  Level level(*this);
  const size_t m = mark_;
  if (!take(Type::kKwIf) || !named_expression()) mark_ = m;
  return !failed_;
}

bool ErrorFinder::case_block() {
  Level level(*this);
  const size_t start = mark_;
  if (second_) mistaken_case();
  mark_ = start;
  return (expect_word("case") && patterns() && optional_guard() && take(Type::kColon) && block()) || back(start);
}

void ErrorFinder::mistaken_case() {
  Level level(*this);
  const Token* word = expect_word("case");
  if (!word) return;
  const int32_t lineno = word->lineno;
  if (!patterns() || !optional_guard()) return;
  const size_t m = mark_;
  expected_colon();
  mark_ = m;
  if (take(Type::kColon) && no_block()) raise_no_block("'case' statement", lineno);
}

// ---- patterns ----

bool ErrorFinder::patterns() {
  Level level(*this);
  const size_t start = mark_;
  return open_sequence_pattern() || back(start) || pattern() || back(start);
}

bool ErrorFinder::pattern() {
  Level pattern_and_as_pattern(*this, 2);
  const size_t start = mark_;
  if (!or_pattern()) return back(start);
  const size_t m = mark_;
  if (take(Type::kKwAs)) {
    const size_t target = mark_;
    if (capture_target()) return true;
    mark_ = target;
    if (second_) mistaken_as_pattern();
  }
  mark_ = m;
  return !failed_ || back(start);
}

// Behind the `as`.
void ErrorFinder::mistaken_as_pattern() {
  Level level(*this);
  if (sees_word("_")) {
    const Position at = place(*peek());
    ++mark_;
    raise_here(at, "cannot use '_' as a target");
  } else if (!sees(Type::kName)) {
    Expr a = expression();
    if (a) raise_here(*a, "invalid pattern target");
  }
}

bool ErrorFinder::or_pattern() {
  Level level(*this);
  return gather([this] { return closed_pattern(); }, Type::kVbar);
}

bool ErrorFinder::not_longer() { return !sees(Type::kDot, Type::kLpar, Type::kEqual) && !failed_; }

bool ErrorFinder::capture_target() { return !sees_word("_") && name() && not_longer(); }

bool ErrorFinder::closed_pattern() {
  Level level(*this);
  return remember(Rule::kClosedPattern, [this] {
    const size_t start = mark_;
    if (literal_pattern()) return true;
    mark_ = start;
    if (capture_target()) return true;
    mark_ = start;
    if (expect_word("_")) return true;
    mark_ = start;
    if (attr() && not_longer()) return true;
    mark_ = start;
    return group_pattern() || back(start) || sequence_pattern() || back(start) || mapping_pattern() || back(start) || class_pattern() || back(start);
  });
}

ExprNode* ErrorFinder::pattern_number_token() {
  const size_t start = mark_;
  Expr value = number_token();
  if (!value) mark_ = start;
  return value;
}

// A literal as a pattern or as a key: numbers with signs, complex numbers, strings, None, True, False.
bool ErrorFinder::literal_pattern() {
  Level level(*this, 2);
  const size_t start = mark_;
  take(Type::kMinus);
  if (pattern_number_token() && !sees(Type::kPlus, Type::kMinus)) return !failed_;
  mark_ = start;
  if (complex_number()) return true;
  mark_ = start;
  if (sees(Type::kString) && strings()) return true;
  mark_ = start;
  return take(Type::kKwNone) || take(Type::kKwTrue) || take(Type::kKwFalse);
}

bool ErrorFinder::complex_number() {
  Level level(*this, 2);
  auto is_complex = [](Expr e) { return static_cast<Constant*>(e)->value.type == ConstantType::kComplex; };
  take(Type::kMinus);
  Expr real = pattern_number_token();
  if (!real) return false;
  if (is_complex(real)) {
    raise_here(*real, "real number required in complex literal");
    return false;
  }
  if (!take(Type::kPlus) && !take(Type::kMinus)) return false;
  Expr imaginary = pattern_number_token();
  if (!imaginary) return false;
  if (is_complex(imaginary)) return true;
  raise_here(*imaginary, "imaginary number required in complex literal");
  return false;
}

// name.name..., at least one dot.
bool ErrorFinder::attr() {
  const size_t start = mark_;
  if (!name() || !take(Type::kDot) || !name()) return back(start);
  size_t m = mark_;
  for (; take(Type::kDot) && name(); m = mark_) {}
  mark_ = m;
  return !failed_;
}

bool ErrorFinder::name_or_attr() {
  const size_t start = mark_;
  return attr() || back(start) || name();
}

bool ErrorFinder::group_pattern() {
  Level level(*this);
  return take(Type::kLpar) && pattern() && take(Type::kRpar);
}

bool ErrorFinder::sequence_pattern() {
  Level level(*this);
  const size_t start = mark_;
  if (take(Type::kLsqb)) {
    const size_t m = mark_;
    if (!maybe_sequence_pattern()) mark_ = m;
    if (take(Type::kRsqb)) return true;
  }
  mark_ = start;
  if (!take(Type::kLpar)) return false;
  const size_t m = mark_;
  if (!open_sequence_pattern()) mark_ = m;
  return take(Type::kRpar);
}

bool ErrorFinder::open_sequence_pattern() {
  Level level(*this);
  if (!maybe_star_pattern() || !take(Type::kComma)) return false;
  const size_t m = mark_;
  if (!maybe_sequence_pattern()) mark_ = m;
  return !failed_;
}

bool ErrorFinder::maybe_sequence_pattern() {
  Level level(*this);
  if (!gather([this] { return maybe_star_pattern(); })) return false;
  take(Type::kComma);
  return !failed_;
}

bool ErrorFinder::maybe_star_pattern() {
  Level level(*this);
  const size_t start = mark_;
  return star_pattern() || back(start) || pattern() || back(start);
}

bool ErrorFinder::star_pattern() {
  return remember(Rule::kStarPattern, [this] {
    const size_t start = mark_;
    if (!take(Type::kStar)) return false;
    if (capture_target()) return true;
    mark_ = start + 1;
    return expect_word("_") != nullptr || back(start);
  });
}

bool ErrorFinder::mapping_pattern() {
  Level level(*this);
  const size_t start = mark_;
  if (!take(Type::kLbrace)) return false;
  if (take(Type::kRbrace)) return true;
  const size_t inner = mark_;
  auto rest = [this] {
    if (!take(Type::kDoubleStar) || !capture_target()) return false;
    take(Type::kComma);
    return take(Type::kRbrace);
  };
  if (rest()) return true;
  mark_ = inner;
  if (!items_pattern()) return back(start);
  const size_t m = mark_;
  if (take(Type::kComma) && rest()) return true;
  mark_ = m;
  take(Type::kComma);
  return take(Type::kRbrace) || back(start);
}

bool ErrorFinder::items_pattern() {
  Level level(*this);
  return gather([this] { return key_value_pattern(); });
}

bool ErrorFinder::key_value_pattern() {
  Level level(*this);
  const size_t start = mark_;
  return ((literal_pattern() || back(start) || attr()) && take(Type::kColon) && pattern()) || back(start);
}

bool ErrorFinder::class_pattern() {
  Level level(*this);
  const size_t start = mark_;
  if (!name_or_attr() || !take(Type::kLpar)) return back(start);
  const size_t inner = mark_;
  auto close = [this] {
    take(Type::kComma);
    return take(Type::kRpar);
  };
  if (take(Type::kRpar)) return true;
  if (positional_patterns() && close()) return true;
  mark_ = inner;
  if (keyword_patterns() && close()) return true;
  mark_ = inner;
  if (positional_patterns() && take(Type::kComma) && keyword_patterns() && close()) return true;
  mark_ = inner;
  if (second_) mistaken_class_pattern();
  return back(start);
}

// Behind the bracket: positional patterns that come after keyword patterns.
bool ErrorFinder::mistaken_class_pattern() {
  Level level(*this, 2);
  const size_t start = mark_;
  if (!positional_patterns() || !take(Type::kComma)) mark_ = start;
  if (!keyword_patterns() || !take(Type::kComma)) return false;
  const size_t first = mark_;
  if (positional_patterns()) raise_here(span(first), "positional patterns follow keyword patterns");
  return false;
}

bool ErrorFinder::positional_patterns() {
  Level level(*this);
  return gather([this] { return pattern(); });
}

bool ErrorFinder::keyword_patterns() {
  Level level(*this);
  return gather([this] {
    Level keyword_pattern(*this);
    return name() && take(Type::kEqual) && pattern();
  });
}

}  // namespace innards
