#include "session/lesson.h"

#include <algorithm>
#include <cctype>

#include "session/place.h"

namespace innards {

namespace {

std::string trim(std::string_view s) {
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  return std::string(s);
}

std::vector<std::string> split(std::string_view s, char separator) {
  std::vector<std::string> parts;
  size_t at = 0;
  while (at <= s.size()) {
    size_t end = std::min(s.find(separator, at), s.size());
    parts.push_back(trim(s.substr(at, end - at)));
    at = end + 1;
  }
  return parts;
}

std::vector<std::string> list_of(std::string_view s) {
  std::vector<std::string> parts = split(s, ',');
  std::erase(parts, "");
  return parts;
}

// Splits at commas outside parentheses and quotes, for lists of paths.
std::vector<std::string> paths_of(std::string_view s) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (char c : s) {
    depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    if (c == ',' && depth == 0) parts.emplace_back();
    else parts.back() += c;
  }
  for (std::string& part : parts) part = trim(part);
  std::erase(parts, "");
  return parts;
}

int find_line(const std::vector<std::pair<std::string, int>>& lines, std::string_view key, int otherwise) {
  for (const auto& [name, line] : lines)
    if (name == key) return line;
  return otherwise;
}

constexpr const char* kDirectives = "at, show, mark, reveal, program, ask, answer, choices, then and do";

// `word:` at the start of a line, all small letters: what a directive looks like.
bool looks_like_directive(std::string_view line) {
  size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 12) return false;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) { return c >= 'a' && c <= 'z'; });
}

class Parser {
 public:
  Parser(std::string_view text, Lesson& lesson, std::vector<LessonProblem>& problems) : text_(text), lesson_(lesson), problems_(problems) {}

  void parse() {
    front_matter();
    LessonStep* step = nullptr;
    bool in_directives = false, below_heading = false;
    while (read()) {
      if (line_.starts_with("## ")) {
        lesson_.steps.emplace_back();
        step = &lesson_.steps.back();
        step->line = number_;
        step->heading = trim(line_.substr(3));
        in_directives = below_heading = true;
      } else if (!step) {
        if (!trim(line_).empty()) problem("text before the first step (a step begins with '## ')");
      } else if (in_directives && directive(*step)) {
        continue;
      } else {
        below_heading = below_heading && !trim(line_).empty();
        if (below_heading && looks_like_directive(line_))
          problem("'" + std::string(line_.substr(0, line_.find(':'))) + ":' is no directive (" + kDirectives + " are); text begins after an empty line");
        if (!trim(line_).empty()) in_directives = false;
        step->text += std::string(line_) + "\n";
      }
    }
    for (LessonStep& s : lesson_.steps) {
      s.text = trim(s.text);
      check(s);
    }
    if (lesson_.minutes <= 0) problem_at(lesson_.line_of("minutes"), "the front matter wants 'minutes: N', how long the lesson takes");
    if (lesson_.steps.empty()) problem("a lesson needs steps");
  }

 private:
  bool read() {
    if (at_ > text_.size() || (at_ == text_.size() && at_ > 0 && text_.back() == '\n')) return false;
    size_t end = std::min(text_.find('\n', at_), text_.size());
    line_ = text_.substr(at_, end - at_);
    if (!line_.empty() && line_.back() == '\r') line_.remove_suffix(1);
    at_ = end + 1;
    ++number_;
    return true;
  }
  void problem(std::string text) { problem_at(number_, std::move(text)); }
  void problem_at(int line, std::string text) { problems_.push_back({line, std::move(text)}); }

  static std::pair<std::string, std::string> key_and_value(std::string_view line) {
    size_t colon = line.find(':');
    if (colon == std::string_view::npos) return {"", ""};
    return {trim(line.substr(0, colon)), trim(line.substr(colon + 1))};
  }

