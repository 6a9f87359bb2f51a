// bytearray: a mutable run of bytes in a block of its own.
#pragma once

#include "object/object.h"
#include "run/runtime.h"

namespace innards {

// PyByteArrayObject.
struct BytearrayObject : VarObject {
  int64_t ob_alloc;     // bytes allocated
  Ptr<char> ob_bytes;   // the block
  Ptr<char> ob_start;   // where the data begins in it
  int64_t ob_exports;   // buffers others hold: while there are any, the size may not change
};
static_assert(sizeof(BytearrayObject) == 56);

inline bool bytearray_check(const Object* o) { return o->ob_type == TypeBytearray || type_is_subtype(o->ob_type, TypeBytearray); }
inline bool bytearray_check_exact(const Object* o) { return o->ob_type == TypeBytearray; }
char* bytearray_as_string(Object* o);
inline int64_t bytearray_size(const Object* o) { return static_cast<const BytearrayObject*>(o)->ob_size; }
Object* bytearray_from_data(const char* data, int64_t size);
int bytearray_resize(Object* o, int64_t size);

}  // namespace innards
