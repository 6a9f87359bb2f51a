// Methods of bytes and bytearray that take a run apart or put runs together, and the table of all shared methods.
#include <algorithm>

#include "native/varargs.h"
#include "object/byte_methods.h"
#include "object/byte_methods_list.h"

namespace innards {

namespace {

bool space(char c) { return c == ' ' || (c >= 9 && c <= 13); }

bool add_piece(Object* list, Object* self, int64_t start, int64_t end) {
  ByteSpan s = span_of_self(self);
  bool whole = start == 0 && end == s.size && bytes_check_exact(self);
  Ref<> piece(whole ? new_ref(self) : make_like(self, s.data + start, end - start));
  return piece && list_append(list, piece) == 0;
}

bool split_spaces(Object* list, Object* self, int64_t count) {
  ByteSpan s = span_of_self(self);
  int64_t i = 0;
  while (count-- > 0) {
    while (i < s.size && space(s.data[i])) ++i;
    if (i == s.size) return true;
    int64_t start = i;
    while (i < s.size && !space(s.data[i])) ++i;
    if (!add_piece(list, self, start, i)) return false;
  }
  while (i < s.size && space(s.data[i])) ++i;
  return i == s.size || add_piece(list, self, i, s.size);
}

bool rsplit_spaces(Object* list, Object* self, int64_t count) {
  ByteSpan s = span_of_self(self);
  int64_t i = s.size;
  while (count-- > 0) {
    while (i > 0 && space(s.data[i - 1])) --i;
    if (i == 0) return true;
    int64_t end = i;
    while (i > 0 && !space(s.data[i - 1])) --i;
    if (!add_piece(list, self, i, end)) return false;
  }
  while (i > 0 && space(s.data[i - 1])) --i;
  return i == 0 || add_piece(list, self, 0, i);
}

bool split_on(Object* list, Object* self, ByteSpan separator, int64_t count) {
  ByteSpan s = span_of_self(self);
  int64_t from = 0;
  while (count-- > 0) {
    int64_t at = bytes_find({s.data + from, s.size - from}, separator, 1);
    if (at < 0) break;
    if (!add_piece(list, self, from, from + at)) return false;
    from += at + separator.size;
  }
  return add_piece(list, self, from, s.size);
}

bool rsplit_on(Object* list, Object* self, ByteSpan separator, int64_t count) {
  ByteSpan s = span_of_self(self);
  int64_t end = s.size;
  while (count-- > 0) {
    int64_t at = bytes_find({s.data, end}, separator, -1);
    if (at < 0) break;
    if (!add_piece(list, self, at + separator.size, end)) return false;
    end = at;
  }
  return add_piece(list, self, 0, end);
}

Object* split(const char* name, Object* self, Object** args, int64_t nargs, Object* kwnames, bool from_right) {
  static const char* const kNames[] = {"sep", "maxsplit", nullptr};
  const ArgsParser parser = {name, kNames};
  Object* buffer[2];
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 0, 2, 0, buffer);
  if (!a) return nullptr;
  int64_t count = -1;
  if (a[1] && !byte_ssize_argument(a[1], &count)) return nullptr;
  if (count < 0) count = INT64_MAX;
  Ref<> list(list_new_prealloc(split_room(count)));
  if (!list) return nullptr;
  bool ok;
  if (!a[0] || is_none(a[0])) {
    ok = from_right ? rsplit_spaces(list, self, count) : split_spaces(list, self, count);
  } else {
    BytesArg separator;
    if (!separator.get(a[0])) return nullptr;
    if (separator.span().size == 0) return err_format(ExcValueError, "empty separator");
    ok = from_right ? rsplit_on(list, self, separator.span(), count) : split_on(list, self, separator.span(), count);
  }
  if (ok && from_right) list_reverse(list);
  return ok ? list.release() : nullptr;
}

Object* partition(Object* self, Object* arg, int direction) {
  BytesArg separator;
  if (!separator.get(arg)) return nullptr;
  ByteSpan s = span_of_self(self), sep = separator.span();
  if (sep.size == 0) return err_format(ExcValueError, "empty separator");
  int64_t at = bytes_find(s, sep, direction);
  Ref<> a, b, c;
  if (at >= 0) {
    a.reset(make_like(self, s.data, at));
    b.reset(bytes_check(self) ? new_ref(arg) : make_like(self, sep.data, sep.size));
    c.reset(make_like(self, s.data + at + sep.size, s.size - at - sep.size));
  } else {
    Ref<> whole(unchanged_like(self)), one(make_like(self, nullptr, 0));
    b.reset(make_like(self, nullptr, 0));
    a = direction > 0 ? std::move(whole) : std::move(one);
    c = direction > 0 ? std::move(one) : std::move(whole);
  }
  return a && b && c ? tuple_pack(3, a.get(), b.get(), c.get()) : nullptr;
}

enum StripSides { kLeft = 1, kRight = 2 };

Object* strip(const char* name, Object* self, Object** args, int64_t nargs, int sides) {
  if (!args_check_positional(name, nargs, 0, 1)) return nullptr;
  BytesArg chars;
  bool spaces = nargs == 0 || is_none(args[0]);
  if (!spaces && !chars.get(args[0])) return nullptr;
  auto test = [&](char c) {
    if (spaces) return space(c);
    ByteSpan set = chars.span();
    return set.size && std::memchr(set.data, c, static_cast<size_t>(set.size)) != nullptr;
  };
  ByteSpan s = span_of_self(self);
  int64_t start = 0, end = s.size;
  if (sides & kLeft)
    while (start < end && test(s.data[start])) ++start;
  if (sides & kRight)
    while (end > start && test(s.data[end - 1])) --end;
  return start == 0 && end == s.size ? unchanged_like(self) : make_like(self, s.data + start, end - start);
}

// Adds one piece to a bytearray under construction.
bool append_piece(Object* out, Object* item, int64_t i) {
  if (!object_check_buffer(item)) {
    err_format(ExcTypeError, "sequence item %zd: expected a bytes-like object, %.80s found", i, type_of(item)->tp_name.get());
    return false;
  }
  BytesArg piece;
  if (!piece.get(item)) return false;
  int64_t n = bytearray_size(out), m = piece.span().size;
  if (bytearray_resize(out, n + m) < 0) return false;
  if (m) std::memcpy(bytearray_as_string(out) + n, piece.span().data, static_cast<size_t>(m));
  return true;
}

}  // namespace

