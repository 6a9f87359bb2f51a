// The _ast module: a class for each kind of node, made from syntax/nodes.def. CPython: Python/Python-ast.c.
#include <string>

#include "builtin/ast_classes.h"
#include "builtin/module_def.h"
#include "builtin/native_type.h"
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

namespace innards {

using ast::Family;
using ast::Field;
using ast::FieldType;
using NodeKind = ast::Kind;
using ast::kFamilies;
using ast::kEnumerations;
using ast::kKinds;

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
  if (n > most) return err_format(ExcTypeError, "%.400s constructor takes at most %zd positional argument%s", type_name(type_of(self)), most, most == 1 ? "" : "s");
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
      return err_format(ExcTypeError, "%.400s got multiple values for argument '%U'", type_name(type_of(self)), key);
    if (object_set_attr(self, key, value) < 0) return false;
  }
  return true;
}

int ast_init(Object* self, Object* args, Object* kwargs) {
  Ref<> fields(fields_of_object(self));
  return fields && set_positional(self, fields, args) && set_by_name(self, fields, kwargs, tuple_size_of(args)) ? 0 : -1;
}

Object* ast_reduce(Object* self, Object*) {
  Object* dict = nullptr;
  Ref<> name(str_intern("__dict__"));
  if (!name || object_lookup_attr(self, name, &dict) < 0) return nullptr;
  Ref<> held(dict);
  Object* type = static_cast<Object*>(type_of(self));
  return dict ? tuple_pack(3, type, empty_tuple(), dict) : tuple_pack(2, type, empty_tuple());
}

struct AstObject : Object {
  Ptr<Object> dict;
};

void ast_dealloc(Object* o) {
  gc_untrack(o);
  clear_ref(static_cast<AstObject*>(o)->dict);
  o->ob_type->tp_free(o);
}

int ast_traverse(Object* o, visitproc* visit, void* arg) {
  Object* dict = static_cast<AstObject*>(o)->dict;
  return dict ? visit(dict, arg) : 0;
}

int ast_clear(Object* o) {
  clear_ref(static_cast<AstObject*>(o)->dict);
  return 0;
}

const MethodDef kMethods[] = {{"__reduce__", ast_reduce, kMethNoArgs, nullptr}, {}};
const GetSetDef kGetSets[] = {{"__dict__", object_generic_get_dict, object_generic_set_dict, nullptr, nullptr}, {}};
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
  std::string doc = {};
  const char* fields[8] = {};
  int count = 0;
  const char* optional[8] = {};  // fields that are None unless they are set
  int optional_count = 0;
  bool root_of_family = false;   // _attributes are its own
  bool located = false;          // ... and not empty
  bool needs_end = false;        // patterns must have an end
};

const char* const kPlaces[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};

bool fill_class_dict(Object* dict, const ClassShape& c) {
  Ref<> fields(names_tuple(c.fields, c.count));
  if (!fields || dict_set_item_str(dict, "_fields", fields) < 0 || dict_set_item_str(dict, "__match_args__", fields) < 0 ||
      !put(dict, "__module__", str_from_cstr("ast")) || !put(dict, "__doc__", c.doc.empty() ? new_none() : str_from_cstr(c.doc.c_str())))
    return false;
  if (c.root_of_family && !put(dict, "_attributes", names_tuple(kPlaces, c.located ? 4 : 0))) return false;
  for (int i = 0; i < c.optional_count; ++i)
    if (dict_set_item_str(dict, c.optional[i], none()) < 0) return false;
  for (int i = 2; c.root_of_family && c.located && !c.needs_end && i < 4; ++i)
    if (dict_set_item_str(dict, kPlaces[i], none()) < 0) return false;
  return true;
}

Object* make_class(const ClassShape& c) {
  Ref<> dict(dict_new()), name(str_from_cstr(c.name)), bases(tuple_pack(1, c.base));
  if (!dict || !name || !bases || !fill_class_dict(dict, c)) return nullptr;
  return object_call_function_obj_args(TypeType, name.get(), bases.get(), dict.get(), nullptr);
}

// AST is a type of ours, but one that programs may change, as CPython's.
bool fill_root_class() {
  TypeAst->tp_flags &= ~static_cast<uint64_t>(kTpImmutableType);
  Ref<> none_at_all(tuple_new(0));
  for (const char* name : {"_fields", "__match_args__", "_attributes"})
    if (object_set_attr_string(TypeAst, name, none_at_all) < 0) return false;
  Ref<> module(str_intern("ast"));
  return module && dict_set_item_str(TypeAst->tp_dict, "__module__", module) == 0;
}

