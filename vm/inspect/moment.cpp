// Frames, reachable objects and everything else of one moment.
#include <algorithm>
#include <cstddef>
#include <unordered_set>

#include "base/code_flags.h"
#include "inspect/code_cache.h"
#include "inspect/garbage.h"
#include "inspect/inspect.h"
#include "inspect/reader.h"
#include "inspect/sleeping_threads.h"
#include "object/bytes.h"
#include "object/cell.h"
#include "object/code.h"
#include "object/function.h"
#include "object/generator.h"
#include "object/module.h"
#include "run/frame.h"

namespace innards::inspect {

namespace {

constexpr uint64_t kLocals = offsetof(InterpreterFrame, localsplus);

// The ThreadState is small; the whole Runtime is not worth copying.
ThreadState thread_state(const Memory& memory) {
  return memory.read<ThreadState>(kArenaBase + offsetof(Runtime, thread));
}

bool is_dunder(const std::string& name) { return name.size() > 4 && name.starts_with("__") && name.ends_with("__"); }

std::string local_kind(const CodeRows& code, int index, const std::string& name) {
  auto has = [&](const std::vector<std::string>& names) { return std::find(names.begin(), names.end(), name) != names.end(); };
  int args = code.arg_count + code.kwonly_arg_count + ((code.flags & kCoVarargs) ? 1 : 0) + ((code.flags & kCoVarKeywords) ? 1 : 0);
  if (has(code.freevars)) return "free";
  if (has(code.cellvars)) return "cell";
  return index < args ? "arg" : "local";
}

void read_locals(Reader& reader, const InterpreterFrame& frame, uint64_t address, const CodeRows& code, FrameRow& row) {
  CodeObject co = reader.memory().read<CodeObject>(frame.f_code.bits());
  std::vector<ObjectId> names = reader.tuple_items(co.co_localsplusnames.bits(), 10000);
  for (int i = 0; i < co.co_nlocalsplus && i < static_cast<int>(names.size()); ++i) {
    LocalRow local;
    local.name = reader.str(names[static_cast<size_t>(i)]);
    local.kind = local_kind(code, i, local.name);
    ObjectId id = reader.memory().read<uint64_t>(address + kLocals + 8 * static_cast<uint64_t>(i));
    local.value = reader.value(id);
    if (id && reader.is_object(id) && reader.kind(id) == Kind::kCell && (local.kind == "cell" || local.kind == "free"))
      local.content = reader.value(reader.memory().read<CellObject>(id).ob_ref.bits());
    row.locals.push_back(std::move(local));
  }
  // A module or class body keeps its names in a mapping instead.
  if (ObjectId names_dict = frame.f_locals.bits(); names_dict && reader.is_object(names_dict) && is_dict_kind(reader.kind(names_dict))) {
    for (auto [key, value] : reader.dict_items(names_dict, 2000)) {
      LocalRow local;
      local.name = reader.str(key);
      local.kind = "name";
      if (is_dunder(local.name)) continue;
      local.value = reader.value(value);
      row.locals.push_back(std::move(local));
    }
  }
}

void read_stack(Reader& reader, const InterpreterFrame& frame, uint64_t address, int locals, FrameRow& row) {
  for (int i = locals; i < frame.stacktop && i - locals < 100000; ++i) {
    StackRow slot;
    slot.index = i - locals;
    ObjectId id = reader.memory().read<uint64_t>(address + kLocals + 8 * static_cast<uint64_t>(i));
    slot.value = reader.value(id);
    row.stack.push_back(std::move(slot));
  }
}

FrameRow read_frame(Reader& reader, CodeCache& codes, uint64_t address) {
  InterpreterFrame frame = reader.memory().read<InterpreterFrame>(address);
  FrameRow row;
  row.id = address;
  row.code_id = frame.f_code.bits();
  row.function_id = frame.f_func.bits();
  row.globals_id = frame.f_globals.bits();
  row.frame_object_id = frame.frame_obj.bits();
  row.owner = frame.owner == kFrameOwnedByGenerator ? "generator" : frame.owner == kFrameOwnedByFrameObject ? "frame object" : "thread";
  const CodeRows& code = codes.get(reader.memory(), row.code_id);
  row.name = code.name;
  row.qualname = code.qualname;
  row.filename = code.filename;
  row.stack_size = code.stack_size;
  int64_t delta = static_cast<int64_t>(frame.prev_instr.bits()) - static_cast<int64_t>(row.code_id + offsetof(CodeObject, co_code_adaptive));
  // In a frame that waits for a call, prev_instr stands on the call's last CACHE unit: the instruction is what counts.
  for (const InstrRow& instr : code.instructions) {
    if (instr.offset > delta) break;
    row.offset = instr.offset;
    row.line = instr.line;
    row.span = instr.span;
  }
  read_locals(reader, frame, address, code, row);
  read_stack(reader, frame, address, reader.memory().read<CodeObject>(row.code_id).co_nlocalsplus, row);
  return row;
}

// Objects that can be reached from frames and namespaces, without what every program has: built-in types, modules' own
// names, code objects' insides.
class Walk {
 public:
  Walk(Reader& reader, const MomentOptions& options, Moment& moment) : reader_(reader), options_(options), moment_(moment) {}

