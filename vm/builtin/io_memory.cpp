// io.StringIO and io.BytesIO: a growing array and a place in it (Modules/_io/stringio.c, bytesio.c).
#include <algorithm>
#include <cstring>
#include <type_traits>

#include "builtin/io_base.h"
#include "builtin/native_type.h"
#include "builtin/scratch_files.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

// Both streams; Storage is what they keep their content in.
template <class Storage>
struct MemoryStream : IOBaseObject {
  Ptr<Storage> buf;         // null before the first write
  int64_t size, room, pos;  // room: of a StringIO
  int32_t closed;
  int32_t newline;          // of a StringIO: one of Newline
  // Of a file:
  Ptr<Object> path, encoding, errors;
  int32_t access;           // of Access; 0: no file, everything is allowed
};

enum Access : int32_t { kReads = 1, kWrites = 2, kAppends = 4 };

// How a StringIO takes and gives line ends: kPlain only knows \n; kUniversal turns all into \n; kAny keeps but knows all;
// kReturn and kBoth write \r or \r\n for \n.
enum Newline : int32_t { kPlain, kUniversal, kAny, kReturn, kBoth };

using StringIO = MemoryStream<uint32_t>;
// The content is a bytes object that getvalue() and read() may give away; as long as others have it, writing makes a copy.
using BytesIO = MemoryStream<Object>;
StringIO* as_string_io(Object* o) { return static_cast<StringIO*>(o); }
BytesIO* as_bytes_io(Object* o) { return static_cast<BytesIO*>(o); }

template <class Stream>
Stream* open_stream(Object* o) {
  auto* s = static_cast<Stream*>(o);
  if (!s->closed) return s;
  err_set_string(ExcValueError, std::is_same_v<Stream, BytesIO> ? "I/O operation on closed file." : "I/O operation on closed file");
  return nullptr;
}

// The same where the stream may be used so.
StringIO* stream_for(Object* o, Access use, const StringIO*) {
  StringIO* s = open_stream<StringIO>(o);
  if (!s || !s->access || (s->access & use)) return s;
  io_unsupported(use == kReads ? "not readable" : "not writable");
  return nullptr;
}
BytesIO* stream_for(Object* o, Access use, const BytesIO*) {
  if (as_bytes_io(o)->closed && as_bytes_io(o)->access) {
    err_set_string(ExcValueError, use == kReads ? "read of closed file" : "write to closed file");
    return nullptr;
  }
  BytesIO* s = open_stream<BytesIO>(o);
  if (!s || !s->access || (s->access & use)) return s;
  io_unsupported(use == kReads ? "read" : "write");
  return nullptr;
}
template <class Stream>
Stream* stream_for(Object* o, Access use) { return stream_for(o, use, static_cast<Stream*>(nullptr)); }

uint32_t* units(const StringIO* s) { return s->buf.get(); }
char* units(const BytesIO* s) { return s->buf ? bytes_as_string(s->buf) : nullptr; }
void drop(StringIO* s) {
  mem_free(s->buf);
  s->buf = nullptr;
}
void drop(BytesIO* s) { clear_ref(s->buf); }

bool make_room(StringIO* s, int64_t size) {
  if (size <= s->room) return true;
  const int64_t room = std::max<int64_t>(size + (size >> 3) + 16, 64);
  void* bigger = mem_realloc(s->buf, static_cast<size_t>(room) * sizeof(uint32_t));
  if (!bigger) return err_no_memory() != nullptr;
  s->buf = static_cast<uint32_t*>(bigger);
  s->room = room;
  return true;
}

int64_t buffer_size(const BytesIO* s) { return s->buf ? bytes_size(s->buf) : 0; }
bool shared(const BytesIO* s) { return s->buf && s->buf->ob_refcnt > 1; }

// Gives the stream a buffer of exactly this size that nobody else has.
bool own_buffer(BytesIO* s, int64_t size) {
  Object* buf = s->buf;
  if (!buf || shared(s)) {
    Object* copy = bytes_from_data(nullptr, size);
    if (!copy) return false;
    std::copy_n(units(s), std::min(s->size, size), bytes_as_string(copy));
    set_ref(s->buf, copy);
    return true;
  }
  const int failed = bytes_resize(&buf, size);
  s->buf = buf;
  if (failed) s->size = s->pos = 0;
  return !failed;
}

