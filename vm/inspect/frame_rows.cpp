#include "inspect/frame_rows.h"

#include <algorithm>
#include <cstddef>

#include "base/code_flags.h"
#include "inspect/inspect.h"
#include "object/cell.h"
#include "object/code.h"
#include "run/frame.h"

namespace innards::inspect {

namespace {

constexpr uint64_t kLocals = offsetof(InterpreterFrame, localsplus);
constexpr int64_t kMostNames = 5000;

bool is_dunder(const std::string& name) { return name.size() > 4 && name.starts_with("__") && name.ends_with("__"); }

std::string local_kind(const CodeRows& code, int index, const std::string& name) {
  auto has = [&](const std::vector<std::string>& names) { return std::find(names.begin(), names.end(), name) != names.end(); };
  int args = code.arg_count + code.kwonly_arg_count + ((code.flags & kCoVarargs) ? 1 : 0) + ((code.flags & kCoVarKeywords) ? 1 : 0);
  if (has(code.freevars)) return "free";
  if (has(code.cellvars)) return "cell";
  return index < args ? "arg" : "local";
}

void read_locals(Reader& reader, const InterpreterFrame& frame, uint64_t address, const CodeRows& code, FrameRow& row) {
  const ObjectId co = frame.f_code.bits();
  const std::vector<ObjectId> names = reader.tuple_items(reader.seen().read<uint64_t>(co + offsetof(CodeObject, co_localsplusnames)), 10000);
  const int count = reader.seen().read<int32_t>(co + offsetof(CodeObject, co_nlocalsplus));
  for (int i = 0; i < count && i < static_cast<int>(names.size()); ++i) {
    LocalRow local;
    local.name = reader.str(names[static_cast<size_t>(i)]);
    local.kind = local_kind(code, i, local.name);
    ObjectId id = reader.seen().read<uint64_t>(address + kLocals + 8 * static_cast<uint64_t>(i));
    local.value = reader.value(id);
    const bool holds_cell = id && reader.is_object(id) && reader.kind(id) == Kind::kCell;
    if (local.kind == "cell" && id && !holds_cell) local.kind = "arg";   // until MAKE_CELL puts it into one
    if (holds_cell && (local.kind == "cell" || local.kind == "free")) local.content = reader.value(reader.seen().read<CellObject>(id).ob_ref.bits());
    row.locals.push_back(std::move(local));
  }
}

void read_stack(Reader& reader, const InterpreterFrame& frame, uint64_t address, int locals, FrameRow& row) {
  for (int i = locals; i < frame.stacktop && i - locals < 100000; ++i) {
    StackRow slot;
    slot.index = i - locals;
    ObjectId id = reader.seen().read<uint64_t>(address + kLocals + 8 * static_cast<uint64_t>(i));
    slot.value = reader.value(id);
    row.stack.push_back(std::move(slot));
  }
}

}  // namespace

FrameRow read_bare_frame(Reader& reader, CodeCache& codes, uint64_t address) {
  const InterpreterFrame frame = reader.seen().read<InterpreterFrame>(address);
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
  read_stack(reader, frame, address, reader.seen().read<int32_t>(row.code_id + offsetof(CodeObject, co_nlocalsplus)), row);
  return row;
}

ObjectId names_of_frame(Reader& reader, uint64_t address) {
  const ObjectId dict = reader.seen().read<InterpreterFrame>(address).f_locals.bits();
  return dict && reader.is_object(dict) && is_dict_kind(reader.kind(dict)) ? dict : 0;
}

std::vector<LocalRow> read_names(Reader& reader, ObjectId dict) {
  std::vector<LocalRow> rows;
  for (auto [key, value] : reader.dict_items(dict, kMostNames)) {
    LocalRow local;
    local.name = reader.str(key);
    if (is_dunder(local.name)) continue;
    local.kind = "name";
    local.value = reader.value(value);
    rows.push_back(std::move(local));
  }
  return rows;
}

int entry_popped(const std::vector<MicroRow>& micro, size_t index, const FrameRow& running) {
  int depth = static_cast<int>(running.stack.size()), lowest = depth;
  for (size_t i = 0; i <= index; ++i) {
    if (micro[i].kind == "call" || micro[i].kind == "swap") return -1;
    if (micro[i].kind == "push") ++depth;
    if (micro[i].kind == "pop") --depth;
    if (micro[i].kind == "pop" && i == index) return depth < lowest ? depth : -1;
    lowest = std::min(lowest, depth);
  }
  return -1;
}

}  // namespace innards::inspect
