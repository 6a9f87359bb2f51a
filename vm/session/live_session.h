// LiveSession: a Session over a Timeline. Not for includes outside vm/session; others use Session::open.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "inspect/code_cache.h"
#include "inspect/heap_map.h"
#include "inspect/inspect.h"
#include "inspect/moment_cache.h"
#include "inspect/walks.h"
#include "run/differences.h"
#include "run/machine.h"
#include "session/place.h"
#include "session/session.h"
#include "timeline/output_log.h"
#include "timeline/timeline.h"

namespace innards {

class ProcessListener;  // session/process_listeners.h
struct Excursion;  // run/excursion.h

// Input typed while the program runs.
class TypedInput : public InputSource {
 public:
  Answer read_line(std::string* line) override;
  std::vector<std::string> waiting;
  bool ended = false;
  std::vector<OutputRow> taken;           // what the program has read, for the console
};

class LiveSession : public Session, private inspect::ColumnFixer {
 public:
  bool start(const Program& program, ProgramError& error);

  bool has(Knows what) const override;
  std::string title() const override;
  uint64_t first_step() const override { return 0; }
  uint64_t last_step() const override { return timeline_->head(); }
  bool recording() const override { return !stopped_ && !timeline_->finished(); }
  uint64_t cursor() const override { return timeline_->cursor(); }
  void seek(uint64_t step) override;
  const Moment& moment() override;
  bool in_library() override { return options_.own.in_library(timeline_->seek(cursor()).memory()); }
  const CodeRows* code(ObjectId id) override;
  std::vector<SourceRow> source(const std::string& filename) override;
  std::vector<std::string> files() const override;
  std::shared_ptr<const Pipeline> pipeline(const std::string& filename) override;
  std::vector<FieldRow> bytes(ObjectId id) override;
  std::vector<HolderRow> holders(ObjectId id) override;
  std::optional<ValueRow> object_value(ObjectId id) override;
  std::shared_ptr<const HeapRows> heap(const HeapAsk& ask) override;
  std::shared_ptr<const GcRows> gc() override;
  StepRow this_step() override;
  std::optional<OriginRow> put_there(uint64_t frame, int slot) override;
  DictRows dict(ObjectId id, ObjectId key, const std::string& typed) override;
  TypeRows type(ObjectId id) override;
  WalkRows lookup(ObjectId id, const std::string& name) override;
  ProcessRows process(ProcessKind kind, ObjectId id) override;
  std::vector<ProcessKind> processes() override;
  std::vector<StripBucket> strip(uint64_t from, uint64_t to, int buckets) override;
  std::vector<FlameRow> flame(uint64_t from, uint64_t to) override;
  std::optional<std::vector<uint64_t>> born_between(uint64_t from, uint64_t to) override;
  std::vector<OutputRow> output() const override;
  uint64_t differences_edition() const override { return met_.changes(); }
  std::vector<DifferenceRow> differences() const override;

  bool record(double milliseconds) override;
  void stop() override { stopped_ = true; }
  void interrupt() override;
  size_t interrupts() const override { return outside_.interrupts.size() - program_.interrupts.size(); }
  bool wants_input() const override { return timeline_->head_state() == RunState::WaitingForInput; }
  bool in_native() const override { return timeline_->head_state() == RunState::InNative; }
  void give_input(const std::string& line) override;
  std::optional<int> exit_status() const override { return exit_status_; }
  const Program& program() const override { return program_; }
  std::vector<AnswerRow> answers() const override;
  std::unique_ptr<Session> branch(size_t number, const std::string& line) override;
  const Outside& outside() const override { return outside_; }
  Program recorded() const override;
  const std::string* text_of(const std::string& filename) const override;

