// What is kept of one moment for the next must never show: rows made with what was kept are the rows made anew, whichever
// way the cursor goes.
#include "inspect/moment_cache.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "example_programs.h"
#include "inspect/byte_watch.h"
#include "moment_text.h"
#include "recorded.h"
#include "session/live_session.h"

namespace innards {
namespace {

class KeptRows : public testing::Test {
 protected:
  void open(const std::string& source, const std::string& filename = "test.py") {
    session_ = recorded(source, filename);
    ASSERT_NE(session_, nullptr);
  }
  LiveSession& live() { return static_cast<LiveSession&>(*session_); }

  // The rows at a step, made with what is kept of the last one; a failure when they are others than those made anew.
  Moment at(uint64_t step) {
    const Memory memory = live().timeline().seek(step).memory();
    Moment with = inspect::moment(memory, live().options(), &codes_, &kept_);
    const Moment anew = inspect::moment(memory, live().options());
    EXPECT_EQ(text_of(with), text_of(anew)) << "at step " << step;
    return with;
  }

  std::unique_ptr<Session> session_;
  inspect::CodeCache codes_;
  inspect::MomentCache kept_;
};

class KeptRowsOfExample : public KeptRows, public testing::WithParamInterface<std::string> {};

// Of a long run, stretches of steps at several places, there and back; ./test --all goes to every step.
TEST_P(KeptRowsOfExample, AreThoseMadeAnew) {
  open(read_example(GetParam()), GetParam());
  const uint64_t last = live().last_step(), stretch = std::getenv("INNARDS_EVERY_STEP") ? last : std::min<uint64_t>(last, 40);
  for (uint64_t from = 0; from <= last && !HasFailure(); from += std::max(stretch + 1, last / 6)) {
    const uint64_t to = std::min(from + stretch, last);
    for (uint64_t step = from; step <= to && !HasFailure(); ++step) at(step);
    for (uint64_t step = to; step > from && step + 12 > to && !HasFailure(); --step) at(step);
  }
}

INSTANTIATE_TEST_SUITE_P(Examples, KeptRowsOfExample, testing::ValuesIn(example_programs()), [](const auto& info) {
  return info.param.substr(0, info.param.size() - 3);
});

TEST_F(KeptRows, AreSharedWhileNothingChanges) {
  open("kept = [[1], [2], [3]]\nx = 1\nx = 2\nx = 3\n");
  const uint64_t end = live().last_step();
  const Moment before = at(end - 3), after = at(end - 2);
  size_t shared = 0;
  for (size_t i = 0; i < after.objects.size(); ++i)
    for (size_t k = 0; k < before.objects.size(); ++k) shared += before.objects.shared(k) == after.objects.shared(i);
  EXPECT_GE(shared, 3u);   // the small ints' counts change, and with them the rows of the lists that hold these
  EXPECT_GE(after.objects.size(), 4u);
}

TEST_F(KeptRows, SeeWhatChangesFarAway) {
  open(
      "class Node:\n"
      "    __slots__ = ('value', 'next')\n"
      "    def __init__(self, value, next):\n"
      "        self.value = value\n"
      "        self.next = next\n"
      "class Plain:\n"
      "    count = 0\n"
      "    def __init__(self):\n"
      "        Plain.count += 1\n"
      "        self.inner = [[0]]\n"
      "chain = None\n"
      "for n in range(5):\n"
      "    chain = Node([n], chain)\n"
      "    p = Plain()\n"
      "    p.inner[0][0] = n\n"
      "    p.added = {n: p.inner}\n"
      "Plain.__name__ = 'Other'\n"
      "p.__class__ = type('Third', (Plain,), {})\n"
      "def deep(n):\n"
      "    local = [n]\n"
      "    return deep(n - 1) + 1 if n else local[0]\n"
      "deep(6)\n"
      "def numbers():\n"
      "    held = ['yielded']\n"
      "    for n in range(3):\n"
      "        yield held\n"
      "        held.append(n)\n"
      "g = numbers()\n"
      "next(g), next(g)\n"
      "for n in range(3):\n"
      "    exec(f'class C{n}:\\n    __slots__ = (\"a{n}\",)\\n    v = {n}')\n"
      "    exec(f'del C{n}')\n"
      "    cycle = [n]\n"
      "    cycle.append(cycle)\n"
      "del cycle, g, chain\n"
      "import gc\n"
      "gc.collect()\n");
  const uint64_t last = live().last_step();
  for (uint64_t step = last > 1500 ? last - 1500 : 0; step <= last && !HasFailure(); ++step) at(step);
  for (uint64_t step = last; step >= 3 && step + 300 > last && !HasFailure(); step -= 3) at(step);
}

}  // namespace
}  // namespace innards
