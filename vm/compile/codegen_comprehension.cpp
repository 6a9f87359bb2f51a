// Comprehensions and generator expressions: each is a function of one argument, the first iterator.
#include "compile/codegen.h"

namespace innards {

using namespace ast;
using namespace Opcode;

// Python/compile.c: compiler_comprehension.
void Codegen::comprehension(ExprNode* e, const char* name, const Comp& comp) {
  UnitKind outer_kind = unit_->kind;
  Comprehension* outermost = (*comp.generators)[0];
  bool generator = comp.type == CompType::Generator;
  bool at_top_level = top_level_await();
  enter_unit(id(name), UnitKind::Comprehension, e, e->lineno);
  at(*e);
  bool is_async = unit_->scope->coroutine;
  if (is_async && !generator && outer_kind != UnitKind::AsyncFunction && outer_kind != UnitKind::Comprehension && !at_top_level)
    fail("asynchronous comprehension outside of an asynchronous function");
  if (!generator) op(comp.type == CompType::List ? BUILD_LIST : comp.type == CompType::Set ? BUILD_SET : BUILD_MAP, 0);
  if (!failed()) comp_generator(comp, 0, 0);
  if (!generator) op(RETURN_VALUE);
  std::shared_ptr<CodeUnit> code = leave_unit(true);
  if (at_top_level && is_async) unit_->scope->coroutine = true;
  if (failed()) return;
  make_closure(std::move(code), 0);
  visit(outermost->iter);
  op(outermost->is_async ? GET_AITER : GET_ITER);
  call_op(0);
  if (is_async && !generator) await_none(0);
}

void Codegen::comp_generator(const Comp& comp, int32_t index, int depth) {
  if ((*comp.generators)[index]->is_async) async_generator(comp, index, depth);
  else sync_generator(comp, index, depth);
}

namespace {

// `for y in [f(x)]` only gives y a value: no loop is needed.
ExprNode* single_item(ExprNode* iter) {
  const Seq<ExprNode*>* elts = nullptr;
  if (List* list = as<List>(iter)) elts = &list->elts;
  else if (Tuple* tuple = as<Tuple>(iter)) elts = &tuple->elts;
  return elts && elts->size() == 1 && !is<Starred>((*elts)[0]) ? (*elts)[0] : nullptr;
}

}  // namespace

// Python/compile.c: compiler_sync_comprehension_generator.
void Codegen::sync_generator(const Comp& comp, int32_t index, int depth) {
  Comprehension* gen = (*comp.generators)[index];
  Block* start = new_block();
  Block* if_cleanup = new_block();
  Block* anchor = new_block();
  if (index == 0) {
    unit_->argcount = 1;
    op(LOAD_FAST, 0);
  } else if (ExprNode* item = single_item(gen->iter)) {
    visit(item);
    start = nullptr;
  } else {
    visit(gen->iter);
    op(GET_ITER);
  }
  if (start) {
    ++depth;
    use(start);
    jump(FOR_ITER, anchor);
    use(new_block());
  }
  visit(gen->target);
  comp_inner(comp, index, depth, if_cleanup);
  use(if_cleanup);
  if (start) {
    jump(JUMP, start);
    use(anchor);
  }
}

// Python/compile.c: compiler_async_comprehension_generator.
void Codegen::async_generator(const Comp& comp, int32_t index, int depth) {
  Comprehension* gen = (*comp.generators)[index];
  Block* start = new_block();
  Block* except = new_block();
  Block* if_cleanup = new_block();
  if (index == 0) {
    unit_->argcount = 1;
    op(LOAD_FAST, 0);
  } else {
    visit(gen->iter);
    op(GET_AITER);
  }
  use(start);
  push_frame({FrameKind::AsyncComprehensionGenerator, start});
  jump(SETUP_FINALLY, except);
  op(GET_ANEXT);
  load_none();
  yield_from(true);
  op(POP_BLOCK);
  visit(gen->target);
  comp_inner(comp, index, depth + 1, if_cleanup);
  use(if_cleanup);
  jump(JUMP, start);
  pop_frame();
  use(except);
  op(END_ASYNC_FOR);
}

// What stands inside one `for`: its conditions, then the next `for` or the element.
void Codegen::comp_inner(const Comp& comp, int32_t index, int depth, Block* if_cleanup) {
  for (ExprNode* condition : (*comp.generators)[index]->ifs) jump_if(condition, if_cleanup, false);
  if (failed()) return;
  if (index + 1 < comp.generators->size()) comp_generator(comp, index + 1, depth);
  else comp_element(comp, depth);
}

void Codegen::comp_element(const Comp& comp, int depth) {
  visit(comp.elt);
  switch (comp.type) {
    case CompType::Generator:
      yield_value();
      return op(POP_TOP);
    case CompType::List: return op(LIST_APPEND, depth + 1);
    case CompType::Set: return op(SET_ADD, depth + 1);
    case CompType::Dict:
      visit(comp.value);
      return op(MAP_ADD, depth + 1);
  }
}

}  // namespace innards
