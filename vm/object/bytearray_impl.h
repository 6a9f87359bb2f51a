// What bytearray.cpp and bytearray_type.cpp share.
#pragma once

#include "object/bytearray.h"

namespace innards {

bool bytearray_can_resize(Object* o);  // BufferError while someone holds its buffer
int bytearray_splice(Object* o, int64_t low, int64_t high, const char* data, int64_t size);

}  // namespace innards
