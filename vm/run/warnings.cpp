#include "run/warnings.h"

#include <cstdarg>
#include <cstring>

#include "builtin/text_stream.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/import.h"
#include "run/outside.h"
#include "run/sys_object.h"

namespace innards {

namespace {

// ---- what the module starts with

bool add_filter(Object* list, const char* action, TypeObject* category, const char* module) {
  Ref<> name(str_intern(action)), where(module ? str_intern(module) : new_none()), zero(int_from_i64(0));
  if (!name || !where || !zero) return false;
  Ref<> item(tuple_pack(5, name.get(), none(), static_cast<Object*>(category), where.get(), zero.get()));
  return item && list_append(list, item) == 0;
}

Object* default_filters() {
  Ref<> list(list_new(0));
  const bool ok = list && add_filter(list, "default", ExcDeprecationWarning, "__main__") &&
                  add_filter(list, "ignore", ExcDeprecationWarning, nullptr) &&
                  add_filter(list, "ignore", ExcPendingDeprecationWarning, nullptr) &&
                  add_filter(list, "ignore", ExcImportWarning, nullptr) && add_filter(list, "ignore", ExcResourceWarning, nullptr);
  return ok ? list.release() : nullptr;
}

// An attribute of the warnings module, if that has been imported and has it: new reference or null, maybe with an error.
Object* of_warnings_module(const char* name, bool import) {
  Ref<> text(str_from_cstr("warnings")), attribute(str_from_cstr(name));
  if (!text || !attribute) return nullptr;
  Ref<> module(xnew_ref(import_get_module(text)));
  if (!module && import) {
    module.reset(import_import_module("warnings"));
    if (!module) err_clear();
  }
  Object* value = nullptr;
  if (module) object_lookup_attr(module, attribute, &value);
  return value;
}

// ---- filters

// Whether a filter's pattern (None, a str, or an object with match()) takes a text: 1, 0, -1.
int pattern_takes(Object* pattern, Object* text) {
  if (is_none(pattern)) return 1;
  if (str_check_exact(pattern) && str_check(text)) return str_compare(pattern, text) == 0;
  if (str_check_exact(pattern)) return err_format(ExcTypeError, "Can't compare str and %.100s", type_of(text)->tp_name.get()), -1;
  Ref<> name(str_from_cstr("match"));
  Ref<> result(name ? object_call_method_one_arg(pattern, name, text) : nullptr);
  return result ? object_is_true(result) : -1;
}

// The parts of a warning on its way.
struct Warning {
  Object *category, *text, *message;
  const WarningPlace& place;
  Object* module;
  Object* source;
};

// Whether a filter (a tuple of 5) is about the warning: 1, 0, -1.
int filter_takes(Object* filter, const Warning& w) {
  const int text = pattern_takes(tuple_item_at(filter, 1), w.text);
  if (text < 0) return -1;
  const int module = pattern_takes(tuple_item_at(filter, 3), w.module);
  if (module < 0) return -1;
  const int category = object_is_subclass(w.category, tuple_item_at(filter, 2));
  if (category < 0) return -1;
  const int64_t line = number_as_ssize(tuple_item_at(filter, 4), nullptr);
  if (line == -1 && err_occurred()) return -1;
  return category && text && (line == 0 || line == w.place.line) && module;
}

// The action of the default, new reference.
Object* default_action() {
  Ref<> action(of_warnings_module("defaultaction", false));
  if (!action) {
    if (err_occurred()) return nullptr;
    action.reset(xnew_ref(warnings_default_action()));
  }
  if (action && !str_check(action))
    return err_format(ExcTypeError, "_warnings.defaultaction must be a string, not '%.200s'", type_of(action)->tp_name.get());
  return action.release();
}

// What the filters say about a warning: its action, and in *item the filter (null: the default). New references.
Object* action_for(const Warning& w, Object** item) {
  Ref<> filters(of_warnings_module("filters", false));
  if (!filters) {
    if (err_occurred()) return nullptr;
    filters.reset(xnew_ref(warnings_filters()));
  }
  if (!filters || !list_check(filters)) return err_occurred() ? nullptr : err_format(ExcValueError, "_warnings.filters must be a list");
  for (int64_t i = 0; i < list_size_of(filters); ++i) {
    Ref<> filter(new_ref(list_item_at(filters, i)));
    if (!tuple_check(filter) || tuple_size_of(filter) != 5)
      return err_format(ExcValueError, "_warnings.filters item %zd isn't a 5-tuple", i);
    Object* action = tuple_item_at(filter, 0);
    if (!str_check(action)) return err_format(ExcTypeError, "action must be a string, not '%.200s'", type_of(action)->tp_name.get());
    const int takes = filter_takes(filter, w);
    if (takes < 0) return nullptr;
    if (!takes) continue;
    *item = new_ref(filter.get());
    return new_ref(action);
  }
  return default_action();
}

// ---- remembering

// Whether the registry has the key; it is emptied first when the filters have changed since. 1, 0, -1.
int already_warned(Object* registry, Object* key, bool remember) {
  const int64_t version = rt().modules.warnings_version;
  Object* known = dict_get_item_str(registry, "version");
  if (!known || !int_check_exact(known) || int_as_i64(known) != version) {
    if (err_occurred()) return -1;
    dict_clear(registry);
    Ref<> number(int_from_i64(version));
    if (!number || dict_set_item_str(registry, "version", number) < 0) return -1;
  } else {
    Object* already = dict_get_item_with_error(registry, key);
    if (!already && err_occurred()) return -1;
    const int truth = already ? object_is_true(already) : 0;
    if (truth) return truth;
  }
  return remember && dict_set_item(registry, key, bool_true()) < 0 ? -1 : 0;
}

bool is_registry(Object* registry) { return registry && !is_none(registry); }

int seen_in(Object* registry, const Warning& w) {
  Ref<> key(tuple_pack(2, w.text, w.category));
  return key ? already_warned(registry, key, true) : -1;
}

int seen_once(const Warning& w) {
  if (is_registry(w.place.registry)) return seen_in(w.place.registry, w);
  Ref<> once(of_warnings_module("onceregistry", false));
  if (!once && !err_occurred()) once.reset(xnew_ref(warnings_once_registry()));
  if (once && !dict_check(once))
    return err_format(ExcTypeError, "_warnings.onceregistry must be a dict, not '%.200s'", type_of(once)->tp_name.get()), -1;
  return once ? seen_in(once, w) : -1;
}

// ---- showing

// As the warnings module would, without Python code.
int print_warning(const Warning& w) {
  Object* file = sys_get_object("stderr");
  if (!file || is_none(file)) return 0;
  Ref<> name(object_get_attr_string(w.category, "__name__"));
  Ref<> head(name ? str_from_format("%U:%d: %S: %S\n", w.place.filename, w.place.line, name.get(), w.text) : nullptr);
  if (!head || file_write_object(head, file) < 0) return -1;
  Ref<> source(outside_source_line(w.place.filename, w.place.line));
  if (!source) return err_occurred() ? -1 : 0;
  return file_write_object(source, file);
}

int show(const Warning& w) {
  Ref<> function(of_warnings_module("_showwarnmsg", w.source != nullptr));
  if (!function) return err_occurred() ? -1 : print_warning(w);
  if (!callable_check(function)) return err_set_string(ExcTypeError, "warnings._showwarnmsg() must be set to a callable"), -1;
  Ref<> cls(of_warnings_module("WarningMessage", false));
  if (!cls) {
    if (!err_occurred()) err_set_string(ExcRuntimeError, "unable to get warnings.WarningMessage");
    return -1;
  }
  Ref<> line(int_from_i64(w.place.line));
  if (!line) return -1;
  Ref<> told(object_call_function_obj_args(cls, w.message, w.category, w.place.filename, line.get(), none(), none(),
                                           w.source ? w.source : none(), nullptr));
  Ref<> result(told ? object_call_one_arg(function, told) : nullptr);
  return result ? 0 : -1;
}

// ---- deciding

// Whether to be silent, after the action's bookkeeping: 1, 0, -1.
int is_silent(const Warning& w, Object* action, Object* item, Object* key) {
  if (str_equal_ascii(action, "ignore")) return 1;
  if (str_equal_ascii(action, "always")) return 0;
  if (is_registry(w.place.registry) && dict_set_item(w.place.registry, key, bool_true()) < 0) return -1;
  if (str_equal_ascii(action, "once")) return seen_once(w);
  if (str_equal_ascii(action, "module")) return is_registry(w.place.registry) ? seen_in(w.place.registry, w) : 0;
  if (str_equal_ascii(action, "default")) return 0;
  err_format(ExcRuntimeError, "Unrecognized action (%R) in warnings.filters:\n %R", action, item ? item : none());
  return -1;
}

int decide(const Warning& w) {
  Ref<> line(int_from_i64(w.place.line));
  Ref<> key(line ? tuple_pack(3, w.text, w.category, line.get()) : nullptr);
  if (!key) return -1;
  if (is_registry(w.place.registry)) {
    const int seen = already_warned(w.place.registry, key, false);
    if (seen) return seen < 0 ? -1 : 0;
  }
  Object* found = nullptr;
  Ref<> action(action_for(w, &found)), item(found);
  if (!action) return -1;
  if (str_equal_ascii(action, "error")) return err_set_object(w.category, w.message), -1;
  const int silent = is_silent(w, action, item, key);
  return silent ? (silent < 0 ? -1 : 0) : show(w);
}

// The filename without ".py": new reference.
Object* module_of_filename(Object* filename) {
  const int64_t n = str_length(filename);
  if (n == 0) return str_from_cstr("<unknown>");
  const bool py = n >= 3 && str_read_char(filename, n - 3) == '.' && str_read_char(filename, n - 2) == 'p' && str_read_char(filename, n - 1) == 'y';
  return py ? str_substring(filename, 0, n - 3) : new_ref(filename);
}

}  // namespace

Object* warnings_filters() {
  if (!rt().modules.warnings_filters) rt().modules.warnings_filters = default_filters();
  return rt().modules.warnings_filters;
}

Object* warnings_once_registry() {
  if (!rt().modules.warnings_once) rt().modules.warnings_once = dict_new();
  return rt().modules.warnings_once;
}

Object* warnings_default_action() {
  if (!rt().modules.warnings_default) rt().modules.warnings_default = str_intern("default");
  return rt().modules.warnings_default;
}

void warnings_filters_mutated() { ++rt().modules.warnings_version; }

int warn_explicit(Object* category, Object* message, const WarningPlace& place, Object* source) {
  if (place.module && is_none(place.module)) return 0;
  if (is_registry(place.registry) && !dict_check(place.registry)) return err_set_string(ExcTypeError, "'registry' must be a dict or None"), -1;
  const int is_instance = object_is_instance(message, ExcWarning);
  if (is_instance < 0) return -1;
  Ref<> text(is_instance ? object_str(message) : new_ref(message));
  if (!text) return -1;
  if (is_instance) category = static_cast<Object*>(type_of(message));
  Ref<> instance(is_instance ? new_ref(message) : object_call_one_arg(category, message));
  Ref<> module(place.module ? new_ref(place.module) : module_of_filename(place.filename));
  if (!instance || !module) return -1;
  return decide({category, text, instance, place, module, source && !is_none(source) ? source : nullptr});
}

// ---- warnings about the code that runs

namespace {

// The import machinery's own frames do not count.
bool is_internal(InterpreterFrame* f) {
  const char* name = str_as_utf8(f->f_code->co_filename);
  return name && std::strstr(name, "importlib") && std::strstr(name, "_bootstrap");
}

InterpreterFrame* frame_at_level(int64_t level) {
  InterpreterFrame* f = eval_current_frame();
  const bool skip = level > 0 && f && !is_internal(f);
  while (--level > 0 && f) {
    do f = thread_complete_frame(f->previous);
    while (skip && f && is_internal(f));
  }
  return f;
}

// globals["__warningregistry__"], made if missing: new reference.
Object* registry_of(Object* globals) {
  Object* there = dict_get_item_str(globals, "__warningregistry__");
  if (there) return new_ref(there);
  Ref<> made(dict_new());
  return made && dict_set_item_str(globals, "__warningregistry__", made) == 0 ? made.release() : nullptr;
}

}  // namespace

int warn_at_level(Object* category, Object* message, int64_t stack_level, Object* source) {
  InterpreterFrame* frame = frame_at_level(stack_level);
  Ref<> globals(new_ref(frame ? frame->f_globals.get() : rt().thread.sysdict.get()));
  Ref<> filename(frame ? new_ref(frame->f_code->co_filename.get()) : str_from_cstr("sys"));
  Ref<> registry(registry_of(globals));
  if (!filename || !registry) return -1;
  Object* name = dict_get_item_str(globals, "__name__");
  Ref<> module(name && (is_none(name) || str_check(name)) ? new_ref(name) : str_from_cstr("<string>"));
  if (!module) return -1;
  return warn_explicit(category, message, {filename, frame ? frame_line(frame) : 1, module, registry}, source);
}

int err_warn_ex(Object* category, const char* text, int64_t stack_level) {
  Ref<> message(str_from_cstr(text));
  return message ? warn_at_level(category ? category : ExcRuntimeWarning, message, stack_level, nullptr) : -1;
}

int err_warn_format(Object* category, int64_t stack_level, const char* format, ...) {
  va_list args;
  va_start(args, format);
  Ref<> text(str_from_format_v(format, args));
  va_end(args);
  return text ? warn_at_level(category, text, stack_level, nullptr) : -1;
}

}  // namespace innards
