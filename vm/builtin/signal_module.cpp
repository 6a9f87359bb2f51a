// The _signal module. No signal comes from outside but the recorded KeyboardInterrupt (which no handler sees); a program
// can set handlers, ask for them and raise signals itself. CPython: Modules/signalmodule.c.
#include <cstring>

#include "builtin/module_def.h"
#include "native/args.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/int.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/import.h"
#include "run/runtime.h"

namespace innards {

namespace {

constexpr int kLast = 64, kDefault = 0, kIgnore = 1;
constexpr int kInt = 2, kKill = 9, kPipe = 13, kChild = 17, kContinue = 18, kStop = 19, kUrgent = 23, kFileSize = 25, kWindow = 28;

struct SignalName {
  const char* name;
  int number;
  const char* sentence;  // null for another name of the same
};
const SignalName kNames[] = {
    {"SIGHUP", 1, "Hangup"}, {"SIGINT", 2, "Interrupt"}, {"SIGQUIT", 3, "Quit"}, {"SIGILL", 4, "Illegal instruction"},
    {"SIGTRAP", 5, "Trace/breakpoint trap"}, {"SIGIOT", 6, nullptr}, {"SIGABRT", 6, "Aborted"}, {"SIGFPE", 8, "Floating point exception"},
    {"SIGKILL", 9, "Killed"}, {"SIGBUS", 7, "Bus error"}, {"SIGSEGV", 11, "Segmentation fault"}, {"SIGSYS", 31, "Bad system call"},
    {"SIGPIPE", 13, "Broken pipe"}, {"SIGALRM", 14, "Alarm clock"}, {"SIGTERM", 15, "Terminated"}, {"SIGUSR1", 10, "User defined signal 1"},
    {"SIGUSR2", 12, "User defined signal 2"}, {"SIGCLD", 17, nullptr}, {"SIGCHLD", 17, "Child exited"}, {"SIGPWR", 30, "Power failure"},
    {"SIGIO", 29, nullptr}, {"SIGURG", 23, "Urgent I/O condition"}, {"SIGWINCH", 28, "Window changed"}, {"SIGPOLL", 29, "I/O possible"},
    {"SIGSTOP", 19, "Stopped (signal)"}, {"SIGTSTP", 20, "Stopped"}, {"SIGCONT", 18, "Continued"}, {"SIGTTIN", 21, "Stopped (tty input)"},
    {"SIGTTOU", 22, "Stopped (tty output)"}, {"SIGVTALRM", 26, "Virtual timer expired"}, {"SIGPROF", 27, "Profiling timer expired"},
    {"SIGXCPU", 24, "CPU time limit exceeded"}, {"SIGXFSZ", 25, "File size limit exceeded"}, {"SIGRTMIN", 34, nullptr},
    {"SIGRTMAX", 64, nullptr}, {"SIGSTKFLT", 16, "Stack fault"}};

// The number of a signal; -1 with an error.
int signal_number(Object* o) {
  const int n = int_as_int(o);
  if (n == -1 && err_occurred()) return -1;
  if (n >= 1 && n <= kLast) return n;
  err_set_string(ExcValueError, "signal number out of range");
  return -1;
}

// The handlers that were set, by number: a dict in the module, under a name that `import *` leaves out.
Object* handlers() {
  Ref<> name(str_from_cstr("_signal"));
  Object* module = name ? import_get_module(name) : nullptr;
  Object* found = module ? dict_get_item_str(module_get_dict(module), "_handlers") : nullptr;
  return found && dict_check(found) ? found : err_format(ExcRuntimeError, "lost _signal._handlers");
}

// Borrowed; null with an error.
Object* handler_of(int number) {
  Object* table = handlers();
  Ref<> key(int_from_i64(number));
  Object* found = table && key ? dict_get_item_with_error(table, key) : nullptr;
  if (found || !table || err_occurred()) return found;
  if (number == 32 || number == 33) return none();  // the C library's own
  return int_small(number == kPipe || number == kFileSize ? kIgnore : kDefault);
}

Object* invalid_argument() {
  Ref<> number(int_from_i64(22)), text(str_from_cstr("Invalid argument"));
  Ref<> args(number && text ? tuple_pack(2, number.get(), text.get()) : nullptr);
  Ref<> error(args ? object_call(ExcOSError, args, nullptr) : nullptr);
  if (error) err_set_object(ExcOSError, error);
  return nullptr;
}

bool is_number(Object* handler, int value) { return int_check(handler) && int_is_compact(handler) && int_compact_value(handler) == value; }

Object* signal_signal(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("signal", nargs, 2, 2)) return nullptr;
  const int n = signal_number(args[0]);
  if (n < 0) return nullptr;
  if (!callable_check(args[1]) && !is_number(args[1], kDefault) && !is_number(args[1], kIgnore))
    return err_format(ExcTypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  if (n == kKill || n == kStop || n == 32 || n == 33) return invalid_argument();
  Ref<> old(xnew_ref(handler_of(n))), key(int_from_i64(n));
  return old && key && dict_set_item(handlers(), key, args[1]) == 0 ? old.release() : nullptr;
}

Object* getsignal(Object*, Object* arg) {
  const int n = signal_number(arg);
  return n < 0 ? nullptr : xnew_ref(handler_of(n));
}

// What a signal without a handler does: nothing, or it ends the program with the status a shell would tell.
Object* default_action(int n) {
  if (n == kChild || n == kContinue || n == kUrgent || n == kWindow) return new_none();
  Ref<> status(int_from_i64(128 + n));
  if (status) err_set_object(ExcSystemExit, status);
  return nullptr;
}

Object* raise_signal(Object*, Object* arg) {
  const int n = signal_number(arg);
  if (n >= 0) met_difference(Difference::Signals);
  Ref<> handler(n < 0 ? nullptr : xnew_ref(handler_of(n)));
  if (!handler) return nullptr;
  if (is_number(handler, kDefault)) return default_action(n);
  if (!callable_check(handler)) return new_none();
  Ref<> number(int_from_i64(n));
  Ref<> result(number ? object_call_function_obj_args(handler, number.get(), none(), nullptr) : nullptr);
  return result ? new_none() : nullptr;
}

Object* default_int_handler(Object*, Object**, int64_t nargs) {
  if (args_check_positional("default_int_handler", nargs, 2, 2)) err_set_none(ExcKeyboardInterrupt);
  return nullptr;
}

Object* strsignal(Object*, Object* arg) {
  const int n = signal_number(arg);
  if (n < 0) return nullptr;
  for (const SignalName& s : kNames)
    if (s.number == n && s.sentence) return str_from_cstr(s.sentence);
  return n >= 34 ? str_from_format("Real-time signal %d", n - 34) : new_none();
}

Object* valid_signals(Object*, Object*) {
  Ref<> result(set_new(nullptr));
  for (int n = 1; result && n <= kLast; ++n) {
    Ref<> number(int_from_i64(n));
    if (n != 32 && n != 33 && (!number || set_add(result, number) < 0)) return nullptr;
  }
  return result.release();
}

const MethodDef kFunctions[] = {
    {"default_int_handler", default_int_handler, kMethFastcall, "default_int_handler($module, signalnum, frame, /)\n--\n\nRaises KeyboardInterrupt."},
    {"signal", signal_signal, kMethFastcall, "signal($module, signalnum, handler, /)\n--\n\nSets the handler of a signal and gives the one before."},
    {"raise_signal", raise_signal, kMethO, "raise_signal($module, signalnum, /)\n--\n\nSends a signal to the program itself."},
    {"strsignal", strsignal, kMethO, "strsignal($module, signalnum, /)\n--\n\nThe system's words for a signal."},
    {"getsignal", getsignal, kMethO, "getsignal($module, signalnum, /)\n--\n\nThe handler of a signal."},
    {"valid_signals", valid_signals, kMethNoArgs, "valid_signals($module, /)\n--\n\nThe numbers of all signals."},
    {},
};

int exec(Object* m) {
  if (module_add_int_constant(m, "NSIG", kLast + 1) < 0 || module_add_int_constant(m, "SIG_DFL", kDefault) < 0 ||
      module_add_int_constant(m, "SIG_IGN", kIgnore) < 0)
    return -1;
  for (const SignalName& s : kNames)
    if (module_add_int_constant(m, s.name, s.number) < 0) return -1;
  Ref<> table(dict_new()), key(int_from_i64(kInt));
  Object* interrupt = dict_get_item_str(module_get_dict(m), "default_int_handler");
  if (!table || !key || !interrupt || dict_set_item(table, key, interrupt) < 0) return -1;
  return module_add_object_ref(m, "_handlers", table);
}

}  // namespace

extern const NativeModule k_module__signal;
const NativeModule k_module__signal = {"_signal", "Signals, as far as a program can send them to itself.", kFunctions, exec};

}  // namespace innards
