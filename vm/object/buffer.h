// Buffer: what the buffer protocol hands over (Include/pybuffer.h: Py_buffer). bytes, bytearray and memoryview serve it.
#pragma once

#include "object/object.h"

namespace innards {

struct Buffer {
  Ptr<char> buf;
  Ptr<Object> obj;             // owned; null when the buffer is not held
  int64_t len;
  int64_t itemsize;
  int32_t readonly;
  int32_t ndim;
  Ptr<const char> format;
  Ptr<int64_t> shape;
  Ptr<int64_t> strides;
  Ptr<int64_t> suboffsets;
  Ptr<void> internal;
};
static_assert(sizeof(Buffer) == 80);

enum BufferFlags : int { kBufSimple = 0, kBufWritable = 1, kBufFormat = 4, kBufND = 8, kBufStrides = 0x18, kBufFullRO = 0x11C };

inline bool object_check_buffer(Object* o) {
  TypeObject* t = o->ob_type;
  return t->tp_as_buffer && t->tp_as_buffer->bf_getbuffer;
}
// TypeError "a bytes-like object is required, not '...'" when the type has no buffer. -1 on error.
int object_get_buffer(Object* o, Buffer* view, int flags);
void buffer_release(Buffer* view);                            // PyBuffer_Release
int buffer_fill_info(Buffer* view, Object* o, char* buf, int64_t len, int readonly, int flags);

}  // namespace innards
