// bytearray objects: the block and how it grows. The type's methods are in bytearray_type.cpp.
// (CPython: Objects/bytearrayobject.c)
#include "object/bytearray.h"

#include <cstring>

#include "heap/heap.h"
#include "object/bytearray_impl.h"
#include "run/errors.h"

namespace innards {

// What the data pointer of an empty bytearray points at: any readable zero byte will do.
char* bytearray_as_string(Object* o) {
  BytearrayObject* b = static_cast<BytearrayObject*>(o);
  return b->ob_size ? b->ob_start.get() : reinterpret_cast<char*>(rt().objects.text.empty_bytes.get()) + 32;
}

Object* bytearray_from_data(const char* data, int64_t size) {
  Object* o = object_new(TypeBytearray);
  if (!o) return nullptr;
  BytearrayObject* b = static_cast<BytearrayObject*>(o);
  b->ob_size = 0;
  b->ob_alloc = 0;
  b->ob_bytes = nullptr;
  b->ob_start = nullptr;
  b->ob_exports = 0;
  if (size == 0) return o;
  char* block = size < INT64_MAX ? static_cast<char*>(mem_alloc(static_cast<size_t>(size + 1))) : nullptr;
  if (!block) {
    decref(o);
    return err_no_memory();
  }
  if (data) std::memcpy(block, data, static_cast<size_t>(size));
  block[size] = 0;
  b->ob_bytes = block;
  b->ob_start = block;
  b->ob_size = size;
  b->ob_alloc = size + 1;
  return o;
}

bool bytearray_can_resize(Object* o) {
  if (static_cast<BytearrayObject*>(o)->ob_exports == 0) return true;
  err_set_string(ExcBufferError, "Existing exports of data: object cannot be re-sized");
  return false;
}

// The block for bytes that do not fit into the one there is.
static int64_t grown_block(int64_t alloc, int64_t size) {
  return size <= static_cast<int64_t>(static_cast<double>(alloc) * 1.125) ? size + (size >> 3) + (size < 9 ? 3 : 6) : size + 1;
}

int bytearray_resize(Object* o, int64_t size) {
  BytearrayObject* b = static_cast<BytearrayObject*>(o);
  if (size == b->ob_size) return 0;
  if (!bytearray_can_resize(o)) return -1;
  int64_t offset = b->ob_start ? b->ob_start.get() - b->ob_bytes.get() : 0;
  const bool fits = size + offset + 1 <= b->ob_alloc;
  if (fits && size >= b->ob_alloc / 2) {  // and would not waste half of the block
    b->ob_size = size;
    b->ob_start.get()[size] = 0;
    return 0;
  }
  const int64_t alloc = fits ? size + 1 : grown_block(b->ob_alloc, size);
  char* block = static_cast<char*>(offset ? mem_alloc(static_cast<size_t>(alloc)) : mem_realloc(b->ob_bytes, static_cast<size_t>(alloc)));
  if (!block) {
    err_no_memory();
    return -1;
  }
  if (offset) {
    std::memcpy(block, b->ob_start.get(), static_cast<size_t>(size < b->ob_size ? size : b->ob_size));
    mem_free(b->ob_bytes);
  }
  b->ob_bytes = block;
  b->ob_start = block;
  b->ob_size = size;
  b->ob_alloc = alloc;
  block[size] = 0;
  return 0;
}

// Replaces bytes [low, high) by the given ones, which may not lie in this bytearray.
int bytearray_splice(Object* o, int64_t low, int64_t high, const char* data, int64_t size) {
  BytearrayObject* b = static_cast<BytearrayObject*>(o);
  int64_t growth = size - (high - low);
  if (growth != 0 && !bytearray_can_resize(o)) return -1;
  int64_t tail = b->ob_size - high;
  if (growth < 0) {
    // At the front only the start moves.
    if (low == 0) b->ob_start = b->ob_start.get() - growth;
    else std::memmove(b->ob_start.get() + low + size, b->ob_start.get() + high, static_cast<size_t>(tail));
    if (bytearray_resize(o, b->ob_size + growth) < 0) return -1;
  } else if (growth > 0) {
    if (bytearray_resize(o, b->ob_size + growth) < 0) return -1;
    std::memmove(b->ob_start.get() + low + size, b->ob_start.get() + high, static_cast<size_t>(tail));
  }
  if (size) std::memcpy(b->ob_start.get() + low, data, static_cast<size_t>(size));
  return 0;
}

}  // namespace innards
