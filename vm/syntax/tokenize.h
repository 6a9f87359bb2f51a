// What Python's tokenize module makes of a source: every token with comments, line ends that end nothing, the encoding, and
// error tokens for what fits nothing.
// It stands apart from tokenizer.h, the parser's scanner: in 3.11 the module is a program of its own, written in Python
// with regular expressions; it accepts more, checks less, and splits odd texts differently.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/tokenizer.h"

namespace innards {

// Rows count from 1 (the encoding has 0), columns from 0 in characters.
struct TokenRow {
  TokenType type = TokenType::kEndMarker;  // the exact type: an operator's own; names and keywords are kName
  std::string text;                        // UTF-8
  int32_t start_row = 0, start_col = 0, end_row = 0, end_col = 0;
};

struct TokenizeResult {
  std::vector<TokenRow> tokens;
  // The exception where the module raises one: its type's name (TokenError, SyntaxError ...), or empty.
  std::string error_type;
  std::string error_msg;
  int32_t error_row = -1, error_col = -1;  // -1 where the exception tells none
};

// tokenize.tokenize() over a source's bytes.
TokenizeResult tokenize_source(std::string_view bytes);

}  // namespace innards
