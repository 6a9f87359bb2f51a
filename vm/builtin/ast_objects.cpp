#include "builtin/ast_objects.h"

#include "builtin/ast_classes.h"
#include "heap/heap.h"
#include "heap/machine_stack.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"
#include "syntax/ast.h"
#include "syntax/parser.h"

namespace innards {

using ast::Field;
using ast::FieldType;
using ast::field_value;
using ast::Node;
using ast::Seq;

namespace {

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

bool set(Object* o, const char* name, Object* value_stolen) {
  Ref<> value(value_stolen);
  return value && object_set_attr_string(o, name, value) == 0;
}

bool set_places(Object* o, const ast::Position& at) {
  return set(o, "lineno", int_from_i64(at.lineno)) && set(o, "col_offset", int_from_i64(at.col_offset)) &&
         set(o, "end_lineno", int_from_i64(at.end_lineno)) && set(o, "end_col_offset", int_from_i64(at.end_col_offset));
}

// Makes the objects of one tree; counts its levels against the recursion limit as CPython does.
class ObjectMaker {
 public:
  // A node as an object; None for an absent one.
  Object* object_of(const Node* node) {
    if (!node) return new_none();
    if (depth_ >= limit_ || machine_stack_nearly_full()) return err_format(ExcRecursionError, "maximum recursion depth exceeded during ast construction");
    ++depth_;
    TypeObject* type = as_type(ast_class(node->node_kind));
    Ref<> o(type->tp_alloc(type, 0));
    const ast::Position* at = position_of(node);
    const bool ok = o && set_fields(o, node) && (!at || set_places(o, *at));
    --depth_;
    return ok ? o.release() : nullptr;
  }

 private:
  static constexpr int kScale = 3;  // COMPILER_STACK_FRAME_SCALE

  bool set_fields(Object* o, const Node* node) {
    for (const Field& f : fields_of(node->node_kind))
      if (!set(o, f.name, value_of(node, f))) return false;
    return true;
  }

  Object* value_of(const Node* n, const Field& f) {
    switch (f.type) {
      case FieldType::kIdentifier: case FieldType::kIdentifierOptional: return identifier_of(field_value<Identifier>(n, f));
      case FieldType::kIdentifierSeq: return list_of(field_value<Seq<Identifier>>(n, f), identifier_of);
      case FieldType::kTextOptional: return text_of(field_value<const std::string*>(n, f));
      case FieldType::kInt: return int_from_i64(field_value<int32_t>(n, f));
      case FieldType::kConstant: return object_from_constant(field_value<ConstantValue>(n, f));
      case FieldType::kChild: case FieldType::kChildOptional: return object_of(field_value<const Node*>(n, f));
      case FieldType::kChildSeq: return list_of(field_value<Seq<Node*>>(n, f), [this](const Node* c) { return object_of(c); });
      case FieldType::kContext: case FieldType::kBoolOperator: case FieldType::kOperator: case FieldType::kUnaryOperator:
        return ast_singleton(f.type, field_value<uint8_t>(n, f));
      case FieldType::kCompareOperators:
        return list_of(field_value<Seq<uint8_t>>(n, f), [](uint8_t op) { return ast_singleton(FieldType::kCompareOperators, op); });
    }
    return nullptr;
  }

  const int64_t limit_ = int64_t{rt().thread.recursion_limit} * kScale;
  int64_t depth_ = int64_t{rt().thread.recursion_limit - rt().thread.recursion_remaining} * kScale;
};

}  // namespace

Object* ast_of_source(const CompileRequest& request) {
  if (!ast_classes_make()) return nullptr;
  const ParseMode mode = request.mode == CodeMode::Eval ? ParseMode::kEval : request.mode == CodeMode::Single ? ParseMode::kSingle : ParseMode::kExec;
  NoYield guard;  // the tree lies outside the arena
  ParseFlags flags;
  flags.source_is_text = request.is_text;
  const ParseResult result = parse_module(request.source, request.filename, mode, flags);
  if (result.ok()) return ObjectMaker().object_of(result.tree);
  set_syntax_error(result.error);
  return nullptr;
}

}  // namespace innards
