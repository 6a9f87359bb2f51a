// Setting, reading and chaining errors. Follows Python/errors.c of CPython 3.11.
#include "run/errors.h"

#include "object/call.h"
#include "object/exceptions.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/traceback.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/eval.h"
#include "run/runtime.h"

namespace innards {

namespace {

bool is_exception_class(Object* o) { return type_check(o) && type_has(static_cast<TypeObject*>(o), kTpBaseExcSubclass); }
bool is_exception_instance(Object* o) { return type_has(o->ob_type, kTpBaseExcSubclass); }

// _PyErr_CreateException: calls `type` with what `value` stands for.
Object* create_exception(Object* type, Object* value) {
  Object* exc;
  if (!value || is_none(value))
    exc = object_call_no_args(type);
  else if (tuple_check(value))
    exc = object_call(type, value, nullptr);
  else
    exc = object_call_one_arg(type, value);
  if (exc && !is_exception_instance(exc)) {
    err_format(ExcTypeError, "calling %R should have returned an instance of BaseException, not %s", type,
               exc->ob_type->tp_name.get());
    decref(exc);
    exc = nullptr;
  }
  return exc;
}

// Cuts `value` out of the context chain that begins at `handled`, so that no new cycle comes about.
void cut_context_cycle(Object* handled, Object* value) {
  Object* o = handled;
  Object* slow = o;
  bool move_slow = false;
  for (;;) {
    Object* context = static_cast<BaseExceptionObject*>(o)->context;
    if (!context) return;
    if (context == value) {
      exception_set_context(o, nullptr);
      return;
    }
    o = context;
    if (o == slow) return;  // a cycle that was there before
    if (move_slow) slow = static_cast<BaseExceptionObject*>(slow)->context;
    move_slow = !move_slow;
  }
}

}  // namespace

// ---- setting

void err_set_object(Object* type, Object* value) {
  if (type && !is_exception_class(type)) {
    err_format(ExcSystemError, "_PyErr_SetObject: exception %R is not a BaseException subclass", type);
    return;
  }
  xincref(value);
  Object* handled = err_get_topmost_exc_info()->exc_value;
  if (handled && !is_none(handled)) {
    incref(handled);
    if (!value || !is_exception_instance(value)) {
      err_clear();
      Object* made = create_exception(type, value);
      xdecref(value);
      if (!made) {
        decref(handled);
        return;
      }
      value = made;
    }
    if (handled != value) {
      cut_context_cycle(handled, value);
      exception_set_context(value, handled);
    } else {
      decref(handled);
    }
  }
  Object* tb = nullptr;
  if (value && is_exception_instance(value)) tb = exception_get_traceback(value);
  xincref(type);
  err_restore(type, value, tb);
}

void err_set_key_error(Object* key) {
  Object* args = tuple_pack(1, key);
  if (!args) return;
  err_set_object(ExcKeyError, args);
  decref(args);
}

void err_set_none(Object* type) { err_set_object(type, nullptr); }

void err_set_string(Object* type, const char* text) {
  Object* value = str_from_cstr(text);
  if (!value) return;
  err_set_object(type, value);
  decref(value);
}

Object* err_format_v(Object* type, const char* format, va_list args) {
  err_clear();  // the text must not be made with an error set
  Object* text = str_from_format_v(format, args);
  if (text) {
    err_set_object(type, text);
    decref(text);
  }
  return nullptr;
}

Object* err_format(Object* type, const char* format, ...) {
  va_list args;
  va_start(args, format);
  err_format_v(type, format, args);
  va_end(args);
  return nullptr;
}

Object* err_format_from_cause(Object* type, const char* format, ...) {
  Object *t, *v, *tb;
  err_fetch(&t, &v, &tb);
  err_normalize_exception(&t, &v, &tb);
  if (tb) {
    exception_set_traceback(v, tb);
    decref(tb);
  }
  decref(t);
  va_list args;
  va_start(args, format);
  err_format_v(type, format, args);
  va_end(args);
  Object *t2, *v2, *tb2;
  err_fetch(&t2, &v2, &tb2);
  err_normalize_exception(&t2, &v2, &tb2);
  incref(v);
  exception_set_cause(v2, v);
  exception_set_context(v2, v);
  err_restore(t2, v2, tb2);
  return nullptr;
}

namespace {
// What is left when there is no memory even for an error.
void set_reserve_error() {
  Object* reserve = rt().thread.reserve_memory_error;
  err_restore(new_ref(static_cast<Object*>(ExcMemoryError)), xnew_ref(reserve), nullptr);
}
}  // namespace

Object* err_no_memory() {
  ThreadState& t = rt().thread;
  if (t.making_memory_error) {
    set_reserve_error();
    return nullptr;
  }
  // No collection while the error is made (CPython keeps such errors ready): natives that hold host memory may fail here.
  GCState& gc = rt().heap.gc;
  const auto collecting = gc.collecting;
  gc.collecting = 1;
  t.making_memory_error = 1;
  err_set_none(ExcMemoryError);
  t.making_memory_error = 0;
  gc.collecting = collecting;
  return nullptr;
}

void err_bad_internal_call() { err_set_string(ExcSystemError, "bad argument to internal function"); }

int err_bad_argument() {
  err_set_string(ExcTypeError, "bad argument type for built-in operation");
  return 0;
}

// ---- reading

Object* err_occurred() { return rt().thread.curexc_type; }

void err_restore(Object* type, Object* value, Object* traceback) {
  if (traceback && !traceback_check(traceback)) {  // None, by with_traceback(None)
    decref(traceback);
    traceback = nullptr;
  }
  ThreadState& t = rt().thread;
  Object* old_type = t.curexc_type;
  Object* old_value = t.curexc_value;
  Object* old_tb = t.curexc_traceback;
  t.curexc_type = type;
  t.curexc_value = value;
  t.curexc_traceback = traceback;
  xdecref(old_type);
  xdecref(old_value);
  xdecref(old_tb);
}

void err_fetch(Object** type, Object** value, Object** traceback) {
  ThreadState& t = rt().thread;
  *type = t.curexc_type;
  *value = t.curexc_value;
  *traceback = t.curexc_traceback;
  t.curexc_type = nullptr;
  t.curexc_value = nullptr;
  t.curexc_traceback = nullptr;
}

void err_clear() { err_restore(nullptr, nullptr, nullptr); }

int err_given_exception_matches(Object* error, Object* type) {
  if (!error || !type) return 0;
  if (tuple_check(type)) {
    int64_t n = tuple_size(type);
    for (int64_t i = 0; i < n; ++i)
      if (err_given_exception_matches(error, tuple_get_item(type, i))) return 1;
    return 0;
  }
  if (is_exception_instance(error)) error = error->ob_type.get();
  if (is_exception_class(error) && is_exception_class(type))
    return type_is_subtype(static_cast<TypeObject*>(error), static_cast<TypeObject*>(type));
  return error == type;
}

int err_exception_matches(Object* type) { return err_given_exception_matches(err_occurred(), type); }

namespace {
// One attempt at making the value an instance; false when making it failed (the new error is set).
bool normalize_once(Object** type_io, Object** value_io) {
  Object* type = *type_io;
  Object* value = *value_io;
  if (!value) value = new_none();
  if (is_exception_class(type)) {
    Object* inclass = nullptr;
    int is_subclass = 0;
    if (is_exception_instance(value)) {
      inclass = value->ob_type.get();
      is_subclass = object_is_subclass(inclass, type);
      if (is_subclass < 0) {
        *value_io = value;
        return false;
      }
    }
    if (!is_subclass) {
      Object* fixed = create_exception(type, value);
      if (!fixed) {
        *value_io = value;
        return false;
      }
      decref(value);
      value = fixed;
    } else if (inclass != type) {
      incref(inclass);
      decref(type);
      type = inclass;
    }
  }
  *type_io = type;
  *value_io = value;
  return true;
}
}  // namespace

namespace {
void normalize_with_headroom(Object** type, Object** value, Object** traceback) {
  for (int tries = 0;; ++tries) {
    if (!*type) return;
    if (normalize_once(type, value)) return;
    // Making the instance failed: that error takes its place, with the old traceback if it has none.
    decref(*type);
    xdecref(*value);
    Object* old_tb = *traceback;
    if (tries == 32) {
      if (err_exception_matches(ExcMemoryError)) {
        err_clear();
        err_set_string(ExcMemoryError, "Cannot recover from MemoryErrors while normalizing exceptions.");
      } else {
        err_clear();
        err_set_string(ExcRecursionError, "maximum recursion depth exceeded while normalizing an exception");
      }
    }
    err_fetch(type, value, traceback);
    if (old_tb) {
      if (*traceback) decref(old_tb);
      else *traceback = old_tb;
    }
    if (tries > 34) {
      err_restore(*type, *value, *traceback);
      set_reserve_error();
      err_fetch(type, value, traceback);
      return;
    }
  }
}
}  // namespace

void err_normalize_exception(Object** type, Object** value, Object** traceback) {
  ++rt().thread.recursion_headroom;   // an error at the limit of calls can be made all the same
  normalize_with_headroom(type, value, traceback);
  --rt().thread.recursion_headroom;
}

ExcInfo* err_get_topmost_exc_info() {
  ExcInfo* info = rt().thread.exc_info;
  while ((!info->exc_value || is_none(info->exc_value)) && info->previous_item) info = info->previous_item;
  return info;
}

Object* err_get_handled_exception() {
  Object* value = err_get_topmost_exc_info()->exc_value;
  return value && !is_none(value) ? value : nullptr;
}

void err_chain_exceptions(Object* type, Object* value, Object* traceback) {
  if (!type) return;
  if (!err_occurred()) {
    err_restore(type, value, traceback);
    return;
  }
  Object *t2, *v2, *tb2;
  err_fetch(&t2, &v2, &tb2);
  err_normalize_exception(&type, &value, &traceback);
  if (traceback) {
    exception_set_traceback(value, traceback);
    decref(traceback);
  }
  decref(type);
  err_normalize_exception(&t2, &v2, &tb2);
  exception_set_context(v2, value);
  err_restore(t2, v2, tb2);
}

void err_chain_stack_item(ExcInfo* info) {
  ThreadState& t = rt().thread;
  ExcInfo* use = info ? info : t.exc_info.get();
  Object* handled = use->exc_value;
  if (!handled || is_none(handled)) return;
  ExcInfo* saved = nullptr;
  if (info) {
    saved = t.exc_info;
    t.exc_info = info;
  }
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  err_set_object(type, value);  // chains to what is handled now
  xdecref(type);
  xdecref(value);
  xdecref(tb);
  if (info) t.exc_info = saved;
}

void err_clear_exc_state(ExcInfo* info) { clear_ref(info->exc_value); }

int gen_set_stop_iteration_value(Object* value) {
  if (!value || (!tuple_check(value) && !is_exception_instance(value))) {
    err_set_object(ExcStopIteration, value);
    return 0;
  }
  // A tuple or an exception would be taken apart, so the instance is made here.
  Object* e = object_call_one_arg(ExcStopIteration, value);
  if (!e) return -1;
  err_set_object(ExcStopIteration, e);
  decref(e);
  return 0;
}

int gen_fetch_stop_iteration_value(Object** result) {
  Object* value = nullptr;
  if (err_exception_matches(ExcStopIteration)) {
    Object *type, *error, *tb;
    err_fetch(&type, &error, &tb);
    if (error) {
      if (object_type_check(error, static_cast<TypeObject*>(type))) {
        value = static_cast<StopIterationObject*>(error)->value;
        xincref(value);
        decref(error);
      } else if (type == ExcStopIteration && !tuple_check(error)) {
        value = error;
      } else {
        err_normalize_exception(&type, &error, &tb);
        if (!object_type_check(error, ExcStopIteration)) {
          err_restore(type, error, tb);
          return -1;
        }
        value = static_cast<StopIterationObject*>(error)->value;
        xincref(value);
        decref(error);
      }
    }
    xdecref(type);
    xdecref(tb);
  } else if (err_occurred()) {
    return -1;
  }
  *result = value ? value : new_none();
  return 0;
}

}  // namespace innards
