// bool: True and False. They are made in int_boot. (CPython: Objects/boolobject.c)
#include "object/bool.h"

#include "native/args.h"
#include "object/int_impl.h"
#include "object/identifiers.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

Object* bool_object(bool value) {
  return value ? rt().objects.number.true_object.get() : rt().objects.number.false_object.get();
}

namespace {

Object* repr(Object* self) { return new_ref(self == bool_true() ? ID(True) : ID(False)); }

Object* truth_of(Object* x) {
  int truth = object_is_true(x);
  return truth < 0 ? nullptr : bool_from(truth);
}

Object* bool_new(TypeObject*, Object* args, Object* kwargs) {
  Object* x = bool_false();
  if (!args_no_keywords("bool", kwargs) || !args_unpack_tuple(args, "bool", 0, 1, &x)) return nullptr;
  return truth_of(x);
}

Object* bool_vectorcall(Object*, Object** args, uint64_t nargsf, Object* kwnames) {
  int64_t n = vectorcall_nargs(nargsf);
  if (!args_no_kwnames("bool", kwnames) || !args_check_positional("bool", n, 0, 1)) return nullptr;
  return n ? truth_of(args[0]) : bool_from(false);
}

// Of two bools a bool; else what int gives.
Object* bool_and(Object* a, Object* b) {
  if (!bool_check(a) || !bool_check(b)) return number_methods(TypeInt)->nb_and(a, b);
  return bool_from(a == bool_true() && b == bool_true());
}
Object* bool_or(Object* a, Object* b) {
  if (!bool_check(a) || !bool_check(b)) return number_methods(TypeInt)->nb_or(a, b);
  return bool_from(a == bool_true() || b == bool_true());
}
Object* bool_xor(Object* a, Object* b) {
  if (!bool_check(a) || !bool_check(b)) return number_methods(TypeInt)->nb_xor(a, b);
  return bool_from((a == bool_true()) != (b == bool_true()));
}

}  // namespace

void init_Bool_type(TypeObject* t) {
  t->tp_basicsize = sizeof(IntObject);
  t->tp_itemsize = 4;
  t->tp_flags |= kTpDefault;
  t->tp_repr = repr;
  t->tp_new = bool_new;
  t->tp_vectorcall = bool_vectorcall;
  NumberMethods* n = number_methods(t);
  n->nb_and = bool_and;
  n->nb_or = bool_or;
  n->nb_xor = bool_xor;
  type_set_doc(t, "bool(x) -> bool\n\nTrue when x is true, False otherwise.");
}

}  // namespace innards
