// Recording with checkpoints, and going to any moment by restoring one and running on.
#include "timeline/timeline.h"

#include <algorithm>
#include <chrono>
#include <ctime>

#include "run/runtime.h"

namespace innards {

namespace {

Timeline* g_owner = nullptr;  // whose state the arena holds

double now_ms() {
  using Clock = std::chrono::steady_clock;
  return std::chrono::duration<double, std::milli>(Clock::now().time_since_epoch()).count();
}

// What this thread has worked: how far apart checkpoints are must not depend on what else the computer does.
double worked_ms() {
#ifdef CLOCK_THREAD_CPUTIME_ID
  timespec t;
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t) == 0) return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
#endif
  return now_ms();
}

constexpr uint64_t kLeastChunk = 200, kMostChunk = 20'000'000;
constexpr double kChunkMs = 1;
constexpr int64_t kChunkTurns = 20'000;       // in loops of natives: about a millisecond
constexpr int64_t kProbedTurns = 50'000;      // of one instruction that is looked at: more than anybody reads

uint64_t adapt_chunk(uint64_t chunk, double ms) {
  if (ms < kChunkMs / 2) return std::min(chunk * 2, kMostChunk);
  if (ms > kChunkMs * 2) return std::max(chunk / 2, kLeastChunk);
  return chunk;
}

bool can_go_on(RunState s) { return s == RunState::Stopped || s == RunState::InNative; }

bool by_step(uint64_t step, const Picture& p) { return step < p.step; }

}  // namespace

Timeline::Timeline(MachineControl& machine, const TimelineOptions& options) : machine_(machine), options_(options), spacing_ms_(options.least_spacing) {
  release_arena();
  g_owner = this;
  machine_.activate();
  head_state_ = run_live(rt().step);  // up to the first instruction: the program is compiled
  head_step_ = live_step_;
  before_.end_step = head_step_;
  marks_.push_back({take(), 0, 0});
  cursor_ = marks_[0].picture;
}

Timeline::Timeline(MachineControl& machine, Timeline& trunk, uint64_t step)
    : machine_(machine), options_(trunk.options_), scan_ms_(trunk.scan_ms_), spacing_ms_(trunk.spacing_ms_), chunk_(trunk.chunk_) {
  const Picture cursor = trunk.cursor_, here = trunk.seek(step);
  trunk.cursor_ = cursor;
  for (const Mark& m : trunk.marks_)
    if (m.picture.step <= here.step) marks_.push_back(m);
  recorded_ms_ = trunk.time_of(here.step);
  restore(here);
  cursor_ = head_ = here;
  head_step_ = here.step;
  head_state_ = here.state;
  share_index(trunk);
}

Timeline::~Timeline() {
  if (g_owner == this) g_owner = nullptr;
}

// ---- the arena

bool Timeline::owns_arena() const { return g_owner == this; }

void Timeline::release_arena() {
  if (g_owner) g_owner->keep_head();
  g_owner = nullptr;
}

void Timeline::own_arena() {
  if (owns_arena()) return;
  release_arena();
  g_owner = this;
  machine_.activate();
}

Picture Timeline::take() {
  const double start = worked_ms();
  Picture picture{live_step_, live_state_, checkpoint_take(latest_.get())};
  latest_ = picture.checkpoint;
  scan_ms_ = worked_ms() - start;
  return picture;
}

void Timeline::restore(const Picture& picture) {
  own_arena();
  checkpoint_restore(*picture.checkpoint);
  latest_ = picture.checkpoint;
  live_step_ = picture.step;
  live_state_ = picture.state;
}

RunState Timeline::run_live(uint64_t step, int64_t turns) {
  live_state_ = machine_.run_until(step, turns);
  live_step_ = rt().step;
  return live_state_;
}

// How far a native has come is not told by step and state: nobody must take this for the head.
void Timeline::leave_inside() {
  if (live_state_ == RunState::InNative) live_step_ = UINT64_MAX;
}

bool Timeline::live_can_reach(uint64_t step) const {
  if (!owns_arena() || live_step_ > step) return false;
  // A machine that sleeps inside an instruction is not at a moment; it may only be left where it is.
  return live_state_ == RunState::Stopped || live_state_ == RunState::Ready;
}

