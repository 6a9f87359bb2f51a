// What the heap tells AddressSanitizer, so that use of a freed block is reported, and copying memory past its eyes, which
// snapshots and viewers need. Without the sanitizer all of this is nothing, or a plain memcpy. Only heap/ uses this header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define INNARDS_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define INNARDS_ASAN 1
#endif

#ifdef INNARDS_ASAN
#include <sanitizer/asan_interface.h>
#endif

namespace innards {

#ifdef INNARDS_ASAN
inline void heap_poison(const void* p, uint64_t size) { __asan_poison_memory_region(const_cast<void*>(p), size); }
inline void heap_unpoison(const void* p, uint64_t size) { __asan_unpoison_memory_region(const_cast<void*>(p), size); }
#define INNARDS_UNSEEN __attribute__((no_sanitize("address"), noinline))
// Volatile, or the compiler would make them the watched memcpy again.
INNARDS_UNSEEN inline void raw_copy(void* to, const void* from, size_t size) {
#ifdef __x86_64__
  asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "memory");
  return;
#endif
  volatile char* out = static_cast<char*>(to);
  const volatile char* in = static_cast<const char*>(from);
  size_t i = 0;
  if (((reinterpret_cast<uintptr_t>(to) | reinterpret_cast<uintptr_t>(from)) & 7) == 0)
    for (; i + 8 <= size; i += 8)
      *reinterpret_cast<volatile uint64_t*>(out + i) = *reinterpret_cast<const volatile uint64_t*>(in + i);
  for (; i < size; ++i) out[i] = in[i];
}
INNARDS_UNSEEN inline bool raw_equal(const void* a, const void* b, size_t size) {  // size: a multiple of 8
  const uint64_t* x = static_cast<const uint64_t*>(a);
  const uint64_t* y = static_cast<const uint64_t*>(b);
  size_t i = 0;
  for (; i + 4 <= size / 8; i += 4)
    if (((x[i] ^ y[i]) | (x[i + 1] ^ y[i + 1]) | (x[i + 2] ^ y[i + 2]) | (x[i + 3] ^ y[i + 3])) != 0) return false;
  for (; i < size / 8; ++i)
    if (x[i] != y[i]) return false;
  return true;
}
#else
inline void heap_poison(const void*, uint64_t) {}
inline void heap_unpoison(const void*, uint64_t) {}
inline void raw_copy(void* to, const void* from, size_t size) { std::memcpy(to, from, size); }
inline bool raw_equal(const void* a, const void* b, size_t size) { return std::memcmp(a, b, size) == 0; }
#endif

}  // namespace innards