  void front_matter() {
    if (!read() || trim(line_) != "---") {
      problem("a lesson begins with a line '---' and its front matter");
      return;
    }
    for (size_t before = at_; read() && trim(line_) != "---"; before = at_) {
      if (line_.starts_with("## ")) {
        problem("the front matter is not closed by a line '---' before the first step");
        at_ = before;
        --number_;
        break;
      }
      auto [key, value] = key_and_value(line_);
      if (!key.empty()) lesson_.matter_lines.push_back({key, number_});
      if (key == "title") lesson_.title = value;
      else if (key == "reads") lesson_.reads = list_of(value);
      else if (key == "serves") lesson_.serves = list_of(value);
      else if (key == "needs") lesson_.needs = list_of(value);
      else if (key == "minutes") lesson_.minutes = std::atoi(value.c_str());
      else if (key == "version") lesson_.version_note = value;
      else if (!key.empty()) problem("'" + key + "' is not known in the front matter (title, reads, serves, minutes, needs, version are)");
    }
    if (lesson_.title.empty()) problem("the front matter has no title");
  }

  bool directive(LessonStep& step) {
    if (trim(line_).empty()) return false;
    auto [key, value] = key_and_value(line_);
    const bool seen = find_line(step.directive_lines, key, 0) != 0;
    if (key == "at") step.at = value;
    else if (key == "show") step.show = list_of(value);
    else if (key == "mark") for (std::string& path : paths_of(value)) step.mark.push_back(std::move(path));
    else if (key == "reveal") reveal(step, value);
    else if (key == "program") step.program = value;
    else if (key == "ask") step.ask = value;
    else if (key == "answer") step.answer = value;
    else if (key == "then") step.then = value;
    else if (key == "choices") choice(step, value);
    else if (key == "do") goal(step, value);
    else return false;
    if (seen && key != "choices" && key != "mark" && key != "reveal") problem("'" + key + ":' stands twice in this step");
    step.directive_lines.push_back({key, number_});
    return true;
  }

  // Paths, and `panel ID`.
  void reveal(LessonStep& step, const std::string& value) {
    for (std::string& part : paths_of(value)) {
      if (part.starts_with("panel ")) step.reveal_panels.push_back(trim(std::string_view(part).substr(6)));
      else step.reveal.push_back(std::move(part));
    }
  }

  void choice(LessonStep& step, const std::string& value) {
    std::vector<std::string> parts = split(value, '|');
    if (parts.size() != 3 || parts[0].empty()) {
      problem("choices: wants 'WRONG ANSWER | the misconception it shows | what to say to it'");
      return;
    }
    step.choices.push_back({parts[0], parts[1], parts[2]});
  }

  void goal(LessonStep& step, const std::string& value) {
    LessonGoal& goal = step.goal;
    if (value.starts_with("step to ")) {
      goal.kind = LessonGoal::Kind::StepTo;
      goal.place = trim(value.substr(8));
    } else if (value.starts_with("select ")) {
      goal.kind = LessonGoal::Kind::Select;
      goal.path = trim(value.substr(7));
    } else if (size_t is = value.rfind(" is "); value.starts_with("edit until ") && is != std::string::npos && is > 11) {
      goal.kind = LessonGoal::Kind::EditUntil;
      goal.path = trim(value.substr(11, is - 11));
      goal.value = trim(value.substr(is + 4));
    } else {
      problem("do: wants 'step to PLACE', 'select PATH' or 'edit until PATH is VALUE'");
    }
  }

  void check_place(const LessonStep& step, const char* directive, const std::string& place) {
    std::string error;
    if (!place.empty() && !parse_place(place, error)) problem_at(step.line_of(directive), error);
  }

  void check(const LessonStep& step) {
    check_place(step, "at", step.at);
    check_place(step, "then", step.then);
    check_place(step, "do", step.goal.place);
    const std::string name = "'" + step.heading + "': ";
    if (step.ask.empty() != step.answer.empty()) problem_at(step.line_of(step.ask.empty() ? "answer" : "ask"), name + "ask: and answer: belong together");
    if (!step.choices.empty() && step.ask.empty()) problem_at(step.line_of("choices"), name + "choices: without ask:");
    if (!step.then.empty() && step.ask.empty()) problem_at(step.line_of("then"), name + "then: without ask: (it runs on after the answer)");
    if (step.ask.empty() && !(step.reveal.empty() && step.reveal_panels.empty())) problem_at(step.line_of("reveal"), name + "reveal: without ask: (it waits for the answer)");
    if (step.text.empty()) problem_at(step.line, "'" + step.heading + "' has no text");
  }

