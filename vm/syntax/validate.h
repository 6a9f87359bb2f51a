// Checks a tree that a program made, so that the compiler may trust it as it trusts the parser's. It stands apart because
// no tree of the parser needs it. Host side only, as everything about trees.
#pragma once

#include <string>
#include <unordered_map>

#include "base/syntax_error.h"
#include "syntax/ast.h"

namespace innards {

// Constant and MatchSingleton nodes whose value cannot be a constant, with the name of the type that cannot be one
// (its own, or that of an item).
using BadConstants = std::unordered_map<const ast::Node*, std::string>;

// The first thing that is wrong (ValueError, TypeError or RecursionError, without a place), or none. `depth` of `limit`
// levels are used up already. CPython: Python/ast.c, _PyAST_Validate.
SyntaxErrorInfo validate_tree(const ast::ModNode* tree, const BadConstants& bad, int depth, int limit);

}  // namespace innards
