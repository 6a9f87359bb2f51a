// The methods that bytes and bytearray share: each works on a run of bytes and makes a result of self's type.
// Only bytes*.cpp, bytearray*.cpp and byte_*.cpp include this.
#pragma once

#include <cstring>

#include "heap/heap.h"
#include "native/args.h"
#include "object/buffer.h"
#include "object/bytearray.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/list.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"

namespace innards {

// A run of bytes somewhere.
struct ByteSpan {
  const char* data;
  int64_t size;
};

inline ByteSpan span_of_self(Object* self) {
  if (bytes_check(self)) return {bytes_as_string(self), bytes_size(self)};
  return {bytearray_as_string(self), bytearray_size(self)};
}
// A result of self's kind: bytes or bytearray, exact.
Object* make_like(Object* self, const char* data, int64_t size);
// self where it may be shared (an exact bytes), else a copy.
Object* unchanged_like(Object* self);

// Bytes of their own, even of one byte, where CPython does not give the object that every b"x" shares.
Object* bytes_unshared(const char* data, int64_t size);

// iter(self): a bytes_iterator or bytearray_iterator (byte_iter.cpp).
Object* byte_iter_new(Object* self);

// An argument that offers the buffer protocol, held for the scope. Plain data.
class BytesArg {
 public:
  BytesArg() { view_.obj = nullptr; }
  ~BytesArg() { buffer_release(&view_); }
  BytesArg(const BytesArg&) = delete;
  bool get(Object* o) { return object_get_buffer(o, &view_, kBufSimple) == 0; }
  ByteSpan span() const { return {view_.buf, view_.len}; }

 private:
  Buffer view_;
};

int64_t bytes_find(ByteSpan s, ByteSpan sub, int direction);  // -1: none
Object* bytes_repr_of(ByteSpan s, const char* prefix, const char* suffix);
// A value 0..255. -1: error set, with `text`.
int byte_value(Object* o, const char* text);
bool byte_ssize_argument(Object* o, int64_t* out);
Object* bytes_percent(Object* self, Object* args);            // self % args
int bytes_contains_in(ByteSpan s, Object* arg);
Object* bytes_new_value(Object* x, const char* encoding, const char* errors, const char* type_name);
extern const MethodDef kSharedByteMethods[];                  // for type_add_methods of both types

}  // namespace innards
