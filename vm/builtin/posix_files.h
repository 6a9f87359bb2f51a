// What posix and _io share: which files a program may see, and OSError.
#pragma once

#include <cstdint>
#include <string>

#include "object/object.h"

namespace innards {

// The directory that relative paths start from: the program's own.
std::string working_directory();
// The path as the outside knows it, "." and ".." taken out; empty when the program may not see it: it lies neither in the
// program's directory nor in the library nor in the scratch directory.
std::string allowed_path(const std::string& path);
// The same for a file that is made in the run (builtin/scratch_files.h): not in the library.
std::string writable_path(const std::string& path);
// 0: nothing there, 1: a file, with its length, 2: a directory, -1: not to be seen.
int file_kind(const std::string& path, int64_t* size);

// What the program sees at an allowed path, as run/outside.h tells it of any path: of the scratch directory only what was made in
// the run and what lies in the program's own directory or the library, whatever else the machine outside has there.
int seen_kind(const std::string& full);
const std::string* seen_text(const std::string& full);
// Adds the names in a directory to a list. 0 or -1 with an error.
int seen_names(const std::string& full, Object* list);

// str, bytes or what __fspath__ gives: new reference, or null with TypeError.
Object* path_fspath(Object* path);
// The same as a str. `function` is for the error's text, and whether it takes a number too.
Object* path_as_str(Object* path, const char* function, bool or_number = true);

// Raises OSError(code, text, path); path may be null. Always null.
Object* os_error(int code, Object* path);
Object* os_error_text(int code, const char* text, Object* path);

}  // namespace innards
