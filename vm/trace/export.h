// Writing a recording as a trace: one replay over the wanted stretch, in which every moment is read from the live machine
// as it passes. It goes on in slices, and memory does not grow with the number of steps. Comes from Session::export_trace.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "inspect/code_cache.h"
#include "inspect/inspect.h"
#include "timeline/timeline.h"
#include "trace/trace.h"

namespace innards {

struct ExportOptions {
  uint64_t from = 0, to = UINT64_MAX;        // first and last moment; clamped to the recording
  std::string every = "instruction";         // or line, or call: which moments are written
  bool library = false;                      // also those in the standard library's code; else a call of it is one step
  TraceWriter::Sink sink;
};

// What a recording is besides its moments.
struct Recording {
  TraceHeader header;
  std::vector<OutputRow> output;             // the whole recording's
  bool finished = false;
  int exit_status = 0;
  inspect::MomentOptions moments;            // as the live run's panels have them
};

class TraceExport {
 public:
  // What is recorded now; later steps are not written.
  TraceExport(Timeline& timeline, inspect::CodeCache& codes, Recording recording, ExportOptions options);
  ~TraceExport();
  // Goes on for about `milliseconds`; true when all is written or the sink refused. The timeline's cursor stays.
  bool work(double milliseconds);
  double progress() const;                   // 0 to 1
  bool ok() const { return ok_; }            // everything is written
  uint64_t moments() const;
  uint64_t bytes() const;

 private:
  class Exporter;
  void finish();

  Timeline& timeline_;
  Recording recording_;
  TraceWriter writer_;
  std::unique_ptr<Exporter> exporter_;
  std::unique_ptr<Replay> replay_;
  uint64_t head_;
  bool to_the_end_, over_ = false, ok_ = false;
};

}  // namespace innards
