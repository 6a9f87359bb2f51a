// Running under torture.
#include "timeline/torture.h"

#include "heap/gc.h"
#include "heap/heap_walk.h"
#include "heap/snapshot.h"
#include "run/runtime.h"

namespace innards {

namespace {

struct CollectAlways {
  explicit CollectAlways(bool on) { g_torture_collect = on; }
  ~CollectAlways() { g_torture_collect = false; }
};

std::string at_step(uint64_t step, const std::string& what) { return "step " + std::to_string(step) + ": " + what; }

std::string check_back_and_forth(Timeline& timeline, uint64_t step) {
  const uint64_t before = state_hash();
  timeline.seek(step - 1);
  timeline.make_live();
  if (rt().step != step - 1) return at_step(step, "going back one step led to step " + std::to_string(rt().step));
  timeline.seek(step);
  timeline.make_live();
  if (state_hash() != before) return at_step(step, "back and forward again gave another state");
  return {};
}

}  // namespace

std::string torture_run(MachineControl& machine, const Torture& torture) {
  CollectAlways collect(torture.collect_always);
  if (torture.memory_limit) rt().heap.limit = torture.memory_limit;
  TimelineOptions options;
  const bool look = torture.heap_check || torture.forward_back;
  options.checkpoint_every = torture.checkpoint_every ? torture.checkpoint_every : look ? torture.stride : 0;
  if (look && options.checkpoint_every > torture.stride) options.checkpoint_every = torture.stride;
  Timeline timeline(machine, options);
  bool more = true;
  while (more && timeline.head() < torture.most_steps) {
    more = timeline.record(0);
    if (!look) continue;
    if (torture.heap_check) {
      const std::string wrong = heap_check(torture.refcounts);
      if (!wrong.empty()) return at_step(timeline.head(), wrong);
    }
    if (torture.forward_back && timeline.head_state() == RunState::Stopped && timeline.head() > 0) {
      const std::string wrong = check_back_and_forth(timeline, timeline.head());
      if (!wrong.empty()) return wrong;
    }
  }
  return {};
}

}  // namespace innards
