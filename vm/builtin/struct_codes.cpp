#include "builtin/struct_codes.h"

#include <cmath>
#include <cstring>

#include "object/bool.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/float.h"
#include "object/int.h"
#include "object/protocol.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

const StructCode kNativeCodes[] = {
    {'x', 1, 0}, {'b', 1, 0}, {'B', 1, 0}, {'c', 1, 0}, {'s', 1, 0}, {'p', 1, 0}, {'h', 2, 2}, {'H', 2, 2}, {'i', 4, 4},
    {'I', 4, 4}, {'l', 8, 8}, {'L', 8, 8}, {'n', 8, 8}, {'N', 8, 8}, {'q', 8, 8}, {'Q', 8, 8}, {'?', 1, 1}, {'e', 2, 2},
    {'f', 4, 4}, {'d', 8, 8}, {'P', 8, 8}};
const StructCode kStandardCodes[] = {
    {'x', 1, 0}, {'b', 1, 0}, {'B', 1, 0}, {'c', 1, 0}, {'s', 1, 0}, {'p', 1, 0}, {'h', 2, 0}, {'H', 2, 0}, {'i', 4, 0},
    {'I', 4, 0}, {'l', 4, 0}, {'L', 4, 0}, {'q', 8, 0}, {'Q', 8, 0}, {'?', 1, 0}, {'e', 2, 0}, {'f', 4, 0}, {'d', 8, 0}};

int fail(const char* text) {
  err_set_string(struct_error(), text);
  return -1;
}

void store(uint64_t bits, StructOrder order, int size, uint8_t* to) {
  for (int i = 0; i < size; ++i) to[order == StructOrder::Big ? size - 1 - i : i] = static_cast<uint8_t>(bits >> (8 * i));
}

uint64_t load(StructOrder order, int size, const uint8_t* from) {
  uint64_t bits = 0;
  for (int i = 0; i < size; ++i) bits |= static_cast<uint64_t>(from[order == StructOrder::Big ? size - 1 - i : i]) << (8 * i);
  return bits;
}

// ---- ints

bool is_unsigned(char code) { return std::strchr("BHILQN", code) != nullptr; }

// "short format requires -32768 <= number <= 32767" and kin.
int range_error(char code, StructOrder order, int size) {
  const int bits = 8 * size;
  const char* name = code == 'b' ? "byte" : code == 'B' ? "ubyte" : nullptr;
  if (order != StructOrder::Big && size == 2) name = code == 'h' ? "short" : "ushort";
  const int64_t least = is_unsigned(code) ? 0 : -(int64_t{1} << (bits - 1));
  const int64_t most = (int64_t{1} << (is_unsigned(code) ? bits : bits - 1)) - 1;
  if (name) err_format(struct_error(), "%s format requires %zd <= number <= %zd", name, least, most);
  else err_format(struct_error(), "'%c' format requires %zd <= number <= %zd", code, least, most);
  return -1;
}

bool fits(int64_t value, char code, int size) {
  if (size == 8) return true;
  const int bits = 8 * size;
  if (is_unsigned(code)) return value >= 0 && value < int64_t{1} << bits;
  return value >= -(int64_t{1} << (bits - 1)) && value < int64_t{1} << (bits - 1);
}

// The int of an argument: new reference.
Object* int_argument(Object* value) {
  if (int_check(value)) return new_ref(value);
  if (index_check(value)) return number_index(value);
  return err_format(struct_error(), "required argument is not an integer");
}

// CPython says "int too large" where it does not go by way of a C type.
int too_large(char code, StructOrder order) {
  const bool converted = code == 'P' || (order == StructOrder::Big && (code == 'q' || code == 'Q'));
  return fail(converted ? "int too large to convert" : "argument out of range");
}

int pack_int(char code, StructOrder order, int size, Object* value, uint8_t* to) {
  Ref<> number(int_argument(value));
  if (!number) return -1;
  int overflow;
  const int64_t n = int_as_i64_and_overflow(number, &overflow);
  const bool wide = code == 'P' || (is_unsigned(code) && code != 'B' && (code != 'H' || order == StructOrder::Big));  // read as an unsigned C type
  if (overflow == 0 && (n >= 0 || !wide || code == 'P')) {
    if (!fits(n, code, size)) return range_error(code, order, size);
    store(static_cast<uint64_t>(n), order, size, to);
    return 0;
  }
  if (overflow <= 0 || !wide) return too_large(code, order);
  const uint64_t u = int_as_u64(number);
  if (u == UINT64_MAX && err_occurred()) {
    err_clear();
    return too_large(code, order);
  }
  if (size < 8) return range_error(code, order, size);
  store(u, order, size, to);
  return 0;
}

// ---- floats

