// Answers given earlier and changed: the branch is the run that these inputs make, and the old run stays.
#include "session/branches.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/shell_words.h"
#include "heap/snapshot.h"
#include "recorded.h"
#include "session/live_session.h"

namespace innards {
namespace {

constexpr const char* kAsks = R"(said = []
for i in range(3):
    said.append(input("name? "))
    print("hello", said[-1])
    squares = [n * n for n in range(len(said[-1]))]
print(said, squares)
)";

Program asking(std::vector<std::string> input, const char* source = kAsks) {
  Program program;
  program.filename = "asks.py";
  program.source = source;
  program.input = std::move(input);
  return program;
}

std::string written(const Session& session) {
  std::string text;
  for (const OutputRow& o : session.output())
    if (o.stream) text += o.text;
  return text;
}

uint64_t hash_at(Session& session, uint64_t step) {
  Timeline& timeline = static_cast<LiveSession&>(session).timeline();
  timeline.seek(step);
  timeline.make_live();
  return state_hash();
}

// Both runs have the same state at about `moments` steps.
void expect_same_run(Session& one, Session& other, uint64_t moments = 40) {
  ASSERT_EQ(one.last_step(), other.last_step());
  for (uint64_t k = 0; k <= one.last_step(); k += one.last_step() / moments + 1) ASSERT_EQ(hash_at(one, k), hash_at(other, k)) << "step " << k;
  EXPECT_EQ(hash_at(one, one.last_step()), hash_at(other, one.last_step()));
  EXPECT_EQ(written(one), written(other));
  EXPECT_EQ(one.exit_status(), other.exit_status());
}

TEST(Branches, ABranchIsTheRunThatTheseInputsMake) {
  std::unique_ptr<Session> old = recorded(asking({"ann", "bob", "eve"}));
  const std::vector<AnswerRow> answers = old->answers();
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(answers[1].line, "bob");
  const uint64_t before = old->cursor();
  for (size_t number : {0, 1, 2}) {
    std::vector<std::string> input = {"ann", "bob", "eve"};
    input[number] = "somebody longer";
    std::unique_ptr<Session> branch = old->branch(number, input[number]);
    ASSERT_TRUE(branch);
    EXPECT_EQ(branch->last_step(), answers[number].step) << "what is recorded before it is shared";
    EXPECT_EQ(branch->answers().size(), number);
    record_all(*branch);
    expect_same_run(*branch, *recorded(asking(input)));
  }
  EXPECT_EQ(old->cursor(), before);
  expect_same_run(*old, *recorded(asking({"ann", "bob", "eve"})));
  EXPECT_FALSE(old->branch(3, "nobody"));
}

TEST(Branches, ABranchOfABranchAndWhatIsTyped) {
  Program program = asking({});
  program.input_ends = false;
  std::unique_ptr<Session> first = opened(program);
  for (const char* name : {"ann", "bob"}) {
    record_all(*first);
    ASSERT_TRUE(first->wants_input());
    first->give_input(name);
  }
  record_all(*first);
  std::unique_ptr<Session> second = first->branch(0, "zoe");
  record_all(*second);
  EXPECT_TRUE(second->wants_input()) << "the later answer is given again, the last one is asked for";
  std::unique_ptr<Session> third = second->branch(1, "tom");
  record_all(*third);
  third->give_input("kim");
  record_all(*third);
  EXPECT_NE(written(*third).find("['zoe', 'tom', 'kim']"), std::string::npos) << written(*third);
  expect_same_run(*third, *recorded(asking({"zoe", "tom", "kim"})));
  first->give_input("eve");
  record_all(*first);
  expect_same_run(*first, *recorded(asking({"ann", "bob", "eve"})));
}

TEST(Branches, LinesThatOneInstructionReads) {
  const char* source = "import sys\nlines = sys.stdin.readlines()\nprint(lines)\n";
  std::unique_ptr<Session> old = recorded(asking({"a", "b", "c"}, source));
  std::unique_ptr<Session> branch = old->branch(1, "other");
  ASSERT_TRUE(branch);
  record_all(*branch);
  EXPECT_EQ(written(*branch), "['a\\n', 'other\\n', 'c\\n']\n");
  expect_same_run(*branch, *recorded(asking({"a", "other", "c"}, source)));
}

TEST(Branches, ALongRunSharesItsCheckpoints) {
  const char* source = "total = 0\nfor i in range(60000):\n    total += i\nx = input()\nfor i in range(2000):\n    total += len(x)\nprint(total)\n";
  std::unique_ptr<Session> old = recorded(asking({"one"}, source));
  std::unique_ptr<Session> branch = old->branch(0, "three");
  EXPECT_GT(branch->last_step(), 100000u);
  record_all(*branch);
  expect_same_run(*branch, *recorded(asking({"three"}, source)), 12);
  EXPECT_EQ(step_of(*branch, "line 6 hit 3"), step_of(*old, "line 6 hit 3"));
}

TEST(Branches, ARunThatWasInterruptedIsHadAgain) {
  Program program = asking({"go"}, "x = input()\ntry:\n    while True:\n        x = x\nexcept KeyboardInterrupt:\n    print('stopped', x)\n");
  std::unique_ptr<Session> old = opened(program);
  old->record(5);
  old->interrupt();
  EXPECT_EQ(old->interrupts(), 1u);
  record_all(*old);
  std::unique_ptr<Session> again = recorded(old->recorded());
  expect_same_run(*again, *old);
  std::unique_ptr<Session> branch = old->branch(0, "on");
  branch->record(5);
  EXPECT_TRUE(branch->recording()) << "the interrupt came later than the answer: it is not of this branch";
  branch->interrupt();
  record_all(*branch);
  EXPECT_EQ(written(*branch), "stopped on\n");
}

TEST(Branches, ARecordingThatWasEndedEndsThereAgain) {
  const char* source = "n = 0\nwhile True:\n    n += 1\n    if n % 500 == 0: print(n)\n";
  std::unique_ptr<Session> old = opened(asking({}, source));
  while (old->last_step() < 30000) old->record(1);
  old->stop();
  std::unique_ptr<Session> again = recorded(old->recorded());
  EXPECT_FALSE(again->recording());
  expect_same_run(*again, *old, 10);
}

// What comes behind the end was never read.
TEST(Branches, ARecordingEndsBeforeTheAnswersThatComeLater) {
  const std::vector<AnswerRow> answers = recorded(asking({"ann", "bob", "eve"}))->answers();
  Program program = asking({"ann", "bob", "eve"});
  program.stopped_at = answers[1].step;
  std::unique_ptr<Session> session = recorded(program);
  EXPECT_FALSE(session->recording());
  EXPECT_EQ(session->last_step(), program.stopped_at);
  EXPECT_EQ(session->answers().size(), 1u);
  EXPECT_EQ(session->outside().input.size(), 1u);
  EXPECT_EQ(written(*session), "name? hello ann\n");
}

struct OneFile : FileSource {
  bool read(const std::string& path, std::string* content) override {
    if (path != "/there/helper.py") return false;
    return *content = text, true;
  }
  bool is_directory(const std::string& path) override { return path == "/there"; }
  std::string text = "word = 'old'\n";
};

TEST(Branches, ARunOnItsWayToItsEndKeepsEndAndModules) {
  Program program = asking({}, "n = 0\nwhile n < 100000:\n    n += 1\nimport helper\n");
  program.directory = "/there";
  program.files = std::make_shared<OneFile>();
  program.edited = {{"/there/helper.py", "word = 'edited'\n"}};
  program.stopped_at = 30000;
  std::unique_ptr<Session> again = opened(program);
  again->record(0);
  ASSERT_TRUE(again->recording() && again->last_step() < 30000);
  EXPECT_EQ(again->recorded().stopped_at, 30000u);
  EXPECT_EQ(again->recorded().edited, program.edited);
  again->stop();
  EXPECT_EQ(again->recorded().stopped_at, again->last_step());
}

TEST(Branches, ARunMadeAgainHasItsModulesAsTheyWere) {
  auto files = std::make_shared<OneFile>();
  Program program = asking({}, "import helper\nprint(helper.word)\n");
  program.directory = "/there";
  program.files = files;
  std::unique_ptr<Session> old = recorded(program);
  ASSERT_EQ(written(*old), "old\n");
  files->text = "broken(\n";
  expect_same_run(*recorded(old->recorded()), *old, 10);
}

TEST(Branches, TheListKnowsWhatIsSharedAndMakesDroppedRunsAgain) {
  Branches runs;
  runs.begin(recorded(asking({"ann", "bob", "eve"})));
  EXPECT_TRUE(runs.rows().empty()) << "one run is no list";
  const std::vector<AnswerRow> answers = runs.shown()->answers();
  const auto change = [&](size_t number, const char* line) {
    std::unique_ptr<Session> branch = runs.shown()->branch(number, line);
    record_all(*branch);
    BranchRow row;
    row.by = BranchBy::Answer;
    row.answer = number + 1;
    row.what = line;
    row.shared = answers[number].step;
    runs.add(std::move(branch), row);
  };
  change(2, "kim");                       // 2, of 1
  change(1, "zoe");                       // 3, of 2
  EXPECT_EQ(runs.shown_number(), 3);
  EXPECT_EQ(runs.shared(1, 2), answers[2].step);
  EXPECT_EQ(runs.shared(3, 1), answers[1].step);
  ProgramError error;
  uint64_t left = 0;
  ASSERT_TRUE(runs.show(1, left, error));
  const std::string first = written(*runs.shown());
  ASSERT_TRUE(runs.show(2, left, error));
  runs.shown()->seek(17);
  ASSERT_TRUE(runs.show(3, left, error));
  runs.thin(0);
  std::vector<BranchRow> rows = runs.rows();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_FALSE(rows[0].kept);
  EXPECT_FALSE(rows[1].kept);
  EXPECT_TRUE(rows[2].kept && rows[2].shown);
  Session* second = runs.show(2, left, error);
  ASSERT_TRUE(second);
  EXPECT_EQ(left, 17u);
  record_all(*second);
  expect_same_run(*second, *recorded(asking({"ann", "bob", "kim"})));
  ASSERT_TRUE(runs.show(1, left, error));
  record_all(*runs.shown());
  EXPECT_EQ(written(*runs.shown()), first);
  EXPECT_FALSE(runs.show(9, left, error));
}

TEST(Branches, TheListIsBounded) {
  Branches runs;
  const Program program = asking({}, "x = 1\n");
  runs.begin(recorded(program));
  for (int i = 0; i < 40; ++i) runs.add(recorded(program), {}), runs.thin();
  const std::vector<BranchRow> rows = runs.rows();
  EXPECT_EQ(rows.size(), Branches::kMostListed);
  EXPECT_LE(std::count_if(rows.begin(), rows.end(), [](const BranchRow& r) { return r.kept; }), static_cast<int64_t>(Branches::kMostKept));
  EXPECT_TRUE(rows.back().shown);
}

TEST(Branches, ThoseOfAFileAreBoundedToo) {
  Branches runs;
  const Program program = asking({}, "x = 1\n");
  runs.begin(recorded(program));
  std::vector<KeptBranch> others(100);
  for (size_t i = 0; i < others.size(); ++i) others[i].row.number = static_cast<int>(i) + 2;
  runs.join({}, others);
  const std::vector<BranchRow> rows = runs.rows();
  EXPECT_EQ(rows.size(), Branches::kMostListed);
  EXPECT_TRUE(rows.front().shown);
  EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end(), [](const BranchRow& a, const BranchRow& b) { return a.number < b.number; }));
}

