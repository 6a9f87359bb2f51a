// The heap map: arenas, pools, blocks and free lists at one moment. Apart from inspect.h because it follows the
// allocator's lists and not references; it looks into the blocks only where it is asked to tell them.
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "heap/memory.h"
#include "inspect/memory_rows.h"

namespace innards::inspect {

// Blocks in use at some moment, without those that wait in a free list.
struct BlockSet {
  std::unordered_set<uint64_t> blocks, pools;   // pools: those that have any of the blocks
  bool has(uint64_t pool, uint64_t block) const { return pools.count(pool) && blocks.count(block); }
};
BlockSet blocks_in_use(const Memory& memory);

// What happened to blocks in one step, by address.
struct BlockChange {
  Change change = Change::Same;
  uint64_t size = 0;         // in bytes
};
struct BlockChanges {
  std::unordered_map<uint64_t, BlockChange> blocks;
  uint32_t came_and_went = 0;
};

HeapRows heap_map(const Memory& memory, const HeapAsk& ask, const BlockSet& before, const BlockChanges& changes);

}  // namespace innards::inspect
