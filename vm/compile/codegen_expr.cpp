// Expressions, but displays, calls, conditions and comprehensions.
#include "compile/codegen.h"

namespace innards {

using namespace ast;
using namespace Opcode;

void Codegen::visit_all(const Seq<ExprNode*>& exprs) {
  for (ExprNode* e : exprs) visit(e);
}

// Python/compile.c: compiler_visit_expr. The place is put back, so that the instruction that uses the value has its own.
void Codegen::visit(ExprNode* e) {
  if (failed()) return;
  Location old = unit_->loc;
  at(*e);
  expression(e);
  unit_->loc = old;
}

// Python/compile.c: compiler_visit_expr1.
void Codegen::expression(ExprNode* e) {
  switch (e->node_kind) {
    case Kind::NamedExpr: return named_expr(static_cast<NamedExpr*>(e));
    case Kind::BoolOp: return bool_op(static_cast<BoolOp*>(e));
    case Kind::BinOp:
      visit(static_cast<BinOp*>(e)->left);
      visit(static_cast<BinOp*>(e)->right);
      return binary_op(static_cast<BinOp*>(e)->op, false);
    case Kind::UnaryOp: return unary_op(static_cast<UnaryOp*>(e));
    case Kind::Lambda: return lambda(static_cast<Lambda*>(e));
    case Kind::IfExp: return if_exp(static_cast<IfExp*>(e));
    case Kind::Dict: return dict(static_cast<Dict*>(e));
    case Kind::Set: return star_unpack(static_cast<Set*>(e)->elts, 0, {BUILD_SET, SET_ADD, SET_UPDATE, false});
    case Kind::GeneratorExp: {
      GeneratorExp* g = static_cast<GeneratorExp*>(e);
      return comprehension(e, "<genexpr>", {CompType::Generator, &g->generators, g->elt, nullptr});
    }
    case Kind::ListComp: {
      ListComp* c = static_cast<ListComp*>(e);
      return comprehension(e, "<listcomp>", {CompType::List, &c->generators, c->elt, nullptr});
    }
    case Kind::SetComp: {
      SetComp* c = static_cast<SetComp*>(e);
      return comprehension(e, "<setcomp>", {CompType::Set, &c->generators, c->elt, nullptr});
    }
    case Kind::DictComp: {
      DictComp* c = static_cast<DictComp*>(e);
      return comprehension(e, "<dictcomp>", {CompType::Dict, &c->generators, c->key, c->value});
    }
    case Kind::Yield: return yield(static_cast<Yield*>(e));
    case Kind::YieldFrom: return yield_from_expr(static_cast<YieldFrom*>(e));
    case Kind::Await: return await(static_cast<Await*>(e));
    case Kind::Compare: return compare(static_cast<Compare*>(e));
    case Kind::Call: return call(static_cast<Call*>(e));
    case Kind::Constant: return load_const(static_cast<Constant*>(e)->value);
    case Kind::JoinedStr: return joined_str(static_cast<JoinedStr*>(e));
    case Kind::FormattedValue: return formatted_value(static_cast<FormattedValue*>(e));
    case Kind::Attribute: return attribute(static_cast<Attribute*>(e));
    case Kind::Subscript: return subscript(static_cast<Subscript*>(e));
    case Kind::Starred: return starred(static_cast<Starred*>(e));
    case Kind::Slice: return slice(static_cast<Slice*>(e));
    case Kind::Name: return name_op(static_cast<Name*>(e)->id, static_cast<Name*>(e)->ctx);
    case Kind::List: return sequence_display(static_cast<List*>(e)->elts, static_cast<List*>(e)->ctx, false);
    case Kind::Tuple: return sequence_display(static_cast<Tuple*>(e)->elts, static_cast<Tuple*>(e)->ctx, true);
    default: return;
  }
}

void Codegen::named_expr(NamedExpr* e) {
  visit(e->value);
  op(COPY, 1);
  visit(e->target);
}

// Python/compile.c: compiler_boolop. The first value that decides is the result.
void Codegen::bool_op(BoolOp* e) {
  int jump_op = e->op == BoolOperator::And ? JUMP_IF_FALSE_OR_POP : JUMP_IF_TRUE_OR_POP;
  Block* end = new_block();
  for (int32_t i = 0; i + 1 < e->values.size(); ++i) {
    visit(e->values[i]);
    jump(jump_op, end);
    use(new_block());
  }
  visit(e->values.back());
  use(end);
}

void Codegen::binary_op(Operator op_kind, bool in_place) {
  int number = 0;
  switch (op_kind) {
    case Operator::Add: number = kNbAdd; break;
    case Operator::Sub: number = kNbSubtract; break;
    case Operator::Mult: number = kNbMultiply; break;
    case Operator::MatMult: number = kNbMatrixMultiply; break;
    case Operator::Div: number = kNbTrueDivide; break;
    case Operator::Mod: number = kNbRemainder; break;
    case Operator::Pow: number = kNbPower; break;
    case Operator::LShift: number = kNbLshift; break;
    case Operator::RShift: number = kNbRshift; break;
    case Operator::BitOr: number = kNbOr; break;
    case Operator::BitXor: number = kNbXor; break;
    case Operator::BitAnd: number = kNbAnd; break;
    case Operator::FloorDiv: number = kNbFloorDivide; break;
  }
  op(BINARY_OP, in_place ? number + kNbInplaceAdd : number);
}

void Codegen::unary_op(UnaryOp* e) {
  visit(e->operand);
  switch (e->op) {
    case UnaryOperator::Invert: return op(UNARY_INVERT);
    case UnaryOperator::Not: return op(UNARY_NOT);
    case UnaryOperator::UAdd: return op(UNARY_POSITIVE);
    case UnaryOperator::USub: return op(UNARY_NEGATIVE);
  }
}

// Python/compile.c: compiler_ifexp.
void Codegen::if_exp(IfExp* e) {
  Block* end = new_block();
  Block* next = new_block();
  jump_if(e->test, next, false);
  visit(e->body);
  jump_nowhere(JUMP, end);
  use(next);
  visit(e->orelse);
  use(end);
}

// Python/compile.c: compiler_compare. In a chain each middle value is kept for the next comparison.
void Codegen::compare(Compare* e) {
  check_compare(e);
  visit(e->left);
  int32_t last = e->ops.size() - 1;
  if (last == 0) {
    visit(e->comparators[0]);
    return compare_op(e->ops[0]);
  }
  Block* cleanup = new_block();
  for (int32_t i = 0; i < last; ++i) {
    visit(e->comparators[i]);
    op(SWAP, 2);
    op(COPY, 2);
    compare_op(e->ops[i]);
    jump(JUMP_IF_FALSE_OR_POP, cleanup);
  }
  visit(e->comparators[last]);
  compare_op(e->ops[last]);
  Block* end = new_block();
  jump_nowhere(JUMP, end);
  use(cleanup);
  op(SWAP, 2);
  op(POP_TOP);
  use(end);
}

void Codegen::attribute(Attribute* e) {
  visit(e->value);
  at(*e);
  at_attribute_name(e);
  switch (e->ctx) {
    case ExprContext::Load: return op_name(LOAD_ATTR, e->attr);
    case ExprContext::Store:
      if (forbidden_name(e->attr, e->ctx)) return;
      return op_name(STORE_ATTR, e->attr);
    case ExprContext::Del: return op_name(DELETE_ATTR, e->attr);
  }
}

// Python/compile.c: compiler_subscript.
void Codegen::subscript(Subscript* e) {
  if (e->ctx == ExprContext::Load) {
    check_subscripter(e->value);
    check_index(e->value, e->slice);
  }
  visit(e->value);
  visit(e->slice);
  op(e->ctx == ExprContext::Load ? BINARY_SUBSCR : e->ctx == ExprContext::Store ? STORE_SUBSCR : DELETE_SUBSCR);
}

// Python/compile.c: compiler_slice.
void Codegen::slice(Slice* e) {
  if (e->lower) visit(e->lower);
  else load_none();
  if (e->upper) visit(e->upper);
  else load_none();
  if (e->step) visit(e->step);
  op(BUILD_SLICE, e->step ? 3 : 2);
}

void Codegen::yield_value() {
  if (unit_->scope->generator && unit_->scope->coroutine) op(ASYNC_GEN_WRAP);
  op(YIELD_VALUE);
  op(RESUME, 1);
}

void Codegen::yield(Yield* e) {
  if (!in_function()) return fail("'yield' outside function");
  if (e->value) visit(e->value);
  else load_none();
  yield_value();
}

void Codegen::yield_from_expr(YieldFrom* e) {
  if (!in_function()) return fail("'yield' outside function");
  if (unit_->kind == UnitKind::AsyncFunction) return fail("'yield from' inside async function");
  visit(e->value);
  op(GET_YIELD_FROM_ITER);
  load_none();
  yield_from(false);
}

void Codegen::await(Await* e) {
  if (!top_level_await()) {
    if (!in_function()) return fail("'await' outside function");
    if (unit_->kind != UnitKind::AsyncFunction && unit_->kind != UnitKind::Comprehension)
      return fail("'await' outside async function");
  }
  visit(e->value);
  await_none(0);
}

void Codegen::starred(Starred* e) {
  if (e->ctx == ExprContext::Store) return fail("starred assignment target must be in a list or tuple");
  fail("can't use starred expression here");
}

// Python/compile.c: compiler_joined_str.
void Codegen::joined_str(JoinedStr* e) {
  int32_t count = e->values.size();
  if (count <= kStackUseGuideline) {
    visit_all(e->values);
    if (count != 1) op(BUILD_STRING, count);
    return;
  }
  load_text("");
  op_name(LOAD_METHOD, id("join"));
  op(BUILD_LIST, 0);
  for (ExprNode* value : e->values) {
    visit(value);
    op(LIST_APPEND, 1);
  }
  call_op(1);
}

// Python/compile.c: compiler_formatted_value. The argument: 1 str(), 2 repr(), 3 ascii(), and 4 for a format spec.
void Codegen::formatted_value(FormattedValue* e) {
  visit(e->value);
  if (e->conversion != -1 && e->conversion != 's' && e->conversion != 'r' && e->conversion != 'a')
    return fail("Unrecognized conversion character " + std::to_string(e->conversion), SyntaxErrorType::kSystemError);
  int arg = e->conversion == 's' ? 1 : e->conversion == 'r' ? 2 : e->conversion == 'a' ? 3 : 0;
  if (e->format_spec) {
    visit(e->format_spec);
    arg |= 4;
  }
  op(FORMAT_VALUE, arg);
}

}  // namespace innards
