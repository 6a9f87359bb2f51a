#include "syntax/literals.h"

#include <cstdio>
#include <cstring>
#include <vector>

#include "base/float_text.h"
#include "base/source_text.h"
#include "base/unicode_data.h"
#include "base/unicode_names.h"
#include "base/unicode_properties.h"
#include "base/utf8.h"

namespace innards {

namespace {

using namespace ast;

bool is_octal(char c) { return c >= '0' && c <= '7'; }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The character that a one-letter escape stands for, or -1.
int simple_escape(char c) {
  switch (c) {
    case '\\': return '\\';
    case '\'': return '\'';
    case '"': return '"';
    case 'b': return '\b';
    case 'f': return '\f';
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    case 'v': return '\v';
    case 'a': return '\a';
    default: return -1;
  }
}

// Up to three octal digits, the first at `p`.
uint32_t octal_escape(const char*& p, const char* end) {
  uint32_t value = 0;
  for (int i = 0; i < 3 && p < end && is_octal(*p); ++i) value = value * 8 + static_cast<uint32_t>(*p++ - '0');
  return value;
}

// Decodes the escapes of one token's text.
class EscapeDecoder {
 public:
  EscapeDecoder(LiteralHost& host, const Token& token) : host_(host), token_(token) {}

  bool text(std::string_view in, std::string* out) {
    if (utf8_is_ascii(in)) return ascii_text(in, out);
    const std::string error = utf8_error(in);
    if (!error.empty()) return fail_unicode(error);
    return ascii_text(widened(in), out);
  }

  bool bytes(std::string_view in, std::string* out) {
    const char* const begin = in.data();
    const char* const end = begin + in.size();
    for (const char* p = begin; p < end;) {
      if (*p != '\\') {
        *out += *p++;
        continue;
      }
      ++p;
      if (p == end) {
        host_.raise("(value error) Trailing \\ in string");
        return false;
      }
      const char* const letter = p;
      const char c = *p++;
      const int simple = simple_escape(c);
      if (c == '\n') continue;
      if (simple >= 0) {
        *out += static_cast<char>(simple);
      } else if (is_octal(c)) {
        p = letter;
        const uint32_t value = octal_escape(p, end);
        if (value > 0377) note_invalid(letter, end);
        *out += static_cast<char>(value);
      } else if (c == 'x') {
        if (end - p < 2 || hex_value(p[0]) < 0 || hex_value(p[1]) < 0) {
          host_.raise("(value error) invalid \\x escape at position " + std::to_string(letter - 1 - begin));
          return false;
        }
        *out += static_cast<char>(hex_value(p[0]) * 16 + hex_value(p[1]));
        p += 2;
      } else {
        note_invalid(letter, end);
        *out += '\\';
        *out += c;
      }
    }
    warn_invalid();
    return true;
  }

  // The warning for \{ in an f-string, which is noticed apart.
  void warn_at(const char* letter, const char* end) {
    std::string message;
    if (*letter >= '4' && *letter <= '7') {
      message = "invalid octal escape sequence '\\" + std::string(letter, static_cast<size_t>(end - letter < 3 ? end - letter : 3)) + "'";
    } else {
      message = std::string("invalid escape sequence '\\") + *letter + "'";
    }
    host_.warn(token_, message);
  }

 private:
  // Characters beyond ASCII as \U escapes: the positions that the decoder's errors name count them so.
  static std::string widened(std::string_view in) {
    std::string out;
    const char* p = in.data();
    const char* const end = p + in.size();
    while (p < end) {
      if (*p == '\\') {
        out += *p++;
        if (p == end || (*p & 0x80)) out += "u005c";
        if (p == end) break;
      }
      if (!(*p & 0x80)) {
        out += *p++;
        continue;
      }
      const Utf8Step step = utf8_decode(p, end);
      char buffer[16];
      std::snprintf(buffer, sizeof buffer, "\\U%08x", static_cast<unsigned>(step.cp));
      out += buffer;
      p += step.length;
    }
    return out;
  }

  bool ascii_text(std::string_view in, std::string* out) {
    begin_ = in.data();
    const char* const end = begin_ + in.size();
    for (const char* p = begin_; p < end;) {
      const void* next = std::memchr(p, '\\', static_cast<size_t>(end - p));
      const char* backslash = next ? static_cast<const char*>(next) : end;
      out->append(p, static_cast<size_t>(backslash - p));
      p = backslash;
      if (p < end && !escape(p, end, out)) return false;
    }
    warn_invalid();
    return true;
  }

