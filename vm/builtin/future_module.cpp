// __future__: the names that `from __future__ import` may import. The compiler does the work; here they are only values.
#include "builtin/module_def.h"
#include "object/int.h"
#include "object/module.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"

namespace innards {

namespace {

const struct { const char* name; int flag; } kFeatures[] = {
    {"nested_scopes", 0x10}, {"generators", 0}, {"division", 0x20000}, {"absolute_import", 0x40000}, {"with_statement", 0x80000},
    {"print_function", 0x100000}, {"unicode_literals", 0x200000}, {"barry_as_FLUFL", 0x400000}, {"generator_stop", 0x800000},
    {"annotations", 0x1000000},
};

int exec(Object* module) {
  Ref<> names(list_new(0));
  if (!names) return -1;
  for (const auto& f : kFeatures) {
    Object* name = str_intern(f.name);
    if (!name || list_append_take_ref(static_cast<ListObject*>(names.get()), name) < 0) return -1;
    if (module_add_int_constant(module, f.name, f.flag) < 0) return -1;
  }
  return module_add_object_ref(module, "all_feature_names", names);
}

}  // namespace

extern const NativeModule k_module___future__;
const NativeModule k_module___future__ = {"__future__", "Features of later versions that a program may ask for.", nullptr, exec};

}  // namespace innards
