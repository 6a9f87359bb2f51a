// Taking texts apart and putting them together: split, partition, splitlines, strip, join.
#include "object/protocol.h"
#include "object/str_methods.h"

namespace innards {

bool ssize_argument(Object* o, int64_t* out) {
  Ref<> index(number_index_raw(o));
  if (!index) return false;
  int64_t v = int_as_ssize_t(index);
  if (v == -1 && err_occurred()) return false;
  *out = v;
  return true;
}

// ---- join

// Everything there is to know before the pieces are copied. Null separator: nothing between.
static Object* join_measured(Object* separator, Object* const* items, int64_t n) {
  int64_t total = 0, gap = separator ? str_length(separator) : 0;
  uint32_t max_char = separator && n > 1 ? str_max_char(separator) : 0;
  for (int64_t i = 0; i < n; ++i) {
    if (!str_check(items[i]))
      return err_format(ExcTypeError, "sequence item %zd: expected str instance, %.80s found", i, type_of(items[i])->tp_name.get());
    int64_t more = str_length(items[i]) + (i ? gap : 0);
    if (more > kMaxSize - total) return err_format(ExcOverflowError, "join() result is too long for a Python string");
    total += more;
    if (str_max_char(items[i]) > max_char) max_char = str_max_char(items[i]);
  }
  Object* result = str_new(total, max_char);
  if (!result || total == 0) return result;
  int64_t at = 0;
  for (int64_t i = 0; i < n; ++i) {
    if (i && gap) str_copy_characters(result, at, separator, 0, gap), at += gap;
    int64_t length = str_length(items[i]);
    if (length) str_copy_characters(result, at, items[i], 0, length);
    at += length;
  }
  return result;
}

Object* str_join_array(Object* separator, Object* const* items, int64_t n) {
  if (n == 0) return str_empty();
  if (n == 1 && str_check_exact(items[0])) return new_ref(items[0]);
  if (separator && !str_check(separator))
    return err_format(ExcTypeError, "separator: expected str instance, %.80s found", type_of(separator)->tp_name.get());
  return join_measured(separator, items, n);
}

Object* str_join(Object* separator, Object* iterable) {
  Ref<> items(sequence_fast(iterable, "can only join an iterable"));
  if (!items) return nullptr;
  bool is_list = list_check(items);
  return str_join_array(separator, is_list ? list_items(items) : tuple_items(items),
                        is_list ? list_size_of(items) : tuple_size_of(items));
}

Object* str_method_join(Object* self, Object* iterable) { return str_join(self, iterable); }

// ---- split

namespace {

// Appends s[start:end]; the whole text stays the same object.
bool add_piece(Object* list, Object* s, int64_t start, int64_t end) {
  Ref<> piece(start == 0 && end == str_length(s) && str_check_exact(s) ? new_ref(s) : str_substring(s, start, end));
  return piece && list_append(list, piece) == 0;
}

bool split_spaces(Object* list, Object* s, int64_t maxcount) {
  int64_t n = str_length(s), i = 0;
  auto space = [&](int64_t at) { return unicode_is_space(str_read_char(s, at)); };
  while (maxcount-- > 0) {
    while (i < n && space(i)) ++i;
    if (i == n) return true;
    int64_t start = i;
    while (i < n && !space(i)) ++i;
    if (!add_piece(list, s, start, i)) return false;
  }
  while (i < n && space(i)) ++i;
  return i == n || add_piece(list, s, i, n);
}

bool split_on(Object* list, Object* s, Object* separator, int64_t maxcount) {
  int64_t n = str_length(s), m = str_length(separator), from = 0;
  while (maxcount-- > 0) {
    int64_t at = str_find(s, separator, from, n, 1);
    if (at < 0) break;
    if (!add_piece(list, s, from, at)) return false;
    from = at + m;
  }
  return add_piece(list, s, from, n);
}

bool rsplit_spaces(Object* list, Object* s, int64_t maxcount) {
  int64_t i = str_length(s);
  auto space = [&](int64_t at) { return unicode_is_space(str_read_char(s, at)); };
  while (maxcount-- > 0) {
    while (i > 0 && space(i - 1)) --i;
    if (i == 0) return true;
    int64_t end = i;
    while (i > 0 && !space(i - 1)) --i;
    if (!add_piece(list, s, i, end)) return false;
  }
  while (i > 0 && space(i - 1)) --i;
  return i == 0 || add_piece(list, s, 0, i);
}

bool rsplit_on(Object* list, Object* s, Object* separator, int64_t maxcount) {
  int64_t end = str_length(s), m = str_length(separator);
  while (maxcount-- > 0) {
    int64_t at = str_find(s, separator, 0, end, -1);
    if (at < 0) break;
    if (!add_piece(list, s, at + m, end)) return false;
    end = at;
  }
  return add_piece(list, s, 0, end);
}

Object* split_list(Object* s, Object* separator, int64_t maxcount, bool from_right) {
  if (maxcount < 0) maxcount = kMaxSize;
  if (separator && str_length(separator) == 0) return err_format(ExcValueError, "empty separator");
  const bool in_vain = separator && (str_kind(s) < str_kind(separator) || str_length(s) < str_length(separator));
  Ref<> list(list_new_prealloc(in_vain ? 1 : split_room(maxcount)));
  if (!list) return nullptr;
  bool ok;
  if (in_vain) {
    ok = list_append(list, s) == 0;
  } else if (from_right) {
    ok = separator ? rsplit_on(list, s, separator, maxcount) : rsplit_spaces(list, s, maxcount);
    if (ok) list_reverse(list);
  } else {
    ok = separator ? split_on(list, s, separator, maxcount) : split_spaces(list, s, maxcount);
  }
  return ok ? list.release() : nullptr;
}

Object* split_method(const char* name, Object* self, Object** args, int64_t nargs, Object* kwnames, bool from_right) {
  static const char* const kNames[] = {"sep", "maxsplit", nullptr};
  const ArgsParser parser = {name, kNames};
  Object* buffer[2];
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 0, 2, 0, buffer);
  if (!a) return nullptr;
  int64_t maxsplit = -1;
  if (a[1] && !ssize_argument(a[1], &maxsplit)) return nullptr;
  Object* separator = a[0] && !is_none(a[0]) ? a[0] : nullptr;
  if (separator && !str_check(separator))
    return err_format(ExcTypeError, "must be str or None, not %.100s", type_of(separator)->tp_name.get());
  return split_list(self, separator, maxsplit, from_right);
}

}  // namespace

