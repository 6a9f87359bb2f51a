// _IOBase, _RawIOBase, _BufferedIOBase and _TextIOBase (Modules/_io/iobase.c and others): what a stream does by calling its
// own methods, and what it refuses unless a subclass can do it.
#include "builtin/io_base.h"

#include "builtin/native_type.h"
#include "native/args.h"
#include "native/varargs.h"
#include "object/bool.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

Object* io_unsupported(const char* text) {
  Object* type = rt().modules.io_unsupported_operation;
  err_set_string(type ? type : ExcOSError, text);
  return nullptr;
}

bool io_check_open(Object* self) {
  Ref<> closed(object_get_attr(self, ID(closed)));
  const int is = closed ? object_is_true(closed) : -1;
  if (is > 0) err_set_string(ExcValueError, "I/O operation on closed file.");
  return is == 0;
}

bool io_size_argument(Object** args, int64_t nargs, const char* name, int64_t* size) {
  *size = -1;
  if (!args_check_positional(name, nargs, 0, 1)) return false;
  if (nargs == 0 || is_none(args[0])) return true;
  if (!index_check(args[0])) {
    err_format(ExcTypeError, "argument should be integer or None, not '%.200s'", type_name_of(args[0]));
    return false;
  }
  *size = number_as_ssize(args[0], ExcOverflowError);
  return *size != -1 || !err_occurred();
}

int io_base_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {static_cast<IOBaseObject*>(o)->dict}); }
void io_base_dealloc(Object* o) {
  gc_untrack(o);
  if (static_cast<IOBaseObject*>(o)->weakreflist) object_clear_weakrefs(o);
  clear_ref(static_cast<IOBaseObject*>(o)->dict);
  o->ob_type->tp_free(o);
}

