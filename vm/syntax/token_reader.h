// The tokens that a parser looks at: read from the scanner when they are first needed, kept for going back.
// It stands apart because both parsers (tree_parser.h, error_finder.h) must see the very same tokens, also inside
// f-strings, whose first line stands somewhere in the middle of a source line.
#pragma once

#include <deque>

#include "syntax/tokenizer.h"

namespace innards {

// Where an embedded text stands in the source; a whole source has the defaults.
struct EmbeddedPlace {
  int32_t lineno = 0;      // 0: not embedded
  int32_t col_offset = 0;  // columns before the text in its first line
};

class TokenReader {
 public:
  TokenReader(std::string_view text, EmbeddedPlace place, bool single_statement, bool keep_blocks_open)
      : tokenizer_(text, place.lineno ? place.lineno : 1), place_(place), single_(single_statement), keep_blocks_open_(keep_blocks_open) {}

  // The token at `index`, reading as far as needed. Behind an error token or the end the last one repeats.
  const Token& at(size_t index) {
    while (index >= tokens_.size()) {
      if (!tokens_.empty() && ended_) return tokens_.back();
      read_one();
    }
    return tokens_[index];
  }

  size_t read_count() const { return tokens_.size(); }
  const Token& last_read() const { return tokens_.back(); }
  Tokenizer& tokenizer() { return tokenizer_; }
  const Tokenizer& tokenizer() const { return tokenizer_; }
  const EmbeddedPlace& place() const { return place_; }
  // CPython gives the interactive parser a NEWLINE for the end of input; at a retry it does not.
  void forget_start() { started_ = false; }

 private:
  void read_one() {
    Token t = tokenizer_.next();
    if (single_ && t.type == TokenType::kEndMarker && started_) {
      t.type = TokenType::kNewline;
      started_ = false;
      if (tokenizer_.in_block() && !keep_blocks_open_) tokenizer_.close_blocks();
    } else {
      started_ = true;
    }
    if (place_.lineno && tokenizer_.lineno() == place_.lineno) {
      t.col_offset += place_.col_offset;
      t.end_col_offset += place_.col_offset;
    }
    ended_ = t.type == TokenType::kErrorToken || t.type == TokenType::kEndMarker;
    tokens_.push_back(t);
  }

  Tokenizer tokenizer_;
  std::deque<Token> tokens_;   // a token keeps its place when more are read: the parsers hold on to some
  EmbeddedPlace place_;
  bool single_;
  bool keep_blocks_open_;
  bool started_ = false;
  bool ended_ = false;
};

}  // namespace innards
