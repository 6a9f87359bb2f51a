// list: its block of items, growing, slices, and the type's slots (CPython: Objects/listobject.c).
#include "object/list.h"

#include <cstring>

#include "native/args.h"
#include "object/born.h"
#include "object/int.h"
#include "object/iter_support.h"
#include "object/list_internal.h"
#include "object/protocol.h"
#include "object/slice.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

constexpr int32_t kMaxFreeList = 80;
constexpr int64_t kMaxItems = INT64_MAX / 8;

ListState& state() { return rt().objects.containers.list; }

Object* index_error(const char* text) {
  err_set_string(ExcIndexError, text);
  return nullptr;
}

bool valid_index(int64_t i, const Object* list) {
  return static_cast<uint64_t>(i) < static_cast<uint64_t>(list_size_of(list));
}

void move_items(Ptr<Object>* to, const Ptr<Object>* from, int64_t n) {
  if (n > 0) std::memmove(static_cast<void*>(to), from, static_cast<size_t>(n) * 8);
}

}  // namespace

// ---- the block of items

int list_resize(ListObject* self, int64_t n) {
  probe(ProbeKind::kListRoom, self, n, self->allocated);
  if (self->allocated >= n && n >= (self->allocated >> 1)) {
    self->ob_size = n;
    return 0;
  }
  // Room for an eighth more, so that appending takes linear time; multiples of 4.
  uint64_t want = (static_cast<uint64_t>(n) + (static_cast<uint64_t>(n) >> 3) + 6) & ~uint64_t{3};
  // A jump to a much larger size is probably final.
  if (n - self->ob_size > static_cast<int64_t>(want) - n) want = (static_cast<uint64_t>(n) + 3) & ~uint64_t{3};
  if (n == 0) want = 0;
  void* block = nullptr;
  if (want <= static_cast<uint64_t>(kMaxItems)) block = mem_realloc(self->ob_item.get(), want ? want * 8 : 1);
  if (!block) {
    err_no_memory();
    return -1;
  }
  self->ob_item = static_cast<Ptr<Object>*>(block);
  self->ob_size = n;
  self->allocated = static_cast<int64_t>(want);
  probe(ProbeKind::kListBlock, self, block, self->allocated);
  return 0;
}

int list_preallocate_exact(ListObject* self, int64_t n) {
  probe(ProbeKind::kListRoom, self, n, int64_t{0});
  // Blocks come in units of 16 bytes: an odd number of places would waste one.
  n = (n + 1) & ~int64_t{1};
  void* block = n <= kMaxItems ? mem_alloc(static_cast<size_t>(n) * 8) : nullptr;
  if (!block) {
    err_no_memory();
    return -1;
  }
  self->ob_item = static_cast<Ptr<Object>*>(block);
  self->allocated = n;
  probe(ProbeKind::kListBlock, self, block, n, "exact");
  return 0;
}

Object* list_new(int64_t n) {
  if (n < 0) {
    err_bad_internal_call();
    return nullptr;
  }
  ListState& s = state();
  ListObject* op;
  if (s.numfree > 0) {
    op = s.free_list[--s.numfree];
    op->ob_refcnt = 1;
    object_is_born(op, sizeof(ListObject));
  } else {
    op = gc_new_as<ListObject>(TypeList);
    if (!op) return err_no_memory();
  }
  op->ob_item = nullptr;
  op->ob_size = 0;
  op->allocated = 0;
  if (n > 0) {
    void* block = n <= kMaxItems ? mem_calloc(static_cast<size_t>(n) * 8) : nullptr;
    if (!block) {
      decref(op);
      return err_no_memory();
    }
    op->ob_item = static_cast<Ptr<Object>*>(block);
  }
  op->ob_size = n;
  op->allocated = n;
  gc_track(op);
  return op;
}

ListObject* list_new_prealloc(int64_t n) {
  ListObject* op = as_list(list_new(0));
  if (!op) return nullptr;
  void* block = n <= kMaxItems ? mem_alloc(static_cast<size_t>(n) * 8) : nullptr;
  if (!block) {
    decref(op);
    err_no_memory();
    return nullptr;
  }
  op->ob_item = static_cast<Ptr<Object>*>(block);
  op->allocated = n;
  return op;
}

int list_clear_items(ListObject* a) {
  Ptr<Object>* items = a->ob_item;
  if (!items) return 0;
  // Dropping an item may run code that looks at the list: it sees an empty one.
  int64_t i = a->ob_size;
  a->ob_size = 0;
  a->ob_item = nullptr;
  a->allocated = 0;
  while (--i >= 0) xdecref(items[i].get());
  mem_free(items);
  return 0;
}

