// Listeners for what a moment's memory alone does not tell: what one step did with blocks, and what a collection did with
// objects. They run in the middle of the machine's work and only read.
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "inspect/heap_map.h"
#include "inspect/reader.h"
#include "probe/probe.h"

namespace innards {

class BlockListener : public ProbeListener {
 public:
  static constexpr uint64_t kMask = probe_bit(ProbeKind::kAlloc) | probe_bit(ProbeKind::kFree);
  void on_event(const ProbeEvent& event) override;
  inspect::BlockChanges changes() const;

 private:
  struct Life {
    bool was_there, is_there;   // before the first event, after the last one
    uint64_t size;              // as the last event tells it
  };
  std::unordered_map<uint64_t, Life> blocks_;
};

// Keeps the events of the last collection that began; those of objects that were there before the program began are only
// counted.
class GcListener : public ProbeListener {
 public:
  static constexpr uint64_t kMask = probe_bit(ProbeKind::kGcPhase) | probe_bit(ProbeKind::kGcObject);
  explicit GcListener(const std::unordered_set<ObjectId>& background) : reader_(live_), background_(background) {}
  void on_event(const ProbeEvent& event) override;
  // Fills phases and what was found.
  void tell(GcRows& rows) const;

 private:
  void on_phase(const ProbeEvent& event);
  void on_object(const ProbeEvent& event);
  GcPhaseRow& phase_of_object(int phase, uint64_t step);

  Memory live_;
  inspect::Reader reader_;
  const std::unordered_set<ObjectId>& background_;
  int generation_ = -1;
  std::vector<GcPhaseRow> phases_;
  std::unordered_map<ObjectId, size_t> in_phase_;   // where the objects of the last phase stand
};

}  // namespace innards
