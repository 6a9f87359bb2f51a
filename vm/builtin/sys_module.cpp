// The sys module. Follows Python/sysmodule.c where a program can see it.
#include <cfloat>

#include "builtin/module_def.h"
#include "builtin/sys_hooks.h"
#include "builtin/sys_threads.h"
#include "builtin/text_stream.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/float.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/namespace.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/str.h"
#include "object/structseq.h"
#include "object/traceback.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/print_exception.h"
#include "run/sys_object.h"
#include "run/threads.h"
#include "run/trace.h"

namespace innards {

namespace {

// ---- looking at objects

Object* sys_getrefcount(Object*, Object* o) { return int_from_i64(o->ob_refcnt); }

Object* sys_getsizeof(Object*, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"object", "default", nullptr};
  static const ArgsParser kParser = {"getsizeof", kKeywords};
  Object* buf[2] = {};
  if (!args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 1, 2, 0, buf)) return nullptr;
  Object* o = buf[0];
  Ref<> method(object_lookup_special(o, ID(__sizeof__)));
  Ref<> size(method ? object_call_no_args(method) : nullptr);
  if (!method && !err_occurred())
    err_format(ExcTypeError, "Type %.100s doesn't define __sizeof__", o->ob_type->tp_name.get());
  int64_t n = size ? int_as_ssize_t(size) : -1;
  if (n == -1 && err_occurred()) {
    if (buf[1] && err_exception_matches(ExcTypeError)) {
      err_clear();
      return new_ref(buf[1]);
    }
    return nullptr;
  }
  if (n < 0) return err_format(ExcValueError, "__sizeof__() should return >= 0");
  return int_from_i64(n + static_cast<int64_t>(object_preheader_size(o->ob_type)));
}

Object* sys_intern(Object*, Object* s) {
  if (!str_check(s)) {
    args_bad_argument("intern", "argument", "str", s);
    return nullptr;
  }
  if (!str_check_exact(s)) return err_format(ExcTypeError, "can't intern %.400s", s->ob_type->tp_name.get());
  incref(s);
  str_intern_in_place(&s);
  return s;
}

// ---- exceptions

Object* sys_exc_info(Object*, Object*) {
  Object* value = err_get_handled_exception();
  if (!value) return tuple_pack(3, none(), none(), none());
  Ref<> tb(exception_get_traceback(value));
  return tuple_pack(3, static_cast<Object*>(value->ob_type.get()), value, tb ? tb.get() : none());
}
Object* sys_exception(Object*, Object*) {
  Object* value = err_get_handled_exception();
  return new_ref(value ? value : none());
}
Object* sys_exit(Object*, Object** args, int64_t nargs) {
  Object* status = nullptr;
  if (!args_unpack_stack(args, nargs, "exit", 0, 1, &status)) return nullptr;
  err_set_object(ExcSystemExit, status ? status : none());
  return nullptr;
}
Object* sys_excepthook(Object*, Object** args, int64_t nargs) {
  Object *type = nullptr, *value = nullptr, *tb = nullptr;
  if (!args_unpack_stack(args, nargs, "excepthook", 3, 3, &type, &value, &tb)) return nullptr;
  Object* err = sys_get_object("stderr");
  if (!err || is_none(err)) return new_none();
  if (exception_instance_check(value) && tb && traceback_check(tb)) {
    Ref<> there(exception_get_traceback(value));
    if (!there) exception_set_traceback(value, tb);
  }
  print_exception(value, err);
  return new_none();
}

Object* sys_displayhook(Object*, Object* o) {
  Object* builtins = rt().thread.builtins;
  if (is_none(o)) return new_none();
  if (dict_set_item(builtins, ID(_), none()) < 0) return nullptr;
  Object* out = sys_get_object("stdout");
  if (!out || is_none(out)) return err_format(ExcRuntimeError, "lost sys.stdout");
  Ref<> text(object_repr(o));
  if (!text || file_write_object(text, out) < 0 || file_write_string("\n", out) < 0) return nullptr;
  if (dict_set_item(builtins, ID(_), o) < 0) return nullptr;
  return new_none();
}

// ---- frames and limits

