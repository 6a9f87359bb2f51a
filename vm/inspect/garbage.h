// Garbage: objects that nothing holds but each other, at one moment. Apart from moment.h because it follows the collector's
// lists and not the program's names.
#pragma once

#include <cstddef>
#include <unordered_set>
#include <vector>

#include "inspect/reader.h"

namespace innards::inspect {

class MomentCache;   // inspect/moment_cache.h

inline constexpr size_t kMostTracked = 60000;     // more objects than that are not walked at every step
inline constexpr size_t kMostCandidates = 3000;   // nor so many looked into

// All objects in the collector's lists; none when there are more than kMostTracked.
std::unordered_set<ObjectId> tracked_objects(const Memory& memory);

// Those of the collector's lists that nothing outside them holds. Not looked at: `background`, which was there before the
// program began, and what the present look of `cache` has met, which the program's names lead to. `*how` says whether it
// could be looked for: not when there are too many objects, and not while the collector is at work.
std::vector<ObjectId> find_garbage(MomentCache& cache, const std::unordered_set<ObjectId>& background, GarbageSearch* how);

}  // namespace innards::inspect
