// OutputLog: what the program has written, kept once on the host side. Replays write the same bytes again; the log knows
// them by their offset and drops them. What was there at a moment is a prefix: Runtime::thread.stdout_bytes says how long.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "run/machine.h"

namespace innards {

class OutputLog : public OutputSink {
 public:
  // One write as the program made it.
  struct Piece {
    int stream;        // 1 stdout, 2 stderr
    uint64_t step;     // Runtime::step when it was written
    uint64_t offset;   // in the stream
    uint64_t size;
  };

  // `also`: a sink that gets each byte once, as it comes (the terminal, say); may be null.
  explicit OutputLog(OutputSink* also = nullptr, uint64_t limit = uint64_t{64} << 20) : also_(also), limit_(limit) {}

  void write(int stream, uint64_t offset, const char* data, uint64_t size) override;

  const std::string& text(int stream) const { return text_[stream == 2]; }
  const std::vector<Piece>& pieces() const { return pieces_; }
  bool flooded() const { return flooded_; }   // the limit was reached: later bytes are counted, not kept
  // Keeps only the first so many bytes of each stream (the recording was cut at a moment that has these).
  void cut(uint64_t stdout_bytes, uint64_t stderr_bytes);

 private:
  OutputSink* also_;
  uint64_t limit_;
  uint64_t seen_[2] = {0, 0};
  bool flooded_ = false;
  std::string text_[2];
  std::vector<Piece> pieces_;
};

}  // namespace innards
