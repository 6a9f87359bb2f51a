// The desk's lessons: finding and opening them, progress, and reading a lesson again when its author has changed it.
#include <algorithm>
#include <chrono>
#include <filesystem>

#include "data_files.h"
#include "kit/pipe.h"
#include "lesson_files.h"
#include "open_program.h"
#include "panels/lesson_state.h"
#include "window/desk.h"
#include "window/writing.h"

namespace innards::app {
namespace {

double seconds_now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

// Changes when any file of the folder is written, made or removed.
int64_t time_of_folder(const std::string& folder) {
  std::error_code error;
  int64_t sum = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) sum += time_of_file(entry.path().string());
  return sum;
}

std::string folder_of(const std::string& dir) { return dir.substr(0, dir.rfind('/')); }

}  // namespace

const char* Desk::language() const { return ui.settings.language == ui::Language::Chinese ? "zh" : "en"; }

bool Desk::read(const std::string& file, Program& program, std::string& error) {
  return LessonFolderPrograms(lesson_dir_).read(file, program, error);
}

// Lists of lessons ask for them each frame: they are read again only from time to time.
std::vector<LessonEntry> Desk::lessons() {
  load_progress();
  if (entries_.empty() || entries_language_ != language() || seconds_now() - entries_read_ > 2) {
    entries_ = lesson_entries(lessons_folder(), language());
    entries_language_ = language();
    entries_read_ = seconds_now();
  }
  for (LessonEntry& e : entries_) {
    auto it = progress_.lessons.find(lesson_key(lessons_folder(), e.name));
    e.done = it == progress_.lessons.end() ? 0 : it->second.done;
  }
  return entries_;
}

const ReadingList* Desk::reading() {
  if (!reading_read_) {
    reading_read_ = true;
    std::string error;
    if (!read_reading_list(lessons_folder(), reading_, error)) ui.problem = error;
  }
  return reading_.entries.empty() ? nullptr : &reading_;
}

void Desk::load_progress() {
  if (progress_read_) return;
  progress_read_ = true;
  std::string error;
  if (interactive && !progress_file().empty() && !read_progress(progress_file(), progress_, error)) ui.problem = error;
}

void Desk::save_progress() {
  if (!interactive || settings_folder(true).empty()) return;
  std::string error;
  if (!write_progress(progress_file(), progress_, error)) ui.problem = cannot_write(progress_file());
}

// Sits down before a lesson, at step `from`. False with a sentence, and what was open stays, when it cannot be played.
bool Desk::begin_lesson(Lesson lesson, size_t from, bool must_stand, std::string& error) {
  auto state = std::make_shared<ui::LessonState>();
  state->player = std::make_unique<LessonPlayer>(std::move(lesson), static_cast<LessonPrograms&>(*this));
  if (!state->player->go(from) && (must_stand || !state->player->session())) return error = state->player->error(), false;
  ui.job.reset();      // they ask the session that goes now
  ui.search.reset();
  ui.forget_questions();
  ui.lesson = state;
  lesson_moved();
  ui::lesson_arrived(ui);
  lesson_time_ = time_of_folder(lesson_dir_);
  return true;
}

// The learner's text runs in place of the lesson's program; the step, its question and what is to be done stay.
void Desk::edit_lesson(const std::string& source) {
  LessonPlayer& player = *ui.lesson->player;
  ProgramError wrong;
  ui.job.reset();      // they ask the session that goes now
  ui.search.reset();
  ui.forget_questions();
  if (player.edit(source, wrong)) {
    lesson_ran_ = source;
    lesson_moved();
    ui.marks = player.marks();
    return;
  }
  wrong_line_ = wrong.line;
  ui::show_refused(ui, make_pipeline(source, ui.session->program().filename));
  say_refused(program_error_text(wrong), ui.session->program().filename);
}

// lesson.md or lesson.zh.md of the lesson's folder; the English text where there is no Chinese one.
bool Desk::read_open_lesson(Lesson& lesson, std::string& error) {
  std::vector<LessonProblem> problems;
  std::string file = lesson_file(file_exists(lesson_dir_ + "/" + lesson_file(language())) ? language() : "en");
  std::string text;
  if (!read_text_file(lesson_dir_ + "/" + file, text)) return error = ui::with_text(ui::Word::CannotRead, lesson_dir_ + "/" + file), false;
  lesson = parse_lesson(text, ui::base_name(lesson_dir_), problems);
  if (!problems.empty()) error = file + ", " + ui::tr(ui::Word::LineWord) + " " + std::to_string(problems[0].line) + ": " + problems[0].text;
  return problems.empty();
}

