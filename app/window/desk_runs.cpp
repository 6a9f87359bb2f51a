// The desk's runs: what a program is given (arguments, input), the branches that come of giving it something else, and
// recordings.
#include <algorithm>

#include "base/shell_words.h"
#include "commands.h"
#include "data_files.h"
#include "host_outside.h"
#include "open_program.h"
#include "run/machine.h"
#include "saved_run.h"
#include "window/desk.h"
#include "window/writing.h"

namespace innards::app {

using ui::RunInputs;

namespace {

std::string text_of_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

bool begins_with(const std::vector<std::string>& all, const std::vector<std::string>& start) { return all.size() >= start.size() && std::equal(start.begin(), start.end(), all.begin()); }

bool input_lines(const RunInputs& inputs, std::vector<std::string>& lines, std::string& error) {
  std::string text = inputs.text;
  if (inputs.from == RunInputs::From::File && !read_text_file(inputs.path, text)) return error = ui::with_text(ui::Word::InputUnread, inputs.path), false;
  lines = lines_of(text);
  return true;
}

// As the inputs of a program that nobody at the desk has given them.
RunInputs inputs_in(const Program& program) {
  return {join_words(program.argv), program.input_ends ? RunInputs::From::Text : RunInputs::From::Console, text_of_lines(program.input), "", true};
}

}  // namespace

// ---- what a program is given

void Desk::set_inputs(const GivenInputs& given) {
  ui.inputs = given.inputs;
  inputs_borrowed_ = given.borrowed;
  inputs_of_[branches_.shown_number()] = given;
}

// What was typed in the console is given again.
bool Desk::prepare(const RunInputs& inputs, Program& program, std::string& error) const {
  size_t at = 0;
  if (!split_words(inputs.arguments, program.argv, at)) return error = ui::with_text(ui::Word::QuoteOpen, inputs.arguments.substr(at)), false;
  if (inputs.from == RunInputs::From::Console) {
    if (ui.inputs.from != RunInputs::From::Console) program.input.clear();
    program.input_ends = !interactive;
    return true;
  }
  program.input_ends = inputs.ends;
  return input_lines(inputs, program.input, error);
}

// Of a program that is opened: what the command line says, else what is kept with it.
bool Desk::give_inputs(const std::string& path, const std::vector<std::string>& argv, Program& program, GivenInputs& given, std::string& error) {
  RunInputs& inputs = given.inputs;
  std::vector<std::string> lines;
  bool ended = true;
  const bool asked = !interactive || from_command_line, named = asked && path != "-" && command_line_input(interactive, lines, &ended);
  const bool piped = named && (!lines.empty() || !input_file().empty());   // a pipe that says nothing is none
  from_command_line = false;
  program.input_ends = !interactive;
  if (interactive && path != "-") inputs = kept_inputs(path);
  if (!argv.empty()) inputs.arguments = join_words(argv);
  if (piped) {
    inputs.from = input_file().empty() || input_file() == "-" ? RunInputs::From::Text : RunInputs::From::File;
    inputs.path = inputs.from == RunInputs::From::File ? input_file() : "";
    inputs.text = text_of_lines(lines);
    inputs.ends = ended;   // of a pipe that is still open: what it has not said yet is typed in the console
  }
  if (inputs.from == RunInputs::From::File) inputs.text.clear();
  if (prepare(inputs, program, error)) return true;
  if (piped) return false;
  // What is kept cannot be had today: the program runs all the same, `error` says so, and it stays kept for another day.
  given.borrowed = true;
  std::string ignored;
  inputs = {inputs.arguments, RunInputs::From::Console, "", "", true};
  if (prepare(inputs, program, ignored)) return true;
  inputs = RunInputs();
  return prepare(inputs, program, ignored);
}

// A prepared file may have changed since.
void Desk::read_input_again(Program& program) const {
  std::vector<std::string> lines;
  std::string error;
  if (ui.inputs.from != RunInputs::From::File || !input_lines(ui.inputs, lines, error)) return;
  if (ui.inputs.ends || !begins_with(program.input, lines)) program.input = lines;
}

bool Desk::run_with(const RunInputs& inputs, std::string& error) {
  if (!own_run()) return error = ui::tr(ui.session ? ui::Word::InputsInLesson : ui::Word::InputsNotHere), false;
  Program program = ui.session->program();
  if (!prepare(inputs, program, error)) return false;
  program.source = ui::main_text(ui);
  if (!run_text(program)) return error = ui.problem, false;
  set_inputs({inputs, false});
  keep();
  return true;
}

// ---- branches

// Whether a fresh run is another one than that which is shown, and by what.
bool Desk::branch_of(const Session& fresh, BranchRow& row) const {
  const Program &now = ui.session->program(), &then = fresh.program();
  if (!interactive || now.source.empty()) return false;   // a refused text runs as an empty one
  if (now.source != then.source || finds_otherwise(then, *ui.session)) row.by = BranchBy::Text;
  else if (now.argv != then.argv) row.by = BranchBy::Arguments, row.what = join_words(then.argv);
  else if (now.input != then.input || now.input_ends != then.input_ends) row.by = BranchBy::Input;
  else if (!ui.session->outside().interrupts.empty()) row.by = BranchBy::Again;
  else return false;
  return true;
}

void Desk::put_branch(std::unique_ptr<Session> session, const BranchRow& row) {
  branches_.add(std::move(session), row);
  set_inputs({ui.inputs, inputs_borrowed_});
  branches_.thin();
}

// At once, or, where that must be recorded first, in slices.
void Desk::go_when_recorded(uint64_t step) {
  if (step > ui.view->last_step()) record_for(200);
  if (step <= ui.view->last_step() || !ui.session->recording()) ui.view->seek(step);
  else ui.look_for_place("step " + std::to_string(step));
}

// Where the cursor was, where both runs have that moment; at the end of one, at the end of the other.
void Desk::stand_in_branch(uint64_t at, bool at_end, uint64_t shared) {
  if (at <= shared) return go_when_recorded(at);
  record_for(300);
  ui.view->seek(at_end ? ui.view->last_step() : shared + 1);
}

std::vector<BranchRow> Desk::branches() { return own_run() ? branches_.rows() : std::vector<BranchRow>(); }

void Desk::show_branch(int number) {
  if (!own_run() || number == branches_.shown_number()) return;
  const uint64_t at = ui.view->cursor(), shared = branches_.shared(branches_.shown_number(), number);
  const bool at_end = at == ui.view->last_step();
  const std::vector<Breakpoint> breakpoints = ui.session->breakpoints();
  ProgramError wrong;
  uint64_t left = 0;
  Session* session = branches_.show(number, left, wrong);
  if (!session) {
    ui.problem = program_error_text(wrong);
    return;
  }
  show_view(session, session);
  session->breakpoints() = breakpoints;
  const auto given = inputs_of_.find(number);
  set_inputs(given != inputs_of_.end() ? given->second : GivenInputs{inputs_in(session->program()), true});
  branches_.thin();
  if (at <= shared || at_end) stand_in_branch(at, at_end, shared);
  else go_when_recorded(left);
}

bool Desk::change_answer(size_t number, const std::string& line, std::string& error) {
  if (!own_run()) return error = ui::tr(ui.session ? ui::Word::InputsInLesson : ui::Word::InputsNotHere), false;
  const std::vector<AnswerRow> answers = ui.session->answers();
  const uint64_t at = ui.view->cursor();
  const bool at_end = at == ui.view->last_step();
  std::unique_ptr<Session> fresh = ui.session->branch(number, line);
  if (!fresh) return error = ui::tr(ui::Word::AnswerNone), false;
  BranchRow row;
  row.by = BranchBy::Answer;
  row.answer = number + 1;
  row.what = line;
  row.shared = answers[number].step;
  Session* session = fresh.get();
  const RunInputs before = ui.inputs;
  const bool borrowed = inputs_borrowed_;
  show_view(session, session);
  put_branch(std::move(fresh), row);
  // Prepared lines are other ones now.
  if (before.from != RunInputs::From::Console) set_inputs({{before.arguments, RunInputs::From::Text, text_of_lines(session->program().input), "", before.ends}, borrowed});
  stand_in_branch(at, at_end, row.shared);
  return true;
}

// ---- recordings

bool Desk::save_recording(std::string& error) {
  if (!ui.session) return error = ui::tr(ui::Word::NoRecording), false;
  SavedRun run = own_run() ? save_runs(branches_) : save_run(*ui.session);
  for (const ui::TimeMark& m : ui.time_marks) run.marks.emplace_back(m.step, m.note);
  run.breakpoints = ui.session->breakpoints();
  run.watches = ui.watches.expressions;
  const std::string path = beside_program() + ".innards";
  if (!write_file(path, write_recording(run), error)) return false;
  if (whole_path(path) == whole_path(path_)) know_recording(), keep();
  ui.note = ui::tr(ui::Word::Written) + path;
  return true;
}

bool Desk::open_recording(const std::string& path, std::string& error) {
  auto run = std::make_unique<SavedRun>();
  if (!load_recording(path, *run, error)) return error = ui::with_text(ui::Word::RecordingBad, error), false;
  Program program;
  replay_program(*run, program);
  if (!interactive) program.input_ends = true;
  keep_edits();
  if (!open_program(program, error, true)) return false;
  path_ = path;
  begin_edits();
  for (KeptBranch& b : run->others) b.program.files = program.files;
  if (!run->others.empty()) branches_.join(run->row, std::move(run->others));
  set_inputs({inputs_in(program), true});
  ui.time_marks.clear();
  for (const auto& [step, note] : run->marks) ui.time_marks.push_back({step, note});
  ui.watches = ui::Watches();
  ui.watches.expressions = run->watches;
  ui.session->breakpoints() = run->breakpoints;
  add_kept();
  remember(path);
  if (interactive) {
    go_when_recorded(run->cursor);
  }
  if (const std::string other = other_version(*run); !other.empty()) ui.note = ui::with_text(ui::Word::RecordingOther, other);
  else if (const std::string library = other_library(*run); !library.empty()) ui.note = ui::with_text(ui::Word::RecordingLibrary, library);
  replayed_ = std::move(run);
  check_replay();
  return true;
}

namespace {

// Whether a person has ended a replay, or interrupted it, so that it is another run by that.
bool meddled_with(const Session& replay, const Program& of) {
  const bool at_its_end = of.stopped_at && replay.last_step() == of.stopped_at, stopped = !replay.recording() && !replay.exit_status();
  return (stopped && !at_its_end) || replay.outside().interrupts.size() > of.interrupts.size();
}

}  // namespace

// Once the recording is replayed: is it the run that was saved?
void Desk::check_replay() {
  if (!replayed_ || !own_run() || branches_.shown_number() != replayed_->row.number) return;
  if (ui.session->recording() && !ui.session->wants_input()) return;
  const std::string other = meddled_with(*ui.session, replayed_->program) ? "" : replay_difference(*replayed_, *ui.session);
  if (!other.empty()) ui.problem = ui::with_text(ui::Word::RecordingDiffers, other);
  replayed_.reset();
}

}  // namespace innards::app
