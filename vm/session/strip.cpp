// What the strip shows of the run: call depth, exceptions, output and collections over time, and who ran when.
#include <algorithm>
#include <map>

#include "session/live_session.h"
#include "session/search.h"

namespace innards {

namespace {

// Fills buckets from events, for stretches short enough to be replayed.
class StripListener : public ProbeListener {
 public:
  StripListener(std::vector<StripBucket>& buckets, uint64_t from, uint64_t to) : buckets_(buckets), from_(from), to_(to) {
    for (StripBucket& b : buckets_) b.min_depth = -1;
  }
  static constexpr uint64_t kMask = probe_bit(ProbeKind::kCall) | probe_bit(ProbeKind::kReturn) | probe_bit(ProbeKind::kLine) |
                                    probe_bit(ProbeKind::kRaise) | probe_bit(ProbeKind::kOutput) | probe_bit(ProbeKind::kGcPhase) | probe_bit(ProbeKind::kStep);
  void on_event(const ProbeEvent& e) override {
    if (e.step < from_ || e.step >= to_) return;
    size_t n = buckets_.size();
    size_t index = std::min(n - 1, static_cast<size_t>(static_cast<double>(e.step - from_) * static_cast<double>(n) / static_cast<double>(to_ - from_)));
    StripBucket& b = buckets_[index];
    int depth = static_cast<int>(live_depth());
    if (b.min_depth < 0) b.min_depth = b.max_depth = depth;
    b.min_depth = std::min(b.min_depth, depth);
    b.max_depth = std::max(b.max_depth, depth);
    switch (e.kind) {
      case ProbeKind::kCall: ++b.calls; break;
      case ProbeKind::kRaise: ++b.exceptions; break;
      case ProbeKind::kOutput: ++b.outputs; break;
      case ProbeKind::kGcPhase: b.gc_runs += e.a == static_cast<uint64_t>(GcPhase::kStart); break;
      case ProbeKind::kLine:
        if (!b.first_line) b.first_line = static_cast<int>(e.c);
        b.last_line = static_cast<int>(e.c);
        break;
      default: break;
    }
  }

 private:
  std::vector<StripBucket>& buckets_;
  uint64_t from_, to_;
};

constexpr uint64_t kStripReplay = 50000;   // steps that may be replayed to draw the strip

void fill_from_index(std::vector<StripBucket>& out, const std::vector<IndexBucket>& index) {
  for (StripBucket& b : out) {
    b.min_depth = -1;
    for (const IndexBucket& i : index) {
      if (i.end_step <= b.from || i.first_step >= b.to) continue;
      int depth = static_cast<int>(i.depth), most = std::max(static_cast<int>(i.most_depth), depth);
      b.min_depth = b.min_depth < 0 ? depth : std::min(b.min_depth, depth);
      b.max_depth = std::max(b.max_depth, most);
      // A stretch's events are counted in the bucket where it begins, so that they are counted once.
      if (i.first_step < b.from) continue;
      b.calls += static_cast<uint32_t>(i.calls);
      b.exceptions += static_cast<uint32_t>(i.raises);
      b.gc_runs += static_cast<uint32_t>(i.collections);
      b.outputs += i.stdout_bytes + i.stderr_bytes > 0;
    }
  }
}

}  // namespace

std::vector<StripBucket> LiveSession::strip(uint64_t from, uint64_t to, int buckets) {
  std::vector<StripBucket> out;
  if (buckets <= 0 || to <= from) return out;
  size_t n = static_cast<size_t>(buckets);
  out.resize(n);
  for (size_t i = 0; i < n; ++i) {
    out[i].from = from + (to - from) * i / n;
    out[i].to = from + (to - from) * (i + 1) / n;
  }
  if (to - from <= kStripReplay) {
    uint64_t here = cursor();
    StripListener listener(out, from, to);
    timeline_->replay_now(from, std::min(to, last_step()), listener, StripListener::kMask);
    timeline_->seek(here);
  } else {
    fill_from_index(out, timeline_->index());
  }
  int depth = 0;
  for (StripBucket& b : out) {   // a bucket in which nothing was looked at has the depth before it
    if (b.min_depth < 0) b.min_depth = b.max_depth = depth;
    depth = b.max_depth;
  }
  return out;
}

// ---- who ran when ---------------------------------------------------------------------------------------------------

namespace {

// Cuts a stretch into the times in which each frame was at its depth. A frame that is left and entered again (a generator)
// has several.
class FlameListener : public ProbeListener {
 public:
  FlameListener(uint64_t from, uint64_t to) : from_(from), to_(to) {}
  static constexpr uint64_t kMask = probe_bit(ProbeKind::kStep) | probe_bit(ProbeKind::kCall) | probe_bit(ProbeKind::kThreadSwitch);

