// Padding and character translation: center, ljust, rjust, zfill, expandtabs, maketrans, translate.
#include <algorithm>
#include <cstring>

#include "object/dict.h"
#include "object/protocol.h"
#include "object/str_methods.h"

namespace innards {

namespace {

Object* unchanged(Object* s) { return str_check_exact(s) ? new_ref(s) : str_copy(s); }

Object* pad(Object* s, int64_t left, int64_t right, uint32_t fill) {
  left = std::max<int64_t>(left, 0);
  right = std::max<int64_t>(right, 0);
  if (left == 0 && right == 0) return unchanged(s);
  int64_t n = str_length(s);
  if (left > kMaxSize - n || right > kMaxSize - (left + n)) return err_format(ExcOverflowError, "padded string is too long");
  Object* result = str_new(left + n + right, std::max(str_max_char(s), fill));
  if (!result) return nullptr;
  if (left) str_fill(result, 0, left, fill);
  if (right) str_fill(result, left + n, right, fill);
  if (n) str_copy_characters(result, left, s, 0, n);
  return result;
}

// (width[, fillchar])
bool pad_arguments(const char* name, Object** args, int64_t nargs, int64_t* width, uint32_t* fill) {
  *fill = ' ';
  if (!args_check_positional(name, nargs, 1, 2) || !ssize_argument(args[0], width)) return false;
  if (nargs < 2) return true;
  if (!str_check(args[1])) {
    err_format(ExcTypeError, "The fill character must be a unicode character, not %.100s", type_of(args[1])->tp_name.get());
    return false;
  }
  if (str_length(args[1]) != 1) {
    err_set_string(ExcTypeError, "The fill character must be exactly one character long");
    return false;
  }
  *fill = str_read_char(args[1], 0);
  return true;
}

}  // namespace

Object* str_method_center(Object* self, Object** args, int64_t nargs) {
  int64_t width;
  uint32_t fill;
  if (!pad_arguments("center", args, nargs, &width, &fill)) return nullptr;
  int64_t margin = width - str_length(self);
  if (width <= str_length(self)) return unchanged(self);
  int64_t left = margin / 2 + (margin & width & 1);
  return pad(self, left, margin - left, fill);
}
Object* str_method_ljust(Object* self, Object** args, int64_t nargs) {
  int64_t width;
  uint32_t fill;
  if (!pad_arguments("ljust", args, nargs, &width, &fill)) return nullptr;
  return width <= str_length(self) ? unchanged(self) : pad(self, 0, width - str_length(self), fill);
}
Object* str_method_rjust(Object* self, Object** args, int64_t nargs) {
  int64_t width;
  uint32_t fill;
  if (!pad_arguments("rjust", args, nargs, &width, &fill)) return nullptr;
  return width <= str_length(self) ? unchanged(self) : pad(self, width - str_length(self), 0, fill);
}

Object* str_method_zfill(Object* self, Object* arg) {
  int64_t width;
  if (!ssize_argument(arg, &width)) return nullptr;
  int64_t n = str_length(self), fill = width - n;
  if (width <= n) return unchanged(self);
  Object* s = pad(self, fill, 0, '0');
  if (!s || n == 0) return s;
  uint32_t first = str_read_char(s, fill);
  if (first == '+' || first == '-') {
    str_write(str_kind(s), str_data(s), 0, first);
    str_write(str_kind(s), str_data(s), fill, '0');
  }
  return s;
}

Object* str_method_expandtabs(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"tabsize", nullptr};
  static const ArgsParser kParser = {"expandtabs", kNames};
  Object* buffer[1];
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 1, 0, buffer);
  if (!a) return nullptr;
  int tabsize = a[0] ? int_as_int(a[0]) : 8;
  if (tabsize == -1 && err_occurred()) return nullptr;
  if (str_find_char(self, '\t', 0, kMaxSize, 1) < 0) return unchanged(self);
  StrWriter w;
  w.overallocate = true;
  int64_t column = 0;
  for (int64_t i = 0; i < str_length(self); ++i) {
    uint32_t ch = str_read_char(self, i);
    int rc;
    if (ch == '\t') {
      int64_t spaces = tabsize > 0 ? tabsize - column % tabsize : 0;
      column += spaces;
      rc = w.write_fill(' ', spaces);
    } else {
      column = ch == '\n' || ch == '\r' ? 0 : column + 1;
      rc = w.write_char(ch);
    }
    if (rc < 0) return w.drop(), nullptr;
  }
  return w.finish();
}

// ---- maketrans and translate

