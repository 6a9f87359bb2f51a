// Garbage: objects that nothing holds but each other, at one moment. Apart from moment.h because it follows the collector's
// lists and not the program's names.
#pragma once

#include <unordered_set>
#include <vector>

#include "inspect/reader.h"

namespace innards::inspect {

// All objects in the collector's lists.
std::unordered_set<ObjectId> tracked_objects(const Memory& memory);

// Those of the collector's lists that nothing outside them holds. Not looked at: `background`, which was there before the
// program began, and `reached`, which the program's names lead to. Empty when there are very many, and while the
// collector is at work.
std::vector<ObjectId> find_garbage(Reader& reader, const std::unordered_set<ObjectId>& background, const std::unordered_set<ObjectId>& reached);

}  // namespace innards::inspect
