// int objects: making them, reading them as machine numbers and as text. (CPython: Objects/longobject.c)
#include "object/int.h"

#include <cmath>
#include <cstring>

#include "base/unicode_data.h"
#include "heap/heap.h"
#include "object/bool.h"
#include "object/born.h"
#include "object/bytes.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/str_impl.h"
#include "run/errors.h"

namespace innards {

namespace {

constexpr int64_t kHeader = offsetof(IntObject, ob_digit);

NumberState& state() { return rt().objects.number; }
IntObject* as_int(Object* o) { return static_cast<IntObject*>(o); }
bool is_small(int64_t v) { return v >= -kSmallNegInts && v < kSmallPosInts; }

void fill_static(IntObject* v, TypeObject* type, int value) {
  v->ob_refcnt = kStaticRefcount;
  v->ob_type = type;
  v->ob_size = value < 0 ? -1 : value > 0;
  v->ob_digit[0] = static_cast<uint32_t>(value < 0 ? -value : value);
}

}  // namespace

// ---- making

void int_boot() {
  constexpr int kCount = kSmallNegInts + kSmallPosInts;
  char* block = static_cast<char*>(static_alloc(kCount * sizeof(IntObject)));
  state().small_ints = block;
  for (int i = 0; i < kCount; ++i) fill_static(reinterpret_cast<IntObject*>(block) + i, TypeInt, i - kSmallNegInts);
  IntObject* bools = static_cast<IntObject*>(static_alloc(2 * sizeof(IntObject)));
  fill_static(bools, TypeBool, 0);
  fill_static(bools + 1, TypeBool, 1);
  state().false_object = bools;
  state().true_object = bools + 1;
  rt().thread.int_max_str_digits = 4300;
}

Object* int_small(int value) { return reinterpret_cast<IntObject*>(state().small_ints.get()) + (value + kSmallNegInts); }

Object* int_new_digits(int64_t digits) {
  if (digits > (kMaxSize - kHeader) / 4) {
    err_set_string(ExcOverflowError, "too many digits in integer");
    return nullptr;
  }
  void* block = mem_alloc(static_cast<size_t>(kHeader + (digits ? digits : 1) * 4));
  if (!block) return err_no_memory();
  IntObject* v = static_cast<IntObject*>(object_init(static_cast<Object*>(block), TypeInt));
  v->ob_size = digits;
  object_is_born(v, kHeader + (digits ? digits : 1) * 4);
  return v;
}

static Object* from_magnitude(uint64_t u, bool negative) {
  int n = 0;
  for (uint64_t rest = u; rest; rest >>= kBigShift) ++n;
  Object* o = int_new_digits(n);
  if (!o) return nullptr;
  for (int i = 0; i < n; ++i, u >>= kBigShift) as_int(o)->ob_digit[i] = static_cast<uint32_t>(u & kBigMask);
  if (negative) as_int(o)->ob_size = -n;
  return o;
}

Object* int_from_i64(int64_t v) {
  if (is_small(v)) return new_ref(int_small(static_cast<int>(v)));
  return from_magnitude(v < 0 ? 0 - static_cast<uint64_t>(v) : static_cast<uint64_t>(v), v < 0);
}

Object* int_from_u64(uint64_t v) {
  if (v < kSmallPosInts) return new_ref(int_small(static_cast<int>(v)));
  return from_magnitude(v, false);
}

Object* int_from_big(BigView v) {
  if (v.size <= 1) {
    int64_t d = v.size ? v.digits[0] : 0;
    return int_from_i64(v.negative ? -d : d);
  }
  Object* o = int_new_digits(static_cast<int64_t>(v.size));
  if (!o) return nullptr;
  std::memcpy(as_int(o)->ob_digit, v.digits, v.size * sizeof(uint32_t));
  if (v.negative) as_int(o)->ob_size = -as_int(o)->ob_size;
  return o;
}

Object* int_from_double(double value) {
  if (std::isinf(value)) {
    err_set_string(ExcOverflowError, "cannot convert float infinity to integer");
    return nullptr;
  }
  if (std::isnan(value)) {
    err_set_string(ExcValueError, "cannot convert float NaN to integer");
    return nullptr;
  }
  if (std::fabs(value) < 9.2e18) return int_from_i64(static_cast<int64_t>(value));
  return int_from_big(big_from_double(value));
}

Object* int_copy(Object* v) { return int_from_big(int_view(v)); }

// ---- machine numbers

static Object* not_an_int(const char* text) {
  err_set_string(ExcTypeError, text);
  return nullptr;
}
static int64_t too_large(const char* c_type) {
  err_format(ExcOverflowError, "Python int too large to convert to C %s", c_type);
  return -1;
}

int64_t int_as_i64_and_overflow(Object* o, int* overflow) {
  *overflow = 0;
  Ref<> held;
  if (!int_check(o)) {
    held.reset(number_index_raw(o));
    if (!held) return -1;
    o = held;
  }
  if (int_is_compact(o)) return int_compact_value(o);
  int64_t value;
  if (big_to_i64(int_view(o), &value)) return value;
  *overflow = int_sign(o);
  return -1;
}

int64_t int_as_i64(Object* o) {
  int overflow;
  int64_t v = int_as_i64_and_overflow(o, &overflow);
  return overflow ? too_large("long") : v;
}

int int_as_int(Object* o) {
  int overflow;
  int64_t v = int_as_i64_and_overflow(o, &overflow);
  if (overflow || v > INT32_MAX || v < INT32_MIN) return static_cast<int>(too_large("int"));
  return static_cast<int>(v);
}

int64_t int_as_ssize_t(Object* o) {
  if (!int_check(o)) return not_an_int("an integer is required"), -1;
  if (int_is_compact(o)) return int_compact_value(o);
  int64_t value;
  return big_to_i64(int_view(o), &value) ? value : too_large("ssize_t");
}

static uint64_t as_unsigned(Object* o, const char* c_type, const char* short_type) {
  if (!int_check(o)) return not_an_int("an integer is required"), UINT64_MAX;
  if (int_sign(o) < 0) {
    err_format(ExcOverflowError, "can't convert negative value to %s", short_type);
    return UINT64_MAX;
  }
  uint64_t value;
  return big_to_u64(int_view(o), &value) ? value : static_cast<uint64_t>(too_large(c_type));
}

uint64_t int_as_u64(Object* o) { return as_unsigned(o, "unsigned long", "unsigned int"); }
size_t int_as_size_t(Object* o) { return as_unsigned(o, "size_t", "size_t"); }

uint64_t int_as_u64_mask(Object* o) {
  if (int_check(o)) return big_low_u64(int_view(o));
  Ref<> v(number_index_raw(o));
  return v ? big_low_u64(int_view(v)) : UINT64_MAX;
}

double int_as_double(Object* o) {
  if (!int_check(o)) return not_an_int("an integer is required"), -1.0;
  if (int_is_compact(o)) return static_cast<double>(int_compact_value(o));
  double value;
  if (big_to_double(int_view(o), &value)) return value;
  err_set_string(ExcOverflowError, "int too large to convert to float");
  return -1.0;
}

uint64_t int_num_bits(Object* o) { return big_bit_length(int_view(o)); }

// ---- to text

static Object* str_from_ascii_fresh(const std::string& text) {
  Object* s = str_new(static_cast<int64_t>(text.size()), 0x7f);
  if (s) std::memcpy(str_data(s), text.data(), text.size());
  return s;
}

static Object* digit_limit_error() {
  return err_format(ExcValueError,
                    "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to "
                    "increase the limit", rt().thread.int_max_str_digits);
}

// Tells without converting that there are certainly more digits than allowed.
static bool certainly_too_long(BigView v) {
  int64_t limit = rt().thread.int_max_str_digits;
  return limit > 0 && static_cast<double>(big_bit_length(v)) * 0.30102999 > static_cast<double>(limit) + 10;
}

Object* int_repr(Object* o) {
  BigView v = int_view(o);
  if (certainly_too_long(v)) return digit_limit_error();
  {
    // A host string may not live while an error is raised: that allocates, and a collection may run Python code.
    std::string text = big_to_text(v, 10);
    int64_t limit = rt().thread.int_max_str_digits, n = static_cast<int64_t>(text.size()) - v.negative;
    if (limit <= 0 || n <= limit || n <= 640) return str_from_ascii_fresh(text);
  }
  return digit_limit_error();
}

Object* int_format(Object* o, int base) {
  if (base == 10) return int_repr(o);
  std::string text = big_to_text(int_view(o), base);
  const char* prefix = base == 2 ? "0b" : base == 8 ? "0o" : base == 16 ? "0x" : "";
  text.insert(int_sign(o) < 0 ? 1 : 0, prefix);
  return str_from_ascii_fresh(text);
}

// ---- from text

namespace {

bool ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') return (c | 0x20) - 'a' + 10;
  return 99;
}

struct IntText {
  std::string_view digits;
  int base;
  bool negative;
};

// Splits "  -0x1f " into its parts. False when the text is no int in that base.
bool parse_int_text(std::string_view t, int base, IntText* out) {
  auto at = [&](size_t i) { return i < t.size() ? t[i] : '\0'; };
  while (!t.empty() && ascii_space(t.front())) t.remove_prefix(1);
  while (!t.empty() && ascii_space(t.back())) t.remove_suffix(1);
  out->negative = at(0) == '-';
  if (at(0) == '-' || at(0) == '+') t.remove_prefix(1);
  char mark = at(1) | 0x20;
  int prefixed = at(0) != '0' ? 0 : mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 0;
  bool must_be_zero = false;
  if (base == 0) {
    base = prefixed ? prefixed : 10;
    must_be_zero = !prefixed && at(0) == '0';  // "010" is neither decimal nor octal
  }
  if (prefixed == base) {
    t.remove_prefix(2);
    if (at(0) == '_') t.remove_prefix(1);
  }
  if (t.empty() || t.front() == '_' || t.back() == '_') return false;
  char previous = 0;
  for (char c : t) {
    if (c == '_' ? previous == '_' : digit_value(c) >= base) return false;
    if (must_be_zero && c != '0' && c != '_') return false;
    previous = c;
  }
  *out = {t, base, out->negative};
  return true;
}

// What became of a text. `digits` is how many it has where there are too many.
enum class IntRead { Ok, Invalid, TooLong, NoMemory };

IntRead int_from_text(std::string_view text, int base, Object** value, int64_t* digits) {
  IntText t;
  if (!parse_int_text(text, base, &t)) return IntRead::Invalid;
  bool power_of_two = (t.base & (t.base - 1)) == 0;
  int64_t limit = rt().thread.int_max_str_digits, n = 0;
  for (char c : t.digits) n += c != '_';
  *digits = n;
  if (!power_of_two && limit > 0 && n > limit && n > 640) return IntRead::TooLong;
  BigInt z = big_from_text(t.digits, t.base);
  z.negative = t.negative && !z.is_zero();
  *value = int_from_big(z);
  return *value ? IntRead::Ok : IntRead::NoMemory;
}

void raise_too_long(int64_t digits) {
  err_format(ExcValueError,
             "Exceeds the limit (%d digits) for integer string conversion: value has %zd digits; use "
             "sys.set_int_max_str_digits() to increase the limit", rt().thread.int_max_str_digits, digits);
}

}  // namespace

