// The _abc module: registries and caches of abstract base classes. Follows Modules/_abc.c where a program can see it.
#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/builtin_function.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/weakref.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

struct AbcDataObject : Object {
  Ptr<Object> registry, cache, negative_cache;   // sets of weak references, or null
  uint64_t negative_cache_version;
};

constexpr uint64_t kCollectionFlags = kTpSequence | kTpMapping;

AbcDataObject* as_data(Object* o) { return static_cast<AbcDataObject*>(o); }

int data_traverse(Object* o, visitproc* visit, void* arg) {
  return visit_all(visit, arg, {as_data(o)->registry, as_data(o)->cache, as_data(o)->negative_cache});
}
int data_clear(Object* o) {
  clear_ref(as_data(o)->registry);
  clear_ref(as_data(o)->cache);
  clear_ref(as_data(o)->negative_cache);
  return 0;
}
void data_dealloc(Object* o) {
  gc_untrack(o);
  data_clear(o);
  o->ob_type->tp_free(o);
}
Object* data_new(TypeObject* type, Object*, Object*) {
  Object* o = type->tp_alloc(type, 0);
  if (o) as_data(o)->negative_cache_version = rt().modules.abc_invalidation_counter;
  return o;
}

// The class's data: new reference.
Object* data_of(Object* cls) {
  Object* data = object_get_attr(cls, ID(_abc_impl));
  if (data && data->ob_type != TypeAbcData) {
    err_set_string(ExcTypeError, "_abc_impl is set to a wrong type");
    decref(data);
    return nullptr;
  }
  return data;
}

// ---- weak sets

int in_weak_set(Object* set, Object* o) {
  if (!set || set_size(set) == 0) return 0;
  Ref<> ref(weakref_new_ref(o, nullptr));
  if (!ref) {
    if (!err_exception_matches(ExcTypeError)) return -1;
    err_clear();
    return 0;
  }
  return set_contains(set, ref);
}

// The callback of a weak reference in a set: takes it out of the set, which is known weakly too.
Object* destroy(Object* set_ref, Object* ref) {
  Ref<> set(new_ref(weakref_get_object(set_ref)));
  if (is_none(set)) return new_none();
  return set_discard(set, ref) < 0 ? nullptr : new_none();
}
const MethodDef kDestroy[] = {{"_destroy", destroy, kMethO, nullptr}, {}};

int add_to_weak_set(Ptr<Object>& set, Object* o) {
  if (!set) set = set_new(nullptr);
  if (!set) return -1;
  Ref<> set_ref(weakref_new_ref(set, nullptr));
  Ref<> callback(set_ref ? builtin_function_new(kDestroy, set_ref) : nullptr);
  Ref<> ref(callback ? weakref_new_ref(o, callback) : nullptr);
  return ref ? set_add(set, ref) : -1;
}

// ---- _abc_init

int add_abstract(Object* set, Object* name, Object* value) {
  int is = object_is_abstract(value);
  return is > 0 ? set_add(set, name) : is;
}

int add_own_abstracts(Object* cls, Object* set) {
  Ref<> ns(object_get_attr(cls, ID(__dict__)));
  Ref<> items(ns ? mapping_items(ns) : nullptr);
  for (int64_t i = 0; items && i < list_size_of(items); ++i) {
    Ref<> pair(sequence_tuple(list_item_at(items, i)));
    if (!pair || tuple_size_of(pair) != 2) {
      if (!err_occurred()) err_set_string(ExcTypeError, "Iteration over items() returned item which is not a pair");
      return -1;
    }
    if (add_abstract(set, tuple_item_at(pair, 0), tuple_item_at(pair, 1)) < 0) return -1;
  }
  return items ? 0 : -1;
}

