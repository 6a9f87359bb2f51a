#include <cstring>

#include "builtin/marshal.h"
#include "heap/machine_stack.h"
#include "object/bool.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/code.h"
#include "object/code_make.h"
#include "object/complex.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

class Reader {
 public:
  Reader(const char* data, int64_t size, Object* file) : at_(data), left_(size), file_(file), refs_(list_new(0)) {}
  // Null without an error for the mark that ends a dict.
  Object* object();
  Object* whole();

 private:
  const char* bytes(int64_t n);     // n of them, or null with EOFError
  int byte();                       // or -1 with EOFError
  int64_t word(int size);           // signed, little-endian; 0 with an error
  bool size(const char* what, int64_t* n);
  Object* bad(const char* what) { return err_format(ExcValueError, "bad marshal data (%s)", what); }
  Object* fail_null(const char* where);

  Object* value(int type, bool keep);
  Object* kept(Object* o, bool keep);
  int64_t reserve(bool keep);       // the number of an object to come; -1: none, -2: error
  Object* insert(Object* o, int64_t number);
  Object* big_int();
  bool real(bool binary, double* out);
  Object* complex(bool binary);
  Object* text(int type);
  Object* sequence(int type, bool keep);
  Object* dict(bool keep);
  Object* set(int type, bool keep);
  Object* code(bool keep);
  Object* reference();

  const char* at_;
  int64_t left_;
  Object* file_;
  Ref<> piece_;                     // what was read last from the file
  Ref<> refs_;
  int depth_ = 0;
};

const char* Reader::bytes(int64_t n) {
  if (file_) {
    Ref<> name(str_from_cstr("read")), count(int_from_i64(n));
    piece_.reset(name && count ? object_call_method_one_arg(file_, name, count) : nullptr);
    if (!piece_) return nullptr;
    if (!bytes_check(piece_)) return err_format(ExcTypeError, "file.read() returned not bytes but %.100s", type_of(piece_)->tp_name.get()), nullptr;
    at_ = bytes_as_string(piece_);
    left_ = bytes_size(piece_);
  }
  if (n > left_) return err_set_string(ExcEOFError, "marshal data too short"), nullptr;
  const char* here = at_;
  at_ += n;
  left_ -= n;
  return here;
}

int Reader::byte() {
  const char* b = bytes(1);
  if (!b && err_exception_matches(ExcEOFError)) err_set_string(ExcEOFError, "EOF read where object expected");
  return b ? static_cast<uint8_t>(*b) : -1;
}

int64_t Reader::word(int size) {
  const char* b = bytes(size);
  uint64_t n = 0;
  for (int i = 0; b && i < size; ++i) n |= static_cast<uint64_t>(static_cast<uint8_t>(b[i])) << (8 * i);
  const int unused = 64 - 8 * size;
  return static_cast<int64_t>(n << unused) >> unused;
}

bool Reader::size(const char* what, int64_t* n) {
  *n = word(4);
  if (err_occurred()) return false;
  return *n >= 0 || err_format(ExcValueError, "bad marshal data (%s size out of range)", what);
}

Object* Reader::fail_null(const char* where) {
  if (!err_occurred()) err_format(ExcTypeError, "NULL object in marshal data for %s", where);
  return nullptr;
}

// ---- references

Object* Reader::kept(Object* o, bool keep) {
  Ref<> held(o);
  return held && (!keep || list_append(refs_, held) == 0) ? held.release() : nullptr;
}

int64_t Reader::reserve(bool keep) {
  if (!keep) return -1;
  return list_append(refs_, none()) == 0 ? list_size_of(refs_) - 1 : -2;
}

Object* Reader::insert(Object* o, int64_t number) {
  if (o && number >= 0) list_set_item(refs_, number, new_ref(o));
  return o;
}

Object* Reader::reference() {
  const int64_t n = word(4);
  if (err_occurred()) return nullptr;
  if (n < 0 || n >= list_size_of(refs_) || is_none(list_item_at(refs_, n))) return bad("invalid reference");
  return new_ref(list_item_at(refs_, n));
}

