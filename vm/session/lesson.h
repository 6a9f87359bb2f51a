// Lesson: a lesson.md read into steps, and a lesson being played on a Session. The form is explained for authors in
// lessons/README.md. No graphics and no files: texts come in, rows and sentences go out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "session/path.h"
#include "session/session.h"

namespace innards {

struct LessonChoice {
  std::string answer;           // a wrong one
  std::string misconception;    // the model that leads to it
  std::string reply;            // what to say to it
};

struct LessonGoal {             // do: what the learner has to do to go on
  enum class Kind { None, StepTo, Select, EditUntil };
  Kind kind = Kind::None;
  std::string place;            // StepTo
  std::string path;             // Select, EditUntil
  std::string value;            // EditUntil: what the path has to say
};

struct LessonStep {
  int line = 0;                 // of the heading in lesson.md
  std::string heading, text;    // text: Markdown
  std::string program;          // switches to this program of the folder
  std::string at;               // a place; empty: where the step before stood
  std::vector<std::string> show, mark;
  std::vector<std::string> reveal, reveal_panels;   // marks and panels that wait for the answer
  std::string ask, answer, then;
  std::vector<LessonChoice> choices;
  LessonGoal goal;
  std::vector<std::pair<std::string, int>> directive_lines;   // where each directive stands
  // The line of a directive ("at"); the heading's when the step has none.
  int line_of(std::string_view directive) const;
};

struct Lesson {
  std::string name;             // the folder's
  std::string title, version_note;
  std::vector<std::string> reads, serves;  // ids of the reading list: entries; proposals of it that this lesson carries out
  std::vector<std::string> needs;          // names of lessons
  std::vector<std::pair<std::string, int>> matter_lines;      // where each line of the front matter stands
  int line_of(std::string_view key) const;
  int minutes = 0;
  std::vector<LessonStep> steps;
};

struct LessonProblem {
  int line = 0;
  std::string text;
};

// Reads a lesson's text. What is wrong is added to `problems`, each with its line; the rest is still there.
Lesson parse_lesson(std::string_view text, const std::string& name, std::vector<LessonProblem>& problems);

// Two languages of one lesson must have the same steps: same directives in the same order, whatever the words.
void compare_lessons(const Lesson& english, const Lesson& other, std::vector<LessonProblem>& problems);

// Where a lesson's programs come from (the app reads files).
class LessonPrograms {
 public:
  virtual ~LessonPrograms() = default;
  virtual bool read(const std::string& file, Program& program, std::string& error) = 0;
};

// A lesson on the machine: which step, on which session, what was answered.
class LessonPlayer {
 public:
  LessonPlayer(Lesson lesson, LessonPrograms& programs);

  const Lesson& lesson() const { return lesson_; }
  size_t index() const { return index_; }
  const LessonStep& step() const { return lesson_.steps[index_]; }
  Session* session() const { return session_.get(); }    // nullptr when the program could not be opened

  // Goes to a step: opens its program if it is another one, and moves the cursor there. On trouble false, and error().
  bool go(size_t index);
  bool next() { return index_ + 1 < lesson_.steps.size() && go(index_ + 1); }
  bool back() { return index_ > 0 && go(index_ - 1); }
  const std::string& error() const { return error_; }
  // Back to the place of the step and to the lesson's own program, after the learner has looked around.
  bool return_to_path();
  // Runs `source` in place of the step's program, at the place of the step or, where that is not reached, at the end.
  // False and a problem (and nothing changes) when the compiler refuses it.
  bool edit(const std::string& source, ProgramError& problem);
  bool edited() const { return edited_; }

  // The right answer of this step, from the machine. Leaves the cursor where it was.
  PathValue right_answer();
  struct Verdict {
    bool right = false;
    std::string text;           // what to say: the reply of a choice, or what the machine says
  };
  // Judges an answer and, when the step has `then:`, runs there.
  Verdict judge(const std::string& answer);
  // Whether the goal of this step is met: `selected` is the object the learner has selected.
  bool goal_met(ObjectId selected);
  // What is said to an answer; moves nothing.
  Verdict verdict_on(const std::string& answer);
  // The same lesson in another language, at the same step and place. False (and nothing changes) when its steps differ.
  bool translate(Lesson lesson);
  // What each `mark:` points at now, and what each `reveal:` does (for after the answer).
  std::vector<PathValue> marks() { return values_of(step().mark); }
  std::vector<PathValue> revealed() { return values_of(step().reveal); }

 private:
  bool open_program(const std::string& file);
  std::optional<uint64_t> place_of(const std::string& place);
  std::pair<std::string, std::string> program_and_place() const;   // of the step
  std::vector<PathValue> values_of(const std::vector<std::string>& paths);

  Lesson lesson_;
  LessonPrograms& programs_;
  std::unique_ptr<Session> session_;
  std::string program_, error_;
  bool edited_ = false;         // the session runs a text of the learner's
  size_t index_ = 0;
  uint64_t place_ = 0;          // step of the run at which this lesson step stands
};

// Answers are the same when they differ only in spaces, quotes and case of True/False/None.
bool same_answer(std::string_view a, std::string_view b);

}  // namespace innards
