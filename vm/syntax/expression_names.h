// What error messages call a kind of expression: "function call", "literal", ...
// It stands apart because the parser's errors and the compiler's share the words.
#pragma once

#include "syntax/ast.h"

namespace innards {

const char* expression_name(const ast::ExprNode* expr);

}  // namespace innards
