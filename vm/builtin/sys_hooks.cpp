// sys.unraisablehook, sys.set_asyncgen_hooks and sys.set_coroutine_origin_tracking_depth (Python/sysmodule.c, Python/errors.c,
// compute_cr_origin of Objects/genobject.c).
#include "builtin/sys_hooks.h"

#include "native/args.h"
#include "object/call.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/structseq.h"
#include "object/traceback.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/frame.h"
#include "run/import.h"
#include "run/print_exception.h"
#include "run/runtime.h"

namespace innards {

// ---- what nobody can handle

Object* unraisable_args_new(Object* type, Object* value, Object* tb, const char* message, Object* obj) {
  Ref<> text(message ? str_from_format("Exception ignored %s", message) : new_none());
  Object* args_type = rt().modules.unraisable_args_type;
  if (!text || !args_type) return nullptr;
  Object* values[5] = {type, value, tb, text.get(), obj};
  for (Object*& v : values) v = new_ref(v ? v : none());
  return struct_sequence_new(as_type(args_type), values, 5);
}

Object* sys_unraisablehook(Object*, Object* args) {
  if (args->ob_type != rt().modules.unraisable_args_type)
    return err_format(ExcTypeError, "sys.unraisablehook argument type must be UnraisableHookArgs");
  Object* v[5];
  for (int i = 0; i < 5; ++i) v[i] = is_none(tuple_item_at(args, i)) ? nullptr : tuple_item_at(args, i);
  print_unraisable(v[0], v[1], v[2], v[3], v[4]);
  return err_occurred() ? nullptr : new_none();
}

// ---- breakpoint()

// The environment that CPython would ask for PYTHONBREAKPOINT is not read: it is pdb's.
Object* sys_breakpointhook(Object*, Object** args, int64_t nargs, Object* kwnames) {
  Ref<> pdb(import_import_module("pdb"));
  Ref<> hook(pdb ? object_get_attr_string(pdb, "set_trace") : nullptr);
  if (hook) return object_vectorcall(hook, args, static_cast<uint64_t>(nargs), kwnames);
  if (!err_exception_matches(pdb ? ExcAttributeError : ExcImportError)) return nullptr;
  err_clear();
  if (err_warn_ex(ExcRuntimeWarning, "Ignoring unimportable $PYTHONBREAKPOINT: \"pdb.set_trace\"", 0) < 0) return nullptr;
  return new_none();
}

// ---- asynchronous generators

Object* sys_get_asyncgen_hooks(Object*, Object*) {
  ModuleState& m = rt().modules;
  Object* values[2] = {m.asyncgen_firstiter, m.asyncgen_finalizer};
  for (Object*& v : values) v = new_ref(v ? v : none());
  return struct_sequence_new(as_type(m.asyncgen_hooks_type), values, 2);
}

namespace {

bool hook_is_callable(const char* name, Object* hook) {
  if (!hook || is_none(hook) || callable_check(hook)) return true;
  err_format(ExcTypeError, "callable %s expected, got %.50s", name, type_name_of(hook));
  return false;
}

void set_hook(Ptr<Object>* place, Object* hook) {
  if (!hook) return;
  Object* before = *place;
  *place = is_none(hook) ? nullptr : new_ref(hook);
  xdecref(before);
}

}  // namespace

Object* sys_set_asyncgen_hooks(Object*, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"firstiter", "finalizer", nullptr};
  Object *firstiter = nullptr, *finalizer = nullptr;
  if (!args_parse_tuple_and_keywords(args, kwargs, "|OO", kKeywords, &firstiter, &finalizer)) return nullptr;
  if (!hook_is_callable("finalizer", finalizer) || !hook_is_callable("firstiter", firstiter)) return nullptr;
  set_hook(&rt().modules.asyncgen_finalizer, finalizer);
  set_hook(&rt().modules.asyncgen_firstiter, firstiter);
  return new_none();
}

// ---- where coroutines come from

Object* sys_get_coroutine_origin_tracking_depth(Object*, Object*) { return int_from_i64(rt().modules.coroutine_origin_depth); }

Object* sys_set_coroutine_origin_tracking_depth(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"depth", nullptr};
  static const ArgsParser kParser = {"set_coroutine_origin_tracking_depth", kKeywords};
  Object* buf[1] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 1, 0, buf)) return nullptr;
  const int depth = int_as_int(buf[0]);
  if (depth == -1 && err_occurred()) return nullptr;
  if (depth < 0) return err_format(ExcValueError, "depth must be >= 0");
  rt().modules.coroutine_origin_depth = depth;
  return new_none();
}

// ---- the module

int sys_hooks_exec() {
  static const char* const kUnraisable[] = {"exc_type", "exc_value", "exc_traceback", "err_msg", "object"};
  static const char* const kHooks[] = {"firstiter", "finalizer"};
  ModuleState& m = rt().modules;
  m.unraisable_args_type = struct_sequence_new_type("UnraisableHookArgs", kUnraisable, 5);
  m.asyncgen_hooks_type = struct_sequence_new_type("asyncgen_hooks", kHooks, 2);
  return m.unraisable_args_type && m.asyncgen_hooks_type ? 0 : -1;
}

}  // namespace innards
