#include "inspect/byte_watch.h"

#include <algorithm>
#include <cstring>

#include "heap/changed_pages.h"

namespace innards::inspect {

namespace {

constexpr size_t kFewDead = 20000;   // entries that are not worth a tidying

// How many words differ before each word of a page.
struct Differences {
  uint16_t before[kPageSize / 8 + 1];
  Differences(const unsigned char* was, const unsigned char* is) {
    before[0] = 0;
    for (uint64_t i = 0; i < kPageSize / 8; ++i) {
      const bool differs = !was || !is || std::memcmp(was + 8 * i, is + 8 * i, 8) != 0;
      before[i + 1] = static_cast<uint16_t>(before[i] + differs);
    }
  }
  bool any(uint16_t first, uint16_t last) const { return before[last + 1] != before[first]; }
};

}  // namespace

ByteWatch::Ticket ByteWatch::add(ReadLog& read) {
  Ticket t;
  if (free_.empty()) {
    t = static_cast<Ticket>(state_.size());
    state_.push_back(State::Good);
    sizes_.push_back(0);
  } else {
    t = free_.back();
    free_.pop_back();
    state_[t] = State::Good;
  }
  read.join();
  for (const ReadLog::Range& r : read.ranges()) add_range(t, std::max(r.from, kArenaBase), std::min(r.end, kArenaBase + kArenaSize));
  read.clear();
  return t;
}

void ByteWatch::add_range(Ticket t, uint64_t from, uint64_t end) {
  while (from < end) {
    const uint64_t page = from & ~(kPageSize - 1), here = std::min(end, page + kPageSize);
    pages_[page].push_back({t, static_cast<uint16_t>((from - page) / 8), static_cast<uint16_t>((here - 1 - page) / 8)});
    ++sizes_[t];
    ++entries_;
    from = here;
  }
}

void ByteWatch::drop(Ticket t) {
  if (t == 0) return;
  if (good(t)) dead_ += sizes_[t];
  state_[t] = State::Dropped;
  if (sizes_[t] == 0) free_.push_back(t);
  tidy();
}

void ByteWatch::look_at(std::vector<Entry>& entries, const unsigned char* before, const unsigned char* after) {
  const Differences differences(before, after);
  for (const Entry& e : entries) {
    if (!good(e.ticket) || !differences.any(e.first, e.last)) continue;
    state_[e.ticket] = State::Bad;
    dead_ += sizes_[e.ticket];
  }
}

void ByteWatch::compare(const Checkpoint& before, const Checkpoint& after) {
  for (ChangedPages pages(before, after); pages.next();)
    if (auto it = pages_.find(pages.address()); it != pages_.end()) look_at(it->second, pages.before(), pages.after());
  tidy();
}

// What is not good any more is taken out when it is half of everything, so that all this costs little for each.
void ByteWatch::tidy() {
  if (dead_ < kFewDead || dead_ < entries_ / 2) return;
  for (auto it = pages_.begin(); it != pages_.end();) {
    std::vector<Entry>& entries = it->second;
    std::erase_if(entries, [&](const Entry& e) { return !good(e.ticket); });
    it = entries.empty() ? pages_.erase(it) : std::next(it);
  }
  entries_ -= dead_;
  dead_ = 0;
  for (Ticket t = 1; t < state_.size(); ++t) {
    if (good(t) || sizes_[t] == 0) continue;
    sizes_[t] = 0;
    if (state_[t] == State::Dropped) free_.push_back(t);
  }
}

void ByteWatch::clear() { *this = ByteWatch(); }

}  // namespace innards::inspect
