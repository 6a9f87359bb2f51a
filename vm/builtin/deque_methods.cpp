// deque: methods and sequence slots.
#include <algorithm>

#include "builtin/deque.h"
#include "heap/heap.h"
#include "native/args.h"
#include "object/call.h"
#include "object/generic_alias.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/slice.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

Object* mutated(Object* type, const char* text) { return err_format(type, "%s", text); }

DequePlace first_place(DequeObject* d) { return {d->leftblock, d->leftindex}; }

// Where item i stands, counted from the nearer end.
DequePlace place_of(DequeObject* d, int64_t i) {
  if (i < (d->ob_size >> 1)) {
    i += d->leftindex;
    DequePlace at = {d->leftblock, i % kDequeBlock};
    for (int64_t n = i / kDequeBlock; n > 0; --n) at.block = at.block->rightlink;
    return at;
  }
  i += d->leftindex;
  DequePlace at = {d->rightblock, i % kDequeBlock};
  for (int64_t n = (d->leftindex + d->ob_size - 1) / kDequeBlock - i / kDequeBlock; n > 0; --n) at.block = at.block->leftlink;
  return at;
}

int delete_item(DequeObject* d, int64_t i) {
  if (deque_turn(d, -i) < 0) return -1;
  Ref<> item(deque_pop_left_item(d));
  return deque_turn(d, i);
}

Object* append(Object* o, Object* item) {
  return deque_append_item(as_deque(o), new_ref(item), as_deque(o)->maxlen) < 0 ? nullptr : new_none();
}
Object* append_left(Object* o, Object* item) {
  return deque_append_left_item(as_deque(o), new_ref(item), as_deque(o)->maxlen) < 0 ? nullptr : new_none();
}
Object* pop(Object* o, Object*) { return deque_pop_item(as_deque(o)); }
Object* pop_left(Object* o, Object*) { return deque_pop_left_item(as_deque(o)); }
Object* clear(Object* o, Object*) {
  deque_empty(o);
  return new_none();
}

Object* rotate(Object* o, Object** args, int64_t nargs) {
  if (!args_check_positional("deque.rotate", nargs, 0, 1)) return nullptr;
  int64_t n = 1;
  if (nargs) {
    Ref<> index(number_index(args[0]));
    n = index ? int_as_ssize_t(index) : -1;
    if (n == -1 && err_occurred()) return nullptr;
  }
  return deque_turn(as_deque(o), n) < 0 ? nullptr : new_none();
}

Object* reverse(Object* o, Object*) {
  DequeObject* d = as_deque(o);
  DequePlace left = first_place(d), right = {d->rightblock, d->rightindex};
  for (int64_t n = d->ob_size >> 1; n > 0; --n) {
    std::swap(left.block->data[left.index], right.block->data[right.index]);
    left.forward();
    if (n > 1) right.back();
  }
  return new_none();
}

Object* count(Object* o, Object* value) {
  DequeObject* d = as_deque(o);
  DequePlace at = first_place(d);
  const uint64_t state = d->state;
  int64_t found = 0;
  for (int64_t n = d->ob_size; n > 0; --n) {
    Ref<> item(new_ref(at.item()));
    int same = object_rich_compare_bool(item, value, kEQ);
    if (same < 0) return nullptr;
    found += same;
    if (state != d->state) return mutated(ExcRuntimeError, "deque mutated during iteration");
    at.forward();
  }
  return int_from_i64(found);
}

void clip(int64_t size, int64_t* at) {
  if (*at < 0) *at = std::max<int64_t>(*at + size, 0);
}

Object* index(Object* o, Object** args, int64_t nargs) {
  if (nargs < 1 || nargs > 3)
    return err_format(ExcTypeError, "index() takes at %s %s (%zd given)", nargs ? "most" : "least", nargs ? "3 arguments" : "1 argument", nargs);
  DequeObject* d = as_deque(o);
  const int64_t size = d->ob_size;
  int64_t start = 0, stop = size;
  if (nargs > 1 && !eval_slice_index_not_none(args[1], &start)) return nullptr;
  if (nargs > 2 && !eval_slice_index_not_none(args[2], &stop)) return nullptr;
  clip(size, &start);
  clip(size, &stop);
  stop = std::min(stop, size);
  start = std::min(start, stop);
  const uint64_t state = d->state;
  DequePlace at = first_place(d);
  for (int64_t i = 0; i < start; ++i) at.forward();
  for (int64_t i = start; i < stop; ++i) {
    Ref<> item(new_ref(at.item()));
    int same = object_rich_compare_bool(item, args[0], kEQ);
    if (same > 0) return int_from_i64(i);
    if (same < 0) return nullptr;
    if (state != d->state) return mutated(ExcRuntimeError, "deque mutated during iteration");
    at.forward();
  }
  return err_format(ExcValueError, "%R is not in deque", args[0]);
}