  bool step(Direction direction) override;
  std::unique_ptr<Search> search(const Move& move) override;
  std::unique_ptr<Search> search_place(std::string_view place, std::string& error) override;
  std::vector<Breakpoint>& breakpoints() override { return breakpoints_; }
  std::unique_ptr<Query> log() override;
  std::unique_ptr<Query> ask(const Question& question, std::string& error) override;
  std::unique_ptr<Births> births() override;
  std::unique_ptr<LineHits> line_hits() override;
  EvalRow evaluate(uint64_t frame, const std::string& expression) override;
  std::vector<uint64_t> own_moments(int parts) override;
  std::unique_ptr<TraceExport> export_trace(ExportOptions options) override;
  uint64_t checkpoint_bytes() const override { return timeline_->checkpoint_bytes(); }
  double replay_milliseconds() const override { return timeline_->replay_milliseconds(); }

  Timeline& timeline() { return *timeline_; }
  inspect::CodeCache& codes() { return codes_; }
  // Runs code of the person who looks at a moment of the run, which stays as it was.
  EvalRow excursion(uint64_t step, Excursion& excursion);
  const std::string& output_text(int stream) const { return output_.text(stream); }
  const OutputLog& output_log() const { return output_; }
  const inspect::MomentOptions& options() const { return options_; }

  // What a search looks for: a listener that says at which step it found something; and the looking. See search.h.
  class Finder;
  class Scan;

 private:
  void fix(CodeRows& rows) const override;
  void branch_off(LiveSession& trunk, size_t number, const std::string& line);
  void take_outside(const LiveSession& trunk, uint64_t until);
  FileSource* files_to_read();
  std::string frozen_file(const std::string& filename) const;  // "<frozen os>" -> the path of os.py
  std::unique_ptr<Finder> finder_for(const Move& move);
  std::unique_ptr<Finder> finder_anywhere(const Move& move);
  const Moment& raw_moment(uint64_t step);
  InstrRow instruction_at(const Moment& m);
  inspect::TableOfStep table_at(uint64_t step);
  bool record_until(uint64_t step);
  void show_anew(uint64_t step);
  std::unique_ptr<Finder> finder_for(const Place& place) const;
  static constexpr uint64_t kCollectionStepsBack = 20000;   // how far back the start of a collection is looked for
  const inspect::BlockSet& blocks_before();
  void tell_collection(GcRows& rows);
  std::vector<ProcessKind> processes_at(uint64_t step);
  std::unique_ptr<ProcessListener> listener_for(ProcessKind kind, const Moment& before);
  uint64_t start_of_process(ProcessKind kind, uint64_t step);
  bool collecting_at(uint64_t step);
  ProcessRows walk_step(uint64_t step, ProcessKind kind, const std::vector<ProcessKind>& kinds);

  Program program_;
  std::unique_ptr<FileSource> edited_;    // over program_.files, where something is edited
  Machine machine_;
  Outside outside_;
  DifferencesMet met_;
  OutputLog output_;
  TypedInput input_;
  std::unique_ptr<LoadedMachine> control_;
  std::unique_ptr<Timeline> timeline_;
  std::vector<Breakpoint> breakpoints_;
  bool stopped_ = false;
  std::unordered_map<std::string, std::vector<SourceRow>> sources_;   // read once
  std::unordered_map<std::string, std::shared_ptr<const Pipeline>> pipelines_;   // made when first asked for
  std::optional<int> exit_status_;

  inspect::CodeCache codes_;
  inspect::MomentCache kept_;          // of the moment that was made last
  inspect::MomentOptions options_;
  std::vector<std::pair<uint64_t, std::unique_ptr<Moment>>> raw_;   // moments without change marks, the one used last at the end
  Moment moment_;
  uint64_t moment_step_ = UINT64_MAX;
  StepRow step_row_;
  uint64_t step_row_step_ = UINT64_MAX;
  std::unique_ptr<inspect::BlockSet> blocks_before_;   // at the first step; made when first asked for
  std::shared_ptr<const HeapRows> heap_;
  HeapAsk heap_ask_;
  std::shared_ptr<const GcRows> gc_;
  uint64_t heap_step_ = UINT64_MAX, gc_step_ = UINT64_MAX;
  std::vector<ProcessKind> kinds_;                     // of the walks in kinds_step_
  uint64_t kinds_step_ = UINT64_MAX;
};

}  // namespace innards
