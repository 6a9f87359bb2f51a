// The cycle collector: CPython 3.11's algorithm (Modules/gcmodule.c) step by step, with an event for each phase.
// A collection subtracts, for every object of the generation, the references that come from inside it. What is left with
// a count is held from outside; what cannot be reached from that is garbage.
#include "heap/gc.h"

#include "heap/gc_list.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/free_list.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/weakref.h"
#include "probe/probe.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

bool g_torture_collect = false;

namespace {

constexpr int kGenerations = 3;
constexpr int kOldest = kGenerations - 1;

GCState& state() { return rt().heap.gc; }
GCHead* generation_list(int generation) { return &state().generations[generation].head; }

// ---- the reference count in gc_prev while a collection runs

int64_t refs_of(const GCHead* g) { return static_cast<int64_t>(g->gc_prev >> kGcPrevShift); }
bool collecting(const GCHead* g) { return (g->gc_prev & kGcPrevCollecting) != 0; }
void clear_collecting(GCHead* g) { g->gc_prev &= ~kGcPrevCollecting; }
void set_refs(GCHead* g, int64_t refs) {
  g->gc_prev = (g->gc_prev & ~kGcPrevMask) | (static_cast<uint64_t>(refs) << kGcPrevShift);
}

int traverse(Object* o, visitproc* visit, void* arg) {
  TypeObject* type = type_of(o);
  return type->tp_traverse ? type->tp_traverse(o, visit, arg) : 0;
}

void tell(GcPhase phase, int generation, int64_t count = 0) {
  probe(ProbeKind::kGcPhase, static_cast<int>(phase), generation, count);
}
void tell_object(GcPhase phase, Object* o, int64_t count = 0) { probe(ProbeKind::kGcObject, static_cast<int>(phase), o, count); }
// Counting a list costs time, so it is done only for a listener.
int64_t size_if_told(const GCHead* list) { return probe_wants(ProbeKind::kGcPhase) ? gc_list_size(list) : 0; }

// ---- finding what is unreachable

void update_refs(GCHead* list) {
  for (GCHead* g = gc_next(list); g != list; g = gc_next(g)) {
    const int64_t refs = object_of(g)->ob_refcnt;
    g->gc_prev = (g->gc_prev & kGcPrevFinalized) | kGcPrevCollecting | (static_cast<uint64_t>(refs) << kGcPrevShift);
    tell_object(GcPhase::kUpdateRefs, object_of(g), refs);
  }
}

int visit_decref(Object* o, void*) {
  if (!object_is_gc(o)) return 0;
  GCHead* g = gc_head(o);
  if (collecting(g)) {
    g->gc_prev -= uint64_t{1} << kGcPrevShift;
    tell_object(GcPhase::kSubtractRefs, o, refs_of(g));
  }
  return 0;
}

void subtract_refs(GCHead* list) {
  for (GCHead* g = gc_next(list); g != list; g = gc_next(g)) {
    probe(ProbeKind::kGcVisit, static_cast<int>(GcPhase::kSubtractRefs), object_of(g));
    traverse(object_of(g), visit_decref, nullptr);
  }
}

// The object is held by something reachable. Objects that were set apart come back to the end of the list `young`.
int visit_reachable(Object* o, void* young) {
  if (!object_is_gc(o)) return 0;
  GCHead* g = gc_head(o);
  if (!collecting(g)) return 0;  // of another generation, or known to be reachable already
  if (g->gc_next & kGcNextUnreachable) {
    GCHead* prev = gc_prev(g);
    GCHead* next = reinterpret_cast<GCHead*>(g->gc_next & ~kGcNextUnreachable);
    prev->gc_next = g->gc_next;  // with the mark
    gc_set_prev(next, prev);
    gc_list_append(g, static_cast<GCHead*>(young));
    set_refs(g, 1);
  } else if (refs_of(g) == 0) {
    set_refs(g, 1);
  }
  return 0;
}

// Splits `young`: what is not reachable from outside goes to `unreachable`, with kGcNextUnreachable in each gc_next.
// While it runs, gc_prev of the part not yet seen still holds counts, so the list is only singly linked there.
void move_unreachable(GCHead* young, GCHead* unreachable) {
  GCHead* prev = young;
  for (GCHead* g = gc_next(young); g != young; g = gc_next(prev)) {
    if (refs_of(g)) {
      tell_object(GcPhase::kMoveUnreachable, object_of(g), 1);
      traverse(object_of(g), visit_reachable, young);
      gc_set_prev(g, prev);
      clear_collecting(g);
      prev = g;
    } else {
      tell_object(GcPhase::kMoveUnreachable, object_of(g), 0);
      prev->gc_next = g->gc_next;
      GCHead* last = gc_prev(unreachable);
      last->gc_next = kGcNextUnreachable | gc_bits(g);
      gc_set_prev(g, last);
      g->gc_next = kGcNextUnreachable | gc_bits(unreachable);
      unreachable->gc_prev = gc_bits(g);
    }
  }
  young->gc_prev = gc_bits(prev);
  unreachable->gc_next &= ~kGcNextUnreachable;
}

void deduce_unreachable(GCHead* base, GCHead* unreachable, int generation) {
  tell(GcPhase::kUpdateRefs, generation);
  update_refs(base);
  tell(GcPhase::kSubtractRefs, generation);
  subtract_refs(base);
  gc_list_init(unreachable);
  move_unreachable(base, unreachable);
}

void clear_unreachable_mask(GCHead* unreachable) {
  unreachable->gc_next &= ~kGcNextUnreachable;
  for (GCHead* g = gc_next(unreachable); g != unreachable; g = gc_next(g)) g->gc_next &= ~kGcNextUnreachable;
}

// ---- objects that need not be watched

void untrack_tuples(GCHead* list) {
  for (GCHead *g = gc_next(list), *next; g != list; g = next) {
    next = gc_next(g);
    if (tuple_check_exact(object_of(g))) tuple_maybe_untrack(object_of(g));
  }
}

void untrack_dicts(GCHead* list) {
  for (GCHead *g = gc_next(list), *next; g != list; g = next) {
    next = gc_next(g);
    if (dict_check_exact(object_of(g))) dict_maybe_untrack(object_of(g));
  }
}

// ---- objects with tp_del: neither they nor what they hold can be collected

bool has_legacy_finalizer(Object* o) { return static_cast<bool>(type_of(o)->tp_del); }

void move_legacy_finalizers(GCHead* unreachable, GCHead* finalizers) {
  for (GCHead *g = gc_next(unreachable), *next; g != unreachable; g = next) {
    g->gc_next &= ~kGcNextUnreachable;
    next = gc_next(g);
    if (has_legacy_finalizer(object_of(g))) {
      clear_collecting(g);
      gc_list_move(g, finalizers);
    }
  }
}

int visit_move(Object* o, void* list) {
  if (object_is_gc(o) && collecting(gc_head(o))) {
    gc_list_move(gc_head(o), static_cast<GCHead*>(list));
    clear_collecting(gc_head(o));
  }
  return 0;
}

void move_legacy_finalizer_reachable(GCHead* finalizers) {
  for (GCHead* g = gc_next(finalizers); g != finalizers; g = gc_next(g)) traverse(object_of(g), visit_move, finalizers);
}

bool garbage_append(Object* o) {
  if (!gc_garbage() || list_append(state().garbage, o) < 0) {
    err_clear();
    return false;
  }
  return true;
}

void handle_legacy_finalizers(GCHead* finalizers, GCHead* old) {
  for (GCHead* g = gc_next(finalizers); g != finalizers; g = gc_next(g))
    if ((state().debug & kGcDebugSaveAll) || has_legacy_finalizer(object_of(g)))
      if (!garbage_append(object_of(g))) break;
  gc_list_merge(finalizers, old);
}

// ---- weak references to garbage

// Clears them all; those whose callback must be called are moved to `to_call`, each with a reference of ours.
void clear_weakrefs(GCHead* unreachable, GCHead* to_call) {
  for (GCHead *g = gc_next(unreachable), *next; g != unreachable; g = next) {
    Object* o = object_of(g);
    next = gc_next(g);
    if (weakref_check(o)) weakref_clear_ref(static_cast<WeakRefObject*>(o));
    if (!type_supports_weakrefs(type_of(o))) continue;
    Ptr<WeakRefObject>* first = object_weakrefs_list_ptr(o);
    while (WeakRefObject* ref = *first) {
      weakref_clear_ref(ref);
      if (!ref->wr_callback || collecting(gc_head(ref))) continue;  // a callback of garbage is not called
      tell_object(GcPhase::kWeakrefs, ref);
      incref(static_cast<Object*>(ref));
      gc_list_move(gc_head(ref), to_call);
    }
  }
}

int64_t call_weakref_callbacks(GCHead* to_call, GCHead* old) {
  int64_t freed = 0;
  while (!gc_list_is_empty(to_call)) {
    GCHead* g = gc_next(to_call);
    Object* o = object_of(g);
    Object* callback = static_cast<WeakRefObject*>(o)->wr_callback;
    Object* result = object_call_one_arg(callback, o);
    if (result) decref(result);
    else err_write_unraisable(callback);
    decref(o);
    if (gc_next(to_call) == g) gc_list_move(g, old);
    else ++freed;
  }
  return freed;
}

int64_t handle_weakrefs(GCHead* unreachable, GCHead* old, int generation) {
  GCHead to_call;
  gc_list_init(&to_call);
  tell(GcPhase::kWeakrefs, generation);
  clear_weakrefs(unreachable, &to_call);
  if (gc_list_is_empty(&to_call)) return 0;
  tell(GcPhase::kCallbacks, generation, size_if_told(&to_call));
  return call_weakref_callbacks(&to_call, old);
}

// ---- finalizers and the end

void finalize_garbage(GCHead* collectable) {
  GCHead seen;
  gc_list_init(&seen);
  while (!gc_list_is_empty(collectable)) {
    GCHead* g = gc_next(collectable);
    Object* o = object_of(g);
    gc_list_move(g, &seen);
    TypeObject* type = type_of(o);
    if ((g->gc_prev & kGcPrevFinalized) || !type->tp_finalize) continue;
    g->gc_prev |= kGcPrevFinalized;
    tell_object(GcPhase::kFinalizers, o);
    incref(o);
    type->tp_finalize(o);
    decref(o);
  }
  gc_list_merge(&seen, collectable);
}

// Finalizers may have stored garbage somewhere: looks again at what was unreachable, and keeps what is not any more.
void handle_resurrected(GCHead* unreachable, GCHead* still_unreachable, GCHead* old, int generation) {
  for (GCHead* g = gc_next(unreachable); g != unreachable; g = gc_next(g)) clear_collecting(g);
  deduce_unreachable(unreachable, still_unreachable, generation);
  clear_unreachable_mask(still_unreachable);
  tell(GcPhase::kResurrected, generation, size_if_told(unreachable));
  gc_list_merge(unreachable, old);
}

void delete_garbage(GCHead* collectable, GCHead* old) {
  while (!gc_list_is_empty(collectable)) {
    GCHead* g = gc_next(collectable);
    Object* o = object_of(g);
    if (state().debug & kGcDebugSaveAll) {
      garbage_append(o);
    } else if (type_of(o)->tp_clear) {
      tell_object(GcPhase::kDelete, o);
      incref(o);
      type_of(o)->tp_clear(o);
      if (err_occurred()) err_write_unraisable_msg("in tp_clear of", type_of(o));
      decref(o);
    }
    if (gc_next(collectable) == g) {  // still alive; it may die later
      clear_collecting(g);
      gc_list_move(g, old);
    }
  }
}

void clear_free_lists() {
  tuple_clear_free_list();
  float_clear_free_list();
  list_clear_free_list();
  dict_clear_free_list();
  WaitingState& waiting = rt().objects.waiting;
  free_list_clear(waiting.async_gen_values);
  free_list_clear(waiting.async_gen_asends);
  free_list_clear(waiting.contexts);
}

struct Found {
  int64_t collected = 0, uncollectable = 0;
};

// Counters and lists before the search: everything younger joins the generation that is collected.
void merge_younger(int generation) {
  GCState& gc = state();
  if (generation + 1 < kGenerations) ++gc.generations[generation + 1].count;
  for (int i = 0; i <= generation; ++i) gc.generations[i].count = 0;
  for (int i = 0; i < generation; ++i) gc_list_merge(generation_list(i), generation_list(generation));
}

// What survived moves one generation on.
void promote(GCHead* young, GCHead* old, int generation) {
  GCState& gc = state();
  if (young != old) {
    if (generation == kOldest - 1) gc.long_lived_pending += gc_list_size(young);
    gc_list_merge(young, old);
    return;
  }
  untrack_dicts(young);  // only here: a dict would be looked at again and again while it is built
  gc.long_lived_pending = 0;
  gc.long_lived_total = gc_list_size(young);
}

Found collect(int generation, bool no_fail) {
  GCState& gc = state();
  Found found;
  merge_younger(generation);
  GCHead* young = generation_list(generation);
  GCHead* old = generation < kOldest ? generation_list(generation + 1) : young;
  GCHead unreachable, finalizers, final_unreachable;

  tell(GcPhase::kStart, generation, size_if_told(young));
  deduce_unreachable(young, &unreachable, generation);
  tell(GcPhase::kUntrack, generation);
  untrack_tuples(young);
  promote(young, old, generation);

  gc_list_init(&finalizers);
  move_legacy_finalizers(&unreachable, &finalizers);
  move_legacy_finalizer_reachable(&finalizers);
  tell(GcPhase::kMoveUnreachable, generation, size_if_told(&unreachable));

  found.collected += handle_weakrefs(&unreachable, old, generation);
  tell(GcPhase::kFinalizers, generation, size_if_told(&unreachable));
  finalize_garbage(&unreachable);
  handle_resurrected(&unreachable, &final_unreachable, old, generation);

  const int64_t garbage = gc_list_size(&final_unreachable);
  found.collected += garbage;
  tell(GcPhase::kDelete, generation, garbage);
  delete_garbage(&final_unreachable, old);
  found.uncollectable = gc_list_size(&finalizers);
  handle_legacy_finalizers(&finalizers, old);
  if (generation == kOldest) clear_free_lists();
  if (err_occurred()) {
    if (no_fail) err_clear();
    else err_write_unraisable_msg("in garbage collection", nullptr);
  }
  GCGenerationStats& stats = gc.generation_stats[generation];
  ++stats.collections;
  stats.collected += found.collected;
  stats.uncollectable += found.uncollectable;
  tell(GcPhase::kDone, generation, found.collected + found.uncollectable);
  return found;
}

// ---- gc.callbacks

bool put_int(Object* dict, const char* key, int64_t value) {
  Ref<> number(int_from_i64(value));
  return number && dict_set_item_str(dict, key, number) == 0;
}

void invoke_callbacks(const char* phase, int generation, const Found& found) {
  Object* callbacks = state().callbacks;
  if (!callbacks || list_size(callbacks) == 0) return;
  Ref<> info(dict_new());
  Ref<> phase_object(str_from_cstr(phase));
  if (!info || !phase_object || !put_int(info, "generation", generation) || !put_int(info, "collected", found.collected) ||
      !put_int(info, "uncollectable", found.uncollectable)) {
    err_write_unraisable(nullptr);
    return;
  }
  for (int64_t i = 0; i < list_size(callbacks); ++i) {
    Ref<> callback(new_ref(list_get_item(callbacks, i)));
    Object* args[] = {phase_object, info};
    Ref<> result(object_vectorcall(callback, args, 2, nullptr));
    if (!result) err_write_unraisable(callback);
  }
}

int64_t collect_with_callback(int generation) {
  invoke_callbacks("start", generation, Found());
  const Found found = collect(generation, false);
  invoke_callbacks("stop", generation, found);
  return found.collected + found.uncollectable;
}

// The oldest generation whose count is over its threshold; the oldest of all only when a quarter has been added to it.
void collect_generations() {
  GCState& gc = state();
  for (int i = kOldest; i >= 0; --i) {
    if (gc.generations[i].count <= gc.generations[i].threshold) continue;
    if (i == kOldest && gc.long_lived_pending < gc.long_lived_total / 4) continue;
    collect_with_callback(i);
    break;
  }
}

}  // namespace