void list_clear_free_list() {
  ListState& s = state();
  while (s.numfree > 0) gc_del(s.free_list[--s.numfree].get());
}

// ---- the C API's functions

int64_t list_size(Object* o) {
  if (list_check(o)) return list_size_of(o);
  err_bad_internal_call();
  return -1;
}

Object* list_get_item(Object* o, int64_t i) {
  if (!list_check(o)) {
    err_bad_internal_call();
    return nullptr;
  }
  if (!valid_index(i, o)) return index_error("list index out of range");
  return list_item_at(o, i);
}

int list_set_item(Object* o, int64_t i, Object* stolen) {
  if (!list_check(o)) {
    xdecref(stolen);
    err_bad_internal_call();
    return -1;
  }
  if (!valid_index(i, o)) {
    xdecref(stolen);
    index_error("list assignment index out of range");
    return -1;
  }
  set_ref(as_list(o)->ob_item[i], stolen);
  return 0;
}

int list_insert(Object* o, int64_t where, Object* item) {
  if (!list_check(o) || !item) {
    err_bad_internal_call();
    return -1;
  }
  ListObject* self = as_list(o);
  int64_t n = self->ob_size;
  if (list_resize(self, n + 1) < 0) return -1;
  if (where < 0 && (where += n) < 0) where = 0;
  if (where > n) where = n;
  Ptr<Object>* items = self->ob_item;
  move_items(items + where + 1, items + where, n - where);
  items[where] = new_ref(item);
  return 0;
}

int list_append_take_ref(ListObject* self, Object* item) {
  int64_t n = self->ob_size;
  if (self->allocated > n) {
    probe(ProbeKind::kListRoom, self, n + 1, self->allocated);
    self->ob_item[n] = item;
    self->ob_size = n + 1;
    return 0;
  }
  if (list_resize(self, n + 1) < 0) {
    decref(item);
    return -1;
  }
  self->ob_item[n] = item;
  return 0;
}

int list_append(Object* o, Object* item) {
  if (!list_check(o) || !item) {
    err_bad_internal_call();
    return -1;
  }
  return list_append_take_ref(as_list(o), new_ref(item));
}

// list += list or tuple: the number of items is known.
static Object* extend_from_sequence(ListObject* self, Object* seq) {
  bool from_list = list_check(seq);
  int64_t n = from_list ? list_size_of(seq) : tuple_size_of(seq);
  if (n == 0) return new_none();
  int64_t m = self->ob_size;
  if (!self->ob_item) {
    if (list_preallocate_exact(self, n) < 0) return nullptr;
    self->ob_size = n;
  } else if (list_resize(self, m + n) < 0) {
    return nullptr;
  }
  // After the resize, for the list may be its own source.
  Object** from = from_list ? list_items(seq) : tuple_items(seq);
  Ptr<Object>* to = self->ob_item.get() + m;
  for (int64_t i = 0; i < n; ++i) to[i] = new_ref(from[i]);
  return new_none();
}

// Makes room for the n items an iterator promises.
static int make_room(ListObject* self, int64_t n) {
  int64_t m = self->ob_size;
  if (m > INT64_MAX - n) return 0;  // the promise cannot be true
  if (!self->ob_item) return n ? list_preallocate_exact(self, n) : 0;
  if (list_resize(self, m + n) < 0) return -1;
  self->ob_size = m;
  return 0;
}

Object* list_extend(ListObject* self, Object* iterable) {
  if (list_check_exact(iterable) || tuple_check_exact(iterable) || self == iterable) {
    incref(iterable);
    Object* result = extend_from_sequence(self, iterable);
    decref(iterable);
    return result;
  }
  Ref<> it(object_get_iter(iterable));
  if (!it) return nullptr;
  int64_t n = object_length_hint(iterable, 8);
  if (n < 0 || make_room(self, n) < 0) return nullptr;
  for (;;) {
    Object* item = iter_step(it);
    if (!item) {
      if (iteration_end() < 0) return nullptr;
      break;
    }
    if (list_append_take_ref(self, item) < 0) return nullptr;
  }
  if (self->ob_size < self->allocated && list_resize(self, self->ob_size) < 0) return nullptr;
  return new_none();
}