// Changes the buffer's size for a content of `size`, with room to grow when it grows by little.
bool resize(BytesIO* s, int64_t size) {
  const int64_t have = buffer_size(s);
  if (size >= have / 2 && size < have) return true;
  const bool little = size >= have && static_cast<double>(size) < static_cast<double>(have) * 1.125;
  return own_buffer(s, little ? size + (size >> 3) + (size < 9 ? 3 : 6) : size + 1);
}

bool make_room(BytesIO* s, int64_t size) {
  if (size > buffer_size(s)) return resize(s, size);
  return !shared(s) || own_buffer(s, std::max(size, s->size));
}

// Puts units at the stream's place; a gap before it is filled with zeros.
template <class Stream, class Unit>
bool put(Stream* s, const Unit* from, int64_t n) {
  if (n == 0) return true;
  if (s->access & kAppends) s->pos = s->size;
  if (!make_room(s, s->pos + n)) return false;
  if (s->pos > s->size) std::memset(units(s) + s->size, 0, static_cast<size_t>(s->pos - s->size) * sizeof(Unit));
  std::copy_n(from, n, units(s) + s->pos);
  s->pos += n;
  s->size = std::max(s->size, s->pos);
  return true;
}

template <class Stream>
int64_t left(const Stream* s) { return std::max<int64_t>(s->size - s->pos, 0); }

// The next n units. All of a BytesIO at once is its buffer itself.
Object* piece(const StringIO* s, int64_t n) { return n ? str_from_ucs4(units(s) + s->pos, n) : str_empty(); }
Object* piece(const BytesIO* s, int64_t n) {
  if (n > 1 && s->pos == 0 && n == buffer_size(s)) return new_ref(s->buf.get());
  return bytes_from_data(n ? units(s) + s->pos : "", n);
}

Object* whole(StringIO* s) { return s->size ? str_from_ucs4(units(s), s->size) : str_empty(); }
Object* whole(BytesIO* s) {
  if (s->size <= 1) return bytes_from_data(s->size ? units(s) : "", s->size);
  if (s->size != buffer_size(s) && !own_buffer(s, s->size)) return nullptr;
  return new_ref(s->buf.get());
}

bool cut(StringIO* s, int64_t size) {
  s->size = std::min(s->size, size);
  return true;
}
bool cut(BytesIO* s, int64_t size) {
  if (size >= s->size) return true;
  s->size = size;
  return resize(s, size);
}

template <class Stream>
Object* take(Stream* s, int64_t n) {
  n = n < 0 ? left(s) : std::min(n, left(s));
  Object* result = piece(s, n);
  s->pos += n;
  return result;
}

// Length of the line at the stream's place, its end included.
int64_t line_length(const BytesIO* s) {
  const void* end = left(s) ? std::memchr(units(s) + s->pos, '\n', static_cast<size_t>(left(s))) : nullptr;
  return end ? static_cast<const char*>(end) - (units(s) + s->pos) + 1 : left(s);
}
int64_t line_length(const StringIO* s) {
  const uint32_t* at = units(s) + s->pos;
  const int64_t n = left(s);
  for (int64_t i = 0; i < n; ++i) {
    if (at[i] == '\n' && s->newline != kReturn && s->newline != kBoth) return i + 1;
    if (at[i] != '\r') continue;
    const bool both = i + 1 < n && at[i + 1] == '\n';
    if (s->newline == kAny) return i + (both ? 2 : 1);
    if (s->newline == kReturn) return i + 1;
    if (s->newline == kBoth && both) return i + 2;
  }
  return n;
}

template <class Stream>
Object* take_line(Stream* s, int64_t limit) {
  int64_t n = line_length(s);
  if (limit >= 0) n = std::min(n, limit);
  return take(s, n);
}

// ---- methods of both