  std::string_view text_;
  Lesson& lesson_;
  std::vector<LessonProblem>& problems_;
  size_t at_ = 0;
  std::string_view line_;
  int number_ = 0;
};

}  // namespace

int LessonStep::line_of(std::string_view directive) const { return find_line(directive_lines, directive, line); }
int Lesson::line_of(std::string_view key) const { return find_line(matter_lines, key, 1); }

Lesson parse_lesson(std::string_view text, const std::string& name, std::vector<LessonProblem>& problems) {
  Lesson lesson;
  lesson.name = name;
  Parser(text, lesson, problems).parse();
  return lesson;
}

void compare_lessons(const Lesson& a, const Lesson& b, std::vector<LessonProblem>& problems) {
  if (a.steps.size() != b.steps.size()) {
    problems.push_back({0, "it has " + std::to_string(b.steps.size()) + " steps, the English one " + std::to_string(a.steps.size())});
    return;
  }
  auto matter = [&](bool same, const char* key) {
    if (!same) problems.push_back({b.line_of(key), std::string(key) + ": differs from the English lesson"});
  };
  matter(a.reads == b.reads, "reads");
  matter(a.serves == b.serves, "serves");
  matter(a.needs == b.needs, "needs");
  matter(a.minutes == b.minutes, "minutes");
  for (size_t i = 0; i < a.steps.size(); ++i) {
    const LessonStep &x = a.steps[i], &y = b.steps[i];
    auto differs = [&](std::string_view what) { problems.push_back({y.line_of(what.substr(0, what.size() - 1)), std::string(what) + " differs from the English step"}); };
    if (x.at != y.at) differs("at:");
    if (x.then != y.then) differs("then:");
    if (x.program != y.program) differs("program:");
    if (x.show != y.show) differs("show:");
    if (x.mark != y.mark) differs("mark:");
    if (x.reveal != y.reveal || x.reveal_panels != y.reveal_panels) differs("reveal:");
    if (x.answer != y.answer) differs("answer:");
    if (x.ask.empty() != y.ask.empty()) differs("ask:");
    if (x.goal.kind != y.goal.kind || x.goal.place != y.goal.place || x.goal.path != y.goal.path || x.goal.value != y.goal.value) differs("do:");
    bool same = x.choices.size() == y.choices.size();
    for (size_t c = 0; same && c < x.choices.size(); ++c) same = x.choices[c].answer == y.choices[c].answer;
    if (!same) differs("choices:");
  }
}

bool same_answer(std::string_view a, std::string_view b) {
  auto plain = [](std::string_view s) {
    std::string out;
    for (char c : s)
      if (!std::isspace(static_cast<unsigned char>(c)) && c != '\'' && c != '"') out += c;
    if (out == "true" || out == "false" || out == "none" || out == "yes" || out == "no") out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
    if (out == "Yes") out = "True";
    if (out == "No") out = "False";
    return out;
  };
  return plain(a) == plain(b);
}

// An edited program that is still running after this is looked at where it has come to.
constexpr double kEditMilliseconds = 300;

LessonPlayer::LessonPlayer(Lesson lesson, LessonPrograms& programs) : lesson_(std::move(lesson)), programs_(programs) {
  if (!lesson_.steps.empty()) go(0);
}

bool LessonPlayer::open_program(const std::string& file) {
  if (session_ && file == program_ && !edited_) return true;
  Program program;
  if (!programs_.read(file, program, error_)) return false;
  ProgramError problem;
  // The old session lives until the new one is there: who compares the two never finds a new one at the place of the old.
  session_ = Session::open(program, problem);
  program_ = file;
  edited_ = false;
  if (session_) return true;
  error_ = file + ", line " + std::to_string(problem.line) + ": " + problem.type + ": " + problem.message;
  return false;
}

std::optional<uint64_t> LessonPlayer::place_of(const std::string& place) { return session_->find_place(place, error_); }

