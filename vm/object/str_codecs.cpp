// Text to bytes and back: utf-8, utf-16, utf-32, latin-1, ascii, with the built-in error handlers. Other encodings are
// unknown. (CPython: the codecs in Objects/unicodeobject.c and the handlers in Python/codecs.c)
#include <cstdio>
#include <string>

#include "base/utf8.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/buffer.h"
#include "object/call.h"
#include "object/exceptions.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/codecs.h"

namespace innards {

namespace {

enum class Codec { Utf8, Latin1, Ascii, Utf16, Utf16Le, Utf16Be, Utf32, Utf32Le, Utf32Be, UnicodeEscape, RawUnicodeEscape, Unknown };
enum class Errors { Strict, Ignore, Replace, Backslash, XmlCharRef, NameReplace, SurrogatePass, SurrogateEscape, Unknown };

// "UTF_8" and "utf-8" are the same name.
std::string normalized(const char* name) {
  std::string text;
  for (const char* p = name; *p; ++p) {
    char c = *p >= 'A' && *p <= 'Z' ? static_cast<char>(*p + 32) : *p;
    text.push_back(c == '_' || c == ' ' ? '-' : c);
  }
  return text;
}

struct CodecName { const char* name; Codec codec; };
const CodecName kCodecs[] = {
    {"utf-8", Codec::Utf8}, {"utf8", Codec::Utf8}, {"u8", Codec::Utf8}, {"utf", Codec::Utf8}, {"cp65001", Codec::Utf8},
    {"latin-1", Codec::Latin1}, {"latin1", Codec::Latin1}, {"iso-8859-1", Codec::Latin1}, {"iso8859-1", Codec::Latin1},
    {"8859", Codec::Latin1}, {"l1", Codec::Latin1}, {"latin", Codec::Latin1}, {"cp819", Codec::Latin1},
    {"ascii", Codec::Ascii}, {"us-ascii", Codec::Ascii}, {"646", Codec::Ascii}, {"iso646-us", Codec::Ascii},
    {"utf-16", Codec::Utf16}, {"utf16", Codec::Utf16}, {"u16", Codec::Utf16},
    {"utf-16-le", Codec::Utf16Le}, {"utf-16le", Codec::Utf16Le}, {"utf-16-be", Codec::Utf16Be}, {"utf-16be", Codec::Utf16Be},
    {"utf-32", Codec::Utf32}, {"utf32", Codec::Utf32}, {"u32", Codec::Utf32},
    {"unicode-escape", Codec::UnicodeEscape}, {"unicodeescape", Codec::UnicodeEscape},
    {"raw-unicode-escape", Codec::RawUnicodeEscape}, {"rawunicodeescape", Codec::RawUnicodeEscape},
    {"utf-32-le", Codec::Utf32Le}, {"utf-32le", Codec::Utf32Le}, {"utf-32-be", Codec::Utf32Be}, {"utf-32be", Codec::Utf32Be},
};

Codec find_codec(const char* name) {
  std::string key = normalized(name);
  for (const CodecName& c : kCodecs)
    if (key == c.name) return c.codec;
  return Codec::Unknown;
}

// The name errors are reported under.
const char* codec_name(Codec c) {
  switch (c) {
    case Codec::Utf8: return "utf-8";
    case Codec::Latin1: return "latin-1";
    case Codec::Ascii: return "ascii";
    case Codec::Utf16: return "utf-16";
    case Codec::Utf16Le: return "utf-16-le";
    case Codec::Utf16Be: return "utf-16-be";
    case Codec::Utf32: return "utf-32";
    case Codec::Utf32Le: return "utf-32-le";
    case Codec::UnicodeEscape: return "unicodeescape";
    case Codec::RawUnicodeEscape: return "rawunicodeescape";
    default: return "utf-32-be";
  }
}

Errors find_errors(const char* name) {
  if (!name) return Errors::Strict;
  struct Row { const char* name; Errors errors; };
  static const Row kRows[] = {
      {"strict", Errors::Strict}, {"ignore", Errors::Ignore}, {"replace", Errors::Replace},
      {"backslashreplace", Errors::Backslash}, {"xmlcharrefreplace", Errors::XmlCharRef}, {"namereplace", Errors::NameReplace},
      {"surrogatepass", Errors::SurrogatePass}, {"surrogateescape", Errors::SurrogateEscape},
  };
  for (const Row& r : kRows)
    if (std::string_view(name) == r.name) return r.errors;
  return Errors::Unknown;
}

void raise_encode_error(Codec codec, Object* text, int64_t start, int64_t end, const char* reason) {
  Ref<> e(unicode_encode_error_create(codec_name(codec), text, start, end, reason));
  if (e) err_set_object(type_of(e), e);
}

// The codec for what follows a byte order mark.
Codec after_mark(Codec codec, std::string_view bytes) {
  const std::string_view mark = codec == Codec::Utf16 ? std::string_view("\xfe\xff", 2) : std::string_view("\0\0\xfe\xff", 4);
  const bool big = bytes.substr(0, mark.size()) == mark;
  if (codec == Codec::Utf16) return big ? Codec::Utf16Be : Codec::Utf16Le;
  if (codec == Codec::Utf32) return big ? Codec::Utf32Be : Codec::Utf32Le;
  return codec;
}

void raise_decode_error(Codec codec, std::string_view bytes, int64_t start, int64_t end, const char* reason) {
  Ref<> e(unicode_decode_error_create(codec_name(after_mark(codec, bytes)), bytes.data(), static_cast<int64_t>(bytes.size()), start, end, reason));
  if (e) err_set_object(type_of(e), e);
}

// What went wrong. It is raised only when the host strings are gone: raising allocates, a collection may then run
// Python code, and a checkpoint taken there would remember them.
struct Failure {
  enum { kNone, kUnknownHandler, kNotForDecoding, kCodec } kind = kNone;
  int64_t start = 0, end = 0;
  const char* reason = nullptr;
};

// ---- encoding

struct Encoder {
  Codec codec;
  Errors errors;
  Object* text;
  std::string out;
  bool big = false;  // of the 16 and 32 bit forms
  Failure failure;

