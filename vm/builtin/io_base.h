// What the streams of _io have in common. Stands apart because streams in memory, text streams and the module need it.
#pragma once

#include "object/buffer.h"
#include "object/object.h"

namespace innards {

inline constexpr int64_t kDefaultBufferSize = 8192;

// How a stream may begin (_IOBase itself is no more): attributes of its own, for subclasses too.
struct IOBaseObject : Object {
  Ptr<Object> dict;
  Ptr<Object> weakreflist;
};

// io.UnsupportedOperation(text). Always null.
Object* io_unsupported(const char* text);
// False with ValueError when self.closed is true; a stream without that attribute is open.
bool io_check_open(Object* self);
// self.readable() and its like: what they return where it is True, else UnsupportedOperation. New reference.
Object* io_check_seekable(Object* self);
Object* io_check_readable(Object* self);
Object* io_check_writable(Object* self);
// How many characters or bytes a size argument asks for; stays as it was for None or nothing. False with an error.
bool io_size_argument(Object** args, int64_t nargs, const char* name, int64_t* size);
// An argument that must be a size. False with an error.
bool io_ssize(Object* o, int64_t* size);
// The place that name(target) reads into, to be released; false with TypeError.
bool io_writable_buffer(Object* target, const char* name, Buffer* view);
// Whether the error that is set is an OSError for EINTR, which it clears: what failed is to be tried again.
bool io_trap_eintr();

// First in the tp_dealloc of a stream that is to be closed when it is dropped. False when close() brought it back to life:
// then nothing of it may be freed.
bool io_base_finalize(Object* o);
// For streams that begin with IOBaseObject. The dealloc is the last part of one: it does not call io_base_finalize.
void io_base_dealloc(Object* o);
int io_base_clear(Object* o);
int io_base_traverse(Object* o, visitproc* visit, void* arg);
// The slots of a stream type with instances of `size` bytes that begin with IOBaseObject; it closes what is dropped.
void io_stream_type(TypeObject* t, int64_t size);

}  // namespace innards
