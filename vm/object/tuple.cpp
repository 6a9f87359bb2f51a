// tuple and tuple_iterator (CPython: Objects/tupleobject.c).
#include "object/tuple.h"

#include <cstdarg>
#include <cstring>

#include "native/args.h"
#include "object/born.h"
#include "object/generic_alias.h"
#include "object/int.h"
#include "object/iter_support.h"
#include "object/protocol.h"
#include "object/slice.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

constexpr int64_t kMaxSaveSize = 20;
constexpr int32_t kMaxFreeList = 2000;

TupleState& state() { return rt().objects.containers.tuple; }
TupleObject* as_tuple(Object* o) { return static_cast<TupleObject*>(o); }

TupleObject* free_list_pop(int64_t n) {
  if (n < 1 || n >= kMaxSaveSize) return nullptr;  // those of the longest list are kept, but CPython takes none of them
  TupleState& s = state();
  TupleObject* op = s.free_list[n - 1];
  if (!op) return nullptr;
  s.free_list[n - 1] = static_cast<TupleObject*>(op->ob_item[0].get());
  --s.numfree[n - 1];
  op->ob_refcnt = 1;
  object_is_born(op, TypeTuple->tp_basicsize + n * 8);
  return op;
}

bool free_list_push(TupleObject* op) {
  int64_t n = op->ob_size;
  TupleState& s = state();
  if (n < 1 || n > kMaxSaveSize || s.numfree[n - 1] >= kMaxFreeList || !tuple_check_exact(op)) return false;
  op->ob_item[0] = s.free_list[n - 1].get();
  s.free_list[n - 1] = op;
  ++s.numfree[n - 1];
  return true;
}

// A tuple of n undefined items, not tracked; n > 0.
TupleObject* tuple_alloc(int64_t n) {
  if (n < 0) {
    err_bad_internal_call();
    return nullptr;
  }
  if (TupleObject* op = free_list_pop(n)) return op;
  if (n > (INT64_MAX - 64) / 8) {
    err_no_memory();
    return nullptr;
  }
  VarObject* op = gc_new_var(TypeTuple, n);
  if (!op) err_no_memory();
  return static_cast<TupleObject*>(op);
}

Object* new_empty() { return new_ref(empty_tuple()); }

}  // namespace

Object* empty_tuple() {
  TupleObject* t = reinterpret_cast<TupleObject*>(&state().empty[2]);
  if (!t->ob_type) {
    t->ob_type = TypeTuple;
    t->ob_refcnt = kStaticRefcount;
    t->ob_size = 0;
  }
  return t;
}

Object* tuple_new(int64_t n) {
  if (n == 0) return new_empty();
  TupleObject* op = tuple_alloc(n);
  if (!op) return nullptr;
  std::memset(static_cast<void*>(op->ob_item), 0, static_cast<size_t>(n) * 8);
  gc_track(op);
  return op;
}

Object* tuple_pack(int64_t n, ...) {
  if (n == 0) return new_empty();
  TupleObject* op = tuple_alloc(n);
  if (!op) return nullptr;
  va_list args;
  va_start(args, n);
  for (int64_t i = 0; i < n; ++i) op->ob_item[i] = new_ref(va_arg(args, Object*));
  va_end(args);
  gc_track(op);
  return op;
}

Object* tuple_from_array(Object* const* items, int64_t n) {
  if (n == 0) return new_empty();
  TupleObject* op = tuple_alloc(n);
  if (!op) return nullptr;
  for (int64_t i = 0; i < n; ++i) op->ob_item[i] = new_ref(items[i]);
  gc_track(op);
  return op;
}

Object* tuple_from_array_steal(Object* const* items, int64_t n) {
  if (n == 0) return new_empty();
  TupleObject* op = tuple_alloc(n);
  if (!op) {
    for (int64_t i = 0; i < n; ++i) decref(items[i]);
    return nullptr;
  }
  for (int64_t i = 0; i < n; ++i) op->ob_item[i] = items[i];
  gc_track(op);
  return op;
}

int64_t tuple_size(Object* o) {
  if (tuple_check(o)) return tuple_size_of(o);
  err_bad_internal_call();
  return -1;
}

Object* tuple_get_item(Object* o, int64_t i) {
  if (!tuple_check(o)) {
    err_bad_internal_call();
    return nullptr;
  }
  if (i < 0 || i >= tuple_size_of(o)) {
    err_set_string(ExcIndexError, "tuple index out of range");
    return nullptr;
  }
  return tuple_item_at(o, i);
}

