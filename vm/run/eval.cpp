// Calls of Python functions, recursion accounting and the running program's namespaces. Follows Python/ceval.c.
#include "run/eval.h"

#include "heap/heap.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/function.h"
#include "object/identifiers.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/hand_made_code.h"
#include "run/import.h"
#include "run/runtime.h"
#include "run/sys_object.h"

namespace innards {

namespace {

// Whether more is charged to the recursion limit than the Python frames that are in progress.
bool native_calls_charged() {
  const ThreadState& t = rt().thread;
  int64_t frames = 0;
  for (const InterpreterFrame* f = t.current_frame; f; f = f->previous) ++frames;
  return frames + 2 < t.recursion_limit - t.recursion_remaining;
}

}  // namespace

int check_recursive_call(const char* where) {
  ThreadState& t = rt().thread;
  // While a RecursionError is handled there are 50 calls more; CPython dies after them, we raise again.
  bool inside = t.recursion_headroom > 0;
  bool deep = inside ? t.recursion_remaining < -50 : t.recursion_remaining <= 0;
  if (!deep && !native_stack_low()) return 0;
  if (!deep) met_difference(Difference::NativeRecursion);
  else if (native_calls_charged()) met_difference(Difference::SpecialisedCalls);
  ++t.recursion_headroom;
  err_format(ExcRecursionError, "maximum recursion depth exceeded%s", where);
  --t.recursion_headroom;
  ++t.recursion_remaining;
  return -1;
}

namespace {
// What a call that has no frame steals.
InterpreterFrame* drop_arguments(FunctionObject* func, Object** args, int64_t argcount, Object* kwnames) {
  decref(func);
  const int64_t total = argcount + (kwnames ? tuple_size_of(kwnames) : 0);
  for (int64_t i = 0; i < total; ++i) decref(args[i]);
  return nullptr;
}
}  // namespace

InterpreterFrame* eval_push_frame(FunctionObject* func, Object* locals, Object** args, int64_t argcount, Object* kwnames) {
  CodeObject* code = func->code();
  if (code_may_run(code)) return drop_arguments(func, args, argcount, kwnames);
  InterpreterFrame* frame = thread_push_frame(code->co_nlocalsplus + code->co_stacksize + kFrameSpecialsSize);
  if (!frame) {
    drop_arguments(func, args, argcount, kwnames);
    err_no_memory();
    return nullptr;
  }
  frame_initialize_specials(frame, func, locals, code->co_nlocalsplus);
  for (int i = 0; i < code->co_nlocalsplus; ++i) frame->localsplus[i] = nullptr;
  if (bind_arguments(func, frame->localsplus, args, argcount, kwnames)) {
    eval_frame_clear_and_pop(frame);
    return nullptr;
  }
  return frame;
}

void eval_frame_clear_and_pop(InterpreterFrame* frame) {
  // Clearing may run finalizers: they count as one call deeper.
  --rt().thread.recursion_remaining;
  frame_clear(frame);
  ++rt().thread.recursion_remaining;
  thread_pop_frame(frame);
}

Object* eval_vector(FunctionObject* func, Object* locals, Object** args, int64_t argcount, Object* kwnames) {
  incref(func);
  int64_t total = argcount + (kwnames ? tuple_size_of(kwnames) : 0);
  for (int64_t i = 0; i < total; ++i) incref(args[i]);
  InterpreterFrame* frame = eval_push_frame(func, locals, args, argcount, kwnames);
  if (!frame) return nullptr;
  Object* result = eval_frame(frame, 0);
  eval_frame_clear_and_pop(frame);
  return result;
}

namespace {
// The builtins that code with these globals sees: __builtins__ may be a module or its dict (_PyEval_BuiltinsFromGlobals).
Object* builtins_from_globals(Object* globals) {
  Object* builtins = dict_get_item_with_error(globals, ID(__builtins__));
  if (builtins) {
    if (builtins->ob_type == TypeModule) return object_get_attr(builtins, ID(__dict__));
    return new_ref(builtins);
  }
  if (err_occurred()) return nullptr;
  return new_ref(eval_get_builtins());
}
}  // namespace

Object* eval_code(CodeObject* code, Object* globals, Object* locals, Object* closure) {
  if (!locals) locals = globals;
  Ref<> builtins(builtins_from_globals(globals));
  if (!builtins) return nullptr;
  auto* func = gc_new_as<FunctionObject>(TypeFunction);
  if (!func) return err_no_memory();
  func->func_globals = new_ref(globals);
  func->func_builtins = new_ref(builtins.get());
  func->func_name = new_ref(code->co_name.get());
  func->func_qualname = new_ref(code->co_name.get());
  func->func_code = new_ref(static_cast<Object*>(code));
  func->func_defaults = nullptr;
  func->func_kwdefaults = nullptr;
  func->func_closure = xnew_ref(closure);
  func->func_doc = new_none();
  func->func_dict = nullptr;
  func->func_weakreflist = nullptr;
  func->func_module = nullptr;
  func->func_annotations = nullptr;
  static const Slot<vectorcallfunc> kCall = function_vectorcall;
  func->vectorcall = kCall;
  func->func_version = 0;
  gc_track(func);
  Object* result = eval_vector(func, locals, nullptr, 0, nullptr);
  decref(func);
  return result;
}

InterpreterFrame* eval_current_frame() { return thread_complete_frame(rt().thread.current_frame); }

Object* eval_get_globals() {
  InterpreterFrame* f = eval_current_frame();
  return f ? f->f_globals.get() : nullptr;
}

Object* eval_get_locals() {
  InterpreterFrame* f = eval_current_frame();
  if (!f) {
    err_set_string(ExcSystemError, "frame does not exist");
    return nullptr;
  }
  if (frame_fast_to_locals_with_error(f) < 0) return nullptr;
  return f->f_locals;
}

Object* eval_get_builtins() {
  InterpreterFrame* f = eval_current_frame();
  return f ? f->f_builtins.get() : rt().thread.builtins.get();
}

Object* eval_get_builtin(const char* name) {
  Object* v = dict_get_item_str(eval_get_builtins(), name);
  if (!v) {
    err_format(ExcAttributeError, "%s", name);
    return nullptr;
  }
  return new_ref(v);
}

void format_exc_check_arg(Object* exc, const char* format, Object* name) {
  if (!name) return;
  const char* text = str_as_utf8(name);
  if (!text) return;
  err_format(exc, format, text);
  if (exc != ExcNameError) return;
  // The name goes along, for "Did you mean".
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  err_normalize_exception(&type, &value, &tb);
  if (err_given_exception_matches(value, ExcNameError)) {
    auto* error = static_cast<NameErrorObject*>(value);
    if (!error->name) error->name = new_ref(name);
  }
  err_restore(type, value, tb);
}

void format_exc_unbound(CodeObject* code, int oparg) {
  if (err_occurred()) return;  // the name was found, its value was not
  Object* name = code_local_name(code, oparg);
  if (oparg < code->co_nplaincellvars + code->co_nlocals)
    format_exc_check_arg(ExcUnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", name);
  else
    format_exc_check_arg(ExcNameError,
                         "cannot access free variable '%s' where it is not associated with a value in enclosing scope", name);
}

Object* sys_get_object(const char* name) {
  Object* dict = rt().thread.sysdict;
  if (!dict) return nullptr;
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  Object* found = dict_get_item_str(dict, name);
  err_restore(type, value, tb);
  return found;
}

int sys_set_object(const char* name, Object* value) {
  Object* dict = rt().thread.sysdict;
  return value ? dict_set_item_str(dict, name, value) : dict_del_item_str(dict, name);
}

}  // namespace innards
