// The _thread module (Modules/_threadmodule.c): starting threads and asking about them. Which thread runs when is decided in
// run/threads.h; locks and thread-local data have files of their own.
#include "builtin/module_def.h"
#include "builtin/thread_locks.h"
#include "native/args.h"
#include "native/varargs.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/structseq.h"
#include "object/tuple.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/print_exception.h"
#include "run/runtime.h"
#include "run/sys_object.h"
#include "run/threads.h"

namespace innards {

namespace {

// ---- starting

Object* start_new_thread(Object*, Object* args) {
  Object *func, *call_args, *kwargs = nullptr;
  if (!args_unpack_tuple(args, "start_new_thread", 2, 3, &func, &call_args, &kwargs)) return nullptr;
  if (!callable_check(func)) return err_format(ExcTypeError, "first arg must be callable");
  if (!tuple_check(call_args)) return err_format(ExcTypeError, "2nd arg must be a tuple");
  if (kwargs && !dict_check(kwargs)) return err_format(ExcTypeError, "optional 3rd arg must be a dictionary");
  met_difference(Difference::Threads);
  const int number = thread_start(func, call_args, kwargs);
  return number < 0 ? nullptr : int_from_i64(thread_ident_of(thread_table().records[number].serial));
}

// ---- about threads

Object* exit_thread(Object*, Object*) {
  err_set_none(ExcSystemExit);
  return nullptr;
}
Object* get_ident(Object*, Object*) { return int_from_i64(thread_get_ident()); }
Object* get_native_id(Object*, Object*) { return int_from_i64(1000 + rt().modules.thread_ident); }
Object* count(Object*, Object*) { return int_from_i64(thread_table().counted); }
// Each thread's stack has its size; what the program asks for is only remembered.
constexpr int64_t kLeastStackSize = 32768;
Object* stack_size(Object*, Object** args, int64_t nargs) {
  if (nargs > 1) return err_format(ExcTypeError, "stack_size() takes at most 1 argument (%zd given)", nargs);
  const int64_t size = nargs ? int_as_i64(args[0]) : 0;
  if (size == -1 && err_occurred()) return nullptr;
  if (size < 0) return err_format(ExcValueError, "size must be 0 or a positive value");
  if (size && size < kLeastStackSize) return err_format(ExcValueError, "size not valid: %zd bytes", size);
  uint64_t& kept = thread_table().stack_size;
  const uint64_t before = kept;
  if (nargs) kept = static_cast<uint64_t>(size);
  return int_from_u64(before);
}
Object* interrupt_main(Object*, Object**, int64_t) {
  if (!thread_is_main()) return thread_interrupt_main(), new_none();
  err_set_none(ExcKeyboardInterrupt);
  return nullptr;
}

// The lock that is released when this thread ends.
Object* set_sentinel(Object*, Object*) {
  Object* lock = lock_new();
  if (lock) {
    Ref<> old(rt().modules.thread_sentinel);
    rt().modules.thread_sentinel = new_ref(lock);
  }
  return lock;
}

// ---- the report of an exception that ends a thread

Object* thread_name(Object* thread) {
  if (!is_none(thread)) {
    Object* name = object_get_attr_string(thread, "name");
    if (name) return name;
    err_clear();
  }
  return int_from_i64(thread_get_ident());
}

Object* excepthook(Object*, Object* args) {
  if (args->ob_type != rt().modules.thread_excepthook_args.get())
    return err_format(ExcTypeError, "_thread.excepthook argument type must be ExceptHookArgs");
  Object *type = tuple_item_at(args, 0), *value = tuple_item_at(args, 1), *thread = tuple_item_at(args, 3);
  if (type == ExcSystemExit) return new_none();
  Object* file = sys_get_object("stderr");
  if (!file || is_none(file)) return new_none();
  Ref<> name(thread_name(thread)), head(name ? str_from_format("Exception in thread %S:\n", name.get()) : nullptr);
  Ref<> write(object_get_attr_string(file, "write")), done(head && write ? object_call_one_arg(write, head) : nullptr);
  if (!done) return nullptr;
  print_exception(value, file);
  return err_occurred() ? nullptr : new_none();
}

Object* allocate_lock(Object*, Object*) { return lock_new(); }

const MethodDef kFunctions[] = {
    {"start_new_thread", start_new_thread, kMethVarargs, "start_new_thread(function, args[, kwargs])\n\nStarts a thread that calls function(*args, **kwargs), and gives its number."},
    {"start_new", start_new_thread, kMethVarargs, "start_new(function, args[, kwargs])\n\nThe older name of start_new_thread()."},
    {"allocate_lock", allocate_lock, kMethNoArgs, "allocate_lock() -> lock object\n\nA new lock."},
    {"allocate", allocate_lock, kMethNoArgs, "allocate() -> lock object\n\nThe older name of allocate_lock()."},
    {"exit_thread", exit_thread, kMethNoArgs, "exit_thread()\n\nThe older name of exit()."},
    {"exit", exit_thread, kMethNoArgs, "exit()\n\nEnds the thread by raising SystemExit."},
    {"interrupt_main", by_tuple<interrupt_main>, kMethVarargs, "interrupt_main(signum=signal.SIGINT, /)\n\nRaises KeyboardInterrupt in the main thread."},
    {"get_ident", get_ident, kMethNoArgs, "get_ident() -> integer\n\nA number for the thread that runs."},
    {"get_native_id", get_native_id, kMethNoArgs, "get_native_id() -> integer\n\nA number for the thread that runs."},
    {"_count", count, kMethNoArgs, "_count() -> integer\n\nHow many threads run beside the main one."},
    {"stack_size", by_tuple<stack_size>, kMethVarargs, "stack_size([size]) -> size\n\nRemembered; every stack has the same size."},
    {"_set_sentinel", set_sentinel, kMethNoArgs, "_set_sentinel() -> lock\n\nA lock that is released when this thread ends."},
    {"_excepthook", excepthook, kMethO, "excepthook(exc_type, exc_value, exc_traceback, thread)\n\nReports the exception that ended a thread."},
    {},
};

int add_excepthook_args(Object* m) {
  static const char* const kFields[] = {"exc_type", "exc_value", "exc_traceback", "thread"};
  TypeObject* type = struct_sequence_new_type("_thread._ExceptHookArgs", kFields, 4);
  if (!type) return -1;
  rt().modules.thread_excepthook_args = type;
  return module_add_object_ref(m, "_ExceptHookArgs", type);
}

int exec(Object* m) {
  Ref<> timeout_max(float_from_double(9223372036.0));
  if (!timeout_max || module_add_object_ref(m, "TIMEOUT_MAX", timeout_max) < 0) return -1;
  if (module_add_object_ref(m, "error", ExcRuntimeError) < 0 || module_add_object_ref(m, "LockType", TypeLock) < 0 ||
      module_add_object_ref(m, "RLock", TypeRLock) < 0 || module_add_object_ref(m, "_local", TypeThreadLocal) < 0)
    return -1;
  return add_excepthook_args(m);
}

}  // namespace

extern const NativeModule k_module__thread;
const NativeModule k_module__thread = {"_thread", "Threads, one of which runs at a time, and locks.", kFunctions, exec};

}  // namespace innards
