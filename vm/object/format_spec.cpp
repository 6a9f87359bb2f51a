// format(x, spec) for str, int, float and complex. Everything here is a leaf: the object's text is made first, then laid
// out. (CPython: Python/formatter_unicode.c)
#include <cmath>
#include <string>

#include "base/float_text.h"
#include "object/complex.h"
#include "object/float.h"
#include "object/format.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str_impl.h"

namespace innards {

namespace {

struct Spec {
  uint32_t fill = ' ';
  char align = '<';
  char sign = 0;
  bool alternate = false;
  bool no_negative_zero = false;
  int64_t width = -1;
  char separator = 0;  // ',' or '_'
  int64_t precision = -1;
  uint32_t type = 0;
};

bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

bool fail(const char* text) {
  err_set_string(ExcValueError, text);
  return false;
}

Object* unknown_type(uint32_t code, Object* o) {
  const char* name = type_of(o)->tp_name;
  if (code > 32 && code < 128) return err_format(ExcValueError, "Unknown format code '%c' for object of type '%.200s'", static_cast<int>(code), name);
  return err_format(ExcValueError, "Unknown format code '\\x%x' for object of type '%.200s'", code, name);
}

// Reads a spec from left to right.
struct SpecReader {
  Object* text;
  int64_t at = 0, end;

