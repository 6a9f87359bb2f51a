// The time module: the recorded clock (run/outside.h). Time goes on by 100 ns a step, and sleeping only moves the clock,
// so that every replay sees the same times.
#include <cmath>
#include <utility>

#include "builtin/module_def.h"
#include "builtin/seconds.h"
#include "builtin/time_calendar.h"
#include "native/args.h"
#include "native/varargs.h"
#include "object/bool.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/module.h"
#include "object/namespace.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/outside.h"
#include "run/runtime.h"
#include "run/threads.h"

namespace innards {

namespace {

// Nanoseconds since the program began.
int64_t elapsed_ns() {
  met_difference(Difference::Clock);
  return static_cast<int64_t>(clock_ns());
}
double asked_time() {
  met_difference(Difference::Clock);
  return outside_time();
}

Object* time_time(Object*, Object*) { return float_from_double(asked_time()); }
Object* time_time_ns(Object*, Object*) { return int_from_i64(static_cast<int64_t>(std::floor(asked_time() * 1e6)) * 1000); }
Object* elapsed(Object*, Object*) { return float_from_double(static_cast<double>(elapsed_ns()) / 1e9); }
Object* elapsed_as_int(Object*, Object*) { return int_from_i64(elapsed_ns()); }
Object* worked(Object*, Object*) { return float_from_double(static_cast<double>(rt().step) * 1e-7); }
Object* worked_as_int(Object*, Object*) { return int_from_i64(static_cast<int64_t>(rt().step) * 100); }

Object* time_sleep(Object*, Object* arg) {
  met_difference(Difference::Clock, "sleep");
  double seconds;
  if (!seconds_argument(arg, &seconds)) return nullptr;
  if (seconds < 0) return err_format(ExcValueError, "sleep length must be non-negative");
  const uint64_t until = clock_after(seconds);
  // One who is no longer interrupted, as the handler did not raise, sleeps on.
  while (thread_wait(nullptr, until) != Wake::kTimeout)
    if (err_occurred()) return nullptr;
  return new_none();
}

// Whose clock each function reads, as CPython on Linux tells it.
struct ClockInfo {
  const char *name, *implementation;
  bool monotonic, adjustable;
};
constexpr ClockInfo kClocks[] = {
    {"time", "clock_gettime(CLOCK_REALTIME)", false, true},
    {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", true, false},
    {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", true, false},
    {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false},
    {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false},
};

Object* info_of(const ClockInfo& clock) {
  Ref<> all(dict_new()), implementation(str_from_cstr(clock.implementation)), resolution(float_from_double(1e-9));
  const std::pair<const char*, Object*> kFields[] = {
      {"implementation", implementation}, {"monotonic", clock.monotonic ? bool_true() : bool_false()},
      {"adjustable", clock.adjustable ? bool_true() : bool_false()}, {"resolution", resolution}};
  if (!all) return nullptr;
  for (const auto& [name, value] : kFields)
    if (!value || dict_set_item_str(all, name, value) < 0) return nullptr;
  return namespace_new(all);
}

Object* time_get_clock_info(Object*, Object** args, int64_t nargs) {
  if (nargs != 1) return err_format(ExcTypeError, "get_clock_info() takes exactly 1 argument (%zd given)", nargs);
  if (!str_check(args[0])) return err_format(ExcTypeError, "get_clock_info() argument 1 must be str, not %.50s", type_name_of(args[0]));
  if (str_find_char(args[0], 0, 0, str_length(args[0]), 1) >= 0) return err_format(ExcValueError, "embedded null character");
  for (const ClockInfo& clock : kClocks)
    if (str_equal_ascii(args[0], clock.name)) return info_of(clock);
  return err_format(ExcValueError, "unknown clock");
}

const MethodDef kFunctions[] = {
    {"get_clock_info", by_tuple<time_get_clock_info>, kMethVarargs, "get_clock_info(name: str) -> dict\n\nWhich clock a function of this module reads."},
    {"time", time_time, kMethNoArgs, "time() -> floating point number\n\nSeconds since 1970, by the recorded clock."},
    {"time_ns", time_time_ns, kMethNoArgs, "time_ns() -> int\n\nThe same in nanoseconds."},
    {"sleep", time_sleep, kMethO, "sleep(seconds)\n\nLets other threads run; when all sleep, the recorded clock goes on."},
    {"monotonic", elapsed, kMethNoArgs, "monotonic() -> float\n\nSeconds since the program began."},
    {"monotonic_ns", elapsed_as_int, kMethNoArgs, "monotonic_ns() -> int\n\nThe same in nanoseconds."},
    {"perf_counter", elapsed, kMethNoArgs, "perf_counter() -> float\n\nSeconds since the program began."},
    {"perf_counter_ns", elapsed_as_int, kMethNoArgs, "perf_counter_ns() -> int\n\nThe same in nanoseconds."},
    {"process_time", worked, kMethNoArgs, "process_time() -> float\n\nSeconds the program has worked; sleeping does not count."},
    {"process_time_ns", worked_as_int, kMethNoArgs, "process_time_ns() -> int\n\nThe same in nanoseconds."},
    {"thread_time", worked, kMethNoArgs, "thread_time() -> float\n\nAs process_time()."},
    {"thread_time_ns", worked_as_int, kMethNoArgs, "thread_time_ns() -> int\n\nAs process_time_ns()."},
    {"gmtime", by_tuple<time_gmtime>, kMethVarargs, "gmtime([seconds]) -> struct_time\n\nA time as year, month, day and so on, in UTC."},
    {"localtime", by_tuple<time_localtime>, kMethVarargs, "localtime([seconds]) -> struct_time\n\nThe same: the machine lives in UTC."},
    {"asctime", by_tuple<time_asctime>, kMethVarargs, "asctime([tuple]) -> string\n\nA time tuple as text."},
    {"ctime", by_tuple<time_ctime>, kMethVarargs, "ctime(seconds) -> string\n\nSeconds since 1970 as text."},
    {"mktime", time_mktime, kMethO, "mktime(tuple) -> floating point number\n\nA time tuple as seconds since 1970."},
    {"strftime", by_tuple<time_strftime>, kMethVarargs, "strftime(format[, tuple]) -> string\n\nA time tuple as a format says."},
    {"strptime", by_tuple<time_strptime>, kMethVarargs, "strptime(string, format) -> struct_time\n\nReads a time as a format says."},
    {},
};

int add_constants(Object* module) {
  for (const char* name : {"timezone", "altzone", "daylight"})
    if (module_add_int_constant(module, name, 0) < 0) return -1;
  return time_calendar_exec(module);
}

}  // namespace

extern const NativeModule k_module_time;
const NativeModule k_module_time = {"time", "A clock that goes by the program's steps.", kFunctions, add_constants};

}  // namespace innards
