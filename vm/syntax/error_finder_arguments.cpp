// Arguments of calls, and what can be assigned to.
#include "syntax/error_finder.h"

namespace innards {

using namespace ast;
using Type = TokenType;

namespace {

// What the messages print of a comprehension's end: its last condition, or what it runs over.
ExprNode* last_item(const std::vector<Comprehension*>& parts) {
  const Comprehension* last = parts.back();
  return last->ifs.empty() ? last->iter : last->ifs.back();
}

}  // namespace

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
  Level level(*this);
  const size_t start = mark_;
  *out = ArgumentList();
  if (gather([=, this] { return positional_argument(out); })) {
    Level group(*this);
    const size_t m = mark_;
    if (!take(Type::kComma) || !kwargs(out)) mark_ = m;
  } else {
    mark_ = start;
    if (!kwargs(out)) return back(start);
  }
  if (failed_) return back(start);
  out->at = span(start);
  return true;
}

// starred_expression | (assignment_expression | expression !':=') !'='
bool ErrorFinder::positional_argument(ArgumentList* out) {
  Level group(*this);
  const size_t start = mark_;
  Expr value = starred_expression();
  if (!value) {
    mark_ = start;
    value = genexp_element();
    if (value && sees(Type::kEqual)) value = nullptr;
  }
  if (!value || failed_) return back(start);
  out->args.push_back(value);
  return true;
}

bool ErrorFinder::kwargs(ArgumentList* out) {
  Level level(*this);
  const size_t start = mark_;
  auto several = [=, this](bool star) { return gather([=, this] { return kwarg(out, star); }); };
  if (!several(true)) {
    mark_ = start;
    return several(false) || back(start);
  }
  const size_t m = mark_;
  if (!take(Type::kComma) || !several(false)) mark_ = m;
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
  std::vector<Comprehension*> parts, others;
  ArgumentList list, rest;
  if (args(&list) && take(Type::kComma) && take(Type::kStar)) {
    raise_here(list.at, "iterable argument unpacking follows keyword argument unpacking");
    return false;
  }
  mark_ = start;
  Expr a = expression();
  if (a && for_if_clauses(&parts) && take(Type::kComma)) {
    Level group(*this);
    const size_t m = mark_;
    if (!args(&rest)) {
      mark_ = m;
      if (!expression() || !for_if_clauses(&others)) mark_ = m;
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
  more_items([this] { return star_target() != nullptr; });
  take(Type::kComma);
  return failed_ ? nullptr : make<Tuple>(start);
}

ExprNode* ErrorFinder::star_target() {
  Level level(*this);
  return remember(Rule::kStarTarget, [this]() -> Expr {
    const size_t start = mark_;
    if (take(Type::kStar)) {
      Level group(*this);
      if (!sees(Type::kStar) && star_target()) return make<Starred>(start);
    }
    mark_ = start;
    return target_with_star_atom();
  });
}

ExprNode* ErrorFinder::target_with_star_atom() {
  Level level(*this);
  return remember(Rule::kTargetWithStarAtom, [this]() -> Expr {
    const size_t start = mark_;
    if (Expr value = subscript_attribute_target()) return value;
    mark_ = start;
    return failed_ ? nullptr : star_atom();
  });
}

// t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead: two alternatives of three rules.
ExprNode* ErrorFinder::subscript_attribute_target() {
  const size_t start = mark_;
  if (!t_primary()) return nullptr;
  const size_t m = mark_;
  if (take(Type::kDot) && name() && !t_lookahead()) return failed_ ? nullptr : make<Attribute>(start);
  mark_ = m;
  if (take(Type::kLsqb) && slices() && take(Type::kRsqb) && !t_lookahead()) return failed_ ? nullptr : make<Subscript>(start);
  return nullptr;
}

bool ErrorFinder::star_targets_list() {
  Level level(*this);
  if (!gather([this] { return star_target() != nullptr; })) return false;
  take(Type::kComma);
  return !failed_;
}

// At least one comma.
bool ErrorFinder::star_targets_tuple() {
  Level level(*this);
  bool any = false;
  return star_target() && more_items([this] { return star_target() != nullptr; }, &any) && (take(Type::kComma) || any);
}

ExprNode* ErrorFinder::star_atom() {
  Level level(*this);
  const size_t start = mark_;
  if (Expr value = name_token()) return value;
  if (take(Type::kLpar)) {
    const size_t inner = mark_;
    Expr value = target_with_star_atom();
    if (value && take(Type::kRpar)) return value;
    mark_ = inner;
    if (!star_targets_tuple()) mark_ = inner;
    if (take(Type::kRpar)) return make<Tuple>(start);
  }
  mark_ = start;
  if (take(Type::kLsqb)) {
    if (!star_targets_list()) mark_ = start + 1;
    if (take(Type::kRsqb)) return make<List>(start);
  }
  mark_ = start;
  return nullptr;
}

}  // namespace innards
