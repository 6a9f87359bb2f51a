// Finding one text in another: find, count, contains, tail matches, replace.
#include <algorithm>

#include "object/bool.h"
#include "object/protocol.h"
#include "object/str_impl.h"
#include "object/str_methods.h"

namespace innards {

namespace {

// Calls f(T* s, T* sub) with both texts in one width; `sub` is widened in a leaf buffer where it is narrower.
// The caller has checked that sub is not wider.
template <class F>
int64_t with_same_kind(Object* s, Object* sub, F f) {
  return with_chars(s, [&](auto p) {
    using T = std::remove_cv_t<std::remove_pointer_t<decltype(p)>>;
    if (str_kind(sub) == static_cast<int>(sizeof(T))) return f(p, static_cast<const T*>(str_data(sub)));
    std::basic_string<T> wide(static_cast<size_t>(str_length(sub)), T{});
    copy_to_kind(sizeof(T), wide.data(), str_kind(sub), str_data(sub), str_length(sub));
    return f(p, static_cast<const T*>(wide.data()));
  });
}

// Where `sub` (m >= 1) begins first in s[0..n), or -1. A bloom filter of sub's characters allows long skips.
template <class T>
int64_t find_first(const T* s, int64_t n, const T* sub, int64_t m) {
  if (m == 1) {
    const T* at = std::find(s, s + n, *sub);
    return at == s + n ? -1 : at - s;
  }
  uint64_t mask = 0;
  for (int64_t j = 0; j < m; ++j) mask |= uint64_t{1} << (sub[j] & 63);
  T last = sub[m - 1];
  int64_t skip = m - 1;
  for (int64_t j = 0; j < m - 1; ++j)
    if (sub[j] == last) skip = m - 1 - j - 1;
  for (int64_t i = 0; i <= n - m; ++i) {
    bool outside = i + m < n && !(mask >> (s[i + m] & 63) & 1);
    if (s[i + m - 1] == last) {
      if (std::equal(sub, sub + m - 1, s + i)) return i;
      i += outside ? m : skip;
    } else if (outside) {
      i += m;
    }
  }
  return -1;
}

template <class T>
int64_t find_last(const T* s, int64_t n, const T* sub, int64_t m) {
  for (int64_t i = n - m; i >= 0; --i)
    if (s[i] == sub[0] && std::equal(sub + 1, sub + m, s + i + 1)) return i;
  return -1;
}

template <class T>
int64_t count_in(const T* s, int64_t n, const T* sub, int64_t m, int64_t maxcount) {
  int64_t count = 0;
  for (int64_t at = 0; count < maxcount;) {
    int64_t found = find_first(s + at, n - at, sub, m);
    if (found < 0) break;
    ++count;
    at += found + m;
  }
  return count;
}

}  // namespace

int64_t str_find(Object* s, Object* sub, int64_t start, int64_t end, int direction) {
  adjust_limits(&start, &end, str_length(s));
  int64_t m = str_length(sub), n = end - start;
  if (n < m || str_kind(sub) > str_kind(s)) return -1;
  if (m == 0) return direction > 0 ? start : end;
  int64_t at = with_same_kind(s, sub, [&](auto p, auto q) {
    return direction > 0 ? find_first(p + start, n, q, m) : find_last(p + start, n, q, m);
  });
  return at < 0 ? -1 : at + start;
}

int64_t str_find_char(Object* s, uint32_t ch, int64_t start, int64_t end, int direction) {
  adjust_limits(&start, &end, str_length(s));
  if (direction > 0) {
    for (int64_t i = start; i < end; ++i)
      if (str_read_char(s, i) == ch) return i;
  } else {
    for (int64_t i = end; i-- > start;)
      if (str_read_char(s, i) == ch) return i;
  }
  return -1;
}

int64_t str_count(Object* s, Object* sub, int64_t start, int64_t end, int64_t maxcount) {
  adjust_limits(&start, &end, str_length(s));
  int64_t m = str_length(sub), n = end - start;
  if (n < m || str_kind(sub) > str_kind(s)) return 0;
  if (m == 0) return std::min(n < 0 ? 0 : n + 1, maxcount);
  return with_same_kind(s, sub, [&](auto p, auto q) { return count_in(p + start, n, q, m, maxcount); });
}

int str_contains(Object* s, Object* sub) {
  if (!str_check(sub)) {
    err_format(ExcTypeError, "'in <string>' requires string as left operand, not %.100s", type_of(sub)->tp_name.get());
    return -1;
  }
  if (!ensure_str(s)) return -1;
  return str_find(s, sub, 0, str_length(s), 1) >= 0;
}

bool str_tailmatch(Object* s, Object* sub, int64_t start, int64_t end, int direction) {
  adjust_limits(&start, &end, str_length(s));
  int64_t m = str_length(sub);
  if (m > end - start) return false;
  if (m == 0) return true;
  int64_t at = direction > 0 ? end - m : start;
  if (str_kind(sub) > str_kind(s)) return false;
  for (int64_t i = 0; i < m; ++i)
    if (str_read_char(s, at + i) != str_read_char(sub, i)) return false;
  return true;
}

// ---- replace

static Object* unchanged(Object* s) { return str_check_exact(s) ? new_ref(s) : str_copy(s); }

// Puts `with` before every character (and at the end), at most `count` times.
static Object* interleave(Object* s, Object* with, int64_t count) {
  StrWriter w;
  w.overallocate = true;
  int64_t n = str_length(s), i = 0;
  for (; i < count; ++i) {
    if (w.write_str(with) < 0) return w.drop(), nullptr;
    if (i < n && w.write_char(str_read_char(s, i)) < 0) return w.drop(), nullptr;
  }
  if (i < n && w.write_substring(s, i, n) < 0) return w.drop(), nullptr;
  return w.finish();
}

Object* str_replace(Object* s, Object* old_text, Object* new_text, int64_t maxcount) {
  int64_t n = str_length(s), m = str_length(old_text), k = str_length(new_text);
  if (maxcount < 0) maxcount = kMaxSize;
  else if (maxcount == 0 || n == 0) {
    if (!(n == 0 && m == 0 && maxcount > 0)) return unchanged(s);
  }
  if (str_equal(old_text, new_text)) return unchanged(s);
  int64_t count = str_count(s, old_text, 0, n, maxcount);
  if (count == 0) return unchanged(s);
  if (m == 0) return interleave(s, new_text, count);
  if (k > m && count > (kMaxSize - n) / (k - m)) return err_format(ExcOverflowError, "replace string is too long");
  // All the same: only what is replaced may hold the widest character, so the result is measured anew.
  uint32_t max_char = std::max(str_max_char(s), str_max_char(new_text));
  Object* result = str_new(n + count * (k - m), max_char);
  if (!result || n + count * (k - m) == 0) return result;
  int64_t from = 0, to = 0;
  for (int64_t i = 0; i < count; ++i) {
    int64_t at = str_find(s, old_text, from, n, 1);
    str_copy_characters(result, to, s, from, at - from);
    to += at - from;
    str_copy_characters(result, to, new_text, 0, k);
    to += k;
    from = at + m;
  }
  str_copy_characters(result, to, s, from, n - from);
  if (str_max_char(s) > str_max_char(new_text) && !str_is_ascii(s)) {
    Object* exact = str_from_kind_and_data(str_kind(result), str_data(result), str_length(result));
    decref(result);
    return exact;
  }
  return str_result(result);
}

// ---- the methods

namespace {

struct FindArgs {
  Object* sub;
  int64_t start = 0, end = kMaxSize;
};

bool slice_index(Object* o, int64_t* out) {
  if (is_none(o)) return true;
  if (!index_check(o)) {
    err_set_string(ExcTypeError, "slice indices must be integers or None or have an __index__ method");
    return false;
  }
  int64_t v = number_as_ssize(o, nullptr);
  if (v == -1 && err_occurred()) return false;
  *out = v;
  return true;
}

}  // namespace

bool find_limits(const char* name, Object** args, int64_t nargs, int64_t* start, int64_t* end) {
  if (nargs < 1 || nargs > 3) {
    err_format(ExcTypeError, "%s() takes %s %d argument%s (%zd given)", name, nargs < 1 ? "at least" : "at most",
               nargs < 1 ? 1 : 3, nargs < 1 ? "" : "s", nargs);
    return false;
  }
  *start = 0;
  *end = kMaxSize;
  return (nargs < 2 || slice_index(args[1], start)) && (nargs < 3 || slice_index(args[2], end));
}

static bool find_args(const char* name, Object** args, int64_t nargs, FindArgs* out) {
  if (!find_limits(name, args, nargs, &out->start, &out->end)) return false;
  out->sub = args[0];
  return ensure_str(args[0]);
}

Object* str_method_find(Object* self, Object** args, int64_t nargs) {
  FindArgs a;
  return find_args("find", args, nargs, &a) ? int_from_i64(str_find(self, a.sub, a.start, a.end, 1)) : nullptr;
}
Object* str_method_rfind(Object* self, Object** args, int64_t nargs) {
  FindArgs a;
  return find_args("rfind", args, nargs, &a) ? int_from_i64(str_find(self, a.sub, a.start, a.end, -1)) : nullptr;
}
static Object* found_or_error(int64_t at) {
  return at >= 0 ? int_from_i64(at) : err_format(ExcValueError, "substring not found");
}
Object* str_method_index(Object* self, Object** args, int64_t nargs) {
  FindArgs a;
  return find_args("index", args, nargs, &a) ? found_or_error(str_find(self, a.sub, a.start, a.end, 1)) : nullptr;
}
Object* str_method_rindex(Object* self, Object** args, int64_t nargs) {
  FindArgs a;
  return find_args("rindex", args, nargs, &a) ? found_or_error(str_find(self, a.sub, a.start, a.end, -1)) : nullptr;
}
Object* str_method_count(Object* self, Object** args, int64_t nargs) {
  FindArgs a;
  return find_args("count", args, nargs, &a) ? int_from_i64(str_count(self, a.sub, a.start, a.end, kMaxSize)) : nullptr;
}

static Object* starts_or_ends(const char* name, Object* self, Object** args, int64_t nargs, int direction) {
  int64_t start, end;
  if (!find_limits(name, args, nargs, &start, &end)) return nullptr;
  Object* sub = args[0];
  if (str_check(sub)) return bool_from(str_tailmatch(self, sub, start, end, direction));
  if (!tuple_check(sub))
    return err_format(ExcTypeError, "%s first arg must be str or a tuple of str, not %.100s", name, type_of(sub)->tp_name.get());
  for (int64_t i = 0; i < tuple_size_of(sub); ++i) {
    Object* item = tuple_item_at(sub, i);
    if (!str_check(item))
      return err_format(ExcTypeError, "tuple for %s must only contain str, not %.100s", name, type_of(item)->tp_name.get());
    if (str_tailmatch(self, item, start, end, direction)) return bool_from(true);
  }
  return bool_from(false);
}
Object* str_method_startswith(Object* self, Object** args, int64_t nargs) {
  return starts_or_ends("startswith", self, args, nargs, -1);
}
Object* str_method_endswith(Object* self, Object** args, int64_t nargs) {
  return starts_or_ends("endswith", self, args, nargs, 1);
}

Object* str_method_replace(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("replace", nargs, 2, 3)) return nullptr;
  if (!str_check(args[0])) return args_bad_argument("replace", "argument 1", "str", args[0]), nullptr;
  if (!str_check(args[1])) return args_bad_argument("replace", "argument 2", "str", args[1]), nullptr;
  int64_t count = -1;
  if (nargs > 2 && !ssize_argument(args[2], &count)) return nullptr;
  return str_replace(self, args[0], args[1], count);
}

static Object* without(Object* self, Object* affix, const char* name, int direction) {
  if (!str_check(affix)) return args_bad_argument(name, "argument", "str", affix), nullptr;
  if (!str_tailmatch(self, affix, 0, kMaxSize, direction)) return unchanged(self);
  int64_t n = str_length(self), m = str_length(affix);
  return direction < 0 ? str_substring(self, m, n) : str_substring(self, 0, n - m);
}
Object* str_method_removeprefix(Object* self, Object* prefix) { return without(self, prefix, "removeprefix", -1); }
Object* str_method_removesuffix(Object* self, Object* suffix) { return without(self, suffix, "removesuffix", 1); }

}  // namespace innards