Object* str_split(Object* s, Object* separator, int64_t maxsplit) { return split_list(s, separator, maxsplit, false); }

Object* str_method_split(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  return split_method("split", self, args, nargs, kwnames, false);
}
Object* str_method_rsplit(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  return split_method("rsplit", self, args, nargs, kwnames, true);
}

Object* str_method_splitlines(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"keepends", nullptr};
  static const ArgsParser kParser = {"splitlines", kNames};
  Object* buffer[1];
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 1, 0, buffer);
  if (!a) return nullptr;
  int keep = a[0] ? int_as_int(a[0]) : 0;
  if (keep == -1 && err_occurred()) return nullptr;
  Ref<> list(list_new(0));
  if (!list) return nullptr;
  int64_t n = str_length(self);
  for (int64_t i = 0; i < n;) {
    int64_t start = i;
    while (i < n && !unicode_is_linebreak(str_read_char(self, i))) ++i;
    int64_t end = i;
    if (i < n) i += str_read_char(self, i) == '\r' && i + 1 < n && str_read_char(self, i + 1) == '\n' ? 2 : 1;
    if (!add_piece(list, self, start, keep ? i : end)) return nullptr;
  }
  return list.release();
}

// ---- partition

static Object* three(Object* stolen_a, Object* b, Object* stolen_c) {
  Ref<> a(stolen_a), c(stolen_c);
  return a && c ? tuple_pack(3, a.get(), b, c.get()) : nullptr;
}

static Object* partition(Object* s, Object* separator, int direction) {
  if (!ensure_str(separator)) return nullptr;
  if (str_length(separator) == 0) return err_format(ExcValueError, "empty separator");
  int64_t at = str_find(s, separator, 0, kMaxSize, direction);
  if (at < 0) {
    Ref<> empty(str_empty());
    if (direction > 0) return tuple_pack(3, s, empty.get(), empty.get());
    return tuple_pack(3, empty.get(), empty.get(), s);
  }
  return three(str_substring(s, 0, at), separator, str_substring(s, at + str_length(separator), str_length(s)));
}
Object* str_method_partition(Object* self, Object* separator) { return partition(self, separator, 1); }
Object* str_method_rpartition(Object* self, Object* separator) { return partition(self, separator, -1); }

// ---- strip

namespace {

enum StripSides { kLeft = 1, kRight = 2 };

template <class Test>
Object* strip_where(Object* s, int sides, Test test) {
  int64_t start = 0, end = str_length(s);
  if (sides & kLeft)
    while (start < end && test(str_read_char(s, start))) ++start;
  if (sides & kRight)
    while (end > start && test(str_read_char(s, end - 1))) --end;
  return str_substring(s, start, end);
}

Object* strip(const char* name, Object* self, Object** args, int64_t nargs, int sides) {
  if (!args_check_positional(name, nargs, 0, 1)) return nullptr;
  if (nargs == 0 || is_none(args[0])) return strip_where(self, sides, unicode_is_space);
  Object* chars = args[0];
  if (!str_check(chars)) return err_format(ExcTypeError, "%s arg must be None or str", name);
  return strip_where(self, sides, [&](uint32_t ch) { return str_find_char(chars, ch, 0, kMaxSize, 1) >= 0; });
}

}  // namespace

Object* str_method_strip(Object* self, Object** args, int64_t nargs) { return strip("strip", self, args, nargs, kLeft | kRight); }
Object* str_method_lstrip(Object* self, Object** args, int64_t nargs) { return strip("lstrip", self, args, nargs, kLeft); }
Object* str_method_rstrip(Object* self, Object** args, int64_t nargs) { return strip("rstrip", self, args, nargs, kRight); }

}  // namespace innards
