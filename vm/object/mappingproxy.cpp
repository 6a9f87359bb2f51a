// mappingproxy: a read-only view of a mapping, what a class's __dict__ is (CPython: Objects/descrobject.c).
#include "native/args.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/identifiers.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

Object* mapping_of(Object* o) { return static_cast<MappingProxyObject*>(o)->mapping; }
bool is_proxy(Object* o) { return o->ob_type == TypeMappingProxy; }

bool check_mapping(Object* mapping) {
  if (mapping_check(mapping) && !list_check(mapping) && !tuple_check(mapping)) return true;
  err_format(ExcTypeError, "mappingproxy() argument must be a mapping, not %s", mapping->ob_type->tp_name.get());
  return false;
}

int64_t proxy_len(Object* o) { return object_size(mapping_of(o)); }
Object* proxy_getitem(Object* o, Object* key) { return object_get_item(mapping_of(o), key); }

int proxy_contains(Object* o, Object* key) {
  Object* mapping = mapping_of(o);
  return dict_check_exact(mapping) ? dict_contains(mapping, key) : sequence_contains(mapping, key);
}

Object* proxy_or(Object* a, Object* b) { return number_or(is_proxy(a) ? mapping_of(a) : a, is_proxy(b) ? mapping_of(b) : b); }

Object* proxy_in_place_or(Object* self, Object*) {
  return err_format(ExcTypeError, "'|=' is not supported by %s; use '|' instead", self->ob_type->tp_name.get());
}

Object* proxy_get(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("get", nargs, 1, 2)) return nullptr;
  Object* call[] = {nullptr, mapping_of(self), args[0], nargs > 1 ? args[1] : none()};
  return object_vectorcall_method(ID(get), call + 1, 3 | kVectorcallArgumentsOffset, nullptr);
}

Object* proxy_keys(Object* self, Object*) { return object_call_method_no_args(mapping_of(self), ID(keys)); }
Object* proxy_values(Object* self, Object*) { return object_call_method_no_args(mapping_of(self), ID(values)); }
Object* proxy_items(Object* self, Object*) { return object_call_method_no_args(mapping_of(self), ID(items)); }
Object* proxy_copy(Object* self, Object*) { return object_call_method_no_args(mapping_of(self), ID(copy)); }
Object* proxy_reversed(Object* self, Object*) { return object_call_method_no_args(mapping_of(self), ID(__reversed__)); }

void proxy_dealloc(Object* o) {
  gc_untrack(o);
  decref(mapping_of(o));
  gc_del(o);
}

int proxy_traverse(Object* o, visitproc* visit, void* arg) { return visit(mapping_of(o), arg); }
Object* proxy_iter(Object* o) { return object_get_iter(mapping_of(o)); }
Object* proxy_str(Object* o) { return object_str(mapping_of(o)); }
Object* proxy_repr(Object* o) { return str_from_format("mappingproxy(%R)", mapping_of(o)); }
Object* proxy_rich_compare(Object* v, Object* w, int op) { return object_rich_compare(mapping_of(v), w, op); }

Object* proxy_tp_new(TypeObject*, Object* args, Object* kwargs) {
  static const char* const keywords[] = {"mapping", nullptr};
  static const ArgsParser parser = {"mappingproxy", keywords};
  Object* buf[1] = {nullptr};
  Object** found = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &parser, 1, 1, 0, buf);
  return found ? dict_proxy_new(found[0]) : nullptr;
}

const MethodDef kMethods[] = {
    {"get", proxy_get, kMethFastcall, "The value of key, or a default (None if none is given)."},
    {"keys", proxy_keys, kMethNoArgs, "The mapping's keys."},
    {"values", proxy_values, kMethNoArgs, "The mapping's values."},
    {"items", proxy_items, kMethNoArgs, "The mapping's (key, value) pairs."},
    {"copy", proxy_copy, kMethNoArgs, "A copy of the mapping."},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "The generic alias (PEP 585)."},
    {"__reversed__", proxy_reversed, kMethNoArgs, "An iterator over the keys, last first."},
    {},
};

}  // namespace

Object* dict_proxy_new(Object* mapping) {
  if (!check_mapping(mapping)) return nullptr;
  MappingProxyObject* proxy = gc_new_as<MappingProxyObject>(TypeMappingProxy);
  if (!proxy) return nullptr;
  proxy->mapping = new_ref(mapping);
  gc_track(proxy);
  return proxy;
}

void init_MappingProxy_type(TypeObject* t) {
  t->tp_basicsize = sizeof(MappingProxyObject);
  t->tp_dealloc = proxy_dealloc;
  t->tp_repr = proxy_repr;
  t->tp_str = proxy_str;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpMapping;
  t->tp_traverse = proxy_traverse;
  t->tp_richcompare = proxy_rich_compare;
  t->tp_iter = proxy_iter;
  t->tp_new = proxy_tp_new;
  sequence_methods(t)->sq_contains = proxy_contains;
  MappingMethods* mp = mapping_methods(t);
  mp->mp_length = proxy_len;
  mp->mp_subscript = proxy_getitem;
  NumberMethods* nb = number_methods(t);
  nb->nb_or = proxy_or;
  nb->nb_inplace_or = proxy_in_place_or;
  type_add_methods(t, kMethods);
}

}  // namespace innards
