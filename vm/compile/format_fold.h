// '...' % (a, b) as an f-string. Stands apart from fold.cpp because it reads format texts, not trees.
#pragma once

#include <string_view>

#include "syntax/ast.h"

namespace innards {

// The f-string that does what `format % (items)` does, or nullptr where there is none: only %s, %r and %a with width,
// precision and '-' are turned, and as many items as the format takes (Python/ast_opt.c: optimize_format).
ast::ExprNode* fold_format(TreeMemory& memory, const ast::Position& at, std::string_view format,
                           const ast::Seq<ast::ExprNode*>& items);

}  // namespace innards
