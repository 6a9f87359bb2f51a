// itertools: islice, accumulate, zip_longest, tee, groupby. Follows Modules/itertoolsmodule.c where a program can see it.
#include "builtin/itertools_types.h"
#include "native/args.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"

namespace innards {

namespace {

// ---- islice

struct ISliceObject : Object {
  Ptr<Object> it;    // null at the end
  int64_t next;      // number of the next item to give
  int64_t stop;      // -1: none
  int64_t step;
  int64_t cnt;       // items taken from `it` so far
};
ISliceObject* as_islice(Object* o) { return static_cast<ISliceObject*>(o); }

// A bound of the slice: None keeps `otherwise`. -1 with no error set for anything that is no such number.
int64_t bound(Object* o, int64_t otherwise, TypeObject* overflow) {
  if (!o || is_none(o)) return otherwise;
  const int64_t n = number_as_ssize(o, overflow);
  if (n == -1 && err_occurred()) err_clear();
  return n;
}

bool parse_bounds(Object* a1, Object* a2, Object* a3, ISliceObject* s) {
  static const char kStop[] = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  static const char kIndices[] = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  static const char kStep[] = "Step for islice() must be a positive integer or None.";
  Object* stop = a2 ? a2 : a1;
  s->next = a2 ? bound(a1, 0, ExcOverflowError) : 0;
  s->stop = bound(stop, -1, ExcOverflowError);
  const char* wrong = nullptr;
  if (s->stop == -1 && !is_none(stop)) wrong = kStop;
  else if (s->next < 0 || s->stop < -1) wrong = kIndices;
  else if ((s->step = bound(a3, 1, ExcOverflowError)) < 1) wrong = kStep;
  if (wrong) err_set_string(ExcValueError, wrong);
  return !wrong;
}

Object* islice_new(TypeObject* type, Object* args, Object* kwargs) {
  Object *seq, *a1, *a2 = nullptr, *a3 = nullptr;
  if (!itertools_no_keywords(type, TypeItSlice, "islice", kwargs) || !args_unpack_tuple(args, "islice", 2, 4, &seq, &a1, &a2, &a3)) return nullptr;
  ISliceObject bounds = {};
  if (!parse_bounds(a1, a2, a3, &bounds)) return nullptr;
  Ref<> it(object_get_iter(seq));
  Object* o = it ? type->tp_alloc(type, 0) : nullptr;
  if (!o) return nullptr;
  ISliceObject* s = as_islice(o);
  s->it = it.release();
  s->next = bounds.next;
  s->stop = bounds.stop;
  s->step = bounds.step;
  return o;
}
int islice_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_islice(o)->it}); }
void islice_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_islice(o)->it.get());
  o->ob_type->tp_free(o);
}

// The next item of the slice; null when there is none (or an error).
Object* islice_take(ISliceObject* s, Object* it) {
  for (; s->cnt < s->next; ++s->cnt) {
    Object* skipped = next_of(it);
    if (!skipped) return nullptr;
    decref(skipped);
  }
  if (s->stop != -1 && s->cnt >= s->stop) return nullptr;
  Object* item = next_of(it);
  if (!item) return nullptr;
  ++s->cnt;
  const int64_t before = s->next;
  s->next = static_cast<int64_t>(static_cast<uint64_t>(s->next) + static_cast<uint64_t>(s->step));
  if (s->next < before || (s->stop != -1 && s->next > s->stop)) s->next = s->stop;
  return item;
}
Object* islice_next(Object* o) {
  ISliceObject* s = as_islice(o);
  if (!s->it) return nullptr;
  Object* item = islice_take(s, s->it);
  if (!item) clear_ref(s->it);
  return item;
}
Object* islice_reduce(Object* o, Object*) {
  ISliceObject* s = as_islice(o);
  if (!s->it) {
    Ref<> nothing(list_new(0)), it(nothing ? object_get_iter(nothing) : nullptr), zero(int_from_i64(0));
    return it ? reduce_triple(o, tuple_pack(2, it.get(), zero.get()), new_ref(zero.get())) : nullptr;
  }
  Ref<> next(int_from_i64(s->next)), stop(s->stop == -1 ? new_none() : int_from_i64(s->stop)), step(int_from_i64(s->step));
  return next && stop && step ? reduce_triple(o, tuple_pack(4, s->it.get(), next.get(), stop.get(), step.get()), int_from_i64(s->cnt)) : nullptr;
}
Object* islice_setstate(Object* o, Object* state) {
  const int64_t cnt = int_as_ssize_t(state);
  if (cnt == -1 && err_occurred()) return nullptr;
  as_islice(o)->cnt = cnt;
  return new_none();
}
const MethodDef kSliceMethods[] = {
    {"__reduce__", islice_reduce, kMethNoArgs, "Return state information for pickling."},
    {"__setstate__", islice_setstate, kMethO, "Set state information for unpickling."},
    {},
};

