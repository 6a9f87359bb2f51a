// Methods of bytes and bytearray: searching, asking, changing case, padding, hex.
#include "object/byte_methods.h"

#include <algorithm>
#include <string>

#include "object/bool.h"
#include "object/byte_methods_list.h"
#include "object/call.h"
#include "object/str_methods.h"

namespace innards {

Object* make_like(Object* self, const char* data, int64_t size) {
  return bytes_check(self) ? bytes_from_data(data, size) : bytearray_from_data(data, size);
}

// The same, but never the one that is kept for a single byte: as where CPython fills a block that it has asked for.
static Object* make_anew(Object* self, const char* data, int64_t size) {
  if (size != 1 || !bytes_check(self)) return make_like(self, data, size);
  Object* out = bytes_from_data(nullptr, 1);
  if (out) *bytes_as_string(out) = *data;
  return out;
}

Object* unchanged_like(Object* self) {
  ByteSpan s = span_of_self(self);
  return bytes_check_exact(self) ? new_ref(self) : make_like(self, s.data, s.size);
}

bool byte_ssize_argument(Object* o, int64_t* out) { return ssize_argument(o, out); }

int byte_value(Object* o, const char* text) {
  int64_t v = number_as_ssize(o, nullptr);
  if (v == -1 && err_occurred()) return -1;
  if (v >= 0 && v <= 255) return static_cast<int>(v);
  err_set_string(ExcValueError, text);
  return -1;
}

// ---- repr

Object* bytes_repr_of(ByteSpan s, const char* prefix, const char* suffix) {
  bool array = *suffix != 0;  // a bytearray's repr escapes every single quote
  bool single = false, twice = false;
  for (int64_t i = 0; i < s.size; ++i) single |= s.data[i] == '\'', twice |= s.data[i] == '"';
  char quote = single && !twice ? '"' : '\'';
  std::string out = prefix;
  out.push_back(quote);
  for (int64_t i = 0; i < s.size; ++i) {
    uint8_t c = static_cast<uint8_t>(s.data[i]);
    if (c == static_cast<uint8_t>(quote) || c == '\\' || (array && c == '\'')) out.push_back('\\'), out.push_back(static_cast<char>(c));
    else if (c == '\t') out += "\\t";
    else if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c < ' ' || c >= 0x7f) out += "\\x", out.push_back("0123456789abcdef"[c >> 4]), out.push_back("0123456789abcdef"[c & 15]);
    else out.push_back(static_cast<char>(c));
  }
  out.push_back(quote);
  out += suffix;
  return str_from_ascii(out.data(), static_cast<int64_t>(out.size()));
}

// ---- searching

int64_t bytes_find(ByteSpan s, ByteSpan sub, int direction) {
  if (sub.size > s.size) return -1;
  std::string_view text(s.data, static_cast<size_t>(s.size)), what(sub.data, static_cast<size_t>(sub.size));
  size_t at = direction > 0 ? text.find(what) : text.rfind(what);
  return at == std::string_view::npos ? -1 : static_cast<int64_t>(at);
}

int bytes_contains_in(ByteSpan s, Object* arg) {
  const int64_t v = number_as_ssize(arg, nullptr);
  if (v != -1 || !err_occurred()) {
    if (v < 0 || v > 255) return err_set_string(ExcValueError, "byte must be in range(0, 256)"), -1;
    return s.size && std::memchr(s.data, static_cast<int>(v), static_cast<size_t>(s.size)) != nullptr;
  }
  err_clear();
  BytesArg sub;
  if (!sub.get(arg)) return -1;
  return bytes_find(s, sub.span(), 1) >= 0;
}

namespace {

// The (sub[, start[, end]]) of find and kin: a byte value or a buffer.
struct Search {
  BytesArg held;
  char byte;
  ByteSpan sub;
  ByteSpan text;  // self between the limits
  int64_t start;
  bool possible;

