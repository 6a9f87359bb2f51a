// A generator, coroutine or async generator: made, resumed, suspended, ended. Its frame lies inside it; the machine tells
// when that frame goes on, hands out a value or is left, and what it holds is read at that time.
#include <algorithm>
#include <cstddef>

#include "compile/quick_opcodes.h"
#include "inspect/instruction_text.h"
#include "object/generator.h"
#include "run/frame.h"
#include "session/process_listeners.h"

namespace innards {

namespace {

using inspect::Say;
using inspect::told;

constexpr size_t kMostMarks = 24;      // of one step

// A generator's frame, as it is when something is told.
struct Mark {
  enum class What { Made, Resume, Yield, Return, Dies } what;
  ObjectId generator = 0;
  std::string type;                    // generator, coroutine ...
  int64_t size = 0;
  FrameRow row;
  InstrRow instruction;                // where it stands
  int8_t state = 0;                    // FrameState
  ValueRow value;                      // sent, handed out, returned
  ValueRow handling;                   // the exception that it keeps while it sleeps
  std::string exception;
  bool thrown = false, native_caller = false;
  uint64_t caller = 0, old_frame = 0;  // frames
  std::string caller_name, caller_op;
};

uint64_t frame_in(ObjectId generator) { return generator + offsetof(GenObject, gi_iframe); }

class GeneratorListener : public ProcessListener {
 public:
  using ProcessListener::ProcessListener;
  uint64_t mask() const override {
    return probe_bit(ProbeKind::kResume) | probe_bit(ProbeKind::kYield) | probe_bit(ProbeKind::kReturn) | probe_bit(ProbeKind::kUnwind);
  }
  void on_event(const ProbeEvent& e) override;
  void tell(ProcessRows& rows) override;

