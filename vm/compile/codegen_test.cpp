// Conditions: expressions that only decide where to go on.
#include "compile/codegen.h"

namespace innards {

using namespace ast;
using namespace Opcode;

// Python/compile.c: compiler_jump_if. Jumps to `to` if the truth of `e` is `condition`, else goes on.
void Codegen::jump_if(ExprNode* e, Block* to, bool condition) {
  if (failed()) return;
  if (UnaryOp* u = as<UnaryOp>(e)) {
    if (u->op == UnaryOperator::Not) return jump_if(u->operand, to, !condition);
  } else if (BoolOp* b = as<BoolOp>(e)) {
    return jump_if_bool_op(b, to, condition);
  } else if (IfExp* i = as<IfExp>(e)) {
    return jump_if_if_exp(i, to, condition);
  } else if (Compare* c = as<Compare>(e)) {
    at(*e);
    if (c->ops.size() > 1) return jump_if_chain(c, to, condition);
  }
  visit(e);
  jump(condition ? POP_JUMP_IF_TRUE : POP_JUMP_IF_FALSE, to);
}

void Codegen::jump_if_bool_op(BoolOp* e, Block* to, bool condition) {
  bool is_or = e->op == BoolOperator::Or;
  // A value that decides the operator jumps to `to` or, if that is not what it decides, behind the condition.
  Block* decided = is_or == condition ? to : new_block();
  for (int32_t i = 0; i + 1 < e->values.size(); ++i) jump_if(e->values[i], decided, is_or);
  jump_if(e->values.back(), to, condition);
  if (decided != to) use(decided);
}

void Codegen::jump_if_if_exp(IfExp* e, Block* to, bool condition) {
  Block* end = new_block();
  Block* orelse = new_block();
  jump_if(e->test, orelse, false);
  jump_if(e->body, to, condition);
  jump_nowhere(JUMP, end);
  use(orelse);
  jump_if(e->orelse, to, condition);
  use(end);
}

void Codegen::jump_if_chain(Compare* e, Block* to, bool condition) {
  check_compare(e);
  Block* cleanup = new_block();
  int32_t last = e->ops.size() - 1;
  visit(e->left);
  for (int32_t i = 0; i < last; ++i) {
    visit(e->comparators[i]);
    op(SWAP, 2);
    op(COPY, 2);
    compare_op(e->ops[i]);
    jump(POP_JUMP_IF_FALSE, cleanup);
  }
  visit(e->comparators[last]);
  compare_op(e->ops[last]);
  jump(condition ? POP_JUMP_IF_TRUE : POP_JUMP_IF_FALSE, to);
  Block* end = new_block();
  jump_nowhere(JUMP, end);
  use(cleanup);
  op(POP_TOP);
  if (!condition) jump_nowhere(JUMP, to);
  use(end);
}

}  // namespace innards
