// range and its two iterators (CPython: Objects/rangeobject.c).
#include "object/range.h"

#include "native/args.h"
#include "object/bool.h"
#include "object/int.h"
#include "object/iter_support.h"
#include "object/protocol.h"
#include "object/slice.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/eval.h"

namespace innards {

namespace {

RangeObject* as_range(Object* o) { return static_cast<RangeObject*>(o); }

int compare_to_zero(Object* v, int op) { return object_rich_compare_bool(v, int_small(0), op); }

// A step as an exact int; ValueError for zero. null means 1. New reference.
Object* validate_step(Object* step) {
  if (!step) return int_from_i64(1);
  step = number_index(step);
  if (step && int_sign(step) == 0) {
    err_set_string(ExcValueError, "range() arg 3 must not be zero");
    decref(step);
    return nullptr;
  }
  return step;
}

// How many items there are between lo and hi (exclusive) in steps of |step|.
Object* compute_length(Object* start, Object* stop, Object* step) {
  int forwards = object_rich_compare_bool(step, int_small(0), kGT);
  if (forwards == -1) return nullptr;
  Ref<> positive_step(forwards ? new_ref(step) : number_negative(step));
  if (!positive_step) return nullptr;
  Object* lo = forwards ? start : stop;
  Object* hi = forwards ? stop : start;
  int empty = object_rich_compare_bool(lo, hi, kGE);
  if (empty != 0) return empty < 0 ? nullptr : int_from_i64(0);
  Ref<> span(number_subtract(hi, lo));
  if (!span) return nullptr;
  Ref<> less_one(number_subtract(span, int_small(1)));
  if (!less_one) return nullptr;
  Ref<> quotient(number_floor_divide(less_one, positive_step));
  return quotient ? number_add(quotient, int_small(1)) : nullptr;
}

// Steals start, stop and step.
Object* make_range(TypeObject* type, Object* start, Object* stop, Object* step) {
  Object* length = compute_length(start, stop, step);
  RangeObject* r = length ? object_new_as<RangeObject>(type) : nullptr;
  if (!r) {
    decref(start);
    decref(stop);
    decref(step);
    xdecref(length);
    return nullptr;
  }
  r->start = start;
  r->stop = stop;
  r->step = step;
  r->length = length;
  return r;
}

Object* range_from_args(TypeObject* type, Object** args, int64_t nargs) {
  if (nargs == 0) {
    err_set_string(ExcTypeError, "range expected at least 1 argument, got 0");
    return nullptr;
  }
  if (nargs > 3) return err_format(ExcTypeError, "range expected at most 3 arguments, got %zd", nargs);
  if (nargs == 1) {
    Object* stop = number_index(args[0]);
    if (!stop) return nullptr;
    return make_range(type, int_from_i64(0), stop, int_from_i64(1));
  }
  Object* start = number_index(args[0]);
  if (!start) return nullptr;
  Object* stop = number_index(args[1]);
  if (!stop) {
    decref(start);
    return nullptr;
  }
  Object* step = validate_step(nargs == 3 ? args[2] : nullptr);
  if (!step) {
    decref(start);
    decref(stop);
    return nullptr;
  }
  return make_range(type, start, stop, step);
}

Object* range_tp_new(TypeObject* type, Object* args, Object* kwargs) {
  if (!args_no_keywords("range", kwargs)) return nullptr;
  return range_from_args(type, tuple_items(args), tuple_size_of(args));
}

Object* range_vectorcall(Object* type, Object** args, uint64_t nargsf, Object* kwnames) {
  if (!args_no_kwnames("range", kwnames)) return nullptr;
  return range_from_args(static_cast<TypeObject*>(type), args, vectorcall_nargs(nargsf));
}

void range_dealloc(Object* o) {
  RangeObject* r = as_range(o);
  decref(r->start.get());
  decref(r->stop.get());
  decref(r->step.get());
  decref(r->length.get());
  object_free(o);
}

int64_t range_length(Object* o) { return int_as_ssize_t(as_range(o)->length); }

// start + i * step. New reference.
Object* item_at(RangeObject* r, Object* i) {
  Ref<> product(number_multiply(i, r->step));
  return product ? number_add(r->start, product) : nullptr;
}

Object* index_error() {
  err_set_string(ExcIndexError, "range object index out of range");
  return nullptr;
}

// r[i] for an int of any size.
Object* get_item(RangeObject* r, Object* index) {
  int negative = compare_to_zero(index, kLT);
  if (negative == -1) return nullptr;
  Ref<> i(negative ? number_add(r->length, index) : new_ref(index));
  if (!i) return nullptr;
  int below = negative ? compare_to_zero(i, kLT) : 0;
  if (below != 0) return below < 0 ? nullptr : index_error();
  int beyond = object_rich_compare_bool(i, r->length, kGE);
  if (beyond != 0) return beyond < 0 ? nullptr : index_error();
  return item_at(r, i);
}

Object* range_item(Object* o, int64_t i) {
  Ref<> index(int_from_i64(i));
  return index ? get_item(as_range(o), index) : nullptr;
}

Object* range_slice(RangeObject* r, Object* slice) {
  Object *start, *stop, *step;
  if (slice_get_long_indices(static_cast<SliceObject*>(slice), r->length, &start, &stop, &step) < 0) return nullptr;
  Ref<> own_start(start), own_stop(stop), own_step(step);
  Ref<> new_step(number_multiply(own_step, r->step));
  if (!new_step) return nullptr;
  Ref<> new_start(item_at(r, own_start));
  if (!new_start) return nullptr;
  Ref<> new_stop(item_at(r, own_stop));
  if (!new_stop) return nullptr;
  return make_range(TypeRange, new_start.release(), new_stop.release(), new_step.release());
}

Object* range_subscript(Object* o, Object* item) {
  if (index_check(item)) {
    Ref<> i(number_index(item));
    return i ? get_item(as_range(o), i) : nullptr;
  }
  if (slice_check(item)) return range_slice(as_range(o), item);
  return err_format(ExcTypeError, "range indices must be integers or slices, not %.200s", item->ob_type->tp_name.get());
}

// For an exact int or bool: 1, 0 or -1.
int contains_int(RangeObject* r, Object* v) {
  int forwards = compare_to_zero(r->step, kGT);
  if (forwards == -1) return -1;
  int from = forwards ? object_rich_compare_bool(r->start, v, kLE) : object_rich_compare_bool(v, r->start, kLE);
  if (from != 1) return from;
  int to = forwards ? object_rich_compare_bool(v, r->stop, kLT) : object_rich_compare_bool(r->stop, v, kLT);
  if (to != 1) return to;
  Ref<> offset(number_subtract(v, r->start));
  if (!offset) return -1;
  Ref<> rest(number_remainder(offset, r->step));
  return rest ? compare_to_zero(rest, kEQ) : -1;
}

bool is_exact_int(Object* o) { return int_check_exact(o) || bool_check(o); }

int range_contains(Object* o, Object* v) {
  if (is_exact_int(v)) return contains_int(as_range(o), v);
  // Anything else may equal an item in its own way.
  Ref<> it(object_get_iter(o));
  if (!it) return -1;
  while (Object* item = iter_next(it)) {
    int cmp = object_rich_compare_bool(item, v, kEQ);
    decref(item);
    if (cmp != 0) return cmp;
  }
  return err_occurred() ? -1 : 0;
}

// Ranges are equal when they mean the same sequence.
int range_equals(RangeObject* a, RangeObject* b) {
  if (a == b) return 1;
  int cmp = object_rich_compare_bool(a->length, b->length, kEQ);
  if (cmp != 1) return cmp;
  if (int_sign(a->length) == 0) return 1;
  cmp = object_rich_compare_bool(a->start, b->start, kEQ);
  if (cmp != 1) return cmp;
  cmp = object_rich_compare_bool(a->length, int_small(1), kEQ);
  if (cmp != 0) return cmp;
  return object_rich_compare_bool(a->step, b->step, kEQ);
}

Object* range_rich_compare(Object* a, Object* b, int op) {
  if (!range_check(b) || (op != kEQ && op != kNE)) return new_not_implemented();
  int same = range_equals(as_range(a), as_range(b));
  if (same == -1) return nullptr;
  return new_bool((same != 0) == (op == kEQ));
}

int64_t range_hash(Object* o) {
  RangeObject* r = as_range(o);
  // What is hashed is what equality looks at: length, and start and step where they matter.
  bool empty = int_sign(r->length) == 0;
  int single = empty ? 0 : object_rich_compare_bool(r->length, int_small(1), kEQ);
  if (single < 0) return -1;
  Ref<> key(tuple_pack(3, r->length.get(), empty ? none() : r->start.get(), empty || single ? none() : r->step.get()));
  return key ? object_hash(key) : -1;
}

Object* range_repr(Object* o) {
  RangeObject* r = as_range(o);
  int64_t step = number_as_ssize(r->step, nullptr);
  if (step == -1 && err_occurred()) return nullptr;
  if (step == 1) return str_from_format("range(%R, %R)", r->start.get(), r->stop.get());
  return str_from_format("range(%R, %R, %R)", r->start.get(), r->stop.get(), r->step.get());
}

int range_bool(Object* o) { return object_is_true(as_range(o)->length); }

// ---- iterators

// How many steps a machine-sized range takes.
uint64_t length_of(int64_t lo, int64_t hi, int64_t step) {
  if (step > 0 && lo < hi) return 1 + (static_cast<uint64_t>(hi) - 1 - static_cast<uint64_t>(lo)) / static_cast<uint64_t>(step);
  if (step < 0 && lo > hi) return 1 + (static_cast<uint64_t>(lo) - 1 - static_cast<uint64_t>(hi)) / (uint64_t{0} - static_cast<uint64_t>(step));
  return 0;
}

// An iterator in machine arithmetic, or null without an error when the number of items does not fit.
Object* fast_iter(int64_t start, int64_t stop, int64_t step) {
  uint64_t len = length_of(start, stop, step);
  if (len > static_cast<uint64_t>(INT64_MAX)) return nullptr;
  RangeIterObject* it = object_new_as<RangeIterObject>(TypeRangeIter);
  if (!it) return nullptr;
  it->index = 0;
  it->start = start;
  it->step = step;
  it->len = static_cast<int64_t>(len);
  return it;
}

// Steals nothing.
Object* long_iter(Object* start, Object* step, Object* len) {
  LongRangeIterObject* it = object_new_as<LongRangeIterObject>(TypeLongRangeIter);
  if (!it) return nullptr;
  it->start = new_ref(start);
  it->step = new_ref(step);
  it->len = new_ref(len);
  it->index = int_from_i64(0);
  return it;
}

bool as_machine_int(Object* o, int64_t* value) {
  int overflow;
  *value = int_as_i64_and_overflow(o, &overflow);
  return overflow == 0;
}

Object* range_iter(Object* o) {
  RangeObject* r = as_range(o);
  int64_t start, stop, step;
  if (as_machine_int(r->start, &start) && as_machine_int(r->stop, &stop) && as_machine_int(r->step, &step)) {
    // One step beyond the last item must fit too.
    bool end_fits = step > 0 ? stop <= INT64_MAX - (step - 1) : stop >= INT64_MIN + (-1 - step);
    Object* it = end_fits ? fast_iter(start, stop, step) : nullptr;
    if (it || err_occurred()) return it;
  }
  return long_iter(r->start, r->step, r->length);
}

// An iterator from the last item to the first.
Object* range_reversed(Object* o, Object*) {
  RangeObject* r = as_range(o);
  int64_t start, stop, step;
  if (as_machine_int(r->start, &start) && as_machine_int(r->stop, &stop) && as_machine_int(r->step, &step) && step != INT64_MIN) {
    uint64_t n = length_of(start, stop, step);
    bool down_fits = step > 0 ? start >= INT64_MIN + step : start <= INT64_MAX + step;
    if (n <= static_cast<uint64_t>(INT64_MAX) && down_fits) {
      int64_t new_stop = start - step;
      int64_t new_start = static_cast<int64_t>(static_cast<uint64_t>(new_stop) + n * static_cast<uint64_t>(step));
      Object* it = fast_iter(new_start, new_stop, -step);
      if (it || err_occurred()) return it;
    }
  }
  Ref<> len_less_one(number_subtract(r->length, int_small(1)));
  if (!len_less_one) return nullptr;
  Ref<> last(item_at(r, len_less_one));
  if (!last) return nullptr;
  Ref<> back(number_negative(r->step));
  return back ? long_iter(last, back, r->length) : nullptr;
}

RangeIterObject* as_iter(Object* o) { return static_cast<RangeIterObject*>(o); }
LongRangeIterObject* as_long_iter(Object* o) { return static_cast<LongRangeIterObject*>(o); }

Object* range_iter_next(Object* o) {
  RangeIterObject* it = as_iter(o);
  if (it->index >= it->len) return nullptr;
  // Unsigned, for the product may wrap where the sum does not.
  uint64_t value = static_cast<uint64_t>(it->start) + static_cast<uint64_t>(it->index++) * static_cast<uint64_t>(it->step);
  return int_from_i64(static_cast<int64_t>(value));
}

Object* range_iter_len(Object* o, Object*) { return int_from_i64(as_iter(o)->len - as_iter(o)->index); }

Object* reduce_to_range(Object* start, Object* stop, Object* step, Object* index) {
  Object* range = start && stop && step ? make_range(TypeRange, start, stop, step) : nullptr;
  Object* iter = range ? eval_get_builtin("iter") : nullptr;
  Object* args = range ? tuple_pack(1, range) : nullptr;
  xdecref(range);
  return tuple_of_stolen(iter, args, index);
}

Object* range_iter_reduce(Object* o, Object*) {
  RangeIterObject* it = as_iter(o);
  return reduce_to_range(int_from_i64(it->start), int_from_i64(it->start + it->len * it->step), int_from_i64(it->step),
                         int_from_i64(it->index));
}

Object* range_iter_setstate(Object* o, Object* state) {
  int64_t index = int_as_i64(state);
  if (index == -1 && err_occurred()) return nullptr;
  RangeIterObject* it = as_iter(o);
  it->index = index < 0 ? 0 : index > it->len ? it->len : index;
  return new_none();
}

void range_iter_dealloc(Object* o) { object_free(o); }

Object* long_iter_next(Object* o) {
  LongRangeIterObject* it = as_long_iter(o);
  int more = object_rich_compare_bool(it->index, it->len, kLT);
  if (more != 1) return nullptr;
  Object* next_index = number_add(it->index, int_small(1));
  if (!next_index) return nullptr;
  Ref<> product(number_multiply(it->index, it->step));
  Object* result = product ? number_add(it->start, product) : nullptr;
  if (!result) {
    decref(next_index);
    return nullptr;
  }
  set_ref(it->index, next_index);
  return result;
}

Object* long_iter_len(Object* o, Object*) { return number_subtract(as_long_iter(o)->len, as_long_iter(o)->index); }

Object* long_iter_reduce(Object* o, Object*) {
  LongRangeIterObject* it = as_long_iter(o);
  Ref<> product(number_multiply(it->len, it->step));
  if (!product) return nullptr;
  Object* stop = number_add(it->start, product);
  if (!stop) return nullptr;
  return reduce_to_range(new_ref(it->start.get()), stop, new_ref(it->step.get()), new_ref(it->index.get()));
}

Object* long_iter_setstate(Object* o, Object* state) {
  LongRangeIterObject* it = as_long_iter(o);
  int negative = compare_to_zero(state, kLT);
  if (negative < 0) return nullptr;
  if (negative) {
    state = int_small(0);
  } else {
    int beyond = object_rich_compare_bool(it->len, state, kLT);
    if (beyond < 0) return nullptr;
    if (beyond) state = it->len;
  }
  set_ref(it->index, new_ref(state));
  return new_none();
}

void long_iter_dealloc(Object* o) {
  LongRangeIterObject* it = as_long_iter(o);
  xdecref(it->index.get());
  xdecref(it->start.get());
  xdecref(it->step.get());
  xdecref(it->len.get());
  object_free(o);
}

const MethodDef kRangeIterMethods[] = {
    {"__length_hint__", range_iter_len, kMethNoArgs, "How many items are left."},
    {"__reduce__", range_iter_reduce, kMethNoArgs, "What pickling needs."},
    {"__setstate__", range_iter_setstate, kMethO, "Sets the position, for unpickling."},
    {},
};
const MethodDef kLongIterMethods[] = {
    {"__length_hint__", long_iter_len, kMethNoArgs, "How many items are left."},
    {"__reduce__", long_iter_reduce, kMethNoArgs, "What pickling needs."},
    {"__setstate__", long_iter_setstate, kMethO, "Sets the position, for unpickling."},
    {},
};

// ---- methods of range

Object* range_m_count(Object* o, Object* v) {
  if (is_exact_int(v)) {
    int found = contains_int(as_range(o), v);
    return found == -1 ? nullptr : int_from_i64(found);
  }
  int64_t n = sequence_count(o, v);
  return n == -1 ? nullptr : int_from_i64(n);
}

Object* range_m_index(Object* o, Object* v) {
  RangeObject* r = as_range(o);
  if (!is_exact_int(v)) {
    int64_t i = sequence_index(o, v);
    return i == -1 ? nullptr : int_from_i64(i);
  }
  int found = contains_int(r, v);
  if (found == -1) return nullptr;
  if (!found) return err_format(ExcValueError, "%R is not in range", v);
  Object* offset = number_subtract(v, r->start);
  if (!offset || int_sign(r->step) == 0) return offset;
  Ref<> own(offset);
  return number_floor_divide(own, r->step);
}

Object* range_m_reduce(Object* o, Object*) {
  RangeObject* r = as_range(o);
  return tuple_of_stolen(new_ref<Object>(o->ob_type), tuple_pack(3, r->start.get(), r->stop.get(), r->step.get()));
}

const MethodDef kRangeMethods[] = {
    {"__reversed__", range_reversed, kMethNoArgs, "An iterator from the end to the start."},
    {"__reduce__", range_m_reduce, kMethVarargs, nullptr},
    {"count", range_m_count, kMethO, "rangeobject.count(value) -> integer -- how many items equal value"},
    {"index", range_m_index, kMethO, "rangeobject.index(value) -> integer -- where value stands; ValueError if it does not"},
    {},
};

const MemberDef kRangeMembers[] = {
    {"start", kTObjectEx, offsetof(RangeObject, start), 1, nullptr},
    {"stop", kTObjectEx, offsetof(RangeObject, stop), 1, nullptr},
    {"step", kTObjectEx, offsetof(RangeObject, step), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

}  // namespace

void init_Range_type(TypeObject* t) {
  t->tp_basicsize = sizeof(RangeObject);
  t->tp_dealloc = range_dealloc;
  t->tp_repr = range_repr;
  t->tp_hash = range_hash;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpSequence;
  type_set_doc(t, "range(stop) or range(start, stop[, step]): the ints from start up to, and without, stop.");
  t->tp_richcompare = range_rich_compare;
  t->tp_iter = range_iter;
  t->tp_new = range_tp_new;
  t->tp_vectorcall = range_vectorcall;
  number_methods(t)->nb_bool = range_bool;
  SequenceMethods* sq = sequence_methods(t);
  sq->sq_length = range_length;
  sq->sq_item = range_item;
  sq->sq_contains = range_contains;
  MappingMethods* mp = mapping_methods(t);
  mp->mp_length = range_length;
  mp->mp_subscript = range_subscript;
  type_add_methods(t, kRangeMethods);
  type_add_members(t, kRangeMembers);
}

void init_RangeIter_type(TypeObject* t) {
  t->tp_basicsize = sizeof(RangeIterObject);
  t->tp_dealloc = range_iter_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault;
  t->tp_iter = object_self_iter;
  t->tp_iternext = range_iter_next;
  type_add_methods(t, kRangeIterMethods);
}

void init_LongRangeIter_type(TypeObject* t) {
  t->tp_basicsize = sizeof(LongRangeIterObject);
  t->tp_dealloc = long_iter_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault;
  t->tp_iter = object_self_iter;
  t->tp_iternext = long_iter_next;
  type_add_methods(t, kLongIterMethods);
}

}  // namespace innards
