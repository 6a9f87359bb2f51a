// The parser's scanner: text -> tokens, one at a time, with CPython's errors.
// It stands apart from tokenize.h, which gives what Python's tokenize module gives: that one is another program with
// other rules (comments, error tokens, no checks). Both share tokens.def.
// The scanner reads line by line as CPython's does, because the places that its errors name depend on that.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/syntax_error.h"

namespace innards {

enum class TokenType : uint8_t {
#define TOKEN(Name, NAME, text, sentence) k##Name,
#include "syntax/tokens.def"
};
inline constexpr int kTokenTypeCount = static_cast<int>(TokenType::kKwYield) + 1;

// "NAME", "LPAR", ...; the spelling ("(", "if") or ""; the sentence.
const char* token_type_name(TokenType type);
const char* token_type_text(TokenType type);
const char* token_type_sentence(TokenType type);
// The keyword type of a name, or kName.
TokenType keyword_type(std::string_view name);
// The longest operator at the start of `text`, or kOp.
TokenType operator_type(std::string_view text);

// A token. Lines count from 1, columns from 0 in bytes; -1 where CPython gives none (INDENT, DEDENT, the end).
struct Token {
  TokenType type = TokenType::kEndMarker;
  int16_t level = 0;   // how many brackets are open behind it
  int32_t start = 0;   // offsets into the text
  int32_t end = 0;
  int32_t lineno = 0;
  int32_t col_offset = -1;
  int32_t end_lineno = 0;
  int32_t end_col_offset = -1;
};

// How the scanner ended, as the parser must know it (CPython's E_... codes).
enum class ScanState : uint8_t {
  kOk, kEof, kError /* the error is set */, kDedent, kTabSpace, kTooDeep, kLineContinuation, kDecode,
};

class Tokenizer {
 public:
  // `text`: decoded source (base/source_text.h); it must outlive the tokenizer. Its first line has the number
  // `first_lineno` (more than 1 inside f-strings).
  explicit Tokenizer(std::string_view text, int32_t first_lineno = 1);

  // The next token. After an error: kErrorToken for ever.
  Token next();

  ScanState state() const { return state_; }
  // Set where state() is kError: message and place.
  const SyntaxErrorInfo& error() const { return error_; }
  std::string_view text() const { return {begin_, static_cast<size_t>(end_ - begin_)}; }
  std::string_view token_text(const Token& t) const { return {begin_ + t.start, static_cast<size_t>(t.end - t.start)}; }

  // What the errors of the parser need to know about where the scanner stands.
  int32_t lineno() const { return lineno_; }
  int32_t cursor() const { return static_cast<int32_t>(cur_ - begin_); }
  int32_t line_start() const { return static_cast<int32_t>(line_start_ - begin_); }
  int32_t line_end() const { return static_cast<int32_t>(inp_ - begin_); }        // end of what has been read
  int32_t buffer_start() const { return static_cast<int32_t>(buf_ - begin_); }    // first line of the token being read
  int level() const { return level_; }
  struct OpenBracket { char character; int32_t lineno; int32_t col_offset; };
  const OpenBracket& open_bracket(int depth) const { return brackets_[depth]; }

  // The end of one prompt's input ends its blocks.
  void close_blocks();
  bool in_block() const { return indent_ != 0; }

  std::vector<SyntaxWarningInfo>& warnings() { return warnings_; }

  static constexpr int kMaxLevel = 200;   // brackets
  static constexpr int kMaxIndent = 100;  // blocks

 private:
  static constexpr int kEnd = -1;
  int read();                 // next character, or kEnd
  bool read_line();
  void unread(int c);
  TokenType scan();           // sets token_start_, token_end_
  bool read_indentation(bool* blank_line);
  bool set_indentation(int column, int alternative);
  int continuation_line();
  TokenType next_pending();   // an indent or a dedent
  // Skips blanks, comments and backslashes at line ends: *c is what stands behind them, or kEnd. False after an error.
  bool skip_blanks(int* c);
  TokenType scan_token(int c);  // what begins with c and is no line's end
  TokenType scan_dot();
  TokenType scan_word(int c);   // a name, or a string with a prefix
  TokenType scan_number(int c);
  TokenType scan_radix(int c, int base, const char* kind);
  TokenType scan_zero();
  TokenType scan_fraction(int c);
  TokenType scan_exponent(int c);
  TokenType scan_imaginary();
  TokenType finish_number(int c);
  TokenType scan_string(int quote);
  TokenType scan_operator(int c);
  bool open_or_close(int c);
  int decimal_tail();
  bool number_ends(int c, const char* kind);
  bool keyword_follows(int c);
  bool lookahead(const char* rest);  // the rest of a word stands here
  bool check_identifier();
  TokenType fail(const char* format, ...) __attribute__((format(printf, 2, 3)));
  TokenType fail_range(int32_t column, int32_t end_column, const std::string& message);
  TokenType fail_state(ScanState state);
  SyntaxErrorInfo raised_warning(int c, const std::string& message);
  TokenType token(TokenType type);

  const char* begin_;
  const char* end_;
  const char* cur_;
  const char* inp_;
  const char* buf_;
  const char* start_ = nullptr;       // of the token being read
  const char* line_start_;
  const char* multi_line_start_ = nullptr;
  const char* token_start_ = nullptr;
  const char* token_end_ = nullptr;
  int32_t lineno_;
  int32_t first_lineno_ = 0;
  int level_ = 0;
  int indent_ = 0;
  int pending_ = 0;                   // indents (> 0) or dedents (< 0) to hand out
  bool at_line_start_ = true;
  ScanState state_ = ScanState::kOk;
  OpenBracket brackets_[kMaxLevel];
  int indents_[kMaxIndent] = {0};
  int alternative_indents_[kMaxIndent] = {0};
  SyntaxErrorInfo error_;
  std::vector<SyntaxWarningInfo> warnings_;
};

}  // namespace innards