Object* insert(Object* o, Object** args, int64_t nargs) {
  int64_t at;
  Object* item;
  if (!args_parse_stack(args, nargs, "nO:insert", &at, &item)) return nullptr;
  DequeObject* d = as_deque(o);
  const int64_t n = d->ob_size;
  if (d->maxlen == n) return err_format(ExcIndexError, "deque already at its maximum size");
  if (at >= n) return append(o, item);
  if (at <= -n || at == 0) return append_left(o, item);
  if (deque_turn(d, -at) < 0) return nullptr;
  Ref<> added(at < 0 ? append(o, item) : append_left(o, item));
  if (!added || deque_turn(d, at) < 0) return nullptr;
  return new_none();
}

Object* remove(Object* o, Object* value) {
  DequeObject* d = as_deque(o);
  DequePlace at = first_place(d);
  const int64_t n = d->ob_size;
  const uint64_t state = d->state;
  int64_t i = 0;
  for (; i < n; ++i) {
    Ref<> item(new_ref(at.item()));
    int same = object_rich_compare_bool(item, value, kEQ);
    item.reset();
    if (same < 0) return nullptr;
    if (state != d->state) return mutated(ExcIndexError, "deque mutated during iteration");
    if (same) break;
    at.forward();
  }
  if (i == n) return err_format(ExcValueError, "%R is not in deque", value);
  return delete_item(d, i) < 0 ? nullptr : new_none();
}

Object* reduce(Object* o, Object*) {
  Ref<> state(object_call_method_no_args(o, ID(__getstate__)));
  Ref<> it(state ? object_get_iter(o) : nullptr);
  if (!it) return nullptr;
  const int64_t maxlen = as_deque(o)->maxlen;
  Ref<> number(int_from_i64(maxlen)), nothing(tuple_new(0));
  Ref<> args(maxlen < 0 ? new_ref(nothing.get()) : tuple_pack(2, nothing.get(), number.get()));
  return args ? tuple_pack(4, static_cast<Object*>(o->ob_type.get()), args.get(), state.get(), it.get()) : nullptr;
}

Object* size_of(Object* o, Object*) {
  DequeObject* d = as_deque(o);
  const int64_t blocks = (d->leftindex + d->ob_size + kDequeBlock - 1) / kDequeBlock;
  return int_from_i64(o->ob_type->tp_basicsize + blocks * static_cast<int64_t>(sizeof(DequeBlock)));
}

}  // namespace

Object* deque_copy(Object* o, Object*) {
  const int64_t maxlen = as_deque(o)->maxlen;
  if (o->ob_type == TypeDeque) {
    Ref<> copy(deque_make(TypeDeque, nullptr, nullptr));
    if (!copy) return nullptr;
    as_deque(copy)->maxlen = maxlen;
    Ref<> done(as_deque(o)->ob_size == 1 ? append(copy, first_place(as_deque(o)).item()) : deque_extend(copy, o));
    return done ? copy.release() : nullptr;
  }
  auto* type = static_cast<Object*>(o->ob_type.get());
  Ref<> number(maxlen < 0 ? nullptr : int_from_i64(maxlen));
  Ref<> copy(maxlen < 0 ? object_call_one_arg(type, o) : object_call_function_obj_args(type, o, number.get(), nullptr));
  if (copy && !deque_check(copy))
    return err_format(ExcTypeError, "%.200s() must return a deque, not %.200s", o->ob_type->tp_name.get(), type_name_of(copy));
  return copy.release();
}

// ---- as a sequence

Object* deque_item(Object* o, int64_t i) {
  DequeObject* d = as_deque(o);
  if (i < 0 || i >= d->ob_size) return err_format(ExcIndexError, "deque index out of range");
  return new_ref(place_of(d, i).item());
}

