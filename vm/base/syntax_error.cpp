#include "base/syntax_error.h"

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

}  // namespace innards
