// Torture switches: ways of running a program that must make no difference, and checks between its steps. Host side.
#pragma once

#include <cstdint>
#include <string>

#include "timeline/timeline.h"

namespace innards {

struct Torture {
  bool collect_always = false;      // a full collection at every allocation of a container
  uint64_t memory_limit = 0;        // a tiny limit in bytes (0: none): the program may end with MemoryError, never crash
  uint64_t checkpoint_every = 0;    // a checkpoint every so many steps
  bool forward_back = false;        // after every step: back by one and forward again must give the same state
  bool heap_check = false;          // after every step the heap's books must be right
  bool refcounts = false;           // with heap_check: and nobody held more often than its count says
  uint64_t stride = 1;              // forward_back and heap_check only every so many steps
  uint64_t most_steps = 1000000;    // stop there
};

// Runs the loaded program (not run yet) under these switches. Empty when all went well, else what was wrong and where.
std::string torture_run(MachineControl& machine, const Torture& torture);

}  // namespace innards