Object* sys_getframe(Object*, Object** args, int64_t nargs) {
  Object* arg = nullptr;
  if (!args_unpack_stack(args, nargs, "_getframe", 0, 1, &arg)) return nullptr;
  int64_t depth = arg ? int_as_int(arg) : 0;
  if (depth == -1 && err_occurred()) return nullptr;
  InterpreterFrame* frame = eval_current_frame();
  while (frame && depth-- > 0) frame = thread_complete_frame(frame->previous);
  if (!frame) return err_format(ExcValueError, "call stack is not deep enough");
  return xnew_ref(static_cast<Object*>(frame_get_frame_object(frame)));
}
Object* sys_getrecursionlimit(Object*, Object*) { return int_from_i64(rt().thread.recursion_limit); }
Object* sys_setrecursionlimit(Object*, Object* arg) {
  int64_t limit = int_as_int(arg);
  if (limit == -1 && err_occurred()) return nullptr;
  if (limit < 1) return err_format(ExcValueError, "recursion limit must be greater or equal than 1");
  ThreadState& t = rt().thread;
  int depth = t.recursion_limit - t.recursion_remaining;
  if (depth >= limit)
    return err_format(ExcRecursionError, "cannot set the recursion limit to %i at the recursion depth %i: the limit is too low",
                      static_cast<int>(limit), depth);
  threads_change_recursion_limit(static_cast<int32_t>(limit));
  return new_none();
}
Object* sys_getdefaultencoding(Object*, Object*) { return str_from_cstr("utf-8"); }
Object* sys_is_finalizing(Object*, Object*) { return bool_from(false); }
Object* sys_getfilesystemencodeerrors(Object*, Object*) { return str_from_cstr("surrogateescape"); }
Object* sys_audit(Object*, Object**, int64_t nargs) {
  return args_check_positional("audit", nargs, 1, INT64_MAX) ? new_none() : nullptr;
}
Object* function_or_none(Object* function) { return new_ref(function ? function : none()); }
Object* sys_settrace(Object*, Object* arg) {
  if (!is_none(arg)) met_difference(Difference::Tracing, "settrace");
  return trace_set(is_none(arg) ? nullptr : arg) < 0 ? nullptr : new_none();
}
Object* sys_gettrace(Object*, Object*) { return function_or_none(rt().thread.trace_function); }
Object* sys_setprofile(Object*, Object* arg) {
  if (!is_none(arg)) met_difference(Difference::Tracing, "setprofile");
  return trace_set_profile(is_none(arg) ? nullptr : arg) < 0 ? nullptr : new_none();
}
Object* sys_getprofile(Object*, Object*) { return function_or_none(rt().thread.profile_function); }
// Calls func(*args), in which a trace function can be installed though one is running.
Object* sys_call_tracing(Object*, Object** args, int64_t nargs) {
  Object *func, *call_args;
  if (!args_unpack_stack(args, nargs, "call_tracing", 2, 2, &func, &call_args)) return nullptr;
  if (!tuple_check(call_args)) return err_format(ExcTypeError, "call_tracing() argument 2 must be tuple, not %.50s", type_name_of(call_args));
  // Not told of at once: whoever is called may install a function, which then is.
  ThreadState& t = rt().thread;
  const int32_t tracing = t.tracing;
  const bool was_told = t.use_tracing;
  t.tracing = 0;
  Object* result = object_call(func, call_args, nullptr);
  t.tracing = tracing;
  trace_set_active(was_told);
  return result;
}
Object* sys_getallocatedblocks(Object*, Object*) { return int_from_u64(rt().heap.blocks_in_use); }
Object* sys_get_int_max_str_digits(Object*, Object*) { return int_from_i64(rt().thread.int_max_str_digits); }
Object* sys_set_int_max_str_digits(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"maxdigits", nullptr};
  static const ArgsParser kParser = {"set_int_max_str_digits", kKeywords};
  Object* buf[1] = {};
  if (!args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 1, 0, buf)) return nullptr;
  int n = int_as_int(buf[0]);
  if (n == -1 && err_occurred()) return nullptr;
  if (n != 0 && n < 640) return err_format(ExcValueError, "maxdigits must be 0 or larger than 640");
  rt().thread.int_max_str_digits = n;
  return new_none();
}

