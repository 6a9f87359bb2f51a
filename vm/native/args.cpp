// Python/getargs.c: argument parsing for natives, with its error texts.
#include "native/args.h"

#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "object/bytes.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"

namespace innards {

// ---- positional

bool args_check_positional(const char* name, int64_t nargs, int64_t min, int64_t max) {
  if (nargs < min) {
    if (name)
      err_format(ExcTypeError, "%.200s expected %s%zd argument%s, got %zd", name, min == max ? "" : "at least ", min,
                 min == 1 ? "" : "s", nargs);
    else
      err_format(ExcTypeError, "unpacked tuple should have %s%zd element%s, but has %zd", min == max ? "" : "at least ", min,
                 min == 1 ? "" : "s", nargs);
    return false;
  }
  if (nargs > max) {
    if (name)
      err_format(ExcTypeError, "%.200s expected %s%zd argument%s, got %zd", name, min == max ? "" : "at most ", max,
                 max == 1 ? "" : "s", nargs);
    else
      err_format(ExcTypeError, "unpacked tuple should have %s%zd element%s, but has %zd", min == max ? "" : "at most ", max,
                 max == 1 ? "" : "s", nargs);
    return false;
  }
  return true;
}

namespace {
bool unpack(Object** args, int64_t nargs, const char* name, int64_t min, int64_t max, va_list vargs) {
  // wrap_ternaryfunc and kin pass "" as CPython does: then the text has no function name.
  if (!args_check_positional(name, nargs, min, max)) return false;
  for (int64_t i = 0; i < nargs; ++i) *va_arg(vargs, Object**) = args[i];
  return true;
}
}  // namespace

bool args_unpack_tuple(Object* args, const char* name, int64_t min, int64_t max, ...) {
  if (!tuple_check(args)) {
    err_set_string(ExcSystemError, "PyArg_UnpackTuple() argument list is not a tuple");
    return false;
  }
  va_list va;
  va_start(va, max);
  bool ok = unpack(tuple_items(args), tuple_size_of(args), name, min, max, va);
  va_end(va);
  return ok;
}

bool args_unpack_stack(Object** args, int64_t nargs, const char* name, int64_t min, int64_t max, ...) {
  va_list va;
  va_start(va, max);
  bool ok = unpack(args, nargs, name, min, max, va);
  va_end(va);
  return ok;
}

bool args_no_keywords(const char* name, Object* kwargs) {
  if (!kwargs || dict_size_of(kwargs) == 0) return true;
  err_format(ExcTypeError, "%.200s() takes no keyword arguments", name);
  return false;
}
bool args_no_kwnames(const char* name, Object* kwnames) {
  if (!kwnames || tuple_size_of(kwnames) == 0) return true;
  err_format(ExcTypeError, "%s() takes no keyword arguments", name);
  return false;
}
bool args_no_positional(const char* name, Object* args) {
  if (!args || tuple_size_of(args) == 0) return true;
  err_format(ExcTypeError, "%.200s() takes no positional arguments", name);
  return false;
}
void args_bad_argument(const char* name, const char* display, const char* expected, Object* arg) {
  err_format(ExcTypeError, "%.200s() %.200s must be %.50s, not %.50s", name, display, expected,
             is_none(arg) ? "None" : type_name_of(arg));
}

// ---- keywords

namespace {

// How many leading names are "" (positional only), and how many names there are.
void count_names(const char* const* names, int64_t* positional_only, int64_t* total) {
  int64_t n = 0;
  while (names[n] && !names[n][0]) ++n;
  *positional_only = n;
  while (names[n]) ++n;
  *total = n;
}

// The value given for a keyword, borrowed; null when it was not given.
Object* find_keyword(Object* kwnames, Object** values, const char* name) {
  int64_t n = tuple_size_of(kwnames);
  for (int64_t i = 0; i < n; ++i)
    if (str_check(tuple_item_at(kwnames, i)) && str_equal_ascii(tuple_item_at(kwnames, i), name)) return values[i];
  return nullptr;
}

Object* keyword_value(Object* kwargs, Object* kwnames, Object** values, const char* name) {
  if (kwargs) return dict_get_item_str_with_error(kwargs, name);
  return find_keyword(kwnames, values, name);
}

bool known_keyword(const char* const* names, int64_t from, Object* keyword) {
  for (int64_t i = from; names[i]; ++i)
    if (str_equal_ascii(keyword, names[i])) return true;
  return false;
}

// Some keyword is unknown: says which.
void unexpected_keyword(Object* kwargs, Object* kwnames, const char* const* names, int64_t positional_only,
                        const char* fname) {
  int64_t pos = 0, i = 0;
  for (;;) {
    Object *keyword, *value;
    if (kwargs) {
      if (!dict_next(kwargs, &pos, &keyword, &value)) break;
    } else {
      if (i >= tuple_size_of(kwnames)) break;
      keyword = tuple_item_at(kwnames, i++);
    }
    if (!str_check(keyword)) {
      err_set_string(ExcTypeError, "keywords must be strings");
      return;
    }
    if (!known_keyword(names, positional_only, keyword)) {
      err_format(ExcTypeError, "'%S' is an invalid keyword argument for %.200s%s", keyword, fname ? fname : "this function",
                 fname ? "()" : "");
      return;
    }
  }
}

}  // namespace

Object** args_unpack_keywords(Object** args, int64_t nargs, Object* kwargs, Object* kwnames, const ArgsParser* parser,
                              int minpos, int maxpos, int minkw, Object** buf) {
  int64_t posonly, len;
  count_names(parser->keywords, &posonly, &len);
  const char* fname = parser->fname;
  const char* shown = fname ? fname : "function";
  const char* parens = fname ? "()" : "";
  int64_t nkwargs = kwargs ? dict_size_of(kwargs) : kwnames ? tuple_size_of(kwnames) : 0;
  Object** values = args ? args + nargs : nullptr;
  if (nargs > maxpos) {
    if (maxpos == 0)
      err_format(ExcTypeError, "%.200s%s takes no positional arguments", shown, parens);
    else
      err_format(ExcTypeError, "%.200s%s takes %s %d positional argument%s (%zd given)", shown, parens,
                 minpos < maxpos ? "at most" : "exactly", maxpos, maxpos == 1 ? "" : "s", nargs);
    // CPython complains of the total first.
  }
  if (nargs + nkwargs > len) {
    err_clear();
    err_format(ExcTypeError, "%.200s%s takes at most %zd %sargument%s (%zd given)", shown, parens, len, nargs == 0 ? "keyword " : "",
               len == 1 ? "" : "s", nargs + nkwargs);
    return nullptr;
  }
  if (nargs > maxpos) return nullptr;
  if (nargs < posonly && nargs < minpos) {
    int64_t min = posonly < minpos ? posonly : minpos;
    err_format(ExcTypeError, "%.200s%s takes %s %zd positional argument%s (%zd given)", shown, parens,
               minpos < maxpos ? "at least" : "exactly", min, min == 1 ? "" : "s", nargs);
    return nullptr;
  }
  int64_t i = 0;
  for (; i < nargs; ++i) buf[i] = args[i];
  int64_t required = minpos;
  int64_t left = nkwargs;
  for (i = nargs > posonly ? nargs : posonly; i < len; ++i) {
    Object* value = nullptr;
    if (left) {
      value = keyword_value(kwargs, kwnames, values, parser->keywords[i]);
      if (!value && err_occurred()) return nullptr;
    }
    buf[i] = value;
    if (value) {
      --left;
    } else if (i < required || (i >= maxpos && i < maxpos + minkw)) {
      err_format(ExcTypeError, "%.200s%s missing required argument '%s' (pos %zd)", shown, parens, parser->keywords[i], i + 1);
      return nullptr;
    }
  }
  for (int64_t k = nargs; k < posonly; ++k) buf[k] = nullptr;
  if (left > 0) {
    for (i = posonly; i < nargs; ++i) {
      Object* value = keyword_value(kwargs, kwnames, values, parser->keywords[i]);
      if (value) {
        err_format(ExcTypeError, "argument for %.200s%s given by name ('%s') and position (%zd)", shown, parens,
                   parser->keywords[i], i + 1);
        return nullptr;
      }
      if (err_occurred()) return nullptr;
    }
    unexpected_keyword(kwargs, kwnames, parser->keywords, posonly, fname);
    if (!err_occurred()) err_format(ExcTypeError, "invalid keyword argument for %.200s%s", shown, parens);
    return nullptr;
  }
  return buf;
}

// ---- formats

namespace {

struct Format {
  const char* units;    // the letters
  int64_t min, max, posonly_max;  // required, all, positional (before '$')
  char fname[64];       // after ':'; empty: none
  const char* message;  // after ';'
  bool optional;        // has a '|'
};

bool is_end(char c) { return !c || c == ':' || c == ';'; }

Format scan(const char* format) {
  Format f{format, -1, 0, -1, {}, nullptr, false};
  const char* p = format;
  for (; !is_end(*p); ++p) {
    if (*p == '|') f.min = f.max, f.optional = true;
    else if (*p == '$') f.posonly_max = f.max;
    else if (*p != '!') ++f.max;
  }
  if (f.min < 0) f.min = f.max;
  if (f.posonly_max < 0) f.posonly_max = f.max;
  if (*p == ':') std::snprintf(f.fname, sizeof f.fname, "%s", p + 1);
  if (*p == ';') f.message = p + 1;
  return f;
}

// One argument of a call, as the letter of a format meets it.
struct Argument {
  const Format& format;
  int64_t index;
  Object* value;               // null: not given, the target keeps its value
  TypeObject* type = nullptr;  // of O!

