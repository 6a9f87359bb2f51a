#include "session/micro_listener.h"

#include <cstdio>
#include <initializer_list>

#include "run/frame.h"

namespace innards {

namespace {

enum class Micro {
#define MICRO(Name, english, chinese) Name,
#include "session/micro_texts.def"
#undef MICRO
};

struct Pattern {
  const char *english, *chinese;
};
const Pattern kPatterns[] = {
#define MICRO(Name, english, chinese) {english, chinese},
#include "session/micro_texts.def"
#undef MICRO
};

using Parts = std::initializer_list<std::string>;

std::string fill(const char* pattern, Parts parts) {
  std::string out;
  for (const char* p = pattern; *p; ++p) {
    size_t index = *p == '%' ? static_cast<size_t>(p[1] - '1') : parts.size();
    if (index >= parts.size()) {
      out += *p;
      continue;
    }
    out += parts.begin()[index];
    ++p;
  }
  return out;
}

void say(MicroRow& row, Micro what, Parts parts = {}) {
  const Pattern& pattern = kPatterns[static_cast<int>(what)];
  row.text = fill(pattern.english, parts);
  row.text_zh = fill(pattern.chinese, parts);
}

Micro gc_phase(uint64_t phase) {
  switch (static_cast<GcPhase>(phase)) {
    case GcPhase::kStart: return Micro::GcStart;
    case GcPhase::kUpdateRefs: return Micro::GcUpdateRefs;
    case GcPhase::kSubtractRefs: return Micro::GcSubtractRefs;
    case GcPhase::kMoveUnreachable: return Micro::GcUnreachable;
    case GcPhase::kUntrack: return Micro::GcUntrack;
    case GcPhase::kWeakrefs: return Micro::GcWeakrefs;
    case GcPhase::kCallbacks: return Micro::GcCallbacks;
    case GcPhase::kFinalizers: return Micro::GcFinalizers;
    case GcPhase::kResurrected: return Micro::GcResurrected;
    case GcPhase::kDelete: return Micro::GcDelete;
    case GcPhase::kDone: break;
  }
  return Micro::GcDone;
}

// Their field a is a frame, which is no object.
bool about_frame(ProbeKind kind) {
  return kind == ProbeKind::kCall || kind == ProbeKind::kReturn || kind == ProbeKind::kYield || kind == ProbeKind::kResume || kind == ProbeKind::kHandle ||
         kind == ProbeKind::kUnwind;
}

std::string number(uint64_t n) { return std::to_string(n); }

std::string address(uint64_t a) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(a));
  return text;
}

}  // namespace

std::string MicroListener::object(uint64_t id) {
  if (!id) return "NULL";
  return reader_.is_object(id) ? reader_.text(id, 40) : address(id);
}

std::string MicroListener::type(uint64_t id) { return reader_.is_object(id) ? reader_.type_info(id).name : "?"; }

void MicroListener::describe_cache(const ProbeEvent& e, MicroRow& row) {
  static const Micro kTexts[] = {Micro::CacheMiss,   Micro::CacheHit,      Micro::CacheSpecialised, Micro::CacheGivenUp,
                                 Micro::CacheFailed, Micro::CacheCounting, Micro::CacheAdaptive,    Micro::CacheQuickened};
  const uint64_t outcome = e.c & 255;
  if (outcome < std::size(kTexts)) say(row, kTexts[outcome], {e.text ? e.text : "", number(e.c >> 8)});
}

// Native code raises a type and a value: the exception itself is made when somebody looks at it.
void MicroListener::describe_raise(const ProbeEvent& e, MicroRow& row) {
  const bool made = e.a && reader_.is_object(e.a) && reader_.type_of(e.a) == e.b;
  if (!e.a || made) return say(row, Micro::Raise, {object(e.a ? e.a : e.b)});
  say(row, Micro::RaiseLazy, {object(e.b), object(e.a)});
}