Object* byte_join(Object* self, Object* iterable) {
  Ref<> items(sequence_fast(iterable, "can only join an iterable"));
  if (!items) return nullptr;
  Ref<> out(bytearray_from_data(nullptr, 0));
  if (!out) return nullptr;
  for (int64_t i = 0;; ++i) {
    bool is_list = list_check(items);
    int64_t n = is_list ? list_size_of(items) : tuple_size_of(items);
    if (i >= n) break;
    Object* item = is_list ? list_item_at(items, i) : tuple_item_at(items, i);
    if (n == 1 && bytes_check(self) && bytes_check_exact(item)) return new_ref(item);
    if ((i && !append_piece(out, self, i)) || !append_piece(out, item, i)) return nullptr;
  }
  if (!bytes_check(self)) return out.release();
  return bytes_unshared(bytearray_as_string(out), bytearray_size(out));
}

Object* bytes_join(Object* separator, Object* iterable) { return byte_join(separator, iterable); }

Object* byte_split(Object* self, Object** args, int64_t nargs, Object* kwnames) { return split("split", self, args, nargs, kwnames, false); }
Object* byte_rsplit(Object* self, Object** args, int64_t nargs, Object* kwnames) { return split("rsplit", self, args, nargs, kwnames, true); }
Object* byte_partition(Object* self, Object* separator) { return partition(self, separator, 1); }
Object* byte_rpartition(Object* self, Object* separator) { return partition(self, separator, -1); }
Object* byte_strip(Object* self, Object** args, int64_t nargs) { return strip("strip", self, args, nargs, kLeft | kRight); }
Object* byte_lstrip(Object* self, Object** args, int64_t nargs) { return strip("lstrip", self, args, nargs, kLeft); }
Object* byte_rstrip(Object* self, Object** args, int64_t nargs) { return strip("rstrip", self, args, nargs, kRight); }

