// One byte a character, by a mapping: the codecs cp1252 and its like of the library. (CPython: charmap_* in
// Objects/unicodeobject.c; what charmap_build() gives is always a dict here.)
#include <algorithm>
#include <cstdio>
#include <cstring>

#include "builtin/codecs.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/type.h"
#include "run/codecs.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

constexpr uint32_t kUndefined = 0xfffe;
constexpr const char* kReason = "character maps to <undefined>";

// mapping[number]; null without an error, or None, where it has none.
Object* look_up(Object* mapping, int64_t number) {
  Ref<> key(int_from_i64(number));
  Object* value = key ? object_get_item(mapping, key) : nullptr;
  if (!value && err_occurred() && err_exception_matches(ExcLookupError)) err_clear();
  return value;
}

// ---- decoding

enum class Found { kText, kNothing, kError };

// Writes what the mapping has for a byte.
Found write_value(StrWriter& w, Object* value) {
  if (str_check(value)) {
    if (str_length(value) == 1 && str_read_char(value, 0) == kUndefined) return Found::kNothing;
    return w.write_str(value) < 0 ? Found::kError : Found::kText;
  }
  if (!int_check(value)) return err_set_string(ExcTypeError, "character mapping must return integer, None or str"), Found::kError;
  const int64_t ch = int_as_i64(value);
  if (ch == -1 && err_occurred()) return Found::kError;
  if (ch < 0 || ch > 0x10ffff) return err_format(ExcTypeError, "character mapping must be in range(0x%lx)", 0x110000L), Found::kError;
  if (ch == kUndefined) return Found::kNothing;
  return w.write_char(static_cast<uint32_t>(ch)) < 0 ? Found::kError : Found::kText;
}

Found decode_byte(StrWriter& w, Object* mapping, uint8_t byte) {
  if (str_check_exact(mapping)) {
    const uint32_t ch = byte < str_length(mapping) ? str_read_char(mapping, byte) : kUndefined;
    if (ch == kUndefined) return Found::kNothing;
    return w.write_char(ch) < 0 ? Found::kError : Found::kText;
  }
  Ref<> value(look_up(mapping, byte));
  if (!value && err_occurred()) return Found::kError;
  return !value || is_none(value) ? Found::kNothing : write_value(w, value);
}

// Decodes into `w`: 0, or -1 with an error.
int decode_into(StrWriter& w, Ref<>* input, CodecHandler& handler, Object* mapping) {
  for (int64_t i = 0; i < bytes_size(*input);) {
    const Found found = decode_byte(w, mapping, static_cast<uint8_t>(bytes_as_string(*input)[i]));
    if (found == Found::kError) return -1;
    if (found == Found::kText) {
      ++i;
      continue;
    }
    Ref<> replacement(handler.for_decoding("charmap", input, i, i + 1, kReason, &i));
    if (!replacement || w.write_str(replacement) < 0) return -1;
  }
  return 0;
}

// ---- encoding

struct CharmapEncoder {
  Object* text;
  Object* mapping;
  CodecHandler handler;
  Ref<> out;                 // a bytearray

  // The bytes that the mapping has for a character: an int, bytes, or None. New reference, or null with an error.
  Object* value_of(uint32_t ch);
  Found put(uint32_t ch);
  bool put_each(const char* ascii, int64_t start, int64_t end);
  bool put_replacement(Object* replacement, int64_t start, int64_t end);
  bool handle(int64_t* i);
  bool run();
};

Object* CharmapEncoder::value_of(uint32_t ch) {
  Ref<> value(look_up(mapping, ch));
  if (!value) return err_occurred() ? nullptr : new_none();
  if (is_none(value) || bytes_check(value)) return value.release();
  if (!int_check(value)) return err_format(ExcTypeError, "character mapping must return integer, bytes or None, not %.400s", type_name_of(value));
  const int64_t byte = int_as_i64(value);
  if (byte == -1 && err_occurred()) return nullptr;
  if (byte < 0 || byte > 255) return err_format(ExcTypeError, "character mapping must be in range(256)");
  return value.release();
}

Found CharmapEncoder::put(uint32_t ch) {
  Ref<> value(value_of(ch));
  if (!value) return Found::kError;
  if (is_none(value)) return Found::kNothing;
  const int64_t n = bytearray_size(out);
  const int64_t more = bytes_check(value) ? bytes_size(value) : 1;
  if (bytearray_resize(out, n + more) < 0) return Found::kError;
  char* to = bytearray_as_string(out) + n;
  if (bytes_check(value)) std::memcpy(to, bytes_as_string(value), static_cast<size_t>(more));
  else *to = static_cast<char>(int_as_i64(value));
  return Found::kText;
}