 private:
  Mark* add(Mark::What what, ObjectId generator, ObjectId value_id, uint64_t caller);
  std::string error_text();
  std::vector<Mark> marks_;
};

// Null when there are enough of them.
Mark* GeneratorListener::add(Mark::What what, ObjectId generator, ObjectId value_id, uint64_t caller) {
  if (marks_.size() >= kMostMarks) return nullptr;
  Mark m;
  m.what = what;
  m.generator = generator;
  m.type = reader_.type_name(generator);
  m.size = reader_.size(generator);
  m.row = frame(frame_in(generator));
  m.instruction = instruction(m.row.code_id, m.row.offset);
  const GenObject gen = live_.read<GenObject>(generator);
  m.state = gen.gi_frame_state;
  m.value = value(value_id);
  m.handling = value(gen.gi_exc_state.exc_value.bits());
  m.caller = caller;
  if (caller) {
    const FrameRow row = frame(caller);
    m.caller_name = row.qualname;
    m.caller_op = instruction(row.code_id, row.offset).name;
  }
  marks_.push_back(std::move(m));
  return &marks_.back();
}

std::string GeneratorListener::error_text() {
  const ThreadState thread = live_.read<ThreadState>(kArenaBase + offsetof(Runtime, thread));
  const ObjectId v = thread.curexc_value.bits(), type = thread.curexc_type.bits();
  return v && reader_.type_of(v) == type ? text(v) : type ? reader_.type_info(type).name : "";
}

void GeneratorListener::on_event(const ProbeEvent& e) {
  const InterpreterFrame f = live_.read<InterpreterFrame>(e.a);
  const bool inside = f.owner == kFrameOwnedByGenerator;
  const ObjectId generator = e.a - offsetof(GenObject, gi_iframe);
  switch (e.kind) {
    case ProbeKind::kResume:
      if (Mark* m = add(Mark::What::Resume, generator, e.b, live_.read<ThreadState>(kArenaBase + offsetof(Runtime, thread)).current_frame.bits())) m->thrown = e.c != 0;
      return;
    case ProbeKind::kYield: add(Mark::What::Yield, generator, e.b, f.previous.bits()); return;
    case ProbeKind::kReturn:
      if (inside) add(Mark::What::Return, generator, e.b, f.previous.bits());
      else if (!frame_of_generator(live_, e.a)) return;
      else if (Mark* m = add(Mark::What::Made, e.b, e.b, f.previous.bits())) m->old_frame = e.a, m->native_caller = f.is_entry;
      return;
    case ProbeKind::kUnwind:
      if (!inside) return;
      if (Mark* m = add(Mark::What::Dies, generator, 0, f.previous.bits())) m->exception = error_text();
      return;
    default: return;
  }
}

// ---- lanes

enum Lane : size_t { kCaller, kFields, kLocals, kStack };

const char* state_name(int8_t state) {
  switch (state) {
    case kFrameCreated: return "CREATED";
    case kFrameSuspended: return "SUSPENDED";
    case kFrameExecuting: return "EXECUTING";
    case kFrameCompleted: return "COMPLETED";
    default: return "CLEARED";
  }
}

Say note_of(int8_t state) {
  switch (state) {
    case kFrameCreated: return Say::NoteCreated;
    case kFrameSuspended: return Say::NoteSuspended;
    case kFrameExecuting: return Say::NoteRunning;
    default: return Say::NoteClosed;
  }
}

void set_state(ProcessStates& states, int8_t state, bool changes) {
  ProcessLane& fields = states.lane(kFields);
  fields.note = told(note_of(state));
  fields.cells[0].text = state_name(state);
  if (changes) fields.cells[0].change = Change::Changed;
  for (size_t i : {kLocals, kStack}) states.lane(i).faded = state != kFrameExecuting;
}

void set_previous(ProcessStates& states, const std::string& text, bool changes) {
  ProcessCell& c = states.lane(kFields).cells[1];
  c.text = text;
  if (changes) c.change = Change::Changed;
}

void fill_locals(ProcessLane& lane, const FrameRow& row) {
  lane.cells.clear();
  for (const LocalRow& l : row.locals) {
    if (lane.cells.size() >= 24) break;
    ProcessCell c;
    c.label = l.name;
    c.value = l.content.id ? l.content : l.value;
    if (!c.value.id) c.text = "NULL";
    lane.cells.push_back(std::move(c));
  }
}

int64_t variables_in(const FrameRow& row) {
  return std::count_if(row.locals.begin(), row.locals.end(), [](const LocalRow& l) { return l.value.id != 0; });
}

void lay_lanes(ProcessStates& states, const Mark& m) {
  states.lanes().clear();
  states.add_lane(told(Say::LaneCaller, {m.caller_name})).frame = m.caller;
  ProcessLane& fields = states.add_lane(told(Say::LaneGenFields, {m.type}));
  fields.object = m.generator;
  fields.cells = {text_cell("gi_frame_state", ""), text_cell("previous", "NULL")};
  if (m.handling.id) {
    ProcessCell c;
    c.label = "exc_value";
    c.value = m.handling;
    fields.cells.push_back(std::move(c));
  }
  states.add_lane(told(Say::LaneGenLocals)).frame = m.row.id;
  states.add_lane(told(Say::LaneGenStack)).frame = m.row.id;
  fill_locals(states.lane(kLocals), m.row);
  fill_cells(states.lane(kStack), m.row.stack);
  states.look_at(kFields);
}

// ---- the states of one thing that happens to it

class GeneratorStory {
 public:
  GeneratorStory(ProcessStates& states, const Moment& before, const Mark& m) : states_(states), before_(before), m_(m) {}

  void tell(const InstrRow& next) {
    lay_lanes(states_, m_);
    fill_caller();
    switch (m_.what) {
      case Mark::What::Made: return made();
      case Mark::What::Resume: return resumed(next);
      case Mark::What::Yield: return yields();
      case Mark::What::Return:
      case Mark::What::Dies: return ends();
    }
  }

 private:
  ProcessState& say(Say what, std::initializer_list<std::string> parts = {}, WalkEnd end = WalkEnd::GoesOn) {
    ProcessState& s = states_.say(told(what, parts), end);
    s.object = m_.generator;
    s.code = m_.row.code_id;
    s.offset = m_.row.offset;
    return s;
  }
  std::string words() const { return instruction_in_full(m_.instruction); }
  std::string offset() const { return number(m_.row.offset); }

  void fill_caller() {
    for (const FrameRow& f : before_.frames)
      if (f.id == m_.caller) fill_cells(states_.lane(kCaller), f.stack);
    states_.lane(kCaller).note = told(m_.what == Mark::What::Made || m_.what == Mark::What::Resume ? Say::NoteRunning : Say::NoteWaits);
  }
  void caller_now(Say note) {
    states_.lane(kCaller).note = told(note);
    states_.lane(kCaller).faded = note == Say::NoteWaits;
  }