  void put16(uint32_t v) {
    out.push_back(static_cast<char>(big ? v >> 8 : v));
    out.push_back(static_cast<char>(big ? v : v >> 8));
  }
  void put32(uint32_t v) {
    for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(v >> (big ? 24 - 8 * i : 8 * i)));
  }
  bool wide16() const { return codec == Codec::Utf16 || codec == Codec::Utf16Le || codec == Codec::Utf16Be; }
  bool wide32() const { return codec == Codec::Utf32 || codec == Codec::Utf32Le || codec == Codec::Utf32Be; }
  bool can_encode(uint32_t ch) const {
    if (codec == Codec::Latin1) return ch < 0x100;
    if (codec == Codec::Ascii) return ch < 0x80;
    return escapes() || !is_surrogate(ch);
  }
  bool escapes() const { return codec == Codec::UnicodeEscape || codec == Codec::RawUnicodeEscape; }
  void put_unicode_escape(uint32_t ch);
  void put(uint32_t ch) {
    if (escapes()) {
      put_unicode_escape(ch);
    } else if (wide16() && ch >= 0x10000) {
      put16(0xD800 + ((ch - 0x10000) >> 10));
      put16(0xDC00 + ((ch - 0x10000) & 0x3FF));
    } else if (wide16()) {
      put16(ch);
    } else if (wide32()) {
      put32(ch);
    } else if (codec == Codec::Utf8) {
      utf8_append(out, ch);
    } else {
      out.push_back(static_cast<char>(ch));
    }
  }
  void put_ascii(const std::string& text_to_put) {
    for (char c : text_to_put) put(static_cast<uint8_t>(c));
  }
  const char* reason() const {
    if (codec == Codec::Latin1) return "ordinal not in range(256)";
    if (codec == Codec::Ascii) return "ordinal not in range(128)";
    return "surrogates not allowed";
  }
  void put_escaped(uint32_t ch);
  bool handle(int64_t start, int64_t end);
  bool refuse(int64_t start, int64_t end) {
    failure = {Failure::kCodec, start, end, reason()};
    return false;
  }
  bool run();
};

void Encoder::put_escaped(uint32_t ch) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, ch < 0x100 ? "\\x%02x" : ch < 0x10000 ? "\\u%04x" : "\\U%08x", ch);
  put_ascii(buffer);
}