// ---- what a class holds, as CPython's grammar writes it: the __doc__ of the classes

const char* field_type_text(const Field& f) {
  switch (f.type) {
    case FieldType::kIdentifier: case FieldType::kIdentifierOptional: case FieldType::kIdentifierSeq: return "identifier";
    case FieldType::kTextOptional: return "string";
    case FieldType::kInt: return "int";
    case FieldType::kConstant: return "constant";
    case FieldType::kChild: case FieldType::kChildOptional: case FieldType::kChildSeq:
      return f.family == Family::Alone ? kind_name(f.kind) : family_name(f.family);
    default: return enumeration_of(f.type).name;
  }
}

bool is_list(FieldType type) {
  return type == FieldType::kChildSeq || type == FieldType::kIdentifierSeq || type == FieldType::kCompareOperators;
}

std::string kind_text(NodeKind kind) {
  std::string text;
  for (const Field& f : fields_of(kind))
    text += std::string(text.empty() ? "" : ", ") + field_type_text(f) + (is_list(f.type) ? "*" : f.optional ? "?" : "") + " " + f.name;
  return kind_name(kind) + (text.empty() ? text : "(" + text + ")");
}

std::string family_text(Family family) {
  const std::string name = family_name(family);
  std::string text;
  for (int k = 0; k < kKinds; ++k)
    if (family_of(static_cast<NodeKind>(k)) == family)
      text += (text.empty() ? name + " = " : "\n" + std::string(name.size() + 1, ' ') + "| ") + kind_text(static_cast<NodeKind>(k));
  return text;
}

std::string enumeration_text(const ast::Enumeration& e) {
  std::string text = e.name;
  for (int i = 0; i < e.count; ++i) text += std::string(i ? " | " : " = ") + e.members[i];
  return text;
}

// ---- the tuple of all classes: kinds, families, AST, then each enumeration's base and members

constexpr int kRootAt = kKinds + kFamilies;
constexpr int kEnumerationsAt = kRootAt + 1;

FieldType enumeration_type(int index) { return static_cast<FieldType>(static_cast<int>(FieldType::kContext) + index); }

// Where an enumeration's base stands; its members follow.
int enumeration_at(FieldType type) {
  int at = kEnumerationsAt;
  for (int i = 0; enumeration_type(i) != type; ++i) at += 1 + enumeration_of(enumeration_type(i)).count;
  return at;
}

int classes_count() {
  const FieldType last = enumeration_type(kEnumerations - 1);
  return enumeration_at(last) + 1 + enumeration_of(last).count;
}

Object* class_at(Object* classes, int index) { return tuple_item_at(classes, index); }

bool add_class(Object* classes, int index, const ClassShape& shape) {
  Object* made = make_class(shape);
  if (made) tuple_put(classes, index, made);
  return made != nullptr;
}

bool add_family(Object* classes, Family family) {
  ClassShape shape = {family_name(family), class_at(classes, kRootAt), family_text(family)};
  shape.root_of_family = true;
  shape.located = family != Family::Mod && family != Family::TypeIgnore;
  shape.needs_end = family == Family::Pattern;
  return add_class(classes, kKinds + static_cast<int>(family), shape);
}

bool add_kind(Object* classes, NodeKind kind) {
  const Family family = family_of(kind);
  const bool alone = family == Family::Alone;
  ClassShape shape = {kind_name(kind), class_at(classes, alone ? kRootAt : kKinds + static_cast<int>(family)), kind_text(kind)};
  shape.root_of_family = alone;
  shape.located = alone && has_position(kind);
  for (const Field& f : fields_of(kind)) {
    shape.fields[shape.count++] = f.name;
    if (f.optional) shape.optional[shape.optional_count++] = f.name;
  }
  return add_class(classes, static_cast<int>(kind), shape);
}

// expr_context, boolop and so on with their members.
bool add_enumeration(Object* classes, FieldType type) {
  const ast::Enumeration& e = enumeration_of(type);
  const int at = enumeration_at(type);
  ClassShape base = {e.name, class_at(classes, kRootAt), enumeration_text(e)};
  base.root_of_family = true;
  if (!add_class(classes, at, base)) return false;
  for (int i = 0; i < e.count; ++i)
    if (!add_class(classes, at + 1 + i, {e.members[i], class_at(classes, at), e.members[i]})) return false;
  return true;
}

