// The flame of the strip against the frames of every moment: who it says ran at a step is who stands in the frames panel.
#include <gtest/gtest.h>

#include "example_programs.h"
#include "recorded.h"
#include "session/session.h"

namespace innards {
namespace {

constexpr uint64_t kMostSteps = 1500;   // of each program

std::unique_ptr<Session> run(const std::string& source, const std::string& name) {
  Program program;
  program.filename = name;
  program.source = source;
  std::unique_ptr<Session> session = opened(program);
  for (int i = 0; session->last_step() < kMostSteps && session->record(20) && i < 100; ++i) {
  }
  return session;
}

// The calls under way at the cursor, "a > b > c".
std::string in_frames(Session& session) {
  std::string path;
  for (const FrameRow& f : session.moment().frames)
    if (!f.suspended) path += (path.empty() ? "" : " > ") + f.qualname;
  return path;
}

std::string in_flame(const std::vector<FlameRow>& flame, uint64_t step) {
  std::vector<std::string> names(100);
  int deepest = -1;
  for (const FlameRow& f : flame) {
    if (step < f.from || step >= f.to || f.depth >= 100) continue;
    EXPECT_EQ(names[static_cast<size_t>(f.depth)], "") << "two frames at one depth, step " << step;
    names[static_cast<size_t>(f.depth)] = f.name;
    deepest = std::max(deepest, f.depth);
  }
  std::string path;
  for (int d = 0; d <= deepest; ++d) path += (d ? " > " : "") + names[static_cast<size_t>(d)];
  return path;
}

void expect_same(Session& session, uint64_t from, uint64_t to, const std::string& where) {
  const uint64_t here = session.cursor();
  const std::vector<FlameRow> flame = session.flame(from, to);
  EXPECT_EQ(session.cursor(), here);
  const uint64_t every = std::max<uint64_t>(1, (to - from) / 300);
  for (uint64_t step = from; step < to; step += every) {
    session.seek(step);
    const std::string told = in_flame(flame, step), there = in_frames(session);
    ASSERT_EQ(told, there) << where << ", step " << step << " of " << from << " to " << to;
  }
}

class FlameOf : public testing::TestWithParam<std::string> {};

TEST_P(FlameOf, IsTheFramesOfEveryMoment) {
  std::unique_ptr<Session> session = run(read_example(GetParam()), GetParam());
  const uint64_t last = std::min(session->last_step(), kMostSteps);
  expect_same(*session, 0, last, GetParam());
  expect_same(*session, last / 3, last / 3 + last / 4, GetParam());   // begins inside calls
}

INSTANTIATE_TEST_SUITE_P(Examples, FlameOf, testing::ValuesIn(example_programs()), [](const auto& info) { return info.param.substr(0, info.param.find('.')); });

TEST(Flame, FramesThatANativeCallsOneAfterAnother) {
  std::unique_ptr<Session> session = run("def key(x):\n    return -x\ndef g():\n    yield 1\n    yield 2\nsorted([3, 1, 2], key=key)\nlist(g())\n", "keys.py");
  expect_same(*session, 0, session->last_step(), "keys.py");
  int keys = 0;
  for (const FlameRow& f : session->flame(0, session->last_step())) keys += f.name == "key";
  EXPECT_EQ(keys, 3);
  for (uint64_t from = 0; from < session->last_step(); ++from) expect_same(*session, from, session->last_step(), "keys.py");
}

TEST(Flame, Threads) {
  std::unique_ptr<Session> session = run(
      "import _thread\ndone = _thread.allocate_lock()\ndone.acquire()\n"
      "def work(n):\n    for i in range(n):\n        step(i)\n    done.release()\ndef step(i):\n    return i + 1\n"
      "_thread.start_new_thread(work, (40,))\nfor i in range(60):\n    step(i)\ndone.acquire()\n",
      "threads.py");
  const uint64_t last = std::min(session->last_step(), kMostSteps);
  expect_same(*session, 0, last, "threads.py");
  expect_same(*session, last / 2, last, "threads.py");
}

// Wherever the machine stands: a look at a deep moment may have left it there.
TEST(Flame, AfterALookInsideACall) {
  std::unique_ptr<Session> session = run("def f():\n    def g():\n        return 1\n    return g()\nx = f()\ny = f()\n", "deep.py");
  for (uint64_t deep = 1; deep < session->last_step(); ++deep) {
    session->seek(0);
    session->moment();
    session->seek(deep);
    session->this_step();
    expect_same(*session, 0, session->last_step(), "deep.py");
  }
}

}  // namespace
}  // namespace innards
