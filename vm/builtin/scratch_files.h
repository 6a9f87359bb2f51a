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
// The file itself: a bytearray with its content, borrowed, or null. Who keeps it has the file even when it is removed.
Object* scratch_content(const std::string& path);
// The same as a host string: valid until the next call.
const std::string* scratch_text(const std::string& path);
// Makes a file or gives it another content (of bytes or a bytearray); null for `content` makes a directory. 0 or -1 with an error.
int scratch_put(const std::string& path, Object* content);
// Whether there was something to remove.
bool scratch_remove(const std::string& path);
// Gives what was made at a path, and all below it, another path; what was made at that one is gone. 0 or -1 with an error.
int scratch_move(const std::string& from, const std::string& to);
// Adds the names of what was made in a directory to a sorted list of strs, each once. 0 or -1.
int scratch_list(const std::string& path, Object* list);

}  // namespace innards
