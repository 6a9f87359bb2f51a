// itertools.tee: several independent walks of one iterator share a list of blocks of 57 items; a block goes when the last
// walk has left it. Follows Modules/itertoolsmodule.c where a program can see it.
#include "builtin/itertools_types.h"
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/tuple.h"

namespace innards {

namespace {

constexpr int kCells = 57;

struct TeeDataObject : Object {
  Ptr<Object> it;
  int32_t numread;    // values that are there
  int32_t running;    // the iterator is being asked
  Ptr<Object> nextlink;
  Ptr<Object> values[kCells];
};
static_assert(sizeof(TeeDataObject) == 496);

struct TeeObject : Object {
  Ptr<Object> dataobj;
  int64_t index;      // of the next item in it
  Ptr<Object> weakreflist;
};

TeeDataObject* as_data(Object* o) { return static_cast<TeeDataObject*>(o); }
TeeObject* as_tee(Object* o) { return static_cast<TeeObject*>(o); }

// ---- blocks

Object* data_new(Object* it) {
  auto* d = gc_new_as<TeeDataObject>(TypeItTeeData);
  if (!d) return nullptr;
  d->running = 0;
  d->numread = 0;
  d->nextlink = nullptr;
  d->it = new_ref(it);
  gc_track(d);
  return d;
}

Object* data_next_block(Object* o) {
  if (!as_data(o)->nextlink) as_data(o)->nextlink = data_new(as_data(o)->it);
  return xnew_ref(as_data(o)->nextlink.get());
}

Object* data_item(Object* o, int64_t i) {
  TeeDataObject* d = as_data(o);
  if (i < d->numread) return new_ref(d->values[i].get());
  if (d->running) return err_format(ExcRuntimeError, "cannot re-enter the tee iterator");
  d->running = 1;
  Object* value = iter_next(d->it);
  d->running = 0;
  if (!value) return nullptr;
  d->values[d->numread++] = value;
  return new_ref(value);
}

int data_traverse(Object* o, visitproc* visit, void* arg) {
  TeeDataObject* d = as_data(o);
  if (int r = visit_all(visit, arg, {d->it})) return r;
  for (int i = 0; i < d->numread; ++i)
    if (int r = visit(d->values[i], arg)) return r;
  return visit_all(visit, arg, {d->nextlink});
}

// A long chain of blocks that nobody else holds goes in a loop, not in a recursion.
void drop_chain(Object* next) {
  while (next && next->ob_type == TypeItTeeData && next->ob_refcnt == 1) {
    Object* after = as_data(next)->nextlink;
    as_data(next)->nextlink = nullptr;
    decref(next);
    next = after;
  }
  xdecref(next);
}
int data_clear(Object* o) {
  TeeDataObject* d = as_data(o);
  clear_ref(d->it);
  for (int i = 0; i < d->numread; ++i) clear_ref(d->values[i]);
  Object* next = d->nextlink;
  d->nextlink = nullptr;
  drop_chain(next);
  return 0;
}
void data_dealloc(Object* o) {
  gc_untrack(o);
  data_clear(o);
  gc_del(o);
}
Object* data_reduce(Object* o, Object*) {
  TeeDataObject* d = as_data(o);
  Ref<> values(list_new(d->numread));
  for (int i = 0; values && i < d->numread; ++i) list_put(values, i, new_ref(d->values[i].get()));
  return values ? reduce_pair(o, tuple_pack(3, d->it.get(), values.get(), d->nextlink ? d->nextlink.get() : none())) : nullptr;
}
Object* data_tp_new(TypeObject* type, Object* args, Object* kwargs) {
  Object *it, *values, *next;
  if (type == TypeItTeeData && !args_no_keywords("teedataobject", kwargs)) return nullptr;
  if (!args_unpack_tuple(args, "teedataobject", 3, 3, &it, &values, &next)) return nullptr;
  if (!list_check(values)) return args_bad_argument("teedataobject", "argument 2", "list", values), nullptr;
  const int64_t n = list_size_of(values);
  if (n > kCells || (!is_none(next) && (n != kCells || next->ob_type != TypeItTeeData))) return err_format(ExcValueError, "Invalid arguments");
  Object* o = data_new(it);
  if (!o) return nullptr;
  for (int64_t i = 0; i < n; ++i) as_data(o)->values[i] = new_ref(list_item_at(values, i));
  as_data(o)->numread = static_cast<int32_t>(n);
  as_data(o)->nextlink = is_none(next) ? nullptr : new_ref(next);
  return o;
}
const MethodDef kDataMethods[] = {
    {"__reduce__", data_reduce, kMethNoArgs, "Return state information for pickling."},
    {},
};

// ---- walks

Object* walk_at(Object* dataobj_stolen, int64_t index) {
  auto* t = gc_new_as<TeeObject>(TypeItTee);
  if (!t) {
    decref(dataobj_stolen);
    return nullptr;
  }
  t->dataobj = dataobj_stolen;
  t->index = index;
  t->weakreflist = nullptr;
  gc_track(t);
  return t;
}
Object* tee_copy(Object* o, Object*) { return walk_at(new_ref(as_tee(o)->dataobj.get()), as_tee(o)->index); }

Object* tee_from_iterable(Object* iterable) {
  Ref<> it(object_get_iter(iterable));
  if (!it) return nullptr;
  if (object_type_check(it, TypeItTee)) return tee_copy(it, nullptr);
  Object* data = data_new(it);
  return data ? walk_at(data, 0) : nullptr;
}
Object* tee_tp_new(TypeObject* type, Object* args, Object* kwargs) {
  Object* iterable;
  if (type == TypeItTee && !args_no_keywords("_tee", kwargs)) return nullptr;
  return args_unpack_tuple(args, "_tee", 1, 1, &iterable) ? tee_from_iterable(iterable) : nullptr;
}
Object* tee_next(Object* o) {
  TeeObject* t = as_tee(o);
  if (t->index >= kCells) {
    Object* link = data_next_block(t->dataobj);
    if (!link) return nullptr;
    set_ref(t->dataobj, link);
    t->index = 0;
  }
  Object* value = data_item(t->dataobj, t->index);
  if (value) ++t->index;
  return value;
}
int tee_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_tee(o)->dataobj}); }
int tee_clear(Object* o) {
  if (as_tee(o)->weakreflist) object_clear_weakrefs(o);
  clear_ref(as_tee(o)->dataobj);
  return 0;
}
void tee_dealloc(Object* o) {
  gc_untrack(o);
  tee_clear(o);
  gc_del(o);
}
Object* tee_reduce(Object* o, Object*) {
  Ref<> nothing(tuple_new(0)), index(int_from_i64(as_tee(o)->index));
  return index ? reduce_triple(o, tuple_pack(1, nothing.get()), tuple_pack(2, as_tee(o)->dataobj.get(), index.get())) : nullptr;
}
Object* tee_setstate(Object* o, Object* state) {
  Object* items[2];
  if (!itertools_state(state, 2, 2, items)) return nullptr;
  if (items[0]->ob_type != TypeItTeeData)
    return err_format(ExcTypeError, "argument 1 must be itertools._tee_dataobject, not %s", type_name_of(items[0]));
  const int index = int_as_int(items[1]);
  if (index == -1 && err_occurred()) return nullptr;
  if (index < 0 || index > kCells) return err_format(ExcValueError, "Index out of range");
  set_ref(as_tee(o)->dataobj, new_ref(items[0]));
  as_tee(o)->index = index;
  return new_none();
}
const MethodDef kTeeMethods[] = {
    {"__copy__", tee_copy, kMethNoArgs, "Returns an independent iterator."},
    {"__reduce__", tee_reduce, kMethNoArgs, "Return state information for pickling."},
    {"__setstate__", tee_setstate, kMethO, "Set state information for unpickling."},
    {},
};