// The IEEE half of a double, rounded half to even; false when it is too large.
bool half_bits(double x, uint16_t* out) {
  const uint16_t sign = std::signbit(x) ? 0x8000 : 0;
  x = std::fabs(x);
  if (std::isnan(x)) return *out = sign | 0x7E00, true;
  if (std::isinf(x)) return *out = sign | 0x7C00, true;
  if (x == 0.0) return *out = sign, true;
  int exponent;
  std::frexp(x, &exponent);
  const int lowest = exponent - 11 < -24 ? -24 : exponent - 11;       // the value of the last bit, as a power of two
  const double units = std::nearbyint(std::ldexp(x, -lowest));        // a mantissa with its leading bit
  if (std::ldexp(units, lowest) >= 65536.0) return false;
  const int mantissa = static_cast<int>(units);
  *out = static_cast<uint16_t>(sign + (lowest == -24 && mantissa < 1024 ? mantissa : ((lowest + 24) << 10) + mantissa));
  return true;
}

double half_value(uint16_t bits) {
  const int exponent = bits >> 10 & 31, fraction = bits & 1023;
  double x = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
  if (exponent == 31) x = fraction ? NAN : INFINITY;
  return bits & 0x8000 ? -x : x;
}

int float_too_large(char code, Object* value) {
  if (int_check(value)) return fail("int too large to convert");
  err_format(ExcOverflowError, "float too large to pack with %c format", code);
  return -1;
}

int pack_float(char code, StructOrder order, Object* value, uint8_t* to) {
  const double x = float_as_double(value);
  if (x == -1.0 && err_occurred()) {
    err_clear();
    return fail("required argument is not a float");
  }
  if (code == 'd') {
    uint64_t bits;
    std::memcpy(&bits, &x, 8);
    store(bits, order, 8, to);
  } else if (code == 'f') {
    const float f = static_cast<float>(x);
    if (std::isinf(f) && !std::isinf(x) && order != StructOrder::Native) return float_too_large(code, value);
    uint32_t bits;
    std::memcpy(&bits, &f, 4);
    store(bits, order, 4, to);
  } else {
    uint16_t bits;
    if (!half_bits(x, &bits)) return float_too_large(code, value);
    store(bits, order, 2, to);
  }
  return 0;
}

Object* unpack_float(char code, StructOrder order, const uint8_t* from) {
  if (code == 'e') return float_from_double(half_value(static_cast<uint16_t>(load(order, 2, from))));
  if (code == 'f') {
    const uint32_t bits = static_cast<uint32_t>(load(order, 4, from));
    float f;
    std::memcpy(&f, &bits, 4);
    return float_from_double(f);
  }
  const uint64_t bits = load(order, 8, from);
  double d;
  std::memcpy(&d, &bits, 8);
  return float_from_double(d);
}

}  // namespace

const StructCode* struct_code_find(char code, StructOrder order) {
  if (order == StructOrder::Native) {
    for (const StructCode& c : kNativeCodes)
      if (c.code == code) return &c;
  } else {
    for (const StructCode& c : kStandardCodes)
      if (c.code == code) return &c;
  }
  fail("bad char in struct format");
  return nullptr;
}

int struct_pack_value(char code, StructOrder order, int size, Object* value, uint8_t* to) {
  if (code == 'c') {
    if (!bytes_check(value) || bytes_size(value) != 1) return fail("char format requires a bytes object of length 1");
    *to = static_cast<uint8_t>(bytes_as_string(value)[0]);
    return 0;
  }
  if (code == '?') {
    const int truth = object_is_true(value);
    if (truth >= 0) *to = static_cast<uint8_t>(truth);
    return truth < 0 ? -1 : 0;
  }
  if (code == 'e' || code == 'f' || code == 'd') return pack_float(code, order, value, to);
  return pack_int(code, order, size, value, to);
}

int struct_pack_text(char code, int64_t room, Object* value, uint8_t* to) {
  const bool array = object_type_check(value, TypeBytearray);
  if (!bytes_check(value) && !array) {
    err_format(struct_error(), "argument for '%c' must be a bytes object", code);
    return -1;
  }
  const char* text = array ? bytearray_as_string(value) : bytes_as_string(value);
  int64_t n = array ? bytearray_size(value) : bytes_size(value);
  if (code == 'p') {  // its length comes first, in one byte
    if (room == 0) return 0;
    if (n > room - 1) n = room - 1;
    to[0] = static_cast<uint8_t>(n > 255 ? 255 : n);
    ++to;
  } else if (n > room) {
    n = room;
  }
  if (n > 0) std::memcpy(to, text, static_cast<size_t>(n));
  return 0;
}

Object* struct_unpack_value(char code, StructOrder order, int size, const uint8_t* from) {
  if (code == 'c') return bytes_from_data(reinterpret_cast<const char*>(from), 1);
  if (code == '?') return bool_from(*from != 0);
  if (code == 'e' || code == 'f' || code == 'd') return unpack_float(code, order, from);
  const uint64_t bits = load(order, size, from);
  if (code == 'P' || is_unsigned(code)) return int_from_u64(bits);
  const int unused = 64 - 8 * size;
  return int_from_i64(static_cast<int64_t>(bits << unused) >> unused);
}

Object* struct_unpack_text(char code, int64_t room, const uint8_t* from) {
  const char* text = reinterpret_cast<const char*>(from);
  if (code == 's') return bytes_from_data(text, room);
  if (room == 0) return err_format(ExcSystemError, "Negative size passed to PyBytes_FromStringAndSize");
  return bytes_from_data(text + 1, from[0] >= room ? room - 1 : from[0]);
}

}  // namespace innards
