// Trace and profile functions.
#include "run/trace.h"

#include "compile/quick_opcodes.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/line_array.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/outside.h"
#include "run/runtime.h"

namespace innards {

namespace {

enum class Who { Trace, Profile };

Object* event_name(TraceEvent event) {
  switch (event) {
    case kTraceCall: return ID(call);
    case kTraceException: return ID(exception);
    case kTraceLine: return ID(line);
    case kTraceReturn: return ID(return);
    case kTraceCCall: return ID(c_call);
    case kTraceCException: return ID(c_exception);
    case kTraceCReturn: return ID(c_return);
    case kTraceOpcode: break;
  }
  return ID(opcode);
}

// Asks one function of the program. It sees the frame's variables as a dict, and what it changes there counts.
Object* ask(Object* function, FrameObject* f, TraceEvent event, Object* arg) {
  if (frame_fast_to_locals_with_error(f->f_frame) < 0) return nullptr;
  f->f_fast_as_locals = 1;
  Ref<> kept(new_ref(function));   // it may take itself off while it runs
  Object* args[3] = {f, event_name(event), arg ? arg : none()};
  Object* result = object_vectorcall(function, args, 3, nullptr);
  frame_locals_to_fast(f->f_frame, 1);
  if (!result) traceback_here(f->f_frame);
  return result;
}

int ask_profile_function(FrameObject* f, TraceEvent event, Object* arg) {
  Object* result = ask(rt().thread.profile_function, f, event, arg);
  if (!result) {
    trace_set_profile(nullptr);
    return -1;
  }
  decref(result);
  return 0;
}

// The thread's function is asked when a frame begins; what it returns is asked about the rest of that frame.
int ask_trace_function(FrameObject* f, TraceEvent event, Object* arg) {
  Object* function = event == kTraceCall ? rt().thread.trace_function.get() : f->f_trace.get();
  if (!function) return 0;
  Object* result = ask(function, f, event, arg);
  Object* old = result && is_none(result) ? nullptr : f->f_trace.get();
  if (!result) {
    trace_set(nullptr);
    old = f->f_trace;
    f->f_trace = nullptr;
  } else if (is_none(result)) {
    decref(result);
  } else {
    f->f_trace = result;
  }
  xdecref(old);
  return result ? 0 : -1;
}

// call_trace: nothing is told while such a function runs.
int tell(Who who, InterpreterFrame* frame, TraceEvent event, Object* arg) {
  ThreadState& t = rt().thread;
  if (t.tracing) return 0;
  FrameObject* f = frame_get_frame_object(frame);
  if (!f) return -1;
  const int32_t old_what = t.tracing_what;
  t.tracing_what = event;
  ++t.tracing;
  trace_update();
  int failed = line_array_init(frame->f_code);
  if (!failed) {
    f->f_lineno = line_array_at(frame->f_code, frame_lasti(frame));
    failed = who == Who::Trace ? ask_trace_function(f, event, arg) : ask_profile_function(f, event, arg);
    f->f_lineno = 0;
  }
  --t.tracing;
  trace_update();
  t.tracing_what = old_what;
  return failed;
}

// The same while an error may be set: it stays, or the function's own takes its place.
int tell_beside_error(Who who, InterpreterFrame* frame, TraceEvent event, Object* arg) {
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  if (!tell(who, frame, event, arg)) {
    err_restore(type, value, tb);
    return 0;
  }
  xdecref(type);
  xdecref(value);
  xdecref(tb);
  return -1;
}

int tell_both(InterpreterFrame* frame, TraceEvent event, Object* arg) {
  const ThreadState& t = rt().thread;
  if (t.trace_function && tell_beside_error(Who::Trace, frame, event, arg)) return -1;
  if (t.profile_function && tell_beside_error(Who::Profile, frame, event, arg)) return -1;
  return 0;
}

// maybe_call_line_trace.
int tell_line(InterpreterFrame* frame, const CodeUnit16* before) {
  CodeObject* co = frame->f_code;
  const int first = co->_co_firsttraceable, at = frame_lasti(frame);
  const int last = static_cast<int>(before - code_units(co));
  if (at < first) return 0;
  if (line_array_init(co)) return -1;
  FrameObject* f = frame_get_frame_object(frame);
  if (!f) return -1;
  const int line = line_array_at(co, at);
  int failed = 0;
  if (line != -1 && f->f_trace_lines) {
    const bool other_line = last <= first || line_array_at(co, last) != line;
    // `yield from` waits in a little loop of its own: going round it is no new visit of the line.
    const bool jumped_back = at < last && (*frame->prev_instr & 255) != Opcode::SEND;
    if (other_line || jumped_back) failed = tell(Who::Trace, frame, kTraceLine, nullptr);
  }
  if (!failed && f->f_trace_opcodes) failed = tell(Who::Trace, frame, kTraceOpcode, nullptr);
  return failed;
}

// Puts another function in the place of the old one, which is dropped first: its __del__ may not install one.
int install(Ptr<Object>* place, bool* installing, Object* function, const char* what) {
  if (*installing) {
    err_format(ExcRuntimeError, "Cannot install a %s function while another %s function is being installed", what, what);
    return -1;
  }
  *installing = true;
  Object* old = *place;
  *place = nullptr;
  trace_update();
  xincref(function);
  xdecref(old);
  *place = function;
  trace_update();
  *installing = false;
  return 0;
}

// C_TRACE: the call, told about when it is one of a built-in function.
template <class Call>
Object* call_and_tell(Object* function, Call call) {
  ThreadState& t = rt().thread;
  if (!t.use_tracing || !t.profile_function) return call();
  InterpreterFrame* frame = t.current_frame;
  if (tell(Who::Profile, frame, kTraceCCall, function)) return nullptr;
  Object* result = call();
  if (!t.profile_function) return result;
  if (!result) {
    tell_beside_error(Who::Profile, frame, kTraceCException, function);
  } else if (tell(Who::Profile, frame, kTraceCReturn, function)) {
    decref(result);
    return nullptr;
  }
  return result;
}

bool is_native(const Object* function) { return function->ob_type == TypeBuiltinFunction || function->ob_type == TypeBuiltinMethod; }

}  // namespace

int trace_set(Object* function) {
  ThreadState& t = rt().thread;
  return install(&t.trace_function, &t.installing_trace, function, "trace");
}

int trace_set_profile(Object* function) {
  ThreadState& t = rt().thread;
  return install(&t.profile_function, &t.installing_profile, function, "profile");
}

void trace_update() {
  const ThreadState& t = rt().thread;
  trace_set_active(t.tracing == 0 && (t.trace_function || t.profile_function));
}

void trace_set_active(bool use_tracing) {
  rt().thread.use_tracing = use_tracing;
  g_run.check_at = loop_check_at();
}

int trace_enter(InterpreterFrame* frame) { return tell_both(frame, kTraceCall, nullptr); }
int trace_return(InterpreterFrame* frame, Object* value) { return tell_both(frame, kTraceReturn, value); }

int trace_instruction(InterpreterFrame* frame, const CodeUnit16* before) {
  const int unit = *frame->prev_instr;
  if (opcode_deopt(unit) != Opcode::RESUME) return rt().thread.trace_function ? tell_line(frame, before) : 0;
  if (unit >> 8 < 2 && outside_interrupted()) return -1;
  return rt().thread.use_tracing ? trace_enter(frame) : 0;
}

void trace_exception(InterpreterFrame* frame) {
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  if (!value) value = new_none();
  err_normalize_exception(&type, &value, &tb);
  Object* arg = tuple_pack(3, type, value, tb ? tb : none());
  if (!arg) {
    err_restore(type, value, tb);
    return;
  }
  const int failed = tell(Who::Trace, frame, kTraceException, arg);
  decref(arg);
  if (!failed) {
    err_restore(type, value, tb);
    return;
  }
  xdecref(type);
  xdecref(value);
  xdecref(tb);
}

Object* call_as_traced(Object* function, Object** args, int64_t positional, Object* kwnames) {
  const uint64_t n = static_cast<uint64_t>(positional) | kVectorcallArgumentsOffset;
  if (is_native(function)) return call_and_tell(function, [&] { return object_vectorcall(function, args, n, kwnames); });
  if (function->ob_type != TypeMethodDescriptor || positional == 0) return object_vectorcall(function, args, n, kwnames);
  Object* self = args[0];
  Object* bound = function->ob_type->tp_descr_get(function, self, self->ob_type.get());
  if (!bound) return nullptr;
  Object* res = call_and_tell(bound, [&] { return object_vectorcall(bound, args + 1, (n - 1) | kVectorcallArgumentsOffset, kwnames); });
  decref(bound);
  return res;
}

Object* call_ex_as_traced(Object* function, Object* args, Object* kwargs) {
  if (is_native(function)) return call_and_tell(function, [&] { return object_call(function, args, kwargs); });
  const int64_t n = tuple_size_of(args);
  if (function->ob_type != TypeMethodDescriptor || n == 0) return object_call(function, args, kwargs);
  Object* self = tuple_item_at(args, 0);
  Object* bound = function->ob_type->tp_descr_get(function, self, self->ob_type.get());
  if (!bound) return nullptr;
  Object* res = call_and_tell(
      bound, [&] { return object_vectorcall_dict(bound, tuple_items(args) + 1, static_cast<uint64_t>(n - 1), kwargs); });
  decref(bound);
  return res;
}

SendResult send_as_traced(InterpreterFrame* frame, Object* receiver, Object* value, Object** result) {
  const bool iterates = is_none(value) && iter_check(receiver);
  *result = iterates ? receiver->ob_type->tp_iternext(receiver) : object_call_method_one_arg(receiver, ID(send), value);
  if (*result) return SendResult::Next;
  if (rt().thread.trace_function && err_occurred() && err_exception_matches(ExcStopIteration)) trace_exception(frame);
  return gen_fetch_stop_iteration_value(result) == 0 ? SendResult::Return : SendResult::Error;
}

}  // namespace innards