template <class Stream>
Object* method_read(Object* o, Object** args, int64_t nargs) {
  Stream* s = stream_for<Stream>(o, kReads);
  int64_t n;
  return s && io_size_argument(args, nargs, "read", &n) ? take(s, n) : nullptr;
}
template <class Stream>
Object* method_readline(Object* o, Object** args, int64_t nargs) {
  Stream* s = stream_for<Stream>(o, kReads);
  int64_t n;
  return s && io_size_argument(args, nargs, "readline", &n) ? take_line(s, n) : nullptr;
}
template <class Stream>
Object* stream_next(Object* o) {
  Stream* s = stream_for<Stream>(o, kReads);
  return s && left(s) ? take_line(s, -1) : nullptr;
}
template <class Stream>
Object* method_getvalue(Object* o, Object*) {
  Stream* s = open_stream<Stream>(o);
  return s ? whole(s) : nullptr;
}
template <class Stream>
Object* method_tell(Object* o, Object*) {
  Stream* s = open_stream<Stream>(o);
  return s ? int_from_i64(s->pos) : nullptr;
}
template <class Stream>
Object* method_truncate(Object* o, Object** args, int64_t nargs) {
  Stream* s = open_stream<Stream>(o);
  int64_t size;
  if (!s || !io_size_argument(args, nargs, "truncate", &size)) return nullptr;
  if (nargs && !is_none(args[0]) && size < 0)
    return sizeof(*units(s)) == 1 ? err_format(ExcValueError, "negative size value %zd", size) : err_format(ExcValueError, "Negative size value %zd", size);
  if (nargs == 0 || is_none(args[0])) size = s->pos;
  return cut(s, size) ? int_from_i64(size) : nullptr;
}
Object* file_content(StringIO* s) {
  Ref<> text(whole(s));
  return text ? str_as_encoded_string(text, str_as_utf8(s->encoding), str_as_utf8(s->errors)) : nullptr;
}
Object* file_content(BytesIO* s) { return bytes_from_data(s->size ? units(s) : "", s->size); }

// Puts what was written where the next open() finds it.
template <class Stream>
bool store(Stream* s) {
  if (s->closed || !(s->access & kWrites)) return true;
  Ref<> content(file_content(s));
  const char* path = content ? str_as_utf8(s->path) : nullptr;
  return path && scratch_put(path, content) == 0;
}
template <class Stream>
Object* method_flush(Object* o, Object*) {
  Stream* s = open_stream<Stream>(o);
  return s && store(s) ? new_none() : nullptr;
}
template <class Stream>
Object* method_close(Object* o, Object*) {
  auto* s = static_cast<Stream*>(o);
  const bool stored = store(s);
  s->closed = 1;
  drop(s);
  s->size = s->room = s->pos = 0;
  return stored ? new_none() : nullptr;
}
template <class Stream>
Object* method_yes(Object* o, Object*) { return open_stream<Stream>(o) ? bool_from(true) : nullptr; }
template <class Stream, Access use>
Object* method_can(Object* o, Object*) {
  Stream* s = open_stream<Stream>(o);
  return s ? bool_from(!s->access || (s->access & use)) : nullptr;
}
template <class Stream>
Object* get_closed(Object* o, void*) { return bool_from(static_cast<Stream*>(o)->closed); }

template <class Stream>
void stream_dealloc(Object* o) {
  auto* s = static_cast<Stream*>(o);
  if (s->path) {
    Object *type, *value, *tb;
    err_fetch(&type, &value, &tb);
    if (!store(s)) err_write_unraisable(nullptr);
    err_restore(type, value, tb);
  }
  clear_ref(s->path);
  clear_ref(s->encoding);
  clear_ref(s->errors);
  drop(s);
  io_base_dealloc(o);
}

bool seek_arguments(Object** args, int64_t nargs, int64_t* pos, int64_t* whence) {
  if (!args_check_positional("seek", nargs, 1, 2)) return false;
  *pos = number_as_ssize(args[0], ExcOverflowError);
  if (*pos == -1 && err_occurred()) return false;
  *whence = nargs > 1 ? int_as_i64(args[1]) : 0;
  return *whence != -1 || !err_occurred();
}