void Timeline::keep_head() {
  if (head_.checkpoint || !owns_arena() || live_step_ != head_step_ || live_state_ != head_state_) return;
  head_ = take();
}

void Timeline::go_to_head() {
  if (owns_arena() && live_step_ == head_step_ && live_state_ == head_state_) return;
  restore(head_);
}

// ---- recording

bool Timeline::record(double milliseconds, uint64_t end) {
  if (finished() || head_step_ >= end) return false;
  go_to_head();
  const double deadline = now_ms() + milliseconds;
  do {
    record_slice(end);
  } while (can_go_on(head_state_) && head_step_ < end && now_ms() < deadline);
  return can_go_on(head_state_) && head_step_ < end;
}

void Timeline::interrupt() {
  if (finished()) return;
  go_to_head();
  machine_.interrupt();
}

bool Timeline::record_to(uint64_t step) {
  while (head_step_ < step && record(5)) {
  }
  return head_step_ >= step;
}

// Runs on at the head for about a millisecond; leaves a checkpoint when it is time.
void Timeline::record_slice(uint64_t end) {
  const double start = worked_ms();
  head_ = {};
  const uint64_t every = options_.checkpoint_every;
  uint64_t target = every ? (head_step_ / every + 1) * every : head_step_ + chunk_;
  target = std::min(target, end);
  if (head_state_ == RunState::InNative) target = head_step_;   // right behind it is a good place for a checkpoint
  head_state_ = run_live(target, kChunkTurns);
  head_step_ = live_step_;
  const double ms = worked_ms() - start;
  if (head_state_ != RunState::InNative) chunk_ = adapt_chunk(chunk_, ms);
  recorded_ms_ += ms;
  count();
  if (head_state_ != RunState::Stopped) return;
  const double since = recorded_ms_ - marks_.back().time;
  if (every || since >= std::max(spacing_ms_, scan_ms_ * options_.spacing_per_scan)) mark();
}

void Timeline::mark() {
  if (marks_.back().picture.step == live_step_) return;
  marks_.push_back({take(), recorded_ms_, 0});
  if (checkpoint_total_bytes() > options_.memory_budget) thin();
}

// Drops moments near the cursor first, then every second checkpoint where they are densest, until a quarter is free.
// From then on new ones are as far apart as the old.
void Timeline::thin() {
  const uint64_t goal = options_.memory_budget / 4 * 3;
  while (checkpoint_total_bytes() > goal && near_.size() > 4) {
    auto oldest = std::min_element(near_.begin(), near_.end(), [](const Mark& a, const Mark& b) { return a.last_use < b.last_use; });
    near_.erase(oldest);
  }
  for (double limit = spacing_ms_ * 2; checkpoint_total_bytes() > goal && marks_.size() > 2; limit *= 2) {
    std::vector<Mark> kept;
    for (size_t i = 0; i < marks_.size(); ++i) {
      const bool drop = i > 0 && i + 1 < marks_.size() && marks_[i + 1].time - kept.back().time <= limit;
      if (!drop) kept.push_back(static_cast<Mark&&>(marks_[i]));
      else marks_[i] = {};
    }
    marks_.swap(kept);
    spacing_ms_ = std::max(spacing_ms_, limit / 2);
  }
}

// ---- the index

namespace {

constexpr size_t kMostBuckets = 8192;

IndexBucket counters_now() {
  IndexBucket b;
  const ThreadState& thread = rt().thread;
  b.end_step = rt().step;
  b.depth = static_cast<uint32_t>(thread.recursion_limit - thread.recursion_remaining);
  b.calls = thread.counters.calls;
  b.raises = thread.counters.raises;
  for (const GCGenerationStats& stats : rt().heap.gc.generation_stats) b.collections += static_cast<uint64_t>(stats.collections);
  b.stdout_bytes = thread.stdout_bytes;
  b.stderr_bytes = thread.stderr_bytes;
  return b;
}

void join(IndexBucket& first, const IndexBucket& second) {
  first.end_step = second.end_step;
  first.depth = second.depth;
  first.most_depth = std::max(first.most_depth, second.most_depth);
  first.calls += second.calls;
  first.raises += second.raises;
  first.collections += second.collections;
  first.stdout_bytes += second.stdout_bytes;
  first.stderr_bytes += second.stderr_bytes;
}

}  // namespace

