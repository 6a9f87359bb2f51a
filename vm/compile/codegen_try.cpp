// try with except, except* and finally. What an exception finds on the stack stands in CPython's
// Objects/exception_handling_notes.txt; the pictures here name it.
#include "compile/codegen.h"

namespace innards {

using namespace ast;
using namespace Opcode;

// Python/compile.c: compiler_try, compiler_try_star.
template <class T>
void Codegen::try_stmt(T* s) {
  if (s->finalbody.empty()) try_body(s);
  else try_finally(s);
}
template void Codegen::try_stmt(Try* s);
template void Codegen::try_stmt(TryStar* s);

// Python/compile.c: compiler_try_finally. The finally part is written twice: for the normal way and for exceptions.
template <class T>
void Codegen::try_finally(T* s) {
  Block* body = new_block();
  Block* end = new_block();
  Block* exit = new_block();
  Block* cleanup = new_block();
  jump(SETUP_FINALLY, end);
  use(body);
  push_frame({FrameKind::FinallyTry, body, end, &s->finalbody});
  if (s->handlers.empty()) visit_all(s->body);
  else try_body(s);
  op_nowhere(POP_BLOCK);
  pop_frame();
  visit_all(s->finalbody);
  jump_nowhere(JUMP, exit);

  use(end);
  at_nowhere();
  push_frame({FrameKind::FinallyEnd, end});
  jump(SETUP_CLEANUP, cleanup);
  op(PUSH_EXC_INFO);
  visit_all(s->finalbody);
  pop_frame();
  op(RERAISE, 0);
  use(cleanup);
  pop_except_and_reraise();
  use(exit);
}

// Python/compile.c: compiler_try_except.
void Codegen::try_except(Try* s) {
  Block* body = new_block();
  Block* except = new_block();
  Block* end = new_block();
  Block* cleanup = new_block();
  jump(SETUP_FINALLY, except);
  use(body);
  push_frame({FrameKind::TryExcept, body});
  visit_all(s->body);
  pop_frame();
  op_nowhere(POP_BLOCK);
  visit_all(s->orelse);
  jump_nowhere(JUMP, end);

  use(except);
  at_nowhere();
  jump(SETUP_CLEANUP, cleanup);
  op(PUSH_EXC_INFO);
  push_frame({FrameKind::ExceptionHandler});
  for (int32_t i = 0; i < s->handlers.size(); ++i) {
    ExceptHandler* h = static_cast<ExceptHandler*>(s->handlers[i]);
    if (failed()) return;
    at(*h);
    if (!h->type && i + 1 < s->handlers.size()) return fail("default 'except:' must be last");
    except_handler(h, end);
  }
  at_nowhere();
  pop_frame();
  op(RERAISE, 0);
  use(cleanup);
  pop_except_and_reraise();
  use(end);
}

// One except part: [previous exc] on the stack.
void Codegen::except_handler(ExceptHandler* h, Block* end) {
  Block* next = new_block();
  if (h->type) {
    visit(h->type);
    op(CHECK_EXC_MATCH);
    jump(POP_JUMP_IF_FALSE, next);
  }
  if (h->name) {
    named_handler_body(h, end);
  } else {
    Block* body = new_block();
    op(POP_TOP);
    use(body);
    push_frame({FrameKind::HandlerCleanup, body});
    visit_all(h->body);
    pop_frame();
    at_nowhere();
    op(POP_BLOCK);
    op(POP_EXCEPT);
    jump(JUMP, end);
  }
  use(next);
}

// `except T as name`: however the body ends, the name is unbound, so that the exception does not keep its own frames
// alive.
void Codegen::named_handler_body(ExceptHandler* h, Block* end) {
  Block* cleanup_end = new_block();
  Block* cleanup_body = new_block();
  name_op(h->name, ExprContext::Store);
  jump(SETUP_CLEANUP, cleanup_end);
  use(cleanup_body);
  FrameBlock frame{FrameKind::HandlerCleanup, cleanup_body};
  frame.name = h->name;
  push_frame(frame);
  visit_all(h->body);
  pop_frame();
  at_nowhere();
  op(POP_BLOCK);
  op(POP_BLOCK);
  op(POP_EXCEPT);
  forget_name(h->name);
  jump(JUMP, end);

  use(cleanup_end);
  at_nowhere();
  forget_name(h->name);
  op(RERAISE, 1);
}

void Codegen::forget_name(Identifier name) {
  load_none();
  name_op(name, ExprContext::Store);
  name_op(name, ExprContext::Del);
}

// Python/compile.c: compiler_try_star_except. On the stack below each part: the group as it was raised, the list of what
// parts have raised, and what no part has taken yet.
void Codegen::try_star_except(TryStar* s) {
  Block* body = new_block();
  Block* except = new_block();
  Block* orelse = new_block();
  Block* end = new_block();
  Block* cleanup = new_block();
  Block* reraise_star = new_block();
  jump(SETUP_FINALLY, except);
  use(body);
  push_frame({FrameKind::TryExcept, body});
  visit_all(s->body);
  pop_frame();
  op_nowhere(POP_BLOCK);
  jump_nowhere(JUMP, orelse);

  use(except);
  at_nowhere();
  jump(SETUP_CLEANUP, cleanup);
  op(PUSH_EXC_INFO);
  push_frame({FrameKind::ExceptionGroupHandler});
  for (int32_t i = 0; i < s->handlers.size(); ++i) {
    ExceptHandler* h = static_cast<ExceptHandler*>(s->handlers[i]);
    if (failed()) return;
    at(*h);
    Block* next = new_block();
    if (i == 0) {
      op(COPY, 1);
      op(BUILD_LIST, 0);
      op(SWAP, 2);
    }
    except_star_handler(h, next);
    if (i + 1 == s->handlers.size()) {
      op(LIST_APPEND, 1);
      jump(JUMP, reraise_star);
    }
  }
  at_nowhere();
  pop_frame();
  finish_except_star(reraise_star, end);
  use(cleanup);
  pop_except_and_reraise();
  use(orelse);
  visit_all(s->orelse);
  use(end);
}

// [group raised rest] on the stack, before and after.
void Codegen::except_star_handler(ExceptHandler* h, Block* next) {
  Block* handle_match = new_block();
  if (h->type) {
    visit(h->type);
    op(CHECK_EG_MATCH);
    op(COPY, 1);
    jump(POP_JUMP_IF_NOT_NONE, handle_match);
    op(POP_TOP);
    jump(JUMP, next);
  }
  use(handle_match);
  except_star_body(h, next);
  use(next);
}

void Codegen::except_star_body(ExceptHandler* h, Block* next) {
  Block* cleanup_end = new_block();
  Block* cleanup_body = new_block();
  if (h->name) name_op(h->name, ExprContext::Store);
  else op(POP_TOP);
  jump(SETUP_CLEANUP, cleanup_end);
  use(cleanup_body);
  FrameBlock frame{FrameKind::HandlerCleanup, cleanup_body};
  frame.name = h->name;
  push_frame(frame);
  visit_all(h->body);
  pop_frame();
  at_nowhere();
  op(POP_BLOCK);
  if (h->name) forget_name(h->name);
  jump(JUMP, next);

  use(cleanup_end);
  at_nowhere();
  if (h->name) forget_name(h->name);
  op(LIST_APPEND, 3);  // what the body raised joins the list
  op(POP_TOP);
  jump(JUMP, next);
}

void Codegen::finish_except_star(Block* reraise_star, Block* end) {
  Block* reraise = new_block();
  use(reraise_star);
  op(PREP_RERAISE_STAR);
  op(COPY, 1);
  jump(POP_JUMP_IF_NOT_NONE, reraise);
  op(POP_TOP);
  op(POP_BLOCK);
  op(POP_EXCEPT);
  jump(JUMP, end);
  use(reraise);
  op(POP_BLOCK);
  op(SWAP, 2);
  op(POP_EXCEPT);
  op(RERAISE, 0);
}

}  // namespace innards
