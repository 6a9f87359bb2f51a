// The error handlers that are built in, as functions: what codecs.lookup_error() gives, and what codecs ask that do not treat
// such errors on the spot. (CPython: the handlers in Python/codecs.c)
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>

#include "base/unicode_names.h"
#include "base/utf8.h"
#include "builtin/codecs.h"
#include "object/builtin_function.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/int.h"
#include "object/str.h"
#include "object/protocol.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

enum class Trouble { kEncode, kDecode, kTranslate, kOther };

Trouble trouble_of(Object* error) {
  if (object_type_check(error, ExcUnicodeEncodeError)) return Trouble::kEncode;
  if (object_type_check(error, ExcUnicodeDecodeError)) return Trouble::kDecode;
  return object_type_check(error, ExcUnicodeTranslateError) ? Trouble::kTranslate : Trouble::kOther;
}

// Where the codec stopped, kept within the object (a program may have changed the numbers).
struct Span {
  Trouble trouble;
  Ref<> object;
  int64_t start, end;

  uint32_t character(int64_t i) const { return str_read_char(object, i); }
  uint8_t byte(int64_t i) const { return static_cast<uint8_t>(bytes_as_string(object)[i]); }
};

Object* not_mine(Object* error) { return err_format(ExcTypeError, "don't know how to handle %.200s in error callback", type_name_of(error)); }

Object* raise_again(Object* error) {
  err_set_object(error->ob_type, error);
  return nullptr;
}

bool read_span(Object* error, Span* span) {
  span->trouble = trouble_of(error);
  if (span->trouble == Trouble::kOther) return not_mine(error), false;
  auto* e = static_cast<UnicodeErrorObject*>(error);
  const bool bytes = span->trouble == Trouble::kDecode;
  if (!e->object) return err_set_string(ExcTypeError, "object attribute not set"), false;
  if (bytes ? !bytes_check(e->object) : !str_check(e->object))
    return err_set_string(ExcTypeError, bytes ? "object attribute must be bytes" : "object attribute must be unicode"), false;
  span->object.reset(new_ref(e->object.get()));
  const int64_t size = bytes ? bytes_size(e->object) : str_length(e->object);
  span->start = std::min(std::max<int64_t>(e->start, 0), size - 1);
  span->end = std::min(std::max<int64_t>(e->end, 1), size);
  return true;
}

Object* answer(Object* stolen, int64_t place) {
  Ref<> text(stolen), number(text ? int_from_i64(place) : nullptr);
  return number ? tuple_pack(2, text.get(), number.get()) : nullptr;
}
std::string escape_of(uint32_t ch) {
  char text[16];
  std::snprintf(text, sizeof text, ch < 0x100 ? "\\x%02x" : ch < 0x10000 ? "\\u%04x" : "\\U%08x", ch);
  return text;
}
std::string number_of(uint32_t ch) { return "&#" + std::to_string(ch) + ";"; }
std::string name_of(uint32_t ch) {
  const std::string name = unicode_name(ch);
  return name.empty() ? escape_of(ch) : "\\N{" + name + "}";
}

// Each character from start to end as `spell` writes it. No host string is left when the answer's tuple is made: a collection
// may run then.
Object* spelt_text(const Span& s, std::string (*spell)(uint32_t)) {
  std::string text;
  for (int64_t i = std::max<int64_t>(s.start, 0); i < s.end; ++i) text += spell(s.trouble == Trouble::kDecode ? s.byte(i) : s.character(i));
  return str_from_ascii(text.data(), static_cast<int64_t>(text.size()));
}
Object* spelt(const Span& s, std::string (*spell)(uint32_t)) { return answer(spelt_text(s, spell), s.end); }
Object* spelt_for_encoding(Object* error, std::string (*spell)(uint32_t)) {
  if (trouble_of(error) != Trouble::kEncode) return not_mine(error);
  Span s;
  return read_span(error, &s) ? spelt(s, spell) : nullptr;
}

// ---- the handlers

Object* strict_errors(Object*, Object* error) {
  if (exception_instance_check(error)) return raise_again(error);
  return err_format(ExcTypeError, "codec must pass exception instance");
}