  bool get(const char* name, Object* self, Object** args, int64_t nargs);
};

bool Search::get(const char* name, Object* self, Object** args, int64_t nargs) {
  int64_t end;
  if (!find_limits(name, args, nargs, &start, &end)) return false;
  if (object_check_buffer(args[0])) {
    if (!held.get(args[0])) return false;
    sub = held.span();
  } else if (index_check(args[0])) {
    int v = byte_value(args[0], "byte must be in range(0, 256)");
    if (v < 0) return false;
    byte = static_cast<char>(v);
    sub = {&byte, 1};
  } else {
    err_format(ExcTypeError, "argument should be integer or bytes-like object, not '%.200s'", type_of(args[0])->tp_name.get());
    return false;
  }
  ByteSpan whole = span_of_self(self);
  adjust_limits(&start, &end, whole.size);
  possible = end - start >= sub.size;
  text = {whole.data + start, possible ? end - start : 0};
  return true;
}

int64_t find_in(const Search& s, int direction) {
  if (!s.possible) return -1;
  int64_t at = bytes_find(s.text, s.sub, direction);
  return at < 0 ? -1 : at + s.start;
}

Object* find_method(const char* name, Object* self, Object** args, int64_t nargs, int direction, bool must) {
  Search s;
  if (!s.get(name, self, args, nargs)) return nullptr;
  int64_t at = find_in(s, direction);
  if (at < 0 && must) return err_format(ExcValueError, "subsection not found");
  return int_from_i64(at);
}

int64_t count_in(ByteSpan text, ByteSpan sub, int64_t limit) {
  if (sub.size == 0) return std::min(text.size + 1, limit);
  int64_t n = 0;
  for (int64_t at = 0; n < limit;) {
    int64_t found = bytes_find({text.data + at, text.size - at}, sub, 1);
    if (found < 0) break;
    ++n;
    at += found + sub.size;
  }
  return n;
}

bool tail_matches(ByteSpan s, ByteSpan sub, int64_t start, int64_t end, int direction) {
  adjust_limits(&start, &end, s.size);
  if (sub.size > end - start) return false;
  const char* at = direction > 0 ? s.data + end - sub.size : s.data + start;
  return sub.size == 0 || std::memcmp(at, sub.data, static_cast<size_t>(sub.size)) == 0;
}

// 1, 0, -1 with an error set.
int matches(Object* self, Object* sub, int64_t start, int64_t end, int direction) {
  BytesArg arg;
  if (!arg.get(sub)) return -1;
  return tail_matches(span_of_self(self), arg.span(), start, end, direction);
}

Object* starts_or_ends(const char* name, Object* self, Object** args, int64_t nargs, int direction) {
  int64_t start, end;
  if (!find_limits(name, args, nargs, &start, &end)) return nullptr;
  Object* sub = args[0];
  if (!tuple_check(sub)) {
    int rc = matches(self, sub, start, end, direction);
    if (rc < 0 && err_exception_matches(ExcTypeError))
      return err_format(ExcTypeError, "%s first arg must be bytes or a tuple of bytes, not %.100s", name, type_of(sub)->tp_name.get());
    return rc < 0 ? nullptr : bool_from(rc);
  }
  for (int64_t i = 0; i < tuple_size_of(sub); ++i) {
    int rc = matches(self, tuple_item_at(sub, i), start, end, direction);
    if (rc < 0) return nullptr;
    if (rc) return bool_from(true);
  }
  return bool_from(false);
}

}  // namespace

Object* byte_find(Object* self, Object** args, int64_t nargs) { return find_method("find", self, args, nargs, 1, false); }
Object* byte_rfind(Object* self, Object** args, int64_t nargs) { return find_method("rfind", self, args, nargs, -1, false); }
Object* byte_index(Object* self, Object** args, int64_t nargs) { return find_method("index", self, args, nargs, 1, true); }
Object* byte_rindex(Object* self, Object** args, int64_t nargs) { return find_method("rindex", self, args, nargs, -1, true); }
Object* byte_count(Object* self, Object** args, int64_t nargs) {
  Search s;
  if (!s.get("count", self, args, nargs)) return nullptr;
  return int_from_i64(s.possible ? count_in(s.text, s.sub, INT64_MAX) : 0);
}
Object* byte_startswith(Object* self, Object** args, int64_t nargs) { return starts_or_ends("startswith", self, args, nargs, -1); }
Object* byte_endswith(Object* self, Object** args, int64_t nargs) { return starts_or_ends("endswith", self, args, nargs, 1); }

