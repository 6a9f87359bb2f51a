#include "builtin/ast_objects.h"

#include "heap/heap.h"
#include "heap/machine_stack.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/import.h"
#include "run/runtime.h"
#include "syntax/ast.h"
#include "syntax/parser.h"

namespace innards {

using ast::Field;
using ast::FieldType;
using ast::field_value;
using ast::Node;
using ast::Seq;

Object* ast_class(const char* name) {
  Ref<> module(import_import_module("_ast"));
  if (!module) return nullptr;
  Object* found = dict_get_item_str(module_get_dict(module), name);
  return found ? found : err_format(ExcAttributeError, "module '_ast' has no attribute '%s'", name);
}

// CPython keeps these in the module's state. Here the module's dict has them, under one name that `import *` leaves out.
Object* ast_singleton(const char* name) {
  Object* all = ast_class("_singletons");
  Object* found = all ? dict_get_item_str(all, name) : nullptr;
  if (found || !all) return xnew_ref(found);
  Object* type = ast_class(name);
  Ref<> made(type ? as_type(type)->tp_alloc(as_type(type), 0) : nullptr);
  return made && dict_set_item_str(all, name, made) == 0 ? made.release() : nullptr;
}

namespace {

Object* object_of(const Node* node);

Object* text_of(const std::string* text) {
  return text ? str_from_utf8_wtf(text->data(), static_cast<int64_t>(text->size())) : new_none();
}

Object* identifier_of(Identifier name) {
  Object* text = text_of(name);
  if (text && name) str_intern_in_place(&text);
  return text;
}

// A list of what `make` gives for each item.
template <class T, class Make>
Object* list_of(const Seq<T>& items, Make make) {
  Ref<> list(list_new(0));
  for (const T& item : items) {
    Ref<> o(list ? make(item) : nullptr);
    if (!o || list_append(list, o) < 0) return nullptr;
  }
  return list.release();
}

Object* value_of(const Node* n, const Field& f) {
  switch (f.type) {
    case FieldType::kIdentifier: case FieldType::kIdentifierOptional: return identifier_of(field_value<Identifier>(n, f));
    case FieldType::kIdentifierSeq: return list_of(field_value<Seq<Identifier>>(n, f), identifier_of);
    case FieldType::kTextOptional: return text_of(field_value<const std::string*>(n, f));
    case FieldType::kInt: return int_from_i64(field_value<int32_t>(n, f));
    case FieldType::kConstant: return object_from_constant(field_value<ConstantValue>(n, f));
    case FieldType::kChild: case FieldType::kChildOptional: return object_of(field_value<const Node*>(n, f));
    case FieldType::kChildSeq: return list_of(field_value<Seq<Node*>>(n, f), [](const Node* c) { return object_of(c); });
    case FieldType::kContext: return ast_singleton(name_of(field_value<ast::ExprContext>(n, f)));
    case FieldType::kBoolOperator: return ast_singleton(name_of(field_value<ast::BoolOperator>(n, f)));
    case FieldType::kOperator: return ast_singleton(name_of(field_value<ast::Operator>(n, f)));
    case FieldType::kUnaryOperator: return ast_singleton(name_of(field_value<ast::UnaryOperator>(n, f)));
    case FieldType::kCompareOperators:
      return list_of(field_value<Seq<ast::CompareOperator>>(n, f), [](ast::CompareOperator op) { return ast_singleton(name_of(op)); });
  }
  return nullptr;
}

bool set(Object* o, const char* name, Object* value_stolen) {
  Ref<> value(value_stolen);
  return value && object_set_attr_string(o, name, value) == 0;
}

// A node as an object; None for an absent one.
Object* object_of(const Node* node) {
  if (!node) return new_none();
  if (machine_stack_nearly_full()) return err_format(ExcRecursionError, "maximum recursion depth exceeded during ast construction");
  Object* type = ast_class(kind_name(node->node_kind));
  Ref<> o(type ? as_type(type)->tp_alloc(as_type(type), 0) : nullptr);
  if (!o) return nullptr;
  for (const Field& f : fields_of(node->node_kind))
    if (!set(o, f.name, value_of(node, f))) return nullptr;
  const ast::Position* at = position_of(node);
  if (!at) return o.release();
  const bool ok = set(o, "lineno", int_from_i64(at->lineno)) && set(o, "col_offset", int_from_i64(at->col_offset)) &&
                  set(o, "end_lineno", int_from_i64(at->end_lineno)) && set(o, "end_col_offset", int_from_i64(at->end_col_offset));
  return ok ? o.release() : nullptr;
}

}  // namespace

Object* ast_of_source(const CompileRequest& request) {
  Ref<> module(import_import_module("_ast"));
  if (!module) return nullptr;
  const ParseMode mode = request.mode == CodeMode::Eval ? ParseMode::kEval : request.mode == CodeMode::Single ? ParseMode::kSingle : ParseMode::kExec;
  NoYield guard;  // the tree lies outside the arena
  ParseFlags flags;
  flags.source_is_text = request.is_text;
  const ParseResult result = parse_module(request.source, request.filename, mode, flags);
  if (result.ok()) return object_of(result.tree);
  set_syntax_error(result.error);
  return nullptr;
}

}  // namespace innards