// ---- StringIO

// Writes text with its line ends as the stream wants them.
bool write_text(StringIO* s, Object* text) {
  const int kind = str_kind(text);
  const void* data = str_data(text);
  const int64_t n = str_length(text);
  for (int64_t i = 0; i < n; ++i) {
    uint32_t ch = str_read(kind, data, i);
    if (s->newline == kUniversal && ch == '\r') {
      if (i + 1 < n && str_read(kind, data, i + 1) == '\n') ++i;
      ch = '\n';
    }
    if (ch == '\n' && (s->newline == kReturn || s->newline == kBoth)) {
      const uint32_t end[] = {'\r', '\n'};
      if (!put(s, end, s->newline == kBoth ? 2 : 1)) return false;
    } else if (!put(s, &ch, 1)) {
      return false;
    }
  }
  return true;
}

bool parse_newline(Object* o, int32_t* newline) {
  static const struct { const char* text; Newline value; } kNewlines[] = {{"\n", kPlain}, {"", kAny}, {"\r", kReturn}, {"\r\n", kBoth}};
  *newline = kUniversal;
  if (is_none(o)) return true;
  if (!str_check(o)) return err_format(ExcTypeError, "newline must be str or None, not %.200s", type_name_of(o)) != nullptr;
  for (const auto& n : kNewlines) {
    *newline = n.value;
    if (str_equal_ascii(o, n.text)) return true;
  }
  return err_format(ExcValueError, "illegal newline value: %R", o) != nullptr;
}

int string_io_init(Object* o, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"initial_value", "newline", nullptr};
  Object *value = nullptr, *newline = nullptr;
  if (!args_parse_tuple_and_keywords(args, kwargs, "|OO:StringIO", kKeywords, &value, &newline)) return -1;
  StringIO* s = as_string_io(o);
  int32_t ends = kPlain;
  if (newline && !parse_newline(newline, &ends)) return -1;
  if (value && !is_none(value) && !str_check(value)) {
    err_format(ExcTypeError, "initial_value must be str or None, not %.200s", type_name_of(value));
    return -1;
  }
  s->closed = 0;
  s->newline = ends;
  s->size = s->pos = 0;
  if (value && !is_none(value) && !write_text(s, value)) return -1;
  s->pos = 0;
  return 0;
}

Object* string_io_write(Object* o, Object* text) {
  if (!str_check(text))
    return err_format(ExcTypeError, as_string_io(o)->path ? "write() argument must be str, not %.200s" : "string argument expected, got '%s'", type_name_of(text));
  StringIO* s = stream_for<StringIO>(o, kWrites);
  return s && write_text(s, text) ? int_from_i64(str_length(text)) : nullptr;
}
Object* string_io_seek(Object* o, Object** args, int64_t nargs) {
  StringIO* s = open_stream<StringIO>(o);
  int64_t pos, whence;
  if (!s || !seek_arguments(args, nargs, &pos, &whence)) return nullptr;
  if (whence < 0 || whence > 2) return err_format(ExcValueError, "Invalid whence (%lld, should be 0, 1 or 2)", static_cast<long long>(whence));
  if (pos < 0 && whence == 0) return err_format(ExcValueError, "Negative seek position %zd", pos);
  if (pos != 0 && whence != 0) return err_format(ExcOSError, "Can't do nonzero cur-relative seeks");
  s->pos = whence == 0 ? pos : whence == 1 ? s->pos : s->size;
  return int_from_i64(s->pos);
}
Object* get_false(Object*, void*) { return bool_from(false); }
Object* get_none(Object*, void*) { return new_none(); }

