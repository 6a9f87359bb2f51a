#include "session/search.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

#include "compile/opcodes.h"
#include "inspect/reader.h"
#include "object/code.h"
#include "run/frame.h"
#include "run/threads.h"

namespace innards {

namespace {

// Rows of code objects of the live machine, for finders. A finder runs over many steps of the same few code objects, and
// an address may be used again: the cache checks the bytes when the address was not the last one asked for.
struct LiveCodes {
  inspect::CodeCache cache;
  ObjectId last = 0;
  const CodeRows* rows = nullptr;
  uint64_t first_word = 0;
};
LiveCodes g_live_codes;

}  // namespace

const CodeRows& live_code(ObjectId id) {
  LiveCodes& codes = g_live_codes;
  Memory live;
  uint64_t word = live.read<uint64_t>(id + offsetof(CodeObject, co_consts)) ^ live.read<uint64_t>(id + offsetof(CodeObject, co_linetable));
  if (id != codes.last || word != codes.first_word) {
    codes.rows = &codes.cache.get(live, id);
    codes.last = id;
    codes.first_word = word;
  }
  return *codes.rows;
}

void forget_live_codes() { g_live_codes = LiveCodes(); }

LiveFrame::LiveFrame(uint64_t frame_address) : code(Memory().read<InterpreterFrame>(frame_address).f_code.bits()) {}
const CodeRows& LiveFrame::rows() const { return live_code(code); }
std::string LiveFrame::name() const { return rows().name; }
std::string LiveFrame::qualname() const { return rows().qualname; }
std::string LiveFrame::filename() const { return rows().filename; }

std::string LiveFrame::local_name(int64_t index) const {
  Memory live;
  inspect::Reader reader(live);
  std::vector<ObjectId> names = reader.tuple_items(live.read<CodeObject>(code).co_localsplusnames.bits(), 100000);
  return index >= 0 && index < static_cast<int64_t>(names.size()) ? reader.str(names[static_cast<size_t>(index)]) : "";
}

int LiveFrame::line_at(int offset) const {
  int line = 0;
  for (const InstrRow& i : rows().instructions) {
    if (i.offset > offset) break;
    line = i.line;
  }
  return line;
}

bool only_enters(const ProbeEvent& line_event) {
  const auto* frame = reinterpret_cast<const InterpreterFrame*>(line_event.a);
  const CodeObject* co = frame->f_code;
  const int first = co->_co_firsttraceable, at = static_cast<int>(frame->prev_instr.get() - code_units(co));
  return at == first && code_addr_to_line(co, 2 * (first + 1)) != static_cast<int>(line_event.c);
}

namespace {

constexpr uint64_t record_address(int record) {
  return kThreadTableBase + offsetof(ThreadTable, records) + static_cast<uint64_t>(record) * sizeof(ThreadRecord);
}

// Whether the live machine's running thread is the one that `from` means, and how deep it is may be judged; where that one
// is not alive, any thread will do.
bool in_thread_of(const CallDepth& from, const CallDepth& now) {
  if (now.thread == from.thread) return true;
  const ThreadRecord record = Memory().read<ThreadRecord>(record_address(from.record));
  return record.status == ThreadStatus::kNone || record.serial != from.thread;
}

// Whether a thread that was at `from` is not deeper now (`above`: has left that depth).
bool is_out_of(const CallDepth& from, bool above) {
  const CallDepth now = depth_in(Memory());
  if (!in_thread_of(from, now)) return false;
  return now.thread != from.thread || (above ? now.depth < from.depth : now.depth <= from.depth);
}

}  // namespace

CallDepth depth_in(const Memory& memory) {
  const ThreadState thread = memory.read<ThreadState>(kArenaBase + offsetof(Runtime, thread));
  CallDepth now;
  now.record = memory.read<int32_t>(kThreadTableBase + offsetof(ThreadTable, running));
  now.thread = memory.read<int64_t>(record_address(now.record) + offsetof(ThreadRecord, serial));
  now.depth = static_cast<uint32_t>(thread.recursion_limit - thread.recursion_remaining);
  return now;
}
uint32_t live_depth() { return depth_in(Memory()).depth; }

namespace {

using Finder = LiveSession::Finder;

template <class F>
class Lambda : public Finder {
 public:
  Lambda(uint64_t mask, F f) : Finder(mask), f_(std::move(f)) {}
  std::optional<uint64_t> matches(const ProbeEvent& event) override { return f_(event); }

