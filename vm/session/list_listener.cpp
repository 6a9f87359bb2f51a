// A list makes room: how many places are needed and there, the formula, the new block, and what is written. The machine
// tells when a list needs places and when it has got a new block; the rest is read from the list before and after.
#include <algorithm>
#include <cstddef>

#include "object/list.h"
#include "session/process_listeners.h"

namespace innards {

namespace {

using inspect::Say;
using inspect::told;

constexpr size_t kMostGrowths = 12;    // of one step
constexpr size_t kMostItems = 24;      // shown of a list: the last ones

// A list as it is at a moment.
struct ListSeen {
  int64_t size = 0, allocated = 0;
  uint64_t block = 0;
  std::vector<ObjectId> items;         // all, as far as they can be compared cheaply
  std::vector<ValueRow> last;          // the last of them
  int64_t first = 0;                   // index of the first one in `last`
};

ListSeen look(inspect::Reader& reader, ObjectId id) {
  const ListObject list = reader.memory().read<ListObject>(id);
  ListSeen seen;
  seen.size = list.ob_size;
  seen.allocated = list.allocated;
  seen.block = list.ob_item.bits();
  seen.items = reader.list_items(id, 4096);
  const int64_t shown = std::min<int64_t>(list.ob_size, kMostItems);
  seen.first = list.ob_size - shown;
  for (int64_t i = seen.first; i < list.ob_size; ++i) {
    const ObjectId item = reader.memory().read<uint64_t>(seen.block + 8 * static_cast<uint64_t>(i));
    seen.last.push_back(item ? reader.value(item) : ValueRow());
  }
  return seen;
}

// One time that a list needed places.
struct Growth {
  ObjectId list = 0;
  ListSeen before, after;
  int64_t needed = 0;
  bool exact = false, has_block = false, closed = false, at_end = false;
  uint64_t new_block = 0;
  int64_t new_allocated = 0;
};

class ListListener : public ProcessListener {
 public:
  using ProcessListener::ProcessListener;
  uint64_t mask() const override { return probe_bit(ProbeKind::kListRoom) | probe_bit(ProbeKind::kListBlock); }
  void on_event(const ProbeEvent& e) override;
  void tell(ProcessRows& rows) override;

 private:
  // What was written since is there by now.
  void close(Growth& g) {
    if (g.closed || !reader_.alive(g.list)) return;
    g.after = look(reader_, g.list);
    g.closed = true;
  }

  std::vector<Growth> growths_;
  int64_t left_out_ = 0;
};

void ListListener::on_event(const ProbeEvent& e) {
  if (is_repr_stack(live_, e.a)) return;
  if (e.kind == ProbeKind::kListRoom) {
    for (Growth& g : growths_)
      if (g.list == e.a) close(g);
    if (growths_.size() >= kMostGrowths) return void(++left_out_);
    Growth g;
    g.list = e.a;
    g.needed = static_cast<int64_t>(e.b);
    g.before = look(reader_, e.a);
    growths_.push_back(std::move(g));
  } else if (!left_out_ && !growths_.empty() && growths_.back().list == e.a) {
    Growth& g = growths_.back();
    g.has_block = true;
    g.exact = e.text != nullptr;
    g.new_block = e.b;
    g.new_allocated = static_cast<int64_t>(e.c);
  }
}

// ---- lanes

ProcessCell item_cell(int64_t index, const ValueRow& value) {
  ProcessCell c;
  c.label = number(index);
  c.value = value;
  if (!value.id) c.text = "NULL";
  return c;
}

void fill_list_lane(ProcessLane& lane, const ListSeen& seen) {
  lane.cells = {text_cell("ob_size", number(seen.size)), text_cell("allocated", number(seen.allocated)),
                text_cell("ob_item", seen.block ? address_text(seen.block) : "NULL")};
}

// The places of a block: items, then empty ones.
void fill_block(ProcessLane& lane, const ListSeen& seen, uint64_t block, int64_t places) {
  lane.name = told(Say::LaneBlock, {address_text(block), number(places)});
  lane.cells.clear();
  lane.left_out = seen.first;
  for (size_t i = 0; i < seen.last.size() && seen.first + static_cast<int64_t>(i) < places; ++i) lane.cells.push_back(item_cell(seen.first + static_cast<int64_t>(i), seen.last[i]));
  const int64_t empty_end = std::min(places, seen.size + 12);
  for (int64_t i = seen.size; i < empty_end; ++i) lane.cells.push_back(text_cell(number(i), ""));
}

// ---- the states of one growth

class ListStory {
 public:
  ListStory(ProcessStates& states, const Growth& g) : states_(states), g_(g) {}

