// An exception that looks for its handler: what each frame's exception table says, what is popped and pushed, and where it
// goes on. The machine tells when it looks into a frame's table, each pop, and how the frame is left or goes on.
#include <algorithm>
#include <cstddef>

#include "inspect/instruction_text.h"
#include "object/code.h"
#include "run/frame.h"
#include "session/process_listeners.h"

namespace innards {

namespace {

using inspect::Say;
using inspect::told;

struct Mark {
  enum class What { Raise, Search, Pop, Handle, Leave } what;
  uint64_t frame = 0;
  FrameRow row;                 // of Raise and Search: the stack as deep as it then was
  InstrRow instruction;         // that raised; of Handle: that comes next
  ExceptionTableRow entry;
  bool has_entry = false;
  size_t entries = 0;
  ValueRow value;               // popped, or the exception
  std::string exception;
  bool freed = false;
  int64_t lasti = 0;            // of Handle: the code unit that the frame stands at
  uint64_t previous = 0;
};

class UnwindListener : public ProcessListener {
 public:
  using ProcessListener::ProcessListener;
  uint64_t mask() const override {
    return probe_bit(ProbeKind::kRaise) | probe_bit(ProbeKind::kSearch) | probe_bit(ProbeKind::kPop) | probe_bit(ProbeKind::kDied) |
           probe_bit(ProbeKind::kHandle) | probe_bit(ProbeKind::kUnwind);
  }
  void on_event(const ProbeEvent& e) override;
  void tell(ProcessRows& rows) override;

 private:
  Mark& add(Mark::What what, uint64_t frame) {
    Mark m;
    m.what = what;
    m.frame = frame;
    marks_.push_back(std::move(m));
    return marks_.back();
  }
  bool popping() const { return !marks_.empty() && (marks_.back().what == Mark::What::Search || marks_.back().what == Mark::What::Pop); }
  void on_search(const ProbeEvent& e);
  void find_entry(Mark& m, int offset);
  int line_from(ObjectId code, int offset);
  std::string pending();

  std::vector<Mark> marks_;
};

// The exception on its way: until somebody looks, it may be only a type and a value.
std::string UnwindListener::pending() {
  const ThreadState thread = live_.read<ThreadState>(kArenaBase + offsetof(Runtime, thread));
  const ObjectId type = thread.curexc_type.bits(), v = thread.curexc_value.bits();
  if (!type) return "";
  if (v && reader_.type_of(v) == type) return text(v);
  return reader_.type_info(type).name + (v ? ": " + text(v) : "");
}

void UnwindListener::find_entry(Mark& m, int offset) {
  const CodeRows& code = codes_.get(live_, m.row.code_id);
  m.entries = code.exceptions.size();
  for (const ExceptionTableRow& e : code.exceptions) {
    if (m.has_entry || offset < e.start || offset >= e.end) continue;
    m.entry = e;
    m.has_entry = true;
  }
}

// A handler begins with instructions that have no line: the first line behind them is meant.
int UnwindListener::line_from(ObjectId code, int offset) {
  for (const InstrRow& i : codes_.get(live_, code).instructions)
    if (i.offset >= offset && i.line > 0) return i.line;
  return 0;
}

void UnwindListener::on_search(const ProbeEvent& e) {
  Mark& m = add(Mark::What::Search, e.a);
  m.row = frame(e.a);
  m.row.offset = static_cast<int>(e.b);
  m.row.stack = stack(e.a, static_cast<int64_t>(e.c));
  m.instruction = instruction(m.row.code_id, m.row.offset);
  m.row.offset = m.instruction.offset;   // where a call has failed, e.b is its last cache
  m.row.line = m.instruction.line;
  m.exception = pending();
  find_entry(m, static_cast<int>(e.b));
}

void UnwindListener::on_event(const ProbeEvent& e) {
  switch (e.kind) {
    case ProbeKind::kRaise: add(Mark::What::Raise, e.c).exception = pending(); return;
    case ProbeKind::kSearch: return on_search(e);
    case ProbeKind::kPop:
      if (popping()) add(Mark::What::Pop, marks_.back().frame).value = value(e.a);
      return;
    case ProbeKind::kDied:
      if (popping() && marks_.back().value.id == e.a) marks_.back().freed = true;
      return;
    case ProbeKind::kHandle: {
      Mark& m = add(Mark::What::Handle, e.a);
      m.value = value(e.b);
      m.row = frame(e.a);
      m.instruction = instruction(m.row.code_id, static_cast<int>(e.c));
      m.row.line = line_from(m.row.code_id, m.instruction.offset);
      m.lasti = static_cast<int64_t>(live_.read<InterpreterFrame>(e.a).prev_instr.bits() - m.row.code_id - offsetof(CodeObject, co_code_adaptive)) / 2;
      return;
    }
    case ProbeKind::kUnwind: {
      Mark& m = add(Mark::What::Leave, e.a);
      m.row = frame(e.a);
      m.exception = pending();
      m.previous = live_.read<InterpreterFrame>(e.a).previous.bits();
      return;
    }
    default: return;
  }
}

// ---- the states

class UnwindStory {
 public:
  UnwindStory(const Moment& before, const std::vector<Mark>& marks, ProcessRows& rows) : before_(before), marks_(marks), rows_(rows), states_(rows) {}

