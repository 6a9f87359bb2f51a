// with and async with. Several managers nest as if each had a with of its own.
#include "compile/codegen.h"

namespace innards {

using namespace ast;
using namespace Opcode;

// Python/compile.c: compiler_call_exit_with_nones.
void Codegen::call_exit_with_nones() {
  load_none();
  load_none();
  load_none();
  call_op(2);
}

// Python/compile.c: compiler_with_except_finish. [exit lasti previous exc result] on the stack: a true result of
// __exit__ drops the exception.
void Codegen::with_except_finish(Block* cleanup) {
  Block* suppress = new_block();
  jump(POP_JUMP_IF_TRUE, suppress);
  op(RERAISE, 2);
  use(cleanup);
  at_nowhere();
  pop_except_and_reraise();
  use(suppress);
  op(POP_TOP);
  op(POP_BLOCK);
  op(POP_EXCEPT);
  op(POP_TOP);
  op(POP_TOP);
}

// Python/compile.c: compiler_with.
void Codegen::with(With* s, int32_t pos) {
  WithItem* item = s->items[pos];
  Block* block = new_block();
  Block* final = new_block();
  Block* exit = new_block();
  Block* cleanup = new_block();
  visit(item->context_expr);
  op(BEFORE_WITH);
  jump(SETUP_WITH, final);
  use(block);
  FrameBlock frame{FrameKind::With, block, final};
  frame.at = s;
  push_frame(frame);
  if (item->optional_vars) visit(item->optional_vars);
  else op(POP_TOP);
  if (pos + 1 == s->items.size()) visit_all(s->body);
  else if (!failed()) with(s, pos + 1);
  at_nowhere();
  op(POP_BLOCK);
  pop_frame();

  at(*s);
  call_exit_with_nones();
  op(POP_TOP);
  jump(JUMP, exit);

  use(final);
  jump(SETUP_CLEANUP, cleanup);
  op(PUSH_EXC_INFO);
  op(WITH_EXCEPT_START);
  with_except_finish(cleanup);
  use(exit);
}

// Python/compile.c: compiler_async_with.
void Codegen::async_with(AsyncWith* s, int32_t pos) {
  if (!async_allowed("async with")) return;
  WithItem* item = s->items[pos];
  Block* block = new_block();
  Block* final = new_block();
  Block* exit = new_block();
  Block* cleanup = new_block();
  visit(item->context_expr);
  op(BEFORE_ASYNC_WITH);
  await_none(1);
  jump(SETUP_WITH, final);
  use(block);
  FrameBlock frame{FrameKind::AsyncWith, block, final};
  frame.at = s;
  push_frame(frame);
  if (item->optional_vars) visit(item->optional_vars);
  else op(POP_TOP);
  if (pos + 1 == s->items.size()) visit_all(s->body);
  else if (!failed()) async_with(s, pos + 1);
  pop_frame();
  op(POP_BLOCK);

  at(*s);
  call_exit_with_nones();
  await_none(2);
  op(POP_TOP);
  jump(JUMP, exit);

  use(final);
  jump(SETUP_CLEANUP, cleanup);
  op(PUSH_EXC_INFO);
  op(WITH_EXCEPT_START);
  await_none(2);
  with_except_finish(cleanup);
  use(exit);
}

}  // namespace innards
