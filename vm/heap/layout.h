// Where things lie in the arena: one address range, reserved once at one fixed address. Copying its used pages copies the
// machine. This header holds only constants; it may include nothing of the machine.
#pragma once

#include <cstddef>
#include <cstdint>

namespace innards {

inline constexpr uint64_t kPageSize = 4096;
inline constexpr uint64_t kArenaBase = 0x200000000000;      // above ASan's shadow, below the host's own mappings
inline constexpr uint64_t kRuntimeSize = 1 << 20;           // the Runtime struct: every "global" of the machine
inline constexpr uint64_t kStaticSize = 7 << 20;            // static objects: built-in types, small ints, identifiers
inline constexpr uint64_t kStackSize = 56 << 20;            // the machine's own C++ stack (grows down)
inline constexpr uint64_t kDataStackSize = 64 << 20;        // reserved for future use by frames' data stack chunks
inline constexpr uint64_t kHeapOffset = 128 << 20;          // pymalloc arenas and large blocks
inline constexpr uint64_t kArenaSize = uint64_t{4} << 30;   // reserved address space, not memory
inline constexpr uint64_t kStaticBase = kArenaBase + kRuntimeSize;
inline constexpr uint64_t kStackBase = kStaticBase + kStaticSize;
inline constexpr uint64_t kHeapBase = kArenaBase + kHeapOffset;
static_assert(kStackBase + kStackSize + kDataStackSize <= kHeapBase);

}  // namespace innards
