// Arithmetic on constants at compile time: what the operators of Python give for literals, within the size limits of
// CPython's optimiser. Stands apart from fold.h (which walks the tree) because it knows no tree.
// Every function returns false where the operator would raise an exception or the result would be too large; the
// expression is then left for run time.
#pragma once

#include "syntax/ast.h"

namespace innards {

bool const_unary(TreeMemory& memory, ast::UnaryOperator op, const ConstantValue& a, ConstantValue* out);
bool const_binary(TreeMemory& memory, ast::Operator op, const ConstantValue& a, const ConstantValue& b, ConstantValue* out);
// a[index]
bool const_subscript(TreeMemory& memory, const ConstantValue& a, const ConstantValue& index, ConstantValue* out);

}  // namespace innards
