// The interpreter: runs frames, calls Python functions, accounts recursion as CPython 3.11's Python/ceval.c does.
// It stands apart from the objects it runs. Each instruction counts one step (Runtime.step) and may switch to the host
// (run/machine.h) before it executes.
#pragma once

#include <cstdint>

#include "heap/machine_stack.h"
#include "object/code.h"
#include "object/function.h"
#include "run/frame.h"
#include "run/runtime.h"

namespace innards {

// Runs `frame` until it returns, yields or fails; with throw_flag it starts by raising the error that is set.
// The caller clears and pops the frame. nullptr: error set.
Object* eval_frame(InterpreterFrame* frame, int throw_flag);
// Runs `code` as a module, class or exec body does (PyEval_EvalCode). `globals` must be a dict, `locals` a mapping, `closure`
// a tuple of as many cells as the code has free variables.
Object* eval_code(CodeObject* code, Object* globals, Object* locals, Object* closure = nullptr);
// Calls `func` with positional `args`, then the values of kwnames (_PyEval_Vector). `locals` as in a class body or null.
Object* eval_vector(FunctionObject* func, Object* locals, Object** args, int64_t argcount, Object* kwnames);
// A frame for a call, its parameters bound; steals func and every argument. nullptr: TypeError and so on set.
InterpreterFrame* eval_push_frame(FunctionObject* func, Object* locals, Object** args, int64_t argcount, Object* kwnames);
void eval_frame_clear_and_pop(InterpreterFrame* frame);
// Binds arguments to localsplus (steals them even on failure). 0, or -1 with TypeError set (run/bind_arguments.cpp).
int bind_arguments(FunctionObject* func, Ptr<Object>* localsplus, Object** args, int64_t argcount, Object* kwnames);

// Bytes of the C++ stack that are left (much, on the host's stack).
inline uint64_t native_stack_bytes_left() { return stack_bytes_below(reinterpret_cast<uint64_t>(__builtin_frame_address(0))); }
inline constexpr uint64_t kNativeStackMargin = 1 << 20;

// ---- recursion (Py_EnterRecursiveCall): nonzero with RecursionError set when the limit is reached.
// `where` is appended to "maximum recursion depth exceeded", e.g. " in comparison".
int check_recursive_call(const char* where);
// Whether the machine's C++ stack is nearly full (never on the host's stack). Each stack begins at a multiple of some size,
// which is the quick half of the test.
inline constexpr uint64_t kStackAlignment = 8 << 20;
static_assert(kStackBase % kStackAlignment == 0 && kThreadStackSize % kStackAlignment == 0);
inline bool native_stack_low() {
  uint64_t here = reinterpret_cast<uint64_t>(__builtin_frame_address(0));
  return here % kStackAlignment < kNativeStackMargin && stack_bytes_below(here) < kNativeStackMargin;
}
inline int enter_recursive_call(const char* where) {
  if (--rt().thread.recursion_remaining < 0 || native_stack_low()) [[unlikely]] return check_recursive_call(where);
  return 0;
}
inline void leave_recursive_call() { ++rt().thread.recursion_remaining; }

// ---- the running program's namespaces, borrowed; nullptr when nothing runs.
InterpreterFrame* eval_current_frame();        // the nearest frame that has begun
Object* eval_get_globals();
Object* eval_get_locals();                     // makes the snapshot dict in a function; nullptr with an error set
Object* eval_get_builtins();
Object* eval_get_builtin(const char* name);    // new reference

// super() and others need the name binding of an identifier: NameError with a suggestion's facts in it.
void format_exc_check_arg(Object* exc, const char* format, Object* name);
void format_exc_unbound(CodeObject* code, int oparg);

// Host side: what the loop compares the step counter with (see machine.h). Never in the arena.
struct RunControl {
  uint64_t check_at;     // the loop leaves its fast path when step reaches this
  bool as_traced;        // calls of method descriptors hold one reference more, as they do in a traced CPython (innards steps)
  uint64_t breaker_at;   // eval_breaker() (run/threads.h) has something to do once more steps than this are done
  uint64_t interrupt_at; // a Ctrl+C is due once more steps than this are done (UINT64_MAX: none)
  uint64_t stop_at;      // switch to the host before the instruction with this step number
};
extern RunControl g_run;

}  // namespace innards
