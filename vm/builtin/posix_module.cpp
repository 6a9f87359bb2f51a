// The posix module, as far as a program that is looked at may see the system: files beside it and those of the library
// (their kind and length), an environment, numbers. What would touch the machine is refused with PermissionError.
#include <cerrno>
#include <cstring>
#include <string>

#include "builtin/module_def.h"
#include "builtin/open_files.h"
#include "builtin/posix_files.h"
#include "builtin/posix_paths.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/buffer.h"
#include "object/bytes.h"
#include "object/call.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/float.h"
#include "object/identifiers.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/structseq.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/outside.h"
#include "run/runtime.h"

namespace innards {

namespace {

constexpr int64_t kProcess = 4242;   // getpid(): the same in every run

// ---- paths

Object* fspath(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"path", nullptr};
  static const ArgsParser kParser = {"fspath", kKeywords};
  Object* buf[1] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 1, 0, buf);
  return a ? path_fspath(a[0]) : nullptr;
}

Object* refused(Object*, Object**, int64_t, Object*) {
  met_difference(Difference::OpenRefused);
  return os_error_text(EPERM, "Innards keeps a program away from the machine it runs on", nullptr);
}

// ---- open files

// The first argument of a function that takes a number, of nargs >= 1: false with an error.
bool number_argument(const char* name, Object** args, int64_t nargs, int64_t count, int* number) {
  if (!args_check_positional(name, nargs, count, count)) return false;
  *number = int_as_int(args[0]);
  return *number != -1 || !err_occurred();
}

Object* posix_open(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"path", "flags", "mode", "dir_fd", nullptr};
  static const ArgsParser kParser = {"open", kKeywords};
  Object* buf[4] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 2, 3, 0, buf);
  PathArgument path;
  if (!a || !path_argument({"open"}, a[0], &path)) return nullptr;
  const int flags = int_as_int(a[1]);
  if ((flags == -1 || (a[2] && int_as_int(a[2]) == -1)) && err_occurred()) return nullptr;
  const int64_t number = open_file(path.c_str(), flags, path.shown);
  return number < 0 ? nullptr : int_from_i64(number);
}
Object* posix_close(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"fd", nullptr};
  static const ArgsParser kParser = {"close", kKeywords};
  Object* buf[1] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 1, 0, buf);
  const int number = a ? int_as_int(a[0]) : -1;
  if (!a || (number == -1 && err_occurred())) return nullptr;
  return open_file_close(number) ? new_none() : nullptr;
}
Object* posix_read(Object*, Object** args, int64_t nargs) {
  int number;
  if (!number_argument("read", args, nargs, 2, &number)) return nullptr;
  Ref<> size(number_index(args[1]));
  const int64_t n = size ? int_as_ssize_t(size) : -1;
  if (n == -1 && err_occurred()) return nullptr;
  if (n < 0) return os_error(EINVAL, nullptr);
  Object* bytes = bytes_from_data(nullptr, n);
  const int64_t got = bytes ? open_file_read(number, bytes_as_string(bytes), n) : -1;
  if (got < 0) return xdecref(bytes), nullptr;
  return bytes_resize(&bytes, got) < 0 ? nullptr : bytes;
}
Object* posix_write(Object*, Object** args, int64_t nargs) {
  int number;
  Buffer view;
  if (!number_argument("write", args, nargs, 2, &number) || object_get_buffer(args[1], &view, kBufSimple) < 0) return nullptr;
  const int64_t n = open_file_write(number, view.buf, view.len);
  buffer_release(&view);
  return n < 0 ? nullptr : int_from_i64(n);
}
Object* posix_lseek(Object*, Object** args, int64_t nargs) {
  int number;
  if (!number_argument("lseek", args, nargs, 3, &number)) return nullptr;
  const int64_t offset = int_as_i64(args[1]);
  const int whence = offset == -1 && err_occurred() ? -1 : int_as_int(args[2]);
  if (err_occurred()) return nullptr;
  const int64_t at = open_file_seek(number, offset, whence);
  return at < 0 ? nullptr : int_from_i64(at);
}
Object* posix_ftruncate(Object*, Object** args, int64_t nargs) {
  int number;
  if (!number_argument("ftruncate", args, nargs, 2, &number)) return nullptr;
  const int64_t size = int_as_i64(args[1]);
  if (size == -1 && err_occurred()) return nullptr;
  return open_file_truncate(number, size) ? new_none() : nullptr;
}
Object* getcwd(Object*, Object*) {
  const std::string directory = working_directory();
  return str_decode(directory.data(), static_cast<int64_t>(directory.size()), "utf-8", "surrogateescape");
}
Object* getcwdb(Object*, Object*) {
  const std::string directory = working_directory();
  return bytes_from_data(directory.data(), static_cast<int64_t>(directory.size()));
}

