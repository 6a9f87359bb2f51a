// The trace against the live run: exported, opened, and equal row by row at every step; and what happens to broken ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "example_programs.h"
#include "moment_text.h"
#include "recorded.h"
#include "session/session.h"
#include "trace/export.h"

namespace innards {
namespace {

namespace fs = std::filesystem;

std::string export_text(Session& session, ExportOptions options = {}) {
  std::string text;
  options.sink = [&](const char* data, size_t size) {
    text.append(data, size);
    return true;
  };
  std::unique_ptr<TraceExport> trace = session.export_trace(options);
  // In slices, and somebody looks elsewhere in between.
  while (!trace->work(20)) session.seek(session.cursor() / 2);
  EXPECT_TRUE(trace->ok());
  return text;
}

std::unique_ptr<View> open_text(const std::string& text, std::string& error) {
  fs::path path = fs::temp_directory_path() / ("innards_trace_test_" + std::to_string(::getpid()) + ".json");
  std::ofstream(path, std::ios::binary) << text;
  std::unique_ptr<View> view = open_trace(path.string(), error);
  fs::remove(path);
  return view;
}

class TraceOfExample : public testing::TestWithParam<std::string> {};

TEST_P(TraceOfExample, EqualsTheLiveRunAtEveryStep) {
  std::unique_ptr<Session> live = recorded(read_example(GetParam()), GetParam());
  ASSERT_NE(live, nullptr);
  std::string error;
  std::unique_ptr<View> trace = open_text(export_text(*live), error);
  ASSERT_NE(trace, nullptr) << error;
  ASSERT_EQ(trace->first_step(), 0u);
  ASSERT_EQ(trace->last_step(), live->last_step());
  std::set<ObjectId> compared;   // code objects
  // Of a long run a fixed stride that still meets each kind of place; ./test --all looks at every step.
  uint64_t last = live->last_step(), stride = std::getenv("INNARDS_EVERY_STEP") ? 1 : std::max<uint64_t>(1, last / 600);
  for (uint64_t step = 0; step <= last; step = step == last ? last + 1 : std::min(step + stride, last)) {
    live->seek(step);
    trace->seek(step);
    ASSERT_EQ(text_of(trace->moment()), text_of(live->moment())) << "at step " << step;
    if (live->moment().frames.empty()) continue;
    ObjectId id = live->moment().frames.back().code_id;
    if (compared.insert(id).second) {
      const CodeRows *a = live->code(id), *b = trace->code(id);
      ASSERT_TRUE(a && b);
      ASSERT_EQ(a->instructions.size(), b->instructions.size());
      for (size_t i = 0; i < a->instructions.size(); ++i) {
        EXPECT_EQ(a->instructions[i].name, b->instructions[i].name);
        EXPECT_EQ(a->instructions[i].arg_text, b->instructions[i].arg_text);
        EXPECT_EQ(a->instructions[i].sentence, b->instructions[i].sentence);
      }
    }
  }
  std::string live_text, trace_text;
  for (const OutputRow& row : live->output()) live_text += row.text;
  for (const OutputRow& row : trace->output()) trace_text += row.text;
  EXPECT_EQ(live_text, trace_text);
}

INSTANTIATE_TEST_SUITE_P(Examples, TraceOfExample, testing::ValuesIn(example_programs()), [](const auto& info) { return info.param.substr(0, info.param.size() - 3); });

constexpr const char* kProgram = "def f(n):\n    return n * 2\nfor i in range(3):\n    print(f(i))\n";

TEST(Trace, IsCoarserByLineAndByCall) {
  std::unique_ptr<Session> live = recorded(kProgram);
  auto entries = [&](const char* every) {
    ExportOptions options;
    options.every = every;
    std::string error;
    std::unique_ptr<View> view = open_text(export_text(*live, options), error);
    EXPECT_NE(view, nullptr) << error;
    size_t n = 0;
    for (const StripBucket& b : view->strip(0, view->last_step() + 1, static_cast<int>(view->last_step()) + 1)) n += b.max_depth > 0;
    return n;
  };
  size_t fine = entries("instruction"), lines = entries("line"), calls = entries("call");
  EXPECT_GT(fine, lines);
  EXPECT_GT(lines, 6u);
  EXPECT_GE(calls, 6u);
}

TEST(Trace, CanBePartOfARun) {
  std::unique_ptr<Session> live = recorded(kProgram);
  ExportOptions options;
  options.from = 10;
  options.to = 20;
  std::string error;
  std::unique_ptr<View> view = open_text(export_text(*live, options), error);
  ASSERT_NE(view, nullptr) << error;
  EXPECT_EQ(view->first_step(), 10u);
  EXPECT_EQ(view->last_step(), 20u);
  live->seek(15);
  view->seek(15);
  EXPECT_EQ(text_of(view->moment()), text_of(live->moment()));
}

TEST(Trace, BrokenOnesAreRefusedWithASentence) {
  std::unique_ptr<Session> live = recorded(kProgram);
  std::string good = export_text(*live), error;
  ASSERT_NE(open_text(good, error), nullptr) << error;
  // Cut off anywhere.
  for (size_t size = 0; size + 1 < good.size(); size += 1 + good.size() / 97) {
    EXPECT_EQ(open_text(good.substr(0, size), error), nullptr) << size;
    EXPECT_FALSE(error.empty());
  }
  // Damaged anywhere: refused or opened, never a crash.
  for (size_t at = 0; at < good.size(); at += 1 + good.size() / 199) {
    std::string bad = good;
    bad[at] = bad[at] == '9' ? '-' : '9';
    if (std::unique_ptr<View> view = open_text(bad, error)) view->seek(view->last_step()), view->moment();
  }
  // A zero byte, also as the first of a line, which ends a text in C.
  for (size_t at : {size_t{0}, good.find('\n') + 1, good.find("\n{\"step\"") + 1, good.size() / 2}) {
    EXPECT_EQ(open_text(std::string(good).replace(at, 1, 1, '\0'), error), nullptr) << at;
    EXPECT_NE(error.find("line "), std::string::npos) << error;
  }
  // An object's number that no pointer can be.
  const size_t key = good.find("\"objects\":{\"") + std::strlen("\"objects\":{\"");
  EXPECT_EQ(open_text(std::string(good).replace(key, good.find('"', key) - key, "99999999999999999999"), error), nullptr);
  EXPECT_NE(error.find("\"99999999999999999999\" is not an object's number"), std::string::npos) << error;
  for (const char* text : {"", "{}", "[]", "null", "{\"format\":\"innards-trace\",\"version\":99,\n\"entries\":[\n],\n\"end\":{}}",
                           "{\"format\":\"innards-trace\",\"version\":1,\"program\":\"x\",\n\"entries\":[\n{\"t\":0},\n],\n\"end\":{}}"}) {
    EXPECT_EQ(open_text(text, error), nullptr);
    EXPECT_FALSE(error.empty());
  }
  EXPECT_EQ(open_trace("/does/not/exist.json", error), nullptr);
  EXPECT_NE(error.find("/does/not/exist.json"), std::string::npos);
}

}  // namespace
}  // namespace innards
