// Breakpoints and log points: which events of the run hit them. A condition that reading cannot decide is evaluated on a
// copy of the machine, later, in the order of the hits.
#include <algorithm>
#include <deque>

#include "inspect/reader.h"
#include "object/code.h"
#include "run/frame.h"
#include "session/quick_eval.h"
#include "session/run_query.h"

namespace innards {

std::vector<std::string> message_parts(const std::string& message) {
  std::vector<std::string> parts = {""};
  for (size_t i = 0; i < message.size(); ++i) {
    const bool doubled = i + 1 < message.size() && message[i + 1] == message[i];
    if (message[i] == '{' && !doubled) {
      const size_t end = std::min(message.find('}', i), message.size());
      parts.push_back(message.substr(i + 1, end - i - 1));
      parts.emplace_back();
      i = end;
      continue;
    }
    parts.back() += message[i];
    if ((message[i] == '{' || message[i] == '}') && doubled) ++i;
  }
  return parts;
}

std::string breakpoint_error(const Breakpoint& b) {
  std::string error = b.condition.empty() ? "" : QuickEval(b.condition).error();
  const std::vector<std::string> parts = message_parts(b.log);
  for (size_t i = 1; i < parts.size() && error.empty(); i += 2) error = QuickEval(parts[i]).error();
  return error;
}

std::string breakpoint_text(const Breakpoint& b, bool chinese) {
  std::string out;
  switch (b.on) {
    case BreakOn::Line: out = ask_text(AskText::BreakLine, chinese, std::to_string(b.line)); break;
    case BreakOn::Instruction: out = b.qualname + " " + std::to_string(b.offset); break;
    case BreakOn::Raise: out = ask_text(b.text.empty() ? AskText::BreakRaise : AskText::BreakRaiseOf, chinese, b.text); break;
    case BreakOn::Output: out = ask_text(b.text.empty() ? AskText::BreakOutput : AskText::BreakOutputOf, chinese, b.text); break;
  }
  if (!b.condition.empty()) out += ask_text(AskText::BreakWhen, chinese, b.condition);
  if (b.hit_count) out += ask_text(AskText::BreakHit, chinese, std::to_string(b.hit_count));
  if (!b.log.empty()) out += ask_text(AskText::BreakLog, chinese, b.log);
  return out;
}

bool type_is_called(ObjectId type, const std::string& name) {
  Memory live;
  inspect::Reader reader(live);
  for (int n = 0; type && n < 64; ++n) {
    if (reader.type_info(type).name == name) return true;
    type = live.read<TypeObject>(type).tp_base.bits();
  }
  return false;
}

namespace {

const InterpreterFrame* frame_at(uint64_t address) { return reinterpret_cast<const InterpreterFrame*>(address); }

uint64_t events_of(const Breakpoint& b) {
  switch (b.on) {
    case BreakOn::Line: return probe_bit(ProbeKind::kLine);
    case BreakOn::Instruction: return probe_bit(ProbeKind::kStep);
    case BreakOn::Raise: return probe_bit(ProbeKind::kRaise) | probe_bit(ProbeKind::kUnwind);
    case BreakOn::Output: break;
  }
  return probe_bit(ProbeKind::kOutput);
}

// One that is looked for.
struct Armed {
  Armed(const Breakpoint& breakpoint) : b(breakpoint) {
    if (!b.condition.empty()) condition = std::make_unique<QuickEval>(b.condition);
  }
  Truth holds(uint64_t frame) const { return condition ? condition->truth(frame_at(frame)) : Truth::True; }
  Breakpoint b;
  std::unique_ptr<QuickEval> condition;
  int64_t hits = 0;
};

struct Hit {
  size_t which = 0;
  uint64_t step = 0, frame = 0;
  Truth truth = Truth::Unknown;
};

// Those of a list that are armed, and the events that hit them, but for their conditions.
class Matcher {
 public:
  Matcher(LiveSession& session, const std::vector<Breakpoint>& breakpoints, bool logs) : session_(session) {
    for (const Breakpoint& b : breakpoints) {
      if (!b.enabled || b.log.empty() == logs || !breakpoint_error(b).empty()) continue;
      armed_.emplace_back(b);
      mask_ |= events_of(b);
    }
  }
  uint64_t mask() const { return mask_; }
  Armed& armed(size_t i) { return armed_[i]; }
  bool counts() const {
    for (const Armed& a : armed_)
      if (a.b.hit_count) return true;
    return false;
  }

  // What the event hits.
  void match(const ProbeEvent& e, std::vector<Hit>& out) {
    out.clear();
    if (e.kind == ProbeKind::kUnwind) {
      unwound_ = e.step;
      return;
    }
    const bool goes_on = e.kind == ProbeKind::kRaise && e.step == unwound_;   // it only arrives in the caller
    for (size_t i = 0; i < armed_.size() && !goes_on; ++i)
      if (is_hit(armed_[i].b, e)) out.push_back(hit(i, e));
  }

  // Decides a condition by running it.
  bool decide(const Hit& hit) {
    if (hit.truth != Truth::Unknown) return hit.truth == Truth::True;
    Excursion e;
    e.expression = armed_[hit.which].b.condition;
    e.frame = hit.frame;
    const EvalRow found = session_.excursion(hit.step, e);
    return found.end == EvalRow::End::Value && found.truth;
  }