bool make_classes() {
  Ref<> classes(tuple_new(classes_count())), singletons(tuple_new(classes_count()));
  if (!classes || !singletons || !fill_root_class()) return false;
  tuple_put(classes, kRootAt, new_ref(static_cast<Object*>(TypeAst)));
  for (int f = 0; f < kFamilies; ++f)
    if (!add_family(classes, static_cast<Family>(f))) return false;
  for (int k = 0; k < kKinds; ++k)
    if (!add_kind(classes, static_cast<NodeKind>(k))) return false;
  for (int e = 0; e < kEnumerations; ++e) {
    const FieldType type = enumeration_type(e);
    if (!add_enumeration(classes, type)) return false;
    for (int i = 1; i <= enumeration_of(type).count; ++i) {
      TypeObject* member = as_type(class_at(classes, enumeration_at(type) + i));
      Object* made = member->tp_alloc(member, 0);
      if (!made) return false;
      tuple_put(singletons, enumeration_at(type) + i, made);
    }
  }
  rt().modules.ast_classes = classes.release();
  rt().modules.ast_singletons = singletons.release();
  return true;
}

// ---- the module's names, in CPython's order

bool publish(Object* module, int index) {
  Object* c = class_at(rt().modules.ast_classes, index);
  return module_add_object_ref(module, as_type(c)->tp_name.get(), c) == 0;
}

bool publish_enumerations(Object* module) {
  for (int i = kEnumerationsAt; i < classes_count(); ++i)
    if (!publish(module, i)) return false;
  return true;
}

bool publish_family(Object* module, Family family) {
  if (family != Family::Alone && !publish(module, kKinds + static_cast<int>(family))) return false;
  for (int k = 0; k < kKinds; ++k)
    if (family_of(static_cast<NodeKind>(k)) == family && !publish(module, k)) return false;
  return true;
}

bool publish_alone(Object* module, NodeKind first, NodeKind last) {
  for (int k = static_cast<int>(first); k <= static_cast<int>(last); ++k)
    if (family_of(static_cast<NodeKind>(k)) == Family::Alone && !publish(module, k)) return false;
  return true;
}

bool publish_all(Object* m) {
  return module_add_object_ref(m, "AST", ast_root_class()) == 0 && publish_family(m, Family::Mod) && publish_family(m, Family::Stmt) && publish_family(m, Family::Expr) &&
         publish_enumerations(m) && publish_alone(m, NodeKind::Comprehension, NodeKind::Comprehension) && publish_family(m, Family::Handler) &&
         publish_alone(m, NodeKind::Arguments, NodeKind::MatchCase) && publish_family(m, Family::Pattern) && publish_family(m, Family::TypeIgnore);
}

int exec(Object* m) {
  if (!ast_classes_make()) return -1;
  const bool ok = publish_all(m) && module_add_int_constant(m, "PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000) == 0 &&
                  module_add_int_constant(m, "PyCF_ONLY_AST", 0x400) == 0 && module_add_int_constant(m, "PyCF_TYPE_COMMENTS", 0x1000) == 0;
  return ok ? 0 : -1;
}

}  // namespace

void init_Ast_type(TypeObject* t) {
  native_gc_type(t, sizeof(AstObject), ast_dealloc, ast_traverse, ast_clear, type_generic_new);
  t->tp_setattro = object_generic_set_attr;
  t->tp_dictoffset = offsetof(AstObject, dict);
  t->tp_init = ast_init;
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
}

bool ast_classes_made() { return rt().modules.ast_classes != nullptr; }
bool ast_classes_make() { return ast_classes_made() || make_classes(); }
Object* ast_root_class() { return class_at(rt().modules.ast_classes, kRootAt); }
Object* ast_class(NodeKind kind) { return class_at(rt().modules.ast_classes, static_cast<int>(kind)); }
Object* ast_class(Family family) { return class_at(rt().modules.ast_classes, kKinds + static_cast<int>(family)); }
Object* ast_member_class(FieldType type, int value) { return class_at(rt().modules.ast_classes, enumeration_at(type) + 1 + value); }
Object* ast_singleton(FieldType type, int value) {
  return new_ref(tuple_item_at(rt().modules.ast_singletons, enumeration_at(type) + 1 + value));
}

extern const NativeModule k_module__ast;
const NativeModule k_module__ast = {"_ast", nullptr, kAstMethods, exec};

}  // namespace innards
