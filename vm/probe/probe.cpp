// Who listens to the machine, and telling him.
#include "probe/probe.h"

#include "heap/heap.h"

namespace innards {

bool g_probe_on = false;
uint64_t g_probe_mask = 0;

namespace {
ProbeListener* g_listener = nullptr;

const ProbeEventInfo kInfos[] = {
#define EVENT(Name, name, a, b, c, sentence) {name, {a, b, c}, sentence},
#include "probe/events.def"
#undef EVENT
};
}  // namespace

void probe_set(ProbeListener* listener, uint64_t mask) {
  g_listener = listener;
  g_probe_mask = listener ? mask : 0;
  g_probe_on = g_probe_mask != 0;
}

ProbeListener* probe_listener() { return g_listener; }

// The counter has gone up when an instruction's own events come: they belong to the instruction before it.
void probe_fire(ProbeKind kind, uint64_t a, uint64_t b, uint64_t c, const char* text) {
  uint64_t step = *reinterpret_cast<const uint64_t*>(kArenaBase);
  if (kind != ProbeKind::kStep && kind != ProbeKind::kLine && step > 0) --step;
  g_listener->on_event({kind, step, a, b, c, text});
}

void probe_incref(Object* o) {
  if (probe_wants(ProbeKind::kIncref))
    probe_fire(ProbeKind::kIncref, probe_value(o), static_cast<uint64_t>(o->ob_refcnt), 0, nullptr);
}

// Called before the count goes down, so that the object is still there.
void probe_decref(Object* o) {
  if (probe_wants(ProbeKind::kDecref))
    probe_fire(ProbeKind::kDecref, probe_value(o), static_cast<uint64_t>(o->ob_refcnt - 1), 0, nullptr);
  if (o->ob_refcnt == 1 && probe_wants(ProbeKind::kDied))
    probe_fire(ProbeKind::kDied, probe_value(o), probe_value(type_of(o)), 0, nullptr);
}

void probe_alloc(const void* block, uint64_t size) {
  if (probe_wants(ProbeKind::kAlloc)) probe_fire(ProbeKind::kAlloc, probe_value(block), size, 0, nullptr);
}

void probe_free(const void* block) {
  if (probe_wants(ProbeKind::kFree)) probe_fire(ProbeKind::kFree, probe_value(block), mem_size(block), 0, nullptr);
}

const ProbeEventInfo& probe_event_info(ProbeKind kind) { return kInfos[static_cast<int>(kind)]; }

}  // namespace innards