int tuple_set_item(Object* o, int64_t i, Object* stolen) {
  if (!tuple_check(o) || o->ob_refcnt != 1) {
    xdecref(stolen);
    err_bad_internal_call();
    return -1;
  }
  if (i < 0 || i >= tuple_size_of(o)) {
    xdecref(stolen);
    err_set_string(ExcIndexError, "tuple assignment index out of range");
    return -1;
  }
  set_ref(as_tuple(o)->ob_item[i], stolen);
  return 0;
}

Object* tuple_get_slice(Object* o, int64_t low, int64_t high) {
  if (!tuple_check(o)) {
    err_bad_internal_call();
    return nullptr;
  }
  int64_t n = tuple_size_of(o);
  if (low < 0) low = 0;
  if (high > n) high = n;
  if (high < low) high = low;
  if (low == 0 && high == n && tuple_check_exact(o)) return new_ref(o);
  return tuple_from_array(tuple_items(o) + low, high - low);
}

int tuple_resize(Object** pv, int64_t n) {
  TupleObject* v = as_tuple(*pv);
  if (!v || !tuple_check_exact(v) || (v->ob_size != 0 && v->ob_refcnt != 1)) {
    *pv = nullptr;
    xdecref(static_cast<Object*>(v));
    err_bad_internal_call();
    return -1;
  }
  int64_t old = v->ob_size;
  if (old == n) return 0;
  if (n == 0 || old == 0) {
    decref(v);
    *pv = tuple_new(n);
    return *pv ? 0 : -1;
  }
  gc_untrack(v);
  for (int64_t i = n; i < old; ++i) clear_ref(v->ob_item[i]);
  TupleObject* moved = static_cast<TupleObject*>(gc_resize(v, n));
  if (!moved) {
    *pv = nullptr;
    gc_del(v);
    err_no_memory();
    return -1;
  }
  moved->ob_refcnt = 1;
  for (int64_t i = old; i < n; ++i) moved->ob_item[i] = nullptr;
  *pv = moved;
  object_has_moved(v, moved, TypeTuple->tp_basicsize + n * 8);
  gc_track(moved);
  return 0;
}

void tuple_maybe_untrack(Object* o) {
  if (!tuple_check_exact(o) || !gc_is_tracked(o)) return;
  int64_t n = tuple_size_of(o);
  for (int64_t i = 0; i < n; ++i) {
    Object* item = tuple_item_at(o, i);
    // A null item means that the tuple is still being built.
    if (!item) return;
    if (object_is_gc(item) && (!tuple_check_exact(item) || gc_is_tracked(item))) return;
  }
  gc_untrack(o);
}

void tuple_clear_free_list() {
  TupleState& s = state();
  for (int64_t i = 0; i < kMaxSaveSize; ++i) {
    TupleObject* p = s.free_list[i];
    s.free_list[i] = nullptr;
    s.numfree[i] = 0;
    while (p) {
      TupleObject* next = static_cast<TupleObject*>(p->ob_item[0].get());
      gc_del(p);
      p = next;
    }
  }
}