  void made() {
    set_state(states_, kFrameExecuting, false);
    states_.lane(kFields).note = {};
    states_.lane(kFields).cells.clear();
    caller_now(Say::NoteWaits);
    states_.look_at(kLocals);
    say(Say::GenMadeFrame, {m_.row.qualname, address_text(m_.old_frame)});
    states_.lane(kFields).cells = {text_cell("gi_frame_state", "CLEARED"), text_cell("previous", "NULL")};
    for (ProcessCell& c : states_.lane(kFields).cells) c.change = Change::Added;
    states_.look_at(kFields);
    say(Say::GenMadeObject, {m_.type, number(m_.size)});
    set_state(states_, kFrameCreated, true);
    say(Say::GenCopied, {m_.type, address_text(m_.row.id)}, WalkEnd::Found);
    caller_now(Say::NoteRunning);
    give_caller();
    say(Say::GenGiven, {m_.type}, WalkEnd::Answers);
  }

  // Only these put it on their stack at once; native code between does with it what it likes.
  void give_caller() {
    if (m_.caller_op != "FOR_ITER" && !(m_.what == Mark::What::Made && m_.caller_op == "CALL" && !m_.native_caller)) return;
    ProcessCell c;
    c.label = number(static_cast<int64_t>(states_.lane(kCaller).cells.size()) + states_.lane(kCaller).left_out);
    c.value = m_.value;
    c.change = Change::Added;
    states_.lane(kCaller).cells.push_back(std::move(c));
  }

  void sleeping() {
    const int64_t entries = static_cast<int64_t>(states_.lane(kStack).cells.size());
    if (m_.state == kFrameCreated) say(Say::GenIsCreated, {m_.type, offset(), words()});
    else say(Say::GenIsSuspended, {m_.type, offset(), words(), number(m_.row.line), number(variables_in(m_.row)), number(entries)});
  }

  // What is sent is on its stack already when the machine tells it; the picture before is without it.
  void resumed(const InstrRow& next) {
    std::vector<StackRow> stack = m_.row.stack;
    if (!stack.empty()) stack.pop_back();
    fill_cells(states_.lane(kStack), stack);
    set_state(states_, m_.state, false);
    sleeping();
    if (m_.handling.id) say(Say::GenHandling, {m_.handling.text});
    fill_cells(states_.lane(kStack), m_.row.stack);
    if (!states_.lane(kStack).cells.empty()) states_.lane(kStack).cells.back().change = Change::Added;
    states_.look_at(kStack);
    say(m_.thrown ? Say::GenThrown : Say::GenPush, {m_.value.text});
    set_state(states_, kFrameExecuting, true);
    set_previous(states_, m_.caller_name, true);
    caller_now(Say::NoteWaits);
    states_.look_at(kFields);
    say(Say::GenLink, {m_.caller_name}, WalkEnd::Found);
    if (m_.thrown || next.name.empty()) return;
    ProcessState& s = say(Say::GenGoesOn, {number(next.offset), instruction_in_full(next), number(next.line)}, WalkEnd::Answers);
    s.offset = next.offset;
  }

  // The stack as it was before the value was popped.
  void running_with(const ValueRow& top) {
    set_state(states_, kFrameExecuting, false);
    set_previous(states_, m_.caller_name, false);
    caller_now(Say::NoteWaits);
    push_top(top);
    states_.look_at(kStack);
  }
  void push_top(const ValueRow& top) {
    ProcessCell c;
    c.label = number(static_cast<int64_t>(m_.row.stack.size()));
    c.value = top;
    states_.lane(kStack).cells.push_back(std::move(c));
  }
  void pop_top() {
    states_.lane(kStack).cells.back().change = Change::Gone;
    say(Say::GenPop, {m_.value.text});
  }

  void yields() {
    running_with(m_.value);
    say(Say::GenYieldTop, {m_.type, m_.value.text});
    pop_top();
    set_state(states_, kFrameSuspended, true);
    states_.look_at(kFields);
    say(Say::GenSleeps, {number(variables_in(m_.row)), number(static_cast<int64_t>(m_.row.stack.size())), offset()}, WalkEnd::Found);
    set_previous(states_, "NULL", true);
    caller_now(Say::NoteRunning);
    give_caller();
    say(Say::GenUnlink, {m_.caller_name, m_.value.text}, WalkEnd::Answers);
  }

