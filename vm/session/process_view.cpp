// Walks through what a step does, as a panel asks for them.
#include <algorithm>

#include "inspect/gc_rows.h"
#include "session/live_session.h"
#include "session/process_listeners.h"

namespace innards {

std::vector<ProcessKind> LiveSession::processes_at(uint64_t step) {
  if (step >= last_step()) return {};
  if (kinds_step_ != step) {
    KindsListener listener;
    timeline_->seek(step);
    timeline_->probe_step(listener, KindsListener::kMask);
    kinds_ = listener.kinds();
    kinds_step_ = step;
  }
  return kinds_;
}

std::unique_ptr<ProcessListener> LiveSession::listener_for(ProcessKind kind, const Moment& before) {
  switch (kind) {
    case ProcessKind::Unwinding: return unwind_listener(codes_, before);
    case ProcessKind::List: return list_listener(codes_, before);
    case ProcessKind::Generator: return generator_listener(codes_, before);
    default: return collection_listener(codes_, before, *options_.background);
  }
}

// A collection that calls Python code takes many steps: its start is looked for before the step.
uint64_t LiveSession::start_of_process(ProcessKind kind, uint64_t step) {
  if (kind != ProcessKind::Collection || !collecting_at(step)) return step;
  return step > kCollectionStepsBack ? step - kCollectionStepsBack : 0;
}

bool LiveSession::collecting_at(uint64_t step) { return inspect::collecting(timeline_->seek(step).memory()); }

ProcessRows LiveSession::walk_step(uint64_t step, ProcessKind kind, const std::vector<ProcessKind>& kinds) {
  ProcessRows rows;
  rows.kind = std::find(kinds.begin(), kinds.end(), kind) != kinds.end() ? kind : kinds.front();
  rows.kinds = kinds;
  rows.step = step;
  const Moment before = raw_moment(step);
  if (std::unique_ptr<ProcessListener> listener = listener_for(rows.kind, before)) {
    const uint64_t from = start_of_process(rows.kind, step);
    timeline_->seek(step);
    if (from == step) timeline_->probe_step(*listener, listener->mask());
    else timeline_->replay_now(from, std::min(step + 1, last_step()), *listener, listener->mask());
    listener->tell(rows);
  }
  return rows;
}

std::vector<ProcessKind> LiveSession::processes() {
  const uint64_t here = cursor();
  std::vector<ProcessKind> kinds = processes_at(here);
  timeline_->seek(here);
  return kinds;
}

ProcessRows LiveSession::process(ProcessKind kind, ObjectId id) {
  const uint64_t here = cursor();
  ProcessRows rows;
  std::vector<ProcessKind> now = processes_at(here);
  if (now.empty() && collecting_at(here)) now = {ProcessKind::Collection};   // Python code that a collection has called
  if (!now.empty()) {
    rows = walk_step(here, kind, now);
    rows.from_step = true;
  } else if (id && object_process(timeline_->seek(here).memory(), codes_, id, rows)) {
    rows.step = here;
  } else if (here > 0) {
    if (const std::vector<ProcessKind> then = processes_at(here - 1); !then.empty()) {
      rows = walk_step(here - 1, kind, then);
      rows.just_ran = true;
    }
  }
  timeline_->seek(here);
  return rows;
}

}  // namespace innards
