#include "session/micro_listener.h"

#include <cstdio>

#include "run/frame.h"

namespace innards {

namespace {

const char* gc_phase_text(uint64_t phase) {
  switch (static_cast<GcPhase>(phase)) {
    case GcPhase::kStart: return "a collection starts: %llu objects in generation %llu";
    case GcPhase::kUpdateRefs: return "copy each object's refcount aside";
    case GcPhase::kSubtractRefs: return "take off the references that come from inside";
    case GcPhase::kMoveUnreachable: return "%llu objects are held by nothing from outside";
    case GcPhase::kUntrack: return "untrack what can never be in a cycle";
    case GcPhase::kWeakrefs: return "clear weak references to garbage";
    case GcPhase::kCallbacks: return "call %llu weak reference callbacks";
    case GcPhase::kFinalizers: return "call finalizers of %llu objects";
    case GcPhase::kResurrected: return "%llu objects came back to life";
    case GcPhase::kDelete: return "break the cycles of %llu objects";
    case GcPhase::kDone: return "done: %llu unreachable objects were found";
  }
  return "";
}

std::string number_text(const char* format, uint64_t a, uint64_t b = 0) {
  char text[160];
  std::snprintf(text, sizeof text, format, static_cast<unsigned long long>(a), static_cast<unsigned long long>(b));
  return text;
}

}  // namespace

std::string MicroListener::object(uint64_t id) {
  if (!id) return "NULL";
  return reader_.is_object(id) ? reader_.text(id, 40) : number_text("0x%llx", id);
}

std::string MicroListener::describe(const ProbeEvent& e) {
  switch (e.kind) {
    case ProbeKind::kPush: return "push " + object(e.a);
    case ProbeKind::kPop: return "pop " + object(e.a);
    case ProbeKind::kIncref: return "refcount of " + object(e.a) + number_text(" goes up to %llu", e.b);
    case ProbeKind::kDecref: return "refcount of " + object(e.a) + number_text(" goes down to %llu", e.b);
    case ProbeKind::kAlloc: return number_text("allocate %llu bytes at 0x%llx", e.b, e.a);
    case ProbeKind::kFree: return number_text("free %llu bytes at 0x%llx", e.b, e.a);
    case ProbeKind::kBorn: return "a new " + (reader_.is_object(e.b) ? reader_.type_info(e.b).name : std::string("object")) + number_text(" of %llu bytes at 0x%llx", e.c, e.a);
    case ProbeKind::kDied: return object(e.a) + " is deallocated";
    case ProbeKind::kSlotCall: return "call slot " + std::string(e.text ? e.text : "") + " of " + (reader_.is_object(e.a) ? reader_.type_info(e.a).name : "?");
    case ProbeKind::kTypeLookup:
      return "look for " + object(e.b) + " in class " + (reader_.is_object(e.a) ? reader_.type_info(e.a).name : "?") + (e.c ? ": found " + object(e.c) : ": not there");
    case ProbeKind::kDictProbe: return number_text("look at slot %llu of a hash table", e.b);
    case ProbeKind::kDictStore: return e.c ? "store " + object(e.c) + " under " + object(e.b) : "delete " + object(e.b);
    case ProbeKind::kLocalStore: return e.c ? number_text("set local %llu to ", e.b) + object(e.c) : number_text("clear local %llu", e.b);
    case ProbeKind::kItemStore: return number_text("set item %llu to ", e.b) + object(e.c);
    case ProbeKind::kCellRead: return "read the cell: " + object(e.b);
    case ProbeKind::kCellWrite: return e.b ? "put " + object(e.b) + " into the cell" : "empty the cell";
    case ProbeKind::kGcPhase: return number_text(gc_phase_text(e.a), e.c, e.b);
    case ProbeKind::kGcObject: return "the collector looks at " + object(e.b);
    case ProbeKind::kCall: return "enter " + object(e.b);
    case ProbeKind::kReturn: return e.b ? "return " + object(e.b) : "leave by an exception";
    case ProbeKind::kLine: return number_text("line %llu begins", e.c);
    case ProbeKind::kRaise: return "raise " + object(e.a ? e.a : e.b);
    case ProbeKind::kHandle: return number_text("caught: go on at offset %llu with ", e.c) + object(e.b);
    case ProbeKind::kUnwind: return object(e.b) + " leaves the frame";
    case ProbeKind::kOutput: return number_text(e.a == 2 ? "write %llu bytes to stderr" : "write %llu bytes to stdout", e.c);
    case ProbeKind::kInput: return "read a line of input";
    case ProbeKind::kImport: return "import " + object(e.a);
    default: return probe_event_info(e.kind).sentence;
  }
}

void MicroListener::on_event(const ProbeEvent& e) {
  if (e.kind == ProbeKind::kStep) {
    return;
  }
  if (rows_.size() >= most_) {
    ++left_out_;
    return;
  }
  MicroRow row;
  row.index = static_cast<int>(rows_.size());
  row.kind = probe_event_info(e.kind).name;
  row.text = describe(e);
  row.object = e.a;
  if (e.kind == ProbeKind::kIncref) row.before = static_cast<int64_t>(e.b) - 1, row.after = static_cast<int64_t>(e.b);
  if (e.kind == ProbeKind::kDecref) row.before = static_cast<int64_t>(e.b) + 1, row.after = static_cast<int64_t>(e.b);
  if (e.kind == ProbeKind::kCall || e.kind == ProbeKind::kReturn) row.object = e.b;
  if (e.kind == ProbeKind::kGcPhase || e.kind == ProbeKind::kLine || e.kind == ProbeKind::kOutput) row.object = 0, row.after = static_cast<int64_t>(e.c);
  row.depth = depth_;
  rows_.push_back(std::move(row));
}

}  // namespace innards