void Encoder::put_unicode_escape(uint32_t ch) {
  bool raw = codec == Codec::RawUnicodeEscape;
  char buffer[16];
  if (raw ? ch < 0x100 : ch >= 0x20 && ch < 0x7f && ch != '\\') {
    out.push_back(static_cast<char>(ch));
    return;
  }
  if (ch == '\t' || ch == '\n' || ch == '\r' || ch == '\\') {
    out.push_back('\\');
    out.push_back(ch == '\t' ? 't' : ch == '\n' ? 'n' : ch == '\r' ? 'r' : '\\');
    return;
  }
  std::snprintf(buffer, sizeof buffer, ch < 0x100 ? "\\x%02x" : ch < 0x10000 ? "\\u%04x" : "\\U%08x", ch);
  out += buffer;
}

// Characters start..end cannot be encoded. False with `failure` filled.
bool Encoder::handle(int64_t start, int64_t end) {
  if (errors == Errors::Unknown) {
    failure.kind = Failure::kUnknownHandler;
    return false;
  }
  for (int64_t i = start; i < end; ++i) {
    uint32_t ch = str_read_char(text, i);
    bool bare = codec == Codec::Latin1 || codec == Codec::Ascii;
    switch (errors) {
      case Errors::Ignore: break;
      case Errors::Replace: put('?'); break;
      case Errors::Backslash: put_escaped(ch); break;
      case Errors::NameReplace: put_escaped(ch); break;
      case Errors::XmlCharRef: put_ascii("&#" + std::to_string(ch) + ";"); break;
      case Errors::SurrogatePass:
        if (bare || !is_surrogate(ch)) return refuse(start, end);
        put(ch);
        break;
      case Errors::SurrogateEscape:
        if (ch < 0xDC80 || ch > 0xDCFF || wide16() || wide32()) return refuse(start, end);
        out.push_back(static_cast<char>(ch - 0xDC00));
        break;
      default: return refuse(start, end);
    }
  }
  return true;
}

bool Encoder::run() {
  big = codec == Codec::Utf16Be || codec == Codec::Utf32Be;
  int64_t n = str_length(text);
  if (codec == Codec::Utf16) put16(0xFEFF);
  if (codec == Codec::Utf32) put32(0xFEFF);
  for (int64_t i = 0; i < n;) {
    uint32_t ch = str_read_char(text, i);
    if (can_encode(ch)) {
      put(ch);
      ++i;
      continue;
    }
    int64_t end = i + 1;
    while (end < n && !can_encode(str_read_char(text, end))) ++end;
    if (!handle(i, end)) return false;
    i = end;
  }
  return true;
}

Object* run_encoder(Object* s, Codec codec, const char* errors, Failure* failure) {
  Encoder e{codec, find_errors(errors), s, {}, false, {}};
  bool ok = e.run();
  *failure = e.failure;
  return ok ? bytes_from_data(e.out.data(), static_cast<int64_t>(e.out.size())) : nullptr;
}

// ---- handlers that the program has registered: the codec works strictly up to each error, and the handler says what stands
// there and where to go on.

