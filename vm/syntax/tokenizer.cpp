#include "syntax/tokenizer.h"

#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "base/source_text.h"
#include "base/unicode_data.h"
#include "base/utf8.h"

namespace innards {

namespace {

struct TokenRow {
  const char* name;
  const char* text;
  const char* sentence;
};
const TokenRow kTokenRows[] = {
#define TOKEN(Name, NAME, text, sentence) {NAME, text, sentence},
#include "syntax/tokens.def"
};

bool is_digit(int c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(int c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_word_start(int c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128; }
bool is_word(int c) { return is_word_start(c) || is_digit(c); }

TokenType one_character(int c) {
  switch (c) {
    case '(': return TokenType::kLpar;
    case ')': return TokenType::kRpar;
    case '[': return TokenType::kLsqb;
    case ']': return TokenType::kRsqb;
    case '{': return TokenType::kLbrace;
    case '}': return TokenType::kRbrace;
    case ':': return TokenType::kColon;
    case ',': return TokenType::kComma;
    case ';': return TokenType::kSemi;
    case '+': return TokenType::kPlus;
    case '-': return TokenType::kMinus;
    case '*': return TokenType::kStar;
    case '/': return TokenType::kSlash;
    case '|': return TokenType::kVbar;
    case '&': return TokenType::kAmper;
    case '<': return TokenType::kLess;
    case '>': return TokenType::kGreater;
    case '=': return TokenType::kEqual;
    case '.': return TokenType::kDot;
    case '%': return TokenType::kPercent;
    case '~': return TokenType::kTilde;
    case '^': return TokenType::kCircumflex;
    case '@': return TokenType::kAt;
    default: return TokenType::kOp;
  }
}

TokenType with_equal_sign(int c) {
  switch (c) {
    case '=': return TokenType::kEqEqual;
    case '!': return TokenType::kNotEqual;
    case '<': return TokenType::kLessEqual;
    case '>': return TokenType::kGreaterEqual;
    case '+': return TokenType::kPlusEqual;
    case '-': return TokenType::kMinEqual;
    case '*': return TokenType::kStarEqual;
    case '/': return TokenType::kSlashEqual;
    case '%': return TokenType::kPercentEqual;
    case '&': return TokenType::kAmperEqual;
    case '|': return TokenType::kVbarEqual;
    case '^': return TokenType::kCircumflexEqual;
    case '@': return TokenType::kAtEqual;
    case ':': return TokenType::kColonEqual;
    default: return TokenType::kOp;
  }
}

TokenType two_characters(int c, int d) {
  if (d == '=') return with_equal_sign(c);
  if (c == '*' && d == '*') return TokenType::kDoubleStar;
  if (c == '/' && d == '/') return TokenType::kDoubleSlash;
  if (c == '<' && d == '<') return TokenType::kLeftShift;
  if (c == '<' && d == '>') return TokenType::kNotEqual;
  if (c == '>' && d == '>') return TokenType::kRightShift;
  if (c == '-' && d == '>') return TokenType::kRArrow;
  return TokenType::kOp;
}

TokenType three_characters(TokenType two, int e) {
  if (e != '=') return TokenType::kOp;
  switch (two) {
    case TokenType::kDoubleStar: return TokenType::kDoubleStarEqual;
    case TokenType::kDoubleSlash: return TokenType::kDoubleSlashEqual;
    case TokenType::kLeftShift: return TokenType::kLeftShiftEqual;
    case TokenType::kRightShift: return TokenType::kRightShiftEqual;
    default: return TokenType::kOp;
  }
}

bool brackets_match(char open, int close) {
  return (open == '(' && close == ')') || (open == '[' && close == ']') || (open == '{' && close == '}');
}

}  // namespace

const char* token_type_name(TokenType type) { return kTokenRows[static_cast<int>(type)].name; }
const char* token_type_text(TokenType type) { return kTokenRows[static_cast<int>(type)].text; }
const char* token_type_sentence(TokenType type) { return kTokenRows[static_cast<int>(type)].sentence; }

TokenType keyword_type(std::string_view name) {
  if (name.size() < 2 || name.size() > 8) return TokenType::kName;
  constexpr int kFirst = static_cast<int>(TokenType::kKwFalse);
  // Where the keywords with a given first letter begin in tokens.def; they stand there in alphabetical order.
  struct Span { uint8_t first, count; };
  static const Span* const spans = [] {
    static Span table[128] = {};
    for (int i = kFirst; i < kTokenTypeCount; ++i) {
      Span& span = table[static_cast<unsigned char>(kTokenRows[i].text[0])];
      if (span.count++ == 0) span.first = static_cast<uint8_t>(i);
    }
    return table;
  }();
  const unsigned char letter = static_cast<unsigned char>(name[0]);
  if (letter >= 128) return TokenType::kName;
  for (int i = spans[letter].first, n = spans[letter].count; n > 0; --n, ++i)
    if (name == kTokenRows[i].text) return static_cast<TokenType>(i);
  return TokenType::kName;
}

TokenType operator_type(std::string_view text) {
  if (text == "...") return TokenType::kEllipsis;
  if (text.size() == 1) return one_character(text[0]);
  if (text.size() == 2) return two_characters(text[0], text[1]);
  if (text.size() == 3) return three_characters(two_characters(text[0], text[1]), text[2]);
  return TokenType::kOp;
}

Tokenizer::Tokenizer(std::string_view text, int32_t first_lineno)
    : begin_(text.data()),
      end_(text.data() + text.size()),
      cur_(begin_),
      inp_(begin_),
      buf_(begin_),
      line_start_(begin_),
      lineno_(first_lineno - 1) {}

// ---- characters ----

bool Tokenizer::read_line() {
  if (inp_ == end_) {
    state_ = ScanState::kEof;
    return false;
  }
  if (!start_) buf_ = cur_;
  const void* newline = std::memchr(inp_, '\n', static_cast<size_t>(end_ - inp_));
  inp_ = newline ? static_cast<const char*>(newline) + 1 : end_;
  ++lineno_;
  line_start_ = cur_;
  return true;
}

int Tokenizer::read() {
  if (cur_ != inp_) return static_cast<unsigned char>(*cur_++);
  if (state_ != ScanState::kOk || !read_line()) return kEnd;
  return static_cast<unsigned char>(*cur_++);
}

void Tokenizer::unread(int c) {
  if (c != kEnd) --cur_;
}

bool Tokenizer::lookahead(const char* rest) {
  const char* p = cur_;
  for (; *rest; ++rest, ++p)
    if (p == inp_ || *p != *rest) return false;
  return p == inp_ || !is_word(static_cast<unsigned char>(*p));
}

// ---- errors ----

TokenType Tokenizer::fail(const char* format, ...) {
  char buffer[200];
  va_list args;
  va_start(args, format);
  std::vsnprintf(buffer, sizeof buffer, format, args);
  va_end(args);
  return fail_range(-1, -1, buffer);
}

TokenType Tokenizer::fail_range(int32_t column, int32_t end_column, const std::string& message) {
  if (column == -1) column = count_characters({line_start_, static_cast<size_t>(cur_ - line_start_)});
  if (end_column == -1) end_column = column;
  const void* newline = std::memchr(line_start_, '\n', static_cast<size_t>(end_ - line_start_));
  const char* line_end = newline ? static_cast<const char*>(newline) : end_;
  // CPython keeps the newline only where the tokenizer has read that far in one go; tracebacks strip it anyway.
  error_.type = SyntaxErrorType::kSyntaxError;
  error_.msg = message;
  error_.lineno = error_.end_lineno = lineno_;
  error_.offset = column;
  error_.end_offset = end_column;
  error_.has_text = true;
  error_.text = replace_invalid_utf8({line_start_, static_cast<size_t>(line_end - line_start_)});
  return fail_state(ScanState::kError);
}

TokenType Tokenizer::fail_state(ScanState state) {
  state_ = state;
  return TokenType::kErrorToken;
}

// ---- indentation ----

int Tokenizer::continuation_line() {
  int c = read();
  if (c != '\n') {
    state_ = ScanState::kLineContinuation;
    return kEnd;
  }
  c = read();
  if (c == kEnd) {
    state_ = ScanState::kEof;
    cur_ = inp_;
    return kEnd;
  }
  unread(c);
  return c;
}

// Tabs count twice: to the next multiple of 8 and as one column. The two counts must agree on what is deeper.
bool Tokenizer::read_indentation(bool* blank_line) {
  int column = 0, alternative = 0, continued = 0;
  int c;
  for (;;) {
    c = read();
    if (c == ' ') {
      ++column;
      ++alternative;
    } else if (c == '\t') {
      column = (column / 8 + 1) * 8;
      ++alternative;
    } else if (c == '\f') {
      column = alternative = 0;
    } else if (c == '\\') {
      if (!continued) continued = column;
      if (continuation_line() == kEnd) return false;
    } else {
      break;
    }
  }
  unread(c);
  *blank_line = c == '#' || c == '\n';
  if (*blank_line || level_ > 0) return true;
  return set_indentation(continued ? continued : column, continued ? continued : alternative);
}

bool Tokenizer::set_indentation(int column, int alternative) {
  auto give_up = [this](ScanState state) {
    state_ = state;
    cur_ = inp_;
    return false;
  };
  if (column > indents_[indent_]) {
    if (indent_ + 1 >= kMaxIndent) return give_up(ScanState::kTooDeep);
    if (alternative <= alternative_indents_[indent_]) return give_up(ScanState::kTabSpace);
    ++pending_;
    indents_[++indent_] = column;
    alternative_indents_[indent_] = alternative;
    return true;
  }
  while (indent_ > 0 && column < indents_[indent_]) {
    --pending_;
    --indent_;
  }
  if (column != indents_[indent_]) return give_up(ScanState::kDedent);
  if (alternative != alternative_indents_[indent_]) return give_up(ScanState::kTabSpace);
  return true;
}

void Tokenizer::close_blocks() {
  pending_ = -indent_;
  indent_ = 0;
}

// ---- tokens ----

TokenType Tokenizer::token(TokenType type) {
  token_start_ = start_;
  token_end_ = cur_;
  return type;
}

Token Tokenizer::next() {
  Token t;
  token_start_ = token_end_ = nullptr;
  t.type = scan();
  const bool is_string = t.type == TokenType::kString;
  const char* line_start = is_string ? multi_line_start_ : line_start_;
  t.lineno = is_string ? first_lineno_ : lineno_;
  t.end_lineno = lineno_;
  t.level = static_cast<int16_t>(level_);
  if (token_start_) {
    t.start = static_cast<int32_t>(token_start_ - begin_);
    t.end = static_cast<int32_t>(token_end_ - begin_);
    if (token_start_ >= line_start) t.col_offset = static_cast<int32_t>(token_start_ - line_start);
    if (token_end_ >= line_start_) t.end_col_offset = static_cast<int32_t>(token_end_ - line_start_);
  } else {
    t.start = t.end = cursor();
  }
  return t;
}

TokenType Tokenizer::scan() {
  if (state_ == ScanState::kError) return TokenType::kErrorToken;
  for (;;) {
    bool blank_line = false;
    start_ = nullptr;
    if (at_line_start_) {
      at_line_start_ = false;
      if (!read_indentation(&blank_line)) return TokenType::kErrorToken;
    }
    start_ = cur_;
    if (pending_ != 0) return next_pending();
    // CPython looks at one character here, before it forgets the token's start: a line read by that look does not
    // count as the first of a new token's buffer.
    unread(read());
    int c;
    if (!skip_blanks(&c)) return TokenType::kErrorToken;
    if (c != '\n') return scan_token(c);
    at_line_start_ = true;
    if (blank_line || level_ > 0) continue;
    token_start_ = start_;
    token_end_ = cur_ - 1;
    return TokenType::kNewline;
  }
}

TokenType Tokenizer::next_pending() {
  const bool in = pending_ > 0;
  pending_ += in ? -1 : 1;
  return in ? TokenType::kIndent : TokenType::kDedent;
}

bool Tokenizer::skip_blanks(int* c) {
  for (;;) {
    start_ = nullptr;
    do *c = read();
    while (*c == ' ' || *c == '\t' || *c == '\f');
    start_ = *c == kEnd ? cur_ : cur_ - 1;
    // The token that follows a comment is the line's end: it starts where the comment does.
    if (*c == '#') {
      while (*c != kEnd && *c != '\n') *c = read();
    }
    if (*c != '\\') return true;
    if (continuation_line() == kEnd) return false;
  }
}

TokenType Tokenizer::scan_token(int c) {
  if (c == kEnd) return level_ == 0 && state_ == ScanState::kEof ? TokenType::kEndMarker : TokenType::kErrorToken;
  if (is_word_start(c)) return scan_word(c);
  if (c == '.') return scan_dot();
  if (is_digit(c)) return scan_number(c);
  if (c == '\'' || c == '"') return scan_string(c);
  return scan_operator(c);
}

TokenType Tokenizer::scan_dot() {
  int c = read();
  if (is_digit(c)) return scan_fraction(c);
  if (c == '.') {
    c = read();
    if (c == '.') return token(TokenType::kEllipsis);
    unread(c);
    unread('.');
  } else {
    unread(c);
  }
  return token(TokenType::kDot);
}

TokenType Tokenizer::scan_word(int c) {
  bool b = false, r = false, u = false, f = false;
  for (;;) {
    if (!(b || u || f) && (c == 'b' || c == 'B')) b = true;
    else if (!(b || u || r || f) && (c == 'u' || c == 'U')) u = true;
    else if (!(r || u) && (c == 'r' || c == 'R')) r = true;
    else if (!(f || b || u) && (c == 'f' || c == 'F')) f = true;
    else break;
    c = read();
    if (c == '"' || c == '\'') return scan_string(c);
  }
  bool non_ascii = false;
  while (is_word(c)) {
    non_ascii |= c >= 128;
    c = read();
  }
  unread(c);
  if (non_ascii && !check_identifier()) return TokenType::kErrorToken;
  token(TokenType::kName);
  return keyword_type({start_, static_cast<size_t>(cur_ - start_)});
}

// Names beyond ASCII: XID_Start XID_Continue*. The error points at the first character that does not belong.
bool Tokenizer::check_identifier() {
  const char* p = start_;
  bool first = true;
  while (p != cur_) {
    const Utf8Step step = utf8_decode(p, cur_);
    if (step.length <= 0) {
      const std::string reason = utf8_error({start_, static_cast<size_t>(cur_ - start_)});
      error_.msg = "(unicode error) " + reason;
      state_ = ScanState::kDecode;
      return false;
    }
    const bool good = step.cp == '_' || (first ? unicode_is_xid_start(step.cp) : unicode_is_xid_continue(step.cp));
    p += step.length;
    first = false;
    if (good) continue;
    cur_ = p;
    if (unicode_is_printable(step.cp)) {
      char character[8] = {0};
      utf8_encode(step.cp, character);
      fail("invalid character '%s' (U+%04X)", character, static_cast<unsigned>(step.cp));
    } else {
      fail("invalid non-printable character U+%04X", static_cast<unsigned>(step.cp));
    }
    return false;
  }
  return true;
}

// ---- numbers ----

// Digits with single underscores between them; the character behind them, or 0 after an error.
int Tokenizer::decimal_tail() {
  for (;;) {
    int c;
    do c = read();
    while (is_digit(c));
    if (c != '_') return c;
    c = read();
    if (!is_digit(c)) {
      unread(c);
      fail("invalid decimal literal");
      return 0;
    }
  }
}

bool Tokenizer::keyword_follows(int c) {
  switch (c) {
    case 'a': return lookahead("nd");
    case 'e': return lookahead("lse");
    case 'f': return lookahead("or");
    case 'i': return cur_ != inp_ && (*cur_ == 'f' || *cur_ == 'n' || *cur_ == 's');
    case 'o': return lookahead("r");
    case 'n': return lookahead("ot");
    default: return false;
  }
}

// The error that a warning in front of the character c is where it is raised.
SyntaxErrorInfo Tokenizer::raised_warning(int c, const std::string& message) {
  const ScanState before = state_;
  unread(c);
  fail_range(-1, -1, message);
  read();
  state_ = before;
  SyntaxErrorInfo error;
  std::swap(error, error_);
  return error;
}

// A number may be followed directly by a keyword (1if x else y), with a warning, but by nothing else of a name.
bool Tokenizer::number_ends(int c, const char* kind) {
  if (keyword_follows(c)) {
    SyntaxWarningInfo warning;
    warning.msg = std::string("invalid ") + kind + " literal";
    warning.lineno = lineno_;
    warning.raised = raised_warning(c, warning.msg);
    warnings_.push_back(std::move(warning));
    return true;
  }
  if (c == kEnd || !is_word(c)) return true;
  unread(c);
  fail("invalid %s literal", kind);
  return false;
}

TokenType Tokenizer::finish_number(int c) {
  unread(c);
  return token(TokenType::kNumber);
}

TokenType Tokenizer::scan_radix(int c, int base, const char* kind) {
  auto belongs = [base](int d) { return base == 16 ? is_hex_digit(d) : (d >= '0' && d < '0' + base); };
  do {
    if (c == '_') c = read();
    if (!belongs(c)) {
      if (base != 16 && is_digit(c)) return fail("invalid digit '%c' in %s literal", c, kind);
      unread(c);
      return fail("invalid %s literal", kind);
    }
    do c = read();
    while (belongs(c));
  } while (c == '_');
  if (base != 16 && is_digit(c)) return fail("invalid digit '%c' in %s literal", c, kind);
  return number_ends(c, kind) ? finish_number(c) : TokenType::kErrorToken;
}

TokenType Tokenizer::scan_zero() {
  int c = read();
  if (c == 'x' || c == 'X') return scan_radix(read(), 16, "hexadecimal");
  if (c == 'o' || c == 'O') return scan_radix(read(), 8, "octal");
  if (c == 'b' || c == 'B') return scan_radix(read(), 2, "binary");
  for (;;) {
    if (c == '_') {
      c = read();
      if (!is_digit(c)) {
        unread(c);
        return fail("invalid decimal literal");
      }
    }
    if (c != '0') break;
    c = read();
  }
  const char* zeros_end = cur_;
  bool nonzero = false;
  if (is_digit(c)) {
    nonzero = true;
    c = decimal_tail();
    if (c == 0) return TokenType::kErrorToken;
  }
  if (c == '.') return scan_fraction(read());
  if (c == 'e' || c == 'E') return scan_exponent(c);
  if (c == 'j' || c == 'J') return scan_imaginary();
  if (nonzero) {
    unread(c);
    return fail_range(static_cast<int32_t>(start_ + 1 - line_start_), static_cast<int32_t>(zeros_end - line_start_),
                      "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
  }
  return number_ends(c, "decimal") ? finish_number(c) : TokenType::kErrorToken;
}

TokenType Tokenizer::scan_number(int c) {
  if (c == '0') return scan_zero();
  c = decimal_tail();
  if (c == 0) return TokenType::kErrorToken;
  return c == '.' ? scan_fraction(read()) : scan_exponent(c);
}

// `c` is the character behind the point.
TokenType Tokenizer::scan_fraction(int c) {
  if (is_digit(c)) {
    c = decimal_tail();
    if (c == 0) return TokenType::kErrorToken;
  }
  return scan_exponent(c);
}

// `c` is the character behind the digits so far: an exponent, a j, or what follows the number.
TokenType Tokenizer::scan_exponent(int c) {
  if (c == 'e' || c == 'E') {
    const int e = c;
    c = read();
    if (c == '+' || c == '-') {
      c = read();
      if (!is_digit(c)) {
        unread(c);
        return fail("invalid decimal literal");
      }
    } else if (!is_digit(c)) {
      unread(c);
      if (!number_ends(e, "decimal")) return TokenType::kErrorToken;
      return finish_number(e);
    }
    c = decimal_tail();
    if (c == 0) return TokenType::kErrorToken;
  }
  if (c == 'j' || c == 'J') return scan_imaginary();
  return number_ends(c, "decimal") ? finish_number(c) : TokenType::kErrorToken;
}

TokenType Tokenizer::scan_imaginary() {
  const int c = read();
  return number_ends(c, "imaginary") ? finish_number(c) : TokenType::kErrorToken;
}

// ---- strings ----

TokenType Tokenizer::scan_string(int quote) {
  first_lineno_ = lineno_;
  multi_line_start_ = line_start_;
  int size = 1, closing = 0;
  int c = read();
  if (c == quote) {
    c = read();
    if (c == quote) size = 3;
    else closing = 1;  // the empty string
  }
  if (c != quote) unread(c);
  while (closing != size) {
    c = read();
    if (c == kEnd || (size == 1 && c == '\n')) {
      // The error is reported at the opening quote.
      cur_ = start_ + 1;
      line_start_ = multi_line_start_;
      const int32_t detected = lineno_;
      lineno_ = first_lineno_;
      return size == 3 ? fail("unterminated triple-quoted string literal (detected at line %d)", detected)
                       : fail("unterminated string literal (detected at line %d)", detected);
    }
    if (c == quote) {
      ++closing;
    } else {
      closing = 0;
      if (c == '\\') read();
    }
  }
  return token(TokenType::kString);
}

// ---- operators ----

TokenType Tokenizer::scan_operator(int c) {
  const int d = read();
  TokenType type = two_characters(c, d);
  if (type != TokenType::kOp) {
    const int e = read();
    const TokenType longer = three_characters(type, e);
    if (longer != TokenType::kOp) type = longer;
    else unread(e);
    return token(type);
  }
  unread(d);
  if (!open_or_close(c)) return TokenType::kErrorToken;
  if (c < 32 || c == 127) return fail("invalid non-printable character U+%04X", c);
  return token(one_character(c));
}

bool Tokenizer::open_or_close(int c) {
  if (c == '(' || c == '[' || c == '{') {
    if (level_ >= kMaxLevel) {
      fail("too many nested parentheses");
      return false;
    }
    brackets_[level_++] = {static_cast<char>(c), lineno_, static_cast<int32_t>(start_ - line_start_)};
    return true;
  }
  if (c != ')' && c != ']' && c != '}') return true;
  if (level_ == 0) {
    fail("unmatched '%c'", c);
    return false;
  }
  const OpenBracket& open = brackets_[--level_];
  if (brackets_match(open.character, c)) return true;
  if (open.lineno != lineno_)
    fail("closing parenthesis '%c' does not match opening parenthesis '%c' on line %d", c, open.character, open.lineno);
  else
    fail("closing parenthesis '%c' does not match opening parenthesis '%c'", c, open.character);
  return false;
}

}  // namespace innards
