// The weakref module's native half, under the names a program uses: ref, proxy, getweakrefcount, getweakrefs, the types.
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/tuple.h"
#include "object/weakref.h"
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

const MethodDef kFunctions[] = {
    {"getweakrefcount", getweakrefcount, kMethO, "getweakrefcount($module, object, /)\n--\n\nCount the weak references to object."},
    {"getweakrefs", getweakrefs, kMethO, "getweakrefs($module, object, /)\n--\n\nList the weak references to object."},
    {"proxy", proxy, kMethFastcall, "proxy($module, object, callback=None, /)\n--\n\nMake a stand-in that does not keep object alive."},
    {nullptr, static_cast<binaryfunc*>(nullptr), 0, nullptr},
};

int exec(Object* m) {
  if (module_add_object_ref(m, "ref", TypeWeakRef) < 0 || module_add_object_ref(m, "ReferenceType", TypeWeakRef) < 0 ||
      module_add_object_ref(m, "ProxyType", TypeWeakProxy) < 0 ||
      module_add_object_ref(m, "CallableProxyType", TypeWeakCallableProxy) < 0)
    return -1;
  Ref<> types(tuple_pack(2, static_cast<Object*>(TypeWeakProxy), static_cast<Object*>(TypeWeakCallableProxy)));
  return types ? module_add_object_ref(m, "ProxyTypes", types) : -1;
}

}  // namespace

extern const NativeModule k_module_weakref;
const NativeModule k_module_weakref = {"weakref", "Weak references.", kFunctions, exec};

}  // namespace innards
