// What the probed instance of the interpreter loop tells: every push and pop, calls, returns, raised errors. The plain
// instance calls none of this. It stands apart so that the loop does not know how events are kept (vm/probe).
#pragma once

#include "object/object.h"
#include "run/frame.h"

namespace innards {

inline bool loop_probed() { return g_probe_on; }

inline void loop_probe_instruction(InterpreterFrame*, int) {}
inline void loop_probe_push(Object*) {}
inline void loop_probe_pop(Object*) {}
inline void loop_probe_replace(Object*, Object*) {}
inline void loop_probe_swap(int) {}
inline void loop_probe_unpack_method(int, Object*, Object*) {}
inline void loop_probe_enter(InterpreterFrame*) {}
inline void loop_probe_return(InterpreterFrame*, Object*) {}
inline void loop_probe_yield(InterpreterFrame*, Object*) {}
inline void loop_probe_raise(InterpreterFrame*) {}
inline void loop_probe_unwind(InterpreterFrame*) {}
inline void loop_probe_handle(InterpreterFrame*, int) {}

}  // namespace innards
