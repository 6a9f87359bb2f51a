// The type int: int(...), methods, attributes.
#include <cstring>

#include "heap/heap.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/format.h"
#include "object/int_impl.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

namespace {

// ---- int(x, base)

Object* make(Object* x, Object* base_object) {
  if (!x) {
    if (!base_object) return int_from_i64(0);
    err_set_string(ExcTypeError, "int() missing string argument");
    return nullptr;
  }
  if (!base_object) return number_long(x);
  int64_t base = number_as_ssize(base_object, nullptr);
  if (base == -1 && err_occurred()) return nullptr;
  if ((base != 0 && base < 2) || base > 36) {
    err_set_string(ExcValueError, "int() base must be >= 2 and <= 36, or 0");
    return nullptr;
  }
  if (str_check(x)) return int_from_str_object(x, static_cast<int>(base));
  if (bytearray_check(x)) return int_from_bytes_text(bytearray_as_string(x), bytearray_size(x), static_cast<int>(base));
  if (bytes_check(x)) return int_from_bytes_text(bytes_as_string(x), bytes_size(x), static_cast<int>(base));
  err_set_string(ExcTypeError, "int() can't convert non-string with explicit base");
  return nullptr;
}

Object* make_of_subtype(TypeObject* type, Object* x, Object* base) {
  Ref<> value(make(x, base));
  if (!value) return nullptr;
  BigView v = int_view(value);
  Object* o = type->tp_alloc(type, static_cast<int64_t>(v.size ? v.size : 1));
  if (!o) return nullptr;
  IntObject* result = static_cast<IntObject*>(o);
  result->ob_size = static_cast<IntObject*>(value.get())->ob_size;
  if (v.size) std::memcpy(result->ob_digit, v.digits, v.size * sizeof(uint32_t));
  return o;
}

Object* int_new(TypeObject* type, Object* args, Object* kwargs) {
  static const char* const kNames[] = {"", "base", nullptr};
  static const ArgsParser kParser = {"int", kNames};
  Object* buffer[2];
  Object** a = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 0, 2, 0, buffer);
  if (!a) return nullptr;
  return type == TypeInt ? make(a[0], a[1]) : make_of_subtype(type, a[0], a[1]);
}

Object* int_richcompare(Object* a, Object* b, int op) {
  if (!int_check(a) || !int_check(b)) return new_not_implemented();
  int c = a == b ? 0 : int_compare(a, b);
  switch (op) {
    case kLT: return bool_from(c < 0);
    case kLE: return bool_from(c <= 0);
    case kEQ: return bool_from(c == 0);
    case kNE: return bool_from(c != 0);
    case kGT: return bool_from(c > 0);
    default: return bool_from(c >= 0);
  }
}

// ---- methods

Object* exact_method(Object* self, Object*) { return int_exact(self); }
Object* bit_length(Object* self, Object*) { return int_from_u64(int_num_bits(self)); }
Object* bit_count(Object* self, Object*) { return int_from_u64(big_bit_count(int_view(self))); }

Object* as_integer_ratio(Object* self, Object*) {
  Ref<> n(int_exact(self));
  return n ? tuple_pack(2, n.get(), int_small(1)) : nullptr;
}

Object* get_new_args(Object* self, Object*) {
  Ref<> n(int_copy(self));
  return n ? tuple_pack(1, n.get()) : nullptr;
}

// Rounds to a multiple of 10**-ndigits, ties to the even multiple.
Object* round_method(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("__round__", nargs, 0, 1)) return nullptr;
  if (nargs == 0) return int_exact(self);
  Ref<> ndigits(number_index_raw(args[0]));
  if (!ndigits) return nullptr;
  if (int_sign(ndigits) >= 0) return int_exact(self);
  Ref<> places(int_negative(ndigits));
  Ref<> ten(int_from_i64(10));
  if (!places || !ten) return nullptr;
  Ref<> unit(number_power(ten, places, none()));
  if (!unit) return nullptr;
  Ref<> both(int_divmod_near(self, unit));
  return both ? int_subtract(self, tuple_item_at(both, 1)) : nullptr;
}

Object* format_method(Object* self, Object* spec) {
  if (!str_check(spec)) return args_bad_argument("__format__", "argument", "str", spec), nullptr;
  return int_format_advanced(self, spec);
}

