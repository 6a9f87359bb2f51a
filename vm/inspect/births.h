// Which objects the last step made. An address says nothing of that: a block that a dead object left, or one that waited in a
// free list, is soon used again. Apart from inspect.h because only those who compare two moments ask.
#pragma once

#include "inspect/rows.h"

namespace innards::inspect {

// Whether the step that led to `m` made the object. Of a step that makes thousands of objects not all are known.
bool born_in_step(const Moment& m, ObjectId id);

}  // namespace innards::inspect