namespace {

void tuple_dealloc(Object* o) {
  // The empty tuple is static; a program that drops its references by mistake must not free it.
  if (o == empty_tuple()) {
    o->ob_refcnt = kStaticRefcount;
    return;
  }
  gc_untrack(o);
  Trashcan can(o, tuple_dealloc);
  if (can.postponed()) return;
  TupleObject* op = as_tuple(o);
  for (int64_t i = op->ob_size; --i >= 0;) xdecref(op->ob_item[i].get());
  if (!free_list_push(op)) op->ob_type->tp_free(op);
}

int tuple_traverse(Object* o, visitproc* visit, void* arg) {
  for (int64_t i = tuple_size_of(o); --i >= 0;) {
    Object* item = tuple_item_at(o, i);
    if (item) {
      if (int r = visit(item, arg)) return r;
    }
  }
  return 0;
}

Object* tuple_repr(Object* o) {
  int64_t n = tuple_size_of(o);
  if (n == 0) return str_from_cstr("()");
  int entered = repr_enter(o);
  if (entered != 0) return entered > 0 ? str_from_cstr("(...)") : nullptr;
  StrWriter w;
  w.overallocate = true;
  w.min_length = n > 1 ? 1 + 1 + (2 + 1) * (n - 1) + 1 : 4;
  bool ok = w.write_char('(') == 0;
  for (int64_t i = 0; ok && i < n; ++i) {
    if (i > 0 && w.write_ascii(", ", 2) < 0) { ok = false; break; }
    Object* s = object_repr(tuple_item_at(o, i));
    ok = s && w.write_str(s) == 0;
    xdecref(s);
  }
  if (ok) {
    w.overallocate = false;
    ok = (n > 1 ? w.write_char(')') : w.write_ascii(",)", 2)) == 0;
  }
  repr_leave(o);
  if (!ok) {
    w.drop();
    return nullptr;
  }
  return w.finish();
}

// The xxHash-like mix of CPython's tuplehash.
int64_t tuple_hash(Object* o) {
  constexpr uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u, kPrime5 = 2870177450012600261u;
  if (!native_stack_left()) return -1;
  int64_t n = tuple_size_of(o);
  uint64_t acc = kPrime5;
  for (int64_t i = 0; i < n; ++i) {
    int64_t lane = object_hash(tuple_item_at(o, i));
    if (lane == -1) return -1;
    acc += static_cast<uint64_t>(lane) * kPrime2;
    acc = (acc << 31) | (acc >> 33);
    acc *= kPrime1;
  }
  acc += static_cast<uint64_t>(n) ^ (kPrime5 ^ 3527539u);
  if (acc == ~uint64_t{0}) return 1546275796;
  return static_cast<int64_t>(acc);
}

int64_t tuple_length(Object* o) { return tuple_size_of(o); }

int tuple_contains(Object* o, Object* el) {
  int cmp = 0;
  for (int64_t i = 0; cmp == 0 && i < tuple_size_of(o); ++i) cmp = object_rich_compare_bool(tuple_item_at(o, i), el, kEQ);
  return cmp;
}

Object* tuple_item(Object* o, int64_t i) {
  if (i < 0 || i >= tuple_size_of(o)) {
    err_set_string(ExcIndexError, "tuple index out of range");
    return nullptr;
  }
  return new_ref(tuple_item_at(o, i));
}

Object* tuple_concat(Object* a, Object* b) {
  int64_t na = tuple_size_of(a);
  if (na == 0 && tuple_check_exact(b)) return new_ref(b);
  if (!tuple_check(b)) return err_format(ExcTypeError, "can only concatenate tuple (not \"%.200s\") to tuple", b->ob_type->tp_name.get());
  int64_t nb = tuple_size_of(b);
  if (nb == 0 && tuple_check_exact(a)) return new_ref(a);
  if (na > INT64_MAX / 8 - nb) return err_no_memory();
  if (na + nb == 0) return new_empty();
  TupleObject* np = tuple_alloc(na + nb);
  if (!np) return nullptr;
  for (int64_t i = 0; i < na; ++i) np->ob_item[i] = new_ref(tuple_item_at(a, i));
  for (int64_t i = 0; i < nb; ++i) np->ob_item[na + i] = new_ref(tuple_item_at(b, i));
  gc_track(np);
  return np;
}

Object* tuple_repeat(Object* a, int64_t n) {
  int64_t input = tuple_size_of(a);
  if ((input == 0 || n == 1) && tuple_check_exact(a)) return new_ref(a);
  if (input == 0 || n <= 0) return new_empty();
  if (n > INT64_MAX / 8 / input) return err_no_memory();
  int64_t output = input * n;
  TupleObject* np = tuple_alloc(output);
  if (!np) return nullptr;
  for (int64_t i = 0; i < output; ++i) np->ob_item[i] = new_ref(tuple_item_at(a, i % input));
  gc_track(np);
  return np;
}

Object* tuple_subscript(Object* self, Object* item) {
  if (index_check(item)) {
    int64_t i = number_as_ssize(item, ExcIndexError);
    if (i == -1 && err_occurred()) return nullptr;
    if (i < 0) i += tuple_size_of(self);
    return tuple_item(self, i);
  }
  if (!slice_check(item))
    return err_format(ExcTypeError, "tuple indices must be integers or slices, not %.200s", item->ob_type->tp_name.get());
  int64_t start, stop, step;
  if (slice_unpack(item, &start, &stop, &step) < 0) return nullptr;
  int64_t n = slice_adjust_indices(tuple_size_of(self), &start, &stop, step);
  if (n <= 0) return new_empty();
  if (start == 0 && step == 1 && n == tuple_size_of(self) && tuple_check_exact(self)) return new_ref(self);
  TupleObject* result = tuple_alloc(n);
  if (!result) return nullptr;
  for (int64_t i = 0, cur = start; i < n; ++i, cur += step) result->ob_item[i] = new_ref(tuple_item_at(self, cur));
  gc_track(result);
  return result;
}

Object* tuple_rich_compare(Object* v, Object* w, int op) {
  if (!tuple_check(v) || !tuple_check(w)) return new_not_implemented();
  int64_t nv = tuple_size_of(v), nw = tuple_size_of(w), i = 0;
  for (; i < nv && i < nw; ++i) {
    int k = object_rich_compare_bool(tuple_item_at(v, i), tuple_item_at(w, i), kEQ);
    if (k < 0) return nullptr;
    if (!k) break;
  }
  if (i >= nv || i >= nw) return compare_sizes(nv, nw, op);
  if (op == kEQ) return new_bool(false);
  if (op == kNE) return new_bool(true);
  return object_rich_compare(tuple_item_at(v, i), tuple_item_at(w, i), op);
}

Object* tuple_index(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("index", nargs, 1, 3)) return nullptr;
  int64_t start = 0, stop = INT64_MAX;
  if (nargs > 1 && !eval_slice_index_not_none(args[1], &start)) return nullptr;
  if (nargs > 2 && !eval_slice_index_not_none(args[2], &stop)) return nullptr;
  int64_t n = tuple_size_of(self);
  if (start < 0 && (start += n) < 0) start = 0;
  if (stop < 0) stop += n;
  else if (stop > n) stop = n;
  for (int64_t i = start; i < stop; ++i) {
    int cmp = object_rich_compare_bool(tuple_item_at(self, i), args[0], kEQ);
    if (cmp > 0) return int_from_i64(i);
    if (cmp < 0) return nullptr;
  }
  err_set_string(ExcValueError, "tuple.index(x): x not in tuple");
  return nullptr;
}

