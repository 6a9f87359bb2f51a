// slice, and the index arithmetic all sequences share (CPython: Objects/sliceobject.c).
#include "object/slice.h"

#include "native/args.h"
#include "object/deep_trashcan.h"
#include "object/int.h"
#include "object/iter_support.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

SliceObject* as_slice(Object* o) { return static_cast<SliceObject*>(o); }
SliceState& state() { return rt().objects.containers.slice; }

// Steals all three.
Object* make_slice(Object* start, Object* stop, Object* step) {
  SliceObject* s = state().cache;
  if (s) {
    state().cache = nullptr;
    s->ob_refcnt = 1;
  } else {
    s = gc_new_as<SliceObject>(TypeSlice);
    if (!s) {
      decref(start);
      decref(stop);
      decref(step);
      return nullptr;
    }
  }
  s->start = start;
  s->stop = stop;
  s->step = step;
  gc_track(s);
  return s;
}

Object* or_none(Object* o) { return new_ref(o ? o : none()); }

}  // namespace

Object* slice_new(Object* start, Object* stop, Object* step) { return make_slice(or_none(start), or_none(stop), or_none(step)); }

Object* build_slice_consume_refs(Object* start, Object* stop) { return make_slice(start, stop, new_none()); }

Object* slice_from_indices(int64_t start, int64_t stop) {
  Object* a = int_from_i64(start);
  if (!a) return nullptr;
  Object* b = int_from_i64(stop);
  if (!b) {
    decref(a);
    return nullptr;
  }
  return build_slice_consume_refs(a, b);
}

void slice_clear_cache() {
  SliceObject* s = state().cache;
  if (!s) return;
  state().cache = nullptr;
  gc_del(s);
}

int eval_slice_index(Object* v, int64_t* pi) {
  if (is_none(v)) return 1;
  if (!index_check(v)) {
    err_set_string(ExcTypeError, "slice indices must be integers or None or have an __index__ method");
    return 0;
  }
  int64_t x = number_as_ssize(v, nullptr);
  if (x == -1 && err_occurred()) return 0;
  *pi = x;
  return 1;
}

int eval_slice_index_not_none(Object* v, int64_t* pi) {
  if (!index_check(v)) {
    err_set_string(ExcTypeError, "slice indices must be integers or have an __index__ method");
    return 0;
  }
  int64_t x = number_as_ssize(v, nullptr);
  if (x == -1 && err_occurred()) return 0;
  *pi = x;
  return 1;
}

int slice_unpack(Object* o, int64_t* start, int64_t* stop, int64_t* step) {
  SliceObject* r = as_slice(o);
  if (is_none(r->step)) {
    *step = 1;
  } else {
    if (!eval_slice_index(r->step, step)) return -1;
    if (*step == 0) {
      err_set_string(ExcValueError, "slice step cannot be zero");
      return -1;
    }
    // So that -step is always possible.
    if (*step < -INT64_MAX) *step = -INT64_MAX;
  }
  if (is_none(r->start)) *start = *step < 0 ? INT64_MAX : 0;
  else if (!eval_slice_index(r->start, start)) return -1;
  if (is_none(r->stop)) *stop = *step < 0 ? INT64_MIN : INT64_MAX;
  else if (!eval_slice_index(r->stop, stop)) return -1;
  return 0;
}

