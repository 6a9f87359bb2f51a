// Reads a code object's location table entry by entry. It stands apart because code.cpp asks where an instruction stands and
// code_iterators.cpp gives every entry to Python. It may not allocate.
#pragma once

#include "object/bytes.h"
#include "object/code.h"

namespace innards {

// Walks the entries of a location table (its format: Objects/locations.md of CPython).
class LocationWalk {
 public:
  explicit LocationWalk(const CodeObject* co)
      : at_(reinterpret_cast<const uint8_t*>(bytes_as_string(co->co_linetable))), end_(at_ + bytes_size(co->co_linetable)),
        line_(co->co_firstlineno) {}
  // Goes on after an entry that another walk gave.
  LocationWalk(const CodeObject* co, const uint8_t* at, int stop_before, int line) : LocationWalk(co) {
    at_ = at;
    stop = stop_before;
    line_ = line;
  }
  const uint8_t* at() const { return at_; }
  int line() const { return line_; }
  int start = 0, stop = 0;  // byte offsets of instructions
  CodeLocation place{-1, -1, -1, -1};

  bool next() {
    if (at_ >= end_) return false;
    start = stop;
    uint8_t first = *at_++;
    int code = first >> 3 & 15;
    stop = start + ((first & 7) + 1) * 2;
    read_place(code);
    return true;
  }

 private:
  // Tables made by hand may hold any numbers: they wrap around.
  static int sum(int a, int b) { return static_cast<int>(static_cast<uint32_t>(a) + static_cast<uint32_t>(b)); }
  void read_place(int code) {
    if (code == 15) {
      place = {-1, -1, -1, -1};
    } else if (code == 14) {
      line_ = sum(line_, svarint());
      int end_line = sum(line_, varint());
      int col = sum(varint(), -1);
      place = {line_, end_line, col, sum(varint(), -1)};
    } else if (code == 13) {
      line_ = sum(line_, svarint());
      place = {line_, line_, -1, -1};
    } else if (code >= 10) {
      line_ = sum(line_, code - 10);
      int col = byte();
      place = {line_, line_, col, byte()};
    } else {
      int b = byte();
      int col = code << 3 | b >> 4;
      place = {line_, line_, col, col + (b & 15)};
    }
  }
  int byte() { return at_ < end_ ? *at_++ : 0; }
  int varint() {
    int b = byte();
    uint32_t v = b & 63;
    int shift = 0;
    while (b & 64) {
      b = byte();
      shift += 6;
      if (shift < 32) v |= static_cast<uint32_t>(b & 63) << shift;
    }
    return static_cast<int>(v);
  }
  int svarint() {
    uint32_t v = static_cast<uint32_t>(varint());
    return v & 1 ? -static_cast<int>(v >> 1) : static_cast<int>(v >> 1);
  }
  const uint8_t* at_;
  const uint8_t* end_;
  int line_;
};

}  // namespace innards
