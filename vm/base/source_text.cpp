#include "base/source_text.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <utility>

#include "base/charsets.h"
#include "base/utf8.h"

namespace innards {

namespace {

bool is_coding_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
}

// CPython folds only the two families that it needs to compare.
std::string normal_encoding_name(std::string_view name) {
  std::string folded;
  for (size_t i = 0; i < name.size() && i < 12; ++i) {
    const char c = name[i];
    folded += c == '_' ? '-' : (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
  }
  auto family = [&folded](std::string_view base) {
    return folded == base || (folded.size() > base.size() && folded.compare(0, base.size(), base) == 0 && folded[base.size()] == '-');
  };
  if (family("utf-8")) return "utf-8";
  if (family("latin-1") || family("iso-8859-1") || family("iso-latin-1")) return "iso-8859-1";
  return std::string(name);
}

// \r\n and \r become \n. CPython's loop has a quirk that shows in line numbers: a text that ends in \r\n gets one more
// \n when a final newline is asked for.
std::string translate_newlines(std::string_view in, bool add_newline) {
  std::string out;
  out.reserve(in.size() + 1);
  char last = '\0';
  for (size_t i = 0; i < in.size();) {
    if (in[i] != '\r') {
      // Runs without \r are copied as they are.
      const void* found = std::memchr(in.data() + i, '\r', in.size() - i);
      const size_t end = found ? static_cast<size_t>(static_cast<const char*>(found) - in.data()) : in.size();
      out.append(in.data() + i, end - i);
      last = in[end - 1];
      i = end;
      continue;
    }
    out += '\n';
    last = '\n';
    ++i;
    if (i < in.size() && in[i] == '\n' && ++i == in.size()) last = '\0';
  }
  if (add_newline && last != '\n') out += '\n';
  return out;
}

SourceText refuse(const std::string& coding, const std::string& why) {
  SourceText result;
  result.encoding = coding;
  result.error = why;
  return result;
}

std::string non_utf8_message(std::string_view text, std::string_view filename) {
  int line = 1;
  const char* p = text.data();
  const char* const end = p + text.size();
  for (; p < end;) {
    const Utf8Step step = utf8_decode(p, end);
    if (step.length <= 0) break;
    line += *p == '\n';
    p += step.length;
  }
  char byte[8];
  std::snprintf(byte, sizeof byte, "%02x", p < end ? static_cast<unsigned char>(*p) : 0u);
  return std::string("Non-UTF-8 code starting with '\\x") + byte + "' in file " + std::string(filename) + " on line " + std::to_string(line) +
         ", but no encoding declared; see https://peps.python.org/pep-0263/ for details";
}

// What the first two lines say.
struct Coding {
  bool mark = false;        // a byte order mark
  std::string name;         // "" where nothing names one
  std::string error;
  int lines = 0;            // the coding line's number
  bool declared() const { return lines > 0; }
};

Coding coding_of(std::string_view text) {
  Coding coding;
  coding.mark = text.substr(0, 3) == "\xef\xbb\xbf";
  if (coding.mark) text.remove_prefix(3);
  const size_t first_end = text.find('\n');
  std::string name;
  if (first_end != std::string_view::npos) {
    name = find_coding(text.substr(0, first_end));
    coding.lines = !name.empty();
    const size_t second_end = text.find('\n', first_end + 1);
    if (name.empty() && second_end != std::string_view::npos && line_is_blank_or_comment(text.substr(0, first_end))) {
      name = find_coding(text.substr(first_end + 1, second_end - first_end));
      coding.lines = name.empty() ? 0 : 2;
    }
  }
  coding.name = name.empty() && coding.mark ? "utf-8" : name;
  if (coding.mark && coding.name != "utf-8") coding.error = "encoding problem: " + name + " with BOM";
  return coding;
}

// Why nothing can be decoded with it; "" where it can.
std::string encoding_problem(const Charset* charset, std::string_view name) {
  if (!charset) return "unknown encoding: " + std::string(name);
  if (!charset_makes_text(charset))
    return "'" + std::string(name) + "' is not a text encoding; use codecs.decode() to handle arbitrary codecs";
  if (!charset_is_built_in(charset)) return "this encoding of sources is not built into Innards: " + std::string(name);
  return "";
}

// The place behind the first `lines` lines.
size_t end_of_lines(std::string_view bytes, int lines) {
  size_t at = 0;
  for (; lines > 0 && at < bytes.size(); ++at) {
    if (bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n') continue;
    if (bytes[at] == '\n' || bytes[at] == '\r') --lines;
  }
  return at;
}

// Whether there was a whole one.
bool drop_line(std::string* text) {
  const size_t end = end_of_lines(*text, 1);
  const bool whole = end > 0 && ((*text)[end - 1] == '\n' || (*text)[end - 1] == '\r');
  text->erase(0, end);
  return whole;
}

// The lines behind the coding line as an io.TextIOWrapper reads them. CPython has it begin at the coding line's newline and drop
// the line that this makes, so the first block is decoded before any line is parsed.
SourceText decode_blocks(std::string_view bytes, const Coding& coding, std::string_view filename) {
  constexpr size_t kBlock = 8192;
  const Charset* charset = find_charset(coding.name);
  if (!encoding_problem(charset, coding.name).empty()) return refuse(coding.name, "encoding problem: " + coding.name);
  const size_t header = end_of_lines(bytes, coding.lines);
  const std::string_view before = bytes.substr(0, end_of_lines(bytes, coding.lines - 1));
  if (!utf8_is_valid(before)) return refuse(coding.name, non_utf8_message(before, filename));
  SourceText source;
  source.encoding = coding.name;
  std::string text, waiting;    // waiting: the beginning of a character that goes on in the next block
  bool dropping = header > 0;   // the coding line's newline, or whatever line it is in this encoding
  const size_t begin = header > 0 ? header - 1 : 0;
  for (size_t at = begin;; at += kBlock) {
    const bool last = at >= bytes.size();
    waiting += last ? std::string_view() : bytes.substr(at, kBlock);
    Decoded decoded = charset_decode(charset, waiting, last);
    if (!decoded.error.empty()) {
      if (dropping) return refuse(coding.name, "encoding problem: " + coding.name);
      source.error = "(unicode error) " + decoded.error;
      break;
    }
    text += decoded.utf8;
    waiting.erase(0, decoded.used);
    if (dropping) dropping = !drop_line(&text);
    if (last) break;
  }
  source.text = translate_newlines(std::string(bytes.substr(0, header)) + text, source.error.empty());
  if (!source.error.empty()) source.error_line = static_cast<int32_t>(std::count(source.text.begin(), source.text.end(), '\n'));
  return source;
}

}  // namespace

std::string_view line_of_text(std::string_view text, int32_t lineno) {
  for (int32_t i = 1; i < lineno; ++i) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  const size_t end = text.find('\n');
  return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

std::string find_coding(std::string_view line) {
  if (line.size() < 6) return "";
  const size_t limit = line.size() - 6;
  size_t i = 0;
  for (; i < limit && line[i] != '#'; ++i)
    if (line[i] != ' ' && line[i] != '\t' && line[i] != '\f') return "";
  for (; i < limit; ++i) {
    if (line.compare(i, 6, "coding") != 0) continue;
    size_t p = i + 6;
    if (line[p] != ':' && line[p] != '=') continue;
    do ++p;
    while (p < line.size() && (line[p] == ' ' || line[p] == '\t'));
    const size_t begin = p;
    while (p < line.size() && is_coding_character(line[p])) ++p;
    if (begin < p) return normal_encoding_name(line.substr(begin, p - begin));
  }
  return "";
}

bool line_is_blank_or_comment(std::string_view line) {
  for (char c : line) {
    if (c == '#' || c == '\n' || c == '\r') return true;
    if (c != ' ' && c != '\t' && c != '\f') return false;
  }
  return true;
}

bool decode_bytes(std::string_view bytes, std::string_view encoding, std::string* utf8, std::string* error) {
  const Charset* charset = find_charset(encoding);
  *error = encoding_problem(charset, encoding);
  if (!error->empty()) return false;
  Decoded decoded = charset_decode(charset, bytes);
  *utf8 = std::move(decoded.utf8);
  *error = std::move(decoded.error);
  return error->empty();
}

SourceText decode_source(std::string_view bytes, bool add_newline) {
  const std::string text = translate_newlines(bytes, add_newline);
  const Coding coding = coding_of(text);
  if (!coding.error.empty()) return refuse(coding.name, coding.error);
  SourceText source;
  source.encoding = coding.name;
  std::string_view body = text;
  if (coding.mark) body.remove_prefix(3);
  std::string error;
  if (!coding.declared() || coding.name == "utf-8") source.text = body;
  else if (!decode_bytes(body, coding.name, &source.text, &error)) return refuse(coding.name, error);
  return source;
}

SourceText decode_file(std::string_view bytes, std::string_view filename) {
  // Line ends first: the quirk of translate_newlines at the end of a text is not one of files.
  const std::string text = translate_newlines(bytes, false);
  const Coding coding = coding_of(text);
  if (!coding.error.empty()) return refuse(coding.name, coding.error);
  if (coding.declared() && coding.name != "utf-8") return decode_blocks(bytes, coding, filename);
  SourceText source = decode_source(text, true);
  if (source.encoding.empty() && !utf8_is_valid(source.text)) source.error = non_utf8_message(source.text, filename);
  return source;
}

SourceText decode_text(std::string_view utf8, bool add_newline) {
  SourceText source;
  source.text = translate_newlines(utf8, add_newline);
  source.encoding = "utf-8";
  return source;
}

SourceText decode_text_file(std::string_view bytes) {
  const Coding coding = coding_of(translate_newlines(bytes.substr(0, end_of_lines(bytes, 2)), true));
  SourceText source;
  source.encoding = coding.name.empty() ? "utf-8" : coding.name;
  if (coding.mark) bytes.remove_prefix(3);
  if (!decode_bytes(bytes, source.encoding, &source.text, &source.error)) return source;
  source.text = translate_newlines(source.text, false);
  return source;
}

int32_t count_characters(std::string_view bytes) {
  int32_t count = 0;
  const char* p = bytes.data();
  const char* end = p + bytes.size();
  while (p < end) {
    const int length = static_cast<unsigned char>(*p) < 128 ? 1 : utf8_decode(p, end).length;
    p += length > 0 ? length : -length;
    ++count;
  }
  return count;
}

std::string replace_invalid_utf8(std::string_view bytes) {
  if (utf8_is_valid(bytes)) return std::string(bytes);
  std::string out;
  const char* p = bytes.data();
  const char* end = p + bytes.size();
  while (p < end) {
    const Utf8Step step = utf8_decode(p, end);
    if (step.length > 0) out.append(p, static_cast<size_t>(step.length));
    else out += "\xef\xbf\xbd";
    p += step.length > 0 ? step.length : -step.length;
  }
  return out;
}

std::string utf8_error(std::string_view bytes) {
  const char* p = bytes.data();
  const char* end = p + bytes.size();
  while (p < end) {
    const Utf8Step step = utf8_decode(p, end);
    if (step.length > 0) {
      p += step.length;
      continue;
    }
    const unsigned char byte = static_cast<unsigned char>(*p);
    const bool bad_start = byte < 0xc2 || byte > 0xf4;
    const char* reason = step.truncated ? "unexpected end of data" : bad_start ? "invalid start byte" : "invalid continuation byte";
    const long at = static_cast<long>(p - bytes.data());
    const int count = -step.length;
    char message[120];
    if (count == 1)
      std::snprintf(message, sizeof message, "'utf-8' codec can't decode byte 0x%02x in position %ld: %s", byte, at, reason);
    else
      std::snprintf(message, sizeof message, "'utf-8' codec can't decode bytes in position %ld-%ld: %s", at, at + count - 1, reason);
    return message;
  }
  return "";
}

}  // namespace innards
