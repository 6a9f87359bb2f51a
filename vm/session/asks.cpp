// What a session answers about one object: its hash table, its type, a lookup. Computed when asked, from the memory of this
// moment and of the one before.
#include <algorithm>

#include "inspect/births.h"
#include "inspect/reader.h"
#include "session/live_session.h"

namespace innards {

// Restores `step` twice over, so what the timeline keeps near the cursor is used.
inspect::TableOfStep LiveSession::table_at(uint64_t step) {
  const Moment& m = raw_moment(step);
  if (m.frames.empty()) return {};
  const InstrRow instruction = instruction_at(m);
  return inspect::table_of_step(timeline_->seek(step).memory(), m.frames.back(), instruction);
}

// Whether the last step made what is shown: then it has no earlier state, whatever was at its address.
static bool is_new(const Moment& m, const DictRows& now, const DictRows& before) {
  return inspect::born_in_step(m, now.object.id) || (now.table == before.table && inspect::born_in_step(m, now.table));
}

DictRows LiveSession::dict(ObjectId id, ObjectId key, const std::string& typed) {
  const uint64_t step = cursor();
  inspect::TableOfStep looked = table_at(step);
  const bool just_ran = !looked.object && step > 0;
  if (just_ran) looked = table_at(step - 1);
  if (!id) id = looked.object;
  bool the_same = false;
  const Memory before = step > 0 ? timeline_->seek(step - 1).memory() : timeline_->seek(step).memory();
  const Memory now = timeline_->seek(step).memory();
  if (!key && typed.empty() && looked.object) {
    the_same = looked.object == id || inspect::dict(now, looked.object).keys_address == inspect::dict(now, id).keys_address;
    if (the_same) key = looked.key;
  }
  DictRows rows = inspect::dict(now, id, key, typed);
  rows.from_step = the_same && !just_ran;
  rows.just_ran = the_same && just_ran;
  if (step == 0) return rows;
  const DictRows earlier = inspect::dict(before, id);
  if (!is_new(moment(), rows, earlier)) inspect::mark_changes(rows, earlier);
  return rows;
}

// The object that an instruction about to run is mostly about: whose attribute it asks for, else what is on top of the stack.
static ObjectId object_of_step(const Moment& m) {
  return m.frames.empty() || m.frames.back().stack.empty() ? 0 : m.frames.back().stack.back().value.id;
}

std::optional<ValueRow> LiveSession::object_value(ObjectId id) {
  const Memory now = timeline_->seek(cursor()).memory();
  inspect::Reader reader(now);
  if (!reader.alive(id)) return std::nullopt;
  return reader.value(id);
}

TypeRows LiveSession::type(ObjectId id) {
  const uint64_t step = cursor();
  if (!id) id = object_of_step(raw_moment(step));
  const Memory before = timeline_->seek(step > 0 ? step - 1 : step).memory();
  TypeRows rows = inspect::type(timeline_->seek(step).memory(), id);
  if (step > 0 && !inspect::born_in_step(moment(), rows.type.id)) inspect::mark_changes(rows, inspect::type(before, id));
  return rows;
}

WalkRows LiveSession::lookup(ObjectId id, const std::string& name) {
  const Moment& m = raw_moment(cursor());
  const Memory now = timeline_->seek(cursor()).memory();
  if (id && !name.empty()) return inspect::lookup(now, id, name);
  if (m.frames.empty()) return {};
  return inspect::lookup(now, m.frames.back(), instruction_at(m));
}

namespace {

constexpr uint64_t kBirthsReplay = 500000;   // steps that may be replayed to tell objects at one address apart

// An object's end counts as well: what comes after it at its address is another, also when it comes from a free list.
class BirthListener : public ProbeListener {
 public:
  static constexpr uint64_t kMask = probe_bit(ProbeKind::kBorn) | probe_bit(ProbeKind::kDied) | probe_bit(ProbeKind::kCall);
  void on_event(const ProbeEvent& e) override { addresses.push_back(e.a); }
  std::vector<uint64_t> addresses;
};

}  // namespace

std::optional<std::vector<uint64_t>> LiveSession::born_between(uint64_t from, uint64_t to) {
  if (to < from || to - from > kBirthsReplay) return std::nullopt;
  const uint64_t here = cursor();
  BirthListener listener;
  timeline_->replay_now(from, std::min(to, last_step()), listener, BirthListener::kMask);
  timeline_->seek(here);
  std::vector<uint64_t>& all = listener.addresses;
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return std::move(all);
}

}  // namespace innards