  void tell() {
    states_.lanes().clear();
    fill_list_lane(states_.add_lane(told(Say::LaneList)), g_.before);
    states_.lane(0).object = g_.list;
    if (g_.before.block) fill_block(states_.add_lane({}), g_.before, g_.before.block, g_.before.allocated);
    states_.look_at(0);
    if (g_.before.block) say(Say::ListHolds, {number(g_.before.size), number(g_.before.allocated)});
    else say(Say::ListNew);
    tell_need();
    if (g_.has_block) tell_block();
    tell_written();
  }

 private:
  ProcessState& say(Say what, std::initializer_list<std::string> parts = {}, WalkEnd end = WalkEnd::GoesOn) {
    ProcessState& s = states_.say(told(what, parts), end);
    s.object = g_.list;
    return s;
  }

  void tell_need() {
    const std::string n = number(g_.needed), there = number(g_.before.allocated);
    if (!g_.has_block) say(Say::ListFits, {n, there}, WalkEnd::Found);
    else if (g_.needed > g_.before.allocated) say(Say::ListNoRoom, {n, there}, WalkEnd::Found);
    else say(Say::ListTooMuch, {n, there}, WalkEnd::Found);
  }

  // The numbers are worked out again here; the test compares them with what the machine did.
  void tell_formula() {
    const int64_t n = g_.needed, eighth = n >> 3, want = (n + eighth + 6) & ~int64_t{3};
    const std::string places = number(g_.new_allocated);
    if (n == 0) say(Say::ListNothing);
    else if (g_.exact) say(Say::ListExact, {number(n), places});
    else if (want != g_.new_allocated) say(Say::ListJump, {number(n), number(want), number(n - g_.before.size), places});
    else say(Say::ListFormula, {number(n), number(eighth), places});
  }

  void tell_block() {
    tell_formula();
    const std::string bytes = number(g_.new_allocated ? 8 * g_.new_allocated : 1), now = address_text(g_.new_block), old = address_text(g_.before.block);
    const bool moves = g_.before.block && g_.new_block != g_.before.block;
    if (moves) {
      states_.lane(1).faded = true;
      states_.lane(1).note = told(Say::LaneGivenBack);
      for (ProcessCell& c : states_.lane(1).cells) c.change = Change::Gone;
    }
    if (moves || !g_.before.block) states_.add_lane({});
    block_lane_ = states_.lanes().size() - 1;
    fill_block(states_.lane(block_lane_), g_.before, g_.new_block, g_.new_allocated);
    mark_new_places(g_.before.block && !moves ? g_.before.allocated : 0);
    change_field(1, number(g_.new_allocated));
    if (g_.new_block != g_.before.block) change_field(2, now);
    states_.look_at(block_lane_);
    if (!g_.before.block) say(Say::ListFirst, {bytes, now});
    else if (moves) say(Say::ListMoved, {bytes, old, now});
    else say(Say::ListStays, {bytes, now});
    // The old block is there no more.
    if (moves) states_.lanes().erase(states_.lanes().begin() + 1), block_lane_ = 1;
  }

  void mark_new_places(int64_t from) {
    ProcessLane& lane = states_.lane(block_lane_);
    for (ProcessCell& c : lane.cells)
      if (std::stoll(c.label) >= from) c.change = Change::Added;
  }

  void change_field(size_t field, const std::string& text) {
    ProcessCell& c = states_.lane(0).cells[field];
    if (c.text == text) return;
    c.text = text;
    c.change = Change::Changed;
  }