// ---- the system

template <int64_t kValue>
Object* constant(Object*, Object*) { return int_from_i64(kValue); }

Object* posix_strerror(Object*, Object* arg) {
  const int code = int_as_int(arg);
  return code == -1 && err_occurred() ? nullptr : str_from_cstr(std::strerror(code));
}

Object* random_bytes(Object* size) {
  const int64_t n = int_as_ssize_t(size);
  if (n == -1 && err_occurred()) return nullptr;
  if (n < 0) return err_format(ExcValueError, "negative argument not allowed");
  Object* bytes = bytes_from_data(nullptr, n);
  if (bytes) outside_random(bytes_as_string(bytes), static_cast<uint64_t>(n));
  return bytes;
}
Object* urandom(Object*, Object* size) { return random_bytes(size); }
Object* getrandom(Object*, Object** args, int64_t nargs, Object*) {
  return args_check_positional("getrandom", nargs, 1, 2) ? random_bytes(args[0]) : nullptr;
}

Object* posix_isatty(Object*, Object*) { return bool_from(false); }
Object* device_encoding(Object*, Object**, int64_t, Object*) { return new_none(); }
Object* do_nothing(Object*, Object**, int64_t, Object*) { return new_none(); }
Object* posix_putenv(Object*, Object**, int64_t nargs) { return args_check_positional("putenv", nargs, 2, 2) ? new_none() : nullptr; }
Object* ignore_one(Object*, Object*) { return new_none(); }
Object* get_terminal_size(Object*, Object**, int64_t) { return os_error(ENOTTY, nullptr); }

Object* uname(Object*, Object*) {
  static const char* const kValues[] = {"Linux", "innards", "5.0", "#1", "x86_64"};
  Object* values[5];
  for (int i = 0; i < 5; ++i) values[i] = str_from_cstr(kValues[i]);
  return struct_sequence_new(as_type(rt().modules.struct_types[0]), values, 5);
}

Object* times(Object*, Object*) {
  const double seconds = static_cast<double>(rt().step) * 1e-7;
  Object* values[5] = {float_from_double(seconds), float_from_double(0), float_from_double(0), float_from_double(0), float_from_double(seconds)};
  return struct_sequence_new(as_type(rt().modules.struct_types[1]), values, 5);
}

#define FILE_FUNCTION(name, function, doc) {name, function, kMethFastcall | kMethKeywords, doc}
#define NUMBER(name, value) {name, constant<value>, kMethNoArgs, name "($module, /)\n--\n\nThe same number in every run."}
#define REFUSED(name) {name, refused, kMethFastcall | kMethKeywords, "Refused: a program that is looked at cannot touch the machine."}