int add_inherited_of(Object* cls, Object* base, Object* set) {
  Object* names;
  if (object_lookup_attr(base, ID(__abstractmethods__), &names) < 0) return -1;
  Ref<> held(names);
  Ref<> iter(names ? object_get_iter(names) : nullptr);
  if (!iter) return names ? -1 : 0;
  while (Object* name = iter_next(iter)) {
    Ref<> held_name(name);
    Object* value;
    if (object_lookup_attr(cls, name, &value) < 0) return -1;
    Ref<> held_value(value);
    if (value && add_abstract(set, name, value) < 0) return -1;
  }
  return err_occurred() ? -1 : 0;
}

int compute_abstract_methods(Object* cls) {
  Ref<> set(frozenset_new(nullptr));
  if (!set || add_own_abstracts(cls, set) < 0) return -1;
  Ref<> bases(object_get_attr(cls, ID(__bases__)));
  if (!bases) return -1;
  if (!tuple_check(bases)) {
    err_set_string(ExcTypeError, "__bases__ is not tuple");
    return -1;
  }
  for (int64_t i = 0; i < tuple_size_of(bases); ++i)
    if (add_inherited_of(cls, tuple_item_at(bases, i), set) < 0) return -1;
  return object_set_attr(cls, ID(__abstractmethods__), set);
}

// A class may say in its body that match statements shall take it as a sequence or a mapping.
int take_pattern_flags(TypeObject* cls) {
  Object* flags = dict_get_item_with_error(cls->tp_dict, ID(__abc_tpflags__));
  if (!flags) return err_occurred() ? -1 : 0;
  if (int_check_exact(flags)) {
    int64_t value = int_as_i64(flags);
    if (value == -1 && err_occurred()) return -1;
    if ((static_cast<uint64_t>(value) & kCollectionFlags) == kCollectionFlags) {
      err_set_string(ExcTypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
      return -1;
    }
    cls->tp_flags |= static_cast<uint64_t>(value) & kCollectionFlags;
  }
  return dict_del_item(cls->tp_dict, ID(__abc_tpflags__));
}

Object* abc_init(Object*, Object* cls) {
  if (compute_abstract_methods(cls) < 0) return nullptr;
  Ref<> data(data_new(TypeAbcData, nullptr, nullptr));
  if (!data || object_set_attr(cls, ID(_abc_impl), data) < 0) return nullptr;
  if (type_check(cls) && take_pattern_flags(as_type(cls)) < 0) return nullptr;
  return new_none();
}

// ---- _abc_register

void set_pattern_flag(TypeObject* child, uint64_t flag) {
  if (type_has(child, kTpImmutableType) || (child->tp_flags & kCollectionFlags) == flag) return;
  child->tp_flags = (child->tp_flags & ~kCollectionFlags) | flag;
  Ref<> grandchildren(type_get_subclasses(child));
  for (int64_t i = 0; grandchildren && i < list_size_of(grandchildren); ++i)
    set_pattern_flag(as_type(list_item_at(grandchildren, i)), flag);
}

Object* abc_register(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("_abc_register", nargs, 2, 2)) return nullptr;
  Object *cls = args[0], *subclass = args[1];
  if (!type_check(subclass)) return err_format(ExcTypeError, "Can only register classes");
  int is = object_is_subclass(subclass, cls);
  if (is < 0) return nullptr;
  if (is) return new_ref(subclass);
  is = object_is_subclass(cls, subclass);
  if (is < 0) return nullptr;
  if (is) return err_format(ExcRuntimeError, "Refusing to create an inheritance cycle");
  Ref<> data(data_of(cls));
  if (!data || add_to_weak_set(as_data(data)->registry, subclass) < 0) return nullptr;
  ++rt().modules.abc_invalidation_counter;
  if (type_check(cls))
    if (uint64_t flag = as_type(cls)->tp_flags & kCollectionFlags) set_pattern_flag(as_type(subclass), flag);
  return new_ref(subclass);
}

// ---- checks

Object* ask_subclasscheck(Object* cls, Object* subclass) {
  return object_call_method_one_arg(cls, ID(__subclasscheck__), subclass);
}