  void ends() {
    const bool dies = m_.what == Mark::What::Dies;
    if (dies) {
      set_state(states_, kFrameExecuting, false);
      set_previous(states_, m_.caller_name, false);
      say(Say::GenDies, {m_.type, m_.exception});
    } else {
      running_with(m_.value);
      say(Say::GenReturns, {m_.type, m_.value.text});
      pop_top();
    }
    for (size_t i : {kLocals, kStack})
      for (ProcessCell& c : states_.lane(i).cells) c.change = Change::Gone;
    set_state(states_, kFrameCleared, true);
    set_previous(states_, "NULL", true);
    states_.look_at(kFields);
    caller_now(Say::NoteRunning);
    say(Say::GenCleared, {}, dies ? WalkEnd::Fails : WalkEnd::Found);
    if (dies) return;
    if (m_.type == "async_generator") say(Say::GenStopsAsync, {m_.caller_name}, WalkEnd::Answers);
    else say(Say::GenStops, {m_.caller_name, m_.value.text}, WalkEnd::Answers);
  }

  ProcessStates& states_;
  const Moment& before_;
  const Mark& m_;
};

void GeneratorListener::tell(ProcessRows& rows) {
  ProcessStates states(rows);
  for (const Mark& m : marks_) {
    if (rows.title.english.empty()) rows.title = told(Say::GenTitle, {m.type + " " + m.row.qualname});
    const bool last = &m == &marks_.back();
    const inspect::Here here = last ? inspect::here(live_) : inspect::Here();
    const bool goes_on = here.running && here.code_id == m.row.code_id;
    GeneratorStory(states, before_, m).tell(goes_on ? instruction(here.code_id, here.offset) : InstrRow());
  }
}

// Where its frame waits for what it delegates to (SEND's loop: a RESUME with 2 or 3 follows), that is on top of its stack.
const ValueRow* delegate_of(const Memory& memory, const FrameRow& row) {
  const uint16_t next = memory.read<uint16_t>(row.code_id + offsetof(CodeObject, co_code_adaptive) + static_cast<uint64_t>(row.offset) + 2);
  const bool waits = opcode_deopt(next) == Opcode::RESUME && (next >> 8 & 3) >= 2;
  return waits && !row.stack.empty() ? &row.stack.back().value : nullptr;
}

}  // namespace

void generator_now(inspect::Reader& reader, inspect::CodeCache& codes, ObjectId id, ProcessRows& rows) {
  const Memory& memory = reader.memory();
  const GenObject gen = memory.read<GenObject>(id);
  rows.kind = ProcessKind::Generator;
  rows.kinds = {ProcessKind::Generator};
  const std::string type = reader.type_name(id);
  rows.title = told(Say::GenTitle, {type + " " + reader.str(gen.gi_qualname.bits())});
  ProcessStates states(rows);
  if (gen.gi_frame_state >= kFrameCompleted) {
    ProcessLane& fields = states.add_lane(told(Say::LaneGenFields, {type}), told(Say::NoteClosed));
    fields.cells = {text_cell("gi_frame_state", state_name(gen.gi_frame_state))};
    fields.object = id;
    states.say(told(Say::GenIsClosed, {type})).object = id;
    return;
  }
  Mark m;
  m.generator = id;
  m.type = type;
  m.state = gen.gi_frame_state;
  m.row = inspect::frame_at(memory, frame_in(id), codes);
  const uint64_t handled = gen.gi_exc_state.exc_value.bits();
  if (handled) m.handling = reader.value(handled);
  for (const InstrRow& i : codes.get(memory, m.row.code_id).instructions)
    if (i.offset == m.row.offset) m.instruction = i;
  lay_lanes(states, m);
  set_state(states, m.state, false);
  states.lanes().erase(states.lanes().begin() + kCaller);
  auto say = [&](Say what, std::initializer_list<std::string> parts, WalkEnd end = WalkEnd::GoesOn) {
    ProcessState& s = states.say(told(what, parts), end);
    s.object = id, s.code = m.row.code_id, s.offset = m.row.offset;
  };
  const std::string offset = number(m.row.offset), words = instruction_in_full(m.instruction), line = number(m.row.line);
  if (m.state == kFrameExecuting) return say(Say::GenIsRunning, {type, offset, words, line});
  if (m.state == kFrameCreated) say(Say::GenIsCreated, {type, offset, words});
  else say(Say::GenIsSuspended, {type, offset, words, line, number(variables_in(m.row)), number(static_cast<int64_t>(m.row.stack.size()))});
  if (const ValueRow* other = m.state == kFrameSuspended ? delegate_of(memory, m.row) : nullptr) say(Say::GenDelegates, {other->text}, WalkEnd::Found);
  if (m.handling.id) say(Say::GenHandling, {m.handling.text});
  say(Say::GenWouldPush, {}, WalkEnd::Answers);
}

std::unique_ptr<ProcessListener> generator_listener(inspect::CodeCache& codes, const Moment& before) { return std::make_unique<GeneratorListener>(codes, before); }

}  // namespace innards