Object* byte_splitlines(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"keepends", nullptr};
  static const ArgsParser kParser = {"splitlines", kNames};
  Object* buffer[1];
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 1, 0, buffer);
  if (!a) return nullptr;
  int keep = a[0] ? int_as_int(a[0]) : 0;
  if (keep == -1 && err_occurred()) return nullptr;
  Ref<> list(list_new(0));
  if (!list) return nullptr;
  ByteSpan s = span_of_self(self);
  for (int64_t i = 0; i < s.size;) {
    int64_t start = i;
    while (i < s.size && s.data[i] != '\n' && s.data[i] != '\r') ++i;
    int64_t end = i;
    if (i < s.size) i += s.data[i] == '\r' && i + 1 < s.size && s.data[i + 1] == '\n' ? 2 : 1;
    if (!add_piece(list, self, start, keep ? i : end)) return nullptr;
  }
  return list.release();
}

const MethodDef kSharedByteMethods[] = {
    {"capitalize", byte_capitalize, kMethNoArgs, "B.capitalize() -> copy of B\n\nFirst letter upper case, the rest lower case (ASCII)."},
    {"center", byte_center, kMethFastcall, "center($self, width, fillchar=b' ', /)\n--\n\nIn the middle of width bytes."},
    {"count", by_tuple<byte_count>, kMethVarargs, "B.count(sub[, start[, end]]) -> int\n\nHow often sub occurs without overlap."},
    {"decode", byte_decode, kMethFastcall | kMethKeywords, "decode($self, /, encoding='utf-8', errors='strict')\n--\n\nThe bytes as text."},
    {"endswith", by_tuple<byte_endswith>, kMethVarargs, "B.endswith(suffix[, start[, end]]) -> bool\n\nWhether it ends with suffix."},
    {"expandtabs", byte_expandtabs, kMethFastcall | kMethKeywords, "expandtabs($self, /, tabsize=8)\n--\n\nTabs replaced by spaces."},
    {"find", by_tuple<byte_find>, kMethVarargs, "B.find(sub[, start[, end]]) -> int\n\nThe lowest index of sub, or -1."},
    {"fromhex", byte_fromhex, kMethO | kMethClass, "fromhex($type, string, /)\n--\n\nThe bytes that hexadecimal digits spell."},
    {"hex", byte_hex, kMethFastcall | kMethKeywords, "hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nTwo hexadecimal digits a byte."},
    {"index", by_tuple<byte_index>, kMethVarargs, "B.index(sub[, start[, end]]) -> int\n\nThe lowest index of sub; ValueError if there is none."},
    {"isalnum", byte_isalnum, kMethNoArgs, "B.isalnum() -> bool\n\nWhether all are ASCII letters or digits."},
    {"isalpha", byte_isalpha, kMethNoArgs, "B.isalpha() -> bool\n\nWhether all are ASCII letters."},
    {"isascii", byte_isascii, kMethNoArgs, "B.isascii() -> bool\n\nWhether all are below 128."},
    {"isdigit", byte_isdigit, kMethNoArgs, "B.isdigit() -> bool\n\nWhether all are ASCII digits."},
    {"islower", byte_islower, kMethNoArgs, "B.islower() -> bool\n\nWhether all letters are lower case."},
    {"isspace", byte_isspace, kMethNoArgs, "B.isspace() -> bool\n\nWhether all is ASCII white space."},
    {"istitle", byte_istitle, kMethNoArgs, "B.istitle() -> bool\n\nWhether every word begins with a capital."},
    {"isupper", byte_isupper, kMethNoArgs, "B.isupper() -> bool\n\nWhether all letters are upper case."},
    {"join", byte_join, kMethO, "join($self, iterable_of_bytes, /)\n--\n\nThe runs of iterable with self between them."},
    {"ljust", byte_ljust, kMethFastcall, "ljust($self, width, fillchar=b' ', /)\n--\n\nAt the left of width bytes."},
    {"lower", byte_lower, kMethNoArgs, "B.lower() -> copy of B\n\nASCII letters in lower case."},
    {"lstrip", byte_lstrip, kMethFastcall, "lstrip($self, bytes=None, /)\n--\n\nWithout leading white space or bytes."},
    {"maketrans", byte_maketrans, kMethFastcall | kMethStatic, "maketrans(frm, to, /)\n--\n\nA table for translate()."},
    {"partition", byte_partition, kMethO, "partition($self, sep, /)\n--\n\nWhat is before, sep, and what is behind its first place."},
    {"replace", byte_replace, kMethFastcall, "replace($self, old, new, count=-1, /)\n--\n\nA copy with old replaced by new."},
    {"removeprefix", byte_removeprefix, kMethO, "removeprefix($self, prefix, /)\n--\n\nWithout prefix if it begins with it."},
    {"removesuffix", byte_removesuffix, kMethO, "removesuffix($self, suffix, /)\n--\n\nWithout suffix if it ends with it."},
    {"rfind", by_tuple<byte_rfind>, kMethVarargs, "B.rfind(sub[, start[, end]]) -> int\n\nThe highest index of sub, or -1."},
    {"rindex", by_tuple<byte_rindex>, kMethVarargs, "B.rindex(sub[, start[, end]]) -> int\n\nThe highest index of sub; ValueError if there is none."},
    {"rjust", byte_rjust, kMethFastcall, "rjust($self, width, fillchar=b' ', /)\n--\n\nAt the right of width bytes."},
    {"rpartition", byte_rpartition, kMethO, "rpartition($self, sep, /)\n--\n\nWhat is before, sep, and what is behind its last place."},
    {"rsplit", byte_rsplit, kMethFastcall | kMethKeywords, "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\nA list of the parts, splitting from the right."},
    {"rstrip", byte_rstrip, kMethFastcall, "rstrip($self, bytes=None, /)\n--\n\nWithout trailing white space or bytes."},
    {"split", byte_split, kMethFastcall | kMethKeywords, "split($self, /, sep=None, maxsplit=-1)\n--\n\nA list of the parts between separators."},
    {"splitlines", byte_splitlines, kMethFastcall | kMethKeywords, "splitlines($self, /, keepends=False)\n--\n\nA list of the lines."},
    {"startswith", by_tuple<byte_startswith>, kMethVarargs, "B.startswith(prefix[, start[, end]]) -> bool\n\nWhether it begins with prefix."},
    {"strip", byte_strip, kMethFastcall, "strip($self, bytes=None, /)\n--\n\nWithout white space or bytes at both ends."},
    {"swapcase", byte_swapcase, kMethNoArgs, "B.swapcase() -> copy of B\n\nUpper case to lower case and the other way round."},
    {"title", byte_title, kMethNoArgs, "B.title() -> copy of B\n\nEvery word with a capital first letter."},
    {"translate", byte_translate, kMethFastcall | kMethKeywords, "translate($self, table, /, delete=b'')\n--\n\nEvery byte looked up in table."},
    {"upper", byte_upper, kMethNoArgs, "B.upper() -> copy of B\n\nASCII letters in upper case."},
    {"zfill", byte_zfill, kMethO, "zfill($self, width, /)\n--\n\nZeros at the left, behind a sign."},
    {},
};

}  // namespace innards
