// Writing a recording as a trace: one replay over the wanted stretch, in which every moment is read from the live machine
// as it passes. Memory does not grow with the number of steps.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inspect/code_cache.h"
#include "timeline/timeline.h"
#include "trace/trace.h"

namespace innards {

struct ExportOptions {
  uint64_t from = 0, to = UINT64_MAX;        // first and last moment; clamped to the recording
  std::string every = "instruction";         // or line, or call: which moments are written
};

struct ExportResult {
  bool ok = false;
  uint64_t moments = 0, bytes = 0;
};

// `output`: the whole recording's. The timeline's cursor ends where it was.
ExportResult export_trace(Timeline& timeline, inspect::CodeCache& codes, const std::vector<OutputRow>& output, const TraceHeader& header, const ExportOptions& options,
                          bool finished, int exit_status, TraceWriter::Sink sink);

}  // namespace innards
