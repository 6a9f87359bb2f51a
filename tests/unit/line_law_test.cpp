// Where lines begin depends on what ran before in the frame: somebody who listens only now and then must hear the same lines as
// somebody who listens all the time, whenever the loop goes over from one of its instances to the other.
#include <gtest/gtest.h>

#include <map>

#include "law_machine.h"
#include "probe/probe.h"

namespace innards {
namespace {

constexpr const char* kProgram = R"(def one(n): return n + 1
def gen(n):
    for i in range(n):
        yield (
            i,
            one(i))
    return 7
def outer():
    got = yield from gen(3); yield got
class Ctx:
    def __enter__(self): return self
    def __exit__(self, *a): return True
def work(n):
    total = 0
    while n > 0:
        if n % 2: total += one(n); n -= 1; continue
        try:
            total += 1 // (n % 4)
        except ZeroDivisionError: total -= 1
        finally:
            n -= 1
    with Ctx(): raise ValueError(
        total)
    return [one(x) for x in range(3)
            if x], {x: y for x, y in enumerate('ab')}
print(list(outer()), work(9), sum(x * x for x in range(4)),
      (lambda: 3)(),
      work(5))
g = gen(2); next(g); g.close()
)";

using Lines = std::map<uint64_t, int>;   // by step

struct Listener : ProbeListener {
  Lines lines;
  void on_event(const ProbeEvent& e) override { lines[e.step] = static_cast<int>(e.c); }
};

// Runs the program and listens in every second stretch of `width` steps, from the first or from the second on.
Lines heard(uint64_t width, bool first, Lines* all) {
  LawMachine loaded(kProgram);
  Listener listener;
  bool listens = first;
  RunState state = RunState::Stopped;
  for (uint64_t end = width; state == RunState::Stopped; end += width, listens = !listens) {
    probe_set(listens ? &listener : nullptr, probe_bit(ProbeKind::kLine));
    state = loaded.machine.run_until(end);
    if (!all || listens) continue;
    std::erase_if(*all, [&](const auto& at) { return at.first >= end - width && at.first < end; });
  }
  probe_set(nullptr);
  return listener.lines;
}

TEST(LineLaw, WhoListensNowAndThenHearsTheSameLines) {
  const Lines whole = heard(1000000, true, nullptr);
  ASSERT_GT(whole.size(), 150u);
  for (uint64_t width : {1, 2, 3, 5, 7, 50})
    for (bool first : {true, false}) {
      Lines expected = whole;
      EXPECT_EQ(heard(width, first, &expected), expected) << "every " << width << " steps";
    }
}

}  // namespace
}  // namespace innards