  void add(ObjectId id) {
    if (!id || !reader_.is_object(id) || !seen_.insert(id).second) return;
    queue_.push_back(id);
  }

  void run() {
    for (; at_ < queue_.size(); ++at_) {
      ObjectId id = queue_[at_];
      if (static_cast<int64_t>(moment_.objects.size()) >= options_.max_objects) {
        ++moment_.objects_left_out;
        continue;
      }
      moment_.objects.push_back(read(id));
      for (const RefRow& ref : moment_.objects.back().refs)
        if (follow(ref.value.id)) add(ref.value.id);
    }
  }

  // After everything that names lead to: what nothing leads to.
  void run_garbage() {
    if (!options_.background) return;
    const size_t first = moment_.objects.size();
    for (ObjectId id : find_garbage(reader_, *options_.background, seen_, &moment_.garbage_search)) add(id);
    run();
    for (size_t i = first; i < moment_.objects.size(); ++i) moment_.objects[i].garbage = true;
  }

  void sort() {
    std::sort(moment_.objects.begin(), moment_.objects.end(), [](const ObjectRow& a, const ObjectRow& b) { return a.value.id < b.value.id; });
  }

 private:
  // Static types and modules are named where they are referred to, but not opened.
  bool follow(ObjectId id) {
    if (!reader_.is_object(id)) return false;
    const TypeInfo& t = reader_.info(id);
    if (t.kind == Kind::kModule && !t.heap_type) return false;
    if (t.flags & kTpTypeSubclass) return (reader_.memory().read<TypeObject>(id).tp_flags & kTpHeapType) != 0;
    return t.kind != Kind::kBuiltinFunction && t.kind != Kind::kMethodDescriptor && t.kind != Kind::kWrapperDescriptor;
  }

  ObjectRow read(ObjectId id) {
    ObjectRow row;
    row.value = reader_.value(id);
    row.type_id = reader_.type_of(id);
    row.size = reader_.size(id);
    const TypeInfo t = reader_.info(id);
    row.gc = (t.flags & kTpHaveGC) != 0;
    row.tracked = row.gc && reader_.memory().read<GCHead>(id - sizeof(GCHead)).gc_next != 0;
    if (t.kind == Kind::kCode) return row;
    for (const Reference& ref : references(id, t)) {
      if (static_cast<int64_t>(row.refs.size()) >= options_.max_refs) {
        ++row.refs_left_out;
        continue;
      }
      row.refs.push_back({ref.label, reader_.value(ref.to), Change::Same});
    }
    return row;
  }

  std::vector<Reference> references(ObjectId id, const TypeInfo& t) {
    if (t.flags & kTpTypeSubclass) return references_of_class(id);
    std::vector<Reference> refs;
    for (Reference& ref : reader_.references(id))
      if (!ref.minor) refs.push_back(std::move(ref));
    return refs;
  }

  // A class shows its bases and attributes directly, not the tuple and the dict that hold them.
  std::vector<Reference> references_of_class(ObjectId id) {
    const TypeObject type = reader_.memory().read<TypeObject>(id);
    std::vector<Reference> refs;
    if (reader_.is_object(type.tp_bases.bits()))
      for (ObjectId base : reader_.tuple_items(type.tp_bases.bits(), 1000)) refs.push_back({"__bases__[" + std::to_string(refs.size()) + "]", base, false});
    if (!reader_.is_object(type.tp_dict.bits())) return refs;
    for (auto [key, value] : reader_.dict_items(type.tp_dict.bits())) {
      std::string name = reader_.str(key);
      if (name == "__module__" || name == "__doc__" || name == "__dict__" || name == "__weakref__" || name == "__qualname__") continue;
      refs.push_back({"." + name, value, false});
    }
    return refs;
  }

