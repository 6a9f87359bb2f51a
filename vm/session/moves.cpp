// Moving the cursor: one instruction at once, everything else as a search that goes on in slices, because its end may be
// millions of steps away.
#include <algorithm>
#include <chrono>

#include "session/search.h"

namespace innards {

namespace {

double now_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

constexpr uint64_t kFirstWidth = 2000, kMostWidth = 1000000;   // steps of a stretch when looking back
constexpr double kSlice = 4;                                   // milliseconds between two looks at the clock

}  // namespace

// ---- looking in slices

LiveSession::Scan::Scan(LiveSession& session, std::unique_ptr<Finder> finder, Direction direction, uint64_t from)
    : session_(session), finder_(std::move(finder)), forward_(direction == Direction::Forward), from_(from), end_(from), start_(from), width_(kFirstWidth) {
  finder_->stop_at_first = forward_;
  if (forward_) finder_->from = from;
  else finder_->to = from;
  reached_ = from > 0 && !finder_->from_start ? from - 1 : 0;   // an event of the step before can name `from`
  if (finder_->from_start) width_ = std::max<uint64_t>(from, 1);
}

bool LiveSession::Scan::work(double milliseconds) {
  const double deadline = now_ms() + milliseconds;
  do {
    slice(std::max(0.5, std::min(kSlice, deadline - now_ms())));
  } while (!over_ && now_ms() < deadline);
  return over_;
}

void LiveSession::Scan::slice(double milliseconds) {
  if (over_ || finder_->settle()) return;
  if (forward_) slice_forward(milliseconds);
  else slice_back(milliseconds);
  if (over_) replay_.reset();
}

void LiveSession::Scan::slice_forward(double milliseconds) {
  const uint64_t known = session_.timeline().settled();
  if (!replay_ && reached_ < known) replay_ = session_.timeline().replay(reached_, known, *finder_, finder_->mask);
  if (finder_->found) {
    // Left open before, and now settled.
  } else if (replay_) {
    bool done = replay_->work(milliseconds);
    reached_ = replay_->position();
    if (done) replay_.reset();
    if (finder_->settle()) return;
  } else if (!session_.record(milliseconds) && reached_ >= session_.last_step()) {
    over_ = true;
  }
  if (!finder_->found) return;
  found_ = finder_->found;
  over_ = true;
}

// Stretch by stretch, each as a whole, because the last match in it is wanted.
void LiveSession::Scan::slice_back(double milliseconds) {
  if (!replay_ && !looked_) {
    if (end_ == 0) {
      over_ = true;
      return;
    }
    start_ = end_ > width_ ? end_ - width_ : 0;
    width_ = std::min(width_ * 4, kMostWidth);
    replay_ = session_.timeline().replay(start_, end_, *finder_, finder_->mask);
  }
  if (replay_ && !replay_->work(milliseconds)) return;
  replay_.reset();
  looked_ = finder_->settle();
  if (looked_) return;   // the rest of what is open is settled first
  end_ = start_;
  if (!finder_->found) return;
  found_ = finder_->found;
  over_ = true;
}

double LiveSession::Scan::progress() const {
  if (over_) return 1;
  const uint64_t whole = forward_ ? session_.last_step() - std::min(from_, session_.last_step()) : from_;
  uint64_t done = forward_ ? reached_ - std::min(reached_, from_) : from_ - end_;
  if (!forward_ && replay_) done += replay_->position() - start_;
  return whole ? static_cast<double>(done) / static_cast<double>(whole) : 0;
}

// ---- moves

namespace {

class LiveSearch : public Search {
 public:
  LiveSearch(LiveSession& session, const Move& move, std::unique_ptr<LiveSession::Scan> scan, std::unique_ptr<LiveSession::Scan> other_way)
      : session_(session), move_(move), scan_(std::move(scan)), other_way_(std::move(other_way)) {}

  bool work(double milliseconds) override {
    if (over_) return true;
    if (scan_ && !scan_->work(milliseconds)) return false;
    if (scan_ && !scan_->found() && other_way_) {
      scan_ = std::move(other_way_);
      return false;
    }
    arrive();
    return over_ = true;
  }
  bool moved() const override { return moved_; }
  double progress() const override { return over_ || !scan_ ? 1 : scan_->progress(); }
  uint64_t position() const override { return scan_ ? scan_->position() : session_.cursor(); }

 private:
  void arrive() {
    const uint64_t here = session_.cursor();
    const bool stays = move_.way == Way::ThisLine || move_.way == Way::Output;
    uint64_t to = move_.direction == Direction::Forward ? session_.last_step() : 0;
    if (scan_ && scan_->found()) to = *scan_->found();
    else if (stays) to = here;
    moved_ = to != here;
    session_.seek(to);
  }

  LiveSession& session_;
  Move move_;
  std::unique_ptr<LiveSession::Scan> scan_, other_way_;   // no scan: there is nothing to look for
  bool over_ = false, moved_ = false;
};

}  // namespace

std::unique_ptr<LiveSession::Finder> LiveSession::finder_for(const Move& move) {
  const bool steps = move.way != Way::Breakpoint && move.way != Way::Output && move.way != Way::ThisLine;
  std::unique_ptr<Finder> anywhere = finder_anywhere(move);
  if (!steps || !move.through_library) return anywhere;
  return in_library() ? std::move(anywhere) : find_own(std::move(anywhere), options_.own);
}

std::unique_ptr<LiveSession::Finder> LiveSession::finder_anywhere(const Move& move) {
  auto depth = [&] { return depth_in(timeline_->seek(cursor()).memory()); };
  switch (move.way) {
    case Way::Instruction: return find_step();
    case Way::Line: return find_line("", 0);
    case Way::Call: return find_call("");
    case Way::Expression: return find_expression();
    case Way::Over: return find_line_within(depth());
    case Way::OverInstruction: return find_within(depth());
    case Way::Out: return find_above(depth());
    case Way::Output: return find_stdout();
    case Way::ThisLine: return find_line(move.filename, move.line);
    case Way::Breakpoint: break;
  }
  return find_breakpoint(*this, breakpoints_);
}

std::unique_ptr<Search> LiveSession::search(const Move& move) {
  auto scan = [&](Direction direction) -> std::unique_ptr<Scan> {
    std::unique_ptr<Finder> finder = finder_for(move);
    if (!finder) return nullptr;
    return std::make_unique<Scan>(*this, std::move(finder), direction, direction == Direction::Forward ? cursor() + 1 : cursor());
  };
  std::unique_ptr<Scan> other_way;
  if (move.way == Way::ThisLine) other_way = scan(move.direction == Direction::Forward ? Direction::Back : Direction::Forward);
  return std::make_unique<LiveSearch>(*this, move, scan(move.direction), std::move(other_way));
}

bool LiveSession::step(Direction direction) {
  const uint64_t here = cursor();
  if (direction == Direction::Forward) record_until(here + 1);
  const uint64_t to = direction == Direction::Forward ? std::min(here + 1, last_step()) : here - std::min<uint64_t>(here, 1);
  seek(to);
  return to != here;
}

}  // namespace innards
