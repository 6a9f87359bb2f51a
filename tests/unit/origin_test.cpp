// Where the entries of the value stack came from, at every step of programs: what is said is checked against the moments.
#include <gtest/gtest.h>

#include "recorded.h"

using namespace innards;

namespace {

// The entry was not there, or was another, before the instruction ran, and has stayed since.
void check_origins(Session& session, uint64_t stride) {
  for (uint64_t step = 1; step < session.last_step(); step += stride) {
    session.seek(step);
    const Moment now = session.moment();
    if (now.frames.empty()) continue;
    const FrameRow frame = now.frames.back();
    for (const StackRow& entry : frame.stack) {
      session.seek(step);
      const std::optional<OriginRow> origin = session.put_there(frame.id, entry.index);
      ASSERT_TRUE(origin) << step << " entry " << entry.index;
      EXPECT_EQ(session.cursor(), step);
      ASSERT_LT(origin->step, step);
      session.seek(origin->step);
      const Moment then = session.moment();
      EXPECT_EQ(then.frames.back().id, frame.id) << step;
      EXPECT_EQ(then.frames.back().offset, origin->instruction.offset) << step;
      session.seek(origin->step + 1);
      const Moment after = session.moment();
      const bool called = after.frames.size() > then.frames.size();   // the result comes when the call returns
      if (called || after.frames.back().id != frame.id) continue;
      ASSERT_GT(after.frames.back().stack.size(), static_cast<size_t>(entry.index)) << step;
      EXPECT_EQ(after.frames.back().stack[static_cast<size_t>(entry.index)].value.id, entry.value.id) << step;
    }
  }
}

TEST(Origin, AtEveryStep) {
  auto session = recorded("def f(a, b=2):\n    return a + b\nx = [f(1), f(2, b=3)]\ny = {k: v for k, v in zip('ab', x)}\n"
                          "try:\n    print(x[0] + 0, 1 < x[1] < 9, y['q'])\nexcept KeyError as e:\n    print(e)\n");
  check_origins(*session, 1);
}

TEST(Origin, NamesTheInstruction) {
  auto session = recorded("a = 5\nb = (a + 0) * 3\n");
  go(*session, "op BINARY_OP line 2 hit 2");
  const FrameRow frame = session->moment().frames.back();
  ASSERT_EQ(frame.stack.size(), 2u);
  EXPECT_EQ(session->put_there(frame.id, 0)->instruction.name, "BINARY_OP") << "the same 5 again, but put there by the sum";
  EXPECT_EQ(session->put_there(frame.id, 1)->instruction.name, "LOAD_CONST");
  EXPECT_FALSE(session->put_there(frame.id, 2));
  EXPECT_FALSE(session->put_there(frame.id + 8, 0));
}

TEST(Origin, AcrossALongCall) {
  auto session = recorded("def busy():\n    for i in range(3000): pass\n    return 1\nprint(7, busy())\n");
  auto longest = recorded("def busy():\n    for i in range(30000): pass\n    return 1\nprint(7, busy())\n");
  for (Session* s : {session.get(), longest.get()}) {
    go(*s, "op CALL line 4 hit 2");
    const FrameRow frame = s->moment().frames.back();
    const auto seven = s->put_there(frame.id, 2), one = s->put_there(frame.id, 3);
    EXPECT_EQ(seven.has_value(), s == session.get()) << "too long ago is not known";
    EXPECT_EQ(one.has_value(), s == session.get()) << "the call began before";
    if (one) {
      EXPECT_EQ(one->instruction.name, "CALL");
    }
    if (seven) {
      EXPECT_EQ(seven->instruction.name, "LOAD_CONST");
    }
  }
}

}  // namespace
