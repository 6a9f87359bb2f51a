// Who imports which module: a thread that needs a module another one is just importing waits until it is complete, as
// importlib's module locks have it. It stands apart from run/import.h because only what imports modules needs it.
//
// A lock lies on the stack of the thread that imports, so it takes no memory of the program's.
#pragma once

#include "base/ptr.h"
#include "object/object.h"

namespace innards {

// While it lives, this thread imports the module `name` (which the caller holds).
class ModuleLock {
 public:
  explicit ModuleLock(Object* name);
  ~ModuleLock();
  ModuleLock(const ModuleLock&) = delete;

  Object* name() const { return name_; }
  int64_t serial() const { return serial_; }
  ModuleLock* next() const { return next_; }

 private:
  Ptr<Object> name_;
  int64_t serial_;           // of the thread that imports
  Ptr<ModuleLock> next_;
};

// kFree: nobody else imports the module. kWaited: now nobody does any more. kDeadlock: the one who does waits for this thread.
// kError: waiting ended with an error.
enum class ImportWait { kFree, kWaited, kDeadlock, kError };
ImportWait import_wait(Object* name);
// For a module that is in sys.modules: waits while another thread imports it, here or in importlib's Python code. 0, also
// where waiting would never end, or -1 with an error (import_ensure_initialized).
int import_wait_initialized(Object* name, Object* module);
// importlib's own locks do not know of these: what its function _lock_unlock_module(name) is replaced by, which waits for both.
// New reference.
Object* import_lock_unlock_new(Object* original);
void import_locks_register();  // boot

// The lock of _imp.acquire_lock(), which a thread may take again. 0, or -1 with an error.
int import_lock_acquire();
int import_lock_release();     // RuntimeError when this thread has not got it
bool import_lock_held();

}  // namespace innards
