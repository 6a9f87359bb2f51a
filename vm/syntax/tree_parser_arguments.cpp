// Arguments of calls and classes, parameters of functions and lambdas.
#include "syntax/tree_parser.h"

namespace innards {

using namespace ast;
using Type = TokenType;

// f(...): a lone generator expression may share the call's brackets.
ExprNode* TreeParser::call(const Start& start, Expr function) {
  Deeper deeper(*this);
  if (!deeper) return nullptr;
  const Start bracket = here();
  advance();
  std::vector<Expr> args;
  std::vector<Keyword*> keywords;
  if (!at(Type::kRpar)) {
    if (!arguments(args, keywords)) {
      if (!at_comprehension() || args.size() != 1 || !keywords.empty() || is<Starred>(args[0])) return nullptr;
      std::vector<Comprehension*> parts;
      if (!generators(parts) || !at(Type::kRpar)) return nullptr;
      advance();
      GeneratorExp* generator = make<GeneratorExp>(bracket);
      generator->elt = args[0];
      generator->generators = seq(parts);
      args[0] = generator;
      Call* node = make<Call>(start);
      node->func = function;
      node->args = seq(args);
      return node;
    }
  }
  if (!accept(Type::kRpar)) return nullptr;
  Call* node = make<Call>(start);
  node->func = function;
  node->args = seq(args);
  node->keywords = seq(keywords);
  return node;
}

// Up to the closing bracket, which stays. False also where a comprehension follows the first argument.
bool TreeParser::arguments(std::vector<Expr>& args, std::vector<Keyword*>& keywords) {
  bool keyword_seen = false, double_star_seen = false;
  for (;;) {
    if (!argument(args, keywords, &keyword_seen, &double_star_seen)) return false;
    if (at(Type::kRpar)) return true;
    if (!accept(Type::kComma)) return false;
    if (at(Type::kRpar)) return true;
  }
}

bool TreeParser::argument(std::vector<Expr>& args, std::vector<Keyword*>& keywords, bool* keyword_seen, bool* double_star_seen) {
  if (at(Type::kStar)) {
    if (*double_star_seen) return false;
    Expr value = starred(&TreeParser::expression);
    if (value) args.push_back(value);
    return value != nullptr;
  }
  const Start start = here();
  const bool double_star = accept(Type::kDoubleStar);
  if (!double_star && !(at(Type::kName) && type(1) == Type::kEqual)) {
    if (*keyword_seen) return false;
    Expr value = named_expression();
    if (value) args.push_back(value);
    return value != nullptr;
  }
  Identifier key = nullptr;
  if (!double_star) {
    key = name();
    advance();
  }
  *keyword_seen = true;
  *double_star_seen |= double_star;
  Expr value = expression();
  if (!value) return false;
  Keyword* keyword = make<Keyword>(start);
  keyword->arg = key;
  keyword->value = value;
  keywords.push_back(keyword);
  return true;
}

struct TreeParser::ParameterLists {
  std::vector<Arg*> posonly, args, kwonly;
  std::vector<Expr> defaults, kw_defaults;
  Arg* vararg = nullptr;
  Arg* kwarg = nullptr;
  bool star = false;   // behind * or *args
  bool slash = false;
};

// Up to `end`, which stays.
Arguments* TreeParser::parameters(Type end, bool annotations) {
  ParameterLists lists;
  while (!at(end)) {
    if (lists.kwarg || !one_parameter(lists, annotations)) return nullptr;
    if (!at(end) && !accept(Type::kComma)) return nullptr;
  }
  Arguments* node = ast::make<Arguments>(memory_);
  node->posonlyargs = seq(lists.posonly);
  node->args = seq(lists.args);
  node->vararg = lists.vararg;
  node->kwonlyargs = seq(lists.kwonly);
  node->kw_defaults = seq(lists.kw_defaults);
  node->kwarg = lists.kwarg;
  node->defaults = seq(lists.defaults);
  return node;
}

bool TreeParser::one_parameter(ParameterLists& lists, bool annotations) {
  if (accept(Type::kDoubleStar)) {
    lists.kwarg = parameter(annotations, false);
    return lists.kwarg != nullptr;
  }
  if (at(Type::kStar)) return !lists.star && star_parameter(lists, annotations);
  if (at(Type::kSlash)) {
    if (lists.slash || lists.star || lists.args.empty()) return false;
    advance();
    lists.slash = true;
    lists.posonly.swap(lists.args);
    return true;
  }
  Arg* arg = parameter(annotations, false);
  if (!arg) return false;
  Expr value = nullptr;
  if (accept(Type::kEqual) && !(value = expression())) return false;
  if (lists.star) {
    lists.kwonly.push_back(arg);
    lists.kw_defaults.push_back(value);
    return true;
  }
  if (!value && !lists.defaults.empty()) return false;
  lists.args.push_back(arg);
  if (value) lists.defaults.push_back(value);
  return true;
}

// *args, or a bare * that a named parameter must follow.
bool TreeParser::star_parameter(ParameterLists& lists, bool annotations) {
  advance();
  lists.star = true;
  if (at(Type::kComma)) return type(1) == Type::kName;
  lists.vararg = parameter(annotations, true);
  return lists.vararg != nullptr;
}

// `star`: the annotation may be starred itself (*args: *Ts).
Arg* TreeParser::parameter(bool annotations, bool star) {
  const Start start = here();
  const Identifier id = name();
  if (!id) return nullptr;
  Expr annotation = nullptr;
  if (annotations && accept(Type::kColon) && !(annotation = star ? star_expression() : expression())) return nullptr;
  Arg* arg = make<Arg>(start);
  arg->arg = id;
  arg->annotation = annotation;
  return arg;
}

}  // namespace innards
