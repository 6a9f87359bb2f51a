// The timeline over a small machine of its own: a "program" on the machine's stack that allocates, writes, asks for input
// and counts steps. What holds here for every step holds for any MachineControl.
#include "timeline/timeline.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "heap/arena.h"
#include "heap/heap.h"
#include "heap/machine_stack.h"
#include "run/runtime.h"
#include "timeline/output_log.h"

namespace {
using namespace innards;

uint64_t g_target;
RunState g_why;
OutputLog* g_log;
bool g_input_there;
uint64_t g_program_steps;

void switch_to_host(RunState why) {
  g_why = why;
  machine_stack_yield();
}

// An instruction begins: the place where the machine may stop.
void instruction() {
  if (rt().step >= g_target) switch_to_host(RunState::Stopped);
  probe(ProbeKind::kStep, nullptr, rt().step);
  ++rt().step;
}

void write(const std::string& text) {
  g_log->write(1, rt().thread.stdout_bytes, text.data(), text.size());
  rt().thread.stdout_bytes += text.size();
}

struct Cell {
  Ptr<Cell> next;
  uint64_t value;
};

void toy_program() {
  Cell* list = nullptr;
  uint64_t seed = 1;
  while (rt().step < g_program_steps) {
    instruction();
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    if ((seed >> 33) % 3 && list) {
      Cell* first = list;
      list = first->next;
      mem_free(first);
    } else {
      for (int i = 0; i < 2; ++i) {
        Cell* cell = static_cast<Cell*>(mem_alloc(sizeof(Cell) + (seed >> 40) % 900));
        cell->next = list;
        cell->value = rt().step;
        list = cell;
      }
      ++rt().thread.counters.calls;
    }
    if (rt().step % 1000 == 0) write(std::to_string(rt().step) + "\n");
    if (rt().step == 5000)
      while (!g_input_there) switch_to_host(RunState::WaitingForInput);
  }
}

class Toy : public MachineControl {
 public:
  explicit Toy(uint64_t steps) {
    Timeline::release_arena();
    arena_reset();
    heap_boot(0);
    g_program_steps = steps;
    g_input_there = true;
    machine_stack_start(toy_program);
  }
  RunState run_until(uint64_t step, int64_t) override {
    if (machine_stack_finished()) return RunState::Finished;
    if (rt().step >= step && rt().step > 0) return RunState::Stopped;
    g_target = step;
    machine_stack_resume();
    return machine_stack_finished() ? RunState::Finished : g_why;
  }
};

class TimelineTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(arena_reserve(), nullptr);
    g_log = &log_;
  }
  void TearDown() override {
    Timeline::release_arena();
    arena_reset();
  }
  OutputLog log_;
};

std::vector<uint64_t> fresh_hashes(uint64_t steps, uint64_t every) {
  std::vector<uint64_t> hashes;
  Toy toy(steps);
  for (uint64_t k = every; k < steps; k += every) {
    toy.run_until(k, kEndlessTurns);
    hashes.push_back(state_hash());
  }
  return hashes;
}

TEST_F(TimelineTest, AnyMomentEqualsAFreshRun) {
  const uint64_t steps = 40000, every = 1237;
  const std::vector<uint64_t> fresh = fresh_hashes(steps, every);
  Toy toy(steps);
  TimelineOptions options;
  options.least_spacing = 0.2;
  options.near_spacing = 0.05;
  options.spacing_per_scan = 0;
  Timeline timeline(toy, options);
  while (timeline.record(1)) timeline.seek(timeline.head() / 2);  // looking back while recording
  EXPECT_TRUE(timeline.finished());
  EXPECT_EQ(timeline.head(), steps);
  for (size_t n = 0; n < 3 * fresh.size(); ++n) {
    const size_t k = n < fresh.size() ? n : n < 2 * fresh.size() ? 2 * fresh.size() - 1 - n : (n * 7919) % fresh.size();
    const Picture& picture = timeline.seek((k + 1) * every);
    ASSERT_EQ(picture.step, (k + 1) * every);
    timeline.make_live();
    ASSERT_EQ(state_hash(), fresh[k]) << "step " << picture.step;
  }
}