const MethodDef kFunctions[] = {
    FILE_FUNCTION("stat", posix_stat, "stat($module, /, path, *, dir_fd=None, follow_symlinks=True)\n--\n\nKind and length of a file beside the program or in the library."),
    FILE_FUNCTION("lstat", posix_lstat, "lstat($module, /, path, *, dir_fd=None)\n--\n\nThe same as stat()."),
    FILE_FUNCTION("access", posix_access, "access($module, /, path, mode, *, dir_fd=None, effective_ids=False,\n       follow_symlinks=True)\n--\n\nWhether the program may read it."),
    FILE_FUNCTION("readlink", posix_readlink, "readlink($module, /, path, *, dir_fd=None)\n--\n\nThere are no symbolic links."),
    FILE_FUNCTION("listdir", posix_listdir, "listdir($module, /, path=None)\n--\n\nThe names in a directory that the program may see, sorted."),
    FILE_FUNCTION("scandir", posix_scandir, "scandir($module, /, path=None)\n--\n\nWalks the names in a directory, as DirEntry objects."),
    FILE_FUNCTION("unlink", posix_unlink, "unlink($module, /, path, *, dir_fd=None)\n--\n\nTakes away a file made in this run."),
    FILE_FUNCTION("remove", posix_remove, "remove($module, /, path, *, dir_fd=None)\n--\n\nTakes away a file made in this run."),
    FILE_FUNCTION("mkdir", posix_mkdir, "mkdir($module, /, path, mode=511, *, dir_fd=None)\n--\n\nMakes a directory, in this run only."),
    FILE_FUNCTION("rmdir", posix_rmdir, "rmdir($module, /, path, *, dir_fd=None)\n--\n\nTakes away an empty directory made in this run."),
    FILE_FUNCTION("rename", posix_rename, "rename($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)\n--\n\nGives a file or directory made in this run another name."),
    FILE_FUNCTION("replace", posix_replace, "replace($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)\n--\n\nThe same as rename()."),
    FILE_FUNCTION("truncate", posix_truncate, "truncate($module, /, path, length)\n--\n\nGives a file another length, in this run only."),
    FILE_FUNCTION("chmod", posix_chmod, "chmod($module, /, path, mode, *, dir_fd=None, follow_symlinks=True)\n--\n\nChanges nothing: files made in this run have one mode."),
    FILE_FUNCTION("utime", posix_utime, "utime($module, /, path, times=None, *, ns=<unrepresentable>, dir_fd=None,\n      follow_symlinks=True)\n--\n\nChanges nothing: all files have the same times."),
    FILE_FUNCTION("open", posix_open, "open($module, /, path, flags, mode=511, *, dir_fd=None)\n--\n\nA number for a file; what is written stays in this run."),
    {"read", posix_read, kMethFastcall, "read($module, fd, length, /)\n--\n\nAt most length bytes of an open file."},
    {"write", posix_write, kMethFastcall, "write($module, fd, data, /)\n--\n\nWrites bytes to an open file and says how many."},
    {"lseek", posix_lseek, kMethFastcall, "lseek($module, fd, position, whence, /)\n--\n\nMoves in an open file and says where that is."},
    {"ftruncate", posix_ftruncate, kMethFastcall, "ftruncate($module, fd, length, /)\n--\n\nGives an open file a length."},
    FILE_FUNCTION("fstat", posix_fstat, "fstat($module, /, fd)\n--\n\nKind and length of an open file."),
    FILE_FUNCTION("close", posix_close, "close($module, /, fd)\n--\n\nGives back the number of an open file."),
    {"fspath", fspath, kMethFastcall | kMethKeywords, "fspath($module, /, path)\n--\n\nThe str or bytes that a path object stands for."},
    {"getcwd", getcwd, kMethNoArgs, "getcwd($module, /)\n--\n\nThe program's directory."},
    {"getcwdb", getcwdb, kMethNoArgs, "getcwdb($module, /)\n--\n\nThe program's directory, as bytes."},
    {"strerror", posix_strerror, kMethO, "strerror($module, code, /)\n--\n\nWhat an error number means."},
    {"urandom", urandom, kMethO, "urandom($module, size, /)\n--\n\nBytes that look random, the same in every run."},
    {"getrandom", getrandom, kMethFastcall | kMethKeywords, "getrandom($module, /, size, flags=0)\n--\n\nBytes that look random, the same in every run."},
    {"isatty", posix_isatty, kMethO, "isatty($module, fd, /)\n--\n\nFalse."},
    {"device_encoding", device_encoding, kMethFastcall | kMethKeywords, "device_encoding($module, /, fd)\n--\n\nNone."},
    {"putenv", posix_putenv, kMethFastcall, "putenv($module, name, value, /)\n--\n\nNobody reads the environment but the program itself."},
    {"unsetenv", ignore_one, kMethO, "unsetenv($module, name, /)\n--\n\nNobody reads the environment but the program itself."},
    {"register_at_fork", do_nothing, kMethFastcall | kMethKeywords, "Accepted: nothing forks."},
    {"sched_yield", ignore_one, kMethNoArgs, "Does nothing."},
    {"get_terminal_size", get_terminal_size, kMethFastcall, "There is no terminal: OSError."},
    {"uname", uname, kMethNoArgs, "uname($module, /)\n--\n\nA name for the system."},
    {"times", times, kMethNoArgs, "times($module, /)\n--\n\nThe recorded clock."},
    NUMBER("getpid", kProcess), NUMBER("getppid", 1), NUMBER("getpgrp", kProcess), NUMBER("getuid", kUser), NUMBER("geteuid", kUser),
    NUMBER("getgid", kUser), NUMBER("getegid", kUser), NUMBER("cpu_count", 1),
    REFUSED("dup"), REFUSED("dup2"),
    REFUSED("pipe"), REFUSED("link"), REFUSED("symlink"), REFUSED("chdir"), REFUSED("chown"), REFUSED("fsync"), REFUSED("system"), REFUSED("fork"), REFUSED("execv"),
    REFUSED("execve"), REFUSED("kill"), REFUSED("wait"), REFUSED("waitpid"), REFUSED("umask"), REFUSED("getlogin"), REFUSED("abort"),
    REFUSED("nice"), REFUSED("_exit"), REFUSED("set_inheritable"), REFUSED("get_inheritable"), REFUSED("statvfs"),
    REFUSED("waitstatus_to_exitcode"), REFUSED("WIFSTOPPED"), REFUSED("WSTOPSIG"), REFUSED("WIFSIGNALED"), REFUSED("WTERMSIG"),
    REFUSED("WIFEXITED"), REFUSED("WEXITSTATUS"),
    {},
};

