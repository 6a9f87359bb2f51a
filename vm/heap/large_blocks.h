// Blocks of more than 512 bytes, beside the pools. Segments of whole 1 MiB units are cut into blocks with a 16-byte header;
// free neighbours are joined at once; free blocks wait in bins by size. Only heap/ uses this header.
#pragma once

#include <cstddef>
#include <cstdint>

#include "heap/heap_state.h"

namespace innards {

void* large_alloc(uint64_t size);                    // nullptr at the memory limit
void* large_realloc(void* block, uint64_t size);     // nullptr at the memory limit: the block stays as it is
void large_free(void* block);
inline LargeHeader* large_header(const void* block) { return static_cast<LargeHeader*>(const_cast<void*>(block)) - 1; }

inline constexpr uint64_t kLargeInUse = 1, kLargeLast = 2, kLargeFlags = 15;
inline uint64_t large_size(const LargeHeader* h) { return h->size & ~kLargeFlags; }  // with the header
inline bool large_in_use(const LargeHeader* h) { return (h->size & kLargeInUse) != 0; }
inline bool large_last(const LargeHeader* h) { return (h->size & kLargeLast) != 0; }
inline LargeHeader* large_next(LargeHeader* h) {
  return reinterpret_cast<LargeHeader*>(reinterpret_cast<char*>(h) + large_size(h));
}

// Units of the heap region: finds `count` free ones in a row, lowest address first, and zeroes them. Returns the first
// one's number, or -1 when the memory limit or the end of the region is reached. Marks none of them.
int64_t units_claim(uint64_t count);
void units_release(uint64_t first, uint64_t count);

inline char* unit_address(uint64_t unit) { return reinterpret_cast<char*>(kHeapBase + unit * kUnitSize); }
inline uint64_t unit_of(const void* p) { return (reinterpret_cast<uintptr_t>(p) - kHeapBase) / kUnitSize; }

}  // namespace innards