Object* abc_instancecheck(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("_abc_instancecheck", nargs, 2, 2)) return nullptr;
  Object *cls = args[0], *instance = args[1];
  Ref<> data(data_of(cls));
  Ref<> subclass(data ? object_get_attr(instance, ID(__class__)) : nullptr);
  if (!subclass) return nullptr;
  int cached = in_weak_set(as_data(data)->cache, subclass);
  if (cached) return cached < 0 ? nullptr : bool_from(true);
  auto* subtype = static_cast<Object*>(instance->ob_type.get());
  if (subtype == subclass.get()) {
    if (as_data(data)->negative_cache_version == rt().modules.abc_invalidation_counter) {
      cached = in_weak_set(as_data(data)->negative_cache, subclass);
      if (cached) return cached < 0 ? nullptr : bool_from(false);
    }
    return ask_subclasscheck(cls, subclass);
  }
  Ref<> result(ask_subclasscheck(cls, subclass));
  int truth = result ? object_is_true(result) : -1;
  if (truth < 0) return nullptr;
  return truth ? result.release() : ask_subclasscheck(cls, subtype);
}

// Is subclass a subclass of a registered class? *found says so; 0 or -1.
int check_registry(AbcDataObject* data, Object* subclass, bool* found) {
  int direct = in_weak_set(data->registry, subclass);
  if (direct) {
    *found = direct > 0;
    return direct < 0 ? -1 : 0;
  }
  if (!data->registry) return 0;
  // A callback may change the set meanwhile.
  Ref<> copy(sequence_list(data->registry));
  for (int64_t i = 0; copy && i < list_size_of(copy); ++i) {
    Object* registered = weakref_get_object(list_item_at(copy, i));
    if (is_none(registered)) continue;
    Ref<> held(new_ref(registered));
    int is = object_is_subclass(subclass, registered);
    if (is > 0) {
      *found = true;
      return add_to_weak_set(data->cache, subclass);
    }
    if (is < 0) return -1;
  }
  return copy ? 0 : -1;
}

// Is it a subclass of a subclass? The same results.
int check_subclasses(Object* cls, AbcDataObject* data, Object* subclass, bool* found) {
  Ref<> name(str_intern("__subclasses__"));
  Ref<> list(name ? object_call_method_no_args(cls, name) : nullptr);
  if (!list) return -1;
  if (!list_check(list)) {
    err_set_string(ExcTypeError, "__subclasses__() must return a list");
    return -1;
  }
  for (int64_t i = 0; i < list_size_of(list); ++i) {
    Ref<> other(new_ref(list_item_at(list, i)));
    int is = object_is_subclass(subclass, other);
    if (is > 0) {
      *found = true;
      return add_to_weak_set(data->cache, subclass);
    }
    if (is < 0) return -1;
  }
  return 0;
}

Object* remember(Ptr<Object>& set, Object* subclass, bool answer) {
  return add_to_weak_set(set, subclass) < 0 ? nullptr : bool_from(answer);
}

Object* abc_subclasscheck(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("_abc_subclasscheck", nargs, 2, 2)) return nullptr;
  Object *cls = args[0], *subclass = args[1];
  if (!type_check(subclass)) return err_format(ExcTypeError, "issubclass() arg 1 must be a class");
  Ref<> held(data_of(cls));
  if (!held) return nullptr;
  AbcDataObject* data = as_data(held);
  int cached = in_weak_set(data->cache, subclass);
  if (cached) return cached < 0 ? nullptr : bool_from(true);
  if (data->negative_cache_version < rt().modules.abc_invalidation_counter) {
    if (data->negative_cache && set_clear(data->negative_cache) < 0) return nullptr;
    data->negative_cache_version = rt().modules.abc_invalidation_counter;
  } else if ((cached = in_weak_set(data->negative_cache, subclass))) {
    return cached < 0 ? nullptr : bool_from(false);
  }
  Ref<> hooked(object_call_method_one_arg(cls, ID(__subclasshook__), subclass));
  if (!hooked) return nullptr;
  if (hooked.get() == bool_true()) return remember(data->cache, subclass, true);
  if (hooked.get() == bool_false()) return remember(data->negative_cache, subclass, false);
  if (hooked.get() != not_implemented())
    return err_format(ExcAssertionError, "__subclasshook__ must return either False, True, or NotImplemented");
  if (type_check(cls) && type_is_subtype(as_type(subclass), as_type(cls))) return remember(data->cache, subclass, true);
  bool found = false;
  if (check_registry(data, subclass, &found) < 0) return nullptr;
  if (!found && check_subclasses(cls, data, subclass, &found) < 0) return nullptr;
  return found ? bool_from(true) : remember(data->negative_cache, subclass, false);
}

