// For deallocators that nest without a limit in CPython, until its stack is full and the process dies: here the inner objects
// wait when the native stack is nearly full. It stands apart from Trashcan (object/protocol.h), which counts to 50 as CPython's.
#pragma once

#include "object/object.h"

namespace innards {

//   void map_dealloc(Object* o) { gc_untrack(o); DeepTrashcan can(o); if (can.postponed()) return; ... }
class DeepTrashcan {
 public:
  explicit DeepTrashcan(Object* obj);
  ~DeepTrashcan();
  bool postponed() const { return postponed_; }

 private:
  bool postponed_;
};

}  // namespace innards
