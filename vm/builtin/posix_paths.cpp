// posix: paths (Modules/posixmodule.c). What the outside has beside the program can be looked at; only what was made in this run can
// be changed or taken away.
#include "builtin/posix_paths.h"

#include <fcntl.h>

#include <cerrno>
#include <cstring>
#include <functional>
#include <string>

#include "builtin/open_files.h"
#include "builtin/posix_files.h"
#include "builtin/scratch_files.h"
#include "heap/gc.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/exceptions.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/structseq.h"
#include "object/tuple.h"
#include "object/type.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

constexpr int64_t kTime = 1700000000;
constexpr int64_t kDirectoryMode = 040755, kFileMode = 0100644, kPipeMode = 010600;

Object* stat_result(int64_t inode, int64_t mode, int64_t size) {
  const int64_t numbers[10] = {mode, inode, 1, 1, kUser, kUser, size, kTime, kTime, kTime};
  Object* values[10];
  for (int i = 0; i < 10; ++i) values[i] = int_from_i64(numbers[i]);
  return struct_sequence_new(as_type(rt().modules.posix_stat_result), values, 10);
}

// What lies at a path as a program gave it: 0 and its kind (1: a file, 2: a directory), or an errno. A leaf, as all functions here
// that hold host strings.
struct Found {
  int error = 0, kind = 0;
  int64_t size = 0, inode = 0;
};
Found look_at(const char* text) {
  Found f;
  if ((f.error = way_errno(text))) return f;
  f.kind = *text ? file_kind(text, &f.size) : 0;
  const std::string full = *text ? allowed_path(text) : "";
  f.error = f.kind > 0 ? 0 : f.kind < 0 ? EACCES : *text ? missing_errno(full) : ENOENT;
  f.inode = inode_of(full.c_str());
  return f;
}

// ---- arguments

// dir_fd: only None.
bool no_dir_fd(Object* dir_fd) {
  if (!dir_fd || is_none(dir_fd)) return true;
  return err_format(ExcNotImplementedError, "dir_fd unavailable on this platform") != nullptr;
}

constexpr const char* const kPathOnly[] = {"path", "dir_fd", nullptr};

// The argument of a function that takes nothing else but dir_fd.
bool one_path(const char* function, Object** args, int64_t nargs, Object* kwnames, PathArgument* path) {
  const ArgsParser parser = {function, kPathOnly};
  Object* buf[2] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 1, 1, 0, buf);
  return a && path_argument({function}, a[0], path) && no_dir_fd(a[1]);
}

}  // namespace

// ---- looking

int64_t inode_of(const char* path) { return static_cast<int64_t>(std::hash<std::string>()(path) >> 16); }

Object* stat_of_path(const char* text, Object* shown) {
  const Found f = look_at(text);
  if (f.error) return os_error(f.error, shown);
  return stat_result(f.inode, f.kind == 2 ? kDirectoryMode : kFileMode, f.size);
}

Object* stat_of_number(int64_t number, Object* shown) {
  if (!open_file_is_open(number)) return os_error(EBADF, shown);
  Object* path = open_file_path(number);
  const int64_t mode = open_file_is_directory(number) ? kDirectoryMode : path ? kFileMode : kPipeMode;
  return stat_result(inode_of(path ? bytes_as_string(path) : ""), mode, open_file_size(number));
}

Object* posix_stat(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"path", "dir_fd", "follow_symlinks", nullptr};
  static const ArgsParser kParser = {"stat", kKeywords};
  Object* buf[3] = {};
  PathArgument path;
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 1, 0, buf);
  if (!a || !path_argument({"stat", "path", true}, a[0], &path) || !no_dir_fd(a[1]) || (a[2] && object_is_true(a[2]) < 0)) return nullptr;
  return path.text ? stat_of_path(path.c_str(), path.shown) : stat_of_number(path.number, path.shown);
}
Object* posix_lstat(Object*, Object** args, int64_t nargs, Object* kwnames) {
  PathArgument path;
  return one_path("lstat", args, nargs, kwnames, &path) ? stat_of_path(path.c_str(), path.shown) : nullptr;
}
Object* posix_fstat(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"fd", nullptr};
  static const ArgsParser kParser = {"fstat", kKeywords};
  Object* buf[1] = {};
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 1, 0, buf);
  const int number = a ? int_as_int(a[0]) : -1;
  return !a || (number == -1 && err_occurred()) ? nullptr : stat_of_number(number, nullptr);
}

