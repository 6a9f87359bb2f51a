// What posix and _io share: which files a program may see, and OSError.
#pragma once

#include <cstdint>
#include <string>

#include "object/bytes.h"
#include "object/object.h"

namespace innards {

// The directory that relative paths start from: the program's own.
std::string working_directory();
// The path as the outside knows it, "." and ".." taken out; empty when the program may not see it: it lies neither in the
// program's directory nor in the library nor in the scratch directory, and `import` could not find it.
std::string allowed_path(const std::string& path);
// The same for a file that is made in the run (builtin/scratch_files.h): in the program's or the scratch directory.
std::string writable_path(const std::string& path);
// 0: nothing there, 1: a file, with its length, 2: a directory, -1: not to be seen.
int file_kind(const std::string& path, int64_t* size);

// What the program sees at an allowed path, as run/outside.h tells it of any path: of the scratch directory only what was made in
// the run, whatever else the machine outside has there that is not allowed anyway.
int seen_kind(const std::string& full);
const std::string* seen_text(const std::string& full);
// Adds the names in a directory to a list of strs, each at its place in a sorted one. 0 or -1 with an error.
int seen_names(const std::string& full, Object* list);

// The same without reading a file: whether a path that was listed is a directory.
bool seen_directory(const std::string& full);
// Whether the machine outside has something there too, beside what was made in the run: it cannot be taken away.
bool seen_on_disk(const std::string& full);
// Why a path as it was given leads nowhere, whatever its end is: it is too long, or what comes before a "/" is no directory (a "."
// or ".." does not make that good); or 0.
int way_errno(const char* text);
// Why nothing lies at a path: ENOTDIR when it goes through a file, else ENOENT.
int missing_errno(const std::string& full);

// str, bytes or what __fspath__() gives: new reference, or null with TypeError.
Object* path_fspath(Object* path);
// The bytes by which the outside knows it (PyUnicode_FSConverter): new reference, or null with an error.
Object* path_fs_encode(Object* path);

// What a function of os takes as a path (path_t of Modules/posixmodule.c): which kinds, for its errors' texts.
struct PathParameter {
  const char* function;
  const char* name = "path";
  bool number = false;    // of an open file
  bool none = false;      // for "."
};
struct PathArgument {
  Ref<> shown;            // str or bytes, or the number, for errors; null for None
  Ref<> text;             // bytes; null for a number
  int number = -1;
  const char* c_str() const { return bytes_as_string(text); }
  bool is_bytes() const { return shown && bytes_check(shown); }
};
// `given` may be null: as None. False with an error.
bool path_argument(const PathParameter& parameter, Object* given, PathArgument* path);

// Raises OSError(code, text, path); path may be null, and there may be two. Always null.
Object* os_error(int code, Object* path, Object* second = nullptr);
Object* os_error_text(int code, const char* text, Object* path, Object* second = nullptr);

}  // namespace innards
