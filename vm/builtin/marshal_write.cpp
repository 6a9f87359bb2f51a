#include <cstring>

#include "base/float_text.h"
#include "builtin/marshal.h"
#include "heap/heap.h"
#include "heap/machine_stack.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/code.h"
#include "object/complex.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/bool.h"
#include "object/protocol.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// Appends to a block of the arena. After an error nothing more is written, and failed() says so.
class Writer {
 public:
  explicit Writer(int version) : version_(version), seen_(version >= 3 ? dict_new() : nullptr) {}
  ~Writer() { if (block_) mem_free(block_); }
  void object(Object* v);
  bool failed() const { return problem_ != nullptr || err_occurred(); }
  Object* finish();

 private:
  void byte(int c);
  void bytes(const void* data, int64_t n);
  void word(int64_t n, int size) { for (int i = 0; i < size; ++i) byte(static_cast<int>(n >> (8 * i) & 0xff)); }
  void type(char c) { byte(static_cast<uint8_t>(c) | flag_); }
  void sized(char c, int64_t n) { type(c); word(n, 4); }
  void text(char c, const void* data, int64_t n) { sized(c, n); bytes(data, n); }
  bool seen(Object* v);
  bool singleton(Object* v);
  void complex_object(Object* v);
  void integer(Object* v);
  void real(double value);
  void string(Object* v);
  void sequence(Object* v);
  void set(Object* v);
  void code(CodeObject* co);
  void buffer(Object* v);

  int version_;
  int depth_ = 0;
  int flag_ = 0;               // 0x80 on the type byte of an object that may be referred to
  Ref<> seen_;                 // address -> number, of objects with more than one reference
  const char* problem_ = nullptr;
  char* block_ = nullptr;
  int64_t used_ = 0, room_ = 0;
};

void Writer::byte(int c) {
  const char b = static_cast<char>(c);
  bytes(&b, 1);
}

void Writer::bytes(const void* data, int64_t n) {
  if (used_ + n > room_) {
    room_ = (used_ + n) * 2 + 64;
    void* bigger = mem_realloc(block_, static_cast<size_t>(room_));
    if (!bigger) return problem_ = "", static_cast<void>(err_no_memory());
    block_ = static_cast<char*>(bigger);
  }
  if (n) std::memcpy(block_ + used_, data, static_cast<size_t>(n));
  used_ += n;
}

// Whether a reference to an earlier place stands for the object now; else remembers it if it may come again.
bool Writer::seen(Object* v) {
  flag_ = 0;
  if (!seen_ || v->ob_refcnt == 1) return false;
  Ref<> key(int_from_void_ptr(v));
  Object* number = key ? dict_get_item_with_error(seen_, key) : nullptr;
  if (number) return sized('r', int_as_i64(number)), true;
  Ref<> next(int_from_i64(dict_size(seen_)));
  if (key && next) dict_set_item(seen_, key, next);
  flag_ = 0x80;
  return false;
}

bool Writer::singleton(Object* v) {
  const char c = is_none(v) ? 'N' : v == ExcStopIteration ? 'S' : v == ellipsis() ? '.' : v == bool_false() ? 'F' : v == bool_true() ? 'T' : 0;
  flag_ = 0;
  if (c) type(c);
  return c != 0;
}

void Writer::object(Object* v) {
  if (problem_) return;
  if (++depth_ > kMarshalDepth || machine_stack_nearly_full()) problem_ = "object too deeply nested to marshal";
  else if (!v) flag_ = 0, type('0');
  else if (!singleton(v) && !seen(v)) complex_object(v);
  --depth_;
}

void Writer::integer(Object* v) {
  int overflow;
  const int64_t n = int_as_i64_and_overflow(v, &overflow);
  if (!overflow && n >= INT32_MIN && n <= INT32_MAX) return sized('i', n);
  // digits of 15 bits, without zeros in front
  const BigView big = int_view(v);
  int64_t count = static_cast<int64_t>(big.size) * 2;
  if (big.size && big.digits[big.size - 1] >> 15 == 0) --count;
  sized('l', int_sign(v) < 0 ? -count : count);
  for (int64_t i = 0; i < count; ++i) word(big.digits[i / 2] >> (i % 2 * 15) & 0x7fff, 2);
}

void Writer::real(double value) {
  if (version_ > 1) return bytes(&value, 8);
  const std::string digits = float_to_text(value, 'g', 17, 0);
  byte(static_cast<int>(digits.size()));
  bytes(digits.data(), static_cast<int64_t>(digits.size()));
}

