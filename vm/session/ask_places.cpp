// Every execution of a line or instruction, all calls of a function, what was printed where: a place of the program is
// watched, and each time it is come to is an answer.
#include <algorithm>
#include <unordered_map>

#include "inspect/reader.h"
#include "object/code.h"
#include "run/frame.h"
#include "session/quick_eval.h"
#include "session/run_query.h"

namespace innards {

namespace {

// Executions of a place, each with the value of an expression.
class PlaceQuery : public RunQuery {
 protected:
  PlaceQuery(LiveSession& session, uint64_t mask, const Question& q) : RunQuery(session, mask), q_(q) {
    if (q.filename.empty()) q_.filename = session.program().filename;
    if (!q.expression.empty()) quick_ = std::make_unique<QuickEval>(q.expression);
  }

  void executed(const ProbeEvent& e) {
    WriteRow& row = add(e, "", e.a);
    if (!quick_) return;
    const QuickValue v = quick_->value(reinterpret_cast<const InterpreterFrame*>(e.a));
    if (v.kind == QuickValue::Kind::Unknown && !v.id) open_.push_back({rows().size() - 1, e.step, e.a});
    else row.after = quick_row(v);
  }

  bool settle() override {
    if (open_.empty()) return false;
    const OpenValue open = open_.front();
    open_.pop_front();
    Excursion e;
    e.expression = q_.expression;
    e.frame = open.frame;
    const EvalRow found = session_.excursion(open.step, e);
    rows()[open.row].after = found.value;
    if (found.end != EvalRow::End::Value) rows()[open.row].after.text = found.text;
    return true;
  }

  Question q_;

 private:
  std::unique_ptr<QuickEval> quick_;
  std::deque<OpenValue> open_;
};

class LineQuery : public PlaceQuery {
 public:
  LineQuery(LiveSession& session, const Question& q) : PlaceQuery(session, probe_bit(ProbeKind::kLine), q) {}

 private:
  void hear(const ProbeEvent& e) override {
    if (static_cast<int>(e.c) != q_.line || LiveFrame(e.a).filename() != q_.filename || only_enters(e)) return;
    executed(e);
  }
};

class InstructionQuery : public PlaceQuery {
 public:
  InstructionQuery(LiveSession& session, const Question& q) : PlaceQuery(session, probe_bit(ProbeKind::kStep), q) {}

 private:
  void hear(const ProbeEvent& e) override {
    if (static_cast<int>(e.b) != q_.offset) return;
    LiveFrame frame(e.a);
    if (frame.is(q_.function) && frame.filename() == q_.filename) executed(e);
  }
};

// ---- calls

// "fib(n=3, *rest=(1,))": the parameters as the call has bound them.
std::string call_text(uint64_t address) {
  Memory live;
  inspect::Reader reader(live);
  const LiveFrame frame(address);
  const CodeRows& code = frame.rows();
  constexpr int kVarArgs = 4, kVarKeywords = 8;
  const size_t plain = static_cast<size_t>(code.arg_count + code.kwonly_arg_count);
  const size_t all = plain + ((code.flags & kVarArgs) != 0) + ((code.flags & kVarKeywords) != 0);
  std::string out = code.name + "(";
  for (size_t i = 0; i < all && i < code.varnames.size(); ++i) {
    const uint64_t id = live.read<uint64_t>(address + offsetof(InterpreterFrame, localsplus) + 8 * i);
    const bool args = i == plain && (code.flags & kVarArgs);
    out += std::string(i ? ", " : "") + (i < plain ? "" : args ? "*" : "**") + code.varnames[i] + "=" + (id ? reader.text(id, 40) : "?");
  }
  return out + ")";
}

class CallsQuery : public RunQuery {
 public:
  CallsQuery(LiveSession& session, const Question& q)
      : RunQuery(session, probe_bit(ProbeKind::kCall) | probe_bit(ProbeKind::kReturn) | probe_bit(ProbeKind::kYield) | probe_bit(ProbeKind::kUnwind)), function_(q.name) {}

 private:
  void hear(const ProbeEvent& e) override {
    if (e.kind == ProbeKind::kCall) {
      if (LiveFrame(e.a).is(function_)) called(e);
      return;
    }
    const auto it = open_.find(e.a);
    if (it == open_.end()) return;
    WriteRow& row = rows()[it->second];
    open_.erase(it);
    row.until = e.step;
    row.after = e.kind == ProbeKind::kUnwind ? live_error() : value(e.b);
    if (e.kind == ProbeKind::kYield) row.how = static_cast<int>(AskText::Yields);
    if (e.kind == ProbeKind::kUnwind) row.how = static_cast<int>(AskText::Raises);
  }

  // The moment to go to is the one before the function's first instruction: its parameters are bound.
  void called(const ProbeEvent& e) {
    const InterpreterFrame frame = live_.read<InterpreterFrame>(e.a);
    WriteRow row;
    row.step = e.step + 1;
    row.name = frame.owner == kFrameOwnedByGenerator ? LiveFrame(e.a).name() + "(...)" : call_text(e.a);
    put_place(row, place_of_frame(frame.previous.bits()));
    add(std::move(row));
    open_[e.a] = rows().size() - 1;
  }

  std::string function_;
  std::unordered_map<uint64_t, size_t> open_;   // calls in progress, by frame
};

// ---- output

class OutputQuery : public RunQuery {
 public:
  OutputQuery(LiveSession& session, const Question& q) : RunQuery(session, probe_bit(ProbeKind::kOutput)), q_(q) {}

 private:
  void hear(const ProbeEvent& e) override {
    const int stream = static_cast<int>(e.a);
    if (!wanted(stream, e.b, e.b + e.c)) return;
    WriteRow& row = add(e, "");
    row.after.text = quoted(session_.output_text(stream).substr(static_cast<size_t>(e.b), static_cast<size_t>(e.c)));
    row.after.type = stream == 2 ? "stderr" : "stdout";
  }

  // The bytes asked for, or those in which the text stands, wherever it is broken between two writes.
  bool wanted(int stream, uint64_t from, uint64_t to) {
    if (q_.stream) return stream == q_.stream && from < q_.to && to > q_.from;
    if (q_.name.empty()) return true;
    const std::string& text = session_.output_text(stream);
    const uint64_t reach = q_.name.size() - 1, begin = from - std::min(from, reach);
    const std::string around = text.substr(static_cast<size_t>(begin), static_cast<size_t>(to + reach - begin));
    return around.find(q_.name) != std::string::npos;
  }

  static std::string quoted(const std::string& text) {
    size_t end = std::min<size_t>(text.size(), 200);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    std::string out = "'";
    for (char c : text.substr(0, end)) out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : std::string(1, c);
    return out + (end < text.size() ? "..." : "'");
  }

  Question q_;
};

}  // namespace

std::unique_ptr<Query> ask_line(LiveSession& session, const Question& q) { return std::make_unique<LineQuery>(session, q); }
std::unique_ptr<Query> ask_instruction(LiveSession& session, const Question& q) { return std::make_unique<InstructionQuery>(session, q); }
std::unique_ptr<Query> ask_calls(LiveSession& session, const Question& q) { return std::make_unique<CallsQuery>(session, q); }
std::unique_ptr<Query> ask_output(LiveSession& session, const Question& q) { return std::make_unique<OutputQuery>(session, q); }

}  // namespace innards
