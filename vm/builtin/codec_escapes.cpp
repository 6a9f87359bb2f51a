// Bytes as they stand in source, with \x41 and the like, and back: the codec that pickle's oldest form uses.
// (CPython: PyBytes_DecodeEscape in Objects/bytesobject.c)
#include <cstdio>
#include <cstring>
#include <string>

#include "builtin/codecs.h"
#include "object/bytes.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// What is found while no Python code may run; it is told when the host's text is gone.
struct EscapeReader {
  const char* data;
  int64_t size;
  const char* errors;
  std::string out;
  int64_t at = 0;
  int64_t bad = -1;         // where \x is wrong
  int64_t odd = -1;         // behind the backslash of the first escape that is none
  bool cut = false;         // a backslash at the end
  bool unknown = false;     // no such way to handle errors

  bool octal(char first);
  bool hex();
  bool escape();
  bool run();
};

bool EscapeReader::octal(char first) {
  const int64_t from = at - 1;
  int value = first - '0';
  for (int n = 1; n < 3 && at < size && data[at] >= '0' && data[at] <= '7'; ++n) value = value * 8 + (data[at++] - '0');
  if (value > 0xff && odd < 0) odd = from;
  out.push_back(static_cast<char>(value));
  return true;
}

bool EscapeReader::hex() {
  const int high = at + 1 < size ? hex_digit(data[at]) : -1, low = high >= 0 ? hex_digit(data[at + 1]) : -1;
  if (low >= 0) {
    out.push_back(static_cast<char>(high * 16 + low));
    at += 2;
    return true;
  }
  if (!errors || !std::strcmp(errors, "strict")) return bad = at - 2, false;
  if (!std::strcmp(errors, "replace")) out.push_back('?');
  else if (std::strcmp(errors, "ignore")) return unknown = true, false;
  if (at < size && hex_digit(data[at]) >= 0) ++at;
  return true;
}

// The escape whose backslash has been read.
bool EscapeReader::escape() {
  static const char kFrom[] = "\\'\"abtnvfr", kTo[] = "\\'\"\a\b\t\n\v\f\r";
  if (at == size) return cut = true, false;
  const char c = data[at++];
  if (c == '\n') return true;
  if (c >= '0' && c <= '7') return octal(c);
  if (c == 'x') return hex();
  const char* known = c ? std::strchr(kFrom, c) : nullptr;
  if (!known) {
    if (odd < 0) odd = at - 1;
    out.push_back('\\');
    --at;
    return true;
  }
  out.push_back(kTo[known - kFrom]);
  return true;
}

bool EscapeReader::run() {
  while (at < size) {
    const char c = data[at++];
    if (c != '\\') out.push_back(c);
    else if (!escape()) return false;
  }
  return true;
}

// The result, and what is to be told of it.
Object* read_escapes(EscapeReader given, EscapeReader* told) {
  Object* result = given.run() ? bytes_from_data(given.out.data(), static_cast<int64_t>(given.out.size())) : nullptr;
  given.out.clear();
  given.out.shrink_to_fit();
  *told = given;
  return result;
}

int warn_of(const char* escape) {
  if (*escape >= '4' && *escape <= '7') return err_warn_format(ExcDeprecationWarning, 1, "invalid octal escape sequence '\\%.3s'", escape);
  return err_warn_format(ExcDeprecationWarning, 1, "invalid escape sequence '\\%c'", static_cast<unsigned char>(*escape));
}

}  // namespace

Object* codec_escape_decode(const char* data, int64_t size, const char* errors) {
  EscapeReader r{data, size, errors, {}};
  Ref<> result(read_escapes(r, &r));
  if (r.cut) return err_format(ExcValueError, "Trailing \\ in string");
  if (r.bad >= 0) return err_format(ExcValueError, "invalid \\x escape at position %zd", r.bad);
  if (r.unknown) return err_format(ExcValueError, "decoding error; unknown error handling code: %.400s", errors);
  if (result && r.odd >= 0 && warn_of(data + r.odd) < 0) return nullptr;
  return result.release();
}

namespace {

std::string escaped(const char* data, int64_t size) {
  std::string out;
  for (int64_t i = 0; i < size; ++i) {
    const auto c = static_cast<unsigned char>(data[i]);
    const char* known = c ? std::strchr("\\'\t\n\r", c) : nullptr;
    char text[8];
    std::snprintf(text, sizeof text, c < 0x20 || c >= 0x7f ? "\\x%02x" : "%c", c);
    out += known ? std::string("\\") + (c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : static_cast<char>(c)) : text;
  }
  return out;
}

}  // namespace

Object* codec_escape_encode(Object* bytes) {
  const std::string out = escaped(bytes_as_string(bytes), bytes_size(bytes));
  return bytes_from_data(out.data(), static_cast<int64_t>(out.size()));
}

}  // namespace innards
