// The _ast module: a class for each kind of node, made from syntax/nodes.def. CPython: Python/Python-ast.c.
#include <cstring>

#include "builtin/module_def.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"
#include "syntax/ast.h"

namespace innards {

namespace {

// ---- methods of AST

Object* fields_of_object(Object* self) {
  Ref<> name(str_from_cstr("_fields"));
  Object* fields = nullptr;
  if (!name || object_lookup_attr(static_cast<Object*>(type_of(self)), name, &fields) < 0) return nullptr;
  return fields ? sequence_tuple(Ref<>(fields)) : new_ref(empty_tuple());
}

bool set_positional(Object* self, Object* fields, Object* args) {
  const int64_t n = tuple_size_of(args), most = tuple_size_of(fields);
  if (n > most) return err_format(ExcTypeError, "%.400s constructor takes at most %zd positional argument%s", type_of(self)->tp_name.get(), most, most == 1 ? "" : "s");
  for (int64_t i = 0; i < n; ++i)
    if (object_set_attr(self, tuple_item_at(fields, i), tuple_item_at(args, i)) < 0) return false;
  return true;
}

bool set_by_name(Object* self, Object* fields, Object* kwargs, int64_t positional) {
  Object *key, *value;
  for (int64_t pos = 0; kwargs && dict_next(kwargs, &pos, &key, &value);) {
    const int has = sequence_contains(fields, key);
    if (has < 0) return false;
    const int64_t index = has ? sequence_index(fields, key) : -1;
    if (has && index < 0) return false;
    if (has && index < positional)
      return err_format(ExcTypeError, "%.400s got multiple values for argument '%U'", type_of(self)->tp_name.get(), key);
    if (object_set_attr(self, key, value) < 0) return false;
  }
  return true;
}

Object* ast_init(Object* self, Object* args, Object* kwargs) {
  Ref<> fields(fields_of_object(self));
  if (!fields || !set_positional(self, fields, args) || !set_by_name(self, fields, kwargs, tuple_size_of(args))) return nullptr;
  return new_none();
}

Object* ast_reduce(Object* self, Object*) {
  Object* dict = nullptr;
  Ref<> name(str_intern("__dict__"));
  if (!name || object_lookup_attr(self, name, &dict) < 0) return nullptr;
  Ref<> held(dict);
  Object* type = static_cast<Object*>(type_of(self));
  return dict ? tuple_pack(3, type, empty_tuple(), dict) : tuple_pack(2, type, empty_tuple());
}

const MethodDef kInit = {"__init__", ast_init, kMethVarargs | kMethKeywords, "__init__($self, /, *args, **kwargs)\n--\n\nSets fields by position and by name."};
const MethodDef kReduce = {"__reduce__", ast_reduce, kMethNoArgs, nullptr};
const MethodDef kAstMethods[] = {{}};

// ---- making classes

bool put(Object* dict, const char* name, Object* value_stolen) {
  Ref<> value(value_stolen);
  return value && dict_set_item_str(dict, name, value) == 0;
}

Object* names_tuple(const char* const* names, int count) {
  Ref<> tuple(tuple_new(count));
  for (int i = 0; tuple && i < count; ++i) {
    Object* name = str_intern(names[i]);
    if (!name) return nullptr;
    tuple_put(tuple, i, name);
  }
  return tuple.release();
}

struct ClassShape {
  const char* name;
  Object* base;
  const char* fields[8];
  int count = 0;
  const char* optional[8];   // fields that are None unless they are set
  int optional_count = 0;
  bool located = false;      // lineno and so on are attributes of its own
};

Object* make_class(Object* module, const ClassShape& c) {
  static const char* const kPlaces[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
  Ref<> dict(dict_new()), fields(names_tuple(c.fields, c.count)), name(str_from_cstr(c.name)), bases(tuple_pack(1, c.base));
  if (!dict || !fields || !name || !bases || dict_set_item_str(dict, "_fields", fields) < 0 || dict_set_item_str(dict, "__match_args__", fields) < 0 ||
      !put(dict, "__module__", str_from_cstr("ast")))
    return nullptr;
  if ((c.located || c.base == TypeBaseObject) && !put(dict, "_attributes", names_tuple(kPlaces, c.located ? 4 : 0))) return nullptr;
  for (int i = 0; i < c.optional_count; ++i)
    if (dict_set_item_str(dict, c.optional[i], none()) < 0) return nullptr;
  for (int i = 2; c.located && std::strcmp(c.name, "pattern") && i < 4; ++i)  // patterns must have an end
    if (dict_set_item_str(dict, kPlaces[i], none()) < 0) return nullptr;
  Ref<> type(object_call_function_obj_args(TypeType, name.get(), bases.get(), dict.get(), nullptr));
  return type && module_add_object_ref(module, c.name, type) == 0 ? type.release() : nullptr;
}

bool add_ast(Object* module, Ref<>* out) {
  ClassShape shape = {"AST", TypeBaseObject, {}, 0, {}, 0, false};
  out->reset(make_class(module, shape));
  if (!*out) return false;
  for (const MethodDef* method : {&kInit, &kReduce}) {
    Ref<> descr(descr_new_method(as_type(*out), method));
    if (!descr || object_set_attr_string(*out, method->name, descr) < 0) return false;
  }
  return true;
}

// The abstract class of that name, made on first use. Borrowed from the module.
Object* base_class(Object* module, Object* root, const char* name, bool located) {
  if (Object* there = dict_get_item_str(module_get_dict(module), name)) return there;
  Ref<> made(make_class(module, {name, root, {}, 0, {}, 0, located}));
  return made ? dict_get_item_str(module_get_dict(module), name) : nullptr;
}

struct KindRow {
  ast::Kind kind;
  const char* base;
};
const KindRow kKindRows[] = {
#define NODE(Base, Name, printed, fields, sentence) {ast::Kind::Name, #Base},
#include "syntax/nodes.def"
};

const KindRow* kind_row(ast::Kind kind) {
  for (const KindRow& row : kKindRows)
    if (row.kind == kind) return &row;
  return nullptr;
}

// What CPython calls the base of a kind, or null for AST itself.
const char* python_base(const KindRow& row) {
  static const char* const kNames[][2] = {
      {"ModNode", "mod"}, {"StmtNode", "stmt"}, {"ExprNode", "expr"}, {"PatternNode", "pattern"}, {"HandlerNode", "excepthandler"}};
  if (row.kind == ast::Kind::TypeIgnore) return "type_ignore";
  for (const auto& pair : kNames)
    if (!std::strcmp(pair[0], row.base)) return pair[1];
  return nullptr;
}

bool is_optional(const KindRow& row, const ast::Field& f) {
  if (row.kind == ast::Kind::TypeIgnore) return false;
  if (row.kind == ast::Kind::ImportFrom && !std::strcmp(f.name, "level")) return true;
  return f.type == ast::FieldType::kIdentifierOptional || f.type == ast::FieldType::kTextOptional || f.type == ast::FieldType::kChildOptional;
}

bool add_kind(Object* module, Object* root, const KindRow& row) {
  const char* base = python_base(row);
  const bool located = has_position(row.kind);
  ClassShape shape = {kind_name(row.kind), root, {}, 0, {}, 0, located && !base};
  if (base && !(shape.base = base_class(module, root, base, located))) return false;
  for (const ast::Field& f : fields_of(row.kind)) {
    shape.fields[shape.count++] = f.name;
    if (is_optional(row, f)) shape.optional[shape.optional_count++] = f.name;
  }
  return Ref<>(make_class(module, shape)).get() != nullptr;
}

// expr_context, boolop and so on with their members.
bool add_enumeration(Object* module, Object* root, const char* base_name, const char* const* names) {
  Object* base = base_class(module, root, base_name, false);
  for (; base && *names; ++names)
    if (!Ref<>(make_class(module, {*names, base, {}, 0, {}, 0, false}))) return false;
  return base != nullptr;
}

bool add_enumerations(Object* m, Object* root) {
  static const char* const kContexts[] = {"Load", "Store", "Del", nullptr};
  static const char* const kBools[] = {"And", "Or", nullptr};
  static const char* const kOperators[] = {"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv", nullptr};
  static const char* const kUnary[] = {"Invert", "Not", "UAdd", "USub", nullptr};
  static const char* const kCompare[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn", nullptr};
  return add_enumeration(m, root, "expr_context", kContexts) && add_enumeration(m, root, "boolop", kBools) &&
         add_enumeration(m, root, "operator", kOperators) && add_enumeration(m, root, "unaryop", kUnary) &&
         add_enumeration(m, root, "cmpop", kCompare);
}

int exec(Object* m) {
  Ref<> root;
  if (!add_ast(m, &root) || module_add_int_constant(m, "PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000) < 0 ||
      module_add_int_constant(m, "PyCF_ONLY_AST", 0x400) < 0 || module_add_int_constant(m, "PyCF_TYPE_COMMENTS", 0x1000) < 0)
    return -1;
  for (const KindRow& row : kKindRows) {
    if (row.kind == ast::Kind::Comprehension && !add_enumerations(m, root)) return -1;  // CPython's order
    if (row.kind != ast::Kind::TypeIgnore && !add_kind(m, root, row)) return -1;
    if (row.kind == ast::Kind::MatchOr && !add_kind(m, root, *kind_row(ast::Kind::TypeIgnore))) return -1;
  }
  Ref<> singletons(dict_new());
  return singletons ? module_add_object_ref(m, "_singletons", singletons) : -1;
}

}  // namespace

extern const NativeModule k_module__ast;
const NativeModule k_module__ast = {"_ast", nullptr, kAstMethods, exec};

}  // namespace innards
