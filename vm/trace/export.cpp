#include "trace/export.h"

#include <algorithm>

#include "session/micro_listener.h"

namespace innards {

class TraceExport::Exporter : public ProbeListener {
 public:
  Exporter(TraceWriter& writer, inspect::CodeCache& codes, const Recording& recording, const ExportOptions& options)
      : writer_(writer), codes_(codes), output_(recording.output), moments_(recording.moments), own_(recording.moments.own), every_(options.every), from_(options.from), all_(options.library) {}

  void on_event(const ProbeEvent& e) override {
    if (failed_) return;
    if (e.kind == ProbeKind::kStep) {
      // The first moment is written wherever it is.
      if (moments && is_left_out(e)) return;
      if (e.step >= from_ && (every_ == "instruction" || wanted_)) write(Memory());
      wanted_ = false;
      return;
    }
    // A line is told after its first instruction's step, before anything else has happened; a call's first moment comes
    // with the next instruction.
    if (every_ == "line" && e.kind == ProbeKind::kLine && e.step >= from_ && !is_left_out(e)) write(Memory());
    if (every_ == "call" && (e.kind == ProbeKind::kCall || e.kind == ProbeKind::kReturn)) wanted_ = true;
    if (kStoryEvents & probe_bit(e.kind)) story_.on_event(e);
  }

  void write(const Memory& memory, bool finished = false) {
    Moment moment = inspect::moment(memory, moments_, &codes_);
    moment.finished = finished;
    moment.events_left_out = static_cast<int64_t>(story_.left_out());
    moment.events = story_.take();
    live_ = &memory;
    std::vector<OutputRow> rows;
    while (next_output_ < output_.size() && output_[next_output_].step <= moment.step) rows.push_back(output_[next_output_++]);
    failed_ = !writer_.add(moment, rows);
    live_ = nullptr;
    ++moments;
  }

  const CodeRows* code(ObjectId id) { return live_ ? &codes_.get(*live_, id) : nullptr; }
  bool failed() const { return failed_; }

  uint64_t moments = 0;

 private:
  // Of an instruction or a line: the library's, which is not wanted.
  bool is_left_out(const ProbeEvent& e) { return !all_ && own_.is_library_frame(Memory(), e.a); }

  TraceWriter& writer_;
  inspect::CodeCache& codes_;
  const std::vector<OutputRow>& output_;
  const inspect::MomentOptions& moments_;
  const inspect::OwnCode& own_;
  std::string every_;
  uint64_t from_;
  bool all_;
  MicroListener story_;
  const Memory* live_ = nullptr;
  size_t next_output_ = 0;
  bool wanted_ = true, failed_ = false;
};

TraceExport::TraceExport(Timeline& timeline, inspect::CodeCache& codes, Recording recording, ExportOptions options)
    : timeline_(timeline), recording_(std::move(recording)), writer_(std::move(options.sink), [this](ObjectId id) { return exporter_->code(id); }), head_(timeline.head()) {
  uint64_t to = std::min(options.to, head_), from = std::min(options.from, to);
  to_the_end_ = to == head_;
  exporter_ = std::make_unique<Exporter>(writer_, codes, recording_, options);
  over_ = !writer_.begin(recording_.header);
  // One step earlier, so that the first moment has the events that led to it.
  replay_ = timeline.replay(from > 0 ? from - 1 : 0, to_the_end_ ? head_ : to + 1, *exporter_, kStoryEvents | probe_bit(ProbeKind::kStep));
}

TraceExport::~TraceExport() = default;

bool TraceExport::work(double milliseconds) {
  if (over_) return true;
  bool all = replay_->work(milliseconds);
  if (exporter_->failed()) over_ = true;
  else if (all) finish();
  return over_;
}

void TraceExport::finish() {
  over_ = true;
  if (to_the_end_) {
    uint64_t here = timeline_.cursor();
    exporter_->write(timeline_.seek(head_).memory(), recording_.finished);
    timeline_.seek(here);
  }
  ok_ = !exporter_->failed() && writer_.end(recording_.finished, recording_.exit_status);
}

double TraceExport::progress() const { return over_ ? 1 : replay_->progress(); }
uint64_t TraceExport::moments() const { return exporter_->moments; }
uint64_t TraceExport::bytes() const { return writer_.bytes(); }

}  // namespace innards
