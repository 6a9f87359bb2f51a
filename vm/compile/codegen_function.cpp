// def, async def, lambda, and what functions and classes share: decorators and closures.
#include "compile/codegen.h"
#include "compile/fold.h"

namespace innards {

using namespace ast;
using namespace Opcode;

namespace {

// Bits of MAKE_FUNCTION's argument.
enum MakeFunction : int { kDefaults = 1, kKwDefaults = 2, kAnnotations = 4, kClosure = 8 };

}  // namespace

// Python/compile.c: compiler_check_debug_args.
void Codegen::check_arguments(const Arguments* args) {
  auto check = [&](const Seq<Arg*>& list) {
    for (Arg* a : list)
      if (forbidden_name(a->arg, ExprContext::Store)) return;
  };
  check(args->posonlyargs);
  check(args->args);
  if (args->vararg) forbidden_name(args->vararg->arg, ExprContext::Store);
  check(args->kwonlyargs);
  if (args->kwarg) forbidden_name(args->kwarg->arg, ExprContext::Store);
}

void Codegen::set_arg_counts(const Arguments* args) {
  unit_->argcount = args->args.size();
  unit_->posonlyargcount = args->posonlyargs.size();
  unit_->kwonlyargcount = args->kwonlyargs.size();
}

// Python/compile.c: compiler_default_arguments. Returns the bits for MAKE_FUNCTION.
int Codegen::default_arguments(Arguments* args) {
  int flags = 0;
  if (!args->defaults.empty()) {
    visit_all(args->defaults);
    op(BUILD_TUPLE, args->defaults.size());
    flags |= kDefaults;
  }
  if (kwonly_defaults(args)) flags |= kKwDefaults;
  return flags;
}

// Python/compile.c: compiler_visit_kwonlydefaults. Returns whether there are any.
bool Codegen::kwonly_defaults(Arguments* args) {
  std::vector<Identifier> keys;
  for (int32_t i = 0; i < args->kwonlyargs.size(); ++i) {
    ExprNode* value = args->kw_defaults[i];
    if (!value) continue;
    keys.push_back(mangled(args->kwonlyargs[i]->arg));
    visit(value);
  }
  if (keys.empty()) return false;
  load_const(names_tuple(keys));
  op(BUILD_CONST_KEY_MAP, static_cast<int>(keys.size()));
  return true;
}

// Python/compile.c: compiler_visit_argannotation. Pushes name and annotation.
void Codegen::argument_annotation(Identifier name, ExprNode* annotation, int* count) {
  if (!annotation) return;
  load_text(*mangled(name));
  if (options_.future_flags & kCoFutureAnnotations) {
    annotation_text(annotation);
  } else if (Starred* star = as<Starred>(annotation)) {
    visit(star->value);  // *args: *Ts
    op(UNPACK_SEQUENCE, 1);
  } else {
    visit(annotation);
  }
  *count += 2;
}

void Codegen::argument_annotations(const Seq<Arg*>& args, int* count) {
  for (Arg* a : args) argument_annotation(a->arg, a->annotation, count);
}

// Python/compile.c: compiler_visit_annotations. Returns whether there are any.
bool Codegen::annotations(Arguments* args, ExprNode* returns) {
  int count = 0;
  argument_annotations(args->args, &count);
  argument_annotations(args->posonlyargs, &count);
  if (args->vararg) argument_annotation(args->vararg->arg, args->vararg->annotation, &count);
  argument_annotations(args->kwonlyargs, &count);
  if (args->kwarg) argument_annotation(args->kwarg->arg, args->kwarg->annotation, &count);
  argument_annotation(id("return"), returns, &count);
  if (count) op(BUILD_TUPLE, count);
  return count != 0;
}

// Python/compile.c: compiler_apply_decorators. Each call has the decorator's place.
void Codegen::apply_decorators(const Seq<ExprNode*>& list) {
  Location old = unit_->loc;
  for (int32_t i = list.size(); i-- > 0;) {
    at(*list[i]);
    call_op(0);
  }
  unit_->loc = old;
}

// Python/compile.c: compiler_make_closure. Pushes the cells that the code needs, and makes the function.
void Codegen::make_closure(std::shared_ptr<CodeUnit> code, int flags) {
  if (!code) return;
  int count = 0;
  for (size_t i = 0; i < code->localsplusnames.size(); ++i) {
    if (!(code->localspluskinds[i] & kFastFree)) continue;
    Identifier name = id(code->localsplusnames[i]);
    bool implicit_class = unit_->kind == UnitKind::Class && *name == "__class__";
    bool cell = implicit_class || unit_->scope->scope_of(name) == NameScope::Cell;
    op(LOAD_CLOSURE, cell ? unit_->cellvars.find(name) : unit_->cellvars.size() + unit_->freevars.find(name));
    ++count;
  }
  if (count) {
    flags |= kClosure;
    op(BUILD_TUPLE, count);
  }
  op(LOAD_CONST, unit_->consts.add_code(std::move(code)));
  op(MAKE_FUNCTION, flags);
}

// Python/compile.c: compiler_function.
template <class F>
void Codegen::function(F* s, bool is_async) {
  check_arguments(s->args);
  decorators(s->decorator_list);
  int firstlineno = s->decorator_list.empty() ? s->lineno : s->decorator_list[0]->lineno;
  int flags = default_arguments(s->args);
  if (annotations(s->args, s->returns)) flags |= kAnnotations;
  if (failed()) return;
  enter_unit(s->name, is_async ? UnitKind::AsyncFunction : UnitKind::Function, s, firstlineno);
  const ConstantValue* docstring = options_.optimize < 2 ? docstring_of(s->body) : nullptr;
  unit_->consts.add(docstring ? *docstring : constant_none());
  set_arg_counts(s->args);
  for (int32_t i = docstring ? 1 : 0; i < s->body.size(); ++i) visit(s->body[i]);
  std::shared_ptr<CodeUnit> code = leave_unit(true);
  make_closure(std::move(code), flags);
  apply_decorators(s->decorator_list);
  name_op(s->name, ExprContext::Store);
}
template void Codegen::function(FunctionDef* s, bool is_async);
template void Codegen::function(AsyncFunctionDef* s, bool is_async);

// Python/compile.c: compiler_lambda.
void Codegen::lambda(Lambda* e) {
  check_arguments(e->args);
  int flags = default_arguments(e->args);
  if (failed()) return;
  enter_unit(id("<lambda>"), UnitKind::Lambda, e, e->lineno);
  unit_->consts.add(constant_none());  // the place of the docstring, which a lambda cannot have
  set_arg_counts(e->args);
  visit(e->body);
  bool generator = unit_->scope->generator;
  if (!generator) op(RETURN_VALUE);
  make_closure(leave_unit(!generator), flags);
}

}  // namespace innards
