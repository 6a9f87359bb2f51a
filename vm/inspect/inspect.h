// The pull half of looking at the machine: rows about anything at one moment, read through a Memory. Reads everything and
// changes nothing. See rows.h for what comes out; the reader (reader.h) for how objects are read.
#pragma once

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "heap/memory.h"
#include "inspect/library.h"
#include "inspect/rows.h"

namespace innards { struct CodeUnit; }

namespace innards::inspect {

struct MomentOptions {
  int64_t max_objects = 5000;   // beyond it objects are only counted
  int64_t max_refs = 200;       // references shown of one object
  bool objects = true;          // leave the object walk out when nobody looks
  OwnCode own = {};             // by which the library's frames are told from the program's
  // Objects of the collector that were there before the program began; without it garbage is not looked for.
  std::shared_ptr<const std::unordered_set<ObjectId>> background = nullptr;
};

class CodeCache;
class MomentCache;   // inspect/moment_cache.h

// The rows of everything at the moment that `memory` holds: the machine sleeps before an instruction. `codes` keeps code
// objects' rows from one moment to the next, and `kept`, which goes with it, whatever is the same in both.
Moment moment(const Memory& memory, const MomentOptions& options = {}, CodeCache* codes = nullptr, MomentCache* kept = nullptr);

// Frames alone, outermost first.
std::vector<FrameRow> frames(const Memory& memory);

// One frame, by its address. Its stack is empty while it runs and the machine is not stopped at an instruction.
FrameRow frame_at(const Memory& memory, uint64_t address, CodeCache& codes);

// The entry of the running frame's value stack, as it stands before the step, that the event of that number takes inside the
// step; -1: it takes none of those.
int entry_popped(const std::vector<MicroRow>& micro, size_t index, const FrameRow& running);

// Frames of the threads that do not run, the oldest thread's first, each outermost first. Their depth says nothing.
std::vector<FrameRow> waiting_frames(const Memory& memory);

// A code object. `id` must be one (else the rows are empty).
CodeRows code(const Memory& memory, ObjectId id);
// What the compiler made, before it is an object: id 0, constants are texts without objects. Columns are in UTF-8 bytes.
CodeRows code(const CodeUnit& unit);
// Whether the instruction at that offset belongs to another piece of the source than the one before it: with it the
// evaluation of an expression begins or goes on. What the compiler has added without a place of its own belongs to no piece.
bool begins_expression(const CodeRows& rows, int offset);

// A location table (co_linetable) read: one span for each code unit. Columns are in UTF-8 bytes; -1 where unknown.
std::vector<Span> read_locations(const std::string& table, int first_line, size_t units);

// The fields of an object's bytes, pre-header first.
std::vector<FieldRow> bytes(const Memory& memory, ObjectId id);

// Who holds each reference to an object: frames' slots and every object that can be reached from the machine's roots.
// What is left between their number and the refcount is held by native code or by the interpreter itself; that rest is a
// last row of kind "native" when it is positive and the object is not static.
std::vector<HolderRow> holders(const Memory& memory, ObjectId id);

// Marks in `now` what differs from `before` (the moment one step earlier; neither has marks): added, changed; refcounts before.
void mark_changes(Moment& now, const Moment& before);

// The current instruction: the innermost frame's code object and the byte offset of what runs next.
struct Here {
  ObjectId code_id = 0;
  int offset = -1;
  int depth = 0;               // frames on the stack, 1 = only the module
  bool running = false;        // false: the program has not begun or has ended
};
Here here(const Memory& memory);

}  // namespace innards::inspect