void Timeline::count() {
  const IndexBucket now = counters_now();
  if (now.end_step == before_.end_step) return;
  IndexBucket b = now;
  b.first_step = before_.end_step;
  b.most_depth = std::max(before_.depth, now.depth);
  b.calls -= before_.calls;
  b.raises -= before_.raises;
  b.collections -= before_.collections;
  b.stdout_bytes -= before_.stdout_bytes;
  b.stderr_bytes -= before_.stderr_bytes;
  before_ = now;
  if (!index_.empty() && index_.back().end_step - index_.back().first_step < bucket_steps_) join(index_.back(), b);
  else index_.push_back(b);
  if (index_.size() < kMostBuckets) return;
  for (size_t i = 0; i < index_.size() / 2; ++i) {
    index_[i] = index_[2 * i];
    join(index_[i], index_[2 * i + 1]);
  }
  index_.resize(index_.size() / 2);
  bucket_steps_ = 2 * (head_step_ / kMostBuckets + 1);
}

// What was counted before the branch, and up to it.
void Timeline::share_index(const Timeline& trunk) {
  for (const IndexBucket& b : trunk.index_) {
    if (b.end_step > head_step_) break;
    index_.push_back(b);
    before_.end_step = b.end_step;
    before_.depth = b.depth;
    before_.calls += b.calls;
    before_.raises += b.raises;
    before_.collections += b.collections;
    before_.stdout_bytes += b.stdout_bytes;
    before_.stderr_bytes += b.stderr_bytes;
  }
  bucket_steps_ = trunk.bucket_steps_;
  if (index_.empty()) before_.end_step = marks_[0].picture.step;
  count();
}

// ---- moments

double Timeline::time_of(uint64_t step) const {
  auto after = std::upper_bound(marks_.begin(), marks_.end(), step, [](uint64_t s, const Mark& m) { return by_step(s, m.picture); });
  const Mark& before = *(after - 1);
  const uint64_t end_step = after == marks_.end() ? head_step_ : after->picture.step;
  const double end_time = after == marks_.end() ? recorded_ms_ : after->time;
  if (end_step <= before.picture.step) return before.time;
  const double part = static_cast<double>(step - before.picture.step) / static_cast<double>(end_step - before.picture.step);
  return before.time + (end_time - before.time) * part;
}

// The moment itself, if it is kept.
const Picture* Timeline::exact(uint64_t step) {
  if (step == head_step_ && head_state_ != RunState::Stopped) {
    if (!head_.checkpoint) keep_head();
    return head_.checkpoint ? &head_ : nullptr;
  }
  if (cursor_.step == step && !inside_instruction(cursor_.state)) return &cursor_;
  const Picture* before = best_before(step);
  return before->step == step ? before : nullptr;
}

// The latest kept moment at or before the step.
const Picture* Timeline::best_before(uint64_t step) {
  auto mark = std::upper_bound(marks_.begin(), marks_.end(), step, [](uint64_t s, const Mark& m) { return by_step(s, m.picture); });
  const Picture* best = &(mark - 1)->picture;
  auto near = std::upper_bound(near_.begin(), near_.end(), step, [](uint64_t s, const Mark& m) { return by_step(s, m.picture); });
  if (near != near_.begin() && (near - 1)->picture.step >= best->step) {
    (near - 1)->last_use = ++uses_;
    best = &(near - 1)->picture;
  }
  return best;
}

// Brings the arena to a moment. `leave_marks`: keeps moments on the last part of the way, ever closer to the end, so
// that going back from there is short.
void Timeline::reach(uint64_t step, bool leave_marks) {
  keep_head();
  const Picture* base = best_before(step);
  if (!live_can_reach(step) || live_step_ < base->step) restore(*base);
  while (leave_marks && live_can_reach(step)) {
    const double here = time_of(live_step_), half = (time_of(step) - here) / 2;
    if (half < std::max(options_.near_spacing, 3 * scan_ms_)) break;
    const uint64_t middle = live_step_ + (step - live_step_) / 2;
    if (middle <= live_step_ || run_live(middle) != RunState::Stopped) break;
    remember(take());
  }
  if (live_step_ < step) run_live(step);
}