static Object* without(Object* self, Object* affix, int direction) {
  BytesArg arg;
  if (!arg.get(affix)) return nullptr;
  ByteSpan s = span_of_self(self), sub = arg.span();
  if (sub.size == 0 || !tail_matches(s, sub, 0, INT64_MAX, direction)) return unchanged_like(self);
  return make_like(self, direction < 0 ? s.data + sub.size : s.data, s.size - sub.size);
}
Object* byte_removeprefix(Object* self, Object* prefix) { return without(self, prefix, -1); }
Object* byte_removesuffix(Object* self, Object* suffix) { return without(self, suffix, 1); }

// ---- replace and translate

Object* byte_replace(Object* self, Object** args, int64_t nargs) {
  if (!args_check_positional("replace", nargs, 2, 3)) return nullptr;
  BytesArg old_arg, new_arg;
  if (!old_arg.get(args[0]) || !new_arg.get(args[1])) return nullptr;
  int64_t limit = -1;
  if (nargs > 2 && !byte_ssize_argument(args[2], &limit)) return nullptr;
  if (limit < 0) limit = INT64_MAX;
  ByteSpan s = span_of_self(self), from = old_arg.span(), to = new_arg.span();
  int64_t count = limit == 0 ? 0 : count_in(s, from, limit);
  if (count == 0) return unchanged_like(self);
  if (to.size > from.size && count > (INT64_MAX - s.size) / (to.size - from.size))
    return err_format(ExcOverflowError, "replace bytes is too long");
  int64_t total = s.size + count * (to.size - from.size);
  if (total > static_cast<int64_t>(rt().heap.limit)) return err_no_memory();
  std::string out;
  out.reserve(static_cast<size_t>(total));
  int64_t at = 0;
  for (int64_t i = 0; i < count; ++i) {
    int64_t found = from.size ? at + bytes_find({s.data + at, s.size - at}, from, 1) : i;
    out.append(s.data + at, static_cast<size_t>(found - at));
    out.append(to.data, static_cast<size_t>(to.size));
    at = found + from.size;
  }
  out.append(s.data + at, static_cast<size_t>(s.size - at));
  return make_anew(self, out.data(), static_cast<int64_t>(out.size()));
}

Object* byte_translate(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"", "delete", nullptr};
  static const ArgsParser kParser = {"translate", kNames};
  Object* buffer[2];
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 2, 0, buffer);
  if (!a) return nullptr;
  BytesArg table, removed;
  bool has_table = !is_none(a[0]);
  if (has_table && !table.get(a[0])) return nullptr;
  if (has_table && table.span().size != 256) return err_format(ExcValueError, "translation table must be 256 characters long");
  bool drop[256] = {};
  if (a[1]) {
    if (!removed.get(a[1])) return nullptr;
    for (int64_t i = 0; i < removed.span().size; ++i) drop[static_cast<uint8_t>(removed.span().data[i])] = true;
  }
  ByteSpan s = span_of_self(self);
  std::string out;
  bool changed = false;
  for (int64_t i = 0; i < s.size; ++i) {
    uint8_t c = static_cast<uint8_t>(s.data[i]);
    char to = has_table ? table.span().data[c] : s.data[i];
    changed |= drop[c] || to != s.data[i];
    if (!drop[c]) out.push_back(to);
  }
  return changed ? make_anew(self, out.data(), static_cast<int64_t>(out.size())) : unchanged_like(self);
}

