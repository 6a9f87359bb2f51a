// Constant folding on the tree, before scopes and code: what 3.11's Python/ast_opt.c does.
// It stands apart so that the panels can show the tree before and after.
#pragma once

#include "compile/scopes.h"

namespace innards {

struct FoldOptions {
  int optimize = 0;                 // __debug__ is true for 0
  bool future_annotations = false;  // annotations are left alone
};

// Folds in place. On failure (only too deep a tree) `error` is set. Python/ast_opt.c: _PyAST_Optimize.
void fold_tree(ast::ModNode* tree, TreeMemory& memory, const FoldOptions& options, RecursionBudget budget,
               SyntaxErrorInfo& error);

// The docstring of a body: its first statement if that is a plain string, else nullptr (_PyAST_GetDocString).
const ConstantValue* docstring_of(const ast::Seq<ast::StmtNode*>& body);

}  // namespace innards
