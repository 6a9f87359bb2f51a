#include "session/live_session.h"

#include <algorithm>

#include "base/source_text.h"
#include "base/utf8.h"
#include "compile/compile.h"
#include "compile/code_unit.h"
#include "inspect/garbage.h"
#include "inspect/holders.h"
#include "session/edited_files.h"
#include "session/live_machine.h"
#include "session/micro_listener.h"
#include "session/process_listeners.h"
#include "session/search.h"
#include "trace/export.h"

namespace innards {

namespace {

constexpr size_t kMomentsKept = 16;

// The lines of a source, decoded; of bytes that do not fit their encoding whatever can be shown.
std::vector<std::string> lines_of_source(const std::string& bytes) {
  const SourceText source = decode_text_file(bytes);
  const std::string text = source.error.empty() ? source.text : replace_invalid_utf8(bytes);
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace

std::string Program::encoding() const { return decode_text_file(source).encoding; }

std::unique_ptr<Session> Session::open(const Program& program, ProgramError& error) {
  auto session = std::make_unique<LiveSession>();
  if (!session->start(program, error)) return nullptr;
  return session;
}

InputSource::Answer TypedInput::read_line(std::string* line) {
  if (waiting.empty()) return ended ? Answer::End : Answer::NotYet;
  *line = waiting.front();
  waiting.erase(waiting.begin());
  taken.push_back({rt().step, 0, *line});
  return Answer::Line;
}

bool LiveSession::start(const Program& program, ProgramError& error) {
  program_ = program;
  forget_live_codes();
  codes_.set_fixer(this);
  CompileFlags flags;
  flags.from_file = true;
  CompileResult compiled = compile_source(program.source, program.filename, CompileMode::Exec, flags);
  if (!compiled.ok()) {
    const SyntaxErrorInfo& e = compiled.error;
    auto known = [](int32_t n) { return n == SyntaxErrorInfo::kAbsent ? 0 : n; };
    error = {syntax_error_type_name(e.type), e.msg, program.filename, e.text, known(e.lineno), known(e.offset), known(e.end_lineno), known(e.end_offset)};
    return false;
  }
  std::string reason;
  Timeline::release_arena();   // another session may have the arena
  met_differences(nullptr);    // what happens before the program begins is not its doing
  if (!machine_.boot(&reason)) {
    error = {"MachineError", reason, program.filename, "", 0, 0, 0, 0};
    return false;
  }
  outside_.argv = program.argv;
  outside_.argv.insert(outside_.argv.begin(), program.argv0.empty() ? program.filename : program.argv0);
  outside_.library = program.library;
  outside_.path = module_search_path(program.directory, program.library);
  // A program of the library's, run as such, is itself what is to be seen.
  options_.own.program = program.filename;
  options_.own.library = program.library;
  if (options_.own.is_library(program.filename)) options_.own.library.clear();
  outside_.input_source = &input_;
  outside_.file_source = files_to_read();
  outside_.output = &output_;
  outside_.interrupts = program.interrupts;
  for (const std::string& line : program.input) input_.waiting.push_back(line + "\n");
  input_.ended = program.input_ends;
  machine_.automatic_gc = program.automatic_gc;
  machine_.load(program.source, program.filename, &outside_);
  control_ = std::make_unique<SessionMachine>(machine_, outside_, met_);
  timeline_ = std::make_unique<Timeline>(*control_);
  options_.background = std::make_shared<std::unordered_set<ObjectId>>(inspect::tracked_objects(Memory()));
  return true;
}

FileSource* LiveSession::files_to_read() {
  if (program_.edited.empty()) return program_.files.get();
  edited_ = std::make_unique<EditedFiles>(program_.edited, program_.files.get());
  return edited_.get();
}

bool LiveSession::has(Knows what) const {
  switch (what) {
    case Knows::Bytes:
    case Knows::Holders:
    case Knows::Micro:
    case Knows::Writes:
    case Knows::Dict:
    case Knows::Type:
    case Knows::Pipeline:
    case Knows::Heap:
    case Knows::Gc:
    case Knows::Eval:
    case Knows::Edit: return true;
    default: return false;
  }
}

std::string LiveSession::title() const {
  size_t slash = program_.filename.rfind('/');
  return slash == std::string::npos ? program_.filename : program_.filename.substr(slash + 1);
}

void LiveSession::seek(uint64_t step) { timeline_->seek(std::min(step, timeline_->head())); }

const Moment& LiveSession::raw_moment(uint64_t step) {
  const auto known = std::find_if(raw_.begin(), raw_.end(), [&](const auto& r) { return r.first == step; });
  if (known != raw_.end()) {
    std::rotate(known, known + 1, raw_.end());
    return *raw_.back().second;
  }
  const Memory memory = timeline_->seek(step).memory();
  raw_.emplace_back(step, std::make_unique<Moment>(inspect::moment(memory, options_, &codes_, &kept_)));
  if (raw_.size() > kMomentsKept) raw_.erase(raw_.begin());
  return *raw_.back().second;
}

const Moment& LiveSession::moment() {
  uint64_t step = cursor();
  if (moment_step_ == step) return moment_;
  const Moment* before = nullptr;   // stays where it is: only the moments used longest ago are dropped
  std::vector<MicroRow> events;
  if (step > 0) {
    before = &raw_moment(step - 1);
    timeline_->seek(step - 1);
    MicroListener listener;
    timeline_->probe_step(listener, kStoryEvents);
    events = listener.take();
  }
  moment_ = raw_moment(step);
  timeline_->seek(step);
  moment_.events = std::move(events);
  if (before) inspect::mark_changes(moment_, *before);
  moment_.finished = step == timeline_->head() && timeline_->finished();
  moment_step_ = step;
  return moment_;
}

const CodeRows* LiveSession::code(ObjectId id) {
  if (!id) return nullptr;
  Memory memory = timeline_->picture().checkpoint ? timeline_->picture().memory() : timeline_->seek(cursor()).memory();
  const CodeRows& rows = codes_.get(memory, id);
  return rows.id ? &rows : nullptr;
}

namespace {

void mark_executable(const CodeUnit& unit, std::vector<SourceRow>& rows) {
  for (const Span& span : inspect::read_locations(unit.linetable, unit.firstlineno, unit.code.size() / 2))
    if (span.line >= 1 && span.line <= static_cast<int>(rows.size())) rows[static_cast<size_t>(span.line) - 1].executable = true;
  for (const CodeConst& constant : unit.consts)
    if (constant.code) mark_executable(*constant.code, rows);
}

}  // namespace

std::string LiveSession::frozen_file(const std::string& filename) const {
  std::string name = filename.substr(8, filename.size() - 9);
  std::replace(name.begin(), name.end(), '.', '/');
  return outside_.library + "/" + name + ".py";
}

const std::string* LiveSession::text_of(const std::string& filename) const {
  if (filename == program_.filename) return &program_.source;
  // CPython's own executable holds the code of a few library modules, which then is called "<frozen os>".
  const bool frozen = filename.rfind("<frozen ", 0) == 0;
  auto it = outside_.files.find(frozen ? frozen_file(filename) : filename);
  return it == outside_.files.end() ? nullptr : &it->second;
}

// Lines of ASCII need nothing; of others the code points before the column are counted.
void LiveSession::fix(CodeRows& rows) const {
  const std::string* text = text_of(rows.filename);
  if (!text || utf8_is_ascii(*text)) return;
  std::vector<std::string> lines = lines_of_source(*text);
  auto points = [&](int line, int& column) {
    if (line < 1 || line > static_cast<int>(lines.size()) || column <= 0) return;
    const std::string& of = lines[static_cast<size_t>(line) - 1];
    column = static_cast<int>(utf8_length(std::string_view(of).substr(0, static_cast<size_t>(column))));
  };
  for (InstrRow& i : rows.instructions) {
    points(i.span.line, i.span.col);
    points(i.span.end_line, i.span.end_col);
  }
}

std::vector<SourceRow> LiveSession::source(const std::string& filename) {
  if (auto it = sources_.find(filename); it != sources_.end()) return it->second;
  const std::string* text = text_of(filename);
  std::vector<SourceRow> rows;
  if (!text) return rows;
  for (std::string& line : lines_of_source(*text)) {
    SourceRow row;
    row.line = static_cast<int>(rows.size()) + 1;
    row.text = std::move(line);
    rows.push_back(std::move(row));
  }
  CompileResult compiled = compile_source(*text, filename, CompileMode::Exec);
  if (compiled.unit) mark_executable(*compiled.unit, rows);
  sources_[filename] = rows;
  return rows;
}

std::vector<std::string> LiveSession::files() const {
  std::vector<std::string> files = {program_.filename};
  for (const auto& [path, content] : outside_.files) files.push_back(path);
  return files;
}

std::shared_ptr<const Pipeline> LiveSession::pipeline(const std::string& filename) {
  if (auto it = pipelines_.find(filename); it != pipelines_.end()) return it->second;
  const std::string* text = text_of(filename);
  if (!text) return nullptr;
  return pipelines_[filename] = make_pipeline(*text, filename);
}

std::vector<FieldRow> LiveSession::bytes(ObjectId id) {
  Memory memory = timeline_->seek(cursor()).memory();
  return inspect::bytes(memory, id);
}

std::vector<HolderRow> LiveSession::holders(ObjectId id) {
  const inspect::BlockSet& before = blocks_before();
  Memory memory = timeline_->seek(cursor()).memory();
  return inspect::holders(memory, id, &before);
}

std::vector<DifferenceRow> LiveSession::differences() const {
  std::vector<DifferenceRow> rows;
  for (int i = 0; i < static_cast<int>(Difference::kCount); ++i) {
    const Difference d = static_cast<Difference>(i);
    const DifferenceInfo& info = difference_info(d);
    rows.push_back({info.file, info.title, info.title_zh, info.sentence, info.sentence_zh, info.told, {}});
    for (const DifferencesMet::Meeting& m : met_.of(d)) rows.back().met.push_back({m.step, m.what});
  }
  return rows;
}

InstrRow LiveSession::instruction_at(const Moment& m) {
  if (m.frames.empty()) return {};
  if (const CodeRows* rows = code(m.frames.back().code_id))
    for (const InstrRow& i : rows->instructions)
      if (i.offset == m.frames.back().offset) return i;
  return {};
}

namespace {
// What happens in a step, and which walks there are in it, heard at once.
struct StepListener : ProbeListener {
  MicroListener micro;
  KindsListener kinds;
  void on_event(const ProbeEvent& e) override { micro.on_event(e), kinds.on_event(e); }
};
}  // namespace

StepRow LiveSession::this_step() {
  uint64_t step = cursor();
  if (step_row_step_ == step) return step_row_;
  StepRow row;
  row.step = step;
  const Moment& m = moment();
  if (!m.frames.empty()) {
    row.qualname = m.frames.back().qualname;
    row.instruction = instruction_at(m);
    row.sentence = row.instruction.sentence;
    if (step > 0) row.ran = instruction_at(raw_moment(step - 1));
    timeline_->seek(step);
    if (step < last_step()) {
      StepListener listener;
      timeline_->probe_step(listener);
      row.micro = listener.micro.take();
      kinds_ = listener.kinds.kinds();
      kinds_step_ = step;
      timeline_->seek(step);
    }
  }
  step_row_ = row;
  if (step < last_step() || !recording()) step_row_step_ = step;   // at the end of a recording its inside is not known yet
  return row;
}

// ---- over the run ---------------------------------------------------------------------------------------------------

std::vector<OutputRow> LiveSession::output() const {
  std::vector<OutputRow> rows;
  for (const OutputLog::Piece& piece : output_.pieces()) {
    const std::string& text = output_.text(piece.stream);
    if (piece.offset < text.size()) rows.push_back({piece.step, piece.stream, text.substr(piece.offset, piece.size)});
  }
  // Both are in order; a question comes before its answer.
  size_t written = rows.size();
  rows.insert(rows.end(), input_.taken.begin(), input_.taken.end());
  std::inplace_merge(rows.begin(), rows.begin() + static_cast<int64_t>(written), rows.end(), [](const OutputRow& a, const OutputRow& b) { return a.step < b.step; });
  return rows;
}

// The inside of an instruction was shown at that step, which is a moment now.
void LiveSession::show_anew(uint64_t step) {
  raw_.erase(std::remove_if(raw_.begin(), raw_.end(), [&](const auto& r) { return r.first == step; }), raw_.end());
  if (moment_step_ == step) moment_step_ = UINT64_MAX;
  if (step_row_step_ == step) step_row_step_ = UINT64_MAX;
  if (kinds_step_ == step) kinds_step_ = UINT64_MAX;
  if (heap_step_ == step) heap_step_ = UINT64_MAX;
  if (gc_step_ == step) gc_step_ = UINT64_MAX;
  if (cursor() == step) timeline_->seek(step);
}

bool LiveSession::record(double milliseconds) {
  if (!recording()) return false;
  const RunState before = timeline_->head_state();
  const uint64_t inside = timeline_->head();
  const uint64_t end = program_.stopped_at ? program_.stopped_at : UINT64_MAX;   // it was ended there before
  bool more = timeline_->record(milliseconds, end);
  if (inside_instruction(before) && (timeline_->head_state() != before || timeline_->head() != inside)) show_anew(inside);
  if (last_step() >= end) stopped_ = true;
  if (timeline_->finished()) exit_status_ = machine_.exit_status();
  return more;
}

bool LiveSession::record_until(uint64_t step) {
  while (last_step() < step && record(5)) {
  }
  return last_step() >= step;
}

void LiveSession::interrupt() {
  if (!recording()) return;
  timeline_->interrupt();
}

void LiveSession::give_input(const std::string& line) {
  input_.waiting.push_back(line + "\n");
  program_.input.push_back(line);
}

std::unique_ptr<TraceExport> LiveSession::export_trace(ExportOptions options) {
  Recording recording{{program_.filename, program_.argv, options.every, options.library}, output(), !this->recording(), exit_status().value_or(0), options_};
  return std::make_unique<TraceExport>(*timeline_, codes_, std::move(recording), std::move(options));
}

}  // namespace innards
