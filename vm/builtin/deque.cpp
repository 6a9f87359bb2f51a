// deque: blocks, both ends, making, comparing, showing.
#include "builtin/deque.h"

#include <algorithm>

#include "builtin/native_type.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/deep_trashcan.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/native_turns.h"

namespace innards {

namespace {

DequeBlock* new_block(DequeObject* d) {
  if (d->numfreeblocks) return d->freeblocks[--d->numfreeblocks];
  auto* b = static_cast<DequeBlock*>(mem_alloc(sizeof(DequeBlock)));
  if (!b) err_no_memory();
  return b;
}

void free_block(DequeObject* d, DequeBlock* b) {
  if (d->numfreeblocks < kDequeFreeBlocks) d->freeblocks[d->numfreeblocks++] = b;
  else mem_free(b);
}

void center(DequeObject* d) {
  d->leftindex = kDequeCenter + 1;
  d->rightindex = kDequeCenter;
}

bool too_long(const DequeObject* d, int64_t maxlen) { return maxlen >= 0 && d->ob_size > maxlen; }

}  // namespace

// ---- both ends

int deque_append_item(DequeObject* d, Object* stolen, int64_t maxlen) {
  if (d->rightindex == kDequeBlock - 1) {
    DequeBlock* b = new_block(d);
    if (!b) {
      decref(stolen);
      return -1;
    }
    b->leftlink = d->rightblock;
    d->rightblock->rightlink = b;
    d->rightblock = b;
    d->rightindex = -1;
  }
  ++d->ob_size;
  d->rightblock->data[++d->rightindex] = stolen;
  if (too_long(d, maxlen)) decref(deque_pop_left_item(d));
  else ++d->state;
  return 0;
}

int deque_append_left_item(DequeObject* d, Object* stolen, int64_t maxlen) {
  if (d->leftindex == 0) {
    DequeBlock* b = new_block(d);
    if (!b) {
      decref(stolen);
      return -1;
    }
    b->rightlink = d->leftblock;
    d->leftblock->leftlink = b;
    d->leftblock = b;
    d->leftindex = kDequeBlock;
  }
  ++d->ob_size;
  d->leftblock->data[--d->leftindex] = stolen;
  if (too_long(d, maxlen)) decref(deque_pop_item(d));
  else ++d->state;
  return 0;
}

Object* deque_pop_item(DequeObject* d) {
  if (d->ob_size == 0) return err_format(ExcIndexError, "pop from an empty deque");
  Object* item = d->rightblock->data[d->rightindex--];
  --d->ob_size;
  ++d->state;
  if (d->rightindex >= 0) return item;
  if (d->ob_size) {
    DequeBlock* before = d->rightblock->leftlink;
    free_block(d, d->rightblock);
    d->rightblock = before;
    d->rightindex = kDequeBlock - 1;
  } else {
    center(d);
  }
  return item;
}

Object* deque_pop_left_item(DequeObject* d) {
  if (d->ob_size == 0) return err_format(ExcIndexError, "pop from an empty deque");
  Object* item = d->leftblock->data[d->leftindex++];
  --d->ob_size;
  ++d->state;
  if (d->leftindex < kDequeBlock) return item;
  if (d->ob_size) {
    DequeBlock* after = d->leftblock->rightlink;
    free_block(d, d->leftblock);
    d->leftblock = after;
    d->leftindex = 0;
  } else {
    center(d);
  }
  return item;
}

// ---- rotating: runs of items move from one end block to the other; a block that falls empty is used at the other end

namespace {

struct Ends {
  DequeBlock *left, *right, *spare;
  int64_t leftindex, rightindex;
};

// Moves up to n items from the right end to the left; how many, or -1.
int64_t move_to_left(DequeObject* d, Ends& e, int64_t n) {
  if (e.leftindex == 0) {
    if (!e.spare) e.spare = new_block(d);
    if (!e.spare) return -1;
    e.spare->rightlink = e.left;
    e.left->leftlink = e.spare;
    e.left = e.spare;
    e.leftindex = kDequeBlock;
    e.spare = nullptr;
  }
  const int64_t m = std::min({n, e.rightindex + 1, e.leftindex});
  for (int64_t i = 0; i < m; ++i) e.left->data[--e.leftindex] = e.right->data[e.rightindex--];
  if (e.rightindex < 0) {
    e.spare = e.right;
    e.right = e.right->leftlink;
    e.rightindex = kDequeBlock - 1;
  }
  return m;
}

int64_t move_to_right(DequeObject* d, Ends& e, int64_t n) {
  if (e.rightindex == kDequeBlock - 1) {
    if (!e.spare) e.spare = new_block(d);
    if (!e.spare) return -1;
    e.spare->leftlink = e.right;
    e.right->rightlink = e.spare;
    e.right = e.spare;
    e.rightindex = -1;
    e.spare = nullptr;
  }
  const int64_t m = std::min({n, kDequeBlock - e.leftindex, kDequeBlock - 1 - e.rightindex});
  for (int64_t i = 0; i < m; ++i) e.right->data[++e.rightindex] = e.left->data[e.leftindex++];
  if (e.leftindex == kDequeBlock) {
    e.spare = e.left;
    e.left = e.left->rightlink;
    e.leftindex = 0;
  }
  return m;
}

}  // namespace

int deque_turn(DequeObject* d, int64_t n) {
  const int64_t len = d->ob_size, half = len >> 1;
  if (len <= 1) return 0;
  if (n > half || n < -half) {
    n %= len;
    if (n > half) n -= len;
    else if (n < -half) n += len;
  }
  ++d->state;
  Ends e = {d->leftblock, d->rightblock, nullptr, d->leftindex, d->rightindex};
  int64_t left = n < 0 ? -n : n, moved = 0;
  while (left > 0 && moved >= 0) {
    moved = n > 0 ? move_to_left(d, e, left) : move_to_right(d, e, left);
    left -= moved > 0 ? moved : 0;
  }
  if (e.spare) free_block(d, e.spare);
  d->leftblock = e.left;
  d->rightblock = e.right;
  d->leftindex = e.leftindex;
  d->rightindex = e.rightindex;
  return moved < 0 ? -1 : 0;
}

// ---- filling and emptying

namespace {

// The end of a loop over an iterator: None, or null when it ended with an error.
Object* ended() {
  if (err_occurred()) {
    if (!err_exception_matches(ExcStopIteration)) return nullptr;
    err_clear();
  }
  return new_none();
}

Object* fill(Object* o, Object* iterable, bool left) {
  if (iterable == o) {
    Ref<> items(sequence_list(iterable));
    return items ? fill(o, items, left) : nullptr;
  }
  Ref<> it(object_get_iter(iterable));
  if (!it) return nullptr;
  DequeObject* d = as_deque(o);
  if (d->maxlen != 0 && d->ob_size == 0) {   // a new deque begins at the edge of its block
    d->leftindex = left ? kDequeBlock - 1 : 1;
    d->rightindex = left ? kDequeBlock - 2 : 0;
  }
  iternextfunc* next = it->ob_type->tp_iternext.get();
  const int64_t maxlen = d->maxlen;
  while (Object* item = next(it)) {
    native_turn();
    if (maxlen == 0) decref(item);
    else if ((left ? deque_append_left_item(d, item, maxlen) : deque_append_item(d, item, maxlen)) < 0) return nullptr;
  }
  return ended();
}

}  // namespace

Object* deque_extend(Object* o, Object* iterable) { return fill(o, iterable, false); }
Object* deque_extend_left(Object* o, Object* iterable) { return fill(o, iterable, true); }

int deque_empty(Object* o) {
  DequeObject* d = as_deque(o);
  int64_t n = d->ob_size;
  if (n == 0) return 0;
  DequeBlock* fresh = new_block(d);
  if (!fresh) {
    err_clear();
    while (d->ob_size) decref(deque_pop_item(d));
    return 0;
  }
  // The deque is empty before the first item goes: what that runs may look at it.
  DequePlace at = {d->leftblock, d->leftindex};
  d->ob_size = 0;
  d->leftblock = fresh;
  d->rightblock = fresh;
  center(d);
  ++d->state;
  for (; n > 0; --n) {
    Object* item = at.item();
    DequeBlock* block = at.block;
    if (n > 1) at.forward();
    if (at.block != block) free_block(d, block);
    decref(item);
  }
  free_block(d, at.block);
  return 0;
}

// ---- the type

Object* deque_make(TypeObject* type, Object*, Object*) {
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  DequeObject* d = as_deque(o);
  DequeBlock* b = new_block(d);
  if (!b) {
    decref(o);
    return nullptr;
  }
  d->leftblock = b;
  d->rightblock = b;
  center(d);
  d->maxlen = -1;
  return o;
}

namespace {

int deque_init(Object* o, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"iterable", "maxlen", nullptr};
  Object *iterable = nullptr, *limit = nullptr;
  if (!args_parse_tuple_and_keywords(args, kwargs, "|OO:deque", kKeywords, &iterable, &limit)) return -1;
  int64_t maxlen = -1;
  if (limit && !is_none(limit)) {
    maxlen = int_as_ssize_t(limit);
    if (maxlen == -1 && err_occurred()) return -1;
    if (maxlen < 0) {
      err_set_string(ExcValueError, "maxlen must be non-negative");
      return -1;
    }
  }
  as_deque(o)->maxlen = maxlen;
  if (as_deque(o)->ob_size > 0) deque_empty(o);
  if (!iterable) return 0;
  Ref<> done(deque_extend(o, iterable));
  return done ? 0 : -1;
}

void deque_dealloc(Object* o) {
  gc_untrack(o);
  DeepTrashcan can(o);
  if (can.postponed()) return;
  DequeObject* d = as_deque(o);
  if (d->weakreflist) object_clear_weakrefs(o);
  if (d->leftblock) {
    deque_empty(o);
    free_block(d, d->leftblock);
  }
  d->leftblock = nullptr;
  d->rightblock = nullptr;
  for (int64_t i = 0; i < d->numfreeblocks; ++i) mem_free(d->freeblocks[i]);
  o->ob_type->tp_free(o);
}

int deque_traverse(Object* o, visitproc* visit, void* arg) {
  DequeObject* d = as_deque(o);
  DequePlace at = {d->leftblock, d->leftindex};
  for (int64_t n = d->ob_size; n > 0; --n, at.forward())
    if (int r = visit(at.item(), arg)) return r;
  return 0;
}

int64_t deque_len(Object* o) { return as_deque(o)->ob_size; }

Object* deque_repr(Object* o) {
  int status = repr_enter(o);
  if (status) return status < 0 ? nullptr : str_from_cstr("[...]");
  Ref<> list(sequence_list(o));
  Object* text = nullptr;
  const char* name = type_name(o->ob_type);
  if (list && as_deque(o)->maxlen >= 0) text = str_from_format("%s(%R, maxlen=%zd)", name, list.get(), as_deque(o)->maxlen);
  else if (list) text = str_from_format("%s(%R)", name, list.get());
  repr_leave(o);
  return text;
}

// What the comparison of two deques is when one (or both) ended first without a difference.
bool compare_ends(bool x_left, bool y_left, int op) {
  switch (op) {
    case kLT: return y_left;
    case kLE: return !x_left;
    case kEQ: return !x_left && !y_left;
    case kNE: return x_left || y_left;
    case kGT: return x_left;
    default: return !y_left;
  }
}

Object* deque_compare(Object* v, Object* w, int op) {
  if (!deque_check(v) || !deque_check(w)) return new_not_implemented();
  if (op == kEQ || op == kNE) {
    if (v == w) return bool_from(op == kEQ);
    if (as_deque(v)->ob_size != as_deque(w)->ob_size) return bool_from(op == kNE);
  }
  Ref<> it1(object_get_iter(v)), it2(it1 ? object_get_iter(w) : nullptr);
  if (!it2) return nullptr;
  for (;;) {
    Ref<> x(iter_next(it1));
    if (!x && err_occurred()) return nullptr;
    Ref<> y(iter_next(it2));
    if (!x || !y) return err_occurred() ? nullptr : bool_from(compare_ends(x.get() != nullptr, y.get() != nullptr, op));
    int same = object_rich_compare_bool(x, y, kEQ);
    if (same == 0) {
      int r = object_rich_compare_bool(x, y, op);
      return r < 0 ? nullptr : bool_from(r);
    }
    if (same < 0) return nullptr;
  }
}

Object* get_maxlen(Object* o, void*) { return as_deque(o)->maxlen < 0 ? new_none() : int_from_i64(as_deque(o)->maxlen); }

const GetSetDef kGetSets[] = {
    {"maxlen", get_maxlen, nullptr, "maximum size of a deque or None if unbounded"},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

void init_Deque_type(TypeObject* t) {
  native_gc_type(t, sizeof(DequeObject), deque_dealloc, deque_traverse, deque_empty, deque_make);
  t->tp_flags = t->tp_flags | kTpSequence;
  t->tp_weaklistoffset = offsetof(DequeObject, weakreflist);
  t->tp_init = deque_init;
  t->tp_repr = deque_repr;
  t->tp_hash = object_hash_not_implemented;
  t->tp_richcompare = deque_compare;
  t->tp_iter = deque_iter;
  SequenceMethods* s = sequence_methods(t);
  s->sq_length = deque_len;
  s->sq_concat = deque_concat;
  s->sq_repeat = deque_repeat;
  s->sq_item = deque_item;
  s->sq_ass_item = deque_ass_item;
  s->sq_contains = deque_contains;
  s->sq_inplace_concat = deque_inplace_concat;
  s->sq_inplace_repeat = deque_inplace_repeat;
  type_set_doc(t, "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence that is quick at both ends.");
  type_add_methods(t, kDequeMethods);
  type_add_getsets(t, kGetSets);
}

}  // namespace innards
