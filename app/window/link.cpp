#include "window/link.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb_image.h>
#include <stb_image_write.h>
#pragma GCC diagnostic pop

namespace innards::app {
namespace {

constexpr size_t kMostText = 1 << 20;   // of an unpacked program
const char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

bool plain(unsigned char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || std::strchr("-_./~", c); }

std::string percent(const std::string& text) {
  static const char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : text) {
    if (c && plain(c)) out += static_cast<char>(c);
    else out += std::string("%") + kHex[c >> 4] + kHex[c & 15];
  }
  return out;
}

int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

bool unpercent(const std::string& text, std::string& out) {
  out.clear();
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1, low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) return false;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return true;
}

std::string base64(const unsigned char* data, size_t size) {
  std::string out;
  for (size_t i = 0; i < size; i += 3) {
    const size_t have = size - i < 3 ? size - i : 3;
    uint32_t bits = static_cast<uint32_t>(data[i]) << 16;
    if (have > 1) bits |= static_cast<uint32_t>(data[i + 1]) << 8;
    if (have > 2) bits |= data[i + 2];
    for (size_t k = 0; k <= have; ++k) out += kDigits[bits >> (18 - 6 * k) & 63];
  }
  return out;
}

bool unbase64(const std::string& text, std::string& out) {
  uint32_t bits = 0;
  int have = 0;
  for (char c : text) {
    const char* at = c ? std::strchr(kDigits, c) : nullptr;
    if (!at) return false;
    bits = bits << 6 | static_cast<uint32_t>(at - kDigits);
    if ((have += 6) < 8) continue;
    have -= 8;
    out += static_cast<char>(bits >> have & 255);
  }
  return true;
}

std::string packed(const std::string& text) {
  int size = 0;
  std::string copy = text;
  unsigned char* data = stbi_zlib_compress(reinterpret_cast<unsigned char*>(copy.data()), static_cast<int>(copy.size()), &size, 8);
  std::string out = data ? base64(data, static_cast<size_t>(size)) : "";
  std::free(data);
  return out;
}

bool unpacked(const std::string& text, std::string& out) {
  std::string bytes;
  if (!unbase64(text, bytes)) return false;
  out.resize(kMostText);
  const int size = stbi_zlib_decode_buffer(out.data(), static_cast<int>(out.size()), bytes.data(), static_cast<int>(bytes.size()));
  out.resize(size < 0 ? 0 : static_cast<size_t>(size));
  return size >= 0;
}

std::string hex(uint64_t n) {
  char text[24];
  std::snprintf(text, sizeof text, "%llx", static_cast<unsigned long long>(n));
  return text;
}

bool read_number(const std::string& text, int base, uint64_t& out) {
  char* end = nullptr;
  out = std::strtoull(text.c_str(), &end, base);
  return !text.empty() && text[0] != '-' && text[0] != '+' && !*end;
}

// One field of the link; a name that is not known is of a later version and is passed over.
bool take_field(const std::string& name, const std::string& value, ProgramLink& link) {
  uint64_t n = 0;
  if (name == "step") return read_number(value, 10, link.step);
  if (name == "object") return read_number(value, 16, link.object);
  if (name == "sum") return read_number(value, 16, link.sum);
  if (name == "line" || name == "frame") {
    if (!read_number(value, 10, n) || n > 1000000000) return false;
    (name == "line" ? link.line : link.frame) = static_cast<int>(n);
    return true;
  }
  if (name == "name") link.name = value;
  if (name == "via") link.via = value;
  if (name == "of") link.name_function = value;
  if (name == "arg") link.argv.push_back(value);
  if (name == "input") link.input.push_back(value);
  if (name == "version") link.version = value;
  return true;
}

}  // namespace

bool is_link(const std::string& text) { return text.compare(0, std::strlen(kLinkScheme), kLinkScheme) == 0; }

std::string write_link(const ProgramLink& link) {
  std::string out = kLinkScheme + percent(link.path) + "?step=" + std::to_string(link.step);
  if (link.line) out += "&line=" + std::to_string(link.line);
  if (link.frame >= 0) out += "&frame=" + std::to_string(link.frame);
  if (link.object) out += "&object=" + hex(link.object);
  if (!link.via.empty()) out += "&via=" + percent(link.via);
  if (!link.name.empty()) out += "&name=" + percent(link.name) + "&of=" + percent(link.name_function);
  for (const std::string& a : link.argv) out += "&arg=" + percent(a);
  for (const std::string& i : link.input) out += "&input=" + percent(i);
  out += "&version=" + percent(link.version) + "&sum=" + hex(link.sum);
  if (!link.has_text) return out;
  const std::string text = packed(link.text);
  return text.size() <= kLinkText ? out + "&text=" + text : out;
}

bool read_link(const std::string& text, ProgramLink& link, std::string& error) {
  link = ProgramLink();
  const size_t begin = std::strlen(kLinkScheme);
  std::string line = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  if (!is_link(line)) return error = line, false;
  const size_t query = std::min(line.find('?'), line.size());
  if (!unpercent(line.substr(begin, query - begin), link.path) || link.path.empty() || link.path.find('\0') != std::string::npos) return error = line.substr(0, query), false;
  for (size_t at = query + 1; at < line.size();) {
    const size_t end = std::min(line.find('&', at), line.size()), equal = std::min(line.find('=', at), end);
    const std::string field = line.substr(at, end - at), name = line.substr(at, equal - at), raw = equal < end ? line.substr(equal + 1, end - equal - 1) : "";
    std::string value;
    const bool good = name == "text" ? (link.has_text = unpacked(raw, link.text)) : unpercent(raw, value) && take_field(name, value, link);
    if (!good) return error = field.substr(0, 60), false;
    at = end + 1;
  }
  return true;
}

}  // namespace innards::app
