// io.BufferedReader, BufferedWriter and BufferedRandom (Modules/_io/bufferedio.c): what they share. Everything that is done to the
// raw stream goes through its methods, in CPython's order: it may be written in Python.
#include "builtin/io_buffered.h"

#include <unistd.h>

#include "builtin/io_base.h"
#include "builtin/io_file.h"
#include "builtin/native_type.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/threads.h"

namespace innards {

namespace {

// ---- one thread at a time

// Waits until no other thread is inside. False with an error.
bool wait_outside(BufferedObject* s) {
  const auto me = static_cast<uint64_t>(thread_get_ident());
  while (s->owner) {
    if (s->owner == me) return err_format(ExcRuntimeError, "reentrant call inside %R", static_cast<Object*>(s)) != nullptr;
    if (!thread_may_wait()) break;   // the program ends, and that thread with it
    thread_wait(s, kNever);
    if (err_occurred()) return false;
  }
  return true;
}

}  // namespace

BufferedLock::BufferedLock(BufferedObject* s) : s_(s), inside_(wait_outside(s)) {
  if (inside_) s->owner = static_cast<uint64_t>(thread_get_ident());
}
BufferedLock::~BufferedLock() {
  if (!inside_) return;
  s_->owner = 0;
  thread_wake(s_);
}

// ---- state

char* buffered_data(const BufferedObject* s) { return bytes_as_string(s->buffer); }

bool buffered_ready(const BufferedObject* s) {
  if (s->ok > 0) return true;
  err_set_string(ExcValueError, s->detached ? "raw stream has been detached" : "I/O operation on uninitialized object");
  return false;
}

namespace {
// raw.closed: 1, 0, -1.
int raw_closed(BufferedObject* s) {
  if (!buffered_ready(s)) return -1;
  Ref<> closed(object_get_attr(s->raw, ID(closed)));
  return closed ? object_is_true(closed) : -1;
}
}  // namespace

bool buffered_is_closed(BufferedObject* s) {
  if (!s->buffer) return true;
  return s->fast_closed_checks && s->raw ? io_file_number(s->raw) < 0 : raw_closed(s) != 0;
}

bool buffered_usable(BufferedObject* s, const char* text) {
  if (!buffered_ready(s)) return false;
  if (!buffered_is_closed(s) || buffered_ahead(s)) return true;
  err_set_string(ExcValueError, text);
  return false;
}

// ---- the raw stream

Object* buffered_raw_call(BufferedObject* s, Object* name, Object* arg) {
  if (!s->raw) return buffered_ready(s), nullptr;   // detached by what it called
  return arg ? object_call_method_one_arg(s->raw, name, arg) : object_call_method_no_args(s->raw, name);
}

namespace {
// A position as an int; -1 with an error (PyNumber_AsOff_t).
int64_t offset_from(Object* o) {
  Ref<> number(number_index(o));
  if (!number) return -1;
  int overflow;
  const int64_t n = int_as_i64_and_overflow(number, &overflow);
  if (!overflow) return n;
  err_format(ExcValueError, "cannot fit '%.200s' into an offset-sized integer", type_name_of(o));
  return -1;
}

int64_t position_of(BufferedObject* s, Object* result) {
  Ref<> held(result);
  const int64_t n = result ? offset_from(result) : -1;
  if (n < 0) {
    if (!err_occurred()) err_format(ExcOSError, "Raw stream returned invalid position %zd", n);
    return -1;
  }
  return s->abs_pos = n;
}
}  // namespace

int64_t buffered_raw_tell(BufferedObject* s) { return position_of(s, buffered_raw_call(s, ID(tell))); }

int64_t buffered_raw_seek(BufferedObject* s, int64_t target, int whence) {
  if (!s->raw) return buffered_ready(s), -1;
  Ref<> place(int_from_i64(target)), from(int_from_i64(whence));
  return place && from ? position_of(s, object_call_method_obj_args(s->raw, ID(seek), place.get(), from.get(), nullptr)) : -1;
}

bool buffered_write_out_and_rewind(BufferedObject* s) {
  if (!buffered_write_out(s)) return false;
  if (!s->readable) return true;
  const int64_t at = buffered_raw_seek(s, -buffered_raw_offset(s), 1);
  buffered_forget_read(s);
  return at != -1;
}

// ---- making one

namespace {

using Check = Object*(Object* raw);
bool passes(Check* check, Object* raw) { return Ref<>(check(raw)) != nullptr; }

struct BufferedRequest {
  Object* raw;
  int64_t size;
};
bool parse_init(const char* name, Object* args, Object* kwargs, BufferedRequest* r) {
  static const char* const kKeywords[] = {"raw", "buffer_size", nullptr};
  const ArgsParser parser = {name, kKeywords};
  Object* buf[2] = {};
  Object** a = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &parser, 1, 2, 0, buf);
  if (!a) return false;
  r->raw = a[0];
  r->size = kDefaultBufferSize;
  return !a[1] || io_ssize(a[1], &r->size);
}

// A fresh buffer over the raw stream. False with an error.
bool make_buffer(BufferedObject* s, int64_t size) {
  s->buffer_size = size;
  if (size <= 0) return err_set_string(ExcValueError, "buffer size must be strictly positive"), false;
  if (!wait_outside(s)) return false;
  Object* block = bytes_from_data(nullptr, size);
  if (!block) return err_no_memory() != nullptr;
  set_ref(s->buffer, block);
  s->buffer_mask = (size & (size - 1)) ? 0 : size - 1;
  if (buffered_raw_tell(s) == -1) err_clear();
  return true;
}

int init_as(Object* o, const BufferedRequest& r, TypeObject* type, bool reads, bool writes) {
  BufferedObject* s = as_buffered(o);
  s->ok = s->detached = 0;
  if (reads && writes && !passes(io_check_seekable, r.raw)) return -1;
  if ((reads && !passes(io_check_readable, r.raw)) || (writes && !passes(io_check_writable, r.raw))) return -1;
  set_ref(s->raw, new_ref(r.raw));
  s->readable = reads;
  s->writable = writes;
  if (!make_buffer(s, r.size)) return -1;
  if (reads) buffered_forget_read(s);
  if (writes) {
    s->write_pos = s->pos = 0;
    s->write_end = -1;
  }
  s->fast_closed_checks = o->ob_type == type && io_file_is_exact(r.raw);
  s->ok = 1;
  return 0;
}

int reader_init(Object* o, Object* args, Object* kwargs) {
  BufferedRequest r;
  return parse_init("BufferedReader", args, kwargs, &r) ? init_as(o, r, TypeBufferedReader, true, false) : -1;
}
int writer_init(Object* o, Object* args, Object* kwargs) {
  BufferedRequest r;
  return parse_init("BufferedWriter", args, kwargs, &r) ? init_as(o, r, TypeBufferedWriter, false, true) : -1;
}
int random_init(Object* o, Object* args, Object* kwargs) {
  BufferedRequest r;
  return parse_init("BufferedRandom", args, kwargs, &r) ? init_as(o, r, TypeBufferedRandom, true, true) : -1;
}

// ---- what the raw stream answers

#define ASK_RAW(name) \
  Object* ask_##name(Object* o, Object*) { return buffered_ready(as_buffered(o)) ? buffered_raw_call(as_buffered(o), ID(name)) : nullptr; }
ASK_RAW(seekable)
ASK_RAW(readable)
ASK_RAW(writable)
ASK_RAW(fileno)
ASK_RAW(isatty)
Object* raw_flush(Object* o, Object*) { return buffered_ready(as_buffered(o)) ? buffered_raw_call(as_buffered(o), ID(flush)) : nullptr; }

#define GET_RAW(name) \
  Object* get_##name(Object* o, void*) { return buffered_ready(as_buffered(o)) ? object_get_attr(as_buffered(o)->raw, ID(name)) : nullptr; }
GET_RAW(closed)
GET_RAW(name)
GET_RAW(mode)

// ---- flush, close, detach

Object* method_flush(Object* o, Object*) {
  BufferedObject* s = as_buffered(o);
  if (!buffered_usable(s, "flush of closed file")) return nullptr;
  BufferedLock lock(s);
  return lock && buffered_write_out_and_rewind(s) ? new_none() : nullptr;
}

Object* method_dealloc_warn(Object* o, Object* source) {
  BufferedObject* s = as_buffered(o);
  if (s->ok && s->raw && !Ref<>(buffered_raw_call(s, ID(_dealloc_warn), source))) err_clear();
  return new_none();
}

// raw.close(), whatever became of flush(), whose error this one's then names as its context.
Object* flush_and_close(BufferedObject* s) {
  Ref<> flushed(object_call_method_no_args(s, ID(flush)));
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  BufferedLock lock(s);
  Ref<> closed(lock ? buffered_raw_call(s, ID(close)) : nullptr);
  if (lock) {
    clear_ref(s->buffer);
    s->read_end = s->pos = 0;
  }
  if (!flushed) err_chain_exceptions(type, value, tb);
  return flushed ? closed.release() : nullptr;
}

Object* method_close(Object* o, Object*) {
  BufferedObject* s = as_buffered(o);
  if (!buffered_ready(s)) return nullptr;
  {
    BufferedLock lock(s);   // flush() takes it too
    const int closed = lock ? raw_closed(s) : -1;
    if (closed) return closed < 0 ? nullptr : new_none();
    if (s->finalizing) decref(method_dealloc_warn(o, o));
  }
  return flush_and_close(s);
}

Object* method_detach(Object* o, Object*) {
  BufferedObject* s = as_buffered(o);
  if (!buffered_ready(s) || !Ref<>(object_call_method_no_args(o, ID(flush)))) return nullptr;
  Object* raw = s->raw;
  s->raw = nullptr;
  s->detached = 1;
  s->ok = 0;
  return raw ? raw : (buffered_ready(s), nullptr);
}

// ---- where it stands

Object* method_tell(Object* o, Object*) {
  BufferedObject* s = as_buffered(o);
  const int64_t at = buffered_ready(s) ? buffered_raw_tell(s) : -1;
  return at == -1 ? nullptr : int_from_i64(at - buffered_raw_offset(s));
}

// Moves inside what has been read; false, maybe with an error, when the target is elsewhere.
bool move_in_buffer(BufferedObject* s, int64_t target, int whence, int64_t* result) {
  if (!s->readable || whence > 1) return false;
  const int64_t current = s->abs_pos != -1 ? s->abs_pos : buffered_raw_tell(s), ahead = buffered_ahead(s);
  if (ahead <= 0) return false;
  const int64_t offset = whence == 0 ? target - (current - buffered_raw_offset(s)) : target;
  if (offset < -s->pos || offset > ahead) return false;
  s->pos += offset;
  *result = current - ahead + offset;
  return true;
}

Object* seek_raw(BufferedObject* s, int64_t target, int whence) {
  BufferedLock lock(s);
  if (!lock || (s->writable && !buffered_write_out(s))) return nullptr;
  const int64_t at = buffered_raw_seek(s, whence == 1 ? target - buffered_raw_offset(s) : target, whence);
  if (at == -1) return nullptr;
  s->raw_pos = -1;
  Object* result = int_from_i64(at);
  if (result && s->readable) buffered_forget_read(s);
  return result;
}

Object* method_seek(Object* o, Object** args, int64_t nargs) {
  BufferedObject* s = as_buffered(o);
  if (!args_check_positional("seek", nargs, 1, 2)) return nullptr;
  const int whence = nargs > 1 ? int_as_int(args[1]) : 0;
  if ((whence == -1 && err_occurred()) || !buffered_ready(s)) return nullptr;
  if (whence < 0 || whence > SEEK_HOLE) return err_format(ExcValueError, "whence value %d unsupported", whence);
  if (!buffered_usable(s, "seek of closed file") || !passes(io_check_seekable, s->raw)) return nullptr;
  const int64_t target = offset_from(args[0]);
  int64_t at;
  if (target == -1 && err_occurred()) return nullptr;
  if (move_in_buffer(s, target, whence, &at)) return int_from_i64(at);
  return seek_raw(s, target, whence);
}

Object* method_truncate(Object* o, Object** args, int64_t nargs) {
  BufferedObject* s = as_buffered(o);
  if (!args_check_positional("truncate", nargs, 0, 1)) return nullptr;
  if (!buffered_usable(s, "truncate of closed file")) return nullptr;
  if (!s->writable) return io_unsupported("truncate");
  BufferedLock lock(s);
  if (!lock || !buffered_write_out_and_rewind(s)) return nullptr;
  Ref<> result(buffered_raw_call(s, ID(truncate), nargs ? args[0] : none()));
  if (result && buffered_raw_tell(s) == -1) err_clear();
  return result.release();
}

// ---- as an object

Object* buffered_next(Object* o) {
  BufferedObject* s = as_buffered(o);
  if (!buffered_ready(s)) return nullptr;
  const bool plain = o->ob_type == TypeBufferedReader || o->ob_type == TypeBufferedRandom;
  Ref<> line(plain ? buffered_line(s, -1) : object_call_method_no_args(o, ID(readline)));
  if (line && !bytes_check(line))
    return err_format(ExcOSError, "readline() should have returned a bytes object, not '%.200s'", type_name_of(line));
  return line && bytes_size(line) ? line.release() : nullptr;
}

Object* repr_with(Object* o, Object* name) {
  if (!name) return str_from_format("<%s>", type_name_of(o));
  const int inside = repr_enter(o);
  if (inside > 0) err_format(ExcRuntimeError, "reentrant call inside %s.__repr__", type_name_of(o));
  if (inside != 0) return nullptr;
  Object* text = str_from_format("<%s name=%R>", type_name_of(o), name);
  repr_leave(o);
  return text;
}
Object* buffered_repr(Object* o) {
  Object* name = nullptr;
  if (object_lookup_attr(o, ID(name), &name) < 0) {
    if (!err_exception_matches(ExcValueError)) return nullptr;
    err_clear();   // detached
  }
  Ref<> held(name);
  return repr_with(o, name);
}

Object* method_sizeof(Object* o, Object*) {
  return int_from_i64(o->ob_type->tp_basicsize + (as_buffered(o)->buffer ? as_buffered(o)->buffer_size : 0));
}

void buffered_dealloc(Object* o) {
  BufferedObject* s = as_buffered(o);
  s->finalizing = 1;
  if (!io_base_finalize(o)) return;
  gc_untrack(o);
  s->ok = 0;
  if (s->weakreflist) object_clear_weakrefs(o);
  clear_ref(s->raw);
  clear_ref(s->buffer);
  clear_ref(s->dict);
  o->ob_type->tp_free(o);
}
int buffered_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_buffered(o)->raw, as_buffered(o)->dict}); }
int buffered_clear(Object* o) {
  as_buffered(o)->ok = 0;
  clear_ref(as_buffered(o)->raw);
  clear_ref(as_buffered(o)->dict);
  return 0;
}

