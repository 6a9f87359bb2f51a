#include "syntax/tokenize.h"

#include "base/charsets.h"
#include "base/source_text.h"
#include "base/unicode_data.h"
#include "base/utf8.h"

namespace innards {

namespace {

using Line = std::u32string;
using Type = TokenType;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_hex(char32_t c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_word(char32_t c) { return c < 128 ? (is_digit(c) || (c | 32) - 'a' < 26u || c == '_') : unicode_is_alnum(c); }
bool starts_identifier(char32_t c) { return c == '_' || unicode_is_xid_start(c); }

// The lexical patterns of the module. Each returns the end of its match at `p`, or `p` where it does not match.
class Patterns {
 public:
  explicit Patterns(const Line& line) : line_(line) {}

  size_t blanks(size_t p) const {
    while (at(p) == ' ' || at(p) == '\f' || at(p) == '\t') ++p;
    return p;
  }
  size_t newline(size_t p) const {
    if (at(p) == '\n') return p + 1;
    return at(p) == '\r' && at(p + 1) == '\n' ? p + 2 : p;
  }
  size_t comment(size_t p) const {
    if (at(p) != '#') return p;
    while (p < line_.size() && line_[p] != '\r' && line_[p] != '\n') ++p;
    return p;
  }
  size_t word(size_t p) const {
    while (p < line_.size() && is_word(line_[p])) ++p;
    return p;
  }

  // A prefix such as rb, of any case, in front of a quote; the quote's place, or npos.
  size_t quote_after_prefix(size_t p) const {
    bool b = false, r = false, u = false, f = false;
    for (int i = 0; i < 3; ++i, ++p) {
      const char32_t c = at(p) < 128 ? (at(p) | 32) : 0;
      if (at(p) == '\'' || at(p) == '"') return p;
      if (c == 'b' && !b && !u && !f) b = true;
      else if (c == 'r' && !r && !u) r = true;
      else if (c == 'u' && !b && !r && !u && !f) u = true;
      else if (c == 'f' && !f && !b && !u) f = true;
      else break;
    }
    return Line::npos;
  }
  size_t triple_quote(size_t p) const {
    const size_t q = quote_after_prefix(p);
    return q != Line::npos && at(q + 1) == line_[q] && at(q + 2) == line_[q] ? q + 3 : p;
  }
  // A string in one line, or one whose line ends in a backslash.
  size_t string(size_t p) const {
    const size_t q = quote_after_prefix(p);
    if (q == Line::npos) return p;
    for (size_t i = q + 1; i < line_.size(); ++i) {
      if (line_[i] == line_[q]) return i + 1;
      if (line_[i] == '\n') return p;
      if (line_[i] != '\\') continue;
      const size_t end = newline(i + 1);
      if (end == i + 1) {
        ++i;
        continue;
      }
      // A \r behind the backslash may also be an escaped character of a longer string; with \n there it is not.
      return end;
    }
    return p;
  }

  size_t number(size_t p) const {
    size_t end = imaginary(p);
    if (end == p) end = real(p);
    return end == p ? integer(p) : end;
  }

  size_t op(size_t p) const {
    for (size_t length = 3; length > 0; --length) {
      if (p + length > line_.size()) continue;
      std::string text;
      for (size_t i = 0; i < length; ++i) text += line_[p + i] < 128 ? static_cast<char>(line_[p + i]) : '?';
      if (text == "<>") continue;
      if (operator_type(text) != Type::kOp) return p + length;
    }
    return p;
  }

  char32_t at(size_t p) const { return p < line_.size() ? line_[p] : 0; }

 private:
  template <class F>
  size_t digits(size_t p, F belongs) const {
    if (!belongs(at(p))) return p;
    ++p;
    for (;;) {
      if (belongs(at(p))) ++p;
      else if (at(p) == '_' && belongs(at(p + 1))) p += 2;
      else return p;
    }
  }
  size_t decimals(size_t p) const { return digits(p, is_digit); }
  size_t exponent(size_t p) const {
    if ((at(p) | 32) != 'e') return p;
    size_t q = p + 1;
    if (at(q) == '-' || at(q) == '+') ++q;
    const size_t end = decimals(q);
    return end == q ? p : end;
  }
  size_t real(size_t p) const {
    const size_t whole = decimals(p);
    if (at(whole) == '.') {
      const size_t end = decimals(whole + 1);
      if (whole != p || end != whole + 1) return exponent(end);
    }
    const size_t end = exponent(whole);
    return whole != p && end != whole ? end : p;
  }
  size_t imaginary(size_t p) const {
    size_t end = decimals(p);
    if (end != p && (at(end) | 32) == 'j') return end + 1;
    end = real(p);
    return end != p && (at(end) | 32) == 'j' ? end + 1 : p;
  }
  size_t integer(size_t p) const {
    if (at(p) == '0') {
      const char32_t radix = at(p + 1) | 32;
      auto rest = [&](auto belongs) {
        const size_t q = p + 2 + (at(p + 2) == '_');
        const size_t end = digits(q, belongs);
        return end == q ? p : end;
      };
      size_t end = p;
      if (radix == 'x') end = rest(is_hex);
      if (radix == 'b') end = rest([](char32_t c) { return c == '0' || c == '1'; });
      if (radix == 'o') end = rest([](char32_t c) { return c >= '0' && c <= '7'; });
      return end != p ? end : digits(p, [](char32_t c) { return c == '0'; });
    }
    return decimals(p);
  }

  const Line& line_;
};

class ModuleTokenizer {
 public:
  explicit ModuleTokenizer(std::string_view bytes) : bytes_(bytes) {}

  TokenizeResult run() {
    if (!detect_encoding()) return std::move(result_);
    emit(Type::kEncoding, encoding_, 0, 0, 0, 0);
    Line last_line, line;
    for (;;) {
      last_line = line;
      if (!read_line(&line)) return std::move(result_);
      ++row_;
      const Step step = in_string_ ? continue_string(line) : tokenize_line(line);
      if (step == Step::kFailed) return std::move(result_);
      if (step == Step::kEnd) break;
    }
    finish(last_line);
    return std::move(result_);
  }

 private:
  enum class Step { kNextLine, kEnd, kFailed };

  bool fail(const char* type, const std::string& message, int32_t row = -1, int32_t col = -1) {
    result_.error_type = type;
    result_.error_msg = message;
    result_.error_row = row;
    result_.error_col = col;
    return false;
  }

  void emit(Type type, std::string text, int32_t row, size_t col, int32_t end_row, size_t end_col) {
    result_.tokens.push_back({type, std::move(text), row, static_cast<int32_t>(col), end_row, static_cast<int32_t>(end_col)});
  }
  void emit_here(Type type, const Line& line, size_t start, size_t end) {
    emit(type, utf8_from_utf32({line.data() + start, end - start}), row_, start, row_, end);
  }

  // ---- lines and encoding ----

  std::string_view raw_line(size_t from) const {
    const size_t end = bytes_.find('\n', from);
    return bytes_.substr(from, end == std::string_view::npos ? std::string_view::npos : end + 1 - from);
  }

  // One line of the first two: its coding, if it names one.
  bool cookie(std::string_view line, bool marked, std::string* coding) {
    if (!utf8_is_valid(line)) return fail("SyntaxError", "invalid or missing encoding declaration");
    *coding = find_cookie(line);
    if (coding->empty()) return true;
    if (!find_charset(*coding)) return fail("SyntaxError", "unknown encoding: " + *coding);
    if (marked && *coding != "utf-8") return fail("SyntaxError", "encoding problem: utf-8");
    return true;
  }

  // As find_coding, but by the module's pattern, which also looks at a line's last characters.
  static std::string find_cookie(std::string_view line) { return find_coding(std::string(line) + "      "); }

  bool detect_encoding() {
    const bool marked = bytes_.substr(0, 3) == "\xef\xbb\xbf";
    if (marked) bytes_.remove_prefix(3);
    const std::string_view first = raw_line(0);
    if (!cookie(first, marked, &encoding_)) return false;
    if (encoding_.empty() && !first.empty() && line_is_blank_or_comment(first)) {
      const std::string_view second = raw_line(first.size());
      if (!second.empty() && !cookie(second, marked, &encoding_)) return false;
    }
    if (encoding_.empty()) encoding_ = "utf-8";
    return true;
  }

  bool read_line(Line* line) {
    const std::string_view raw = raw_line(next_);
    next_ += raw.size();
    std::string text, error;
    if (!decode_bytes(raw, encoding_, &text, &error)) {
      const Charset* charset = find_charset(encoding_);
      return fail(charset && !charset_makes_text(charset) ? "LookupError" : "UnicodeDecodeError", error);
    }
    *line = utf8_to_utf32(text);
    return true;
  }

  // ---- strings over several lines ----

  void begin_string(const Line& line, size_t start, char32_t quote, bool triple) {
    in_string_ = true;
    needs_backslash_ |= !triple;
    quote_ = quote;
    triple_ = triple;
    string_row_ = row_;
    string_col_ = start;
    string_text_ = utf8_from_utf32({line.data() + start, line.size() - start});
  }

  // The end of the open string's rest in `line` from `p` on, or npos.
  size_t string_end(const Line& line, size_t p) const {
    for (; p < line.size(); ++p) {
      if (line[p] == '\\') {
        // The pattern's dot does not match a line end, so a backslash there ends the search.
        if (p + 1 >= line.size() || line[p + 1] == '\n') return Line::npos;
        ++p;
      } else if (line[p] == quote_) {
        if (!triple_) return p + 1;
        if (p + 2 < line.size() && line[p + 1] == quote_ && line[p + 2] == quote_) return p + 3;
      }
    }
    return Line::npos;
  }

  Step continue_string(const Line& line) {
    if (line.empty()) {
      fail("TokenError", "EOF in multi-line string", string_row_, static_cast<int32_t>(string_col_));
      return Step::kFailed;
    }
    const size_t end = string_end(line, 0);
    if (end != Line::npos) {
      in_string_ = needs_backslash_ = false;
      emit(Type::kString, string_text_ + utf8_from_utf32({line.data(), end}), string_row_, string_col_, row_, end);
      return tokens_in(line, end);
    }
    string_text_ += utf8_from_utf32(line);
    const size_t n = line.size();
    const bool goes_on = (n >= 2 && line.compare(n - 2, 2, U"\\\n") == 0) || (n >= 3 && line.compare(n - 3, 3, U"\\\r\n") == 0);
    if (needs_backslash_ && !goes_on) {
      in_string_ = false;
      emit(Type::kErrorToken, string_text_, string_row_, string_col_, row_, n);
    }
    return Step::kNextLine;
  }

  // ---- lines ----

  Step tokenize_line(const Line& line) {
    if (level_ != 0 || continued_) {
      if (line.empty()) {
        fail("TokenError", "EOF in multi-line statement", row_, 0);
        return Step::kFailed;
      }
      continued_ = false;
      return tokens_in(line, 0);
    }
    int32_t column = 0;
    size_t p = 0;
    for (; p < line.size(); ++p) {
      if (line[p] == ' ') ++column;
      else if (line[p] == '\t') column = (column / 8 + 1) * 8;
      else if (line[p] == '\f') column = 0;
      else break;
    }
    if (p == line.size()) return Step::kEnd;
    if (line[p] == '#' || line[p] == '\r' || line[p] == '\n') {
      size_t end = p;
      if (line[p] == '#') {
        end = line.size();
        while (line[end - 1] == '\r' || line[end - 1] == '\n') --end;
        emit_here(Type::kComment, line, p, end);
      }
      emit_here(Type::kNl, line, end, line.size());
      return Step::kNextLine;
    }
    return set_indentation(line, column, p) ? tokens_in(line, p) : Step::kFailed;
  }

  bool set_indentation(const Line& line, int32_t column, size_t p) {
    if (column > indents_.back()) {
      indents_.push_back(column);
      emit_here(Type::kIndent, line, 0, p);
    }
    while (column < indents_.back()) {
      bool known = false;
      for (int32_t indent : indents_) known |= indent == column;
      if (!known)
        return fail("IndentationError", "unindent does not match any outer indentation level", row_, static_cast<int32_t>(p));
      indents_.pop_back();
      emit_here(Type::kDedent, line, p, p);
    }
    return true;
  }

  // The tokens of a line from `p` on.
  Step tokens_in(const Line& line, size_t p) {
    const Patterns match(line);
    while (p < line.size()) {
      const size_t start = match.blanks(p);
      if (start == line.size()) break;
      const size_t end = token_end(match, start);
      if (end == start) {
        emit_here(Type::kErrorToken, line, p, p + 1);
        ++p;
        continue;
      }
      p = end;
      if (!take(line, match, start, &p)) break;
    }
    return Step::kNextLine;
  }

  // The first pattern that matches, in the module's order.
  static size_t token_end(const Patterns& match, size_t p) {
    if (match.at(p) == '\\') {
      const size_t end = match.newline(p + 1);
      return end == p + 1 ? p : end;
    }
    size_t end = match.comment(p);
    if (end == p) end = match.triple_quote(p);
    if (end == p) end = match.number(p);
    if (end == p) end = match.newline(p);
    if (end == p) end = match.op(p);
    if (end == p) end = match.string(p);
    return end == p ? match.word(p) : end;
  }

  // Emits the token from `start` to *p; false where a string over several lines has begun. Moves *p behind a string
  // with three quotes.
  bool take(const Line& line, const Patterns& match, size_t start, size_t* p) {
    const size_t end = *p;
    const char32_t initial = line[start];
    const size_t length = end - start;
    if (is_digit(initial) || (initial == '.' && length > 1 && is_digit(match.at(start + 1)))) {
      emit_here(Type::kNumber, line, start, end);
    } else if (initial == '\r' || initial == '\n') {
      emit_here(level_ > 0 ? Type::kNl : Type::kNewline, line, start, end);
    } else if (initial == '#') {
      emit_here(Type::kComment, line, start, end);
    } else if (match.triple_quote(start) == end) {
      quote_ = line[end - 1];
      triple_ = true;
      const size_t stop = string_end(line, end);
      if (stop == Line::npos) {
        begin_string(line, start, quote_, true);
        return false;
      }
      emit_here(Type::kString, line, start, stop);
      *p = stop;
    } else if (match.quote_after_prefix(start) < end) {
      if (line[end - 1] == '\n') {
        begin_string(line, start, line[match.quote_after_prefix(start)], false);
        return false;
      }
      emit_here(Type::kString, line, start, end);
    } else if (starts_identifier(initial)) {
      emit_here(Type::kName, line, start, end);
    } else if (initial == '\\') {
      continued_ = true;
    } else {
      take_operator(line, start, end);
    }
    return true;
  }

  void take_operator(const Line& line, size_t start, size_t end) {
    const char32_t initial = line[start];
    if (initial == '(' || initial == '[' || initial == '{') ++level_;
    if (initial == ')' || initial == ']' || initial == '}') --level_;
    emit_here(operator_type(utf8_from_utf32({line.data() + start, end - start})), line, start, end);
  }

  // A line end that the source lacks, the open blocks, the end.
  void finish(const Line& last_line) {
    if (!last_line.empty() && last_line.back() != '\r' && last_line.back() != '\n') {
      size_t p = 0;
      while (p < last_line.size() && unicode_is_space(last_line[p])) ++p;
      if (p == last_line.size() || last_line[p] != '#')
        emit(Type::kNewline, "", row_ - 1, last_line.size(), row_ - 1, last_line.size() + 1);
    }
    for (size_t i = 1; i < indents_.size(); ++i) emit(Type::kDedent, "", row_, 0, row_, 0);
    emit(Type::kEndMarker, "", row_, 0, row_, 0);
  }

  std::string_view bytes_;
  size_t next_ = 0;
  std::string encoding_;
  int32_t row_ = 0;
  int32_t level_ = 0;   // may fall below zero, as the module's does
  bool continued_ = false;
  std::vector<int32_t> indents_{0};
  bool in_string_ = false;
  bool triple_ = false;
  // Each line of the string must end in a backslash. The module forgets to reset this after an error token.
  bool needs_backslash_ = false;
  char32_t quote_ = 0;
  int32_t string_row_ = 0;
  size_t string_col_ = 0;
  std::string string_text_;
  TokenizeResult result_;
};

}  // namespace

TokenizeResult tokenize_source(std::string_view bytes) { return ModuleTokenizer(bytes).run(); }

}  // namespace innards