bool Desk::open_lesson(const std::string& name) {
  load_progress();
  std::string dir = file_exists(name + "/lesson.md") ? name : lessons_folder() + "/" + name, error, before = lesson_dir_;
  while (dir.size() > 1 && dir.back() == '/') dir.pop_back();
  Lesson lesson;
  lesson_dir_ = std::filesystem::absolute(dir).string();
  bool good = file_exists(dir + "/lesson.md");
  if (!good) error = ui::with_text(ui::Word::NoLesson, name);
  if (good) good = read_open_lesson(lesson, error) || !lesson.steps.empty();
  if (good) {
    const std::string complaint = error;   // a lesson with a mistake in one line can still be looked at
    auto it = progress_.lessons.find(lesson_key(folder_of(lesson_dir_), lesson.name));
    int done = it == progress_.lessons.end() || it->second.done >= static_cast<int>(lesson.steps.size()) ? 0 : it->second.done;
    good = begin_lesson(std::move(lesson), static_cast<size_t>(std::max(0, done - 1)), false, error);
    if (good) ui.problem = complaint;
  }
  if (good) return true;
  lesson_dir_ = before;
  ui.problem = error;
  return false;
}

// Has the author written to the lesson's folder? Then reads it again and stays at the same step; with a mistake in it the
// last good state stays, and the mistake is named with its file and line.
void Desk::watch_lesson() {
  if (!ui.lesson || !ui.lesson->player) return;
  int64_t now = time_of_folder(lesson_dir_);
  if (!now || now == lesson_time_) return;
  lesson_time_ = now;
  Lesson lesson;
  std::string error;
  size_t from = ui.lesson->player->index();
  entries_.clear();
  if (!read_open_lesson(lesson, error) || !begin_lesson(std::move(lesson), from, true, error)) {
    ui.problem = error + "   " + ui::tr(ui::Word::LessonBad);
    return;
  }
  ui.problem.clear();
  ui.note = ui::tr(ui::Word::LessonAgain);
  ui.wants_fonts = true;
}

bool Desk::translate_lesson() {
  if (!ui.lesson || !ui.lesson->player) return false;
  Lesson lesson;
  std::string error;
  return read_open_lesson(lesson, error) && ui.lesson->player->translate(std::move(lesson));
}

void Desk::lesson_moved() {
  if (!ui.lesson || !ui.lesson->player) return;
  LessonPlayer& player = *ui.lesson->player;
  if (player.session() && ui.session != player.session()) {
    show_view(player.session(), player.session());
    trace_.reset();
    branches_.begin(nullptr);
    path_.clear();
    if (edits_key() != edits_key_) keep_edits(), begin_edits();
    load_kept();
  }
  // The lesson's own program is back; a text that has not run is still there.
  if (!player.edited()) std::erase_if(ui.edits->files, [&](const ui::Edit& e) { return e.text == lesson_ran_; });
  progress_.reached(lesson_key(folder_of(lesson_dir_), player.lesson().name), static_cast<int>(player.index()) + 1, static_cast<int>(player.lesson().steps.size()));
  save_progress();
}

void Desk::lesson_answered(const std::string& answer, bool right) {
  const LessonPlayer& player = *ui.lesson->player;
  progress_.answered(lesson_key(folder_of(lesson_dir_), player.lesson().name), static_cast<int>(player.index()) + 1, answer, right);
  save_progress();
}

// Back to the list; the lesson's program stays on the desk until another is opened.
void Desk::close_lesson() {
  if (!ui.lesson) return;
  ui.marks.clear();
  if (!ui.lesson->player) return;
  std::string error;
  Session* session = ui.lesson->player->session();
  Program program = session ? session->program() : Program();
  uint64_t at = session ? session->cursor() : 0;
  if (session && open_program(program, error)) record_for(300), ui.view->seek(at);
  ui.lesson->player.reset();
}

}  // namespace innards::app
