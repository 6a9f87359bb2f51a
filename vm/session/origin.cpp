// Where an entry of a value stack came from: the instruction that put it there. Found by running the last stretch again.
#include <algorithm>
#include <cstddef>

#include "object/code.h"
#include "run/frame.h"
#include "session/search.h"

namespace innards {

namespace {

// How far back is looked, at first and at most: a few milliseconds.
constexpr uint64_t kOriginReplay[] = {300, 5000, 40000};

// Follows one entry of one frame's stack. Between two instructions of the frame the stack is read; inside one its pushes
// are counted, since an instruction may put the same object there again.
class OriginListener : public ProbeListener {
 public:
  OriginListener(uint64_t frame, int slot) : frame_(frame), slot_(slot) {}
  static constexpr uint64_t kMask = probe_bit(ProbeKind::kStep) | probe_bit(ProbeKind::kPush) | probe_bit(ProbeKind::kPop) | probe_bit(ProbeKind::kCall) |
                                    probe_bit(ProbeKind::kReturn) | probe_bit(ProbeKind::kYield) | probe_bit(ProbeKind::kResume);

  void on_event(const ProbeEvent& e) override {
    switch (e.kind) {
      case ProbeKind::kStep: e.a == frame_ ? step(e) : leave(); return;
      case ProbeKind::kPush:
        if (inside_ && depth_++ == slot_) origin = last_;
        return;
      case ProbeKind::kPop: depth_ -= inside_; return;
      case ProbeKind::kCall:
        if (e.a == frame_) last_.reset(), origin.reset();   // another call at the same address
        return leave();
      default: return leave();
    }
  }
  // The stack as it stands at the cursor.
  void end(int depth, uint64_t value) { settle(depth, value); }

  struct Place {
    uint64_t step = 0;
    int offset = 0;
  };
  std::optional<Place> origin;

 private:
  void leave() { inside_ = false; }
  void settle(int depth, uint64_t value) {
    if (last_ && depth > slot_ && (before_ <= slot_ || value != value_)) origin = last_;
    if (depth <= slot_) origin.reset();
    before_ = depth_ = depth;
    value_ = value;
  }
  void step(const ProbeEvent& e) {
    Memory memory;
    const InterpreterFrame frame = memory.read<InterpreterFrame>(frame_);
    const int locals = memory.read<int32_t>(frame.f_code.bits() + offsetof(CodeObject, co_nlocalsplus));
    const uint64_t at = frame_ + offsetof(InterpreterFrame, localsplus) + 8 * static_cast<uint64_t>(locals + slot_);
    const int depth = frame.stacktop - locals;
    settle(depth, depth > slot_ ? memory.read<uint64_t>(at) : 0);
    last_ = Place{e.step, static_cast<int>(e.b)};
    inside_ = true;
  }

  uint64_t frame_;
  int slot_, depth_ = 0, before_ = 0;
  uint64_t value_ = 0;
  bool inside_ = false;        // an instruction of the frame runs, and no frame that it called
  std::optional<Place> last_;  // the frame's last instruction
};

}  // namespace

std::optional<OriginRow> LiveSession::put_there(uint64_t frame, int slot) {
  const uint64_t step = cursor();
  const Moment& m = raw_moment(step);
  const auto found = std::find_if(m.frames.begin(), m.frames.end(), [&](const FrameRow& f) { return f.id == frame; });
  if (found == m.frames.end() || slot < 0 || slot >= static_cast<int>(found->stack.size())) return std::nullopt;
  const FrameRow row = *found;
  for (uint64_t width : kOriginReplay) {
    OriginListener listener(frame, slot);
    timeline_->replay_now(step - std::min(step, width), step, listener, OriginListener::kMask);
    listener.end(static_cast<int>(row.stack.size()), row.stack[static_cast<size_t>(slot)].value.id);
    timeline_->seek(step);
    if (!listener.origin) continue;
    OriginRow out{listener.origin->step, row.code_id, {}};
    if (const CodeRows* rows = code(row.code_id))
      for (const InstrRow& i : rows->instructions)
        if (i.offset == listener.origin->offset) out.instruction = i;
    return out;
  }
  return std::nullopt;
}

}  // namespace innards