// Each of these characters in the place of text[start:end]; where the mapping has not got one, the error is text[start:end]'s.
bool CharmapEncoder::put_each(const char* ascii, int64_t start, int64_t end) {
  for (const char* c = ascii; *c; ++c) {
    const Found found = put(static_cast<uint8_t>(*c));
    if (found == Found::kNothing) handler.refuse("charmap", text, start, end, kReason);
    if (found != Found::kText) return false;
  }
  return true;
}

bool CharmapEncoder::put_replacement(Object* replacement, int64_t start, int64_t end) {
  if (bytes_check(replacement)) {
    const int64_t n = bytearray_size(out), more = bytes_size(replacement);
    if (bytearray_resize(out, n + more) < 0) return false;
    std::memcpy(bytearray_as_string(out) + n, bytes_as_string(replacement), static_cast<size_t>(more));
    return true;
  }
  for (int64_t i = 0; i < str_length(replacement); ++i) {
    const Found found = put(str_read_char(replacement, i));
    if (found == Found::kNothing) handler.refuse("charmap", text, start, end, kReason);
    if (found != Found::kText) return false;
  }
  return true;
}

// Characters from *i on that the mapping has not got; *i: where to go on.
bool CharmapEncoder::handle(int64_t* i) {
  const int64_t start = *i;
  int64_t end = start + 1;
  for (; end < str_length(text); ++end) {
    Ref<> value(value_of(str_read_char(text, end)));
    if (!value) return false;
    if (!is_none(value)) break;
  }
  const char* errors = handler.errors ? handler.errors : "strict";
  const bool replaces = !std::strcmp(errors, "replace"), numbers = !std::strcmp(errors, "xmlcharrefreplace");
  *i = end;
  if (!std::strcmp(errors, "strict")) return handler.refuse("charmap", text, start, end, kReason), false;
  if (!std::strcmp(errors, "ignore")) return true;
  for (int64_t k = start; (replaces || numbers) && k < end; ++k) {
    char number[16] = "?";
    if (numbers) std::snprintf(number, sizeof number, "&#%u;", static_cast<unsigned>(str_read_char(text, k)));
    if (!put_each(number, start, end)) return false;
  }
  if (replaces || numbers) return true;
  Ref<> replacement(handler.for_encoding("charmap", text, start, end, kReason, i));
  return replacement && put_replacement(replacement, start, end);
}

bool CharmapEncoder::run() {
  for (int64_t i = 0; i < str_length(text);) {
    const Found found = put(str_read_char(text, i));
    if (found == Found::kError || (found == Found::kNothing && !handle(&i))) return false;
    if (found == Found::kText) ++i;
  }
  return true;
}

}  // namespace

// Whether CPython would build its three-level table from it, in which what is undefined has no place; else a dict has all.
static bool fits_three_levels(Object* table, int64_t size) {
  bool fits = str_read_char(table, 0) == 0;
  for (int64_t i = 1; i < size; ++i) fits = fits && str_read_char(table, i) != 0 && str_read_char(table, i) <= 0xffff;
  return fits;
}

Object* codec_charmap_build(Object* table) {
  const int64_t size = std::min<int64_t>(str_length(table), 256);
  const bool all = !fits_three_levels(table, size);
  Ref<> map(dict_new());
  for (int64_t i = 0; map && i < size; ++i) {
    const uint32_t ch = str_read_char(table, i);
    if (ch == kUndefined && !all) continue;
    Ref<> key(int_from_i64(ch)), value(int_from_i64(i));
    if (!key || !value || dict_set_item(map, key, value) < 0) return nullptr;
  }
  return map.release();
}

Object* codec_charmap_encode(Object* text, const char* errors, Object* mapping) {
  if (!mapping) return str_as_encoded_string(text, "latin-1", errors);
  CharmapEncoder e{text, mapping, CodecHandler(errors), Ref<>(bytearray_from_data(nullptr, 0))};
  if (!e.out || !e.run()) return nullptr;
  // A new object, also for a single byte.
  Object* result = bytes_from_data(nullptr, bytearray_size(e.out));
  if (result) std::memcpy(bytes_as_string(result), bytearray_as_string(e.out), static_cast<size_t>(bytearray_size(e.out)));
  return result;
}

Object* codec_charmap_decode(const char* data, int64_t size, const char* errors, Object* mapping) {
  if (!mapping) return str_decode(data, size, "latin-1", errors);
  Ref<> input(bytes_from_data(data, size));
  CodecHandler handler(errors);
  StrWriter w;
  if (input && decode_into(w, &input, handler, mapping) == 0) return w.finish();
  w.drop();
  return nullptr;
}

}  // namespace innards
