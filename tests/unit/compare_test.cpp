// Comparing two moments of a run, and two programs side by side.
#include "recorded.h"
#include "session/compare.h"

#include <gtest/gtest.h>

#include "example_programs.h"

using namespace innards;

namespace {

CompareRows between(Session& s, const char* one, const char* other) { return compare_steps(s, step_of(s, one), step_of(s, other)); }

const CompareRow* row(const CompareRows& rows, ComparePart part, const std::string& where) {
  for (const CompareRow& r : rows.rows)
    if (r.part == part && r.where == where) return &r;
  return nullptr;
}

bool has(const CompareRows& rows, ComparePart part, const std::string& where, Change change) {
  const CompareRow* r = row(rows, part, where);
  return r && r->change == change;
}

class ComparisonsOfExample : public testing::TestWithParam<std::string> {};

}  // namespace

TEST(Compare, WhatAppearedVanishedAndChanged) {
  std::unique_ptr<Session> s = recorded("a = [1]\nb = a\nx = 'old'\n# here\na.append(2)\nx = 'new'\ndel b\ny = {}\nprint('done')\npass\n");
  s->seek(3);
  const CompareRows rows = between(*s, "line 5", "line 10");
  EXPECT_EQ(s->cursor(), 3u) << "the cursor came back";
  EXPECT_TRUE(has(rows, ComparePart::Global, "x", Change::Changed));
  EXPECT_TRUE(has(rows, ComparePart::Global, "a", Change::Changed)) << "its text is another one";
  EXPECT_TRUE(has(rows, ComparePart::Global, "b", Change::Gone));
  EXPECT_TRUE(has(rows, ComparePart::Global, "y", Change::Added));
  EXPECT_TRUE(has(rows, ComparePart::Object, "list", Change::Changed)) << "the same list";
  EXPECT_TRUE(has(rows, ComparePart::Object, "dict", Change::Added));
  const CompareRow* refs = row(rows, ComparePart::Refcount, "[1, 2]");
  ASSERT_TRUE(refs);
  EXPECT_EQ(refs->before.text, "2");
  EXPECT_EQ(refs->after.text, "1");
  ASSERT_EQ(rows.count(ComparePart::Output), 1);
  EXPECT_EQ(rows.rows.back().after.text, "done");
  EXPECT_NE(compare_text(rows, false).find("  - b  [1]"), std::string::npos) << compare_text(rows, false);
}

// Its text says nothing of an instance's attributes: they are told.
TEST(Compare, WhatChangedInsideAnObject) {
  std::unique_ptr<Session> s = recorded("class Account: pass\na = Account()\na.money = 1000\nmany = list(range(300, 340))\npass\na.money = 20\na.note = 'x'\nAccount.rate = 5\nmany[35] = 7\ndel a\nb = [9]\n");
  const CompareRows rows = between(*s, "line 5", "line 10");
  const CompareRow* money = row(rows, ComparePart::Object, "Account.money");
  ASSERT_TRUE(money) << compare_text(rows, false);
  EXPECT_EQ(money->before.text + " " + money->after.text, "1000 20");
  EXPECT_TRUE(has(rows, ComparePart::Object, "Account.note", Change::Added));
  EXPECT_TRUE(has(rows, ComparePart::Object, "<class 'Account'>.rate", Change::Added));
  EXPECT_TRUE(has(rows, ComparePart::Object, "list[35]", Change::Changed)) << compare_text(rows, false);
  for (const CompareRow& r : rows.rows)
    if (r.part == ComparePart::Object && r.where == "int") {
      EXPECT_GT(std::abs(std::atoi((r.before.text + r.after.text).c_str())), 256) << "small ints are always there";
    }
}

TEST(Compare, AnAddressUsedAgainIsAnotherObject) {
  // The first list is freed before the second is made, so that they may share their place.
  std::unique_ptr<Session> s = recorded("a = [1]\npass\na = None\na = [1]\npass\n");
  const CompareRows rows = between(*s, "line 2", "line 5");
  ASSERT_TRUE(rows.identities_known);
  EXPECT_TRUE(has(rows, ComparePart::Object, "list", Change::Gone)) << compare_text(rows, false);
  EXPECT_FALSE(has(rows, ComparePart::Object, "list", Change::Changed));
  int added = 0;
  for (const CompareRow& r : rows.rows) added += r.part == ComparePart::Object && r.change == Change::Added && r.where == "list";
  EXPECT_EQ(added, 1);
}

TEST(Compare, TwoCallsOfOneFunctionAreTwoFrames) {
  std::unique_ptr<Session> s = recorded("def f(n):\n    return n + 1\nf(1)\nf(2)\n");
  const CompareRows rows = between(*s, "line 2 hit 1", "line 2 hit 2");
  EXPECT_TRUE(has(rows, ComparePart::Frame, "f", Change::Gone)) << compare_text(rows, false);
  int frames = static_cast<int>(rows.count(ComparePart::Frame));
  EXPECT_EQ(frames, 2);
  EXPECT_EQ(compare_text(between(*s, "line 2", "line 2"), false).find("nothing differs") == std::string::npos, false);
}

