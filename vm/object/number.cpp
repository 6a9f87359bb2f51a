// Objects/abstract.c: the number protocol. Operators try the slots of both operands in CPython's order.
#include "object/buffer.h"
#include "object/builtin_function.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/float.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

#include <cstring>

namespace innards {

namespace {

using BinarySlot = Slot<binaryfunc> NumberMethods::*;
using TernarySlot = Slot<ternaryfunc> NumberMethods::*;

Object* null_error() {
  if (!err_occurred()) err_set_string(ExcSystemError, "null argument to internal routine");
  return nullptr;
}

binaryfunc* number_slot(Object* o, BinarySlot s) {
  NumberMethods* m = type_of(o)->tp_as_number;
  return m ? (m->*s).get() : nullptr;
}
ternaryfunc* number_slot(Object* o, TernarySlot s) {
  NumberMethods* m = type_of(o)->tp_as_number;
  return m ? (m->*s).get() : nullptr;
}

// v op w through nb_ slots; NotImplemented (new reference) when neither side knows how.
Object* binary_op1(Object* v, Object* w, BinarySlot op) {
  binaryfunc* slotv = number_slot(v, op);
  binaryfunc* slotw = nullptr;
  if (type_of(w) != type_of(v)) {
    slotw = number_slot(w, op);
    if (slotw == slotv) slotw = nullptr;
  }
  if (slotv) {
    if (slotw && type_is_subtype(type_of(w), type_of(v))) {
      Object* x = slotw(v, w);
      if (x != not_implemented()) return x;
      decref(x);
      slotw = nullptr;
    }
    Object* x = slotv(v, w);
    if (x != not_implemented()) return x;
    decref(x);
  }
  if (slotw) {
    Object* x = slotw(v, w);
    if (x != not_implemented()) return x;
    decref(x);
  }
  return new_not_implemented();
}

Object* operand_type_error(Object* v, Object* w, const char* op) {
  return err_format(ExcTypeError, "unsupported operand type(s) for %.100s: '%.100s' and '%.100s'", op, type_name_of(v),
                    type_name_of(w));
}

Object* binary_op(Object* v, Object* w, BinarySlot op, const char* name) {
  Object* result = binary_op1(v, w, op);
  if (result != not_implemented()) return result;
  decref(result);
  if (op == &NumberMethods::nb_rshift && builtin_function_check_exact(v) &&
      std::strcmp(static_cast<BuiltinFunctionObject*>(v)->m_ml->name, "print") == 0) {
    return err_format(ExcTypeError,
                      "unsupported operand type(s) for %.100s: '%.100s' and '%.100s'. Did you mean \"print(<message>, "
                      "file=<output_stream>)\"?",
                      name, type_name_of(v), type_name_of(w));
  }
  return operand_type_error(v, w, name);
}

Object* binary_iop1(Object* v, Object* w, BinarySlot iop, BinarySlot op) {
  if (binaryfunc* slot = number_slot(v, iop)) {
    Object* x = slot(v, w);
    if (x != not_implemented()) return x;
    decref(x);
  }
  return binary_op1(v, w, op);
}

Object* binary_iop(Object* v, Object* w, BinarySlot iop, BinarySlot op, const char* name) {
  Object* result = binary_iop1(v, w, iop, op);
  if (result != not_implemented()) return result;
  decref(result);
  return operand_type_error(v, w, name);
}

Object* ternary_op(Object* v, Object* w, Object* z, TernarySlot op, const char* name) {
  ternaryfunc* slotv = number_slot(v, op);
  ternaryfunc* slotw = nullptr;
  if (type_of(w) != type_of(v)) {
    slotw = number_slot(w, op);
    if (slotw == slotv) slotw = nullptr;
  }
  if (slotv) {
    if (slotw && type_is_subtype(type_of(w), type_of(v))) {
      Object* x = slotw(v, w, z);
      if (x != not_implemented()) return x;
      decref(x);
      slotw = nullptr;
    }
    Object* x = slotv(v, w, z);
    if (x != not_implemented()) return x;
    decref(x);
  }
  if (slotw) {
    Object* x = slotw(v, w, z);
    if (x != not_implemented()) return x;
    decref(x);
  }
  ternaryfunc* slotz = number_slot(z, op);
  if (slotz == slotv || slotz == slotw) slotz = nullptr;
  if (slotz) {
    Object* x = slotz(v, w, z);
    if (x != not_implemented()) return x;
    decref(x);
  }
  if (is_none(z)) return operand_type_error(v, w, name);
  return err_format(ExcTypeError, "unsupported operand type(s) for %.100s: '%.100s', '%.100s', '%.100s'", name,
                    type_name_of(v), type_name_of(w), type_name_of(z));
}

Object* ternary_iop(Object* v, Object* w, Object* z, TernarySlot iop, TernarySlot op, const char* name) {
  if (ternaryfunc* slot = number_slot(v, iop)) {
    Object* x = slot(v, w, z);
    if (x != not_implemented()) return x;
    decref(x);
  }
  return ternary_op(v, w, z, op, name);
}

Object* repeat_by(ssizeargfunc* repeat, Object* seq, Object* n) {
  if (!index_check(n)) return type_error_text("can't multiply sequence by non-int of type '%.200s'", n);
  int64_t count = number_as_ssize(n, ExcOverflowError);
  if (count == -1 && err_occurred()) return nullptr;
  return repeat(seq, count);
}

}  // namespace

int number_check(const Object* o) {
  if (!o) return 0;
  NumberMethods* nb = type_of(o)->tp_as_number;
  return (nb && (nb->nb_index || nb->nb_int || nb->nb_float)) || o->ob_type == TypeComplex;
}

int index_check(const Object* o) {
  NumberMethods* nb = type_of(o)->tp_as_number;
  return nb && nb->nb_index;
}

#define BINARY(function, slot, text) \
  Object* function(Object* v, Object* w) { return binary_op(v, w, &NumberMethods::slot, text); }
BINARY(number_or, nb_or, "|")
BINARY(number_xor, nb_xor, "^")
BINARY(number_and, nb_and, "&")
BINARY(number_lshift, nb_lshift, "<<")
BINARY(number_rshift, nb_rshift, ">>")
BINARY(number_subtract, nb_subtract, "-")
BINARY(number_divmod, nb_divmod, "divmod()")
BINARY(number_matrix_multiply, nb_matrix_multiply, "@")
BINARY(number_floor_divide, nb_floor_divide, "//")
BINARY(number_true_divide, nb_true_divide, "/")
BINARY(number_remainder, nb_remainder, "%")
#undef BINARY

Object* number_add(Object* v, Object* w) {
  Object* result = binary_op1(v, w, &NumberMethods::nb_add);
  if (result != not_implemented()) return result;
  decref(result);
  SequenceMethods* m = type_of(v)->tp_as_sequence;
  if (m && m->sq_concat) return m->sq_concat(v, w);
  return operand_type_error(v, w, "+");
}

Object* number_multiply(Object* v, Object* w) {
  Object* result = binary_op1(v, w, &NumberMethods::nb_multiply);
  if (result != not_implemented()) return result;
  decref(result);
  SequenceMethods* mv = type_of(v)->tp_as_sequence;
  SequenceMethods* mw = type_of(w)->tp_as_sequence;
  if (mv && mv->sq_repeat) return repeat_by(mv->sq_repeat.get(), v, w);
  if (mw && mw->sq_repeat) return repeat_by(mw->sq_repeat.get(), w, v);
  return operand_type_error(v, w, "*");
}

Object* number_power(Object* v, Object* w, Object* z) {
  return ternary_op(v, w, z, &NumberMethods::nb_power, "** or pow()");
}

#define INPLACE(function, islot, slot, text)                                                  \
  Object* function(Object* v, Object* w) {                                                    \
    return binary_iop(v, w, &NumberMethods::islot, &NumberMethods::slot, text);               \
  }
INPLACE(number_in_place_or, nb_inplace_or, nb_or, "|=")
INPLACE(number_in_place_xor, nb_inplace_xor, nb_xor, "^=")
INPLACE(number_in_place_and, nb_inplace_and, nb_and, "&=")
INPLACE(number_in_place_lshift, nb_inplace_lshift, nb_lshift, "<<=")
INPLACE(number_in_place_rshift, nb_inplace_rshift, nb_rshift, ">>=")
INPLACE(number_in_place_subtract, nb_inplace_subtract, nb_subtract, "-=")
INPLACE(number_in_place_matrix_multiply, nb_inplace_matrix_multiply, nb_matrix_multiply, "@=")
INPLACE(number_in_place_floor_divide, nb_inplace_floor_divide, nb_floor_divide, "//=")
INPLACE(number_in_place_true_divide, nb_inplace_true_divide, nb_true_divide, "/=")
INPLACE(number_in_place_remainder, nb_inplace_remainder, nb_remainder, "%=")
#undef INPLACE

Object* number_slots_add(Object* v, Object* w, bool in_place) {
  return in_place ? binary_iop1(v, w, &NumberMethods::nb_inplace_add, &NumberMethods::nb_add) : binary_op1(v, w, &NumberMethods::nb_add);
}
Object* number_slots_multiply(Object* v, Object* w, bool in_place) {
  return in_place ? binary_iop1(v, w, &NumberMethods::nb_inplace_multiply, &NumberMethods::nb_multiply) : binary_op1(v, w, &NumberMethods::nb_multiply);
}

Object* number_in_place_add(Object* v, Object* w) {
  Object* result = number_slots_add(v, w, true);
  if (result != not_implemented()) return result;
  decref(result);
  if (SequenceMethods* m = type_of(v)->tp_as_sequence) {
    if (m->sq_inplace_concat) return m->sq_inplace_concat(v, w);
    if (m->sq_concat) return m->sq_concat(v, w);
  }
  return operand_type_error(v, w, "+=");
}

Object* number_in_place_multiply(Object* v, Object* w) {
  Object* result = number_slots_multiply(v, w, true);
  if (result != not_implemented()) return result;
  decref(result);
  SequenceMethods* mv = type_of(v)->tp_as_sequence;
  SequenceMethods* mw = type_of(w)->tp_as_sequence;
  if (mv) {
    // As in CPython, a left operand with a sequence suite is not helped by the right one's.
    if (mv->sq_inplace_repeat) return repeat_by(mv->sq_inplace_repeat.get(), v, w);
    if (mv->sq_repeat) return repeat_by(mv->sq_repeat.get(), v, w);
  } else if (mw && mw->sq_repeat) {
    return repeat_by(mw->sq_repeat.get(), w, v);
  }
  return operand_type_error(v, w, "*=");
}

Object* number_in_place_power(Object* v, Object* w, Object* z) {
  return ternary_iop(v, w, z, &NumberMethods::nb_inplace_power, &NumberMethods::nb_power, "**=");
}

#define UNARY(function, slot, message)                      \
  Object* function(Object* o) {                             \
    if (!o) return null_error();                            \
    NumberMethods* m = type_of(o)->tp_as_number;            \
    if (m && m->slot) return m->slot(o);                    \
    return type_error_text(message, o);                     \
  }
UNARY(number_negative, nb_negative, "bad operand type for unary -: '%.200s'")
UNARY(number_positive, nb_positive, "bad operand type for unary +: '%.200s'")
UNARY(number_invert, nb_invert, "bad operand type for unary ~: '%.200s'")
UNARY(number_absolute, nb_absolute, "bad operand type for abs(): '%.200s'")
#undef UNARY

// ---- conversions

Object* number_index_raw(Object* item) {
  if (!item) return null_error();
  if (int_check(item)) return new_ref(item);
  if (!index_check(item)) return type_error_text("'%.200s' object cannot be interpreted as an integer", item);
  Object* result = type_of(item)->tp_as_number->nb_index(item);
  if (!result || int_check_exact(result)) return result;
  if (!int_check(result)) {
    err_format(ExcTypeError, "__index__ returned non-int (type %.200s)", type_name_of(result));
    decref(result);
    return nullptr;
  }
  if (err_warn_format(ExcDeprecationWarning, 1,
                      "__index__ returned non-int (type %.200s).  The ability to return an instance of a strict subclass "
                      "of int is deprecated, and may be removed in a future version of Python.",
                      type_name_of(result))) {
    decref(result);
    return nullptr;
  }
  return result;
}

Object* number_index(Object* item) {
  Object* result = number_index_raw(item);
  if (result && !int_check_exact(result)) {
    Object* copy = int_copy(result);
    decref(result);
    result = copy;
  }
  return result;
}

int64_t number_as_ssize(Object* item, TypeObject* err) {
  Ref<> value(number_index_raw(item));
  if (!value) return -1;
  int64_t result = int_as_ssize_t(value);
  if (result != -1 || !err_occurred()) return result;
  if (!err_exception_matches(ExcOverflowError)) return -1;
  err_clear();
  if (!err) return int_sign(value) < 0 ? INT64_MIN : INT64_MAX;
  err_format(err, "cannot fit '%.200s' into an index-sized integer", type_name_of(item));
  return -1;
}

namespace {
Object* exact_int(Object* result) {
  if (int_check_exact(result)) return result;
  Object* copy = int_copy(result);
  decref(result);
  return copy;
}

Object* long_through_trunc(Object* o, Object* trunc) {
  if (err_warn_ex(ExcDeprecationWarning, "The delegation of int() to __trunc__ is deprecated.", 1)) {
    decref(trunc);
    return nullptr;
  }
  (void)o;
  Object* result = object_call_no_args(trunc);
  decref(trunc);
  if (!result || int_check_exact(result)) return result;
  if (int_check(result)) return exact_int(result);
  if (!index_check(result)) {
    err_format(ExcTypeError, "__trunc__ returned non-Integral (type %.200s)", type_name_of(result));
    decref(result);
    return nullptr;
  }
  Object* index = number_index(result);
  decref(result);
  return index;
}
}  // namespace

Object* number_long(Object* o) {
  if (!o) return null_error();
  if (int_check_exact(o)) return new_ref(o);
  NumberMethods* m = type_of(o)->tp_as_number;
  if (m && m->nb_int) {
    Object* result = m->nb_int(o);
    if (!result || int_check_exact(result)) return result;
    if (!int_check(result)) {
      err_format(ExcTypeError, "__int__ returned non-int (type %.200s)", type_name_of(result));
      decref(result);
      return nullptr;
    }
    if (err_warn_format(ExcDeprecationWarning, 1,
                        "__int__ returned non-int (type %.200s).  The ability to return an instance of a strict subclass "
                        "of int is deprecated, and may be removed in a future version of Python.",
                        type_name_of(result))) {
      decref(result);
      return nullptr;
    }
    return exact_int(result);
  }
  if (m && m->nb_index) return number_index(o);
  if (Object* trunc = object_lookup_special(o, ID(__trunc__))) return long_through_trunc(o, trunc);
  if (err_occurred()) return nullptr;
  if (str_check(o)) return int_from_str_object(o, 10);
  if (bytes_check(o)) return int_from_bytes_text(bytes_as_string(o), bytes_size(o), 10);
  if (bytearray_check(o)) return int_from_bytes_text(bytearray_as_string(o), bytearray_size(o), 10);
  if (object_check_buffer(o)) {
    Buffer view;
    if (object_get_buffer(o, &view, kBufSimple) < 0) return nullptr;
    Ref<> bytes(bytes_from_data(view.buf, view.len));
    buffer_release(&view);
    return bytes ? int_from_bytes_text(bytes_as_string(bytes), bytes_size(bytes), 10) : nullptr;
  }
  return type_error_text("int() argument must be a string, a bytes-like object or a real number, not '%.200s'", o);
}

Object* number_float(Object* o) {
  if (!o) return null_error();
  if (float_check_exact(o)) return new_ref(o);
  NumberMethods* m = type_of(o)->tp_as_number;
  if (m && m->nb_float) {
    Object* res = m->nb_float(o);
    if (!res || float_check_exact(res)) return res;
    if (!float_check(res)) {
      err_format(ExcTypeError, "%.50s.__float__ returned non-float (type %.50s)", type_name_of(o), type_name_of(res));
      decref(res);
      return nullptr;
    }
    if (err_warn_format(ExcDeprecationWarning, 1,
                        "%.50s.__float__ returned non-float (type %.50s).  The ability to return an instance of a strict "
                        "subclass of float is deprecated, and may be removed in a future version of Python.",
                        type_name_of(o), type_name_of(res))) {
      decref(res);
      return nullptr;
    }
    double val = float_value(res);
    decref(res);
    return float_from_double(val);
  }
  if (m && m->nb_index) {
    Ref<> res(number_index_raw(o));
    if (!res) return nullptr;
    double val = int_as_double(res);
    if (val == -1.0 && err_occurred()) return nullptr;
    return float_from_double(val);
  }
  if (float_check(o)) return float_from_double(float_value(o));
  return float_from_string(o);
}

Object* number_to_base(Object* n, int base) {
  if (!(base == 2 || base == 8 || base == 10 || base == 16)) {
    err_set_string(ExcSystemError, "PyNumber_ToBase: base must be 2, 8, 10 or 16");
    return nullptr;
  }
  Ref<> index(number_index_raw(n));
  return index ? int_format(index, base) : nullptr;
}

}  // namespace innards
