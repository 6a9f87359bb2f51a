// innards lesson list | show NAME | check NAME | new SLUG | progress: lessons without the window.
#include "cmd_lesson.h"

#include <chrono>
#include <cstdio>

#include "lesson_check.h"
#include "lesson_files.h"
#include "progress.h"

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

int no_lesson(const std::string& folder, const std::string& wanted) {
  std::fprintf(stderr, "innards: there is no lesson '%s' in %s (innards lesson list)\n", wanted.c_str(), folder.c_str());
  return 2;
}

// The lessons with the learner's own progress.
std::vector<LessonEntry> entries_now(const std::string& folder, const std::string& language) {
  std::vector<LessonEntry> entries = lesson_entries(folder, language);
  Progress progress;
  std::string error;
  if (!read_progress(progress_file(), progress, error)) std::fprintf(stderr, "innards: %s\n", error.c_str());
  for (LessonEntry& e : entries)
    if (auto it = progress.lessons.find(lesson_key(folder, e.name)); it != progress.lessons.end()) e.done = it->second.done;
  return entries;
}

int list_reading(const LessonArgs& args, const std::string& folder) {
  ReadingList list;
  std::string error;
  if (!read_reading_list(folder, list, error)) {
    std::fprintf(stderr, "innards: %s\n", error.c_str());
    return 1;
  }
  std::vector<LessonEntry> entries = entries_now(folder, args.language);
  const bool chinese = args.language == "zh";
  std::string text = args.reading ? reading_text(list, entries, chinese) : "";
  if (args.paths) text += (text.empty() ? "" : "\n") + paths_text(list, entries, chinese);
  std::fputs(text.c_str(), stdout);
  return 0;
}

int list(const LessonArgs& args) {
  std::string folder = lessons_folder();
  if (args.reading || args.paths) return list_reading(args, folder);
  for (const LessonEntry& e : entries_now(folder, args.language))
    std::printf("%-24s %2d min  %-14s %-10s %s\n", e.name.c_str(), e.minutes, joined(e.reads).c_str(), joined(e.serves).c_str(), e.title.c_str());
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
  std::string folder = lessons_folder(), name = find_name(folder, args.name);
  if (name.empty()) return no_lesson(folder, args.name);
  Lesson lesson;
  std::vector<LessonProblem> problems;
  if (!read_lesson(folder, name, args.language, lesson, problems) || lesson.steps.empty()) {
    std::fprintf(stderr, "innards: %s\n", problems.empty() ? "the lesson has no steps" : problems[0].text.c_str());
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

// "5 of 5, 1 only ours": how many answers python3.11 gives too.
std::string as_python(const CheckedLesson& c) {
  if (c.asked < 0) return "-";
  std::string text = std::to_string(c.equal) + " of " + std::to_string(c.asked);
  int ours = static_cast<int>(c.questions) - c.asked;
  return ours ? text + ", " + std::to_string(ours) + " only ours" : text;
}

// One row of the table, and below it what is wrong. True when nothing is.
bool check_one(const std::string& folder, const std::string& name, const std::string& language, const ReadingList* list) {
  auto start = std::chrono::steady_clock::now();
  CheckedLesson c = check_lesson(folder, name, language, list);
  if (language == "en") ask_python(folder, name, c);   // the Chinese lesson asks the same
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%-24s %-14s %-2s %5zu %9zu %-19s %7.2f %s\n", name.c_str(), joined(c.reads).c_str(), language.c_str(), c.steps, c.questions, as_python(c).c_str(), seconds, c.problems.empty() ? "ok" : "");
  for (const LessonProblem& p : c.problems) {
    std::string where = folder + "/" + name + "/" + lesson_file(language);
    if (p.line) std::printf("  %s:%d: %s\n", where.c_str(), p.line, p.text.c_str());
    else std::printf("  %s: %s\n", where.c_str(), p.text.c_str());
  }
  return c.problems.empty();
}

int check(const LessonArgs& args) {
  std::string folder = lessons_folder();
  std::vector<std::string> names = args.all ? lesson_names(folder) : std::vector<std::string>{find_name(folder, args.name)};
  if (names.empty() || names[0].empty()) return no_lesson(folder, args.all ? "NN_slug" : args.name);
  ReadingList list;
  std::string error;
  bool good = read_reading_list(folder, list, error);
  if (!good) std::printf("%s\n", error.c_str());
  std::printf("%-24s %-14s %-2s %5s %9s %-19s %7s\n", "lesson", "entry", "", "steps", "questions", "as python3.11", "seconds");
  for (const std::string& name : names)
    for (const char* language : {"en", "zh"}) good &= check_one(folder, name, language, list.entries.empty() ? nullptr : &list);
  return good ? 0 : 1;
}

}  // namespace

int cmd_lesson(const LessonArgs& args) {
  if (args.verb == "list") return list(args);
  if (args.verb == "show") return show(args);
  if (args.verb == "new") return lesson_new(args);
  if (args.verb == "progress") return lesson_progress(args);
  return check(args);
}

}  // namespace innards::app
