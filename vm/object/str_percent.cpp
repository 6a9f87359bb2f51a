// The % operator of str. (CPython: PyUnicode_Format)
#include <string>

#include "base/float_text.h"
#include "object/float.h"
#include "object/format_percent.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str_impl.h"
#include "object/tuple.h"

namespace innards {

// ---- shared with bytes

Object* percent_next_arg(PercentArgs* a) {
  if (a->index < a->count) {
    int64_t i = a->index++;
    return a->count < 0 ? a->args : tuple_item_at(a->args, i);
  }
  err_set_string(ExcTypeError, "not enough arguments for format string");
  return nullptr;
}

void percent_begin(PercentArgs* a, Object* args) {
  a->args = args;
  bool tuple = tuple_check(args);
  a->count = tuple ? tuple_size_of(args) : -1;
  a->index = tuple ? 0 : -2;
}

bool percent_finish(const PercentArgs& a) {
  if (a.index >= a.count || a.mapping) return true;
  err_set_string(ExcTypeError, "not all arguments converted during string formatting");
  return false;
}

bool percent_star(PercentArgs* a, bool precision, int64_t* out) {
  Object* v = percent_next_arg(a);
  if (!v) return false;
  if (!int_check(v)) {
    err_set_string(ExcTypeError, "* wants int");
    return false;
  }
  *out = precision ? int_as_int(v) : int_as_ssize_t(v);
  return *out != -1 || !err_occurred();
}

// The digits of an int under a directive, with sign and prefix apart. False: error set.
bool percent_int_text(Object* number, const PercentSpec& d, PercentText* out) {
  if (d.precision > static_cast<int64_t>(rt().heap.limit / 4)) return err_no_memory(), false;
  int base = d.code == 'o' ? 8 : d.code == 'x' || d.code == 'X' ? 16 : 10;
  Ref<> s(int_format(number, base));
  if (!s) return false;
  std::string text(static_cast<const char*>(str_data(s)), static_cast<size_t>(str_length(s)));
  if (text[0] == '-') out->sign = '-', text.erase(0, 1);
  if (base != 10) {
    if (d.alternate) out->prefix = text.substr(0, 2);
    text.erase(0, 2);
  }
  if (d.precision > static_cast<int64_t>(text.size())) text.insert(0, static_cast<size_t>(d.precision) - text.size(), '0');
  if (d.code == 'X') {
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (d.alternate) out->prefix = "0X";
  }
  if (!out->sign) out->sign = d.plus ? '+' : d.blank ? ' ' : 0;
  out->body = text;
  return true;
}

// The int a directive shows: new reference. TypeError with CPython's words.
Object* percent_int_value(Object* v, uint32_t code) {
  if (int_check(v)) return new_ref(v);
  bool exact = code == 'o' || code == 'x' || code == 'X';
  if (number_check(v)) {
    Object* number = exact ? number_index_raw(v) : number_long(v);
    if (number) return number;
    if (!err_exception_matches(ExcTypeError)) return nullptr;
    err_clear();
  }
  return err_format(ExcTypeError, exact ? "%%%c format: an integer is required, not %.200s" : "%%%c format: a real number is required, not %.200s",
                    static_cast<int>(code), type_of(v)->tp_name.get());
}

bool percent_float_text(Object* v, const PercentSpec& d, PercentText* out) {
  double value = float_as_double(v);
  if (value == -1.0 && err_occurred()) return false;
  int precision = d.precision < 0 ? 6 : static_cast<int>(d.precision);
  if (static_cast<uint64_t>(precision) > rt().heap.limit / 4 || precision > INT32_MAX / 2) return err_no_memory(), false;
  out->body = float_to_text(value, static_cast<char>(d.code), precision, d.alternate ? kFloatAlt : 0);
  if (out->body[0] == '-') out->sign = '-', out->body.erase(0, 1);
  else out->sign = d.plus ? '+' : d.blank ? ' ' : 0;
  return true;
}

// ---- str

namespace {

bool fail(Object* type, const char* text) {
  err_set_string(type, text);
  return false;
}

struct Format {
  Object* text;
  int64_t at = 0, end;
  PercentArgs args;