// ---- accumulate

struct AccumulateObject : Object {
  Ptr<Object> total, it, binop, initial;   // binop null: addition; initial None: none (left)
};
AccumulateObject* as_acc(Object* o) { return static_cast<AccumulateObject*>(o); }

Object* acc_new(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"iterable", "func", "initial", nullptr};
  static const ArgsParser kParser = {"accumulate", kKeywords};
  Object* buf[3] = {};
  if (!args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 1, 2, 0, buf)) return nullptr;
  Ref<> it(object_get_iter(buf[0]));
  Object* o = it ? type->tp_alloc(type, 0) : nullptr;
  if (!o) return nullptr;
  as_acc(o)->it = it.release();
  as_acc(o)->binop = buf[1] && !is_none(buf[1]) ? new_ref(buf[1]) : nullptr;
  as_acc(o)->initial = new_ref(buf[2] ? buf[2] : none());
  return o;
}
int acc_traverse(Object* o, visitproc* visit, void* arg) {
  return visit_all(visit, arg, {as_acc(o)->binop, as_acc(o)->it, as_acc(o)->total, as_acc(o)->initial});
}
void acc_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_acc(o)->binop.get());
  xdecref(as_acc(o)->total.get());
  xdecref(as_acc(o)->it.get());
  xdecref(as_acc(o)->initial.get());
  o->ob_type->tp_free(o);
}
Object* acc_next(Object* o) {
  AccumulateObject* a = as_acc(o);
  if (!is_none(a->initial)) {
    a->total = a->initial;
    a->initial = new_none();
    return new_ref(a->total.get());
  }
  Ref<> item(next_of(a->it));
  if (!item) return nullptr;
  if (!a->total) {
    a->total = new_ref(item.get());
    return item.release();
  }
  Object* total = a->binop ? object_call_function_obj_args(a->binop, a->total.get(), item.get(), nullptr) : number_add(a->total, item);
  if (!total) return nullptr;
  set_ref(a->total, new_ref(total));
  return total;
}
// chain((first,), rest)
Object* chained(Object* first, Object* rest) {
  Ref<> head(tuple_pack(1, first));
  return head ? object_call_function_obj_args(TypeItChain, head.get(), rest, nullptr) : nullptr;
}
Object* acc_reduce(Object* o, Object*) {
  AccumulateObject* a = as_acc(o);
  Object* binop = a->binop ? a->binop.get() : none();
  if (!is_none(a->initial)) {
    Ref<> rest(chained(a->initial, a->it));
    return rest ? reduce_triple(o, tuple_pack(2, rest.get(), binop), new_none()) : nullptr;
  }
  if (!a->total || !is_none(a->total)) return reduce_triple(o, tuple_pack(2, a->it.get(), binop), new_ref(a->total ? a->total.get() : none()));
  // A state of None would say that there is no total yet: the total goes before the rest, and is then skipped.
  Ref<> rest(chained(a->total, a->it)), one(int_from_i64(1));
  Ref<> again(rest && one ? object_call_function_obj_args(o->ob_type.get(), rest.get(), binop, nullptr) : nullptr);
  Ref<> args(again ? tuple_pack(3, again.get(), one.get(), none()) : nullptr);
  return args ? tuple_pack(2, static_cast<Object*>(TypeItSlice), args.get()) : nullptr;
}
Object* acc_setstate(Object* o, Object* state) {
  set_ref(as_acc(o)->total, new_ref(state));
  return new_none();
}
const MethodDef kAccMethods[] = {
    {"__reduce__", acc_reduce, kMethNoArgs, "Return state information for pickling."},
    {"__setstate__", acc_setstate, kMethO, "Set state information for unpickling."},
    {},
};