  void tell() {
    states_.keep_lanes(5);
    prepare_lanes();
    for (const Mark& m : marks_) tell(m);
    tell_end();
  }

 private:
  void tell(const Mark& m) {
    switch (m.what) {
      case Mark::What::Raise: raised_ = m.frame; return;
      case Mark::What::Search: return search(m);
      case Mark::What::Pop: return pop(m);
      case Mark::What::Handle: return handle(m);
      case Mark::What::Leave: return leave(m);
    }
  }

  ProcessState& say(inspect::Say what, std::initializer_list<std::string> parts = {}, WalkEnd end = WalkEnd::GoesOn) {
    ProcessState& s = states_.say(told(what, parts), end);
    s.code = code_;
    s.offset = offset_;
    return s;
  }
  ProcessLane& here() { return states_.lane(at_); }

  // One lane for each frame that is looked at, and those below that could come next.
  void prepare_lanes() {
    for (const Mark& m : marks_)
      if (m.what == Mark::What::Search || m.what == Mark::What::Leave) lane_of(m.row);
    uint64_t lowest = states_.lanes().empty() ? 0 : states_.lanes().back().frame;
    for (size_t i = before_.frames.size(); i-- > 0 && states_.lanes().size() < 5;) {
      const FrameRow& f = before_.frames[i];
      if (lowest && f.id == lowest) lowest = 0;
      else if (!lowest) lane_of(f);
    }
  }

  size_t lane_of(const FrameRow& f) {
    for (size_t i = 0; i < states_.lanes().size(); ++i)
      if (states_.lane(i).frame == f.id) return i;
    ProcessLane& lane = states_.add_lane(told(Say::UnwindFrame, {f.qualname, number(f.line)}));
    lane.frame = f.id;
    for (const FrameRow& b : before_.frames)
      if (b.id == f.id) fill_cells(lane, b.stack);
    return states_.lanes().size() - 1;
  }

  void search(const Mark& m) {
    at_ = lane_of(m.row);
    states_.look_at(at_);
    fill_cells(here(), m.row.stack);
    code_ = m.row.code_id;
    offset_ = m.row.offset;
    depth_ = static_cast<int64_t>(m.row.stack.size());
    const Say how = raised_ != m.frame ? Say::UnwindAgain : rows_.states.empty() ? Say::UnwindRaise : Say::UnwindReturns;
    const std::string line = number(m.row.line), offset = number(offset_), words = instruction_in_full(m.instruction);
    say(how, {m.exception, m.row.qualname, line, offset, words});
    if (rows_.title.english.empty()) rows_.title = told(Say::UnwindTitle, {m.exception});
    exception_ = m.exception;
    tell_entry(m);
  }

