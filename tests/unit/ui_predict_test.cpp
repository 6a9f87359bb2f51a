// Predict mode, two moments and two programs in the window: asked, answered, stepped and compared by commands and keys.
#include <gtest/gtest.h>

#include <algorithm>

#include "kit/draw.h"
#include "kit/drawing.h"
#include "panels/compare_state.h"
#include "panels/predict_state.h"
#include "pictures.h"
#include "recorded.h"
#include "ui_headless.h"

using namespace innards;
using namespace innards::ui;

namespace {

struct Live : HeadlessScreen {
  Live(const char* source, const char* place) : session(recorded(source)) {
    ui.view = ui.session = session.get();
    go(place);
  }
  void go(const char* place) { innards::go(*session, place); }
  std::unique_ptr<Session> session;
};

constexpr const char* kSource = "a = 7\nb = a - 9\nif b:\n    print('less', b)\nc = [a]\nc = None\n";

}  // namespace

TEST(UiPredict, AQuestionIsAskedHiddenJudgedAndTheStepMade) {
  Live live(kSource, "op BINARY_OP");
  live.press("P");
  live.frames(2);
  ASSERT_TRUE(prediction_open(live.ui));
  const uint64_t here = live.session->cursor();
  EXPECT_NE(panel_text(live.ui, Panel::ThisStep).find("Hidden"), std::string::npos) << "the micro-steps would tell";
  live.press("Right");
  EXPECT_EQ(live.session->cursor(), here) << "first the question";
  const Prediction asked = *live.ui.predict->question;
  prediction_choose(live.ui, asked.right);
  live.frames(2);
  EXPECT_EQ(live.session->cursor(), here + 1);
  EXPECT_EQ(live.ui.predict->score.all().right, 1);
  const std::string text = panel_text(live.ui, Panel::Predict);
  EXPECT_NE(text.find("Right."), std::string::npos) << text;
  EXPECT_NE(text.find("Applies a binary operator"), std::string::npos) << text;
  live.press("Left");
  EXPECT_FALSE(prediction_open(live.ui)) << "it was answered here";
  live.press("Down");
  EXPECT_GT(live.session->cursor(), here) << "other ways of stepping are free";
}

TEST(UiPredict, KeysAndTypedAnswersCountOnceAndWrongOnesAreExplained) {
  Live live(kSource, "op BINARY_OP");
  live.press("P");
  int asked = 0;
  for (int i = 0; i < 60 && !live.session->moment().finished; ++i) {
    live.frame();
    if (!prediction_open(live.ui)) {
      live.press("Right");
      continue;
    }
    ++asked;
    if (asked % 2) run_command(live.ui, Command::Answer2);
    else prediction_type(live.ui, "nonsense");
    live.frames(2);
    EXPECT_EQ(live.ui.predict->score.all().asked, asked);
    EXPECT_FALSE(panel_text(live.ui, Panel::Predict).empty());
  }
  EXPECT_GE(asked, 4);
  EXPECT_LT(live.ui.predict->score.all().right, asked);
}

// What the explanation speaks of is ringed where the step has left it, and no longer when the cursor goes on.
TEST(UiPredict, TheExplanationMarksWhatItSpeaksOf) {
  Live live(kSource, "op BINARY_OP");
  live.press("P");
  int marked[static_cast<size_t>(PredictionKind::kCount)] = {};
  for (int i = 0; i < 60 && !live.session->moment().finished; ++i) {
    live.frame();
    if (!prediction_open(live.ui)) {
      live.press("Right");
      continue;
    }
    const Prediction asked = *live.ui.predict->question;
    prediction_choose(live.ui, asked.right);
    live.frame();
    if (live.session->cursor() != asked.step + 1) continue;
    const FrameRow& f = live.session->moment().frames.back();
    bool there = false;
    switch (asked.kind) {
      case PredictionKind::Top:
      case PredictionKind::Depth: there = f.stack.empty() || live.ui.marked(f.id, "stack " + std::to_string(f.stack.back().index)); break;
      case PredictionKind::Refcount: there = live.ui.marked(asked.object) || !live.session->object_value(asked.object); break;
      case PredictionKind::Line: there = live.ui.marked(0, "line " + std::to_string(f.line)); break;
      case PredictionKind::Branch: there = live.ui.marked(f.id, "instr " + std::to_string(f.offset)); break;
      default: there = live.ui.marked(0, "output");
    }
    EXPECT_TRUE(there) << "step " << asked.step;
    const bool told = panel_text(live.ui, Panel::Predict).find("\n  → ") != std::string::npos;
    EXPECT_EQ(told, !live.ui.marks.empty());
    marked[static_cast<size_t>(asked.kind)] += told;
    live.session->seek(asked.step);
    live.frame();
    EXPECT_TRUE(live.ui.marks.empty()) << "elsewhere nothing is said";
    live.session->seek(asked.step + 1);
  }
  EXPECT_GE(std::count_if(std::begin(marked), std::end(marked), [](int n) { return n > 0; }), 3);
}

