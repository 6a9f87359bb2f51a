// Node objects of the _ast module, as programs make and change them, onto a tape (run/tree_tape.h) for the compiler.
// It stands apart from the other direction (ast_objects) because reading attributes can run any Python code: nothing here
// may hold anything of the host.
#pragma once

#include "object/object.h"
#include "run/load_code.h"

namespace innards {

// Whether the object is a node (isinstance(o, ast.AST)): 1, 0, or -1 with an error.
int ast_check(Object* o);
// The tape of a whole program's tree, whose root must fit `mode`: new reference, or null with TypeError and so on set.
// CPython: Python/Python-ast.c, PyAST_obj2mod.
Object* tape_of_nodes(Object* root, CodeMode mode);

}  // namespace innards