// ---- the module

Object* tee(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("tee", nargs, 1, 2)) return nullptr;
  Ref<> number(nargs > 1 ? number_index(args[1]) : int_from_i64(2));
  const int64_t n = number ? int_as_ssize_t(number) : -1;
  if (n == -1 && err_occurred()) return nullptr;
  if (n < 0) return err_format(ExcValueError, "n must be >= 0");
  Ref<> result(tuple_new(n));
  if (!result || n == 0) return result.release();
  Ref<> it(object_get_iter(args[0]));
  Object* copy;
  if (!it || object_lookup_attr(it, ID(__copy__), &copy) < 0) return nullptr;
  if (!copy) {   // what cannot be copied is read through a tee
    it.reset(tee_from_iterable(it));
    copy = it ? object_get_attr(it, ID(__copy__)) : nullptr;
  }
  Ref<> held(copy);
  if (!copy) return nullptr;
  tuple_put(result, 0, it.release());
  for (int64_t i = 1; i < n; ++i) {
    Object* walk = object_call_no_args(copy);
    if (!walk) return nullptr;
    tuple_put(result, i, walk);
  }
  return result.release();
}

const MethodDef kFunctions[] = {
    {"tee", tee, kMethFastcall, "tee($module, iterable, n=2, /)\n--\n\nA tuple of n independent iterators."},
    {},
};

int exec(Object* m) {
  for (TypeObject* t : {TypeItAccumulate, TypeItCombinations, TypeItCombinationsWithReplacement, TypeItCycle, TypeItDropWhile, TypeItTakeWhile,
                        TypeItSlice, TypeItStarMap, TypeItPairwise, TypeItChain, TypeItCompress, TypeItFilterFalse, TypeItCount, TypeItZipLongest,
                        TypeItPermutations, TypeItProduct, TypeItRepeat, TypeItGroupBy, TypeItGrouper, TypeItTee, TypeItTeeData})
    if (module_add_type(m, t) < 0) return -1;
  return 0;
}

}  // namespace

void init_ItTee_type(TypeObject* t) {
  init_iterator_type(t, sizeof(TeeObject), tee_dealloc, tee_traverse, tee_tp_new, tee_next, kTeeMethods, "_tee(iterable, /)\n--\n\nAn iterator that can be copied.");
  t->tp_getattro = nullptr;  // its base's
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_clear = tee_clear;
  t->tp_weaklistoffset = offsetof(TeeObject, weakreflist);
}
void init_ItTeeData_type(TypeObject* t) {
  native_final_type(t, sizeof(TeeDataObject), data_dealloc, data_traverse, data_clear, data_tp_new);
  type_set_doc(t, "teedataobject(iterable, values, next, /)\n--\n\nData container common to multiple tee objects.");
  type_add_methods(t, kDataMethods);
}

extern const NativeModule k_module_itertools;
const NativeModule k_module_itertools = {"itertools", "Building blocks for iterators.", kFunctions, exec};

}  // namespace innards