void gc_boot() {
  GCState& gc = state();
  static constexpr int kThresholds[kGenerations] = {700, 10, 10};
  for (int i = 0; i < kGenerations; ++i) {
    gc_list_init(&gc.generations[i].head);
    gc.generations[i].threshold = kThresholds[i];
  }
  gc_list_init(&gc.permanent_generation.head);
}

void gc_link(Object* o) {
  GCState& gc = state();
  GCHead* g = gc_head(o);
  g->gc_next = g->gc_prev = 0;
  GCGeneration& youngest = gc.generations[0];
  ++youngest.count;
  if (g_torture_collect && gc.enabled && !gc.collecting && !err_occurred()) [[unlikely]] {
    gc.collecting = 1;
    collect_with_callback(kOldest);
    gc.collecting = 0;
    return;
  }
  if (youngest.count > youngest.threshold && gc.enabled && youngest.threshold && !gc.collecting && !err_occurred()) [[unlikely]] {
    gc.collecting = 1;
    met_difference(Difference::AutomaticCollections);
    collect_generations();
    gc.collecting = 0;
  }
}

bool gc_leaves_no_trace(uint64_t size) {
  const GCState& gc = state();
  const GCGeneration& youngest = gc.generations[0];
  const bool due = g_torture_collect || (youngest.threshold && youngest.count >= youngest.threshold);
  if (due && gc.enabled && !gc.collecting) return false;
  const PoolHeader& ring = rt().heap.usedpools[(size + sizeof(GCHead) - 1) / kBlockAlignment];
  return ring.nextpool.get() != &ring;
}