 private:
  F f_;
};
template <class F>
std::unique_ptr<Finder> finder(ProbeKind kind, F f) {
  return std::make_unique<Lambda<F>>(probe_bit(kind), std::move(f));
}
using Found = std::optional<uint64_t>;

}  // namespace

std::unique_ptr<Finder> find_line(std::string filename, int line) {
  return finder(ProbeKind::kLine, [=](const ProbeEvent& e) -> Found {
    if (line && (static_cast<int>(e.c) != line || only_enters(e))) return {};
    if (!filename.empty() && LiveFrame(e.a).filename() != filename) return {};
    return e.step;
  });
}

std::unique_ptr<Finder> find_line_within(CallDepth depth) {
  return finder(ProbeKind::kLine, [=](const ProbeEvent& e) -> Found { return is_out_of(depth, false) ? Found(e.step) : Found(); });
}

std::unique_ptr<Finder> find_expression() {
  return finder(ProbeKind::kStep, [](const ProbeEvent& e) -> Found {
    return inspect::begins_expression(LiveFrame(e.a).rows(), static_cast<int>(e.b)) ? Found(e.step) : Found();
  });
}

std::unique_ptr<Finder> find_step() {
  return finder(ProbeKind::kStep, [](const ProbeEvent& e) -> Found { return e.step; });
}

namespace {

// Events of steps, lines and calls all name their frame.
class OwnFinder : public Finder {
 public:
  OwnFinder(std::unique_ptr<Finder> finder, const inspect::OwnCode& own) : Finder(finder->mask), finder_(std::move(finder)), own_(own) {}
  std::optional<uint64_t> matches(const ProbeEvent& e) override { return own_.is_library_frame(Memory(), e.a) ? std::nullopt : finder_->matches(e); }
  bool settle() override { return finder_->settle(); }

 private:
  std::unique_ptr<Finder> finder_;
  inspect::OwnCode own_;
};

}  // namespace

std::unique_ptr<Finder> find_own(std::unique_ptr<Finder> finder, const inspect::OwnCode& own) { return std::make_unique<OwnFinder>(std::move(finder), own); }

std::unique_ptr<Finder> find_within(CallDepth depth) {
  return finder(ProbeKind::kStep, [=](const ProbeEvent& e) -> Found { return is_out_of(depth, false) ? Found(e.step) : Found(); });
}

std::unique_ptr<Finder> find_above(CallDepth depth) {
  return finder(ProbeKind::kStep, [=](const ProbeEvent& e) -> Found { return is_out_of(depth, true) ? Found(e.step) : Found(); });
}

std::unique_ptr<Finder> find_op(std::string name, int line, std::string filename) {
  int opcode = -1;
  for (int op = 0; op < 256; ++op)
    if (opcode_info(op).name && name == opcode_info(op).name) opcode = op;
  return finder(ProbeKind::kStep, [=](const ProbeEvent& e) -> Found {
    if (static_cast<int>(e.c) != opcode) return {};
    LiveFrame frame(e.a);
    if (!filename.empty() && frame.filename() != filename) return {};
    if (line && frame.line_at(static_cast<int>(e.b)) != line) return {};
    return e.step;
  });
}

std::unique_ptr<Finder> find_call(std::string function) {
  return finder(ProbeKind::kCall, [=](const ProbeEvent& e) -> Found { return function.empty() || LiveFrame(e.a).is(function) ? Found(e.step + 1) : Found(); });
}

std::unique_ptr<Finder> find_return(std::string function) {
  return finder(ProbeKind::kReturn, [=](const ProbeEvent& e) -> Found { return function.empty() || LiveFrame(e.a).is(function) ? Found(e.step) : Found(); });
}

std::unique_ptr<Finder> find_raise() {
  return finder(ProbeKind::kRaise, [](const ProbeEvent& e) -> Found { return e.step; });
}

std::unique_ptr<Finder> find_stdout() {
  return finder(ProbeKind::kOutput, [](const ProbeEvent& e) -> Found { return e.step + 1; });
}

}  // namespace innards