Object* ignore_errors(Object*, Object* error) {
  Span s;
  return read_span(error, &s) ? answer(str_empty(), s.end) : nullptr;
}

Object* replace_errors(Object*, Object* error) {
  Span s;
  if (!read_span(error, &s)) return nullptr;
  if (s.trouble == Trouble::kDecode) return answer(str_from_char(0xfffd), s.end);
  const int64_t n = s.end - s.start;
  if (n < 0) return err_format(ExcSystemError, "Negative size passed to PyUnicode_New");
  Ref<> one(str_from_char(s.trouble == Trouble::kEncode ? '?' : 0xfffd));
  return one ? answer(str_repeat(one, n), s.end) : nullptr;
}

Object* xmlcharrefreplace_errors(Object*, Object* error) { return spelt_for_encoding(error, number_of); }
Object* namereplace_errors(Object*, Object* error) { return spelt_for_encoding(error, name_of); }

Object* backslashreplace_errors(Object*, Object* error) {
  Span s;
  return read_span(error, &s) ? spelt(s, escape_of) : nullptr;
}

// ---- surrogates

// How an encoding writes code points, by its name.
enum class Form { kUtf8, kUtf16Le, kUtf16Be, kUtf32Le, kUtf32Be, kOther };

Form form_of(const char* name) {
  const auto is = [&](const char* text) { return std::tolower(static_cast<unsigned char>(*name)) == *text; };
  if (!std::strcmp(name, "CP_UTF8")) return Form::kUtf8;
  for (const char* c = "utf"; *c; ++c, ++name)
    if (!is(c)) return Form::kOther;
  if (*name == '-' || *name == '_') ++name;
  if (!std::strcmp(name, "8")) return Form::kUtf8;
  const bool wide = !std::strncmp(name, "32", 2);
  if (!wide && std::strncmp(name, "16", 2)) return Form::kOther;
  name += 2;
  if (!*name) return wide ? Form::kUtf32Le : Form::kUtf16Le;
  if (*name == '-' || *name == '_') ++name;
  const bool big = is("b");
  if ((!big && !is("l")) || std::tolower(static_cast<unsigned char>(name[1])) != 'e' || name[2]) return Form::kOther;
  return wide ? big ? Form::kUtf32Be : Form::kUtf32Le : big ? Form::kUtf16Be : Form::kUtf16Le;
}

// The encoding's form; kOther with an error set or not.
Form form_of_error(Object* error) {
  Object* encoding = static_cast<UnicodeErrorObject*>(error)->encoding;
  if (!encoding || !str_check(encoding))
    return err_set_string(ExcTypeError, encoding ? "encoding attribute must be unicode" : "encoding attribute not set"), Form::kOther;
  const char* name = str_as_utf8(encoding);
  return name ? form_of(name) : Form::kOther;
}

int width_of(Form form) { return form == Form::kUtf8 ? 3 : form == Form::kUtf16Le || form == Form::kUtf16Be ? 2 : 4; }
bool is_big(Form form) { return form == Form::kUtf16Be || form == Form::kUtf32Be; }

void write_surrogate(std::string& out, Form form, uint32_t ch) {
  if (form == Form::kUtf8) return utf8_append(out, ch);
  const int n = width_of(form);
  for (int i = 0; i < n; ++i) out.push_back(static_cast<char>(ch >> 8 * (is_big(form) ? n - 1 - i : i)));
}

// The surrogate at the span's start, or 0.
uint32_t read_surrogate(const Span& s, Form form) {
  const int n = width_of(form);
  const int64_t size = bytes_size(s.object);
  if (s.start < 0 || size - s.start < n) return 0;
  uint32_t ch = 0;
  if (form == Form::kUtf8) {
    const char* data = bytes_as_string(s.object);
    const Utf8Step step = utf8_decode(data + s.start, data + size, true);
    ch = step.length == 3 ? step.cp : 0;
  } else {
    for (int i = 0; i < n; ++i) ch |= static_cast<uint32_t>(s.byte(s.start + i)) << 8 * (is_big(form) ? n - 1 - i : i);
  }
  return is_surrogate(ch) ? ch : 0;
}

