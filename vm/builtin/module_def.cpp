// Making native modules from their tables.
#include "builtin/module_def.h"

#include <cstring>

#include "object/dict.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/module.h"
#include "object/namespace.h"
#include "object/protocol.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

#define MODULE(name) extern const NativeModule k_module_##name;
#include "builtin/modules.def"
#undef MODULE

namespace {
const NativeModule* const kModules[] = {
#define MODULE(name) &k_module_##name,
#include "builtin/modules.def"
#undef MODULE
};
}  // namespace

const NativeModule* native_module_find(const char* name) {
  for (const NativeModule* m : kModules)
    if (!std::strcmp(m->name, name)) return m;
  return nullptr;
}

void native_modules_register() {
  for (const NativeModule* m : kModules) {
    for (const MethodDef* f = m->functions; f && f->name; ++f) MethodRef ref(f);
    if (m->boot) m->boot();
  }
}

namespace {
// A spec that says "built-in", for the module's repr and for those who look.
int set_spec(Object* module, const char* name) {
  Ref<> d(dict_new()), text(str_from_cstr(name)), origin(str_from_cstr("built-in")), parent(str_empty());
  if (!d || !text || !origin || dict_set_item_str(d, "name", text) < 0 || dict_set_item_str(d, "loader", none()) < 0 ||
      dict_set_item_str(d, "origin", origin) < 0 || dict_set_item_str(d, "parent", parent) < 0)
    return -1;
  Ref<> spec(namespace_new(d));
  Object* dict = module_get_dict(module);
  if (!spec || dict_set_item(dict, ID(__spec__), spec) < 0) return -1;
  return dict_set_item(dict, ID(__package__), parent);
}
}  // namespace

Object* native_module_create(const NativeModule* def) {
  Ref<> module(module_new(def->name));
  if (!module) return nullptr;
  if (dict_set_item_str(rt().thread.modules, def->name, module) < 0) return nullptr;
  if (def->doc && module_set_doc_string(module, def->doc) < 0) return nullptr;
  if (set_spec(module, def->name) < 0) return nullptr;
  if (def->functions && module_add_functions(module, def->functions) < 0) return nullptr;
  if (def->exec && def->exec(module) < 0) return nullptr;
  return module.release();
}

int builtins_boot() {
  ThreadState& t = rt().thread;
  t.modules = dict_new();
  if (!t.modules) return -1;
  native_modules_register();
  Object* sys = native_module_create(native_module_find("sys"));
  if (!sys) return -1;
  Object* builtins = native_module_create(native_module_find("builtins"));
  if (!builtins) return -1;
  t.builtins = new_ref(module_get_dict(builtins));
  t.import_func = xnew_ref(dict_get_item_str(t.builtins, "__import__"));
  t.reserve_memory_error = exception_get_memory_error();
  // Both modules live as long as the machine.
  return 0;
}

}  // namespace innards
