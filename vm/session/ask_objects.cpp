// When did a name change; what happened to an object's count; who made it and who freed it.
#include <unordered_map>

#include "inspect/reader.h"
#include "object/code.h"
#include "run/frame.h"
#include "session/quick_value.h"
#include "session/run_query.h"

namespace innards {

namespace {

class WritesQuery : public RunQuery {
 public:
  WritesQuery(LiveSession& session, const Question& q)
      : RunQuery(session, probe_bit(ProbeKind::kLocalStore) | probe_bit(ProbeKind::kCellWrite) | probe_bit(ProbeKind::kDictStore)),
        qualname_(q.function), name_(q.name) {}

 private:
  void hear(const ProbeEvent& e) override {
    switch (e.kind) {
      case ProbeKind::kLocalStore: {
        LiveFrame frame(e.a);
        if (frame.qualname() == qualname_ && frame.local_name(static_cast<int64_t>(e.b)) == name_) changed(e, e.a, e.c);
        break;
      }
      case ProbeKind::kCellWrite:
        if (cell_is_wanted(e.a)) changed(e, e.a, e.b);
        break;
      case ProbeKind::kDictStore:
        if (key_is_wanted(e.b) && namespace_is_wanted(e.a)) changed(e, e.a, e.c);
        break;
      default: break;
    }
  }

  void changed(const ProbeEvent& e, uint64_t place, ObjectId now) {
    ValueRow after = value(now);
    ValueRow& last = last_[place];
    WriteRow& row = add(e, name_);
    row.before = last;
    row.after = after;
    last = std::move(after);
  }

  bool key_is_wanted(ObjectId key) { return quick_spells(reinterpret_cast<const Object*>(key), name_); }

  // The module's or class body's namespace: the mapping in which a frame of that name keeps its names.
  bool namespace_is_wanted(ObjectId dict) {
    uint64_t address = live_frame();
    for (int n = 0; address && n < 100000; ++n) {
      InterpreterFrame frame = live_.read<InterpreterFrame>(address);
      if (frame.f_locals.bits() == dict || (qualname_ == "<module>" && frame.f_globals.bits() == dict)) {
        if (qualname_ == "<module>" && frame.f_globals.bits() == dict) return true;
        if (LiveFrame(address).qualname() == qualname_) return true;
      }
      address = frame.previous.bits();
    }
    return false;
  }

  // A cell that a frame on the stack knows under the wanted name.
  bool cell_is_wanted(ObjectId cell) {
    uint64_t address = live_frame();
    for (int n = 0; address && n < 64; ++n) {
      InterpreterFrame frame = live_.read<InterpreterFrame>(address);
      CodeObject code = live_.read<CodeObject>(frame.f_code.bits());
      for (int i = 0; i < code.co_nlocalsplus; ++i)
        if (live_.read<uint64_t>(address + offsetof(InterpreterFrame, localsplus) + 8 * static_cast<uint64_t>(i)) == cell)
          return LiveFrame(address).local_name(i) == name_;
      address = frame.previous.bits();
    }
    return false;
  }

  std::string qualname_, name_;
  std::unordered_map<uint64_t, ValueRow> last_;   // by frame, cell or dict
};

std::string type_name_at(ObjectId type) {
  Memory live;
  inspect::Reader reader(live);
  return reader.is_object(type) ? reader.type_info(type).name : "";
}

// The count of what lies at one address, a row for each step that changes it: objects may have followed one another there.
class LifeQuery : public RunQuery {
 public:
  LifeQuery(LiveSession& session, ObjectId object)
      : RunQuery(session, probe_bit(ProbeKind::kIncref) | probe_bit(ProbeKind::kDecref) | probe_bit(ProbeKind::kBorn) | probe_bit(ProbeKind::kDied)), object_(object) {}

 private:
  void hear(const ProbeEvent& e) override {
    if (e.a != object_) return;
    switch (e.kind) {
      case ProbeKind::kBorn: return born(e);
      case ProbeKind::kDied: return died(e);
      case ProbeKind::kIncref: return count(e, static_cast<int64_t>(e.b) - 1, static_cast<int64_t>(e.b));
      default: return count(e, static_cast<int64_t>(e.b) + 1, static_cast<int64_t>(e.b));
    }
  }

  void born(const ProbeEvent& e) {
    WriteRow& row = add(e, "born");
    row.after.id = object_;
    row.after.refcount = 1;
    row.after.type = type_name_at(e.b);
  }

  // The last reference is about to go.
  void died(const ProbeEvent& e) {
    WriteRow& row = add(e, "died");
    row.before = value(object_);
    row.before.refcount = 1;
  }

  void count(const ProbeEvent& e, int64_t before, int64_t after) {
    if (after <= 0) return;   // told as its death
    WriteRow* last = last_row();
    if (last && last->step == e.step && last->name != "died") {
      last->after.refcount = after;
      if (last->name != "born") last->name += after > before ? " +1" : " -1";
      return;
    }
    WriteRow& row = add(e, after > before ? "+1" : "-1");
    row.before.id = row.after.id = object_;
    row.before.refcount = before;
    row.after.refcount = after;
  }

  ObjectId object_;
};

// The two ends of the life of the object that lay at the address at one moment. One that was there before the program has
// no beginning.
class MadeQuery : public RunQuery {
 public:
  MadeQuery(LiveSession& session, const Question& q)
      : RunQuery(session, probe_bit(ProbeKind::kBorn) | probe_bit(ProbeKind::kDied)), object_(q.object), at_(q.at) {}

 private:
  void hear(const ProbeEvent& e) override {
    if (e.a != object_) return;
    const bool later = e.step >= at_, born = e.kind == ProbeKind::kBorn;
    if (later && born) return finish();
    if (born || !later) rows().clear();   // of one that lay there before
    if (!born && !later) return;
    WriteRow& row = add(e, "");
    row.how = static_cast<int>(born ? AskText::Made : AskText::Freed);
    if (born) row.after.type = type_name_at(e.b);
    else row.before = value(object_), finish();
  }

  ObjectId object_;
  uint64_t at_;
};

}  // namespace

std::unique_ptr<Query> ask_writes(LiveSession& session, const Question& q) { return std::make_unique<WritesQuery>(session, q); }
std::unique_ptr<Query> ask_life(LiveSession& session, const Question& q) { return std::make_unique<LifeQuery>(session, q.object); }
std::unique_ptr<Query> ask_made(LiveSession& session, const Question& q) { return std::make_unique<MadeQuery>(session, q); }

}  // namespace innards
