// The _imp module: what importlib asks the interpreter. There are no extension modules and, for importlib, no frozen ones.
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/import.h"
#include "run/import_locks.h"
#include "run/runtime.h"

namespace innards {

namespace {

Object* imp_lock_held(Object*, Object*) { return bool_from(import_lock_held()); }
Object* imp_acquire_lock(Object*, Object*) { return import_lock_acquire() == 0 ? new_none() : nullptr; }
Object* imp_release_lock(Object*, Object*) { return import_lock_release() == 0 ? new_none() : nullptr; }
Object* imp_nothing(Object*, Object**, int64_t, Object*) { return new_none(); }
Object* imp_zero(Object*, Object*) { return int_from_i64(0); }
Object* imp_no(Object*, Object*) { return bool_from(false); }
Object* imp_suffixes(Object*, Object*) { return list_new(0); }

Object* imp_is_builtin(Object*, Object* name) {
  const char* text = str_check(name) ? str_as_utf8(name) : nullptr;
  if (!text && !err_occurred()) args_bad_argument("is_builtin", "argument", "str", name);
  return text ? int_from_i64(native_module_find(text) ? 1 : 0) : nullptr;
}

Object* imp_find_frozen(Object*, Object**, int64_t, Object*) { return new_none(); }

Object* imp_create_builtin(Object*, Object* spec) {
  Ref<> name(object_get_attr_string(spec, "name"));
  const char* text = name ? str_as_utf8(name) : nullptr;
  if (!text) return nullptr;
  if (Object* there = import_get_module(name)) return new_ref(there);
  const NativeModule* native = native_module_find(text);
  return native ? native_module_create(native) : new_none();
}

Object* imp_refuse(Object*, Object**, int64_t, Object*) { return err_format(ExcImportError, "Innards has no extension modules and no frozen ones"); }

const MethodDef kFunctions[] = {
    {"lock_held", imp_lock_held, kMethNoArgs, "lock_held($module, /)\n--\n\nWhether a thread has the import lock."},
    {"acquire_lock", imp_acquire_lock, kMethNoArgs, "acquire_lock($module, /)\n--\n\nTakes the import lock; a thread may take it again."},
    {"release_lock", imp_release_lock, kMethNoArgs, "release_lock($module, /)\n--\n\nGives it back."},
    {"extension_suffixes", imp_suffixes, kMethNoArgs, "extension_suffixes($module, /)\n--\n\nNone."},
    {"is_builtin", imp_is_builtin, kMethO, "is_builtin($module, name, /)\n--\n\n1 for a native module, else 0."},
    {"is_frozen", imp_no, kMethO, "is_frozen($module, name, /)\n--\n\nFalse."},
    {"is_frozen_package", imp_no, kMethO, "is_frozen_package($module, name, /)\n--\n\nFalse."},
    {"find_frozen", imp_find_frozen, kMethFastcall | kMethKeywords, "find_frozen($module, name, /, *, withdata=False)\n--\n\nNone."},
    {"get_frozen_object", imp_refuse, kMethFastcall | kMethKeywords, "Refused."},
    {"init_frozen", imp_nothing, kMethFastcall | kMethKeywords, "None."},
    {"create_builtin", imp_create_builtin, kMethO, "create_builtin($module, spec, /)\n--\n\nMakes a native module."},
    {"exec_builtin", imp_zero, kMethO, "exec_builtin($module, mod, /)\n--\n\n0: it has been run when it was made."},
    {"create_dynamic", imp_refuse, kMethFastcall | kMethKeywords, "Refused."},
    {"exec_dynamic", imp_zero, kMethO, "exec_dynamic($module, mod, /)\n--\n\n0"},
    {"source_hash", imp_refuse, kMethFastcall | kMethKeywords, "Refused: nothing is cached in files."},
    {"_override_frozen_modules_for_tests", imp_nothing, kMethFastcall | kMethKeywords, "_override_frozen_modules_for_tests($module, override, /)\n--\n\nDoes nothing: no module is frozen."},
    {"_fix_co_filename", imp_nothing, kMethFastcall | kMethKeywords, "Does nothing: code is always made from its source."},
    {},
};

int exec(Object* m) { return module_add_string_constant(m, "check_hash_based_pycs", "default"); }

}  // namespace

extern const NativeModule k_module__imp;
const NativeModule k_module__imp = {"_imp", "What importlib asks the interpreter.", kFunctions, exec, import_locks_register};

}  // namespace innards