// Calls the handler: its replacement (new reference) and the place where to go on in something of `size`; null with an error.
Object* ask_handler(Object* handler, Object* error, const char* wrong, bool bytes_too, int64_t* place) {
  Ref<> answer(object_call_one_arg(handler, error));
  if (!answer) return nullptr;
  if (!tuple_check(answer) || tuple_size_of(answer) != 2) return err_format(ExcTypeError, wrong);
  Object* text = tuple_item_at(answer, 0);
  if (!str_check(text) && !(bytes_too && bytes_check(text))) return err_format(ExcTypeError, wrong);
  Ref<> number(number_index(tuple_item_at(answer, 1)));
  *place = number ? int_as_ssize_t(number) : -1;
  return *place == -1 && err_occurred() ? nullptr : new_ref(text);
}

bool place_in_range(int64_t* place, int64_t size) {
  const int64_t given = *place;
  if (*place < 0) *place += size;
  if (*place >= 0 && *place <= size) return true;
  err_format(ExcIndexError, "position %zd from error handler out of bounds", given < 0 ? *place : given);
  return false;
}

// A replacement as bytes; where it cannot be encoded itself, the first error is raised.
Object* encoded_replacement(Object* replacement, Codec codec, Object* error) {
  if (bytes_check(replacement)) {
    const bool wide16 = codec == Codec::Utf16Le || codec == Codec::Utf16Be, wide32 = codec == Codec::Utf32Le || codec == Codec::Utf32Be;
    if (bytes_size(replacement) % (wide32 ? 4 : wide16 ? 2 : 1) == 0) return new_ref(replacement);
    err_set_object(type_of(error), error);
    return nullptr;
  }
  Failure failure;
  const bool plain = codec == Codec::Latin1 || str_is_ascii(replacement);
  Object* bytes = plain ? run_encoder(replacement, codec, nullptr, &failure) : nullptr;
  if (!bytes && !err_occurred()) err_set_object(type_of(error), error);
  return bytes;
}

Object* encode_by_handler(Object* s, Codec codec, const char* errors) {
  Ref<> handler(codec_error_handler(errors)), parts(list_new(0));
  if (!handler || !parts) return nullptr;
  Codec piece = codec;
  for (int64_t at = 0, n = str_length(s);;) {
    Ref<> rest(str_substring(s, at, n));
    if (!rest) return nullptr;
    Failure failure;
    Ref<> bytes(run_encoder(rest, piece, nullptr, &failure));
    if (bytes) {
      if (list_append(parts, bytes) < 0) return nullptr;
      break;
    }
    if (failure.kind != Failure::kCodec) return nullptr;
    Ref<> good(str_substring(rest, 0, failure.start));
    Failure none;
    bytes.reset(good ? run_encoder(good, piece, nullptr, &none) : nullptr);
    if (!bytes || list_append(parts, bytes) < 0) return nullptr;
    piece = after_mark(codec, {});
    Ref<> error(unicode_encode_error_create(codec_name(codec), s, at + failure.start, at + failure.end, failure.reason));
    Ref<> replacement(error ? ask_handler(handler, error, "encoding error handler must return (str/bytes, int) tuple", true, &at) : nullptr);
    if (!replacement || !place_in_range(&at, n)) return nullptr;
    bytes.reset(encoded_replacement(replacement, piece, error));
    if (!bytes || list_append(parts, bytes) < 0) return nullptr;
  }
  Ref<> empty(bytes_from_data("", 0));
  return empty ? bytes_join(empty, parts) : nullptr;
}

Object* encode(Object* s, Codec codec, const char* errors) {
  bool direct = codec == Codec::Utf8 || codec == Codec::Latin1 || codec == Codec::Ascii;
  if (direct && str_is_ascii(s)) return bytes_from_data(static_cast<const char*>(str_data(s)), str_length(s));
  Failure failure;
  Object* result = run_encoder(s, codec, errors, &failure);
  if (failure.kind == Failure::kUnknownHandler) return encode_by_handler(s, codec, errors);
  if (failure.kind == Failure::kCodec) raise_encode_error(codec, s, failure.start, failure.end, failure.reason);
  return result;
}

// ---- decoding

struct Decoder {
  Codec codec;
  Errors errors;
  std::string_view bytes;
  std::u32string out;
  Failure failure;

