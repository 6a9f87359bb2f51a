// sys.stdin, sys.stdout and sys.stderr: text streams on the recorded outside world.
#pragma once

#include "object/object.h"

namespace innards {

struct TextStreamObject : Object {
  Ptr<Object> dict;        // attributes that programs set, as on CPython's streams
  Ptr<Object> weakreflist;
  Ptr<Object> name;        // "<stdin>", "<stdout>", "<stderr>"
  int32_t fd;              // 0, 1 or 2
  int32_t closed;
};

Object* text_stream_new(int fd, const char* name);
// Writes a str to a stream object: fast for ours, by its write() for others. 0 or -1 (PyFile_WriteObject, Py_PRINT_RAW).
int file_write_object(Object* text, Object* file);
int file_write_string(const char* text, Object* file);

}  // namespace innards
