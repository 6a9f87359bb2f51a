// The heap map and the collector as a panel asks for them.
#include <algorithm>

#include "inspect/gc_rows.h"
#include "session/live_session.h"
#include "session/memory_listeners.h"

namespace innards {

const inspect::BlockSet& LiveSession::blocks_before() {
  if (!blocks_before_) {
    const uint64_t here = cursor();
    blocks_before_ = std::make_unique<inspect::BlockSet>(inspect::blocks_in_use(timeline_->seek(0).memory()));
    timeline_->seek(here);
  }
  return *blocks_before_;
}

std::shared_ptr<const HeapRows> LiveSession::heap(const HeapAsk& ask) {
  const uint64_t step = cursor();
  if (heap_ && heap_step_ == step && heap_ask_ == ask) return heap_;
  const inspect::BlockSet& before = blocks_before();
  inspect::BlockChanges changes;
  if (step > 0) {
    BlockListener listener;
    timeline_->seek(step - 1);
    timeline_->probe_step(listener, BlockListener::kMask);
    changes = listener.changes();
  }
  const Memory memory = timeline_->seek(step).memory();
  heap_ = std::make_shared<HeapRows>(inspect::heap_map(memory, ask, before, changes));
  heap_step_ = step;
  heap_ask_ = ask;
  return heap_;
}

// A collection that calls Python code takes many steps: its start is looked for before the cursor.
void LiveSession::tell_collection(GcRows& rows) {
  const uint64_t step = cursor();
  GcListener listener(*options_.background);
  timeline_->replay_now(step > kCollectionStepsBack ? step - kCollectionStepsBack : 0, step, listener, GcListener::kMask);
  timeline_->seek(step);
  listener.tell(rows);
  rows.begun_earlier = rows.generation < 0;
}

std::shared_ptr<const GcRows> LiveSession::gc() {
  const uint64_t step = cursor();
  if (gc_ && gc_step_ == step) return gc_;
  const std::vector<MicroRow>& events = moment().events;
  const bool just_now = std::any_of(events.begin(), events.end(), [](const MicroRow& e) { return e.kind == "gc"; });
  GcRows rows = inspect::gc_rows(timeline_->seek(step).memory(), *options_.background);
  if (rows.collecting || just_now) tell_collection(rows);
  gc_ = std::make_shared<GcRows>(std::move(rows));
  gc_step_ = step;
  return gc_;
}

}  // namespace innards
