// The type float: float(...), methods.
#include <cmath>

#include "base/float_text.h"
#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/call.h"
#include "object/float_impl.h"
#include "object/format.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

Object* make(Object* x) {
  if (!x) return float_from_double(0.0);
  return str_check_exact(x) ? float_from_string(x) : number_float(x);
}

Object* float_new(TypeObject* type, Object* args, Object* kwargs) {
  Object* x = nullptr;
  // A subclass with an __init__ of its own may take keywords.
  if (type->tp_init == TypeFloat->tp_init && !args_no_keywords("float", kwargs)) return nullptr;
  if (!args_unpack_tuple(args, "float", 0, 1, &x)) return nullptr;
  if (type == TypeFloat) return make(x);
  Ref<> value(make(x));
  if (!value) return nullptr;
  Object* o = type->tp_alloc(type, 0);
  if (o) static_cast<FloatObject*>(o)->ob_fval = float_value(value);
  return o;
}

Object* float_vectorcall(Object*, Object** args, uint64_t nargsf, Object* kwnames) {
  int64_t n = vectorcall_nargs(nargsf);
  if (!args_no_kwnames("float", kwnames) || !args_check_positional("float", n, 0, 1)) return nullptr;
  return make(n ? args[0] : nullptr);
}

// ---- rounding

Object* too_large_to_round() { return err_format(ExcOverflowError, "rounded value too large to represent"); }

// To the nearest multiple of 10**places, ties to the even one, computed exactly. False: too large for a double.
bool nearest_multiple(double x, int places, double* out) {
  BigInt ten(10), q, r, unit = big_pow(ten, static_cast<uint64_t>(places));
  double whole = std::trunc(std::fabs(x));
  big_divmod(big_from_double(whole), unit, &q, &r);
  int c = big_compare(big_shift_left(r, 1), unit);
  if (c == 0 && std::fabs(x) > whole) c = 1;
  if (c > 0 || (c == 0 && BigView(q).is_odd())) q = big_add(q, BigInt(1));
  return big_to_double(big_mul(q, unit), out);
}

Object* round_to_tens(double x, int places) {
  double value;
  if (!nearest_multiple(x, places, &value)) return too_large_to_round();
  return float_from_double(std::copysign(value, x));
}

Object* round_to_places(double x, int places) {
  double value;
  float_parse(float_to_text(x, 'f', places, 0), &value);
  return std::isinf(value) ? too_large_to_round() : float_from_double(value);
}

Object* round_method(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("__round__", nargs, 0, 1)) return nullptr;
  double x = float_value(self);
  if (nargs == 0 || is_none(args[0])) return int_from_double(std::isfinite(x) ? std::nearbyint(x) : x);
  int64_t places = number_as_ssize(args[0], nullptr);
  if (places == -1 && err_occurred()) return nullptr;
  if (!std::isfinite(x) || places > 323) return float_from_double(x);
  if (places < -308) return float_from_double(0.0 * x);
  return places < 0 ? round_to_tens(x, static_cast<int>(-places)) : round_to_places(x, static_cast<int>(places));
}

// ---- other methods

Object* exact_method(Object* self, Object*) { return float_exact(self); }
Object* trunc_method(Object* self, Object*) { return int_from_double(float_value(self)); }
Object* floor_method(Object* self, Object*) { return int_from_double(std::floor(float_value(self))); }
Object* ceil_method(Object* self, Object*) { return int_from_double(std::ceil(float_value(self))); }

Object* is_integer(Object* self, Object*) {
  double x = float_value(self);
  return bool_from(std::isfinite(x) && std::floor(x) == x);
}

// x as a quotient of two ints; either may be null where there is no memory.
void ratio_of(double x, Ref<>* a, Ref<>* b) {
  int exponent;
  double m = std::frexp(x, &exponent);
  for (int i = 0; i < 300 && m != std::floor(m); ++i) m *= 2.0, --exponent;
  BigInt top = big_from_double(m), bottom(1);
  if (exponent > 0) top = big_shift_left(top, static_cast<uint64_t>(exponent));
  else bottom = big_shift_left(bottom, static_cast<uint64_t>(-exponent));
  a->reset(int_from_big(top));
  b->reset(int_from_big(bottom));
}

Object* as_integer_ratio(Object* self, Object*) {
  double x = float_value(self);
  if (std::isinf(x)) return err_format(ExcOverflowError, "cannot convert Infinity to integer ratio");
  if (std::isnan(x)) return err_format(ExcValueError, "cannot convert NaN to integer ratio");
  Ref<> a, b;
  ratio_of(x, &a, &b);
  return a && b ? tuple_pack(2, a.get(), b.get()) : nullptr;
}

