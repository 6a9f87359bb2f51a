// The errno module: the system's error numbers by name.
#include <cerrno>

#include "builtin/module_def.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/module.h"
#include "object/str.h"

namespace innards {

namespace {

int exec(Object* m) {
  static const struct { const char* name; int number; } kNumbers[] = {
#define ERRNO(name) {#name, name},
#include "builtin/errno_names.def"
#undef ERRNO
  };
  Ref<> names(dict_new());
  if (!names || module_add_object_ref(m, "errorcode", names) < 0) return -1;
  for (const auto& e : kNumbers) {
    Ref<> number(int_from_i64(e.number)), name(str_from_cstr(e.name));
    if (!number || !name || module_add_object_ref(m, e.name, number) < 0 || dict_set_item(names, number, name) < 0) return -1;
  }
  return 0;
}

}  // namespace

extern const NativeModule k_module_errno;
const NativeModule k_module_errno = {"errno", "The system's error numbers by name.", nullptr, exec};

}  // namespace innards