// ---- zip_longest

struct ZipLongestObject : Object {
  int64_t tuplesize, numactive;
  Ptr<Object> ittuple;     // null items: iterators at their end
  Ptr<Object> result;      // the reused tuple
  Ptr<Object> fillvalue;
};
ZipLongestObject* as_zip(Object* o) { return static_cast<ZipLongestObject*>(o); }

// Only fillvalue=; *fill borrowed.
bool parse_fillvalue(Object* kwargs, Object** fill) {
  *fill = none();
  if (!kwargs || dict_size_of(kwargs) == 0) return true;
  Object* given = dict_get_item_str(kwargs, "fillvalue");
  if (given && dict_size_of(kwargs) == 1) {
    *fill = given;
    return true;
  }
  err_set_string(ExcTypeError, "zip_longest() got an unexpected keyword argument");
  return false;
}

Object* zip_new(TypeObject* type, Object* args, Object* kwargs) {
  Object* fill;
  if (!parse_fillvalue(kwargs, &fill)) return nullptr;
  const int64_t n = tuple_size_of(args);
  Ref<> iters(tuple_new(n));
  for (int64_t i = 0; iters && i < n; ++i) {
    Object* it = object_get_iter(tuple_item_at(args, i));
    if (!it) return nullptr;
    tuple_put(iters, i, it);
  }
  Ref<> result(iters ? tuple_new(n) : nullptr);
  if (!result) return nullptr;
  for (int64_t i = 0; i < n; ++i) tuple_put(result, i, new_none());
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  ZipLongestObject* z = as_zip(o);
  z->tuplesize = n;
  z->numactive = n;
  z->ittuple = iters.release();
  z->result = result.release();
  z->fillvalue = new_ref(fill);
  return o;
}
int zip_traverse(Object* o, visitproc* visit, void* arg) {
  return visit_all(visit, arg, {as_zip(o)->ittuple, as_zip(o)->result, as_zip(o)->fillvalue});
}
void zip_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_zip(o)->ittuple.get());
  xdecref(as_zip(o)->result.get());
  xdecref(as_zip(o)->fillvalue.get());
  o->ob_type->tp_free(o);
}

// The item at place i: of its iterator, or the fill value. Null at the end of all or on error.
Object* zip_item(ZipLongestObject* z, int64_t i) {
  Object* it = tuple_item_at(z->ittuple, i);
  if (!it) return new_ref(z->fillvalue.get());
  if (Object* item = iter_next(it)) return item;
  if (--z->numactive == 0 || err_occurred()) {
    z->numactive = 0;
    return nullptr;
  }
  Object* fill = new_ref(z->fillvalue.get());
  tuple_put(z->ittuple, i, nullptr);
  decref(it);
  return fill;
}

Object* zip_next(Object* o) {
  ZipLongestObject* z = as_zip(o);
  if (z->tuplesize == 0 || z->numactive == 0) return nullptr;
  const bool reuse = z->result->ob_refcnt == 1;
  Ref<> result(reuse ? new_ref(z->result.get()) : tuple_new(z->tuplesize));
  for (int64_t i = 0; result && i < z->tuplesize; ++i) {
    Object* item = zip_item(z, i);
    if (!item) return nullptr;
    Object* old = tuple_item_at(result, i);
    tuple_put(result, i, item);
    xdecref(old);
  }
  if (result && reuse && !gc_is_tracked(result)) gc_track(result);
  return result.release();
}
Object* zip_reduce(Object* o, Object*) {
  ZipLongestObject* z = as_zip(o);
  Ref<> args(tuple_new(z->tuplesize));
  for (int64_t i = 0; args && i < z->tuplesize; ++i) {
    Object* it = tuple_item_at(z->ittuple, i);
    tuple_put(args, i, it ? new_ref(it) : tuple_new(0));
  }
  return args ? reduce_triple(o, args.release(), new_ref(z->fillvalue.get())) : nullptr;
}
Object* zip_setstate(Object* o, Object* state) {
  set_ref(as_zip(o)->fillvalue, new_ref(state));
  return new_none();
}
const MethodDef kZipMethods[] = {
    {"__reduce__", zip_reduce, kMethNoArgs, "Return state information for pickling."},
    {"__setstate__", zip_setstate, kMethO, "Set state information for unpickling."},
    {},
};

