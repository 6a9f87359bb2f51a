// Helpers of the containers' iterators.
#include "object/compare_values.h"
#include "object/iter_support.h"

#include "object/bool.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/eval.h"

namespace innards {

Object* tuple_of_stolen(Object* a, Object* b) {
  if (!a || !b) {
    xdecref(a);
    xdecref(b);
    return nullptr;
  }
  Object* items[2] = {a, b};
  return tuple_from_array_steal(items, 2);
}

Object* tuple_of_stolen(Object* a, Object* b, Object* c) {
  if (!a || !b || !c) {
    xdecref(a);
    xdecref(b);
    xdecref(c);
    return nullptr;
  }
  Object* items[3] = {a, b, c};
  return tuple_from_array_steal(items, 3);
}

Object* iter_reduce_at(const char* builtin, Object* seq, int64_t index) {
  Object* function = eval_get_builtin(builtin);
  if (!function) return nullptr;
  return tuple_of_stolen(function, tuple_pack(1, seq), int_from_i64(index));
}

Object* iter_reduce_items(Object* items) {
  if (!items) return nullptr;
  Object* function = eval_get_builtin("iter");
  Object* args = tuple_pack(1, items);
  decref(items);
  return tuple_of_stolen(function, args);
}

Object* new_bool(bool b) { return bool_from(b); }

Object* compare_sizes(int64_t a, int64_t b, int op) {
  return new_bool(compare_values(a, b, op));
}

bool read_state(Object* state, int64_t* index) {
  *index = int_as_ssize_t(state);
  return !(*index == -1 && err_occurred());
}

int iteration_end() {
  if (!err_occurred()) return 0;
  if (!err_exception_matches(ExcStopIteration)) return -1;
  err_clear();
  return 0;
}

}  // namespace innards
