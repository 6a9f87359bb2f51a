// Raw blocks: the pools of small size classes, and the front door to the large-block heap.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "heap/gc.h"
#include "heap/heap.h"
#include "heap/large_blocks.h"
#include "heap/sanitize.h"
#include "probe/probe.h"
#include "run/runtime.h"

namespace innards {

namespace {

HeapState& heap() { return rt().heap; }
constexpr uint32_t kPoolOverhead = sizeof(PoolHeader);

uint32_t class_size(uint32_t szidx) { return (szidx + 1) * static_cast<uint32_t>(kBlockAlignment); }
bool in_pool(const void* block) { return heap().units[unit_of(block)].kind == UnitKind::kArena; }
PoolHeader* pool_of(const void* block) {
  return reinterpret_cast<PoolHeader*>(reinterpret_cast<uintptr_t>(block) & ~(kPoolSize - 1));
}
UnitInfo& arena(uint32_t number_plus_1) { return heap().units[number_plus_1 - 1]; }

// ---- the list of arenas that have free pools, sorted by how many, fewest first: full arenas fill up, empty ones can go.

void arena_unlink(uint32_t a) {
  UnitInfo& info = arena(a);
  if (info.prevarena) arena(info.prevarena).nextarena = info.nextarena;
  else heap().usable_arenas = info.nextarena;
  if (info.nextarena) arena(info.nextarena).prevarena = info.prevarena;
  info.nextarena = info.prevarena = 0;
}

bool new_arena() {
  const int64_t unit = units_claim(1);
  if (unit < 0) return false;
  const uint32_t a = static_cast<uint32_t>(unit + 1);
  UnitInfo& info = arena(a);
  std::memset(static_cast<void*>(&info), 0, sizeof info);
  info.kind = UnitKind::kArena;
  info.nfreepools = info.ntotalpools = kPoolsInArena;
  info.pool_address = reinterpret_cast<uintptr_t>(unit_address(unit));
  heap().usable_arenas = a;
  heap().nfp2lasta[kPoolsInArena] = a;
  ++heap().ntimes_arena_allocated;
  if (++heap().narenas > heap().narenas_highwater) heap().narenas_highwater = heap().narenas;
  return true;
}

// A pool that nobody uses: from the first usable arena, a freed one before one never used.
PoolHeader* take_pool() {
  HeapState& h = heap();
  if (!h.usable_arenas && !new_arena()) return nullptr;
  const uint32_t a = h.usable_arenas;
  UnitInfo& info = arena(a);
  if (h.nfp2lasta[info.nfreepools] == a) h.nfp2lasta[info.nfreepools] = 0;
  if (info.nfreepools > 1) h.nfp2lasta[info.nfreepools - 1] = a;
  PoolHeader* pool = info.freepools;
  if (pool) {
    info.freepools = pool->nextpool;
  } else {
    pool = reinterpret_cast<PoolHeader*>(info.pool_address);
    pool->arenaindex = a - 1;
    pool->szidx = ~0u;
    info.pool_address += kPoolSize;
  }
  if (--info.nfreepools == 0) arena_unlink(a);
  return pool;
}

// No pool of the class has room: starts a new one and returns its first block.
void* alloc_from_new_pool(uint32_t szidx) {
  PoolHeader* pool = take_pool();
  if (!pool) return nullptr;
  PoolHeader* ring = &heap().usedpools[szidx];
  pool->nextpool = ring;
  pool->prevpool = ring;
  ring->nextpool = pool;
  ring->prevpool = pool;
  pool->ref_count = 1;
  char* block;
  const uint32_t size = class_size(szidx);
  if (pool->szidx == szidx) {  // it was of this class before: its free list still holds
    block = reinterpret_cast<char*>(pool->freeblock);
    pool->freeblock = *reinterpret_cast<uint64_t*>(block);
    return block;
  }
  pool->szidx = szidx;
  heap_unpoison(pool, kPoolSize);
  block = reinterpret_cast<char*>(pool) + kPoolOverhead;
  pool->nextoffset = kPoolOverhead + 2 * size;
  pool->maxnextoffset = static_cast<uint32_t>(kPoolSize) - size;
  pool->freeblock = reinterpret_cast<uintptr_t>(block + size);
  *reinterpret_cast<uint64_t*>(pool->freeblock) = 0;
  return block;
}

// The free list is used up: carve the next block, or take the full pool out of its ring.
void extend_pool(PoolHeader* pool) {
  if (pool->nextoffset <= pool->maxnextoffset) {
    pool->freeblock = reinterpret_cast<uintptr_t>(pool) + pool->nextoffset;
    pool->nextoffset += class_size(pool->szidx);
    *reinterpret_cast<uint64_t*>(pool->freeblock) = 0;
    return;
  }
  pool->prevpool->nextpool = pool->nextpool;
  pool->nextpool->prevpool = pool->prevpool;
}

void* small_alloc(size_t size) {
  const uint32_t szidx = static_cast<uint32_t>((size - 1) / kBlockAlignment);
  PoolHeader* ring = &heap().usedpools[szidx];
  PoolHeader* pool = ring->nextpool;
  char* block;
  if (pool != ring) [[likely]] {
    ++pool->ref_count;
    block = reinterpret_cast<char*>(pool->freeblock);
    pool->freeblock = *reinterpret_cast<uint64_t*>(block);
    if (!pool->freeblock) extend_pool(pool);
  } else {
    block = static_cast<char*>(alloc_from_new_pool(szidx));
    if (!block) return nullptr;
  }
  ++heap().blocks_in_use;
  heap_unpoison(block, class_size(szidx));
  return block;
}

// The last block of a pool is gone: the pool goes back to its arena, and the arena moves in its list or goes back too.
void release_pool(PoolHeader* pool) {
  HeapState& h = heap();
  pool->prevpool->nextpool = pool->nextpool;
  pool->nextpool->prevpool = pool->prevpool;
  const uint32_t a = pool->arenaindex + 1;
  UnitInfo& info = arena(a);
  pool->nextpool = info.freepools;
  info.freepools = pool;
  const uint32_t before = info.nfreepools;
  const uint32_t last = h.nfp2lasta[before];
  if (last == a) {  // the one before it in the list is now the last with that many, if it has that many
    const uint32_t p = info.prevarena;
    h.nfp2lasta[before] = p && arena(p).nfreepools == before ? p : 0;
  }
  const uint32_t now = ++info.nfreepools;
  if (now == info.ntotalpools && info.nextarena) {  // wholly free, and not the only usable one
    arena_unlink(a);
    if (h.nfp2lasta[now] == a) h.nfp2lasta[now] = 0;
    units_release(a - 1, 1);
    --h.narenas;
    return;
  }
  if (now == 1) {  // it was full: to the front
    info.nextarena = h.usable_arenas;
    info.prevarena = 0;
    if (h.usable_arenas) arena(h.usable_arenas).prevarena = a;
    h.usable_arenas = a;
    if (!h.nfp2lasta[1]) h.nfp2lasta[1] = a;
    return;
  }
  if (!h.nfp2lasta[now]) h.nfp2lasta[now] = a;
  if (a == last) return;  // it was the last with `before` free pools, so the order still holds
  arena_unlink(a);
  info.prevarena = last;
  info.nextarena = arena(last).nextarena;
  if (info.nextarena) arena(info.nextarena).prevarena = a;
  arena(last).nextarena = a;
}

void small_free(void* block) {
  PoolHeader* pool = pool_of(block);
  const uint64_t last_free = pool->freeblock;
  *static_cast<uint64_t*>(block) = last_free;
  pool->freeblock = reinterpret_cast<uintptr_t>(block);
  --pool->ref_count;
  --heap().blocks_in_use;
  heap_poison(static_cast<char*>(block) + 8, class_size(pool->szidx) - 8);  // the first word is the link
  if (!last_free) [[unlikely]] {  // it was full: it has room again, so it goes to the front of its ring
    PoolHeader* ring = &heap().usedpools[pool->szidx];
    PoolHeader* first = ring->nextpool;
    pool->nextpool = first;
    pool->prevpool = ring;
    first->prevpool = pool;
    ring->nextpool = pool;
    return;
  }
  if (pool->ref_count == 0) [[unlikely]] release_pool(pool);
}

[[noreturn]] void bad_block(const void* block) {
  std::fprintf(stderr, "innards: %p is not a block of the heap\n", block);
  std::abort();
}
void check_block(const void* block) {
  const uint64_t unit = unit_of(block);
  if (unit >= kHeapUnits || heap().units[unit].kind == UnitKind::kFree) [[unlikely]] bad_block(block);
}

}  // namespace

void heap_boot(uint64_t limit) {
  HeapState& h = heap();
  h.limit = limit ? limit : kDefaultMemoryLimit;
  for (PoolHeader& ring : h.usedpools) ring.nextpool = ring.prevpool = &ring;
  gc_boot();
  h.booted = 1;
}

SpareMemory::SpareMemory() : limit_(heap().limit) { heap().limit = std::max(limit_, heap().units_in_use * kUnitSize) + kUnitSize; }
SpareMemory::~SpareMemory() { heap().limit = limit_; }

void* mem_alloc(size_t size) {
  if (size == 0) size = 1;
  void* block = size <= kSmallRequest ? small_alloc(size) : large_alloc(size);
  if (g_probe_on) [[unlikely]] probe_alloc(block, size);
  return block;
}

void* mem_calloc(size_t size) {
  void* block = mem_alloc(size);
  if (block) std::memset(block, 0, size);
  return block;
}

void mem_free(void* block) {
  if (!block) return;
  check_block(block);
  if (g_probe_on) [[unlikely]] probe_free(block);
  if (in_pool(block)) small_free(block);
  else large_free(block);
}

size_t mem_size(const void* block) {
  check_block(block);
  return in_pool(block) ? class_size(pool_of(block)->szidx) : large_size(large_header(block)) - sizeof(LargeHeader);
}

void* mem_realloc(void* block, size_t size) {
  if (!block) return mem_alloc(size);
  check_block(block);
  if (!in_pool(block)) {
    void* moved = large_realloc(block, size);
    if (g_probe_on && moved) [[unlikely]] { probe_free(block); probe_alloc(moved, size); }
    return moved;
  }
  size_t old = class_size(pool_of(block)->szidx);
  if (size <= old) {
    if (4 * size > 3 * old) return block;  // little would be won by moving
    old = size;
  }
  void* moved = mem_alloc(size);
  if (!moved) return nullptr;
  std::memcpy(moved, block, old);
  mem_free(block);
  return moved;
}

void* static_alloc(size_t size) {
  HeapState& h = heap();
  size = (size + 15) & ~size_t{15};
  if (h.static_used + size > kStaticSize) {
    std::fputs("innards: the static region is full; raise kStaticSize in vm/heap/layout.h\n", stderr);
    std::abort();
  }
  void* block = reinterpret_cast<void*>(kStaticBase + h.static_used);
  h.static_used += size;
  std::memset(block, 0, size);  // a restored machine may find bytes of a later one here
  return block;
}

const char* static_text(const char* text) {
  const size_t size = std::strlen(text) + 1;
  char* copy = static_cast<char*>(static_alloc(size));
  std::memcpy(copy, text, size);
  return copy;
}

}  // namespace innards