std::string str_decimals_to_ascii(Object* s) {
  std::string text;
  int64_t n = str_length(s);
  text.reserve(static_cast<size_t>(n));
  if (str_is_ascii(s)) return std::string(static_cast<const char*>(str_data(s)), static_cast<size_t>(n));
  for (int64_t i = 0; i < n; ++i) {
    uint32_t ch = str_read_char(s, i);
    int decimal = ch < 0x80 ? -1 : unicode_to_decimal(ch);
    if (ch < 0x80) text.push_back(static_cast<char>(ch));
    else if (unicode_is_space(ch)) text.push_back(' ');
    else text.push_back(decimal >= 0 ? static_cast<char>('0' + decimal) : '?');
  }
  return text;
}

Object* int_from_str_object(Object* s, int base) {
  if ((base != 0 && base < 2) || base > 36) {
    err_set_string(ExcValueError, "int() arg 2 must be >= 2 and <= 36");
    return nullptr;
  }
  Object* value = nullptr;
  int64_t digits;
  IntRead read;
  {
    std::string text = str_decimals_to_ascii(s);
    read = int_from_text(text, base, &value, &digits);
  }
  if (read == IntRead::TooLong) raise_too_long(digits);
  if (read == IntRead::Invalid) err_format(ExcValueError, "invalid literal for int() with base %d: %.200R", base, s);
  return value;
}

