// Reading lessons and places: what is accepted, and what is said about the rest.
#include <gtest/gtest.h>

#include "session/lesson.h"
#include "session/place.h"

namespace innards {
namespace {

TEST(Place, AllFormsAreRead) {
  std::string error;
  for (const char* text : {"start", "end", "step 120", "step +3", "step -1", "line 7", "line 7 hit 2", "op CALL", "op CALL line 9", "op CALL line 9 hit 3", "call fib hit 4",
                           "return fib", "raise", "output \"two words\""}) {
    std::optional<Place> place = parse_place(text, error);
    ASSERT_TRUE(place) << text << ": " << error;
    EXPECT_EQ(place_text(*place), text);
  }
}

TEST(Place, WrongOnesGetASentence) {
  for (const char* text : {"", "lime 7", "line x", "line 0", "line 7 hit 0", "op CAL", "step", "call", "start now", "line 7 hit"}) {
    std::string error;
    EXPECT_FALSE(parse_place(text, error)) << text;
    EXPECT_GT(error.size(), 10u) << text;
  }
}

constexpr const char* kLesson =
    "---\ntitle: T\nreads: E01, E02\nserves: L01, R2-02\nminutes: 5\n---\n\n## One\nat: line 2\nshow: frames, stack\nmark: stack[-1], same(object(a), object(b))\nreveal: frames.count, panel bytes\n"
    "ask: How many?\nanswer: frames.count\nchoices: 3 | why | because\n\nText *here*.\n\n## Two\ndo: step to line 3\n\nMore text: with a colon.\n";

TEST(Lesson, StepsAndDirectivesAreRead) {
  std::vector<LessonProblem> problems;
  Lesson lesson = parse_lesson(kLesson, "01_t", problems);
  for (const LessonProblem& p : problems) ADD_FAILURE() << p.line << ": " << p.text;
  ASSERT_EQ(lesson.steps.size(), 2u);
  EXPECT_EQ(lesson.title, "T");
  EXPECT_EQ(lesson.reads, (std::vector<std::string>{"E01", "E02"}));
  EXPECT_EQ(lesson.serves, (std::vector<std::string>{"L01", "R2-02"}));
  EXPECT_EQ(lesson.steps[0].mark, (std::vector<std::string>{"stack[-1]", "same(object(a), object(b))"}));
  EXPECT_EQ(lesson.steps[0].reveal, (std::vector<std::string>{"frames.count"}));
  EXPECT_EQ(lesson.steps[0].reveal_panels, (std::vector<std::string>{"bytes"}));
  EXPECT_EQ(lesson.steps[0].choices.at(0).reply, "because");
  EXPECT_EQ(lesson.steps[0].text, "Text *here*.");
  EXPECT_EQ(lesson.steps[1].goal.kind, LessonGoal::Kind::StepTo);
  EXPECT_EQ(lesson.steps[1].text, "More text: with a colon.");
}

namespace {

// "line: the first words of the sentence" of each problem of a lesson's text.
std::vector<std::string> problems_of(const std::string& text) {
  std::vector<LessonProblem> problems;
  parse_lesson(text, "x", problems);
  std::vector<std::string> told;
  for (const LessonProblem& p : problems) told.push_back(std::to_string(p.line) + ": " + p.text);
  return told;
}

constexpr const char* kMatter = "---\ntitle: T\nminutes: 3\n---\n";

}  // namespace

TEST(Lesson, ProblemsNameTheirLine) {
  std::vector<LessonProblem> problems;
  parse_lesson("---\ntitle: T\ncolour: red\nminutes: 1\n---\n## One\nat: lime 2\nask: What?\n\nText.\n", "x", problems);
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0].line, 3);
  EXPECT_EQ(problems[1].line, 7);
  EXPECT_EQ(problems[2].line, 8);
}

struct Mistake {
  const char* body;      // after kMatter, whose last line is 4
  const char* told;      // how the one sentence about it begins
};

TEST(Lesson, CommonMistakesAreToldWithTheirLine) {
  const Mistake mistakes[] = {
      {"## One\nshwo: frames\n\nText.\n", "6: 'shwo:' is no directive"},
      {"## One\nat: line 1\nat: line 2\n\nText.\n", "7: 'at:' stands twice"},
      {"## One\nat: line 1\nthen: step +1\n\nText.\n", "7: 'One': then: without ask:"},
      {"## One\nchoices: 3 | why | because\n\nText.\n", "6: 'One': choices: without ask:"},
      {"## One\nask: What?\nanswer: stack.depth\nchoices: 3 | why\n\nText.\n", "8: choices: wants"},
      {"## One\nanswer: stack.depth\n\nText.\n", "6: 'One': ask: and answer: belong together"},
      {"## One\ndo: jump\n\nText.\n", "6: do: wants"},
      {"## One\nat: line 1\n", "5: 'One' has no text"},
      {"Text.\n## One\n\nText.\n", "5: text before the first step"},
  };
  for (const Mistake& m : mistakes) {
    std::vector<std::string> told = problems_of(std::string(kMatter) + m.body);
    ASSERT_FALSE(told.empty()) << m.body;
    EXPECT_EQ(told[0].substr(0, std::string(m.told).size()), m.told) << m.body;
  }
}

TEST(Lesson, MistakesOfTheFrontMatterAreTold) {
  const Mistake mistakes[] = {
      {"title: T\n", "1: a lesson begins with a line '---'"},
      {"---\ntitle: T\n## One\n\nText.\n", "3: the front matter is not closed"},
      {"---\ntitle: T\nminutes: ten\n---\n## One\n\nText.\n", "3: the front matter wants 'minutes: N'"},
      {"---\nminutes: 3\n---\n## One\n\nText.\n", "3: the front matter has no title"},
  };
  for (const Mistake& m : mistakes) {
    std::vector<std::string> told = problems_of(m.body);
    ASSERT_FALSE(told.empty()) << m.body;
    EXPECT_EQ(told[0].substr(0, std::string(m.told).size()), m.told) << m.body;
  }
}

TEST(Lesson, TwoLanguagesMustAgree) {
  std::vector<LessonProblem> problems;
  Lesson a = parse_lesson(kLesson, "x", problems), b = a;
  compare_lessons(a, b, problems);
  EXPECT_TRUE(problems.empty());
  b.steps[0].at = "line 3";
  compare_lessons(a, b, problems);
  EXPECT_EQ(problems.size(), 1u);
}

TEST(Lesson, AnswersAreComparedByMeaning) {
  EXPECT_TRUE(same_answer("(1, 2)", "(1,2)"));
  EXPECT_TRUE(same_answer("true", "True"));
  EXPECT_TRUE(same_answer("a", "'a'"));
  EXPECT_FALSE(same_answer("1", "2"));
}

}  // namespace
}  // namespace innards
