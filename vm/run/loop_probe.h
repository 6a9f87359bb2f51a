// What the probed instance of the interpreter loop tells: every push and pop, calls, returns, raised errors. The plain
// instance calls none of this. It stands apart so that the loop does not know how events are kept (vm/probe).
#pragma once

#include "object/code.h"
#include "object/object.h"
#include "probe/probe.h"
#include "run/frame.h"
#include "run/runtime.h"

namespace innards {

inline bool loop_probed() { return g_probe_on; }

// The depth that Python code sees: frames on the way here (C recursion counts too, as CPython 3.11 charges it).
inline int loop_probe_depth() { return rt().thread.recursion_limit - rt().thread.recursion_remaining; }

// `offset`: in code units. The frame's prev_instr and stacktop must say where it stands. Also tells when a line begins.
// `before`: the instruction that ran before it in this frame (-1: none).
void loop_probe_instruction(InterpreterFrame* frame, int offset, int before);
inline void loop_probe_push(Object* o) { probe(ProbeKind::kPush, o); }
inline void loop_probe_pop(Object* o) { probe(ProbeKind::kPop, o); }
inline void loop_probe_replace(Object* old, Object* now) {
  probe(ProbeKind::kPop, old);
  probe(ProbeKind::kPush, now);
}
inline void loop_probe_swap(int depth) { probe(ProbeKind::kSwap, depth); }
inline void loop_probe_unpack_method(int depth, Object* func, Object* self) { probe(ProbeKind::kUnpackMethod, depth, func, self); }
inline void loop_probe_local(InterpreterFrame* frame, int index, Object* value) { probe(ProbeKind::kLocalStore, frame, index, value); }
inline void loop_probe_enter(InterpreterFrame* frame) { probe(ProbeKind::kCall, frame, frame->f_func.get(), loop_probe_depth() + 1); }
inline void loop_probe_return(InterpreterFrame* frame, Object* value) { probe(ProbeKind::kReturn, frame, value, loop_probe_depth()); }
inline void loop_probe_yield(InterpreterFrame* frame, Object* value) { probe(ProbeKind::kYield, frame, value, loop_probe_depth()); }
inline Object* loop_probe_error() {
  const ThreadState& t = rt().thread;
  return t.curexc_value ? t.curexc_value : t.curexc_type;
}
inline void loop_probe_raise(InterpreterFrame* frame) {
  probe(ProbeKind::kRaise, rt().thread.curexc_value.get(), rt().thread.curexc_type.get(), frame);
}
// `offset`: in code units; `depth`: how many entries the value stack has.
inline void loop_probe_search(InterpreterFrame* frame, int offset, int64_t depth) { probe(ProbeKind::kSearch, frame, 2 * offset, depth); }
inline void loop_probe_unwind(InterpreterFrame* frame) { probe(ProbeKind::kUnwind, frame, loop_probe_error(), loop_probe_depth()); }
inline void loop_probe_handle(InterpreterFrame* frame, int target, Object* exception) {
  probe(ProbeKind::kHandle, frame, exception, 2 * target);
}

}  // namespace innards
