#include "inspect/library.h"

#include <cstddef>

#include "inspect/reader.h"
#include "object/code.h"
#include "run/frame.h"

namespace innards::inspect {

namespace {

std::string filename_of(const Memory& memory, uint64_t frame) {
  const auto code = memory.read<uint64_t>(frame + offsetof(InterpreterFrame, f_code));
  return Reader(memory).str(memory.read<uint64_t>(code + offsetof(CodeObject, co_filename)));
}

}  // namespace

bool OwnCode::is_library(const std::string& filename) const {
  if (filename.starts_with("<frozen ")) return true;
  return !library.empty() && filename.size() > library.size() && filename.starts_with(library) && filename[library.size()] == '/';
}

bool OwnCode::is_made(const std::string& filename) const { return filename.starts_with('<') && filename != program; }

bool OwnCode::is_library_frame(const Memory& memory, uint64_t address) const {
  for (; address; address = memory.read<uint64_t>(address + offsetof(InterpreterFrame, previous))) {
    const std::string filename = filename_of(memory, address);
    if (is_library(filename)) return true;
    if (!is_made(filename)) return false;
  }
  return false;
}

bool OwnCode::in_library(const Memory& memory) const {
  return is_library_frame(memory, memory.read<uint64_t>(kArenaBase + offsetof(Runtime, thread) + offsetof(ThreadState, current_frame)));
}

void OwnCode::mark(Moment& moment) const {
  bool below = false;
  for (FrameRow& frame : moment.frames) below = frame.library = is_library(frame.filename) || (below && is_made(frame.filename));
  for (FrameRow& frame : moment.suspended) frame.library = is_library(frame.filename);
}

}  // namespace innards::inspect
