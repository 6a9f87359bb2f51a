// The _weakref module: ref, proxy, getweakrefcount, getweakrefs, the types.
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/weakref.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

WeakRefObject* first_of(Object* o) { return type_supports_weakrefs(type_of(o)) ? object_weakrefs_list_ptr(o)->get() : nullptr; }

Object* getweakrefcount(Object*, Object* o) { return int_from_i64(weakref_get_count(first_of(o))); }

Object* getweakrefs(Object*, Object* o) {
  Object* list = list_new(0);
  if (!list) return nullptr;
  for (WeakRefObject* r = first_of(o); r; r = r->wr_next) {
    if (list_append(list, r) < 0) {
      decref(list);
      return nullptr;
    }
  }
  return list;
}

Object* proxy(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("proxy", nargs, 1, 2)) return nullptr;
  return weakref_new_proxy(args[0], nargs > 1 ? args[1] : nullptr);
}

// Takes a key out of a dict when the weak reference that is its value is dead.
int is_dead(Object* value) {
  if (!weakref_check(value)) {
    err_set_string(ExcTypeError, "not a weakref");
    return -1;
  }
  return is_none(weakref_get_object(value));
}

Object* remove_dead_weakref(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("_remove_dead_weakref", nargs, 2, 2)) return nullptr;
  if (!dict_check(args[0])) {
    args_bad_argument("_remove_dead_weakref", "argument 1", "dict", args[0]);
    return nullptr;
  }
  if (dict_del_item_if(args[0], args[1], is_dead) < 0) {
    if (!err_exception_matches(ExcKeyError)) return nullptr;
    err_clear();
  }
  return new_none();
}

const MethodDef kFunctions[] = {
    {"getweakrefcount", getweakrefcount, kMethO, "getweakrefcount($module, object, /)\n--\n\nCount the weak references to object."},
    {"getweakrefs", getweakrefs, kMethO, "getweakrefs($module, object, /)\n--\n\nList the weak references to object."},
    {"proxy", proxy, kMethFastcall, "proxy($module, object, callback=None, /)\n--\n\nMake a stand-in that does not keep object alive."},
    {"_remove_dead_weakref", remove_dead_weakref, kMethFastcall, "_remove_dead_weakref($module, dct, key, /)\n--\n\nTakes key out of the dict if its weak reference is dead."},
    {},
};

int exec(Object* m) {
  if (module_add_object_ref(m, "ref", TypeWeakRef) < 0 || module_add_object_ref(m, "ReferenceType", TypeWeakRef) < 0 ||
      module_add_object_ref(m, "ProxyType", TypeWeakProxy) < 0 ||
      module_add_object_ref(m, "CallableProxyType", TypeWeakCallableProxy) < 0)
    return -1;
  return 0;
}

}  // namespace

extern const NativeModule k_module__weakref;
const NativeModule k_module__weakref = {"_weakref", "Weak-reference support module.", kFunctions, exec};
}  // namespace innards