Object* byte_maketrans(Object*, Object** args, int64_t nargs) {
  if (!args_check_positional("maketrans", nargs, 2, 2)) return nullptr;
  BytesArg from, to;
  if (!from.get(args[0]) || !to.get(args[1])) return nullptr;
  if (from.span().size != to.span().size) return err_format(ExcValueError, "maketrans arguments must have same length");
  Object* table = bytes_from_data(nullptr, 256);
  if (!table) return nullptr;
  for (int i = 0; i < 256; ++i) bytes_as_string(table)[i] = static_cast<char>(i);
  for (int64_t i = 0; i < from.span().size; ++i)
    bytes_as_string(table)[static_cast<uint8_t>(from.span().data[i])] = to.span().data[i];
  return table;
}

// ---- characters: ASCII only

namespace {

bool upper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
bool lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
bool digit(uint8_t c) { return c >= '0' && c <= '9'; }
bool alpha(uint8_t c) { return upper(c) || lower(c); }
bool alnum(uint8_t c) { return alpha(c) || digit(c); }
bool space(uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); }
bool ascii(uint8_t c) { return c < 0x80; }
uint8_t to_upper(uint8_t c) { return lower(c) ? c - 32 : c; }
uint8_t to_lower(uint8_t c) { return upper(c) ? c + 32 : c; }
uint8_t swap(uint8_t c) { return upper(c) ? c + 32 : to_upper(c); }

Object* all_are(Object* self, bool when_empty, bool (*test)(uint8_t)) {
  ByteSpan s = span_of_self(self);
  if (s.size == 0) return bool_from(when_empty);
  for (int64_t i = 0; i < s.size; ++i)
    if (!test(static_cast<uint8_t>(s.data[i]))) return bool_from(false);
  return bool_from(true);
}

Object* one_case(Object* self, bool (*wanted)(uint8_t), bool (*other)(uint8_t)) {
  ByteSpan s = span_of_self(self);
  bool cased = false;
  for (int64_t i = 0; i < s.size; ++i) {
    uint8_t c = static_cast<uint8_t>(s.data[i]);
    if (other(c)) return bool_from(false);
    cased |= wanted(c);
  }
  return bool_from(cased);
}

template <class F>
Object* map_each(Object* self, F f) {
  ByteSpan s = span_of_self(self);
  std::string out(static_cast<size_t>(s.size), 0);
  for (int64_t i = 0; i < s.size; ++i) out[static_cast<size_t>(i)] = static_cast<char>(f(static_cast<uint8_t>(s.data[i]), i));
  return make_anew(self, out.data(), s.size);
}

}  // namespace

Object* byte_isalpha(Object* self, Object*) { return all_are(self, false, alpha); }
Object* byte_isalnum(Object* self, Object*) { return all_are(self, false, alnum); }
Object* byte_isascii(Object* self, Object*) { return all_are(self, true, ascii); }
Object* byte_isdigit(Object* self, Object*) { return all_are(self, false, digit); }
Object* byte_isspace(Object* self, Object*) { return all_are(self, false, space); }
Object* byte_islower(Object* self, Object*) { return one_case(self, lower, upper); }
Object* byte_isupper(Object* self, Object*) { return one_case(self, upper, lower); }
Object* byte_istitle(Object* self, Object*) {
  ByteSpan s = span_of_self(self);
  bool cased = false, previous = false;
  for (int64_t i = 0; i < s.size; ++i) {
    uint8_t c = static_cast<uint8_t>(s.data[i]);
    if (upper(c) == previous && alpha(c)) return bool_from(false);
    previous = alpha(c);
    cased |= previous;
  }
  return bool_from(cased);
}
Object* byte_lower(Object* self, Object*) { return map_each(self, [](uint8_t c, int64_t) { return to_lower(c); }); }
Object* byte_upper(Object* self, Object*) { return map_each(self, [](uint8_t c, int64_t) { return to_upper(c); }); }
Object* byte_swapcase(Object* self, Object*) { return map_each(self, [](uint8_t c, int64_t) { return swap(c); }); }
Object* byte_capitalize(Object* self, Object*) {
  return map_each(self, [](uint8_t c, int64_t i) { return i ? to_lower(c) : to_upper(c); });
}
Object* byte_title(Object* self, Object*) {
  bool previous = false;
  return map_each(self, [&](uint8_t c, int64_t) {
    uint8_t out = previous ? to_lower(c) : to_upper(c);
    previous = alpha(c);
    return out;
  });
}

