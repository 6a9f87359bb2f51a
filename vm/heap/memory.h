// Memory: read-only eyes on the machine, as it is now or as it was at a checkpoint. This is all that vm/inspect reads
// through. No address can crash it: what is not there reads as zeros, and valid() says so.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>

#include "base/ptr.h"
#include "heap/snapshot.h"

namespace innards {

class Memory {
 public:
  Memory() = default;  // the live arena; only for the thread that runs the machine, while the machine sleeps
  explicit Memory(CheckpointRef checkpoint) : checkpoint_(static_cast<CheckpointRef&&>(checkpoint)) {}

  // Whether all of [address, address + length) is memory in use: variables, static objects or heap (not the C++ stack).
  bool valid(uint64_t address, uint64_t length) const;

  // Copies bytes out; those that are not there become 0. Returns whether all were there.
  bool copy(uint64_t address, void* to, uint64_t length) const;

  // The T that lies at `address`, all zero where there is none.
  template <class T>
  T read(uint64_t address) const {
    T value;
    copy(address, static_cast<void*>(&value), sizeof(T));
    return value;
  }
  template <class T>
  T read(const Ptr<T>& p) const { return read<T>(p.bits()); }

  // `length` bytes from `address`; shortened to what is there.
  std::string bytes(uint64_t address, uint64_t length) const;
  // The C string at `address`, at most `limit` bytes.
  std::string text(uint64_t address, uint64_t limit = 4096) const;

  bool live() const { return !checkpoint_; }
  const CheckpointRef& checkpoint() const { return checkpoint_; }

 private:
  const unsigned char* page(uint64_t address) const;  // nullptr where nothing is in use
  CheckpointRef checkpoint_;
};

}  // namespace innards