  uint8_t at(size_t i) const { return static_cast<uint8_t>(bytes[i]); }
  bool handle(size_t start, size_t* end, const char* reason);
  bool utf8();
  bool ascii();
  bool utf16(bool big, size_t from);
  bool utf32(bool big, size_t from);
  bool escapes();
  size_t escape(size_t at, const char** error);
  bool hex_escape(size_t at, size_t digits, size_t* end, const char* what, const char** error);
  bool run();
};

// One surrogate spelt in the codec at `start`: its code, or 0.
uint32_t spelt_surrogate(const Decoder& d, size_t start, size_t* length) {
  if (d.codec == Codec::Utf8) {
    *length = 3;
    if (start + 3 > d.bytes.size()) return 0;
    Utf8Step step = utf8_decode(d.bytes.data() + start, d.bytes.data() + d.bytes.size(), true);
    return step.length == 3 && is_surrogate(step.cp) ? step.cp : 0;
  }
  return 0;
}

// Bytes start..*end cannot be decoded; the handler may change *end, where decoding goes on. False with `failure` filled.
bool Decoder::handle(size_t start, size_t* end, const char* reason) {
  switch (errors) {
    case Errors::Unknown: failure.kind = Failure::kUnknownHandler; return false;
    case Errors::Ignore: return true;
    case Errors::Replace: out.push_back(0xFFFD); return true;
    case Errors::Backslash:
      for (size_t i = start; i < *end; ++i) {
        char buffer[8];
        std::snprintf(buffer, sizeof buffer, "\\x%02x", at(i));
        for (char* p = buffer; *p; ++p) out.push_back(static_cast<char32_t>(*p));
      }
      return true;
    case Errors::SurrogateEscape: {
      size_t i = start;
      while (i < *end && i < start + 4 && at(i) >= 0x80) out.push_back(0xDC00 + at(i)), ++i;
      if (i == start) break;
      *end = i;
      return true;
    }
    case Errors::SurrogatePass: {
      size_t length;
      uint32_t ch = spelt_surrogate(*this, start, &length);
      if (!ch) break;
      out.push_back(ch);
      *end = start + length;
      return true;
    }
    case Errors::XmlCharRef: case Errors::NameReplace:
      failure.kind = Failure::kNotForDecoding;
      return false;
    default: break;
  }
  failure = {Failure::kCodec, static_cast<int64_t>(start), static_cast<int64_t>(*end), reason};
  return false;
}

bool Decoder::utf8() {
  const char* base = bytes.data();
  for (size_t i = 0; i < bytes.size();) {
    Utf8Step step = utf8_decode(base + i, base + bytes.size());
    if (step.length > 0) {
      out.push_back(step.cp);
      i += static_cast<size_t>(step.length);
      continue;
    }
    bool bad_start = at(i) < 0xC2 || at(i) > 0xF4;
    const char* reason = step.truncated ? "unexpected end of data" : bad_start ? "invalid start byte" : "invalid continuation byte";
    size_t end = i + static_cast<size_t>(-step.length);
    if (!handle(i, &end, reason)) return false;
    i = end;
  }
  return true;
}

bool Decoder::ascii() {
  for (size_t i = 0; i < bytes.size();) {
    if (at(i) < 0x80) {
      out.push_back(at(i++));
      continue;
    }
    size_t end = i + 1;
    if (!handle(i, &end, "ordinal not in range(128)")) return false;
    i = end;
  }
  return true;
}

