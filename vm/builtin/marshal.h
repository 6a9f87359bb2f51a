// Objects as bytes and back, the format of .pyc files (version 4). It stands apart because the importing code may use it
// beside the marshal module. CPython: Python/marshal.c.
#pragma once

#include "object/object.h"

namespace innards {

inline constexpr int kMarshalVersion = 4;
inline constexpr int kMarshalDepth = 2000;   // how deep objects may be nested

// The bytes of an object: new reference, or null with ValueError for what cannot be written.
Object* marshal_dumps(Object* value, int version);
// The object in bytes-like `data`; or, with `file` given (and data null), read from file.read(n) piece by piece.
Object* marshal_loads(Object* data, Object* file);
// New bytes; a single byte too is an object of its own here, not the shared one.
Object* marshal_bytes(const char* data, int64_t size);

}  // namespace innards
