// The push half of the instrumentation API: what happens inside the machine, told to a listener as it happens. The places
// that fire an event call probe(...); with the probe off that is one test of one flag. Everything here is host side: a
// listener sees plain numbers and must not change the machine. Uses only base (and heap/layout.h for the step counter).
#pragma once

#include <cstdint>

#include "heap/layout.h"

namespace innards {

enum class ProbeKind : uint8_t {
#define EVENT(Name, name, a, b, c, sentence) k##Name,
#include "probe/events.def"
#undef EVENT
  kCount,
};

// Phases of a collection, in the order of gc_collect_main; the value of a GcPhase event's field a.
enum class GcPhase : uint8_t {
  kStart,             // count: objects in the generation
  kUpdateRefs,        // each object's refcount is copied into its GC head
  kSubtractRefs,      // references from inside the generation are taken off
  kMoveUnreachable,   // what is not held from outside is set apart; count: objects set apart
  kUntrack,           // tuples and dicts that hold no containers leave the lists
  kWeakrefs,          // weak references to garbage are cleared
  kCallbacks,         // and their callbacks called; count
  kFinalizers,        // __del__ is called; count: objects in the garbage
  kResurrected,       // what came back to life is kept; count: objects kept
  kDelete,            // tp_clear breaks the cycles; count: objects left
  kDone,              // count: unreachable objects found
};

struct ProbeEvent {
  ProbeKind kind;
  uint64_t step;      // the instruction in which it happens (Step, Line: which is about to run)
  uint64_t a, b, c;   // see events.def
  const char* text;   // may be null; valid during the call only
};

// Who listens. Runs on the machine's stack, in the middle of whatever the machine does: it may read the machine's memory
// and its own, nothing else.
class ProbeListener {
 public:
  virtual ~ProbeListener() = default;
  virtual void on_event(const ProbeEvent& event) = 0;
};

constexpr uint64_t probe_bit(ProbeKind kind) { return uint64_t{1} << static_cast<int>(kind); }
inline constexpr uint64_t kProbeAll = (uint64_t{1} << static_cast<int>(ProbeKind::kCount)) - 1;
static_assert(static_cast<int>(ProbeKind::kCount) < 64);

// Starts listening for the kinds in `mask`; nullptr ends it. The interpreter takes notice at the next instruction.
void probe_set(ProbeListener* listener, uint64_t mask = kProbeAll);
ProbeListener* probe_listener();

extern bool g_probe_on;      // also declared in object/object.h
extern uint64_t g_probe_mask;  // 0 when nobody listens

void probe_fire(ProbeKind kind, uint64_t a, uint64_t b, uint64_t c, const char* text);

inline bool probe_wants(ProbeKind kind) { return (g_probe_mask & probe_bit(kind)) != 0; }

// Fires an event if someone wants it. Pointers and numbers both fit.
inline uint64_t probe_value(uint64_t v) { return v; }
inline uint64_t probe_value(const void* p) { return reinterpret_cast<uintptr_t>(p); }
inline uint64_t probe_value(int64_t v) { return static_cast<uint64_t>(v); }
inline uint64_t probe_value(int v) { return static_cast<uint64_t>(v); }
inline uint64_t probe_value(uint32_t v) { return v; }
template <class A = uint64_t, class B = uint64_t, class C = uint64_t>
inline void probe(ProbeKind kind, A a = 0, B b = 0, C c = 0, const char* text = nullptr) {
  if (g_probe_on) [[unlikely]]
    if (probe_wants(kind)) probe_fire(kind, probe_value(a), probe_value(b), probe_value(c), text);
}

void probe_alloc(const void* block, uint64_t size);
void probe_free(const void* block);

// The event's row in events.def.
struct ProbeEventInfo {
  const char* name;
  const char* fields[3];
  const char* sentence;
};
const ProbeEventInfo& probe_event_info(ProbeKind kind);

}  // namespace innards