Object* text_of(const std::string& text) { return str_from_ascii(text.data(), static_cast<int64_t>(text.size())); }

Object* hex_method(Object* self, Object*) { return text_of(float_to_hex(float_value(self))); }

Object* from_hex(Object* type, Object* text) {
  int64_t n;
  const char* s = str_as_utf8_and_size(text, &n);
  if (!s) return nullptr;
  double value = 0;
  FloatHexResult rc = float_from_hex({s, static_cast<size_t>(n)}, &value);
  if (rc == FloatHexResult::Invalid) return err_format(ExcValueError, "invalid hexadecimal floating-point string");
  if (rc == FloatHexResult::Overflow) return err_format(ExcOverflowError, "hexadecimal value too large to represent as a float");
  Ref<> result(float_from_double(value));
  return !result || type == TypeFloat ? result.release() : object_call_one_arg(type, result);
}

Object* get_new_args(Object* self, Object*) {
  Ref<> value(float_from_double(float_value(self)));
  return value ? tuple_pack(1, value.get()) : nullptr;
}

Object* get_format(Object*, Object* which) {
  if (!str_text_argument("__getformat__", "argument", which)) return nullptr;
  if (str_equal_ascii(which, "double") || str_equal_ascii(which, "float")) return str_from_cstr("IEEE, little-endian");
  return err_format(ExcValueError, "__getformat__() argument 1 must be 'double' or 'float'");
}

Object* format_method(Object* self, Object* spec) {
  if (!str_check(spec)) return args_bad_argument("__format__", "argument", "str", spec), nullptr;
  return float_format_advanced(self, spec);
}

Object* get_real(Object* self, void*) { return float_exact(self); }
Object* get_imag(Object*, void*) { return float_from_double(0.0); }

const MethodDef kMethods[] = {
    {"conjugate", exact_method, kMethNoArgs, "conjugate($self, /)\n--\n\nThe float itself: it has no imaginary part."},
    {"__trunc__", trunc_method, kMethNoArgs, "__trunc__($self, /)\n--\n\nThe integer part."},
    {"__floor__", floor_method, kMethNoArgs, "__floor__($self, /)\n--\n\nThe largest int not above."},
    {"__ceil__", ceil_method, kMethNoArgs, "__ceil__($self, /)\n--\n\nThe smallest int not below."},
    {"__round__", round_method, kMethFastcall, "__round__($self, ndigits=None, /)\n--\n\nRounded half to even."},
    {"as_integer_ratio", as_integer_ratio, kMethNoArgs, "as_integer_ratio($self, /)\n--\n\nTwo ints whose quotient is exactly the float."},
    {"fromhex", from_hex, kMethO | kMethClass, "fromhex($type, string, /)\n--\n\nThe float that a hexadecimal text spells."},
    {"hex", hex_method, kMethNoArgs, "hex($self, /)\n--\n\nThe float in hexadecimal, exactly."},
    {"is_integer", is_integer, kMethNoArgs, "is_integer($self, /)\n--\n\nWhether there is nothing behind the point."},
    {"__getnewargs__", get_new_args, kMethNoArgs, "__getnewargs__($self, /)\n--\n\n"},
    {"__getformat__", get_format, kMethO | kMethClass, "__getformat__($type, typestr, /)\n--\n\nHow doubles are stored."},
    {"__format__", format_method, kMethO, "__format__($self, format_spec, /)\n--\n\n"},
    {},
};

const GetSetDef kGetSets[] = {
    {"real", get_real, nullptr, "the real part of a complex number"},
    {"imag", get_imag, nullptr, "the imaginary part of a complex number"},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

void init_Float_type(TypeObject* t) {
  t->tp_basicsize = sizeof(FloatObject);
  t->tp_flags |= kTpDefault | kTpBaseType | kTpMatchSelf;
  t->tp_dealloc = float_dealloc;
  t->tp_repr = float_repr_object;
  t->tp_hash = float_hash;
  t->tp_getattro = object_generic_get_attr;
  t->tp_richcompare = float_richcompare;
  t->tp_new = float_new;
  t->tp_vectorcall = float_vectorcall;
  t->tp_free = object_free;
  float_fill_number_slots(t);
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
  type_set_doc(t, "float(x=0, /)\n--\n\nA number, or a text of one, as a double.");
}

}  // namespace innards