void gc_track(Object* o) { gc_list_append(gc_head(o), generation_list(0)); }

void gc_untrack(Object* o) {
  GCHead* g = gc_head(o);
  if (!g->gc_next) return;
  gc_list_remove(g);
  g->gc_prev &= kGcPrevFinalized;
}

bool gc_is_finalized(const Object* o) { return (gc_head(o)->gc_prev & kGcPrevFinalized) != 0; }

int64_t gc_collect(int generation) {
  GCState& gc = state();
  if (gc.collecting) return 0;
  gc.collecting = 1;
  const int64_t n = collect_with_callback(generation);
  gc.collecting = 0;
  return n;
}
int64_t gc_collect_now(int generation) { return gc_collect(generation); }

int64_t gc_collect_no_fail() {
  GCState& gc = state();
  if (gc.collecting) return 0;
  gc.collecting = 1;
  const Found found = collect(kOldest, true);
  gc.collecting = 0;
  return found.collected + found.uncollectable;
}

// ---- the gc module

bool gc_is_enabled() { return state().enabled != 0; }
void gc_enable() { state().enabled = 1; }
void gc_disable() { state().enabled = 0; }

void gc_freeze() {
  for (int i = 0; i < kGenerations; ++i) {
    gc_list_merge(generation_list(i), &state().permanent_generation.head);
    state().generations[i].count = 0;
  }
}
void gc_unfreeze() { gc_list_merge(&state().permanent_generation.head, generation_list(kOldest)); }
int64_t gc_freeze_count() { return gc_list_size(&state().permanent_generation.head); }

