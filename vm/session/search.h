// Searching a run: listeners that say at which step something is. Used by LiveSession's ways of stepping and by places.
#pragma once

#include <optional>

#include "session/live_session.h"

namespace innards {

// Collects the steps of a stretch at which matches() says yes. Runs on the machine's stack and only reads.
class LiveSession::Finder : public ProbeListener {
 public:
  explicit Finder(uint64_t mask) : mask(mask) {}
  void on_event(const ProbeEvent& event) override {
    if (stop_at_first && found) return;
    std::optional<uint64_t> step = matches(event);
    if (!step || *step < from || *step >= to) return;
    if (stop_at_first && ++seen < wanted_hit) return;
    found = step;
  }
  using Found = std::optional<uint64_t>;
  // The step of the match (usually event.step), or nothing.
  virtual Found matches(const ProbeEvent& event) = 0;
  // Finds out one thing that listening left open, while the machine sleeps; false when nothing is open.
  virtual bool settle() { return false; }

  uint64_t mask;
  bool from_start = false;       // it counts: the scan begins where the run does, whatever it looks for
  bool stop_at_first = true;     // forward: the first match; back: the last one
  int64_t wanted_hit = 1, seen = 0;
  uint64_t from = 0, to = UINT64_MAX;
  std::optional<uint64_t> found;
};

// A finder led through the run in slices, forward from a step or back from one: a search and a place stand on it. Going
// forward it records on when what is recorded does not have it.
class LiveSession::Scan {
 public:
  Scan(LiveSession& session, std::unique_ptr<Finder> finder, Direction direction, uint64_t from);
  // Looks for about `milliseconds`; true when it is over: found() says whether there is one.
  bool work(double milliseconds);
  std::optional<uint64_t> found() const { return found_; }
  double progress() const;
  uint64_t position() const { return replay_ ? replay_->position() : forward_ ? reached_ : end_; }

 private:
  void slice(double milliseconds);
  void slice_forward(double milliseconds);
  void slice_back(double milliseconds);

  LiveSession& session_;
  std::unique_ptr<Finder> finder_;
  bool forward_, over_ = false;
  bool looked_ = false;                   // back: the stretch is replayed, but something in it is left open
  uint64_t from_;
  uint64_t reached_ = 0;                  // forward: all before it is looked at
  uint64_t end_ = 0, start_ = 0, width_;  // back: the stretch that is looked at, and the length of the next
  std::unique_ptr<Replay> replay_;
  std::optional<uint64_t> found_;
};

// Another program runs now: the code objects of the one before, which may have lain at the same addresses, are forgotten.
void forget_live_codes();

// The rows of a code object of the live machine.
const CodeRows& live_code(ObjectId id);

// Whether a type or one that it is derived from has that name.
bool type_is_called(ObjectId type, const std::string& name);

// What a finder knows of the running frame. Reads the live machine, changes nothing (str_as_utf8 would).
struct LiveFrame {
  explicit LiveFrame(uint64_t frame_address);
  bool is(const std::string& function) const { return qualname() == function || name() == function; }
  std::string name() const;
  std::string qualname() const;
  std::string filename() const;
  std::string local_name(int64_t index) const;
  int line_at(int offset) const;
  const CodeRows& rows() const;
  ObjectId code = 0;
};
// Whether a line begins only because a frame does: a call is no run of the def line, unless the body begins on it, too
// (_co_firsttraceable, as CPython's 'line' events go). Reads the running frame: only while the event is being told.
bool only_enters(const ProbeEvent& line_event);

// How deep the calls of the thread that runs are nested, natives that call Python included: only for comparing two moments.
struct CallDepth {
  int64_t thread = 0;    // its serial number, and
  int record = 0;        // its place in the table of threads
  uint32_t depth = 0;
};
CallDepth depth_in(const Memory& memory);
uint32_t live_depth();

// Finders for places and stepping.
std::unique_ptr<LiveSession::Finder> find_line(std::string filename, int line);          // line 0: any line of the program
std::unique_ptr<LiveSession::Finder> find_line_within(CallDepth depth);                  // any line of the thread at that depth or above
std::unique_ptr<LiveSession::Finder> find_expression();                                   // begins_expression() in inspect.h
std::unique_ptr<LiveSession::Finder> find_step();                                         // any instruction
std::unique_ptr<LiveSession::Finder> find_within(CallDepth depth);                       // the thread's first step at that depth or above
std::unique_ptr<LiveSession::Finder> find_above(CallDepth depth);                        // the thread's first step above that depth
std::unique_ptr<LiveSession::Finder> find_op(std::string name, int line, std::string filename);
std::unique_ptr<LiveSession::Finder> find_call(std::string function);                    // empty: any
// What the other finds by steps, lines or calls, but not where the standard library runs.
std::unique_ptr<LiveSession::Finder> find_own(std::unique_ptr<LiveSession::Finder> finder, const inspect::OwnCode& own);
std::unique_ptr<LiveSession::Finder> find_return(std::string function);
std::unique_ptr<LiveSession::Finder> find_raise();
std::unique_ptr<LiveSession::Finder> find_stdout();
std::unique_ptr<LiveSession::Finder> find_breakpoint(LiveSession& session, const std::vector<Breakpoint>& breakpoints);   // null: there is none to find

}  // namespace innards
