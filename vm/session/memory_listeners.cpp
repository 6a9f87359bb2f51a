#include "session/memory_listeners.h"

#include <algorithm>
#include <cstdint>

#include "inspect/gc_rows.h"
#include "session/micro_listener.h"

namespace innards {

static_assert(kGcUpdateRefs == static_cast<int>(GcPhase::kUpdateRefs) && kGcSubtractRefs == static_cast<int>(GcPhase::kSubtractRefs) &&
              kGcMoveUnreachable == static_cast<int>(GcPhase::kMoveUnreachable));

void BlockListener::on_event(const ProbeEvent& e) {
  const bool comes = e.kind == ProbeKind::kAlloc;
  if (!e.a) return;
  auto [it, first] = blocks_.try_emplace(e.a, Life{!comes, comes, e.b});
  if (!first) it->second.is_there = comes, it->second.size = e.b;
}

inspect::BlockChanges BlockListener::changes() const {
  inspect::BlockChanges out;
  for (const auto& [block, life] : blocks_) {
    if (!life.was_there && !life.is_there) ++out.came_and_went;
    else out.blocks[block] = {!life.was_there ? Change::Added : life.is_there ? Change::Changed : Change::Gone, life.size};
  }
  return out;
}

namespace {
constexpr size_t kMostObjects = 300;   // of a phase

// The texts of This step serve here too.
void say_phase(const ProbeEvent& event, GcPhaseRow& row) {
  MicroListener one;
  one.on_event(event);
  for (MicroRow& r : one.take()) row.text = std::move(r.text), row.text_zh = std::move(r.text_zh);
}

ProbeEvent phase_event(int phase, uint64_t step, int64_t count) {
  return {ProbeKind::kGcPhase, step, static_cast<uint64_t>(phase), 0, static_cast<uint64_t>(count), nullptr};
}
}  // namespace

void GcListener::on_event(const ProbeEvent& e) {
  if (e.kind == ProbeKind::kGcPhase) on_phase(e);
  else if (generation_ >= 0) on_object(e);
}

void GcListener::on_phase(const ProbeEvent& e) {
  const int phase = static_cast<int>(e.a);
  if (phase == static_cast<int>(GcPhase::kStart)) phases_.clear(), generation_ = static_cast<int>(e.b);
  if (generation_ < 0) return;
  // The objects set apart were told one by one before; now it is known how many they are in the end.
  for (GcPhaseRow& row : phases_) {
    if (phase != static_cast<int>(GcPhase::kMoveUnreachable) || row.phase != phase) continue;
    row.count = static_cast<int64_t>(e.c);
    say_phase(e, row);
    return;
  }
  GcPhaseRow row;
  row.phase = phase;
  row.step = e.step;
  row.count = static_cast<int64_t>(e.c);
  say_phase(e, row);
  phases_.push_back(std::move(row));
  in_phase_.clear();
}

GcPhaseRow& GcListener::phase_of_object(int phase, uint64_t step) {
  if (phases_.empty() || phases_.back().phase != phase) {
    GcPhaseRow row;
    row.phase = phase;
    row.step = step;
    say_phase(phase_event(phase, step, 0), row);
    phases_.push_back(std::move(row));
    in_phase_.clear();
  }
  return phases_.back();
}

void GcListener::on_object(const ProbeEvent& e) {
  const int phase = static_cast<int>(e.a);
  GcPhaseRow& row = phase_of_object(phase, e.step);
  if (background_.count(e.b)) return;
  const int64_t count = static_cast<int64_t>(e.c);
  auto [it, first] = in_phase_.try_emplace(e.b, row.objects.size());
  if (first && row.objects.size() >= kMostObjects) it->second = SIZE_MAX;
  if (first && it->second == SIZE_MAX) ++row.objects_left_out;
  if (it->second == SIZE_MAX) return;
  if (first) row.objects.push_back({reader_.value(e.b), 0, false});
  GcObjectRow& object = row.objects[it->second];
  object.count = count;
  object.reachable = phase == static_cast<int>(GcPhase::kMoveUnreachable) && count > 0;
}

void GcListener::tell(GcRows& rows) const {
  rows.generation = generation_;
  rows.phases = phases_;
  for (const GcPhaseRow& phase : phases_) {
    if (phase.phase != static_cast<int>(GcPhase::kMoveUnreachable)) continue;
    for (const GcObjectRow& o : phase.objects)
      if (!o.reachable) rows.found.push_back(o.value);
    rows.found_left_out = std::max<int64_t>(0, phase.count - static_cast<int64_t>(rows.found.size()));
    break;   // the second time only what came back to life is looked for
  }
}

}  // namespace innards
