// Questions over the whole run: when did a name change, what happened to an object's refcount. Each replays the recording
// with the probe on one thing, in slices.
#include <unordered_map>

#include "inspect/reader.h"
#include "object/code.h"
#include "run/frame.h"
#include "session/search.h"

namespace innards {

namespace {

// A replay of the whole recording that goes on where it was when the recording has grown.
class RunQuery : public Query, protected ProbeListener {
 public:
  RunQuery(LiveSession& session, uint64_t mask) : session_(session), mask_(mask) {}

  bool work(double milliseconds) override {
    if (!replay_) {
      if (scanned_ >= session_.last_step()) return true;
      end_ = session_.last_step();
      replay_ = session_.timeline().replay(scanned_, end_, *this, mask_);
    }
    if (replay_->work(milliseconds)) {
      scanned_ = end_;
      replay_.reset();
    }
    return !replay_ && scanned_ >= session_.last_step();
  }
  double progress() const override { return replay_ ? replay_->progress() : 1; }
  const std::vector<WriteRow>& answers() const override { return rows_; }

 protected:
  // The row's place: function and line of the running frame.
  void add(const ProbeEvent& e, std::string name, ValueRow before, ValueRow after) {
    WriteRow row;
    row.step = e.step;
    row.name = std::move(name);
    row.before = std::move(before);
    row.after = std::move(after);
    Memory live;
    if (inspect::Here here = inspect::here(live); here.running) {
      const CodeRows& code = session_.codes().get(live, here.code_id);
      row.where = code.qualname;
      for (const InstrRow& i : code.instructions) {
        if (i.offset > here.offset) break;
        row.line = i.line;
        row.instruction = i.arg_text.empty() ? i.name : i.name + " " + i.arg_text;
      }
    }
    rows_.push_back(std::move(row));
  }
  WriteRow* last_row() { return rows_.empty() ? nullptr : &rows_.back(); }
  ValueRow value(ObjectId id) {
    inspect::Reader reader(live_);
    return reader.value(id);
  }

  LiveSession& session_;
  Memory live_;

 private:
  uint64_t mask_, scanned_ = 0, end_ = 0;
  std::unique_ptr<Replay> replay_;
  std::vector<WriteRow> rows_;
};

class WritesQuery : public RunQuery {
 public:
  WritesQuery(LiveSession& session, std::string qualname, std::string name)
      : RunQuery(session, probe_bit(ProbeKind::kLocalStore) | probe_bit(ProbeKind::kCellWrite) | probe_bit(ProbeKind::kDictStore)),
        qualname_(std::move(qualname)), name_(std::move(name)) {}

 private:
  void on_event(const ProbeEvent& e) override {
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
        if (namespace_is_wanted(e.a) && key_is_wanted(e.b)) changed(e, e.a, e.c);
        break;
      default: break;
    }
  }

  void changed(const ProbeEvent& e, uint64_t place, ObjectId now) {
    ValueRow after = value(now);
    ValueRow& last = last_[place];
    add(e, name_, last, after);
    last = std::move(after);
  }

  bool key_is_wanted(ObjectId key) {
    inspect::Reader reader(live_);
    return reader.is_object(key) && reader.kind(key) == Kind::kStr && reader.str(key) == name_;
  }

  // The module's or class body's namespace: the mapping in which a frame of that name keeps its names.
  bool namespace_is_wanted(ObjectId dict) {
    uint64_t address = live_.read<uint64_t>(kArenaBase + offsetof(Runtime, thread) + offsetof(ThreadState, current_frame));
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
    uint64_t address = live_.read<uint64_t>(kArenaBase + offsetof(Runtime, thread) + offsetof(ThreadState, current_frame));
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

// The count of what lies at one address, a row for each step that changes it: objects may have followed one another there.
class LifeQuery : public RunQuery {
 public:
  LifeQuery(LiveSession& session, ObjectId object)
      : RunQuery(session, probe_bit(ProbeKind::kIncref) | probe_bit(ProbeKind::kDecref) | probe_bit(ProbeKind::kBorn) | probe_bit(ProbeKind::kDied)), object_(object) {}

 private:
  void on_event(const ProbeEvent& e) override {
    if (e.a != object_) return;
    switch (e.kind) {
      case ProbeKind::kBorn: return born(e);
      case ProbeKind::kDied: return died(e);
      case ProbeKind::kIncref: return count(e, static_cast<int64_t>(e.b) - 1, static_cast<int64_t>(e.b));
      default: return count(e, static_cast<int64_t>(e.b) + 1, static_cast<int64_t>(e.b));
    }
  }

  void born(const ProbeEvent& e) {
    ValueRow after;
    after.id = object_;
    after.refcount = 1;
    inspect::Reader reader(live_);
    after.type = reader.is_object(e.b) ? reader.type_info(e.b).name : "";
    add(e, "born", {}, after);
  }

  // The last reference is about to go.
  void died(const ProbeEvent& e) {
    ValueRow before = value(object_), after;
    before.refcount = 1;
    add(e, "died", before, after);
  }

  void count(const ProbeEvent& e, int64_t before, int64_t after) {
    if (after <= 0) return;   // told as its death
    WriteRow* last = last_row();
    if (last && last->step == e.step && last->name != "died") {
      last->after.refcount = after;
      if (last->name != "born") last->name += after > before ? " +1" : " -1";
      return;
    }
    ValueRow from, to;
    from.id = to.id = object_;
    from.refcount = before;
    to.refcount = after;
    add(e, after > before ? "+1" : "-1", from, to);
  }

  ObjectId object_;
};

}  // namespace

std::unique_ptr<Query> LiveSession::writes_of(const std::string& qualname, const std::string& name) {
  return std::make_unique<WritesQuery>(*this, qualname, name);
}

std::unique_ptr<Query> LiveSession::life_of(ObjectId object) { return std::make_unique<LifeQuery>(*this, object); }

}  // namespace innards
