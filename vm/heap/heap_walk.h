// Walking the heap: every live block with its size and what it probably is. Works on any Memory, so inspect can draw the
// heap map of any moment. It allocates host memory only and changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "heap/memory.h"

namespace innards {

enum class BlockKind : uint8_t {
  kRaw,       // an array, a table, characters: no object begins here
  kObject,    // an object without GC head
  kGCObject,  // an object behind a GC head (and perhaps a managed dict's two words)
};

struct HeapBlock {
  uint64_t address;       // of the block
  uint64_t size;          // its usable size
  uint64_t object;        // address of the object in it, or 0
  BlockKind kind;
  bool large;             // beside the pools
  bool tracked;           // the collector watches it
};

// Calls visit(block, arg) for each live block, in the order of addresses.
void heap_walk(const Memory& memory, void (*visit)(const HeapBlock& block, void* arg), void* arg);

// All live blocks. For a heap of many blocks prefer heap_walk.
std::vector<HeapBlock> heap_blocks(const Memory& memory);

// What lies in a live block that is known to begin at `address`.
HeapBlock heap_block_at(const Memory& memory, uint64_t address, uint64_t size);

// Whether an address can be that of an object: a plausible count and a type that is a type. Never crashes.
bool looks_like_object(const Memory& memory, uint64_t address);

// Checks the heap's own bookkeeping (pools, free lists, large blocks, GC lists). Empty when all is well, else the first
// thing that is wrong. `refcounts`: also that no object tracked by the collector is held more often than its count says.
std::string heap_check(bool refcounts);

}  // namespace innards
