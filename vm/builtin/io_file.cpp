// io.FileIO (Modules/_io/fileio.c): a stream over a number of the machine's table of open files (builtin/open_files.h).
#include "builtin/io_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "builtin/io_base.h"
#include "builtin/native_type.h"
#include "builtin/open_files.h"
#include "builtin/posix_files.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/warnings.h"

namespace innards {

namespace {

constexpr uint32_t kBlockSize = 4096;    // what fstat() says of ordinary files and pipes
constexpr int64_t kLargeBuffer = 65536;

// fileio
struct FileIOObject : Object {
  int32_t fd;              // -1: closed
  uint8_t created : 1, readable : 1, writable : 1, appending : 1;
  int8_t seekable : 2;     // -1: not asked yet
  uint8_t closefd : 1;
  char finalizing;
  uint32_t blksize;
  Ptr<Object> weakreflist;
  Ptr<Object> dict;
};
static_assert(sizeof(FileIOObject) == 48 && offsetof(FileIOObject, finalizing) == 21);

FileIOObject* as_file(Object* o) { return static_cast<FileIOObject*>(o); }

FileIOObject* opened(Object* o) {
  if (as_file(o)->fd >= 0) return as_file(o);
  err_set_string(ExcValueError, "I/O operation on closed file");
  return nullptr;
}
FileIOObject* opened_to_read(Object* o) {
  FileIOObject* f = opened(o);
  if (!f || f->readable) return f;
  io_unsupported("File not open for reading");
  return nullptr;
}
FileIOObject* opened_to_write(Object* o) {
  FileIOObject* f = opened(o);
  if (!f || f->writable) return f;
  io_unsupported("File not open for writing");
  return nullptr;
}

// ---- opening

bool bad_mode() {
  err_set_string(ExcValueError, "Must have exactly one of create/read/write/append mode and at most one plus");
  return false;
}

// Sets what the mode allows, and the flags for open(). False with an error. As in CPython, what an earlier mode allowed stays.
bool parse_mode(FileIOObject* f, Object* text, int* flags) {
  const char* mode = str_as_utf8(text);
  bool action = false, plus = false;
  for (const char* c = mode; *c; ++c) {
    if (*c == 'b') continue;
    if (!std::strchr("xrwa+", *c)) return err_format(ExcValueError, "invalid mode: %.200s", mode) != nullptr;
    bool& seen = *c == '+' ? plus : action;
    if (seen) return bad_mode();
    seen = true;
    f->created |= *c == 'x';
    f->appending |= *c == 'a';
    f->readable |= *c == 'r' || *c == '+';
    f->writable |= *c != 'r';
    *flags |= *c == 'x' ? O_EXCL | O_CREAT : *c == 'w' ? O_CREAT | O_TRUNC : *c == 'a' ? O_APPEND | O_CREAT : 0;
  }
  if (!action) return bad_mode();
  *flags |= O_CLOEXEC | (f->readable && f->writable ? O_RDWR : f->readable ? O_RDONLY : O_WRONLY);
  return true;
}

// The number that is asked for: -1 without an error when `file` is a name.
int number_of(Object* file) {
  const int number = int_as_int(file);
  if (number >= 0) return number;
  if (!err_occurred()) err_set_string(ExcValueError, "negative file descriptor");
  else err_clear();
  return -1;
}

int64_t ask_opener(Object* opener, Object* file, int flags) {
  Ref<> value(int_from_i64(flags)), held(Ref<>::borrow(file));   // CPython's way of calling holds the arguments
  Ref<> number(value ? object_call_function_obj_args(opener, file, value.get(), nullptr) : nullptr);
  if (!number) return -1;
  if (!int_check(number)) return err_set_string(ExcTypeError, "expected integer from opener"), -1;
  const int fd = int_as_int(number);
  if (fd < 0 && !err_occurred()) err_format(ExcValueError, "opener returned %d", fd);
  return fd;
}

struct FileRequest {
  Object *file, *mode, *opener;
  int closefd;
};

// Opens by name. False with an error.
bool open_by_name(FileIOObject* f, const FileRequest& r, Object* name, int flags) {
  f->closefd = 1;
  if (!r.closefd) return err_set_string(ExcValueError, "Cannot use closefd=False with file name"), false;
  const int64_t fd = is_none(r.opener) ? open_file(bytes_as_string(name), flags, r.file) : ask_opener(r.opener, r.file, flags);
  f->fd = static_cast<int32_t>(fd);
  return fd >= 0;
}

// What remains once there is a number. False with an error.
bool take_up(FileIOObject* f, Object* file) {
  if (!open_file_is_open(f->fd)) return os_error(EBADF, nullptr) != nullptr;
  if (open_file_is_directory(f->fd)) return os_error(EISDIR, file) != nullptr;
  f->blksize = kBlockSize;
  if (object_set_attr(f, ID(name), file) < 0) return false;
  if (!f->appending) return true;
  const bool moves = !open_file_is_outside(f->fd);
  if (f->seekable < 0) f->seekable = moves;
  return !moves || open_file_seek(f->fd, 0, SEEK_END) >= 0;
}

// 0, or -1 with OSError.
int close_number(FileIOObject* f) {
  const int fd = f->fd;
  f->fd = -1;
  return fd < 0 || open_file_close(fd) ? 0 : -1;
}

// After an error: a number of its own is closed again, another one is forgotten.
int give_up(FileIOObject* f, bool own) {
  if (!own) f->fd = -1;
  if (f->fd < 0) return -1;
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  close_number(f);
  err_chain_exceptions(type, value, tb);
  return -1;
}

int initialize(FileIOObject* f, const FileRequest& r) {
  if (f->closefd && close_number(f) < 0) return -1;
  f->fd = -1;
  const int number = number_of(r.file);
  if (err_occurred()) return -1;
  Ref<> name(number < 0 ? path_fs_encode(r.file) : nullptr);
  int flags = 0;
  if ((number < 0 && !name) || !parse_mode(f, r.mode, &flags)) return -1;
  if (number >= 0) {
    f->fd = number;
    f->closefd = r.closefd != 0;
  } else if (!open_by_name(f, r, name, flags)) {
    return -1;
  }
  return take_up(f, r.file) ? 0 : give_up(f, number < 0);
}

int file_init(Object* o, Object* args, Object* kwargs) {
  static const char* const kKeywords[] = {"file", "mode", "closefd", "opener", nullptr};
  static const ArgsParser kParser = {"FileIO", kKeywords};
  Object* buf[4] = {};
  Object** a = args_unpack_keywords(tuple_items(args), tuple_size_of(args), kwargs, nullptr, &kParser, 1, 4, 0, buf);
  if (!a) return -1;
  if (a[1] && !str_check(a[1])) return args_bad_argument("FileIO", "argument 'mode'", "str", a[1]), -1;
  Ref<> mode(a[1] ? new_ref(a[1]) : str_from_cstr("r"));
  if (!mode || !str_as_utf8(mode)) return -1;
  if (str_find_char(mode, 0, 0, str_length(mode), 1) >= 0) return err_set_string(ExcValueError, "embedded null character"), -1;
  const int closefd = a[2] ? int_as_int(a[2]) : 1;
  if (closefd == -1 && err_occurred()) return -1;
  return initialize(as_file(o), {a[0], mode, a[3] ? a[3] : none(), closefd});
}

Object* file_new(TypeObject* type, Object*, Object*) {
  Object* o = type->tp_alloc(type, 0);
  if (!o) return nullptr;
  as_file(o)->fd = -1;
  as_file(o)->seekable = -1;
  as_file(o)->closefd = 1;
  return o;
}

// ---- reading

Object* method_readinto(Object* o, Object* target) {
  Buffer view;
  if (!io_writable_buffer(target, "readinto", &view)) return nullptr;
  FileIOObject* f = opened_to_read(o);
  const int64_t n = f ? open_file_read(f->fd, view.buf, view.len) : -1;
  buffer_release(&view);
  return n < 0 ? nullptr : int_from_i64(n);
}

int64_t more_room(int64_t size) {
  return size + std::max(size > kLargeBuffer ? size >> 3 : 256 + size, kDefaultBufferSize);
}

// Room for the rest of a file and a byte, so that its end is met without growing.
int64_t room_for_rest(FileIOObject* f) {
  if (open_file_is_outside(f->fd)) return kDefaultBufferSize;
  const int64_t at = open_file_seek(f->fd, 0, SEEK_CUR);
  return at < 0 ? -1 : std::max<int64_t>(open_file_size(f->fd) - at, 0) + 1;
}

Object* method_readall(Object* o, Object*) {
  FileIOObject* f = opened(o);
  if (!f || !open_file_is_open(f->fd)) return f ? os_error(EBADF, nullptr) : nullptr;
  int64_t room = room_for_rest(f), size = 0;
  Object* all = room < 0 ? nullptr : bytes_from_data(nullptr, room);
  while (all) {
    if (size == room && bytes_resize(&all, room = more_room(size)) < 0) return nullptr;
    const int64_t n = open_file_read(f->fd, bytes_as_string(all) + size, room - size);
    if (n < 0) return decref(all), nullptr;
    if (n == 0) break;
    size += n;
  }
  return all && bytes_resize(&all, size) == 0 ? all : nullptr;
}

Object* method_read(Object* o, Object** args, int64_t nargs) {
  int64_t size = -1;
  if (!io_size_argument(args, nargs, "read", &size)) return nullptr;
  FileIOObject* f = opened_to_read(o);
  if (!f) return nullptr;
  if (size < 0) return method_readall(o, nullptr);
  Object* bytes = bytes_from_data(nullptr, size);
  if (!bytes) return nullptr;
  const int64_t n = open_file_read(f->fd, bytes_as_string(bytes), size);
  if (n < 0) return decref(bytes), nullptr;
  return bytes_resize(&bytes, n) == 0 ? bytes : nullptr;
}

// ---- writing and moving

Object* method_write(Object* o, Object* data) {
  Buffer view;
  if (object_get_buffer(data, &view, kBufSimple) < 0) return nullptr;
  FileIOObject* f = opened_to_write(o);
  const int64_t n = f ? open_file_write(f->fd, view.buf, view.len) : -1;
  buffer_release(&view);
  return n < 0 ? nullptr : int_from_i64(n);
}

Object* move(FileIOObject* f, int64_t offset, int64_t whence) {
  const int64_t position = open_file_seek(f->fd, offset, whence);
  if (f->seekable < 0) f->seekable = position >= 0;
  return position < 0 ? nullptr : int_from_i64(position);
}

Object* method_seek(Object* o, Object** args, int64_t nargs) {
  if (!args_check_positional("seek", nargs, 1, 2)) return nullptr;
  const int whence = nargs > 1 ? int_as_int(args[1]) : 0;
  if (whence == -1 && err_occurred()) return nullptr;
  FileIOObject* f = opened(o);
  const int64_t offset = f ? int_as_i64(args[0]) : -1;
  return !f || (offset == -1 && err_occurred()) ? nullptr : move(f, offset, whence);
}
Object* method_tell(Object* o, Object*) {
  FileIOObject* f = opened(o);
  return f ? move(f, 0, SEEK_CUR) : nullptr;
}
Object* method_truncate(Object* o, Object** args, int64_t nargs) {
  if (!args_check_positional("truncate", nargs, 0, 1)) return nullptr;
  FileIOObject* f = opened_to_write(o);
  if (!f) return nullptr;
  Ref<> size(nargs && !is_none(args[0]) ? new_ref(args[0]) : move(f, 0, SEEK_CUR));
  const int64_t n = size ? int_as_i64(size) : -1;
  if (n == -1 && err_occurred()) return nullptr;
  return open_file_truncate(f->fd, n) ? size.release() : nullptr;
}

// ---- closing

// ResourceWarning about `source`, the stream that was dropped. Errors are not for whoever drops it.
Object* method_dealloc_warn(Object* o, Object* source) {
  if (as_file(o)->fd < 0 || !as_file(o)->closefd) return new_none();
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  Ref<> text(str_from_format("unclosed file %R", source));
  if ((!text || warn_at_level(ExcResourceWarning, text, 1, source) < 0) && err_exception_matches(ExcWarning)) err_write_unraisable(o);
  err_restore(type, value, tb);
  return new_none();
}

Object* method_close(Object* o, Object*) {
  FileIOObject* f = as_file(o);
  Ref<> done(object_call_method_one_arg(TypeRawIOBase, ID(close), o));
  if (!f->closefd) {
    f->fd = -1;
    return done.release();
  }
  Object *type, *value, *tb;
  err_fetch(&type, &value, &tb);
  if (f->finalizing) decref(method_dealloc_warn(o, o));
  const int closed = close_number(f);
  if (!done) err_chain_exceptions(type, value, tb);
  return closed < 0 ? nullptr : done.release();
}

void file_dealloc(Object* o) {
  as_file(o)->finalizing = 1;
  if (!io_base_finalize(o)) return;
  gc_untrack(o);
  if (as_file(o)->weakreflist) object_clear_weakrefs(o);
  clear_ref(as_file(o)->dict);
  o->ob_type->tp_free(o);
}
int file_traverse(Object* o, visitproc* visit, void* arg) { return visit_all(visit, arg, {as_file(o)->dict}); }
int file_clear(Object* o) {
  clear_ref(as_file(o)->dict);
  return 0;
}

// ---- what it is

Object* method_seekable(Object* o, Object*) {
  FileIOObject* f = opened(o);
  if (!f) return nullptr;
  if (f->seekable < 0 && !Ref<>(move(f, 0, SEEK_CUR))) err_clear();
  return bool_from(f->seekable);
}
Object* method_readable(Object* o, Object*) { return opened(o) ? bool_from(as_file(o)->readable) : nullptr; }
Object* method_writable(Object* o, Object*) { return opened(o) ? bool_from(as_file(o)->writable) : nullptr; }
Object* method_fileno(Object* o, Object*) { return opened(o) ? int_from_i64(as_file(o)->fd) : nullptr; }
Object* method_isatty(Object* o, Object*) { return opened(o) ? bool_from(false) : nullptr; }

const char* mode_text(const FileIOObject* f) {
  if (f->created) return f->readable ? "xb+" : "xb";
  if (f->appending) return f->readable ? "ab+" : "ab";
  return !f->readable ? "wb" : f->writable ? "rb+" : "rb";
}

Object* repr_with(Object* o, Object* name) {
  const FileIOObject* f = as_file(o);
  const char* closefd = f->closefd ? "True" : "False";
  if (!name) return str_from_format("<_io.FileIO fd=%d mode='%s' closefd=%s>", f->fd, mode_text(f), closefd);
  const int inside = repr_enter(o);
  if (inside > 0) err_format(ExcRuntimeError, "reentrant call inside %s.__repr__", type_name_of(o));
  if (inside != 0) return nullptr;
  Object* text = str_from_format("<_io.FileIO name=%R mode='%s' closefd=%s>", name, mode_text(f), closefd);
  repr_leave(o);
  return text;
}
Object* file_repr(Object* o) {
  if (as_file(o)->fd < 0) return str_from_cstr("<_io.FileIO [closed]>");
  Object* name;
  if (object_lookup_attr(o, ID(name), &name) < 0) return nullptr;
  Ref<> held(name);
  return repr_with(o, name);
}

Object* get_closed(Object* o, void*) { return bool_from(as_file(o)->fd < 0); }
Object* get_closefd(Object* o, void*) { return bool_from(as_file(o)->closefd); }
Object* get_mode(Object* o, void*) { return str_from_cstr(mode_text(as_file(o))); }

const MethodDef kMethods[] = {
    {"read", method_read, kMethFastcall, "read($self, size=-1, /)\n--\n\nAt most size bytes, in one go; all that is left for -1."},
    {"readall", method_readall, kMethNoArgs, "readall($self, /)\n--\n\nAll bytes that are left."},
    {"readinto", method_readinto, kMethO, "readinto($self, buffer, /)\n--\n\nReads into a buffer and says how many bytes."},
    {"write", method_write, kMethO, "write($self, b, /)\n--\n\nWrites bytes and says how many."},
    {"seek", method_seek, kMethFastcall, "seek($self, pos, whence=0, /)\n--\n\nMoves to a place and says where that is."},
    {"tell", method_tell, kMethNoArgs, "tell($self, /)\n--\n\nWhere the file stands."},
    {"truncate", method_truncate, kMethFastcall, "truncate($self, size=None, /)\n--\n\nCuts the file off or fills it up with zeros."},
    {"close", method_close, kMethNoArgs, "close($self, /)\n--\n\nGives the number back, if it is the stream's own."},
    {"seekable", method_seekable, kMethNoArgs, "seekable($self, /)\n--\n\nWhether seek() works."},
    {"readable", method_readable, kMethNoArgs, "readable($self, /)\n--\n\nWhether the mode allows reading."},
    {"writable", method_writable, kMethNoArgs, "writable($self, /)\n--\n\nWhether the mode allows writing."},
    {"fileno", method_fileno, kMethNoArgs, "fileno($self, /)\n--\n\nThe number of the open file."},
    {"isatty", method_isatty, kMethNoArgs, "isatty($self, /)\n--\n\nFalse: nothing here is a terminal."},
    {"_dealloc_warn", method_dealloc_warn, kMethO, nullptr},
    {},
};
const GetSetDef kGetSets[] = {
    {"closed", get_closed, nullptr, "Whether the file is closed."},
    {"closefd", get_closefd, nullptr, "Whether close() gives the number back."},
    {"mode", get_mode, nullptr, "The mode as text."},
    {nullptr, nullptr, nullptr, nullptr},
};
const MemberDef kMembers[] = {
    {"_blksize", kTUInt, offsetof(FileIOObject, blksize), 0, nullptr},
    {"_finalizing", kTBool, offsetof(FileIOObject, finalizing), 0, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

}  // namespace

int64_t io_file_number(const Object* o) { return static_cast<const FileIOObject*>(o)->fd; }
bool io_file_shows_output(const Object* o) { return io_file_is_exact(o) && open_file_is_outside(io_file_number(o)); }

void init_FileIO_type(TypeObject* t) {
  native_gc_type(t, sizeof(FileIOObject), file_dealloc, file_traverse, file_clear, file_new);
  t->tp_init = file_init;
  t->tp_repr = file_repr;
  t->tp_dictoffset = offsetof(FileIOObject, dict);
  t->tp_weaklistoffset = offsetof(FileIOObject, weakreflist);
  type_set_doc(t, "FileIO(file, mode='r', closefd=True, opener=None)\n--\n\nThe bytes of a file, without a buffer.");
  type_add_methods(t, kMethods);
  type_add_getsets(t, kGetSets);
  type_add_members(t, kMembers);
}

}  // namespace innards
