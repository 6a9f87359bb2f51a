// The _thread module. The machine has one thread of execution: a thread that is started runs at once, to its end, and then
// its starter goes on. That is one of the orders that CPython may take, and always the same one. A lock that would have to
// wait for another thread without a timeout can never be had: RuntimeError. Locks have a file of their own.
#include "builtin/context.h"
#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "builtin/thread_locks.h"
#include "native/args.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/module.h"
#include "object/str.h"
#include "object/structseq.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/print_exception.h"
#include "run/runtime.h"
#include "run/sys_object.h"
#include "run/trace.h"

namespace innards {

namespace {

constexpr int64_t kFirstIdent = 0x7f0000000740;

// ---- starting

// What a thread has for itself, put aside while another one runs.
struct ThreadSwitch {
  int64_t ident;
  Object* sentinel;
  int32_t recursion_remaining;
  ExcInfo* exc_info;
  ExcInfo bottom;
  Object* context;
  Object *trace_function, *profile_function;
  int32_t tracing;
};

void enter_thread(ThreadSwitch* kept) {
  ThreadState& t = rt().thread;
  ModuleState& m = rt().modules;
  *kept = {m.thread_ident, m.thread_sentinel, t.recursion_remaining, t.exc_info, {}, context_switch(nullptr),
           t.trace_function, t.profile_function, t.tracing};
  m.thread_ident = ++m.threads_started;
  m.thread_sentinel = nullptr;
  ++m.threads_running;
  t.recursion_remaining = t.recursion_limit;
  t.exc_info = &kept->bottom;
  t.trace_function = t.profile_function = nullptr;
  t.tracing = 0;
  trace_update();
}

void leave_thread(ThreadSwitch* kept) {
  ThreadState& t = rt().thread;
  ModuleState& m = rt().modules;
  --m.threads_running;
  if (Object* sentinel = m.thread_sentinel) {   // whoever joins the thread waits for this lock
    lock_release_for_thread(sentinel);
    decref(sentinel);
  }
  m.thread_sentinel = kept->sentinel;
  m.thread_ident = kept->ident;
  xdecref(context_switch(kept->context));
  t.recursion_remaining = kept->recursion_remaining;
  t.exc_info = kept->exc_info;
  trace_set(nullptr);
  trace_set_profile(nullptr);
  t.trace_function = kept->trace_function;
  t.profile_function = kept->profile_function;
  t.tracing = kept->tracing;
  trace_update();
}

void run_thread(Object* func, Object* args, Object* kwargs) {
  ThreadSwitch kept;
  enter_thread(&kept);
  Ref<> result(object_call(func, args, kwargs));
  if (!result) {
    if (err_exception_matches(ExcSystemExit)) err_clear();
    else err_write_unraisable_msg("in thread started by", func);
  }
  leave_thread(&kept);
}

Object* start_new_thread(Object*, Object* args) {
  Object *func, *call_args, *kwargs = nullptr;
  if (!args_unpack_tuple(args, "start_new_thread", 2, 3, &func, &call_args, &kwargs)) return nullptr;
  if (!callable_check(func)) return err_format(ExcTypeError, "first arg must be callable");
  if (!tuple_check(call_args)) return err_format(ExcTypeError, "2nd arg must be a tuple");
  if (kwargs && !dict_check(kwargs)) return err_format(ExcTypeError, "optional 3rd arg must be a dictionary");
  const int64_t ident = kFirstIdent + (rt().modules.threads_started + 1) * 0x1000;
  run_thread(func, call_args, kwargs);
  return int_from_i64(ident);
}

// ---- about threads

Object* exit_thread(Object*, Object*) {
  err_set_none(ExcSystemExit);
  return nullptr;
}
Object* get_ident(Object*, Object*) { return int_from_i64(thread_get_ident()); }
Object* get_native_id(Object*, Object*) { return int_from_i64(1000 + rt().modules.thread_ident); }
Object* count(Object*, Object*) { return int_from_i64(rt().modules.threads_running); }
Object* stack_size(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("stack_size", nargs, 0, 1)) return nullptr;
  const int64_t size = nargs ? int_as_i64(args[0]) : 0;
  if (size == -1 && err_occurred()) return nullptr;
  if (size < 0) return err_format(ExcValueError, "size must be 0 or a positive value");
  return int_from_i64(0);
}
Object* interrupt_main(Object*, Object**, int64_t) {
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

Object* make_excepthook_args(TypeObject* type, Object* args, Object*) {
  Object* seq;
  if (!args_unpack_tuple(args, "_ExceptHookArgs", 1, 1, &seq)) return nullptr;
  Ref<> items(sequence_tuple(seq));
  if (!items) return nullptr;
  if (tuple_size_of(items) != 4)
    return err_format(ExcTypeError, "_thread._ExceptHookArgs() takes a 4-sequence (%zd-sequence given)", tuple_size_of(items));
  Object* values[4];
  for (int i = 0; i < 4; ++i) values[i] = new_ref(tuple_item_at(items, i));
  return struct_sequence_new(type, values, 4);
}

// ---- _local: one dict for each thread

struct ThreadLocalObject : Object {
  Ptr<Object> dicts;          // ident -> dict
  Ptr<Object> args, kwargs;   // of the constructor: each thread's __init__ gets them
  Ptr<Object> weakreflist;
};

ThreadLocalObject* as_local(Object* o) { return static_cast<ThreadLocalObject*>(o); }

// This thread's dict, borrowed; made and initialised on first use.
Object* local_dict(Object* o) {
  Ref<> ident(int_from_i64(rt().modules.thread_ident));
  if (!ident) return nullptr;
  Object* dict = dict_get_item_with_error(as_local(o)->dicts, ident);
  if (dict || err_occurred()) return dict;
  Ref<> fresh(dict_new());
  if (!fresh || dict_set_item(as_local(o)->dicts, ident, fresh) < 0) return nullptr;
  if (o->ob_type->tp_init.get() == base_object_init) return fresh;
  if (o->ob_type->tp_init(o, as_local(o)->args, as_local(o)->kwargs) >= 0) return fresh;
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  dict_del_item(as_local(o)->dicts, ident);
  err_restore(type, value, tb);
  return nullptr;
}

Object* local_new(TypeObject* type, Object* args, Object* kwargs) {
  if (type->tp_init.get() == base_object_init && (tuple_size_of(args) || (kwargs && dict_size_of(kwargs))))
    return err_format(ExcTypeError, "Initialization arguments are not supported");
  Ref<> o(type->tp_alloc(type, 0));
  if (!o) return nullptr;
  as_local(o)->args = new_ref(args);
  as_local(o)->kwargs = xnew_ref(kwargs);
  as_local(o)->dicts = dict_new();
  Ref<> ident(int_from_i64(rt().modules.thread_ident)), first(dict_new());
  if (!as_local(o)->dicts || !ident || !first || dict_set_item(as_local(o)->dicts, ident, first) < 0) return nullptr;
  return o.release();   // type's call runs __init__ for this thread
}

Object* local_getattro(Object* o, Object* name) {
  Object* dict = local_dict(o);
  if (!dict) return nullptr;
  if (str_check(name) && str_equal_ascii(name, "__dict__")) return new_ref(dict);
  return object_generic_get_attr_with_dict(o, name, dict, 0);
}
int local_setattro(Object* o, Object* name, Object* value) {
  Object* dict = local_dict(o);
  if (!dict) return -1;
  if (str_check(name) && str_equal_ascii(name, "__dict__")) {
    err_format(ExcAttributeError, "'%.50s' object attribute '%U' is read-only", o->ob_type->tp_name.get(), name);
    return -1;
  }
  return object_generic_set_attr_with_dict(o, name, value, dict);
}

int local_traverse(Object* o, visitproc* visit, void* arg) {
  return visit_all(visit, arg, {as_local(o)->args, as_local(o)->kwargs, as_local(o)->dicts});
}
int local_clear(Object* o) {
  clear_ref(as_local(o)->args);
  clear_ref(as_local(o)->kwargs);
  clear_ref(as_local(o)->dicts);
  return 0;
}
void local_dealloc(Object* o) {
  gc_untrack(o);
  if (as_local(o)->weakreflist) object_clear_weakrefs(o);
  local_clear(o);
  o->ob_type->tp_free(o);
}

Object* allocate_lock(Object*, Object*) { return lock_new(); }

const MethodDef kFunctions[] = {
    {"start_new_thread", start_new_thread, kMethVarargs, "start_new_thread(function, args[, kwargs])\n\nRuns function(*args, **kwargs) as a thread, to its end, and gives its number."},
    {"start_new", start_new_thread, kMethVarargs, "start_new(function, args[, kwargs])\n\nThe older name of start_new_thread()."},
    {"allocate_lock", allocate_lock, kMethNoArgs, "allocate_lock() -> lock object\n\nA new lock."},
    {"allocate", allocate_lock, kMethNoArgs, "allocate() -> lock object\n\nThe older name of allocate_lock()."},
    {"exit_thread", exit_thread, kMethNoArgs, "exit_thread()\n\nThe older name of exit()."},
    {"exit", exit_thread, kMethNoArgs, "exit()\n\nEnds the thread by raising SystemExit."},
    {"interrupt_main", interrupt_main, kMethFastcall, "interrupt_main(signum=signal.SIGINT, /)\n\nRaises KeyboardInterrupt."},
    {"get_ident", get_ident, kMethNoArgs, "get_ident() -> integer\n\nA number for the thread that runs."},
    {"get_native_id", get_native_id, kMethNoArgs, "get_native_id() -> integer\n\nA number for the thread that runs."},
    {"_count", count, kMethNoArgs, "_count() -> integer\n\nHow many threads run beside the main one."},
    {"stack_size", stack_size, kMethFastcall, "stack_size([size]) -> size\n\nAccepted and ignored."},
    {"_set_sentinel", set_sentinel, kMethNoArgs, "_set_sentinel() -> lock\n\nA lock that is released when this thread ends."},
    {"_excepthook", excepthook, kMethO, "excepthook(exc_type, exc_value, exc_traceback, thread)\n\nReports the exception that ended a thread."},
    {},
};

int add_excepthook_args(Object* m) {
  static const char* const kFields[] = {"exc_type", "exc_value", "exc_traceback", "thread"};
  TypeObject* type = struct_sequence_new_type("_thread._ExceptHookArgs", kFields, 4);
  if (!type) return -1;
  type->tp_new = make_excepthook_args;
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

void boot() { native_id(reinterpret_cast<AnyFunction>(make_excepthook_args)); }

}  // namespace

int64_t thread_get_ident() { return kFirstIdent + rt().modules.thread_ident * 0x1000; }

void init_ThreadLocal_type(TypeObject* t) {
  native_gc_type(t, sizeof(ThreadLocalObject), local_dealloc, local_traverse, local_clear, local_new);
  t->tp_weaklistoffset = offsetof(ThreadLocalObject, weakreflist);
  t->tp_getattro = local_getattro;
  t->tp_setattro = local_setattro;
  t->tp_init = base_object_init;
  type_set_doc(t, "Thread-local data");
}

extern const NativeModule k_module__thread;
const NativeModule k_module__thread = {"_thread", "Threads, which run one after another here, and locks.", kFunctions, exec, boot};

}  // namespace innards
