// Who holds an object, with what was there before the program began in one row. Apart from inspect.h because it wants to know
// which blocks were in use then.
#pragma once

#include <vector>

#include "inspect/heap_map.h"
#include "inspect/rows.h"

namespace innards::inspect {

// As holders() of inspect.h. Of an object that was there before the program began (`before`: the blocks in use then), what was
// there with it holds most, and says nothing of the program: the last row, of kind "before", only counts these (its index).
std::vector<HolderRow> holders(const Memory& memory, ObjectId id, const BlockSet* before);

}  // namespace innards::inspect
