// Text to bytes and back: utf-8, utf-16, utf-32, latin-1, ascii, unicode_escape. Errors that CPython's codecs treat on the
// spot are treated here; for the others the handler of that name is asked. (CPython: the codecs in Objects/unicodeobject.c)
#include <cstdio>
#include <string>

#include "base/unicode_names.h"
#include "base/utf8.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/buffer.h"
#include "object/exceptions.h"
#include "object/int.h"
#include "object/list.h"
#include "object/memoryview.h"
#include "object/native_codecs.h"
#include "object/protocol.h"
#include "object/str_methods.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/codecs.h"

namespace innards {

namespace {

enum class Codec { Utf8, Latin1, Ascii, Utf16, Utf16Le, Utf16Be, Utf32, Utf32Le, Utf32Be, UnicodeEscape, RawUnicodeEscape, Unknown };
// What is done about errors on the spot. Ask: the handler of that name is called.
enum class Errors { Strict, Ignore, Replace, Backslash, XmlCharRef, SurrogatePass, SurrogateEscape, Ask };

// "UTF_8" and "utf-8" are the same name.
std::string normalized(const char* name) {
  std::string text;
  for (const char* p = name; *p; ++p) {
    char c = *p >= 'A' && *p <= 'Z' ? static_cast<char>(*p + 32) : *p;
    text.push_back(c == '_' || c == ' ' ? '-' : c);
  }
  return text;
}

// Names that CPython looks up in its registry are marked: what fails there tells the codec's name.
struct CodecName { const char* name; Codec codec; bool registered = false; };
const CodecName kCodecs[] = {
    {"utf-8", Codec::Utf8}, {"utf8", Codec::Utf8}, {"latin-1", Codec::Latin1}, {"latin1", Codec::Latin1},
    {"iso-8859-1", Codec::Latin1}, {"iso8859-1", Codec::Latin1}, {"ascii", Codec::Ascii}, {"us-ascii", Codec::Ascii},
    {"utf-16", Codec::Utf16}, {"utf16", Codec::Utf16}, {"utf-32", Codec::Utf32}, {"utf32", Codec::Utf32},
    {"u8", Codec::Utf8, true}, {"utf", Codec::Utf8, true}, {"cp65001", Codec::Utf8, true}, {"8859", Codec::Latin1, true},
    {"l1", Codec::Latin1, true}, {"latin", Codec::Latin1, true}, {"cp819", Codec::Latin1, true}, {"646", Codec::Ascii, true},
    {"iso646-us", Codec::Ascii, true}, {"u16", Codec::Utf16, true}, {"u32", Codec::Utf32, true},
    {"utf-16-le", Codec::Utf16Le, true}, {"utf-16le", Codec::Utf16Le, true}, {"utf-16-be", Codec::Utf16Be, true},
    {"utf-16be", Codec::Utf16Be, true}, {"utf-32-le", Codec::Utf32Le, true}, {"utf-32le", Codec::Utf32Le, true},
    {"utf-32-be", Codec::Utf32Be, true}, {"utf-32be", Codec::Utf32Be, true}, {"unicode-escape", Codec::UnicodeEscape, true},
    {"unicodeescape", Codec::UnicodeEscape, true}, {"raw-unicode-escape", Codec::RawUnicodeEscape, true},
    {"rawunicodeescape", Codec::RawUnicodeEscape, true},
};
constexpr CodecName kUnknownCodec = {nullptr, Codec::Unknown};

const CodecName& find_codec(const char* name) {
  if (!name) return kCodecs[0];
  std::string key = normalized(name);
  for (const CodecName& c : kCodecs)
    if (key == c.name) return c;
  return kUnknownCodec;
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
      {"strict", Errors::Strict}, {"ignore", Errors::Ignore}, {"replace", Errors::Replace}, {"backslashreplace", Errors::Backslash},
      {"xmlcharrefreplace", Errors::XmlCharRef}, {"surrogatepass", Errors::SurrogatePass}, {"surrogateescape", Errors::SurrogateEscape},
  };
  for (const Row& r : kRows)
    if (std::string_view(name) == r.name) return r.errors;
  return Errors::Ask;
}

// The same, as far as a codec does it on the spot.
Errors encoding_errors(Codec codec, const char* name) {
  const Errors errors = find_errors(name);
  const bool short_codes = codec == Codec::Latin1 || codec == Codec::Ascii;
  if (errors == Errors::Strict || codec == Codec::Utf8) return errors;
  return short_codes && errors != Errors::SurrogatePass ? errors : Errors::Ask;
}
Errors decoding_errors(Codec codec, const char* name) {
  const Errors errors = find_errors(name);
  const bool short_codes = codec == Codec::Utf8 || codec == Codec::Ascii;
  const bool known = errors == Errors::Ignore || errors == Errors::Replace || errors == Errors::SurrogateEscape;
  return errors == Errors::Strict || (short_codes && known) ? errors : Errors::Ask;
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

// Where a codec stopped, and why. It is told only when the host strings are gone: raising allocates, a collection may then run
// Python code, and a checkpoint taken there would remember them.
struct Stop {
  const char* reason = nullptr;   // null: at the end
  int64_t start = 0, end = 0;
};

// ---- encoding

struct Encoder {
  Codec codec;
  Errors errors;
  Object* text;
  std::string out;
  bool big = false;  // of the 16 and 32 bit forms
  Stop stop;

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
    stop = {reason(), start, end};
    return false;
  }
  void run(int64_t from);
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

// Characters start..end cannot be encoded. False with `stop` filled.
bool Encoder::handle(int64_t start, int64_t end) {
  if (errors == Errors::Strict || errors == Errors::Ask) return refuse(start, end);
  for (int64_t i = start; i < end; ++i) {
    uint32_t ch = str_read_char(text, i);
    switch (errors) {
      case Errors::Replace: put('?'); break;
      case Errors::Backslash: put_escaped(ch); break;
      case Errors::XmlCharRef: put_ascii("&#" + std::to_string(ch) + ";"); break;
      case Errors::SurrogatePass: put(ch); break;
      case Errors::SurrogateEscape:
        if (ch < 0xDC80 || ch > 0xDCFF) return refuse(i, end);
        out.push_back(static_cast<char>(ch - 0xDC00));
        break;
      default: break;
    }
  }
  return true;
}

void Encoder::run(int64_t i) {
  big = codec == Codec::Utf16Be || codec == Codec::Utf32Be;
  const bool one_by_one = wide16() || wide32();
  const int64_t n = str_length(text);
  if (codec == Codec::Utf16) put16(0xFEFF);
  if (codec == Codec::Utf32) put32(0xFEFF);
  while (i < n) {
    uint32_t ch = str_read_char(text, i);
    if (can_encode(ch)) {
      put(ch);
      ++i;
      continue;
    }
    int64_t end = i + 1;
    while (!one_by_one && end < n && !can_encode(str_read_char(text, end))) ++end;
    if (!handle(i, end)) return;
    i = end;
  }
}

// The bytes of s from `from` up to where the codec stops.
Object* run_encoder(Object* s, Codec codec, Errors errors, int64_t from, Stop* stop) {
  Encoder e{codec, errors, s, {}, false, {}};
  e.run(from);
  *stop = e.stop;
  return bytes_from_data(e.out.data(), static_cast<int64_t>(e.out.size()));
}

// A replacement as bytes; where it cannot be encoded itself, text[start:end] is refused.
Object* encoded_replacement(Object* replacement, Codec codec, CodecHandler& handler, const char* name, Object* text, const Stop& at) {
  const bool wide16 = codec == Codec::Utf16Le || codec == Codec::Utf16Be, wide32 = codec == Codec::Utf32Le || codec == Codec::Utf32Be;
  if (bytes_check(replacement) && bytes_size(replacement) % (wide32 ? 4 : wide16 ? 2 : 1) == 0) return new_ref(replacement);
  Stop stop;
  if (str_check(replacement) && (str_is_ascii(replacement) || (codec == Codec::Latin1 && str_kind(replacement) == kKind1)))
    return run_encoder(replacement, codec, Errors::Strict, 0, &stop);
  return handler.refuse(name, text, at.start, at.end, at.reason);
}

// Goes on behind the first piece: the handler says what stands at each stop and where to go on.
Object* encode_by_handler(Object* s, Codec codec, const char* errors, Object* first, Stop stop) {
  CodecHandler handler(errors);
  Ref<> parts(list_new(0)), piece(new_ref(first));
  const char* name = codec_name(codec);
  const Codec plain = after_mark(codec, {});
  while (parts && piece && list_append(parts, piece) == 0) {
    if (!stop.reason) {
      Ref<> empty(bytes_from_data("", 0));
      return empty ? bytes_join(empty, parts) : nullptr;
    }
    int64_t place;
    Ref<> replacement(handler.for_encoding(name, s, stop.start, stop.end, stop.reason, &place));
    Ref<> bytes(replacement ? encoded_replacement(replacement, plain, handler, name, s, stop) : nullptr);
    if (!bytes || list_append(parts, bytes) < 0) return nullptr;
    stop = {};
    piece.reset(run_encoder(s, plain, Errors::Ask, place, &stop));
  }
  return nullptr;
}

Object* encode(Object* s, Codec codec, const char* errors) {
  bool direct = codec == Codec::Utf8 || codec == Codec::Latin1 || codec == Codec::Ascii;
  if (direct && str_is_ascii(s)) return bytes_from_data(static_cast<const char*>(str_data(s)), str_length(s));
  const Errors handling = encoding_errors(codec, errors);
  Stop stop;
  Ref<> result(run_encoder(s, codec, handling, 0, &stop));
  if (!result || !stop.reason) return result.release();
  if (handling == Errors::Ask) return encode_by_handler(s, codec, errors, result, stop);
  raise_encode_error(codec, s, stop.start, stop.end, stop.reason);
  return nullptr;
}

// ---- decoding

struct Decoder {
  Codec codec;
  Errors errors;
  std::string_view bytes;
  bool goes_on;             // the text goes on: what is cut off at the end is left for later
  size_t at_byte = 0;       // what has been decoded
  std::u32string out;
  Stop stop;
  int64_t odd = -1;         // behind the backslash of the first escape that is none

  uint8_t at(size_t i) const { return static_cast<uint8_t>(bytes[i]); }
  bool handle(size_t* start, size_t end, const char* reason);
  void utf8();
  void ascii();
  void utf16(bool big);
  void utf32(bool big);
  void escapes();
  size_t escape(size_t at, const char** error, bool* cut);
  size_t octal_escape(size_t from);
  size_t hex_escape(size_t at, size_t digits, const char* what, const char** error, bool* cut);
  size_t named_escape(size_t at, const char** error, bool* cut);
  void run(size_t from);
  void skip_mark(std::string_view little, std::string_view big);
};

// Bytes *start..end cannot be decoded; *start becomes where decoding goes on. False with `stop` filled.
bool Decoder::handle(size_t* start, size_t end, const char* reason) {
  if (errors == Errors::Strict || errors == Errors::Ask) {
    stop = {reason, static_cast<int64_t>(*start), static_cast<int64_t>(end)};
    return false;
  }
  if (errors == Errors::Replace) out.push_back(0xFFFD);
  for (size_t i = *start; errors == Errors::SurrogateEscape && i < end; ++i) out.push_back(0xDC00 + at(i));
  *start = end;
  return true;
}

void Decoder::utf8() {
  const char* base = bytes.data();
  for (size_t& i = at_byte; i < bytes.size();) {
    Utf8Step step = utf8_decode(base + i, base + bytes.size());
    if (step.length > 0) {
      out.push_back(step.cp);
      i += static_cast<size_t>(step.length);
      continue;
    }
    const bool half_surrogate = at(i) == 0xED && bytes.size() - i == 2 && (at(i + 1) & 0xE0) == 0xA0;
    if (goes_on && (step.truncated || half_surrogate)) return;
    bool bad_start = at(i) < 0xC2 || at(i) > 0xF4;
    const char* reason = step.truncated ? "unexpected end of data" : bad_start ? "invalid start byte" : "invalid continuation byte";
    if (!handle(&i, i + static_cast<size_t>(-step.length), reason)) return;
  }
}

void Decoder::ascii() {
  for (size_t& i = at_byte; i < bytes.size();) {
    if (at(i) < 0x80) out.push_back(at(i++));
    else if (!handle(&i, i + 1, "ordinal not in range(128)")) return;
  }
}

void Decoder::utf16(bool big) {
  auto unit = [&](size_t k) { return static_cast<uint32_t>(big ? at(k) << 8 | at(k + 1) : at(k + 1) << 8 | at(k)); };
  for (size_t& i = at_byte; i < bytes.size();) {
    const uint32_t ch = i + 2 <= bytes.size() ? unit(i) : 0;
    const bool high = is_surrogate(ch) && ch < 0xDC00;
    const char* reason;
    size_t end = i + 2;
    if (end > bytes.size() || (high && i + 4 > bytes.size())) {
      if (goes_on) return;
      reason = high ? "unexpected end of data" : "truncated data", end = bytes.size();
    } else if (!is_surrogate(ch)) {
      out.push_back(ch);
      i += 2;
      continue;
    } else if (!high) {
      reason = "illegal encoding";
    } else if (unit(i + 2) >= 0xDC00 && unit(i + 2) <= 0xDFFF) {
      out.push_back(0x10000 + ((ch - 0xD800) << 10) + (unit(i + 2) - 0xDC00));
      i += 4;
      continue;
    } else {
      reason = "illegal UTF-16 surrogate";
    }
    if (!handle(&i, end, reason)) return;
  }
}

void Decoder::utf32(bool big) {
  for (size_t& i = at_byte; i < bytes.size();) {
    const char* reason;
    size_t end = i + 4;
    if (end > bytes.size()) {
      if (goes_on) return;
      reason = "truncated data", end = bytes.size();
    } else {
      uint32_t ch = 0;
      for (size_t k = 0; k < 4; ++k) ch |= static_cast<uint32_t>(at(i + k)) << (big ? 24 - 8 * k : 8 * k);
      if (ch <= 0x10FFFF && !is_surrogate(ch)) {
        out.push_back(ch);
        i += 4;
        continue;
      }
      reason = is_surrogate(ch) ? "code point in surrogate code point range(0xd800, 0xe000)" : "code point not in range(0x110000)";
    }
    if (!handle(&i, end, reason)) return;
  }
}

// The digits of \xHH, \uHHHH or \UHHHHHHHH from `end` on. Returns where they end, with *error (and *cut: more may come) if wrong.
size_t Decoder::hex_escape(size_t end, size_t digits, const char* what, const char** error, bool* cut) {
  uint32_t ch = 0;
  for (const size_t last = end + digits; end < last; ++end) {
    int c = end < bytes.size() ? at(end) : 0;
    int d = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
    if (d < 0) return *error = what, *cut = end >= bytes.size(), end;
    ch = ch << 4 | static_cast<uint32_t>(d);
  }
  if (ch <= 0x10FFFF) out.push_back(ch);
  else *error = codec == Codec::UnicodeEscape ? "illegal Unicode character" : "\\Uxxxxxxxx out of range";
  return end;
}

size_t Decoder::octal_escape(size_t from) {
  uint32_t ch = 0;
  size_t end = from;
  for (; end < from + 3 && end < bytes.size() && at(end) >= '0' && at(end) <= '7'; ++end) ch = ch * 8 + (at(end) - '0');
  if (ch > 0xFF && odd < 0) odd = static_cast<int64_t>(from);
  out.push_back(ch);
  return end;
}

// \N{name}, whose N is before `from`.
size_t Decoder::named_escape(size_t from, const char** error, bool* cut) {
  *error = "malformed \\N character escape";
  if (from >= bytes.size()) return *cut = true, from;
  if (at(from) != '{') return from;
  const size_t close = bytes.find('}', from + 1);
  if (close == std::string_view::npos) return *cut = true, bytes.size();
  if (close == from + 1) return close;
  const int64_t ch = unicode_from_name(bytes.substr(from + 1, close - from - 1));
  *error = ch < 0 ? "unknown Unicode character name" : nullptr;
  if (ch >= 0) out.push_back(static_cast<char32_t>(ch));
  return close + 1;
}

// One escape whose backslash is at `from`; returns where it ends. *error tells what is wrong with it, *cut that more may come.
size_t Decoder::escape(size_t from, const char** error, bool* cut) {
  const size_t end = from + 2;
  if (end > bytes.size()) return *error = "\\ at end of string", *cut = true, from + 1;
  char c = bytes[from + 1];
  static const char kFrom[] = "\\'\"abtnvfr", kTo[] = "\\'\"\a\b\t\n\v\f\r";
  const char* known = c ? std::strchr(kFrom, c) : nullptr;
  if (codec == Codec::UnicodeEscape) {
    if (c == '\n') return end;
    if (known) return out.push_back(static_cast<char32_t>(kTo[known - kFrom])), end;
    if (c >= '0' && c <= '7') return octal_escape(from + 1);
    if (c == 'x') return hex_escape(end, 2, "truncated \\xXX escape", error, cut);
    if (c == 'N') return named_escape(end, error, cut);
  }
  if (c == 'u') return hex_escape(end, 4, "truncated \\uXXXX escape", error, cut);
  if (c == 'U') return hex_escape(end, 8, "truncated \\UXXXXXXXX escape", error, cut);
  if (odd < 0) odd = static_cast<int64_t>(from + 1);
  out.push_back('\\');
  out.push_back(static_cast<uint8_t>(c));
  return end;
}

void Decoder::escapes() {
  const bool raw = codec == Codec::RawUnicodeEscape;
  for (size_t& i = at_byte; i < bytes.size();) {
    if (bytes[i] != '\\' || (raw && !goes_on && i + 1 == bytes.size())) {
      out.push_back(at(i++));
      continue;
    }
    const char* error = nullptr;
    bool cut = false;
    const size_t end = escape(i, &error, &cut);
    if (cut && goes_on) return;
    if (error && !handle(&i, end, error)) return;
    i = end;
  }
}

// A mark at the beginning says which of the two it is, and is no part of the text; without one it is the little one.
void Decoder::skip_mark(std::string_view little, std::string_view big) {
  const std::string_view mark = bytes.substr(0, little.size());
  if (mark == little || mark == big) at_byte = mark.size();
  codec = after_mark(codec, mark == big ? mark : std::string_view());
}

void Decoder::run(size_t from) {
  using namespace std::string_view_literals;
  at_byte = from;
  out.reserve(bytes.size() - from);
  if (codec == Codec::Utf16) skip_mark("\xff\xfe"sv, "\xfe\xff"sv);
  if (codec == Codec::Utf32) skip_mark("\xff\xfe\0\0"sv, "\0\0\xfe\xff"sv);
  switch (codec) {
    case Codec::Utf8: return utf8();
    case Codec::Ascii: return ascii();
    case Codec::UnicodeEscape: case Codec::RawUnicodeEscape: return escapes();
    case Codec::Utf16Le: return utf16(false);
    case Codec::Utf16Be: return utf16(true);
    default: return utf32(codec == Codec::Utf32Be);
  }
}

// How a decoder is to work, and what it says when it has stopped.
struct Decoding {
  Codec codec;
  Errors errors;
  bool goes_on;
  Stop stop;
  int64_t used = 0;
  bool has_odd = false;
  char odd[4] = "";          // the first escape that is none, without its backslash
};

// The text of the bytes from `from` up to where the codec stops.
Object* run_decoder(std::string_view bytes, size_t from, Decoding* how) {
  Decoder d{how->codec, how->errors, bytes, how->goes_on, 0, {}, {}, -1};
  d.run(from);
  how->codec = d.codec;
  how->stop = d.stop;
  how->used = static_cast<int64_t>(d.at_byte);
  if (!how->has_odd && d.odd >= 0) {
    how->has_odd = true;
    bytes.copy(how->odd, 3, static_cast<size_t>(d.odd));
  }
  return str_from_ucs4(reinterpret_cast<const uint32_t*>(d.out.data()), static_cast<int64_t>(d.out.size()));
}

std::string_view view_of(Object* bytes) { return {bytes_as_string(bytes), static_cast<size_t>(bytes_size(bytes))}; }

Object* decode_by_handler(std::string_view given, const char* errors, Object* first, Decoding* how) {
  CodecHandler handler(errors);
  Ref<> parts(list_new(0)), piece(new_ref(first)), input(bytes_from_data(given.data(), static_cast<int64_t>(given.size())));
  while (parts && input && piece && list_append(parts, piece) == 0) {
    const Stop& stop = how->stop;
    if (!stop.reason) {
      Ref<> empty(str_empty());
      return str_join(empty, parts);
    }
    int64_t place;
    Ref<> replacement(handler.for_decoding(codec_name(how->codec), &input, stop.start, stop.end, stop.reason, &place));
    if (!replacement || list_append(parts, replacement) < 0) return nullptr;
    piece.reset(run_decoder(view_of(input), static_cast<size_t>(place), how));
  }
  return nullptr;
}

// The first escape that is none is told of, as in source.
int warn_of_escape(const char* escape) {
  if (*escape >= '4' && *escape <= '7') return err_warn_format(ExcDeprecationWarning, 1, "invalid octal escape sequence '\\%.3s'", escape);
  return err_warn_format(ExcDeprecationWarning, 1, "invalid escape sequence '\\%c'", static_cast<unsigned char>(*escape));
}

Object* decode(std::string_view bytes, Codec codec, const char* errors, int64_t* used) {
  if (codec == Codec::Latin1) return str_from_latin1(reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<int64_t>(bytes.size()));
  if ((codec == Codec::Utf8 || codec == Codec::Ascii) && utf8_is_ascii(bytes))
    return str_from_ascii(bytes.data(), static_cast<int64_t>(bytes.size()));
  Decoding how = {codec, decoding_errors(codec, errors), used != nullptr, {}, 0, false, ""};
  Ref<> result(run_decoder(bytes, 0, &how));
  if (result && how.stop.reason && how.errors == Errors::Strict) {
    raise_decode_error(how.codec, bytes, how.stop.start, how.stop.end, how.stop.reason);
    return nullptr;
  }
  if (result && how.stop.reason) result.reset(decode_by_handler(bytes, errors, result, &how));
  if (result && codec == Codec::UnicodeEscape && how.has_odd && warn_of_escape(how.odd) < 0) return nullptr;
  if (used) *used = how.used;
  return result.release();
}

}  // namespace

Object* str_encode_utf8(Object* s) { return encode(s, Codec::Utf8, nullptr); }

Object* str_as_encoded_string(Object* s, const char* encoding, const char* errors) {
  const CodecName& found = find_codec(encoding);
  if (found.codec == Codec::Unknown) return codec_encode_text(s, encoding, errors);
  Object* result = encode(s, found.codec, errors);
  if (!result && found.registered) codec_wrap_error("encoding", encoding);
  return result;
}

const char* str_native_codec(const char* encoding) {
  const Codec codec = find_codec(encoding).codec;
  return codec == Codec::Unknown ? nullptr : codec_name(codec);
}

Object* str_encode_native(Object* s, const char* codec, const char* errors) { return encode(s, find_codec(codec).codec, errors); }

Object* str_decode_utf8(const char* data, int64_t size, const char* errors) {
  return decode({data, static_cast<size_t>(size)}, Codec::Utf8, errors, nullptr);
}

Object* str_decode_native(const char* data, int64_t size, const char* codec, const char* errors, int64_t* used) {
  if (used) *used = size;
  return decode({data, static_cast<size_t>(size)}, find_codec(codec).codec, errors, used);
}

Object* str_decode(const char* data, int64_t size, const char* encoding, const char* errors) {
  const CodecName& found = find_codec(encoding);
  if (found.codec == Codec::Unknown) {
    Ref<> bytes(bytes_from_data(data, size)), view(bytes ? memory_view_from_object(bytes) : nullptr);
    return view ? codec_decode_text(view, encoding, errors) : nullptr;
  }
  Object* result = decode({data, static_cast<size_t>(size)}, found.codec, errors, nullptr);
  if (!result && found.registered) codec_wrap_error("decoding", encoding);
  return result;
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