Object* sizeof_method(Object* self, Object*) {
  int64_t n = static_cast<int64_t>(int_view(self).size);
  return int_from_i64(static_cast<int64_t>(offsetof(IntObject, ob_digit)) + (n ? n : 1) * 4);
}

// ---- bytes

// 1 little, 0 big, -1 error. Null means "big".
int little_endian(Object* byteorder) {
  if (!byteorder) return 0;
  if (str_equal_ascii(byteorder, "little")) return 1;
  if (str_equal_ascii(byteorder, "big")) return 0;
  err_set_string(ExcValueError, "byteorder must be either 'little' or 'big'");
  return -1;
}

// Two's complement bytes, least significant first. False: does not fit.
bool write_bytes(BigView v, uint8_t* out, int64_t n, bool is_signed) {
  uint64_t carry = 1, accumulator = 0;
  int held = 0;
  size_t word = 0;
  uint8_t last = 0;
  for (int64_t i = 0; i < n; ++i) {
    if (held < 8) {
      uint64_t digit = word < v.size ? v.digits[word] : 0;
      ++word;
      if (v.negative) {
        digit = (digit ^ kBigMask) + carry;
        carry = digit >> kBigShift;
        digit &= kBigMask;
      }
      accumulator |= digit << held;
      held += kBigShift;
    }
    last = out[i] = static_cast<uint8_t>(accumulator);
    accumulator >>= 8;
    held -= 8;
  }
  uint64_t bits = big_bit_length(v);
  if (!is_signed) return bits <= static_cast<uint64_t>(n) * 8;
  if (n == 0) return bits == 0;
  if (bits > static_cast<uint64_t>(n) * 8) return false;
  return v.is_zero() || ((last & 0x80) != 0) == v.negative;
}

void reverse_bytes(uint8_t* p, int64_t n) {
  for (int64_t i = 0; i < n / 2; ++i) {
    uint8_t t = p[i];
    p[i] = p[n - 1 - i];
    p[n - 1 - i] = t;
  }
}

Object* to_bytes(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"length", "byteorder", "signed", nullptr};
  static const ArgsParser kParser = {"to_bytes", kNames};
  Object* buffer[3];
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 2, 0, buffer);
  if (!a) return nullptr;
  int64_t length = 1;
  if (a[0] && !args_parse_stack(a, 1, "n", &length)) return nullptr;
  if (a[1] && !str_check(a[1])) return args_bad_argument("to_bytes", "argument 'byteorder'", "str", a[1]), nullptr;
  int is_signed = a[2] ? object_is_true(a[2]) : 0;
  if (is_signed < 0) return nullptr;
  int little = little_endian(a[1]);
  if (little < 0) return nullptr;
  if (length < 0) return err_format(ExcValueError, "length argument must be non-negative");
  Ref<> result(bytes_from_data(nullptr, length));
  if (!result) return nullptr;
  if (int_sign(self) < 0 && !is_signed) return err_format(ExcOverflowError, "can't convert negative int to unsigned");
  uint8_t* data = reinterpret_cast<uint8_t*>(bytes_as_string(result));
  if (!write_bytes(int_view(self), data, length, is_signed)) return err_format(ExcOverflowError, "int too big to convert");
  if (!little) reverse_bytes(data, length);
  return result.release();
}

// `p`: bytes, most significant last if little.
Object* read_bytes(const uint8_t* p, int64_t n, bool little, bool is_signed) {
  BigInt z;
  uint64_t accumulator = 0;
  int held = 0;
  bool negative = is_signed && n && (p[little ? n - 1 : 0] & 0x80);
  uint32_t carry = 1;
  for (int64_t i = 0; i < n; ++i) {
    uint32_t byte = p[little ? i : n - 1 - i];
    if (negative) {
      carry += byte ^ 0xFF;
      byte = carry & 0xFF;
      carry >>= 8;
    }
    accumulator |= static_cast<uint64_t>(byte) << held;
    held += 8;
    if (held >= kBigShift) {
      z.digits.push_back(static_cast<uint32_t>(accumulator & kBigMask));
      accumulator >>= kBigShift;
      held -= kBigShift;
    }
  }
  // -2**(8n) turned round is 2**(8n): the carry out of the last byte.
  if (negative && carry) accumulator |= static_cast<uint64_t>(1) << held;
  z.digits.push_back(static_cast<uint32_t>(accumulator & kBigMask));
  z.digits.push_back(static_cast<uint32_t>(accumulator >> kBigShift));
  z.negative = negative;
  z.normalize();
  return int_from_big(z);
}

