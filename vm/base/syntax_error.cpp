#include "base/syntax_error.h"

#include "base/source_text.h"

namespace innards {

const char* syntax_error_type_name(SyntaxErrorType type) {
  switch (type) {
    case SyntaxErrorType::kNone: return "";
    case SyntaxErrorType::kSyntaxError: return "SyntaxError";
    case SyntaxErrorType::kIndentationError: return "IndentationError";
    case SyntaxErrorType::kTabError: return "TabError";
    case SyntaxErrorType::kValueError: return "ValueError";
    case SyntaxErrorType::kMemoryError: return "MemoryError";
    case SyntaxErrorType::kRecursionError: return "RecursionError";
    case SyntaxErrorType::kOverflowError: return "OverflowError";
    case SyntaxErrorType::kSystemError: return "SystemError";
  }
  return "";
}

namespace {

// The source line without its indentation and line end, with the carets below (CPython: print_error_text).
void append_source_line(const SyntaxErrorInfo& error, std::string* out) {
  const std::string& text = error.text;
  size_t begin = 0;
  while (begin < text.size() && (text[begin] == ' ' || text[begin] == '\t' || text[begin] == '\f')) ++begin;
  size_t end = text.size();
  while (end > begin && text[end - 1] == '\n') --end;
  *out += "    " + text.substr(begin, end - begin) + "\n";
  if (error.offset == SyntaxErrorInfo::kAbsent || error.offset < 1) return;
  const int64_t first = error.offset - 1 - static_cast<int64_t>(begin);
  int64_t last = error.end_lineno == error.lineno && error.end_offset > error.offset ? error.end_offset - 1 - static_cast<int64_t>(begin) : first + 1;
  if (first < 0) return;
  const int64_t length = static_cast<int64_t>(count_characters({text.data() + begin, end - begin}));
  if (error.end_lineno != error.lineno && error.end_lineno != SyntaxErrorInfo::kAbsent) last = length;
  if (last <= first) last = first + 1;
  *out += "    " + std::string(static_cast<size_t>(first), ' ') + std::string(static_cast<size_t>(last - first), '^') + "\n";
}

}  // namespace

std::string syntax_error_text(const SyntaxErrorInfo& error) {
  std::string out;
  if (error.lineno != SyntaxErrorInfo::kAbsent) {
    out += "  File \"" + error.filename + "\", line " + std::to_string(error.lineno) + "\n";
    if (error.has_text && !error.text.empty()) append_source_line(error, &out);
  }
  out += syntax_error_type_name(error.type);
  if (!error.msg.empty()) out += ": " + error.msg;
  return out + "\n";
}

}  // namespace innards
