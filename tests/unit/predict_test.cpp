// Predictions over whole runs: the right answer is what the machine then does, and every other answer is another one.
#include "recorded.h"
#include "session/predict.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "example_programs.h"
#include "session/session.h"

using namespace innards;

namespace {

// So many steps of a program, spread over it; all of them where INNARDS_EVERY_STEP is set.
constexpr uint64_t kSampled = 120;
uint64_t stride_of(const Session& s) { return std::getenv("INNARDS_EVERY_STEP") ? 1 : std::max<uint64_t>(1, s.last_step() / kSampled); }

std::string printed_before(Session& s, uint64_t bytes) {
  std::string all;
  for (const OutputRow& o : s.output())
    if (o.stream == 1) all += o.text;
  return all.substr(0, bytes);
}

// What the machine says after the step, found in another way than the maker does.
std::string told_by_machine(Session& s, const Prediction& p) {
  const Moment before = s.moment();
  s.seek(p.step + 1);
  const Moment after = s.moment();
  const FrameRow& f = after.frames.back();
  switch (p.kind) {
    case PredictionKind::Top: return f.stack.back().value.text;
    case PredictionKind::Depth: return std::to_string(f.stack.size());
    case PredictionKind::Line: return std::to_string(f.line);
    case PredictionKind::Output: return printed_before(s, after.stdout_bytes).substr(before.stdout_bytes);
    case PredictionKind::Branch: return f.offset == p.instruction.jump_target ? "jump" : "on";
    case PredictionKind::Refcount: {
      for (const MicroRow& e : after.events)
        if (e.kind == "died" && e.object == p.object) return "0";
      for (const FieldRow& field : s.bytes(p.object))
        if (field.name == "ob_refcnt") return field.text;
      return "?";
    }
    case PredictionKind::kCount: break;
  }
  return "";
}

std::string first_number(const std::string& text) { return text.substr(0, text.find_first_not_of("0123456789")); }

void expect_right(const Prediction& p, const std::string& machine) {
  const std::string& right = p.answers[p.right].text.english;
  switch (p.kind) {
    case PredictionKind::Top: EXPECT_EQ(right, machine); break;
    case PredictionKind::Depth: EXPECT_EQ(right, machine); break;
    case PredictionKind::Line: case PredictionKind::Refcount: EXPECT_EQ(first_number(right), first_number(machine)); break;
    case PredictionKind::Output: EXPECT_EQ(right.substr(0, right.find("⏎")), machine.substr(0, machine.find('\n'))); break;
    case PredictionKind::Branch: {
      const bool jumps = right.rfind("yes, it jumps", 0) == 0 || right == "no: the loop ends";
      EXPECT_EQ(jumps ? "jump" : "on", machine) << right;
      break;
    }
    case PredictionKind::kCount: FAIL();
  }
}

void expect_others_differ(const Prediction& p) {
  std::set<std::string> english, chinese;
  for (const PredictionAnswer& a : p.answers) {
    EXPECT_TRUE(english.insert(a.text.english).second) << a.text.english;
    EXPECT_TRUE(chinese.insert(a.text.chinese).second) << a.text.chinese;
    EXPECT_EQ(a.reply.english.empty(), &a == &p.answers[p.right]);
  }
  EXPECT_GE(p.answers.size(), 2u);
  EXPECT_LE(p.answers.size(), 4u);
}

class PredictionsOfExample : public testing::TestWithParam<std::string> {};

}  // namespace

TEST_P(PredictionsOfExample, TheRightAnswerIsWhatTheMachineThenDoes) {
  std::unique_ptr<Session> s = recorded(read_example(GetParam()));
  std::set<PredictionKind> kinds;
  for (uint64_t step = 0; step < s->last_step(); step += stride_of(*s)) {
    s->seek(step);
    for (const Prediction& p : predictions_at(*s)) {
      SCOPED_TRACE("step " + std::to_string(step) + " " + p.instruction.name + ": " + p.question.english);
      EXPECT_EQ(s->cursor(), step);
      expect_others_differ(p);
      expect_right(p, told_by_machine(*s, p));
      s->seek(step);
      kinds.insert(p.kind);
    }
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GE(kinds.size(), 4u);
}

INSTANTIATE_TEST_SUITE_P(Examples, PredictionsOfExample, testing::ValuesIn(example_programs()), [](const auto& info) { return info.param.substr(0, info.param.find('.')); });

namespace {

// The prediction of that kind at a place.
Prediction at(Session& s, const char* place, PredictionKind kind) {
  std::string error;
  std::optional<uint64_t> step = s.find_place(place, error);
  EXPECT_TRUE(step) << error;
  s.seek(step.value_or(0));
  for (Prediction& p : predictions_at(s))
    if (p.kind == kind) return p;
  ADD_FAILURE() << place << ": nothing is asked";
  return {};
}

bool offers(const Prediction& p, const std::string& text) {
  return std::any_of(p.answers.begin(), p.answers.end(), [&](const PredictionAnswer& a) { return a.text.english == text; });
}

}  // namespace

TEST(Predict, WrongAnswersStandForMisconceptions) {
  std::unique_ptr<Session> s = recorded("a = 7\nb = -2\nc = a // b\nd = [1]\ne = d + [2]\nf = d[0]\n");
  const Prediction division = at(*s, "op BINARY_OP", PredictionKind::Top);
  EXPECT_EQ(division.answers[division.right].text.english, "-4");
  EXPECT_TRUE(offers(division, "-3")) << "rounded towards zero";
  const Prediction joined = at(*s, "op BINARY_OP line 5", PredictionKind::Top);
  EXPECT_TRUE(offers(joined, "[2, 1]"));
  EXPECT_TRUE(offers(joined, "[1, [2]]"));
}

TEST(Predict, AFreedObjectIsAnAnswer) {
  std::unique_ptr<Session> s = recorded("x = [1]\nx = None\n");
  const Prediction p = at(*s, "op STORE_NAME line 2", PredictionKind::Refcount);
  EXPECT_EQ(p.answers[p.right].text.english, "0: it is freed");
  EXPECT_EQ(answer_meant(p, "0"), p.right);
  EXPECT_EQ(answer_meant(p, "12"), p.answers.size());
}

TEST(Predict, DullInstructionsAskNothingAndTheEndNeither) {
  std::unique_ptr<Session> s = recorded("x = 1\n");
  s->seek(0);
  EXPECT_TRUE(predictions_at(*s).empty()) << "RESUME";
  s->seek(s->last_step());
  EXPECT_TRUE(predictions_at(*s).empty());
  EXPECT_FALSE(prediction_at(*s));
}

TEST(Predict, TheScoreIsKeptByKind) {
  PredictionScore score;
  score.add(PredictionKind::Top, true);
  score.add(PredictionKind::Top, false);
  score.add(PredictionKind::Line, true);
  EXPECT_EQ(score.all().asked, 3);
  EXPECT_EQ(score.all().right, 2);
  EXPECT_EQ(score.of[static_cast<size_t>(PredictionKind::Top)].right, 1);
}
