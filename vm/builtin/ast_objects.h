// Trees as objects of the _ast module's classes, for ast.parse() and compile(..., PyCF_ONLY_AST). It stands apart because
// trees lie outside the machine's arena and are gone before any Python code runs.
#pragma once

#include <string_view>

#include "object/object.h"
#include "run/load_code.h"

namespace innards {

// The tree of a source: new reference, or null with SyntaxError (or its kin) set.
Object* ast_of_source(const CompileRequest& request);

// The _ast module's class of that name, borrowed from its dict; null with an error.
Object* ast_class(const char* name);
// The one instance of an operator or context class ("Load", "Add"); new reference.
Object* ast_singleton(const char* name);

}  // namespace innards
