// A collection as the cycle collector tells it: which objects it looks at, each reference that is taken off, what is held
// from outside, what is set apart, finalizers, and what is freed. Objects that were there before the program began are only
// counted.
#include <algorithm>
#include <map>

#include "session/process_listeners.h"

namespace innards {

namespace {

using inspect::Say;
using inspect::told;

constexpr size_t kMostObjects = 80, kMostMarks = 4000;
constexpr int kOldestGeneration = 2;

// Something that the collector tells: a phase, a visit, or a judgement about an object.
struct Mark {
  ProbeKind kind;
  GcPhase phase = GcPhase::kStart;
  ObjectId object = 0;
  int64_t count = 0;
  int generation = 0;
  ValueRow value;               // where the object is met first, or follows others
};

class CollectionListener : public ProcessListener {
 public:
  CollectionListener(inspect::CodeCache& codes, const Moment& before, const std::unordered_set<ObjectId>& background) : ProcessListener(codes, before), background_(background) {}
  uint64_t mask() const override {
    return probe_bit(ProbeKind::kGcPhase) | probe_bit(ProbeKind::kGcObject) | probe_bit(ProbeKind::kGcVisit) | probe_bit(ProbeKind::kDied);
  }
  void on_event(const ProbeEvent& e) override;
  void tell(ProcessRows& rows) override;

 private:
  // What comes with modules and classes: it would hide what the program has made.
  bool is_furniture(ObjectId id);
  void on_phase(const ProbeEvent& e);
  void on_object(const ProbeEvent& e);
  void add(ProbeKind kind, GcPhase phase, ObjectId object, int64_t count, const ValueRow& v) {
    if (marks_.size() < kMostMarks) marks_.push_back({kind, phase, object, count, generation_, v});
  }

  const std::unordered_set<ObjectId>& background_;
  bool on_ = false;
  int generation_ = 0;
  GcPhase phase_ = GcPhase::kStart;
  ObjectId visitor_ = 0;
  std::unordered_set<ObjectId> known_;   // the program's own, those that are shown
  int64_t left_out_ = 0;
  std::vector<Mark> marks_;
};

bool CollectionListener::is_furniture(ObjectId id) {
  switch (reader_.kind(id)) {
    case Kind::kModule:
    case Kind::kBuiltinFunction:
    case Kind::kGetSetDescriptor:
    case Kind::kMemberDescriptor:
    case Kind::kWrapperDescriptor:
    case Kind::kMethodDescriptor:
    case Kind::kNamespace: return true;
    case Kind::kDict: break;
    default: return false;
  }
  const auto first = reader_.dict_items(id, 1);
  return !first.empty() && reader_.str(first[0].first) == "__name__";   // a module's names
}

void CollectionListener::on_phase(const ProbeEvent& e) {
  phase_ = static_cast<GcPhase>(e.a);
  if (phase_ == GcPhase::kStart) {
    marks_.clear();
    known_.clear();
    left_out_ = 0;
    on_ = true;
    generation_ = static_cast<int>(e.b);
  }
  if (on_) add(e.kind, phase_, 0, static_cast<int64_t>(e.c), {});
  if (phase_ == GcPhase::kDone) on_ = false;
  visitor_ = 0;
}

void CollectionListener::on_object(const ProbeEvent& e) {
  const GcPhase phase = static_cast<GcPhase>(e.a);
  phase_ = phase;
  bool first = false;
  if (phase == GcPhase::kUpdateRefs && !background_.count(e.b) && !known_.count(e.b)) {
    if (known_.size() >= kMostObjects || is_furniture(e.b)) return void(++left_out_);
    first = known_.insert(e.b).second;
  }
  const bool callback = phase == GcPhase::kWeakrefs;   // a reference from outside is not among those looked at
  if (!known_.count(e.b) && !callback) return;
  if (phase == GcPhase::kSubtractRefs && visitor_) {
    add(ProbeKind::kGcVisit, phase, visitor_, 0, value(visitor_));
    visitor_ = 0;
  }
  add(e.kind, phase, e.b, static_cast<int64_t>(e.c), first || callback ? value(e.b) : ValueRow());
}

void CollectionListener::on_event(const ProbeEvent& e) {
  if (e.kind == ProbeKind::kGcPhase) return on_phase(e);
  if (!on_) return;
  if (e.kind == ProbeKind::kGcVisit) visitor_ = e.b;
  else if (e.kind == ProbeKind::kGcObject) on_object(e);
  else if (phase_ == GcPhase::kDelete && known_.count(e.a)) add(e.kind, phase_, e.a, 0, {});
}

// ---- the states

class CollectionStory {
 public:
  CollectionStory(const std::vector<Mark>& marks, int64_t left_out, ProcessRows& rows) : marks_(marks), left_out_(left_out), states_(rows) {}