  void tell_written() {
    if (!g_.closed) return void(say(Say::ListGone));
    const ListSeen& after = g_.after;
    if (states_.lanes().size() > 1) {
      block_lane_ = states_.lanes().size() - 1;
      fill_block(states_.lane(block_lane_), after, after.block, after.allocated);
      states_.look_at(block_lane_);
    }
    change_field(0, number(after.size));
    change_field(1, number(after.allocated));
    change_field(2, after.block ? address_text(after.block) : "NULL");
    const int64_t more = after.size - g_.before.size;
    // Where nothing more was told of it, it may have been changed again since.
    if (g_.at_end && after.size != g_.needed) say(Say::ListShorter, {number(after.size)}, WalkEnd::Answers);
    else if (more == 0) say(Say::ListPromised, {number(after.size)}, WalkEnd::Answers);
    else if (more < 0) say(Say::ListShorter, {number(after.size)}, WalkEnd::Answers);
    else tell_added(more);
  }

  // The first index at which the list is another.
  int64_t first_difference() const {
    size_t i = 0;
    while (i < g_.before.items.size() && i < g_.after.items.size() && g_.before.items[i] == g_.after.items[i]) ++i;
    return static_cast<int64_t>(i);
  }

  void mark(int64_t from, int64_t end) {
    for (ProcessCell& c : states_.lane(states_.lanes().size() - 1).cells)
      if (const int64_t i = std::stoll(c.label); i >= from && i < end) c.change = Change::Added;
  }

  void tell_added(int64_t more) {
    const int64_t from = g_.after.items.size() < 4096 ? std::min(first_difference(), g_.before.size) : g_.before.size;
    if (from < g_.before.size) say(Say::ListShifted, {number(from), number(more)});
    mark(from, from + more);
    const std::string size = number(g_.after.size);
    if (more > 1) return void(say(Say::ListWrittenMany, {number(from), number(from + more - 1), size}, WalkEnd::Answers));
    const int64_t at = from - g_.after.first;
    const std::string item = at >= 0 && at < static_cast<int64_t>(g_.after.last.size()) ? g_.after.last[static_cast<size_t>(at)].text : "?";
    say(Say::ListWritten, {number(from), item, size}, WalkEnd::Answers);
  }

  ProcessStates& states_;
  const Growth& g_;
  size_t block_lane_ = 1;
};

void ListListener::tell(ProcessRows& rows) {
  for (Growth& g : growths_) {
    g.at_end = !g.closed;
    close(g);
  }
  const bool shorter = !growths_.empty() && growths_[0].needed < growths_[0].before.size;
  rows.title = told(shorter ? Say::ListTitleShorter : Say::ListTitle);
  ProcessStates states(rows);
  for (const Growth& g : growths_) ListStory(states, g).tell();
  if (left_out_) states.say(told(Say::ListMore, {number(left_out_)}));
}

}  // namespace

void list_now(inspect::Reader& reader, ObjectId id, ProcessRows& rows) {
  const ListSeen seen = look(reader, id);
  rows.kind = ProcessKind::List;
  rows.kinds = {ProcessKind::List};
  rows.title = told(Say::ListTitleNow);
  ProcessStates states(rows);
  fill_list_lane(states.add_lane(told(Say::LaneList)), seen);
  states.lane(0).object = id;
  if (seen.block) fill_block(states.add_lane({}), seen, seen.block, seen.allocated);
  if (seen.block) states.say(told(Say::ListHolds, {number(seen.size), number(seen.allocated)})).object = id;
  else states.say(told(Say::ListNew)).object = id;
  const int64_t n = seen.size + 1;
  if (n <= seen.allocated) states.say(told(Say::ListAppendFits), WalkEnd::Found);
  else states.say(told(Say::ListAppendNot, {number(n), number((n + (n >> 3) + 6) & ~int64_t{3})}), WalkEnd::Found);
}

std::unique_ptr<ProcessListener> list_listener(inspect::CodeCache& codes, const Moment& before) { return std::make_unique<ListListener>(codes, before); }

}  // namespace innards
