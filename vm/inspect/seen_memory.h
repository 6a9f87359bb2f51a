// SeenMemory: a Memory that notes what is read of it, so that what was made of these bytes can be kept for as long as they
// are the same (inspect/byte_watch.h). The counts of references at the head of objects and of keys blocks are not noted:
// they change all the time, and who shows one reads it anew. It stands apart because heap/memory.h is for those who only read.
#pragma once

#include <type_traits>
#include <vector>

#include "heap/memory.h"

namespace innards {
struct Object;
struct DictKeysObject;
}  // namespace innards

namespace innards::inspect {

// Which bytes were read, in the order of reading; joined where they touch.
class ReadLog {
 public:
  struct Range {
    uint64_t from, end;
  };
  void note(uint64_t from, uint64_t end) {
    if (!ranges_.empty() && from <= ranges_.back().end && end >= ranges_.back().from) {
      if (from < ranges_.back().from) ranges_.back().from = from;
      if (end > ranges_.back().end) ranges_.back().end = end;
    } else {
      ranges_.push_back({from, end});
    }
  }
  const std::vector<Range>& ranges() const { return ranges_; }
  void clear() { ranges_.clear(); }
  void join();   // sorts the ranges and makes one of those that overlap

 private:
  std::vector<Range> ranges_;
};

class SeenMemory : public Memory {
 public:
  explicit SeenMemory(const Memory& memory) : Memory(memory) {}
  void note_into(ReadLog* log) { log_ = log; }
  ReadLog* log() const { return log_; }

  // Whether a page is there at all shows at any of its bytes: noted at one that is no count.
  bool valid(uint64_t address, uint64_t length) const {
    if (log_) note_pages(address, length);
    return Memory::valid(address, length);
  }
  bool copy(uint64_t address, void* to, uint64_t length) const {
    if (log_) log_->note(address, address + length);
    return Memory::copy(address, to, length);
  }
  template <class T>
  T read(uint64_t address) const {
    constexpr uint64_t kCount = std::is_base_of_v<Object, T> || std::is_same_v<DictKeysObject, T> ? 8 : 0;
    if (log_) log_->note(address + kCount, address + sizeof(T));
    return Memory::read<T>(address);
  }
  std::string bytes(uint64_t address, uint64_t length) const {
    if (log_) log_->note(address, address + length);
    return Memory::bytes(address, length);
  }
  std::string text(uint64_t address, uint64_t limit = 4096) const {
    std::string result = Memory::text(address, limit);
    if (log_) log_->note(address, address + result.size() + 1);
    return result;
  }

 private:
  void note_pages(uint64_t address, uint64_t length) const;
  ReadLog* log_ = nullptr;
};

}  // namespace innards::inspect
