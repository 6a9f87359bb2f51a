#include "syntax/validator.h"

namespace innards {

using namespace ast;

namespace {

bool is_number(const ExprNode* e, bool real, bool imaginary) {
  const Constant* c = as<Constant>(e);
  if (!c) return false;
  const ConstantType type = c->value.type;
  return (real && (type == ConstantType::kFloat || type == ConstantType::kInt)) || (imaginary && type == ConstantType::kComplex);
}

bool is_negative_number(const ExprNode* e, bool imaginary) {
  const UnaryOp* u = as<UnaryOp>(e);
  return u && u->op == UnaryOperator::USub && is_number(u->operand, true, imaginary);
}

// A real number, then + or - and an imaginary one.
bool is_complex_number(const ExprNode* e) {
  const BinOp* b = as<BinOp>(e);
  return b && (b->op == Operator::Add || b->op == Operator::Sub) && (is_number(b->left, true, false) || is_negative_number(b->left, false)) &&
         is_number(b->right, false, true);
}

// None, True and False have a pattern of their own; ... and collections are no patterns.
bool may_be_matched(ConstantType type) {
  return type == ConstantType::kInt || type == ConstantType::kFloat || type == ConstantType::kBytes || type == ConstantType::kComplex ||
         type == ConstantType::kStr;
}

bool is_singleton(ConstantType type) { return type == ConstantType::kNone || type == ConstantType::kBool; }

}  // namespace

bool Validator::capture(Identifier id) { return *id == "_" ? fail("can't capture name '_' in patterns") : name(id); }

bool Validator::match_value(const ExprNode* e) {
  if (!expr(e)) return false;
  if (const Constant* c = as<Constant>(e)) return may_be_matched(c->value.type) || fail("unexpected constant inside of a literal pattern");
  if (is<Attribute>(e) || is<JoinedStr>(e) || is_negative_number(e, true) || is_complex_number(e)) return true;  // codegen refuses f-strings
  return fail("patterns may only match literals and attribute lookups");
}

bool Validator::match_singleton(const MatchSingleton* p) {
  return (is_singleton(p->value.type) && !bad_.count(p)) || fail("MatchSingleton can only contain True, False and None");
}

bool Validator::match_mapping(const MatchMapping* p) {
  if (p->keys.size() != p->patterns.size()) return fail("MatchMapping doesn't have the same number of keys as patterns");
  if (p->rest && !capture(p->rest)) return false;
  for (const ExprNode* key : p->keys) {
    if (!key) return fail("None disallowed in expression list");  // CPython crashes
    const Constant* c = as<Constant>(key);
    if (c && is_singleton(c->value.type) && !bad_.count(c)) continue;
    // CPython 3.11.2 goes on here, and what it finds later takes the place of this error.
    if (!match_value(key)) break;
  }
  return patterns(p->patterns);
}

bool Validator::match_class(const MatchClass* p) {
  if (p->kwd_attrs.size() != p->kwd_patterns.size())
    return fail("MatchClass doesn't have the same number of keyword attributes as patterns");
  if (!expr(p->cls)) return false;
  const ExprNode* cls = p->cls;
  while (const Attribute* a = as<Attribute>(cls)) cls = a->value;
  if (!names(p->kwd_attrs, "MatchClass")) return false;
  // CPython 3.11.2 goes on after these two, as in match_mapping.
  if (!is<Name>(cls)) fail("MatchClass cls field can only contain Name or Attribute nodes.");
  for (Identifier id : p->kwd_attrs)
    if (!name(id)) break;
  return patterns(p->patterns) && patterns(p->kwd_patterns);
}

bool Validator::match_as(const MatchAs* p) {
  if (p->name && !capture(p->name)) return false;
  if (!p->pattern) return true;
  return p->name ? pattern(p->pattern) : fail("MatchAs must specify a target name if a pattern is given");
}

bool Validator::patterns(const Seq<PatternNode*>& items, bool star_ok) {
  for (const PatternNode* p : items)
    if (p ? !pattern(p, star_ok) : !fail("None disallowed in pattern list")) return false;  // CPython crashes
  return true;
}

bool Validator::pattern(const PatternNode* p, bool star_ok) {
  if (!place(*p)) return false;
  const Level level(*this);
  return level.ok && pattern_parts(p, star_ok);
}

bool Validator::pattern_parts(const PatternNode* node, bool star_ok) {
  switch (node->node_kind) {
#define CASE(T) case Kind::T: { const T* p = static_cast<const T*>(node); return
#define END ; }
    CASE(MatchValue) match_value(p->value) END
    CASE(MatchSingleton) match_singleton(p) END
    CASE(MatchSequence) patterns(p->patterns, true) END
    CASE(MatchMapping) match_mapping(p) END
    CASE(MatchClass) match_class(p) END
    CASE(MatchStar) (star_ok || fail("can't use MatchStar here")) && (!p->name || capture(p->name)) END
    CASE(MatchAs) match_as(p) END
    CASE(MatchOr) (p->patterns.size() >= 2 || fail("MatchOr requires at least 2 patterns")) && patterns(p->patterns) END
#undef CASE
#undef END
    default: return true;
  }
}

}  // namespace innards