// ---- groupby

struct GroupByObject : Object {
  Ptr<Object> it, keyfunc;
  Ptr<Object> tgtkey;        // of the group that was given last
  Ptr<Object> currkey, currvalue;
  Ptr<Object> currgrouper;   // borrowed: only to be compared
};
struct GrouperObject : Object {
  Ptr<Object> parent;
  Ptr<Object> tgtkey;
};
GroupByObject* as_groupby(Object* o) { return static_cast<GroupByObject*>(o); }
GrouperObject* as_grouper(Object* o) { return static_cast<GrouperObject*>(o); }

Object* groupby_new(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"iterable", "key", nullptr};
  static const ArgsParser kParser = {"groupby", kKeywords};
  Object* buf[2] = {};
  if (!args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 1, 2, 0, buf)) return nullptr;
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  as_groupby(o)->keyfunc = new_ref(buf[1] ? buf[1] : none());
  as_groupby(o)->it = object_get_iter(buf[0]);
  if (as_groupby(o)->it) return o;
  decref(o);
  return nullptr;
}
int groupby_traverse(Object* o, visitproc* visit, void* arg) {
  GroupByObject* g = as_groupby(o);
  return visit_all(visit, arg, {g->it, g->keyfunc, g->tgtkey, g->currkey, g->currvalue});
}
void groupby_dealloc(Object* o) {
  gc_untrack(o);
  GroupByObject* g = as_groupby(o);
  for (Object* held : {g->it.get(), g->keyfunc.get(), g->tgtkey.get(), g->currkey.get(), g->currvalue.get()}) xdecref(held);
  o->ob_type->tp_free(o);
}

// Goes on by one item: 0, or -1 at the end (with or without an error).
int groupby_step(GroupByObject* g) {
  Object* value = iter_next(g->it);
  if (!value) return -1;
  Object* key = is_none(g->keyfunc) ? new_ref(value) : object_call_one_arg(g->keyfunc, value);
  if (!key) {
    decref(value);
    return -1;
  }
  Ref<> old(g->currvalue);
  g->currvalue = value;
  set_ref(g->currkey, key);
  return 0;
}

Object* grouper_create(Object* groupby, Object* key) {
  auto* r = gc_new_as<GrouperObject>(TypeItGrouper);
  if (!r) return nullptr;
  r->parent = new_ref(groupby);
  r->tgtkey = new_ref(key);
  as_groupby(groupby)->currgrouper = r;
  gc_track(r);
  return r;
}

Object* groupby_next(Object* o) {
  GroupByObject* g = as_groupby(o);
  g->currgrouper = nullptr;
  for (;;) {   // past what is left of the last group
    if (g->currkey) {
      if (!g->tgtkey) break;
      int same = object_rich_compare_bool(g->tgtkey, g->currkey, kEQ);
      if (same < 0) return nullptr;
      if (!same) break;
    }
    if (groupby_step(g) < 0) return nullptr;
  }
  set_ref(g->tgtkey, new_ref(g->currkey.get()));
  Ref<> grouper(grouper_create(o, g->tgtkey));
  return grouper ? tuple_pack(2, g->currkey.get(), grouper.get()) : nullptr;
}
Object* groupby_reduce(Object* o, Object*) {
  GroupByObject* g = as_groupby(o);
  Object* args = tuple_pack(2, g->it.get(), g->keyfunc.get());
  if (!g->tgtkey || !g->currkey || !g->currvalue) return reduce_pair(o, args);
  return reduce_triple(o, args, tuple_pack(3, g->currkey.get(), g->currvalue.get(), g->tgtkey.get()));
}
Object* groupby_setstate(Object* o, Object* state) {
  Object* items[3];
  if (!itertools_state(state, 3, 3, items)) return nullptr;
  set_ref(as_groupby(o)->currkey, new_ref(items[0]));
  set_ref(as_groupby(o)->currvalue, new_ref(items[1]));
  set_ref(as_groupby(o)->tgtkey, new_ref(items[2]));
  return new_none();
}
const MethodDef kGroupByMethods[] = {
    {"__reduce__", groupby_reduce, kMethNoArgs, "Return state information for pickling."},
    {"__setstate__", groupby_setstate, kMethO, "Set state information for unpickling."},
    {},
};

