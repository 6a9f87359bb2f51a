// What sys.settrace and sys.setprofile ask for: calls of Python functions at calls, lines, returns, exceptions and
// instructions of the program. Stands apart from the loop so that the loop stays a list of instructions, and from probe/,
// which tells the host: these functions are part of the program. Follows call_trace and its friends in Python/ceval.c and
// the trampolines in Python/sysmodule.c.
#pragma once

#include <cstdint>

#include "object/code.h"
#include "object/object.h"
#include "run/frame.h"

namespace innards {

// Include/cpython/pystate.h: PyTrace_CALL and so on.
enum TraceEvent : int { kTraceCall, kTraceException, kTraceLine, kTraceReturn, kTraceCCall, kTraceCException, kTraceCReturn, kTraceOpcode };

// Installs a function, or none (null). 0, or -1 with RuntimeError set while one is being installed.
int trace_set(Object* function);
int trace_set_profile(Object* function);
// Sets use_tracing from the functions and the nesting, and lets the loop know. After every change of one of them.
void trace_update();
void trace_set_active(bool use_tracing);   // the same, to what it was

// All of these: 0, or -1 with an error set, which then replaces the one on its way.
// The frame stands before an instruction (prev_instr, stacktop); `before` ran before it. Tells call, line, opcode. A trace
// function may move prev_instr and the stack (f_lineno).
int trace_instruction(InterpreterFrame* frame, const CodeUnit16* before);
int trace_enter(InterpreterFrame* frame);
// The frame returns or yields `value`, or is left by the error that is set (null).
int trace_return(InterpreterFrame* frame, Object* value);
// An error has come into the frame. It becomes a normal one (an instance); a trace function that fails replaces it.
void trace_exception(InterpreterFrame* frame);

// A call as trace_call_function makes it: a method descriptor is bound to its first argument before; a profile function
// hears of calls of built-in functions.
Object* call_as_traced(Object* function, Object** args, int64_t positional, Object* kwnames);
Object* call_ex_as_traced(Object* function, Object* args, Object* kwargs);
// SEND's way to ask a generator or iterator for its next value while there is a trace function.
SendResult send_as_traced(InterpreterFrame* frame, Object* receiver, Object* value, Object** result);

}  // namespace innards