void Writer::string(Object* v) {
  const bool interned = str_is_interned(v);
  const int64_t n = str_length(v);
  if (version_ >= 4 && str_is_ascii(v)) {
    if (n >= 256) return text(interned ? 'A' : 'a', str_data(v), n);
    type(interned ? 'Z' : 'z');
    byte(static_cast<int>(n));
    return bytes(str_data(v), n);
  }
  Ref<> utf8(str_as_encoded_string(v, "utf-8", "surrogatepass"));
  if (utf8) text(version_ >= 3 && interned ? 't' : 'u', bytes_as_string(utf8), bytes_size(utf8));
}

void Writer::sequence(Object* v) {
  const bool is_tuple = tuple_check_exact(v);
  const int64_t n = is_tuple ? tuple_size_of(v) : list_size_of(v);
  if (is_tuple && version_ >= 4 && n < 256) type(')'), byte(static_cast<int>(n));
  else sized(is_tuple ? '(' : '[', n);
  for (int64_t i = 0; i < n && !failed(); ++i) object(is_tuple ? tuple_item_at(v, i) : list_item_at(v, i));
}

// In the order of the items' own bytes, so that equal sets give equal bytes.
void Writer::set(Object* v) {
  sized(type_of(v) == TypeFrozenSet ? '>' : '<', object_size(v));
  Ref<> items(sequence_list(v)), pairs(list_new(0));
  for (int64_t i = 0; items && pairs && i < list_size_of(items); ++i) {
    Object* item = list_item_at(items, i);
    Ref<> dump(marshal_dumps(item, version_));
    Ref<> pair(dump ? tuple_pack(2, dump.get(), item) : nullptr);
    if (!pair) return static_cast<void>(problem_ = "unmarshallable object");
    if (list_append(pairs, pair) < 0) return;
  }
  items.reset();
  if (!pairs || list_sort(pairs) < 0) return;
  for (int64_t i = 0; i < list_size_of(pairs) && !failed(); ++i) object(tuple_item_at(list_item_at(pairs, i), 1));
}

void Writer::code(CodeObject* co) {
  Ref<> instructions(code_get_code(co));
  if (!instructions) return;
  type('c');
  for (int n : {co->co_argcount, co->co_posonlyargcount, co->co_kwonlyargcount, co->co_stacksize, co->co_flags}) word(n, 4);
  for (Object* part : {instructions.get(), co->co_consts.get(), co->co_names.get(), co->co_localsplusnames.get(), co->co_localspluskinds.get(),
                       co->co_filename.get(), co->co_name.get(), co->co_qualname.get()})
    object(part);
  word(co->co_firstlineno, 4);
  object(co->co_linetable);
  object(co->co_exceptiontable);
}

void Writer::buffer(Object* v) {
  Buffer view;
  if (object_get_buffer(v, &view, kBufSimple) < 0) return;
  text('s', view.buf.get(), view.len);
  buffer_release(&view);
}

void Writer::complex_object(Object* v) {
  if (int_check_exact(v)) return integer(v);
  if (float_check_exact(v)) return type(version_ > 1 ? 'g' : 'f'), real(float_as_double(v));
  if (complex_check_exact(v)) {
    type(version_ > 1 ? 'y' : 'x');
    real(complex_real_as_double(v));
    return real(complex_imag_as_double(v));
  }
  if (bytes_check_exact(v)) return text('s', bytes_as_string(v), bytes_size(v));
  if (str_check_exact(v)) return string(v);
  if (tuple_check_exact(v) || list_check_exact(v)) return sequence(v);
  if (type_of(v) == TypeSet || type_of(v) == TypeFrozenSet) return set(v);
  if (code_check(v)) return code(static_cast<CodeObject*>(v));
  if (object_check_buffer(v)) return buffer(v);
  if (!dict_check_exact(v)) return static_cast<void>(problem_ = "unmarshallable object");
  type('{');
  Object *key, *value;
  for (int64_t pos = 0; dict_next(v, &pos, &key, &value);) object(key), object(value);
  object(nullptr);
}

Object* Writer::finish() {
  if (err_occurred()) return nullptr;
  return problem_ ? err_format(ExcValueError, "%s", problem_) : marshal_bytes(block_, used_);
}

}  // namespace

Object* marshal_bytes(const char* data, int64_t size) {
  Object* bytes = bytes_from_data(nullptr, size);
  if (bytes && size) std::memcpy(bytes_as_string(bytes), data, static_cast<size_t>(size));
  return bytes;
}

Object* marshal_dumps(Object* value, int version) {
  Writer writer(version);
  writer.object(value);
  return writer.finish();
}

}  // namespace innards
