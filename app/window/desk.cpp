#include "window/desk.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <utility>

#include "kit/pipe.h"
#include "commands.h"
#include "data_files.h"
#include "open_program.h"
#include "panels/lesson_state.h"
#include "saved_run.h"
#include "session/path.h"
#include "trace/export.h"
#include "trace/trace.h"
#include "window/link.h"
#include "window/writing.h"

namespace innards::app {
namespace {

bool is_trace(const std::string& path) { return path.size() > 5 && path.compare(path.size() - 5, 5, ".json") == 0; }

// The names in a folder, sorted.
std::vector<std::string> names_in(const std::string& path) {
  std::vector<std::string> names;
  DIR* dir = path.empty() ? nullptr : opendir(path.c_str());
  if (!dir) return names;
  while (dirent* e = readdir(dir)) {
    if (e->d_name[0] != '.') names.push_back(e->d_name);
  }
  closedir(dir);
  std::sort(names.begin(), names.end());
  return names;
}

// False with a sentence why not.
bool can_be_read(const std::string& path, std::string& error) {
  struct stat info;
  if (stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) return error = ui::with_text(ui::Word::IsFolder, path), false;
  if (file_exists(path)) return true;
  const std::string why = "[Errno " + std::to_string(errno) + "] " + std::strerror(errno);
  return error = ui::with_texts(ui::Word::CannotOpen, path, why), false;
}

}  // namespace

std::string last_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

Desk::Desk() { ui.host = this; }
Desk::~Desk() {
  ui.view = nullptr;
  ui.session = nullptr;
  ui.job.reset();
  ui.search.reset();
  ui.forget_questions();
}

// Puts another view on the desk; nothing of the old one may be asked for afterwards.
void Desk::show_view(View* view, Session* session) {
  keep();
  ui.refresh();
  // Of a program that runs again the question is asked again. The old session may be gone already.
  const std::string name = session ? session->program().filename : "";
  if (name.empty() || name != shown_program_) ui.question = ui::AskedQuestion(), ui.inputs = ui::RunInputs(), inputs_borrowed_ = false;
  shown_program_ = name;
  ui.selected = ui::Selection();
  ui.marks.clear();
  ui.graph.forget();
  ui.scene.reset();
  ui.strip_from = ui.strip_to = 0;
  ui.view = view;
  ui.session = session;
  ui.editing = ui.playing = false;
  ui.problem.clear();
  ui.note.clear();
  ui.error_line = 0;
  refused_.clear();
  ui.wants_fonts = true;
  ui::show_refused(ui, nullptr);
}

void Desk::take_trace(std::unique_ptr<View> trace) {
  replayed_.reset();
  show_view(trace.get(), nullptr);
  trace_ = std::move(trace);
  branches_.begin(nullptr);
  inputs_of_.clear();
  if (ui.lesson) ui.lesson->player.reset();
}

// Another run of the program that is shown, or another program.
void Desk::take(std::unique_ptr<Session> session, bool other) {
  const uint64_t at = ui.view ? ui.view->cursor() : 0;
  const bool again = !other && ui.session && session->title() == ui.view->title();
  BranchRow row;
  const bool same = !other && own_run() && session->program().filename == ui.session->program().filename, branch = same && branch_of(*session, row);
  if (other) shown_program_.clear();   // what was asked and given is not this one's
  replayed_.reset();                   // this is not the replay any more
  Session* fresh = session.get();
  show_view(fresh, fresh);
  trace_.reset();
  if (branch) put_branch(std::move(session), row);
  else if (same) branches_.replace(std::move(session));
  else branches_.begin(std::move(session)), inputs_of_.clear();
  if (ui.lesson) ui.lesson->player.reset();
  // Run again: the cursor stays where it was, where that exists.
  if (again) {
    record_for(300);
    fresh->seek(std::min(at, fresh->last_step()));
  }
}

bool Desk::open_program(const Program& program, std::string& error, bool other) {
  ProgramError wrong;
  wrong_line_ = 0;
  std::vector<Breakpoint> kept;
  if (!other && ui.session && ui.session->program().filename == program.filename) kept = ui.session->breakpoints();
  std::unique_ptr<Session> session = Session::open(program, wrong);
  if (!session) {
    error = program_error_text(wrong);
    wrong_line_ = wrong.line;
    // How far the compiler came is shown beside the last good run.
    ui::show_refused(ui, make_pipeline(program.source, program.filename));
    return false;
  }
  session->breakpoints() = kept;
  take(std::move(session), other);
  return true;
}

bool Desk::open_file(const std::string& path, const std::vector<std::string>& argv, std::string& error) {
  if (is_link(path)) return open_link(path, error);
  if (is_recording(path)) return open_recording(path, error);
  if (is_trace(path)) {
    std::unique_ptr<View> view = open_trace(path, error);
    if (!view) return false;
    keep();
    keep_edits();
    path_.clear();
    take_trace(std::move(view));
    begin_edits();
    load_kept();
    remember(path);
    return true;
  }
  // A lesson's folder opens the lesson.
  if (file_exists(path + "/lesson.md")) {
    if (open_lesson(path)) return true;
    error = ui.problem;
    return false;
  }
  if (path != "-" && !can_be_read(path, error)) return false;
  Program program;
  if (!load_program(path, argv, program)) return error = ui::with_text(ui::Word::CannotRead, path), false;
  GivenInputs given;
  std::string complaint;
  if (!give_inputs(path, argv, program, given, complaint)) return error = complaint, false;
  if (!put_program(path, program, given, error)) return false;
  if (!complaint.empty()) ui.problem = complaint;
  return true;
}

// Of a program that has been read; "-": it has no file.
bool Desk::put_program(const std::string& path, const Program& program, const GivenInputs& given, std::string& error) {
  keep_edits();
  // Of the same name, but from elsewhere: a recording or a link of it was open.
  const bool other = path_ != path && ui.session && ui.session->program().filename == program.filename;
  const bool good = open_program(program, error, other);
  if (!good && can_mend(program) && mend_in_place(path, program, error)) return true;
  if (!good && (!can_mend(program) || good_run_stays(path == "-" ? program.source : path, program, error) || !edit_refused(program, other))) return false;
  path_ = path == "-" ? "" : path;
  begin_edits();
  set_inputs(given);
  load_kept();
  if (!good) show_refused_text(program.filename, program, error);
  if (path != "-") remember(path);
  return true;
}

// A program whose files are not here sees the library's alone.
void Desk::open_text(const std::string& text) {
  std::string error;
  if (is_link(text)) {
    if (!open_link(text, error)) ui.problem = last_line(error);
    return;
  }
  Program program;
  program.source = text;
  program.filename = kNoFile;
  give_library(program, "");
  program.input_ends = !interactive;
  if (!put_program("-", program, {}, error)) ui.problem = last_line(error);
  else if (ui.problem.empty()) ui.note = ui::with_number(ui::Word::OpenedCopied, static_cast<int>(ui.view->source(program.filename).size()));
}

// A text that the compiler refuses can be mended where there is somebody to do it, and the editor can write it.
bool Desk::can_mend(const Program& program) const { return interactive && wrong_line_ && program.encoding() == "utf-8"; }

// Of the program that is on the desk: beside its last good run, as when it is run again with a text that is refused.
bool Desk::mend_in_place(const std::string& path, const Program& program, const std::string& error) {
  if (!own_run() || path_.empty() || whole_path(path) != whole_path(path_) || ui.session->program().source.empty()) return false;
  const ui::Edit* edit = ui.edits->find(ui.session->program().filename);
  if (edit && edit->changed()) return false;   // the person's own text is not written over
  show_refused_text(ui.session->program().filename, program, error);
  return true;
}

// Another program's run is not given up for a text that does not run. Who wants to mend the text says so by opening it again.
bool Desk::good_run_stays(const std::string& what, const Program& program, std::string& error) {
  if (!ui.view || (ui.session && ui.session->program().source.empty()) || std::exchange(refused_, what) == what) return false;
  ui::show_refused(ui, nullptr);
  error = refused_where(ui::base_name(program.filename)) + last_line(error) + "   " + ui::tr(ui::Word::RefusedOpen);
  return true;
}

// It stands in the editor, over a program with nothing in it.
bool Desk::edit_refused(const Program& program, bool other) {
  const int line = wrong_line_;
  Program nothing = program;
  nothing.source.clear();
  std::string ignored;
  if (!open_program(nothing, ignored, other)) return false;
  wrong_line_ = line;
  return true;
}

void Desk::show_refused_text(const std::string& file, const Program& program, const std::string& error) {
  ui::show_refused(ui, make_pipeline(program.source, program.filename));
  ui.open_box = false;   // it is opened; what is said of it is said over the editor
  ui.editing = true;
  ui.edits->put({file, program.source, program.source});
  ui::show_file(ui, file);
  say_refused(error, file);
}

// "NAME, line 3: "
std::string Desk::refused_where(const std::string& name) const {
  if (!wrong_line_) return {};
  return name + (name.empty() ? "" : ", ") + ui::tr(ui::Word::LineWord) + " " + std::to_string(wrong_line_) + ": ";
}

void Desk::say_refused(const std::string& error, const std::string& file) {
  ui.error_line = wrong_line_;
  ui.error_file = file;
  ui.problem = refused_where(file == ui.session->program().filename ? "" : ui::file_title(ui, file)) + last_line(error);
  if (!ui.session->program().source.empty()) ui.problem += std::string("   ") + ui::tr(ui::Word::SyntaxBad);
}

// The program with the texts of its modules that are being edited, recorded from its beginning to its end. What the compiler
// refuses is shown and said, and the last good run stays.
bool Desk::run_text(Program& program) {
  program.interrupts.clear();
  program.stopped_at = 0;
  program.edited = ui::edited_texts(ui);
  if (refuses(program.edited)) return false;
  std::string error;
  if (open_program(program, error)) return ui.edits->forget_unchanged(), true;
  if (ui.editing) ui::show_file(ui, program.filename);
  say_refused(error, program.filename);
  return false;
}

void Desk::open(const std::string& path, const std::string& source) {
  std::string error;
  if (!path.empty()) {
    if (!open_file(at_home(path), {}, error)) ui.problem = last_line(error);
    return;
  }
  if (!ui.session) return;
  if (ui.lesson && ui.lesson->player && ui.lesson->player->session() == ui.session) return edit_lesson(source);
  Program program = ui.session->program();
  program.source = source;
  read_input_again(program);
  if (!run_text(program)) return;
  if (!program.input.empty() && !program.input_ends && ui.inputs.from == ui::RunInputs::From::Console) ui.note = ui::with_number(ui::Word::InputAgain, static_cast<int>(program.input.size()));
}

std::unique_ptr<Session> Desk::open_beside(const std::string& path, std::string& error) {
  Program program;
  if (path.empty()) {
    if (!ui.session) return error = ui::tr(ui::Word::NotInTrace), nullptr;
    program = ui.session->program();
  } else if (is_trace(path) || !file_exists(path) || !load_program(path, {}, program)) {
    return error = ui::with_text(ui::Word::CannotOpenProgram, path), nullptr;
  }
  program.input_ends = true;
  ProgramError wrong;
  std::unique_ptr<Session> session = Session::open(program, wrong);
  if (!session) error = last_line(program_error_text(wrong));
  return session;
}

bool Desk::record_for(double milliseconds) {
  if (!ui.session) return true;
  auto start = std::chrono::steady_clock::now();
  while (!ui.session->wants_input()) {
    if (!ui.session->record(20)) return true;
    if (std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() > milliseconds) return false;
  }
  return true;
}

bool Desk::go(const std::string& place, std::string& error) {
  if (ui.lesson && ui.lesson->player) {
    // In a lesson, "lesson N" is its N-th step, and "start" the first.
    size_t n = place == "start" ? 1 : place.compare(0, 7, "lesson ") == 0 ? std::strtoul(place.c_str() + 7, nullptr, 10) : 0;
    LessonPlayer& player = *ui.lesson->player;
    if (n < 1 || n > player.lesson().steps.size()) return error = "in a lesson a place is: lesson 1 to lesson " + std::to_string(player.lesson().steps.size()), false;
    if (!player.go(n - 1)) return error = player.error(), false;
    lesson_moved();
    ui::lesson_arrived(ui);
    return true;
  }
  if (!ui.session) {
    // A trace knows start, end and step numbers.
    View& v = *ui.view;
    if (place == "start") v.seek(v.first_step());
    else if (place == "end") v.seek(v.last_step());
    else if (place.compare(0, 5, "step ") == 0) v.seek(std::strtoull(place.c_str() + 5, nullptr, 10));
    else return error = "a trace is entered at start, end or step N", false;
    return true;
  }
  auto step = ui.session->find_place(place, error);
  if (!step) return false;
  ui.view->seek(*step);
  return true;
}

bool Desk::select(const std::string& path, const std::string& name, std::string& error) {
  ui.typed_key = ui.typed_name = name;
  for (int i = 0; i < static_cast<int>(ProcessKind::kCount); ++i)
    if (name == process_kind_row(static_cast<ProcessKind>(i)).id) ui.process_kind = static_cast<ProcessKind>(i);
  if (path.empty()) return true;
  const PathValue value = evaluate_path(*ui.view, path);
  ui.selected.object = value.object;
  if (!value.object) error = value.found ? "'" + path + "' is no object" : value.error;
  return value.object != 0;
}

bool Desk::use_layout(const std::string& name, std::string& error) {
  std::string path = name.find('/') == std::string::npos ? find_data("assets/layouts/" + name + ".json") : name, text;
  if (path.empty() || !read_text_file(path, text)) return error = "there is no layout " + name, false;
  if (!ui::read_layout(text, ui.layout, error)) return error = path + ": " + error, false;
  return ui::read_layout(text, ui.usual_layout, error);
}

std::vector<std::pair<std::string, std::string>> Desk::examples() {
  std::vector<std::pair<std::string, std::string>> out;
  std::string root = find_data("assets/programs");
  for (const std::string& name : names_in(root)) {
    if (name.size() > 3 && name.compare(name.size() - 3, 3, ".py") == 0) out.push_back({name, root + "/" + name});
  }
  return out;
}

bool Desk::use_layout_number(int number) {
  // Their commands are called layout.NAME and stand in the order of the keys.
  const int command = static_cast<int>(ui::Command::LayoutRun) + number - 1;
  if (number < 1 || command > static_cast<int>(ui::Command::LayoutCompare)) return false;
  std::string error;
  return use_layout(std::string(ui::command_row(static_cast<ui::Command>(command)).id).substr(std::strlen("layout.")), error);
}

bool Desk::use_theme(const std::string& name) {
  if (name == "light") ui.settings.theme = ui::ThemeName::Light;
  else if (name == "dark") ui.settings.theme = ui::ThemeName::Dark;
  else if (name == "contrast") ui.settings.theme = ui::ThemeName::Contrast;
  else return false;
  return true;
}

bool Desk::use_language(const std::string& name) {
  if (name != "en" && name != "zh") return false;
  ui.settings.language = name == "zh" ? ui::Language::Chinese : ui::Language::English;
  ui::set_language(ui.settings.language);
  return true;
}

bool Desk::save_file(const std::string& path, const std::string& text, std::string& error) {
  return write_file(path, text, error);
}

namespace {

// A trace being written; one that is cancelled leaves nothing behind.
class TraceJob : public ui::Job {
 public:
  TraceJob(Session& session, bool library, std::string path) : path_(std::move(path)), file_(path_) {
    if (!file_.opened()) return;
    ExportOptions options;
    options.library = library;
    options.sink = [this](const char* data, size_t size) { return file_.write(data, size); };
    trace_ = session.export_trace(std::move(options));
  }
  bool opened() const { return file_.opened(); }
  bool work(double milliseconds) override {
    if (!trace_->work(milliseconds)) return false;
    if (!trace_->ok() || !file_.finish()) failure_ = cannot_write(path_);
    return true;
  }
  double progress() const override { return trace_->progress(); }
  bool failed() const override { return !failure_.empty(); }
  std::string outcome() const override { return failed() ? failure_ : ui::tr(ui::Word::Written) + path_; }

 private:
  std::string path_, failure_;
  FreshFile file_;
  std::unique_ptr<TraceExport> trace_;
};

}  // namespace

std::unique_ptr<ui::Job> Desk::export_trace(std::string& error) {
  if (!ui.session) return error = ui::tr(ui::Word::TraceAlready), nullptr;
  const std::string path = beside_program() + ".trace.json";
  auto job = std::make_unique<TraceJob>(*ui.session, !ui.settings.fold_library, path);
  if (!job->opened()) return error = cannot_write(path), nullptr;
  return job;
}

}  // namespace innards::app
