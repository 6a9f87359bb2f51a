// Interrupt: one Ctrl+C as it is recorded. Apart from the machine because a program carries those of an earlier run along
// (session/session.h), which needs nothing else of the machine.
#pragma once

#include <cstdint>

namespace innards {

// The person has pressed Ctrl+C: a KeyboardInterrupt at the first place at or after `step` where CPython looks for signals
// (or in the reading of a line, when so many have been read).
struct Interrupt {
  uint64_t step = 0, input_lines = 0;
  bool operator==(const Interrupt&) const = default;
};

}  // namespace innards
