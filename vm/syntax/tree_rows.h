// A tree as a flat list of rows, parents before children: what a panel shows, and what survives when the tree is changed or
// freed. It stands apart from dump.h, whose text is ast.dump's to the letter and knows no node by itself.
#pragma once

#include <string>
#include <vector>

#include "syntax/ast.h"

namespace innards {

struct TreeRow {
  const ast::Node* key = nullptr;           // which node it was; only to be compared
  const ast::Position* place_key = nullptr; // its position's address, or null: likewise
  int parent = -1;                          // row number
  int depth = 0;
  int end = 0;                              // rows [own number, end) are this node and all below it
  ast::Kind kind = ast::Kind::Module;
  std::string field;                        // where it hangs in its parent: body[0], value; "" for the root
  std::string text;                         // its fields that are no nodes, as ast.dump writes them: id='x', ctx=Load
  std::string name;                         // the identifier among them, if there is one (Name, arg, def, alias ...)
  ast::Position at;                         // all zero where the kind has none
};

std::vector<TreeRow> tree_rows(const ast::Node* root);

}  // namespace innards
