// Keeping the program's output once.
#include "timeline/output_log.h"

#include "run/runtime.h"

namespace innards {

void OutputLog::write(int stream, uint64_t offset, const char* data, uint64_t size) {
  uint64_t& seen = seen_[stream == 2];
  if (offset + size <= seen) return;  // a replay
  const uint64_t known = seen > offset ? seen - offset : 0;
  data += known;
  offset += known;
  size -= known;
  seen = offset + size;
  if (also_) also_->write(stream, offset, data, size);
  std::string& text = text_[stream == 2];
  if (text.size() + size > limit_ || text.size() != offset) {
    flooded_ = true;
    return;
  }
  text.append(data, size);
  if (!pieces_.empty() && pieces_.back().stream == stream && pieces_.back().step == rt().step) pieces_.back().size += size;
  else pieces_.push_back({stream, rt().step, offset, size});
}

void OutputLog::cut(uint64_t stdout_bytes, uint64_t stderr_bytes) {
  const uint64_t keep[2] = {stdout_bytes, stderr_bytes};
  for (int i = 0; i < 2; ++i) {
    if (seen_[i] > keep[i]) seen_[i] = keep[i];
    if (text_[i].size() > keep[i]) text_[i].resize(keep[i]);
  }
  std::vector<Piece> kept;
  for (Piece piece : pieces_) {
    const uint64_t end = keep[piece.stream == 2];
    if (piece.offset >= end) continue;
    if (piece.offset + piece.size > end) piece.size = end - piece.offset;
    kept.push_back(piece);
  }
  pieces_.swap(kept);
}

}  // namespace innards
