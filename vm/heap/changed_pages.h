// ChangedPages: which pages differ between two checkpoints, quickly: pages and whole chunks that both share are passed over
// without being looked at. It stands apart from snapshot.h because only who compares moments needs it.
#pragma once

#include "heap/snapshot.h"

namespace innards {

class ChangedPages {
 public:
  // Both checkpoints must outlive it: while both are there, one address of a copy means one content.
  ChangedPages(const Checkpoint& before, const Checkpoint& after) : before_(before), after_(after) {}

  // To the next page that is not the same copy, by address; false when there is none. The C++ stack is left out.
  bool next();
  uint64_t address() const { return address_; }
  const unsigned char* before() const { return was_; }   // null: nothing was in use there
  const unsigned char* after() const { return is_; }     // null: nothing is in use there now

 private:
  const Checkpoint& before_;
  const Checkpoint& after_;
  uint64_t chunk_ = 0, page_ = 0;   // where it goes on
  uint64_t address_ = 0;
  const unsigned char* was_ = nullptr;
  const unsigned char* is_ = nullptr;
};

}  // namespace innards