Object* gc_garbage() {
  if (!state().garbage) state().garbage = list_new(0);
  return state().garbage;
}
Object* gc_callbacks() {
  if (!state().callbacks) state().callbacks = list_new(0);
  return state().callbacks;
}

Object* gc_get_objects(int generation) {
  Ref<> result(list_new(0));
  if (!result) return nullptr;
  for (int i = generation < 0 ? 0 : generation; i <= (generation < 0 ? kOldest : generation); ++i) {
    GCHead* list = generation_list(i);
    for (GCHead* g = gc_next(list); g != list; g = gc_next(g))
      if (object_of(g) != result.get() && list_append(result, object_of(g)) < 0) return nullptr;
  }
  return result.release();
}

namespace {
int visit_is_one_of(Object* o, void* tuple) {
  Object* objects = static_cast<Object*>(tuple);
  for (int64_t i = 0; i < tuple_size(objects); ++i)
    if (tuple_get_item(objects, i) == o) return 1;
  return 0;
}
int visit_append(Object* o, void* list) { return list_append(static_cast<Object*>(list), o) < 0; }
}  // namespace

Object* gc_get_referrers(Object* objects) {
  Ref<> result(list_new(0));
  if (!result) return nullptr;
  for (int i = 0; i < kGenerations; ++i) {
    GCHead* list = generation_list(i);
    for (GCHead* g = gc_next(list); g != list; g = gc_next(g)) {
      Object* o = object_of(g);
      if (o == objects || o == result.get()) continue;
      if (traverse(o, visit_is_one_of, objects) && list_append(result, o) < 0) return nullptr;
    }
  }
  return result.release();
}

Object* gc_get_referents(Object* objects) {
  Ref<> result(list_new(0));
  if (!result) return nullptr;
  for (int64_t i = 0; i < tuple_size(objects); ++i) {
    Object* o = tuple_get_item(objects, i);
    if (object_is_gc(o) && traverse(o, visit_append, result.get())) return nullptr;
  }
  return result.release();
}

}  // namespace innards
