#include "inspect/seen_memory.h"

#include <algorithm>

namespace innards::inspect {

void ReadLog::join() {
  std::sort(ranges_.begin(), ranges_.end(), [](const Range& a, const Range& b) { return a.from < b.from; });
  size_t kept = 0;
  for (const Range& r : ranges_) {
    if (kept > 0 && r.from <= ranges_[kept - 1].end) ranges_[kept - 1].end = std::max(ranges_[kept - 1].end, r.end);
    else ranges_[kept++] = r;
  }
  ranges_.resize(kept);
}

void SeenMemory::note_pages(uint64_t address, uint64_t length) const {
  constexpr uint64_t kPlace = 8;   // in the page of an object's head, and not its count
  if (address < kArenaBase || address >= kArenaBase + kArenaSize || length > kArenaBase + kArenaSize - address) return;   // never there
  for (uint64_t at = address; at < address + length; at = (at & ~(kPageSize - 1)) + kPageSize) log_->note(at + kPlace, at + kPlace + 1);
}

}  // namespace innards::inspect