  void tell() {
    begin();
    for (size_t i = 1; i < marks_.size(); ++i) {
      const Mark& m = marks_[i];
      const bool belongs = m.kind == ProbeKind::kGcObject && m.phase == GcPhase::kSubtractRefs;
      if (!belongs) flush_visit();
      if (m.kind == ProbeKind::kGcPhase) phase(m);
      else if (m.kind == ProbeKind::kGcVisit) visitor_ = &m;
      else if (m.kind == ProbeKind::kGcObject) object(m);
      else freed(m.object);
    }
    flush_visit();
    if (marks_.back().phase != GcPhase::kDone) states_.say(told(Say::GcWaits));
  }

 private:
  enum Lane : size_t { kYoung, kReachable, kApart };

  ProcessState& say(Say what, std::initializer_list<std::string> parts = {}, ObjectId object = 0, WalkEnd end = WalkEnd::GoesOn) {
    ProcessState& s = states_.say(told(what, parts), end);
    s.object = object;
    return s;
  }
  std::string text(ObjectId id) const {
    const auto it = values_.find(id);
    return it == values_.end() ? "?" : it->second.text;
  }

  // All objects are in the first lane when the collection begins.
  void begin() {
    generation_ = marks_[0].generation;
    states_.add_lane(told(Say::LaneYoung));
    states_.add_lane(told(Say::LaneReachable));
    states_.add_lane(told(Say::LaneApart));
    for (const Mark& m : marks_) {
      if (m.kind != ProbeKind::kGcObject || m.phase != GcPhase::kUpdateRefs || !m.value.id) continue;
      values_[m.object] = m.value;
      ProcessCell c;
      c.label = m.value.type;
      c.value = m.value;
      states_.lane(kYoung).cells.push_back(std::move(c));
    }
    const int64_t own = static_cast<int64_t>(values_.size()) + left_out_, all = marks_[0].count;
    states_.lane(kYoung).note = told(Say::NoteOthers, {number(all - own)});
    states_.lane(kYoung).left_out = left_out_;
    states_.look_at(kYoung);
    if (generation_ == 0) say(Say::GcYoungest, {number(all), number(own)});
    else say(Say::GcMerged, {number(generation_), number(all), number(own)});
  }

  ProcessCell* find(ObjectId id, size_t* lane = nullptr) {
    for (size_t i = 0; i < states_.lanes().size(); ++i)
      for (ProcessCell& c : states_.lane(i).cells)
        if (c.value.id == id && c.change != Change::Gone) {
          if (lane) *lane = i;
          return &c;
        }
    return nullptr;
  }

  void set_refs(ObjectId id, int64_t refs) {
    if (ProcessCell* c = find(id)) c->note = number(refs), c->change = Change::Changed;
  }

  void move(ObjectId id, size_t to) {
    size_t from = to;
    ProcessCell* c = find(id, &from);
    if (!c || from == to) return;
    ProcessCell copy = *c;
    c->change = Change::Gone;
    copy.change = Change::Added;
    states_.lane(to).cells.push_back(std::move(copy));
    states_.look_at(to);
  }

  void flush_visit() {
    if (visitor_ && taken_) say(Say::GcTakenOff, {visitor_->value.text, number(taken_)}, visitor_->object);
    visitor_ = nullptr;
    taken_ = 0;
  }

