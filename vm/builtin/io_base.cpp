// _IOBase, _RawIOBase, _BufferedIOBase and _TextIOBase (Modules/_io/iobase.c and others): what a stream does by calling its
// own methods, and what it refuses unless a subclass can do it.
#include "builtin/io_base.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "builtin/native_type.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/import.h"
#include "run/native_turns.h"
#include "run/runtime.h"

namespace innards {

Object* io_unsupported(const char* text) {
  Ref<> module(rt().modules.io_unsupported_operation ? nullptr : import_import_module("_io"));   // it makes the class
  if (rt().modules.io_unsupported_operation) err_set_string(rt().modules.io_unsupported_operation, text);
  return nullptr;
}

static Object* check_able(Object* o, Object* method, const char* text) {
  Ref<> able(object_call_method_no_args(o, method));
  if (!able || able.get() == bool_true()) return able.release();
  return io_unsupported(text);
}
Object* io_check_seekable(Object* o) { return check_able(o, ID(seekable), "File or stream is not seekable."); }
Object* io_check_readable(Object* o) { return check_able(o, ID(readable), "File or stream is not readable."); }
Object* io_check_writable(Object* o) { return check_able(o, ID(writable), "File or stream is not writable."); }

bool io_check_open(Object* self) {
  Object* found;
  const int has = object_lookup_attr(self, ID(closed), &found);
  Ref<> closed(found);
  const int is = has > 0 ? object_is_true(closed) : has;
  if (is > 0) err_set_string(ExcValueError, "I/O operation on closed file.");
  return is == 0;
}

bool io_size_argument(Object** args, int64_t nargs, const char* name, int64_t* size) {
  if (!args_check_positional(name, nargs, 0, 1)) return false;
  if (nargs == 0 || is_none(args[0])) return true;
  if (!index_check(args[0])) {
    err_format(ExcTypeError, "argument should be integer or None, not '%.200s'", type_name_of(args[0]));
    return false;
  }
  *size = number_as_ssize(args[0], ExcOverflowError);
  return *size != -1 || !err_occurred();
}

bool io_ssize(Object* o, int64_t* size) {
  Ref<> number(number_index_raw(o));
  if (!number) return false;
  *size = int_as_ssize_t(number);
  return *size != -1 || !err_occurred();
}

bool io_writable_buffer(Object* target, const char* name, Buffer* view) {
  if (object_get_buffer(target, view, kBufWritable) == 0) return true;
  err_clear();
  args_bad_argument(name, "argument", "read-write bytes-like object", target);
  return false;
}

bool io_trap_eintr() {
  if (!err_exception_matches(ExcOSError)) return false;
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  err_normalize_exception(&type, &value, &tb);
  Object* number = err_given_exception_matches(value, ExcOSError) ? static_cast<OSErrorObject*>(value)->myerrno.get() : nullptr;
  int overflow;
  const bool interrupted = number && int_check(number) && int_as_i64_and_overflow(number, &overflow) == EINTR;
  err_restore(type, value, tb);
  if (interrupted) err_clear();
  return interrupted;
}

int io_base_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {static_cast<IOBaseObject*>(o)->dict}); }
void io_base_dealloc(Object* o) {
  gc_untrack(o);
  if (static_cast<IOBaseObject*>(o)->weakreflist) object_clear_weakrefs(o);
  clear_ref(static_cast<IOBaseObject*>(o)->dict);
  o->ob_type->tp_free(o);
}
int io_base_clear(Object* o) {
  clear_ref(static_cast<IOBaseObject*>(o)->dict);
  return 0;
}

bool io_base_finalize(Object* o) {
  if (object_call_finalizer_from_dealloc(o) == 0) return true;
  // It lives on. The dealloc of a Python class will drop the class all the same.
  if (type_has(o->ob_type, kTpHeapType)) incref(static_cast<Object*>(o->ob_type));
  return false;
}

