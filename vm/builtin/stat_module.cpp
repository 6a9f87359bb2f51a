// The _stat module: what the bits of a file's mode mean. The numbers are those of every Unix.
#include "builtin/module_def.h"
#include "object/bool.h"
#include "object/int.h"
#include "object/module.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

constexpr int64_t kFormat = 0170000, kModeBits = 07777;

const struct { const char* name; int64_t value; } kConstants[] = {
    {"S_IFDIR", 0040000}, {"S_IFCHR", 0020000}, {"S_IFBLK", 0060000}, {"S_IFREG", 0100000}, {"S_IFIFO", 0010000},
    {"S_IFLNK", 0120000}, {"S_IFSOCK", 0140000}, {"S_IFDOOR", 0}, {"S_IFPORT", 0}, {"S_IFWHT", 0},
    {"S_ISUID", 04000}, {"S_ISGID", 02000}, {"S_ISVTX", 01000}, {"S_ENFMT", 02000},
    {"S_IREAD", 0400}, {"S_IWRITE", 0200}, {"S_IEXEC", 0100},
    {"S_IRWXU", 0700}, {"S_IRUSR", 0400}, {"S_IWUSR", 0200}, {"S_IXUSR", 0100},
    {"S_IRWXG", 0070}, {"S_IRGRP", 0040}, {"S_IWGRP", 0020}, {"S_IXGRP", 0010},
    {"S_IRWXO", 0007}, {"S_IROTH", 0004}, {"S_IWOTH", 0002}, {"S_IXOTH", 0001},
    {"UF_NODUMP", 1}, {"UF_IMMUTABLE", 2}, {"UF_APPEND", 4}, {"UF_OPAQUE", 8}, {"UF_NOUNLINK", 16},
    {"UF_COMPRESSED", 32}, {"UF_HIDDEN", 32768}, {"SF_ARCHIVED", 65536}, {"SF_IMMUTABLE", 131072},
    {"SF_APPEND", 262144}, {"SF_NOUNLINK", 1048576}, {"SF_SNAPSHOT", 2097152},
    {"ST_MODE", 0}, {"ST_INO", 1}, {"ST_DEV", 2}, {"ST_NLINK", 3}, {"ST_UID", 4}, {"ST_GID", 5}, {"ST_SIZE", 6},
    {"ST_ATIME", 7}, {"ST_MTIME", 8}, {"ST_CTIME", 9}};

// The mode as a number; -1 with an error.
int64_t mode_of(Object* arg) {
  const uint64_t value = int_as_u64(arg);
  if (value == UINT64_MAX && err_occurred()) return -1;
  if (value > UINT32_MAX) {
    err_set_string(ExcOverflowError, "mode out of range");
    return -1;
  }
  return static_cast<int64_t>(value);
}

template <int64_t kMask>
Object* masked(Object*, Object* arg) {
  const int64_t mode = mode_of(arg);
  return mode < 0 ? nullptr : int_from_i64(mode & kMask);
}

template <int64_t kType>
Object* is_type(Object*, Object* arg) {
  const int64_t mode = mode_of(arg);
  return mode < 0 ? nullptr : bool_from(kType && (mode & kFormat) == kType);
}

char type_letter(int64_t mode) {
  static const struct { int64_t type; char letter; } kLetters[] = {{0100000, '-'}, {0040000, 'd'}, {0120000, 'l'}, {0060000, 'b'},
                                                                  {0020000, 'c'}, {0010000, 'p'}, {0140000, 's'}};
  for (const auto& l : kLetters)
    if ((mode & kFormat) == l.type) return l.letter;
  return '?';
}

Object* filemode(Object*, Object* arg) {
  const int64_t mode = mode_of(arg);
  if (mode < 0) return nullptr;
  char text[11] = {type_letter(mode)};
  for (int i = 0; i < 9; ++i) text[1 + i] = mode & (0400 >> i) ? "rwx"[i % 3] : '-';
  const struct { int64_t bit; int place; char with, without; } kSpecial[] = {{04000, 3, 's', 'S'}, {02000, 6, 's', 'S'}, {01000, 9, 't', 'T'}};
  for (const auto& s : kSpecial)
    if (mode & s.bit) text[s.place] = text[s.place] == 'x' ? s.with : s.without;
  return str_from_cstr(text);
}

const MethodDef kFunctions[] = {
    {"S_ISDIR", is_type<0040000>, kMethO, "S_ISDIR(mode) -> bool\n\nWhether it is a directory."},
    {"S_ISCHR", is_type<0020000>, kMethO, "S_ISCHR(mode) -> bool\n\nWhether it is a character device."},
    {"S_ISBLK", is_type<0060000>, kMethO, "S_ISBLK(mode) -> bool\n\nWhether it is a block device."},
    {"S_ISREG", is_type<0100000>, kMethO, "S_ISREG(mode) -> bool\n\nWhether it is a regular file."},
    {"S_ISFIFO", is_type<0010000>, kMethO, "S_ISFIFO(mode) -> bool\n\nWhether it is a named pipe."},
    {"S_ISLNK", is_type<0120000>, kMethO, "S_ISLNK(mode) -> bool\n\nWhether it is a symbolic link."},
    {"S_ISSOCK", is_type<0140000>, kMethO, "S_ISSOCK(mode) -> bool\n\nWhether it is a socket."},
    {"S_ISDOOR", is_type<0>, kMethO, "S_ISDOOR(mode) -> bool\n\nFalse on this system."},
    {"S_ISPORT", is_type<0>, kMethO, "S_ISPORT(mode) -> bool\n\nFalse on this system."},
    {"S_ISWHT", is_type<0>, kMethO, "S_ISWHT(mode) -> bool\n\nFalse on this system."},
    {"S_IMODE", masked<kModeBits>, kMethO, "The permission bits of a mode."},
    {"S_IFMT", masked<kFormat>, kMethO, "The bits of a mode that say what kind of file it is."},
    {"filemode", filemode, kMethO, "A mode as ls -l shows it."},
    {},
};

int exec(Object* m) {
  for (const auto& c : kConstants)
    if (module_add_int_constant(m, c.name, c.value) < 0) return -1;
  return 0;
}

}  // namespace

extern const NativeModule k_module__stat;
const NativeModule k_module__stat = {"_stat", "What the bits of a file's mode mean.", kFunctions, exec};

}  // namespace innards