namespace {

int io_base_clear(Object* o) {
  clear_ref(static_cast<IOBaseObject*>(o)->dict);
  return 0;
}

template <int kNumber>
Object* says(Object* o, Object*) { return io_check_open(o) ? bool_from(kNumber) : nullptr; }

Object* get_closed(Object* o, void*) {
  Object* closed;
  if (object_lookup_attr(o, ID(__IOBase_closed), &closed) < 0) return nullptr;
  return closed ? closed : bool_from(false);
}

Object* base_seek(Object*, Object**, int64_t) { return io_unsupported("seek"); }
Object* base_truncate(Object*, Object**, int64_t) { return io_unsupported("truncate"); }
Object* base_fileno(Object*, Object*) { return io_unsupported("fileno"); }
Object* base_tell(Object* o, Object*) {
  Ref<> zero(int_from_i64(0)), one(int_from_i64(1));
  Ref<> seek(object_get_attr(o, ID(seek)));
  return seek ? object_call_function_obj_args(seek, zero.get(), one.get(), nullptr) : nullptr;
}
Object* base_flush(Object* o, Object*) { return io_check_open(o) ? new_none() : nullptr; }
Object* base_close(Object* o, Object*) {
  Ref<> closed(get_closed(o, nullptr));
  if (!closed || closed.get() == bool_true()) return closed ? new_none() : nullptr;
  Ref<> done(object_call_method_no_args(o, ID(flush)));
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  int set = object_set_attr(o, ID(__IOBase_closed), bool_true());
  if (type) err_restore(type, value, tb);
  return done && set == 0 ? new_none() : nullptr;
}
Object* base_check_closed(Object* o, Object*) { return io_check_open(o) ? new_none() : nullptr; }
Object* base_enter(Object* o, Object*) { return io_check_open(o) ? new_ref(o) : nullptr; }
Object* base_exit(Object* o, Object**, int64_t) { return object_call_method_no_args(o, ID(close)); }

Object* check_able(Object* o, Object* method, const char* text) {
  Ref<> able(object_call_method_no_args(o, method));
  if (!able) return nullptr;
  return able.get() == bool_true() ? new_ref(able.get()) : io_unsupported(text);
}
Object* base_check_seekable(Object* o, Object*) { return check_able(o, ID(seekable), "File or stream is not seekable."); }
Object* base_check_readable(Object* o, Object*) { return check_able(o, ID(readable), "File or stream is not readable."); }
Object* base_check_writable(Object* o, Object*) { return check_able(o, ID(writable), "File or stream is not writable."); }

// CPython makes a bound method for these calls: it can be seen in the stream's reference count while they run.
Object* call_bound(Object* o, Object* name, Object* arg) {
  Ref<> method(object_get_attr(o, name));
  return method ? object_call_one_arg(method, arg) : nullptr;
}

// Byte by byte, by the stream's own read().
Object* base_readline(Object* o, Object** args, int64_t nargs) {
  int64_t limit;
  if (!io_size_argument(args, nargs, "readline", &limit)) return nullptr;
  Ref<> line(bytearray_from_data(nullptr, 0)), one(int_from_i64(1));
  while (line && (limit < 0 || bytearray_size(line) < limit)) {
    Ref<> piece(call_bound(o, ID(read), one));
    if (!piece) return nullptr;
    if (!bytes_check(piece)) return err_format(ExcOSError, "read() should have returned a bytes object, not '%.200s'", type_name_of(piece));
    if (bytes_size(piece) == 0) break;
    line.reset(number_in_place_add(line, piece));
    if (line && bytearray_as_string(line)[bytearray_size(line) - 1] == '\n') break;
  }
  return line ? bytes_from_data(bytearray_as_string(line), bytearray_size(line)) : nullptr;
}

Object* base_iter(Object* o) { return io_check_open(o) ? new_ref(o) : nullptr; }
Object* base_next(Object* o) {
  Ref<> line(object_call_method_no_args(o, ID(readline)));
  if (!line) return nullptr;
  const int64_t size = object_size(line);
  return size > 0 ? line.release() : nullptr;
}
Object* base_readlines(Object* o, Object** args, int64_t nargs) {
  int64_t hint, total = 0;
  if (!io_size_argument(args, nargs, "readlines", &hint)) return nullptr;
  Ref<> lines(list_new(0)), it(object_get_iter(o));
  while (lines && it) {
    Object* line = iter_next(it);
    if (!line) return err_occurred() ? nullptr : lines.release();
    if (list_append_take_ref(static_cast<ListObject*>(lines.get()), line) < 0) return nullptr;
    total += object_size(line);
    if (hint > 0 && total > hint) return lines.release();
  }
  return nullptr;
}
Object* base_writelines(Object* o, Object* lines) {
  if (!io_check_open(o)) return nullptr;
  Ref<> it(object_get_iter(lines));
  if (!it) return nullptr;
  while (Object* line = iter_next(it)) {
    Ref<> held(line), done(object_call_method_one_arg(o, ID(write), line));
    if (!done) return nullptr;
  }
  return err_occurred() ? nullptr : new_none();
}

const MethodDef kBaseMethods[] = {
    {"seek", by_tuple<base_seek>, kMethVarargs, "Moves to a place in the stream."},
    {"tell", base_tell, kMethNoArgs, "tell($self, /)\n--\n\nWhere the stream stands."},
    {"truncate", by_tuple<base_truncate>, kMethVarargs, "Cuts the stream off."},
    {"flush", base_flush, kMethNoArgs, "flush($self, /)\n--\n\nWrites what waits in buffers."},
    {"close", base_close, kMethNoArgs, "close($self, /)\n--\n\nFlushes and closes."},
    {"seekable", says<0>, kMethNoArgs, "seekable($self, /)\n--\n\nWhether seek() works."},
    {"readable", says<0>, kMethNoArgs, "readable($self, /)\n--\n\nWhether it can be read."},
    {"writable", says<0>, kMethNoArgs, "writable($self, /)\n--\n\nWhether it can be written."},
    {"_checkClosed", base_check_closed, kMethNoArgs, nullptr},
    {"_checkSeekable", base_check_seekable, kMethNoArgs, nullptr},
    {"_checkReadable", base_check_readable, kMethNoArgs, nullptr},
    {"_checkWritable", base_check_writable, kMethNoArgs, nullptr},
    {"fileno", base_fileno, kMethNoArgs, "fileno($self, /)\n--\n\nThe number of the file."},
    {"isatty", says<0>, kMethNoArgs, "isatty($self, /)\n--\n\nWhether it is a terminal."},
    {"__enter__", base_enter, kMethNoArgs, nullptr},
    {"__exit__", by_tuple<base_exit>, kMethVarargs, nullptr},
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
  int64_t size;
  if (!io_size_argument(args, nargs, "read", &size)) return nullptr;
  if (size < 0) return object_call_method_no_args(o, ID(readall));
  Ref<> block(bytearray_from_data(nullptr, size));
  Ref<> got(block ? object_call_method_one_arg(o, ID(readinto), block) : nullptr);
  if (!got || is_none(got)) return got.release();
  const int64_t n = number_as_ssize(got, ExcValueError);
  if (n == -1 && err_occurred()) return nullptr;
  return bytes_from_data(bytearray_as_string(block), n < 0 ? 0 : n < size ? n : size);
}
Object* raw_readall(Object* o, Object*) {
  Ref<> all(bytes_from_data("", 0)), block(int_from_i64(8192));
  while (all) {
    Ref<> piece(call_bound(o, ID(read), block));
    if (!piece) return nullptr;
    if (is_none(piece)) return bytes_size(all) ? all.release() : piece.release();
    if (!bytes_check(piece)) return err_format(ExcTypeError, "read() should return bytes");
    if (bytes_size(piece) == 0) break;
    all.reset(bytes_concat2(all, piece));
  }
  return all.release();
}
const MethodDef kRawMethods[] = {
    {"read", raw_read, kMethFastcall, "read($self, size=-1, /)\n--\n\nAt most size bytes."},
    {"readall", raw_readall, kMethNoArgs, "readall($self, /)\n--\n\nRead until EOF, using multiple read() call."},
    {},
};

// ---- what buffered and text streams must bring themselves

Object* no_read(Object*, Object*) { return io_unsupported("read"); }
Object* no_read1(Object*, Object*) { return io_unsupported("read1"); }
Object* no_write(Object*, Object*) { return io_unsupported("write"); }
Object* no_detach(Object*, Object*) { return io_unsupported("detach"); }
Object* no_readline(Object*, Object*) { return io_unsupported("readline"); }
Object* get_none(Object*, void*) { return new_none(); }

const MethodDef kBufferedMethods[] = {
    {"detach", no_detach, kMethNoArgs, "detach($self, /)\n--\n\nGives up the stream below."},
    {"read", no_read, kMethVarargs, "At most size bytes."},
    {"read1", no_read1, kMethVarargs, "At most size bytes, with one read of the stream below."},
    {"write", no_write, kMethVarargs, "Writes bytes and says how many."},
    {},
};
const MethodDef kTextMethods[] = {
    {"detach", no_detach, kMethNoArgs, "detach($self, /)\n--\n\nGives up the stream below."},
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
  native_gc_type(t, size, io_base_dealloc, io_base_traverse, io_base_clear, type_generic_new);
  t->tp_setattro = object_generic_set_attr;
  t->tp_dictoffset = offsetof(IOBaseObject, dict);
  t->tp_weaklistoffset = offsetof(IOBaseObject, weakreflist);
}

void init_IOBase_type(TypeObject* t) {
  io_stream_type(t, sizeof(IOBaseObject));
  t->tp_iter = base_iter;
  t->tp_iternext = base_next;
  type_set_doc(t, "The base of all streams.");
  type_add_methods(t, kBaseMethods);
  type_add_getsets(t, kBaseGetSets);
}
void init_RawIOBase_type(TypeObject* t) {
  io_stream_type(t, sizeof(IOBaseObject));
  type_set_doc(t, "Base class for raw binary I/O.");
  type_add_methods(t, kRawMethods);
}
void init_BufferedIOBase_type(TypeObject* t) {
  io_stream_type(t, sizeof(IOBaseObject));
  type_set_doc(t, "Base class for buffered IO objects.");
  type_add_methods(t, kBufferedMethods);
}
void init_TextIOBase_type(TypeObject* t) {
  io_stream_type(t, sizeof(IOBaseObject));
  type_set_doc(t, "Base class for text I/O.");
  type_add_methods(t, kTextMethods);
  type_add_getsets(t, kTextGetSets);
}

}  // namespace innards
