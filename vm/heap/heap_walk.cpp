// Walking and checking the heap through a Memory.
#include "heap/heap_walk.h"

#include <cstddef>
#include <cstdio>
#include <cstring>
#include <unordered_map>

#include "heap/gc.h"
#include "heap/large_blocks.h"
#include "heap/machine_stack.h"
#include "run/runtime.h"

namespace innards {

namespace {

constexpr uint64_t kHeapStateAddress = kArenaBase + offsetof(Runtime, heap);

bool is_static_type(uint64_t address) {
  const uint64_t types = kArenaBase + offsetof(Runtime, types), exceptions = kArenaBase + offsetof(Runtime, exception_types);
  if (address >= types && address < types + sizeof(Runtime::types)) return (address - types) % sizeof(TypeObject) == 0;
  if (address >= exceptions && address < exceptions + sizeof(Runtime::exception_types))
    return (address - exceptions) % sizeof(HeapTypeObject) == 0;
  return false;
}

constexpr int64_t kMostReferences = int64_t{1} << 40;  // an address is never so small

bool plausible_count(const Memory& memory, uint64_t address) {
  const int64_t count = memory.read<int64_t>(address);
  return count > 0 && count < kMostReferences;
}

// Whether a type object lies at `address`: a static one, or one whose type is derived from type.
bool is_type(const Memory& memory, uint64_t address) {
  if (is_static_type(address)) return true;
  if (address % 16 != 0 || address < kHeapBase || !memory.valid(address, sizeof(TypeObject))) return false;
  if (!plausible_count(memory, address)) return false;
  uint64_t meta = memory.read<uint64_t>(address + 8);
  for (int depth = 0; depth < 4 && !is_static_type(meta); ++depth) {
    if (meta % 16 != 0 || meta < kHeapBase || !memory.valid(meta, sizeof(TypeObject)) || !plausible_count(memory, meta)) return false;
    meta = memory.read<uint64_t>(meta + 8);
  }
  if (!is_static_type(meta)) return false;
  return (memory.read<uint64_t>(address + offsetof(TypeObject, tp_flags)) & kTpHeapType) != 0;
}

uint64_t flags_of(const Memory& memory, uint64_t type) { return memory.read<uint64_t>(type + offsetof(TypeObject, tp_flags)); }

// Finds the object of a block: at its start, behind a GC head, or behind that and a managed dict's words.
void classify(const Memory& memory, HeapBlock* block) {
  block->object = 0;
  block->kind = BlockKind::kRaw;
  block->tracked = false;
  for (uint64_t before : {0, 16, 32}) {
    if (block->size < before + 16) return;
    const uint64_t object = block->address + before;
    if (!looks_like_object(memory, object)) continue;
    const uint64_t flags = flags_of(memory, memory.read<uint64_t>(object + 8));
    const uint64_t wanted = ((flags & kTpHaveGC) ? 16 : 0) + ((flags & kTpManagedDict) ? 16 : 0);
    if (wanted != before) continue;
    block->object = object;
    block->kind = before ? BlockKind::kGCObject : BlockKind::kObject;
    block->tracked = before && memory.read<uint64_t>(object - 16) != 0;
    return;
  }
}

using Visit = void(const HeapBlock&, void*);

// Who is told of the blocks, and whether it matters to him what is in them.
struct Visitor {
  const Memory& memory;
  Visit* visit;
  void* arg;
  bool classified;
  void tell(uint64_t address, uint64_t size, bool large) const {
    HeapBlock block{address, size, 0, BlockKind::kRaw, large, false};
    if (classified) classify(memory, &block);
    visit(block, arg);
  }
};

// Says which blocks of a pool are live: carved and not in the free list.
void walk_pool(const Visitor& visitor, uint64_t pool_address) {
  const Memory& memory = visitor.memory;
  const PoolHeader pool = memory.read<PoolHeader>(pool_address);
  if (pool.szidx >= kSizeClasses || pool.ref_count == 0) return;
  const uint64_t size = (pool.szidx + 1) * kBlockAlignment;
  const uint64_t most = (kPoolSize - sizeof(PoolHeader)) / size;
  std::vector<bool> free_blocks(most, false);
  uint64_t steps = 0;
  for (uint64_t f = pool.freeblock; f && steps <= most; f = memory.read<uint64_t>(f), ++steps) {
    if (f < pool_address + sizeof(PoolHeader) || f >= pool_address + kPoolSize) break;
    free_blocks[(f - pool_address - sizeof(PoolHeader)) / size] = true;
  }
  for (uint64_t i = 0; i < most; ++i) {
    const uint64_t offset = sizeof(PoolHeader) + i * size;
    if (offset >= pool.nextoffset) break;
    if (!free_blocks[i]) visitor.tell(pool_address + offset, size, false);
  }
}

void walk_arena(const Visitor& visitor, uint64_t unit, const UnitInfo& info) {
  const Memory& memory = visitor.memory;
  const uint64_t base = kHeapBase + unit * kUnitSize;
  std::vector<bool> free_pools(kPoolsInArena, false);
  uint32_t steps = 0;
  for (uint64_t p = info.freepools.bits(); p && steps < kPoolsInArena; ++steps) {
    if (p < base || p >= base + kUnitSize) break;
    free_pools[(p - base) / kPoolSize] = true;
    p = memory.read<PoolHeader>(p).nextpool.bits();
  }
  for (uint64_t i = 0; i < kPoolsInArena; ++i) {
    const uint64_t pool = base + i * kPoolSize;
    if (pool >= info.pool_address) break;
    if (!free_pools[i]) walk_pool(visitor, pool);
  }
}

void walk_segment(const Visitor& visitor, uint64_t unit, const UnitInfo& info) {
  const Memory& memory = visitor.memory;
  uint64_t at = kHeapBase + unit * kUnitSize;
  const uint64_t end = at + uint64_t{info.ntotalpools} * kUnitSize;
  while (at < end) {
    const LargeHeader header = memory.read<LargeHeader>(at);
    const uint64_t size = large_size(&header);
    if (size < sizeof(LargeHeader) || size > end - at) return;
    if (large_in_use(&header)) visitor.tell(at + sizeof(LargeHeader), size - sizeof(LargeHeader), true);
    at += size;
  }
}

}  // namespace

bool looks_like_object(const Memory& memory, uint64_t address) {
  if (address % 8 != 0 || !memory.valid(address, sizeof(Object))) return false;
  return plausible_count(memory, address) && is_type(memory, memory.read<uint64_t>(address + 8));
}

namespace {
void walk(const Visitor& visitor) {
  const Memory& memory = visitor.memory;
  const uint64_t top = memory.read<uint64_t>(kHeapStateAddress + offsetof(HeapState, units_top));
  for (uint64_t unit = 0; unit < top && unit < kHeapUnits; ++unit) {
    const UnitInfo info = memory.read<UnitInfo>(kHeapStateAddress + offsetof(HeapState, units) + unit * sizeof(UnitInfo));
    if (info.kind == UnitKind::kArena) walk_arena(visitor, unit, info);
    if (info.kind == UnitKind::kSegment) walk_segment(visitor, unit, info);
  }
}

void append(const HeapBlock& block, void* out) { static_cast<std::vector<HeapBlock>*>(out)->push_back(block); }

// All live blocks of the arena, without a look at what is in them.
std::vector<HeapBlock> bare_blocks() {
  const Memory live;
  std::vector<HeapBlock> blocks;
  walk({live, append, &blocks, false});
  return blocks;
}
}  // namespace

void heap_walk(const Memory& memory, Visit* visit, void* arg) { walk({memory, visit, arg, true}); }

HeapBlock heap_block_at(const Memory& memory, uint64_t address, uint64_t size) {
  HeapBlock block{address, size, 0, BlockKind::kRaw, size > kSmallRequest, false};
  classify(memory, &block);
  return block;
}

std::vector<HeapBlock> heap_blocks(const Memory& memory) {
  std::vector<HeapBlock> blocks;
  heap_walk(memory, append, &blocks);
  return blocks;
}

// ---- the hash of a state

namespace {

uint64_t mix(uint64_t hash, const void* data, uint64_t size) {
  const unsigned char* p = static_cast<const unsigned char*>(data);
  while (size >= 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
    p += 8;
    size -= 8;
  }
  for (; size > 0; --size) hash = (hash ^ *p++) * 0x100000001B3u;
  return hash;
}

}  // namespace

uint64_t state_hash() {
  uint64_t hash = 0xCBF29CE484222325u;
  hash = mix(hash, &rt(), sizeof(Runtime));
  hash = mix(hash, reinterpret_cast<const void*>(kStaticBase), rt().heap.static_used);
  hash = mix(hash, reinterpret_cast<const void*>(kThreadTableBase), kThreadTableSize);
  for (const HeapBlock& block : bare_blocks()) {
    hash = mix(hash, &block.address, sizeof block.address);
    hash = mix(hash, reinterpret_cast<const void*>(block.address), block.size);
  }
  return hash;
}

// ---- checking

namespace {

std::string complaint(const char* what, uint64_t address) {
  char text[200];
  std::snprintf(text, sizeof text, "%s at 0x%llx", what, static_cast<unsigned long long>(address));
  return text;
}

std::string check_segments() {
  const HeapState& heap = rt().heap;
  for (uint64_t unit = 0; unit < heap.units_top; ++unit) {
    if (heap.units[unit].kind != UnitKind::kSegment) continue;
    uint64_t at = kHeapBase + unit * kUnitSize, before = 0;
    const uint64_t end = at + uint64_t{heap.units[unit].ntotalpools} * kUnitSize;
    bool free_before = false;
    for (;;) {
      const LargeHeader* header = reinterpret_cast<const LargeHeader*>(at);
      if (header->prev_size != before) return complaint("large block with a wrong prev_size", at);
      if (large_size(header) < sizeof(LargeHeader) || large_size(header) > end - at) return complaint("large block with a wrong size", at);
      if (free_before && !large_in_use(header)) return complaint("two free large blocks side by side", at);
      free_before = !large_in_use(header);
      before = large_size(header);
      at += before;
      if (large_last(header) != (at == end)) return complaint("segment with a wrong end", at);
      if (at == end) break;
    }
  }
  return {};
}

std::string check_pools(const std::vector<HeapBlock>& blocks) {
  const HeapState& heap = rt().heap;
  if (blocks.size() != heap.blocks_in_use)
    return "the heap counts " + std::to_string(heap.blocks_in_use) + " blocks, a walk finds " + std::to_string(blocks.size());
  std::unordered_map<uint64_t, uint32_t> in_pool;
  for (const HeapBlock& b : blocks)
    if (!b.large) ++in_pool[b.address & ~(kPoolSize - 1)];
  for (const auto& [pool, count] : in_pool)
    if (reinterpret_cast<const PoolHeader*>(pool)->ref_count != count) return complaint("pool with a wrong count", pool);
  return {};
}

std::string check_gc_list(GCHead* list) {
  GCHead* prev = list;
  for (GCHead* g = gc_next(list);; g = gc_next(g)) {
    if (gc_prev(g) != prev) return complaint("GC list with a wrong prev link", reinterpret_cast<uintptr_t>(g));
    if (g == list) return {};
    if (!looks_like_object(Memory(), reinterpret_cast<uintptr_t>(object_of(g))))
      return complaint("GC list with something that is no object", reinterpret_cast<uintptr_t>(g));
    if (object_of(g)->ob_refcnt <= 0) return complaint("tracked object without references", reinterpret_cast<uintptr_t>(g));
    prev = g;
  }
}

using Counts = std::unordered_map<Object*, int64_t>;
int visit_count(Object* o, void* counts) {
  ++(*static_cast<Counts*>(counts))[o];
  return 0;
}

}  // namespace

std::string heap_check(bool refcounts) {
  std::string wrong = check_segments();
  if (wrong.empty()) wrong = check_pools(bare_blocks());
  GCState& gc = rt().heap.gc;
  if (!wrong.empty() || gc.collecting) return wrong;  // in a collection the lists are not lists
  Counts counts;
  for (int i = 0; i < 4; ++i) {
    GCHead* list = i < 3 ? &gc.generations[i].head : &gc.permanent_generation.head;
    wrong = check_gc_list(list);
    if (!wrong.empty()) return wrong;
    if (!refcounts) continue;
    for (GCHead* g = gc_next(list); g != list; g = gc_next(g)) {
      Object* o = object_of(g);
      if (type_of(o)->tp_traverse) type_of(o)->tp_traverse(o, visit_count, &counts);
    }
  }
  for (const auto& [o, n] : counts)
    if (o->ob_refcnt < n)
      return complaint("object held by more containers than its count says", reinterpret_cast<uintptr_t>(o)) + " (" +
             std::to_string(o->ob_refcnt) + " < " + std::to_string(n) + ", type " + type_of(o)->tp_name.get() + ")";
  return {};
}

}  // namespace innards
