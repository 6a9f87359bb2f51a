// When does an expression become true, when does its value change. It is looked at in the innermost frame of one function,
// before every instruction of the whole run, by reading alone; from the first moment at which only running Python code can
// tell, it is evaluated on a copy of the machine before every line.
#include <algorithm>
#include <unordered_map>

#include "inspect/reader.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/set.h"
#include "object/tuple.h"
#include "run/frame.h"
#include "session/quick_eval.h"
#include "session/run_query.h"

namespace innards {

namespace {

constexpr uint64_t kFrames = probe_bit(ProbeKind::kCall) | probe_bit(ProbeKind::kReturn) | probe_bit(ProbeKind::kUnwind) | probe_bit(ProbeKind::kYield) | probe_bit(ProbeKind::kThreadSwitch);

// The innermost frame of a function.
class FrameOfFunction {
 public:
  FrameOfFunction(std::string function, std::string filename) : function_(std::move(function)), filename_(std::move(filename)) {}
  void forget() { known_ = false; }
  uint64_t find() {
    if (known_) return found_;
    known_ = true;
    found_ = live_frame();
    while (found_ && !is_it(found_)) found_ = Memory().read<InterpreterFrame>(found_).previous.bits();
    return found_;
  }

 private:
  bool is_it(uint64_t address) const {
    const LiveFrame frame(address);
    return frame.is(function_) && (function_ != "<module>" || frame.filename() == filename_);
  }
  std::string function_, filename_;
  bool known_ = false;
  uint64_t found_ = 0;
};

// What changes when a container is changed in place.
uint64_t inside_of(const QuickValue& v) {
  if (v.kind != QuickValue::Kind::Object) return 0;
  const Object* o = reinterpret_cast<const Object*>(v.id);
  if (o->ob_type == TypeDict) return static_cast<const DictObject*>(o)->ma_version_tag;
  if (o->ob_type == TypeSet) return static_cast<uint64_t>(static_cast<const SetObject*>(o)->used);
  if (o->ob_type != TypeList) return 0;
  const auto* list = static_cast<const ListObject*>(o);
  uint64_t mix = static_cast<uint64_t>(list->ob_size);
  for (int64_t i = 0; i < std::min<int64_t>(list->ob_size, 64); ++i) mix = mix * 1000003 + list->ob_item[i].bits();
  return mix;
}

class ExpressionQuery : public RunQuery {
 public:
  ExpressionQuery(LiveSession& session, const Question& q)
      : RunQuery(session, kFrames | probe_bit(ProbeKind::kStep) | probe_bit(ProbeKind::kLine)), q_(q), quick_(q.expression),
        frame_(q.function, session.program().filename), exact_(!quick_.possible()) {}

 private:
  // What is known of the expression in one frame.
  struct Seen {
    bool truth = false, any = false;
    QuickValue value;
    uint64_t inside = 0;
    ValueRow row;
  };
  struct Open {
    uint64_t step, frame;
    CodePoint before;
  };

  void hear(const ProbeEvent& e) override {
    const bool step = e.kind == ProbeKind::kStep, line = e.kind == ProbeKind::kLine;
    if (!step && !line) return frames_changed(e);
    if (step && !exact_) look(e);
    if (line && exact_) wait_for(e);
    if (step != exact_) before_ = point_of_frame(e.a);
  }

  void frames_changed(const ProbeEvent& e) {
    frame_.forget();
    // Another call may have had its frame at this address; a generator only goes on in its own.
    const bool begins = e.kind == ProbeKind::kCall && reinterpret_cast<const InterpreterFrame*>(e.a)->owner != kFrameOwnedByGenerator;
    if (begins) seen_.erase(e.a);
  }

  void look(const ProbeEvent& e) {
    const uint64_t frame = frame_.find();
    if (!frame) return;
    const QuickValue v = quick_.value(reinterpret_cast<const InterpreterFrame*>(frame));
    const bool raises = v.kind == QuickValue::Kind::Raises, asks_truth = q_.what == Ask::Becomes;
    const Truth truth = raises || !asks_truth ? Truth::False : quick_truth(v);
    exact_ = truth == Truth::Unknown || (!raises && !v.decided() && !v.id);
    if (exact_) return;
    Seen& seen = seen_[frame];
    if (asks_truth) return became(seen, truth == Truth::True, e.step, before_);
    const uint64_t inside = inside_of(v);
    if (seen.any && same(seen.value, v) && seen.inside == inside) return;
    seen.value = v;
    seen.inside = inside;
    changed(seen, raises ? ValueRow() : quick_row(v), e.step, before_);
  }

  static bool same(const QuickValue& a, const QuickValue& b) {
    return a.kind == b.kind && a.i == b.i && (a.d == b.d || a.d != a.d) && a.id == b.id;
  }

  // The function's own frame need not be the one that runs: a callee may have done it.
  void wait_for(const ProbeEvent& e) {
    if (const uint64_t frame = frame_.find()) open_.push_back({e.step, frame, before_});
  }

  bool settle() override {
    if (open_.empty()) return false;
    const Open open = open_.front();
    open_.pop_front();
    Excursion e;
    e.expression = q_.expression;
    e.frame = open.frame;
    const EvalRow found = session_.excursion(open.step, e);
    const bool is = found.end == EvalRow::End::Value;
    Seen& seen = seen_[open.frame];
    if (q_.what == Ask::Becomes) became(seen, is && found.truth, open.step, open.before);
    else if (!seen.any || seen.row.text != found.value.text) changed(seen, is ? found.value : ValueRow(), open.step, open.before);
    return true;
  }

  void became(Seen& seen, bool now, uint64_t step, const CodePoint& by) {
    const bool rises = now && !seen.truth;
    seen.truth = now;
    if (rises) tell(step, by);
  }

  // The answer's step is the one that has changed it: it shows at the moment after.
  void changed(Seen& seen, ValueRow now, uint64_t step, const CodePoint& by) {
    const bool other = seen.any ? seen.row.text != now.text || seen.row.id != now.id : !now.text.empty();
    const ValueRow before = std::move(seen.row);
    seen.any = true;
    seen.row = std::move(now);
    if (!other) return;
    WriteRow& row = tell(step > 0 ? step - 1 : 0, by);
    row.before = before;
    row.after = seen.row;
  }

  WriteRow& tell(uint64_t step, const CodePoint& by) {
    WriteRow row;
    row.step = step;
    put_place(row, place_of(by));
    return add(std::move(row));
  }

  Question q_;
  QuickEval quick_;
  FrameOfFunction frame_;
  bool exact_;                                // only a copy of the machine can tell
  CodePoint before_;                          // what ran before the present moment
  std::unordered_map<uint64_t, Seen> seen_;   // by frame
  std::deque<Open> open_;
};

}  // namespace

std::unique_ptr<Query> ask_expression(LiveSession& session, const Question& q) { return std::make_unique<ExpressionQuery>(session, q); }

}  // namespace innards