void Timeline::remember(const Picture& picture) {
  if (inside_instruction(picture.state)) return;
  auto at = std::upper_bound(near_.begin(), near_.end(), picture.step, [](uint64_t s, const Mark& m) { return by_step(s, m.picture); });
  if (at != near_.begin() && (at - 1)->picture.step == picture.step) {
    (at - 1)->last_use = ++uses_;
    return;
  }
  near_.insert(at, {picture, 0, ++uses_});
  if (near_.size() > static_cast<size_t>(options_.pictures) || checkpoint_total_bytes() > options_.memory_budget) {
    auto oldest = std::min_element(near_.begin(), near_.end(), [](const Mark& a, const Mark& b) { return a.last_use < b.last_use; });
    near_.erase(oldest);
  }
}

const Picture& Timeline::seek(uint64_t step) {
  const double start = now_ms();
  step = std::min(step, head_step_);
  if (const Picture* kept = exact(step)) {
    cursor_ = Picture(*kept);
  } else {
    reach(step, true);
    cursor_ = take();
    remember(cursor_);
  }
  last_seek_ms_ = now_ms() - start;
  return cursor_;
}

void Timeline::make_live() {
  if (owns_arena() && live_step_ == cursor_.step && live_state_ == cursor_.state) return;
  keep_head();
  restore(cursor_);
}

void Timeline::probe_step(ProbeListener& listener, uint64_t mask) {
  if (cursor_.step >= head_step_ || inside_instruction(cursor_.state)) return;
  make_live();
  keep_head();
  probe_set(&listener, mask);
  run_live(cursor_.step + 1, kProbedTurns);
  leave_inside();
  probe_set(nullptr);
}

void Timeline::visit(uint64_t step, Visitor& visitor) {
  step = std::min(step, head_step_);
  keep_head();
  Picture here;
  if (const Picture* kept = exact(step)) {
    here = *kept;
    if (!owns_arena() || live_step_ != step || live_state_ != here.state) restore(here);
  } else {
    reach(step, false);
    here = take();
  }
  visitor.visit(step);
  restore(here);
}

uint64_t Timeline::checkpoint_bytes() const { return checkpoint_total_bytes(); }

// ---- running again with a listener

Replay::Replay(Timeline& timeline, uint64_t from, uint64_t to, ProbeListener& listener, uint64_t mask)
    : timeline_(timeline), from_(from), to_(to), mask_(mask), position_(from), listener_(listener), done_(from >= to) {}

Replay::~Replay() = default;

double Replay::progress() const {
  if (done_ || to_ <= from_) return 1;
  return static_cast<double>(position_ - from_) / static_cast<double>(to_ - from_);
}

bool Replay::work(double milliseconds) {
  if (done_) return true;
  Timeline& t = timeline_;
  const double deadline = now_ms() + milliseconds;
  t.keep_head();
  if (!(t.live_can_reach(position_) && t.live_step_ == position_)) {
    if (place_.checkpoint) t.restore(place_);
    else t.reach(position_, false);
  }
  probe_set(&listener_, mask_);
  uint64_t chunk = kLeastChunk;
  do {
    const double start = worked_ms();
    const RunState state = t.run_live(std::min(to_, position_ + chunk), kChunkTurns);
    position_ = t.live_step_;
    chunk = adapt_chunk(chunk, worked_ms() - start);
    // A native that the recording has not come through either is heard no further.
    const bool goes_on = state == RunState::InNative && (position_ < t.head_step_ || t.head_state_ != RunState::InNative);
    if (!goes_on && (position_ >= to_ || state != RunState::Stopped)) done_ = true;
  } while (!done_ && now_ms() < deadline);
  probe_set(nullptr);
  place_ = {};
  if (!done_) place_ = t.take();
  t.leave_inside();
  return done_;
}

std::unique_ptr<Replay> Timeline::replay(uint64_t from, uint64_t to, ProbeListener& listener, uint64_t mask) {
  return std::unique_ptr<Replay>(new Replay(*this, from, std::min(to, head_step_), listener, mask));
}

void Timeline::replay_now(uint64_t from, uint64_t to, ProbeListener& listener, uint64_t mask) {
  std::unique_ptr<Replay> r = replay(from, to, listener, mask);
  while (!r->work(1000)) {
  }
}

}  // namespace innards
