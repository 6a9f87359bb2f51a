// The law that no host container lives on the machine's stack while Python code can run, checked by machine. A container
// there would be restored with the stack, pointing at memory that the host has meanwhile freed or reused.
// It stands apart from torture.cpp because it replaces the program's operator new and delete: it notes every block that is
// allocated while the machine's stack is in use, and then looks for the addresses of those still alive on the sleeping stack.
#pragma once

#include <string>

namespace host_blocks {

// While one lives, allocations on the machine's stack are noted.
class Watch {
 public:
  Watch();
  ~Watch();
  Watch(const Watch&) = delete;
};

// While one lives, allocations belong to what stands outside the machine (what the program has written): the host owns
// those, and an old address of one in a dead slot of the stack means nothing.
class Pause {
 public:
  Pause();
  ~Pause();
  Pause(const Pause&) = delete;

 private:
  bool watched_;
};

// Host side, while the machine sleeps: names a block that is alive, was allocated on the machine's stack, and has its
// address there; empty if there is none.
std::string find_on_stack();

}  // namespace host_blocks
