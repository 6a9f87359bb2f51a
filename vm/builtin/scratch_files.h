// Files made in this run: they are kept in the machine's memory, never on the machine it runs on, so a replay has them too. They
// stand apart because open(), os and import all look there first. Paths are whole paths without "." and "..".
#pragma once

#include <cstdint>
#include <string>

#include "object/object.h"

namespace innards {

// Below this directory a program may make files, as below its own; at the start it is empty.
constexpr const char* kScratchDirectory = "/tmp";

// 0: nothing was made there, 1: a file, 2: a directory.
int scratch_kind(const std::string& path);
// A file's content (a bytes object, borrowed), or null.
Object* scratch_content(const std::string& path);
// The same as a host string: valid until the next call.
const std::string* scratch_text(const std::string& path);
// Makes a file or gives it another content; null for `content` makes a directory. 0 or -1 with an error.
int scratch_put(const std::string& path, Object* content);
// Whether there was something to remove.
bool scratch_remove(const std::string& path);
// Adds the names of what was made in a directory and is not in the list yet. 0 or -1.
int scratch_list(const std::string& path, Object* list);

// ---- numbers of open files (os.open)

// The next free number for the file at the path; -1 with an error.
int64_t scratch_open_number(const std::string& path);
// The path (a str, borrowed) that the number stands for, or null.
Object* scratch_path_of_number(int64_t number);
bool scratch_close_number(int64_t number);

}  // namespace innards
