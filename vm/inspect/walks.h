// What is asked of one object, or of the instruction about to run: its hash table, its type, the walk of a lookup. Part of
// the pull half like inspect.h; apart from it because a moment holds none of this: it is computed when a panel asks, by
// reading alone. See walk_rows.h for what comes out.
#pragma once

#include <string>

#include "heap/memory.h"
#include "inspect/walk_rows.h"

namespace innards::inspect {

// The hash table in which `id` keeps its things: of a dict or set its own, of an instance its values or __dict__, of a class
// or module its namespace. The way to a key is added when there is one: `key` by object, else `typed` (an int or a str).
DictRows dict(const Memory& memory, ObjectId id, ObjectId key = 0, const std::string& typed = "");
// Marks in `now` what differs from `before`, the same question one step earlier.
void mark_changes(DictRows& now, const DictRows& before);

// The table that an instruction looks into first or finds its answer in, and the key; object 0 when it does no such thing.
struct TableOfStep {
  ObjectId object = 0, key = 0;
};
TableOfStep table_of_step(const Memory& memory, const FrameRow& frame, const InstrRow& instruction);

// A class: `id` itself when it is one, else its type.
TypeRows type(const Memory& memory, ObjectId id);
void mark_changes(TypeRows& now, const TypeRows& before);

// Where the instruction about to run in `frame` looks for its name. Rows are empty for an instruction that looks for none.
WalkRows lookup(const Memory& memory, const FrameRow& frame, const InstrRow& instruction);
// What object.name would do.
WalkRows lookup(const Memory& memory, ObjectId object, const std::string& name);

}  // namespace innards::inspect
