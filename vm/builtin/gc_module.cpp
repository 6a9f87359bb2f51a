// The gc module: a view of heap/gc.h (CPython: Modules/gcmodule.c).
#include "builtin/module_def.h"
#include "heap/gc.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

GCState& state() { return rt().heap.gc; }

Object* enable(Object*, Object*) {
  gc_enable();
  return new_none();
}
Object* disable(Object*, Object*) {
  gc_disable();
  return new_none();
}
Object* is_enabled(Object*, Object*) { return bool_from(gc_is_enabled()); }

Object* collect(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"generation", nullptr};
  static const ArgsParser kParser = {"collect", kKeywords};
  Object* buf[1] = {nullptr};
  Object** given = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 1, 0, buf);
  if (!given) return nullptr;
  int64_t generation = 2;
  if (given[0]) {
    generation = int_as_int(given[0]);
    if (generation == -1 && err_occurred()) return nullptr;
  }
  if (generation < 0 || generation > 2) {
    err_set_string(ExcValueError, "invalid generation");
    return nullptr;
  }
  return int_from_i64(gc_collect_now(static_cast<int>(generation)));
}

Object* set_debug(Object*, Object* flags) {
  const int value = int_as_int(flags);
  if (value == -1 && err_occurred()) return nullptr;
  state().debug = value;
  return new_none();
}
Object* get_debug(Object*, Object*) { return int_from_i64(state().debug); }

Object* three(int64_t a, int64_t b, int64_t c) {
  Ref<> tuple(tuple_new(3));
  if (!tuple) return nullptr;
  const int64_t values[] = {a, b, c};
  for (int i = 0; i < 3; ++i) {
    Object* number = int_from_i64(values[i]);
    if (!number) return nullptr;
    tuple_put(tuple, i, number);
  }
  return tuple.release();
}

Object* get_count(Object*, Object*) {
  GCGeneration* g = state().generations;
  return three(g[0].count, g[1].count, g[2].count);
}
Object* get_threshold(Object*, Object*) {
  GCGeneration* g = state().generations;
  return three(g[0].threshold, g[1].threshold, g[2].threshold);
}
Object* set_threshold(Object*, Object* args) {
  GCGeneration* g = state().generations;
  int values[3] = {g[0].threshold, g[1].threshold, g[2].threshold};
  if (!args_parse_tuple(args, "i|ii:set_threshold", &values[0], &values[1], &values[2])) return nullptr;
  for (int i = 0; i < 3; ++i) g[i].threshold = values[i];
  return new_none();
}

Object* get_objects(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"generation", nullptr};
  static const ArgsParser kParser = {"get_objects", kKeywords};
  Object* buf[1] = {nullptr};
  Object** given = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 1, 0, buf);
  if (!given) return nullptr;
  if (!given[0] || is_none(given[0])) return gc_get_objects(-1);
  if (!index_check(given[0]))
    return err_format(ExcTypeError, "argument should be integer or None, not '%.200s'", type_of(given[0])->tp_name.get());
  const int generation = int_as_int(given[0]);
  if (generation == -1 && err_occurred()) return nullptr;
  if (generation > 2) return err_format(ExcValueError, "generation parameter must be less than the number of available generations (%i)", 3);
  if (generation < 0) {
    err_set_string(ExcValueError, "generation parameter cannot be negative");
    return nullptr;
  }
  return gc_get_objects(generation);
}

Object* get_stats(Object*, Object*) {
  Ref<> result(list_new(0));
  if (!result) return nullptr;
  for (const GCGenerationStats& stats : state().generation_stats) {
    Ref<> row(dict_new());
    if (!row) return nullptr;
    const struct { const char* key; int64_t value; } entries[] = {
        {"collections", stats.collections}, {"collected", stats.collected}, {"uncollectable", stats.uncollectable}};
    for (const auto& entry : entries) {
      Ref<> number(int_from_i64(entry.value));
      if (!number || dict_set_item_str(row, entry.key, number) < 0) return nullptr;
    }
    if (list_append(result, row) < 0) return nullptr;
  }
  return result.release();
}

