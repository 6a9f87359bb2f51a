#include "object/buffer.h"

#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

int object_get_buffer(Object* o, Buffer* view, int flags) {
  if (!object_check_buffer(o)) {
    err_format(ExcTypeError, "a bytes-like object is required, not '%.100s'", type_of(o)->tp_name.get());
    return -1;
  }
  return type_of(o)->tp_as_buffer->bf_getbuffer(o, view, flags);
}

void buffer_release(Buffer* view) {
  Object* o = view->obj;
  if (!o) return;
  BufferProcs* procs = type_of(o)->tp_as_buffer;
  if (procs && procs->bf_releasebuffer) procs->bf_releasebuffer(o, view);
  view->obj = nullptr;
  decref(o);
}

int buffer_fill_info(Buffer* view, Object* o, char* buf, int64_t len, int readonly, int flags) {
  if ((flags & kBufWritable) && readonly) {
    err_set_string(ExcBufferError, "Object is not writable.");
    return -1;
  }
  view->obj = new_ref(o);
  view->buf = buf;
  view->len = len;
  view->readonly = readonly;
  view->itemsize = 1;
  view->format = nullptr;  // null means unsigned bytes
  view->ndim = 1;
  view->shape = nullptr;
  if ((flags & kBufND) == kBufND) view->shape = reinterpret_cast<int64_t*>(reinterpret_cast<char*>(view) + offsetof(Buffer, len));
  view->strides = nullptr;
  if ((flags & kBufStrides) == kBufStrides) view->strides = reinterpret_cast<int64_t*>(reinterpret_cast<char*>(view) + offsetof(Buffer, itemsize));
  view->suboffsets = nullptr;
  view->internal = nullptr;
  return 0;
}

}  // namespace innards
