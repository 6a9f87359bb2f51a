// Checkpoints: copies of the machine. A Checkpoint is immutable and shares every page that did not change with the one it
// was taken after, so keeping many costs only what changed. It may be read from any thread (heap/memory.h); taking and
// restoring are for the thread that runs the machine, while the machine sleeps (heap/machine_stack.h).
#pragma once

#include <cstdint>

#include "heap/layout.h"

namespace innards {

class Checkpoint;

// A counted reference to a Checkpoint; may be empty. Copying it is cheap and safe between threads.
class CheckpointRef {
 public:
  CheckpointRef() = default;
  explicit CheckpointRef(const Checkpoint* stolen) : p_(stolen) {}
  CheckpointRef(const CheckpointRef& o);
  CheckpointRef(CheckpointRef&& o) noexcept : p_(o.p_) { o.p_ = nullptr; }
  CheckpointRef& operator=(CheckpointRef o) noexcept { const Checkpoint* t = p_; p_ = o.p_; o.p_ = t; return *this; }
  ~CheckpointRef();
  const Checkpoint* get() const { return p_; }
  const Checkpoint* operator->() const { return p_; }
  const Checkpoint& operator*() const { return *p_; }
  explicit operator bool() const { return p_ != nullptr; }

 private:
  const Checkpoint* p_ = nullptr;
};

// Copies the machine as it is now. `previous` (may be null): a checkpoint whose equal pages are shared.
CheckpointRef checkpoint_take(const Checkpoint* previous);

// Makes the arena what it was when the checkpoint was taken. Only pages that differ are written.
void checkpoint_restore(const Checkpoint& checkpoint);

// The Runtime::step at which it was taken.
uint64_t checkpoint_step(const Checkpoint& checkpoint);

// The bytes of one page of the copied machine, or nullptr where nothing was in use. `address` is any address in the page.
const unsigned char* checkpoint_page(const Checkpoint& checkpoint, uint64_t address);

// Bytes that would be given back if this checkpoint alone were dropped.
uint64_t checkpoint_unique_bytes(const Checkpoint& checkpoint);

// Bytes that all checkpoints of the process hold together.
uint64_t checkpoint_total_bytes();

// A hash of everything that is the machine's state now: variables, static objects, and every live block with its address.
// The C++ stack and freed memory are left out. Equal states have equal hashes, whichever way they were reached.
uint64_t state_hash();

}  // namespace innards
