// What went wrong in the front end: the exception that compile() would raise, as plain data.
// It stands apart so that the tokenizer, the parser, the scopes and the compiler all tell their errors in one form, and
// the machine makes an exception object of it in one place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace innards {

enum class SyntaxErrorType : uint8_t {
  kNone,
  kSyntaxError,
  kIndentationError,
  kTabError,
  kValueError,      // null bytes in the source
  kMemoryError,     // the parser's nesting limit (CPython ends in MemoryError there)
  kRecursionError,  // the compiler's nesting limit
  kOverflowError,
  kSystemError,
  kTypeError,       // a tree that a program made (syntax/validate.h)
};

// "SyntaxError", "IndentationError", ...
const char* syntax_error_type_name(SyntaxErrorType type);

struct SyntaxErrorInfo {
  SyntaxErrorType type = SyntaxErrorType::kNone;
  std::string msg;
  std::string filename;
  // As the exception's attributes: lines from 1, offsets from 1 in characters. kAbsent is None.
  static constexpr int32_t kAbsent = INT32_MIN;
  int32_t lineno = kAbsent;
  int32_t offset = kAbsent;
  int32_t end_lineno = kAbsent;
  int32_t end_offset = kAbsent;
  // The source line with its newline, as the exception's `text`; has_text tells "" from None.
  bool has_text = false;
  std::string text;

  explicit operator bool() const { return type != SyntaxErrorType::kNone; }
};

// The line of a SyntaxError without its indentation, and under it carets from `offset` to `end` (both from 1 in characters;
// an end of -1 marks one, an offset of -1 none). Of a text of several lines it is the one that holds the offset. The ends of the
// text are found in bytes, as CPython does (Python/pythonrun.c: print_error_text).
std::string marked_source_line(std::string_view text, int64_t offset, int64_t end);

// The error as the interpreter prints it: File line, source line, caret, message; with a final newline.
std::string syntax_error_text(const SyntaxErrorInfo& error);

// A warning that the front end gives (invalid escapes, "is" with a literal). The machine shows it or drops it as the
// warning filters tell.
struct SyntaxWarningInfo {
  bool deprecation = false;  // DeprecationWarning, else SyntaxWarning
  std::string msg;
  int32_t lineno = 0;
  SyntaxErrorInfo raised;    // what it is where a filter raises it
};

}  // namespace innards