  // The frames that are there when the stretch begins, the outermost first, and how deep the calls are then.
  void begin(const std::vector<FrameRow>& frames, uint32_t depth) {
    for (const FrameRow& f : frames)
      if (!f.suspended) open_frame(f.id, f.qualname, from_, 0);
    if (!open_.empty()) open_.back().depth = depth;
  }
  void on_event(const ProbeEvent& e) override {
    if (e.step < from_ || e.step >= to_) return;
    if (e.kind == ProbeKind::kStep) step_in(e.a, e.step);
    if (e.kind == ProbeKind::kCall) close_above(place_of(e.a), e.step + 1);   // what was at this address is another frame
    if (e.kind == ProbeKind::kThreadSwitch) change_thread(e.a, e.b, e.step + 1);
  }
  std::vector<FlameRow> take() {
    close_above(0, to_);
    return std::move(rows_);
  }

 private:
  struct Open {
    uint64_t frame;
    uint32_t depth;      // live_depth() when it was entered; 0: not known, and outside all that are
    FlameRow row;
  };

  size_t place_of(uint64_t frame) const {
    for (size_t n = open_.size(); n-- > 0;)
      if (open_[n].frame == frame) return n;
    return open_.size();
  }
  void step_in(uint64_t frame, uint64_t step) {
    const size_t known = place_of(frame);
    if (known < open_.size()) return close_above(known + 1, step);
    // Its caller is open; whatever lies above that was left without a step of its own.
    const uint32_t depth = live_depth();
    size_t above = open_.size();
    while (above > 0 && open_[above - 1].depth >= depth) --above;
    close_above(above, step);
    open_frame(frame, LiveFrame(frame).qualname(), step, depth);
  }
  void change_thread(uint64_t from, uint64_t to, uint64_t step) {
    waiting_[from] = open_;
    close_above(0, step);
    open_ = std::move(waiting_[to]);
    for (Open& o : open_) o.row.from = step;
  }
  void open_frame(uint64_t frame, std::string name, uint64_t step, uint32_t depth) {
    open_.push_back({frame, depth, {step, step, static_cast<int>(open_.size()), std::move(name)}});
  }
  void close_above(size_t n, uint64_t step) {
    for (; open_.size() > n; open_.pop_back()) {
      open_.back().row.to = step;
      if (step > open_.back().row.from) rows_.push_back(std::move(open_.back().row));
    }
  }

  uint64_t from_, to_;
  std::vector<Open> open_;
  std::map<uint64_t, std::vector<Open>> waiting_;   // the frames of threads that do not run
  std::vector<FlameRow> rows_;
};

}  // namespace

std::vector<FlameRow> LiveSession::flame(uint64_t from, uint64_t to) {
  to = std::min(to, last_step());
  if (to <= from || to - from > kStripReplay) return {};
  const uint64_t here = cursor();
  FlameListener listener(from, to);
  listener.begin(raw_moment(from).frames, depth_in(timeline_->seek(from).memory()).depth);
  timeline_->replay_now(from, to, listener, FlameListener::kMask);
  timeline_->seek(here);
  return listener.take();
}

}  // namespace innards
