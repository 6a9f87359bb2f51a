// The arena: one address range, reserved once in the life of the process at one fixed address (heap/layout.h). Everything
// a Python program can change lies in it. This header stands apart because the host needs it before there is a machine;
// it knows nothing of objects.
#pragma once

#include <cstdint>

#include "heap/layout.h"

namespace innards {

// Reserves the arena; later calls do nothing. Returns nullptr, or a sentence that says why it could not be had.
const char* arena_reserve();

// True once arena_reserve() has succeeded.
bool arena_reserved();

// Makes the whole arena zero again, for a new program.
void arena_reset();

// Which 1 MiB units of the heap region hold bytes of an earlier use. Host side: it only says what must be zeroed before a
// unit is handed out again, so that fresh memory is always zero and replays see the same bytes.
void arena_zero_units(uint64_t first_unit, uint64_t count);

}  // namespace innards