Object* from_bytes(Object* type, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"bytes", "byteorder", "signed", nullptr};
  static const ArgsParser kParser = {"from_bytes", kNames};
  Object* buffer[3];
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 2, 0, buffer);
  if (!a) return nullptr;
  if (a[1] && !str_check(a[1])) return args_bad_argument("from_bytes", "argument 'byteorder'", "str", a[1]), nullptr;
  int is_signed = a[2] ? object_is_true(a[2]) : 0;
  if (is_signed < 0) return nullptr;
  int little = little_endian(a[1]);
  if (little < 0) return nullptr;
  Ref<> bytes(object_bytes(a[0]));
  if (!bytes) return nullptr;
  Ref<> value(read_bytes(reinterpret_cast<const uint8_t*>(bytes_as_string(bytes)), bytes_size(bytes), little, is_signed));
  if (!value || type == TypeInt) return value.release();
  return object_call_one_arg(type, value);
}

Object* get_exact(Object* self, void*) { return int_exact(self); }
Object* get_zero(Object*, void*) { return int_from_i64(0); }
Object* get_one(Object*, void*) { return int_from_i64(1); }

const MethodDef kMethods[] = {
    {"conjugate", exact_method, kMethNoArgs, "The int itself: it has no imaginary part."},
    {"bit_length", bit_length, kMethNoArgs, "bit_length($self, /)\n--\n\nHow many bits the absolute value needs."},
    {"bit_count", bit_count, kMethNoArgs, "bit_count($self, /)\n--\n\nHow many ones the absolute value has in binary."},
    {"to_bytes", to_bytes, kMethFastcall | kMethKeywords,
     "to_bytes($self, /, length=1, byteorder='big', *, signed=False)\n--\n\nThe int as that many bytes."},
    {"from_bytes", from_bytes, kMethFastcall | kMethKeywords | kMethClass,
     "from_bytes($type, /, bytes, byteorder='big', *, signed=False)\n--\n\nThe int that these bytes spell."},
    {"as_integer_ratio", as_integer_ratio, kMethNoArgs,
     "as_integer_ratio($self, /)\n--\n\nThe pair (self, 1): numerator and denominator."},
    {"__trunc__", exact_method, kMethNoArgs, "The int itself."},
    {"__floor__", exact_method, kMethNoArgs, "The int itself."},
    {"__ceil__", exact_method, kMethNoArgs, "The int itself."},
    {"__round__", round_method, kMethFastcall, "__round__($self, ndigits=<unrepresentable>, /)\n--\n\nRounds to a multiple of 10**-ndigits when ndigits is negative."},
    {"__getnewargs__", get_new_args, kMethNoArgs, "__getnewargs__($self, /)\n--\n\n"},
    {"__format__", format_method, kMethO, "__format__($self, format_spec, /)\n--\n\n"},
    {"__sizeof__", sizeof_method, kMethNoArgs, "__sizeof__($self, /)\n--\n\nBytes the object takes in memory."},
    {},
};

const GetSetDef kGetSets[] = {
    {"real", get_exact, nullptr, "the real part of a complex number"},
    {"imag", get_zero, nullptr, "the imaginary part of a complex number"},
    {"numerator", get_exact, nullptr, "the numerator of a rational number in lowest terms"},
    {"denominator", get_one, nullptr, "the denominator of a rational number in lowest terms"},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

void init_Int_type(TypeObject* t) {
  t->tp_basicsize = offsetof(IntObject, ob_digit);
  t->tp_itemsize = 4;
  t->tp_flags |= kTpDefault | kTpBaseType | kTpLongSubclass | kTpMatchSelf;
  t->tp_repr = int_repr;
  t->tp_hash = int_hash;
  t->tp_getattro = object_generic_get_attr;
  t->tp_richcompare = int_richcompare;
  t->tp_new = int_new;
  t->tp_free = object_free;
  int_fill_number_slots(t);
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
  type_set_doc(t, "int([x]) -> integer\nint(x, base=10) -> integer\n\nA number, or a text of one in base 2 to 36, as an int.");
}

}  // namespace innards
