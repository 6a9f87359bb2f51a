// innards lesson list | show NAME | check NAME: lessons without the window.
#include <chrono>
#include <cstdio>

#include "commands.h"
#include "lesson_files.h"

namespace innards::app {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& w : words) text += (text.empty() ? "" : ", ") + w;
  return text;
}

// A lesson may be named by its number or the start of its name.
std::string find_name(const std::string& folder, const std::string& wanted) {
  for (const std::string& name : lesson_names(folder))
    if (name == wanted || name.starts_with(wanted + "_") || (name.size() > 3 && name.substr(3) == wanted)) return name;
  return "";
}

int list(const LessonArgs& args) {
  std::string folder = lessons_folder(args.dir);
  for (const std::string& name : lesson_names(folder)) {
    Lesson lesson;
    std::vector<LessonProblem> problems;
    read_lesson(folder, name, args.language, lesson, problems);
    std::printf("%-24s %2d min  %-10s %s\n", name.c_str(), lesson.minutes, joined(lesson.reads).c_str(), lesson.title.c_str());
  }
  return 0;
}

void print_step(const LessonStep& step, size_t number, LessonPlayer& player) {
  std::printf("\n%zu. %s\n", number, step.heading.c_str());
  if (Session* s = player.session(); s && player.error().empty()) {
    const Moment& m = s->moment();
    std::printf("   [step %llu of %llu", static_cast<unsigned long long>(s->cursor()), static_cast<unsigned long long>(s->last_step()));
    if (!m.frames.empty()) std::printf(", %s line %d", m.frames.back().qualname.c_str(), m.frames.back().line);
    std::printf("]\n");
    std::vector<PathValue> marks = player.marks();
    for (size_t i = 0; i < marks.size(); ++i)
      std::printf("   * %s: %s\n", step.mark[i].c_str(), marks[i].found ? marks[i].text.c_str() : marks[i].error.c_str());
  }
  std::printf("%s\n", step.text.c_str());
  if (step.ask.empty()) return;
  std::printf("? %s\n", step.ask.c_str());
  for (const LessonChoice& choice : step.choices) std::printf("   %s (%s): %s\n", choice.answer.c_str(), choice.misconception.c_str(), choice.reply.c_str());
  PathValue answer = player.right_answer();
  std::printf("   = %s\n", answer.found ? answer.text.c_str() : answer.error.c_str());
}

int show(const LessonArgs& args) {
  std::string folder = lessons_folder(args.dir), name = find_name(folder, args.name);
  if (name.empty()) {
    std::fprintf(stderr, "innards: there is no lesson '%s' in %s (innards lesson list)\n", args.name.c_str(), folder.c_str());
    return 2;
  }
  Lesson lesson;
  std::vector<LessonProblem> problems;
  if (!read_lesson(folder, name, args.language, lesson, problems)) {
    std::fprintf(stderr, "innards: %s\n", problems[0].text.c_str());
    return 1;
  }
  std::printf("%s\n", lesson.title.c_str());
  LessonFolderPrograms programs(folder + "/" + name);
  LessonPlayer player(lesson, programs);
  for (size_t i = 0; i < lesson.steps.size(); ++i) {
    player.go(i);
    print_step(lesson.steps[i], i + 1, player);
  }
  if (!lesson.version_note.empty()) std::printf("\n%s\n", lesson.version_note.c_str());
  return 0;
}

struct Checked {
  size_t steps = 0, questions = 0;
  std::vector<LessonProblem> problems;
};

void check_question(LessonPlayer& player, const LessonStep& step, Checked& out) {
  ++out.questions;
  PathValue right = player.right_answer();
  if (!right.found) {
    out.problems.push_back({step.line, "the answer '" + step.answer + "': " + right.error});
    return;
  }
  for (const LessonChoice& choice : step.choices)
    if (same_answer(choice.answer, right.text)) out.problems.push_back({step.line, "the wrong answer '" + choice.answer + "' is what the machine says"});
}

void check_goal(LessonPlayer& player, const LessonStep& step, Checked& out) {
  Session& session = *player.session();
  std::string error;
  switch (step.goal.kind) {
    case LessonGoal::Kind::StepTo:
      if (std::optional<uint64_t> place = session.find_place(step.goal.place, error)) {
        session.seek(*place);
        if (!player.goal_met(0)) out.problems.push_back({step.line, "the goal is not met at its own place"});
        player.return_to_path();
      } else {
        out.problems.push_back({step.line, error});
      }
      break;
    case LessonGoal::Kind::Select: {
      PathValue value = evaluate_path(session, step.goal.path);
      if (!value.found || !player.goal_met(value.object)) out.problems.push_back({step.line, "the goal's path finds no object: " + value.error});
      break;
    }
    default: break;
  }
}

Checked check_lesson(const std::string& folder, const std::string& name, const std::string& language) {
  Checked out;
  Lesson lesson, english;
  if (!read_lesson(folder, name, language, lesson, out.problems)) return out;
  if (language != "en") {
    std::vector<LessonProblem> ignored;
    read_lesson(folder, name, "en", english, ignored);
    compare_lessons(english, lesson, out.problems);
  }
  out.steps = lesson.steps.size();
  LessonFolderPrograms programs(folder + "/" + name);
  LessonPlayer player(lesson, programs);
  for (size_t i = 0; i < lesson.steps.size(); ++i) {
    const LessonStep& step = lesson.steps[i];
    if (!player.go(i)) {
      out.problems.push_back({step.line, player.error()});
      continue;
    }
    std::vector<PathValue> marks = player.marks();
    for (size_t m = 0; m < marks.size(); ++m)
      if (!marks[m].found) out.problems.push_back({step.line, "mark '" + step.mark[m] + "': " + marks[m].error});
    if (!step.ask.empty()) check_question(player, step, out);
    check_goal(player, step, out);
  }
  return out;
}

int check(const LessonArgs& args) {
  std::string folder = lessons_folder(args.dir);
  std::vector<std::string> names = args.all ? lesson_names(folder) : std::vector<std::string>{find_name(folder, args.name)};
  if (names.empty() || names[0].empty()) {
    std::fprintf(stderr, "innards: there is no lesson '%s' in %s\n", args.name.c_str(), folder.c_str());
    return 2;
  }
  int bad = 0;
  std::printf("%-24s %-3s %5s %9s %8s %s\n", "lesson", "", "steps", "questions", "seconds", "");
  for (const std::string& name : names)
    for (const char* language : {"en", "zh"}) {
      auto start = std::chrono::steady_clock::now();
      Checked result = check_lesson(folder, name, language);
      double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      std::printf("%-24s %-3s %5zu %9zu %8.2f %s\n", name.c_str(), language, result.steps, result.questions, seconds, result.problems.empty() ? "ok" : "");
      for (const LessonProblem& p : result.problems)
        std::printf("  %s/%s, line %d: %s\n", name.c_str(), std::string(language) == "zh" ? "lesson.zh.md" : "lesson.md", p.line, p.text.c_str());
      bad += !result.problems.empty();
    }
  return bad ? 1 : 0;
}

}  // namespace

int cmd_lesson(const LessonArgs& args) {
  if (args.verb == "list") return list(args);
  return args.verb == "show" ? show(args) : check(args);
}

}  // namespace innards::app
