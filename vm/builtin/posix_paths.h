// The functions of posix that take a path: what lies there, and changes to the run's own files. They stand apart from the module's
// table (posix_module.cpp) because they are most of its work.
#pragma once

#include <cstdint>

#include "object/object.h"

namespace innards {

struct PathArgument;

constexpr int64_t kUser = 1000;   // whose all files are, and the program

Object* posix_stat(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_lstat(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_fstat(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_access(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_readlink(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_listdir(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_scandir(Object*, Object** args, int64_t nargs, Object* kwnames);   // posix_scandir.cpp
Object* posix_unlink(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_remove(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_rmdir(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_mkdir(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_rename(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_replace(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_truncate(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_chmod(Object*, Object** args, int64_t nargs, Object* kwnames);
Object* posix_utime(Object*, Object** args, int64_t nargs, Object* kwnames);

// os.stat_result of a path (the outside's text) or of an open file; errors are about `shown`.
Object* stat_of_path(const char* text, Object* shown);
Object* stat_of_number(int64_t number, Object* shown);
// st_ino of a whole path.
int64_t inode_of(const char* path);
// The names in a directory (a list of str), which is named by its path or its number; null with OSError.
Object* directory_names(const PathArgument& path);

}  // namespace innards
