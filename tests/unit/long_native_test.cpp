// Natives that take long: the recording goes on in slices inside them, they can be left where they are, and all that is
// asked meanwhile is answered.
#include <gtest/gtest.h>

#include "recorded.h"

using namespace innards;

namespace {

constexpr const char* kEndless = "a = 1\nprint(a)\ns = sum(range(10**15))\nb = 2\n";
constexpr const char* kLong = "a = 1\ns = sum(range(300_000))\nt = sorted([5, 3] * 40_000)\nprint(s, t[0], t[-1])\n";

std::unique_ptr<Session> begun(const std::string& source) {
  Program program;
  program.filename = "p.py";
  program.source = source;
  return opened(program);
}

void record_into_native(Session& session) {
  for (int i = 0; i < 1000 && !session.in_native(); ++i) session.record(0);
  ASSERT_TRUE(session.in_native());
}

std::string text_of_output(const Session& session) {
  std::string all;
  for (const OutputRow& row : session.output()) all += row.text;
  return all;
}

TEST(LongNative, RecordingComesBackAndEveryMomentBeforeIsThere) {
  auto session = begun(kEndless);
  record_into_native(*session);
  const uint64_t head = session->last_step();
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(session->record(1));
  EXPECT_EQ(session->last_step(), head);
  EXPECT_EQ(text_of_output(*session), "1\n");
  for (uint64_t step : {head - 1, uint64_t{3}, head, head - 2}) {
    session->seek(step);
    EXPECT_EQ(session->moment().step, step);
    EXPECT_FALSE(session->moment().frames.empty());
  }
  session->seek(head - 1);
  EXPECT_EQ(session->this_step().instruction.name, "CALL");
  EXPECT_EQ(session->evaluate(0, "a + 1").text, "2");
  session->seek(head);
  EXPECT_EQ(session->evaluate(0, "a + 2").text, "3");
  EXPECT_TRUE(session->record(1));
  EXPECT_TRUE(session->in_native());
  session->stop();
  EXPECT_FALSE(session->recording());
  EXPECT_FALSE(session->record(1));
  session->seek(0);
  EXPECT_EQ(session->moment().step, 0u);
}

TEST(LongNative, ExpressionsAreGivenUp) {
  auto session = begun("a = 1\nb = 2\n");
  while (session->record(10)) {
  }
  session->seek(3);
  EXPECT_EQ(session->evaluate(0, "sum(range(10**15))").end, EvalRow::End::TooLong);
  EXPECT_EQ(session->evaluate(0, "10**15 in iter(int, 1)").end, EvalRow::End::TooLong);
  EXPECT_EQ(session->evaluate(0, "sum(range(1000))").text, "499500");
  EXPECT_EQ(session->moment().step, 3u);
}

TEST(LongNative, ASearchComesBack) {
  auto session = begun(kEndless);
  Move move;
  move.way = Way::Output;
  move.direction = Direction::Forward;
  session->seek(session->last_step());
  std::unique_ptr<Search> search = session->search(move);
  for (int i = 0; i < 40 && !search->work(1); ++i) {
  }
  session->seek(0);
  std::string error;
  search = session->search_place("end", error);
  for (int i = 0; i < 40; ++i) EXPECT_FALSE(search->work(1));
}

// In slices or in one go: the same steps, output and moments.
TEST(LongNative, WhatItLeavesIsTheSame) {
  auto whole = recorded(kLong);
  const uint64_t steps = whole->last_step();
  const std::string output = text_of_output(*whole);
  auto session = begun(kLong);
  int inside = 0;
  while (session->record(0)) inside += session->in_native();
  EXPECT_GT(inside, 10);
  EXPECT_EQ(session->last_step(), steps);
  EXPECT_EQ(text_of_output(*session), output);
  EXPECT_EQ(output, "44999850000 3 5\n");
}

// A moment that was shown as the inside of an instruction is shown as what it is when that is over.
TEST(LongNative, TheStepIsShownAnewWhenItIsOver) {
  auto session = begun(kLong);
  record_into_native(*session);
  const uint64_t head = session->last_step();
  session->seek(head);
  const size_t held = session->moment().frames.back().stack.size();
  while (session->in_native()) session->record(0);
  EXPECT_EQ(session->cursor(), head);
  EXPECT_EQ(session->moment().frames.back().stack.size(), 1u);   // the sum
  EXPECT_NE(held, 1u);
}

}  // namespace
