// native_turn(): what a native calls each time round a loop that may be long (sum() over an iterator, a search by regular
// expression). After a number of turns the machine goes back to the host in the middle of the native, as it does when it
// waits for input, so that the window stays alive and a person can stop it. It stands apart because nearly every container
// needs it, and nothing else of the machine. It may only be called where Python code might run as well: no host memory is
// held there, and what is on the machine's stack can be part of a checkpoint (tests/torture sees to it). The count lies
// outside the arena: where a native gives way makes no difference to the run.
#pragma once

#include <cstdint>

namespace innards {

inline constexpr int64_t kEndlessTurns = INT64_MAX;

extern int64_t g_native_turns;   // that are left; set by Machine::run_until

// Goes over to the host (RunState::InNative), if the machine may be left here.
void native_give_way();

inline void native_turn() {
  if (--g_native_turns < 0) [[unlikely]] native_give_way();
}

}  // namespace innards