bool Decoder::utf16(bool big, size_t i) {
  auto unit = [&](size_t k) { return static_cast<uint32_t>(big ? at(k) << 8 | at(k + 1) : at(k + 1) << 8 | at(k)); };
  while (i < bytes.size()) {
    const char* reason;
    size_t end;
    if (i + 2 > bytes.size()) {
      reason = "truncated data", end = bytes.size();
    } else {
      uint32_t ch = unit(i);
      if (!is_surrogate(ch)) {
        out.push_back(ch);
        i += 2;
        continue;
      }
      if (ch >= 0xDC00) {
        reason = "illegal encoding", end = i + 2;
      } else if (i + 4 > bytes.size()) {
        reason = "unexpected end of data", end = bytes.size();
      } else if (unit(i + 2) >= 0xDC00 && unit(i + 2) <= 0xDFFF) {
        out.push_back(0x10000 + ((ch - 0xD800) << 10) + (unit(i + 2) - 0xDC00));
        i += 4;
        continue;
      } else {
        reason = "illegal UTF-16 surrogate", end = i + 2;
      }
      if (errors == Errors::SurrogatePass) {
        out.push_back(ch);
        i += 2;
        continue;
      }
    }
    if (!handle(i, &end, reason)) return false;
    i = end;
  }
  return true;
}

bool Decoder::utf32(bool big, size_t i) {
  while (i < bytes.size()) {
    const char* reason;
    size_t end = i + 4;
    if (end > bytes.size()) {
      reason = "truncated data", end = bytes.size();
    } else {
      uint32_t ch = 0;
      for (size_t k = 0; k < 4; ++k) ch |= static_cast<uint32_t>(at(i + k)) << (big ? 24 - 8 * k : 8 * k);
      if (ch <= 0x10FFFF && (!is_surrogate(ch) || errors == Errors::SurrogatePass)) {
        out.push_back(ch);
        i += 4;
        continue;
      }
      reason = is_surrogate(ch) ? "code point in surrogate code point range(0xd800, 0xe000)" : "code point not in range(0x110000)";
    }
    if (!handle(i, &end, reason)) return false;
    i = end;
  }
  return true;
}

// The digits of \xHH, \uHHHH or \UHHHHHHHH at `at`. False with *error, and *end behind what was read.
bool Decoder::hex_escape(size_t from, size_t digits, size_t* end, const char* what, const char** error) {
  uint32_t ch = 0;
  for (*end = from; *end < from + digits; ++*end) {
    int c = *end < bytes.size() ? at(*end) : 0;
    int d = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
    if (d < 0) return *error = what, false;
    ch = ch << 4 | static_cast<uint32_t>(d);
  }
  if (ch > 0x10FFFF) return *error = "illegal Unicode character", false;
  out.push_back(ch);
  return true;
}

// One escape whose backslash is at `from`; returns where it ends. *error tells what is wrong with it.
size_t Decoder::escape(size_t from, const char** error) {
  size_t end = from + 2;
  if (from + 1 >= bytes.size()) return *error = "\\ at end of string", from + 1;
  char c = bytes[from + 1];
  static const char kFrom[] = "\\'\"abtnvfr", kTo[] = "\\'\"\a\b\t\n\v\f\r";
  const char* known = c ? std::strchr(kFrom, c) : nullptr;
  if (codec == Codec::UnicodeEscape) {
    if (c == '\n') return end;
    if (known) return out.push_back(static_cast<char32_t>(kTo[known - kFrom])), end;
    if (c >= '0' && c <= '7') {
      uint32_t ch = 0;
      for (end = from + 1; end < from + 4 && end < bytes.size() && at(end) >= '0' && at(end) <= '7'; ++end) ch = ch * 8 + (at(end) - '0');
      return out.push_back(ch), end;
    }
    if (c == 'x') return hex_escape(from + 2, 2, &end, "truncated \\xXX escape", error), end;
    if (c == 'N') return *error = "unknown Unicode character name", end;
  }
  if (c == 'u') return hex_escape(from + 2, 4, &end, "truncated \\uXXXX escape", error), end;
  if (c == 'U') return hex_escape(from + 2, 8, &end, "truncated \\UXXXXXXXX escape", error), end;
  out.push_back('\\');
  return from + 1;
}

