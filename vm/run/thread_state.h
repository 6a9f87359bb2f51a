// ThreadState: what CPython 3.11 keeps in PyThreadState, for the machine's one thread. Plain data; lives in Runtime.
#pragma once

#include <cstdint>

#include "base/ptr.h"

namespace innards {

struct Object;
struct InterpreterFrame;  // run/frame.h
struct DataStackChunk;    // run/frame.h

// Include/cpython/pystate.h: _PyErr_StackItem, one entry of the stack of exceptions being handled.
struct ExcInfo {
  Ptr<Object> exc_value;          // the exception handled here, or None, or null
  Ptr<ExcInfo> previous_item;
};

// What has happened so far, counted by the plain loop too: the timeline reads it for the strip.
struct RunCounters {
  uint64_t calls;                       // Python frames entered
  uint64_t raises;                      // exceptions that came into a frame's handling (one for each frame they unwind)
};

struct ThreadState {
  Ptr<InterpreterFrame> current_frame;  // cframe->current_frame
  int32_t recursion_limit;              // sys.setrecursionlimit, 1000 at the start
  int32_t recursion_remaining;          // counts down
  int32_t recursion_headroom;           // more than 0 while a RecursionError is handled
  int32_t tracing;                      // calls of trace and profile functions that run now: they are not traced themselves
  Ptr<Object> curexc_type, curexc_value, curexc_traceback;  // the error a native has set (PyErr_Occurred)
  Ptr<ExcInfo> exc_info;                // top of the stack of handled exceptions
  ExcInfo exc_state;                    // its bottom
  Ptr<DataStackChunk> datastack_chunk;
  uint64_t datastack_top, datastack_limit;
  Ptr<Object> modules;                  // sys.modules
  Ptr<Object> sysdict, builtins;        // dicts of sys and builtins
  Ptr<Object> import_func;              // the built-in __import__
  uint64_t stdout_bytes, stderr_bytes;  // written so far: which bytes of the recorded output are already there
  RunCounters counters;
  Ptr<Object> reserve_memory_error;     // stands in when not even a MemoryError can be made
  int32_t making_memory_error;
  int32_t run_state;                    // RunState of run/machine.h
  int32_t exit_status;                  // once it is Finished
  int32_t int_max_str_digits;           // sys.set_int_max_str_digits
  uint64_t slept_ns;                    // what time.sleep() has added to the clock
  uint64_t input_lines;                 // lines of the recorded input already read
  uint64_t interrupts_taken;            // recorded interrupts that have become a KeyboardInterrupt
  Ptr<Object> trace_function;           // sys.settrace (c_traceobj); null: none
  Ptr<Object> profile_function;         // sys.setprofile (c_profileobj); null: none
  int32_t tracing_what;                 // TraceEvent (run/trace.h) of the function that runs
  bool use_tracing;                     // there is such a function, and none of them runs (trace_update in run/trace.h)
  bool installing_trace, installing_profile;  // the old function is being dropped
};

}  // namespace innards
