// io.BytesIO: bytes in memory and a place in them (Modules/_io/bytesio.c). The content is a bytes object that getvalue() and
// read() may give away; as long as others have it, writing makes a copy.
#include <algorithm>
#include <cstring>

#include "builtin/io_base.h"
#include "builtin/io_memory.h"
#include "builtin/native_type.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/memoryview.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/native_turns.h"
#include "run/runtime.h"

namespace innards {

namespace {

struct BytesIO : Object {
  Ptr<Object> buf;       // bytes, maybe longer than the content; null: closed
  int64_t pos, size;
  Ptr<Object> dict, weakreflist;
  int64_t exports;       // buffers that others hold: the content may not move
};
static_assert(sizeof(BytesIO) == 64);

// What getbuffer()'s memoryview is a view of.
struct BytesIOBuffer : Object {
  Ptr<BytesIO> source;
};

BytesIO* as_bytes_io(Object* o) { return static_cast<BytesIO*>(o); }
BytesIO* source_of(Object* o) { return static_cast<BytesIOBuffer*>(o)->source; }

BytesIO* open_stream(Object* o) {
  if (as_bytes_io(o)->buf) return as_bytes_io(o);
  err_set_string(ExcValueError, "I/O operation on closed file.");
  return nullptr;
}
bool check_exports(const BytesIO* s) {
  if (s->exports == 0) return true;
  err_set_string(ExcBufferError, "Existing exports of data: object cannot be re-sized");
  return false;
}

// ---- the content

char* content(const BytesIO* s) { return bytes_as_string(s->buf); }
bool shared(const BytesIO* s) { return s->buf->ob_refcnt > 1; }
int64_t left(const BytesIO* s) { return std::max<int64_t>(s->size - s->pos, 0); }

// Gives the stream a buffer of exactly this size that nobody else has.
bool own_buffer(BytesIO* s, int64_t size) {
  if (shared(s)) {
    Object* copy = bytes_from_data(nullptr, size);
    if (!copy) return false;
    std::copy_n(content(s), std::min(s->size, size), bytes_as_string(copy));
    set_ref(s->buf, copy);
    return true;
  }
  Object* buf = s->buf;
  const int failed = bytes_resize(&buf, size);
  s->buf = buf;
  return failed == 0;
}
bool resize(BytesIO* s, int64_t size) {
  const int64_t have = bytes_size(s->buf), room = io_grown_room(size, have);
  return room == have || own_buffer(s, room);
}

// Puts bytes at the stream's place; a gap before them is filled with zeros.
bool put(BytesIO* s, const char* from, int64_t n) {
  if (n == 0) return true;
  if (s->pos > INT64_MAX - n) return err_format(ExcOverflowError, "new buffer size too large") != nullptr;
  const int64_t end = s->pos + n;
  if (end > bytes_size(s->buf)) {
    if (!resize(s, end)) return false;
  } else if (shared(s) && !own_buffer(s, std::max(end, s->size))) {
    return false;
  }
  if (s->pos > s->size) std::memset(content(s) + s->size, 0, static_cast<size_t>(s->pos - s->size));
  std::copy_n(from, n, content(s) + s->pos);
  s->pos = end;
  s->size = std::max(s->size, end);
  return true;
}

// How many bytes were written; -1 with an error.
int64_t write_bytes(BytesIO* s, Object* data) {
  Buffer view;
  if (!open_stream(s) || !check_exports(s) || object_get_buffer(data, &view, kBufND) < 0) return -1;
  const int64_t n = view.len;
  const bool ok = put(s, view.buf.get(), n);
  buffer_release(&view);
  return ok ? n : -1;
}

// ---- reading

// The next n bytes. All at once are the buffer itself.
Object* take(BytesIO* s, int64_t n) {
  const int64_t from = s->pos;
  s->pos += n;
  if (n > 1 && from == 0 && n == bytes_size(s->buf) && s->exports == 0) return new_ref(s->buf.get());
  return bytes_from_data(n ? content(s) + from : "", n);
}
// Length of the line at the stream's place, its end included.
int64_t line_length(const BytesIO* s, int64_t limit) {
  const int64_t n = limit < 0 ? left(s) : std::min(limit, left(s));
  if (n == 0) return 0;
  const char* at = content(s) + s->pos;
  const void* end = std::memchr(at, '\n', static_cast<size_t>(n));
  return end ? static_cast<const char*>(end) - at + 1 : n;
}

Object* read_some(Object* o, Object** args, int64_t nargs, const char* name) {
  int64_t n = -1;
  BytesIO* s = io_size_argument(args, nargs, name, &n) ? open_stream(o) : nullptr;
  return s ? take(s, n < 0 ? left(s) : std::min(n, left(s))) : nullptr;
}
Object* bytes_read(Object* o, Object** args, int64_t nargs) { return read_some(o, args, nargs, "read"); }
Object* bytes_read1(Object* o, Object** args, int64_t nargs) { return read_some(o, args, nargs, "read1"); }
Object* bytes_readline(Object* o, Object** args, int64_t nargs) {
  int64_t limit = -1;
  BytesIO* s = io_size_argument(args, nargs, "readline", &limit) ? open_stream(o) : nullptr;
  return s ? take(s, line_length(s, limit)) : nullptr;
}
Object* bytes_next(Object* o) {
  BytesIO* s = open_stream(o);
  const int64_t n = s ? line_length(s, -1) : 0;
  return n ? take(s, n) : nullptr;
}

bool lines_argument(Object* arg, int64_t* most) {
  *most = -1;
  if (is_none(arg)) return true;
  if (!int_check(arg)) return err_format(ExcTypeError, "integer argument expected, got '%s'", type_name_of(arg)) != nullptr;
  *most = int_as_ssize_t(arg);
  return *most != -1 || !err_occurred();
}
Object* bytes_readlines(Object* o, Object** args, int64_t nargs) {
  int64_t most, total = 0;
  if (!args_check_positional("readlines", nargs, 0, 1)) return nullptr;
  BytesIO* s = open_stream(o);
  if (!s || !lines_argument(nargs ? args[0] : none(), &most)) return nullptr;
  Ref<> lines(list_new(0));
  while (lines) {
    const int64_t n = line_length(s, -1);
    if (n == 0 || (most > 0 && total >= most)) return lines.release();
    Ref<> line(bytes_from_data(content(s) + s->pos, n));
    s->pos += n;
    if (!line || list_append(lines, line) < 0) return nullptr;
    total += n;
  }
  return nullptr;
}
Object* bytes_readinto(Object* o, Object* target) {
  Buffer view;
  if (!io_writable_buffer(target, "readinto", &view)) return nullptr;
  BytesIO* s = open_stream(o);
  const int64_t n = s ? std::min(view.len, left(s)) : 0;
  if (n) std::memcpy(view.buf.get(), content(s) + s->pos, static_cast<size_t>(n));
  if (s) s->pos += n;
  buffer_release(&view);
  return s ? int_from_i64(n) : nullptr;
}

// ---- the other methods

Object* bytes_write(Object* o, Object* data) {
  const int64_t n = write_bytes(as_bytes_io(o), data);
  return n < 0 ? nullptr : int_from_i64(n);
}
Object* bytes_writelines(Object* o, Object* lines) {
  if (!open_stream(o)) return nullptr;
  Ref<> it(object_get_iter(lines));
  if (!it) return nullptr;
  for (;;) {
    native_turn();
    Ref<> line(iter_next(it));
    if (!line) return err_occurred() ? nullptr : new_none();
    if (write_bytes(as_bytes_io(o), line) < 0) return nullptr;
  }
}
Object* bytes_getvalue(Object* o, Object*) {
  BytesIO* s = open_stream(o);
  if (!s) return nullptr;
  if (s->size <= 1 || s->exports > 0) return bytes_from_data(content(s), s->size);
  if (s->size != bytes_size(s->buf) && !own_buffer(s, s->size)) return nullptr;
  return new_ref(s->buf.get());
}
Object* bytes_getbuffer(Object* o, Object*) {
  BytesIO* s = open_stream(o);
  Ref<> buffer(s ? type_generic_alloc(TypeBytesIOBuffer, 0) : nullptr);
  if (!buffer) return nullptr;
  static_cast<BytesIOBuffer*>(buffer.get())->source = new_ref(s);
  return memory_view_from_object(buffer);
}
Object* bytes_truncate(Object* o, Object** args, int64_t nargs) {
  int64_t size = as_bytes_io(o)->pos;
  BytesIO* s = io_size_argument(args, nargs, "truncate", &size) ? open_stream(o) : nullptr;
  if (!s || !check_exports(s)) return nullptr;
  if (size < 0) return err_format(ExcValueError, "negative size value %zd", size);
  if (size < s->size) {
    s->size = size;
    if (!resize(s, size)) return nullptr;
  }
  return int_from_i64(size);
}
Object* bytes_seek(Object* o, Object** args, int64_t nargs) {
  int64_t pos;
  int whence;
  BytesIO* s = io_seek_arguments(args, nargs, &pos, &whence) ? open_stream(o) : nullptr;
  if (!s) return nullptr;
  if (pos < 0 && whence == 0) return err_format(ExcValueError, "negative seek value %zd", pos);
  if (whence < 0 || whence > 2) return err_format(ExcValueError, "invalid whence (%i, should be 0, 1 or 2)", whence);
  const int64_t from = whence == 0 ? 0 : whence == 1 ? s->pos : s->size;
  if (pos > INT64_MAX - from) return err_format(ExcOverflowError, "new position too large");
  s->pos = std::max<int64_t>(from + pos, 0);
  return int_from_i64(s->pos);
}
Object* bytes_tell(Object* o, Object*) {
  BytesIO* s = open_stream(o);
  return s ? int_from_i64(s->pos) : nullptr;
}
Object* bytes_close(Object* o, Object*) {
  if (!check_exports(as_bytes_io(o))) return nullptr;
  clear_ref(as_bytes_io(o)->buf);
  return new_none();
}
Object* bytes_yes(Object* o, Object*) { return open_stream(o) ? bool_from(true) : nullptr; }
Object* bytes_isatty(Object* o, Object*) { return open_stream(o) ? bool_from(false) : nullptr; }
Object* bytes_flush(Object* o, Object*) { return open_stream(o) ? new_none() : nullptr; }
Object* get_closed(Object* o, void*) { return bool_from(!as_bytes_io(o)->buf); }

// ---- making

Object* bytes_io_new(TypeObject* type, Object*, Object*) {
  Ref<> o(type->tp_alloc(type, 0));
  if (!o || !(as_bytes_io(o)->buf = bytes_from_data("", 0))) return nullptr;
  return o.release();
}
int bytes_init(Object* o, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"initial_bytes", nullptr};
  static const ArgsParser kParser = {"BytesIO", kKeywords};
  Object* buf[1] = {};
  Object** a = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 0, 1, 0, buf);
  if (!a) return -1;
  BytesIO* s = as_bytes_io(o);
  s->size = s->pos = 0;
  if (!check_exports(s)) return -1;
  if (!a[0] || is_none(a[0])) return 0;
  if (bytes_check_exact(a[0])) {
    set_ref(s->buf, new_ref(a[0]));
    s->size = bytes_size(a[0]);
    return 0;
  }
  if (write_bytes(s, a[0]) < 0) return -1;
  s->pos = 0;
  return 0;
}

