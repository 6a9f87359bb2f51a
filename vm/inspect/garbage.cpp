// Objects that nothing holds but each other: what the cycle collector would find if it ran now. Found as it finds them, by
// taking the references from inside off the counts.
#include <cstddef>
#include <unordered_map>

#include "inspect/garbage.h"
#include "inspect/moment_cache.h"

namespace innards::inspect {

namespace {

constexpr uint64_t kGc = kArenaBase + offsetof(Runtime, heap) + offsetof(HeapState, gc);

// The addresses of all objects in the collector's lists, unless there are too many, or a collection is under way.
GarbageSearch list_tracked(const Memory& memory, std::vector<ObjectId>& out) {
  if (memory.read<int32_t>(kGc + offsetof(GCState, collecting))) return GarbageSearch::Collecting;
  for (int generation = 0; generation < 3; ++generation) {
    const uint64_t head = kGc + offsetof(GCState, generations) + static_cast<uint64_t>(generation) * sizeof(GCGeneration) + offsetof(GCGeneration, head);
    for (uint64_t at = memory.read<GCHead>(head).gc_next; at && at != head; at = memory.read<GCHead>(at).gc_next) {
      if (out.size() >= kMostTracked) return GarbageSearch::TooManyTracked;
      out.push_back(at + sizeof(GCHead));
    }
  }
  return GarbageSearch::Looked;
}

class Judge {
 public:
  Judge(MomentCache& cache, const std::vector<ObjectId>& candidates) : cache_(cache), candidates_(candidates) {
    for (ObjectId id : candidates) rest_[id] = cache.reader().memory().read<Object>(id).ob_refcnt;
  }

  std::vector<ObjectId> unreachable() {
    for (ObjectId id : candidates_)
      for (ObjectId to : cache_.held_by(id))
        if (auto it = rest_.find(to); it != rest_.end()) --it->second;
    std::vector<ObjectId> held;
    for (ObjectId id : candidates_)
      if (rest_[id] != 0) held.push_back(id);   // from outside; a count below zero is not understood and not judged
    std::unordered_set<ObjectId> alive(held.begin(), held.end());
    while (!held.empty()) {
      ObjectId id = held.back();
      held.pop_back();
      for (ObjectId to : cache_.held_by(id))
        if (rest_.count(to) && alive.insert(to).second) held.push_back(to);
    }
    std::vector<ObjectId> garbage;
    for (ObjectId id : candidates_)
      if (!alive.count(id)) garbage.push_back(id);
    return garbage;
  }

 private:
  MomentCache& cache_;
  const std::vector<ObjectId>& candidates_;
  std::unordered_map<ObjectId, int64_t> rest_;   // references that do not come from another candidate
};

}  // namespace

std::unordered_set<ObjectId> tracked_objects(const Memory& memory) {
  std::vector<ObjectId> all;
  list_tracked(memory, all);
  return {all.begin(), all.end()};
}

std::vector<ObjectId> find_garbage(MomentCache& cache, const std::unordered_set<ObjectId>& background, GarbageSearch* how) {
  std::vector<ObjectId> tracked, candidates;
  *how = list_tracked(cache.reader().memory(), tracked);
  if (*how != GarbageSearch::Looked) return {};
  for (ObjectId id : tracked) {
    const MomentCache::Node* node = cache.find(id);
    if ((!node || node->seen != cache.look()) && !background.count(id)) candidates.push_back(id);
  }
  if (candidates.size() > kMostCandidates) {
    *how = GarbageSearch::TooManyCandidates;
    return {};
  }
  return Judge(cache, candidates).unreachable();
}

}  // namespace innards::inspect