Object* list_slice(ListObject* a, int64_t low, int64_t high) {
  int64_t n = high - low;
  if (n <= 0) return list_new(0);
  ListObject* np = list_new_prealloc(n);
  if (!np) return nullptr;
  Ptr<Object>* from = a->ob_item.get() + low;
  Ptr<Object>* to = np->ob_item;
  for (int64_t i = 0; i < n; ++i) to[i] = new_ref(from[i].get());
  np->ob_size = n;
  return np;
}

Object* list_get_slice(Object* o, int64_t low, int64_t high) {
  if (!list_check(o)) {
    err_bad_internal_call();
    return nullptr;
  }
  int64_t n = list_size_of(o);
  if (low < 0) low = 0;
  else if (low > n) low = n;
  if (high < low) high = low;
  else if (high > n) high = n;
  return list_slice(as_list(o), low, high);
}

int list_ass_slice(ListObject* a, int64_t low, int64_t high, Object* v) {
  Ref<> seq;
  int64_t n = 0;
  Object** new_items = nullptr;
  if (v) {
    if (v == a) {
      Ref<> copy(list_slice(a, 0, a->ob_size));
      return copy ? list_ass_slice(a, low, high, copy) : -1;
    }
    seq.reset(sequence_fast(v, "can only assign an iterable"));
    if (!seq) return -1;
    n = static_cast<VarObject*>(seq.get())->ob_size;
    new_items = list_check(seq) ? list_items(seq) : tuple_items(seq);
  }
  if (low < 0) low = 0;
  else if (low > a->ob_size) low = a->ob_size;
  if (high < low) high = low;
  else if (high > a->ob_size) high = a->ob_size;
  int64_t old_count = high - low, d = n - old_count;
  if (a->ob_size + d == 0) {
    seq.reset();
    return list_clear_items(a);
  }
  // The replaced items are dropped last, when the list is whole again.
  Ptr<Object> few[8];
  Ptr<Object>* old = few;
  Ptr<Object>* items = a->ob_item;
  if (old_count > 8) {
    old = static_cast<Ptr<Object>*>(mem_alloc(static_cast<size_t>(old_count) * 8));
    if (!old) {
      err_no_memory();
      return -1;
    }
  }
  move_items(old, items + low, old_count);
  int result = 0;
  if (d < 0) {
    int64_t tail = a->ob_size - high;
    move_items(items + high + d, items + high, tail);
    if (list_resize(a, a->ob_size + d) < 0) {
      move_items(items + high, items + high + d, tail);
      move_items(items + low, old, old_count);
      result = -1;
    }
  } else if (d > 0) {
    int64_t k = a->ob_size;
    result = list_resize(a, k + d);
    if (result == 0) move_items(a->ob_item.get() + high + d, a->ob_item.get() + high, k - high);
  }
  if (result == 0) {
    items = a->ob_item;
    for (int64_t k = 0; k < n; ++k) items[low + k] = xnew_ref(new_items[k]);
    for (int64_t k = old_count - 1; k >= 0; --k) xdecref(old[k].get());
  }
  if (old != few) mem_free(old);
  return result;
}

int list_set_slice(Object* o, int64_t low, int64_t high, Object* v) {
  if (!list_check(o)) {
    err_bad_internal_call();
    return -1;
  }
  return list_ass_slice(as_list(o), low, high, v);
}

void list_reverse_items(Ptr<Object>* low, Ptr<Object>* high) {
  if (low == high) return;
  for (--high; low < high; ++low, --high) {
    Ptr<Object> t = *low;
    *low = *high;
    *high = t;
  }
}

int list_reverse(Object* o) {
  if (!o || !list_check(o)) {
    err_bad_internal_call();
    return -1;
  }
  ListObject* self = as_list(o);
  if (self->ob_size > 1) list_reverse_items(self->ob_item, self->ob_item.get() + self->ob_size);
  return 0;
}

Object* list_as_tuple(Object* o) {
  if (!o || !list_check(o)) {
    err_bad_internal_call();
    return nullptr;
  }
  return tuple_from_array(list_items(o), list_size_of(o));
}

Object* list_from_array_steal(Object* const* items, int64_t n) {
  if (n == 0) return list_new(0);
  Object* list = list_new(n);
  for (int64_t i = 0; i < n; ++i) {
    if (list) list_put(list, i, items[i]);
    else decref(items[i]);
  }
  return list;
}

// ---- slots

Object* list_item(Object* a, int64_t i) {
  if (!valid_index(i, a)) return index_error("list index out of range");
  return new_ref(list_item_at(a, i));
}

