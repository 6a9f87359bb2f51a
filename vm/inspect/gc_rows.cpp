#include "inspect/gc_rows.h"

#include <cstddef>

#include "heap/gc.h"
#include "inspect/reader.h"
#include "object/list.h"

namespace innards::inspect {

namespace {

constexpr uint64_t kGc = kArenaBase + offsetof(Runtime, heap) + offsetof(HeapState, gc);
constexpr int64_t kMostWalked = 4000000;   // a list can be no ring while a collection is at work

struct Counted {
  int64_t all = 0, own = 0;
};

Counted count_list(const Memory& memory, uint64_t head, const std::unordered_set<ObjectId>& background) {
  Counted n;
  uint64_t at = memory.read<uint64_t>(head) & ~kGcNextUnreachable;
  for (; at && at != head && n.all < kMostWalked; at = memory.read<uint64_t>(at) & ~kGcNextUnreachable) {
    ++n.all;
    n.own += !background.count(at + sizeof(GCHead));
  }
  return n;
}

uint64_t list_head(size_t generation) {
  return kGc + offsetof(GCState, generations) + generation * sizeof(GCGeneration) + offsetof(GCGeneration, head);
}

}  // namespace

bool collecting(const Memory& memory) { return memory.read<GCState>(kGc).collecting; }

GcRows gc_rows(const Memory& memory, const std::unordered_set<ObjectId>& background) {
  const GCState gc = memory.read<GCState>(kGc);
  GcRows rows;
  rows.enabled = gc.enabled;
  rows.collecting = gc.collecting;
  rows.long_lived_total = gc.long_lived_total;
  rows.long_lived_pending = gc.long_lived_pending;
  for (size_t i = 0; i < 3; ++i) {
    GenerationRow& g = rows.generations[i];
    const Counted n = count_list(memory, list_head(i), background);
    const GCGenerationStats& stats = gc.generation_stats[i];
    g = {gc.generations[i].count, gc.generations[i].threshold, n.all, n.own, stats.collections, stats.collected, stats.uncollectable};
  }
  rows.permanent = count_list(memory, kGc + offsetof(GCState, permanent_generation) + offsetof(GCGeneration, head), background).all;
  if (gc.garbage.bits()) rows.kept = memory.read<ListObject>(gc.garbage.bits()).ob_size;
  return rows;
}

}  // namespace innards::inspect