Object* tuple_count(Object* self, Object* value) {
  int64_t count = 0;
  for (int64_t i = 0; i < tuple_size_of(self); ++i) {
    int cmp = object_rich_compare_bool(tuple_item_at(self, i), value, kEQ);
    if (cmp < 0) return nullptr;
    count += cmp;
  }
  return int_from_i64(count);
}

Object* tuple_getnewargs(Object* self, Object*) {
  Object* copy = tuple_get_slice(self, 0, tuple_size_of(self));
  if (!copy) return nullptr;
  return tuple_from_array_steal(&copy, 1);
}

Object* make_tuple(TypeObject* type, Object* iterable) {
  if (type == TypeTuple) return iterable ? sequence_tuple(iterable) : new_empty();
  Object* items = iterable ? sequence_tuple(iterable) : new_empty();
  if (!items) return nullptr;
  int64_t n = tuple_size_of(items);
  Object* result = type->tp_alloc(type, n);
  if (result) {
    for (int64_t i = 0; i < n; ++i) tuple_put(result, i, new_ref(tuple_item_at(items, i)));
  }
  decref(items);
  return result;
}

Object* tuple_tp_new(TypeObject* type, Object* args, Object* kwargs) {
  if ((type == TypeTuple || type->tp_init == TypeTuple->tp_init) && !args_no_keywords("tuple", kwargs)) return nullptr;
  if (!args_check_positional("tuple", tuple_size_of(args), 0, 1)) return nullptr;
  return make_tuple(type, tuple_size_of(args) > 0 ? tuple_item_at(args, 0) : nullptr);
}

Object* tuple_vectorcall(Object* type, Object** args, uint64_t nargsf, Object* kwnames) {
  if (!args_no_kwnames("tuple", kwnames)) return nullptr;
  int64_t nargs = vectorcall_nargs(nargsf);
  if (!args_check_positional("tuple", nargs, 0, 1)) return nullptr;
  return make_tuple(static_cast<TypeObject*>(type), nargs > 0 ? args[0] : nullptr);
}

