// The trace: a run written as JSON, and read back. Format: assets/trace.schema.json; README.md beside this file explains it.
// Writing is a stream: only the last moment is kept in memory. A TraceView answers what a panel asks from the file alone,
// row by row what the live run would answer, or says that the trace does not know (View::has).
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "session/view.h"

namespace innards {

inline constexpr int kTraceVersion = 1;
inline constexpr int kTraceKeyframeSpacing = 256;   // entries from one keyframe to the next

struct TraceHeader {
  std::string filename;
  std::vector<std::string> argv;
  std::string every = "instruction";                // instruction, line or call
  bool library = false;                             // moments in the standard library's code are there, too
};

class TraceWriter {
 public:
  using Sink = std::function<bool(const char* data, size_t size)>;   // false: the disk is full, stop
  using CodeLookup = std::function<const CodeRows*(ObjectId)>;

  TraceWriter(Sink sink, CodeLookup codes);
  ~TraceWriter();
  bool begin(const TraceHeader& header);
  // Moments in rising order of step. `output` is what was written since the last one. False when the sink refused.
  bool add(const Moment& moment, const std::vector<OutputRow>& output);
  bool end(bool finished, int exit_status);
  uint64_t bytes() const;
  uint64_t entries() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Opens a trace. On a file that is no trace, is cut off, or does not make sense: nullptr, and a sentence with the place in
// `error`.
std::unique_ptr<View> open_trace(const std::string& path, std::string& error);

}  // namespace innards