  template <class T>
  bool into(T* target, bool (*convert)(const Argument&, T*)) const {
    return !value || convert(*this, target);
  }
};

bool wrong_type(const Argument& a, const char* expected) {
  const Format& f = a.format;
  const char* got = is_none(a.value) ? "None" : type_name_of(a.value);
  if (f.message) err_format(ExcTypeError, "%s", f.message);
  else if (f.fname[0]) err_format(ExcTypeError, "%.200s() argument %zd must be %.50s, not %.50s", f.fname, a.index + 1, expected, got);
  else err_format(ExcTypeError, "argument %zd must be %.50s, not %.50s", a.index + 1, expected, got);
  return false;
}

bool to_object(const Argument& a, Object** out) {
  *out = a.value;
  return true;
}
bool to_instance(const Argument& a, Object** out) {
  return object_type_check(a.value, a.type) ? to_object(a, out) : wrong_type(a, a.type->tp_name);
}
bool to_str(const Argument& a, Object** out) { return str_check(a.value) ? to_object(a, out) : wrong_type(a, "str"); }
bool to_bytes(const Argument& a, Object** out) { return bytes_check(a.value) ? to_object(a, out) : wrong_type(a, "bytes"); }

// -1 is a number as well as the sign of an error.
bool store_number(int64_t v, int64_t* out) {
  if (v == -1 && err_occurred()) return false;
  *out = v;
  return true;
}
bool to_i64(const Argument& a, int64_t* out) { return store_number(int_as_i64(a.value), out); }
bool to_index(const Argument& a, int64_t* out) {
  Ref<> index(number_index(a.value));
  return store_number(index ? int_as_ssize_t(index) : -1, out);
}

bool to_int(const Argument& a, int* out) {
  int64_t v;
  if (!to_i64(a, &v)) return false;
  if (v > INT32_MAX || v < INT32_MIN) {
    err_set_string(ExcOverflowError, v > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum");
    return false;
  }
  *out = static_cast<int>(v);
  return true;
}

bool to_truth(const Argument& a, int* out) {
  int v = object_is_true(a.value);
  if (v < 0) return false;
  *out = v;
  return true;
}

bool to_double(const Argument& a, double* out) {
  double v = float_as_double(a.value);
  if (v == -1.0 && err_occurred()) return false;
  *out = v;
  return true;
}

bool store_text(Object* str, const char** out) {
  int64_t n;
  const char* text = str_as_utf8_and_size(str, &n);
  if (!text) return false;
  if (std::strlen(text) != static_cast<size_t>(n)) {
    err_set_string(ExcValueError, "embedded null character");
    return false;
  }
  *out = text;
  return true;
}
bool to_text(const Argument& a, const char** out) { return str_check(a.value) ? store_text(a.value, out) : wrong_type(a, "str"); }
bool to_text_or_none(const Argument& a, const char** out) {
  if (str_check(a.value)) return store_text(a.value, out);
  if (!is_none(a.value)) return wrong_type(a, "str or None");
  *out = nullptr;
  return true;
}

bool to_character(const Argument& a, int* out) {
  if (!str_check(a.value) || str_length(a.value) != 1) return wrong_type(a, "a unicode character");
  *out = static_cast<int>(str_read_char(a.value, 0));
  return true;
}

// Takes the targets of one letter off va and converts its argument into them. *p stands at the letter and moves past it.
bool convert(Argument a, const char** p, va_list* va) {
  char letter = *(*p)++;
  switch (letter) {
    case 'O':
      if (**p != '!') return a.into(va_arg(*va, Object**), to_object);
      ++*p;
      a.type = va_arg(*va, TypeObject*);
      return a.into(va_arg(*va, Object**), to_instance);
    case 'U': return a.into(va_arg(*va, Object**), to_str);
    case 'S': return a.into(va_arg(*va, Object**), to_bytes);
    case 'n': return a.into(va_arg(*va, int64_t*), to_index);
    case 'l':
    case 'L': return a.into(va_arg(*va, int64_t*), to_i64);
    case 'i': return a.into(va_arg(*va, int*), to_int);
    case 'p': return a.into(va_arg(*va, int*), to_truth);
    case 'd': return a.into(va_arg(*va, double*), to_double);
    case 's': return a.into(va_arg(*va, const char**), to_text);
    case 'z': return a.into(va_arg(*va, const char**), to_text_or_none);
    case 'C': return a.into(va_arg(*va, int*), to_character);
    default:
      err_format(ExcSystemError, "bad format char passed to args_parse: %c", letter);
      return false;
  }
}

bool parse(Object** args, int64_t nargs, const char* format, va_list* va) {
  Format f = scan(format);
  if (nargs < f.min || nargs > f.max) {
    if (f.message) {
      err_set_string(ExcTypeError, f.message);
    } else if (f.max == 0) {
      err_format(ExcTypeError, "%.150s%s takes no arguments", f.fname[0] ? f.fname : "function", f.fname[0] ? "()" : "");
    } else {
      int64_t bound = nargs < f.min ? f.min : f.max;
      err_format(ExcTypeError, "%.150s%s takes %s %zd argument%s (%zd given)", f.fname[0] ? f.fname : "function",
                 f.fname[0] ? "()" : "", f.min == f.max ? "exactly" : nargs < f.min ? "at least" : "at most", bound,
                 bound == 1 ? "" : "s", nargs);
    }
    return false;
  }
  const char* p = f.units;
  for (int64_t i = 0; i < f.max; ++i) {
    while (*p == '|' || *p == '$') ++p;
    if (!convert({f, i, i < nargs ? args[i] : nullptr}, &p, va)) return false;
  }
  return true;
}

}  // namespace

bool args_parse_tuple(Object* args, const char* format, ...) {
  va_list va;
  va_start(va, format);
  bool ok = parse(tuple_items(args), tuple_size_of(args), format, &va);
  va_end(va);
  return ok;
}

bool args_parse_stack(Object** args, int64_t nargs, const char* format, ...) {
  va_list va;
  va_start(va, format);
  bool ok = parse(args, nargs, format, &va);
  va_end(va);
  return ok;
}

bool args_parse_tuple_and_keywords(Object* args, Object* kwargs, const char* format, const char* const* kwlist, ...) {
  Format f = scan(format);
  const char* shown = f.fname[0] ? f.fname : "function";
  const char* parens = f.fname[0] ? "()" : "";
  int64_t posonly, len;
  count_names(kwlist, &posonly, &len);
  int64_t nargs = tuple_size_of(args);
  int64_t nkwargs = kwargs ? dict_size_of(kwargs) : 0;
  if (nargs + nkwargs > len) {
    err_format(ExcTypeError, "%.200s%s takes at most %zd %sargument%s (%zd given)", shown, parens, len,
               nargs == 0 ? "keyword " : "", len == 1 ? "" : "s", nargs + nkwargs);
    return false;
  }
  if (nargs > f.posonly_max) {
    if (f.posonly_max == 0)
      err_format(ExcTypeError, "%.200s%s takes no positional arguments", shown, parens);
    else
      err_format(ExcTypeError, "%.200s%s takes %s %zd positional argument%s (%zd given)", shown, parens,
                 f.optional ? "at most" : "exactly", f.posonly_max, f.posonly_max == 1 ? "" : "s", nargs);
    return false;
  }
  va_list va;
  va_start(va, kwlist);
  bool ok = true;
  int64_t left = nkwargs;
  const char* p = f.units;
  for (int64_t i = 0; ok && i < len; ++i) {
    while (*p == '|' || *p == '$') ++p;
    Object* value = nullptr;
    if (i < nargs) {
      value = tuple_item_at(args, i);
    } else if (left && i >= posonly) {
      value = dict_get_item_str_with_error(kwargs, kwlist[i]);
      if (value) --left;
      else if (err_occurred()) ok = false;
    }
    if (ok && !value && i < f.min) {
      if (i < posonly) {
        int64_t min = posonly < f.min ? posonly : f.min;
        err_format(ExcTypeError, "%.200s%s takes %s %zd positional argument%s (%zd given)", shown, parens,
                   min < f.posonly_max ? "at least" : "exactly", min, min == 1 ? "" : "s", nargs);
      } else {
        err_format(ExcTypeError, "%.200s%s missing required argument '%s' (pos %zd)", shown, parens, kwlist[i], i + 1);
      }
      ok = false;
    }
    if (ok) ok = convert({f, i, value}, &p, &va);
  }
  va_end(va);
  if (!ok) return false;
  if (left > 0) {
    for (int64_t i = posonly; i < nargs; ++i) {
      if (dict_get_item_str_with_error(kwargs, kwlist[i])) {
        err_format(ExcTypeError, "argument for %.200s%s given by name ('%s') and position (%zd)", shown, parens, kwlist[i], i + 1);
        return false;
      }
      if (err_occurred()) return false;
    }
    unexpected_keyword(kwargs, nullptr, kwlist, posonly, f.fname[0] ? f.fname : nullptr);
    return false;
  }
  return true;
}

}  // namespace innards
