// How long a native is to wait, as an argument says it. It stands apart because sleeping, locks and queues take the same
// numbers and refuse the same ones (_PyTime_FromSecondsObject, Python/pytime.c).
#pragma once

#include "object/object.h"

namespace innards {

// A float or an int; false with an error: TypeError, ValueError for nan, OverflowError beyond 292 years.
bool seconds_argument(Object* arg, double* seconds);

}  // namespace innards