int64_t slice_adjust_indices(int64_t length, int64_t* start, int64_t* stop, int64_t step) {
  if (*start < 0) {
    *start += length;
    if (*start < 0) *start = step < 0 ? -1 : 0;
  } else if (*start >= length) {
    *start = step < 0 ? length - 1 : length;
  }
  if (*stop < 0) {
    *stop += length;
    if (*stop < 0) *stop = step < 0 ? -1 : 0;
  } else if (*stop >= length) {
    *stop = step < 0 ? length - 1 : length;
  }
  if (step < 0) return *stop < *start ? (*start - *stop - 1) / (-step) + 1 : 0;
  return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

namespace {

// A start, stop or step as an int object: TypeError if it is none. New reference.
Object* evaluate_slice_index(Object* v) {
  if (index_check(v)) return number_index(v);
  err_set_string(ExcTypeError, "slice indices must be integers or None or have an __index__ method");
  return nullptr;
}

int int_less(Object* a, Object* b) { return object_rich_compare_bool(a, b, kLT); }

// v clipped to [lower, upper] after counting negative values from the end. Steals v.
Object* clip_index(Object* v, Object* length, Object* lower, Object* upper) {
  if (!v) return nullptr;
  if (int_sign(v) < 0) {
    Object* sum = number_add(v, length);
    decref(v);
    if (!sum) return nullptr;
    v = sum;
    int cmp = int_less(v, lower);
    if (cmp < 0) {
      decref(v);
      return nullptr;
    }
    if (cmp) {
      decref(v);
      return new_ref(lower);
    }
    return v;
  }
  int cmp = object_rich_compare_bool(v, upper, kGT);
  if (cmp < 0) {
    decref(v);
    return nullptr;
  }
  if (cmp) {
    decref(v);
    return new_ref(upper);
  }
  return v;
}

}  // namespace

int slice_get_long_indices(SliceObject* self, Object* length, Object** start, Object** stop, Object** step) {
  *start = *stop = *step = nullptr;
  Ref<> the_step;
  bool negative = false;
  if (is_none(self->step)) {
    the_step.reset(int_from_i64(1));
  } else {
    the_step.reset(evaluate_slice_index(self->step));
    if (!the_step) return -1;
    int sign = int_sign(the_step);
    if (sign == 0) {
      err_set_string(ExcValueError, "slice step cannot be zero");
      return -1;
    }
    negative = sign < 0;
  }
  // The bounds an index may have: 0..length, or -1..length-1 when walking backwards.
  Ref<> lower(int_from_i64(negative ? -1 : 0));
  if (!lower) return -1;
  Ref<> upper(negative ? number_add(length, lower) : new_ref(length));
  if (!upper) return -1;
  Ref<> first(is_none(self->start) ? new_ref(negative ? upper.get() : lower.get())
                                   : clip_index(evaluate_slice_index(self->start), length, lower, upper));
  if (!first) return -1;
  Ref<> last(is_none(self->stop) ? new_ref(negative ? lower.get() : upper.get())
                                 : clip_index(evaluate_slice_index(self->stop), length, lower, upper));
  if (!last) return -1;
  *start = first.release();
  *stop = last.release();
  *step = the_step.release();
  return 0;
}

namespace {

void slice_dealloc(Object* o) {
  SliceObject* r = as_slice(o);
  gc_untrack(o);
  DeepTrashcan can(o);
  if (can.postponed()) return;
  decref(r->step.get());
  decref(r->start.get());
  decref(r->stop.get());
  if (!state().cache) state().cache = r;
  else gc_del(o);
}

int slice_traverse(Object* o, visitproc* visit, void* arg) {
  SliceObject* r = as_slice(o);
  for (Object* part : {r->start.get(), r->stop.get(), r->step.get()}) {
    if (int result = visit(part, arg)) return result;
  }
  return 0;
}

Object* slice_repr(Object* o) {
  SliceObject* r = as_slice(o);
  return str_from_format("slice(%R, %R, %R)", r->start.get(), r->stop.get(), r->step.get());
}

Object* slice_rich_compare(Object* v, Object* w, int op) {
  if (!slice_check(v) || !slice_check(w)) return new_not_implemented();
  if (v == w) return new_bool(op == kEQ || op == kLE || op == kGE);
  // Tuples over the fields compare them in order.
  Object* a = tuple_pack(3, as_slice(v)->start.get(), as_slice(v)->stop.get(), as_slice(v)->step.get());
  if (!a) return nullptr;
  Object* b = tuple_pack(3, as_slice(w)->start.get(), as_slice(w)->stop.get(), as_slice(w)->step.get());
  Object* result = b ? object_rich_compare(a, b, op) : nullptr;
  decref(a);
  xdecref(b);
  return result;
}

Object* slice_tp_new(TypeObject*, Object* args, Object* kwargs) {
  if (!args_no_keywords("slice", kwargs)) return nullptr;
  Object *start = nullptr, *stop = nullptr, *step = nullptr;
  if (!args_unpack_tuple(args, "slice", 1, 3, &start, &stop, &step)) return nullptr;
  // slice(stop) and slice(start, stop[, step]).
  if (!stop) {
    stop = start;
    start = nullptr;
  }
  return slice_new(start, stop, step);
}

Object* slice_m_indices(Object* self, Object* length_object) {
  Ref<> length(number_index(length_object));
  if (!length) return nullptr;
  if (int_sign(length) < 0) {
    err_set_string(ExcValueError, "length should not be negative");
    return nullptr;
  }
  Object *start, *stop, *step;
  if (slice_get_long_indices(as_slice(self), length, &start, &stop, &step) < 0) return nullptr;
  return tuple_of_stolen(start, stop, step);
}

Object* slice_m_reduce(Object* self, Object*) {
  SliceObject* r = as_slice(self);
  return tuple_of_stolen(new_ref<Object>(self->ob_type), tuple_pack(3, r->start.get(), r->stop.get(), r->step.get()));
}

const MethodDef kSliceMethods[] = {
    {"indices", slice_m_indices, kMethO, "The (start, stop, step) that this slice means for a sequence of that length."},
    {"__reduce__", slice_m_reduce, kMethNoArgs, "What pickling needs."},
    {},
};

const MemberDef kSliceMembers[] = {
    {"start", kTObject, offsetof(SliceObject, start), 1, nullptr},
    {"stop", kTObject, offsetof(SliceObject, stop), 1, nullptr},
    {"step", kTObject, offsetof(SliceObject, step), 1, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

}  // namespace

void init_Slice_type(TypeObject* t) {
  t->tp_basicsize = sizeof(SliceObject);
  t->tp_dealloc = slice_dealloc;
  t->tp_repr = slice_repr;
  t->tp_hash = object_hash_not_implemented;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  type_set_doc(t, "slice(stop) or slice(start, stop[, step]): what a subscript like a[1:9:2] passes on.");
  t->tp_traverse = slice_traverse;
  t->tp_richcompare = slice_rich_compare;
  t->tp_new = slice_tp_new;
  type_add_methods(t, kSliceMethods);
  type_add_members(t, kSliceMembers);
}

}  // namespace innards
