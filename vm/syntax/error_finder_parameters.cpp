// Parameters of functions and lambdas, as CPython's grammar tries them. The two lists differ in what ends them, in
// annotations, and in a word of a message.
#include "syntax/error_finder.h"

namespace innards {

using namespace ast;
using Type = TokenType;

bool ErrorFinder::parameters(bool lambda) {
  Level level(*this);
  const size_t start = mark_;
  if (second_) {
    mistaken_parameters(lambda);
    mark_ = start;
  }
  return parameter_list(lambda) || back(start);
}

// ---- one parameter ----

bool ErrorFinder::param(bool lambda, Position* at) {
  Level level(*this);
  const size_t start = mark_;
  if (!name()) return false;
  if (!lambda) {
    Level annotation(*this);
    const size_t m = mark_;
    if (!take(Type::kColon) || !expression()) mark_ = m;
  }
  if (at) *at = span(start);
  return !failed_;
}

// The comma behind a parameter, or the end of all of them ahead.
bool ErrorFinder::param_end(bool lambda) { return take(Type::kComma) || sees(lambda ? Type::kColon : Type::kRpar); }

// *args: *Ts
bool ErrorFinder::star_annotated_param() {
  Level param_and_annotation(*this, 3);  // with its end, without, and the annotation
  return name() && take(Type::kColon) && star_expression();
}

bool ErrorFinder::default_value() {
  Level level(*this);
  const size_t start = mark_;
  const Token* equal = expect(Type::kEqual);
  if (!equal) return false;
  const Position at = place(*equal);
  if (expression()) return true;
  mark_ = start + 1;
  if (second_ && !failed_ && sees(Type::kRpar, Type::kComma)) raise_here(at, "expected default value expression");
  return back(start);
}

bool ErrorFinder::param_no_default(bool lambda, Position* at) {
  Level level(*this);
  const size_t start = mark_;
  return (param(lambda, at) && param_end(lambda)) || back(start);
}

bool ErrorFinder::param_with_default(bool lambda) {
  Level level(*this);
  const size_t start = mark_;
  return (param(lambda) && default_value() && param_end(lambda)) || back(start);
}

bool ErrorFinder::param_maybe_default(bool lambda) {
  Level level(*this);
  const size_t start = mark_;
  if (!param(lambda)) return back(start);
  const size_t m = mark_;
  if (!default_value()) mark_ = m;
  return param_end(lambda) || back(start);
}

// ---- the list ----

bool ErrorFinder::slash_no_default(bool lambda) {
  Level level(*this);
  const size_t start = mark_;
  return (many([=, this] { return param_no_default(lambda); }, true) && take(Type::kSlash) && param_end(lambda)) || back(start);
}

bool ErrorFinder::slash_with_default(bool lambda) {
  Level level(*this);
  const size_t start = mark_;
  return (many([=, this] { return param_no_default(lambda); }, false) && many([=, this] { return param_with_default(lambda); }, true) &&
          take(Type::kSlash) && param_end(lambda)) ||
         back(start);
}

bool ErrorFinder::parameter_list(bool lambda) {
  Level level(*this);
  const size_t start = mark_;
  auto rest = [=, this] {
    const size_t m = mark_;
    if (!star_etc(lambda)) mark_ = m;
    return !failed_;
  };
  auto no_defaults = [=, this](bool needed) { return many([=, this] { return param_no_default(lambda); }, needed); };
  auto defaults = [=, this](bool needed) { return many([=, this] { return param_with_default(lambda); }, needed); };
  if (slash_no_default(lambda) && no_defaults(false) && defaults(false)) return rest();
  mark_ = start;
  if (slash_with_default(lambda) && defaults(false)) return rest();
  mark_ = start;
  if (no_defaults(true) && defaults(false)) return rest();
  mark_ = start;
  if (defaults(true)) return rest();
  mark_ = start;
  return star_etc(lambda);
}

bool ErrorFinder::star_etc(bool lambda) {
  Level level(*this);
  const size_t start = mark_;
  if (second_) {
    mistaken_star_etc(lambda);
    mark_ = start;
  }
  auto rest = [=, this](bool needed) {
    if (!many([=, this] { return param_maybe_default(lambda); }, needed)) return false;
    const size_t m = mark_;
    if (!kwds(lambda)) mark_ = m;
    return !failed_;
  };
  if (take(Type::kStar)) {
    const size_t m = mark_;
    if (param_no_default(lambda)) return rest(false);
    mark_ = m;
    if (!lambda && star_annotated_param() && param_end(lambda)) return rest(false);
    mark_ = m;
    if (take(Type::kComma) && rest(true)) return true;
  }
  mark_ = start;
  return kwds(lambda) || back(start);
}

bool ErrorFinder::kwds(bool lambda) {
  Level level(*this);
  const size_t start = mark_;
  if (second_) {
    mistaken_kwds(lambda);
    mark_ = start;
  }
  return (take(Type::kDoubleStar) && param_no_default(lambda)) || back(start);
}

// ---- mistakes ----

// Each of these is one alternative of invalid_parameters (invalid_lambda_parameters): true where it has raised.

bool ErrorFinder::slash_part(bool lambda) {
  Level group(*this);
  const size_t m = mark_;
  return slash_no_default(lambda) || back(m) || slash_with_default(lambda) || back(m);
}

// invalid_parameters_helper
bool ErrorFinder::parameters_with_default(bool lambda) {
  Level level(*this);
  const size_t m = mark_;
  return slash_with_default(lambda) || back(m) || many([=, this] { return param_with_default(lambda); }, true);
}

bool ErrorFinder::parenthesized_parameters(bool lambda) {
  const Token* open = expect(Type::kLpar);
  if (!open) return false;
  const Position from = place(*open);
  bool inside;
  if (lambda) {
    inside = param(true);
    size_t last = mark_;
    for (; inside && take(Type::kComma) && param(true); last = mark_) {}
    mark_ = last;
  } else {
    inside = many([=, this] { return param_no_default(lambda); }, true);
  }
  if (inside) take(Type::kComma);
  const Token* close = inside ? expect(Type::kRpar) : nullptr;
  if (close) raise_range(from, place(*close), std::string(lambda ? "Lambda expression" : "Function") + " parameters cannot be parenthesized");
  return close;
}

bool ErrorFinder::mistaken_order(bool lambda) {
  if (!many([=, this] { return param_no_default(lambda); }, false)) return false;
  const size_t m = mark_;
  Position at;
  if (!parameters_with_default(lambda) || !param_no_default(lambda, &at)) {
    mark_ = m;
    return parenthesized_parameters(lambda);
  }
  raise_here(at, "non-default argument follows default argument");
  return true;
}

bool ErrorFinder::mistaken_first_slash() {
  const Token* slash = expect(Type::kSlash);
  if (!slash) return false;
  const Position at = place(*slash);
  if (!take(Type::kComma)) return false;
  raise_here(at, "at least one argument must precede /");
  return true;
}

bool ErrorFinder::mistaken_second_slash(bool lambda) {
  if (!slash_part(lambda) || !many([=, this] { return param_maybe_default(lambda); }, false)) return false;
  const Token* slash = expect(Type::kSlash);
  if (slash) raise_here(place(*slash), "/ may appear only once");
  return slash;
}

bool ErrorFinder::mistaken_slash_after_star(bool lambda) {
  auto maybe_defaults = [=, this] { return many([=, this] { return param_maybe_default(lambda); }, false); };
  auto comma_or_param = [=, this] {
    Level group(*this);
    return take(Type::kComma) || param_no_default(lambda);
  };
  slash_part(lambda);
  if (!maybe_defaults() || !take(Type::kStar) || !comma_or_param() || !maybe_defaults()) return false;
  const Token* slash = expect(Type::kSlash);
  if (slash) raise_here(place(*slash), "/ must be ahead of *");
  return slash;
}

bool ErrorFinder::mistaken_slash_star(bool lambda) {
  if (!many([=, this] { return param_maybe_default(lambda); }, true) || !take(Type::kSlash)) return false;
  const Token* star = expect(Type::kStar);
  if (star) raise_here(place(*star), "expected comma between / and *");
  return star;
}

bool ErrorFinder::mistaken_parameters(bool lambda) {
  Level level(*this);
  const size_t start = mark_;
  return (mistaken_order(lambda) || back(start) || mistaken_first_slash() || back(start) || mistaken_second_slash(lambda) || back(start) ||
          mistaken_slash_after_star(lambda) || back(start) || mistaken_slash_star(lambda)) &&
         false;
}

bool ErrorFinder::mistaken_star_etc(bool lambda) {
  Level level(*this);
  const Token* star = expect(Type::kStar);
  if (!star) return false;
  const Position at = place(*star);
  const Type end = lambda ? Type::kColon : Type::kRpar;
  const size_t m = mark_;
  if (take(end) || (take(Type::kComma) && (take(end) || take(Type::kDoubleStar)))) {
    if (lambda) raise("named arguments must follow bare *");
    else raise_here(at, "named arguments must follow bare *");
    return false;
  }
  mark_ = m;
  if (param(lambda)) {
    if (const Token* equal = expect(Type::kEqual)) {
      raise_here(place(*equal), "var-positional argument cannot have default value");
      return false;
    }
  }
  mark_ = m;
  auto one = [=, this] {
    Level group(*this);
    const size_t begin = mark_;
    return param_no_default(lambda) || back(begin) || take(Type::kComma);
  };
  if (!one() || !many([=, this] { return param_maybe_default(lambda); }, false)) return false;
  const Token* second = expect(Type::kStar);
  if (!second) return false;
  const Position second_at = place(*second);
  if (one()) raise_here(second_at, "* argument may appear only once");
  return false;
}

bool ErrorFinder::mistaken_kwds(bool lambda) {
  Level level(*this);
  if (!take(Type::kDoubleStar) || !param(lambda)) return false;
  const size_t m = mark_;
  if (const Token* equal = expect(Type::kEqual)) {
    raise_here(place(*equal), "var-keyword argument cannot have default value");
    return false;
  }
  mark_ = m;
  if (!take(Type::kComma)) return false;
  Position at;
  const std::string message = "arguments cannot follow var-keyword argument";
  if (param(lambda, &at)) {
    raise_here(at, message);
  } else if (sees(Type::kStar, Type::kDoubleStar, Type::kSlash)) {
    raise_here(place(*peek()), message);
  }
  return false;
}

}  // namespace innards
