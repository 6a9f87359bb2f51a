// The machine's own C++ stack, which lies in the arena, and the switch between it and the host's stack. Because every
// native frame of the machine is in the arena too, the machine can be copied and restored in the middle of a native that
// has called Python. No C++ exception may cross the switch. The stack pointer of the sleeping machine is kept in the arena.
#pragma once

#include <cstdint>

#include "heap/layout.h"

namespace innards {

inline constexpr uint64_t kStackTop = kStackBase + kStackSize;      // the context lies in the last pages below it
inline constexpr uint64_t kContextSize = 2 * kPageSize;
inline constexpr uint64_t kStackStart = kStackTop - kContextSize;   // where the stack begins to grow down from
inline constexpr uint64_t kStackReserve = uint64_t{512} << 10;      // room that stays for natives and error reporting

// Host side. Prepares the stack so that the first resume calls entry(). Forgets what ran before.
void machine_stack_start(void (*entry)());

// Host side: runs the machine until it yields or entry() returns.
void machine_stack_resume();

// Machine side: goes back to the host, in the middle of whatever is running. Returns when the host resumes.
void machine_stack_yield();

// Whether entry() has returned, or nothing was started.
bool machine_stack_finished();

// Whether the caller runs on the machine's stack (and not on the host's).
inline bool on_machine_stack() {
  const uint64_t here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  return here >= kStackBase && here < kStackTop;
}

// Machine side: whether so little of the stack is left that the next call into Python must be a RecursionError.
inline bool machine_stack_nearly_full() {
  const uint64_t here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  return here >= kStackBase && here < kStackBase + kStackReserve;
}

// A part of the machine that must not be left in the middle, because it keeps data outside the arena. Yielding inside one
// does nothing: the machine runs on to the next place where it may stop.
class NoYield {
 public:
  NoYield();
  ~NoYield();
  NoYield(const NoYield&) = delete;
};

// Host side, for snapshots: the lowest address of the sleeping machine's stack that matters.
uint64_t machine_stack_low();
// Host side, around copying the stack's bytes: tells AddressSanitizer that frames from `low` up are plain memory.
void machine_stack_unpoison(uint64_t low);
// Host side: the arena is about to be cleared.
void machine_stack_forget();

}  // namespace innards
