// The atexit module: functions that run at the end of the program, the last one registered first (Modules/atexitmodule.c).
#include "builtin/atexit_module.h"

#include "builtin/module_def.h"
#include "native/args.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// The list of (function, args, kwargs or None).
Object* callbacks() {
  Ptr<Object>& list = rt().modules.atexit_callbacks;
  if (!list) list = list_new(0);
  return list;
}

Object* atexit_register(Object*, Object* args, Object* kwargs) {
  if (tuple_size_of(args) == 0) return err_format(ExcTypeError, "register() takes at least 1 argument (0 given)");
  Object* func = tuple_item_at(args, 0);
  if (!callable_check(func)) return err_format(ExcTypeError, "the first argument must be callable");
  Ref<> rest(tuple_get_slice(args, 1, tuple_size_of(args)));
  Ref<> entry(rest ? tuple_pack(3, func, rest.get(), kwargs ? kwargs : none()) : nullptr);
  if (!entry || !callbacks() || list_append(callbacks(), entry) < 0) return nullptr;
  return new_ref(func);
}

Object* atexit_unregister(Object*, Object* func) {
  Object* list = callbacks();
  for (int64_t i = list_size_of(list) - 1; i >= 0; --i) {
    if (i >= list_size_of(list)) continue;
    Ref<> entry(new_ref(list_item_at(list, i)));
    int same = object_rich_compare_bool(tuple_item_at(entry, 0), func, kEQ);
    if (same < 0) return nullptr;
    if (same && i < list_size_of(list) && list_set_slice(list, i, i + 1, nullptr) < 0) return nullptr;
  }
  return new_none();
}

Object* atexit_clear(Object*, Object*) {
  Object* list = callbacks();
  return list_set_slice(list, 0, list_size_of(list), nullptr) < 0 ? nullptr : new_none();
}
Object* atexit_ncallbacks(Object*, Object*) { return int_from_i64(list_size_of(callbacks())); }
Object* atexit_run(Object*, Object*) {
  atexit_run_callbacks();
  return new_none();
}

const MethodDef kFunctions[] = {
    {"register", atexit_register, kMethVarargs | kMethKeywords, "register(func, *args, **kwargs) -> func\n\nHas func called at the end of the program."},
    {"_clear", atexit_clear, kMethNoArgs, "_clear() -> None\n\nForgets everything registered."},
    {"unregister", atexit_unregister, kMethO, "unregister(func) -> None\n\nForgets func, however often it was registered."},
    {"_run_exitfuncs", atexit_run, kMethNoArgs, "_run_exitfuncs() -> None\n\nRuns everything registered now."},
    {"_ncallbacks", atexit_ncallbacks, kMethNoArgs, "_ncallbacks() -> int\n\nHow many functions are registered."},
    {},
};

}  // namespace

void atexit_run_callbacks() {
  Object* list = rt().modules.atexit_callbacks;
  while (list && list_size_of(list)) {
    const int64_t last = list_size_of(list) - 1;
    Ref<> entry(new_ref(list_item_at(list, last)));
    list_set_slice(list, last, last + 1, nullptr);
    Object* kwargs = tuple_item_at(entry, 2);
    Ref<> result(object_call(tuple_item_at(entry, 0), tuple_item_at(entry, 1), is_none(kwargs) ? nullptr : kwargs));
    if (!result) err_write_unraisable_msg("in atexit callback", tuple_item_at(entry, 0));
  }
}

extern const NativeModule k_module_atexit;
const NativeModule k_module_atexit = {"atexit", "Functions that run at the end of the program.", kFunctions, nullptr};

}  // namespace innards
