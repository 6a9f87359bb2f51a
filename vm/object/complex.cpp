// complex objects and the type complex. (CPython: Objects/complexobject.c)
#include "object/complex.h"

#include <cmath>

#include "base/float_text.h"
#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/born.h"
#include "object/call.h"
#include "object/float_impl.h"
#include "object/format.h"
#include "object/identifiers.h"
#include "object/int_impl.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

ComplexValue value_of(Object* o) { return static_cast<ComplexObject*>(o)->cval; }
Object* from_value(ComplexValue v) { return complex_from_doubles(v.real, v.imag); }

// ---- arithmetic on values

ComplexValue add(ComplexValue a, ComplexValue b) { return {a.real + b.real, a.imag + b.imag}; }
ComplexValue subtract(ComplexValue a, ComplexValue b) { return {a.real - b.real, a.imag - b.imag}; }
ComplexValue multiply(ComplexValue a, ComplexValue b) {
  return {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

// Scales by the larger part of b, so that nothing overflows on the way. False: b is zero.
bool divide(ComplexValue a, ComplexValue b, ComplexValue* out) {
  double re = std::fabs(b.real), im = std::fabs(b.imag);
  if (re >= im) {
    if (re == 0.0) return false;
    double ratio = b.imag / b.real, denominator = b.real + b.imag * ratio;
    *out = {(a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator};
  } else if (im >= re) {
    double ratio = b.real / b.imag, denominator = b.real * ratio + b.imag;
    *out = {(a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator};
  } else {
    *out = {NAN, NAN};
  }
  return true;
}

// False: 0 to a negative or complex power.
bool power(ComplexValue a, ComplexValue b, ComplexValue* out) {
  *out = {0.0, 0.0};
  if (b.real == 0.0 && b.imag == 0.0) return *out = {1.0, 0.0}, true;
  if (a.real == 0.0 && a.imag == 0.0) return !(b.imag != 0.0 || b.real < 0.0);
  double magnitude = std::hypot(a.real, a.imag), length = std::pow(magnitude, b.real);
  double angle = std::atan2(a.imag, a.real), phase = angle * b.real;
  if (b.imag != 0.0) {
    length /= std::exp(angle * b.imag);
    phase += b.imag * std::log(magnitude);
  }
  *out = {length * std::cos(phase), length * std::sin(phase)};
  return !std::isinf(phase);  // where cos() reports a domain error
}

ComplexValue power_unsigned(ComplexValue x, long n) {
  ComplexValue r{1.0, 0.0}, p = x;
  for (long mask = 1; mask > 0 && n >= mask; mask <<= 1) {
    if (n & mask) r = multiply(r, p);
    p = multiply(p, p);
  }
  return r;
}

bool power_int(ComplexValue x, long n, ComplexValue* out) {
  if (n > 0) return *out = power_unsigned(x, n), true;
  return divide({1.0, 0.0}, power_unsigned(x, -n), out);
}

// ---- slots

// 1: *out is the value; 0: no number of ours; -1: error.
int operand(Object* o, ComplexValue* out) {
  out->imag = 0.0;
  if (complex_check(o)) return *out = value_of(o), 1;
  if (float_check(o)) return out->real = float_value(o), 1;
  if (!int_check(o)) return 0;
  out->real = int_as_double(o);
  return out->real == -1.0 && err_occurred() ? -1 : 1;
}

template <class F>
Object* binary(Object* a, Object* b, F f) {
  ComplexValue x, y;
  int rc = operand(a, &x);
  if (rc > 0) rc = operand(b, &y);
  if (rc < 0) return nullptr;
  return rc ? f(x, y) : new_not_implemented();
}

Object* slot_add(Object* a, Object* b) { return binary(a, b, [](auto x, auto y) { return from_value(add(x, y)); }); }
Object* slot_subtract(Object* a, Object* b) { return binary(a, b, [](auto x, auto y) { return from_value(subtract(x, y)); }); }
Object* slot_multiply(Object* a, Object* b) { return binary(a, b, [](auto x, auto y) { return from_value(multiply(x, y)); }); }
Object* slot_divide(Object* a, Object* b) {
  return binary(a, b, [](auto x, auto y) -> Object* {
    ComplexValue z;
    if (!divide(x, y, &z)) return err_format(ExcZeroDivisionError, "complex division by zero");
    return from_value(z);
  });
}

Object* slot_power(Object* a, Object* b, Object* mod) {
  return binary(a, b, [mod](ComplexValue x, ComplexValue y) -> Object* {
    if (!is_none(mod)) return err_format(ExcValueError, "complex modulo");
    ComplexValue z;
    bool small_int = y.imag == 0.0 && y.real == std::floor(y.real) && std::fabs(y.real) <= 100.0;
    bool ok = small_int ? power_int(x, static_cast<long>(y.real), &z) : power(x, y, &z);
    if (!ok) return err_format(ExcZeroDivisionError, "0.0 to a negative or complex power");
    if (std::isinf(z.real) || std::isinf(z.imag)) return err_format(ExcOverflowError, "complex exponentiation");
    return from_value(z);
  });
}

Object* exact(Object* o) { return complex_check_exact(o) ? new_ref(o) : from_value(value_of(o)); }
Object* slot_negative(Object* o) { return complex_from_doubles(-value_of(o).real, -value_of(o).imag); }
int slot_bool(Object* o) { return value_of(o).real != 0.0 || value_of(o).imag != 0.0; }
Object* slot_absolute(Object* o) {
  double m = std::hypot(value_of(o).real, value_of(o).imag);
  if (std::isinf(m) && std::isfinite(value_of(o).real) && std::isfinite(value_of(o).imag))
    return err_format(ExcOverflowError, "absolute value too large");
  return float_from_double(m);
}

Object* repr(Object* o) {
  ComplexValue v = value_of(o);
  std::string text;
  if (v.real == 0.0 && !std::signbit(v.real)) text = float_to_text(v.imag, 'r', 0, 0) + "j";
  else text = "(" + float_to_text(v.real, 'r', 0, 0) + float_to_text(v.imag, 'r', 0, kFloatSign) + "j)";
  return str_from_ascii(text.data(), static_cast<int64_t>(text.size()));
}

int64_t hash(Object* o) {
  uint64_t h = static_cast<uint64_t>(hash_double(o, value_of(o).real)) + kHashImag * static_cast<uint64_t>(hash_double(o, value_of(o).imag));
  return h == UINT64_MAX ? -2 : static_cast<int64_t>(h);
}

Object* richcompare(Object* a, Object* b, int op) {
  if (op != kEQ && op != kNE) return new_not_implemented();
  ComplexValue v = value_of(a);
  bool equal;
  if (int_check(b)) {
    equal = false;
    if (v.imag == 0.0) {
      Ref<> real(float_from_double(v.real));
      return real ? object_rich_compare(real, b, op) : nullptr;
    }
  } else if (float_check(b)) {
    equal = v.real == float_value(b) && v.imag == 0.0;
  } else if (complex_check(b)) {
    equal = v.real == value_of(b).real && v.imag == value_of(b).imag;
  } else {
    return new_not_implemented();
  }
  return bool_from(op == kEQ ? equal : !equal);
}

// ---- complex(...)

// "1+2j", "(1e3-j)". False: not a complex.
bool parse(std::string text, ComplexValue* out) {
  if (!strip_number_text(&text)) return false;
  if (!text.empty() && text.front() == '(') {
    if (text.back() != ')') return false;
    text = text.substr(1, text.size() - 2);
    if (!strip_number_text(&text)) return false;
  }
  if (text.empty()) return false;
  std::string_view t = text;
  *out = {0.0, 0.0};
  auto is_j = [](char c) { return c == 'j' || c == 'J'; };
  auto sign_at = [&](size_t i) { return i < t.size() && (t[i] == '+' || t[i] == '-'); };
  double first;
  size_t n = float_parse(t, &first);
  if (n) {
    if (n == t.size()) return out->real = first, true;
    if (is_j(t[n])) return out->imag = first, n + 1 == t.size();
    if (!sign_at(n)) return false;
    out->real = first;
    t.remove_prefix(n);
  }
  // What is left: a signed imaginary part, or a bare [+-]j.
  double imag;
  size_t m = float_parse(t, &imag);
  if (!m) {
    imag = 1.0;
    if (sign_at(0)) imag = t[0] == '-' ? -1.0 : 1.0, m = 1;
  }
  if (m >= t.size() || !is_j(t[m]) || m + 1 != t.size()) return false;
  out->imag = imag;
  return true;
}

Object* from_text(Object* text) {
  ComplexValue v;
  if (!parse(str_decimals_to_ascii(text), &v)) return err_format(ExcValueError, "complex() arg is a malformed string");
  return from_value(v);
}

// o.__complex__(): 1 and *out new, 0 no such method, -1.
int special_method(Object* o, Object** out) {
  if (complex_check_exact(o)) return *out = new_ref(o), 1;
  Ref<> method(object_lookup_special(o, ID(__complex__)));
  if (!method) return err_occurred() ? -1 : 0;
  Ref<> result(object_call_no_args(method));
  if (!result) return -1;
  if (!complex_check(result)) {
    err_format(ExcTypeError, "__complex__ returned non-complex (type %.200s)", type_of(result)->tp_name.get());
    return -1;
  }
  *out = result.release();
  return 1;
}

// Reads an argument as complex; *was_complex tells whether its imaginary part counts.
bool number_argument(Object* o, ComplexValue* out, bool* was_complex) {
  *was_complex = complex_check(o);
  if (*was_complex) return *out = value_of(o), true;
  Ref<> real(number_float(o));
  if (!real) return false;
  *out = {float_value(real), 0.0};
  return true;
}

bool has_number(Object* o) {
  NumberMethods* n = type_of(o)->tp_as_number;
  return n && (n->nb_float || n->nb_index);
}

Object* make(TypeObject* type, ComplexValue v) {
  Object* o = type->tp_alloc(type, 0);
  if (o) static_cast<ComplexObject*>(o)->cval = v;
  return o;
}

Object* from_numbers(TypeObject* type, Object* r, Object* i) {
  ComplexValue real{0.0, 0.0}, imag{0.0, 0.0};
  bool real_is_complex = false, imag_is_complex = false;
  if (r && !number_argument(r, &real, &real_is_complex)) return nullptr;
  if (i && !number_argument(i, &imag, &imag_is_complex)) return nullptr;
  ComplexValue v{real.real, i ? imag.real : real.imag};
  if (i && imag_is_complex) v.real -= imag.imag;
  if (i && real_is_complex) v.imag += real.imag;
  return make(type, v);
}

Object* complex_new(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const kNames[] = {"real", "imag", nullptr};
  static const ArgsParser kParser = {"complex", kNames};
  Object* buffer[2];
  Object** a = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 0, 2, 0, buffer);
  if (!a) return nullptr;
  Object *r = a[0], *i = a[1];
  if (r && !i && type == TypeComplex && complex_check_exact(r)) return new_ref(r);
  if (r && str_check(r)) {
    if (i) return err_format(ExcTypeError, "complex() can't take second arg if first is a string");
    Ref<> parsed(from_text(r));
    return !parsed || type == TypeComplex ? parsed.release() : make(type, value_of(parsed));
  }
  if (i && str_check(i)) return err_format(ExcTypeError, "complex() second arg can't be a string");
  Object* special = nullptr;
  if (r && special_method(r, &special) < 0) return nullptr;
  Ref<> held(special);
  if (special) r = special;
  if (r && !complex_check(r) && !has_number(r))
    return err_format(ExcTypeError, "complex() first argument must be a string or a number, not '%.200s'", type_of(r)->tp_name.get());
  if (i && !complex_check(i) && !has_number(i))
    return err_format(ExcTypeError, "complex() second argument must be a number, not '%.200s'", type_of(i)->tp_name.get());
  return from_numbers(type, r, i);
}

// ---- methods

Object* conjugate(Object* self, Object*) { return complex_from_doubles(value_of(self).real, -value_of(self).imag); }
Object* complex_method(Object* self, Object*) { return exact(self); }
Object* get_new_args(Object* self, Object*) {
  Ref<> r(float_from_double(value_of(self).real)), i(float_from_double(value_of(self).imag));
  return r && i ? tuple_pack(2, r.get(), i.get()) : nullptr;
}
Object* format_method(Object* self, Object* spec) {
  if (!str_check(spec)) return args_bad_argument("__format__", "argument", "str", spec), nullptr;
  return complex_format_advanced(self, spec);
}

const MethodDef kMethods[] = {
    {"conjugate", conjugate, kMethNoArgs, "conjugate($self, /)\n--\n\nThe same number with the other sign of its imaginary part."},
    {"__complex__", complex_method, kMethNoArgs, "__complex__($self, /)\n--\n\nThe number as exact complex."},
    {"__getnewargs__", get_new_args, kMethNoArgs, "__getnewargs__($self, /)\n--\n\n"},
    {"__format__", format_method, kMethO, "__format__($self, format_spec, /)\n--\n\nThe number laid out by a format spec."},
    {},
};

const MemberDef kMembers[] = {
    {"real", kTDouble, offsetof(ComplexObject, cval), 1, "the real part of a complex number"},
    {"imag", kTDouble, offsetof(ComplexObject, cval) + 8, 1, "the imaginary part of a complex number"},
    {nullptr, 0, 0, 0, nullptr},
};

}  // namespace

Object* complex_from_doubles(double real, double imag) {
  void* block = mem_alloc(sizeof(ComplexObject));
  if (!block) return err_no_memory();
  ComplexObject* c = static_cast<ComplexObject*>(object_init(static_cast<Object*>(block), TypeComplex));
  c->cval = {real, imag};
  object_is_born(c, sizeof(ComplexObject));
  return c;
}

double complex_real_as_double(Object* o) { return complex_check(o) ? value_of(o).real : float_as_double(o); }
double complex_imag_as_double(Object* o) { return complex_check(o) ? value_of(o).imag : 0.0; }

void init_Complex_type(TypeObject* t) {
  t->tp_basicsize = sizeof(ComplexObject);
  t->tp_flags |= kTpDefault | kTpBaseType;
  t->tp_repr = repr;
  t->tp_hash = hash;
  t->tp_getattro = object_generic_get_attr;
  t->tp_richcompare = richcompare;
  t->tp_new = complex_new;
  t->tp_free = object_free;
  NumberMethods* n = number_methods(t);
  n->nb_add = slot_add;
  n->nb_subtract = slot_subtract;
  n->nb_multiply = slot_multiply;
  n->nb_power = slot_power;
  n->nb_negative = slot_negative;
  n->nb_positive = exact;
  n->nb_absolute = slot_absolute;
  n->nb_bool = slot_bool;
  n->nb_true_divide = slot_divide;
  type_add_methods(t, kMethods);
  type_add_members(t, kMembers);
  type_set_doc(t, "complex(real=0, imag=0)\n--\n\nA complex number of two numbers or a text.");
}

}  // namespace innards
