// The moments that stand for a whole run: evenly among the program's own steps, not among those of the library it imports.
#include <algorithm>

#include "session/live_session.h"

namespace innards {
namespace {

// The program's own steps, counted; and which step has one of the numbers that are wanted (rising).
class OwnSteps : public ProbeListener {
 public:
  OwnSteps(const inspect::OwnCode& own, std::vector<uint64_t> wanted) : own_(own), wanted_(std::move(wanted)) {}
  void on_event(const ProbeEvent& e) override {
    if (own_.is_library_frame(Memory(), e.a)) return;
    if (found.size() < wanted_.size() && wanted_[found.size()] == count) found.push_back(e.step);
    ++count;
  }

  uint64_t count = 0;
  std::vector<uint64_t> found;

 private:
  const inspect::OwnCode& own_;
  std::vector<uint64_t> wanted_;
};

}  // namespace

std::vector<uint64_t> LiveSession::own_moments(int parts) {
  const auto look = [&](std::vector<uint64_t> wanted) {
    OwnSteps steps(options_.own, std::move(wanted));
    timeline_->replay_now(0, last_step(), steps, probe_bit(ProbeKind::kStep));
    return std::make_pair(steps.count, steps.found);
  };
  const uint64_t here = cursor(), all = look({}).first, n = static_cast<uint64_t>(std::max(parts, 1));
  std::vector<uint64_t> numbers;
  for (uint64_t i = 0; i < n; ++i) numbers.push_back(i * 2 <= n ? all * i / n : all - all * (n - i) / n);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<uint64_t> moments = look(numbers).second;
  timeline_->seek(here);
  if (moments.empty() || moments.back() != last_step()) moments.push_back(last_step());
  return moments;
}

}  // namespace innards