  bool escape(const char*& p, const char* end, std::string* out) {
    const char* const start = p++;
    if (p == end) {  // only in a piece of an f-string: the backslash stands before a brace
      *out += '\\';
      return true;
    }
    const char c = *p++;
    if (c == '\n') return true;
    const int simple = simple_escape(c);
    if (simple >= 0) {
      *out += static_cast<char>(simple);
      return true;
    }
    if (is_octal(c)) {
      --p;
      const uint32_t value = octal_escape(p, end);
      if (value > 0377) note_invalid(start + 1, end);
      utf8_append(*out, value);
      return true;
    }
    switch (c) {
      case 'x': return hex_escape(start, p, end, 2, "truncated \\xXX escape", out);
      case 'u': return hex_escape(start, p, end, 4, "truncated \\uXXXX escape", out);
      case 'U': return hex_escape(start, p, end, 8, "truncated \\UXXXXXXXX escape", out);
      case 'N': return name_escape(start, p, end, out);
      default:
        note_invalid(start + 1, end);
        *out += '\\';
        *out += c;
        return true;
    }
  }

  bool hex_escape(const char* start, const char*& p, const char* end, int count, const char* reason, std::string* out) {
    uint64_t value = 0;
    for (; count; --count, ++p) {
      if (p == end || hex_value(*p) < 0) return fail_decode(start, p, reason);
      value = value * 16 + static_cast<uint64_t>(hex_value(*p));
    }
    if (value > kMaxCodePoint) return fail_decode(start, p, "illegal Unicode character");
    utf8_append(*out, static_cast<uint32_t>(value));
    return true;
  }

  bool name_escape(const char* start, const char*& p, const char* end, std::string* out) {
    const char* const malformed = "malformed \\N character escape";
    if (p == end || *p != '{') return fail_decode(start, p, malformed);
    const char* const name = ++p;
    while (p < end && *p != '}') ++p;
    if (p == end || p == name) return fail_decode(start, p, malformed);
    const int64_t character = unicode_from_name({name, static_cast<size_t>(p - name)});
    ++p;
    if (character < 0) return fail_decode(start, p, "unknown Unicode character name");
    utf8_append(*out, static_cast<uint32_t>(character));
    return true;
  }

  bool fail_decode(const char* start, const char* stop, const char* reason) {
    const long from = static_cast<long>(start - begin_), to = static_cast<long>(stop - begin_) - 1;
    char message[160];
    if (from == to)
      std::snprintf(message, sizeof message, "'unicodeescape' codec can't decode byte 0x%02x in position %ld: %s", static_cast<unsigned char>(*start), from, reason);
    else
      std::snprintf(message, sizeof message, "'unicodeescape' codec can't decode bytes in position %ld-%ld: %s", from, to, reason);
    return fail_unicode(message);
  }

  bool fail_unicode(const std::string& reason) {
    host_.raise("(unicode error) " + reason);
    return false;
  }

  // Only the first invalid escape of a text is told.
  void note_invalid(const char* letter, const char* end) {
    if (invalid_) return;
    invalid_ = letter;
    invalid_end_ = end;
  }
  void warn_invalid() {
    if (invalid_) warn_at(invalid_, invalid_end_);
  }

  LiteralHost& host_;
  const Token& token_;
  const char* begin_ = nullptr;
  const char* invalid_ = nullptr;
  const char* invalid_end_ = nullptr;
};

// Prefix and quotes of a string token taken apart.
struct StringParts {
  bool bytes = false, raw = false, formatted = false;
  std::string_view body;
};

StringParts take_apart(std::string_view token) {
  StringParts parts;
  size_t i = 0;
  for (; token[i] != '\'' && token[i] != '"'; ++i) {
    switch (token[i]) {
      case 'b': case 'B': parts.bytes = true; break;
      case 'r': case 'R': parts.raw = true; break;
      case 'f': case 'F': parts.formatted = true; break;
      default: break;
    }
  }
  const bool triple = token.size() - i >= 6 && token[i + 1] == token[i] && token[i + 2] == token[i];
  const size_t quotes = triple ? 3 : 1;
  parts.body = token.substr(i + quotes, token.size() - i - 2 * quotes);
  return parts;
}

// Joins adjacent strings. Pieces of text collect in text_ and become a Constant when an expression comes or the end.
class StringJoiner {
 public:
  StringJoiner(LiteralHost& host, const Token* tokens, int count)
      : host_(host), first_(tokens[0]), last_(tokens[count - 1]), tokens_(tokens), count_(count) {}

