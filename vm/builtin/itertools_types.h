// What the types of itertools have in common. Only the itertools sources use it.
#pragma once

#include "builtin/native_type.h"
#include "object/iterators.h"
#include "run/errors.h"
#include "run/native_turns.h"
#include "run/runtime.h"

namespace innards {

// A plain end or StopIteration (cleared): true. Another error: false.
inline bool ended_without_error() {
  if (!err_occurred()) return true;
  if (!err_exception_matches(ExcStopIteration)) return false;
  err_clear();
  return true;
}

inline Object* next_of(Object* iter) {
  native_turn();
  return iter->ob_type->tp_iternext(iter);
}

// What the constructors of itertools say about keywords, for the exact type only: subclasses may take what they like.
bool itertools_no_keywords(TypeObject* type, TypeObject* exact, const char* name, Object* kwargs);
// (type, args), (type, args, state): steal args and state; null when one of them is.
Object* reduce_pair(Object* o, Object* args);
Object* reduce_triple(Object* o, Object* args, Object* state);
// A state that must be a tuple of `n` to `max` items, spread over the targets (borrowed).
bool itertools_state(Object* state, int n, int max, Object** items);

}  // namespace innards
