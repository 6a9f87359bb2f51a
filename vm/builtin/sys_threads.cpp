// The slice of a thread and what the threads are doing.
#include "builtin/sys_threads.h"

#include "object/dict.h"
#include "object/exceptions.h"
#include "object/float.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/frame.h"
#include "run/runtime.h"
#include "run/threads.h"

namespace innards {

// CPython keeps whole microseconds.
Object* sys_getswitchinterval(Object*, Object*) { return float_from_double(1e-6 * static_cast<double>(thread_table().interval_us)); }

Object* sys_setswitchinterval(Object*, Object* arg) {
  Ref<> number(number_float(arg));
  if (!number) return nullptr;
  const double seconds = float_value(number);
  if (!(seconds > 0)) return err_format(ExcValueError, "switch interval must be strictly positive");
  constexpr double kMost = 1e9;
  thread_table().interval_us = static_cast<uint64_t>(1e6 * (seconds < kMost ? seconds : kMost));
  return new_none();
}

namespace {

// ident -> value(record), the youngest thread first. Values are new references; null without an error: leave it out.
template <class Value>
Object* for_each_thread(Value value) {
  Ref<> result(dict_new());
  if (!result) return nullptr;
  for (const ThreadRecord* r = nullptr; (r = thread_older(r ? r->serial : INT64_MAX));) {
    Ref<> found(value(*r));
    if (!found && err_occurred()) return nullptr;
    if (!found) continue;
    Ref<> ident(int_from_i64(thread_ident_of(r->serial)));
    if (!ident || dict_set_item(result, ident, found) < 0) return nullptr;
  }
  return result.release();
}

bool runs(const ThreadRecord& r) { return &r == &running_thread(); }

Object* frame_of(const ThreadRecord& r) {
  InterpreterFrame* frame = thread_complete_frame(runs(r) ? rt().thread.current_frame : r.part.current_frame);
  return frame ? xnew_ref(static_cast<Object*>(frame_get_frame_object(frame))) : nullptr;
}

// The exception that the innermost frame that handles one handles, borrowed, or null. What lies at the bottom of another
// thread's stack of exceptions is in its record.
Object* handled_exception(const ThreadRecord& r) {
  const ExcInfo* bottom = &rt().thread.exc_state;
  for (const ExcInfo* info = runs(r) ? rt().thread.exc_info : r.part.exc_info; info; info = info->previous_item) {
    Object* value = info == bottom && !runs(r) ? r.part.exc_state.exc_value : info->exc_value;
    if (value && !is_none(value)) return value;
  }
  return nullptr;
}

Object* exception_of(const ThreadRecord& r) {
  Object* value = handled_exception(r);
  if (!value) return tuple_pack(3, none(), none(), none());
  Ref<> tb(exception_get_traceback(value));
  return tuple_pack(3, value->ob_type.get(), value, tb ? tb.get() : none());
}

}  // namespace

Object* sys_current_frames(Object*, Object*) { return for_each_thread(frame_of); }
Object* sys_current_exceptions(Object*, Object*) { return for_each_thread(exception_of); }

}  // namespace innards