// ---- values

Object* Reader::big_int() {
  const int64_t n = word(4);
  if (err_occurred()) return nullptr;
  if (n == INT32_MIN) return bad("long size out of range");
  if (n == 0) return int_from_i64(0);
  const int64_t count = n < 0 ? -n : n, digits = (count + 1) / 2;
  Ref<> result(int_new_digits(digits));
  if (!result) return nullptr;
  auto* v = static_cast<IntObject*>(result.get());
  for (int64_t i = 0; i < digits; ++i) v->ob_digit[i] = 0;
  for (int64_t i = 0; i < count; ++i) {
    const int64_t d = word(2);
    if (err_occurred()) return nullptr;
    if (d < 0 || d > 0x7fff) return bad("digit out of range in long");
    if (d == 0 && i == count - 1) return bad("unnormalized long data");
    v->ob_digit[i / 2] |= static_cast<uint32_t>(d) << (i % 2 * 15);
  }
  v->ob_size = n < 0 ? -digits : digits;
  return result.release();
}

bool Reader::real(bool binary, double* out) {
  if (binary) {
    const char* b = bytes(8);
    if (b) std::memcpy(out, b, 8);
    return b != nullptr;
  }
  const int n = byte();
  const char* b = n < 0 ? nullptr : bytes(n);
  Ref<> digits(b ? str_from_latin1(reinterpret_cast<const uint8_t*>(b), n) : nullptr);
  Ref<> number(digits ? object_call_one_arg(TypeFloat, digits) : nullptr);
  if (number) *out = float_as_double(number);
  return static_cast<bool>(number);
}

Object* Reader::complex(bool binary) {
  double re, im;
  return real(binary, &re) && real(binary, &im) ? complex_from_doubles(re, im) : nullptr;
}

Object* Reader::text(int type) {
  const bool is_short = type == 'z' || type == 'Z', ascii = is_short || type == 'a' || type == 'A';
  int64_t n;
  if (is_short) n = byte();
  else if (!size("string", &n)) return nullptr;
  const char* b = n < 0 ? nullptr : bytes(n);
  if (!b) return nullptr;
  Object* o = ascii ? str_from_latin1(reinterpret_cast<const uint8_t*>(b), n) : str_decode_utf8(b, n, "surrogatepass");
  if (o && (type == 'Z' || type == 'A' || type == 't')) str_intern_in_place(&o);
  return o;
}

Object* Reader::sequence(int type, bool keep) {
  int64_t n;
  if (type == ')') n = byte();
  else if (!size(type == '(' ? "tuple" : "list", &n)) return nullptr;
  if (n < 0) return nullptr;
  const bool is_list = type == '[';
  Ref<> result(kept(is_list ? list_new(0) : tuple_new(n), keep));
  for (int64_t i = 0; result && i < n; ++i) {
    Ref<> item(object());
    if (!item) return fail_null(is_list ? "list" : "tuple");
    if (!is_list) tuple_put(result, i, item.release());
    else if (list_append(result, item) < 0) return nullptr;
  }
  return result.release();
}

Object* Reader::dict(bool keep) {
  Ref<> result(kept(dict_new(), keep));
  while (result) {
    Ref<> key(object());
    if (!key) break;
    Ref<> item(object());
    if (!item) break;
    if (dict_set_item(result, key, item) < 0) return nullptr;
  }
  return err_occurred() ? nullptr : result.release();
}

Object* Reader::set(int type, bool keep) {
  int64_t n;
  if (!size("set", &n)) return nullptr;
  const int64_t number = type == '>' ? reserve(keep) : -1;
  Ref<> result(type == '>' ? frozenset_new(nullptr) : kept(set_new(nullptr), keep));
  if (!result || number == -2) return nullptr;
  Ref<> items(list_new(0));
  for (int64_t i = 0; items && i < n; ++i) {
    Ref<> item(object());
    if (!item) return fail_null("set");
    if (list_append(items, item) < 0) return nullptr;
  }
  if (type == '>') {
    result.reset(frozenset_new(items));
    return insert(result.release(), number);
  }
  for (int64_t i = 0; i < n; ++i)
    if (set_add(result, list_item_at(items, i)) < 0) return nullptr;
  return result.release();
}