  ExprNode* join() {
    bool bytes = false;
    for (int i = 0; i < count_; ++i) {
      const Token& token = tokens_[i];
      const StringParts parts = take_apart(host_.text_of(token));
      std::string piece;
      if (!parts.formatted && !plain(token, parts, &piece)) return nullptr;
      if (i > 0 && bytes != parts.bytes) {
        host_.raise("cannot mix bytes and nonbytes literals");
        return nullptr;
      }
      bytes = parts.bytes;
      if (parts.formatted) {
        if (!formatted(token, parts)) return nullptr;
      } else {
        text_ += piece;
      }
    }
    if (bytes) return make_constant(constant_bytes(host_.memory(), text_), nullptr, whole());
    if (!formatted_) return make_text(first_, whole());
    flush(first_, whole());
    JoinedStr* joined = make<JoinedStr>(host_.memory(), whole());
    joined->values = make_seq(host_.memory(), values_);
    return joined;
  }

 private:
  Position whole() const { return {first_.lineno, first_.col_offset, last_.end_lineno, last_.end_col_offset}; }

  bool plain(const Token& token, const StringParts& parts, std::string* out) {
    const bool has_escapes = !parts.raw && parts.body.find('\\') != parts.body.npos;
    if (parts.bytes) {
      if (!utf8_is_ascii(parts.body)) {
        host_.raise("bytes can only contain ASCII literal characters");
        return false;
      }
      if (has_escapes) return EscapeDecoder(host_, token).bytes(parts.body, out);
    } else {
      if (has_escapes) return EscapeDecoder(host_, token).text(parts.body, out);
      if (!check_utf8(parts.body)) return false;
    }
    *out = parts.body;
    return true;
  }

  bool check_utf8(std::string_view text) {
    if (utf8_is_valid(text)) return true;
    host_.raise("(unicode error) " + utf8_error(text));
    return false;
  }

  ExprNode* make_constant(const ConstantValue& value, const std::string* kind, const Position& at) {
    Constant* constant = make<Constant>(host_.memory(), at);
    constant->value = value;
    constant->kind = kind;
    return constant;
  }

  ExprNode* make_text(const Token& kind_token, const Position& at) {
    const bool u = host_.text_of(kind_token).front() == 'u';
    ExprNode* node = make_constant(constant_str(host_.memory(), text_), u ? host_.memory().intern("u") : nullptr, at);
    text_.clear();
    return node;
  }

  void flush(const Token& kind_token, const Position& at) {
    if (!text_.empty()) values_.push_back(make_text(kind_token, at));
  }

  // ---- f-strings ----

  struct Cursor {
    const char* p;
    const char* end;
    bool raw;
    const Token& token;
  };

  bool fail(const std::string& message) {
    host_.raise(message);
    return false;
  }

  bool formatted(const Token& token, const StringParts& parts) {
    formatted_ = true;
    Cursor cursor{parts.body.data(), parts.body.data() + parts.body.size(), parts.raw, token};
    return pieces(cursor, 0);
  }

  // Literal text and expressions in turn, up to the end or to the brace that ends a format spec.
  bool pieces(Cursor& c, int depth) {
    for (;;) {
      bool doubled = false;
      if (!literal(c, depth, &doubled)) return false;
      if (doubled) continue;
      if (c.p >= c.end || *c.p == '}') break;
      if (!replacement(c, depth)) return false;
    }
    if (depth == 0 && c.p < c.end) return fail("f-string: unexpected end of string");
    if (depth != 0 && (c.p >= c.end || *c.p != '}')) return fail("f-string: expecting '}'");
    return true;
  }

  // Text up to a brace. A doubled brace stands for one: *doubled, and the text ends behind the first of them.
  bool literal(Cursor& c, int depth, bool* doubled) {
    const char* const start = c.p;
    const char* p = start;
    const char* stop = nullptr;
    while (p < c.end) {
      char ch = *p++;
      if (!c.raw && ch == '\\' && p < c.end) {
        ch = *p++;
        if (ch == 'N') {
          if (p < c.end && *p++ == '{')
            while (p < c.end && *p++ != '}') {}
          continue;
        }
        if (ch == '{') EscapeDecoder(host_, c.token).warn_at(p - 1, c.end);
      }
      if (ch != '{' && ch != '}') continue;
      if (depth == 0) {
        if (p < c.end && *p == ch) {
          stop = p;
          c.p = p + 1;
          *doubled = true;
          break;
        }
        if (ch == '}') return fail("f-string: single '}' is not allowed");
      }
      --p;
      break;
    }
    if (!stop) stop = c.p = p;
    return stop == start || add_literal(c, {start, static_cast<size_t>(stop - start)});
  }

