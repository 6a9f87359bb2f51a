// Turns probe events into rows for a person: what happened inside an instruction, with the objects it concerned.
#pragma once

#include <utility>
#include <vector>

#include "inspect/reader.h"
#include "probe/probe.h"

namespace innards {

// Kinds that every moment carries (Moment::events), because they are few and tell the story.
inline constexpr uint64_t kStoryEvents = probe_bit(ProbeKind::kCall) | probe_bit(ProbeKind::kReturn) | probe_bit(ProbeKind::kLine) |
                                         probe_bit(ProbeKind::kRaise) | probe_bit(ProbeKind::kHandle) | probe_bit(ProbeKind::kUnwind) |
                                         probe_bit(ProbeKind::kBorn) | probe_bit(ProbeKind::kDied) | probe_bit(ProbeKind::kOutput) |
                                         probe_bit(ProbeKind::kInput) | probe_bit(ProbeKind::kImport) | probe_bit(ProbeKind::kGcPhase) |
                                         probe_bit(ProbeKind::kThreadSwitch);

// Reads objects at the time of the event: a moment later they may be gone.
// Counts from here on belong to objects in static storage and say nothing.
inline constexpr uint64_t kCountsMeanNothing = 900000000;

class MicroListener : public ProbeListener {
 public:
  explicit MicroListener(size_t most = 2000) : reader_(live_), most_(most) {}
  void on_event(const ProbeEvent& event) override;
  std::vector<MicroRow> take() { return left_out_ = 0, std::exchange(rows_, {}); }
  size_t left_out() const { return left_out_; }   // since the last take()

 private:
  void describe_raise(const ProbeEvent& e, MicroRow& row);
  void describe_cache(const ProbeEvent& e, MicroRow& row);
  void describe(const ProbeEvent& event, MicroRow& row);
  std::string object(uint64_t id);
  std::string type(uint64_t id);

  Memory live_;
  inspect::Reader reader_;
  std::vector<MicroRow> rows_;
  size_t most_, left_out_ = 0;
  int depth_ = 0;
};

}  // namespace innards