#define STREAM_METHODS(S)                                                                                                   \
  {"read", method_read<S>, kMethFastcall, "read($self, size=-1, /)\n--\n\nAt most size of what is left."},                  \
      {"readline", method_readline<S>, kMethFastcall, "readline($self, size=-1, /)\n--\n\nOne line with its end."},         \
      {"getvalue", method_getvalue<S>, kMethNoArgs, "getvalue($self, /)\n--\n\nThe whole content."},                        \
      {"tell", method_tell<S>, kMethNoArgs, "tell($self, /)\n--\n\nWhere the stream stands."},                              \
      {"truncate", method_truncate<S>, kMethFastcall, "truncate($self, size=None, /)\n--\n\nCuts the content off."},        \
      {"close", method_close<S>, kMethNoArgs, "close($self, /)\n--\n\nForgets the content."},                               \
      {"flush", method_flush<S>, kMethNoArgs, "flush($self, /)\n--\n\nLets other streams on the file see what was written."}, \
      {"readable", method_can<S, kReads>, kMethNoArgs, "readable($self, /)\n--\n\nWhether it can be read."},              \
      {"writable", method_can<S, kWrites>, kMethNoArgs, "writable($self, /)\n--\n\nWhether it can be written."},          \
      {"seekable", method_yes<S>, kMethNoArgs, "seekable($self, /)\n--\n\nTrue."}