int list_ass_item(Object* a, int64_t i, Object* v) {
  if (!valid_index(i, a)) {
    index_error("list assignment index out of range");
    return -1;
  }
  if (!v) return list_ass_slice(as_list(a), i, i + 1, nullptr);
  set_ref(as_list(a)->ob_item[i], new_ref(v));
  return 0;
}

Object* list_concat(Object* a, Object* b) {
  if (!list_check(b)) return err_format(ExcTypeError, "can only concatenate list (not \"%.200s\") to list", b->ob_type->tp_name.get());
  int64_t na = list_size_of(a), nb = list_size_of(b);
  if (na + nb == 0) return list_new(0);
  ListObject* np = list_new_prealloc(na + nb);
  if (!np) return nullptr;
  Ptr<Object>* to = np->ob_item;
  for (int64_t i = 0; i < na; ++i) to[i] = new_ref(list_item_at(a, i));
  for (int64_t i = 0; i < nb; ++i) to[na + i] = new_ref(list_item_at(b, i));
  np->ob_size = na + nb;
  return np;
}

Object* list_repeat(Object* a, int64_t n) {
  int64_t input = list_size_of(a);
  if (input == 0 || n <= 0) return list_new(0);
  if (input > kMaxItems / n) return err_no_memory();
  ListObject* np = list_new_prealloc(input * n);
  if (!np) return nullptr;
  Ptr<Object>* to = np->ob_item;
  for (int64_t k = 0; k < n; ++k, to += input) {
    for (int64_t i = 0; i < input; ++i) to[i] = new_ref(list_item_at(a, i));
  }
  np->ob_size = input * n;
  return np;
}

Object* list_in_place_repeat(Object* o, int64_t n) {
  ListObject* self = as_list(o);
  int64_t input = self->ob_size;
  if (input == 0 || n == 1) return new_ref(o);
  if (n < 1) {
    list_clear_items(self);
    return new_ref(o);
  }
  if (input > kMaxItems / n) return err_no_memory();
  if (list_resize(self, input * n) < 0) return nullptr;
  Ptr<Object>* items = self->ob_item;
  for (int64_t i = input; i < input * n; ++i) items[i] = new_ref(items[i - input].get());
  return new_ref(o);
}

Object* list_in_place_concat(Object* self, Object* other) {
  Object* result = list_extend(as_list(self), other);
  if (!result) return nullptr;
  decref(result);
  return new_ref(self);
}