// ---- names and numbers

int add_environment(Object* m) {
  static const char* const kEnvironment[][2] = {{"HOME", "/home/learner"}, {"LANG", "C.UTF-8"}, {"PATH", "/usr/bin:/bin"}, {"PYTHONHASHSEED", "0"}, {"USER", "learner"}};
  Ref<> environment(dict_new());
  for (const auto& e : kEnvironment) {
    Ref<> name(bytes_from_cstr(e[0])), value(bytes_from_cstr(e[1]));
    if (!environment || !name || !value || dict_set_item(environment, name, value) < 0) return -1;
  }
  return module_add_object_ref(m, "environ", environment);
}

// The times of a stat_result as floats and in nanoseconds; closure is the index of the whole seconds.
Object* float_time(Object* o, void* index) { return number_float(tuple_item_at(o, static_cast<int64_t>(reinterpret_cast<intptr_t>(index)))); }
Object* ns_time(Object* o, void* index) {
  Ref<> billion(int_from_i64(1000000000));
  return number_multiply(tuple_item_at(o, static_cast<int64_t>(reinterpret_cast<intptr_t>(index))), billion);
}
Object* block_size(Object*, void*) { return int_from_i64(4096); }
Object* block_count(Object* o, void*) { return int_from_i64((int_as_i64(tuple_item_at(o, 6)) + 511) / 512); }
Object* no_device(Object*, void*) { return int_from_i64(0); }

void* index_of(intptr_t i) { return reinterpret_cast<void*>(i); }
const GetSetDef kStatGetSets[] = {
    {"st_atime", float_time, nullptr, "time of last access", index_of(7)},
    {"st_mtime", float_time, nullptr, "time of last modification", index_of(8)},
    {"st_ctime", float_time, nullptr, "time of last change", index_of(9)},
    {"st_atime_ns", ns_time, nullptr, "time of last access in nanoseconds", index_of(7)},
    {"st_mtime_ns", ns_time, nullptr, "time of last modification in nanoseconds", index_of(8)},
    {"st_ctime_ns", ns_time, nullptr, "time of last change in nanoseconds", index_of(9)},
    {"st_blksize", block_size, nullptr, "blocksize for filesystem I/O"},
    {"st_blocks", block_count, nullptr, "number of blocks allocated"},
    {"st_rdev", no_device, nullptr, "device type (if inode device)"},
    {nullptr, nullptr, nullptr, nullptr},
};