// ---- padding

namespace {

Object* pad(Object* self, int64_t left, int64_t right, char fill) {
  ByteSpan s = span_of_self(self);
  if (left <= 0 && right <= 0) return unchanged_like(self);
  std::string out(static_cast<size_t>(std::max<int64_t>(left, 0)), fill);
  out.append(s.data, static_cast<size_t>(s.size));
  out.append(static_cast<size_t>(std::max<int64_t>(right, 0)), fill);
  return make_anew(self, out.data(), static_cast<int64_t>(out.size()));
}

bool pad_arguments(const char* name, Object** args, int64_t nargs, int64_t* width, char* fill) {
  *fill = ' ';
  if (!args_check_positional(name, nargs, 1, 2) || !byte_ssize_argument(args[0], width)) return false;
  if (*width > static_cast<int64_t>(rt().heap.limit)) return err_no_memory(), false;
  if (nargs < 2) return true;
  bool ok = bytes_check(args[1]) || bytearray_check(args[1]);
  if (!ok || span_of_self(args[1]).size != 1) {
    args_bad_argument(name, "argument 2", "a byte string of length 1", args[1]);
    return false;
  }
  *fill = span_of_self(args[1]).data[0];
  return true;
}

}  // namespace

Object* byte_center(Object* self, Object** args, int64_t nargs) {
  int64_t width;
  char fill;
  if (!pad_arguments("center", args, nargs, &width, &fill)) return nullptr;
  int64_t margin = width - span_of_self(self).size;
  if (margin <= 0) return unchanged_like(self);
  int64_t left = margin / 2 + (margin & width & 1);
  return pad(self, left, margin - left, fill);
}
Object* byte_ljust(Object* self, Object** args, int64_t nargs) {
  int64_t width;
  char fill;
  return pad_arguments("ljust", args, nargs, &width, &fill) ? pad(self, 0, width - span_of_self(self).size, fill) : nullptr;
}
Object* byte_rjust(Object* self, Object** args, int64_t nargs) {
  int64_t width;
  char fill;
  return pad_arguments("rjust", args, nargs, &width, &fill) ? pad(self, width - span_of_self(self).size, 0, fill) : nullptr;
}
Object* byte_zfill(Object* self, Object* arg) {
  int64_t width;
  if (!byte_ssize_argument(arg, &width)) return nullptr;
  if (width > static_cast<int64_t>(rt().heap.limit)) return err_no_memory();
  ByteSpan s = span_of_self(self);
  if (width <= s.size) return unchanged_like(self);
  std::string out(static_cast<size_t>(width - s.size), '0');
  bool sign = s.size && (s.data[0] == '+' || s.data[0] == '-');
  if (sign) out.insert(out.begin(), s.data[0]);
  out.append(s.data + sign, static_cast<size_t>(s.size - sign));
  return make_anew(self, out.data(), width);
}

