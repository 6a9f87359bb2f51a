// The classes of the _ast module by what they stand for. It stands apart because trees are both made of their instances
// (ast_objects) and read from them (ast_read): neither may look a class up by name, since a program can rebind names.
#pragma once

#include "object/object.h"
#include "syntax/ast.h"

namespace innards {

// Whether the classes have been made: before that no object can be a node.
bool ast_classes_made();
// Makes them where that has not been done; they are the same for every import of _ast. False with an error.
bool ast_classes_make();
// Borrowed references; the classes must have been made.
Object* ast_root_class();  // AST
Object* ast_class(ast::Kind kind);
Object* ast_class(ast::Family family);  // not of Alone
// `type` is one of kContext to kCompareOperators, `value` the number of one of its members.
Object* ast_member_class(ast::FieldType type, int value);
// The one instance that the parser gives for a member; new reference.
Object* ast_singleton(ast::FieldType type, int value);

}  // namespace innards
