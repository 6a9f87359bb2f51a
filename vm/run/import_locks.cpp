#include "run/import_locks.h"

#include "object/builtin_function.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/identifiers.h"
#include "object/module.h"
#include "object/protocol.h"
#include "object/str.h"
#include "run/errors.h"
#include "run/runtime.h"
#include "run/threads.h"

namespace innards {

namespace {

int64_t me() { return running_thread().serial; }

// The lock that another thread has on this module.
const ModuleLock* lock_of_other(Object* name) {
  const ModuleLock* lock = thread_table().first_import;
  while (lock && (lock->serial() == me() || !str_equal(lock->name(), name))) lock = lock->next();
  return lock;
}

// The lock that a thread waits for.
const ModuleLock* waited_for(int64_t serial) {
  const ModuleLock* lock = nullptr;
  for (const ThreadRecord& r : thread_table().records) {
    if (r.status != ThreadStatus::kWaiting || r.serial != serial) continue;
    lock = thread_table().first_import;
    while (lock && lock->name() != r.waits_for) lock = lock->next();
  }
  return lock;
}

// Whether the thread that has the lock waits, maybe through others, for this one.
bool is_deadlock(const ModuleLock* lock) {
  for (int n = 0; lock && n < kMaxThreads; ++n) {
    if (lock->serial() == me()) return true;
    lock = waited_for(lock->serial());
  }
  return false;
}

Object* import_token() { return TypeModule; }   // what those wait for who want the lock of all imports

}  // namespace

ModuleLock::ModuleLock(Object* name) : name_(name), serial_(me()), next_(thread_table().first_import) { thread_table().first_import = this; }

ModuleLock::~ModuleLock() {
  Ptr<ModuleLock>* link = &thread_table().first_import;
  while (*link && link->get() != this) link = &(*link)->next_;
  if (*link) *link = next_;
  thread_wake_all(name_);
}

ImportWait import_wait(Object* name) {
  ImportWait result = ImportWait::kFree;
  while (const ModuleLock* lock = lock_of_other(name)) {
    if (!thread_may_wait() || is_deadlock(lock)) return ImportWait::kDeadlock;
    Ref<> held(new_ref(lock->name()));
    thread_wait(held, kNever);
    if (err_occurred()) return ImportWait::kError;
    result = ImportWait::kWaited;
  }
  return result;
}

namespace {

Object* lock_unlock_module(Object* original, Object* name) {
  if (str_check(name) && import_wait(name) == ImportWait::kError) return nullptr;
  return object_call_one_arg(original, name);
}

const MethodDef kLockUnlock[] = {{"_lock_unlock_module", lock_unlock_module, kMethO, "Waits until no other thread imports the module."}, {}};

// module.__spec__._initializing (_PyModuleSpec_IsInitializing).
bool is_initializing(Object* module) {
  Object* spec;
  if (object_lookup_attr(module, ID(__spec__), &spec) < 0) return err_clear(), false;
  Ref<> held(spec);
  return spec && module_spec_is_initializing(spec);
}

}  // namespace

Object* import_lock_unlock_new(Object* original) { return builtin_function_new(kLockUnlock, original); }
void import_locks_register() { MethodRef registered(kLockUnlock); }

int import_wait_initialized(Object* name, Object* module) {
  if (!thread_may_wait()) return 0;
  if (import_wait(name) == ImportWait::kError) return -1;
  Object* importlib = is_initializing(module) ? dict_get_item_str(rt().thread.modules, "_frozen_importlib") : nullptr;
  Ref<> wait(importlib ? object_get_attr_string(importlib, "_lock_unlock_module") : nullptr);
  if (!wait) return err_clear(), 0;
  Ref<> done(object_call_one_arg(wait, name));
  return done ? 0 : -1;
}

bool import_lock_held() { return thread_table().import_level > 0; }

int import_lock_acquire() {
  ThreadTable& table = thread_table();
  while (table.import_level && table.import_owner != me()) {
    thread_wait(import_token(), kNever);
    if (err_occurred()) return -1;
  }
  table.import_owner = me();
  ++table.import_level;
  return 0;
}

int import_lock_release() {
  ThreadTable& table = thread_table();
  if (!table.import_level || table.import_owner != me()) return err_set_string(ExcRuntimeError, "not holding the import lock"), -1;
  if (--table.import_level == 0) thread_wake_all(import_token());
  return 0;
}

}  // namespace innards