namespace {

Object* maketrans_two(Object* from, Object* to, Object* removed) {
  if (!str_check(from)) return err_format(ExcTypeError, "first maketrans argument must be a string if there is a second argument");
  if (str_length(from) != str_length(to))
    return err_format(ExcValueError, "the first two maketrans arguments must have equal length");
  Ref<> table(dict_new());
  if (!table) return nullptr;
  for (int64_t i = 0; i < str_length(from); ++i) {
    Ref<> key(int_from_i64(str_read_char(from, i))), value(int_from_i64(str_read_char(to, i)));
    if (!key || !value || dict_set_item(table, key, value) < 0) return nullptr;
  }
  for (int64_t i = 0; removed && i < str_length(removed); ++i) {
    Ref<> key(int_from_i64(str_read_char(removed, i)));
    if (!key || dict_set_item(table, key, none()) < 0) return nullptr;
  }
  return table.release();
}

Object* translation_key(Object* key) {
  if (int_check(key)) return new_ref(key);
  if (!str_check(key)) return err_format(ExcTypeError, "keys in translate table must be strings or integers");
  if (str_length(key) != 1) return err_format(ExcValueError, "string keys in translate table must be of length 1");
  return int_from_i64(str_read_char(key, 0));
}

Object* maketrans_dict(Object* map) {
  if (!dict_check_exact(map))
    return err_format(ExcTypeError, "if you give only one argument to maketrans it must be a dict");
  Ref<> table(dict_new());
  if (!table) return nullptr;
  int64_t at = 0;
  Object *key, *value;
  while (dict_next(map, &at, &key, &value)) {
    Ref<> number(translation_key(key));
    if (!number || dict_set_item(table, number, value) < 0) return nullptr;
  }
  return table.release();
}

// What `mapping` says about ch: 1 with *item (maybe None), 0 when it knows nothing, -1.
int translation_of(Object* mapping, uint32_t ch, Object** item) {
  Ref<> key(int_from_i64(ch));
  if (!key) return -1;
  *item = object_get_item(mapping, key);
  if (*item) return 1;
  if (!err_exception_matches(ExcLookupError)) return -1;
  err_clear();
  return 0;
}

int write_translated(StrWriter* w, Object* mapping, uint32_t ch) {
  Object* raw = nullptr;
  int known = translation_of(mapping, ch, &raw);
  Ref<> item(raw);
  if (known < 0) return -1;
  if (!known) return w->write_char(ch);
  if (is_none(item)) return 0;
  if (int_check(item)) {
    int overflow;
    int64_t v = int_as_i64_and_overflow(item, &overflow);
    if (overflow || v < 0 || v > 0x10ffff) {
      err_set_string(ExcValueError, "character mapping must be in range(0x110000)");
      return -1;
    }
    return w->write_char(static_cast<uint32_t>(v));
  }
  if (str_check(item)) return w->write_str(item);
  err_set_string(ExcTypeError, "character mapping must return integer, None or str");
  return -1;
}

// What is known of ASCII characters that stay ASCII: CPython asks the mapping once for each.
struct AsciiTranslation {
  enum : uint8_t { kUnknown = 0xff, kDeleted = 0xfe };
  uint8_t to[128];
  AsciiTranslation() { std::memset(to, kUnknown, sizeof to); }
  // Asks the mapping about ch. 1: remembered; 0: its translation is no ASCII character; -1: error.
  int ask(Object* mapping, uint32_t ch) {
    Object* raw = nullptr;
    int known = translation_of(mapping, ch, &raw);
    Ref<> item(raw);
    if (known < 0) return -1;
    if (!known) to[ch] = static_cast<uint8_t>(ch);
    else if (is_none(item)) to[ch] = kDeleted;
    else if (int_check(item)) return keep(int_as_ascii(item), ch);
    else if (str_check(item)) return keep(str_length(item) == 1 ? str_read_char(item, 0) : 128, ch);
    else return 0;
    return 1;
  }

 private:
  int keep(uint32_t translated, uint32_t ch) {
    if (translated > 127) return 0;
    to[ch] = static_cast<uint8_t>(translated);
    return 1;
  }
  static uint32_t int_as_ascii(Object* item) {
    int overflow;
    int64_t v = int_as_i64_and_overflow(item, &overflow);
    return overflow || v < 0 || v > 127 ? 128 : static_cast<uint32_t>(v);
  }
};

// Writes what `seen` or the mapping says about an ASCII character: 1, 0 (nothing written: not ASCII any more), -1.
int write_ascii(StrWriter* w, Object* mapping, uint32_t ch, AsciiTranslation* seen) {
  if (seen->to[ch] == AsciiTranslation::kUnknown) {
    int rc = seen->ask(mapping, ch);
    if (rc <= 0) return rc;
  }
  if (seen->to[ch] == AsciiTranslation::kDeleted) return 1;
  return w->write_char(seen->to[ch]) < 0 ? -1 : 1;
}

}  // namespace

Object* str_method_maketrans(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("maketrans", nargs, 1, 3)) return nullptr;
  if (nargs == 1) return maketrans_dict(args[0]);
  if (!str_check(args[1])) return args_bad_argument("maketrans", "argument 2", "str", args[1]), nullptr;
  if (nargs > 2 && !str_check(args[2])) return args_bad_argument("maketrans", "argument 3", "str", args[2]), nullptr;
  return maketrans_two(args[0], args[1], nargs > 2 ? args[2] : nullptr);
}

Object* str_method_translate(Object* self, Object* mapping) {
  if (str_length(self) == 0) return new_ref(self);
  StrWriter w;
  w.overallocate = true;
  w.min_length = str_length(self);
  int64_t n = str_length(self);
  AsciiTranslation seen;
  int64_t i = 0;
  if (str_is_ascii(self)) {
    for (; i < n; ++i) {
      int rc = write_ascii(&w, mapping, str_read_char(self, i), &seen);
      if (rc < 0) return w.drop(), nullptr;
      if (rc == 0) break;
    }
  }
  for (; i < n; ++i)
    if (write_translated(&w, mapping, str_read_char(self, i)) < 0) return w.drop(), nullptr;
  return w.finish();
}

}  // namespace innards
