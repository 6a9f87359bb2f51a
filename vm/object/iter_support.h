// Small helpers that the containers' iterators and methods share: pickling pairs, index arguments, comparison results.
// They stand apart because tuple, list, dict, set and range all need them. Nothing outside object/'s containers includes this.
#pragma once

#include "heap/machine_stack.h"
#include "object/object.h"
#include "run/errors.h"
#include "run/native_turns.h"
#include "run/runtime.h"

namespace innards {

// (iter, (seq,), index), what an index iterator's __reduce__ gives; `builtin` is "iter" or "reversed". Steals nothing.
Object* iter_reduce_at(const char* builtin, Object* seq, int64_t index);
// (iter, (items,)): steals items (null: the error is set already).
Object* iter_reduce_items(Object* items);
// A tuple of references it takes over; if one is null, drops the others and returns null.
Object* tuple_of_stolen(Object* a, Object* b);
Object* tuple_of_stolen(Object* a, Object* b, Object* c);

Object* new_bool(bool b);
// The bool of a <op> b as a new reference (Py_RETURN_RICHCOMPARE).
Object* compare_sizes(int64_t a, int64_t b, int op);
// The state argument of __setstate__: 1 and *index, or 0 with the error set.
bool read_state(Object* state, int64_t* index);
// Ends an iteration: 0 at the plain end or StopIteration (cleared), -1 when another error is set.
int iteration_end();
// Natives that call one another without bound (a map of a map of a map ...) ask this first. CPython has no such check and
// dies of a stack overflow; here it is a RecursionError. False: the error is set.
inline bool native_stack_left() {
  if (!machine_stack_nearly_full()) [[likely]] return true;
  err_set_string(ExcRecursionError, "maximum recursion depth exceeded");
  return false;
}
// item = iter.__next__() by its slot.
inline Object* iter_step(Object* it) {
  native_turn();
  return it->ob_type->tp_iternext(it);
}

}  // namespace innards
