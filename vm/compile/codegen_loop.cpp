// Loops, break and continue.
#include "compile/codegen.h"

namespace innards {

using namespace ast;
using namespace Opcode;

// Python/compile.c: compiler_for.
void Codegen::for_stmt(For* s) {
  Block* start = new_block();
  Block* body = new_block();
  Block* cleanup = new_block();
  Block* end = new_block();
  push_frame({FrameKind::ForLoop, start, end});
  visit(s->iter);
  op(GET_ITER);
  use(start);
  jump(FOR_ITER, cleanup);
  use(body);
  visit(s->target);
  visit_all(s->body);
  at_nowhere();
  jump(JUMP, start);
  use(cleanup);
  pop_frame();
  visit_all(s->orelse);
  use(end);
}

// Python/compile.c: compiler_async_for. StopAsyncIteration ends the loop, so only the wait for the next item is protected.
void Codegen::async_for(AsyncFor* s) {
  if (!async_allowed("async for")) return;
  Block* start = new_block();
  Block* except = new_block();
  Block* end = new_block();
  visit(s->iter);
  op(GET_AITER);
  use(start);
  push_frame({FrameKind::ForLoop, start, end});
  jump(SETUP_FINALLY, except);
  op(GET_ANEXT);
  load_none();
  yield_from(true);
  op(POP_BLOCK);
  visit(s->target);
  visit_all(s->body);
  at_nowhere();
  jump(JUMP, start);
  pop_frame();
  use(except);
  at(*s->iter);
  op(END_ASYNC_FOR);
  visit_all(s->orelse);
  use(end);
}

// Python/compile.c: compiler_while. The test stands twice: before the loop and at its end.
void Codegen::while_stmt(While* s) {
  Block* loop = new_block();
  Block* body = new_block();
  Block* anchor = new_block();
  Block* end = new_block();
  use(loop);
  push_frame({FrameKind::WhileLoop, loop, end});
  jump_if(s->test, anchor, false);
  use(body);
  visit_all(s->body);
  at(*s);
  jump_if(s->test, body, true);
  pop_frame();
  use(anchor);
  visit_all(s->orelse);
  use(end);
}

void Codegen::break_stmt() {
  Location statement_loc = unit_->loc;
  op(NOP);
  FrameBlock loop{};
  if (!unwind_all(false, true, &loop)) {
    unit_->loc = statement_loc;
    return fail("'break' outside loop");
  }
  unwind(loop, false);
  jump(JUMP, loop.exit);
}

void Codegen::continue_stmt() {
  Location statement_loc = unit_->loc;
  op(NOP);
  FrameBlock loop{};
  if (!unwind_all(false, true, &loop)) {
    unit_->loc = statement_loc;
    return fail("'continue' not properly in loop");
  }
  jump(JUMP, loop.block);
}

}  // namespace innards
