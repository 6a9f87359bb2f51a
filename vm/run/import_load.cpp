// Modules from files. Follows Lib/importlib/_bootstrap.py and _bootstrap_external.py where a program can see it.
#include "run/import_load.h"

#include <cstring>
#include <string>

#include "object/bool.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/list.h"
#include "object/module.h"
#include "object/namespace.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/import.h"
#include "run/import_locks.h"
#include "run/load_code.h"
#include "run/machine.h"
#include "run/outside.h"
#include "run/runtime.h"
#include "run/sys_object.h"

namespace innards {

Object* parent_name(Object* name) {
  int64_t dot = str_find_char(name, '.', 0, str_length(name), -1);
  return dot < 0 ? str_empty() : str_substring(name, 0, dot);
}

namespace {

// ---- finding

// Looks for `tail` in the directory `entry`; *path becomes the file. No std object survives: *path is an arena str.
ModuleKind find_in(Object* entry, Object* tail, Object** path) {
  const char* dir = str_check(entry) ? str_as_utf8(entry) : "";
  const char* name = dir ? str_as_utf8(tail) : nullptr;
  if (!name) return ModuleKind::Error;
  std::string base(*dir ? dir : ".");
  if (base.back() != '/') base += '/';
  base += name;
  ModuleKind found = ModuleKind::None;
  std::string file;
  if (outside_stat(base) == 2 && outside_stat(base + "/__init__.py") == 1) {
    found = ModuleKind::Package;
    file = base + "/__init__.py";
  } else if (outside_stat(base + ".py") == 1) {
    found = ModuleKind::Module;
    file = base + ".py";
  }
  if (found != ModuleKind::None) {
    *path = str_from_utf8(file.data(), static_cast<int64_t>(file.size()));
    if (!*path) return ModuleKind::Error;
  }
  return found;
}

Object* library_file(const char* file) {
  const std::string path = g_outside->library + "/" + file;
  return str_from_utf8(path.data(), static_cast<int64_t>(path.size()));
}

// ---- what a module says of itself

// CPython has these modules' code in its own executable: their code names no file.
bool is_frozen(const char* name) {
  static const char* const kFrozen[] = {"abc", "codecs", "io", "_collections_abc", "_sitebuiltins", "genericpath", "ntpath", "posixpath",
                                        "os", "site", "stat", "importlib.util", "importlib.machinery", "runpy", "zipimport",
                                        "_frozen_importlib", "_frozen_importlib_external"};
  for (const char* frozen : kFrozen)
    if (!std::strcmp(frozen, name)) return true;
  return false;
}

struct ModuleFacts {
  Object* name;
  Object* path;
  bool package;
  bool frozen;
  Ref<> directory_list;  // of a package: its __path__
};

int put(Object* dict, const char* name, Object* value) { return value ? dict_set_item_str(dict, name, value) : -1; }
int put_new(Object* dict, const char* name, Object* stolen) {
  Ref<> value(stolen);
  return put(dict, name, value);
}

// FILE.py -> __pycache__/FILE.cpython-311.pyc in the same directory.
Object* cached_path(Object* path) {
  int64_t slash = str_find_char(path, '/', 0, str_length(path), -1);
  Ref<> dir(str_substring(path, 0, slash + 1)), stem(str_substring(path, slash + 1, str_length(path) - 3));
  return dir && stem ? str_from_format("%U__pycache__/%U.cpython-311.pyc", dir.get(), stem.get()) : nullptr;
}

// Is importlib loaded and ready?
bool importlib_ready() {
  Object* finders = sys_get_object("meta_path");
  return finders && list_check(finders) && list_size_of(finders) && dict_get_item_str(rt().thread.modules, "_frozen_importlib_external");
}

// importlib's ModuleSpec for a file; search: a package's list of directories, or null.
Object* real_spec(Object* name, Object* file, Object* search) {
  Object* external = dict_get_item_str(rt().thread.modules, "_frozen_importlib_external");
  Ref<> function(external ? object_get_attr_string(external, "spec_from_file_location") : nullptr);
  Ref<> args(function ? tuple_pack(2, name, file) : nullptr), kwargs(args ? dict_new() : nullptr);
  if (!kwargs || (search && put(kwargs, "submodule_search_locations", search) < 0)) return nullptr;
  return object_call(function, args, kwargs);
}
int put_loader(Object* dict, Object* spec) { return put_new(dict, "__loader__", object_get_attr_string(spec, "loader")); }

// Stands for a ModuleSpec until someone needs importlib.
Object* make_spec(const ModuleFacts& m) {
  Ref<> d(dict_new());
  if (!d || put(d, "name", m.name) < 0 || put(d, "loader", none()) < 0) return nullptr;
  if ((m.frozen ? put_new(d, "origin", str_from_cstr("frozen")) : put(d, "origin", m.path)) < 0) return nullptr;
  if (put_new(d, "parent", m.package ? new_ref(m.name) : parent_name(m.name)) < 0 || put(d, "loader_state", none()) < 0 ||
      put(d, "submodule_search_locations", m.package ? m.directory_list.get() : none()) < 0 ||
      put(d, "has_location", m.frozen ? bool_false() : bool_true()) < 0 || put(d, "_initializing", bool_true()) < 0 ||
      (!m.frozen && put_new(d, "cached", cached_path(m.path)) < 0))
    return nullptr;
  return namespace_new(d);
}

Object* directory_list_of(Object* path) {
  Object* dir = str_substring(path, 0, str_find_char(path, '/', 0, str_length(path), -1));
  Ref<> list(dir ? list_new(0) : nullptr);
  if (!list || list_append_take_ref(static_cast<ListObject*>(list.get()), dir) < 0) return nullptr;
  return list.release();
}

// A module with its names set, not yet run. The order of the names is CPython's.
Object* prepare_module(ModuleFacts& m) {
  Ref<> module(module_new_object(m.name));
  if (!module) return nullptr;
  Object* dict = module_get_dict(module);
  if (m.package) m.directory_list.reset(directory_list_of(m.path));
  if (m.package && !m.directory_list) return nullptr;
  if (put_new(dict, "__package__", m.package ? new_ref(m.name) : parent_name(m.name)) < 0 ||
      put_new(dict, "__spec__", make_spec(m)) < 0)
    return nullptr;
  if (importlib_ready() && !m.frozen) {
    Ref<> spec(real_spec(m.name, m.path, m.directory_list));
    if (!spec || object_set_attr_string(spec, "_initializing", bool_true()) < 0 || put(dict, "__spec__", spec) < 0 || put_loader(dict, spec) < 0)
      return nullptr;
  }
  if (m.package && put(dict, "__path__", m.directory_list) < 0) return nullptr;
  if (put(dict, "__file__", m.path) < 0) return nullptr;
  if (!m.frozen && put_new(dict, "__cached__", cached_path(m.path)) < 0) return nullptr;
  if (put(dict, "__builtins__", rt().thread.builtins) < 0) return nullptr;
  return module.release();
}

// ---- running

// The filename that the code of a module has which CPython keeps frozen.
Object* frozen_label(const char* name) {
  const char* shown = !std::strcmp(name, "_frozen_importlib") ? "importlib._bootstrap" : !std::strcmp(name, "_frozen_importlib_external") ? "importlib._bootstrap_external" : name;
  return str_from_format("<frozen %s>", shown);
}

CodeObject* compile_file(const ModuleFacts& m) {
  const char* file = str_as_utf8(m.path);
  const char* name = file ? str_as_utf8(m.name) : nullptr;
  if (!name) return nullptr;
  Ref<> label(m.frozen ? frozen_label(name) : new_ref(m.path));
  const char* shown = label ? str_as_utf8(label) : nullptr;
  if (!shown) return nullptr;
  const std::string* text = outside_file(file);
  if (text) return compile_module(*text, shown);
  return err_format(ExcImportError, "cannot read %R", m.path), nullptr;
}

// Marks the module's spec as done.
int finish_spec(Object* module) {
  Object* spec = dict_get_item_with_error(module_get_dict(module), ID(__spec__));
  if (!spec) return err_occurred() ? -1 : 0;
  return object_set_attr(spec, ID(_initializing), bool_false());
}

void forget_module(Object* name) {
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  if (dict_contains(rt().thread.modules, name) == 1) dict_del_item(rt().thread.modules, name);
  err_restore(type, value, tb);
}

}  // namespace

ModuleKind find_module(Object* search, Object* tail, Object** path) {
  Ref<> entries(sequence_fast(search, "__path__ must be a sequence"));
  if (!entries) return ModuleKind::Error;
  Ref<> list(sequence_list(entries));
  for (int64_t i = 0; list && i < list_size_of(list); ++i) {
    ModuleKind found = find_in(list_item_at(list, i), tail, path);
    if (found != ModuleKind::None) return found;
  }
  return list ? ModuleKind::None : ModuleKind::Error;
}

Object* load_source(Object* name, Object* path, bool package) {
  const char* text = str_as_utf8(name);
  const char* file = text ? str_as_utf8(path) : nullptr;
  if (!file) return nullptr;
  ModuleFacts facts = {name, path, package, outside_in_library(file) && is_frozen(text), Ref<>()};
  Ref<> module(prepare_module(facts));
  if (!module || dict_set_item(rt().thread.modules, name, module) < 0) return nullptr;
  CodeObject* code = compile_file(facts);
  Object* dict = module_get_dict(module);
  Ref<> result(code ? eval_code(code, dict, dict) : nullptr);
  xdecref(static_cast<Object*>(code));
  if (!result) {
    forget_module(name);
    return nullptr;
  }
  // A module may have replaced itself in sys.modules.
  Object* final_module = import_get_module(name);
  if (!final_module) {
    if (!err_occurred()) err_set_object(ExcKeyError, name);
    return nullptr;
  }
  if (module_check(final_module) && finish_spec(final_module) < 0) return nullptr;
  return new_ref(final_module);
}

const char* frozen_importlib_file(const char* name) {
  if (!outside_has_library()) return nullptr;
  if (!std::strcmp(name, "_frozen_importlib")) return "importlib/_bootstrap.py";
  return std::strcmp(name, "_frozen_importlib_external") ? nullptr : "importlib/_bootstrap_external.py";
}

namespace {

// importlib makes specs only for modules without one: the stand-ins go.
int drop_plain_specs() {
  Ref<> items(dict_items(rt().thread.modules));
  for (int64_t i = 0; items && i < list_size_of(items); ++i) {
    Object* module = tuple_item_at(list_item_at(items, i), 1);
    Object* dict = module_check(module) ? module_get_dict(module) : nullptr;
    Object* spec = dict ? dict_get_item_with_error(dict, ID(__spec__)) : nullptr;
    if (spec && spec->ob_type == TypeNamespace && dict_set_item(dict, ID(__spec__), none()) < 0) return -1;
  }
  return items ? 0 : -1;
}

// Real specs and loaders for the modules that came from files so far.
int give_specs() {
  Ref<> items(dict_items(rt().thread.modules));
  for (int64_t i = 0; items && i < list_size_of(items); ++i) {
    Object *name = tuple_item_at(list_item_at(items, i), 0), *module = tuple_item_at(list_item_at(items, i), 1);
    Object* dict = module_check(module) ? module_get_dict(module) : nullptr;
    Object* file = dict ? dict_get_item_with_error(dict, ID(__file__)) : nullptr;
    Object* spec = file ? dict_get_item_with_error(dict, ID(__spec__)) : nullptr;
    if (!spec || !is_none(spec) || str_equal_ascii(name, "__main__")) continue;
    Ref<> real(real_spec(name, file, dict_get_item_with_error(dict, ID(__path__))));
    if (!real || dict_set_item(dict, ID(__spec__), real) < 0 || put_loader(dict, real) < 0) return -1;
  }
  return items ? 0 : -1;
}

// What CPython does with importlib while it starts.
int install_importlib(Object* importlib) {
  Ref<> sys(import_import_module("sys")), imp(import_import_module("_imp"));
  Ref<> install(sys && imp ? object_get_attr_string(importlib, "_install") : nullptr);
  if (!install || drop_plain_specs() < 0) return -1;
  Ref<> done(object_call_function_obj_args(install, sys.get(), imp.get(), nullptr));
  Ref<> original(done ? object_get_attr_string(importlib, "_lock_unlock_module") : nullptr);
  Ref<> waits(original ? import_lock_unlock_new(original) : nullptr);
  if (!waits || object_set_attr_string(importlib, "_lock_unlock_module", waits) < 0) return -1;
  Ref<> external(done ? object_get_attr_string(importlib, "_install_external_importers") : nullptr);
  done.reset(external ? object_call_no_args(external) : nullptr);
  return done ? give_specs() : -1;
}

}  // namespace

Object* load_frozen_importlib(Object* name, const char* file) {
  Ref<> path(library_file(file));
  const char* text = path ? str_as_utf8(path) : nullptr;
  if (!text) return nullptr;
  if (outside_stat(text) != 1) return err_format(ExcImportError, "cannot read %R", path.get());
  Ref<> module(load_source(name, path, false));
  if (!module) return nullptr;
  if (str_equal_ascii(name, "_frozen_importlib") && install_importlib(module) < 0) {
    forget_module(name);
    return nullptr;
  }
  return module.release();
}

Object* missing_module_text(Object* name) {
  static const struct { const char* name; bool native; } kLibrary[] = {
#define LIBRARY_MODULE(name, native) {#name, native != 0},
#include "builtin/library_names.def"
  };
  for (const auto& m : kLibrary) {
    if (!str_equal_ascii(name, m.name)) continue;
    if (m.native) {
      met_difference(Difference::StandardLibrary, m.name);
      return str_from_format("No module named %R (CPython has it as native code, and Innards has not got it)", name);
    }
    if (!outside_has_library())
      return str_from_format("No module named %R (the standard library of python3.11 was not found: install the package "
                             "libpython3.11-stdlib, or name its folder with --stdlib)", name);
  }
  return str_from_format("No module named %R", name);
}

}  // namespace innards
