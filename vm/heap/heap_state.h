// HeapState: the allocator's and the collector's variables. Plain data; lives in Runtime. Only heap/ writes it; inspect
// reads it. The names are CPython's (Objects/obmalloc.c, Include/internal/pycore_gc.h) where CPython has the thing.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/ptr.h"
#include "heap/layout.h"

namespace innards {

struct Object;

inline constexpr uint64_t kUnitSize = uint64_t{1} << 20;  // the heap region is handed out in units of one arena
inline constexpr uint64_t kHeapUnits = (kArenaSize - kHeapOffset) / kUnitSize;
inline constexpr uint64_t kPoolSize = uint64_t{1} << 14;
inline constexpr uint32_t kPoolsInArena = kUnitSize / kPoolSize;
inline constexpr uint64_t kBlockAlignment = 16;
inline constexpr uint64_t kSmallRequest = 512;            // larger requests go to the large-block heap
inline constexpr uint32_t kSizeClasses = kSmallRequest / kBlockAlignment;
inline constexpr uint32_t kLargeBins = 128;
inline constexpr uint64_t kDefaultMemoryLimit = uint64_t{1} << 30;

// What a 1 MiB unit of the heap region is used for.
enum class UnitKind : uint32_t {
  kFree = 0,
  kArena,      // an arena of pools
  kSegment,    // the first unit of a segment of large blocks
  kMore,       // a further unit of that segment
};

// Objects/obmalloc.c: struct pool_header, 48 bytes at the start of each pool.
struct PoolHeader {
  uint32_t ref_count;        // allocated blocks in the pool
  uint32_t padding;
  uint64_t freeblock;        // first block of the list of freed blocks, linked through their first word
  Ptr<PoolHeader> nextpool;  // ring of pools of this size class with room; or list of free pools
  Ptr<PoolHeader> prevpool;
  uint32_t arenaindex;       // which arena
  uint32_t szidx;            // which size class: block size is (szidx + 1) * 16
  uint32_t nextoffset;       // where the next block that was never used begins
  uint32_t maxnextoffset;    // the last offset at which a block fits
};
static_assert(sizeof(PoolHeader) == 48);

// Objects/obmalloc.c: struct arena_object; one for each unit. Arena lists link unit numbers + 1 (0 = none).
struct UnitInfo {
  UnitKind kind;
  uint32_t nfreepools;          // pools free or not yet carved
  uint32_t ntotalpools;         // a segment: how many units it has
  uint32_t nextarena, prevarena;
  uint32_t padding;
  uint64_t pool_address;        // where the next pool is carved
  Ptr<PoolHeader> freepools;
};

// A block of the large-block heap: header, then the block. Blocks of a segment follow each other without gaps.
struct LargeHeader {
  uint64_t size;       // bytes of header and block, a multiple of 16; bit 0: in use, bit 1: last of its segment
  uint64_t prev_size;  // size of the block before it; 0 for the first of a segment
};
// A free large block has its bin's links where the data was.
struct LargeFree : LargeHeader {
  Ptr<LargeFree> next, prev;
};

// Include/internal/pycore_gc.h: PyGC_Head, before every object of a type with kTpHaveGC.
struct GCHead {
  uint64_t gc_next;  // next object of the list, 0 = untracked; during a collection its low bit marks "unreachable so far"
  uint64_t gc_prev;  // previous object and flag bits: 1 finalized, 2 collecting; the rest counts references in a collection
};

struct GCGeneration {
  GCHead head;        // the list's sentinel
  int32_t threshold;  // generation 0: allocations; others: collections of the younger one
  int32_t count;
};

struct GCGenerationStats {
  int64_t collections, collected, uncollectable;
};

struct GCState {
  int32_t enabled;
  int32_t debug;                   // gc.set_debug flags
  int32_t collecting;
  GCGeneration generations[3];
  GCGeneration permanent_generation;
  GCGenerationStats generation_stats[3];
  int64_t long_lived_total;        // objects that survived the last full collection
  int64_t long_lived_pending;      // and those that have come to the oldest generation since
  Ptr<Object> garbage;             // gc.garbage
  Ptr<Object> callbacks;           // gc.callbacks
};

struct HeapState {
  uint64_t static_used;    // bytes of the static region handed out
  uint64_t limit;          // memory limit in bytes for the heap region
  uint64_t units_in_use;   // of the heap region
  uint64_t units_top;      // no unit at or above this number is in use
  uint64_t blocks_in_use;  // live blocks, small and large (sys.getallocatedblocks)
  uint64_t bytes_in_large;  // bytes of live large blocks with their headers
  uint32_t usable_arenas;  // first arena (number + 1) with free pools, fewest free pools first
  uint32_t nfp2lasta[kPoolsInArena + 1];  // the last arena in that list with so many free pools
  uint32_t narenas, narenas_highwater;
  uint64_t ntimes_arena_allocated;
  uint32_t spare_segment;  // a wholly free one-unit segment that is kept (number + 1)
  uint32_t booted;
  uint64_t large_map[kLargeBins / 64];    // which bins have blocks
  Ptr<LargeFree> large_bins[kLargeBins];
  PoolHeader usedpools[kSizeClasses];     // sentinels of the rings of pools with room
  UnitInfo units[kHeapUnits];
  GCState gc;
};

}  // namespace innards
