// CodeCache: rows of code objects, kept from one moment to the next. The address of a freed code object can be used again,
// so an entry is good only while the object's bytes are the same.
#pragma once

#include <string>
#include <unordered_map>

#include "inspect/inspect.h"

namespace innards::inspect {

class CodeCache {
 public:
  const CodeRows& get(const Memory& memory, ObjectId id);

 private:
  struct Entry {
    std::string bytes;     // of the object, without its refcount
    CodeRows rows;
  };
  std::unordered_map<ObjectId, Entry> entries_;
};

}  // namespace innards::inspect