  Reader& reader_;
  const MomentOptions& options_;
  Moment& moment_;
  std::unordered_set<ObjectId> seen_;
  std::vector<ObjectId> queue_;
  size_t at_ = 0;
};

void read_objects(Reader& reader, const MomentOptions& options, Moment& moment) {
  Walk walk(reader, options, moment);
  std::vector<const FrameRow*> frames;
  for (const FrameRow& frame : moment.frames) frames.push_back(&frame);
  for (const FrameRow& frame : moment.suspended) frames.push_back(&frame);
  std::unordered_set<ObjectId> namespaces;
  for (const FrameRow* frame : frames)
    if (frame->globals_id && namespaces.insert(frame->globals_id).second)
      for (auto [key, value] : reader.dict_items(frame->globals_id, 5000))
        if (!is_dunder(reader.str(key))) walk.add(value);
  for (const FrameRow* frame : frames) {
    for (const LocalRow& local : frame->locals) walk.add(local.value.id);
    for (const StackRow& slot : frame->stack) walk.add(slot.value.id);
  }
  walk.run();
  walk.run_garbage();
  walk.sort();
}

std::string exception_text(Reader& reader, const ThreadState& thread) {
  ObjectId value = thread.curexc_value.bits();
  if (value && reader.is_object(value)) return reader.text(value);
  ObjectId type = thread.curexc_type.bits();
  return type && reader.is_object(type) ? reader.text(type) : "";
}

// Frames of generators that are not running: found among the objects.
void read_suspended(Reader& reader, CodeCache& codes, Moment& moment) {
  for (const ObjectRow& row : moment.objects) {
    Kind kind = reader.kind(row.value.id);
    if (kind != Kind::kGenerator && kind != Kind::kCoroutine && kind != Kind::kAsyncGenerator) continue;
    GenObject gen = reader.memory().read<GenObject>(row.value.id);
    if (gen.gi_frame_state >= kFrameExecuting) continue;
    FrameRow frame = read_frame(reader, codes, row.value.id + offsetof(GenObject, gi_iframe));
    frame.suspended = true;
    moment.suspended.push_back(std::move(frame));
  }
}

// The frames from the innermost one at `address`, outermost first.
std::vector<FrameRow> read_frames(Reader& reader, CodeCache& codes, uint64_t address) {
  std::vector<FrameRow> rows;
  for (int n = 0; address && n < 200000 && reader.memory().valid(address, sizeof(InterpreterFrame)); ++n) {
    rows.push_back(read_frame(reader, codes, address));
    address = reader.memory().read<InterpreterFrame>(address).previous.bits();
  }
  std::reverse(rows.begin(), rows.end());
  for (size_t i = 0; i < rows.size(); ++i) rows[i].depth = static_cast<int>(i);
  return rows;
}

std::vector<FrameRow> read_waiting(Reader& reader, CodeCache& codes) {
  std::vector<FrameRow> rows;
  for (const ThreadRecord& thread : sleeping_threads(reader.memory())) {
    for (FrameRow& frame : read_frames(reader, codes, thread.part.current_frame.bits())) {
      frame.suspended = true;
      frame.depth = 0;
      rows.push_back(std::move(frame));
    }
  }
  return rows;
}

}  // namespace

std::vector<FrameRow> frames(const Memory& memory) {
  Reader reader(memory);
  CodeCache codes;
  return read_frames(reader, codes, thread_state(memory).current_frame.bits());
}

FrameRow frame_at(const Memory& memory, uint64_t address, CodeCache& codes) {
  Reader reader(memory);
  return read_frame(reader, codes, address);
}

std::vector<FrameRow> waiting_frames(const Memory& memory) {
  Reader reader(memory);
  CodeCache codes;
  return read_waiting(reader, codes);
}

Moment moment(const Memory& memory, const MomentOptions& options, CodeCache* cache) {
  Moment m;
  Reader reader(memory);
  CodeCache own;
  CodeCache& codes = cache ? *cache : own;
  ThreadState thread = thread_state(memory);
  m.step = memory.read<uint64_t>(kArenaBase + offsetof(Runtime, step));
  m.frames = read_frames(reader, codes, thread.current_frame.bits());
  m.suspended = read_waiting(reader, codes);
  m.finished = m.frames.empty();
  m.stdout_bytes = thread.stdout_bytes;
  m.stderr_bytes = thread.stderr_bytes;
  m.exception = exception_text(reader, thread);
  if (options.objects) {
    read_objects(reader, options, m);
    read_suspended(reader, codes, m);
  }
  return m;
}

Here here(const Memory& memory) {
  Here place;
  uint64_t address = thread_state(memory).current_frame.bits();
  if (!address) return place;
  InterpreterFrame frame = memory.read<InterpreterFrame>(address);
  place.running = true;
  place.code_id = frame.f_code.bits();
  place.offset = static_cast<int>(static_cast<int64_t>(frame.prev_instr.bits()) - static_cast<int64_t>(place.code_id + offsetof(CodeObject, co_code_adaptive)));
  for (int n = 0; address && n < 1 << 24; ++n) {
    ++place.depth;
    address = memory.read<InterpreterFrame>(address).previous.bits();
  }
  return place;
}

}  // namespace innards::inspect