Object* bytes_getstate(Object* o, Object*) {
  Ref<> value(bytes_getvalue(o, nullptr));
  if (!value) return nullptr;
  Ref<> dict(io_copy_dict(as_bytes_io(o)->dict)), pos(int_from_i64(as_bytes_io(o)->pos));
  return dict && pos ? tuple_pack(3, value.get(), pos.get(), dict.get()) : nullptr;
}
Object* bytes_setstate(Object* o, Object* state) {
  BytesIO* s = as_bytes_io(o);
  if (!tuple_check(state) || tuple_size_of(state) < 3)
    return err_format(ExcTypeError, "%.200s.__setstate__ argument should be 3-tuple, got %.200s", type_name_of(o), type_name_of(state));
  if (!check_exports(s)) return nullptr;
  s->size = s->pos = 0;
  if (write_bytes(s, tuple_item_at(state, 0)) < 0 || !io_restore_position(tuple_item_at(state, 1), "second", "not", &s->pos) ||
      !io_restore_dict(tuple_item_at(state, 2), "third", &s->dict))
    return nullptr;
  return new_none();
}
Object* bytes_sizeof(Object* o, Object*) {
  const BytesIO* s = as_bytes_io(o);
  return int_from_i64(o->ob_type->tp_basicsize + (s->buf && !shared(s) ? kBytesHeader + bytes_size(s->buf) : 0));
}