namespace {

void list_dealloc(Object* o) {
  gc_untrack(o);
  Trashcan can(o, list_dealloc);
  if (can.postponed()) return;
  ListObject* op = as_list(o);
  if (Ptr<Object>* items = op->ob_item) {
    for (int64_t i = op->ob_size; --i >= 0;) xdecref(items[i].get());
    mem_free(items);
  }
  ListState& s = state();
  if (s.numfree < kMaxFreeList && list_check_exact(o)) s.free_list[s.numfree++] = op;
  else o->ob_type->tp_free(o);
}

int list_traverse(Object* o, visitproc* visit, void* arg) {
  for (int64_t i = list_size_of(o); --i >= 0;) {
    Object* item = list_item_at(o, i);
    if (item) {
      if (int r = visit(item, arg)) return r;
    }
  }
  return 0;
}

int list_tp_clear(Object* o) { return list_clear_items(as_list(o)); }

// The items between the brackets; the list may change while an item's __repr__ runs.
bool write_items(ListObject* self, StrWriter* w) {
  for (int64_t i = 0; i < self->ob_size; ++i) {
    if (i > 0 && w->write_ascii(", ", 2) < 0) return false;
    Ref<> s(object_repr(self->ob_item[i]));
    if (!s || w->write_str(s) < 0) return false;
  }
  return true;
}

Object* list_repr(Object* o) {
  if (list_size_of(o) == 0) return str_from_cstr("[]");
  int entered = repr_enter(o);
  if (entered != 0) return entered > 0 ? str_from_cstr("[...]") : nullptr;
  StrWriter w;
  w.overallocate = true;
  w.min_length = 1 + 1 + (2 + 1) * (list_size_of(o) - 1) + 1;
  bool ok = w.write_char('[') == 0 && write_items(as_list(o), &w);
  w.overallocate = false;
  ok = ok && w.write_char(']') == 0;
  repr_leave(o);
  if (!ok) {
    w.drop();
    return nullptr;
  }
  return w.finish();
}

int64_t list_length(Object* o) { return list_size_of(o); }

int list_contains(Object* o, Object* el) {
  int cmp = 0;
  for (int64_t i = 0; cmp == 0 && i < list_size_of(o); ++i) {
    native_turn();
    Ref<> item(new_ref(list_item_at(o, i)));
    cmp = object_rich_compare_bool(item, el, kEQ);
  }
  return cmp;
}

Object* list_subscript(Object* self, Object* item) {
  if (index_check(item)) {
    int64_t i = number_as_ssize(item, ExcIndexError);
    if (i == -1 && err_occurred()) return nullptr;
    if (i < 0) i += list_size_of(self);
    return list_item(self, i);
  }
  if (!slice_check(item))
    return err_format(ExcTypeError, "list indices must be integers or slices, not %.200s", item->ob_type->tp_name.get());
  int64_t start, stop, step;
  if (slice_unpack(item, &start, &stop, &step) < 0) return nullptr;
  int64_t n = slice_adjust_indices(list_size_of(self), &start, &stop, step);
  if (n <= 0) return list_new(0);
  if (step == 1) return list_slice(as_list(self), start, stop);
  ListObject* result = list_new_prealloc(n);
  if (!result) return nullptr;
  Ptr<Object>* to = result->ob_item;
  for (int64_t i = 0, cur = start; i < n; ++i, cur += step) to[i] = new_ref(list_item_at(self, cur));
  result->ob_size = n;
  return result;
}

// del self[start:stop:step] for n items.
int delete_stepped(ListObject* self, int64_t start, int64_t stop, int64_t step, int64_t n) {
  if (n <= 0) return 0;
  if (step < 0) {
    stop = start + 1;
    start = stop + step * (n - 1) - 1;
    step = -step;
  }
  Ptr<Object>* dropped = static_cast<Ptr<Object>*>(mem_alloc(static_cast<size_t>(n) * 8));
  if (!dropped) {
    err_no_memory();
    return -1;
  }
  // Each run of kept items moves down over the holes before it.
  Ptr<Object>* items = self->ob_item;
  uint64_t cur = static_cast<uint64_t>(start);
  int64_t i = 0;
  for (; cur < static_cast<uint64_t>(stop); cur += static_cast<uint64_t>(step), ++i) {
    int64_t kept = step - 1;
    dropped[i] = items[cur];
    if (cur + static_cast<uint64_t>(step) >= static_cast<uint64_t>(self->ob_size)) kept = self->ob_size - static_cast<int64_t>(cur) - 1;
    move_items(items + cur - i, items + cur + 1, kept);
  }
  cur = static_cast<uint64_t>(start) + static_cast<uint64_t>(n) * static_cast<uint64_t>(step);
  if (cur < static_cast<uint64_t>(self->ob_size)) move_items(items + cur - n, items + cur, self->ob_size - static_cast<int64_t>(cur));
  self->ob_size -= n;
  int result = list_resize(self, self->ob_size);
  for (i = 0; i < n; ++i) decref(dropped[i].get());
  mem_free(dropped);
  return result;
}

// self[start::step] = value for n places.
int assign_stepped(ListObject* self, int64_t start, int64_t step, int64_t n, Object* value) {
  Ref<> seq(value == self ? list_slice(self, 0, self->ob_size) : sequence_fast(value, "must assign iterable to extended slice"));
  if (!seq) return -1;
  int64_t size = static_cast<VarObject*>(seq.get())->ob_size;
  if (size != n) {
    err_format(ExcValueError, "attempt to assign sequence of size %zd to extended slice of size %zd", size, n);
    return -1;
  }
  if (n == 0) return 0;
  Ptr<Object>* dropped = static_cast<Ptr<Object>*>(mem_alloc(static_cast<size_t>(n) * 8));
  if (!dropped) {
    err_no_memory();
    return -1;
  }
  Ptr<Object>* items = self->ob_item;
  Object** from = list_check(seq) ? list_items(seq) : tuple_items(seq);
  for (int64_t i = 0, cur = start; i < n; ++i, cur += step) {
    dropped[i] = items[cur];
    items[cur] = new_ref(from[i]);
  }
  for (int64_t i = 0; i < n; ++i) decref(dropped[i].get());
  mem_free(dropped);
  return 0;
}

int list_ass_subscript(Object* o, Object* item, Object* value) {
  ListObject* self = as_list(o);
  if (index_check(item)) {
    int64_t i = number_as_ssize(item, ExcIndexError);
    if (i == -1 && err_occurred()) return -1;
    if (i < 0) i += self->ob_size;
    return list_ass_item(o, i, value);
  }
  if (!slice_check(item)) {
    err_format(ExcTypeError, "list indices must be integers or slices, not %.200s", item->ob_type->tp_name.get());
    return -1;
  }
  int64_t start, stop, step;
  if (slice_unpack(item, &start, &stop, &step) < 0) return -1;
  int64_t n = slice_adjust_indices(self->ob_size, &start, &stop, step);
  if (step == 1) return list_ass_slice(self, start, stop, value);
  // s[5:2:2] = [...] inserts before 5, not before 2.
  if ((step < 0 && start < stop) || (step > 0 && start > stop)) stop = start;
  if (!value) return delete_stepped(self, start, stop, step, n);
  return assign_stepped(self, start, step, n, value);
}

Object* list_rich_compare(Object* v, Object* w, int op) {
  if (!list_check(v) || !list_check(w)) return new_not_implemented();
  if (list_size_of(v) != list_size_of(w) && (op == kEQ || op == kNE)) return new_bool(op == kNE);
  int64_t i = 0;
  for (; i < list_size_of(v) && i < list_size_of(w); ++i) {
    Object* a = list_item_at(v, i);
    Object* b = list_item_at(w, i);
    if (a == b) continue;
    incref(a);
    incref(b);
    int k = object_rich_compare_bool(a, b, kEQ);
    decref(a);
    decref(b);
    if (k < 0) return nullptr;
    if (!k) break;
  }
  if (i >= list_size_of(v) || i >= list_size_of(w)) return compare_sizes(list_size_of(v), list_size_of(w), op);
  if (op == kEQ) return new_bool(false);
  if (op == kNE) return new_bool(true);
  return object_rich_compare(list_item_at(v, i), list_item_at(w, i), op);
}

int init_from(ListObject* self, Object* iterable) {
  if (self->ob_item) list_clear_items(self);
  if (!iterable) return 0;
  Object* result = list_extend(self, iterable);
  if (!result) return -1;
  decref(result);
  return 0;
}

int list_init(Object* self, Object* args, Object* kwargs) {
  if ((list_check_exact(self) || self->ob_type->tp_new == TypeList->tp_new) && !args_no_keywords("list", kwargs)) return -1;
  if (!args_check_positional("list", tuple_size_of(args), 0, 1)) return -1;
  return init_from(as_list(self), tuple_size_of(args) > 0 ? tuple_item_at(args, 0) : nullptr);
}

Object* list_vectorcall(Object* type, Object** args, uint64_t nargsf, Object* kwnames) {
  if (!args_no_kwnames("list", kwnames)) return nullptr;
  int64_t nargs = vectorcall_nargs(nargsf);
  if (!args_check_positional("list", nargs, 0, 1)) return nullptr;
  Object* list = type_generic_alloc(static_cast<TypeObject*>(type), 0);
  if (!list) return nullptr;
  if (nargs > 0 && init_from(as_list(list), args[0]) < 0) {
    decref(list);
    return nullptr;
  }
  return list;
}

}  // namespace