// Those of the nearest step before that names them.
std::pair<std::string, std::string> LessonPlayer::program_and_place() const {
  std::string file = "program.py", at = "start";
  for (size_t i = 0; i <= index_; ++i) {
    if (!lesson_.steps[i].program.empty()) file = lesson_.steps[i].program, at = "start";
    if (!lesson_.steps[i].at.empty()) at = lesson_.steps[i].at;
  }
  return {file, at};
}

bool LessonPlayer::go(size_t index) {
  error_.clear();
  index_ = std::min(index, lesson_.steps.size() - 1);
  const auto [file, at] = program_and_place();
  if (!open_program(file)) return false;
  std::optional<uint64_t> place = place_of(at);
  if (!place) return false;
  place_ = *place;
  session_->seek(place_);
  return true;
}

bool LessonPlayer::return_to_path() {
  if (edited_) return go(index_);
  if (!session_) return false;
  session_->seek(place_);
  return true;
}

bool LessonPlayer::edit(const std::string& source, ProgramError& problem) {
  if (!session_) return false;
  Program program = session_->program();
  program.source = source;
  std::unique_ptr<Session> session = Session::open(program, problem);
  if (!session) return false;
  session->breakpoints() = session_->breakpoints();
  session_ = std::move(session);
  edited_ = true;
  // A place is looked for to the end of the run, so only where there is one.
  const bool endless = session_->record(kEditMilliseconds);
  std::optional<uint64_t> place = endless ? std::nullopt : place_of(program_and_place().second);
  error_.clear();
  session_->seek(place ? *place : session_->last_step());
  return true;
}

PathValue LessonPlayer::right_answer() {
  PathValue none;
  if (!session_ || step().answer.empty()) return none;
  uint64_t here = session_->cursor();
  session_->seek(place_);
  if (!step().then.empty()) {
    std::optional<uint64_t> then = place_of(step().then);
    if (!then) {
      session_->seek(here);
      none.error = error_;
      return none;
    }
    session_->seek(*then);
  }
  PathValue value = evaluate_path(*session_, step().answer);
  session_->seek(here);
  return value;
}

LessonPlayer::Verdict LessonPlayer::verdict_on(const std::string& answer) {
  Verdict verdict;
  PathValue right = right_answer();
  verdict.right = right.found && same_answer(answer, right.text);
  verdict.text = right.found ? right.text : right.error;
  for (const LessonChoice& choice : step().choices)
    if (!verdict.right && same_answer(answer, choice.answer)) verdict.text = choice.reply;
  return verdict;
}

LessonPlayer::Verdict LessonPlayer::judge(const std::string& answer) {
  Verdict verdict = verdict_on(answer);
  if (!step().then.empty()) {
    session_->seek(place_);
    if (std::optional<uint64_t> then = place_of(step().then)) session_->seek(*then);
  }
  return verdict;
}

bool LessonPlayer::translate(Lesson lesson) {
  std::vector<LessonProblem> problems;
  compare_lessons(lesson_, lesson, problems);
  if (!problems.empty()) return false;
  lesson_ = std::move(lesson);
  return true;
}

bool LessonPlayer::goal_met(ObjectId selected) {
  const LessonGoal& goal = step().goal;
  if (!session_) return false;
  switch (goal.kind) {
    case LessonGoal::Kind::None: return true;
    case LessonGoal::Kind::StepTo: {
      uint64_t here = session_->cursor();
      session_->seek(place_);
      std::optional<uint64_t> place = place_of(goal.place);
      session_->seek(here);
      return place && *place == here;
    }
    case LessonGoal::Kind::Select: {
      PathValue value = evaluate_path(*session_, goal.path);
      return value.found && value.object && value.object == selected;
    }
    case LessonGoal::Kind::EditUntil: {
      PathValue value = evaluate_path(*session_, goal.path);
      return value.found && same_answer(value.text, goal.value);
    }
  }
  return false;
}

std::vector<PathValue> LessonPlayer::values_of(const std::vector<std::string>& paths) {
  std::vector<PathValue> values;
  if (session_)
    for (const std::string& path : paths) values.push_back(evaluate_path(*session_, path));
  return values;
}

}  // namespace innards
