// When objects were made: the index over the whole run against the question about one object, and against the moments.
#include <gtest/gtest.h>

#include "recorded.h"

using namespace innards;

namespace {

const char* const kObjects =
    "class Point:\n    def __init__(self, x): self.x = x\n"
    "old = [1000 + n for n in range(3)]\n"
    "def busy():\n    for i in range(40): t = (i, str(i), 0.5 * i)\n    return t\n"
    "new = {'p': Point(7), 'last': busy()}\ndel old\nagain = [Point(n) for n in range(4)]\n";

std::unique_ptr<Births> looked_for(Session& session, double milliseconds) {
  std::unique_ptr<Births> births = session.births();
  while (!births->work(milliseconds)) {
  }
  return births;
}

// What the question "who made it" says at the cursor.
std::optional<uint64_t> asked(Session& session, ObjectId id) {
  Question q;
  q.what = Ask::Made;
  q.object = id;
  q.at = session.cursor();
  std::string error;
  std::unique_ptr<Query> query = session.ask(q, error);
  EXPECT_TRUE(query) << error;
  while (!query->work(1000)) {
  }
  const auto& rows = query->answers();
  return rows.empty() || rows[0].step >= q.at ? std::nullopt : std::optional(rows[0].step);
}

TEST(Births, AsTheQuestionAboutEachObject) {
  auto session = recorded(kObjects);
  const auto births = looked_for(*session, 1000);
  EXPECT_EQ(births->known_to(), session->last_step());
  size_t made = 0;
  for (uint64_t step : {session->last_step() / 3, session->last_step() * 2 / 3, session->last_step() - 2}) {
    session->seek(step);
    const Moment now = session->moment();
    for (const ObjectRow& o : now.objects) {
      ASSERT_EQ(births->made(o.value.id, step), asked(*session, o.value.id)) << step << " " << o.value.text;
      made += births->made(o.value.id, step).has_value();
    }
  }
  EXPECT_GT(made, 30u);
}

// What is new in a moment is one step old, and nothing else is.
TEST(Births, WhatIsNewIsOneStepOld) {
  auto session = recorded(kObjects);
  const auto births = looked_for(*session, 1000);
  size_t fresh = 0;
  for (uint64_t step = 1; step < session->last_step(); ++step) {
    session->seek(step);
    for (const ObjectRow& o : session->moment().objects) {
      const bool one_step = births->made(o.value.id, step) == std::optional(step - 1);
      if (one_step) {
        EXPECT_EQ(o.change, Change::Added) << step << " " << o.value.text;
      }
      fresh += one_step;
    }
  }
  EXPECT_GT(fresh, 20u);
}

TEST(Births, GoOnWithTheRecording) {
  Program program;
  program.filename = "test.py";
  program.source = "a = [1]\nb = input()\nc = [2]\n";
  program.input_ends = false;
  auto session = recorded(program);
  auto births = session->births();
  while (!births->work(1000)) {
  }
  const uint64_t known = births->known_to();
  EXPECT_EQ(known, session->last_step());
  session->give_input("x");
  record_all(*session);
  while (!births->work(1000)) {
  }
  EXPECT_EQ(births->known_to(), session->last_step());
  session->seek(session->last_step() - 2);
  for (const LocalRow& l : session->moment().frames.back().locals) {
    if (l.name == "c") {
      EXPECT_GE(births->made(l.value.id, session->cursor()).value_or(0), known);
    }
    if (l.name == "a") {
      EXPECT_LT(births->made(l.value.id, session->cursor()).value_or(UINT64_MAX), known);
    }
  }
}

}  // namespace
