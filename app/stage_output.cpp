#include "stage_output.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "base/utf8.h"

namespace innards::app {

namespace {

// As json.dumps writes a string.
constexpr char kEscapes[] = "\n\t\r\f\b";
constexpr char kEscapeLetters[] = "ntrfb";

void append_unicode_escape(std::string* out, unsigned unit) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "\\u%04x", unit);
  *out += buffer;
}

std::string json_number(int32_t value) { return value == SyntaxErrorInfo::kAbsent ? "null" : std::to_string(value); }

void print_document(const std::string& file, const char* stage, const std::string& value) {
  std::printf("{\"file\": %s, \"%s\": %s}\n", json_string(file).c_str(), stage, value.c_str());
  std::fflush(stdout);
}

int run_file(const std::string& file, const char* stage, StageJson json) {
  std::string bytes;
  if (!read_program(file, bytes)) return 2;
  std::string value;
  const bool good = json(file, bytes, &value);
  print_document(file, stage, value);
  return good ? 0 : 1;
}

// One document for each name, also for a file that cannot be read. That a program is refused is an answer, no failure.
int run_list(const std::string& names, const char* stage, StageJson json) {
  SyntaxErrorInfo unreadable;
  unreadable.msg = "the file cannot be read";
  int status = 0;
  for (size_t begin = 0; begin < names.size();) {
    const size_t end = std::min(names.find('\n', begin), names.size());
    const std::string file = names.substr(begin, end - begin);
    begin = end + 1;
    if (file.empty() || run_file(file, stage, json) != 2) continue;
    print_document(file, stage, json_error("OSError", unreadable));
    status = 2;
  }
  return status;
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string out = "\"";
  out.reserve(text.size() + text.size() / 8 + 2);
  const char* p = text.data();
  const char* const end = p + text.size();
  while (p < end) {
    const unsigned char byte = static_cast<unsigned char>(*p);
    if (byte >= 128) {
      const Utf8Step step = utf8_decode(p, end, true);
      const uint32_t cp = step.length > 0 ? step.cp : 0xFFFD;
      p += step.length > 0 ? step.length : -step.length;
      if (cp >= 0x10000) {
        append_unicode_escape(&out, 0xD800 + ((cp - 0x10000) >> 10));
        append_unicode_escape(&out, 0xDC00 + ((cp - 0x10000) & 0x3FF));
      } else {
        append_unicode_escape(&out, cp);
      }
      continue;
    }
    ++p;
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += static_cast<char>(byte);
    } else if (const char* letter = std::strchr(kEscapes, byte); byte && letter) {
      out += '\\';
      out += kEscapeLetters[letter - kEscapes];
    } else if (byte < 32) {
      append_unicode_escape(&out, byte);
    } else {
      out += static_cast<char>(byte);
    }
  }
  return out + '"';
}

std::string json_error(const SyntaxErrorInfo& error) { return json_error(syntax_error_type_name(error.type), error); }

std::string json_error(const char* type, const SyntaxErrorInfo& error) {
  return std::string("{\"error\": {\"type\": \"") + type + "\", \"msg\": " + json_string(error.msg) +
         ", \"lineno\": " + json_number(error.lineno) + ", \"offset\": " + json_number(error.offset) +
         ", \"end_lineno\": " + json_number(error.end_lineno) + ", \"end_offset\": " + json_number(error.end_offset) + "}}";
}

void print_error(const SyntaxErrorInfo& error) { std::fputs(syntax_error_text(error).c_str(), stderr); }

int run_stage(const StageArgs& args, const char* stage, StageJson json, StageText text) {
  if (args.list.empty()) {
    if (!is_program_text(stage, args.file)) return 2;
    if (args.json) return run_file(args.file, stage, json);
    std::string bytes;
    if (!read_program(args.file, bytes)) return 2;
    return text(args.file, bytes) ? 0 : 1;
  }
  std::string names;
  return read_program(args.list, names) ? run_list(names, stage, json) : 2;
}

}  // namespace innards::app
