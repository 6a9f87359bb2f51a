// What the streams of _io have in common. Stands apart because streams in memory, text streams and the module need it.
#pragma once

#include "object/object.h"

namespace innards {

// Every stream begins with these: attributes of its own, for subclasses too.
struct IOBaseObject : Object {
  Ptr<Object> dict;
  Ptr<Object> weakreflist;
};

// io.UnsupportedOperation(text). Always null.
Object* io_unsupported(const char* text);
// ValueError when self.closed is true.
bool io_check_open(Object* self);
// How many characters or bytes a size argument asks for: -1 for None or nothing; false with TypeError.
bool io_size_argument(Object** args, int64_t nargs, const char* name, int64_t* size);
void io_base_dealloc(Object* o);
int io_base_traverse(Object* o, visitproc* visit, void* arg);
// The slots of a stream type with instances of `size` bytes.
void io_stream_type(TypeObject* t, int64_t size);

// What open() was asked for. What is written is put into the run's own files (scratch_files.h) when the stream is flushed or closed.
struct FileUse {
  Object* path;                // a str: the whole path
  Object *encoding, *errors;   // of text: str
  Object* newline;             // of text: str, None or null
  bool reads, writes, appends;
};

// Whether `newline` (a str, None or null) is one of the line ends a text may have; ValueError.
bool io_check_newline(Object* newline);
// A stream in memory with this content. New references.
Object* string_io_of(Object* text);
// The same for a file: text for a text stream, bytes for one of bytes.
Object* string_io_file(Object* text, const FileUse& use);
Object* bytes_io_file(Object* bytes, const FileUse& use);
// The content of a BytesIO from where it stands; null when it is something else, without an error.
const char* bytes_io_rest(Object* o, int64_t* size);

}  // namespace innards