bool Decoder::escapes() {
  for (size_t i = 0; i < bytes.size();) {
    if (bytes[i] != '\\') {
      out.push_back(at(i++));
      continue;
    }
    // In raw text an even number of backslashes stands for itself.
    if (codec == Codec::RawUnicodeEscape && i + 1 < bytes.size() && bytes[i + 1] == '\\') {
      out += U"\\\\";
      i += 2;
      continue;
    }
    if (codec == Codec::RawUnicodeEscape && i + 1 == bytes.size()) {
      out.push_back('\\');
      break;
    }
    const char* error = nullptr;
    size_t end = escape(i, &error);
    if (error && !handle(i, &end, error)) return false;
    i = end;
  }
  return true;
}

bool Decoder::run() {
  out.reserve(bytes.size());
  size_t n = bytes.size();
  switch (codec) {
    case Codec::Utf8: return utf8();
    case Codec::Ascii: return ascii();
    case Codec::UnicodeEscape: case Codec::RawUnicodeEscape: return escapes();
    case Codec::Utf16Le: return utf16(false, 0);
    case Codec::Utf16Be: return utf16(true, 0);
    case Codec::Utf32Le: return utf32(false, 0);
    case Codec::Utf32Be: return utf32(true, 0);
    case Codec::Utf16: {
      bool little = n >= 2 && at(0) == 0xFF && at(1) == 0xFE, big = n >= 2 && at(0) == 0xFE && at(1) == 0xFF;
      return utf16(big, little || big ? 2 : 0);
    }
    default: {
      bool little = n >= 4 && at(0) == 0xFF && at(1) == 0xFE && !at(2) && !at(3);
      bool big = n >= 4 && !at(0) && !at(1) && at(2) == 0xFE && at(3) == 0xFF;
      return utf32(big, little || big ? 4 : 0);
    }
  }
}

Object* run_decoder(std::string_view bytes, Codec codec, const char* errors, Failure* failure) {
  Decoder d{codec, find_errors(errors), bytes, {}, {}};
  bool ok = d.run();
  *failure = d.failure;
  return ok ? str_from_ucs4(reinterpret_cast<const uint32_t*>(d.out.data()), static_cast<int64_t>(d.out.size())) : nullptr;
}

std::string_view view_of(Object* bytes) { return {bytes_as_string(bytes), static_cast<size_t>(bytes_size(bytes))}; }

Object* decode_by_handler(std::string_view given, Codec codec, const char* errors) {
  Ref<> handler(codec_error_handler(errors)), parts(list_new(0)), input(bytes_from_data(given.data(), static_cast<int64_t>(given.size())));
  if (!handler || !parts || !input) return nullptr;
  Codec piece = codec;
  for (int64_t at = 0;;) {
    const std::string_view rest = view_of(input).substr(static_cast<size_t>(at));
    Failure failure;
    Ref<> text(run_decoder(rest, piece, nullptr, &failure));
    if (text) {
      if (list_append(parts, text) < 0) return nullptr;
      break;
    }
    if (failure.kind != Failure::kCodec) return nullptr;
    Failure none;
    text.reset(run_decoder(rest.substr(0, static_cast<size_t>(failure.start)), piece, nullptr, &none));
    if (!text || list_append(parts, text) < 0) return nullptr;
    piece = after_mark(piece, rest);
    const std::string_view whole = view_of(input);
    Ref<> error(unicode_decode_error_create(codec_name(piece), whole.data(), static_cast<int64_t>(whole.size()), at + failure.start,
                                            at + failure.end, failure.reason));
    Ref<> replacement(error ? ask_handler(handler, error, "decoding error handler must return (str, int) tuple", false, &at) : nullptr);
    if (!replacement || list_append(parts, replacement) < 0) return nullptr;
    // The handler may have put other bytes in the place of these.
    Ref<> name(str_intern("object"));
    input.reset(name ? object_get_attr(error, name) : nullptr);
    if (!input || !bytes_check(input)) return err_occurred() ? nullptr : err_format(ExcTypeError, "object attribute must be bytes");
    if (!place_in_range(&at, bytes_size(input))) return nullptr;
  }
  Ref<> empty(str_empty());
  return str_join(empty, parts);
}