  uint32_t peek(int64_t ahead = 0) const { return at + ahead < end ? str_read_char(text, at + ahead) : 0; }
  bool take(uint32_t c) {
    if (at >= end || peek() != c) return false;
    ++at;
    return true;
  }
  // -1 where there are no digits. False: too many.
  bool number(int64_t* out) {
    int64_t n = 0, start = at;
    for (; at < end; ++at) {
      int d = unicode_to_decimal(peek());
      if (d < 0) break;
      if (n > (INT64_MAX - d) / 10) return fail("Too many decimal digits in format string");
      n = n * 10 + d;
    }
    *out = at == start ? -1 : n;
    return true;
  }
};

bool separator_error(Spec* s, uint32_t type) {
  if (type > 32 && type < 128) err_format(ExcValueError, "Cannot specify '%c' with '%c'.", s->separator, static_cast<int>(type));
  else err_format(ExcValueError, "Cannot specify '%c' with '\\x%x'.", s->separator, type);
  return false;
}

bool separator_allowed(const Spec& s) {
  switch (s.type) {
    case 'd': case 'e': case 'f': case 'g': case 'E': case 'G': case '%': case 'F': case 0: return true;
    case 'b': case 'o': case 'x': case 'X': return s.separator == '_';
    default: return false;
  }
}

bool read_separators(SpecReader& r, Spec* s) {
  if (r.take(',')) s->separator = ',';
  if (r.peek() == '_' && r.at < r.end) {
    if (s->separator) return fail("Cannot specify both ',' and '_'.");
    s->separator = '_';
    ++r.at;
  }
  if (r.peek() == ',' && s->separator == '_') return fail("Cannot specify both ',' and '_'.");
  return true;
}

bool read_spec(Object* text, Object* o, char default_type, char default_align, Spec* s) {
  SpecReader r{text, 0, str_length(text)};
  bool align_given = false, fill_given = false;
  s->align = default_align;
  s->type = static_cast<uint32_t>(default_type);
  if (r.end >= 2 && is_align(r.peek(1))) {
    s->fill = r.peek();
    s->align = static_cast<char>(r.peek(1));
    align_given = fill_given = true;
    r.at = 2;
  } else if (r.end >= 1 && is_align(r.peek())) {
    s->align = static_cast<char>(r.peek());
    align_given = true;
    r.at = 1;
  }
  if (r.peek() == ' ' || r.peek() == '+' || r.peek() == '-') s->sign = static_cast<char>(r.peek()), ++r.at;
  s->no_negative_zero = r.take('z');
  s->alternate = r.take('#');
  if (!fill_given && r.peek() == '0') {
    s->fill = '0';
    if (!align_given && default_align == '>') s->align = '=';
    ++r.at;
  }
  if (!r.number(&s->width) || !read_separators(r, s)) return false;
  if (r.take('.')) {
    if (!r.number(&s->precision)) return false;
    if (s->precision < 0) return fail("Format specifier missing precision");
  }
  if (r.end - r.at > 1) {
    err_format(ExcValueError, "Invalid format specifier '%U' for object of type '%.200s'", text, type_of(o)->tp_name.get());
    return false;
  }
  if (r.at < r.end) s->type = r.peek();
  if (s->separator && !separator_allowed(*s)) return separator_error(s, s->type);
  return true;
}

// ---- numbers

// The parts of a number's text, in the order in which they are written.
struct NumberText {
  bool negative = false;
  std::string prefix;     // 0x and kin
  std::string digits;     // of the integer part
  std::string rest;       // point, fraction, exponent, %, or a whole "nan"
};

// Groups digits from the right and fills with zeros up to min_width.
std::string group_digits(const std::string& digits, char separator, int size, int64_t min_width) {
  int64_t remaining = static_cast<int64_t>(digits.size());
  if (remaining == 0) return "";
  std::string out;  // reversed
  for (bool first = true;; first = false) {
    if (!first) out.push_back(separator);
    int64_t n = std::max(std::max(remaining, min_width), int64_t{1});
    if (separator) n = std::min<int64_t>(n, size);
    int64_t characters = std::max<int64_t>(0, std::min(remaining, n));
    for (int64_t i = 0; i < characters; ++i) out.push_back(digits[static_cast<size_t>(--remaining)]);
    out.append(static_cast<size_t>(n - characters), '0');
    min_width -= n;
    if (remaining <= 0 && min_width <= 0) break;
    min_width -= 1;
  }
  return std::string(out.rbegin(), out.rend());
}

// Lays a number out in a StrWriter.
Object* finish_number(const Spec& s, const NumberText& t, bool upper) {
  if (s.width > static_cast<int64_t>(rt().heap.limit)) return err_no_memory();
  std::string sign;
  if (t.negative) sign = "-";
  else if (s.sign == '+' || s.sign == ' ') sign = std::string(1, s.sign);
  int64_t others = static_cast<int64_t>(sign.size() + t.prefix.size() + t.rest.size());
  int64_t min_width = s.fill == '0' && s.align == '=' ? s.width - others : 0;
  int group = s.type == 'b' || s.type == 'o' || s.type == 'x' || s.type == 'X' ? 4 : 3;
  std::string digits = group_digits(t.digits, s.separator, group, min_width);
  std::string prefix = t.prefix;
  if (upper)
    for (std::string* text : {&digits, &prefix})
      for (char& c : *text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  int64_t padding = std::max<int64_t>(0, s.width - others - static_cast<int64_t>(digits.size()));
  int64_t left = 0, inside = 0, right = 0;
  if (s.align == '<') right = padding;
  else if (s.align == '^') left = padding / 2, right = padding - left;
  else if (s.align == '=') inside = padding;
  else left = padding;
  StrWriter w;
  std::string tail = digits + t.rest;
  bool ok = w.write_fill(s.fill, left) == 0 && w.write_ascii(sign.data(), static_cast<int64_t>(sign.size())) == 0 &&
            w.write_ascii(prefix.data(), static_cast<int64_t>(prefix.size())) == 0 && w.write_fill(s.fill, inside) == 0 &&
            w.write_ascii(tail.data(), static_cast<int64_t>(tail.size())) == 0 && w.write_fill(s.fill, right) == 0;
  if (ok) return w.finish();
  w.drop();
  return nullptr;
}

// "-12.5e3" -> its parts.
NumberText split_number(std::string text) {
  NumberText t;
  if (!text.empty() && text[0] == '-') t.negative = true, text.erase(0, 1);
  size_t n = 0;
  while (n < text.size() && text[n] >= '0' && text[n] <= '9') ++n;
  t.digits = text.substr(0, n);
  t.rest = text.substr(n);
  return t;
}

bool is_float_code(uint32_t c) { return c == 'e' || c == 'E' || c == 'f' || c == 'F' || c == 'g' || c == 'G' || c == '%'; }

// What 'z' asks for: a zero that only rounding made negative loses its sign.
void drop_negative_zero(std::string* text) {
  if (text->empty() || (*text)[0] != '-') return;
  for (char c : *text) {
    if (c == 'e' || c == 'E') break;
    if ((c >= '1' && c <= '9') || (c | 0x20) == 'n' || (c | 0x20) == 'i') return;
  }
  text->erase(0, 1);
}

// The text of one double by type and precision; 'n' is 'g', 0 is repr or 'g'.
std::string double_text(const Spec& s, double value, int default_precision, bool add_dot_0) {
  char type = static_cast<char>(s.type);
  int flags = s.alternate ? kFloatAlt : 0;
  if (type == 0) {
    type = 'r';
    if (add_dot_0) flags |= kFloatAddDot0;
  } else if (type == 'n') {
    type = 'g';
  }
  bool percent = type == '%';
  if (percent) type = 'f', value *= 100;
  int precision = static_cast<int>(s.precision);
  if (precision < 0) precision = type == 'r' ? 0 : default_precision;
  else if (type == 'r') type = 'g';
  std::string text = float_to_text(value, type, precision, flags);
  if (s.no_negative_zero) drop_negative_zero(&text);
  return percent ? text + "%" : text;
}

bool precision_fits(const Spec& s) {
  if (s.precision > INT32_MAX) return fail("precision too big");
  if (s.precision <= static_cast<int64_t>(rt().heap.limit / 4) && s.precision <= INT32_MAX / 2) return true;
  err_no_memory();
  return false;
}

Object* format_double(const Spec& s, double value) {
  if (!precision_fits(s)) return nullptr;
  return finish_number(s, split_number(double_text(s, value, 6, true)), false);
}

Object* format_character(const Spec& s, Object* o) {
  if (s.sign) return fail("Sign not allowed with integer format specifier 'c'"), nullptr;
  if (s.alternate) return fail("Alternate form (#) not allowed with integer format specifier 'c'"), nullptr;
  int64_t ch = int_as_i64(o);
  if (ch == -1 && err_occurred()) return nullptr;
  if (ch < 0 || ch > 0x10ffff) return err_format(ExcOverflowError, "%%c arg not in range(0x110000)");
  int64_t padding = std::max<int64_t>(0, s.width - 1), left = 0;
  if (s.align == '>' || s.align == '=') left = padding;
  else if (s.align == '^') left = padding / 2;
  StrWriter w;
  if (w.write_fill(s.fill, left) < 0 || w.write_char(static_cast<uint32_t>(ch)) < 0 || w.write_fill(s.fill, padding - left) < 0)
    return w.drop(), nullptr;
  return w.finish();
}

Object* format_int(const Spec& s, Object* o) {
  if (s.precision != -1) return fail("Precision not allowed in integer format specifier"), nullptr;
  if (s.no_negative_zero) return fail("Negative zero coercion (z) not allowed in integer format specifier"), nullptr;
  if (s.type == 'c') return format_character(s, o);
  int base = s.type == 'b' ? 2 : s.type == 'o' ? 8 : s.type == 'x' || s.type == 'X' ? 16 : 10;
  Ref<> text(int_format(o, base));
  if (!text) return nullptr;
  NumberText t = split_number(std::string(static_cast<const char*>(str_data(text)), static_cast<size_t>(str_length(text))));
  if (base != 10) {
    t.rest.insert(0, t.digits);
    t.digits = t.rest.substr(2);
    if (s.alternate) t.prefix = t.rest.substr(0, 2);
    t.rest.clear();
  }
  return finish_number(s, t, s.type == 'X');
}

Object* format_text(const Spec& s, Object* o) {
  if (s.sign) return fail(s.sign == ' ' ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier"), nullptr;
  if (s.no_negative_zero) return fail("Negative zero coercion (z) not allowed in string format specifier"), nullptr;
  if (s.alternate) return fail("Alternate form (#) not allowed in string format specifier"), nullptr;
  if (s.align == '=') return fail("'=' alignment not allowed in string format specifier"), nullptr;
  int64_t n = str_length(o);
  if ((s.width == -1 || s.width <= n) && (s.precision == -1 || s.precision >= n)) return str_from_object(o);
  if (s.precision >= 0 && n >= s.precision) n = s.precision;
  int64_t padding = std::max<int64_t>(0, s.width - n), left = 0;
  if (s.align == '>') left = padding;
  else if (s.align == '^') left = padding / 2;
  StrWriter w;
  if (w.write_fill(s.fill, left) < 0 || w.write_substring(o, 0, n) < 0 || w.write_fill(s.fill, padding - left) < 0)
    return w.drop(), nullptr;
  return w.finish();
}

Object* format_complex(const Spec& s, Object* o) {
  if (!precision_fits(s)) return nullptr;
  if (s.fill == '0') return fail("Zero padding is not allowed in complex format specifier"), nullptr;
  if (s.align == '=') return fail("'=' alignment flag is not allowed in complex format specifier"), nullptr;
  ComplexValue v = static_cast<ComplexObject*>(o)->cval;
  bool bare = s.type == 0;
  bool skip_real = bare && v.real == 0.0 && !std::signbit(v.real), parentheses = bare && !skip_real;
  Spec part = s;
  part.width = -1;
  auto text_of = [&](double d, char sign) -> std::string {
    part.sign = sign;
    Ref<> text(finish_number(part, split_number(double_text(part, d, 6, false)), false));
    return text ? std::string(static_cast<const char*>(str_data(text)), static_cast<size_t>(str_length(text))) : "";
  };
  std::string text = skip_real ? text_of(v.imag, s.sign) : text_of(v.real, s.sign) + text_of(v.imag, '+');
  if (err_occurred()) return nullptr;
  text += "j";
  if (parentheses) text = "(" + text + ")";
  Ref<> whole(str_from_ascii(text.data(), static_cast<int64_t>(text.size())));
  if (!whole) return nullptr;
  Spec pad;
  pad.fill = s.fill, pad.align = s.align, pad.width = s.width;
  return format_text(pad, whole);
}

bool exact_or_plain(Object* spec) { return str_length(spec) == 0; }

}  // namespace

Object* str_format_advanced(Object* o, Object* text) {
  if (exact_or_plain(text)) return object_str(o);
  Spec s;
  if (!read_spec(text, o, 's', '<', &s)) return nullptr;
  return s.type == 's' ? format_text(s, o) : unknown_type(s.type, o);
}

Object* int_format_advanced(Object* o, Object* text) {
  if (exact_or_plain(text)) return object_str(o);
  Spec s;
  if (!read_spec(text, o, 'd', '>', &s)) return nullptr;
  switch (s.type) {
    case 'b': case 'c': case 'd': case 'o': case 'x': case 'X': case 'n': return format_int(s, o);
    default: break;
  }
  if (!is_float_code(s.type)) return unknown_type(s.type, o);
  double value = int_as_double(o);
  return value == -1.0 && err_occurred() ? nullptr : format_double(s, value);
}

Object* float_format_advanced(Object* o, Object* text) {
  if (exact_or_plain(text)) return object_str(o);
  Spec s;
  if (!read_spec(text, o, 0, '>', &s)) return nullptr;
  if (s.type != 0 && s.type != 'n' && !is_float_code(s.type)) return unknown_type(s.type, o);
  return format_double(s, float_value(o));
}

Object* complex_format_advanced(Object* o, Object* text) {
  if (exact_or_plain(text)) return object_str(o);
  Spec s;
  if (!read_spec(text, o, 0, '>', &s)) return nullptr;
  if (s.type != 0 && s.type != 'n' && (!is_float_code(s.type) || s.type == '%')) return unknown_type(s.type, o);
  return format_complex(s, o);
}

}  // namespace innards
