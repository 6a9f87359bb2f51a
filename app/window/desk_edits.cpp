// The desk's files of the program: reading and saving them, looking whether another hand has changed one, and keeping what
// is not saved.
#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <utility>

#include "compile/compile.h"
#include "data_files.h"
#include "kit/pipe.h"
#include "open_program.h"
#include "panels/lesson_state.h"
#include "saved_run.h"
#include "window/desk.h"
#include "window/link.h"
#include "window/writing.h"

namespace innards::app {
namespace {

namespace fs = std::filesystem;

bool is_file(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::string names_of(const ui::Ui& ui, const std::vector<std::string>& files) {
  std::string names;
  for (const std::string& file : files) names += (names.empty() ? "" : ", ") + ui::file_title(ui, file);
  return names;
}

}  // namespace

// ---- reading and saving

// A recording gives its run again without the files that it was made of.
bool Desk::keeps_files() { return !path_.empty() && !is_recording(path_) && ui.session; }

bool Desk::read_program_file(const std::string& file, std::string& text) { return keeps_files() && is_file(file) && read_text_file(file, text); }

bool Desk::save_program_file(const std::string& file, const std::string& text, std::string& error) {
  std::error_code failed;
  if (const fs::path folder = fs::path(file).parent_path(); !folder.empty()) fs::create_directories(folder, failed);
  if (failed) return errno = failed.value(), error = cannot_write(file), false;
  return write_file(file, text, error);
}

// The program's text goes into a new file, and is run from there with what the run before was given.
bool Desk::save_as(const std::string& typed, std::string& error) {
  if (!ui.session) return error = ui::tr(ui::Word::NotInTrace), false;
  if (is_link(typed)) return error = ui::with_text(ui::Word::NewFileName, typed), false;
  const std::string path = at_home(typed.ends_with(".py") ? typed : typed + ".py");
  if (file_exists(path)) return error = ui::with_text(ui::Word::FileIsThere, path), false;
  const Program before = ui.session->program();
  Program program;
  if (!save_program_file(path, ui::main_text(ui), error)) return false;
  if (!load_program(path, before.argv, program)) return error = ui::with_text(ui::Word::CannotRead, path), false;
  program.input = before.input;
  program.input_ends = before.input_ends;
  std::vector<Breakpoint> breakpoints = ui.session->breakpoints();
  for (Breakpoint& b : breakpoints)
    if (b.filename == before.filename) b.filename = program.filename;
  const std::vector<ui::TimeMark> marks = ui.time_marks;
  const std::vector<std::string> watches = ui.watches.expressions;
  ui::Edit* edit = ui.edits->find(before.filename);
  const std::string saved = edit ? std::exchange(edit->saved, edit->text) : "";
  refused_ = path;   // what does not compile goes on in the editor
  if (!put_program(path, program, {ui.inputs, inputs_borrowed_}, error)) {
    if (edit) edit->saved = saved;
    return error = last_line(error), false;
  }
  ui.session->breakpoints() = breakpoints;
  ui.time_marks = marks;
  ui.watches.expressions = watches;
  keep();
  if (ui.problem.empty()) ui.note = ui::tr(ui::Word::Written) + whole_path(path);
  return true;
}

// A text of a module that does not compile is refused as the program's own is; one that was saved so is the program's to meet.
bool Desk::refuses(const std::vector<EditedFile>& edited) {
  CompileFlags flags;
  flags.from_file = true;
  for (const EditedFile& file : edited) {
    if (!ui.edits->find(file.path)) continue;   // the main one, under another name
    const CompileResult compiled = compile_source(file.text, file.path, CompileMode::Exec, flags);
    if (compiled.ok()) continue;
    wrong_line_ = std::max(0, compiled.error.lineno);
    ui.editing = true;
    ui::show_file(ui, file.path);
    say_refused(std::string(syntax_error_type_name(compiled.error.type)) + ": " + compiled.error.msg, file.path);
    return true;
  }
  return false;
}

// ---- another hand

void Desk::watch_file() {
  watch_lesson();
  branches_.thin();
  check_replay();
  if (!keeps_files()) return;
  for (const std::string& file : ui::own_files(ui)) look_at_file(file);
}

void Desk::file_is_gone(const std::string& file) {
  const std::string* ran = ui.session->text_of(file);
  ui::Edit* edit = ui.edits->find(file);
  if (edit ? edit->is_new : !ran) return;
  if (!edit) edit = &ui.edits->put({file, *ran, *ran});
  edit->is_new = true;
  ui.problem = ui::with_text(ui::Word::FileGone, ui::file_title(ui, file));
}

// A text that nobody changes here follows its file; of one that is being changed it is said, and nothing is lost. While the
// editor is open the run stays as it is.
void Desk::look_at_file(const std::string& file) {
  const int64_t time = time_of_file(file);
  int64_t& known = file_times_[file];
  ui::Edit* edit = ui.edits->find(file);
  std::string disk;
  if (time == known && time) return;
  if (!read_program_file(file, disk)) {
    known = time;
    return file_is_gone(file);
  }
  const std::string* ran = ui.session->text_of(file);
  if (edit && edit->changed()) {
    known = time;
    if (disk == edit->text) edit->saved = disk, edit->is_new = edit->overtaken = false;
    if (edit->overtaken || !edit->changed() || (!edit->is_new && disk == edit->saved)) return;
    edit->overtaken = true;
    ui.problem = ui::with_text(ui::Word::FileOvertaken, ui::file_title(ui, file));
    return;
  }
  if (edit && disk != edit->saved) ui.edits->put({file, disk, disk}), ui.focus_editor = ui.editing && ui.rows.source_file == file;
  if (ui.editing) return;      // looked at again when it is closed
  known = time;
  if (!ran || disk == *ran) return;
  open("", file == ui.session->program().filename ? disk : ui::main_text(ui));
  if (ui.problem.empty()) ui.note = ui::with_text(ui::Word::FileRunAgain, ui::file_title(ui, file));
}

// ---- what is not saved

// A lesson's program lies in the lesson's folder under its name; one that came as text alone is known by its name, which all
// that have no file share.
std::string Desk::edits_key() const {
  if (!path_.empty()) return whole_path(path_);
  if (!ui.session) return {};
  if (ui.lesson && ui.lesson->player && ui.lesson->player->session() == ui.session) return lesson_dir_ + "/" + ui.session->program().filename;
  return ui.session->program().filename;
}

void Desk::begin_edits() {
  kept_edits_.leave();
  *ui.edits = ui::Edits();
  ui.shown_file.clear();
  file_times_.clear();
  lesson_ran_.clear();
  edits_key_ = edits_key();
  offer_kept();
  const std::vector<std::string> elsewhere = interactive && !edits_key_.empty() && edits_key_ != kNoFile ? KeptEdits::edited_elsewhere(edits_key_) : std::vector<std::string>();
  if (!elsewhere.empty()) ui.note = ui::with_text(ui::Word::KeptElsewhere, names_of(ui, elsewhere));
}

void Desk::keep_edits() {
  if (!interactive || edits_key_.empty()) return;
  std::vector<KeptEdit> edits;
  for (const ui::Edit& e : ui.edits->files)
    if (e.changed()) edits.push_back({edits_key_, e.file, e.text, e.saved, e.is_new});
  std::string error;
  const bool kept = kept_edits_.keep(edits, error);
  if (!kept && !keep_failed_) ui.problem = ui::with_text(ui::Word::KeptFailed, error);
  keep_failed_ = !kept;
}

// What stands in its file by now is not offered, and is taken away. Where that cannot be done it comes again: then it stays.
void Desk::offer_kept() {
  ui.edits->kept.clear();
  offered_ = KeptFolder();
  if (!interactive || edits_key_.empty()) return;
  for (std::string before;; before = offered_.path) {
    offered_ = KeptEdits::left_of(edits_key_);
    if (offered_.path.empty() || offered_.path == before) return;
    for (const KeptEdit& e : offered_.edits) {
      std::string disk = e.saved;
      const bool there = !keeps_files() || read_program_file(e.file, disk);
      if (there && disk == e.text) continue;
      using Disk = ui::KeptText::Disk;
      const Disk since = !there ? (e.is_new ? Disk::New : Disk::Gone) : disk != e.saved || e.is_new ? Disk::Changed : Disk::Same;
      ui.edits->kept.push_back({e.file, e.text, there ? disk : std::string(), since});
    }
    ui.edits->kept_since = offered_.when;
    if (!ui.edits->kept.empty()) return;
    KeptEdits::drop(offered_);
  }
}

// Taken texts are written down in this sitting's name before those of the other one go.
void Desk::answer_kept(bool take) {
  const std::vector<ui::KeptText> kept = std::exchange(ui.edits->kept, {});
  for (const ui::KeptText& k : kept) {
    if (!take) break;
    using Disk = ui::KeptText::Disk;
    ui.edits->put({k.file, k.text, k.saved, k.disk == Disk::Gone || k.disk == Disk::New, k.disk == Disk::Changed});
  }
  keep_edits();
  if (!take || !keep_failed_) KeptEdits::drop(offered_);
  ui.note = ui::tr(take ? ui::Word::KeptTaken : ui::Word::KeptDropped);
  if (take) {
    ui.editing = ui.wants_fonts = true;
    ui::bring_up(ui.layout, ui::Panel::Source);
    ui::show_file(ui, kept[0].file);
  }
  offer_kept();
}

}  // namespace innards::app
