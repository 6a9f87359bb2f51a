// float objects: making, reading, arithmetic. (CPython: Objects/floatobject.c)
#include "object/compare_values.h"
#include "object/float.h"

#include <cerrno>
#include <cmath>

#include "base/float_text.h"
#include "heap/heap.h"
#include "object/bool.h"
#include "object/born.h"
#include "object/buffer.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/complex.h"
#include "object/float_impl.h"
#include "object/int_impl.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

constexpr int kMaxFreeFloats = 100;
NumberState& state() { return rt().objects.number; }

}  // namespace

// ---- making and freeing

Object* float_from_double(double value) {
  FloatObject* f = state().float_free_list;
  if (f) {
    // Dead floats are linked through ob_type.
    state().float_free_list = reinterpret_cast<FloatObject*>(f->ob_type.get());
    --state().float_free_count;
    f->ob_type = TypeFloat;
    f->ob_refcnt = 1;
  } else {
    f = static_cast<FloatObject*>(static_cast<Object*>(mem_alloc(sizeof(FloatObject))));
    if (!f) return err_no_memory();
    object_init(f, TypeFloat);
  }
  f->ob_fval = value;
  object_is_born(f, sizeof(FloatObject));
  return f;
}

void float_dealloc(Object* o) {
  if (!float_check_exact(o)) {
    type_of(o)->tp_free(o);
    return;
  }
  if (state().float_free_count >= kMaxFreeFloats) {
    object_free(o);
    return;
  }
  ++state().float_free_count;
  o->ob_type = reinterpret_cast<TypeObject*>(state().float_free_list.get());
  state().float_free_list = static_cast<FloatObject*>(o);
}

void float_clear_free_list() {
  FloatObject* f = state().float_free_list;
  while (f) {
    FloatObject* next = reinterpret_cast<FloatObject*>(f->ob_type.get());
    object_free(f);
    f = next;
  }
  state().float_free_list = nullptr;
  state().float_free_count = 0;
}

// ---- reading

double float_as_double(Object* o) {
  if (float_check(o)) return float_value(o);
  NumberMethods* n = type_of(o)->tp_as_number;
  if (!n || !n->nb_float) {
    if (n && n->nb_index) {
      Ref<> index(number_index_raw(o));
      return index ? int_as_double(index) : -1.0;
    }
    err_format(ExcTypeError, "must be real number, not %.50s", type_of(o)->tp_name.get());
    return -1.0;
  }
  Ref<> result(n->nb_float(o));
  if (!result) return -1.0;
  if (!float_check_exact(result)) {
    if (!float_check(result)) {
      err_format(ExcTypeError, "%.50s.__float__ returned non-float (type %.50s)", type_of(o)->tp_name.get(),
                 type_of(result)->tp_name.get());
      return -1.0;
    }
    if (err_warn_format(ExcDeprecationWarning, 1,
                        "%.50s.__float__ returned non-float (type %.50s).  The ability to return an instance of a strict "
                        "subclass of float is deprecated, and may not be allowed in a future version of Python.",
                        type_of(o)->tp_name.get(), type_of(result)->tp_name.get()) < 0)
      return -1.0;
  }
  return float_value(result);
}

bool strip_number_text(std::string* text) {
  // Underscores may stand only between digits.
  auto space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  size_t start = 0, end = text->size();
  while (start < end && space((*text)[start])) ++start;
  while (end > start && space((*text)[end - 1])) --end;
  std::string plain;
  auto digit = [&](size_t i) { return i < end && (*text)[i] >= '0' && (*text)[i] <= '9'; };
  for (size_t i = start; i < end; ++i) {
    if ((*text)[i] != '_') plain.push_back((*text)[i]);
    else if (i == start || !digit(i - 1) || !digit(i + 1)) return false;
  }
  *text = plain;
  return true;
}

static bool parse_whole(std::string text, double* out) {
  if (!strip_number_text(&text) || text.empty()) return false;
  return float_parse(text, out) == text.size();
}

