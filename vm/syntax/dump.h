// The tree as text, as Python's ast.dump writes it.
#pragma once

#include <string>

#include "syntax/ast.h"

namespace innards {

// ast.dump(tree, include_attributes=..., indent=...). `indent` < 0 is None. Returns false where ast.dump would raise
// (an int with more than 4300 digits); *out is then incomplete.
bool dump_tree(const ast::Node* tree, bool include_attributes, int indent, std::string* out);

}  // namespace innards