#define DETACH {"detach", method_detach, kMethNoArgs, nullptr}
#define CLOSE {"close", method_close, kMethNoArgs, nullptr}
#define SEEKABLE {"seekable", ask_seekable, kMethNoArgs, nullptr}
#define READABLE {"readable", ask_readable, kMethNoArgs, nullptr}
#define WRITABLE {"writable", ask_writable, kMethNoArgs, nullptr}
#define FILENO {"fileno", ask_fileno, kMethNoArgs, nullptr}
#define ISATTY {"isatty", ask_isatty, kMethNoArgs, nullptr}
#define DEALLOC_WARN {"_dealloc_warn", method_dealloc_warn, kMethO, nullptr}
#define SEEK {"seek", method_seek, kMethFastcall, "seek($self, target, whence=0, /)\n--\n\nMoves to a place and says where that is."}
#define TELL {"tell", method_tell, kMethNoArgs, nullptr}
#define TRUNCATE {"truncate", method_truncate, kMethFastcall, "truncate($self, pos=None, /)\n--\n\nCuts the stream off."}
#define SIZEOF {"__sizeof__", method_sizeof, kMethNoArgs, nullptr}
#define READ {"read", buffered_read, kMethFastcall, "read($self, size=-1, /)\n--\n\nsize bytes, or all that are left."}
#define PEEK {"peek", buffered_peek, kMethFastcall, "peek($self, size=0, /)\n--\n\nWhat the buffer holds, without taking it."}
#define READ1 {"read1", buffered_read1, kMethFastcall, "read1($self, size=-1, /)\n--\n\nAt most size bytes, with one read of the raw stream."}
#define READINTO {"readinto", buffered_readinto, kMethO, "readinto($self, buffer, /)\n--\n\nReads into a buffer and says how many bytes."}
#define READINTO1 {"readinto1", buffered_readinto1, kMethO, "readinto1($self, buffer, /)\n--\n\nThe same with one read of the raw stream."}
#define READLINE {"readline", buffered_readline, kMethFastcall, "readline($self, size=-1, /)\n--\n\nOne line with its end."}
#define WRITE {"write", buffered_write, kMethO, "write($self, buffer, /)\n--\n\nWrites bytes, by and by, and says how many."}