  void object(const Mark& m) {
    switch (m.phase) {
      case GcPhase::kUpdateRefs:
        if (!again_) set_refs(m.object, m.count);
        return;
      case GcPhase::kSubtractRefs:
        if (!again_) set_refs(m.object, m.count), ++taken_;
        return;
      case GcPhase::kMoveUnreachable: return judge(m);
      case GcPhase::kWeakrefs: return void(say(Say::GcWeak, {m.value.text}, m.object));
      case GcPhase::kFinalizers: return void(say(Say::GcFinalize, {text(m.object)}, m.object));
      case GcPhase::kDelete:
        states_.look_at(kApart);
        return void(say(Say::GcClear, {text(m.object)}, m.object));
      default: return;
    }
  }

  void copied() {
    if (copied_ || again_) return;
    copied_ = true;
    states_.lane(kYoung).note = {};
    say(Say::GcCopied);
  }

  void judge(const Mark& m) {
    if (again_) {
      if (m.count > 0) alive_.push_back(m.object);
      return;
    }
    size_t lane = kYoung;
    ProcessCell* c = find(m.object, &lane);
    if (!c) return;
    const std::string refs = c->note;
    const bool back = lane == kApart;
    move(m.object, m.count > 0 ? kReachable : kApart);
    if (back) say(Say::GcBack, {text(m.object)}, m.object);
    else if (m.count > 0 && refs == "0") say(Say::GcReached, {text(m.object)}, m.object);
    else if (m.count > 0) say(Say::GcHeld, {text(m.object), refs}, m.object);
    else say(Say::GcApart, {text(m.object)}, m.object);
  }

  void set_apart(const Mark& m) {
    if (again_ || set_apart_) return;
    set_apart_ = true;
    for (ProcessCell& c : states_.lane(kApart).cells) c.note.clear();
    for (ProcessCell& c : states_.lane(kReachable).cells) c.note.clear();
    states_.look_at(kApart);
    if (!m.count) return void(say(Say::GcNoneApart, {}, 0, WalkEnd::Found));
    say(generation_ < kOldestGeneration ? Say::GcSetApart : Say::GcSetApartOldest, {number(m.count)}, 0, WalkEnd::Found);
  }

  void phase(const Mark& m) {
    switch (m.phase) {
      case GcPhase::kSubtractRefs: return copied();
      case GcPhase::kMoveUnreachable: return set_apart(m);
      case GcPhase::kFinalizers: again_ = true; return;
      case GcPhase::kResurrected: return resurrected(m);
      case GcPhase::kDone: return void(say(Say::GcEnds, {number(m.count)}, 0, WalkEnd::Answers));
      default: return;
    }
  }

  void resurrected(const Mark& m) {
    if (!set_apart_any()) return;
    say(Say::GcLookAgain, {number(m.count)});
    for (ObjectId id : alive_) {
      move(id, kReachable);
      say(Say::GcAlive, {text(id)}, id);
    }
  }
  bool set_apart_any() { return !states_.lane(kApart).cells.empty(); }

  void freed(ObjectId id) {
    if (ProcessCell* c = find(id)) c->change = Change::Gone;
    else return;
    say(Say::GcFreed, {text(id)}, id);
  }

  const std::vector<Mark>& marks_;
  int64_t left_out_;
  ProcessStates states_;
  std::map<ObjectId, ValueRow> values_;
  int generation_ = 0;
  const Mark* visitor_ = nullptr;
  int64_t taken_ = 0;
  bool copied_ = false, set_apart_ = false, again_ = false;
  std::vector<ObjectId> alive_;
};

void CollectionListener::tell(ProcessRows& rows) {
  if (marks_.empty()) {
    ProcessStates(rows).say(told(Say::GcTooOld));
    return;
  }
  rows.title = told(Say::GcTitle, {number(marks_[0].generation)});
  CollectionStory(marks_, left_out_, rows).tell();
}

}  // namespace

std::unique_ptr<ProcessListener> collection_listener(inspect::CodeCache& codes, const Moment& before, const std::unordered_set<ObjectId>& background) {
  return std::make_unique<CollectionListener>(codes, before, background);
}

}  // namespace innards
