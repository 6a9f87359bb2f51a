// The % operator of bytes and bytearray. (CPython: _PyBytes_FormatEx)
#include "object/byte_methods.h"
#include "object/call.h"
#include "object/format_percent.h"
#include "object/identifiers.h"
#include "object/type.h"

namespace innards {

namespace {

bool fail(Object* type, const char* text) {
  err_set_string(type, text);
  return false;
}

// The format is copied into a bytes object and the output grows in a bytearray: both may live across calls into Python.
struct Format {
  Object* bytes;
  int64_t at = 0;
  PercentArgs args;
  Object* out;

  bool more() const { return at < bytes_size(bytes); }
  char peek() const { return bytes_as_string(bytes)[at]; }
};

bool put(Format* f, const char* data, int64_t size) {
  int64_t n = bytearray_size(f->out);
  if (bytearray_resize(f->out, n + size) < 0) return false;
  if (size) std::memcpy(bytearray_as_string(f->out) + n, data, static_cast<size_t>(size));
  return true;
}
bool put_fill(Format* f, char c, int64_t count) {
  if (count <= 0) return true;
  int64_t n = bytearray_size(f->out);
  if (bytearray_resize(f->out, n + count) < 0) return false;
  std::memset(bytearray_as_string(f->out) + n, c, static_cast<size_t>(count));
  return true;
}

bool incomplete() { return fail(ExcValueError, "incomplete format"); }

bool take_key(Format* f) {
  if (!f->args.mapping) return fail(ExcTypeError, "format requires a mapping");
  int64_t start = f->at;
  int depth = 1;
  for (; depth > 0 && f->more(); ++f->at) {
    if (f->peek() == ')') --depth;
    if (f->peek() == '(') ++depth;
  }
  if (depth > 0) return fail(ExcValueError, "incomplete format key");
  Ref<> key(bytes_from_data(bytes_as_string(f->bytes) + start, f->at - 1 - start));
  if (!key) return false;
  xdecref(f->args.owned);
  f->args.owned = object_get_item(f->args.mapping, key);
  if (!f->args.owned) return false;
  f->args.args = f->args.owned;
  f->args.count = -1;
  f->args.index = -2;
  return true;
}

bool take_number(Format* f, const char* too_big, bool precision, int64_t* out) {
  if (f->more() && f->peek() == '*') {
    ++f->at;
    return percent_star(&f->args, precision, out);
  }
  int64_t n = -1;
  for (; f->more() && f->peek() >= '0' && f->peek() <= '9'; ++f->at) {
    if (n < 0) n = 0;
    if (n > ((precision ? INT32_MAX : INT64_MAX) - (f->peek() - '0')) / 10) return fail(ExcValueError, too_big);
    n = n * 10 + (f->peek() - '0');
  }
  if (n >= 0) *out = n;
  return true;
}

bool take_directive(Format* f, PercentSpec* d) {
  if (f->more() && f->peek() == '(') {
    ++f->at;
    if (!take_key(f)) return false;
  }
  for (bool flag = true; flag && f->more();) {
    char c = f->peek();
    if (c == '-') d->left = true;
    else if (c == '+') d->plus = true;
    else if (c == ' ') d->blank = true;
    else if (c == '#') d->alternate = true;
    else if (c == '0') d->zero = true;
    else flag = false;
    if (flag) ++f->at;
  }
  if (!take_number(f, "width too big", false, &d->width)) return false;
  if (d->width < -1) d->left = true, d->width = -d->width;
  if (f->more() && f->peek() == '.') {
    ++f->at;
    d->precision = 0;
    if (!take_number(f, "prec too big", true, &d->precision)) return false;
    if (d->precision < 0) d->precision = 0;
  }
  if (f->more() && (f->peek() == 'h' || f->peek() == 'l' || f->peek() == 'L')) ++f->at;
  if (!f->more()) return incomplete();
  d->code = static_cast<uint8_t>(f->peek());
  ++f->at;
  return true;
}

bool put_run(Format* f, const PercentSpec& d, const char* data, int64_t size) {
  int64_t padding = d.width - size;
  return (d.left || put_fill(f, ' ', padding)) && put(f, data, size) && (!d.left || put_fill(f, ' ', padding));
}

bool put_number(Format* f, const PercentSpec& d, const PercentText& t) {
  int64_t size = (t.sign != 0) + static_cast<int64_t>(t.prefix.size() + t.body.size()), padding = d.width - size;
  bool zeros = d.zero && !d.left;
  if (!d.left && !zeros && !put_fill(f, ' ', padding)) return false;
  if (t.sign && !put(f, &t.sign, 1)) return false;
  if (!put(f, t.prefix.data(), static_cast<int64_t>(t.prefix.size())) || (zeros && !put_fill(f, '0', padding))) return false;
  return put(f, t.body.data(), static_cast<int64_t>(t.body.size())) && (!d.left || put_fill(f, ' ', padding));
}

// %b and %s: new reference to something with a buffer.
Object* bytes_like(Object* v) {
  if (bytes_check(v) || bytearray_check(v)) return new_ref(v);
  Ref<> method(object_lookup_special(v, ID(__bytes__)));
  if (method) {
    Ref<> result(object_call_no_args(method));
    if (result && !bytes_check(result))
      return err_format(ExcTypeError, "__bytes__ returned non-bytes (type %.200s)", type_of(result)->tp_name.get());
    return result.release();
  }
  if (err_occurred()) return nullptr;
  if (object_check_buffer(v)) return bytes_from_object(v);
  return err_format(ExcTypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%.100s'",
                    type_of(v)->tp_name.get());
}

bool put_cut(Format* f, const PercentSpec& d, ByteSpan s) {
  return put_run(f, d, s.data, d.precision >= 0 && d.precision < s.size ? d.precision : s.size);
}

bool put_character(Format* f, const PercentSpec& d, Object* v) {
  char c;
  if ((bytes_check(v) || bytearray_check(v)) && span_of_self(v).size == 1) {
    c = span_of_self(v).data[0];
  } else if (int_check(v)) {
    int overflow;
    int64_t n = int_as_i64_and_overflow(v, &overflow);
    if (overflow || n < 0 || n > 255) return fail(ExcOverflowError, "%c arg not in range(256)");
    c = static_cast<char>(n);
  } else {
    return fail(ExcTypeError, "%c requires an integer in range(256) or a single byte");
  }
  return put_run(f, d, &c, 1);
}

bool put_argument(Format* f, const PercentSpec& d, Object* v) {
  PercentText t;
  switch (d.code) {
    case 'a': case 'r': {
      Ref<> text(object_ascii(v));
      return text && put_cut(f, d, {static_cast<const char*>(str_data(text)), str_length(text)});
    }
    case 's': case 'b': {
      Ref<> run(bytes_like(v));
      return run && put_cut(f, d, span_of_self(run));
    }
    case 'c': return put_character(f, d, v);
    case 'i': case 'u': case 'd': case 'o': case 'x': case 'X': {
      Ref<> number(percent_int_value(v, d.code == 'i' ? 'd' : d.code));  // an error speaks of %d, as CPython's does
      return number && percent_int_text(number, d, &t) && put_number(f, d, t);
    }
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
      if (!number_check(v)) return err_format(ExcTypeError, "float argument required, not %.200s", type_of(v)->tp_name.get()), false;
      return percent_float_text(v, d, &t) && put_number(f, d, t);
    default:
      err_format(ExcValueError, "unsupported format character '%c' (0x%x) at index %zd", static_cast<int>(d.code), d.code, f->at - 1);
      return false;
  }
}

bool put_directive(Format* f) {
  if (f->more() && f->peek() == '%') {
    ++f->at;
    return put(f, "%", 1);
  }
  PercentSpec d;
  if (!take_directive(f, &d)) return false;
  Object* v = percent_next_arg(&f->args);
  return v && put_argument(f, d, v);
}

bool put_all(Format* f) {
  while (f->more()) {
    int64_t start = f->at;
    while (f->more() && f->peek() != '%') ++f->at;
    if (f->at > start) {
      if (!put(f, bytes_as_string(f->bytes) + start, f->at - start)) return false;
    } else {
      ++f->at;
      if (!put_directive(f)) return false;
    }
  }
  if (f->args.index >= f->args.count || f->args.mapping) return true;
  return fail(ExcTypeError, "not all arguments converted during bytes formatting");
}

}  // namespace

Object* bytes_percent(Object* self, Object* args) {
  ByteSpan s = span_of_self(self);
  Ref<> format(bytes_from_data(s.data, s.size)), out(bytearray_from_data(nullptr, 0));
  if (!format || !out) return nullptr;
  Format f;
  f.bytes = format;
  f.out = out;
  percent_begin(&f.args, args);
  if (mapping_check(args) && !tuple_check(args) && !bytes_check(args) && !str_check(args) && !bytearray_check(args)) f.args.mapping = args;
  bool ok = put_all(&f);
  xdecref(f.args.owned);
  if (!ok) return nullptr;
  return make_like(self, bytearray_as_string(out), bytearray_size(out));
}

}  // namespace innards
