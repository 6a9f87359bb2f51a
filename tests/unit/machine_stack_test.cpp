// The spike the design stands on: the machine on its own stack in the arena is copied in the middle of a native sort that
// calls back into "Python", and every copy, restored, runs to the right end.
#include "heap/machine_stack.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "heap/arena.h"
#include "heap/memory.h"
#include "heap/snapshot.h"
#include "run/runtime.h"

namespace {
using namespace innards;

constexpr int kItems = 9;

// Lies where the machine's own data would: in the static region.
struct Program {
  int64_t result[kItems];
};
Program& program() { return *reinterpret_cast<Program*>(kStaticBase); }

int64_t key(int64_t x) {  // stands for a Python function called by a native
  for (int i = 0; i < 3; ++i) {
    ++rt().step;
    machine_stack_yield();
    x = x * 31 + i;
  }
  return x;
}

void native_sort() {  // keeps only plain data across calls of key()
  int64_t values[kItems] = {5, 3, 9, 1, 7, 2, 8, 6, 4};
  for (int i = 1; i < kItems; ++i)
    for (int j = i; j > 0 && key(values[j - 1]) > key(values[j]); --j) std::swap(values[j - 1], values[j]);
  std::copy(values, values + kItems, program().result);
}

class MachineStack : public testing::Test {
 protected:
  void SetUp() override {
    const char* error = arena_reserve();
    ASSERT_EQ(error, nullptr) << error;
    arena_reset();
    rt().heap.static_used = sizeof(Program);
  }
  void TearDown() override { arena_reset(); }
};

void expect_sorted() {
  for (int i = 0; i < kItems; ++i) EXPECT_EQ(program().result[i], i + 1);
}

TEST_F(MachineStack, CheckpointsInsideANativeSortAllRunToTheRightEnd) {
  machine_stack_start(native_sort);
  std::vector<CheckpointRef> checkpoints;
  while (!machine_stack_finished()) {
    if (rt().step % 10 == 0) checkpoints.push_back(checkpoint_take(checkpoints.empty() ? nullptr : checkpoints.back().get()));
    machine_stack_resume();
  }
  expect_sorted();
  const uint64_t last = rt().step;
  EXPECT_GE(checkpoints.size(), 13u);
  for (size_t n = 0; n < 2 * checkpoints.size(); ++n) {  // forwards, then backwards
    const Checkpoint& c = *checkpoints[n < checkpoints.size() ? n : 2 * checkpoints.size() - 1 - n];
    checkpoint_restore(c);
    ASSERT_EQ(rt().step, checkpoint_step(c));
    EXPECT_EQ(program().result[0], 0);
    while (!machine_stack_finished()) machine_stack_resume();
    EXPECT_EQ(rt().step, last);
    expect_sorted();
  }
}

TEST_F(MachineStack, UnchangedPagesAreShared) {
  rt().heap.static_used = 64 * kPageSize;
  unsigned char* bytes = reinterpret_cast<unsigned char*>(kStaticBase);
  std::fill(bytes, bytes + rt().heap.static_used, 7);
  CheckpointRef first = checkpoint_take(nullptr);
  bytes[5 * kPageSize] = 8;
  CheckpointRef second = checkpoint_take(first.get());
  EXPECT_LT(checkpoint_unique_bytes(*second), 3 * kPageSize + 80000);
  EXPECT_EQ(checkpoint_page(*first, kStaticBase), checkpoint_page(*second, kStaticBase));
  EXPECT_NE(checkpoint_page(*first, kStaticBase + 5 * kPageSize), checkpoint_page(*second, kStaticBase + 5 * kPageSize));
  bytes[5 * kPageSize] = 9;
  checkpoint_restore(*first);
  EXPECT_EQ(bytes[5 * kPageSize], 7);
  checkpoint_restore(*second);
  EXPECT_EQ(bytes[5 * kPageSize], 8);
}

TEST_F(MachineStack, DroppedCheckpointsGiveTheirMemoryBack) {
  const uint64_t before = checkpoint_total_bytes();
  {
    rt().step = 1;
    CheckpointRef a = checkpoint_take(nullptr);
    rt().step = 2;
    CheckpointRef b = checkpoint_take(a.get());
    EXPECT_GT(checkpoint_total_bytes(), before);
  }
  EXPECT_EQ(checkpoint_total_bytes(), before);
}

TEST_F(MachineStack, MemoryReadsACheckpointAndNeverCrashes) {
  program().result[3] = 42;
  Memory then(checkpoint_take(nullptr));
  program().result[3] = 43;
  const uint64_t address = reinterpret_cast<uintptr_t>(&program().result[3]);
  EXPECT_EQ(then.read<int64_t>(address), 42);
  EXPECT_EQ(Memory().read<int64_t>(address), 43);
  for (uint64_t bad : {uint64_t{0}, uint64_t{1}, kStackTop - 8, kHeapBase, kHeapBase + 5, kArenaBase + kArenaSize - 4,
                       kArenaBase + kArenaSize, ~uint64_t{0}, kArenaBase - 4}) {
    for (const Memory& memory : {then, Memory()}) {
      EXPECT_FALSE(memory.valid(bad, 16)) << std::hex << bad;
      EXPECT_EQ(memory.read<int64_t>(bad == kArenaBase - 4 ? 8 : bad), 0);
      EXPECT_TRUE(memory.bytes(bad, 100).empty());
      EXPECT_TRUE(memory.text(bad).empty());
    }
  }
  EXPECT_FALSE(then.valid(kArenaBase, ~uint64_t{0}));
}

void recurse(int64_t depth) {
  volatile char room[1024] = {};
  room[depth % 1024] = 1;
  if (machine_stack_nearly_full()) {
    program().result[0] = depth;
    return;
  }
  recurse(depth + 1);
  room[0] = room[1];
}
void deep() { recurse(0); }

TEST_F(MachineStack, ANearlyFullStackIsNoticed) {
  machine_stack_start(deep);
  machine_stack_resume();
  EXPECT_TRUE(machine_stack_finished());
  EXPECT_GT(program().result[0], 1000);
}

}  // namespace
