// A frame and a namespace read as rows. Apart from moment.cpp because rows that are kept and rows that are read once are
// read in the same way.
#pragma once

#include "inspect/code_cache.h"
#include "inspect/reader.h"

namespace innards::inspect {

// The frame at an address, without the names of a module's or class body's namespace.
FrameRow read_bare_frame(Reader& reader, CodeCache& codes, uint64_t address);
// The dict with these names; 0 when the frame has none.
ObjectId names_of_frame(Reader& reader, uint64_t address);
// What a namespace binds, in its order, without the names that every module has.
std::vector<LocalRow> read_names(Reader& reader, ObjectId dict);

}  // namespace innards::inspect
