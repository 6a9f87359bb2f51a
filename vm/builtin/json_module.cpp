// The _json module: how strings are read and written. The rest of json runs as the library's Python code.
// CPython: Modules/_json.c.
#include "builtin/module_def.h"
#include "native/args.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/call.h"
#include "object/tuple.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/import.h"
#include "run/runtime.h"

namespace innards {

namespace {

// ---- reading

// JSONDecodeError(text, string, at). Always -1.
int decode_error(const char* text, Object* string, int64_t at) {
  Ref<> module(import_import_module("json.decoder"));
  Ref<> type(module ? object_get_attr_string(module, "JSONDecodeError") : nullptr);
  Ref<> message(str_from_cstr(text)), place(int_from_i64(at));
  Ref<> error(type && message && place ? object_call_function_obj_args(type, message.get(), string, place.get(), nullptr) : nullptr);
  if (error) err_set_object(type, error);
  return -1;
}

int hex_digit(uint32_t c) {
  if (c - '0' < 10) return static_cast<int>(c - '0');
  const uint32_t lower = c | 0x20;
  return lower - 'a' < 6 ? static_cast<int>(lower - 'a' + 10) : -1;
}

// Four hex digits at `at`, or -1.
int32_t hex4(Object* s, int64_t at) {
  int32_t value = 0;
  for (int64_t i = at; i < at + 4; ++i) {
    const int digit = hex_digit(str_read_char(s, i));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// The character of "uXXXX" (or of two such that are a surrogate pair) at *at, which moves behind it; -1 with an error.
int64_t unicode_escape(Object* s, int64_t* at) {
  const int64_t length = str_length(s), digits = *at + 1;
  if (digits + 4 >= length) return decode_error("Invalid \\uXXXX escape", s, digits - 1);
  const int32_t first = hex4(s, digits);
  if (first < 0) return decode_error("Invalid \\uXXXX escape", s, digits - 1);
  *at = digits + 4;
  const bool pair = first >= 0xD800 && first < 0xDC00 && *at + 6 < length && str_read_char(s, *at) == '\\' && str_read_char(s, *at + 1) == 'u';
  if (!pair) return first;
  const int32_t second = hex4(s, *at + 2);
  if (second < 0) return decode_error("Invalid \\uXXXX escape", s, *at + 1);
  if (second < 0xDC00 || second > 0xDFFF) return first;
  *at += 6;
  return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
}

// What stands behind a backslash at *at, which moves on; -1 with an error.
int64_t escape(Object* s, int64_t* at) {
  const uint32_t c = str_read_char(s, *at);
  if (c == 'u') return unicode_escape(s, at);
  ++*at;
  switch (c) {
    case '"': case '\\': case '/': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return decode_error("Invalid \\escape", s, *at - 2);
  }
}

// Where the run of plain characters from `at` on ends; -1 with an error.
int64_t end_of_run(Object* s, int64_t at, bool strict) {
  for (; at < str_length(s); ++at) {
    const uint32_t c = str_read_char(s, at);
    if (c == '"' || c == '\\') break;
    if (c <= 0x1f && strict) return decode_error("Invalid control character at", s, at);
  }
  return at;
}

// Reads a string from behind its quote at *at to behind its end. 0 or -1.
int read_string(Object* s, int64_t* at, bool strict, StrWriter* out) {
  const int64_t begin = *at - 1;
  for (;;) {
    const int64_t end = end_of_run(s, *at, strict);
    if (end < 0 || (end > *at && out->write_substring(s, *at, end) < 0)) return -1;
    *at = end + 1;
    if (end < str_length(s) && str_read_char(s, end) == '"') return 0;
    if (*at >= str_length(s)) return decode_error("Unterminated string starting at", s, begin);
    const int64_t c = escape(s, at);
    if (c < 0 || out->write_char(static_cast<uint32_t>(c)) < 0) return -1;
  }
}

Object* scanstring(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("scanstring", nargs, 2, 3)) return nullptr;
  Object* s = args[0];
  Ref<> index(number_index(args[1]));
  int64_t at = index ? int_as_ssize_t(index) : -1;
  if (at == -1 && err_occurred()) return nullptr;
  const int strict = nargs > 2 ? object_is_true(args[2]) : 1;
  if (strict < 0) return nullptr;
  if (!str_check(s)) return err_format(ExcTypeError, "first argument must be a string, not %.80s", s->ob_type->tp_name.get());
  if (at < 0 || at > str_length(s)) return err_format(ExcValueError, "end is out of bounds");
  StrWriter out;
  out.overallocate = true;
  if (read_string(s, &at, strict, &out) < 0) return out.drop(), nullptr;
  Ref<> text(out.finish()), end(int_from_i64(at));
  return text && end ? tuple_pack(2, text.get(), end.get()) : nullptr;
}

// ---- writing

int write_hex4(StrWriter* out, uint32_t unit) {
  static const char kDigits[] = "0123456789abcdef";
  const char text[] = {'\\', 'u', kDigits[unit >> 12 & 15], kDigits[unit >> 8 & 15], kDigits[unit >> 4 & 15], kDigits[unit & 15]};
  return out->write_ascii(text, sizeof text);
}

int write_escaped(StrWriter* out, uint32_t c) {
  const char* name = c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : c == '\b' ? "\\b" : c == '\f' ? "\\f" : nullptr;
  if (c == '"') name = "\\\"";
  if (c == '\\') name = "\\\\";
  if (name) return out->write_ascii(name);
  if (c < 0x10000) return write_hex4(out, c);
  const uint32_t rest = c - 0x10000;
  return write_hex4(out, 0xD800 + (rest >> 10)) < 0 ? -1 : write_hex4(out, 0xDC00 + (rest & 0x3ff));
}

Object* encode(Object* s, bool ascii) {
  if (!str_check(s)) return err_format(ExcTypeError, "first argument must be a string, not %.80s", s->ob_type->tp_name.get());
  StrWriter out;
  out.overallocate = true;
  int status = out.write_char('"');
  for (int64_t i = 0; status == 0 && i < str_length(s); ++i) {
    const uint32_t c = str_read_char(s, i);
    const bool plain = c >= ' ' && c != '"' && c != '\\' && (!ascii || c <= '~');
    status = plain ? out.write_char(c) : write_escaped(&out, c);
  }
  if (status == 0) status = out.write_char('"');
  return status == 0 ? out.finish() : (out.drop(), nullptr);
}

Object* encode_basestring(Object*, Object* s) { return encode(s, false); }
Object* encode_basestring_ascii(Object*, Object* s) { return encode(s, true); }

const MethodDef kFunctions[] = {
    {"encode_basestring_ascii", encode_basestring_ascii, kMethO, "encode_basestring_ascii(string) -> string\n\nThe string as JSON, in ASCII."},
    {"encode_basestring", encode_basestring, kMethO, "encode_basestring(string) -> string\n\nThe string as JSON."},
    {"scanstring", scanstring, kMethFastcall, "scanstring(string, end, strict=True) -> (string, end)\n\nReads a JSON string from behind its quote."},
    {},
};

int exec(Object*) {
  met_difference(Difference::JsonModule, "json");
  return 0;
}

}  // namespace

extern const NativeModule k_module__json;
const NativeModule k_module__json = {"_json", "json speedups", kFunctions, exec};

}  // namespace innards
