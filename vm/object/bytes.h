// bytes: an immutable run of bytes inside the object, with a zero byte behind them that does not count. The empty bytes and
// the 256 one-byte ones exist once.
#pragma once

#include "object/object.h"
#include "run/runtime.h"

namespace innards {

// PyBytesObject.
struct BytesObject : VarObject {
  int64_t ob_shash;  // -1: not yet computed
  char ob_sval[1];
};
static_assert(offsetof(BytesObject, ob_sval) == 32);
inline constexpr int64_t kBytesHeader = 33;                   // sizeof b''

void bytes_boot();

inline bool bytes_check(const Object* o) { return type_has(o->ob_type, kTpBytesSubclass); }
inline bool bytes_check_exact(const Object* o) { return o->ob_type == TypeBytes; }
inline char* bytes_as_string(Object* o) { return static_cast<BytesObject*>(o)->ob_sval; }
inline int64_t bytes_size(const Object* o) { return static_cast<const BytesObject*>(o)->ob_size; }

// New reference. `data` null: contents undefined, to be written by the caller before anyone else sees the object.
Object* bytes_from_data(const char* data, int64_t size);      // PyBytes_FromStringAndSize
Object* bytes_from_cstr(const char* text);
Object* bytes_from_object(Object* o);                         // bytes(o) of buffers and iterables of ints
int bytes_resize(Object** o, int64_t size);                   // _PyBytes_Resize: only for an object nobody else has seen
Object* bytes_repr(Object* o);
Object* bytes_concat2(Object* a, Object* b);                  // a + b of buffers
Object* bytes_join(Object* sep, Object* iterable);            // _PyBytes_Join

}  // namespace innards
