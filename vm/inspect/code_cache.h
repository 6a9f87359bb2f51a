// CodeCache: rows of code objects, kept from one moment to the next. The address of a freed code object can be used again,
// so an entry is good only while the object's bytes are the same.
#pragma once

#include <string>
#include <unordered_map>

#include "inspect/inspect.h"

namespace innards::inspect {

// Turns the columns of a code object's spans from UTF-8 bytes, as the location table has them, into code points: that needs
// the source, which the machine does not keep.
class ColumnFixer {
 public:
  virtual ~ColumnFixer() = default;
  virtual void fix(CodeRows& rows) const = 0;
};

class CodeCache {
 public:
  void set_fixer(const ColumnFixer* fixer) { fixer_ = fixer; }
  const CodeRows& get(const Memory& memory, ObjectId id);

 private:
  struct Entry {
    std::string now;       // the object's bytes, without its refcount
    std::string bytes;     // the same, unspecialised
    CodeRows rows;
  };
  std::unordered_map<ObjectId, Entry> entries_;
  const ColumnFixer* fixer_ = nullptr;
  uint64_t edition_ = 0;
};

}  // namespace innards::inspect
