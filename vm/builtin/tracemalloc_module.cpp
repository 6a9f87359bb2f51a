// The _tracemalloc module, which says that nothing is traced: what CPython would keep of each block, the timeline shows.
#include "builtin/module_def.h"
#include "object/bool.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

Object* is_tracing(Object*, Object*) { return bool_from(false); }
Object* nothing(Object*, Object**, int64_t, Object*) { return new_none(); }
Object* start(Object*, Object**, int64_t, Object*) { return err_format(ExcRuntimeError, "Innards does not trace allocations: its timeline knows them all"); }
Object* limit(Object*, Object*) { return int_from_i64(1); }
Object* zero(Object*, Object*) { return int_from_i64(0); }
Object* traced_memory(Object*, Object*) {
  Ref<> none_of_it(int_from_i64(0));
  return none_of_it ? tuple_pack(2, none_of_it.get(), none_of_it.get()) : nullptr;
}
Object* traces(Object*, Object*) { return list_new(0); }

const MethodDef kFunctions[] = {
    {"is_tracing", is_tracing, kMethNoArgs, "is_tracing($module, /)\n--\n\nFalse."},
    {"start", start, kMethFastcall | kMethKeywords, "start($module, nframe=1, /)\n--\n\nRefused."},
    {"stop", nothing, kMethFastcall | kMethKeywords, "stop($module, /)\n--\n\nDoes nothing."},
    {"clear_traces", nothing, kMethFastcall | kMethKeywords, "clear_traces($module, /)\n--\n\nDoes nothing."},
    {"reset_peak", nothing, kMethFastcall | kMethKeywords, "reset_peak($module, /)\n--\n\nDoes nothing."},
    {"get_traceback_limit", limit, kMethNoArgs, "get_traceback_limit($module, /)\n--\n\n1"},
    {"get_traced_memory", traced_memory, kMethNoArgs, "get_traced_memory($module, /)\n--\n\n(0, 0)"},
    {"get_tracemalloc_memory", zero, kMethNoArgs, "get_tracemalloc_memory($module, /)\n--\n\n0"},
    {"_get_object_traceback", nothing, kMethFastcall | kMethKeywords, "_get_object_traceback($module, obj, /)\n--\n\nNone."},
    {"_get_traces", traces, kMethNoArgs, "_get_traces($module, /)\n--\n\nAn empty list."},
    {},
};

}  // namespace

extern const NativeModule k_module__tracemalloc;
const NativeModule k_module__tracemalloc = {"_tracemalloc", "Tracing of allocations, which is never on.", kFunctions, nullptr};

}  // namespace innards
