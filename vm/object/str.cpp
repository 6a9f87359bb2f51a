// str objects: making, measuring, comparing, hashing, joining two. (CPython: Objects/unicodeobject.c)
#include "object/str.h"

#include <algorithm>

#include "base/utf8.h"
#include "object/born.h"
#include "object/hash.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str_impl.h"

namespace innards {

namespace {

int kind_for(uint32_t max_char) { return max_char < 0x100 ? kKind1 : max_char < 0x10000 ? kKind2 : kKind4; }

template <class T>
uint32_t max_of(const T* p, const T* end) {
  uint32_t all = 0;
  for (; p < end; ++p) all |= *p;
  return all;
}

uint32_t bound_of(uint32_t all) { return all < 0x80 ? 0x7f : all < 0x100 ? 0xff : all < 0x10000 ? 0xffff : 0x10ffff; }

template <class To, class From>
void copy_chars(To* to, const From* from, int64_t n) {
  if constexpr (sizeof(To) == sizeof(From)) {
    std::memcpy(to, from, static_cast<size_t>(n) * sizeof(To));
  } else {
    for (int64_t i = 0; i < n; ++i) to[i] = static_cast<To>(from[i]);
  }
}

void terminate(Object* s) { str_write(str_kind(s), str_data(s), str_length(s), 0); }

}  // namespace

uint32_t max_char_of(int kind, const void* data, int64_t start, int64_t end) {
  return bound_of(with_kind(kind, data, [&](auto p) { return max_of(p + start, p + end); }));
}

void copy_to_kind(int to_kind, void* to, int from_kind, const void* from, int64_t n) {
  with_kind(from_kind, from, [&](auto p) {
    if (to_kind == kKind1) copy_chars(static_cast<uint8_t*>(to), p, n);
    else if (to_kind == kKind2) copy_chars(static_cast<uint16_t*>(to), p, n);
    else copy_chars(static_cast<uint32_t*>(to), p, n);
  });
}

void str_copy_characters(Object* to, int64_t to_start, const Object* from, int64_t from_start, int64_t n) {
  int to_kind = str_kind(to), from_kind = str_kind(from);
  copy_to_kind(to_kind, static_cast<char*>(str_data(to)) + to_start * to_kind, from_kind,
               static_cast<const char*>(str_data(from)) + from_start * from_kind, n);
}

void str_fill(Object* s, int64_t start, int64_t n, uint32_t ch) {
  int kind = str_kind(s);
  void* data = str_data(s);
  if (kind == kKind1) {
    std::memset(static_cast<char*>(data) + start, static_cast<int>(ch), static_cast<size_t>(n));
    return;
  }
  for (int64_t i = 0; i < n; ++i) str_write(kind, data, start + i, ch);
}

// ---- making

namespace {

// Four bytes a character are a wchar_t[] too: CPython notes that.
void share_wide(StrObject* s) {
  if (s->state.kind != kKind4) return;
  s->wstr = reinterpret_cast<uintptr_t>(str_data(s));
  static_cast<CompactStrObject*>(s)->wstr_length = s->length;
}

}  // namespace

Object* str_new(int64_t length, uint32_t max_char) {
  if (length == 0) return str_empty();
  bool ascii = max_char < 0x80;
  int kind = kind_for(max_char);
  int64_t header = ascii ? sizeof(StrObject) : sizeof(CompactStrObject);
  if (length < 0 || length > (kMaxSize - header) / kind - 1) return err_no_memory();
  void* block = mem_alloc(static_cast<size_t>(header + (length + 1) * kind));
  if (!block) return err_no_memory();
  StrObject* s = static_cast<StrObject*>(object_init(static_cast<Object*>(block), TypeStr));
  s->length = length;
  s->hash = -1;
  s->state = StrState{kNotInterned, static_cast<uint32_t>(kind), 1, ascii, 1, 0};
  s->padding = 0;
  s->wstr = 0;
  if (!ascii) {
    CompactStrObject* c = static_cast<CompactStrObject*>(s);
    c->utf8_length = 0;
    c->utf8 = nullptr;
    c->wstr_length = 0;
  }
  share_wide(s);
  terminate(s);
  object_is_born(s, header + (length + 1) * kind);
  return s;
}

Object* str_empty() { return new_ref(rt().objects.text.empty_str.get()); }
Object* str_latin1_char(uint8_t ch) { return new_ref(rt().objects.text.latin1_chars[ch].get()); }

Object* str_result(Object* s) {
  if (!s) return nullptr;
  int64_t n = str_length(s);
  if (n > 1 || (n == 1 && str_kind(s) != kKind1)) return s;
  Object* single = n == 0 ? str_empty() : str_latin1_char(static_cast<uint8_t>(str_read_char(s, 0)));
  decref(s);
  return single;
}

Object* str_from_char(uint32_t ch) {
  if (ch < 0x100) return str_latin1_char(static_cast<uint8_t>(ch));
  Object* s = str_new(1, ch);
  if (s) str_write(str_kind(s), str_data(s), 0, ch);
  return s;
}

Object* str_from_ordinal(int64_t ch) {
  if (ch < 0 || ch > 0x10ffff) {
    err_set_string(ExcValueError, "chr() arg not in range(0x110000)");
    return nullptr;
  }
  return str_from_char(static_cast<uint32_t>(ch));
}

Object* str_from_kind_and_data(int kind, const void* data, int64_t length) {
  if (length == 0) return str_empty();
  if (length == 1) return str_from_char(str_read(kind, data, 0));
  Object* s = str_new(length, max_char_of(kind, data, 0, length));
  if (s) copy_to_kind(str_kind(s), str_data(s), kind, data, length);
  return s;
}

Object* str_from_latin1(const uint8_t* text, int64_t length) { return str_from_kind_and_data(kKind1, text, length); }
Object* str_from_ucs4(const uint32_t* text, int64_t length) { return str_from_kind_and_data(kKind4, text, length); }
Object* str_from_ascii(const char* text, int64_t length) { return str_from_kind_and_data(kKind1, text, length); }
Object* str_from_cstr(const char* text) { return str_from_utf8(text, static_cast<int64_t>(std::strlen(text))); }

// Valid UTF-8 (surrogates allowed) becomes a str in two passes: measure, fill.
static Object* from_checked_utf8(const char* text, const char* end, int64_t length, uint32_t max_char) {
  Object* s = str_new(length, max_char);
  if (!s) return nullptr;
  int kind = str_kind(s);
  void* data = str_data(s);
  for (int64_t i = 0; text < end; ++i) {
    Utf8Step step = utf8_decode(text, end, true);
    str_write(kind, data, i, step.cp);
    text += step.length;
  }
  return str_result(s);
}

Object* str_from_utf8_wtf(const char* text, int64_t size) {
  const char* end = text + size;
  int64_t length = 0;
  uint32_t max_char = 0;
  for (const char* p = text; p < end; ++length) {
    Utf8Step step = utf8_decode(p, end, true);
    if (step.length < 0) return str_decode_utf8(text, size, nullptr);  // sets the error
    max_char |= step.cp;
    p += step.length;
  }
  return from_checked_utf8(text, end, length, max_char > 0x10ffff ? 0x10ffff : max_char);
}

Object* str_from_utf8(const char* text, int64_t size) {
  const char* end = text + size;
  const char* p = text;
  while (p < end && !(*p & 0x80)) ++p;
  if (p == end) return str_from_ascii(text, size);
  return str_decode_utf8(text, size, nullptr);
}

Object* str_copy(Object* o) {
  Object* s = str_new(str_length(o), str_max_char(o));
  if (s && str_length(o)) str_copy_characters(s, 0, o, 0, str_length(o));
  return s;
}

Object* str_from_object(Object* o) {
  if (str_check_exact(o)) return new_ref(o);
  if (str_check(o)) return str_copy(o);
  return err_format(ExcTypeError, "Can't convert '%.100s' object to str implicitly", type_of(o)->tp_name.get());
}

Object* str_substring(Object* s, int64_t start, int64_t end) {
  int64_t length = std::min(end, str_length(s));
  if (start == 0 && length == str_length(s)) return str_check_exact(s) ? new_ref(s) : str_copy(s);
  if (start >= length || length < 0) return str_empty();
  int kind = str_kind(s);
  const char* data = static_cast<const char*>(str_data(s)) + start * kind;
  if (str_is_ascii(s)) return str_from_ascii(data, length - start);
  return str_from_kind_and_data(kind, data, length - start);
}

// ---- changing one that nobody else sees

bool str_is_modifiable(const Object* o) {
  const StrObject* s = static_cast<const StrObject*>(o);
  return s->ob_refcnt == 1 && s->hash == -1 && s->state.interned == kNotInterned && str_check_exact(s);
}

int str_resize(Object** p, int64_t length) {
  Object* o = *p;
  if (str_length(o) == length) return 0;
  if (length == 0 || str_length(o) == 0 || !str_is_modifiable(o)) {
    Object* s = length == 0 ? str_empty() : str_new(length, str_max_char(o));
    if (s && length) str_copy_characters(s, 0, o, 0, std::min(length, str_length(o)));
    decref(o);
    *p = s;
    return s ? 0 : -1;
  }
  int kind = str_kind(o);
  bool ascii = str_is_ascii(o);
  int64_t header = ascii ? sizeof(StrObject) : sizeof(CompactStrObject);
  if (!ascii) {
    CompactStrObject* c = static_cast<CompactStrObject*>(o);
    if (c->utf8) {
      mem_free(c->utf8);
      c->utf8 = nullptr;
      c->utf8_length = 0;
    }
  }
  void* block = length <= (kMaxSize - header) / kind - 1 ? mem_realloc(o, static_cast<size_t>(header + (length + 1) * kind)) : nullptr;
  if (!block) {
    decref(o);
    *p = nullptr;
    err_no_memory();
    return -1;
  }
  StrObject* s = static_cast<StrObject*>(block);
  s->length = length;
  share_wide(s);
  *p = s;
  terminate(s);
  object_has_moved(o, s, header + (length + 1) * kind);
  return 0;
}

// ---- reading

bool ensure_str(Object* o) {
  if (str_check(o)) return true;
  err_format(ExcTypeError, "must be str, not %.100s", type_of(o)->tp_name.get());
  return false;
}

const char* str_as_utf8_and_size(Object* o, int64_t* size) {
  if (!str_check(o)) {
    err_bad_argument();
    return nullptr;
  }
  if (str_is_ascii(o)) {
    if (size) *size = str_length(o);
    return static_cast<const char*>(str_data(o));
  }
  CompactStrObject* s = static_cast<CompactStrObject*>(o);
  if (!s->utf8) {
    // A leaf: measure, then fill.
    int64_t n = str_length(o), total = 0;
    char bytes[4];
    for (int64_t i = 0; i < n; ++i) {
      uint32_t ch = str_read_char(o, i);
      if (is_surrogate(ch)) {
        Object* none_made = str_encode_utf8(o);  // raises UnicodeEncodeError
        xdecref(none_made);
        return nullptr;
      }
      total += utf8_encode(ch, bytes);
    }
    char* block = static_cast<char*>(mem_alloc(static_cast<size_t>(total + 1)));
    if (!block) {
      err_no_memory();
      return nullptr;
    }
    char* p = block;
    for (int64_t i = 0; i < n; ++i) p += utf8_encode(str_read_char(o, i), p);
    *p = 0;
    s->utf8 = block;
    s->utf8_length = total;
  }
  if (size) *size = s->utf8_length;
  return s->utf8;
}

const char* str_as_utf8(Object* o) { return str_as_utf8_and_size(o, nullptr); }

int64_t str_hash(Object* o) {
  StrObject* s = static_cast<StrObject*>(o);
  if (s->hash == -1) s->hash = hash_bytes(str_data(s), s->length * s->state.kind);
  return s->hash;
}

int str_compare(Object* a, Object* b) {
  if (a == b) return 0;
  int64_t n = std::min(str_length(a), str_length(b));
  int order = with_chars(a, [&](auto p) {
    return with_chars(b, [&](auto q) {
      if constexpr (sizeof(*p) == 1 && sizeof(*q) == 1) {
        int c = std::memcmp(p, q, static_cast<size_t>(n));
        return c < 0 ? -1 : c > 0;
      } else {
        for (int64_t i = 0; i < n; ++i)
          if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
        return 0;
      }
    });
  });
  if (order) return order;
  return str_length(a) < str_length(b) ? -1 : str_length(a) > str_length(b);
}

bool str_equal(Object* a, Object* b) {
  if (a == b) return true;
  if (str_length(a) != str_length(b) || str_kind(a) != str_kind(b)) return false;
  return std::memcmp(str_data(a), str_data(b), static_cast<size_t>(str_length(a) * str_kind(a))) == 0;
}

bool str_equal_ascii(Object* a, const char* text) {
  size_t n = std::strlen(text);
  return str_is_ascii(a) && static_cast<size_t>(str_length(a)) == n && std::memcmp(str_data(a), text, n) == 0;
}

Object* str_richcompare(Object* a, Object* b, int op) {
  if (!str_check(a) || !str_check(b)) return new_not_implemented();
  bool result;
  switch (op) {
    case kEQ: result = str_equal(a, b); break;
    case kNE: result = !str_equal(a, b); break;
    case kLT: result = str_compare(a, b) < 0; break;
    case kLE: result = str_compare(a, b) <= 0; break;
    case kGT: result = str_compare(a, b) > 0; break;
    default: result = str_compare(a, b) >= 0; break;
  }
  return new_ref(result ? rt().objects.number.true_object.get() : rt().objects.number.false_object.get());
}

// ---- two together

Object* str_concat(Object* a, Object* b) {
  if (!str_check(a)) return ensure_str(a), nullptr;
  if (!str_check(b)) return err_format(ExcTypeError, "can only concatenate str (not \"%.200s\") to str", type_of(b)->tp_name.get());
  // As in CPython only the shared empty str counts here: an empty one of a subclass makes a copy.
  Object* empty = rt().objects.text.empty_str;
  if (a == empty) return str_from_object(b);
  if (b == empty) return str_from_object(a);
  int64_t n = str_length(a), m = str_length(b);
  if (n > kMaxSize - m) {
    err_set_string(ExcOverflowError, "strings are too large to concat");
    return nullptr;
  }
  Object* s = str_new(n + m, std::max(str_max_char(a), str_max_char(b)));
  if (!s) return nullptr;
  str_copy_characters(s, 0, a, 0, n);
  str_copy_characters(s, n, b, 0, m);
  return s;
}

static bool can_append_in_place(Object* left, Object* right) {
  return str_is_modifiable(left) && str_check_exact(right) && str_kind(right) <= str_kind(left) &&
         !(str_is_ascii(left) && !str_is_ascii(right));
}

void str_append(Object** p, Object* right) {
  Object* left = *p;
  if (!left) return;
  if (!right || !str_check(left) || !str_check(right)) {
    if (!err_occurred()) err_bad_internal_call();
    clear_ref(*reinterpret_cast<Ptr<Object>*>(p));
    return;
  }
  if (str_length(left) == 0) {
    *p = str_from_object(right);
    decref(left);
    return;
  }
  if (str_length(right) == 0) return;
  int64_t n = str_length(left), m = str_length(right);
  if (n > kMaxSize - m) {
    err_set_string(ExcOverflowError, "strings are too large to concat");
    *p = nullptr;
    decref(left);
    return;
  }
  if (can_append_in_place(left, right)) {
    if (str_resize(p, n + m) == 0) str_copy_characters(*p, n, right, 0, m);
    return;
  }
  *p = str_concat(left, right);
  decref(left);
}

void str_append_and_del(Object** p, Object* right) {
  str_append(p, right);
  xdecref(right);
}

Object* str_repeat(Object* s, int64_t n) {
  if (n < 1) return str_empty();
  int64_t length = str_length(s);
  if (n == 1 || length == 0) return str_from_object(s);
  if (length > kMaxSize / n) {
    err_set_string(ExcOverflowError, "repeated string is too long");
    return nullptr;
  }
  Object* result = str_new(length * n, str_max_char(s));
  if (!result) return nullptr;
  if (length == 1) {
    str_fill(result, 0, n, str_read_char(s, 0));
    return result;
  }
  size_t bytes = static_cast<size_t>(length * str_kind(s));
  char* data = static_cast<char*>(str_data(result));
  for (int64_t i = 0; i < n; ++i) std::memcpy(data + static_cast<size_t>(i) * bytes, str_data(s), bytes);
  return result;
}

Object* str_get_char(Object* s, int64_t index) {
  if (index < 0 || index >= str_length(s)) {
    err_set_string(ExcIndexError, "string index out of range");
    return nullptr;
  }
  return str_from_char(str_read_char(s, index));
}

}  // namespace innards
