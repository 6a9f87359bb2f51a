// The _collections module: defaultdict, the fields of named tuples, counting; deque has files of its own, and
// OrderedDict is in object/. Follows Modules/_collectionsmodule.c where a program can see it.
#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "native/args.h"
#include "object/call.h"
#include "object/default_dict.h"
#include "object/generic_alias.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/module.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// ---- defaultdict

DefaultDictObject* as_default(Object* o) { return static_cast<DefaultDictObject*>(o); }
Object* factory_or_none(Object* o) { return as_default(o)->default_factory ? as_default(o)->default_factory.get() : none(); }

Object* default_missing(Object* o, Object* key) {
  Object* factory = factory_or_none(o);
  if (is_none(factory)) {
    Ref<> args(tuple_pack(1, key));   // a tuple as key is still one argument
    if (args) err_set_object(ExcKeyError, args);
    return nullptr;
  }
  Ref<> value(object_call_no_args(factory));
  if (!value || object_set_item(o, key, value) < 0) return nullptr;
  return value.release();
}

Object* default_like(Object* o, Object* items) {
  return object_call_function_obj_args(o->ob_type, factory_or_none(o), items, nullptr);
}
Object* default_copy(Object* o, Object*) { return default_like(o, o); }

Object* default_reduce(Object* o, Object*) {
  Object* factory = factory_or_none(o);
  Ref<> args(is_none(factory) ? tuple_new(0) : tuple_pack(1, factory));
  Ref<> items(args ? object_call_method_no_args(o, ID(items)) : nullptr);
  Ref<> iter(items ? object_get_iter(items) : nullptr);
  return iter ? tuple_pack(5, static_cast<Object*>(o->ob_type.get()), args.get(), none(), none(), iter.get()) : nullptr;
}

Object* factory_text(Object* factory) {
  if (!factory) return str_from_cstr("None");
  int status = repr_enter(factory);
  if (status) return status < 0 ? nullptr : str_from_cstr("...");
  Object* text = object_repr(factory);
  repr_leave(factory);
  return text;
}
Object* default_repr(Object* o) {
  Ref<> items(TypeDict->tp_repr(o));
  Ref<> factory(items ? factory_text(as_default(o)->default_factory) : nullptr);
  return factory ? str_from_format("%s(%U, %U)", type_name(o->ob_type), factory.get(), items.get()) : nullptr;
}

Object* default_or(Object* left, Object* right) {
  const bool ours = object_type_check(left, TypeDefaultDict);
  if (!dict_check(ours ? right : left)) return new_not_implemented();
  Ref<> sum(default_like(ours ? left : right, left));
  if (!sum || dict_update(sum, right) < 0) return nullptr;
  return sum.release();
}

int default_init(Object* o, Object* args, Object* kwargs) {
  Object* factory = nullptr;
  Ref<> rest;
  if (!args || tuple_size_of(args) == 0) {
    rest.reset(tuple_new(0));
  } else {
    factory = tuple_item_at(args, 0);
    if (!callable_check(factory) && !is_none(factory)) {
      err_set_string(ExcTypeError, "first argument must be callable or None");
      return -1;
    }
    rest.reset(tuple_get_slice(args, 1, tuple_size_of(args)));
  }
  if (!rest) return -1;
  Ref<> old(as_default(o)->default_factory);
  as_default(o)->default_factory = xnew_ref(factory);
  return TypeDict->tp_init(o, rest, kwargs);
}

int default_traverse(Object* o, visitproc* visit, void* arg) {
  if (int r = visit_all(visit, arg, {as_default(o)->default_factory})) return r;
  return TypeDict->tp_traverse(o, visit, arg);
}
int default_clear(Object* o) {
  clear_ref(as_default(o)->default_factory);
  return TypeDict->tp_clear(o);
}
void default_dealloc(Object* o) {
  gc_untrack(o);
  clear_ref(as_default(o)->default_factory);
  TypeDict->tp_dealloc(o);
}

const MethodDef kDefaultMethods[] = {
    {"__missing__", default_missing, kMethO, "__missing__(key) -- makes a value for key with default_factory, or raises KeyError"},
    {"copy", default_copy, kMethNoArgs, "D.copy() -> a shallow copy of D."},
    {"__copy__", default_copy, kMethNoArgs, "D.copy() -> a shallow copy of D."},
    {"__reduce__", default_reduce, kMethNoArgs, "Return state information for pickling."},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "See PEP 585"},
    {},
};
const MemberDef kDefaultMembers[] = {
    {"default_factory", kTObject, offsetof(DefaultDictObject, default_factory), 0, "What is called for a missing value."},
    {nullptr, 0, 0, 0, nullptr},
};

// ---- _tuplegetter

struct TupleGetterObject : Object {
  int64_t index;
  Ptr<Object> doc;
};

TupleGetterObject* as_getter(Object* o) { return static_cast<TupleGetterObject*>(o); }

Object* getter_new(TypeObject* type, Object* args, Object* kwargs) {
  if (type == TypeTupleGetter && !args_no_keywords("_tuplegetter", kwargs)) return nullptr;
  Object *number, *doc;
  if (!args_unpack_tuple(args, "_tuplegetter", 2, 2, &number, &doc)) return nullptr;
  Ref<> exact(number_index(number));
  int64_t index = exact ? int_as_ssize_t(exact) : -1;
  if (index == -1 && err_occurred()) return nullptr;
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  as_getter(o)->index = index;
  as_getter(o)->doc = new_ref(doc);
  return o;
}