// ---- for tests and debugging

Object* abc_get_cache_token(Object*, Object*) { return int_from_u64(rt().modules.abc_invalidation_counter); }

Object* abc_get_dump(Object*, Object* cls) {
  Ref<> data(data_of(cls));
  if (!data) return nullptr;
  Object* sets[] = {as_data(data)->registry, as_data(data)->cache, as_data(data)->negative_cache};
  Object* items[4];
  for (int i = 0; i < 3; ++i) items[i] = set_new(sets[i]);
  items[3] = int_from_u64(as_data(data)->negative_cache_version);
  return tuple_from_array_steal(items, 4);
}

Object* abc_reset_registry(Object*, Object* cls) {
  Ref<> data(data_of(cls));
  if (!data) return nullptr;
  if (as_data(data)->registry && set_clear(as_data(data)->registry) < 0) return nullptr;
  return new_none();
}

Object* abc_reset_caches(Object*, Object* cls) {
  Ref<> data(data_of(cls));
  if (!data) return nullptr;
  if (as_data(data)->cache && set_clear(as_data(data)->cache) < 0) return nullptr;
  if (as_data(data)->negative_cache && set_clear(as_data(data)->negative_cache) < 0) return nullptr;
  return new_none();
}

const MethodDef kFunctions[] = {
    {"get_cache_token", abc_get_cache_token, kMethNoArgs, "get_cache_token($module, /)\n--\n\nA number that changes with every registration."},
    {"_abc_init", abc_init, kMethO, "_abc_init($module, self, /)\n--\n\nFinds the abstract methods of a new class and gives it its caches."},
    {"_reset_registry", abc_reset_registry, kMethO, "_reset_registry($module, self, /)\n--\n\nForgets what was registered."},
    {"_reset_caches", abc_reset_caches, kMethO, "_reset_caches($module, self, /)\n--\n\nForgets what was found out."},
    {"_get_dump", abc_get_dump, kMethO, "_get_dump($module, self, /)\n--\n\nCopies of registry, cache and negative cache, and its version."},
    {"_abc_register", abc_register, kMethFastcall, "_abc_register($module, self, subclass, /)\n--\n\nMakes a class a virtual subclass."},
    {"_abc_instancecheck", abc_instancecheck, kMethFastcall, "_abc_instancecheck($module, self, instance, /)\n--\n\nisinstance() for abstract classes."},
    {"_abc_subclasscheck", abc_subclasscheck, kMethFastcall, "_abc_subclasscheck($module, self, subclass, /)\n--\n\nissubclass() for abstract classes."},
    {},
};

}  // namespace

void init_AbcData_type(TypeObject* t) {
  native_final_type(t, sizeof(AbcDataObject), data_dealloc, data_traverse, data_clear, data_new);
  MethodRef registered(kDestroy);
  type_set_doc(t, "What a class knows of its virtual subclasses.");
}

extern const NativeModule k_module__abc;
const NativeModule k_module__abc = {"_abc", "Registries and caches of abstract base classes.", kFunctions, nullptr};

}  // namespace innards
