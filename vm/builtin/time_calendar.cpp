#include "builtin/time_calendar.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>

#include "heap/heap.h"
#include "native/args.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/float.h"
#include "object/int.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/structseq.h"
#include "object/tuple.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/import.h"
#include "run/outside.h"
#include "run/runtime.h"

namespace innards {

namespace {

constexpr int64_t kDay = 86400;
constexpr const char* kFields[] = {"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"};

int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

// Days from 1970-01-01 to a day of the Gregorian calendar; month 1 to 12. Years begin in March here, so that the leap day is
// the last of them.
int64_t days_of(int64_t year, int64_t month, int64_t day) {
  year -= month <= 2;
  const int64_t era = floor_divide(year, 400), of_era = year - era * 400;
  const int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

// Seconds since 1970 as a broken-down time. False with an error when the year is too large.
bool break_down(int64_t seconds, std::tm* t) {
  const int64_t days = floor_divide(seconds, kDay), rest = seconds - days * kDay;
  const int64_t z = days + 719468, era = floor_divide(z, 146097), of_era = z - era * 146097;
  const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100), m = (5 * of_year + 2) / 153;
  const int64_t month = m < 10 ? m + 3 : m - 9, year = year_of_era + era * 400 + (month <= 2);
  if (year - 1900 > INT32_MAX || year - 1900 < INT32_MIN) return err_format(ExcOverflowError, "timestamp out of range for platform time_t");
  *t = {};
  t->tm_year = static_cast<int>(year - 1900);
  t->tm_mon = static_cast<int>(month - 1);
  t->tm_mday = static_cast<int>(of_year - (153 * m + 2) / 5 + 1);
  t->tm_hour = static_cast<int>(rest / 3600);
  t->tm_min = static_cast<int>(rest / 60 % 60);
  t->tm_sec = static_cast<int>(rest % 60);
  t->tm_wday = static_cast<int>((days % 7 + 11) % 7);  // 1970-01-01 was a Thursday
  t->tm_yday = static_cast<int>(days - days_of(year, 1, 1));
  return true;
}

// The seconds an optional argument gives; without one, what the clock says.
bool seconds_argument(Object* o, int64_t* out) {
  double seconds = outside_time();
  if (!o || is_none(o)) met_difference(Difference::Clock);
  if (o && !is_none(o) && !float_check(o)) {
    *out = int_as_i64(o);
    if (*out != -1 || !err_occurred()) return true;
    if (err_exception_matches(ExcOverflowError)) err_set_string(ExcOverflowError, "timestamp out of range for platform time_t");
    return false;
  }
  if (o && !is_none(o)) seconds = float_value(o);
  if (std::isnan(seconds)) return err_format(ExcValueError, "Invalid value NaN (not a number)");
  if (std::fabs(seconds) > 9e18) return err_format(ExcOverflowError, "timestamp out of range for platform time_t");
  *out = static_cast<int64_t>(std::floor(seconds));
  return true;
}

TypeObject* struct_time() {
  Ref<> module(import_import_module("time"));
  Object* type = module ? dict_get_item_str(module_get_dict(module), "struct_time") : nullptr;
  return static_cast<TypeObject*>(type);
}

Object* object_of(const std::tm& t) {
  const int values[9] = {t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, (t.tm_wday + 6) % 7, t.tm_yday + 1, t.tm_isdst};
  TypeObject* type = struct_time();
  Object* items[9];
  for (int i = 0; i < 9; ++i) items[i] = int_from_i64(values[i]);
  return type ? struct_sequence_new(type, items, 9) : nullptr;
}

// ---- reading a time tuple

bool read_tuple(const char* name, Object* o, std::tm* t) {
  if (!tuple_check(o)) return err_format(ExcTypeError, "Tuple or struct_time argument required");
  if (tuple_size_of(o) < 9) return err_format(ExcTypeError, "%s(): illegal time tuple argument", name);
  int v[9];
  for (int i = 0; i < 9; ++i) {
    v[i] = int_as_int(tuple_item_at(o, i));
    if (v[i] == -1 && err_occurred()) return false;
  }
  if (v[0] < INT32_MIN + 1900) return err_format(ExcOverflowError, "year out of range");
  *t = {};
  t->tm_year = v[0] - 1900, t->tm_mon = v[1] - 1, t->tm_mday = v[2], t->tm_hour = v[3], t->tm_min = v[4], t->tm_sec = v[5];
  t->tm_wday = (v[6] + 1) % 7, t->tm_yday = v[7] - 1, t->tm_isdst = v[8];
  return true;
}

bool in_range(const std::tm& t) {
  const char* wrong = t.tm_mon < 0 || t.tm_mon > 11 ? "month" : t.tm_mday < 1 || t.tm_mday > 31 ? "day of month" : t.tm_hour < 0 || t.tm_hour > 23 ? "hour"
                    : t.tm_min < 0 || t.tm_min > 59 ? "minute" : t.tm_sec < 0 || t.tm_sec > 61 ? "seconds"
                    : t.tm_wday < 0 ? "day of week" : t.tm_yday < 0 || t.tm_yday > 365 ? "day of year" : nullptr;
  return !wrong || err_format(ExcValueError, "%s out of range", wrong);
}

// A time tuple whose parts are usable; zeros where CPython lets them stand for the first.
bool read_checked(const char* name, Object* o, std::tm* t) {
  if (!read_tuple(name, o, t)) return false;
  if (t->tm_mon == -1) t->tm_mon = 0;
  if (t->tm_mday == 0) t->tm_mday = 1;
  if (t->tm_yday == -1) t->tm_yday = 0;
  return in_range(*t);
}

// The time of an optional tuple, or now.
bool time_or_now(const char* name, Object* o, std::tm* t) {
  int64_t now;
  if (o) return read_checked(name, o, t);
  return seconds_argument(nullptr, &now) && break_down(now, t);
}

Object* asctime_text(const std::tm& t) {
  static const char* const kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static const char* const kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char text[64];
  std::snprintf(text, sizeof text, "%s %s%3d %.2d:%.2d:%.2d %d", kDays[t.tm_wday], kMonths[t.tm_mon], t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec,
                1900 + t.tm_year);
  return str_from_cstr(text);
}

}  // namespace

// The time that an optional argument gives; the format names the function.
bool time_argument(const char* format, Object** args, int64_t nargs, std::tm* t) {
  Object* arg = nullptr;
  int64_t seconds;
  return args_parse_stack(args, nargs, format, &arg) && seconds_argument(arg, &seconds) && break_down(seconds, t);
}

Object* time_gmtime(Object*, Object** args, int64_t nargs) {
  std::tm t;
  return time_argument("|O:gmtime", args, nargs, &t) ? object_of(t) : nullptr;
}
Object* time_localtime(Object*, Object** args, int64_t nargs) {
  std::tm t;
  return time_argument("|O:localtime", args, nargs, &t) ? object_of(t) : nullptr;
}

Object* time_asctime(Object*, Object** args, int64_t nargs) {
  std::tm t;
  if (!args_check_positional("asctime", nargs, 0, 1) || !time_or_now("asctime", nargs ? args[0] : nullptr, &t)) return nullptr;
  return asctime_text(t);
}

Object* time_ctime(Object*, Object** args, int64_t nargs) {
  std::tm t;
  return time_argument("|O:ctime", args, nargs, &t) ? asctime_text(t) : nullptr;
}

Object* time_mktime(Object*, Object* o) {
  std::tm t;
  if (!read_tuple("mktime", o, &t)) return nullptr;
  const int64_t years = floor_divide(t.tm_mon, 12);
  const int64_t days = days_of(int64_t{1900} + t.tm_year + years, t.tm_mon - years * 12 + 1, 1) + t.tm_mday - 1;
  return float_from_double(static_cast<double>(days * kDay + int64_t{t.tm_hour} * 3600 + int64_t{t.tm_min} * 60 + t.tm_sec));
}

Object* time_strftime(Object*, Object** args, int64_t nargs) {
  std::tm t;
  Object *text, *tuple = nullptr;
  if (!args_parse_stack(args, nargs, "U|O:strftime", &text, &tuple)) return nullptr;
  const char* format = str_text_argument("strftime", "argument 1", text);
  if (!format || !time_or_now("strftime", tuple, &t)) return nullptr;
  t.tm_zone = "UTC";
  const size_t length = std::strlen(format);
  for (size_t room = 1024;; room *= 2) {
    auto* made = static_cast<char*>(mem_alloc(room));
    if (!made) return err_no_memory();
    const size_t n = std::strftime(made, room, format, &t);
    // Nothing may be the right answer, as for %Z; then more room would not help.
    Object* result = n > 0 || room >= 256 * length ? str_from_utf8(made, static_cast<int64_t>(n)) : nullptr;
    mem_free(made);
    if (result || err_occurred()) return result;
  }
}

Object* time_strptime(Object*, Object** args, int64_t nargs) {
  Ref<> module(import_import_module("_strptime"));
  Ref<> function(module ? object_get_attr_string(module, "_strptime_time") : nullptr);
  return function ? object_vectorcall(function, args, static_cast<uint64_t>(nargs), nullptr) : nullptr;
}

int time_calendar_exec(Object* module) {
  Ref<> type(struct_sequence_new_type("time.struct_time", kFields, 9)), utc(str_from_cstr("UTC"));
  if (!type || !utc || module_add_object_ref(module, "struct_time", type) < 0 ||
      module_add_int_constant(module, "_STRUCT_TM_ITEMS", 9) < 0)
    return -1;
  Ref<> names(tuple_pack(2, utc.get(), utc.get()));
  return names ? module_add_object_ref(module, "tzname", names) : -1;
}

}  // namespace innards