  void tell_entry(const Mark& m) {
    entry_ = m.entry;
    const std::string name = m.row.qualname, offset = number(offset_);
    if (!m.entries) return void(say(Say::UnwindNoTable, {name}));
    if (!m.has_entry) return void(say(Say::UnwindNoEntry, {name, offset, number(static_cast<int64_t>(m.entries))}));
    const ExceptionTableRow& e = m.entry;
    say(e.lasti ? Say::UnwindEntryLasti : Say::UnwindEntry, {name, offset, number(e.start), number(e.end - 2), number(e.target), number(e.depth)}, WalkEnd::Found);
    if (depth_ > e.depth) say(Say::UnwindCut, {number(depth_), number(e.depth)});
    else say(Say::UnwindDeep, {number(e.depth)});
  }

  void pop(const Mark& m) {
    if (!here().cells.empty()) here().cells.back().change = Change::Gone;
    const Say what = !m.value.id ? Say::UnwindPopNull : m.freed ? Say::UnwindPopFreed : Say::UnwindPop;
    say(what, {m.value.text}).object = m.freed ? 0 : m.value.id;
    --depth_;
  }

  void push(ProcessCell cell) {
    cell.label = number(depth_++);
    cell.change = Change::Added;
    here().cells.push_back(std::move(cell));
  }

  void handle(const Mark& m) {
    if (entry_.lasti) {
      const std::string unit = number(m.lasti);
      push(text_cell("", unit));
      say(Say::UnwindLasti, {unit, number(2 * m.lasti)});
    }
    ProcessCell cell;
    cell.value = m.value;
    push(std::move(cell));
    say(Say::UnwindPush, {m.value.text}).object = m.value.id;
    offset_ = m.instruction.offset;
    say(Say::UnwindJump, {number(offset_), instruction_in_full(m.instruction), m.row.qualname, number(m.row.line)}, WalkEnd::Answers);
  }

  void leave(const Mark& m) {
    int64_t holding = 0;
    for (const LocalRow& l : m.row.locals) holding += l.value.id && l.kind != "name";
    at_ = lane_of(m.row);
    states_.look_at(at_);
    here().faded = true;
    here().cells.clear();
    here().note = told(Say::UnwindLeft);
    say(Say::UnwindLeave, {m.row.qualname, number(holding)});
  }

  void tell_end() {
    const Mark& last = marks_.back();
    if (last.what == Mark::What::Handle) return;
    code_ = 0, offset_ = -1;
    if (last.what != Mark::What::Leave) return void(say(Say::UnwindWaits));
    if (!last.previous) return void(say(Say::UnwindUncaught, {exception_}, WalkEnd::Fails));
    const FrameRow* caller = nullptr;
    for (const FrameRow& f : before_.frames)
      if (f.id == last.previous) caller = &f;
    say(Say::UnwindNative, {exception_, caller ? caller->qualname : "?"}, WalkEnd::Answers);
  }

  const Moment& before_;
  const std::vector<Mark>& marks_;
  ProcessRows& rows_;
  ProcessStates states_;
  size_t at_ = 0;
  uint64_t raised_ = 0;         // the frame in which an instruction failed
  ObjectId code_ = 0;
  int offset_ = -1;
  int64_t depth_ = 0;
  ExceptionTableRow entry_;
  std::string exception_;
};

void UnwindListener::tell(ProcessRows& rows) {
  // Raised without looking for a handler: a native function has dealt with it.
  if (std::none_of(marks_.begin(), marks_.end(), [](const Mark& m) { return m.what == Mark::What::Search; })) return;
  UnwindStory(before_, marks_, rows).tell();
}

}  // namespace

std::unique_ptr<ProcessListener> unwind_listener(inspect::CodeCache& codes, const Moment& before) { return std::make_unique<UnwindListener>(codes, before); }

}  // namespace innards