Object* decode(std::string_view bytes, Codec codec, const char* errors) {
  if (codec == Codec::Latin1) return str_from_latin1(reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<int64_t>(bytes.size()));
  if ((codec == Codec::Utf8 || codec == Codec::Ascii) && utf8_is_ascii(bytes))
    return str_from_ascii(bytes.data(), static_cast<int64_t>(bytes.size()));
  Failure failure;
  Object* result = run_decoder(bytes, codec, errors, &failure);
  if (failure.kind == Failure::kUnknownHandler) return decode_by_handler(bytes, codec, errors);
  if (failure.kind == Failure::kNotForDecoding) err_format(ExcTypeError, "don't know how to handle UnicodeDecodeError in error callback");
  if (failure.kind == Failure::kCodec) raise_decode_error(codec, bytes, failure.start, failure.end, failure.reason);
  return result;
}

}  // namespace

Object* str_encode_utf8(Object* s) { return encode(s, Codec::Utf8, nullptr); }

Object* str_as_encoded_string(Object* s, const char* encoding, const char* errors) {
  Codec codec = encoding ? find_codec(encoding) : Codec::Utf8;
  return codec == Codec::Unknown ? codec_encode_text(s, encoding, errors) : encode(s, codec, errors);
}

Object* str_decode_utf8(const char* data, int64_t size, const char* errors) {
  return decode({data, static_cast<size_t>(size)}, Codec::Utf8, errors);
}

Object* str_decode(const char* data, int64_t size, const char* encoding, const char* errors) {
  Codec codec = encoding ? find_codec(encoding) : Codec::Utf8;
  if (codec == Codec::Unknown) {
    Ref<> bytes(bytes_from_data(data, size));
    return bytes ? codec_decode_text(bytes, encoding, errors) : nullptr;
  }
  return decode({data, static_cast<size_t>(size)}, codec, errors);
}

Object* str_from_encoded_object(Object* o, const char* encoding, const char* errors) {
  if (str_check(o)) return err_format(ExcTypeError, "decoding str is not supported");
  if (bytes_check(o)) {
    if (bytes_size(o) == 0) return str_empty();
    return str_decode(bytes_as_string(o), bytes_size(o), encoding, errors);
  }
  if (!object_check_buffer(o))
    return err_format(ExcTypeError, "decoding to str: need a bytes-like object, %.80s found", type_of(o)->tp_name.get());
  Buffer view;
  if (object_get_buffer(o, &view, kBufSimple) < 0) return nullptr;
  Object* s = view.len == 0 ? str_empty() : str_decode(view.buf, view.len, encoding, errors);
  buffer_release(&view);
  return s;
}

const char* str_text_argument(const char* fname, const char* display, Object* arg) {
  if (!str_check(arg)) return args_bad_argument(fname, display, "str", arg), nullptr;
  int64_t size;
  const char* text = str_as_utf8_and_size(arg, &size);
  if (text && static_cast<int64_t>(std::strlen(text)) != size) {
    err_set_string(ExcValueError, "embedded null character");
    return nullptr;
  }
  return text;
}

bool codec_arguments(const char* name, Object** args, int64_t nargs, Object* kwnames, const char** encoding, const char** errors) {
  static const char* const kNames[] = {"encoding", "errors", nullptr};
  const ArgsParser parser = {name, kNames};
  Object* buffer[2];
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 0, 2, 0, buffer);
  if (!a) return false;
  const char* texts[2] = {};
  for (int i = 0; i < 2; ++i)
    if (a[i] && !(texts[i] = str_text_argument(name, i ? "argument 'errors'" : "argument 'encoding'", a[i]))) return false;
  *encoding = texts[0];
  *errors = texts[1];
  return true;
}

Object* str_method_encode(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  const char *encoding, *errors;
  if (!codec_arguments("encode", args, nargs, kwnames, &encoding, &errors)) return nullptr;
  return str_as_encoded_string(self, encoding, errors);
}

}  // namespace innards
