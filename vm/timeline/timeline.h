// Timeline: the recording of one run, and moving in it. Recording runs the plain loop and keeps checkpoints; a moment is
// the nearest checkpoint before it plus a replay. It stands apart because it needs nothing of the machine but "run until
// step N" (MachineControl): it knows no object and no instruction. One thread; the arena is shared by all timelines of the
// process, one at a time, and each finds its way back by itself.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "heap/memory.h"
#include "heap/snapshot.h"
#include "probe/probe.h"
#include "run/machine.h"

namespace innards {

// The machine as the timeline sees it. Everything that changes while it runs must lie in the arena.
class MachineControl {
 public:
  virtual ~MachineControl() = default;
  // Runs until `step` instructions have been executed, input is missing, or the program has ended; InNative: natives have
  // gone round their loops `turns` times.
  virtual RunState run_until(uint64_t step, int64_t turns) = 0;
  // Ctrl+C at the moment where it stands: part of the recorded outside world from then on.
  virtual void interrupt() {}
  // Another timeline may have had the arena: makes host-side links (g_outside and the like) this machine's again.
  virtual void activate() {}
};

// The ordinary MachineControl: a Machine with the program it has loaded.
class LoadedMachine : public MachineControl {
 public:
  LoadedMachine(Machine& machine, Outside& outside) : machine_(machine), outside_(outside) {}
  RunState run_until(uint64_t step, int64_t turns) override { return machine_.run_until(step, turns); }
  void interrupt() override { machine_.interrupt(); }
  void activate() override { g_outside = &outside_; }

 private:
  Machine& machine_;
  Outside& outside_;
};

struct TimelineOptions {
  uint64_t memory_budget = uint64_t{256} << 20;  // for all checkpoints and pictures together
  double spacing_per_scan = 12;                  // run at least so many times as long as the last checkpoint took
  double least_spacing = 4;                      // milliseconds between two checkpoints while recording
  double near_spacing = 2;                       // milliseconds of replay between checkpoints just before the cursor
  int pictures = 48;                             // how many moments near the cursor are kept
  uint64_t checkpoint_every = 0;                 // torture: a checkpoint every so many steps instead
};

// One moment: complete, immutable, readable from any thread.
struct Picture {
  uint64_t step = 0;
  RunState state = RunState::Ready;
  CheckpointRef checkpoint;
  Memory memory() const { return Memory(checkpoint); }
};

// Counters of a stretch of the run (RunCounters of run/thread_state.h, and the output's bytes), read when it was recorded.
struct IndexBucket {
  uint64_t first_step = 0, end_step = 0;
  uint32_t depth = 0;                            // call depth at its end
  uint32_t most_depth = 0;                       // the highest depth seen when looking (every millisecond or so)
  uint64_t calls = 0, raises = 0, collections = 0, stdout_bytes = 0, stderr_bytes = 0;  // in this stretch
};

// Running a stretch again with a listener. Comes from Timeline::replay(); goes on in slices.
class Replay {
 public:
  ~Replay();
  // Goes on for about `milliseconds`; true when the stretch is done or was cancelled. The cursor stays where it was, but
  // the live arena does not (Timeline::make_live brings it back).
  bool work(double milliseconds);
  bool done() const { return done_; }
  void cancel() { done_ = true; }                // also from inside the listener: ends at the next slice of steps
  double progress() const;                       // 0 to 1
  uint64_t position() const { return position_; }

 private:
  friend class Timeline;
  Replay(class Timeline& timeline, uint64_t from, uint64_t to, ProbeListener& listener, uint64_t mask);
  Timeline& timeline_;
  uint64_t from_, to_, mask_, position_;
  ProbeListener& listener_;
  Picture place_;                                // where it goes on
  bool done_ = false;
};

// Somebody who wants the machine itself at a moment, and may spoil it.
class Visitor {
 public:
  virtual ~Visitor() = default;
  virtual void visit(uint64_t step) = 0;
};

class Timeline {
 public:
  // The machine must have its program loaded and not have run yet; it is run up to the first instruction (a program with a
  // syntax error is finished then). The timeline becomes the arena's user.
  explicit Timeline(MachineControl& machine, const TimelineOptions& options = {});
  // A branch: another run of the same program that is the same as `trunk` before `step`. It shares what is recorded up to
  // there and goes on by itself, on a machine with an outside world of its own. The arena stands at `step` then.
  Timeline(MachineControl& machine, Timeline& trunk, uint64_t step);
  ~Timeline();
  Timeline(const Timeline&) = delete;

