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

// A stream in memory with this content, for files that the program may read. New references.
Object* string_io_of(Object* text);
Object* bytes_io_of(const char* data, int64_t size);
// The content of a BytesIO from where it stands; null when it is something else, without an error.
const char* bytes_io_rest(Object* o, int64_t* size);

}  // namespace innards
