// The machine's open files, by number: what the operating system's descriptors are for CPython. They stand apart because FileIO and
// os share them. 0, 1 and 2 are the program's input and output; the others are files that lie beside the program or in the library
// (through the recorded outside) or were made in this run (builtin/scratch_files.h). Numbers that are not open: OSError EBADF.
#pragma once

#include <cstdint>

#include "object/object.h"

namespace innards {

// Opens what lies at the path: its number, the lowest free one. `flags` are open(2)'s; a directory can only be opened for reading.
// -1 with OSError about `shown`, what the program calls the file.
int64_t open_file(const char* path, int64_t flags, Object* shown);
bool open_file_close(int64_t number);

bool open_file_is_open(int64_t number);            // without an error
bool open_file_is_outside(int64_t number);         // the program's input or output
bool open_file_is_directory(int64_t number);
// The whole path of a file (bytes, borrowed), or null without an error.
Object* open_file_path(int64_t number);

// At most n bytes to `to`, which must outlast the call, in which other threads may run: how many, 0 at the end, -1 with an error.
// Of the input it gives what is left of a line.
int64_t open_file_read(int64_t number, char* to, int64_t n);
int64_t open_file_write(int64_t number, const char* from, int64_t n);
// lseek(2): the new position, or -1 with OSError.
int64_t open_file_seek(int64_t number, int64_t offset, int64_t whence);
bool open_file_truncate(int64_t number, int64_t size);
int64_t open_file_size(int64_t number);            // of what is no file: 0

}  // namespace innards