TEST_F(TimelineTest, OutputIsKeptOnceAndAMomentKnowsItsPrefix) {
  Toy toy(10000);
  Timeline timeline(toy);
  while (timeline.record(1)) timeline.seek(timeline.head() / 3);
  const std::string all = log_.text(1);
  EXPECT_EQ(all, "1000\n2000\n3000\n4000\n5000\n6000\n7000\n8000\n9000\n10000\n");
  const Picture picture = timeline.seek(2500);
  const uint64_t there = picture.memory().read<uint64_t>(reinterpret_cast<uintptr_t>(&rt().thread.stdout_bytes));
  EXPECT_EQ(all.substr(0, there), "1000\n2000\n");
}

struct Steps : ProbeListener {
  std::vector<uint64_t> seen;
  void on_event(const ProbeEvent& e) override {
    if (e.kind == ProbeKind::kStep) seen.push_back(e.step);
  }
};

TEST_F(TimelineTest, AReplayTellsItsStretchAndLeavesTheCursor) {
  Toy toy(30000);
  Timeline timeline(toy);
  while (timeline.record(5)) {
  }
  timeline.seek(777);
  Steps steps;
  std::unique_ptr<Replay> replay = timeline.replay(12000, 19000, steps, probe_bit(ProbeKind::kStep));
  int slices = 0;
  while (!replay->work(0.01)) {
    ++slices;
    timeline.seek(static_cast<uint64_t>(1000 + slices));  // others use the arena in between
  }
  ASSERT_EQ(steps.seen.size(), 7000u);
  for (size_t i = 0; i < steps.seen.size(); ++i) ASSERT_EQ(steps.seen[i], 12000 + i);
  Steps one;
  timeline.seek(321);
  timeline.probe_step(one);
  EXPECT_EQ(one.seen, std::vector<uint64_t>{321});
  EXPECT_EQ(timeline.cursor(), 321u);
}

TEST_F(TimelineTest, WaitingForInputIsAStateOfTheHead) {
  Toy toy(6000);
  g_input_there = false;
  Timeline timeline(toy);
  while (timeline.record(5)) {
  }
  EXPECT_EQ(timeline.head_state(), RunState::WaitingForInput);
  EXPECT_EQ(timeline.head(), 5000u);
  timeline.seek(100);
  EXPECT_FALSE(timeline.record(1));
  timeline.seek(4000);
  g_input_there = true;
  while (timeline.record(5)) {
  }
  EXPECT_TRUE(timeline.finished());
  EXPECT_EQ(timeline.seek(5000).state, RunState::Stopped);
  EXPECT_EQ(timeline.seek(6000).state, RunState::Finished);
}

TEST_F(TimelineTest, TheMemoryBudgetHoldsAndReplaysStayShort) {
  Toy toy(1000000);
  TimelineOptions options;
  options.memory_budget = 24 << 20;
  options.least_spacing = 0.5;
  options.spacing_per_scan = 0;
  Timeline timeline(toy, options);
  while (timeline.record(50)) ASSERT_LE(timeline.checkpoint_bytes(), options.memory_budget * 5 / 4);
  for (uint64_t k : {1u, 999999u, 500000u, 230001u, 1000000u}) EXPECT_EQ(timeline.seek(k).step, k);
  EXPECT_GT(timeline.checkpoint_count(), 8u);
  EXPECT_LE(timeline.index().size(), 8192u);
  uint64_t calls = 0;
  for (const IndexBucket& b : timeline.index()) calls += b.calls;
  timeline.make_live();
  EXPECT_EQ(calls, rt().thread.counters.calls);
}

TEST_F(TimelineTest, TwoTimelinesTakeTurns) {
  Toy first_toy(5000);
  Timeline first(first_toy);
  first.record_to(3000);
  Toy second_toy(5000);
  Timeline second(second_toy);
  second.record_to(1000);
  EXPECT_EQ(first.seek(2000).step, 2000u);
  while (first.record(5)) {
  }
  while (second.record(5)) {
  }
  EXPECT_EQ(first.head(), 5000u);
  EXPECT_EQ(second.head(), 5000u);
}

}  // namespace
