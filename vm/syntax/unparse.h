// An expression as source text again, as `from __future__ import annotations` stores it (CPython's ast_unparse.c).
// It stands apart from dump: this text is what programs see in __annotations__.
#pragma once

#include <string>

#include "syntax/ast.h"

namespace innards {

// The text of an expression (generalised UTF-8, see constant.h).
std::string unparse_expr(const ast::ExprNode* expr);

}  // namespace innards