void init_List_type(TypeObject* t) {
  t->tp_basicsize = sizeof(ListObject);
  t->tp_dealloc = list_dealloc;
  t->tp_repr = list_repr;
  t->tp_hash = object_hash_not_implemented;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType | kTpListSubclass | kTpMatchSelf | kTpSequence;
  type_set_doc(t, "list(iterable=(), /)\n--\n\nA mutable sequence: empty, or the items of iterable.");
  t->tp_traverse = list_traverse;
  t->tp_clear = list_tp_clear;
  t->tp_richcompare = list_rich_compare;
  t->tp_iter = list_iter;
  t->tp_init = list_init;
  t->tp_alloc = type_generic_alloc;
  t->tp_new = type_generic_new;
  t->tp_free = gc_del;
  t->tp_vectorcall = list_vectorcall;
  SequenceMethods* sq = sequence_methods(t);
  sq->sq_length = list_length;
  sq->sq_concat = list_concat;
  sq->sq_repeat = list_repeat;
  sq->sq_item = list_item;
  sq->sq_ass_item = list_ass_item;
  sq->sq_contains = list_contains;
  sq->sq_inplace_concat = list_in_place_concat;
  sq->sq_inplace_repeat = list_in_place_repeat;
  MappingMethods* mp = mapping_methods(t);
  mp->mp_length = list_length;
  mp->mp_subscript = list_subscript;
  mp->mp_ass_subscript = list_ass_subscript;
  list_add_methods(t);
}

}  // namespace innards