Object* byte_expandtabs(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"tabsize", nullptr};
  static const ArgsParser kParser = {"expandtabs", kNames};
  Object* buffer[1];
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 1, 0, buffer);
  if (!a) return nullptr;
  int tabsize = a[0] ? int_as_int(a[0]) : 8;
  if (tabsize == -1 && err_occurred()) return nullptr;
  ByteSpan s = span_of_self(self);
  std::string out;
  int64_t column = 0;
  for (int64_t i = 0; i < s.size; ++i) {
    char c = s.data[i];
    if (c == '\t') {
      int64_t n = tabsize > 0 ? tabsize - column % tabsize : 0;
      if (static_cast<uint64_t>(n) + out.size() > rt().heap.limit) return err_no_memory();
      out.append(static_cast<size_t>(n), ' ');
      column += n;
    } else {
      out.push_back(c);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  return make_anew(self, out.data(), static_cast<int64_t>(out.size()));
}

// ---- hex and text

static int hex_digit(uint32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? static_cast<int>(c - 'a' + 10) : -1;
}

// The bytes of a hexadecimal text as a new bytes or bytearray. Null with *bad, the place of a wrong character.
static Object* read_hex(Object* text, bool mutable_kind, int64_t* bad) {
  std::string out;
  *bad = -1;
  int64_t n = str_length(text);
  for (int64_t i = 0; i < n;) {
    uint32_t c = str_read_char(text, i);
    if (c < 0x80 && space(static_cast<uint8_t>(c))) {
      ++i;
      continue;
    }
    int high = c < 0x80 ? hex_digit(c) : -1;
    uint32_t d = i + 1 < n ? str_read_char(text, i + 1) : 0;
    int low = high >= 0 && d < 0x80 ? hex_digit(d) : -1;
    if (low < 0) return *bad = high < 0 ? i : i + 1, nullptr;
    out.push_back(static_cast<char>(high << 4 | low));
    i += 2;
  }
  int64_t size = static_cast<int64_t>(out.size());
  return mutable_kind ? bytearray_from_data(out.data(), size) : bytes_from_data(out.data(), size);
}

Object* byte_fromhex(Object* type, Object* text) {
  if (!str_check(text)) return args_bad_argument("fromhex", "argument", "str", text), nullptr;
  int64_t bad;
  Ref<> value(read_hex(text, type_is_subtype(static_cast<TypeObject*>(type), TypeBytearray), &bad));
  if (bad >= 0) return err_format(ExcValueError, "non-hexadecimal number found in fromhex() arg at position %zd", bad);
  if (!value || type == TypeBytes || type == TypeBytearray) return value.release();
  return object_call_one_arg(type, value);
}

Object* byte_hex(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kNames[] = {"sep", "bytes_per_sep", nullptr};
  static const ArgsParser kParser = {"hex", kNames};
  Object* buffer[2];
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 2, 0, buffer);
  if (!a) return nullptr;
  int group = a[1] ? int_as_int(a[1]) : 1;
  if (group == -1 && err_occurred()) return nullptr;
  char separator = 0;
  bool separated = a[0] != nullptr;
  if (separated) {
    int64_t n = object_size(a[0]);
    if (n < 0) return nullptr;
    if (n != 1) return err_format(ExcValueError, "sep must be length 1.");
    bool text = str_check(a[0]);
    if (!text && !bytes_check(a[0])) return err_format(ExcTypeError, "sep must be str or bytes.");
    uint32_t c = text ? str_read_char(a[0], 0) : static_cast<uint8_t>(bytes_as_string(a[0])[0]);
    if (c > 127) return err_format(ExcValueError, "sep must be ASCII.");
    separator = static_cast<char>(c);
  }
  ByteSpan s = span_of_self(self);
  int64_t size = group < 0 ? -static_cast<int64_t>(group) : group;
  std::string out;
  for (int64_t i = 0; i < s.size; ++i) {
    // Groups are counted from the right, or from the left when the number is negative.
    int64_t from_edge = group > 0 ? s.size - i : i;
    if (separated && size && i && from_edge % size == 0) out.push_back(separator);
    uint8_t c = static_cast<uint8_t>(s.data[i]);
    out.push_back("0123456789abcdef"[c >> 4]);
    out.push_back("0123456789abcdef"[c & 15]);
  }
  return str_from_ascii(out.data(), static_cast<int64_t>(out.size()));
}

Object* byte_decode(Object* self, Object** args, int64_t nargs, Object* kwnames) {
  const char *encoding, *errors;
  if (!codec_arguments("decode", args, nargs, kwnames, &encoding, &errors)) return nullptr;
  return str_from_encoded_object(self, encoding, errors);
}

}  // namespace innards
