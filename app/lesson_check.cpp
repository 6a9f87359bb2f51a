#include "lesson_check.h"

#include <algorithm>
#include <cstdio>

#include "data_files.h"
#include "lesson_files.h"

namespace innards::app {

namespace {

bool is_panel(const std::string& id) {
  static const char* const kPanels[] = {
#define PANEL(Name, id, ...) id,
#include "../ui/panels.def"
#undef PANEL
  };
  return std::find(std::begin(kPanels), std::end(kPanels), id) != std::end(kPanels);
}

class Check {
 public:
  Check(const std::string& folder, const Lesson& lesson, CheckedLesson& out) : lesson_(lesson), out_(out), programs_(folder + "/" + lesson.name), player_(lesson, programs_) {}

  void matter(const std::string& folder, const ReadingList* list) {
    std::vector<std::string> names = lesson_names(folder);
    for (const std::string& need : lesson_.needs) {
      if (std::find(names.begin(), names.end(), need) == names.end()) problem(lesson_.line_of("needs"), "needs: there is no lesson '" + need + "'");
      else if (need >= lesson_.name) problem(lesson_.line_of("needs"), "needs: '" + need + "' does not come before this lesson");
    }
    if (!list) return;
    for (const std::string& id : lesson_.reads)
      if (!list->entry(id)) problem(lesson_.line_of("reads"), "reads: the reading list has no entry '" + id + "'");
    for (const std::string& id : lesson_.serves)
      if (!list->proposal(id)) problem(lesson_.line_of("serves"), "serves: the reading list proposes no lesson '" + id + "'");
  }

  void steps() {
    for (size_t i = 0; i < lesson_.steps.size(); ++i) step(i);
  }

 private:
  void problem(int line, std::string text) { out_.problems.push_back({line, std::move(text)}); }

  void step(size_t index) {
    const LessonStep& s = lesson_.steps[index];
    panels(s, "show", s.show);
    panels(s, "reveal", s.reveal_panels);
    if (!player_.go(index)) {
      problem(s.line_of(s.at.empty() ? "program" : "at"), player_.error());
      if (!s.ask.empty()) ++out_.questions, out_.answers.push_back({s.line_of("answer"), ""});
      return;
    }
    marks(s, "mark", s.mark, player_.marks());
    if (!s.ask.empty()) question(s);
    goal(s);
  }

  void panels(const LessonStep& s, const std::string& directive, const std::vector<std::string>& ids) {
    for (const std::string& id : ids)
      if (!is_panel(id)) problem(s.line_of(directive), directive + ": there is no panel '" + id + "'");
  }

  void marks(const LessonStep& s, const std::string& directive, const std::vector<std::string>& paths, const std::vector<PathValue>& values) {
    for (size_t i = 0; i < values.size(); ++i)
      if (!values[i].found) problem(s.line_of(directive), directive + " '" + paths[i] + "': " + values[i].error);
  }

  void question(const LessonStep& s) {
    ++out_.questions;
    PathValue right = player_.right_answer();
    out_.answers.push_back({s.line_of("answer"), right.found ? right.text : ""});
    if (!right.found) return problem(s.line_of("answer"), "the answer '" + s.answer + "': " + right.error);
    for (const LessonChoice& choice : s.choices)
      if (same_answer(choice.answer, right.text)) problem(s.line_of("choices"), "the wrong answer '" + choice.answer + "' is what the machine says");
    reveal(s, right.text);
  }

  // What waits for the answer is looked at where the answer leaves the run.
  void reveal(const LessonStep& s, const std::string& answer) {
    if (s.reveal.empty()) return;
    player_.judge(answer);
    marks(s, "reveal", s.reveal, player_.revealed());
    player_.return_to_path();
  }

