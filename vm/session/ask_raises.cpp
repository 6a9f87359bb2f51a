// Exceptions: each has a story that begins where it is raised, goes through the frames it leaves, and ends where it is
// caught, where native code swallows it, or with the program. The machine tells of arrivals in frames, departures and
// catches; which of them belong together is found out here.
#include <cstddef>

#include "compile/opcodes.h"
#include "object/code.h"
#include "run/frame.h"
#include "session/run_query.h"

namespace innards {

namespace {

class RaisesQuery : public RunQuery {
 public:
  RaisesQuery(LiveSession& session, const Question& q)
      : RunQuery(session, probe_bit(ProbeKind::kRaise) | probe_bit(ProbeKind::kUnwind) | probe_bit(ProbeKind::kHandle) | probe_bit(ProbeKind::kReturn)), type_(q.name) {}

 private:
  // An exception on its way. `left`: it has left a frame in the instruction `step`; if it does not arrive in the caller in
  // the same instruction, native code has kept it.
  struct Story {
    size_t row = 0;            // its last answer
    bool wanted = false, left = false;
    uint64_t step = 0, frame = 0;
  };

  void hear(const ProbeEvent& e) override {
    drop_swallowed(e.step);
    if (e.kind == ProbeKind::kRaise) return arrived(e);
    if (e.kind == ProbeKind::kReturn || !is_in(e.a, e)) return;
    Story& story = stories_.back();
    if (e.kind == ProbeKind::kUnwind) return departed(e, story);
    if (only_cleans_up(e)) return;
    tell(e, story, AskText::Caught, value(e.b)).step = e.step + 1;
    caught_ = {e.b, story};
    stories_.pop_back();
  }

  // The compiler's own handlers, around those that are written, drop what lies on the stack and raise the exception again.
  bool only_cleans_up(const ProbeEvent& e) const {
    const uint64_t code = live_.read<InterpreterFrame>(e.a).f_code.bits();
    return (live_.read<CodeUnit16>(code + offsetof(CodeObject, co_code_adaptive) + e.c) & 255) != Opcode::PUSH_EXC_INFO;
  }

  // Whether a story is in this frame. An instruction that raises a caught exception again does not say so: it is only seen
  // to leave, or to be caught once more.
  bool is_in(uint64_t frame, const ProbeEvent& e) {
    if (!stories_.empty() && !stories_.back().left && stories_.back().frame == frame) return true;
    if (!e.b || e.b != caught_.exception) return false;
    begin(e, frame, AskText::RaisedAgain);
    return true;
  }

  void arrived(const ProbeEvent& e) {
    if (!stories_.empty() && stories_.back().left) {
      stories_.back().left = false;
      stories_.back().frame = e.c;
      return;
    }
    begin(e, e.c, e.a && e.a == caught_.exception ? AskText::RaisedAgain : AskText::Raised);
  }

  void begin(const ProbeEvent& e, uint64_t frame, AskText how) {
    stories_.push_back(how == AskText::RaisedAgain ? caught_.story : Story{0, is_wanted(e.b), false, 0, 0});
    stories_.back().left = false;
    stories_.back().frame = frame;
    tell(e, stories_.back(), how, how == AskText::RaisedAgain && caught_.exception ? value(caught_.exception) : live_error());
  }

  void departed(const ProbeEvent& e, Story& story) {
    // A generator that is closed when the program is over has no frame behind it either.
    const InterpreterFrame frame = live_.read<InterpreterFrame>(e.a);
    const bool last = !frame.previous.bits() && frame.owner != kFrameOwnedByGenerator;
    tell(e, story, last ? AskText::EndsProgram : AskText::Leaves, live_error());
    story.left = !last;
    story.step = e.step;
    if (last) stories_.pop_back();
  }

  // What left a frame in an earlier instruction and has not arrived anywhere.
  void drop_swallowed(uint64_t step) {
    while (!stories_.empty() && stories_.back().left && stories_.back().step != step) {
      const Story& story = stories_.back();
      if (story.wanted) rows()[story.row].how = static_cast<int>(AskText::Kept);
      stories_.pop_back();
    }
  }

  // An answer, or a row that nobody sees when this exception was not asked for.
  WriteRow& tell(const ProbeEvent& e, Story& story, AskText what, ValueRow exception) {
    if (!story.wanted) return unseen_;
    WriteRow& row = add(e, "", story.frame);
    row.how = static_cast<int>(what);
    row.after = std::move(exception);
    story.row = rows().size() - 1;
    return row;
  }

  bool is_wanted(ObjectId type) const { return type_.empty() || type_is_called(type, type_); }

  std::string type_;
  std::vector<Story> stories_;
  struct {
    ObjectId exception = 0;
    Story story;
  } caught_;                 // the last one: a finally block raises it again
  WriteRow unseen_;
};

}  // namespace

std::unique_ptr<Query> ask_raises(LiveSession& session, const Question& q) { return std::make_unique<RaisesQuery>(session, q); }

}  // namespace innards
