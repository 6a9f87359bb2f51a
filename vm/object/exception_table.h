// Reads a code object's exception table entry by entry. It stands apart because the loop's search for a handler (code.cpp)
// and jumps by f_lineno (frame_jump.cpp) both read it. It may not allocate.
#pragma once

#include "object/bytes.h"
#include "object/code.h"

namespace innards {

// Walks the entries (their format: Objects/exception_handling_notes.txt of CPython). Places are counted in code units.
class ExceptionTableWalk {
 public:
  explicit ExceptionTableWalk(const CodeObject* co)
      : at_(reinterpret_cast<const uint8_t*>(bytes_as_string(co->co_exceptiontable))), end_(at_ + bytes_size(co->co_exceptiontable)) {}
  int start = 0, size = 0;
  ExceptionHandler handler{};

  bool next() {
    if (at_ >= end_) return false;
    start = varint();
    size = varint();
    const int target = varint();
    const int depth_lasti = varint();
    handler = {target, depth_lasti >> 1, (depth_lasti & 1) != 0};
    return true;
  }

 private:
  int varint() {
    int b = at_ < end_ ? *at_++ : 0;
    uint32_t v = b & 63;
    while (b & 64) {
      b = at_ < end_ ? *at_++ : 0;
      v = v << 6 | (b & 63);
    }
    return static_cast<int>(v);
  }
  const uint8_t* at_;
  const uint8_t* end_;
};

}  // namespace innards