Object* Reader::code(bool keep) {
  const int64_t number = reserve(keep);
  if (number == -2) return nullptr;
  int64_t n[5];
  for (int64_t& field : n) field = word(4);
  Ref<> parts[10];
  int64_t first_line = 0;
  for (int i = 0; i < 10; ++i) {
    if (i == 8) first_line = word(4);
    if (err_occurred()) return nullptr;
    parts[i].reset(object());
    if (!parts[i]) return fail_null("code");
  }
  static const bool kText[10] = {false, false, false, false, false, true, true, true, false, false};
  for (int i = 0; i < 10; ++i) {
    const bool tuple = i >= 1 && i <= 3;
    if (kText[i] ? !str_check(parts[i]) : tuple ? !tuple_check(parts[i]) : !bytes_check(parts[i])) return bad("wrong type in a code object");
  }
  CodeSpec spec = {parts[5], parts[6], parts[7], static_cast<int>(n[4]), static_cast<int>(first_line), static_cast<int>(n[0]),
                   static_cast<int>(n[1]), static_cast<int>(n[2]), static_cast<int>(n[3]),
                   reinterpret_cast<const uint8_t*>(bytes_as_string(parts[0])), bytes_size(parts[0]), parts[8], parts[1], parts[2],
                   parts[3], parts[4], parts[9]};
  return insert(code_new_by_hand(spec), number);
}

Object* Reader::value(int type, bool keep) {
  double re;
  int64_t n;
  switch (type) {
    case '0': return nullptr;
    case 'N': return new_none();
    case 'S': return new_ref<Object>(ExcStopIteration);
    case '.': return new_ref(ellipsis());
    case 'F': return bool_from(false);
    case 'T': return bool_from(true);
    case 'i': n = word(4); return err_occurred() ? nullptr : kept(int_from_i64(n), keep);
    case 'I': n = word(8); return err_occurred() ? nullptr : kept(int_from_i64(n), keep);
    case 'l': return kept(big_int(), keep);
    case 'f': case 'g': return real(type == 'g', &re) ? kept(float_from_double(re), keep) : nullptr;
    case 'x': case 'y': return kept(complex(type == 'y'), keep);
    case 's': {
      const char* b = size("bytes object", &n) ? bytes(n) : nullptr;
      return b ? kept(marshal_bytes(b, n), keep) : nullptr;
    }
    case 'a': case 'A': case 'z': case 'Z': case 't': case 'u': return kept(text(type), keep);
    case '(': case ')': case '[': return sequence(type, keep);
    case '{': return dict(keep);
    case '<': case '>': return set(type, keep);
    case 'c': return code(keep);
    case 'r': return reference();
    default: return bad("unknown type code");
  }
}

Object* Reader::object() {
  const int type = byte();
  if (type < 0) return nullptr;
  Object* result = nullptr;
  if (++depth_ > kMarshalDepth || machine_stack_nearly_full()) err_set_string(ExcValueError, "recursion limit exceeded");
  else result = value(type & 0x7f, type & 0x80);
  --depth_;
  return result;
}

Object* Reader::whole() {
  Object* result = refs_ ? object() : nullptr;
  return result ? result : fail_null("object");
}

}  // namespace

Object* marshal_loads(Object* data, Object* file) {
  if (file) return Reader(nullptr, 0, file).whole();
  Buffer view;
  if (object_get_buffer(data, &view, kBufSimple) < 0) return nullptr;
  Object* result = Reader(view.buf, view.len, nullptr).whole();
  buffer_release(&view);
  return result;
}

}  // namespace innards