const MethodDef kTupleMethods[] = {
    {"__getnewargs__", tuple_getnewargs, kMethNoArgs, "__getnewargs__($self, /)\n--\n\n"},
    {"index", tuple_index, kMethFastcall,
     "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nThe first index where value stands; ValueError if it does not."},
    {"count", tuple_count, kMethO, "count($self, value, /)\n--\n\nHow many items equal value."},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "The generic alias tuple[...] (PEP 585)."},
    {},
};

// ---- tuple_iterator

TupleIterObject* as_iter(Object* o) { return static_cast<TupleIterObject*>(o); }

Object* tuple_iter(Object* seq) {
  if (!tuple_check(seq)) {
    err_bad_internal_call();
    return nullptr;
  }
  TupleIterObject* it = gc_new_as<TupleIterObject>(TypeTupleIter);
  if (!it) return err_no_memory();
  it->it_index = 0;
  it->it_seq = static_cast<TupleObject*>(new_ref(seq));
  gc_track(it);
  return it;
}

void tuple_iter_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_iter(o)->it_seq.get());
  gc_del(o);
}

int tuple_iter_traverse(Object* o, visitproc* visit, void* arg) {
  Object* seq = as_iter(o)->it_seq;
  return seq ? visit(seq, arg) : 0;
}

Object* tuple_iter_next(Object* o) {
  TupleIterObject* it = as_iter(o);
  TupleObject* seq = it->it_seq;
  if (!seq) return nullptr;
  if (it->it_index < seq->ob_size) return new_ref(seq->ob_item[it->it_index++].get());
  it->it_seq = nullptr;
  decref(seq);
  return nullptr;
}

Object* tuple_iter_len(Object* o, Object*) {
  TupleIterObject* it = as_iter(o);
  return int_from_i64(it->it_seq ? it->it_seq->ob_size - it->it_index : 0);
}

Object* tuple_iter_reduce(Object* o, Object*) {
  TupleIterObject* it = as_iter(o);
  if (it->it_seq) return iter_reduce_at("iter", it->it_seq, it->it_index);
  return iter_reduce_items(new_empty());
}

Object* tuple_iter_setstate(Object* o, Object* arg) {
  TupleIterObject* it = as_iter(o);
  int64_t index;
  if (!read_state(arg, &index)) return nullptr;
  if (it->it_seq) {
    if (index < 0) index = 0;
    else if (index > it->it_seq->ob_size) index = it->it_seq->ob_size;
    it->it_index = index;
  }
  return new_none();
}

const MethodDef kTupleIterMethods[] = {
    {"__length_hint__", tuple_iter_len, kMethNoArgs, "How many items are probably left."},
    {"__reduce__", tuple_iter_reduce, kMethNoArgs, "What pickling needs."},
    {"__setstate__", tuple_iter_setstate, kMethO, "Sets the position, for unpickling."},
    {},
};

}  // namespace

void init_Tuple_type(TypeObject* t) {
  t->tp_basicsize = kTupleBasicSize;
  t->tp_itemsize = 8;
  t->tp_dealloc = tuple_dealloc;
  t->tp_repr = tuple_repr;
  t->tp_hash = tuple_hash;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType | kTpTupleSubclass | kTpMatchSelf | kTpSequence;
  type_set_doc(t, "tuple(iterable=(), /)\n--\n\nAn immutable sequence: empty, or the items of iterable.");
  t->tp_traverse = tuple_traverse;
  t->tp_richcompare = tuple_rich_compare;
  t->tp_iter = tuple_iter;
  t->tp_new = tuple_tp_new;
  t->tp_free = gc_del;
  t->tp_vectorcall = tuple_vectorcall;
  SequenceMethods* sq = sequence_methods(t);
  sq->sq_length = tuple_length;
  sq->sq_concat = tuple_concat;
  sq->sq_repeat = tuple_repeat;
  sq->sq_item = tuple_item;
  sq->sq_contains = tuple_contains;
  MappingMethods* mp = mapping_methods(t);
  mp->mp_length = tuple_length;
  mp->mp_subscript = tuple_subscript;
  type_add_methods(t, kTupleMethods);
}

void init_TupleIter_type(TypeObject* t) {
  t->tp_basicsize = sizeof(TupleIterObject);
  t->tp_dealloc = tuple_iter_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC;
  t->tp_traverse = tuple_iter_traverse;
  t->tp_iter = object_self_iter;
  t->tp_iternext = tuple_iter_next;
  type_add_methods(t, kTupleIterMethods);
}

}  // namespace innards
