#include "syntax/validator.h"

namespace innards {

using namespace ast;

bool Validator::exprs(const Exprs& items, Context context, bool null_ok) {
  for (const ExprNode* e : items)
    if (e ? !expr(e, context) : !null_ok && !fail("None disallowed in expression list")) return false;
  return true;
}

bool Validator::expr(const ExprNode* e, Context context) {
  if (!place(*e)) return false;
  const Level level(*this);
  return level.ok && context_fits(e, context) && expr_parts(e, context);
}

bool Validator::context_fits(const ExprNode* e, Context wanted) {
  Context has;
  switch (e->node_kind) {
    case Kind::Attribute: has = static_cast<const Attribute*>(e)->ctx; break;
    case Kind::Subscript: has = static_cast<const Subscript*>(e)->ctx; break;
    case Kind::Starred: has = static_cast<const Starred*>(e)->ctx; break;
    case Kind::List: has = static_cast<const List*>(e)->ctx; break;
    case Kind::Tuple: has = static_cast<const Tuple*>(e)->ctx; break;
    case Kind::Name:
      if (!name(static_cast<const Name*>(e)->id)) return false;
      has = static_cast<const Name*>(e)->ctx;
      break;
    default:
      return wanted == Context::Load || fail(std::string("expression which can't be assigned to in ") + name_of(wanted) + " context");
  }
  return has == wanted || fail(std::string("expression must have ") + name_of(wanted) + " context but has " + name_of(has) + " instead");
}

bool Validator::compare(const Compare* e) {
  if (e->comparators.empty()) return fail("Compare with no comparators");
  if (e->comparators.size() != e->ops.size()) return fail("Compare has a different number of comparators and operands");
  return exprs(e->comparators) && expr(e->left);
}

bool Validator::dict(const Dict* e) {
  if (e->keys.size() != e->values.size()) return fail("Dict doesn't have the same number of keys as values");
  return exprs(e->keys, Context::Load, true) && exprs(e->values);  // a key that is null is a ** part
}

bool Validator::constant_node(const Constant* e) {
  const auto found = bad_.find(e);
  if (found != bad_.end()) return fail("got an invalid type in Constant: " + found->second, SyntaxErrorType::kTypeError);
  return constant(e->value);
}

// Only how deep it is: what it is made of was told when the tree was read.
bool Validator::constant(const ConstantValue& value) {
  if (value.type != ConstantType::kTuple && value.type != ConstantType::kFrozenset) return true;
  const Level level(*this);
  for (int32_t i = 0; level.ok && i < value.count; ++i)
    if (!constant(value.items[i])) return false;
  return level.ok;
}

bool Validator::keywords(const Seq<Keyword*>& keywords) {
  for (const Keyword* k : keywords)
    if (!expr(k->value)) return false;
  return true;
}

bool Validator::generators(const Seq<Comprehension*>& generators) {
  if (generators.empty()) return fail("comprehension with no generators");
  for (const Comprehension* c : generators)
    if (!expr(c->target, Context::Store) || !expr(c->iter) || !exprs(c->ifs)) return false;
  return true;
}

bool Validator::parameters(const Seq<Arg*>& args) {
  for (const Arg* a : args)
    if (!place(*a) || !optional(a->annotation)) return false;
  return true;
}

bool Validator::arguments(const Arguments* a) {
  if (!parameters(a->posonlyargs) || !parameters(a->args)) return false;
  if (a->vararg && !optional(a->vararg->annotation)) return false;
  if (!parameters(a->kwonlyargs)) return false;
  if (a->kwarg && !optional(a->kwarg->annotation)) return false;
  if (a->defaults.size() > a->posonlyargs.size() + a->args.size()) return fail("more positional defaults than args on arguments");
  if (a->kw_defaults.size() != a->kwonlyargs.size()) return fail("length of kwonlyargs is not the same as kw_defaults on arguments");
  return exprs(a->defaults) && exprs(a->kw_defaults, Context::Load, true);
}

bool Validator::expr_parts(const ExprNode* node, Context context) {
  switch (node->node_kind) {
#define CASE(T) case Kind::T: { const T* e = static_cast<const T*>(node); return
#define END ; }
    CASE(BoolOp) (e->values.size() >= 2 || fail("BoolOp with less than 2 values")) && exprs(e->values) END
    CASE(NamedExpr) expr(e->value) END  // 3.11.2 looks at the target nowhere
    CASE(BinOp) expr(e->left) && expr(e->right) END
    CASE(UnaryOp) expr(e->operand) END
    CASE(Lambda) arguments(e->args) && expr(e->body) END
    CASE(IfExp) expr(e->test) && expr(e->body) && expr(e->orelse) END
    CASE(Dict) dict(e) END
    CASE(Set) exprs(e->elts) END
    CASE(ListComp) generators(e->generators) && expr(e->elt) END
    CASE(SetComp) generators(e->generators) && expr(e->elt) END
    CASE(GeneratorExp) generators(e->generators) && expr(e->elt) END
    CASE(DictComp) generators(e->generators) && expr(e->key) && expr(e->value) END
    CASE(Await) expr(e->value) END
    CASE(Yield) optional(e->value) END
    CASE(YieldFrom) expr(e->value) END
    CASE(Compare) compare(e) END
    CASE(Call) expr(e->func) && exprs(e->args) && keywords(e->keywords) END
    CASE(FormattedValue) expr(e->value) && optional(e->format_spec) END
    CASE(JoinedStr) exprs(e->values) END
    CASE(Constant) constant_node(e) END
    CASE(Attribute) expr(e->value) END
    CASE(Subscript) expr(e->slice) && expr(e->value) END
    CASE(Starred) expr(e->value, context) END
    CASE(List) exprs(e->elts, context) END
    CASE(Tuple) exprs(e->elts, context) END
    CASE(Slice) optional(e->lower) && optional(e->upper) && optional(e->step) END
#undef CASE
#undef END
    default: return true;  // Name
  }
}

}  // namespace innards