Object* float_from_string(Object* o) {
  double value = 0;
  bool ok;
  if (str_check(o)) {
    ok = parse_whole(str_decimals_to_ascii(o), &value);
  } else if (bytes_check(o)) {
    ok = parse_whole(std::string(bytes_as_string(o), static_cast<size_t>(bytes_size(o))), &value);
  } else if (bytearray_check(o)) {
    ok = parse_whole(std::string(bytearray_as_string(o), static_cast<size_t>(bytearray_size(o))), &value);
  } else if (object_check_buffer(o)) {
    Buffer view;
    if (object_get_buffer(o, &view, kBufSimple) < 0) return nullptr;
    ok = parse_whole(std::string(view.buf.get(), static_cast<size_t>(view.len)), &value);
    buffer_release(&view);
  } else {
    return err_format(ExcTypeError, "float() argument must be a string or a real number, not '%.200s'", type_of(o)->tp_name.get());
  }
  return ok ? float_from_double(value) : err_format(ExcValueError, "could not convert string to float: %R", o);
}

Object* float_repr_object(Object* o) {
  std::string text = float_repr(float_value(o));
  return str_from_ascii(text.data(), static_cast<int64_t>(text.size()));
}

int64_t float_hash(Object* o) { return hash_double(o, float_value(o)); }

// ---- comparison

// How the finite double d stands to the int: exactly, whatever their sizes.
static int compare_with_int(double d, Object* i) {
  double whole = std::trunc(d);
  int c = big_compare(big_from_double(whole), int_view(i));
  if (c) return c;
  return d > whole ? 1 : d < whole ? -1 : 0;
}

Object* float_richcompare(Object* a, Object* b, int op) {
  double x = float_value(a), y;
  if (float_check(b)) {
    y = float_value(b);
  } else if (int_check(b)) {
    if (std::isfinite(x)) x = compare_with_int(x, b);
    y = 0.0;
  } else {
    return new_not_implemented();
  }
  return bool_from(compare_values(x, y, op));
}

// ---- arithmetic

namespace {

// 1: *out is the value; 0: not a number of ours; -1: error.
int operand(Object* o, double* out) {
  if (float_check(o)) {
    *out = float_value(o);
    return 1;
  }
  if (!int_check(o)) return 0;
  *out = int_as_double(o);
  return *out == -1.0 && err_occurred() ? -1 : 1;
}

template <class F>
Object* binary(Object* a, Object* b, F f) {
  double x, y;
  int rc = operand(a, &x);
  if (rc > 0) rc = operand(b, &y);
  if (rc < 0) return nullptr;
  return rc ? f(x, y) : new_not_implemented();
}

Object* divide_by_zero(const char* text) {
  err_set_string(ExcZeroDivisionError, text);
  return nullptr;
}

double modulo(double x, double y) {
  double m = std::fmod(x, y);
  if (m == 0) return std::copysign(0.0, y);
  return (y < 0) != (m < 0) ? m + y : m;
}

double floor_quotient(double x, double y) {
  double m = std::fmod(x, y), q = (x - m) / y;
  if (m != 0 && (y < 0) != (m < 0)) q -= 1.0;
  if (q == 0) return std::copysign(0.0, x / y);
  double whole = std::floor(q);
  return q - whole > 0.5 ? whole + 1.0 : whole;
}

Object* slot_add(Object* a, Object* b) {
  return binary(a, b, [](double x, double y) { return float_from_double(x + y); });
}
Object* slot_subtract(Object* a, Object* b) {
  return binary(a, b, [](double x, double y) { return float_from_double(x - y); });
}
Object* slot_multiply(Object* a, Object* b) {
  return binary(a, b, [](double x, double y) { return float_from_double(x * y); });
}
Object* slot_true_divide(Object* a, Object* b) {
  return binary(a, b, [](double x, double y) { return y == 0 ? divide_by_zero("float division by zero") : float_from_double(x / y); });
}
Object* slot_remainder(Object* a, Object* b) {
  return binary(a, b, [](double x, double y) { return y == 0 ? divide_by_zero("float modulo") : float_from_double(modulo(x, y)); });
}
Object* slot_floor_divide(Object* a, Object* b) {
  return binary(a, b, [](double x, double y) {
    return y == 0 ? divide_by_zero("float floor division by zero") : float_from_double(floor_quotient(x, y));
  });
}
Object* slot_divmod(Object* a, Object* b) {
  return binary(a, b, [](double x, double y) -> Object* {
    if (y == 0) return divide_by_zero("float divmod()");
    Ref<> q(float_from_double(floor_quotient(x, y))), r(float_from_double(modulo(x, y)));
    return q && r ? tuple_pack(2, q.get(), r.get()) : nullptr;
  });
}

bool is_odd_integer(double x) { return std::fmod(std::fabs(x), 2.0) == 1.0; }

Object* range_error() {
  Ref<> number(int_from_i64(34)), text(str_from_cstr("Numerical result out of range"));
  Ref<> args(number && text ? tuple_pack(2, number.get(), text.get()) : nullptr);
  if (args) err_set_object(ExcOverflowError, args);
  return nullptr;
}

// The cases that C libraries disagree about. True: *out holds the answer.
bool special_power(double x, double y, double* out) {
  if (y == 0 || x == 1.0) return *out = 1.0, true;
  if (std::isnan(x)) return *out = x, true;
  if (std::isnan(y)) return *out = y, true;
  if (std::isinf(y)) {
    double m = std::fabs(x);
    if (m == 1.0) *out = 1.0;
    else *out = (y > 0) == (m > 1.0) ? std::fabs(y) : 0.0;
    return true;
  }
  if (std::isinf(x)) {
    bool odd = is_odd_integer(y);
    if (y > 0) *out = odd ? x : std::fabs(x);
    else *out = odd ? std::copysign(0.0, x) : 0.0;
    return true;
  }
  return false;
}

}  // namespace

