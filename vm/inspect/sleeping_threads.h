// The threads that do not run at a moment, for whoever must look at all of them.
#pragma once

#include <vector>

#include "heap/memory.h"
#include "run/threads.h"

namespace innards::inspect {

// Their records, the oldest thread's first.
std::vector<ThreadRecord> sleeping_threads(const Memory& memory);

}  // namespace innards::inspect