const MethodDef kMethods[] = {
    {"readable", bytes_yes, kMethNoArgs, "readable($self, /)\n--\n\nTrue."},
    {"seekable", bytes_yes, kMethNoArgs, "seekable($self, /)\n--\n\nTrue."},
    {"writable", bytes_yes, kMethNoArgs, "writable($self, /)\n--\n\nTrue."},
    {"close", bytes_close, kMethNoArgs, "close($self, /)\n--\n\nForgets the content."},
    {"flush", bytes_flush, kMethNoArgs, "flush($self, /)\n--\n\nNothing is to be done."},
    {"isatty", bytes_isatty, kMethNoArgs, "isatty($self, /)\n--\n\nFalse."},
    {"tell", bytes_tell, kMethNoArgs, "tell($self, /)\n--\n\nWhere the stream stands."},
    {"write", bytes_write, kMethO, "write($self, b, /)\n--\n\nWrites bytes and says how many."},
    {"writelines", bytes_writelines, kMethO, "writelines($self, lines, /)\n--\n\nWrites each of the lines."},
    {"read1", bytes_read1, kMethFastcall, "read1($self, size=-1, /)\n--\n\nThe same as read()."},
    {"readinto", bytes_readinto, kMethO, "readinto($self, buffer, /)\n--\n\nReads into a buffer and says how many bytes."},
    {"readline", bytes_readline, kMethFastcall, "readline($self, size=-1, /)\n--\n\nOne line with its end."},
    {"readlines", bytes_readlines, kMethFastcall, "readlines($self, size=None, /)\n--\n\nThe lines that are left, or those that begin in the next size bytes."},
    {"read", bytes_read, kMethFastcall, "read($self, size=-1, /)\n--\n\nAt most size of what is left."},
    {"getbuffer", bytes_getbuffer, kMethNoArgs, "getbuffer($self, /)\n--\n\nThe content, to be changed in its place."},
    {"getvalue", bytes_getvalue, kMethNoArgs, "getvalue($self, /)\n--\n\nThe whole content."},
    {"seek", bytes_seek, kMethFastcall, "seek($self, pos, whence=0, /)\n--\n\nMoves to a place."},
    {"truncate", bytes_truncate, kMethFastcall, "truncate($self, size=None, /)\n--\n\nCuts the content off."},
    {"__getstate__", bytes_getstate, kMethNoArgs, nullptr},
    {"__setstate__", bytes_setstate, kMethO, nullptr},
    {"__sizeof__", bytes_sizeof, kMethNoArgs, nullptr},
    {},
};
const GetSetDef kGetSets[] = {
    {"closed", get_closed, nullptr, "Whether it is closed."},
    {nullptr, nullptr, nullptr, nullptr},
};

