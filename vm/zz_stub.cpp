#include <string>
#include "object/object.h"
#include "syntax/ast.h"
namespace innards {
void init_MemoryView_type(TypeObject*);
__attribute__((weak)) void init_MemoryView_type(TypeObject*) {}
std::string unparse_expr(const ast::ExprNode*);
__attribute__((weak)) std::string unparse_expr(const ast::ExprNode*) { return ""; }
}
