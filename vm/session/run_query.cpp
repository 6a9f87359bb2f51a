#include "session/run_query.h"

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "inspect/reader.h"
#include "object/code.h"
#include "run/frame.h"

namespace innards {

namespace {

double now_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

constexpr double kSlice = 4;   // milliseconds between two looks at what is left open

}  // namespace

uint64_t live_frame() { return Memory().read<uint64_t>(kArenaBase + offsetof(Runtime, thread) + offsetof(ThreadState, current_frame)); }

CodePoint point_of_frame(uint64_t address) {
  const auto* frame = reinterpret_cast<const InterpreterFrame*>(address);
  const uint64_t code = frame->f_code.bits();
  return {code, static_cast<int64_t>(frame->prev_instr.bits()) - static_cast<int64_t>(code + offsetof(CodeObject, co_code_adaptive))};
}

CodePlace place_of(const CodePoint& point) {
  CodePlace place;
  if (!point.code) return place;
  const CodeRows& code = live_code(point.code);
  place.where = code.qualname;
  place.filename = code.filename;
  const auto after = std::upper_bound(code.instructions.begin(), code.instructions.end(), point.offset, [](int64_t o, const InstrRow& i) { return o < i.offset; });
  if (after == code.instructions.begin()) {
    place.line = code.first_line;
    return place;
  }
  const InstrRow& i = *(after - 1);
  place.line = i.line;
  place.instruction = i.arg_text.empty() ? i.name : i.name + " " + i.arg_text;
  return place;
}

ValueRow live_error() {
  Memory live;
  inspect::Reader reader(live);
  const ThreadState& thread = rt().thread;
  const ObjectId value = thread.curexc_value.bits(), type = thread.curexc_type.bits();
  if (value && reader.is_object(value) && reader.type_of(value) == type) return reader.value(value);
  ValueRow row;
  row.type = type && reader.is_object(type) ? reader.type_info(type).name : "?";
  row.text = row.type + "(" + (value && value != reinterpret_cast<uintptr_t>(none()) ? reader.text(value) : "") + ")";
  return row;
}

void put_place(WriteRow& row, const CodePlace& place) {
  row.where = place.where;
  row.filename = place.filename;
  row.line = place.line;
  row.instruction = place.instruction;
}

bool RunQuery::work(double milliseconds) {
  const double deadline = now_ms() + milliseconds;
  for (;;) {
    if (!settle()) {
      if (finished_ || full() || (!replay_ && scanned_ >= session_.last_step())) return true;
      slice(std::max(0.5, std::min(kSlice, deadline - now_ms())));
    }
    if (now_ms() >= deadline) return false;
  }
}

void RunQuery::slice(double milliseconds) {
  if (!replay_) {
    end_ = session_.last_step();
    replay_ = session_.timeline().replay(scanned_, end_, *this, mask_);
  }
  if (!replay_->work(milliseconds)) return;
  scanned_ = end_;
  replay_.reset();
}

void RunQuery::finish() {
  finished_ = true;
  if (replay_) replay_->cancel();
}

double RunQuery::progress() const {
  const uint64_t whole = session_.last_step(), done = heard_to();
  return finished_ || whole == 0 ? 1 : static_cast<double>(done) / static_cast<double>(whole);
}

WriteRow& RunQuery::add(WriteRow row) {
  rows_.push_back(std::move(row));
  if (full()) finish();
  return rows_.back();
}

WriteRow& RunQuery::add(const ProbeEvent& e, std::string name, uint64_t frame) {
  WriteRow row;
  row.step = e.step;
  row.name = std::move(name);
  put_place(row, place_of_frame(frame ? frame : live_frame()));
  return add(std::move(row));
}

ValueRow RunQuery::value(ObjectId id) { return inspect::Reader(live_).value(id); }

}  // namespace innards