int add_stat_result(Object* m) {
  static const char* const kFields[] = {"st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime"};
  TypeObject* type = struct_sequence_new_type("os.stat_result", kFields, 10);
  if (!type) return -1;
  for (const GetSetDef* g = kStatGetSets; g->name; ++g) {
    Ref<> descr(descr_new_getset(type, g));
    if (!descr || dict_set_item_str(type->tp_dict, g->name, descr) < 0) return -1;
  }
  type_modified(type);
  rt().modules.posix_stat_result = type;
  return module_add_object_ref(m, "stat_result", type);
}

int add_struct(Object* m, const char* name, const char* full_name, const char* const* fields, int n, Ptr<Object>* keep) {
  TypeObject* type = struct_sequence_new_type(full_name, fields, n);
  if (!type || module_add_object_ref(m, name, type) < 0) return -1;
  if (keep) *keep = type;
  return 0;
}

int add_structs(Object* m) {
  static const char* const kUname[] = {"sysname", "nodename", "release", "version", "machine"};
  static const char* const kTimes[] = {"user", "system", "children_user", "children_system", "elapsed"};
  static const char* const kTerminal[] = {"columns", "lines"};
  if (add_stat_result(m) < 0 || add_struct(m, "uname_result", "posix.uname_result", kUname, 5, &rt().modules.struct_types[0]) < 0) return -1;
  if (add_struct(m, "times_result", "posix.times_result", kTimes, 5, &rt().modules.struct_types[1]) < 0) return -1;
  return add_struct(m, "terminal_size", "os.terminal_size", kTerminal, 2, &rt().modules.struct_types[2]);
}

