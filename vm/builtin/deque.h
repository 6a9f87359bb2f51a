// collections.deque: a doubly linked list of blocks of 64 items. Stands apart because its iterators and methods are in
// different sources. Layout and moves of the blocks are those of CPython's Modules/_collectionsmodule.c.
#pragma once

#include "object/object.h"
#include "run/runtime.h"

namespace innards {

inline constexpr int64_t kDequeBlock = 64;
inline constexpr int64_t kDequeCenter = (kDequeBlock - 1) / 2;
inline constexpr int64_t kDequeFreeBlocks = 16;

struct DequeBlock {
  Ptr<DequeBlock> leftlink;
  Ptr<Object> data[kDequeBlock];
  Ptr<DequeBlock> rightlink;
};

struct DequeObject : VarObject {
  Ptr<DequeBlock> leftblock, rightblock;
  int64_t leftindex, rightindex;   // of the first and the last item in their blocks
  uint64_t state;                  // counts the moves of the indices: iterators see that they are out of date
  int64_t maxlen;                  // -1: any length
  int64_t numfreeblocks;
  Ptr<DequeBlock> freeblocks[kDequeFreeBlocks];
  Ptr<Object> weakreflist;
};
static_assert(sizeof(DequeObject) == 216);

inline DequeObject* as_deque(Object* o) { return static_cast<DequeObject*>(o); }
inline bool deque_check(Object* o) { return object_type_check(o, TypeDeque); }

// A place in a deque, moved item by item.
struct DequePlace {
  DequeBlock* block;
  int64_t index;
  Object* item() const { return block->data[index]; }
  void forward() {
    if (++index == kDequeBlock) {
      block = block->rightlink;
      index = 0;
    }
  }
  void back() {
    if (--index < 0) {
      block = block->leftlink;
      index = kDequeBlock - 1;
    }
  }
};

Object* deque_make(TypeObject* type, Object* args, Object* kwargs);
int deque_append_item(DequeObject* d, Object* stolen, int64_t maxlen);
int deque_append_left_item(DequeObject* d, Object* stolen, int64_t maxlen);
Object* deque_pop_item(DequeObject* d);        // IndexError when empty
Object* deque_pop_left_item(DequeObject* d);
int deque_empty(Object* d);                    // also its tp_clear
int deque_turn(DequeObject* d, int64_t n);     // rotates to the right
// append and extend; both give a new reference to None.
Object* deque_extend(Object* d, Object* iterable);
Object* deque_extend_left(Object* d, Object* iterable);

Object* deque_iter(Object* d);                 // deque_iter.cpp
Object* deque_reversed(Object* d, Object*);
extern const MethodDef kDequeMethods[];        // deque_methods.cpp
Object* deque_copy(Object* d, Object*);
Object* deque_item(Object* d, int64_t i);
int deque_ass_item(Object* d, int64_t i, Object* value);
int deque_contains(Object* d, Object* value);
Object* deque_concat(Object* d, Object* other);
Object* deque_repeat(Object* d, int64_t n);
Object* deque_inplace_concat(Object* d, Object* other);
Object* deque_inplace_repeat(Object* d, int64_t n);

}  // namespace innards
