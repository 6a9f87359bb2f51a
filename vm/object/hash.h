// Hash functions of built-in values: SipHash-1-3 with an all-zero key for texts (what PYTHONHASHSEED=0 gives), the
// number hash modulo 2**61-1, and pointers. Results are part of what a program can see, so they are CPython's to the bit
// (Python/pyhash.c). Never gives -1, which means "error".
#pragma once

#include <cstdint>

#include "object/object.h"

namespace innards {

inline constexpr int kHashBits = 61;
inline constexpr uint64_t kHashModulus = (uint64_t{1} << kHashBits) - 1;
inline constexpr int64_t kHashInf = 314159;
inline constexpr uint64_t kHashImag = 1000003;

int64_t hash_bytes(const void* data, int64_t length);         // 0 for length 0
int64_t hash_double(Object* inst, double value);              // nan hashes by the object's address
// CPython rotates the address by 4 bits.
inline int64_t hash_pointer(const void* p) {
  uint64_t y = static_cast<uint64_t>(reinterpret_cast<uintptr_t>(p));
  y = (y >> 4) | (y << 60);
  return static_cast<int64_t>(y) == -1 ? -2 : static_cast<int64_t>(y);
}

}  // namespace innards