Object* posix_access(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"path", "mode", "dir_fd", "effective_ids", "follow_symlinks", nullptr};
  static const ArgsParser kParser = {"access", kKeywords};
  Object* buf[5] = {};
  PathArgument path;
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 2, 2, 0, buf);
  if (!a || !path_argument({"access"}, a[0], &path)) return nullptr;
  const int mode = int_as_int(a[1]);
  if ((mode == -1 && err_occurred()) || !no_dir_fd(a[2])) return nullptr;
  const Found f = look_at(path.c_str());
  constexpr int kWrite = 2, kExecute = 1;
  const bool writable = !(mode & kWrite) || !writable_path(path.c_str()).empty();
  return bool_from(!f.error && writable && (!(mode & kExecute) || f.kind == 2));
}

Object* posix_readlink(Object*, Object** args, int64_t nargs, Object* kwnames) {
  PathArgument path;
  if (!one_path("readlink", args, nargs, kwnames, &path)) return nullptr;
  const Found f = look_at(path.c_str());
  return os_error(f.error ? f.error : EINVAL, path.shown);
}

Object* directory_names(const PathArgument& path) {
  if (!path.text && !open_file_is_open(path.number)) return os_error(EBADF, nullptr);
  const char* text = path.text ? path.c_str() : open_file_is_directory(path.number) ? bytes_as_string(open_file_path(path.number)) : nullptr;
  if (!text) return os_error(ENOTDIR, path.shown);
  const Found f = look_at(text);
  if (f.error || f.kind != 2) return os_error(f.error ? f.error : ENOTDIR, path.shown);
  Ref<> names(list_new(0));
  return names && seen_names(allowed_path(text), names) == 0 ? names.release() : nullptr;
}

Object* posix_listdir(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"path", nullptr};
  static const ArgsParser kParser = {"listdir", kKeywords};
  Object* buf[1] = {};
  PathArgument path;
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 0, 1, 0, buf);
  if (!a || !path_argument({"listdir", "path", true, true}, a[0], &path)) return nullptr;
  Ref<> names(directory_names(path));
  for (int64_t i = 0; names && path.is_bytes() && i < list_size_of(names); ++i) {
    Object* name = path_fs_encode(list_item_at(names, i));
    if (!name || list_set_item(names, i, name) < 0) return nullptr;
  }
  return names.release();
}

// ---- changing what was made in the run