 private:
  bool is_hit(const Breakpoint& b, const ProbeEvent& e) const {
    switch (b.on) {
      case BreakOn::Line: return e.kind == ProbeKind::kLine && static_cast<int>(e.c) == b.line && LiveFrame(e.a).filename() == b.filename && !only_enters(e);
      case BreakOn::Instruction: return e.kind == ProbeKind::kStep && static_cast<int>(e.b) == b.offset && LiveFrame(e.a).qualname() == b.qualname && (b.filename.empty() || LiveFrame(e.a).filename() == b.filename);
      case BreakOn::Raise: return e.kind == ProbeKind::kRaise && (b.text.empty() || type_is_called(e.b, b.text));
      case BreakOn::Output: break;
    }
    return e.kind == ProbeKind::kOutput && (b.text.empty() || written(e).find(b.text) != std::string::npos);
  }
  std::string written(const ProbeEvent& e) const {
    const std::string& text = session_.output_text(static_cast<int>(e.a));
    return e.b < text.size() ? text.substr(static_cast<size_t>(e.b), static_cast<size_t>(e.c)) : "";
  }
  // Output is looked at once it is there, everything else just before it happens.
  Hit hit(size_t i, const ProbeEvent& e) const {
    const bool framed = e.kind == ProbeKind::kLine || e.kind == ProbeKind::kStep;
    const uint64_t frame = framed ? e.a : live_frame();
    return {i, e.kind == ProbeKind::kOutput ? e.step + 1 : e.step, frame, armed_[i].holds(frame)};
  }

  LiveSession& session_;
  std::vector<Armed> armed_;
  uint64_t mask_ = 0, unwound_ = UINT64_MAX;
};

class BreakFinder : public LiveSession::Finder {
 public:
  explicit BreakFinder(Matcher matcher) : Finder(matcher.mask()), matcher_(std::move(matcher)) { from_start = matcher_.counts(); }

  void on_event(const ProbeEvent& e) override {
    if (stop_at_first && found) return;
    matcher_.match(e, hits_);
    for (const Hit& hit : hits_) {
      if (hit.truth == Truth::False) continue;
      if (open_.empty() && hit.truth == Truth::True) take(hit);
      else open_.push_back(hit);
    }
  }
  Found matches(const ProbeEvent&) override { return {}; }

  bool settle() override {
    if (open_.empty()) return false;
    const Hit hit = open_.front();
    open_.pop_front();
    if (matcher_.decide(hit)) take(hit);
    if (stop_at_first && found) open_.clear();
    return true;
  }

 private:
  void take(const Hit& hit) {
    Armed& armed = matcher_.armed(hit.which);
    if (armed.b.hit_count && ++armed.hits != armed.b.hit_count) return;
    if (hit.step >= from && hit.step < to && !(stop_at_first && found)) found = hit.step;
  }

  Matcher matcher_;
  std::vector<Hit> hits_;
  std::deque<Hit> open_;
};

// ---- log points

class LogQuery : public RunQuery {
 public:
  LogQuery(LiveSession& session, Matcher matcher) : RunQuery(session, matcher.mask()), matcher_(std::move(matcher)) {}

 private:
  struct Message {
    Hit hit;
    WriteRow row;
    std::vector<std::string> parts;   // as message_parts(); an expression that reading could tell is its value already
    std::vector<bool> told;
  };

  void hear(const ProbeEvent& e) override {
    matcher_.match(e, hits_);
    for (const Hit& hit : hits_)
      if (hit.truth != Truth::False) open_.push_back(message(hit));
  }

  // What can be read is read now: later the moment is gone.
  Message message(const Hit& hit) {
    Message m{hit, {}, message_parts(matcher_.armed(hit.which).b.log), {}};
    m.row.step = hit.step;
    put_place(m.row, place_of_frame(hit.frame));
    m.told.resize(m.parts.size());
    for (size_t i = 1; i < m.parts.size(); i += 2) {
      QuickEval quick(m.parts[i]);
      const QuickValue v = quick.value(frame_at(hit.frame));
      m.told[i] = v.decided();
      if (m.told[i]) m.parts[i] = shown(quick_row(v));
    }
    return m;
  }

  // As an f-string shows it: a str without its quotes.
  static std::string shown(const ValueRow& v) {
    const bool quoted = v.type == "str" && v.text.size() >= 2;
    return quoted ? v.text.substr(1, v.text.size() - 2) : v.text;
  }

  bool settle() override {
    if (open_.empty()) return false;
    Message m = std::move(open_.front());
    open_.pop_front();
    Armed& armed = matcher_.armed(m.hit.which);
    if (!matcher_.decide(m.hit) || (armed.b.hit_count && ++armed.hits != armed.b.hit_count)) return true;
    for (size_t i = 0; i < m.parts.size(); ++i) m.row.name += i % 2 && !m.told[i] ? run(m, m.parts[i]) : m.parts[i];
    add(std::move(m.row));
    return true;
  }

  std::string run(const Message& m, const std::string& expression) {
    Excursion e;
    e.expression = expression;
    e.frame = m.hit.frame;
    const EvalRow found = session_.excursion(m.hit.step, e);
    return found.end == EvalRow::End::Value ? shown(found.value) : "<" + found.text + ">";
  }

  Matcher matcher_;
  std::vector<Hit> hits_;
  std::deque<Message> open_;
};

}  // namespace

std::unique_ptr<LiveSession::Finder> find_breakpoint(LiveSession& session, const std::vector<Breakpoint>& breakpoints) {
  Matcher matcher(session, breakpoints, false);
  return matcher.mask() ? std::make_unique<BreakFinder>(std::move(matcher)) : nullptr;
}

std::unique_ptr<Query> LiveSession::log() { return std::make_unique<LogQuery>(*this, Matcher(*this, breakpoints_, true)); }

}  // namespace innards