  bool more() const { return at < end; }
  uint32_t next() { return str_read_char(text, at++); }
};

// "(name)": looks the object up; it becomes the only argument.
bool take_key(Format* f) {
  if (!f->args.mapping) return fail(ExcTypeError, "format requires a mapping");
  int64_t start = f->at;
  int depth = 1;
  while (depth > 0 && f->more()) {
    uint32_t c = f->next();
    if (c == ')') --depth;
    if (c == '(') ++depth;
  }
  if (depth > 0) return fail(ExcValueError, "incomplete format key");
  Ref<> key(str_substring(f->text, start, f->at - 1));
  if (!key) return false;
  xdecref(f->args.owned);
  f->args.owned = object_get_item(f->args.mapping, key);
  if (!f->args.owned) return false;
  f->args.args = f->args.owned;
  f->args.count = -1;
  f->args.index = -2;
  return true;
}

bool take_digits(Format* f, uint32_t* c, const char* too_big, int64_t limit, int64_t* out) {
  int64_t n = 0;
  while (*c >= '0' && *c <= '9') {
    if (n > (limit - (*c - '0')) / 10) return fail(ExcValueError, too_big);
    n = n * 10 + (*c - '0');
    *c = f->more() ? f->next() : 0;
    if (!*c) break;
  }
  *out = n;
  return true;
}

bool incomplete() { return fail(ExcValueError, "incomplete format"); }

bool take_flags(Format* f, PercentSpec* d, uint32_t* c) {
  for (;;) {
    if (!f->more()) return incomplete();
    *c = f->next();
    if (*c == '-') d->left = true;
    else if (*c == '+') d->plus = true;
    else if (*c == ' ') d->blank = true;
    else if (*c == '#') d->alternate = true;
    else if (*c == '0') d->zero = true;
    else return true;
  }
}

// Everything behind the '%' up to and with the code.
bool take_directive(Format* f, PercentSpec* d) {
  if (!f->more()) return incomplete();
  if (str_read_char(f->text, f->at) == '(') {
    ++f->at;
    if (!take_key(f)) return false;
  }
  uint32_t c;
  if (!take_flags(f, d, &c)) return false;
  if (c == '*') {
    if (!percent_star(&f->args, false, &d->width)) return false;
    if (d->width < 0) d->left = true, d->width = -d->width;
    if (!f->more()) return incomplete();
    c = f->next();
  } else if (c >= '0' && c <= '9') {
    if (!take_digits(f, &c, "width too big", kMaxSize, &d->width)) return false;
    if (!c) return incomplete();
  }
  if (c == '.') {
    d->precision = 0;
    if (!f->more()) return incomplete();
    c = f->next();
    if (c == '*') {
      if (!percent_star(&f->args, true, &d->precision)) return false;
      if (d->precision < 0) d->precision = 0;
      if (!f->more()) return incomplete();
      c = f->next();
    } else if (c >= '0' && c <= '9') {
      if (!take_digits(f, &c, "precision too big", INT32_MAX, &d->precision)) return false;
      if (!c) return incomplete();
    }
  }
  if (c == 'h' || c == 'l' || c == 'L') {
    if (!f->more()) return incomplete();
    c = f->next();
  }
  d->code = c;
  return true;
}

// Sign, prefix and body with padding.
int write_number(StrWriter* w, const PercentSpec& d, const PercentText& t) {
  int64_t length = (t.sign != 0) + static_cast<int64_t>(t.prefix.size() + t.body.size());
  int64_t padding = d.width > length ? d.width - length : 0;
  bool zeros = d.zero && !d.left;
  if (!d.left && !zeros && w->write_fill(' ', padding) < 0) return -1;
  if (t.sign && w->write_char(static_cast<uint32_t>(t.sign)) < 0) return -1;
  if (w->write_ascii(t.prefix.data(), static_cast<int64_t>(t.prefix.size())) < 0) return -1;
  if (zeros && w->write_fill('0', padding) < 0) return -1;
  if (w->write_ascii(t.body.data(), static_cast<int64_t>(t.body.size())) < 0) return -1;
  return d.left ? w->write_fill(' ', padding) : 0;
}

int write_text(StrWriter* w, const PercentSpec& d, Object* s) {
  int64_t n = str_length(s);
  if (d.precision >= 0 && n > d.precision) n = d.precision;
  int64_t padding = d.width > n ? d.width - n : 0;
  if (!d.left && w->write_fill(' ', padding) < 0) return -1;
  if (w->write_substring(s, 0, n) < 0) return -1;
  return d.left ? w->write_fill(' ', padding) : 0;
}

// %c
Object* character(Object* v) {
  if (str_check(v) && str_length(v) == 1) return str_from_char(str_read_char(v, 0));
  if (!str_check(v)) {
    Ref<> number(int_check(v) ? new_ref(v) : number_index_raw(v));
    if (number) {
      int overflow;
      int64_t ch = int_as_i64_and_overflow(number, &overflow);
      if (overflow || ch < 0 || ch > 0x10ffff) return err_format(ExcOverflowError, "%%c arg not in range(0x110000)");
      return str_from_char(static_cast<uint32_t>(ch));
    }
    err_clear();
  }
  return err_format(ExcTypeError, "%%c requires int or char");
}

int write_owned_text(StrWriter* w, const PercentSpec& d, Object* stolen) {
  Ref<> s(stolen);
  return s ? write_text(w, d, s) : -1;
}

int write_argument(StrWriter* w, const Format& f, PercentSpec d, Object* v) {
  PercentText t;
  switch (d.code) {
    case 's': return write_owned_text(w, d, str_check_exact(v) ? new_ref(v) : object_str(v));
    case 'r': return write_owned_text(w, d, object_repr(v));
    case 'a': return write_owned_text(w, d, object_ascii(v));
    case 'c':
      d.precision = -1;
      return write_owned_text(w, d, character(v));
    case 'i': case 'u': case 'd': case 'o': case 'x': case 'X': {
      Ref<> number(percent_int_value(v, d.code));
      return number && percent_int_text(number, d, &t) ? write_number(w, d, t) : -1;
    }
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
      return percent_float_text(v, d, &t) ? write_number(w, d, t) : -1;
    default:
      err_format(ExcValueError, "unsupported format character '%c' (0x%x) at index %zd",
                 d.code >= 31 && d.code <= 126 ? static_cast<int>(d.code) : '?', d.code, f.at - 1);
      return -1;
  }
}

int write_directive(StrWriter* w, Format* f) {
  if (f->more() && str_read_char(f->text, f->at) == '%') {
    ++f->at;
    return w->write_char('%');
  }
  PercentSpec d;
  if (!take_directive(f, &d)) return -1;
  Object* v = percent_next_arg(&f->args);
  if (!v) return -1;
  if (!f->more()) w->overallocate = false;
  int rc = write_argument(w, *f, d, v);
  if (rc == 0 && f->args.mapping && f->args.index < f->args.count) {
    err_set_string(ExcTypeError, "not all arguments converted during string formatting");
    return -1;
  }
  return rc;
}

}  // namespace

Object* str_format_percent(Object* format, Object* args) {
  if (!ensure_str(format)) return nullptr;
  Format f;
  f.text = format;
  f.end = str_length(format);
  percent_begin(&f.args, args);
  if (mapping_check(args) && !tuple_check(args) && !str_check(args)) f.args.mapping = args;
  StrWriter w;
  w.overallocate = true;
  w.min_length = f.end + 100;
  int rc = 0;
  while (rc == 0 && f.more()) {
    int64_t start = f.at;
    while (f.more() && str_read_char(format, f.at) != '%') ++f.at;
    if (f.at > start) {
      if (!f.more()) w.overallocate = false;
      rc = w.write_substring(format, start, f.at);
      continue;
    }
    ++f.at;
    rc = write_directive(&w, &f);
  }
  if (rc == 0 && !percent_finish(f.args)) rc = -1;
  xdecref(f.args.owned);
  if (rc == 0) return w.finish();
  w.drop();
  return nullptr;
}

}  // namespace innards