namespace {

void base_dealloc(Object* o) {
  if (io_base_finalize(o)) io_base_dealloc(o);
}

// Whether the stream says that it is open; not when it is in no state to say anything.
bool is_open(Object* o) {
  Object* found;
  const int has = object_lookup_attr(o, ID(closed), &found);
  Ref<> closed(found);
  const int is = has > 0 ? object_is_true(closed) : -1;
  if (is < 0) err_clear();
  return is == 0;
}

// What is not closed is closed before it goes. Errors of that are nobody's.
void base_finalize(Object* o) {
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  if (is_open(o)) {
    if (object_set_attr(o, ID(_finalizing), bool_true()) < 0) err_clear();
    Ref<> done(object_call_method_no_args(o, ID(close)));
    if (!done) err_clear();
  }
  err_restore(type, value, tb);
}

Object* says_no(Object*, Object*) { return bool_from(false); }
Object* base_isatty(Object* o, Object*) { return io_check_open(o) ? bool_from(false) : nullptr; }

// Whether this very class's close() has been called: 1, 0 or -1. Not what `closed` says, which a subclass may answer.
int base_closed(Object* o) {
  Object* closed;
  const int has = object_lookup_attr(o, ID(__IOBase_closed), &closed);
  xdecref(closed);
  return has;
}
Object* get_closed(Object* o, void*) {
  const int closed = base_closed(o);
  return closed < 0 ? nullptr : bool_from(closed);
}

// CPython makes a bound method for these calls: it can be seen in the stream's reference count while they run.
Object* call_bound(Object* o, Object* name, Object* arg) {
  Ref<> method(object_get_attr(o, name));
  return method ? object_call_one_arg(method, arg) : nullptr;
}
Object* call_bound(Object* o, Object* name, int64_t number) {
  Ref<> arg(int_from_i64(number));
  return arg ? call_bound(o, name, arg.get()) : nullptr;
}

Object* base_seek(Object*, Object*) { return io_unsupported("seek"); }
Object* base_truncate(Object*, Object*) { return io_unsupported("truncate"); }
Object* base_fileno(Object*, Object*) { return io_unsupported("fileno"); }
Object* base_tell(Object* o, Object*) {
  Ref<> zero(int_from_i64(0)), one(int_from_i64(1));
  Ref<> seek(object_get_attr(o, ID(seek)));
  return seek ? object_call_function_obj_args(seek, zero.get(), one.get(), nullptr) : nullptr;
}
Object* base_flush(Object* o, Object*) {
  const int closed = base_closed(o);
  if (closed > 0) err_set_string(ExcValueError, "I/O operation on closed file.");
  return closed == 0 ? new_none() : nullptr;
}
Object* base_close(Object* o, Object*) {
  const int closed = base_closed(o);
  if (closed) return closed < 0 ? nullptr : new_none();
  Ref<> done(object_call_method_no_args(o, ID(flush)));
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  const int set = object_set_attr(o, ID(__IOBase_closed), bool_true());
  if (type) err_chain_exceptions(type, value, tb);
  return done && set == 0 ? new_none() : nullptr;
}
Object* base_check_closed(Object* o, Object*) { return io_check_open(o) ? new_none() : nullptr; }
Object* base_enter(Object* o, Object*) { return io_check_open(o) ? new_ref(o) : nullptr; }
Object* base_exit(Object* o, Object*) { return object_call_method_no_args(o, ID(close)); }

Object* base_check_seekable(Object* o, Object*) { return io_check_seekable(o); }
Object* base_check_readable(Object* o, Object*) { return io_check_readable(o); }
Object* base_check_writable(Object* o, Object*) { return io_check_writable(o); }

// How many bytes readline() may read at once: up to the line's end that peek() shows, or one. -1 with an error.
int64_t bytes_to_read(Object* peek, int64_t limit) {
  if (!peek) return 1;
  Ref<> one(int_from_i64(1));
  Ref<> ahead(object_call_one_arg(peek, one));
  if (!ahead) return -1;
  if (!bytes_check(ahead)) {
    err_format(ExcOSError, "peek() should have returned a bytes object, not '%.200s'", type_name_of(ahead));
    return -1;
  }
  const int64_t size = bytes_size(ahead), n = limit < 0 ? size : std::min(size, limit);
  const char* text = bytes_as_string(ahead);
  const void* end = std::memchr(text, '\n', static_cast<size_t>(n));
  return size == 0 ? 1 : end ? static_cast<const char*>(end) - text + 1 : n;
}

Object* next_piece(Object* o, Object* peek, int64_t limit) {
  const int64_t n = bytes_to_read(peek, limit);
  return n < 0 ? nullptr : call_bound(o, ID(read), n);
}

Object* base_readline(Object* o, Object** args, int64_t nargs) {
  int64_t limit = -1;
  Object* found;
  if (!io_size_argument(args, nargs, "readline", &limit) || object_lookup_attr(o, ID(peek), &found) < 0) return nullptr;
  Ref<> peek(found), line(bytearray_from_data(nullptr, 0));
  while (line && (limit < 0 || bytearray_size(line) < limit)) {
    Ref<> piece(next_piece(o, peek, limit));
    if (!piece && io_trap_eintr()) continue;
    if (!piece) return nullptr;
    if (!bytes_check(piece)) return err_format(ExcOSError, "read() should have returned a bytes object, not '%.200s'", type_name_of(piece));
    const int64_t n = bytes_size(piece), had = bytearray_size(line);
    if (n == 0) break;
    if (bytearray_resize(line, had + n) < 0) return nullptr;
    std::copy_n(bytes_as_string(piece), n, bytearray_as_string(line) + had);
    if (bytearray_as_string(line)[had + n - 1] == '\n') break;
  }
  return line ? bytes_from_data(bytearray_as_string(line), bytearray_size(line)) : nullptr;
}

Object* base_iter(Object* o) { return io_check_open(o) ? new_ref(o) : nullptr; }
Object* base_next(Object* o) {
  Ref<> line(object_call_method_no_args(o, ID(readline)));
  return line && object_size(line) > 0 ? line.release() : nullptr;
}

// Lines until they are longer than `hint` together.
bool append_lines(Object* lines, Object* o, int64_t hint) {
  Ref<> it(object_get_iter(o));
  while (it) {
    native_turn();
    Ref<> line(iter_next(it));
    if (!line) return !err_occurred();
    if (list_append(lines, line) < 0) return false;
    const int64_t size = object_size(line);
    if (size < 0) return false;
    if (size > hint) return true;
    hint -= size;
  }
  return false;
}
Object* base_readlines(Object* o, Object** args, int64_t nargs) {
  int64_t hint = -1;
  if (!io_size_argument(args, nargs, "readlines", &hint)) return nullptr;
  Ref<> lines(list_new(0));
  if (!lines) return nullptr;
  if (hint > 0) return append_lines(lines, o, hint) ? lines.release() : nullptr;
  Ref<> done(list_extend(static_cast<ListObject*>(lines.get()), o));
  return done ? lines.release() : nullptr;
}

Object* write_line(Object* o, Object* line) {
  for (;;) {
    Object* done = object_call_method_one_arg(o, ID(write), line);
    if (done || !io_trap_eintr()) return done;
  }
}
Object* base_writelines(Object* o, Object* lines) {
  if (!io_check_open(o)) return nullptr;
  Ref<> it(object_get_iter(lines));
  if (!it) return nullptr;
  for (;;) {
    native_turn();
    Ref<> line(iter_next(it));
    if (!line) return err_occurred() ? nullptr : new_none();
    Ref<> done(write_line(o, line));
    if (!done) return nullptr;
  }
}

const MethodDef kBaseMethods[] = {
    {"seek", base_seek, kMethVarargs, "Moves to a place in the stream."},
    {"tell", base_tell, kMethNoArgs, "tell($self, /)\n--\n\nWhere the stream stands."},
    {"truncate", base_truncate, kMethVarargs, "Cuts the stream off."},
    {"flush", base_flush, kMethNoArgs, "flush($self, /)\n--\n\nWrites what waits in buffers."},
    {"close", base_close, kMethNoArgs, "close($self, /)\n--\n\nFlushes and closes."},
    {"seekable", says_no, kMethNoArgs, "seekable($self, /)\n--\n\nWhether seek() works."},
    {"readable", says_no, kMethNoArgs, "readable($self, /)\n--\n\nWhether it can be read."},
    {"writable", says_no, kMethNoArgs, "writable($self, /)\n--\n\nWhether it can be written."},
    {"_checkClosed", base_check_closed, kMethNoArgs, nullptr},
    {"_checkSeekable", base_check_seekable, kMethNoArgs, nullptr},
    {"_checkReadable", base_check_readable, kMethNoArgs, nullptr},
    {"_checkWritable", base_check_writable, kMethNoArgs, nullptr},
    {"fileno", base_fileno, kMethNoArgs, "fileno($self, /)\n--\n\nThe number of the file."},
    {"isatty", base_isatty, kMethNoArgs, "isatty($self, /)\n--\n\nWhether it is a terminal."},
    {"__enter__", base_enter, kMethNoArgs, nullptr},
    {"__exit__", base_exit, kMethVarargs, nullptr},
    {"readline", base_readline, kMethFastcall, "readline($self, size=-1, /)\n--\n\nOne line with its end."},
    {"readlines", base_readlines, kMethFastcall, "readlines($self, hint=-1, /)\n--\n\nAll lines that are left."},
    {"writelines", base_writelines, kMethO, "writelines($self, lines, /)\n--\n\nWrites each of the lines."},
    {},
};
const GetSetDef kBaseGetSets[] = {
    {"__dict__", object_generic_get_dict, nullptr, nullptr},
    {"closed", get_closed, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

// ---- raw streams: by readinto()

Object* raw_read(Object* o, Object** args, int64_t nargs) {
  int64_t size = -1;
  if (!args_check_positional("read", nargs, 0, 1) || (nargs && !io_ssize(args[0], &size))) return nullptr;
  if (size < 0) return object_call_method_no_args(o, ID(readall));
  Ref<> block(bytearray_from_data(nullptr, size));
  Ref<> got(block ? object_call_method_one_arg(o, ID(readinto), block) : nullptr);
  if (!got || is_none(got)) return got.release();
  const int64_t n = number_as_ssize(got, ExcValueError);
  if (n == -1 && err_occurred()) return nullptr;
  if (n < 0) return err_format(ExcSystemError, "Negative size passed to PyBytes_FromStringAndSize");
  // CPython would hand out what lies behind the block.
  return bytes_from_data(bytearray_as_string(block), std::min(n, bytearray_size(block)));
}

// The next piece of readall(), None at the end; null with an error.
Object* raw_piece(Object* o) {
  for (;;) {
    Ref<> piece(call_bound(o, ID(read), kDefaultBufferSize));
    if (!piece && io_trap_eintr()) continue;
    if (!piece || is_none(piece) || bytes_check(piece)) return piece.release();
    return err_format(ExcTypeError, "read() should return bytes");
  }
}
Object* raw_readall(Object* o, Object*) {
  Ref<> pieces(list_new(0));
  while (pieces) {
    Ref<> piece(raw_piece(o));
    if (!piece) return nullptr;
    if (is_none(piece) && object_size(pieces) == 0) return piece.release();
    if (is_none(piece) || bytes_size(piece) == 0) {
      Ref<> empty(bytes_from_data("", 0));
      return bytes_join(empty, pieces);
    }
    if (list_append(pieces, piece) < 0) return nullptr;
  }
  return nullptr;
}
Object* raw_missing(Object*, Object*) {
  err_set_none(ExcNotImplementedError);
  return nullptr;
}
const MethodDef kRawMethods[] = {
    {"read", raw_read, kMethFastcall, "read($self, size=-1, /)\n--\n\n"},
    {"readall", raw_readall, kMethNoArgs, "readall($self, /)\n--\n\nAll that is left, by read()."},
    {"readinto", raw_missing, kMethVarargs, nullptr},
    {"write", raw_missing, kMethVarargs, nullptr},
    {},
};

// ---- what buffered and text streams must bring themselves

Object* no_read(Object*, Object*) { return io_unsupported("read"); }
Object* no_read1(Object*, Object*) { return io_unsupported("read1"); }
Object* no_write(Object*, Object*) { return io_unsupported("write"); }
Object* no_detach(Object*, Object*) { return io_unsupported("detach"); }
Object* no_readline(Object*, Object*) { return io_unsupported("readline"); }
Object* get_none(Object*, void*) { return new_none(); }

// readinto() by read(), readinto1() by read1().
Object* read_into(Object* o, Object* target, Object* read, const char* name) {
  Buffer view;
  if (!io_writable_buffer(target, name, &view)) return nullptr;
  Ref<> data(call_bound(o, read, view.len));
  int64_t n = -1;
  if (data && !bytes_check(data)) {
    err_set_string(ExcTypeError, "read() should return bytes");
  } else if (data && bytes_size(data) > view.len) {
    err_format(ExcValueError, "read() returned too much data: %zd bytes requested, %zd returned", view.len, bytes_size(data));
  } else if (data) {
    n = bytes_size(data);
    std::copy_n(bytes_as_string(data), n, view.buf.get());
  }
  buffer_release(&view);
  return n < 0 ? nullptr : int_from_i64(n);
}
Object* buffered_readinto(Object* o, Object* target) { return read_into(o, target, ID(read), "readinto"); }
Object* buffered_readinto1(Object* o, Object* target) { return read_into(o, target, ID(read1), "readinto1"); }

const MethodDef kBufferedMethods[] = {
    {"detach", no_detach, kMethNoArgs, "detach($self, /)\n--\n\nGives up the stream below."},
    {"read", no_read, kMethVarargs, "At most size bytes."},
    {"read1", no_read1, kMethVarargs, "At most size bytes, with one read of the stream below."},
    {"readinto", buffered_readinto, kMethO, "readinto($self, buffer, /)\n--\n\n"},
    {"readinto1", buffered_readinto1, kMethO, "readinto1($self, buffer, /)\n--\n\n"},
    {"write", no_write, kMethVarargs, "Writes bytes and says how many."},
    {},
};
const MethodDef kTextMethods[] = {
    {"detach", no_detach, kMethNoArgs, "Gives up the stream below."},
    {"read", no_read, kMethVarargs, "At most size characters."},
    {"readline", no_readline, kMethVarargs, "One line with its end."},
    {"write", no_write, kMethVarargs, "Writes text and says how many characters."},
    {},
};
const GetSetDef kTextGetSets[] = {
    {"encoding", get_none, nullptr, "Encoding of the text stream."},
    {"newlines", get_none, nullptr, "Line endings translated so far."},
    {"errors", get_none, nullptr, "The error setting of the decoder or encoder."},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

void io_stream_type(TypeObject* t, int64_t size) {
  t->tp_basicsize = size;
  t->tp_dealloc = base_dealloc;
  t->tp_flags = kTpDefault | kTpHaveGC | kTpBaseType;
  t->tp_traverse = io_base_traverse;
  t->tp_clear = io_base_clear;
  t->tp_new = type_generic_new;
  t->tp_dictoffset = offsetof(IOBaseObject, dict);
  t->tp_weaklistoffset = offsetof(IOBaseObject, weakreflist);
}

namespace {
void init_base(TypeObject* t, const char* doc, const MethodDef* methods) {
  io_stream_type(t, sizeof(IOBaseObject));
  if (t != TypeIOBase) t->tp_new = nullptr;  // inherited
  type_set_doc(t, doc);
  type_add_methods(t, methods);
}
}  // namespace

void init_IOBase_type(TypeObject* t) {
  init_base(t, "The base of all streams.", kBaseMethods);
  t->tp_iter = base_iter;
  t->tp_iternext = base_next;
  t->tp_finalize = base_finalize;
  type_add_getsets(t, kBaseGetSets);
}
void init_RawIOBase_type(TypeObject* t) { init_base(t, "Base class for raw binary I/O.", kRawMethods); }
void init_BufferedIOBase_type(TypeObject* t) { init_base(t, "Base class for buffered IO objects.", kBufferedMethods); }
void init_TextIOBase_type(TypeObject* t) {
  init_base(t, "Base class for text I/O.", kTextMethods);
  type_add_getsets(t, kTextGetSets);
}

}  // namespace innards
