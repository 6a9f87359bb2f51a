// str_from_format: the printf-like maker of error texts. (CPython: PyUnicode_FromFormatV)
#include <cstdio>

#include "base/utf8.h"
#include "object/protocol.h"
#include "object/str_impl.h"

namespace innards {

namespace {

// One %-directive: "%-010.200lls".
struct Directive {
  bool left = false, zero = false;
  int64_t width = -1, precision = -1;
  int longs = 0;     // how many l
  bool size = false;  // z
  char code = 0;
};

const char* read_number(const char* p, int64_t* out) {
  int64_t n = 0;
  while (*p >= '0' && *p <= '9') n = n * 10 + (*p++ - '0');
  *out = n;
  return p;
}

// `p` behind the '%'; returns behind the directive.
const char* read_directive(const char* p, Directive* d) {
  for (;; ++p) {
    if (*p == '-') d->left = true;
    else if (*p == '0') d->zero = true;
    else break;
  }
  if (*p >= '1' && *p <= '9') p = read_number(p, &d->width);
  if (*p == '.') p = read_number(p + 1, &d->precision);
  while (*p == 'l') ++d->longs, ++p;
  if (*p == 'z') d->size = true, ++p;
  d->code = *p;
  return *p ? p + 1 : p;
}

int write_padded(StrWriter* w, const Directive& d, Object* s, int64_t n) {
  int64_t fill = d.width > n ? d.width - n : 0;
  if (!d.left && w->write_fill(' ', fill) < 0) return -1;
  if (w->write_substring(s, 0, n) < 0) return -1;
  return d.left ? w->write_fill(' ', fill) : 0;
}

// A str, cut to the precision; drops the reference.
int write_object(StrWriter* w, const Directive& d, Object* stolen) {
  if (!stolen) return -1;
  int64_t n = str_length(stolen);
  if (d.precision >= 0 && n > d.precision) n = d.precision;
  int rc = write_padded(w, d, stolen, n);
  decref(stolen);
  return rc;
}

int write_cstr(StrWriter* w, const Directive& d, const char* text) {
  int64_t n = 0;
  if (!text) text = "(null)";
  while (text[n] && (d.precision < 0 || n < d.precision)) ++n;
  Object* s = str_decode_utf8(text, n, "replace");
  if (!s) return -1;
  int rc = write_padded(w, d, s, str_length(s));
  decref(s);
  return rc;
}

int write_integer(StrWriter* w, const Directive& d, bool negative, uint64_t magnitude, int base) {
  char digits[24];
  int n = 0;
  do {
    digits[n++] = "0123456789abcdef"[magnitude % base];
    magnitude /= base;
  } while (magnitude);
  int64_t zeros = d.precision > n ? d.precision - n : 0;
  int64_t total = n + negative + zeros;
  int64_t fill = d.width > total ? d.width - total : 0;
  if (fill && !d.zero && !d.left && w->write_fill(' ', fill) < 0) return -1;
  if (negative && w->write_char('-') < 0) return -1;
  if (fill && d.zero && !d.left) zeros += fill;
  if (w->write_fill('0', zeros) < 0) return -1;
  while (n) if (w->write_char(digits[--n]) < 0) return -1;
  return d.left ? w->write_fill(' ', fill) : 0;
}

int write_signed(StrWriter* w, const Directive& d, int64_t v) {
  return write_integer(w, d, v < 0, v < 0 ? 0 - static_cast<uint64_t>(v) : static_cast<uint64_t>(v), 10);
}

int write_pointer(StrWriter* w, const void* p) {
  Directive d;
  if (w->write_ascii("0x") < 0) return -1;
  return write_integer(w, d, false, reinterpret_cast<uintptr_t>(p), 16);
}

// The value is taken from the list here, by the type that the directive says.
int write_directive(StrWriter* w, const Directive& d, va_list* args) {
  bool wide = d.longs > 0 || d.size;
  switch (d.code) {
    case 'd': case 'i':
      return write_signed(w, d, wide ? va_arg(*args, int64_t) : va_arg(*args, int));
    case 'u':
      return write_integer(w, d, false, wide ? va_arg(*args, uint64_t) : va_arg(*args, unsigned), 10);
    case 'x':
      return write_integer(w, d, false, wide ? va_arg(*args, uint64_t) : va_arg(*args, unsigned), 16);
    case 'c': {
      int ch = va_arg(*args, int);
      if (ch < 0 || ch > 0x10ffff) {
        err_set_string(ExcOverflowError, "character argument not in range(0x110000)");
        return -1;
      }
      return w->write_char(static_cast<uint32_t>(ch));
    }
    case 'p': return write_pointer(w, va_arg(*args, void*));
    case 's': return write_cstr(w, d, va_arg(*args, const char*));
    case 'U': return write_object(w, d, new_ref(va_arg(*args, Object*)));
    case 'V': {
      Object* o = va_arg(*args, Object*);
      const char* text = va_arg(*args, const char*);
      return o ? write_object(w, d, new_ref(o)) : write_cstr(w, d, text);
    }
    case 'S': return write_object(w, d, object_str(va_arg(*args, Object*)));
    case 'R': return write_object(w, d, object_repr(va_arg(*args, Object*)));
    case 'A': return write_object(w, d, object_ascii(va_arg(*args, Object*)));
    case 'T': return write_cstr(w, d, type_of(va_arg(*args, Object*))->tp_name);
    case '%': return w->write_char('%');
    default:
      err_format(ExcSystemError, "invalid format string");
      return -1;
  }
}

}  // namespace

Object* str_from_format_v(const char* format, va_list args) {
  StrWriter w;
  w.min_length = static_cast<int64_t>(std::strlen(format)) + 100;
  w.overallocate = true;
  va_list list;
  va_copy(list, args);
  bool ok = true;
  for (const char* p = format; ok && *p;) {
    const char* q = p;
    while (*q && *q != '%') ++q;
    if (q > p) {
      ok = w.write_ascii(p, q - p) == 0;
      p = q;
      continue;
    }
    Directive d;
    p = read_directive(p + 1, &d);
    if (!*p) w.overallocate = false;
    ok = write_directive(&w, d, &list) == 0;
  }
  va_end(list);
  if (ok) return w.finish();
  w.drop();
  return nullptr;
}

Object* str_from_format(const char* format, ...) {
  va_list args;
  va_start(args, format);
  Object* s = str_from_format_v(format, args);
  va_end(args);
  return s;
}

}  // namespace innards