int deque_ass_item(Object* o, int64_t i, Object* value) {
  DequeObject* d = as_deque(o);
  if (i < 0 || i >= d->ob_size) {
    err_set_string(ExcIndexError, "deque index out of range");
    return -1;
  }
  if (!value) return delete_item(d, i);
  DequePlace at = place_of(d, i);
  set_ref(at.block->data[at.index], new_ref(value));
  return 0;
}

int deque_contains(Object* o, Object* value) {
  DequeObject* d = as_deque(o);
  DequePlace at = first_place(d);
  const uint64_t state = d->state;
  for (int64_t n = d->ob_size; n > 0; --n) {
    Ref<> item(new_ref(at.item()));
    int same = object_rich_compare_bool(item, value, kEQ);
    if (same) return same;
    if (state != d->state) {
      err_set_string(ExcRuntimeError, "deque mutated during iteration");
      return -1;
    }
    at.forward();
  }
  return 0;
}

Object* deque_concat(Object* o, Object* other) {
  if (!deque_check(other)) return err_format(ExcTypeError, "can only concatenate deque (not \"%.200s\") to deque", type_name_of(other));
  Ref<> sum(deque_copy(o, nullptr));
  Ref<> done(sum ? deque_extend(sum, other) : nullptr);
  return done ? sum.release() : nullptr;
}

Object* deque_inplace_concat(Object* o, Object* other) {
  Ref<> done(deque_extend(o, other));
  return done ? new_ref(o) : nullptr;
}

Object* deque_inplace_repeat(Object* o, int64_t n) {
  DequeObject* d = as_deque(o);
  const int64_t size = d->ob_size;
  if (size == 0 || n == 1) return new_ref(o);
  if (n <= 0) {
    deque_empty(o);
    return new_ref(o);
  }
  if (size > INT64_MAX / n) return err_no_memory();
  if (d->maxlen >= 0 && n * size > d->maxlen) n = (d->maxlen + size - 1) / size;
  if (size == 1) {
    Ref<> item(new_ref(first_place(d).item()));
    for (int64_t i = 1; i < n; ++i)
      if (deque_append_item(d, new_ref(item.get()), d->maxlen) < 0) return nullptr;
    return new_ref(o);
  }
  Ref<> items(sequence_list(o));
  for (int64_t i = 1; items && i < n; ++i) {
    Ref<> done(deque_extend(o, items));
    if (!done) return nullptr;
  }
  return items ? new_ref(o) : nullptr;
}

Object* deque_repeat(Object* o, int64_t n) {
  Ref<> copy(deque_copy(o, nullptr));
  return copy ? deque_inplace_repeat(copy, n) : nullptr;
}

const MethodDef kDequeMethods[] = {
    {"append", append, kMethO, "Add an element to the right side of the deque."},
    {"appendleft", append_left, kMethO, "Add an element to the left side of the deque."},
    {"clear", clear, kMethNoArgs, "Remove all elements from the deque."},
    {"__copy__", deque_copy, kMethNoArgs, "Return a shallow copy of a deque."},
    {"copy", deque_copy, kMethNoArgs, "Return a shallow copy of a deque."},
    {"count", count, kMethO, "D.count(value) -- how often value is in it"},
    {"extend", deque_extend, kMethO, "Adds all items of an iterable to the right side."},
    {"extendleft", deque_extend_left, kMethO, "Adds all items of an iterable to the left side, so that they stand backwards."},
    {"index", index, kMethFastcall, "D.index(value, [start, [stop]]) -- the first place of value"},
    {"insert", insert, kMethFastcall, "D.insert(index, object) -- puts object before index"},
    {"pop", pop, kMethNoArgs, "Takes the item at the right end."},
    {"popleft", pop_left, kMethNoArgs, "Takes the item at the left end."},
    {"__reduce__", reduce, kMethNoArgs, "Return state information for pickling."},
    {"remove", remove, kMethO, "D.remove(value) -- takes the first value away"},
    {"__reversed__", deque_reversed, kMethNoArgs, "D.__reversed__() -- walks it backwards"},
    {"reverse", reverse, kMethNoArgs, "D.reverse() -- reverse *IN PLACE*"},
    {"rotate", rotate, kMethFastcall, "Moves every item n steps to the right (default 1), to the left if n is negative."},
    {"__sizeof__", size_of, kMethNoArgs, "D.__sizeof__() -- size of D in memory, in bytes"},
    {"__class_getitem__", generic_alias_new, kMethO | kMethClass, "See PEP 585"},
    {},
};

}  // namespace innards
