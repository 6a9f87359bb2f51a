// The tree as text, as Python's ast.dump writes it.
#pragma once

#include <string>

#include "syntax/ast.h"

namespace innards {

// Where ast.dump would raise: an int with more than 4300 digits, or more than Python's 1000 calls inside each other. A tree that
// is kTooDeepToMake has not got so far: ast.parse refuses to make Python objects of it (Python-ast.c: ast2obj_expr).
enum class DumpStatus : unsigned char { kDone, kTooManyDigits, kTooDeep, kTooDeepToMake };

// ast.dump(tree, include_attributes=..., indent=...). `indent` < 0 is None. If not done, *out is incomplete.
DumpStatus dump_tree(const ast::Node* tree, bool include_attributes, int indent, std::string* out);

}  // namespace innards