// ---- the types

int bytes_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_bytes_io(o)->dict}); }
int bytes_clear(Object* o) {
  clear_ref(as_bytes_io(o)->dict);
  if (as_bytes_io(o)->exports == 0) clear_ref(as_bytes_io(o)->buf);
  return 0;
}
// As in CPython it does not close the stream: only that of a subclass is closed.
void bytes_dealloc(Object* o) {
  gc_untrack(o);
  clear_ref(as_bytes_io(o)->buf);
  clear_ref(as_bytes_io(o)->dict);
  if (as_bytes_io(o)->weakreflist) object_clear_weakrefs(o);
  o->ob_type->tp_free(o);
}

int buffer_get(Object* o, Buffer* view, int flags) {
  BytesIO* s = open_stream(source_of(o));
  if (!s) return -1;
  if (s->exports == 0 && shared(s) && !own_buffer(s, s->size)) return -1;
  buffer_fill_info(view, o, content(s), s->size, 0, flags);
  ++s->exports;
  return 0;
}
void buffer_give_back(Object* o, Buffer*) { --source_of(o)->exports; }
int buffer_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {source_of(o)}); }
void buffer_dealloc(Object* o) {
  gc_untrack(o);
  clear_ref(static_cast<BytesIOBuffer*>(o)->source);
  o->ob_type->tp_free(o);
}

}  // namespace

void init_BytesIO_type(TypeObject* t) {
  io_stream_type(t, sizeof(BytesIO));
  t->tp_dealloc = bytes_dealloc;
  t->tp_traverse = bytes_traverse;
  t->tp_clear = bytes_clear;
  t->tp_iter = object_self_iter;
  t->tp_iternext = bytes_next;
  t->tp_init = bytes_init;
  t->tp_new = bytes_io_new;
  t->tp_dictoffset = offsetof(BytesIO, dict);
  t->tp_weaklistoffset = offsetof(BytesIO, weakreflist);
  type_set_doc(t, "BytesIO(initial_bytes=b'')\n--\n\nA byte stream in memory.");
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
}
void init_BytesIOBuffer_type(TypeObject* t) {
  native_inner_type(t, sizeof(BytesIOBuffer), buffer_dealloc, buffer_traverse, nullptr);
  t->tp_getattro = nullptr;  // inherited
  buffer_procs(t)->bf_getbuffer = buffer_get;
  buffer_procs(t)->bf_releasebuffer = buffer_give_back;
}

}  // namespace innards
