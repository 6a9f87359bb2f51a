// types.SimpleNamespace: a bag of attributes (CPython: Objects/namespaceobject.c).
#include "object/namespace.h"

#include "heap/heap.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

NamespaceObject* as_namespace(Object* o) { return static_cast<NamespaceObject*>(o); }

Object* namespace_tp_new(TypeObject* type, Object*, Object*) {
  Object* self = type->tp_alloc(type, 0);
  if (!self) return nullptr;
  as_namespace(self)->ns_dict = dict_new();
  if (as_namespace(self)->ns_dict) return self;
  decref(self);
  return nullptr;
}

int namespace_init(Object* self, Object* args, Object* kwargs) {
  if (tuple_size_of(args) != 0) {
    err_set_string(ExcTypeError, "no positional arguments expected");
    return -1;
  }
  if (!kwargs) return 0;
  if (!dict_has_only_string_keys(kwargs)) {
    err_set_string(ExcTypeError, "keywords must be strings");
    return -1;
  }
  return dict_update(as_namespace(self)->ns_dict, kwargs);
}

void namespace_dealloc(Object* o) {
  gc_untrack(o);
  clear_ref(as_namespace(o)->ns_dict);
  o->ob_type->tp_free(o);
}

int namespace_traverse(Object* o, visitproc* visit, void* arg) {
  Object* dict = as_namespace(o)->ns_dict;
  return dict ? visit(dict, arg) : 0;
}

int namespace_clear(Object* o) {
  clear_ref(as_namespace(o)->ns_dict);
  return 0;
}

// name=value of one attribute, put into pairs. 0 or -1.
int add_pair(Object* dict, Object* key, Object* pairs) {
  if (!str_check(key) || str_length(key) == 0) return 0;
  Object* value = dict_get_item_with_error(dict, key);
  if (!value) return err_occurred() ? -1 : 0;
  Ref<> pair(str_from_format("%U=%R", key, value));
  return pair ? list_append(pairs, pair) : -1;
}

Object* repr_of_items(const char* name, Object* dict) {
  Ref<> pairs(list_new(0));
  if (!pairs) return nullptr;
  Ref<> keys(dict_keys(dict));
  if (!keys) return nullptr;
  for (int64_t i = 0; i < list_size_of(keys); ++i) {
    if (add_pair(dict, list_item_at(keys, i), pairs) < 0) return nullptr;
  }
  Ref<> separator(str_from_cstr(", "));
  if (!separator) return nullptr;
  Ref<> text(str_join(separator, pairs));
  return text ? str_from_format("%s(%U)", name, text.get()) : nullptr;
}

Object* namespace_repr(Object* o) {
  const char* name = o->ob_type == TypeNamespace ? "namespace" : o->ob_type->tp_name.get();
  int entered = repr_enter(o);
  if (entered != 0) return entered > 0 ? str_from_format("%s(...)", name) : nullptr;
  Object* result = repr_of_items(name, as_namespace(o)->ns_dict);
  repr_leave(o);
  return result;
}

Object* namespace_rich_compare(Object* v, Object* w, int op) {
  if (!object_type_check(v, TypeNamespace) || !object_type_check(w, TypeNamespace)) return new_not_implemented();
  return object_rich_compare(as_namespace(v)->ns_dict, as_namespace(w)->ns_dict, op);
}

Object* namespace_reduce(Object* o, Object*) {
  return tuple_pack(3, static_cast<Object*>(o->ob_type.get()), empty_tuple(), as_namespace(o)->ns_dict.get());
}

const MethodDef kMethods[] = {
    {"__reduce__", namespace_reduce, kMethNoArgs, "What pickling needs."},
    {},
};
const MemberDef kMembers[] = {
    {"__dict__", kTObject, offsetof(NamespaceObject, ns_dict), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

}  // namespace

Object* namespace_new(Object* kwds) {
  Object* self = namespace_tp_new(TypeNamespace, nullptr, nullptr);
  if (!self || !kwds || dict_update(as_namespace(self)->ns_dict, kwds) == 0) return self;
  decref(self);
  return nullptr;
}

void init_Namespace_type(TypeObject* t) {
  t->tp_basicsize = sizeof(NamespaceObject);
  t->tp_dealloc = namespace_dealloc;
  t->tp_repr = namespace_repr;
  t->tp_getattro = object_generic_get_attr;
  t->tp_setattro = object_generic_set_attr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType;
  type_set_doc(t, "SimpleNamespace(**kwargs): a bag of attributes with a repr.");
  t->tp_traverse = namespace_traverse;
  t->tp_clear = namespace_clear;
  t->tp_richcompare = namespace_rich_compare;
  t->tp_dictoffset = offsetof(NamespaceObject, ns_dict);
  t->tp_init = namespace_init;
  t->tp_alloc = type_generic_alloc;
  t->tp_new = namespace_tp_new;
  t->tp_free = gc_del;
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
}

}  // namespace innards