const MethodDef kFunctions[] = {
    {"breakpointhook", sys_breakpointhook, kMethFastcall | kMethKeywords, "breakpointhook(*args, **kws)\n\nWhat breakpoint() calls: enters the debugger pdb."},
    {"displayhook", sys_displayhook, kMethO, "displayhook($module, object, /)\n--\n\nPrints an object and keeps it in builtins._"},
    {"exc_info", sys_exc_info, kMethNoArgs, "exc_info($module, /)\n--\n\nType, value and traceback of the exception being handled."},
    {"exception", sys_exception, kMethNoArgs, "exception($module, /)\n--\n\nThe exception being handled."},
    {"excepthook", sys_excepthook, kMethFastcall, "excepthook($module, exctype, value, traceback, /)\n--\n\nPrints an uncaught exception."},
    {"exit", sys_exit, kMethFastcall, "exit($module, status=None, /)\n--\n\nEnds the program by raising SystemExit(status)."},
    {"getdefaultencoding", sys_getdefaultencoding, kMethNoArgs, "getdefaultencoding($module, /)\n--\n\n'utf-8'"},
    {"getfilesystemencoding", sys_getdefaultencoding, kMethNoArgs, "getfilesystemencoding($module, /)\n--\n\n'utf-8'"},
    {"getfilesystemencodeerrors", sys_getfilesystemencodeerrors, kMethNoArgs, "getfilesystemencodeerrors($module, /)\n--\n\n'surrogateescape'"},
    {"audit", sys_audit, kMethFastcall, "audit(event, *args)\n\nAccepted: nobody listens."},
    {"getallocatedblocks", sys_getallocatedblocks, kMethNoArgs, "getallocatedblocks($module, /)\n--\n\nHow many blocks of memory are in use."},
    {"getrecursionlimit", sys_getrecursionlimit, kMethNoArgs, "getrecursionlimit($module, /)\n--\n\nHow deep calls may nest."},
    {"getrefcount", sys_getrefcount, kMethO, "getrefcount($module, object, /)\n--\n\nHow many references there are, the argument included."},
    {"getsizeof", sys_getsizeof, kMethVarargs | kMethKeywords, "getsizeof(object [, default]) -> int\n\nBytes that the object itself takes."},
    {"getswitchinterval", sys_getswitchinterval, kMethNoArgs, "getswitchinterval($module, /)\n--\n\nSeconds by the recorded clock (100 ns for each instruction) until another thread gets its turn."},
    {"setswitchinterval", sys_setswitchinterval, kMethO, "setswitchinterval($module, interval, /)\n--\n\nSets getswitchinterval()."},
    {"_current_frames", sys_current_frames, kMethNoArgs, "_current_frames($module, /)\n--\n\nEach thread's current frame, by the number of the thread."},
    {"_current_exceptions", sys_current_exceptions, kMethNoArgs, "_current_exceptions($module, /)\n--\n\nThe exception that each thread handles, by the number of the thread."},
    {"gettrace", sys_gettrace, kMethNoArgs, "gettrace($module, /)\n--\n\nThe trace function."},
    {"settrace", sys_settrace, kMethO, "settrace(function)\n\nSets the function that is called when frames begin, and says what is called in them."},
    {"setprofile", sys_setprofile, kMethO, "setprofile(function)\n\nSets the function that is called when functions are called and return."},
    {"getprofile", sys_getprofile, kMethNoArgs, "getprofile($module, /)\n--\n\nThe profile function."},
    {"call_tracing", sys_call_tracing, kMethFastcall, "call_tracing($module, func, args, /)\n--\n\nCalls func(*args) so that it can be traced also inside a trace function."},
    {"intern", sys_intern, kMethO, "intern($module, string, /)\n--\n\nThe one interned string with these characters."},
    {"is_finalizing", sys_is_finalizing, kMethNoArgs, "is_finalizing($module, /)\n--\n\nWhether the program is ending."},
    {"setrecursionlimit", sys_setrecursionlimit, kMethO, "setrecursionlimit($module, limit, /)\n--\n\nSets how deep calls may nest."},
    {"get_int_max_str_digits", sys_get_int_max_str_digits, kMethNoArgs, "get_int_max_str_digits($module, /)\n--\n\nMost digits of an int's text."},
    {"set_int_max_str_digits", sys_set_int_max_str_digits, kMethFastcall | kMethKeywords, "set_int_max_str_digits($module, /, maxdigits)\n--\n\nSets most digits of an int's text."},
    {"unraisablehook", sys_unraisablehook, kMethO, "unraisablehook($module, unraisable, /)\n--\n\nPrints an error that nobody can handle."},
    {"get_asyncgen_hooks", sys_get_asyncgen_hooks, kMethNoArgs, "get_asyncgen_hooks($module, /)\n--\n\nThe functions called when asynchronous generators begin and end."},
    {"set_asyncgen_hooks", sys_set_asyncgen_hooks, kMethVarargs | kMethKeywords, "set_asyncgen_hooks(* [, firstiter] [, finalizer])\n\nSets functions called when asynchronous generators begin and end."},
    {"get_coroutine_origin_tracking_depth", sys_get_coroutine_origin_tracking_depth, kMethNoArgs, "get_coroutine_origin_tracking_depth($module, /)\n--\n\nHow many of their makers coroutines remember."},
    {"set_coroutine_origin_tracking_depth", sys_set_coroutine_origin_tracking_depth, kMethFastcall | kMethKeywords, "set_coroutine_origin_tracking_depth($module, /, depth)\n--\n\nSets how many of their makers coroutines remember."},
    {"_getframe", sys_getframe, kMethFastcall, "_getframe($module, depth=0, /)\n--\n\nThe frame of the caller, or of one above it."},
    {},
};

