// Calls, and the warnings about calls, subscripts and comparisons of literals that cannot work.
#include "compile/codegen.h"

namespace innards {

using namespace ast;
using namespace Opcode;

// Python/compile.c: validate_keywords.
void Codegen::validate_keywords(const Seq<Keyword*>& keywords) {
  for (int32_t i = 0; i < keywords.size(); ++i) {
    Identifier name = keywords[i]->arg;
    if (!name) continue;
    if (forbidden_name(name, ExprContext::Store)) return;
    for (int32_t j = i + 1; j < keywords.size(); ++j) {
      if (keywords[j]->arg != name) continue;
      at(*keywords[j]);
      return fail("keyword argument repeated: " + *name);
    }
  }
}

// Python/compile.c: compiler_call.
void Codegen::call(Call* e) {
  validate_keywords(e->keywords);
  if (failed() || method_call(e)) return;
  check_caller(e->func);
  at(*e->func);
  op(PUSH_NULL);
  at(*e);
  visit(e->func);
  call_helper(0, e->args, e->keywords);
}

// Python/compile.c: is_import_originated. Functions of modules need no method lookup; only names that the module itself
// imports are known to be modules.
bool Codegen::is_imported(const ExprNode* e) {
  const Name* name = as<Name>(e);
  const Symbol* symbol = name ? scopes_.top->symbols.find(name->id) : nullptr;
  return symbol && (symbol->flags & kDefImport);
}

// Python/compile.c: maybe_optimize_method_call. `a.b(...)` needs no bound method, if the arguments are plain.
bool Codegen::method_call(Call* e) {
  Attribute* method = as<Attribute>(e->func);
  if (!method || method->ctx != ExprContext::Load || is_imported(method->value)) return false;
  int32_t args = e->args.size(), keywords = e->keywords.size();
  if (args + keywords + (keywords != 0) >= kStackUseGuideline) return false;
  for (ExprNode* arg : e->args)
    if (is<Starred>(arg)) return false;
  for (Keyword* k : e->keywords)
    if (!k->arg) return false;
  visit(method->value);
  at(*method);
  at_attribute_name(method);
  op_name(LOAD_METHOD, method->attr);
  visit_all(e->args);
  if (keywords) keyword_values(e->keywords);
  at(*e);
  at_attribute_name(method);
  call_op(args + keywords);
  return true;
}

// The values of named arguments, and their names for the call (compiler_call_simple_kw_helper).
void Codegen::keyword_values(const Seq<Keyword*>& keywords) {
  std::vector<Identifier> names;
  for (Keyword* k : keywords) {
    visit(k->value);
    names.push_back(k->arg);
  }
  op(KW_NAMES, unit_->consts.add(names_tuple(names)));
}

// Python/compile.c: compiler_call_helper. `pushed` arguments lie on the stack already.
void Codegen::call_helper(int pushed, const Seq<ExprNode*>& args, const Seq<Keyword*>& keywords) {
  validate_keywords(keywords);
  bool plain = args.size() + keywords.size() * 2 <= kStackUseGuideline;
  for (ExprNode* arg : args) plain = plain && !is<Starred>(arg);
  for (Keyword* k : keywords) plain = plain && k->arg;
  if (plain) call_simple(pushed, args, keywords);
  else call_ex(pushed, args, keywords);
}

void Codegen::call_simple(int pushed, const Seq<ExprNode*>& args, const Seq<Keyword*>& keywords) {
  visit_all(args);
  if (!keywords.empty()) keyword_values(keywords);
  call_op(pushed + args.size() + keywords.size());
}

void Codegen::call_ex(int pushed, const Seq<ExprNode*>& args, const Seq<Keyword*>& keywords) {
  if (pushed == 0 && args.size() == 1 && is<Starred>(args[0])) visit(static_cast<Starred*>(args[0])->value);
  else star_unpack(args, pushed, {BUILD_LIST, LIST_APPEND, LIST_EXTEND, true});
  if (!keywords.empty()) keyword_dict(keywords);
  op(CALL_FUNCTION_EX, !keywords.empty());
}

// One dict of all named arguments, ** parts merged in.
void Codegen::keyword_dict(const Seq<Keyword*>& keywords) {
  bool have_dict = false;
  int32_t pending = 0, n = keywords.size();
  auto flush = [&](int32_t end) {
    sub_keywords(keywords, end - pending, end);
    if (have_dict) op(DICT_MERGE, 1);
    have_dict = true;
    pending = 0;
  };
  for (int32_t i = 0; i < n; ++i) {
    if (keywords[i]->arg) {
      ++pending;
      continue;
    }
    if (pending) flush(i);
    if (!have_dict) op(BUILD_MAP, 0);
    have_dict = true;
    visit(keywords[i]->value);
    op(DICT_MERGE, 1);
  }
  if (pending) flush(n);
}

// Python/compile.c: compiler_subkwargs.
void Codegen::sub_keywords(const Seq<Keyword*>& keywords, int32_t begin, int32_t end) {
  int32_t n = end - begin;
  bool big = n * 2 > kStackUseGuideline;
  if (n > 1 && !big) {
    std::vector<Identifier> names;
    for (int32_t i = begin; i < end; ++i) {
      visit(keywords[i]->value);
      names.push_back(keywords[i]->arg);
    }
    load_const(names_tuple(names));
    return op(BUILD_CONST_KEY_MAP, n);
  }
  if (big) op_nowhere(BUILD_MAP, 0);
  for (int32_t i = begin; i < end; ++i) {
    load_text(*keywords[i]->arg);
    visit(keywords[i]->value);
    if (big) op_nowhere(MAP_ADD, 1);
  }
  if (!big) op(BUILD_MAP, n);
}

// ---- warnings -----------------------------------------------------------------------------------------------------

namespace {

// The type that an expression certainly has, by its name, or nullptr (Python/compile.c: infer_type).
const char* inferred_type(const ExprNode* e) {
  switch (e->node_kind) {
    case Kind::Tuple: return "tuple";
    case Kind::List: case Kind::ListComp: return "list";
    case Kind::Dict: case Kind::DictComp: return "dict";
    case Kind::Set: case Kind::SetComp: return "set";
    case Kind::GeneratorExp: return "generator";
    case Kind::Lambda: return "function";
    case Kind::JoinedStr: case Kind::FormattedValue: return "str";
    case Kind::Constant: break;
    default: return nullptr;
  }
  switch (static_cast<const Constant*>(e)->value.type) {
    case ConstantType::kNone: return "NoneType";
    case ConstantType::kBool: return "bool";
    case ConstantType::kEllipsis: return "ellipsis";
    case ConstantType::kInt: return "int";
    case ConstantType::kFloat: return "float";
    case ConstantType::kComplex: return "complex";
    case ConstantType::kStr: return "str";
    case ConstantType::kBytes: return "bytes";
    case ConstantType::kTuple: return "tuple";
    case ConstantType::kFrozenset: return "frozenset";
  }
  return nullptr;
}

const char* kCommaHint = "; perhaps you missed a comma?";

bool is_subscriptable_constant(ConstantType type) {
  return type == ConstantType::kStr || type == ConstantType::kBytes || type == ConstantType::kTuple;
}

}  // namespace

void Codegen::check_caller(ExprNode* e) {
  switch (e->node_kind) {
    case Kind::Constant: case Kind::Tuple: case Kind::List: case Kind::ListComp: case Kind::Dict: case Kind::DictComp:
    case Kind::Set: case Kind::SetComp: case Kind::GeneratorExp: case Kind::JoinedStr: case Kind::FormattedValue:
      return warn(std::string("'") + inferred_type(e) + "' object is not callable" + kCommaHint);
    default: return;
  }
}

void Codegen::check_subscripter(ExprNode* e) {
  switch (e->node_kind) {
    case Kind::Constant:
      if (is_subscriptable_constant(static_cast<Constant*>(e)->value.type)) return;
      break;
    case Kind::Set: case Kind::SetComp: case Kind::GeneratorExp: case Kind::Lambda: break;
    default: return;
  }
  warn(std::string("'") + inferred_type(e) + "' object is not subscriptable" + kCommaHint);
}

void Codegen::check_index(ExprNode* value, ExprNode* index) {
  const char* index_type = inferred_type(index);
  if (!index_type) return;
  std::string_view type = index_type;
  if (type == "int" || type == "bool") return;
  switch (value->node_kind) {
    case Kind::Constant:
      if (!is_subscriptable_constant(static_cast<Constant*>(value)->value.type)) return;
      break;
    case Kind::Tuple: case Kind::List: case Kind::ListComp: case Kind::JoinedStr: case Kind::FormattedValue: break;
    default: return;
  }
  warn(std::string(inferred_type(value)) + " indices must be integers or slices, not " + index_type + kCommaHint);
}

namespace {

// Python/compile.c: check_is_arg. Whether comparing with `is` makes sense.
bool fit_for_is(const ExprNode* e) {
  const Constant* c = as<Constant>(e);
  if (!c) return true;
  return c->value.type == ConstantType::kNone || c->value.type == ConstantType::kBool ||
         c->value.type == ConstantType::kEllipsis;
}

}  // namespace

void Codegen::check_compare(Compare* e) {
  bool left = fit_for_is(e->left);
  for (int32_t i = 0; i < e->ops.size(); ++i) {
    bool right = fit_for_is(e->comparators[i]);
    bool is_op = e->ops[i] == CompareOperator::Is, is_not = e->ops[i] == CompareOperator::IsNot;
    if ((is_op || is_not) && (!left || !right))
      return warn(is_op ? "\"is\" with a literal. Did you mean \"==\"?" : "\"is not\" with a literal. Did you mean \"!=\"?");
    left = right;
  }
}

}  // namespace innards