// ---- words

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  size_t at = 0;
  EXPECT_TRUE(split_words(text, words, at)) << text;
  return words;
}

using Words = std::vector<std::string>;

TEST(ShellWords, AreSplitAsAShellSplitsThem) {
  EXPECT_EQ(words_of(""), Words());
  EXPECT_EQ(words_of("  a  b\tc\n"), (Words{"a", "b", "c"}));
  EXPECT_EQ(words_of("'a b' \"c d\"'e' \"\""), (Words{"a b", "c de", ""}));
  EXPECT_EQ(words_of(R"(a\ b "c\"d" 'e\f' "g\h")"), (Words{"a b", "c\"d", "e\\f", "g\\h"}));
  Words words;
  size_t at = 0;
  EXPECT_FALSE(split_words("one 'two three", words, at));
  EXPECT_EQ(at, 4u);
  EXPECT_FALSE(split_words("a\"b", words, at));
  EXPECT_EQ(at, 1u);
}

TEST(ShellWords, JoinedTheyAreTheSameAgain) {
  for (const Words& words : {Words{}, Words{"a", "b"}, Words{"", "it's", "\"x\" $y\\", "a b", "中文", "--flag=1"}}) EXPECT_EQ(words_of(join_words(words)), words);
  EXPECT_EQ(join_words({"--flag=1", "a b"}), "--flag=1 'a b'");
}

}  // namespace
}  // namespace innards