Object* getter_get(Object* o, Object* obj, Object*) {
  if (!obj) return new_ref(o);
  const int64_t index = as_getter(o)->index;
  if (!tuple_check(obj)) {
    if (is_none(obj)) return new_ref(o);
    return err_format(ExcTypeError, "descriptor for index '%zd' for tuple subclasses doesn't apply to '%s' object", index, type_name_of(obj));
  }
  if (index < 0 || index >= tuple_size_of(obj)) return err_format(ExcIndexError, "tuple index out of range");
  return new_ref(tuple_item_at(obj, index));
}
int getter_set(Object*, Object*, Object* value) {
  err_set_string(ExcAttributeError, value ? "can't set attribute" : "can't delete attribute");
  return -1;
}

int getter_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_getter(o)->doc}); }
int getter_clear(Object* o) {
  clear_ref(as_getter(o)->doc);
  return 0;
}
void getter_dealloc(Object* o) {
  gc_untrack(o);
  getter_clear(o);
  o->ob_type->tp_free(o);
}

Object* getter_reduce(Object* o, Object*) {
  Ref<> index(int_from_i64(as_getter(o)->index));
  Ref<> args(index ? tuple_pack(2, index.get(), as_getter(o)->doc.get()) : nullptr);
  return args ? tuple_pack(2, static_cast<Object*>(o->ob_type.get()), args.get()) : nullptr;
}
Object* getter_repr(Object* o) { return str_from_format("%s(%zd, %R)", type_name(o->ob_type), as_getter(o)->index, as_getter(o)->doc.get()); }

const MethodDef kGetterMethods[] = {
    {"__reduce__", getter_reduce, kMethNoArgs, nullptr},
    {},
};
const MemberDef kGetterMembers[] = {
    {"__doc__", kTObject, offsetof(TupleGetterObject, doc), 0, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

// ---- _count_elements

// Adds one for `key` in an exact dict's way.
int count_in_dict(Object* mapping, Object* key) {
  int64_t hash = object_hash(key);
  if (hash == -1) return -1;
  Object* old = dict_get_item_known_hash(mapping, key, hash);
  if (!old && err_occurred()) return -1;
  Ref<> next(old ? number_add(old, int_small(1)) : new_ref(int_small(1)));
  return next ? dict_set_item_known_hash(mapping, key, next, hash) : -1;
}

int count_by_methods(Object* mapping, Object* get, Object* key) {
  Ref<> old(object_call_function_obj_args(get, key, int_small(0), nullptr));
  Ref<> next(old ? number_add(old, int_small(1)) : nullptr);
  return next ? object_set_item(mapping, key, next) : -1;
}

bool counts_as_dict(Object* mapping) {
  TypeObject* t = mapping->ob_type;
  return dict_check(mapping) && type_lookup(t, ID(get)) == type_lookup(TypeDict, ID(get)) &&
         type_lookup(t, ID(__setitem__)) == type_lookup(TypeDict, ID(__setitem__));
}

Object* count_elements(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("_count_elements", nargs, 2, 2)) return nullptr;
  Object* mapping = args[0];
  Ref<> it(object_get_iter(args[1]));
  if (!it) return nullptr;
  const bool plain = counts_as_dict(mapping);
  Ref<> get(plain ? nullptr : object_get_attr(mapping, ID(get)));
  if (!plain && !get) return nullptr;
  while (Object* key = iter_next(it)) {
    Ref<> held(key);
    if ((plain ? count_in_dict(mapping, key) : count_by_methods(mapping, get, key)) < 0) return nullptr;
  }
  return err_occurred() ? nullptr : new_none();
}

const MethodDef kFunctions[] = {
    {"_count_elements", count_elements, kMethFastcall, "_count_elements($module, mapping, iterable, /)\n--\n\nCounts the items of an iterable in a mapping."},
    {},
};

int exec(Object* m) {
  const struct { const char* name; TypeObject* type; } kTypes[] = {
      {"deque", TypeDeque}, {"defaultdict", TypeDefaultDict}, {"OrderedDict", TypeOrderedDict}, {"_deque_iterator", TypeDequeIter},
      {"_deque_reverse_iterator", TypeDequeReverseIter}, {"_tuplegetter", TypeTupleGetter}};
  for (const auto& t : kTypes)
    if (module_add_object_ref(m, t.name, t.type) < 0) return -1;
  return 0;
}

}  // namespace

void init_DefaultDict_type(TypeObject* t) {
  native_gc_type(t, sizeof(DefaultDictObject), default_dealloc, default_traverse, default_clear, nullptr);
  t->tp_init = default_init;
  t->tp_repr = default_repr;
  number_methods(t)->nb_or = default_or;
  type_set_doc(t, "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nA dict that calls default_factory for a missing value.");
  type_add_methods(t, kDefaultMethods);
  type_add_members(t, kDefaultMembers);
}

void init_TupleGetter_type(TypeObject* t) {
  native_final_type(t, sizeof(TupleGetterObject), getter_dealloc, getter_traverse, getter_clear, getter_new);
  t->tp_getattro = nullptr;  // its base's
  t->tp_descr_get = getter_get;
  t->tp_descr_set = getter_set;
  t->tp_repr = getter_repr;
  type_add_methods(t, kGetterMethods);
  type_add_members(t, kGetterMembers);
}

extern const NativeModule k_module__collections;
const NativeModule k_module__collections = {"_collections", "Containers beside the built-in ones.", kFunctions, exec};

}  // namespace innards