const struct { const char* name; int64_t value; } kConstants[] = {
    {"CLD_CONTINUED", 6}, {"CLD_DUMPED", 3}, {"CLD_EXITED", 1}, {"CLD_KILLED", 2}, {"CLD_STOPPED", 5}, {"CLD_TRAPPED", 4},
    {"EFD_CLOEXEC", 524288}, {"EFD_NONBLOCK", 2048}, {"EFD_SEMAPHORE", 1}, {"EX_CANTCREAT", 73}, {"EX_CONFIG", 78},
    {"EX_DATAERR", 65}, {"EX_IOERR", 74}, {"EX_NOHOST", 68}, {"EX_NOINPUT", 66}, {"EX_NOPERM", 77}, {"EX_NOUSER", 67},
    {"EX_OK", 0}, {"EX_OSERR", 71}, {"EX_OSFILE", 72}, {"EX_PROTOCOL", 76}, {"EX_SOFTWARE", 70}, {"EX_TEMPFAIL", 75},
    {"EX_UNAVAILABLE", 69}, {"EX_USAGE", 64}, {"F_LOCK", 1}, {"F_OK", 0}, {"F_TEST", 3}, {"F_TLOCK", 2}, {"F_ULOCK", 0},
    {"GRND_NONBLOCK", 1}, {"GRND_RANDOM", 2}, {"MFD_ALLOW_SEALING", 2}, {"MFD_CLOEXEC", 1}, {"MFD_HUGETLB", 4},
    {"MFD_HUGE_16GB", 2281701376}, {"MFD_HUGE_16MB", 1610612736}, {"MFD_HUGE_1GB", 2013265920}, {"MFD_HUGE_1MB", 1342177280},
    {"MFD_HUGE_256MB", 1879048192}, {"MFD_HUGE_2GB", 2080374784}, {"MFD_HUGE_2MB", 1409286144}, {"MFD_HUGE_32MB", 1677721600},
    {"MFD_HUGE_512KB", 1275068416}, {"MFD_HUGE_512MB", 1946157056}, {"MFD_HUGE_64KB", 1073741824}, {"MFD_HUGE_8MB", 1543503872},
    {"MFD_HUGE_MASK", 63}, {"MFD_HUGE_SHIFT", 26}, {"NGROUPS_MAX", 65536}, {"O_ACCMODE", 3}, {"O_APPEND", 1024},
    {"O_ASYNC", 8192}, {"O_CLOEXEC", 524288}, {"O_CREAT", 64}, {"O_DIRECT", 16384}, {"O_DIRECTORY", 65536}, {"O_DSYNC", 4096},
    {"O_EXCL", 128}, {"O_FSYNC", 1052672}, {"O_LARGEFILE", 0}, {"O_NDELAY", 2048}, {"O_NOATIME", 262144}, {"O_NOCTTY", 256},
    {"O_NOFOLLOW", 131072}, {"O_NONBLOCK", 2048}, {"O_PATH", 2097152}, {"O_RDONLY", 0}, {"O_RDWR", 2}, {"O_RSYNC", 1052672},
    {"O_SYNC", 1052672}, {"O_TMPFILE", 4259840}, {"O_TRUNC", 512}, {"O_WRONLY", 1}, {"POSIX_FADV_DONTNEED", 4},
    {"POSIX_FADV_NOREUSE", 5}, {"POSIX_FADV_NORMAL", 0}, {"POSIX_FADV_RANDOM", 1}, {"POSIX_FADV_SEQUENTIAL", 2},
    {"POSIX_FADV_WILLNEED", 3}, {"POSIX_SPAWN_CLOSE", 1}, {"POSIX_SPAWN_DUP2", 2}, {"POSIX_SPAWN_OPEN", 0}, {"PRIO_PGRP", 1},
    {"PRIO_PROCESS", 0}, {"PRIO_USER", 2}, {"P_ALL", 0}, {"P_PGID", 2}, {"P_PID", 1}, {"P_PIDFD", 3}, {"RTLD_DEEPBIND", 8},
    {"RTLD_GLOBAL", 256}, {"RTLD_LAZY", 1}, {"RTLD_LOCAL", 0}, {"RTLD_NODELETE", 4096}, {"RTLD_NOLOAD", 4}, {"RTLD_NOW", 2},
    {"RWF_APPEND", 16}, {"RWF_DSYNC", 2}, {"RWF_HIPRI", 1}, {"RWF_NOWAIT", 8}, {"RWF_SYNC", 4}, {"R_OK", 4}, {"SCHED_BATCH", 3},
    {"SCHED_FIFO", 1}, {"SCHED_IDLE", 5}, {"SCHED_OTHER", 0}, {"SCHED_RESET_ON_FORK", 1073741824}, {"SCHED_RR", 2},
    {"SEEK_DATA", 3}, {"SEEK_HOLE", 4}, {"SPLICE_F_MORE", 4}, {"SPLICE_F_MOVE", 1}, {"SPLICE_F_NONBLOCK", 2}, {"ST_APPEND", 256},
    {"ST_MANDLOCK", 64}, {"ST_NOATIME", 1024}, {"ST_NODEV", 4}, {"ST_NODIRATIME", 2048}, {"ST_NOEXEC", 8}, {"ST_NOSUID", 2},
    {"ST_RDONLY", 1}, {"ST_RELATIME", 4096}, {"ST_SYNCHRONOUS", 16}, {"ST_WRITE", 128}, {"TMP_MAX", 238328}, {"WCONTINUED", 8},
    {"WEXITED", 4}, {"WNOHANG", 1}, {"WNOWAIT", 16777216}, {"WSTOPPED", 2}, {"WUNTRACED", 2}, {"W_OK", 2}, {"XATTR_CREATE", 1},
    {"XATTR_REPLACE", 2}, {"XATTR_SIZE_MAX", 65536}, {"X_OK", 1},
};

int exec(Object* m) {
  for (const auto& c : kConstants)
    if (module_add_int_constant(m, c.name, c.value) < 0) return -1;
  if (module_add_object_ref(m, "error", ExcOSError) < 0 || module_add_type(m, TypeDirEntry) < 0 || add_environment(m) < 0 || add_structs(m) < 0) return -1;
  Ref<> nothing(list_new(0));
  return nothing ? module_add_object_ref(m, "_have_functions", nothing) : -1;
}

void boot() {
  for (const GetSetDef* g = kStatGetSets; g->name; ++g) GetSetRef registered(g);
}

}  // namespace

extern const NativeModule k_module_posix;
const NativeModule k_module_posix = {"posix", "What a program may see of the system.", kFunctions, exec, boot};

}  // namespace innards