  // ---- recording
  // Goes on at the head for about `milliseconds`, and not beyond `end`; false when there is nothing to go on with (finished,
  // stopped, at the end, or waiting for input: see head_state()). A native that takes long is gone on with in the next call.
  bool record(double milliseconds, uint64_t end = UINT64_MAX);
  // Records until `step` is within the recording; no time limit. False when the program ends before.
  bool record_to(uint64_t step);
  uint64_t head() const { return head_step_; }           // steps recorded
  uint64_t settled() const { return head_state_ == RunState::InNative ? head_step_ - 1 : head_step_; }  // and complete
  // The program gets a KeyboardInterrupt when the recording goes on.
  void interrupt();
  RunState head_state() const { return head_state_; }
  bool finished() const { return head_state_ == RunState::Finished; }

  // ---- moments
  // The moment before instruction `step` (clamped to the head). Moves the cursor.
  const Picture& seek(uint64_t step);
  uint64_t cursor() const { return cursor_.step; }
  const Picture& picture() const { return cursor_; }
  // Makes the live arena the moment at the cursor, so that Memory() reads it.
  void make_live();
  // Runs the instruction at the cursor with the probe on; only the beginning of a native that takes long. The cursor stays;
  // the live arena is one step further.
  void probe_step(ProbeListener& listener, uint64_t mask = kProbeAll);

  // ---- questions
  // All events of `mask` in steps [from, to), told to `listener` while work() is called. `listener` must outlive it.
  std::unique_ptr<Replay> replay(uint64_t from, uint64_t to, ProbeListener& listener, uint64_t mask);
  // The same at once.
  void replay_now(uint64_t from, uint64_t to, ProbeListener& listener, uint64_t mask);
  // What was counted while recording: at most 8192 stretches of growing length. Detail is a replay's job.
  const std::vector<IndexBucket>& index() const { return index_; }

  // Brings the live arena to `step` and lets `visitor` do with it what he likes: afterwards it is put back. The cursor stays.
  // Steps in rising order are quick: each goes on from the one before.
  void visit(uint64_t step, Visitor& visitor);

  // ---- what it costs
  uint64_t checkpoint_bytes() const;                     // of all checkpoints in the process
  size_t checkpoint_count() const { return marks_.size() + near_.size(); }
  double replay_milliseconds() const { return last_seek_ms_; }  // of the last seek
  double scan_milliseconds() const { return scan_ms_; }  // of the last checkpoint

  // Whichever timeline has the arena saves what it needs and lets go. Call it before a machine is booted anew.
  static void release_arena();

 private:
  friend class Replay;
  struct Mark {
    Picture picture;
    double time = 0;        // of marks_: milliseconds of recording before it
    uint64_t last_use = 0;  // of near_: the one used longest ago is dropped first
  };
  bool owns_arena() const;
  void own_arena();                          // the arena may hold anything afterwards
  Picture take();                            // the live arena, measured
  void restore(const Picture& picture);
  RunState run_live(uint64_t step, int64_t turns = kEndlessTurns);
  void leave_inside();                       // the live arena need not be gone on with where a native gave way
  bool live_can_reach(uint64_t step) const;  // the arena is ours and at or before the step, ready to go on
  void keep_head();                          // before the arena leaves the head
  void go_to_head();
  void record_slice(uint64_t end);
  void mark();
  void thin();
  void count();
  void share_index(const Timeline& trunk);
  const Picture* exact(uint64_t step);
  const Picture* best_before(uint64_t step);
  void reach(uint64_t step, bool leave_marks);
  void remember(const Picture& picture);
  double time_of(uint64_t step) const;

  MachineControl& machine_;
  TimelineOptions options_;
  std::vector<Mark> marks_;       // the recording's checkpoints, by step; the first is the beginning
  std::vector<Mark> near_;        // moments around the cursor, by step
  Picture cursor_;
  Picture head_;                  // the head as a picture, once one was needed
  uint64_t head_step_ = 0;
  RunState head_state_ = RunState::Ready;
  uint64_t live_step_ = 0;        // where the arena is, when it is ours
  RunState live_state_ = RunState::Ready;
  CheckpointRef latest_;          // the last one taken or restored: shares most pages with the next
  double recorded_ms_ = 0;        // run time of the recording so far
  double scan_ms_ = 0.1;
  double spacing_ms_;             // grows when checkpoints had to be thinned
  double last_seek_ms_ = 0;
  uint64_t chunk_ = 1000;         // steps per slice while recording: about a millisecond
  uint64_t uses_ = 0;
  std::vector<IndexBucket> index_;
  uint64_t bucket_steps_ = 0;     // a bucket is closed when it has so many steps
  IndexBucket before_;            // counters at the last look
};

}  // namespace innards