// A step compared with the one after it says of names and stacks what the marks of the moment say.
TEST_P(ComparisonsOfExample, AgreeWithTheMarksOfOneStep) {
  std::unique_ptr<Session> s = recorded(read_example(GetParam()));
  const uint64_t stride = std::max<uint64_t>(1, s->last_step() / 40);
  for (uint64_t step = 0; step + 1 < s->last_step(); step += stride) {
    const CompareRows rows = compare_steps(*s, step, step + 1);
    s->seek(step + 1);
    const Moment& m = s->moment();
    if (m.frames.empty() || m.frames.back().change == Change::Added) continue;
    for (const LocalRow& l : m.frames.back().locals) {
      if (l.change == Change::Same || l.kind == "cell" || l.kind == "free") continue;
      const FrameRow& f = m.frames.back();
      EXPECT_TRUE(row(rows, ComparePart::Global, l.name) || row(rows, ComparePart::Local, f.qualname + ": " + l.name)) << "step " << step << " " << l.name;
    }
  }
}

TEST_P(ComparisonsOfExample, AProgramBesideItselfDoesNotDiffer) {
  std::unique_ptr<Session> left = recorded(read_example(GetParam())), right = recorded(read_example(GetParam()));
  const uint64_t last = left->last_step();
  for (uint64_t step : {uint64_t{0}, last / 3, last / 2, last}) {
    left->seek(step);
    right->seek(step);
    const BesideRows rows = compare_programs(*left, *right);
    EXPECT_EQ(rows.differing(), 0) << beside_text(rows, "left", "right", false);
    for (const BesideInstruction& i : rows.instructions) EXPECT_FALSE(i.differs);
  }
}

INSTANTIATE_TEST_SUITE_P(Examples, ComparisonsOfExample, testing::ValuesIn(example_programs()), [](const auto& info) { return info.param.substr(0, info.param.find('.')); });

TEST(Beside, InPlaceAgainstAnew) {
  std::unique_ptr<Session> left = recorded("a = [1]\nb = a\na += [2]\npass\n"), right = recorded("a = [1]\nb = a\na = a + [2]\npass\n");
  for (Session* s : {left.get(), right.get()}) s->seek(step_of(*s, "line 4"));
  const BesideRows rows = compare_programs(*left, *right);
  auto find = [&](const std::string& what) {
    for (const BesideRow& r : rows.rows)
      if (r.what.english == what) return &r;
    return static_cast<const BesideRow*>(nullptr);
  };
  ASSERT_TRUE(find("b"));
  EXPECT_TRUE(find("b")->differs) << "b sees what was added in place";
  EXPECT_EQ(find("b")->left.substr(0, 6), "[1, 2]");
  EXPECT_EQ(find("b")->right.substr(0, 3), "[1]");
  int differing = 0;
  for (const BesideInstruction& i : rows.instructions) differing += i.differs;
  EXPECT_EQ(differing, 1) << "BINARY_OP alone";
}

TEST(Beside, TheyTakeTurnsInTheArena) {
  std::unique_ptr<Session> left = recorded("def f():\n    return 1\nf()\nf()\n"), right = recorded("x = 0\ndef g():\n    return 2\ng()\ng()\n");
  for (int turn = 0; turn < 3; ++turn) {
    EXPECT_EQ(step_of(*left, "call f hit 2"), step_of(*left, "call f hit 2"));
    left->seek(step_of(*left, "call f hit 2"));
    right->seek(step_of(*right, "call g hit 2"));
    EXPECT_EQ(left->moment().frames.back().qualname, "f");
    EXPECT_EQ(right->moment().frames.back().qualname, "g");
    EXPECT_TRUE(left->move({Way::Out, Direction::Forward}));
    EXPECT_TRUE(right->move({Way::Line, Direction::Back}));
  }
}

TEST(Beside, InstructionsAreAligned) {
  auto row = [](const char* name, int arg) {
    InstrRow r;
    r.name = name;
    r.arg = arg;
    r.has_arg = true;
    return r;
  };
  const std::vector<InstrRow> a = {row("LOAD_FAST", 0), row("BINARY_OP", 13), row("STORE_FAST", 0)}, b = {row("LOAD_FAST", 0), row("LOAD_FAST", 1), row("BINARY_OP", 0), row("STORE_FAST", 0)};
  const std::vector<BesideInstruction> rows = align_instructions(a, b);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_FALSE(rows[0].differs);
  EXPECT_FALSE(rows[3].differs);
  EXPECT_EQ(rows[3].left, 2);
  EXPECT_EQ(rows[3].right, 3);
}