namespace {

// Why what lies at a path cannot be changed: an errno, or 0.
int cannot_change(const char* text) {
  const Found f = look_at(text);
  if (f.error) return f.error;
  const std::string full = writable_path(text);
  return full.empty() ? EACCES : scratch_kind(full) && !seen_on_disk(full) ? 0 : EPERM;
}

// Why nothing can be made at a path, which may end in "/" when it is for a directory: an errno, or 0.
int cannot_make(const char* text) {
  std::string way = text;
  while (way.size() > 1 && way.ends_with('/')) way.pop_back();
  if (const int error = way_errno(way.c_str())) return error;
  const std::string full = *text ? writable_path(text) : "";
  if (full.empty()) return *text ? EACCES : ENOENT;
  const size_t slash = full.rfind('/');
  return slash && slash != std::string::npos && seen_kind(full.substr(0, slash)) != 2 ? missing_errno(full) : 0;
}

// "." or "..", whatever slashes follow: by such a name nothing is renamed or taken away. Else an empty string.
std::string dots_at_end(const std::string& path) {
  const size_t last = path.find_last_not_of('/'), slash = path.rfind('/', last);
  const std::string name = path.substr(slash + 1, last - slash);
  return name == "." || name == ".." ? name : "";
}

// Takes away a file: 0 or an errno. A leaf.
int take_file(const char* text) {
  if (const int error = cannot_change(text)) return error;
  const std::string full = writable_path(text);
  if (scratch_kind(full) == 2) return EISDIR;
  scratch_remove(full);
  return 0;
}

// 1 or 0; -1 with an error.
int is_empty(const std::string& directory) {
  const NoCollection held;
  Ref<> names(list_new(0));
  return names && seen_names(directory, names) == 0 ? list_size_of(names) == 0 : -1;
}

// Takes away an empty directory: 0, an errno, or -1 with an error. A leaf.
int take_directory(const char* text) {
  if (const int error = cannot_change(text)) return error;
  const std::string full = writable_path(text);
  if (scratch_kind(full) != 2) return ENOTDIR;
  if (const std::string dots = dots_at_end(text); !dots.empty()) return dots == "." ? EINVAL : ENOTEMPTY;
  const int empty = is_empty(full);
  if (empty <= 0) return empty < 0 ? -1 : ENOTEMPTY;
  if (full == kScratchDirectory) return EACCES;
  scratch_remove(full);
  return 0;
}

Object* take(const char* function, int (*taken)(const char*), Object** args, int64_t nargs, Object* kwnames) {
  PathArgument path;
  if (!one_path(function, args, nargs, kwnames, &path)) return nullptr;
  const int error = taken(path.c_str());
  return error < 0 ? nullptr : error ? os_error(error, path.shown) : new_none();
}

}  // namespace

Object* posix_unlink(Object*, Object** args, int64_t nargs, Object* kwnames) { return take("unlink", take_file, args, nargs, kwnames); }
Object* posix_remove(Object*, Object** args, int64_t nargs, Object* kwnames) { return take("remove", take_file, args, nargs, kwnames); }
Object* posix_rmdir(Object*, Object** args, int64_t nargs, Object* kwnames) { return take("rmdir", take_directory, args, nargs, kwnames); }

Object* posix_mkdir(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"path", "mode", "dir_fd", nullptr};
  static const ArgsParser kParser = {"mkdir", kKeywords};
  Object* buf[3] = {};
  PathArgument path;
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 2, 0, buf);
  if (!a || !path_argument({"mkdir"}, a[0], &path) || (a[1] && int_as_int(a[1]) == -1 && err_occurred()) || !no_dir_fd(a[2])) return nullptr;
  int error = cannot_make(path.c_str());
  int64_t size;
  if (!error && file_kind(path.c_str(), &size)) error = EEXIST;
  if (error) return os_error(error, path.shown);
  return scratch_put(writable_path(path.c_str()), nullptr) < 0 ? nullptr : new_none();
}

namespace {

// Why `from` cannot become `to`: an errno, 0, or -1 with an error.
int cannot_rename(const char* from, const char* to) {
  if (const int error = cannot_change(from)) return error;
  if (const int error = cannot_make(to)) return error;
  if (!dots_at_end(from).empty() || !dots_at_end(to).empty()) return EBUSY;
  const std::string source = writable_path(from), target = writable_path(to);
  if (source == kScratchDirectory || target.compare(0, source.size() + 1, source + "/") == 0) return EINVAL;
  const bool directory = scratch_kind(source) == 2;
  if (!directory && to[std::strlen(to) - 1] == '/') return ENOTDIR;
  const int there = seen_kind(target);
  if (!there || source == target) return 0;
  if (directory != (there == 2)) return directory ? ENOTDIR : EISDIR;
  if (!directory) return 0;
  const int empty = is_empty(target);
  return empty < 0 ? -1 : empty ? 0 : ENOTEMPTY;
}

Object* rename_file(const char* function, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"src", "dst", "src_dir_fd", "dst_dir_fd", nullptr};
  const ArgsParser parser = {function, kKeywords};
  Object* buf[4] = {};
  PathArgument from, to;
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &parser, 2, 2, 0, buf);
  if (!a || !path_argument({function, "src"}, a[0], &from) || !path_argument({function, "dst"}, a[1], &to)) return nullptr;
  if (!no_dir_fd(a[2]) || !no_dir_fd(a[3])) return nullptr;
  const int error = cannot_rename(from.c_str(), to.c_str());
  if (error) return error < 0 ? nullptr : os_error(error, from.shown, to.shown);
  return scratch_move(writable_path(from.c_str()), writable_path(to.c_str())) < 0 ? nullptr : new_none();
}