// ---- constants

int put(Object* module, const char* name, Object* stolen) {
  if (!stolen) return -1;
  int r = module_add_object_ref(module, name, stolen);
  decref(stolen);
  return r;
}

Object* structure(const char* type_name, const char* const* fields, Object* const* values, int n) {
  TypeObject* type = struct_sequence_new_type(type_name, fields, n);
  if (!type) return nullptr;
  return struct_sequence_new(type, values, n);  // steals the values
}

Object* version_info() {
  static const char* const kFields[] = {"major", "minor", "micro", "releaselevel", "serial"};
  Object* values[] = {int_from_i64(3), int_from_i64(11), int_from_i64(2), str_intern("final"), int_from_i64(0)};
  return structure("sys.version_info", kFields, values, 5);
}
Object* hash_info() {
  static const char* const kFields[] = {"width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"};
  Object* values[] = {int_from_i64(64), int_from_u64((uint64_t{1} << 61) - 1), int_from_i64(314159), int_from_i64(0),
                      int_from_i64(1000003), str_from_cstr("siphash13"), int_from_i64(64), int_from_i64(128), int_from_i64(0)};
  return structure("sys.hash_info", kFields, values, 9);
}
Object* int_info() {
  static const char* const kFields[] = {"bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"};
  Object* values[] = {int_from_i64(30), int_from_i64(4), int_from_i64(4300), int_from_i64(640)};
  return structure("sys.int_info", kFields, values, 4);
}
Object* float_info() {
  static const char* const kFields[] = {"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon",
                                        "radix", "rounds"};
  Object* values[] = {float_from_double(DBL_MAX), int_from_i64(DBL_MAX_EXP), int_from_i64(DBL_MAX_10_EXP), float_from_double(DBL_MIN),
                      int_from_i64(DBL_MIN_EXP), int_from_i64(DBL_MIN_10_EXP), int_from_i64(DBL_DIG), int_from_i64(DBL_MANT_DIG),
                      float_from_double(DBL_EPSILON), int_from_i64(FLT_RADIX), int_from_i64(1)};
  return structure("sys.float_info", kFields, values, 11);
}
Object* flags() {
  static const char* const kFields[] = {"debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
                                        "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated",
                                        "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits"};
  Object* values[18];
  for (int i = 0; i < 18; ++i) values[i] = i == 13 || i == 16 ? bool_from(false) : int_from_i64(i == 17 ? -1 : 0);
  return structure("sys.flags", kFields, values, 18);
}
Object* implementation() {
  Ref<> d(dict_new());
  Ref<> name(str_from_cstr("cpython")), tag(str_from_cstr("cpython-311")), version(version_info()), hex(int_from_i64(0x030b02f0)),
      multiarch(str_from_cstr("x86_64-linux-gnu"));
  if (!d || dict_set_item_str(d, "name", name) < 0 || dict_set_item_str(d, "cache_tag", tag) < 0 ||
      dict_set_item_str(d, "version", version) < 0 || dict_set_item_str(d, "hexversion", hex) < 0 ||
      dict_set_item_str(d, "_multiarch", multiarch) < 0)
    return nullptr;
  return namespace_new(d);
}
Object* builtin_names() {
  Object* names[] = {
#define BUILTIN_MODULE(name) str_intern(#name),
#include "builtin/library_names.def"
  };
  return tuple_from_array_steal(names, static_cast<int64_t>(sizeof names / sizeof *names));
}
Object* library_names() {
  Ref<> list(list_new(0));
  for (const char* name : {
#define LIBRARY_MODULE(name, native) #name,
#include "builtin/library_names.def"
       }) {
    Object* text = str_intern(name);
    if (!list || !text || list_append_take_ref(static_cast<ListObject*>(list.get()), text) < 0) return nullptr;
  }
  return frozenset_new(list);
}