Object* float_power(Object* a, Object* b, Object* mod) {
  if (!is_none(mod)) {
    err_set_string(ExcTypeError, "pow() 3rd argument not allowed unless all arguments are integers");
    return nullptr;
  }
  return binary(a, b, [a, b](double x, double y) -> Object* {
    double z;
    if (special_power(x, y, &z)) return float_from_double(z);
    if (x == 0) {
      if (y < 0) return divide_by_zero("0.0 cannot be raised to a negative power");
      return float_from_double(is_odd_integer(y) ? x : 0.0);
    }
    bool negate = false;
    if (x < 0) {
      if (y != std::floor(y)) return number_methods(TypeComplex)->nb_power(a, b, none());
      negate = is_odd_integer(y);
      x = -x;
    }
    if (x == 1.0) return float_from_double(negate ? -1.0 : 1.0);
    z = std::pow(x, y);
    if (std::isinf(z)) return range_error();
    return float_from_double(negate ? -z : z);
  });
}

namespace {

Object* slot_negative(Object* a) { return float_from_double(-float_value(a)); }
Object* slot_absolute(Object* a) { return float_from_double(std::fabs(float_value(a))); }
int slot_bool(Object* a) { return float_value(a) != 0.0; }
Object* slot_int(Object* a) { return int_from_double(float_value(a)); }

}  // namespace

Object* float_exact(Object* o) { return float_check_exact(o) ? new_ref(o) : float_from_double(float_value(o)); }

void float_fill_number_slots(TypeObject* t) {
  NumberMethods* n = number_methods(t);
  n->nb_add = slot_add;
  n->nb_subtract = slot_subtract;
  n->nb_multiply = slot_multiply;
  n->nb_remainder = slot_remainder;
  n->nb_divmod = slot_divmod;
  n->nb_power = float_power;
  n->nb_negative = slot_negative;
  n->nb_positive = float_exact;
  n->nb_absolute = slot_absolute;
  n->nb_bool = slot_bool;
  n->nb_int = slot_int;
  n->nb_float = float_exact;
  n->nb_floor_divide = slot_floor_divide;
  n->nb_true_divide = slot_true_divide;
}

}  // namespace innards
