// List, tuple, set and dict displays, and lists of targets.
#include "compile/codegen.h"
#include "compile/const_value.h"

namespace innards {

using namespace ast;
using namespace Opcode;

namespace {

bool all_constant(const Seq<ExprNode*>& elts, int32_t begin, int32_t end) {
  for (int32_t i = begin; i < end; ++i)
    if (!elts[i] || !is<Constant>(elts[i])) return false;
  return true;
}

std::vector<ConstantValue> constants_of(const Seq<ExprNode*>& elts, int32_t begin, int32_t end) {
  std::vector<ConstantValue> values;
  for (int32_t i = begin; i < end; ++i) values.push_back(static_cast<Constant*>(elts[i])->value);
  return values;
}

}  // namespace

// More than two constants are kept as one tuple (or frozenset) from which the display is filled.
bool Codegen::constant_display(const Seq<ExprNode*>& elts, int pushed, const DisplayOps& ops) {
  int32_t n = elts.size();
  if (n <= 2 || !all_constant(elts, 0, n)) return false;
  std::vector<ConstantValue> values = constants_of(elts, 0, n);
  ConstantValue folded = ops.add == SET_ADD ? const_make_frozenset(memory_, values.data(), n) : constant_tuple(memory_, values.data(), n);
  if (ops.tuple && !pushed) {
    load_const(folded);
    return true;
  }
  op(ops.build, pushed);
  load_const(folded);
  op(ops.extend, 1);
  if (ops.tuple) op(LIST_TO_TUPLE);
  return true;
}

// Python/compile.c: starunpack_helper. `pushed` values lie on the stack already and come first.
void Codegen::star_unpack(const Seq<ExprNode*>& elts, int pushed, const DisplayOps& ops) {
  if (constant_display(elts, pushed, ops)) return;
  int32_t n = elts.size();
  bool big = n + pushed > kStackUseGuideline;
  bool starred = false;
  for (ExprNode* e : elts) starred = starred || is<Starred>(e);
  if (!starred && !big) {
    visit_all(elts);
    return op(ops.tuple ? BUILD_TUPLE : ops.build, n + pushed);
  }
  bool built = big;
  if (big) op(ops.build, pushed);
  for (int32_t i = 0; i < n; ++i) {
    if (Starred* star = as<Starred>(elts[i])) {
      if (!built) op(ops.build, i + pushed);
      built = true;
      visit(star->value);
      op(ops.extend, 1);
    } else {
      visit(elts[i]);
      if (built) op(ops.add, 1);
    }
  }
  if (ops.tuple) op(LIST_TO_TUPLE);
}

// Python/compile.c: assignment_helper with unpack_helper.
void Codegen::unpack_targets(const Seq<ExprNode*>& elts) {
  int32_t n = elts.size();
  bool starred = false;
  for (int32_t i = 0; i < n; ++i) {
    if (!is<Starred>(elts[i])) continue;
    if (starred) return fail("multiple starred expressions in assignment");
    if (i >= 1 << 8 || n - i - 1 >= INT32_MAX >> 8) return fail("too many expressions in star-unpacking assignment");
    op(UNPACK_EX, i + ((n - i - 1) << 8));
    starred = true;
  }
  if (!starred) op(UNPACK_SEQUENCE, n);
  for (ExprNode* e : elts) {
    Starred* star = as<Starred>(e);
    visit(star ? star->value : e);
  }
}

// Python/compile.c: compiler_list, compiler_tuple.
void Codegen::sequence_display(const Seq<ExprNode*>& elts, ExprContext ctx, bool tuple) {
  switch (ctx) {
    case ExprContext::Store: return unpack_targets(elts);
    case ExprContext::Load: return star_unpack(elts, 0, {BUILD_LIST, LIST_APPEND, LIST_EXTEND, tuple});
    case ExprContext::Del: return visit_all(elts);
  }
}

// Python/compile.c: compiler_subdict. Pairs begin..end of a dict display, none of them a ** part.
void Codegen::sub_dict(Dict* e, int32_t begin, int32_t end) {
  int32_t n = end - begin;
  bool big = n * 2 > kStackUseGuideline;
  if (n > 1 && !big && all_constant(e->keys, begin, end)) {
    for (int32_t i = begin; i < end; ++i) visit(e->values[i]);
    std::vector<ConstantValue> keys = constants_of(e->keys, begin, end);
    load_const(constant_tuple(memory_, keys.data(), n));
    return op(BUILD_CONST_KEY_MAP, n);
  }
  if (big) op(BUILD_MAP, 0);
  for (int32_t i = begin; i < end; ++i) {
    visit(e->keys[i]);
    visit(e->values[i]);
    if (big) op(MAP_ADD, 1);
  }
  if (!big) op(BUILD_MAP, n);
}

// Python/compile.c: compiler_dict. Pairs are collected; ** parts and long runs are merged into the dict made so far.
void Codegen::dict(Dict* e) {
  bool have_dict = false;
  int32_t pending = 0, n = e->values.size();
  auto flush = [&](int32_t begin, int32_t end) {
    sub_dict(e, begin, end);
    if (have_dict) op(DICT_UPDATE, 1);
    have_dict = true;
    pending = 0;
  };
  for (int32_t i = 0; i < n; ++i) {
    if (!e->keys[i]) {
      if (pending) flush(i - pending, i);
      if (!have_dict) op(BUILD_MAP, 0);
      have_dict = true;
      visit(e->values[i]);
      op(DICT_UPDATE, 1);
    } else if (pending * 2 > kStackUseGuideline) {
      flush(i - pending, i + 1);
    } else {
      ++pending;
    }
  }
  if (pending) flush(n - pending, n);
  if (!have_dict) op(BUILD_MAP, 0);
}

}  // namespace innards
