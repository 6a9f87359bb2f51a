#include "builtin/seconds.h"

#include <cmath>

#include "object/float.h"
#include "object/int.h"
#include "run/errors.h"

namespace innards {

namespace {

constexpr double kMost = 9223372036.854775807;  // nanoseconds in 64 bits

bool too_large() {
  err_set_string(ExcOverflowError, "timestamp too large to convert to C _PyTime_t");
  return false;
}

}  // namespace

bool seconds_argument(Object* arg, double* seconds) {
  if (float_check(arg)) {
    *seconds = float_value(arg);
    if (std::isnan(*seconds)) return err_set_string(ExcValueError, "Invalid value NaN (not a number)"), false;
  } else {
    const int64_t whole = int_as_i64(arg);
    if (whole == -1 && err_occurred()) return err_exception_matches(ExcOverflowError) && too_large();
    *seconds = static_cast<double>(whole);
  }
  return std::fabs(*seconds) < kMost || too_large();
}

}  // namespace innards