  void goal(const LessonStep& s) {
    if (s.goal.kind == LessonGoal::Kind::StepTo) goal_place(s);
    if (s.goal.kind == LessonGoal::Kind::EditUntil) goal_edit(s);
    if (s.goal.kind != LessonGoal::Kind::Select) return;
    PathValue value = evaluate_path(*player_.session(), s.goal.path);
    if (!value.found || !player_.goal_met(value.object)) problem(s.line_of("do"), "the goal's path finds no object: " + value.error);
  }

  void goal_place(const LessonStep& s) {
    Session& session = *player_.session();
    std::string error;
    std::optional<uint64_t> place = session.find_place(s.goal.place, error);
    if (!place) return problem(s.line_of("do"), error);
    session.seek(*place);
    if (!player_.goal_met(0)) problem(s.line_of("do"), "the goal is not met at its own place");
    player_.return_to_path();
  }

  // The lesson's folder says how it can be done: solved.py.
  void goal_edit(const LessonStep& s) {
    Program solved;
    std::string error;
    ProgramError wrong;
    if (player_.goal_met(0)) problem(s.line_of("do"), "the goal is met before anything is edited");
    if (!programs_.read("solved.py", solved, error)) return problem(s.line_of("do"), "edit until: wants a file solved.py that meets the goal: " + error);
    if (!player_.edit(solved.source, wrong)) return problem(s.line_of("do"), "solved.py, line " + std::to_string(wrong.line) + ": " + wrong.message);
    if (!player_.goal_met(0)) problem(s.line_of("do"), "solved.py does not meet the goal");
    player_.return_to_path();
  }

  const Lesson& lesson_;
  CheckedLesson& out_;
  LessonFolderPrograms programs_;
  LessonPlayer player_;
};

std::string quoted(const std::string& word) {
  std::string out = "'";
  for (char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// The lines that a command prints; none when it cannot be run.
std::vector<std::string> lines_of(const std::string& command) {
  std::vector<std::string> lines;
  FILE* out = popen((command + " 2>/dev/null").c_str(), "r");
  if (!out) return lines;
  std::string text;
  char block[4096];
  for (size_t n; (n = std::fread(block, 1, sizeof block, out)) > 0;) text.append(block, n);
  if (pclose(out) != 0) return lines;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace

CheckedLesson check_lesson(const std::string& folder, const std::string& name, const std::string& language, const ReadingList* list) {
  CheckedLesson out;
  Lesson lesson, english;
  if (!read_lesson(folder, name, language, lesson, out.problems)) return out;
  if (language != "en") {
    std::vector<LessonProblem> ignored;
    if (read_lesson(folder, name, "en", english, ignored)) compare_lessons(english, lesson, out.problems);
  }
  out.steps = lesson.steps.size();
  out.reads = lesson.reads;
  if (lesson.steps.empty()) return out;
  Check check(folder, lesson, out);
  check.matter(folder, list);
  check.steps();
  std::stable_sort(out.problems.begin(), out.problems.end(), [](const LessonProblem& a, const LessonProblem& b) { return a.line < b.line; });
  return out;
}

void ask_python(const std::string& folder, const std::string& name, CheckedLesson& checked) {
  std::string script = find_data("tests/oracle/lessons.py");
  if (script.empty() || checked.answers.empty()) return;
  std::string python = file_exists("/usr/bin/python3.11") ? "/usr/bin/python3.11" : "python3.11";
  std::vector<std::string> lines = lines_of(quoted(python) + " " + quoted(script) + " --lesson " + quoted(folder + "/" + name));
  if (lines.size() != checked.answers.size()) return;
  checked.asked = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const auto& [line, ours] = checked.answers[i];
    if (lines[i].empty() || lines[i][0] == '?') continue;   // a path about our own panels
    ++checked.asked;
    std::string theirs = lines[i].substr(std::min<size_t>(2, lines[i].size()));
    if (lines[i][0] == '=' && theirs == ours) ++checked.equal;
    else checked.problems.push_back({line, "python3.11 says " + theirs + ", the machine " + ours});
  }
}

}  // namespace innards::app
