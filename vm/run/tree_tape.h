// A tree that a program made, as one list of plain words: numbers, names, constants. It stands between the node objects and
// our tree, because the one half of the way (builtin/ast_read) may run Python code and so may hold nothing of the host, and
// the other half makes a tree of the host and so may run no Python code: here both have ended when the other begins.
//
// Words: how deep the tree is, then the root node. A node is None where it is absent, else the number of its kind; its
// position, if its kind has a family (ast.h); its fields in the order of nodes.def; its position, if its kind has none. A list is
// its length and its items, a member of an enumeration its number; a name, a text and a constant are themselves.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "object/object.h"
#include "syntax/ast.h"
#include "syntax/validate.h"

namespace innards {

// Host data: no Python code may run while one is alive.
struct TapeTree {
  TreeMemory memory;
  ast::ModNode* tree = nullptr;
  BadConstants bad;                // constants that are none; their nodes hold None
  std::vector<Object*> constants;  // the objects of the others, borrowed from the tape
};

// Fills `out` from a tape; runs nothing and cannot fail.
void read_tape(Object* tape, TapeTree& out);
// Levels of nodes, the root being one.
int tape_depth(Object* tape);

}  // namespace innards
