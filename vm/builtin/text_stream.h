// Text streams as others see them: making the standard ones, and writing to any. It stands apart because print(), tracebacks
// and warnings need this and nothing else of _io.
#pragma once

#include "object/object.h"

namespace innards {

// sys.stdin, sys.stdout or sys.stderr (fd 0, 1, 2): a TextIOWrapper over a stream of bytes. What is written to the last two
// goes out at once, past the buffer. New reference.
Object* text_stream_over(Object* buffer, int fd, const char* errors);
// The same over a FileIO that is called `name`, and its buffer. New reference.
Object* text_stream_new(int fd, const char* name);
// Whether what is written to it goes out at once.
bool text_stream_is_direct(Object* file);
// Writes a str to a stream object: fast for the standard streams, by its write() for others. 0 or -1 (PyFile_WriteObject,
// Py_PRINT_RAW).
int file_write_object(Object* text, Object* file);
int file_write_string(const char* text, Object* file);
// Calls its flush(), but for a standard stream, of which all is out. 0 or -1.
int file_flush(Object* file);

}  // namespace innards