// Why what lies at a path cannot be written: an errno, or 0.
int cannot_write(const char* text) {
  const Found f = look_at(text);
  return f.error ? f.error : writable_path(text).empty() ? EPERM : 0;
}

// chmod() and utime(): every file of the run keeps its mode and its times.
Object* change_nothing(const PathArgument& path, bool tell_path) {
  const int error = path.text ? cannot_write(path.c_str()) : open_file_is_open(path.number) ? 0 : EBADF;
  return error ? os_error(error, tell_path ? path.shown.get() : nullptr) : new_none();
}

}  // namespace

Object* posix_rename(Object*, Object** args, int64_t nargs, Object* kwnames) { return rename_file("rename", args, nargs, kwnames); }
Object* posix_replace(Object*, Object** args, int64_t nargs, Object* kwnames) { return rename_file("replace", args, nargs, kwnames); }

Object* posix_truncate(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"path", "length", nullptr};
  static const ArgsParser kParser = {"truncate", kKeywords};
  Object* buf[2] = {};
  PathArgument path;
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 2, 2, 0, buf);
  if (!a || !path_argument({"truncate", "path", true}, a[0], &path)) return nullptr;
  const int64_t length = int_as_i64(a[1]);
  if (length == -1 && err_occurred()) return nullptr;
  if (!path.text) return open_file_truncate(path.number, length) ? new_none() : nullptr;
  if (length < 0) return os_error(EINVAL, path.shown);
  const int64_t number = open_file(path.c_str(), O_WRONLY, path.shown);
  if (number < 0) return nullptr;
  const bool done = open_file_truncate(number, length);
  return open_file_close(number) && done ? new_none() : nullptr;
}

Object* posix_chmod(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"path", "mode", "dir_fd", "follow_symlinks", nullptr};
  static const ArgsParser kParser = {"chmod", kKeywords};
  Object* buf[4] = {};
  PathArgument path;
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 2, 2, 0, buf);
  if (!a || !path_argument({"chmod", "path", true}, a[0], &path) || (int_as_int(a[1]) == -1 && err_occurred())) return nullptr;
  return no_dir_fd(a[2]) ? change_nothing(path, true) : nullptr;
}

namespace {
bool is_pair(Object* o) { return tuple_check_exact(o) && tuple_size_of(o) == 2; }
}  // namespace

Object* posix_utime(Object*, Object** args, int64_t nargs, Object* kwnames) {
  static const char* const kKeywords[] = {"path", "times", "ns", "dir_fd", "follow_symlinks", nullptr};
  static const ArgsParser kParser = {"utime", kKeywords};
  Object* buf[5] = {};
  PathArgument path;
  Object** a = args_unpack_keywords(args, nargs, nullptr, kwnames, &kParser, 1, 2, 0, buf);
  if (!a || !path_argument({"utime", "path", true}, a[0], &path)) return nullptr;
  const bool has_times = a[1] && !is_none(a[1]);
  if (has_times && a[2]) return err_format(ExcValueError, "utime: you may specify either 'times' or 'ns' but not both");
  if (has_times && !is_pair(a[1])) return err_format(ExcTypeError, "utime: 'times' must be either a tuple of two ints or None");
  if (a[2] && !is_pair(a[2])) return err_format(ExcTypeError, "utime: 'ns' must be a tuple of two ints");
  if (!no_dir_fd(a[3])) return nullptr;
  return change_nothing(path, false);
}

}  // namespace innards
