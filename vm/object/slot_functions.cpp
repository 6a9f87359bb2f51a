// Objects/typeobject.c: slot_*: operators, calls and attribute access of classes written in Python.
#include "object/slot_functions.h"

#include "object/bool.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/iterators.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "run/errors.h"

namespace innards {

namespace {

// Calls the special method `name` of args[0]'s type with args (self first).
Object* vectorcall_method(Object* name, Object** args, int64_t nargs) {
  int unbound;
  Object* func = type_lookup_method(args[0], name, &unbound);
  if (!func) return nullptr;
  Object* res = unbound ? object_vectorcall(func, args, static_cast<uint64_t>(nargs), nullptr)
                        : object_vectorcall(func, args + 1, static_cast<uint64_t>(nargs - 1) | kVectorcallArgumentsOffset, nullptr);
  decref(func);
  return res;
}

// The same, but a missing method gives NotImplemented.
Object* vectorcall_maybe(Object* name, Object** args, int64_t nargs) {
  int unbound;
  Object* func = type_lookup_maybe_method(args[0], name, &unbound);
  if (!func) return err_occurred() ? nullptr : new_not_implemented();
  Object* res = unbound ? object_vectorcall(func, args, static_cast<uint64_t>(nargs), nullptr)
                        : object_vectorcall(func, args + 1, static_cast<uint64_t>(nargs - 1) | kVectorcallArgumentsOffset, nullptr);
  decref(func);
  return res;
}

Object* call_unbound_no_arg(int unbound, Object* func, Object* self) {
  return unbound ? object_call_one_arg(func, self) : object_call_no_args(func);
}

Object* call0(Object* self, Object* name) {
  Object* stack[1] = {self};
  return vectorcall_method(name, stack, 1);
}
Object* call1(Object* self, Object* name, Object* arg) {
  Object* stack[2] = {self, arg};
  return vectorcall_method(name, stack, 2);
}
Object* maybe1(Object* self, Object* name, Object* arg) {
  Object* stack[2] = {self, arg};
  return vectorcall_maybe(name, stack, 2);
}

// Does `right`'s type override the reflected method of `left`'s type? 1, 0 or -1.
int method_is_overloaded(Object* left, Object* right, Object* name) {
  Object *a, *b;
  if (object_lookup_attr(type_of(right), name, &b) < 0) return -1;
  if (!b) return 0;
  if (object_lookup_attr(type_of(left), name, &a) < 0) {
    decref(b);
    return -1;
  }
  if (!a) {
    decref(b);
    return 1;
  }
  int ok = object_rich_compare_bool(a, b, kNE);
  decref(a);
  decref(b);
  return ok;
}

using BinarySlot = Slot<binaryfunc> NumberMethods::*;

Object* binary_slot(Object* self, Object* other, BinarySlot slot, binaryfunc* function, Object* name, Object* rname) {
  auto has_slot = [&](Object* o) {
    NumberMethods* nb = type_of(o)->tp_as_number;
    return nb && nb->*slot == function;
  };
  bool do_other = type_of(self) != type_of(other) && has_slot(other);
  if (has_slot(self)) {
    if (do_other && type_is_subtype(type_of(other), type_of(self))) {
      int ok = method_is_overloaded(self, other, rname);
      if (ok < 0) return nullptr;
      if (ok) {
        Object* r = maybe1(other, rname, self);
        if (r != not_implemented()) return r;
        decref(r);
        do_other = false;
      }
    }
    Object* r = maybe1(self, name, other);
    if (r != not_implemented() || type_of(other) == type_of(self)) return r;
    decref(r);
  }
  if (do_other) return maybe1(other, rname, self);
  return new_not_implemented();
}

}  // namespace

// ---- text, hash, call

Object* slot_tp_repr(Object* self) {
  int unbound;
  Object* func = type_lookup_maybe_method(self, ID(__repr__), &unbound);
  if (func) {
    Object* res = call_unbound_no_arg(unbound, func, self);
    decref(func);
    return res;
  }
  err_clear();
  return str_from_format("<%s object at %p>", type_name_of(self), self);
}

Object* slot_tp_str(Object* self) { return call0(self, ID(__str__)); }

int64_t slot_tp_hash(Object* self) {
  int unbound;
  Object* func = type_lookup_maybe_method(self, ID(__hash__), &unbound);
  if (func && is_none(func)) {
    decref(func);
    func = nullptr;
  }
  if (!func) return object_hash_not_implemented(self);
  Object* res = call_unbound_no_arg(unbound, func, self);
  decref(func);
  if (!res) return -1;
  if (!int_check(res)) {
    // CPython 3.11 forgets this reference to the result, and so do we.
    err_set_string(ExcTypeError, "__hash__ method should return an integer");
    return -1;
  }
  int overflow;
  int64_t h = int_as_i64_and_overflow(res, &overflow);
  if (overflow) h = int_hash(res);
  if (h == -1) h = -2;
  decref(res);
  return h;
}

Object* slot_tp_call(Object* self, Object* args, Object* kwds) {
  int unbound;
  Object* meth = type_lookup_method(self, ID(__call__), &unbound);
  if (!meth) return nullptr;
  Object* res = unbound ? object_call_prepend(meth, self, args, kwds) : object_call(meth, args, kwds);
  decref(meth);
  return res;
}

// ---- attributes

Object* slot_tp_getattro(Object* self, Object* name) { return call1(self, ID(__getattribute__), name); }

namespace {
Object* call_attribute(Object* self, Object* attr, Object* name) {
  Ref<> bound;
  if (auto f = type_of(attr)->tp_descr_get) {
    bound.reset(f(attr, self, type_of(self)));
    if (!bound) return nullptr;
    attr = bound;
  }
  return object_call_one_arg(attr, name);
}
}  // namespace

Object* slot_tp_getattr_hook(Object* self, Object* name) {
  TypeObject* tp = type_of(self);
  Object* getattr = type_lookup(tp, ID(__getattr__));
  if (!getattr) {
    // No hook any more: from now on the slot goes straight to __getattribute__.
    tp->tp_getattro = slot_tp_getattro;
    return slot_tp_getattro(self, name);
  }
  Ref<> held = Ref<>::borrow(getattr);
  Object* getattribute = type_lookup(tp, ID(__getattribute__));
  Object* res;
  static const AnyFunction kPlain = reinterpret_cast<AnyFunction>(object_generic_get_attr);
  if (!getattribute || (type_of(getattribute) == TypeWrapperDescriptor &&
                        g_natives[static_cast<WrapperDescrObject*>(getattribute)->d_wrapped] == kPlain)) {
    res = object_generic_get_attr(self, name);
  } else {
    Ref<> held2 = Ref<>::borrow(getattribute);
    res = call_attribute(self, getattribute, name);
  }
  if (!res && err_exception_matches(ExcAttributeError)) {
    err_clear();
    res = call_attribute(self, getattr, name);
  }
  return res;
}

int slot_tp_setattro(Object* self, Object* name, Object* value) {
  Object* stack[3] = {self, name, value};
  Object* res = value ? vectorcall_method(ID(__setattr__), stack, 3) : vectorcall_method(ID(__delattr__), stack, 2);
  if (!res) return -1;
  decref(res);
  return 0;
}

Object* slot_tp_richcompare(Object* self, Object* other, int op) {
  Object* const names[] = {ID(__lt__), ID(__le__), ID(__eq__), ID(__ne__), ID(__gt__), ID(__ge__)};
  int unbound;
  Object* func = type_lookup_maybe_method(self, names[op], &unbound);
  if (!func) {
    err_clear();
    return new_not_implemented();
  }
  Object* stack[2] = {self, other};
  Object* res = unbound ? object_vectorcall(func, stack, 2, nullptr)
                        : object_vectorcall(func, stack + 1, 1 | kVectorcallArgumentsOffset, nullptr);
  decref(func);
  return res;
}

// ---- iteration and descriptors

Object* slot_tp_iter(Object* self) {
  int unbound;
  Object* func = type_lookup_maybe_method(self, ID(__iter__), &unbound);
  if (func && is_none(func)) {
    decref(func);
    return err_format(ExcTypeError, "'%.200s' object is not iterable", type_name_of(self));
  }
  if (func) {
    Object* res = call_unbound_no_arg(unbound, func, self);
    decref(func);
    return res;
  }
  err_clear();
  func = type_lookup_maybe_method(self, ID(__getitem__), &unbound);
  if (!func) return err_format(ExcTypeError, "'%.200s' object is not iterable", type_name_of(self));
  decref(func);
  return seq_iter_new(self);
}

Object* slot_tp_iternext(Object* self) { return call0(self, ID(__next__)); }

Object* slot_tp_descr_get(Object* self, Object* obj, Object* type) {
  TypeObject* tp = type_of(self);
  Object* get = type_lookup(tp, ID(__get__));
  if (!get) {
    if (tp->tp_descr_get == slot_tp_descr_get) tp->tp_descr_get = nullptr;
    return new_ref(self);
  }
  Ref<> held = Ref<>::borrow(get);
  if (!obj) obj = none();
  if (!type) type = none();
  Object* stack[3] = {self, obj, type};
  return object_vectorcall(get, stack, 3, nullptr);
}

int slot_tp_descr_set(Object* self, Object* target, Object* value) {
  Object* stack[3] = {self, target, value};
  Object* res = value ? vectorcall_method(ID(__set__), stack, 3) : vectorcall_method(ID(__delete__), stack, 2);
  if (!res) return -1;
  decref(res);
  return 0;
}

// ---- making and ending

int slot_tp_init(Object* self, Object* args, Object* kwds) {
  int unbound;
  Object* meth = type_lookup_method(self, ID(__init__), &unbound);
  if (!meth) return -1;
  Object* res = unbound ? object_call_prepend(meth, self, args, kwds) : object_call(meth, args, kwds);
  decref(meth);
  if (!res) return -1;
  if (!is_none(res)) {
    err_format(ExcTypeError, "__init__() should return None, not '%.200s'", type_name_of(res));
    decref(res);
    return -1;
  }
  decref(res);
  return 0;
}

Object* slot_tp_new(TypeObject* type, Object* args, Object* kwds) {
  Object* func = object_get_attr(type, ID(__new__));
  if (!func) return nullptr;
  Object* result = object_call_prepend(func, type, args, kwds);
  decref(func);
  return result;
}

void slot_tp_finalize(Object* self) {
  Object *type, *value, *traceback;
  err_fetch(&type, &value, &traceback);
  int unbound;
  Object* del = type_lookup_maybe_method(self, ID(__del__), &unbound);
  if (del) {
    Object* res = call_unbound_no_arg(unbound, del, self);
    if (!res) err_write_unraisable(del);
    else decref(res);
    decref(del);
  }
  err_restore(type, value, traceback);
}

// ---- async

namespace {
Object* async_slot(Object* self, Object* name, const char* format) {
  int unbound;
  Object* func = type_lookup_maybe_method(self, name, &unbound);
  if (func) {
    Object* res = call_unbound_no_arg(unbound, func, self);
    decref(func);
    return res;
  }
  return err_format(ExcAttributeError, format, type_name_of(self));
}
}  // namespace
Object* slot_am_await(Object* self) { return async_slot(self, ID(__await__), "object %.50s does not have __await__ method"); }
Object* slot_am_aiter(Object* self) { return async_slot(self, ID(__aiter__), "object %.50s does not have __aiter__ method"); }
Object* slot_am_anext(Object* self) { return async_slot(self, ID(__anext__), "object %.50s does not have __anext__ method"); }

// ---- numbers

#define BINARY(function, slot, name, rname)                                                          \
  Object* function(Object* self, Object* other) {                                                    \
    return binary_slot(self, other, &NumberMethods::slot, function, ID(name), ID(rname));             \
  }
BINARY(slot_nb_add, nb_add, __add__, __radd__)
BINARY(slot_nb_subtract, nb_subtract, __sub__, __rsub__)
BINARY(slot_nb_multiply, nb_multiply, __mul__, __rmul__)
BINARY(slot_nb_matrix_multiply, nb_matrix_multiply, __matmul__, __rmatmul__)
BINARY(slot_nb_remainder, nb_remainder, __mod__, __rmod__)
BINARY(slot_nb_divmod, nb_divmod, __divmod__, __rdivmod__)
BINARY(slot_nb_lshift, nb_lshift, __lshift__, __rlshift__)
BINARY(slot_nb_rshift, nb_rshift, __rshift__, __rrshift__)
BINARY(slot_nb_and, nb_and, __and__, __rand__)
BINARY(slot_nb_xor, nb_xor, __xor__, __rxor__)
BINARY(slot_nb_or, nb_or, __or__, __ror__)
BINARY(slot_nb_floor_divide, nb_floor_divide, __floordiv__, __rfloordiv__)
BINARY(slot_nb_true_divide, nb_true_divide, __truediv__, __rtruediv__)
#undef BINARY

namespace {
Object* power_binary(Object* self, Object* other) {
  auto has_slot = [](Object* o) {
    NumberMethods* nb = type_of(o)->tp_as_number;
    return nb && nb->nb_power == slot_nb_power;
  };
  bool do_other = type_of(self) != type_of(other) && has_slot(other);
  if (has_slot(self)) {
    if (do_other && type_is_subtype(type_of(other), type_of(self))) {
      int ok = method_is_overloaded(self, other, ID(__rpow__));
      if (ok < 0) return nullptr;
      if (ok) {
        Object* r = maybe1(other, ID(__rpow__), self);
        if (r != not_implemented()) return r;
        decref(r);
        do_other = false;
      }
    }
    Object* r = maybe1(self, ID(__pow__), other);
    if (r != not_implemented() || type_of(other) == type_of(self)) return r;
    decref(r);
  }
  if (do_other) return maybe1(other, ID(__rpow__), self);
  return new_not_implemented();
}
}  // namespace

Object* slot_nb_power(Object* self, Object* other, Object* modulus) {
  if (is_none(modulus)) return power_binary(self, other);
  // Three arguments: only the left operand's method counts.
  NumberMethods* nb = type_of(self)->tp_as_number;
  if (nb && nb->nb_power == slot_nb_power) {
    Object* stack[3] = {self, other, modulus};
    return vectorcall_method(ID(__pow__), stack, 3);
  }
  return new_not_implemented();
}

#define UNARY(function, name) \
  Object* function(Object* self) { return call0(self, ID(name)); }
UNARY(slot_nb_negative, __neg__)
UNARY(slot_nb_positive, __pos__)
UNARY(slot_nb_absolute, __abs__)
UNARY(slot_nb_invert, __invert__)
UNARY(slot_nb_int, __int__)
UNARY(slot_nb_float, __float__)
UNARY(slot_nb_index, __index__)
#undef UNARY

int slot_nb_bool(Object* self) {
  int unbound;
  bool using_len = false;
  Object* func = type_lookup_maybe_method(self, ID(__bool__), &unbound);
  if (!func) {
    if (err_occurred()) return -1;
    func = type_lookup_maybe_method(self, ID(__len__), &unbound);
    if (!func) return err_occurred() ? -1 : 1;
    using_len = true;
  }
  Object* value = call_unbound_no_arg(unbound, func, self);
  decref(func);
  if (!value) return -1;
  int result;
  if (using_len) {
    result = object_is_true(value);
  } else if (bool_check(value)) {
    result = value == bool_true();
  } else {
    err_format(ExcTypeError, "__bool__ should return bool, returned %s", type_name_of(value));
    result = -1;
  }
  decref(value);
  return result;
}

#define INPLACE(function, name) \
  Object* function(Object* self, Object* other) { return call1(self, ID(name), other); }
INPLACE(slot_nb_inplace_add, __iadd__)
INPLACE(slot_nb_inplace_subtract, __isub__)
INPLACE(slot_nb_inplace_multiply, __imul__)
INPLACE(slot_nb_inplace_matrix_multiply, __imatmul__)
INPLACE(slot_nb_inplace_remainder, __imod__)
INPLACE(slot_nb_inplace_lshift, __ilshift__)
INPLACE(slot_nb_inplace_rshift, __irshift__)
INPLACE(slot_nb_inplace_and, __iand__)
INPLACE(slot_nb_inplace_xor, __ixor__)
INPLACE(slot_nb_inplace_or, __ior__)
INPLACE(slot_nb_inplace_floor_divide, __ifloordiv__)
INPLACE(slot_nb_inplace_true_divide, __itruediv__)
#undef INPLACE
Object* slot_nb_inplace_power(Object* self, Object* other, Object*) { return call1(self, ID(__ipow__), other); }

// ---- containers

int64_t slot_sq_length(Object* self) {
  Object* res = call0(self, ID(__len__));
  if (!res) return -1;
  Object* index = number_index_raw(res);
  decref(res);
  if (!index) return -1;
  if (int_sign(index) < 0) {
    decref(index);
    err_set_string(ExcValueError, "__len__() should return >= 0");
    return -1;
  }
  int64_t len = number_as_ssize(index, ExcOverflowError);
  decref(index);
  return len;
}
int64_t slot_mp_length(Object* self) { return slot_sq_length(self); }

Object* slot_sq_item(Object* self, int64_t i) {
  Object* ival = int_from_i64(i);
  if (!ival) return nullptr;
  Object* res = call1(self, ID(__getitem__), ival);
  decref(ival);
  return res;
}

int slot_sq_ass_item(Object* self, int64_t index, Object* value) {
  Object* ival = int_from_i64(index);
  if (!ival) return -1;
  int res = slot_mp_ass_subscript(self, ival, value);
  decref(ival);
  return res;
}

int slot_sq_contains(Object* self, Object* value) {
  int unbound;
  Object* func = type_lookup_maybe_method(self, ID(__contains__), &unbound);
  if (func && is_none(func)) {
    decref(func);
    err_format(ExcTypeError, "'%.200s' object is not a container", type_name_of(self));
    return -1;
  }
  if (func) {
    Object* args[2] = {self, value};
    Object* res = unbound ? object_vectorcall(func, args, 2, nullptr)
                          : object_vectorcall(func, args + 1, 1 | kVectorcallArgumentsOffset, nullptr);
    decref(func);
    if (!res) return -1;
    int result = object_is_true(res);
    decref(res);
    return result;
  }
  if (err_occurred()) return -1;
  // No __contains__: search by iteration.
  Ref<> it(object_get_iter(self));
  if (!it) {
    if (err_exception_matches(ExcTypeError))
      err_format(ExcTypeError, "argument of type '%.200s' is not iterable", type_name_of(self));
    return -1;
  }
  while (Object* item = iter_next(it)) {
    int cmp = object_rich_compare_bool(item, value, kEQ);
    decref(item);
    if (cmp != 0) return cmp;
  }
  return err_occurred() ? -1 : 0;
}

Object* slot_mp_subscript(Object* self, Object* key) { return call1(self, ID(__getitem__), key); }

int slot_mp_ass_subscript(Object* self, Object* key, Object* value) {
  Object* stack[3] = {self, key, value};
  Object* res = value ? vectorcall_method(ID(__setitem__), stack, 3) : vectorcall_method(ID(__delitem__), stack, 2);
  if (!res) return -1;
  decref(res);
  return 0;
}

}  // namespace innards
