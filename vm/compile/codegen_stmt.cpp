// Simple statements, if and imports.
#include "compile/codegen.h"
#include "syntax/unparse.h"

namespace innards {

using namespace ast;
using namespace Opcode;

void Codegen::visit_all(const Seq<StmtNode*>& stmts) {
  for (StmtNode* s : stmts) visit(s);
}

void Codegen::visit(StmtNode* s) {
  if (failed()) return;
  at(*s);
  statement(s);
}

// Python/compile.c: compiler_visit_stmt.
void Codegen::statement(StmtNode* s) {
  switch (s->node_kind) {
    case Kind::FunctionDef: return function(static_cast<FunctionDef*>(s), false);
    case Kind::AsyncFunctionDef: return function(static_cast<AsyncFunctionDef*>(s), true);
    case Kind::ClassDef: return class_def(static_cast<ClassDef*>(s));
    case Kind::Return: return return_stmt(static_cast<Return*>(s));
    case Kind::Delete: return visit_all(static_cast<Delete*>(s)->targets);
    case Kind::Assign: return assign(static_cast<Assign*>(s));
    case Kind::AugAssign: return aug_assign(static_cast<AugAssign*>(s));
    case Kind::AnnAssign: return ann_assign(static_cast<AnnAssign*>(s));
    case Kind::For: return for_stmt(static_cast<For*>(s));
    case Kind::AsyncFor: return async_for(static_cast<AsyncFor*>(s));
    case Kind::While: return while_stmt(static_cast<While*>(s));
    case Kind::If: return if_stmt(static_cast<If*>(s));
    case Kind::With: return with(static_cast<With*>(s), 0);
    case Kind::AsyncWith: return async_with(static_cast<AsyncWith*>(s), 0);
    case Kind::Match: return match(static_cast<Match*>(s));
    case Kind::Raise: return raise_stmt(static_cast<Raise*>(s));
    case Kind::Try: return try_stmt(static_cast<Try*>(s));
    case Kind::TryStar: return try_stmt(static_cast<TryStar*>(s));
    case Kind::Assert: return assert_stmt(static_cast<Assert*>(s));
    case Kind::Import: return import_stmt(static_cast<Import*>(s));
    case Kind::ImportFrom: return import_from(static_cast<ImportFrom*>(s));
    case Kind::Global: case Kind::Nonlocal: return;
    case Kind::Expr: return expr_stmt(static_cast<Expr*>(s)->value);
    case Kind::Pass: return op(NOP);
    case Kind::Break: return break_stmt();
    case Kind::Continue: return continue_stmt();
    default: return;
  }
}

void Codegen::assign(Assign* s) {
  visit(s->value);
  for (int32_t i = 0; i < s->targets.size(); ++i) {
    if (i + 1 < s->targets.size()) op(COPY, 1);
    visit(s->targets[i]);
  }
}

// Python/compile.c: compiler_augassign. The target is read, changed and stored, its parts evaluated once.
void Codegen::aug_assign(AugAssign* s) {
  Location statement_loc = unit_->loc;
  at(*s->target);
  Attribute* attribute = as<Attribute>(s->target);
  Subscript* subscript = as<Subscript>(s->target);
  Name* name = as<Name>(s->target);
  if (attribute) {
    visit(attribute->value);
    op(COPY, 1);
    at_attribute_name(attribute);
    op_name(LOAD_ATTR, attribute->attr);
  } else if (subscript) {
    visit(subscript->value);
    visit(subscript->slice);
    op(COPY, 2);
    op(COPY, 2);
    op(BINARY_SUBSCR);
  } else if (name) {
    name_op(name->id, ExprContext::Load);
  }
  unit_->loc = statement_loc;
  visit(s->value);
  binary_op(s->op, true);
  at(*s->target);
  if (attribute) {
    at_attribute_name(attribute);
    op(SWAP, 2);
    op_name(STORE_ATTR, attribute->attr);
  } else if (subscript) {
    op(SWAP, 3);
    op(SWAP, 2);
    op(STORE_SUBSCR);
  } else if (name) {
    name_op(name->id, ExprContext::Store);
  }
}

// With `from __future__ import annotations` an annotation is its own text.
void Codegen::annotation_text(ExprNode* e) { load_text(unparse_expr(e)); }

// Python/compile.c: compiler_annassign.
void Codegen::ann_assign(AnnAssign* s) {
  if (s->value) {
    visit(s->value);
    visit(s->target);
  }
  bool stored = unit_->kind == UnitKind::Module || unit_->kind == UnitKind::Class;
  bool future = options_.future_flags & kCoFutureAnnotations;
  if (Name* name = as<Name>(s->target)) {
    if (forbidden_name(name->id, ExprContext::Store)) return;
    if (s->simple && stored) {
      if (future) annotation_text(s->annotation);
      else visit(s->annotation);
      op_name(LOAD_NAME, id("__annotations__"));
      load_text(*mangled(name->id));
      op(STORE_SUBSCR);
    }
  } else if (Attribute* attribute = as<Attribute>(s->target)) {
    if (forbidden_name(attribute->attr, ExprContext::Store)) return;
    if (!s->value) evaluate_annotation(attribute->value);
  } else if (Subscript* subscript = as<Subscript>(s->target)) {
    if (!s->value) {
      evaluate_annotation(subscript->value);
      evaluate_subscript_annotation(subscript->slice);
    }
  }
  if (!s->simple && stored && !future) evaluate_annotation(s->annotation);
}

void Codegen::evaluate_annotation(ExprNode* e) {
  visit(e);
  op(POP_TOP);
}

void Codegen::evaluate_subscript_annotation(ExprNode* e) {
  if (Slice* s = as<Slice>(e)) {
    for (ExprNode* part : {s->lower, s->upper, s->step})
      if (part) evaluate_annotation(part);
  } else if (Tuple* t = as<Tuple>(e)) {
    for (ExprNode* elt : t->elts) evaluate_subscript_annotation(elt);
  } else {
    evaluate_annotation(e);
  }
}

// Python/compile.c: compiler_visit_stmt_expr.
void Codegen::expr_stmt(ExprNode* value) {
  if (options_.interactive && units_.size() <= 1) {
    visit(value);
    return op(PRINT_EXPR);
  }
  if (is<Constant>(value)) return op(NOP);  // it would do nothing, but its line is executed
  visit(value);
  at_nowhere();
  op(POP_TOP);
}

// Python/compile.c: compiler_return.
void Codegen::return_stmt(Return* s) {
  bool preserve_tos = s->value && !is<Constant>(s->value);
  if (!in_function()) return fail("'return' outside function");
  if (s->value && unit_->scope->coroutine && unit_->scope->generator) return fail("'return' with value in async generator");
  if (preserve_tos) {
    visit(s->value);
  } else if (s->value) {
    at(*s->value);
    op(NOP);
  }
  if (!s->value || s->value->lineno != s->lineno) {
    at(*s);
    op(NOP);
  }
  unwind_all(preserve_tos, false, nullptr);
  if (!s->value) load_none();
  else if (!preserve_tos) load_const(static_cast<Constant*>(s->value)->value);
  op(RETURN_VALUE);
}

void Codegen::raise_stmt(Raise* s) {
  int count = 0;
  if (s->exc) {
    visit(s->exc);
    ++count;
    if (s->cause) {
      visit(s->cause);
      ++count;
    }
  }
  op(RAISE_VARARGS, count);
}

// Python/compile.c: compiler_assert.
void Codegen::assert_stmt(Assert* s) {
  Tuple* tuple = as<Tuple>(s->test);
  Constant* constant = as<Constant>(s->test);
  if ((tuple && !tuple->elts.empty()) || (constant && constant->value.type == ConstantType::kTuple && constant->value.count))
    warn("assertion is always true, perhaps remove parentheses?");
  if (options_.optimize) return;
  Block* end = new_block();
  jump_if(s->test, end, true);
  op(LOAD_ASSERTION_ERROR);
  if (s->msg) {
    visit(s->msg);
    call_op(0);
  }
  op(RAISE_VARARGS, 1);
  use(end);
}

// Python/compile.c: compiler_if.
void Codegen::if_stmt(If* s) {
  Block* end = new_block();
  Block* next = s->orelse.empty() ? end : new_block();
  jump_if(s->test, next, false);
  visit_all(s->body);
  if (!s->orelse.empty()) {
    jump_nowhere(JUMP, end);
    use(next);
    visit_all(s->orelse);
  }
  use(end);
}

// ---- imports ------------------------------------------------------------------------------------------------------

// Python/compile.c: compiler_import.
void Codegen::import_stmt(Import* s) {
  for (Alias* alias : s->names) {
    load_int(0);
    load_none();
    op_name(IMPORT_NAME, alias->name);
    if (alias->asname) {
      import_as(alias->name, alias->asname);
    } else {
      size_t dot = alias->name->find('.');
      name_op(dot == std::string::npos ? alias->name : id(std::string_view(*alias->name).substr(0, dot)), ExprContext::Store);
    }
  }
}

// `import a.b.c as d`: the import gives a; d is got by walking down from it.
void Codegen::import_as(Identifier name, Identifier asname) {
  std::string_view text = *name;
  size_t dot = text.find('.');
  if (dot == std::string_view::npos) return name_op(asname, ExprContext::Store);
  while (true) {
    size_t start = dot + 1;
    dot = text.find('.', start);
    op(IMPORT_FROM, unit_->names.index(id(text.substr(start, dot == std::string_view::npos ? dot : dot - start))));
    if (dot == std::string_view::npos) break;
    op(SWAP, 2);
    op(POP_TOP);
  }
  name_op(asname, ExprContext::Store);
  op(POP_TOP);
}

bool Codegen::future_import_is_late(const ImportFrom* s) {
  return s->lineno > options_.future_lineno && s->module && *s->module == "__future__";
}

// Python/compile.c: compiler_from_import.
void Codegen::import_from(ImportFrom* s) {
  load_int(s->level);
  if (future_import_is_late(s)) return fail("from __future__ imports must occur at the beginning of the file");
  std::vector<Identifier> names;
  for (Alias* alias : s->names) names.push_back(alias->name);
  load_const(names_tuple(names));
  op_name(IMPORT_NAME, s->module ? s->module : id(""));
  if ((*s->names[0]->name)[0] == '*') return op(IMPORT_STAR);
  for (Alias* alias : s->names) {
    op_name(IMPORT_FROM, alias->name);
    name_op(alias->asname ? alias->asname : alias->name, ExprContext::Store);
  }
  op(POP_TOP);
}

}  // namespace innards
