#include "session/process_listeners.h"

#include <algorithm>
#include <cstddef>

#include "base/code_flags.h"
#include "object/code.h"
#include "run/frame.h"

namespace innards {

bool is_repr_stack(const Memory& memory, ObjectId list) { return memory.read<uint64_t>(kArenaBase + offsetof(Runtime, objects) + offsetof(ObjectState, repr_stack)) == list; }

bool frame_of_generator(const Memory& memory, uint64_t frame) {
  const ObjectId code = memory.read<InterpreterFrame>(frame).f_code.bits();
  return (memory.read<CodeObject>(code).co_flags & (kCoGenerator | kCoCoroutine | kCoAsyncGenerator)) != 0;
}

void KindsListener::on_event(const ProbeEvent& e) {
  auto hear = [&](ProcessKind kind) { heard_[static_cast<int>(kind)] = true; };
  switch (e.kind) {
    case ProbeKind::kSearch: return hear(ProcessKind::Unwinding);
    case ProbeKind::kListRoom:
      if (!is_repr_stack(Memory(), e.a)) hear(ProcessKind::List);
      return;
    case ProbeKind::kGcPhase: return hear(ProcessKind::Collection);
    case ProbeKind::kResume:
    case ProbeKind::kYield: return hear(ProcessKind::Generator);
    case ProbeKind::kReturn:
    case ProbeKind::kUnwind:
      if (frame_of_generator(Memory(), e.a)) hear(ProcessKind::Generator);
      return;
    default: return;
  }
}

std::vector<ProcessKind> KindsListener::kinds() const {
  std::vector<ProcessKind> out;
  for (ProcessKind kind : {ProcessKind::Collection, ProcessKind::Unwinding, ProcessKind::Generator, ProcessKind::List})
    if (heard_[static_cast<int>(kind)]) out.push_back(kind);
  return out;
}

bool object_process(const Memory& memory, inspect::CodeCache& codes, ObjectId id, ProcessRows& rows) {
  inspect::Reader reader(memory);
  if (!reader.alive(id)) return false;
  if (!reader.has_process(id)) return false;
  if (reader.kind(id) == Kind::kList) list_now(reader, id, rows);
  else generator_now(reader, codes, id, rows);
  return true;
}

std::vector<StackRow> ProcessListener::stack(uint64_t frame, int64_t depth) {
  const ObjectId code = live_.read<InterpreterFrame>(frame).f_code.bits();
  const uint64_t base = frame + offsetof(InterpreterFrame, localsplus) + 8 * static_cast<uint64_t>(live_.read<CodeObject>(code).co_nlocalsplus);
  std::vector<StackRow> rows;
  for (int64_t i = 0; i < depth; ++i) {
    StackRow row;
    row.index = static_cast<int>(i);
    row.value = value(live_.read<uint64_t>(base + 8 * static_cast<uint64_t>(i)));
    rows.push_back(std::move(row));
  }
  return rows;
}

InstrRow ProcessListener::instruction(ObjectId code, int offset) {
  const InstrRow* last = nullptr;   // the one whose unit or cache the offset is
  for (const InstrRow& i : codes_.get(live_, code).instructions) {
    if (i.offset > offset) break;
    last = &i;
  }
  return last ? *last : InstrRow();
}

const FrameRow* ProcessListener::frame_before(uint64_t address) const {
  for (const FrameRow& f : before_.frames)
    if (f.id == address) return &f;
  return nullptr;
}

}  // namespace innards