Object* surrogate_bytes(const Span& s, Form form) {
  std::string out;
  for (int64_t i = std::max<int64_t>(s.start, 0); i < s.end; ++i) write_surrogate(out, form, s.character(i));
  return bytes_from_data(out.data(), static_cast<int64_t>(out.size()));
}
Object* encode_surrogates(Object* error, const Span& s, Form form) {
  for (int64_t i = std::max<int64_t>(s.start, 0); i < s.end; ++i)
    if (!is_surrogate(s.character(i))) return raise_again(error);
  return answer(surrogate_bytes(s, form), s.end);
}

Object* surrogatepass(Object*, Object* error) {
  const Trouble trouble = trouble_of(error);
  if (trouble != Trouble::kEncode && trouble != Trouble::kDecode) return not_mine(error);
  Span s;
  if (!read_span(error, &s)) return nullptr;
  const Form form = form_of_error(error);
  if (form == Form::kOther) return err_occurred() ? nullptr : raise_again(error);
  if (trouble == Trouble::kEncode) return encode_surrogates(error, s, form);
  const uint32_t ch = read_surrogate(s, form);
  return ch ? answer(str_from_char(ch), s.start + width_of(form)) : raise_again(error);
}

// Bytes that could not be decoded stand in the text as U+DC80 to U+DCFF.
Object* unescape_bytes(Object* error, const Span& s) {
  for (int64_t i = std::max<int64_t>(s.start, 0); i < s.end; ++i)
    if (s.character(i) < 0xdc80 || s.character(i) > 0xdcff) return raise_again(error);
  Ref<> bytes(bytes_from_data(nullptr, std::max<int64_t>(s.end - s.start, 0)));
  for (int64_t i = 0; bytes && i < bytes_size(bytes); ++i) bytes_as_string(bytes)[i] = static_cast<char>(s.character(s.start + i) - 0xdc00);
  return answer(bytes.release(), s.end);
}
Object* escape_bytes(Object* error, const Span& s) {
  uint32_t text[4];
  int64_t n = 0;
  for (; n < 4 && n < s.end - s.start && s.byte(s.start + n) >= 0x80; ++n) text[n] = 0xdc00 + s.byte(s.start + n);
  return n ? answer(str_from_ucs4(text, n), s.start + n) : raise_again(error);
}
Object* surrogateescape(Object*, Object* error) {
  const Trouble trouble = trouble_of(error);
  if (trouble != Trouble::kEncode && trouble != Trouble::kDecode) return not_mine(error);
  Span s;
  if (!read_span(error, &s)) return nullptr;
  return trouble == Trouble::kEncode ? unescape_bytes(error, s) : escape_bytes(error, s);
}

// ---- the table

struct Row { const char* name; MethodDef def[2]; };
#define HANDLER(name, function, doc) {name, {{#function, function, kMethO, doc}, {}}}
const Row kRows[] = {
    HANDLER("strict", strict_errors, "Raises the exception."),
    HANDLER("ignore", ignore_errors, "Leaves out what cannot be expressed."),
    HANDLER("replace", replace_errors, "Puts '?' or U+FFFD in its place."),
    HANDLER("xmlcharrefreplace", xmlcharrefreplace_errors, "Puts &#...; in the place of each character."),
    HANDLER("backslashreplace", backslashreplace_errors, "Puts an escape in the place of each character or byte."),
    HANDLER("namereplace", namereplace_errors, "Puts \\N{...} in the place of each character."),
    HANDLER("surrogatepass", surrogatepass, nullptr),
    HANDLER("surrogateescape", surrogateescape, nullptr),
};
#undef HANDLER

}  // namespace

void codec_handlers_register() {
  for (const Row& row : kRows) MethodRef registered(row.def);
}

Object* codec_error_handlers() {
  if (rt().modules.codecs_error_handlers) return rt().modules.codecs_error_handlers;
  Ref<> handlers(dict_new());
  for (const Row& row : kRows) {
    Ref<> function(handlers ? builtin_function_new(row.def, nullptr) : nullptr);
    if (!function || dict_set_item_str(handlers, row.name, function) < 0) return nullptr;
  }
  rt().modules.codecs_error_handlers = handlers.release();
  return rt().modules.codecs_error_handlers;
}

}  // namespace innards
