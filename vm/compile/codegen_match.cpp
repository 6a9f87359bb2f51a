// match: patterns. While a pattern is tried, the subject and captured values lie on the stack; `fail_pop[n]` is where to
// jump when n of them must be popped before the next case.
#include <algorithm>

#include "compile/codegen.h"
#include "compile/const_value.h"

namespace innards {

using namespace ast;
using namespace Opcode;

namespace {

bool is_wildcard(const PatternNode* p) {
  const MatchAs* as_pattern = as<MatchAs>(p);
  return as_pattern && !as_pattern->name;
}

bool is_star_wildcard(const PatternNode* p) {
  const MatchStar* star = as<MatchStar>(p);
  return star && !star->name;
}

bool contains(const std::vector<Identifier>& names, Identifier name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

// Python/compile.c: compiler_match_inner.
void Codegen::match(Match* s) {
  visit(s->subject);
  Block* end = new_block();
  int32_t count = s->cases.size();
  // A last `case _` needs no test.
  bool has_default = count > 1 && is_wildcard(s->cases[count - 1]->pattern);
  int32_t tested = has_default ? count - 1 : count;
  PatternContext pc;
  for (int32_t i = 0; i < tested; ++i) {
    if (failed()) return;
    match_case(s->cases[i], pc, i == count - 1, i != tested - 1, end);
  }
  if (has_default) match_default(s->cases[count - 1], count == 1, end);
  use(end);
}

void Codegen::match_case(MatchCase* c, PatternContext& pc, bool last, bool keep_subject, Block* end) {
  at(*c->pattern);
  if (keep_subject) op(COPY, 1);
  pc.stores.clear();
  pc.allow_irrefutable = c->guard || last;
  pc.fail_pop.clear();
  pc.on_top = 0;
  pattern(c->pattern, pc);
  if (failed()) return;
  for (Identifier name : pc.stores) name_op(name, ExprContext::Store);
  if (c->guard) {
    ensure_fail_pop(pc, 0);
    jump_if(c->guard, pc.fail_pop[0], false);
  }
  if (keep_subject) op(POP_TOP);
  visit_all(c->body);
  jump(JUMP, end);
  at(*c->pattern);  // a failed pattern is cleaned up on its own line
  emit_and_reset_fail_pop(pc);
}

void Codegen::match_default(MatchCase* c, bool only, Block* end) {
  at(*c->pattern);
  op(only ? POP_TOP : NOP);
  if (c->guard) jump_if(c->guard, end, false);
  visit_all(c->body);
}

// ---- failing ------------------------------------------------------------------------------------------------------

void Codegen::ensure_fail_pop(PatternContext& pc, int n) {
  while (static_cast<int>(pc.fail_pop.size()) < n + 1) pc.fail_pop.push_back(new_block());
}

// Python/compile.c: jump_to_fail_pop.
void Codegen::jump_to_fail_pop(PatternContext& pc, int opcode) {
  int pops = pc.on_top + static_cast<int>(pc.stores.size());
  ensure_fail_pop(pc, pops);
  jump(opcode, pc.fail_pop[static_cast<size_t>(pops)]);
}

void Codegen::emit_and_reset_fail_pop(PatternContext& pc) {
  if (pc.fail_pop.empty()) return;
  for (size_t i = pc.fail_pop.size() - 1; i > 0; --i) {
    use(pc.fail_pop[i]);
    op(POP_TOP);
  }
  use(pc.fail_pop[0]);
  pc.fail_pop.clear();
}

// After `is not None` was left on the stack's top value.
void Codegen::fail_if_none(PatternContext& pc) {
  op(COPY, 1);
  load_none();
  op(IS_OP, 1);
  jump_to_fail_pop(pc, POP_JUMP_IF_FALSE);
}

// ---- capturing ----------------------------------------------------------------------------------------------------

// Moves the top `count` - 1 values up by one and the top one below them (pattern_helper_rotate).
void Codegen::rotate(int count) {
  while (count > 1) op(SWAP, count--);
}

void Codegen::duplicate_store(Identifier name) {
  fail("multiple assignments to name " + text_repr(*name) + " in pattern");
}

// Python/compile.c: pattern_helper_store_name.
void Codegen::store_name(Identifier name, PatternContext& pc) {
  if (!name) return op(POP_TOP);
  if (forbidden_name(name, ExprContext::Store)) return;
  if (contains(pc.stores, name)) return duplicate_store(name);
  rotate(pc.on_top + static_cast<int>(pc.stores.size()) + 1);
  pc.stores.push_back(name);
}

void Codegen::pattern_as(MatchAs* p, PatternContext& pc) {
  if (!p->pattern) {
    if (!pc.allow_irrefutable) {
      if (p->name) return fail("name capture " + text_repr(*p->name) + " makes remaining patterns unreachable");
      return fail("wildcard makes remaining patterns unreachable");
    }
    return store_name(p->name, pc);
  }
  ++pc.on_top;
  op(COPY, 1);
  pattern(p->pattern, pc);
  --pc.on_top;
  store_name(p->name, pc);
}

// ---- patterns -----------------------------------------------------------------------------------------------------

// Python/compile.c: compiler_pattern.
void Codegen::pattern(PatternNode* p, PatternContext& pc) {
  if (failed()) return;
  at(*p);
  switch (p->node_kind) {
    case Kind::MatchValue: return pattern_value(static_cast<MatchValue*>(p), pc);
    case Kind::MatchSingleton: return pattern_singleton(static_cast<MatchSingleton*>(p), pc);
    case Kind::MatchSequence: return pattern_sequence(static_cast<MatchSequence*>(p), pc);
    case Kind::MatchMapping: return pattern_mapping(static_cast<MatchMapping*>(p), pc);
    case Kind::MatchClass: return pattern_class(static_cast<MatchClass*>(p), pc);
    case Kind::MatchStar: return store_name(static_cast<MatchStar*>(p)->name, pc);
    case Kind::MatchAs: return pattern_as(static_cast<MatchAs*>(p), pc);
    case Kind::MatchOr: return pattern_or(static_cast<MatchOr*>(p), pc);
    default: return;
  }
}

// Inside another pattern an irrefutable one may stand anywhere.
void Codegen::sub_pattern(PatternNode* p, PatternContext& pc) {
  bool old = pc.allow_irrefutable;
  pc.allow_irrefutable = true;
  pattern(p, pc);
  pc.allow_irrefutable = old;
}

void Codegen::pattern_value(MatchValue* p, PatternContext& pc) {
  if (!is<Constant>(p->value) && !is<Attribute>(p->value))
    return fail("patterns may only match literals and attribute lookups");
  visit(p->value);
  compare_op(CompareOperator::Eq);
  jump_to_fail_pop(pc, POP_JUMP_IF_FALSE);
}

void Codegen::pattern_singleton(MatchSingleton* p, PatternContext& pc) {
  load_const(p->value);
  compare_op(CompareOperator::Is);
  jump_to_fail_pop(pc, POP_JUMP_IF_FALSE);
}

// ---- sequences ----------------------------------------------------------------------------------------------------

void Codegen::length_check(int64_t size, CompareOperator op_kind, PatternContext& pc) {
  op(GET_LEN);
  load_int(size);
  compare_op(op_kind);
  jump_to_fail_pop(pc, POP_JUMP_IF_FALSE);
}

// Python/compile.c: compiler_pattern_sequence.
void Codegen::pattern_sequence(MatchSequence* p, PatternContext& pc) {
  int32_t size = p->patterns.size(), star = -1;
  bool only_wildcard = true, star_wildcard = false;
  for (int32_t i = 0; i < size; ++i) {
    PatternNode* sub = p->patterns[i];
    if (is<MatchStar>(sub)) {
      if (star >= 0) return fail("multiple starred names in sequence pattern");
      star_wildcard = is_star_wildcard(sub);
      only_wildcard = only_wildcard && star_wildcard;
      star = i;
    } else {
      only_wildcard = only_wildcard && is_wildcard(sub);
    }
  }
  ++pc.on_top;  // the subject stays until its length is known
  op(MATCH_SEQUENCE);
  jump_to_fail_pop(pc, POP_JUMP_IF_FALSE);
  if (star < 0) length_check(size, CompareOperator::Eq, pc);
  else if (size > 1) length_check(size - 1, CompareOperator::GtE, pc);
  --pc.on_top;
  if (only_wildcard) op(POP_TOP);
  else if (star_wildcard) sequence_subscript(p->patterns, star, pc);
  else sequence_unpack(p->patterns, pc);
}

// Python/compile.c: pattern_unpack_helper.
void Codegen::unpack_sequence_pattern(const Seq<PatternNode*>& patterns) {
  int32_t n = patterns.size();
  for (int32_t i = 0; i < n; ++i) {
    if (!is<MatchStar>(patterns[i])) continue;
    if (i >= 1 << 8 || n - i - 1 >= INT32_MAX >> 8) return fail("too many expressions in star-unpacking sequence pattern");
    return op(UNPACK_EX, i + ((n - i - 1) << 8));
  }
  op(UNPACK_SEQUENCE, n);
}

void Codegen::sequence_unpack(const Seq<PatternNode*>& patterns, PatternContext& pc) {
  unpack_sequence_pattern(patterns);
  pc.on_top += patterns.size();
  for (PatternNode* p : patterns) {
    --pc.on_top;
    sub_pattern(p, pc);
  }
}

// With a starred wildcard only the named items are fetched, by index.
void Codegen::sequence_subscript(const Seq<PatternNode*>& patterns, int32_t star, PatternContext& pc) {
  ++pc.on_top;
  int32_t size = patterns.size();
  for (int32_t i = 0; i < size; ++i) {
    if (i == star || is_wildcard(patterns[i])) continue;
    op(COPY, 1);
    if (i < star) {
      load_int(i);
    } else {  // the subject need not know negative indices
      op(GET_LEN);
      load_int(size - i);
      binary_op(Operator::Sub, false);
    }
    op(BINARY_SUBSCR);
    sub_pattern(patterns[i], pc);
  }
  --pc.on_top;
  op(POP_TOP);
}

// ---- mappings -----------------------------------------------------------------------------------------------------

// Pushes the keys; equal ones and those that are no literals or attributes are errors.
void Codegen::mapping_keys(MatchMapping* p) {
  std::vector<const ConstantValue*> seen;
  for (ExprNode* key : p->keys) {
    if (Constant* c = as<Constant>(key)) {
      for (const ConstantValue* other : seen)
        if (const_python_equal(*other, c->value)) {
          std::string repr;
          constant_repr(c->value, &repr);
          return fail("mapping pattern checks duplicate key (" + repr + ")");
        }
      seen.push_back(&c->value);
    } else if (!is<Attribute>(key)) {
      return fail("mapping pattern keys may only match literals and attribute lookups");
    }
    visit(key);
  }
}

// Python/compile.c: compiler_pattern_mapping.
void Codegen::pattern_mapping(MatchMapping* p, PatternContext& pc) {
  int32_t size = p->keys.size();
  ++pc.on_top;
  op(MATCH_MAPPING);
  jump_to_fail_pop(pc, POP_JUMP_IF_FALSE);
  if (size == 0 && !p->rest) {
    --pc.on_top;
    return op(POP_TOP);
  }
  if (size) length_check(size, CompareOperator::GtE, pc);
  mapping_keys(p);
  op(BUILD_TUPLE, size);
  op(MATCH_KEYS);
  pc.on_top += 2;
  fail_if_none(pc);
  op(UNPACK_SEQUENCE, size);
  pc.on_top += size - 1;
  for (PatternNode* sub : p->patterns) {
    --pc.on_top;
    sub_pattern(sub, pc);
  }
  pc.on_top -= 2;
  if (p->rest) {
    mapping_rest(size);
    store_name(p->rest, pc);
  } else {
    op(POP_TOP);
    op(POP_TOP);
  }
}

// [subject keys] becomes [rest]: a copy of the subject without the keys.
void Codegen::mapping_rest(int32_t size) {
  op(BUILD_MAP, 0);
  op(SWAP, 3);
  op(DICT_UPDATE, 2);
  op(UNPACK_SEQUENCE, size);
  for (; size; --size) {
    op(COPY, 1 + size);
    op(SWAP, 2);
    op(DELETE_SUBSCR);
  }
}

// ---- classes ------------------------------------------------------------------------------------------------------

// Python/compile.c: validate_kwd_attrs.
void Codegen::validate_class_attributes(MatchClass* p) {
  for (int32_t i = 0; i < p->kwd_attrs.size(); ++i) {
    at(*p->kwd_patterns[i]);
    if (forbidden_name(p->kwd_attrs[i], ExprContext::Store)) return;
    for (int32_t j = i + 1; j < p->kwd_attrs.size(); ++j)
      if (p->kwd_attrs[i] == p->kwd_attrs[j]) {
        at(*p->kwd_patterns[j]);
        return fail("attribute name repeated in class pattern: " + *p->kwd_attrs[i]);
      }
  }
}

// Python/compile.c: compiler_pattern_class.
void Codegen::pattern_class(MatchClass* p, PatternContext& pc) {
  int32_t positional = p->patterns.size(), named = p->kwd_attrs.size();
  if (named) {
    validate_class_attributes(p);
    at(*p);
  }
  visit(p->cls);
  load_const(names_tuple(std::vector<Identifier>(p->kwd_attrs.begin(), p->kwd_attrs.end())));
  op(MATCH_CLASS, positional);
  pc.on_top += 1;
  op(COPY, 1);
  load_none();
  op(IS_OP, 1);
  jump_to_fail_pop(pc, POP_JUMP_IF_FALSE);
  op(UNPACK_SEQUENCE, positional + named);
  pc.on_top += positional + named - 1;
  for (int32_t i = 0; i < positional + named; ++i) {
    --pc.on_top;
    PatternNode* sub = i < positional ? p->patterns[i] : p->kwd_patterns[i - positional];
    if (is_wildcard(sub)) op(POP_TOP);
    else sub_pattern(sub, pc);
  }
}

// ---- alternatives -------------------------------------------------------------------------------------------------

// Brings the captures of an alternative into the order of the first one's. False if they differ.
bool Codegen::reorder_stores(PatternContext& pc, const std::vector<Identifier>& control) {
  std::vector<Identifier>& stores = pc.stores;
  if (stores.size() != control.size()) return false;
  for (size_t wanted = control.size(); wanted-- > 0;) {
    auto found = std::find(stores.begin(), stores.end(), control[wanted]);
    if (found == stores.end()) return false;
    size_t place = static_cast<size_t>(found - stores.begin());
    if (place == wanted) continue;
    size_t rotations = place + 1;
    std::vector<Identifier> moved(stores.begin(), stores.begin() + static_cast<std::ptrdiff_t>(rotations));
    stores.erase(stores.begin(), stores.begin() + static_cast<std::ptrdiff_t>(rotations));
    stores.insert(stores.begin() + static_cast<std::ptrdiff_t>(wanted - place), moved.begin(), moved.end());
    while (rotations--) rotate(static_cast<int>(wanted) + 1);
  }
  return true;
}

// The captures of the alternatives join those made before the | pattern.
void Codegen::merge_alternatives(const std::vector<Identifier>& control, PatternContext& pc) {
  int rotations = static_cast<int>(control.size()) + 1 + pc.on_top + static_cast<int>(pc.stores.size());
  for (Identifier name : control) {
    rotate(rotations);
    if (contains(pc.stores, name)) return duplicate_store(name);
    pc.stores.push_back(name);
  }
}

// Python/compile.c: compiler_pattern_or.
void Codegen::pattern_or(MatchOr* p, PatternContext& pc) {
  Block* end = new_block();
  int32_t size = p->patterns.size();
  std::vector<Identifier> control;
  for (int32_t i = 0; i < size; ++i) {
    PatternNode* alternative = p->patterns[i];
    at(*alternative);
    PatternContext inner;
    inner.allow_irrefutable = i == size - 1 && pc.allow_irrefutable;
    op(COPY, 1);
    pattern(alternative, inner);
    if (failed()) return;
    if (i == 0) control = inner.stores;
    else if (!reorder_stores(inner, control)) return fail("alternative patterns bind different names");
    jump(JUMP, end);
    emit_and_reset_fail_pop(inner);
  }
  op(POP_TOP);
  jump_to_fail_pop(pc, JUMP);
  use(end);
  merge_alternatives(control, pc);
  op(POP_TOP);
}

}  // namespace innards
