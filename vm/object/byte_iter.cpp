// bytes_iterator and bytearray_iterator: one iterator over a run of bytes that may change its length.
#include <algorithm>

#include "object/byte_methods.h"
#include "object/iter_support.h"
#include "object/type.h"

namespace innards {

namespace {

struct ByteIterObject : Object {
  int64_t it_index;
  Ptr<Object> it_seq;  // null at the end
};
ByteIterObject* as_iter(Object* o) { return static_cast<ByteIterObject*>(o); }

void dealloc(Object* o) {
  gc_untrack(o);
  xdecref(as_iter(o)->it_seq);
  gc_del(o);
}
int traverse(Object* o, visitproc* visit, void* arg) { return as_iter(o)->it_seq ? visit(as_iter(o)->it_seq, arg) : 0; }

Object* next_byte(Object* o) {
  ByteIterObject* it = as_iter(o);
  if (!it->it_seq) return nullptr;
  ByteSpan span = span_of_self(it->it_seq);
  if (it->it_index < span.size) return int_from_i64(static_cast<uint8_t>(span.data[it->it_index++]));
  clear_ref(it->it_seq);
  return nullptr;
}

Object* length_hint(Object* o, Object*) {
  ByteIterObject* it = as_iter(o);
  return int_from_i64(it->it_seq ? std::max<int64_t>(span_of_self(it->it_seq).size - it->it_index, 0) : 0);
}

Object* reduce(Object* o, Object*) {
  ByteIterObject* it = as_iter(o);
  return it->it_seq ? iter_reduce_at("iter", it->it_seq, it->it_index) : iter_reduce_items(tuple_new(0));
}

Object* set_state(Object* o, Object* state) {
  ByteIterObject* it = as_iter(o);
  int64_t index = int_as_ssize_t(state);
  if (index == -1 && err_occurred()) return nullptr;
  if (it->it_seq) {
    const int64_t size = span_of_self(it->it_seq).size;
    it->it_index = index < 0 ? 0 : index > size ? size : index;
  }
  return new_none();
}

const MethodDef kMethods[] = {
    {"__length_hint__", length_hint, kMethNoArgs, "How many bytes are left."},
    {"__reduce__", reduce, kMethNoArgs, "What pickling needs."},
    {"__setstate__", set_state, kMethO, "Sets the position, for unpickling."},
    {},
};

void init_iterator(TypeObject* t) {
  t->tp_basicsize = sizeof(ByteIterObject);
  t->tp_flags |= kTpDefault | kTpHaveGC;
  t->tp_dealloc = dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_traverse = traverse;
  t->tp_iter = object_self_iter;
  t->tp_iternext = next_byte;
  type_add_methods(t, kMethods);
}

}  // namespace

Object* byte_iter_new(Object* self) {
  auto* it = gc_new_as<ByteIterObject>(bytes_check(self) ? TypeBytesIter : TypeBytearrayIter);
  if (!it) return nullptr;
  it->it_index = 0;
  it->it_seq = new_ref(self);
  gc_track(it);
  return it;
}

void init_BytesIter_type(TypeObject* t) { init_iterator(t); }
void init_BytearrayIter_type(TypeObject* t) { init_iterator(t); }

}  // namespace innards
