// The iterators that belong to no container: seq iterator, callable_iterator, enumerate, reversed, zip, map, filter.
// CPython: Objects/iterobject.c, enumobject.c, Python/bltinmodule.c. It may not include other types' headers.
#pragma once

#include "heap/heap.h"
#include "object/object.h"
#include "run/runtime.h"

namespace innards {

struct SeqIterObject : Object {
  int64_t it_index;
  Ptr<Object> it_seq;       // null when exhausted
};
struct CallIterObject : Object {
  Ptr<Object> it_callable;  // null when exhausted
  Ptr<Object> it_sentinel;
};
struct EnumObject : Object {
  int64_t en_index;
  Ptr<Object> en_sit;       // the iterator
  Ptr<Object> en_result;    // the reused pair
  Ptr<Object> en_longindex; // used once en_index is INT64_MAX
  Ptr<Object> one;          // borrowed
};
struct ReversedObject : Object {
  int64_t index;
  Ptr<Object> seq;          // null when exhausted
};
struct ZipObject : Object {
  int64_t tuplesize;
  Ptr<Object> ittuple;
  Ptr<Object> result;       // the reused tuple
  int32_t strict;
};
struct MapObject : Object {
  Ptr<Object> iters;
  Ptr<Object> func;
};
struct FilterObject : Object {
  Ptr<Object> func;
  Ptr<Object> it;
};
static_assert(sizeof(SeqIterObject) == 32 && sizeof(EnumObject) == 56 && sizeof(ReversedObject) == 32 && sizeof(ZipObject) == 48);

Object* seq_iter_new(Object* seq);                         // PySeqIter_New
Object* call_iter_new(Object* callable, Object* sentinel); // PyCallIter_New

// Sets up an iterator type that the collector knows, that programs make with `make` and that can be derived from; methods and
// doc may be null.
void init_iterator_type(TypeObject* t, int64_t size, destructor* dealloc, traverseproc* traverse, newfunc* make, iternextfunc* next,
                        const MethodDef* methods, const char* doc);

}  // namespace innards