int sys_exec(Object* module) {
  rt().thread.sysdict = new_ref(module_get_dict(module));
  rt().thread.int_max_str_digits = 4300;
  if (sys_hooks_exec() < 0) return -1;
  const struct { const char* name; Object* value; } kValues[] = {
      {"modules", new_ref(rt().thread.modules.get())},
      {"version", str_from_cstr("3.11.2 (main, Innards) [CPython 3.11 model]")},
      {"hexversion", int_from_i64(0x030b02f0)},
      {"api_version", int_from_i64(1013)},
      {"copyright", str_from_cstr("Innards, a model of CPython 3.11")},
      {"platform", str_from_cstr("linux")},
      {"byteorder", str_from_cstr("little")},
      {"maxsize", int_from_i64(INT64_MAX)},
      {"maxunicode", int_from_i64(0x10ffff)},
      {"builtin_module_names", builtin_names()},
      {"stdlib_module_names", library_names()},
      {"float_repr_style", str_from_cstr("short")},
      {"executable", str_from_cstr("innards")},
      {"prefix", str_from_cstr("/usr")},
      {"base_prefix", str_from_cstr("/usr")},
      {"exec_prefix", str_from_cstr("/usr")},
      {"dont_write_bytecode", bool_from(true)},
      {"argv", list_new(0)},
      {"path", list_new(0)},
      {"meta_path", list_new(0)},
      {"path_hooks", list_new(0)},
      {"path_importer_cache", dict_new()},
      {"warnoptions", list_new(0)},
      {"orig_argv", list_new(0)},
      {"platlibdir", str_from_cstr("lib")},
      {"abiflags", str_from_cstr("")},
      {"pycache_prefix", new_none()},
      {"base_exec_prefix", str_from_cstr("/usr")},
      {"_xoptions", dict_new()},
      {"version_info", version_info()},
      {"hash_info", hash_info()},
      {"int_info", int_info()},
      {"float_info", float_info()},
      {"flags", flags()},
      {"implementation", implementation()},
      {"stdin", text_stream_new(0, "<stdin>")},
      {"stdout", text_stream_new(1, "<stdout>")},
      {"stderr", text_stream_new(2, "<stderr>")},
  };
  for (const auto& v : kValues)
    if (put(module, v.name, v.value) < 0) return -1;
  const char* const kCopies[][2] = {{"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"},
                                    {"breakpointhook", "__breakpointhook__"}, {"displayhook", "__displayhook__"}, {"excepthook", "__excepthook__"},
                                    {"unraisablehook", "__unraisablehook__"}};
  for (auto& c : kCopies)
    if (module_add_object_ref(module, c[1], dict_get_item_str(module_get_dict(module), c[0])) < 0) return -1;
  return 0;
}

}  // namespace

extern const NativeModule k_module_sys;
const NativeModule k_module_sys = {"sys", "What a program can know about the interpreter that runs it.", kFunctions, sys_exec};

}  // namespace innards
