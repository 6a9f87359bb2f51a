#include "trace/export.h"

#include <algorithm>

#include "inspect/inspect.h"
#include "session/micro_listener.h"

namespace innards {

namespace {

class Exporter : public ProbeListener {
 public:
  Exporter(TraceWriter& writer, inspect::CodeCache& codes, const std::vector<OutputRow>& output, const ExportOptions& options)
      : writer_(writer), codes_(codes), output_(output), every_(options.every), from_(options.from) {}

  void on_event(const ProbeEvent& e) override {
    if (failed_) return;
    if (e.kind == ProbeKind::kStep) {
      if (e.step >= from_ && (every_ == "instruction" || wanted_)) write(Memory());
      wanted_ = false;
      return;
    }
    // A line is told after its first instruction's step, before anything else has happened; a call's first moment comes
    // with the next instruction.
    if (every_ == "line" && e.kind == ProbeKind::kLine && e.step >= from_) write(Memory());
    if (every_ == "call" && (e.kind == ProbeKind::kCall || e.kind == ProbeKind::kReturn)) wanted_ = true;
    if (kStoryEvents & probe_bit(e.kind)) story_.on_event(e);
  }

  void write(const Memory& memory, bool at_end = false) {
    Moment moment = inspect::moment(memory, {}, &codes_);
    moment.finished = at_end && finished;
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

  bool finished = false;
  uint64_t moments = 0;

 private:
  TraceWriter& writer_;
  inspect::CodeCache& codes_;
  const std::vector<OutputRow>& output_;
  std::string every_;
  uint64_t from_;
  MicroListener story_;
  const Memory* live_ = nullptr;
  size_t next_output_ = 0;
  bool wanted_ = true, failed_ = false;
};

}  // namespace

ExportResult export_trace(Timeline& timeline, inspect::CodeCache& codes, const std::vector<OutputRow>& output, const TraceHeader& header, const ExportOptions& options,
                          bool finished, int exit_status, TraceWriter::Sink sink) {
  uint64_t here = timeline.cursor();
  Exporter* exporter = nullptr;
  TraceWriter writer(std::move(sink), [&](ObjectId id) { return exporter->code(id); });
  Exporter listener(writer, codes, output, options);
  exporter = &listener;
  ExportResult result;
  if (!writer.begin(header)) return result;
  uint64_t head = timeline.head(), to = std::min(options.to, head), from = std::min(options.from, to);
  bool to_the_end = to == head;
  // One step earlier, so that the first moment has the events that led to it.
  uint64_t start = from > 0 ? from - 1 : 0;
  std::unique_ptr<Replay> replay = timeline.replay(start, to_the_end ? head : to + 1, listener, kStoryEvents | probe_bit(ProbeKind::kStep));
  while (!replay->work(100) && !listener.failed()) {}
  replay.reset();
  if (to_the_end && !listener.failed()) {
    listener.finished = finished;
    Memory memory = timeline.seek(head).memory();
    listener.write(memory, true);
  }
  timeline.seek(here);
  if (listener.failed()) return result;
  result.ok = writer.end(finished, exit_status);
  result.moments = listener.moments;
  result.bytes = writer.bytes();
  return result;
}

}  // namespace innards
