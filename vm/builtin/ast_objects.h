// Trees as objects of the _ast module's classes, for ast.parse() and compile(..., PyCF_ONLY_AST). It stands apart because
// trees lie outside the machine's arena and are gone before any Python code runs.
#pragma once

#include <string_view>

#include "object/object.h"
#include "run/load_code.h"

namespace innards {

// The tree of a source: new reference, or null with SyntaxError (or its kin) set.
Object* ast_of_source(const CompileRequest& request);

}  // namespace innards
