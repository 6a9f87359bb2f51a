#include "base/syntax_error.h"

#include <algorithm>
#include <string_view>

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
    case SyntaxErrorType::kTypeError: return "TypeError";
  }
  return "";
}

std::string marked_source_line(std::string_view text, int64_t offset, int64_t end) {
  end = std::min(end, static_cast<int64_t>(text.size()) + 1);
  const int64_t carets = end > 0 && end > offset ? end - offset : 1;
  --offset;
  while (!text.empty() && (text[0] == ' ' || text[0] == '\t' || text[0] == '\f')) {
    text.remove_prefix(1);
    --offset;
  }
  const int64_t last = static_cast<int64_t>(text.size()) - (!text.empty() && text.back() == '\n');
  if (offset > last) offset = last;
  for (size_t newline; (newline = text.find('\n')) != text.npos && static_cast<int64_t>(newline) < offset;) {
    offset -= static_cast<int64_t>(newline) + 1;
    text.remove_prefix(newline + 1);
  }
  std::string out = "    ";
  out += text;
  if (text.empty() || text.back() != '\n') out += '\n';
  if (offset < 0) return out;
  return out + "    " + std::string(static_cast<size_t>(offset), ' ') + std::string(static_cast<size_t>(carets), '^') + "\n";
}

namespace {

std::string source_line_of(const SyntaxErrorInfo& error) {
  const int64_t offset = error.offset == SyntaxErrorInfo::kAbsent ? -1 : error.offset;
  // Only a plain SyntaxError has its whole range marked.
  int64_t end = error.type == SyntaxErrorType::kSyntaxError && error.end_offset != SyntaxErrorInfo::kAbsent ? error.end_offset : -1;
  if (end >= 0 && error.lineno < error.end_lineno) end = static_cast<int64_t>(error.text.size());
  return marked_source_line(error.text, offset, end);
}

}  // namespace

std::string syntax_error_text(const SyntaxErrorInfo& error) {
  std::string out;
  if (error.lineno != SyntaxErrorInfo::kAbsent) {
    out += "  File \"" + error.filename + "\", line " + std::to_string(error.lineno) + "\n";
    if (error.has_text) out += source_line_of(error);
  }
  out += syntax_error_type_name(error.type);
  if (!error.msg.empty()) out += ": " + error.msg;
  return out + "\n";
}

}  // namespace innards