const MethodDef kStringMethods[] = {
    STREAM_METHODS(StringIO),
    {"write", string_io_write, kMethO, "write($self, s, /)\n--\n\nWrites text and says how many characters."},
    {"seek", string_io_seek, kMethFastcall, "seek($self, pos, whence=0, /)\n--\n\nMoves to a place."},
    {},
};
const GetSetDef kStringGetSets[] = {
    {"closed", get_closed<StringIO>, nullptr, nullptr},
    {"newlines", get_none, nullptr, nullptr},
    {"line_buffering", get_false, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

// ---- BytesIO

bool write_buffer(BytesIO* s, Object* data, int64_t* written) {
  Buffer view;
  if (object_get_buffer(data, &view, kBufSimple) < 0) return false;
  *written = view.len;
  const bool ok = put(s, view.buf.get(), view.len);
  buffer_release(&view);
  return ok;
}
int bytes_io_init(Object* o, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"initial_bytes", nullptr};
  Object* value = nullptr;
  if (!args_parse_tuple_and_keywords(args, kwargs, "|O:BytesIO", kKeywords, &value)) return -1;
  BytesIO* s = as_bytes_io(o);
  s->closed = 0;
  s->size = s->pos = 0;
  if (!value || is_none(value)) return 0;
  if (bytes_check_exact(value)) {
    set_ref(s->buf, new_ref(value));
    s->size = bytes_size(value);
    return 0;
  }
  int64_t n;
  if (!write_buffer(s, value, &n)) return -1;
  s->pos = 0;
  return 0;
}
Object* bytes_io_write(Object* o, Object* data) {
  BytesIO* s = stream_for<BytesIO>(o, kWrites);
  int64_t n;
  return s && write_buffer(s, data, &n) ? int_from_i64(n) : nullptr;
}
Object* bytes_io_seek(Object* o, Object** args, int64_t nargs) {
  BytesIO* s = open_stream<BytesIO>(o);
  int64_t pos, whence;
  if (!s || !seek_arguments(args, nargs, &pos, &whence)) return nullptr;
  if (pos < 0 && whence == 0) return err_format(ExcValueError, "negative seek value %zd", pos);
  if (whence < 0 || whence > 2) return err_format(ExcValueError, "invalid whence (%lld, should be 0, 1 or 2)", static_cast<long long>(whence));
  const int64_t from = whence == 0 ? 0 : whence == 1 ? s->pos : s->size;
  if (pos > INT64_MAX - from) return err_format(ExcOverflowError, "new position too large");
  s->pos = std::max<int64_t>(from + pos, 0);
  return int_from_i64(s->pos);
}
Object* bytes_io_readinto(Object* o, Object* target) {
  BytesIO* s = open_stream<BytesIO>(o);
  Buffer view;
  if (!s) return nullptr;
  if (object_get_buffer(target, &view, kBufWritable) < 0) {
    err_clear();
    args_bad_argument("readinto", "argument", "read-write bytes-like object", target);
    return nullptr;
  }
  const int64_t n = std::min(view.len, left(s));
  if (n) std::memcpy(view.buf.get(), units(s) + s->pos, static_cast<size_t>(n));
  s->pos += n;
  buffer_release(&view);
  return int_from_i64(n);
}
Object* bytes_io_getbuffer(Object* o, Object*) { return method_getvalue<BytesIO>(o, nullptr); }

const MethodDef kBytesMethods[] = {
    STREAM_METHODS(BytesIO),
    {"read1", method_read<BytesIO>, kMethFastcall, "read1($self, size=-1, /)\n--\n\nThe same as read()."},
    {"readinto", bytes_io_readinto, kMethO, "readinto($self, buffer, /)\n--\n\nReads into a buffer and says how many bytes."},
    {"write", bytes_io_write, kMethO, "write($self, b, /)\n--\n\nWrites bytes and says how many."},
    {"seek", bytes_io_seek, kMethFastcall, "seek($self, pos, whence=0, /)\n--\n\nMoves to a place."},
    {"getbuffer", bytes_io_getbuffer, kMethNoArgs, "getbuffer($self, /)\n--\n\nThe content."},
    {},
};
const GetSetDef kBytesGetSets[] = {
    {"closed", get_closed<BytesIO>, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

template <class Stream>
void init_stream(TypeObject* t, initproc* init, const MethodDef* methods, const GetSetDef* getsets, const char* doc) {
  io_stream_type(t, sizeof(Stream));
  t->tp_dealloc = stream_dealloc<Stream>;
  t->tp_iternext = stream_next<Stream>;
  t->tp_iter = object_self_iter;
  t->tp_init = init;
  type_set_doc(t, doc);
  type_add_methods(t, methods);
  type_add_getsets(t, getsets);
}

}  // namespace

Object* string_io_of(Object* text) {
  Ref<> o(type_generic_alloc(TypeStringIO, 0));
  if (!o) return nullptr;
  as_string_io(o)->newline = kUniversal;
  if (!write_text(as_string_io(o), text)) return nullptr;
  as_string_io(o)->pos = 0;
  return o.release();
}

namespace {
template <class Stream>
void use_as_file(Stream* s, const FileUse& use) {
  s->path = new_ref(use.path);
  s->encoding = xnew_ref(use.encoding);
  s->errors = xnew_ref(use.errors);
  s->access = (use.reads ? kReads : 0) | (use.writes ? kWrites : 0) | (use.appends ? kAppends : 0);
  s->pos = use.appends ? s->size : 0;
}
}  // namespace

bool io_check_newline(Object* newline) {
  int32_t parsed;
  return !newline || parse_newline(newline, &parsed);
}

Object* string_io_file(Object* text, const FileUse& use) {
  Ref<> o(type_generic_alloc(TypeStringIO, 0));
  if (!o) return nullptr;
  StringIO* s = as_string_io(o);
  s->newline = use.writes ? kPlain : kUniversal;
  if (use.newline && !is_none(use.newline) && !parse_newline(use.newline, &s->newline)) return nullptr;
  if (!write_text(s, text)) return nullptr;
  use_as_file(s, use);
  return o.release();
}

Object* bytes_io_file(Object* bytes, const FileUse& use) {
  Ref<> o(type_generic_alloc(TypeBytesIO, 0));
  if (!o || !put(as_bytes_io(o), bytes_as_string(bytes), bytes_size(bytes))) return nullptr;
  use_as_file(as_bytes_io(o), use);
  return o.release();
}

const char* bytes_io_rest(Object* o, int64_t* size) {
  if (o->ob_type != TypeBytesIO || as_bytes_io(o)->closed) return nullptr;
  *size = left(as_bytes_io(o));
  return *size ? units(as_bytes_io(o)) + as_bytes_io(o)->pos : "";
}

void init_StringIO_type(TypeObject* t) {
  init_stream<StringIO>(t, string_io_init, kStringMethods, kStringGetSets, "StringIO(initial_value='', newline='\\n')\n--\n\nA text stream in memory.");
}
void init_BytesIO_type(TypeObject* t) {
  init_stream<BytesIO>(t, bytes_io_init, kBytesMethods, kBytesGetSets, "BytesIO(initial_bytes=b'')\n--\n\nA byte stream in memory.");
}

}  // namespace innards
