// The _warnings module: what the library's warnings module has in C. CPython: Python/_warnings.c.
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/int.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"
#include "run/warnings.h"

namespace innards {

namespace {

// The class of a warning; borrowed, null with TypeError.
Object* category_of(Object* message, Object* category) {
  const int is_instance = object_is_instance(message, ExcWarning);
  if (is_instance < 0) return nullptr;
  if (is_instance) return static_cast<Object*>(type_of(message));
  if (!category || is_none(category)) return ExcUserWarning;
  const int ok = type_check(category) ? object_is_subclass(category, ExcWarning) : 0;
  if (ok > 0) return category;
  return ok < 0 ? nullptr : err_format(ExcTypeError, "category must be a Warning subclass, not '%s'", type_of(category)->tp_name.get());
}

Object* warn(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"message", "category", "stacklevel", "source", nullptr};
  static const ArgsParser kParser = {"warn", kNames};
  Object* buf[4] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 4, 0, buf)) return nullptr;
  int64_t level = 1;
  if (buf[2]) {
    Ref<> index(number_index_raw(buf[2]));
    level = index ? int_as_ssize_t(index) : -1;
    if (level == -1 && err_occurred()) return nullptr;
  }
  Object* category = category_of(buf[0], buf[1]);
  return category && warn_at_level(category, buf[0], level, buf[3]) == 0 ? new_none() : nullptr;
}

Object* explicit_warning(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"message", "category", "filename", "lineno", "module", "registry", "module_globals", "source", nullptr};
  static const ArgsParser kParser = {"warn_explicit", kNames};
  Object* buf[8] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 4, 8, 0, buf)) return nullptr;
  if (!str_check(buf[2])) return err_format(ExcTypeError, "warn_explicit() argument 3 must be str, not %.50s", type_of(buf[2])->tp_name.get());
  const int line = int_as_int(buf[3]);
  if (line == -1 && err_occurred()) return nullptr;
  if (buf[6] && !is_none(buf[6]) && !dict_check(buf[6]))
    return err_format(ExcTypeError, "module_globals must be a dict, not '%.200s'", type_of(buf[6])->tp_name.get());
  return warn_explicit(buf[1], buf[0], {buf[2], line, buf[4], buf[5]}, buf[7]) == 0 ? new_none() : nullptr;
}

Object* filters_mutated(Object*, Object*) {
  warnings_filters_mutated();
  return new_none();
}

const MethodDef kFunctions[] = {
    {"warn", warn, kMethFastcall | kMethKeywords, "warn($module, /, message, category=None, stacklevel=1, source=None)\n--\n\nIssue a warning, or ignore it, or raise it."},
    {"warn_explicit", explicit_warning, kMethFastcall | kMethKeywords, "Issue a warning for a given place, or ignore it, or raise it."},
    {"_filters_mutated", filters_mutated, kMethNoArgs, nullptr},
    {},
};

int exec(Object* m) {
  Object *filters = warnings_filters(), *once = warnings_once_registry(), *action = warnings_default_action();
  if (!filters || !once || !action || module_add_object_ref(m, "filters", filters) < 0 || module_add_object_ref(m, "_onceregistry", once) < 0)
    return -1;
  return module_add_object_ref(m, "_defaultaction", action);
}

}  // namespace

extern const NativeModule k_module__warnings;
const NativeModule k_module__warnings = {"_warnings", "Which warnings are shown, which raised.", kFunctions, exec};

}  // namespace innards