void MicroListener::describe(const ProbeEvent& e, MicroRow& row) {
  const bool counted = e.b < kCountsMeanNothing;
  switch (e.kind) {
    case ProbeKind::kPush: return say(row, Micro::Push, {object(e.a)});
    case ProbeKind::kPop: return say(row, Micro::Pop, {object(e.a)});
    case ProbeKind::kSwap: return say(row, Micro::Swap, {number(e.a)});
    case ProbeKind::kUnpackMethod: return say(row, Micro::UnpackMethod);
    case ProbeKind::kIncref: return say(row, counted ? Micro::Incref : Micro::IncrefStatic, {object(e.a), number(e.b)});
    case ProbeKind::kDecref: return say(row, counted ? Micro::Decref : Micro::DecrefStatic, {object(e.a), number(e.b)});
    case ProbeKind::kAlloc: return say(row, Micro::Alloc, {number(e.b), address(e.a)});
    case ProbeKind::kFree: return say(row, Micro::Free, {number(e.b), address(e.a)});
    case ProbeKind::kBorn: return say(row, Micro::Born, {type(e.b), number(e.c), address(e.a)});
    case ProbeKind::kDied: return say(row, Micro::Died, {object(e.a)});
    case ProbeKind::kSlotCall: return say(row, Micro::SlotCall, {e.text ? e.text : "", type(e.a)});
    case ProbeKind::kTypeLookup: return say(row, e.c ? Micro::LookupFound : Micro::LookupMissed, {object(e.b), type(e.a), object(e.c)});
    case ProbeKind::kDictProbe: return say(row, Micro::DictProbe, {number(e.b)});
    case ProbeKind::kDictStore: return e.c ? say(row, Micro::DictStore, {object(e.c), object(e.b)}) : say(row, Micro::DictDelete, {object(e.b)});
    case ProbeKind::kLocalStore: return say(row, e.c ? Micro::LocalStore : Micro::LocalClear, {number(e.b), object(e.c)});
    case ProbeKind::kItemStore: return say(row, Micro::ItemStore, {number(e.b), object(e.c)});
    case ProbeKind::kListRoom: return say(row, Micro::ListRoom, {number(e.b), number(e.c)});
    case ProbeKind::kListBlock: return say(row, Micro::ListBlock, {number(e.c), address(e.b)});
    case ProbeKind::kResume: return say(row, e.c ? Micro::ResumeThrown : Micro::Resume, {object(e.b)});
    case ProbeKind::kSearch: return say(row, Micro::Search, {number(e.b)});
    case ProbeKind::kCellRead: return say(row, Micro::CellRead, {object(e.b)});
    case ProbeKind::kCellWrite: return say(row, e.b ? Micro::CellWrite : Micro::CellEmpty, {object(e.b)});
    case ProbeKind::kCache: return describe_cache(e, row);
    case ProbeKind::kGcPhase: return say(row, gc_phase(e.a), {number(e.c), number(e.b)});
    case ProbeKind::kGcObject: return say(row, Micro::GcObject, {object(e.b)});
    case ProbeKind::kCall: return say(row, Micro::Call, {object(e.b)});
    case ProbeKind::kReturn: return say(row, e.b ? Micro::Return : Micro::LeaveRaising, {object(e.b)});
    case ProbeKind::kYield: return say(row, Micro::Yield, {object(e.b)});
    case ProbeKind::kLine: return say(row, Micro::Line, {number(e.c)});
    case ProbeKind::kRaise: return describe_raise(e, row);
    case ProbeKind::kHandle: return say(row, Micro::Handle, {number(e.c), object(e.b)});
    case ProbeKind::kUnwind: return say(row, Micro::Unwind, {object(e.b)});
    case ProbeKind::kOutput: return say(row, e.a == 2 ? Micro::Stderr : Micro::Stdout, {number(e.c)});
    case ProbeKind::kInput: return say(row, Micro::Input);
    case ProbeKind::kThreadSwitch: return say(row, Micro::ThreadSwitch, {number(e.a), number(e.b)});
    case ProbeKind::kImport: return say(row, Micro::Import, {object(e.a)});
    default: row.text = row.text_zh = probe_event_info(e.kind).sentence;
  }
}

void MicroListener::on_event(const ProbeEvent& e) {
  // Which object's references the collector follows is told by the panel of walks.
  if (e.kind == ProbeKind::kStep || e.kind == ProbeKind::kGcVisit) return;
  if (rows_.size() >= most_) {
    ++left_out_;
    return;
  }
  MicroRow row;
  row.index = static_cast<int>(rows_.size());
  row.kind = probe_event_info(e.kind).name;
  describe(e, row);
  row.object = e.a;
  if (e.kind == ProbeKind::kIncref) row.before = static_cast<int64_t>(e.b) - 1, row.after = static_cast<int64_t>(e.b);
  if (e.kind == ProbeKind::kDecref) row.before = static_cast<int64_t>(e.b) + 1, row.after = static_cast<int64_t>(e.b);
  if (about_frame(e.kind)) row.object = e.b;
  if (e.kind == ProbeKind::kSearch || e.kind == ProbeKind::kCache) row.object = 0;
  if (e.kind == ProbeKind::kGcPhase || e.kind == ProbeKind::kLine || e.kind == ProbeKind::kOutput) row.object = 0, row.after = static_cast<int64_t>(e.c);
  if (e.kind == ProbeKind::kThreadSwitch) row.object = 0;
  row.depth = depth_;
  rows_.push_back(std::move(row));
}

}  // namespace innards