Object* grouper_new(TypeObject* type, Object* args, Object* kwargs) {
  Object *parent, *key;
  if (type == TypeItGrouper && !args_no_keywords("_grouper", kwargs)) return nullptr;
  if (!args_unpack_tuple(args, "_grouper", 2, 2, &parent, &key)) return nullptr;
  if (!object_type_check(parent, TypeItGroupBy)) return args_bad_argument("_grouper", "argument 1", "itertools.groupby", parent), nullptr;
  return grouper_create(parent, key);
}
int grouper_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_grouper(o)->parent, as_grouper(o)->tgtkey}); }
void grouper_dealloc(Object* o) {
  gc_untrack(o);
  decref(as_grouper(o)->parent);
  decref(as_grouper(o)->tgtkey);
  gc_del(o);
}
Object* grouper_next(Object* o) {
  GroupByObject* g = as_groupby(as_grouper(o)->parent);
  if (g->currgrouper.get() != o) return nullptr;
  if (!g->currvalue && groupby_step(g) < 0) return nullptr;
  if (object_rich_compare_bool(as_grouper(o)->tgtkey, g->currkey, kEQ) <= 0) return nullptr;
  Object* value = g->currvalue;
  g->currvalue = nullptr;
  clear_ref(g->currkey);
  return value;
}
Object* grouper_reduce(Object* o, Object*) {
  if (as_groupby(as_grouper(o)->parent)->currgrouper.get() != o) {
    Ref<> iter(dict_get_item_str(rt().thread.builtins, "iter") ? new_ref(dict_get_item_str(rt().thread.builtins, "iter")) : nullptr);
    Ref<> nothing(tuple_new(0)), args(nothing ? tuple_pack(1, nothing.get()) : nullptr);
    return iter && args ? tuple_pack(2, iter.get(), args.get()) : nullptr;
  }
  return reduce_pair(o, tuple_pack(2, as_grouper(o)->parent.get(), as_grouper(o)->tgtkey.get()));
}
const MethodDef kGrouperMethods[] = {
    {"__reduce__", grouper_reduce, kMethNoArgs, "Return state information for pickling."},
    {},
};

}  // namespace

void init_ItSlice_type(TypeObject* t) {
  init_iterator_type(t, sizeof(ISliceObject), islice_dealloc, islice_traverse, islice_new, islice_next, kSliceMethods,
                     "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nA slice of what an iterable gives.");
}
void init_ItAccumulate_type(TypeObject* t) {
  init_iterator_type(t, sizeof(AccumulateObject), acc_dealloc, acc_traverse, acc_new, acc_next, kAccMethods,
                     "accumulate(iterable, func=None, *, initial=None)\n--\n\nRunning totals, or running results of func.");
}
void init_ItZipLongest_type(TypeObject* t) {
  init_iterator_type(t, sizeof(ZipLongestObject), zip_dealloc, zip_traverse, zip_new, zip_next, kZipMethods,
                     "zip_longest(*iterables, fillvalue=None)\n\nTuples of items, until the longest iterable ends.");
}
void init_ItGroupBy_type(TypeObject* t) {
  init_iterator_type(t, sizeof(GroupByObject), groupby_dealloc, groupby_traverse, groupby_new, groupby_next, kGroupByMethods,
                     "groupby(iterable, key=None)\n--\n\nPairs of a key and an iterator over the items that have it one after the other.");
}
void init_ItGrouper_type(TypeObject* t) {
  init_iterator_type(t, sizeof(GrouperObject), grouper_dealloc, grouper_traverse, grouper_new, grouper_next, kGrouperMethods, nullptr);
  t->tp_flags = kTpDefault | kTpHaveGC;
}

}  // namespace innards
