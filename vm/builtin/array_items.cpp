#include "builtin/array_items.h"

#include <cstring>

#include "builtin/struct_codes.h"
#include "object/float.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

int fail(const char* what, bool below) {
  err_format(ExcOverflowError, "%s is %s", what, below ? "less than minimum" : "greater than maximum");
  return -1;
}

template <class T>
int store(T value, char* to) {
  std::memcpy(to, &value, sizeof value);
  return 0;
}

// Whether n is within; else OverflowError.
bool within(int64_t n, int64_t least, int64_t most, const char* what) {
  if (n < least || n > most) fail(what, n < least);
  return n >= least && n <= most;
}

// Items that CPython reads by way of a C long or int first.
int set_small(char code, int64_t n, char* to) {
  switch (code) {
    case 'b':
      if (!within(n, INT16_MIN, INT16_MAX, "signed short integer") || !within(n, INT8_MIN, INT8_MAX, "signed char")) return -1;
      return store(static_cast<int8_t>(n), to);
    case 'B': return within(n, 0, UINT8_MAX, "unsigned byte integer") ? store(static_cast<uint8_t>(n), to) : -1;
    case 'h': return within(n, INT16_MIN, INT16_MAX, "signed short integer") ? store(static_cast<int16_t>(n), to) : -1;
    case 'H':
      if (!within(n, INT32_MIN, INT32_MAX, "signed integer") || !within(n, 0, UINT16_MAX, "unsigned short")) return -1;
      return store(static_cast<uint16_t>(n), to);
    case 'i': return within(n, INT32_MIN, INT32_MAX, "signed integer") ? store(static_cast<int32_t>(n), to) : -1;
    default: return store(n, to);
  }
}

int set_unsigned(char code, Object* number, char* to) {
  if (int_sign(number) < 0) {
    err_set_string(ExcOverflowError, code == 'Q' ? "can't convert negative int to unsigned" : "can't convert negative value to unsigned int");
    return -1;
  }
  const uint64_t n = int_as_u64(number);
  if (n == UINT64_MAX && err_occurred()) {
    if (code == 'Q') err_set_string(ExcOverflowError, "int too big to convert");
    return -1;
  }
  if (code != 'I') return store(n, to);
  return n > UINT32_MAX ? fail("unsigned int", false) : store(static_cast<uint32_t>(n), to);
}

int set_int(char code, Object* value, char* to) {
  Ref<> number(number_index(value));
  if (!number) return -1;
  if (code == 'I' || code == 'L' || code == 'Q') return set_unsigned(code, number, to);
  const int64_t n = int_as_i64(number);
  if (n != -1 || !err_occurred()) return set_small(code, n, to);
  if (code == 'q') err_set_string(ExcOverflowError, "int too big to convert");
  return -1;
}

}  // namespace

int array_item_size(char code) {
  switch (code) {
    case 'b': case 'B': return 1;
    case 'h': case 'H': return 2;
    case 'u': case 'i': case 'I': case 'f': return 4;
    case 'l': case 'L': case 'q': case 'Q': case 'd': return 8;
    default: return 0;
  }
}

Object* array_item_get(char code, const char* from) {
  if (code != 'u') return struct_unpack_value(code, StructOrder::Native, array_item_size(code), reinterpret_cast<const uint8_t*>(from));
  uint32_t ch;
  std::memcpy(&ch, from, 4);
  if (ch > 0x10FFFF) return err_format(ExcValueError, "character U+%x is not in range [U+0000; U+10ffff]", ch);
  return str_from_char(ch);
}

int array_item_set(char code, Object* value, char* to) {
  if (code == 'u') {
    if (str_check(value) && str_length(value) == 1) return store(str_read_char(value, 0), to);
    err_set_string(ExcTypeError, "array item must be unicode character");
    return -1;
  }
  if (code != 'f' && code != 'd') return set_int(code, value, to);
  const double x = float_as_double(value);
  if (x == -1.0 && err_occurred()) return -1;
  return code == 'f' ? store(static_cast<float>(x), to) : store(x, to);
}

}  // namespace innards
