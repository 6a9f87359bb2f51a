// The screen on a running program: long work goes on in slices, is shown and can be cancelled; typing, stopping and running
// again do what they say.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "session/session.h"
#include "ui_headless.h"

using namespace innards;
using namespace innards::ui;

namespace {

struct Live : HeadlessScreen {
  explicit Live(const std::string& source, bool asks = false) {
    Program program;
    program.filename = "test.py";
    program.source = source;
    program.input_ends = !asks;
    ProgramError error;
    session = Session::open(program, error);
    EXPECT_TRUE(session) << error.message;
    ui.view = ui.session = session.get();
  }
  ~Live() { ui.search.reset(), ui.writes.reset(); }
  void break_at(int line) {
    Breakpoint b;
    b.filename = "test.py";
    b.line = line;
    session->breakpoints().push_back(b);
  }
  void record_all() {
    while (session->record(100)) {
    }
  }
  // The longest that one frame has taken while the screen was busy, in milliseconds.
  double frames_until_idle() {
    double longest = 0;
    for (int i = 0; i < 100000 && screen_is_busy(ui); ++i) {
      auto start = std::chrono::steady_clock::now();
      frame();
      longest = std::max(longest, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    return longest;
  }
  std::unique_ptr<Session> session;
};

const char* const kLong = "x = 1\nfor i in range(200000):\n    x = x + i\nprint(x)\n";
constexpr double kPatient = 250;   // milliseconds that a frame may take on a loaded machine; unsliced it would be far over

}  // namespace

TEST(UiLongWork, ASearchBackGoesInSlicesAndCanBeCancelled) {
  Live live(kLong);
  live.record_all();
  live.press("End");
  uint64_t end = live.session->cursor();
  live.break_at(1);
  live.press("F5", false, true);
  ASSERT_TRUE(live.ui.search) << "the run is too short for this test";
  EXPECT_EQ(live.session->cursor(), end);
  EXPECT_TRUE(screen_is_busy(live.ui));
  live.frames(3);
  EXPECT_GT(live.ui.search->progress(), 0);
  live.press("Escape");
  EXPECT_FALSE(live.ui.search);
  EXPECT_EQ(live.session->cursor(), end);
  live.press("F5", false, true);
  EXPECT_LT(live.frames_until_idle(), kPatient);
  ASSERT_FALSE(live.session->moment().frames.empty());
  EXPECT_EQ(live.session->moment().frames.back().line, 1);
}

TEST(UiLongWork, ASearchForwardRecordsOn) {
  Live live(kLong);
  live.break_at(4);
  live.press("F5");
  EXPECT_TRUE(live.ui.search);
  EXPECT_EQ(live.session->cursor(), 0u);
  EXPECT_LT(live.frames_until_idle(), kPatient);
  EXPECT_EQ(live.session->moment().frames.back().line, 4);
}

TEST(UiLongWork, SlicedAndWholeSearchesEndAtTheSameStep) {
  Live live("def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\nf(12)\nprint('end')\n");
  live.record_all();
  for (Way way : {Way::Line, Way::Call, Way::Over, Way::Out, Way::Output}) {
    for (Direction direction : {Direction::Forward, Direction::Back}) {
      live.session->seek(live.session->last_step() / 2);
      live.session->move({way, direction});
      uint64_t whole = live.session->cursor();
      live.session->seek(live.session->last_step() / 2);
      auto search = live.session->search({way, direction});
      while (!search->work(0.1)) {
      }
      EXPECT_EQ(live.session->cursor(), whole) << static_cast<int>(way);
    }
  }
}

TEST(UiLongWork, AQuestionShowsWhatItHasFoundAndCanBeCancelled) {
  Live live(kLong);
  live.record_all();
  bring_up(live.ui.layout, Panel::Questions);
  live.ui.select_name("<module>", "x");
  live.frames(6);
  ASSERT_TRUE(live.ui.writes);
  EXPECT_FALSE(live.ui.writes->answers().empty());
  ASSERT_TRUE(live.ui.question_open()) << "the run is too short for this test";
  live.press("Escape");
  EXPECT_FALSE(screen_is_busy(live.ui));
  EXPECT_EQ(live.ui.selected.name, "x");
  size_t found = live.ui.writes->answers().size();
  live.frames(3);
  EXPECT_EQ(live.ui.writes->answers().size(), found);
}
