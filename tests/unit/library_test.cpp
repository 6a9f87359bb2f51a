// What is the standard library's: told frame by frame, run through by steps, left out of traces, unless it is asked for.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "library_program.h"
#include "moment_text.h"
#include "recorded.h"
#include "trace/export.h"

namespace innards {
namespace {

constexpr const char* kHelper = "/lib/python3.11/helper.py";

// As somebody tells it who reads the list of calls: what the library's file has made from a text is its own, too.
bool is_librarys(const std::vector<FrameRow>& frames) {
  const auto made = std::find_if(frames.rbegin(), frames.rend(), [](const FrameRow& f) { return f.filename != "<string>"; });
  return made != frames.rend() && made->filename == kHelper;
}

std::vector<uint64_t> own_steps(Session& session) {
  std::vector<uint64_t> steps;
  for (uint64_t step = 0; step <= session.last_step(); ++step) {
    session.seek(step);
    if (!is_librarys(session.moment().frames)) steps.push_back(step);
  }
  return steps;
}

std::vector<uint64_t> walked(Session& session, Direction direction) {
  session.seek(direction == Direction::Forward ? 0 : session.last_step());
  std::vector<uint64_t> steps = {session.cursor()};
  while (session.move({Way::Instruction, direction, {}, 0, true})) steps.push_back(session.cursor());
  return steps;
}

std::unique_ptr<View> traced(Session& session, ExportOptions options, std::string* written = nullptr) {
  std::string text, error;
  options.sink = [&](const char* data, size_t size) { return text.append(data, size), true; };
  std::unique_ptr<TraceExport> trace = session.export_trace(options);
  while (!trace->work(1000)) {
  }
  const std::filesystem::path path = std::filesystem::temp_directory_path() / ("innards_library_test_" + std::to_string(::getpid()) + ".json");
  std::ofstream(path, std::ios::binary) << text;
  std::unique_ptr<View> view = open_trace(path.string(), error);
  std::filesystem::remove(path);
  EXPECT_TRUE(view) << error;
  if (written) *written = text;
  return view;
}

std::vector<uint64_t> steps_of(View& view) {
  view.seek(view.first_step());
  std::vector<uint64_t> steps = {view.cursor()};
  while (view.step(Direction::Forward)) steps.push_back(view.cursor());
  return steps;
}

TEST(Library, EveryFrameIsToldApart) {
  std::unique_ptr<Session> session = recorded(library_program());
  go(*session, "call one");
  const std::vector<FrameRow>& made = session->moment().frames;
  ASSERT_EQ(made.size(), 3u);
  EXPECT_FALSE(made[0].library);
  EXPECT_TRUE(made[1].library);
  EXPECT_TRUE(made[2].library) << "the library has made it from a text";
  EXPECT_TRUE(session->in_library());
  go(*session, "call f");
  const std::vector<FrameRow>& back = session->moment().frames;
  ASSERT_EQ(back.size(), 4u);
  EXPECT_TRUE(back[1].library && back[2].library);
  EXPECT_FALSE(back[3].library) << "the program's, though the library calls it";
  EXPECT_FALSE(session->in_library());
  go(*session, "call own");
  EXPECT_FALSE(session->moment().frames.back().library) << "the program has made it from a text";
}

TEST(Library, StepsRunThroughItBothWays) {
  std::unique_ptr<Session> session = recorded(library_program());
  std::vector<uint64_t> own = own_steps(*session);
  EXPECT_LT(own.size() * 2, session->last_step());
  EXPECT_EQ(walked(*session, Direction::Forward), own);
  std::vector<uint64_t> back = walked(*session, Direction::Back);
  std::reverse(back.begin(), back.end());
  EXPECT_EQ(back, own);
}

TEST(Library, LinesCallsAndWaysOutDoNotStopInIt) {
  std::unique_ptr<Session> session = recorded(library_program());
  const auto at = [&] { return session->moment().frames.back().qualname + " " + std::to_string(session->moment().frames.back().line); };
  go(*session, "line 4");
  ASSERT_TRUE(session->move({Way::Line, Direction::Forward, {}, 0, true}));
  EXPECT_EQ(at(), "f 2");
  ASSERT_TRUE(session->move({Way::Line, Direction::Forward, {}, 0, true}));
  EXPECT_EQ(at(), "f 3");
  session->move({Way::Out, Direction::Forward, {}, 0, true});
  EXPECT_EQ(at(), "<module> 4") << "not the library's loop that called f";
  session->move({Way::Call, Direction::Forward, {}, 0, true});
  EXPECT_EQ(session->moment().frames.back().filename, "<string>");
  EXPECT_FALSE(session->in_library());
  session->move({Way::Line, Direction::Back, {}, 0, true});
  EXPECT_EQ(at(), "<module> 5");
}

TEST(Library, WhoIsInItStepsOnInIt) {
  std::unique_ptr<Session> session = recorded(library_program());
  go(*session, "call apply");
  const uint64_t here = session->cursor();
  for (uint64_t n = 1; n <= 3; ++n) {
    ASSERT_TRUE(session->move({Way::Instruction, Direction::Forward, {}, 0, true}));
    EXPECT_EQ(session->cursor(), here + n);
  }
}

TEST(Library, AProgramOfItsOwnIsAProgram) {
  std::unique_ptr<Session> session = recorded(library_program("def f():\n    return 1\nf()\n", std::string(kLibraryFolder) + "/tool.py"));
  go(*session, "call f");
  for (const FrameRow& f : session->moment().frames) EXPECT_FALSE(f.library);
}

TEST(Library, TheMomentsOfARunAreThePrograms) {
  std::unique_ptr<Session> session = recorded(library_program());
  const std::vector<uint64_t> own = own_steps(*session), moments = session->own_moments(4);
  ASSERT_EQ(moments.size(), 5u);
  for (size_t i = 0; i < 4; ++i) EXPECT_EQ(moments[i], own[i < 3 ? (own.size() - 1) * i / 4 : own.size() - 1 - (own.size() - 1) / 4]);
  EXPECT_EQ(moments[4], session->last_step());
  // A program that imports nothing has all its steps.
  std::unique_ptr<Session> plain = recorded("for i in range(40):\n    i\n");
  const uint64_t last = plain->last_step();
  EXPECT_EQ(plain->own_moments(4), (std::vector<uint64_t>{0, last / 4, last / 2, last - last / 4, last}));
  EXPECT_EQ(recorded("")->own_moments(4).size(), 3u) << "two instructions";
}

TEST(Library, ATraceLeavesItOutUnlessAskedForIt) {
  std::unique_ptr<Session> session = recorded(library_program());
  std::string text;
  std::unique_ptr<View> trace = traced(*session, {}, &text);
  EXPECT_NE(text.substr(0, text.find('\n')).find("\"library\":false"), std::string::npos);
  const std::vector<uint64_t> own = own_steps(*session);
  EXPECT_EQ(steps_of(*trace), own);
  for (uint64_t step : own) {
    trace->seek(step);
    session->seek(step);
    ASSERT_EQ(trace->moment().frames.size(), session->moment().frames.size()) << step;
    for (size_t i = 0; i < trace->moment().frames.size(); ++i) {
      EXPECT_EQ(trace->moment().frames[i].library, session->moment().frames[i].library);
      EXPECT_EQ(trace->moment().frames[i].offset, session->moment().frames[i].offset);
    }
  }
  // Back again, one by one.
  std::vector<uint64_t> back = {trace->cursor()};
  while (trace->step(Direction::Back)) back.push_back(trace->cursor());
  EXPECT_TRUE(std::equal(back.rbegin(), back.rend(), own.begin(), own.end()));

  ExportOptions all;
  all.library = true;
  trace = traced(*session, all, &text);
  EXPECT_NE(text.substr(0, text.find('\n')).find("\"library\":true"), std::string::npos);
  EXPECT_EQ(steps_of(*trace).size(), session->last_step() + 1);
}

TEST(Library, ATraceOfLinesOrCallsLeavesItOutToo) {
  std::unique_ptr<Session> session = recorded(library_program());
  for (const char* every : {"line", "call"}) {
    ExportOptions options;
    options.every = every;
    std::unique_ptr<View> trace = traced(*session, options);
    std::set<std::string> functions;
    for (uint64_t step : steps_of(*trace)) {
      trace->seek(step);
      EXPECT_FALSE(trace->in_library()) << every << " at " << step;
      if (!trace->moment().frames.empty()) functions.insert(trace->moment().frames.back().qualname);
    }
    EXPECT_EQ(functions, (std::set<std::string>{"<module>", "f", "own"})) << every;
  }
}

TEST(Library, ATraceThatBeginsInItHasItsFirstMoment) {
  std::unique_ptr<Session> session = recorded(library_program());
  ExportOptions options;
  options.from = step_of(*session, "call apply");
  options.to = options.from + 2;
  EXPECT_EQ(steps_of(*traced(*session, options)), std::vector<uint64_t>{options.from});
}

// What happens in a call of the library is told by the moment behind it, as far as there is room.
TEST(Library, ATraceSaysHowManyEventsItLeavesOut) {
  std::unique_ptr<Session> session = recorded(library_program("import helper\nhelper.many()\n"));
  struct Told {
    int64_t events = 0, left_out = 0, most = 0;
  };
  const auto told = [&](bool library) {
    ExportOptions options;
    options.library = library;
    std::unique_ptr<View> trace = traced(*session, options);
    Told sum;
    for (uint64_t step : steps_of(*trace)) {
      trace->seek(step);
      const int64_t events = static_cast<int64_t>(trace->moment().events.size());
      sum.events += events;
      sum.left_out += trace->moment().events_left_out;
      sum.most = std::max(sum.most, events);
    }
    return sum;
  };
  const Told folded = told(false), all = told(true);
  EXPECT_EQ(folded.most, 2000) << "1600 tuples and as many ints are made";
  EXPECT_GT(folded.left_out, all.left_out);
  EXPECT_EQ(folded.events + folded.left_out, all.events + all.left_out);
}

}  // namespace
}  // namespace innards
