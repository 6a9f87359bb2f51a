// The class statement.
#include "compile/codegen.h"

namespace innards {

using namespace ast;
using namespace Opcode;

// The body runs as a function without arguments whose locals become the class's namespace.
std::shared_ptr<CodeUnit> Codegen::class_body(ClassDef* s, int firstlineno) {
  enter_unit(s->name, UnitKind::Class, s, firstlineno);
  unit_->private_name = s->name;
  name_op(id("__name__"), ExprContext::Load);
  name_op(id("__module__"), ExprContext::Store);
  load_text(unit_->qualname);
  name_op(id("__qualname__"), ExprContext::Store);
  body(s->body);
  at_nowhere();
  if (unit_->scope->needs_class_closure) {
    op(LOAD_CLOSURE, unit_->cellvars.find(id("__class__")));
    op(COPY, 1);
    name_op(id("__classcell__"), ExprContext::Store);
  } else {
    load_none();
  }
  op(RETURN_VALUE);
  return leave_unit(true);
}

// Python/compile.c: compiler_class. name = __build_class__(body, "name", *bases, **keywords)
void Codegen::class_def(ClassDef* s) {
  decorators(s->decorator_list);
  int firstlineno = s->decorator_list.empty() ? s->lineno : s->decorator_list[0]->lineno;
  if (failed()) return;
  std::shared_ptr<CodeUnit> code = class_body(s, firstlineno);
  op(PUSH_NULL);
  op(LOAD_BUILD_CLASS);
  make_closure(std::move(code), 0);
  load_text(*s->name);
  call_helper(2, s->bases, s->keywords);
  apply_decorators(s->decorator_list);
  name_op(s->name, ExprContext::Store);
}

}  // namespace innards