Object* is_tracked(Object*, Object* o) { return bool_from(object_is_gc(o) && gc_is_tracked(o)); }
Object* is_finalized(Object*, Object* o) { return bool_from(object_is_gc(o) && gc_is_finalized(o)); }
Object* get_referrers(Object*, Object* objects) { return gc_get_referrers(objects); }
Object* get_referents(Object*, Object* objects) { return gc_get_referents(objects); }
Object* freeze(Object*, Object*) {
  gc_freeze();
  return new_none();
}
Object* unfreeze(Object*, Object*) {
  gc_unfreeze();
  return new_none();
}
Object* get_freeze_count(Object*, Object*) { return int_from_i64(gc_freeze_count()); }

const MethodDef kFunctions[] = {
    {"enable", enable, kMethNoArgs, "enable($module, /)\n--\n\nTurns automatic collections on."},
    {"disable", disable, kMethNoArgs, "disable($module, /)\n--\n\nTurns automatic collections off."},
    {"isenabled", is_enabled, kMethNoArgs, "isenabled($module, /)\n--\n\nTells whether automatic collections are on."},
    {"set_debug", set_debug, kMethO, "set_debug($module, flags, /)\n--\n\nSets the debugging flags: an integer of DEBUG_ bits."},
    {"get_debug", get_debug, kMethNoArgs, "get_debug($module, /)\n--\n\nReturns the debugging flags."},
    {"get_count", get_count, kMethNoArgs, "get_count($module, /)\n--\n\nReturns the three generations' counters."},
    {"set_threshold", set_threshold, kMethVarargs, "set_threshold(threshold0, [threshold1, threshold2]) -> None\n\nSets when collections start; 0 turns them off."},
    {"get_threshold", get_threshold, kMethNoArgs, "get_threshold($module, /)\n--\n\nReturns the three thresholds."},
    {"collect", collect, kMethFastcall | kMethKeywords, "collect($module, /, generation=2)\n--\n\nCollects a generation and all younger ones; returns how many unreachable objects were found."},
    {"get_objects", get_objects, kMethFastcall | kMethKeywords, "get_objects($module, /, generation=None)\n--\n\nReturns a list of the objects the collector watches."},
    {"get_stats", get_stats, kMethNoArgs, "get_stats($module, /)\n--\n\nReturns a list of dicts, one for each generation."},
    {"is_tracked", is_tracked, kMethO, "is_tracked($module, obj, /)\n--\n\nTells whether the collector watches an object."},
    {"is_finalized", is_finalized, kMethO, "is_finalized($module, obj, /)\n--\n\nTells whether the collector has finalized an object."},
    {"get_referrers", get_referrers, kMethVarargs, "get_referrers(*objs) -> list\n\nReturns the objects that refer to any of objs."},
    {"get_referents", get_referents, kMethVarargs, "get_referents(*objs) -> list\n\nReturns the objects that objs refer to."},
    {"freeze", freeze, kMethNoArgs, "freeze($module, /)\n--\n\nPuts all watched objects where no collection looks."},
    {"unfreeze", unfreeze, kMethNoArgs, "unfreeze($module, /)\n--\n\nPuts the frozen objects into the oldest generation."},
    {"get_freeze_count", get_freeze_count, kMethNoArgs, "get_freeze_count($module, /)\n--\n\nReturns how many objects are frozen."},
    {},
};

int add_constants(Object* module) {
  const struct { const char* name; int value; } constants[] = {
      {"DEBUG_STATS", kGcDebugStats}, {"DEBUG_COLLECTABLE", kGcDebugCollectable}, {"DEBUG_UNCOLLECTABLE", kGcDebugUncollectable},
      {"DEBUG_SAVEALL", kGcDebugSaveAll}, {"DEBUG_LEAK", kGcDebugLeak}};
  Object* garbage = gc_garbage();
  Object* callbacks = gc_callbacks();
  if (!garbage || module_add_object_ref(module, "garbage", garbage) < 0) return -1;
  if (!callbacks || module_add_object_ref(module, "callbacks", callbacks) < 0) return -1;
  for (const auto& constant : constants) {
    Ref<> number(int_from_i64(constant.value));
    if (!number || module_add_object_ref(module, constant.name, number) < 0) return -1;
  }
  return 0;
}

}  // namespace

extern const NativeModule k_module_gc;
const NativeModule k_module_gc = {"gc", "The cycle collector: collect, inspect, switch on and off.", kFunctions, add_constants};

}  // namespace innards