Object* int_from_bytes_text(const char* text, int64_t length, int base) {
  Object* value = nullptr;
  int64_t digits;
  IntRead read = int_from_text({text, static_cast<size_t>(length)}, base, &value, &digits);
  if (read == IntRead::TooLong) raise_too_long(digits);
  if (read == IntRead::Invalid) {
    Ref<> bytes(bytes_from_data(text, length < 200 ? length : 200));
    if (bytes) err_format(ExcValueError, "invalid literal for int() with base %d: %.200R", base, bytes.get());
  }
  return value;
}

// ---- hash and comparison

int64_t int_hash(Object* o) {
  if (int_is_compact(o)) {
    int64_t v = int_compact_value(o);
    return v == -1 ? -2 : v;
  }
  BigView v = int_view(o);
  uint64_t x = 0;
  for (size_t i = v.size; i-- > 0;) {
    x = ((x << kBigShift) & ((uint64_t{1} << 61) - 1)) | x >> (61 - kBigShift);
    x += v.digits[i];
    if (x >= (uint64_t{1} << 61) - 1) x -= (uint64_t{1} << 61) - 1;
  }
  int64_t h = static_cast<int64_t>(v.negative ? 0 - x : x);
  return h == -1 ? -2 : h;
}

int int_compare(Object* a, Object* b) {
  if (int_is_compact(a) && int_is_compact(b)) {
    int64_t x = int_compact_value(a), y = int_compact_value(b);
    return x < y ? -1 : x > y;
  }
  return big_compare(int_view(a), int_view(b));
}

}  // namespace innards
