// The two iterators of a deque.
#include "builtin/deque.h"
#include "builtin/native_type.h"
#include "native/args.h"
#include "object/int.h"
#include "object/tuple.h"
#include "run/errors.h"

namespace innards {

namespace {

struct DequeIterObject : Object {
  Ptr<DequeBlock> block;
  int64_t index;
  Ptr<Object> deque;
  uint64_t state;     // of the deque when the walk began
  int64_t counter;    // items left
};

DequeIterObject* as_iter(Object* o) { return static_cast<DequeIterObject*>(o); }

int iter_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_iter(o)->deque}); }
void iter_dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_iter(o)->deque.get());
  gc_del(o);
}

Object* make(TypeObject* type, Object* o) {
  auto* it = gc_new_as<DequeIterObject>(type);
  if (!it) return nullptr;
  DequeObject* d = as_deque(o);
  const bool forward = type == TypeDequeIter;
  it->block = forward ? d->leftblock : d->rightblock;
  it->index = forward ? d->leftindex : d->rightindex;
  it->deque = new_ref(o);
  it->state = d->state;
  it->counter = d->ob_size;
  gc_track(it);
  return it;
}

// The item that comes next, and one step on; null at the end.
Object* step(Object* o, bool forward) {
  DequeIterObject* it = as_iter(o);
  if (it->state != as_deque(it->deque)->state) {
    it->counter = 0;
    return err_format(ExcRuntimeError, "deque mutated during iteration");
  }
  if (it->counter == 0) return nullptr;
  DequePlace at = {it->block, it->index};
  Object* item = at.item();
  if (--it->counter > 0) {
    if (forward) at.forward();
    else at.back();
  }
  it->block = at.block;
  it->index = at.index;
  return new_ref(item);
}
Object* iter_forward(Object* o) { return step(o, true); }
Object* iter_back(Object* o) { return step(o, false); }

Object* iter_new(TypeObject* type, Object* args, Object*) {
  Object* deque;
  int64_t skip = 0;
  if (!args_parse_tuple(args, "O!|n", TypeDeque, &deque, &skip)) return nullptr;
  Ref<> it(make(type, deque));
  for (int64_t i = 0; it && i < skip; ++i) {
    Object* item = step(it, type == TypeDequeIter);
    if (!item) {
      if (err_occurred()) return nullptr;
      break;
    }
    decref(item);
  }
  return it.release();
}

Object* iter_len(Object* o, Object*) { return int_from_i64(as_iter(o)->counter); }
Object* iter_reduce(Object* o, Object*) {
  Ref<> done(int_from_i64(as_deque(as_iter(o)->deque)->ob_size - as_iter(o)->counter));
  Ref<> args(done ? tuple_pack(2, as_iter(o)->deque.get(), done.get()) : nullptr);
  return args ? tuple_pack(2, static_cast<Object*>(o->ob_type.get()), args.get()) : nullptr;
}

const MethodDef kMethods[] = {
    {"__length_hint__", iter_len, kMethNoArgs, "How many items are left."},
    {"__reduce__", iter_reduce, kMethNoArgs, "What pickling needs."},
    {},
};

void init_iter(TypeObject* t, iternextfunc* next) {
  native_final_type(t, sizeof(DequeIterObject), iter_dealloc, iter_traverse, nullptr, iter_new);
  t->tp_iter = object_self_iter;
  t->tp_iternext = next;
  type_add_methods(t, kMethods);
}

}  // namespace

Object* deque_iter(Object* o) { return make(TypeDequeIter, o); }
Object* deque_reversed(Object* o, Object*) { return make(TypeDequeReverseIter, o); }

void init_DequeIter_type(TypeObject* t) { init_iter(t, iter_forward); }
void init_DequeReverseIter_type(TypeObject* t) { init_iter(t, iter_back); }

}  // namespace innards