// What a picture in a file shows is what the screen shows: the moment before the step that is asked about.
TEST(UiPredict, AnExportTellsNothingOfTheStepThatIsAskedAbout) {
  Live live(kSource, "start");
  auto pictures = [&] {
    std::string out;
    for (Panel p : drawn_panels())
      if (Drawing d; panel_drawing(live.ui, p, d)) out += svg_text(d);
    return out;
  };
  std::vector<std::string> without;
  for (uint64_t step = 0; step < live.session->last_step(); ++step) {
    live.session->seek(step);
    without.push_back(pictures());
  }
  live.session->seek(0);
  live.press("P");
  int open = 0;
  for (uint64_t step = 0; step < live.session->last_step(); ++step) {
    live.session->seek(step);
    EXPECT_EQ(pictures(), without[step]) << step;
    open += prediction_open(live.ui);
  }
  EXPECT_GT(open, 5);
}

TEST(UiPredict, BothLanguagesAskTheSameQuestion) {
  Live live(kSource, "op POP_JUMP_FORWARD_IF_FALSE");
  live.press("P");
  live.frames(2);
  EXPECT_NE(panel_text(live.ui, Panel::Predict).find("Will it jump?"), std::string::npos) << panel_text(live.ui, Panel::Predict);
  live.ui.settings.language = Language::Chinese;
  live.frames(2);
  EXPECT_NE(panel_text(live.ui, Panel::Predict).find("会跳转吗"), std::string::npos);
  set_language(Language::English);
}

TEST(UiCompare, ARememberedMomentIsComparedAndVisitedAgain) {
  Live live(kSource, "line 2");
  const uint64_t first = live.session->cursor();
  live.press("R");
  EXPECT_NE(panel_text(live.ui, Panel::Compare).find("nothing differs"), std::string::npos);
  live.go("line 5");
  live.frames(2);
  const uint64_t second = live.session->cursor();
  const std::string rows = panel_text(live.ui, Panel::Compare);
  EXPECT_NE(rows.find("+ b  -2"), std::string::npos) << rows;
  EXPECT_NE(rows.find("less -2"), std::string::npos) << rows;
  live.press("R", false, true);
  live.frames(2);
  EXPECT_EQ(live.session->cursor(), first);
  EXPECT_EQ(panel_text(live.ui, Panel::Compare), rows) << "the same two moments";
  live.press("R", false, true);
  EXPECT_EQ(live.session->cursor(), second);
}

// The other program has much more in front: the columns go to their own places, and back together where both fit.
TEST(UiBeside, EachColumnGoesToItsOwnCursor) {
  std::string much;
  for (int i = 0; i < 60; ++i) much += "v" + std::to_string(i) + " = " + std::to_string(i + 300) + "\n";
  Live live("a = [1]\nprint(a)\n", "start");
  put_beside(live.ui, recorded(much + "a = [1]\nprint(a)\n"));
  const BesideState& b = *live.ui.beside;
  live.frames(4);
  EXPECT_EQ(b.scroll[0], b.scroll[1]) << "both begin at the top";
  go(*b.session, "line 61");
  live.frames(4);
  EXPECT_EQ(b.scroll[0], 0.f) << "the program looked at stands where it stood";
  EXPECT_GT(b.scroll[1], 50 * line_height());
  live.go("line 2");
  go(*b.session, "line 62");
  live.frames(4);
  EXPECT_EQ(b.scroll[0], b.scroll[1]) << "rows that go together stand side by side";
  EXPECT_GT(b.scroll[0], 50 * line_height());
}

TEST(UiBeside, BothProgramsAreSteppedTogether) {
  Live live("a = [1]\na += [2]\nprint(a)\n", "start");
  put_beside(live.ui, recorded("a = [1]\na = a + [2]\nprint(a)\n"));
  live.frames(2);
  live.press("Down");
  live.press("Down");
  live.frames(2);
  Session& other = *live.ui.beside->session;
  EXPECT_EQ(live.session->moment().frames.back().line, 2);
  EXPECT_EQ(other.moment().frames.back().line, 2);
  EXPECT_NE(panel_text(live.ui, Panel::Beside).find("~ line"), std::string::npos) << panel_text(live.ui, Panel::Beside);
  const uint64_t left = live.session->cursor(), right = other.cursor();
  live.press("Right");
  EXPECT_EQ(live.session->cursor(), left + 1);
  EXPECT_EQ(other.cursor(), right + 1);
  live.press("Left");
  live.press("End");
  live.frames(2);
  EXPECT_EQ(other.cursor(), other.last_step());
  run_command(live.ui, Command::Beside);   // no host: nothing happens
  put_beside(live.ui, nullptr);
  live.frames(2);
  EXPECT_NE(panel_text(live.ui, Panel::Beside).find("No program stands beside"), std::string::npos);
}
