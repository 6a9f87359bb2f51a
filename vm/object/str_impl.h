// What the str_*.cpp files share and nobody else needs: copying and measuring runs of characters of any kind, results
// that fall back on the static singletons, white-space and case helpers.
#pragma once

#include <cstring>

#include "base/unicode_data.h"
#include "heap/heap.h"
#include "object/str.h"
#include "run/errors.h"

namespace innards {

inline constexpr int64_t kMaxSize = INT64_MAX;

// Calls f with a typed pointer to the characters: const uint8_t*, const uint16_t* or const uint32_t*.
template <class F>
auto with_kind(int kind, const void* data, F f) {
  if (kind == kKind1) return f(static_cast<const uint8_t*>(data));
  if (kind == kKind2) return f(static_cast<const uint16_t*>(data));
  return f(static_cast<const uint32_t*>(data));
}
template <class F>
auto with_chars(const Object* s, F f) {
  return with_kind(str_kind(s), str_data(s), f);
}

// The bound (0x7f, 0xff, 0xffff, 0x10ffff) of the widest of some characters.
uint32_t max_char_of(int kind, const void* data, int64_t start, int64_t end);
// Copies characters; the target's kind must be wide enough.
void str_copy_characters(Object* to, int64_t to_start, const Object* from, int64_t from_start, int64_t n);
void copy_to_kind(int to_kind, void* to, int from_kind, const void* from, int64_t n);
void str_fill(Object* s, int64_t start, int64_t n, uint32_t ch);
// Steals `s`: the empty or one-character singleton where it is one (unicode_result_ready).
Object* str_result(Object* s);
// The static str of a latin-1 character, new reference.
Object* str_latin1_char(uint8_t ch);
// Changes the length of a compact str nobody else sees; steals *s on error (null).
int str_resize(Object** s, int64_t length);
void str_forget_interned(Object* s);
// Exact str that only the caller holds and that nobody has hashed or interned.
bool str_is_modifiable(const Object* s);

// Python's slice-like limits of find, count, startswith: negative ones count from the end.
inline void adjust_limits(int64_t* start, int64_t* end, int64_t length) {
  if (*end > length) *end = length;
  else if (*end < 0 && (*end += length) < 0) *end = 0;
  if (*start < 0 && (*start += length) < 0) *start = 0;
}

// "must be str, not int" errors of methods.
bool ensure_str(Object* o);

}  // namespace innards
