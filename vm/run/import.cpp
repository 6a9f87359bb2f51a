// import: native modules first, then files beside the program and those of the standard library. Follows Python/import.c,
// with what importlib's Python code does in C++ (its frames do not show in CPython's tracebacks either).
#include "run/import.h"

#include "builtin/module_def.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "probe/probe.h"
#include "run/errors.h"
#include "run/import_load.h"
#include "run/import_locks.h"
#include "run/runtime.h"
#include "run/sys_object.h"

namespace innards {

Object* import_get_module(Object* name) {
  Object* modules = rt().thread.modules;
  return modules ? dict_get_item_with_error(modules, name) : nullptr;
}

namespace {

// ModuleNotFoundError(text, name=name).
Object* not_found(Object* text_stolen, Object* name) {
  Ref<> text(text_stolen), kwargs(dict_new()), args(text ? tuple_pack(1, text.get()) : nullptr);
  if (!kwargs || !args || dict_set_item_str(kwargs, "name", name) < 0) return nullptr;
  Ref<> error(object_call(ExcModuleNotFoundError, args, kwargs));
  if (error) err_set_object(ExcModuleNotFoundError, error);
  return nullptr;
}

// The part of a dotted name after its last dot.
Object* last_name(Object* name) {
  int64_t dot = str_find_char(name, '.', 0, str_length(name), -1);
  return dot < 0 ? new_ref(name) : str_substring(name, dot + 1, str_length(name));
}

// The package that relative imports in these globals start from: new reference.
Object* package_of(Object* globals) {
  Object* package = dict_get_item_with_error(globals, ID(__package__));
  if (!package && err_occurred()) return nullptr;
  if (package && !is_none(package)) {
    if (!str_check(package)) return err_format(ExcTypeError, "package must be a string");
    return new_ref(package);
  }
  Object* name = dict_get_item_with_error(globals, ID(__name__));
  if (!name) {
    if (!err_occurred()) err_set_string(ExcKeyError, "'__name__' not in globals");
    return nullptr;
  }
  if (!str_check(name)) return err_format(ExcTypeError, "__name__ must be a string");
  if (dict_get_item_with_error(globals, ID(__path__))) return new_ref(name);
  return parent_name(name);
}

// The absolute name that `name` with `level` leading dots means.
Object* resolve_name(Object* name, Object* globals, int level) {
  if (!globals || !dict_check(globals)) {
    err_set_string(ExcKeyError, "'__name__' not in globals");
    return nullptr;
  }
  Ref<> package(package_of(globals));
  if (!package) return nullptr;
  if (str_length(package) == 0) return err_format(ExcImportError, "attempted relative import with no known parent package");
  int64_t end = str_length(package);
  for (int i = 1; i < level; ++i) {
    end = str_find_char(package, '.', 0, end, -1);
    if (end < 0) return err_format(ExcImportError, "attempted relative import beyond top-level package");
  }
  Ref<> base(str_substring(package, 0, end));
  if (!base) return nullptr;
  return str_length(name) ? str_from_format("%U.%U", base.get(), name) : base.release();
}

Object* import_absolute(Object* name);

// A module that was not in sys.modules, with its lock taken: new reference.
Object* find_and_load_unlocked(Object* name) {
  probe(ProbeKind::kImport, name);
  Ref<> parent(parent_name(name));
  if (!parent) return nullptr;
  Ref<> search;
  Ref<> parent_module;
  if (str_length(parent)) {
    parent_module.reset(import_absolute(parent));
    if (!parent_module) return nullptr;
    if (Object* there = import_get_module(name)) return new_ref(there);
    Object* path;
    if (object_lookup_attr(parent_module, ID(__path__), &path) < 0) return nullptr;
    if (!path) return not_found(str_from_format("No module named %R; %R is not a package", name, parent.get()), name);
    search.reset(path);
  } else {
    const char* text = str_as_utf8(name);
    if (!text) return nullptr;
    if (const NativeModule* native = native_module_find(text)) return native_module_create(native);
    if (const char* file = frozen_importlib_file(text)) return load_frozen_importlib(name, file);
    Object* path = sys_get_object("path");
    if (!path || !list_check(path)) return err_format(ExcImportError, "sys.path must be a list of directory names");
    search.reset(new_ref(path));
  }
  Ref<> tail(last_name(name));
  Object* path = nullptr;
  ModuleKind found = tail ? find_module(search, tail, &path) : ModuleKind::Error;
  if (found == ModuleKind::Error) return nullptr;
  if (found == ModuleKind::None) return not_found(missing_module_text(name), name);
  Ref<> file(path);
  Ref<> module(load_source(name, file, found == ModuleKind::Package));
  if (!module) return nullptr;
  if (parent_module && object_set_attr(parent_module, tail, module) < 0) return nullptr;
  return module.release();
}

Object* find_and_load(Object* name) {
  switch (import_wait(name)) {
    case ImportWait::kError: return nullptr;
    case ImportWait::kDeadlock: return err_format(ExcRuntimeError, "deadlock detected by _ModuleLock(%R)", name);
    case ImportWait::kWaited:
      if (Object* there = import_get_module(name)) return new_ref(there);
      if (err_occurred()) return nullptr;
      break;
    case ImportWait::kFree: break;
  }
  Ref<> module;
  {
    ModuleLock lock(name);
    module.reset(find_and_load_unlocked(name));
  }
  // importlib's Python code in another thread, which does not know this lock, may have been faster.
  return module && import_wait_initialized(name, module) == 0 ? module.release() : nullptr;
}

Object* import_absolute(Object* name) {
  Ref<> module(xnew_ref(import_get_module(name)));
  if (!module) return err_occurred() ? nullptr : find_and_load(name);
  if (is_none(module)) return not_found(str_from_format("import of %U halted; None in sys.modules", name), name);
  // Where waiting would never end, a module that is half there is better than none: so it is in CPython.
  return import_wait_initialized(name, module) == 0 ? module.release() : nullptr;
}

// from package import a, b: names that are no attributes may be submodules.
int handle_fromlist(Object* module, Object* fromlist, Object* abs_name, bool recursive) {
  Ref<> names(sequence_list(fromlist));
  if (!names) return -1;
  for (int64_t i = 0; i < list_size_of(names); ++i) {
    Object* x = list_item_at(names, i);
    if (!str_check(x)) {
      if (recursive)
        err_format(ExcTypeError, "Item in %U.__all__ must be str, not %s", abs_name, x->ob_type->tp_name.get());
      else
        err_format(ExcTypeError, "Item in ``from list'' must be str, not %s", x->ob_type->tp_name.get());
      return -1;
    }
    if (str_equal_ascii(x, "*")) {
      Object* all;
      if (recursive) continue;
      if (object_lookup_attr(module, ID(__all__), &all) < 0) return -1;
      if (!all) continue;
      int err = handle_fromlist(module, all, abs_name, true);
      decref(all);
      if (err < 0) return -1;
      continue;
    }
    Object* there;
    if (object_lookup_attr(module, x, &there) < 0) return -1;
    if (there) {
      decref(there);
      continue;
    }
    Ref<> full(str_from_format("%U.%U", abs_name, x));
    if (!full) return -1;
    Object* sub = import_absolute(full);
    if (!sub) {
      // The name itself is missing: IMPORT_FROM tells that better.
      if (!err_exception_matches(ExcModuleNotFoundError)) return -1;
      Object *type, *value, *tb;
      err_fetch(&type, &value, &tb);
      err_normalize_exception(&type, &value, &tb);
      Object* missing = static_cast<ImportErrorObject*>(value)->name;
      if (!missing || !str_check(missing) || !str_equal(missing, full)) {
        err_restore(type, value, tb);
        return -1;
      }
      xdecref(type);
      xdecref(value);
      xdecref(tb);
      continue;
    }
    decref(sub);
  }
  return 0;
}

}  // namespace

Object* import_module_level_object(Object* name, Object* globals, Object*, Object* fromlist, int level) {
  if (!name) return err_format(ExcValueError, "Empty module name");
  if (!str_check(name)) return err_format(ExcTypeError, "module name must be a string");
  if (level < 0) return err_format(ExcValueError, "level must be >= 0");
  Ref<> abs_name;
  if (level > 0) {
    abs_name.reset(resolve_name(name, globals, level));
    if (!abs_name) return nullptr;
  } else {
    if (str_length(name) == 0) return err_format(ExcValueError, "Empty module name");
    abs_name.reset(new_ref(name));
  }
  Ref<> module(import_absolute(abs_name));
  if (!module) return nullptr;
  int has_from = fromlist && !is_none(fromlist) ? object_is_true(fromlist) : 0;
  if (has_from < 0) return nullptr;
  if (has_from) {
    Object* path;
    if (object_lookup_attr(module, ID(__path__), &path) < 0) return nullptr;
    if (!path) return module.release();
    decref(path);
    if (handle_fromlist(module, fromlist, abs_name, false) < 0) return nullptr;
    return module.release();
  }
  // import a.b.c binds a.
  int64_t dot = str_find_char(name, '.', 0, str_length(name), 1);
  if (level == 0 && dot < 0) return module.release();
  if (level == 0) {
    Ref<> front(str_substring(name, 0, dot));
    return front ? import_absolute(front) : nullptr;
  }
  if (str_length(name) == 0) return module.release();
  if (dot < 0) dot = str_length(name);
  int64_t cut = str_length(name) - dot;
  Ref<> front(str_substring(abs_name, 0, str_length(abs_name) - cut));
  return front ? import_absolute(front) : nullptr;
}

Object* import_import_module(const char* name) {
  Ref<> text(str_intern(name));
  return text ? import_absolute(text) : nullptr;
}

namespace {

// ImportError(text, name=module, path=file): "cannot import name".
Object* cannot_import(Object* module, Object* name, Object* package, Object* package_or_unknown) {
  Ref<> path(module_check(module) ? module_get_filename_object(module) : nullptr);
  if (!path) err_clear();
  Ref<> text;
  Object* spec = nullptr;
  if (object_lookup_attr(module, ID(__spec__), &spec) < 0) err_clear();
  Ref<> held(spec);
  if (!path) {
    text.reset(str_from_format("cannot import name %R from %R (unknown location)", name, package_or_unknown));
  } else {
    const char* format = spec && module_spec_is_initializing(spec)
                             ? "cannot import name %R from partially initialized module %R (most likely due to a circular import) (%S)"
                             : "cannot import name %R from %R (%S)";
    text.reset(str_from_format(format, name, package_or_unknown, path.get()));
  }
  Ref<> kwargs(dict_new()), args(text ? tuple_pack(1, text.get()) : nullptr);
  if (!kwargs || !args || dict_set_item_str(kwargs, "name", package ? package : none()) < 0 ||
      dict_set_item_str(kwargs, "path", path ? path.get() : none()) < 0)
    return nullptr;
  Ref<> error(object_call(ExcImportError, args, kwargs));
  if (error) err_set_object(ExcImportError, error);
  return nullptr;
}

}  // namespace

Object* import_from(Object* module, Object* name) {
  Object* value;
  if (object_lookup_attr(module, name, &value) != 0) return value;
  // A circular import may have left the submodule in sys.modules before it became an attribute.
  Ref<> package(object_get_attr(module, ID(__name__)));
  if (!package) {
    err_clear();
    Ref<> unknown(str_from_cstr("<unknown module name>"));
    return unknown ? cannot_import(module, name, nullptr, unknown) : nullptr;
  }
  if (!str_check(package)) {
    Ref<> unknown(str_from_cstr("<unknown module name>"));
    return unknown ? cannot_import(module, name, nullptr, unknown) : nullptr;
  }
  Ref<> full(str_from_format("%U.%U", package.get(), name));
  if (!full) return nullptr;
  Object* there = import_get_module(full);
  if (there) return new_ref(there);
  if (err_occurred()) return nullptr;
  return cannot_import(module, name, package, package);
}

int import_all_from(Object* locals, Object* module) {
  Object* all;
  if (object_lookup_attr(module, ID(__all__), &all) < 0) return -1;
  bool skip_underscores = false;
  if (!all) {
    Object* dict;
    if (object_lookup_attr(module, ID(__dict__), &dict) < 0) return -1;
    if (!dict) {
      err_set_string(ExcImportError, "from-import-* object has no __dict__ and no __all__");
      return -1;
    }
    all = mapping_keys(dict);
    decref(dict);
    if (!all) return -1;
    skip_underscores = true;
  }
  Ref<> names(all);
  for (int64_t pos = 0;; ++pos) {
    Ref<> name(sequence_get_item(names, pos));
    if (!name) {
      if (!err_exception_matches(ExcIndexError)) return -1;
      err_clear();
      return 0;
    }
    if (!str_check(name)) {
      Ref<> module_name(object_get_attr(module, ID(__name__)));
      if (!module_name) return -1;
      err_format(ExcTypeError, "%s in %U.%s must be str, not %.100s", skip_underscores ? "Key" : "Item", module_name.get(),
                 skip_underscores ? "__dict__" : "__all__", name->ob_type->tp_name.get());
      return -1;
    }
    if (skip_underscores && str_length(name) && str_read_char(name, 0) == '_') continue;
    Ref<> value(object_get_attr(module, name));
    if (!value) return -1;
    int err = dict_check_exact(locals) ? dict_set_item(locals, name, value) : object_set_item(locals, name, value);
    if (err < 0) return -1;
  }
}

}  // namespace innards
