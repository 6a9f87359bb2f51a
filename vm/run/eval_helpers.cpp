// What single instructions need beyond the protocols. Follows the static functions of Python/ceval.c.
#include "run/eval_helpers.h"

#include <cstring>

#include "compile/opcodes.h"
#include "object/call.h"
#include "object/cell.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/generator.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/import.h"

namespace innards {

namespace {
const char* type_name_of(Object* o) { return o->ob_type->tp_name.get(); }
constexpr const char* kNameError = "name '%.200s' is not defined";
}  // namespace

// ---- what is trusted

namespace {
bool all_cells(Object* tuple) {
  for (int64_t i = 0; i < tuple_size_of(tuple); ++i)
    if (!cell_check(tuple_item_at(tuple, i))) return false;
  return true;
}
}  // namespace

bool check_is_exception(Object* o) {
  if (exception_instance_check(o)) [[likely]] return true;
  err_format(ExcSystemError, "an exception was expected on the stack, not '%.200s'", type_name_of(o));
  return false;
}

bool check_function_parts(Object** sp, int flags) {
  Object* code = *--sp;
  bool fits = code_check(code);
  int64_t cells = 0;
  if (flags & 8) {
    Object* closure = *--sp;
    fits = fits && tuple_check_exact(closure) && all_cells(closure);
    cells = fits ? tuple_size_of(closure) : 0;
  }
  if (flags & 4) --sp, fits = fits && (tuple_check_exact(*sp) || dict_check_exact(*sp));
  if (flags & 2) --sp, fits = fits && dict_check_exact(*sp);
  if (flags & 1) --sp, fits = fits && tuple_check_exact(*sp);
  if (fits && static_cast<CodeObject*>(code)->co_nfreevars == cells) [[likely]] return true;
  err_set_string(ExcSystemError, "MAKE_FUNCTION: what lies on the stack is no code object with its closure and defaults");
  return false;
}

// ---- unpacking

namespace {
// The part after `*rest`: the rest becomes a list, the last items go to the stack.
int unpack_tail(Object* it, int argcnt, int argcntafter, Object**& sp) {
  Object* rest = sequence_list(it);
  if (!rest) return 0;
  *--sp = rest;
  int64_t n = list_size_of(rest);
  if (n < argcntafter) {
    err_format(ExcValueError, "not enough values to unpack (expected at least %d, got %zd)", argcnt + argcntafter, argcnt + n);
    return 0;
  }
  for (int j = argcntafter; j > 0; --j) *--sp = list_item_at(rest, n - j);
  static_cast<VarObject*>(rest)->ob_size = n - argcntafter;
  return 1;
}
}  // namespace

int unpack_iterable(Object* v, int argcnt, int argcntafter, Object** sp) {
  Object** top = sp;
  Object* it = object_get_iter(v);
  if (!it) {
    if (err_exception_matches(ExcTypeError) && !v->ob_type->tp_iter && !sequence_check(v))
      err_format(ExcTypeError, "cannot unpack non-iterable %.200s object", type_name_of(v));
    return 0;
  }
  int i = 0;
  bool ok = true;
  for (; i < argcnt; ++i) {
    Object* item = iter_next(it);
    if (!item) {
      if (!err_occurred()) {
        if (argcntafter == -1)
          err_format(ExcValueError, "not enough values to unpack (expected %d, got %d)", argcnt, i);
        else
          err_format(ExcValueError, "not enough values to unpack (expected at least %d, got %d)", argcnt + argcntafter, i);
      }
      ok = false;
      break;
    }
    *--sp = item;
  }
  if (ok && argcntafter == -1) {
    Object* extra = iter_next(it);
    if (extra) {
      decref(extra);
      err_format(ExcValueError, "too many values to unpack (expected %d)", argcnt);
      ok = false;
    } else if (err_occurred()) {
      ok = false;
    }
  } else if (ok) {
    ok = unpack_tail(it, argcnt, argcntafter, sp);
  }
  if (ok) {
    decref(it);
    return 1;
  }
  for (; sp < top; ++sp) decref(*sp);
  decref(it);
  return 0;
}

// ---- raising

namespace {
// The exception that `raise exc` means, and its type: steals exc; nullptr with an error set.
Object* instance_of_raised(Object* exc, Object** type) {
  if (exception_class_check(exc)) {
    Object* value = object_call_no_args(exc);
    if (value && !exception_instance_check(value)) {
      err_format(ExcTypeError, "calling %R should have returned an instance of BaseException, not %R", exc,
                 static_cast<Object*>(value->ob_type.get()));
      decref(value);
      value = nullptr;
    }
    if (value) *type = exc;
    else decref(exc);
    return value;
  }
  if (exception_instance_check(exc)) {
    *type = new_ref(static_cast<Object*>(exc->ob_type.get()));
    return exc;
  }
  decref(exc);
  err_set_string(ExcTypeError, "exceptions must derive from BaseException");
  return nullptr;
}

// What `from cause` means: steals cause; nullptr with an error set. As in CPython nobody looks at what a class gives when it
// is called, so a __cause__ may be anything.
Object* cause_of_raised(Object* cause) {
  if (exception_instance_check(cause)) return cause;
  Object* made = nullptr;
  if (exception_class_check(cause)) made = object_call_no_args(cause);
  else err_set_string(ExcTypeError, "exception causes must derive from BaseException");
  decref(cause);
  return made;
}
}  // namespace

int do_raise(Object* exc, Object* cause) {
  if (!exc) {
    Object* value = err_get_topmost_exc_info()->exc_value;
    if (!value || is_none(value)) {
      err_set_string(ExcRuntimeError, "No active exception to reraise");
      return 0;
    }
    incref(value);
    Object* type = new_ref(static_cast<Object*>(value->ob_type.get()));
    err_restore(type, value, exception_get_traceback(value));
    return 1;
  }
  Object* type = nullptr;
  Object* value = instance_of_raised(exc, &type);
  if (!value) {
    xdecref(cause);
    return 0;
  }
  if (cause) {
    Object* fixed;
    if (is_none(cause)) {
      decref(cause);
      fixed = nullptr;
    } else {
      fixed = cause_of_raised(cause);
      if (!fixed) {
        decref(value);
        decref(type);
        return 0;
      }
    }
    exception_set_cause(value, fixed);
  }
  err_set_object(type, value);
  decref(value);
  decref(type);
  return 0;
}

namespace {
constexpr const char* kCannotCatch = "catching classes that do not inherit from BaseException is not allowed";
constexpr const char* kCannotCatchGroup = "catching ExceptionGroup with except* is not allowed. Use except instead.";
}  // namespace

Object* int_beyond_the_limit(int64_t value) {
  SpareMemory spare;
  return int_from_i64(value);
}

int check_except_type_valid(Object* right) {
  if (tuple_check(right)) {
    for (int64_t i = 0; i < tuple_size_of(right); ++i) {
      if (!exception_class_check(tuple_item_at(right, i))) {
        err_set_string(ExcTypeError, kCannotCatch);
        return -1;
      }
    }
    return 0;
  }
  if (!exception_class_check(right)) {
    err_set_string(ExcTypeError, kCannotCatch);
    return -1;
  }
  return 0;
}

int check_except_star_type_valid(Object* right) {
  if (check_except_type_valid(right) < 0) return -1;
  int64_t n = tuple_check(right) ? tuple_size_of(right) : 1;
  for (int64_t i = 0; i < n; ++i) {
    Object* type = tuple_check(right) ? tuple_item_at(right, i) : right;
    int is_group = object_is_subclass(type, ExcBaseExceptionGroup);
    if (is_group < 0) return -1;
    if (is_group) {
      err_set_string(ExcTypeError, kCannotCatchGroup);
      return -1;
    }
  }
  return 0;
}

int exception_group_match(Object* exc_value, Object* match_type, Object** match, Object** rest) {
  if (is_none(exc_value)) {
    *match = new_none();
    *rest = new_none();
    return 0;
  }
  if (err_given_exception_matches(exc_value, match_type)) {
    if (object_type_check(exc_value, ExcBaseExceptionGroup)) {
      *match = new_ref(exc_value);
    } else {
      Ref<> excs(tuple_pack(1, exc_value));
      if (!excs) return -1;
      *match = exception_create_group("", excs);
      if (!*match) return -1;
    }
    *rest = new_none();
    return 0;
  }
  if (object_type_check(exc_value, ExcBaseExceptionGroup)) {
    Ref<> name(str_from_cstr("split"));
    Ref<> pair(object_call_method_one_arg(exc_value, name, match_type));
    if (!pair) return -1;
    if (!tuple_check(pair) || tuple_size_of(pair) < 2) {
      err_format(ExcTypeError, "%.200s.split must return a tuple, not %.200s", type_name_of(exc_value), type_name_of(pair));
      return -1;
    }
    for (int i = 0; i < 2; ++i)
      if (!is_none(tuple_item_at(pair, i)) && !check_is_exception(tuple_item_at(pair, i))) return -1;
    *match = new_ref(tuple_item_at(pair, 0));
    *rest = new_ref(tuple_item_at(pair, 1));
    return 0;
  }
  *match = new_none();
  *rest = new_ref(exc_value);
  return 0;
}

// ---- calls

int check_args_iterable(Object* func, Object* args) {
  if (args->ob_type->tp_iter || sequence_check(args)) return 0;
  err_clear();
  Ref<> name(object_function_str(func));
  if (name) err_format(ExcTypeError, "%U argument after * must be an iterable, not %.200s", name.get(), type_name_of(args));
  return -1;
}

void format_kwargs_error(Object* func, Object* kwargs) {
  if (err_exception_matches(ExcAttributeError)) {
    err_clear();
    Ref<> name(object_function_str(func));
    if (name)
      err_format(ExcTypeError, "%U argument after ** must be a mapping, not %.200s", name.get(), type_name_of(kwargs));
    return;
  }
  if (!err_exception_matches(ExcKeyError)) return;
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  // Where another exception is being handled the error is made already, and CPython leaves it a KeyError.
  Object* args = value;
  if (args && tuple_check(args) && tuple_size_of(args) == 1) {
    err_clear();
    Ref<> name(object_function_str(func));
    if (name) err_format(ExcTypeError, "%U got multiple values for keyword argument '%S'", name.get(), tuple_item_at(args, 0));
    xdecref(type);
    xdecref(value);
    xdecref(tb);
  } else {
    err_restore(type, value, tb);
  }
}

void format_awaitable_error(TypeObject* type, bool aenter, bool aexit) {
  if (type->tp_as_async && type->tp_as_async->am_await) return;
  const char* name = type->tp_name.get();
  if (aenter)
    err_format(ExcTypeError, "'async with' received an object from __aenter__ that does not implement __await__: %.100s", name);
  else if (aexit)
    err_format(ExcTypeError, "'async with' received an object from __aexit__ that does not implement __await__: %.100s", name);
}

Object* get_aiter(Object* obj) {
  TypeObject* type = obj->ob_type;
  AsyncMethods* am = type->tp_as_async;
  if (!am || !am->am_aiter)
    return err_format(ExcTypeError, "'async for' requires an object with __aiter__ method, got %.100s", type->tp_name.get());
  Object* iter = am->am_aiter(obj);
  if (!iter) return nullptr;
  AsyncMethods* im = iter->ob_type->tp_as_async;
  if (!im || !im->am_anext) {
    err_format(ExcTypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %.100s",
               type_name_of(iter));
    decref(iter);
    return nullptr;
  }
  return iter;
}

Object* get_anext_awaitable(Object* aiter) {
  TypeObject* type = aiter->ob_type;
  AsyncMethods* am = type->tp_as_async;
  if (async_generator_check_exact(aiter)) return am->am_anext(aiter);
  if (!am || !am->am_anext)
    return err_format(ExcTypeError, "'async for' requires an iterator with __anext__ method, got %.100s", type->tp_name.get());
  Object* next = am->am_anext(aiter);
  if (!next) return nullptr;
  Object* awaitable = coro_get_awaitable_iter(next);
  if (!awaitable)
    err_format_from_cause(ExcTypeError, "'async for' received an invalid object from __anext__: %.100s", type_name_of(next));
  decref(next);
  return awaitable;
}

// ---- names

namespace {
// Item of a mapping that may be missing: new reference; null with *failed telling why.
Object* mapping_lookup(Object* mapping, Object* key, bool* failed) {
  *failed = false;
  if (dict_check_exact(mapping)) {
    Object* v = dict_get_item_with_error(mapping, key);
    if (!v && err_occurred()) *failed = true;
    return xnew_ref(v);
  }
  Object* v = object_get_item(mapping, key);
  if (!v) {
    if (err_exception_matches(ExcKeyError)) err_clear();
    else *failed = true;
  }
  return v;
}
}  // namespace

namespace {
Object* load_builtin(InterpreterFrame* frame, Object* name) {
  bool failed;
  Object* v = mapping_lookup(frame->f_builtins, name, &failed);
  if (!v && !failed) format_exc_check_arg(ExcNameError, kNameError, name);
  return v;
}
}  // namespace

Object* load_global_slow(InterpreterFrame* frame, Object* name) {
  bool failed;
  Object* v = mapping_lookup(frame->f_globals, name, &failed);
  return v || failed ? v : load_builtin(frame, name);
}

Object* load_name(InterpreterFrame* frame, Object* name) {
  if (!frame->f_locals) return err_format(ExcSystemError, "no locals when loading %R", name);
  bool failed;
  Object* v = mapping_lookup(frame->f_locals, name, &failed);
  if (v || failed) return v;
  // Here CPython does not ask a subclass of dict, as LOAD_GLOBAL does.
  v = dict_get_item_with_error(frame->f_globals, name);
  if (v) return new_ref(v);
  return err_occurred() ? nullptr : load_builtin(frame, name);
}

Object* load_class_deref(InterpreterFrame* frame, int oparg) {
  Object* name = code_local_name(frame->f_code, oparg);
  if (!frame->f_locals) return err_format(ExcSystemError, "no locals when loading %R", name);
  bool failed;
  Object* v = mapping_lookup(frame->f_locals, name, &failed);
  if (v || failed) return v;
  v = static_cast<CellObject*>(frame->localsplus[oparg].get())->ob_ref;
  if (!v) {
    format_exc_unbound(frame->f_code, oparg);
    return nullptr;
  }
  return new_ref(v);
}

Object* load_build_class(InterpreterFrame* frame) {
  bool failed;
  Object* v = mapping_lookup(frame->f_builtins, ID(__build_class__), &failed);
  if (!v && !failed) err_set_string(ExcNameError, "__build_class__ not found");
  return v;
}

int delete_name(InterpreterFrame* frame, Object* name) {
  if (!frame->f_locals) {
    err_format(ExcSystemError, "no locals when deleting %R", name);
    return -1;
  }
  if (object_del_item(frame->f_locals, name) != 0) {
    format_exc_check_arg(ExcNameError, kNameError, name);
    return -1;
  }
  return 0;
}

int setup_annotations(InterpreterFrame* frame) {
  Object* ns = frame->f_locals;
  if (!ns) {
    err_set_string(ExcSystemError, "no locals found when setting up annotations");
    return -1;
  }
  bool failed;
  Ref<> there(mapping_lookup(ns, ID(__annotations__), &failed));
  if (there) return 0;
  if (failed) return -1;
  Ref<> d(dict_new());
  if (!d) return -1;
  return object_set_item(ns, ID(__annotations__), d);
}

namespace {
// Is this the body of a module that CPython keeps frozen? There it has run before the program could replace __import__.
bool runs_at_start(const CodeObject* code) {
  if (code->co_flags & kCoOptimized) return false;
  const char* file = str_as_utf8(code->co_filename);
  return file && !std::strncmp(file, "<frozen ", 8);
}
}  // namespace

Object* import_name(InterpreterFrame* frame, Object* name, Object* fromlist, Object* level) {
  Object* import_func = dict_get_item_with_error(frame->f_builtins, ID(__import__));
  if (!import_func) {
    if (!err_occurred()) err_set_string(ExcImportError, "__import__ not found");
    return nullptr;
  }
  Object* locals = frame->f_locals ? frame->f_locals.get() : none();
  // The built-in __import__ is called without a call, as CPython does.
  if (import_func == rt().thread.import_func.get() || runs_at_start(frame->f_code)) {
    int ilevel = int_as_int(level);
    if (ilevel == -1 && err_occurred()) return nullptr;
    return import_module_level_object(name, frame->f_globals, locals, fromlist, ilevel);
  }
  incref(import_func);
  Object* stack[5] = {name, frame->f_globals, locals, fromlist, level};
  Object* res = object_vectorcall(import_func, stack, 5, nullptr);
  decref(import_func);
  return res;
}

// ---- format

Object* convert_and_format(Object* value, Object* spec, int which) {
  if (which) {
    Object* text = which == 1 ? object_str(value) : which == 2 ? object_repr(value) : object_ascii(value);
    decref(value);
    if (!text) {
      xdecref(spec);
      return nullptr;
    }
    value = text;
  }
  if (str_check_exact(value) && !spec) return value;
  Object* res = object_format(value, spec);
  decref(value);
  xdecref(spec);
  return res;
}

// ---- match

Object* match_keys(Object* map, Object* keys) {
  if (!tuple_check(keys)) return err_format(ExcSystemError, "MATCH_KEYS: the keys are no tuple");
  int64_t n = tuple_size_of(keys);
  if (!n) return new_ref(empty_tuple());
  // map.get(key, sentinel) must not create items, as defaultdict's [] would.
  Object* get = nullptr;
  int found = object_get_method(map, ID(get), &get);
  Ref<> get_ref(get);
  if (!get) return nullptr;
  Ref<> seen(set_new(nullptr));
  Ref<> dummy(object_call_no_args(TypeBaseObject));
  Ref<> values(list_new(0));
  if (!seen || !dummy || !values) return nullptr;
  for (int64_t i = 0; i < n; ++i) {
    Object* key = tuple_item_at(keys, i);
    int has = set_contains(seen, key);
    if (has || set_add(seen, key)) {
      if (!err_occurred()) err_format(ExcValueError, "mapping pattern checks duplicate key (%R)", key);
      return nullptr;
    }
    Object* args[3] = {map, key, dummy};
    Object* value = object_vectorcall(get, found ? args : args + 1, found ? 3 : 2, nullptr);
    if (!value) return nullptr;
    if (value == dummy) {
      decref(value);
      return new_none();
    }
    int err = list_append(values, value);
    decref(value);
    if (err) return nullptr;
  }
  return list_as_tuple(values);
}

namespace {
Object* match_class_attr(Object* subject, Object* type, Object* name, Object* seen) {
  if (set_contains(seen, name) || set_add(seen, name)) {
    if (!err_occurred()) {
      const char* text = static_cast<TypeObject*>(type)->tp_name.get();
      err_format(ExcTypeError, "%s() got multiple sub-patterns for attribute %R", text, name);
    }
    return nullptr;
  }
  Object* attr = nullptr;
  object_lookup_attr(subject, name, &attr);
  return attr;
}

// The positional part: 1 ok, 0 no match or error.
int match_positional(Object* subject, TypeObject* type, int64_t nargs, Object* seen, Object* attrs) {
  bool match_self = false;
  Ref<> match_args(object_get_attr(type, ID(__match_args__)));
  if (match_args) {
    if (!tuple_check_exact(match_args)) {
      err_format(ExcTypeError, "%s.__match_args__ must be a tuple (got %s)", type->tp_name.get(), type_name_of(match_args));
      return 0;
    }
  } else if (err_exception_matches(ExcAttributeError)) {
    err_clear();
    match_args.reset(new_ref(empty_tuple()));
    match_self = type_has(type, kTpMatchSelf);
  } else {
    return 0;
  }
  int64_t allowed = match_self ? 1 : tuple_size_of(match_args);
  if (allowed < nargs) {
    err_format(ExcTypeError, "%s() accepts %zd positional sub-pattern%s (%zd given)", type->tp_name.get(), allowed,
               allowed == 1 ? "" : "s", nargs);
    return 0;
  }
  if (match_self) return list_append(attrs, subject) == 0;
  for (int64_t i = 0; i < nargs; ++i) {
    Object* name = tuple_item_at(match_args, i);
    if (!str_check_exact(name)) {
      err_format(ExcTypeError, "__match_args__ elements must be strings (got %s)", type_name_of(name));
      return 0;
    }
    Object* attr = match_class_attr(subject, type, name, seen);
    if (!attr) return 0;
    int err = list_append(attrs, attr);
    decref(attr);
    if (err) return 0;
  }
  return 1;
}
}  // namespace

Object* match_class(Object* subject, Object* type, int64_t nargs, Object* kwargs) {
  if (!tuple_check(kwargs)) return err_format(ExcSystemError, "MATCH_CLASS: the names are no tuple");
  if (!type_check(type)) return err_format(ExcTypeError, "called match pattern must be a type");
  if (object_is_instance(subject, type) <= 0) return nullptr;
  Ref<> seen(set_new(nullptr));
  Ref<> attrs(list_new(0));
  if (!seen || !attrs) return nullptr;
  if (nargs && !match_positional(subject, static_cast<TypeObject*>(type), nargs, seen, attrs)) return nullptr;
  for (int64_t i = 0; i < tuple_size_of(kwargs); ++i) {
    Object* attr = match_class_attr(subject, type, tuple_item_at(kwargs, i), seen);
    if (!attr) return nullptr;
    int err = list_append(attrs, attr);
    decref(attr);
    if (err) return nullptr;
  }
  return list_as_tuple(attrs);
}

}  // namespace innards
