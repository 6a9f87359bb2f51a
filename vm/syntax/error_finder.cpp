// Tokens, raising, and the two passes.
#include "syntax/error_finder.h"

#include <cstring>

#include "base/source_text.h"
#include "syntax/expression_names.h"
#include "syntax/tree_parser.h"

namespace innards {

using namespace ast;
using Type = TokenType;

ErrorFinder::ErrorFinder(TreeMemory& memory, std::string_view text, const Options& options)
    : memory_(memory),
      text_(text),
      options_(options),
      tokens_(text, options.place, options.input == Input::kSingle, options.keep_blocks_open) {}

// ---- tokens ----

const Token* ErrorFinder::peek() {
  if (failed_) return nullptr;
  const bool is_new = mark_ >= tokens_.read_count();
  const Token& t = tokens_.at(mark_);
  if (is_new && t.type == Type::kErrorToken) {
    raise_tokenizer_error();
    return nullptr;
  }
  return &t;
}

const Token* ErrorFinder::expect(Type type) {
  const Token* t = peek();
  if (!t || t->type != type) return nullptr;
  ++mark_;
  return t;
}

bool ErrorFinder::sees_word(const char* word) {
  const Token* t = peek();
  return t && t->type == Type::kName && text_of(*t) == word;
}

const Token* ErrorFinder::expect_word(const char* word) { return sees_word(word) ? expect(Type::kName) : nullptr; }

const Token* ErrorFinder::forced(Type type) {
  const Token* t = peek();
  if (!t) return nullptr;
  if (t->type == type) return expect(type);
  raise_here(place(*t), std::string("expected '") + token_type_text(type) + "'");
  return nullptr;
}

// From the token at `start` to the last one before mark_ that is no line end or indentation.
Position ErrorFinder::span(size_t start) const {
  TokenReader& tokens = const_cast<TokenReader&>(tokens_);
  const Token& first = tokens.at(start);
  Position at{first.lineno, first.col_offset, first.lineno, first.col_offset};
  for (size_t i = mark_; i-- > 0;) {
    const Token& t = tokens.at(i);
    if (t.type == Type::kEndMarker || t.type == Type::kNewline || t.type == Type::kIndent || t.type == Type::kDedent) continue;
    at.end_lineno = t.end_lineno;
    at.end_col_offset = t.end_col_offset;
    break;
  }
  return at;
}

// ---- raising ----

void ErrorFinder::raise_memory_error() {
  if (failed_) return;
  failed_ = true;
  error_ = SyntaxErrorInfo();
  error_.type = SyntaxErrorType::kMemoryError;
}

// Did the file end behind a backslash, in a line that has begun? Then the scanner still has that line in its buffer.
bool ErrorFinder::in_a_line() {
  const size_t n = tokens_.read_count();
  if (n < 2 || tokens_.last_read().type == Type::kEndMarker) return false;
  const Type before = tokens_.at(n - 2).type;
  return before != Type::kNewline && before != Type::kIndent && before != Type::kDedent;
}

// At the last token that was read, wherever the rules stand.
void ErrorFinder::raise_last(SyntaxErrorType type, const std::string& message) {
  if (failed_) return;
  if (tokens_.read_count() == 0) return raise_known(type, 0, 0, 0, -1, message);
  const Token& t = tokens_.last_read();
  const Tokenizer& scanner = tokens_.tokenizer();
  int32_t col = t.col_offset + 1;
  const bool at_buffer = scanner.cursor() == scanner.buffer_start() || (options_.from_file && scanner.state() == ScanState::kEof && !in_a_line());
  if (t.col_offset == -1) col = at_buffer ? 0 : scanner.cursor() - scanner.line_start();
  const int32_t end_col = t.end_col_offset == -1 ? -1 : t.end_col_offset + 1;
  raise_known(type, t.lineno, col, t.end_lineno, end_col, message);
}

void ErrorFinder::raise_range(const Position& from, const Position& to, const std::string& message) {
  raise_known(SyntaxErrorType::kSyntaxError, from.lineno, from.col_offset + 1, to.end_lineno, to.end_col_offset + 1, message);
}

void ErrorFinder::raise_starting(const Position& at, const std::string& message) {
  raise_known(SyntaxErrorType::kSyntaxError, at.lineno, at.col_offset + 1, kCurrent, kCurrent, message);
}

void ErrorFinder::raise_no_block(const char* what, int32_t lineno) {
  raise_last(SyntaxErrorType::kIndentationError, std::string("expected an indented block after ") + what + " on line " + std::to_string(lineno));
}

namespace {

// The number of characters that the first `bytes` bytes of a line make; a character cut in two counts.
int32_t character_column(const std::string& line, int32_t bytes) {
  const int32_t length = static_cast<int32_t>(line.size());
  if (bytes <= 0) return 0;
  if (bytes > length) return count_characters(line) + 1;
  return count_characters({line.data(), static_cast<size_t>(bytes)});
}

}  // namespace

// Columns count from 1 here; what is not known is 0 or -1, as CPython passes it on.
void ErrorFinder::raise_known(SyntaxErrorType type, int32_t lineno, int32_t col, int32_t end_lineno, int32_t end_col, std::string message) {
  if (failed_) return;
  failed_ = true;
  const Tokenizer& scanner = tokens_.tokenizer();
  if (end_lineno == kCurrent) end_lineno = scanner.lineno();
  if (end_col == kCurrent) end_col = scanner.cursor() - scanner.line_start();
  const std::string line = error_line(lineno);
  if (options_.input == Input::kEmbedded) {
    message = "f-string: " + message;
    col -= options_.place.col_offset;
    end_col -= options_.place.col_offset;
  }
  if (options_.character_columns) {
    col = character_column(line, col);
    if (end_col > 0) end_col = character_column(line, end_col);
  }
  error_ = SyntaxErrorInfo();
  error_.type = type;
  error_.msg = message;
  error_.lineno = lineno;
  error_.offset = col;
  error_.end_lineno = end_lineno;
  error_.end_offset = end_col;
  error_.has_text = true;
  error_.text = line;
}

// The line that the error shows. For the line being read that is what the scanner holds, which in a string over several
// lines begins at its first; columns are counted in it all the same.
// Of a file it is the very line, which CPython reads once more.
std::string ErrorFinder::error_line(int32_t lineno) {
  const Tokenizer& scanner = tokens_.tokenizer();
  if (options_.from_file && options_.input == Input::kFile) return file_line(lineno);
  const int32_t buffer = scanner.buffer_start(), end = scanner.line_end();
  if (scanner.lineno() <= lineno && end > buffer)
    return replace_invalid_utf8(text_.substr(static_cast<size_t>(buffer), static_cast<size_t>(end - buffer)));
  size_t begin = 0;
  const int32_t first = options_.place.lineno ? options_.place.lineno : 1;
  for (int32_t i = first; i < lineno; ++i) {
    const size_t newline = text_.find('\n', begin);
    if (newline == std::string_view::npos || newline + 1 > static_cast<size_t>(end)) break;
    begin = newline + 1;
  }
  size_t stop = text_.find('\n', begin);
  if (stop == std::string_view::npos) stop = text_.size();
  return replace_invalid_utf8(text_.substr(begin, stop - begin));
}

std::string ErrorFinder::file_line(int32_t lineno) const {
  size_t begin = 0;
  for (int32_t i = 1; i < lineno; ++i) {
    const size_t newline = text_.find('\n', begin);
    if (newline == std::string_view::npos || newline + 1 == text_.size()) break;
    begin = newline + 1;
  }
  const size_t newline = text_.find('\n', begin);
  return replace_invalid_utf8(text_.substr(begin, newline == std::string_view::npos ? newline : newline + 1 - begin));
}

void ErrorFinder::raise_unclosed() {
  const Tokenizer& scanner = tokens_.tokenizer();
  const Tokenizer::OpenBracket& open = scanner.open_bracket(scanner.level() - 1);
  raise_known(SyntaxErrorType::kSyntaxError, open.lineno, open.col_offset + 1, open.lineno, 0, std::string("'") + open.character + "' was never closed");
}

void ErrorFinder::raise_tokenizer_error() {
  const Tokenizer& scanner = tokens_.tokenizer();
  const int32_t lineno = scanner.lineno();
  switch (scanner.state()) {
    case ScanState::kError:
      failed_ = true;
      error_ = scanner.error();
      return;
    case ScanState::kDecode: return raise_last(SyntaxErrorType::kSyntaxError, scanner.error().msg);
    case ScanState::kEof:
      if (scanner.level()) return raise_unclosed();
      return raise_last(SyntaxErrorType::kSyntaxError, "unexpected EOF while parsing");
    case ScanState::kDedent:
      return raise_last(SyntaxErrorType::kIndentationError, "unindent does not match any outer indentation level");
    case ScanState::kTabSpace:
      return raise_known(SyntaxErrorType::kTabError, lineno, 1, lineno, 0, "inconsistent use of tabs and spaces in indentation");
    case ScanState::kTooDeep: return raise_known(SyntaxErrorType::kIndentationError, lineno, 1, lineno, 0, "too many levels of indentation");
    case ScanState::kLineContinuation: {
      const int32_t col = scanner.cursor() - scanner.buffer_start() - 1;
      return raise_known(SyntaxErrorType::kSyntaxError, lineno, (col >= 0 ? col : 0) + 1, lineno, 0,
                         "unexpected character after line continuation character");
    }
    case ScanState::kOk: return raise_known(SyntaxErrorType::kSyntaxError, lineno, 1, lineno, 0, "unknown parsing error");
  }
}

namespace {

// The part of an expression that cannot be assigned to or deleted, or null. `a in b` stands for the target of a for.
ExprNode* invalid_target(ExprNode* expr, bool deleting, bool in_for) {
  auto first_of = [=](const Seq<ExprNode*>& items) -> ExprNode* {
    for (ExprNode* item : items)
      if (ExprNode* found = invalid_target(item, deleting, in_for)) return found;
    return nullptr;
  };
  if (!expr) return nullptr;
  switch (expr->node_kind) {
    case Kind::List: return first_of(static_cast<List*>(expr)->elts);
    case Kind::Tuple: return first_of(static_cast<Tuple*>(expr)->elts);
    case Kind::Starred: return deleting ? expr : invalid_target(static_cast<Starred*>(expr)->value, deleting, in_for);
    case Kind::Compare: {
      if (!in_for) return expr;
      Compare* compare = static_cast<Compare*>(expr);
      return compare->ops[0] == CompareOperator::In ? invalid_target(compare->left, deleting, in_for) : nullptr;
    }
    case Kind::Name:
    case Kind::Subscript:
    case Kind::Attribute: return nullptr;
    default: return expr;
  }
}

}  // namespace

void ErrorFinder::raise_invalid_target(Expr expr, Targets targets) {
  Expr bad = invalid_target(expr, targets == Targets::kDelete, targets == Targets::kFor);
  if (!bad) return;
  raise_here(*bad, std::string(targets == Targets::kDelete ? "cannot delete " : "cannot assign to ") + expression_name(bad));
}

// ---- the two passes ----

bool ErrorFinder::start_rule() {
  switch (options_.input) {
    case Input::kFile: return file();
    case Input::kEval: return eval();
    case Input::kSingle: return single();
    case Input::kEmbedded: return fstring();
  }
  return false;
}

bool ErrorFinder::run() {
  if (start_rule() && !failed_) return true;
  if (failed_ && error_.type == SyntaxErrorType::kMemoryError) return false;
  const Token last = tokens_.last_read();
  memos_.clear();
  mark_ = 0;
  second_ = true;
  level_ = 0;
  if (!failed_) start_rule();
  if (failed_ && error_.type == SyntaxErrorType::kMemoryError) return false;
  settle(last);
  return false;
}

// What is told in the end (CPython: _PyPegen_set_syntax_error). `last_token` is the last one that the first pass read.
void ErrorFinder::settle(const Token& last_token) {
  const ScanState state = tokens_.tokenizer().state();
  if (failed_) {
    // An error of the scanner further on is thought more important than what the parser found.
    if (state == ScanState::kOk) check_remaining_tokens();
    return;
  }
  if (last_token.type == Type::kErrorToken && state == ScanState::kEof) return raise_tokenizer_error();
  if (last_token.type == Type::kIndent || last_token.type == Type::kDedent)
    return raise_last(SyntaxErrorType::kIndentationError, last_token.type == Type::kIndent ? "unexpected indent" : "unexpected unindent");
  raise_here(place(last_token), "invalid syntax");
  check_remaining_tokens();
}

void ErrorFinder::check_remaining_tokens() {
  const int32_t error_line = tokens_.last_read().lineno;
  Tokenizer& scanner = tokens_.tokenizer();
  for (;;) {
    const Token t = scanner.next();
    if (t.type == Type::kEndMarker) return;
    if (t.type != Type::kErrorToken) continue;
    if (scanner.state() == ScanState::kError) {
      error_ = scanner.error();
    } else if (scanner.state() == ScanState::kDecode) {
      // A UnicodeDecodeError takes the place of the syntax error; it is told in the same words.
      return;
    } else if (scanner.level() && error_line > scanner.open_bracket(scanner.level() - 1).lineno) {
      failed_ = false;
      raise_unclosed();
    }
    return;
  }
}

ExprNode* ErrorFinder::parse_embedded(const std::string& text, int32_t lineno, int32_t col_offset) {
  {
    TokenReader tokens(text, {lineno, col_offset}, false, false);
    TreeParser parser(memory_, tokens, 60, options_.flufl);
    if (Expr value = parser.embedded()) return value;
  }
  Options options;
  options.input = Input::kEmbedded;
  options.place = {lineno, col_offset};
  options.flufl = options_.flufl;
  const std::string source = text + "\n";
  ErrorFinder finder(memory_, source, options);
  if (finder.run()) return finder.result();
  if (!failed_) {
    failed_ = true;
    error_ = finder.error();
  }
  return nullptr;
}

}  // namespace innards
