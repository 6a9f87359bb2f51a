// The machine's own C++ stack, which lies in the arena, and the switch between it and the host's stack. Because every
// native frame of the machine is in the arena too, the machine can be copied and restored in the middle of a native that
// has called Python. No C++ exception may cross the switch. The stack pointer of the sleeping machine is kept in the arena.
// The program's main thread has the large stack, number 0; each further Python thread (run/threads.h) has a small one above
// the heap. One of them runs, the others sleep: switching between them stays inside the machine, the host is not asked.
#pragma once

#include <cstdint>

#include "heap/layout.h"

namespace innards {

inline constexpr uint64_t kStackTop = kStackBase + kStackSize;      // the context lies in the last pages below it
inline constexpr uint64_t kContextSize = 2 * kPageSize;
inline constexpr uint64_t kStackStart = kStackTop - kContextSize;   // where the stack begins to grow down from
// The part of the machine that knows about threads lies right behind the main stack (run/threads.h).
inline constexpr uint64_t kThreadTableBase = kStackTop;
inline constexpr uint64_t kThreadTableSize = uint64_t{128} << 10;
static_assert(kThreadTableBase + kThreadTableSize <= kHeapBase);

// The threads' stacks: address space behind the arena. Nothing lies where number 0 would be.
inline constexpr int kMaxStacks = 256;
inline constexpr uint64_t kThreadStackSize = uint64_t{16} << 20;
inline constexpr uint64_t kThreadStacksBase = kArenaBase + kArenaSize;
inline constexpr uint64_t kThreadStacksSize = kMaxStacks * kThreadStackSize;
constexpr uint64_t stack_bottom(int number) {
  return number == 0 ? kStackBase : kThreadStacksBase + static_cast<uint64_t>(number) * kThreadStackSize;
}
constexpr uint64_t stack_top(int number) { return number == 0 ? kStackTop : stack_bottom(number) + kThreadStackSize; }

inline constexpr uint64_t kStackReserve = uint64_t{512} << 10;      // room that stays for natives and error reporting

// Host side. Prepares the stack so that the first resume calls entry(). Forgets what ran before.
void machine_stack_start(void (*entry)());

// Host side: runs the machine until it yields or entry() returns.
void machine_stack_resume();

// Machine side: goes back to the host, in the middle of whatever is running. Returns when the host resumes.
void machine_stack_yield();

// Whether entry() has returned, or nothing was started.
bool machine_stack_finished();

// Machine side. Prepares a stack so that the first switch to it calls entry(), which must end with machine_stack_leave().
void machine_stack_prepare(int number, void (*entry)());
// Machine side: sleeps here while stack `number` goes on; returns when something switches back.
void machine_stack_switch(int number);
// Machine side: the same for good. The stack that ran may be prepared again.
[[noreturn]] void machine_stack_leave(int number);
// Whether there is no NoYield, so that the machine may go over to another stack or to the host.
bool machine_stack_may_switch();

// Bytes between `here`, an address on a stack, and the end of that stack; UINT64_MAX on the host's.
inline uint64_t stack_bytes_below(uint64_t here) {
  if (here - kStackBase < kStackSize) return here - kStackBase;
  if (here - kThreadStacksBase < kThreadStacksSize) return here % kThreadStackSize;
  return UINT64_MAX;
}
static_assert(kThreadStacksBase % kThreadStackSize == 0);

// Whether the caller runs on one of the machine's stacks (and not on the host's).
inline bool on_machine_stack() { return stack_bytes_below(reinterpret_cast<uintptr_t>(__builtin_frame_address(0))) != UINT64_MAX; }

// Machine side: whether so little of the stack is left that the next call into Python must be a RecursionError.
inline bool machine_stack_nearly_full() {
  return stack_bytes_below(reinterpret_cast<uintptr_t>(__builtin_frame_address(0))) < kStackReserve;
}

// A part of the machine that must not be left in the middle, because it keeps data outside the arena. Yielding inside one
// does nothing: the machine runs on to the next place where it may stop.
class NoYield {
 public:
  NoYield();
  ~NoYield();
  NoYield(const NoYield&) = delete;
};

// Host side, for snapshots. The highest stack in use, and whether one is; the lowest address of a sleeping stack that matters.
int machine_stack_highest();
bool machine_stack_in_use(int number);
uint64_t machine_stack_low(int number);
// Host side, around copying the stacks' bytes: tells AddressSanitizer that their frames are plain memory.
void machine_stack_unpoison();
// Host side: the arena is about to be cleared.
void machine_stack_forget();

}  // namespace innards
