// The collector's generations at one moment. Apart from garbage.h because it counts and judges nothing.
#pragma once

#include <unordered_set>

#include "heap/memory.h"
#include "inspect/memory_rows.h"

namespace innards {
// Phases that a panel tells apart: GcPhase of probe/probe.h.
inline constexpr int kGcUpdateRefs = 1, kGcSubtractRefs = 2, kGcMoveUnreachable = 3;
}  // namespace innards

namespace innards::inspect {

// Is a collection going on?
bool collecting(const Memory& memory);

// Counts, thresholds and statistics; no phases. `background`: objects that were there before the program began.
GcRows gc_rows(const Memory& memory, const std::unordered_set<ObjectId>& background);

}  // namespace innards::inspect