const MethodDef kReaderMethods[] = {
    DETACH, {"flush", raw_flush, kMethNoArgs, nullptr}, CLOSE, SEEKABLE, READABLE, FILENO, ISATTY, DEALLOC_WARN,
    READ, PEEK, READ1, READINTO, READINTO1, READLINE, SEEK, TELL, TRUNCATE, SIZEOF, {},
};
const MethodDef kWriterMethods[] = {
    CLOSE, DETACH, SEEKABLE, WRITABLE, FILENO, ISATTY, DEALLOC_WARN, WRITE, TRUNCATE,
    {"flush", method_flush, kMethNoArgs, nullptr}, SEEK, TELL, SIZEOF, {},
};
const MethodDef kRandomMethods[] = {
    CLOSE, DETACH, SEEKABLE, READABLE, WRITABLE, FILENO, ISATTY, DEALLOC_WARN, {"flush", method_flush, kMethNoArgs, nullptr},
    SEEK, TELL, TRUNCATE, READ, READ1, READINTO, READINTO1, READLINE, PEEK, WRITE, SIZEOF, {},
};
const MemberDef kMembers[] = {
    {"raw", kTObject, offsetof(BufferedObject, raw), 1, nullptr},
    {"_finalizing", kTBool, offsetof(BufferedObject, finalizing), 0, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};
const GetSetDef kGetSets[] = {
    {"closed", get_closed, nullptr, nullptr},
    {"name", get_name, nullptr, nullptr},
    {"mode", get_mode, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

void init_buffered(TypeObject* t, initproc* init, const MethodDef* methods, const char* doc) {
  native_gc_type(t, sizeof(BufferedObject), buffered_dealloc, buffered_traverse, buffered_clear, type_generic_new);
  t->tp_getattro = nullptr;   // inherited
  t->tp_init = init;
  t->tp_repr = buffered_repr;
  t->tp_dictoffset = offsetof(BufferedObject, dict);
  t->tp_weaklistoffset = offsetof(BufferedObject, weakreflist);
  type_set_doc(t, doc);
  type_add_methods(t, methods);
  type_add_members(t, kMembers);
  type_add_getsets(t, kGetSets);
}

}  // namespace

void init_BufferedReader_type(TypeObject* t) {
  init_buffered(t, reader_init, kReaderMethods, "BufferedReader(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\nReads a raw stream block by block.");
  t->tp_iternext = buffered_next;
}
void init_BufferedWriter_type(TypeObject* t) {
  init_buffered(t, writer_init, kWriterMethods, "BufferedWriter(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\nWrites to a raw stream block by block.");
}
void init_BufferedRandom_type(TypeObject* t) {
  init_buffered(t, random_init, kRandomMethods, "BufferedRandom(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\nReads and writes a raw stream block by block.");
  t->tp_iternext = buffered_next;
}

}  // namespace innards