  bool add_literal(Cursor& c, std::string_view body) {
    if (!c.raw && body.find('\\') != body.npos) return EscapeDecoder(host_, c.token).text(body, &text_);
    if (!check_utf8(body)) return false;
    text_ += body;
    return true;
  }

  // {expression = !conversion :spec}
  bool replacement(Cursor& c, int depth) {
    const char* const opening = c.p;
    if (depth >= 2) return fail("f-string: expressions nested too deeply");
    ++c.p;
    if (!find_expression_end(c)) return false;
    if (c.p >= c.end) return fail("f-string: expecting '}'");
    ExprNode* value = expression(c.token, opening, c.p);
    if (!value) return false;
    std::string echo;
    bool has_echo = false;
    if (*c.p == '=') {
      ++c.p;
      while (c.p < c.end && std::strchr(" \t\n\r\f\v", *c.p)) ++c.p;
      if (c.p >= c.end) return fail("f-string: expecting '}'");
      has_echo = true;
      echo.assign(opening + 1, static_cast<size_t>(c.p - opening - 1));
    }
    int conversion = -1;
    if (*c.p == '!') {
      ++c.p;
      if (c.p >= c.end) return fail("f-string: expecting '}'");
      conversion = static_cast<unsigned char>(*c.p++);
      if (conversion != 's' && conversion != 'r' && conversion != 'a')
        return fail("f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }
    ExprNode* spec = nullptr;
    if (c.p < c.end && *c.p == ':') {
      ++c.p;
      if (c.p >= c.end) return fail("f-string: expecting '}'");
      spec = format_spec(c, depth + 1);
      if (!spec) return false;
    }
    if (c.p >= c.end || *c.p != '}') return fail("f-string: expecting '}'");
    ++c.p;
    if (has_echo && !spec && conversion == -1) conversion = 'r';
    text_ += echo;
    flush(first_, whole());
    FormattedValue* node = make<FormattedValue>(host_.memory(), whole());
    node->value = value;
    node->conversion = conversion;
    node->format_spec = spec;
    values_.push_back(node);
    return true;
  }

  // A format spec is an f-string of its own, whose place is its token alone.
  ExprNode* format_spec(Cursor& c, int depth) {
    std::string outer_text;
    std::vector<ExprNode*> outer_values;
    outer_text.swap(text_);
    outer_values.swap(values_);
    const bool good = pieces(c, depth);
    JoinedStr* spec = nullptr;
    if (good) {
      const Position at{c.token.lineno, c.token.col_offset, c.token.end_lineno, c.token.end_col_offset};
      flush(c.token, at);
      spec = make<JoinedStr>(host_.memory(), at);
      spec->values = make_seq(host_.memory(), values_);
    }
    outer_text.swap(text_);
    outer_values.swap(values_);
    return spec;
  }

  // Moves to the character that ends the expression: } ! : or =, outside of strings and brackets.
  bool find_expression_end(Cursor& c) {
    char quote = 0;
    int quotes = 0;
    std::string open;
    auto triple = [&c](char ch) { return c.p + 2 < c.end && c.p[1] == ch && c.p[2] == ch; };
    for (; c.p < c.end; ++c.p) {
      const char ch = *c.p;
      if (ch == '\\') return fail("f-string expression part cannot include a backslash");
      if (quote) {
        if (ch != quote) continue;
        if (quotes == 3) {
          if (!triple(ch)) continue;
          c.p += 2;
        }
        quote = 0;
        continue;
      }
      if (ch == '\'' || ch == '"') {
        quotes = triple(ch) ? 3 : 1;
        if (quotes == 3) c.p += 2;
        quote = ch;
      } else if (ch == '[' || ch == '{' || ch == '(') {
        if (open.size() >= static_cast<size_t>(Tokenizer::kMaxLevel)) return fail("f-string: too many nested parenthesis");
        open += ch;
      } else if (ch == '#') {
        return fail("f-string expression part cannot include '#'");
      } else if (open.empty() && std::strchr("!:}=<>", ch)) {
        const bool two = c.p + 1 < c.end && c.p[1] == '=' && std::strchr("!=<>", ch);
        if (two) ++c.p;
        else if (ch != '<' && ch != '>') break;
      } else if (ch == ']' || ch == '}' || ch == ')') {
        if (open.empty()) return fail(std::string("f-string: unmatched '") + ch + "'");
        const char opening = open.back();
        open.pop_back();
        if (!((opening == '(' && ch == ')') || (opening == '[' && ch == ']') || (opening == '{' && ch == '}')))
          return fail(std::string("f-string: closing parenthesis '") + ch + "' does not match opening parenthesis '" + opening + "'");
      }
    }
    if (quote) return fail("f-string: unterminated string");
    if (!open.empty()) return fail(std::string("f-string: unmatched '") + open.back() + "'");
    return true;
  }

  // `opening` is the brace; the expression ends before `end`.
  ExprNode* expression(const Token& token, const char* opening, const char* end) {
    const char* p = opening + 1;
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\f')) ++p;
    if (p == end) {
      if (*end == '!' || *end == ':' || *end == '=') host_.raise(std::string("f-string: expression required before '") + *end + "'");
      else host_.raise("f-string: empty expression not allowed");
      return nullptr;
    }
    const char* const text = host_.text_of(token).data();
    int32_t lines = 0;
    for (const char* q = text; q < opening; ++q) lines += *q == '\n';
    const std::string source = "(" + std::string(opening + 1, static_cast<size_t>(end - opening - 1)) + ")";
    return host_.parse_embedded(source, token.lineno + lines, column_of(token, text, opening, lines));
  }

  // Where CPython takes the expression's bracket to stand. Where a line end follows the brace, the columns of the
  // next line are right as they are.
  static int32_t column_of(const Token& token, const char* text, const char* opening, int32_t lines) {
    const char* p = opening + 1;
    while (*p == ' ' || *p == '\t' || *p == '\f') ++p;
    int32_t columns = 0;
    if (*p != '}' && *p != '\n') {
      const char* start = opening;
      while (start > text && *start != '\n') --start;
      columns = static_cast<int32_t>(opening - start);
      if (*start == '\n') --columns;
    }
    return lines != 0 ? columns : token.col_offset + columns;
  }

  LiteralHost& host_;
  const Token& first_;
  const Token& last_;
  const Token* tokens_;
  int count_;
  bool formatted_ = false;
  std::string text_;
  std::vector<ExprNode*> values_;
};

bool too_many_digits(LiteralHost& host, const Token& token, size_t digits) {
  if (digits <= 4300) return false;
  host.raise_in_line(token, "Exceeds the limit (4300 digits) for integer string conversion: value has " + std::to_string(digits) +
                                " digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
                                "integer literals to avoid decimal conversion limits.");
  return true;
}

}  // namespace

Identifier identifier_of(TreeMemory& memory, std::string_view text) {
  if (utf8_is_ascii(text)) return memory.intern(text);
  return memory.intern(utf8_from_utf32(unicode_normalize(utf8_to_utf32(text), UnicodeForm::KC)));
}

bool number_value(LiteralHost& host, const Token& token, ConstantValue* value) {
  std::string_view text = host.text_of(token);
  std::string plain;
  if (text.find('_') != text.npos) {
    for (char c : text)
      if (c != '_') plain += c;
    text = plain;
  }
  const char last = text.back();
  const char second = text.size() > 1 && text[0] == '0' ? static_cast<char>(text[1] | 0x20) : '\0';
  if (second == 'x' || second == 'o' || second == 'b') {
    *value = constant_int_from_text(host.memory(), text.substr(2), second == 'x' ? 16 : second == 'o' ? 8 : 2);
    return true;
  }
  const bool imaginary = last == 'j' || last == 'J';
  if (!imaginary && text.find_first_of(".eE") == text.npos) {
    if (too_many_digits(host, token, text.size())) return false;
    *value = constant_int_from_text(host.memory(), text, 10);
    return true;
  }
  double number = 0;
  float_parse(imaginary ? text.substr(0, text.size() - 1) : text, &number);
  *value = imaginary ? constant_complex(0.0, number) : constant_float(number);
  return true;
}

ExprNode* string_value(LiteralHost& host, const Token* tokens, int count) { return StringJoiner(host, tokens, count).join(); }

}  // namespace innards
