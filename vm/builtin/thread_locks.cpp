// _thread.lock and _thread.RLock (Modules/_threadmodule.c). Who must wait lets other threads run (run/threads.h).
#include "builtin/thread_locks.h"

#include <algorithm>

#include "builtin/native_type.h"
#include "builtin/seconds.h"
#include "native/args.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/protocol.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/errors.h"
#include "run/threads.h"

namespace innards {

namespace {

struct LockObject : Object {
  uint64_t lock_lock;        // CPython's handle of the system's lock
  Ptr<Object> in_weakreflist;
  char locked;
};
static_assert(sizeof(LockObject) == 40);

struct RLockObject : Object {
  uint64_t rlock_lock;
  uint64_t rlock_owner;      // 0 when nobody has it
  uint64_t rlock_count;
  Ptr<Object> in_weakreflist;
};
static_assert(sizeof(RLockObject) == 48);

LockObject* as_lock(Object* o) { return static_cast<LockObject*>(o); }
RLockObject* as_rlock(Object* o) { return static_cast<RLockObject*>(o); }

// ---- waiting

constexpr double kForever = -1;

// acquire(blocking=True, timeout=-1): how many seconds to wait.
bool parse_acquire(Object* args, Object* kwargs, double* seconds) {
  static const char* const kKeywords[] = {"blocking", "timeout", nullptr};
  int blocking = 1;
  Object* timeout = nullptr;
  if (!args_parse_tuple_and_keywords(args, kwargs, "|iO:acquire", kKeywords, &blocking, &timeout)) return false;
  *seconds = kForever;
  if (timeout && !seconds_argument(timeout, seconds)) return false;
  if (!blocking && *seconds != kForever) return err_set_string(ExcValueError, "can't specify a timeout for a non-blocking call"), false;
  if (*seconds < 0 && *seconds != kForever) return err_set_string(ExcValueError, "timeout value must be positive"), false;
  if (*seconds > 9223372036.0) return err_set_string(ExcOverflowError, "timeout value is too large"), false;
  if (!blocking) *seconds = 0;
  return true;
}

// Tries to take a lock, waits for it, and tries again: True, False after the timeout, or an error.
template <class Take>
Object* take_or_wait(Object* lock, double seconds, Take take) {
  if (take()) return bool_from(true);
  if (seconds == 0) return bool_from(false);
  const uint64_t until = seconds == kForever ? kNever : clock_after(seconds);
  for (;;) {
    const Wake why = thread_wait(lock, until);
    if (err_occurred()) return nullptr;
    if (take()) return bool_from(true);
    if (why == Wake::kTimeout) return bool_from(false);
  }
}

// ---- lock

Object* lock_take(LockObject* l, double seconds) {
  return take_or_wait(l, seconds, [=] { return l->locked ? false : (l->locked = 1, true); });
}
Object* lock_acquire(Object* o, Object* args, Object* kwargs) {
  double seconds;
  return parse_acquire(args, kwargs, &seconds) ? lock_take(as_lock(o), seconds) : nullptr;
}
Object* lock_release(Object* o, Object*) {
  if (!as_lock(o)->locked) return err_format(ExcRuntimeError, "release unlocked lock");
  lock_release_for_thread(o);
  return new_none();
}
Object* lock_exit(Object* o, Object*) { return lock_release(o, nullptr); }
Object* lock_locked(Object* o, Object*) { return bool_from(as_lock(o)->locked); }
Object* lock_reinit(Object* o, Object*) {
  lock_release_for_thread(o);
  return new_none();
}
Object* lock_repr(Object* o) {
  return str_from_format("<%s %s object at %p>", as_lock(o)->locked ? "locked" : "unlocked", o->ob_type->tp_name.get(), o);
}
// CPython visits the class here, which is made at run time there.
int lock_traverse(Object*, visitproc*, void*) { return 0; }
void lock_dealloc(Object* o) {
  gc_untrack(o);
  if (as_lock(o)->in_weakreflist) object_clear_weakrefs(o);
  o->ob_type->tp_free(o);
}

#define ACQUIRE(kind) \
  {"acquire", kind##_acquire, kMethVarargs | kMethKeywords, "acquire(blocking=True, timeout=-1) -> bool\n\nTakes the lock."}
#define RELEASE(kind) {"release", kind##_release, kMethNoArgs, "release()\n\nGives the lock back."}
#define AS_CONTEXT(kind)                                                                                                             \
  {"__enter__", kind##_acquire, kMethVarargs | kMethKeywords, "acquire()"}, {"__exit__", kind##_exit, kMethVarargs, "release()"}, \
      {"_at_fork_reinit", kind##_reinit, kMethNoArgs, nullptr}

const MethodDef kLockMethods[] = {
    {"acquire_lock", lock_acquire, kMethVarargs | kMethKeywords, "The older name of acquire()."},
    ACQUIRE(lock),
    {"release_lock", lock_release, kMethNoArgs, "The older name of release()."},
    RELEASE(lock),
    {"locked_lock", lock_locked, kMethNoArgs, "The older name of locked()."},
    {"locked", lock_locked, kMethNoArgs, "locked() -> bool\n\nWhether someone has it."},
    AS_CONTEXT(lock),
    {},
};

// ---- RLock

uint64_t me() { return static_cast<uint64_t>(thread_get_ident()); }

Object* rlock_take(RLockObject* l, double seconds) {
  return take_or_wait(l, seconds, [=] {
    if (l->rlock_count && l->rlock_owner != me()) return false;
    l->rlock_owner = me();
    ++l->rlock_count;
    return true;
  });
}
void rlock_free(RLockObject* l) {
  l->rlock_count = l->rlock_owner = 0;
  thread_wake(l);
}
bool check_owned(RLockObject* l) {
  if (l->rlock_count && l->rlock_owner == me()) return true;
  err_set_string(ExcRuntimeError, "cannot release un-acquired lock");
  return false;
}
Object* rlock_acquire(Object* o, Object* args, Object* kwargs) {
  double seconds;
  return parse_acquire(args, kwargs, &seconds) ? rlock_take(as_rlock(o), seconds) : nullptr;
}
Object* rlock_release(Object* o, Object*) {
  if (!check_owned(as_rlock(o))) return nullptr;
  if (--as_rlock(o)->rlock_count == 0) rlock_free(as_rlock(o));
  return new_none();
}
Object* rlock_exit(Object* o, Object*) { return rlock_release(o, nullptr); }
Object* rlock_reinit(Object* o, Object*) {
  rlock_free(as_rlock(o));
  return new_none();
}
Object* rlock_is_owned(Object* o, Object*) { return bool_from(as_rlock(o)->rlock_count && as_rlock(o)->rlock_owner == me()); }

// Gives it back wholly; what _acquire_restore() needs to take it as it was.
Object* rlock_release_save(Object* o, Object*) {
  RLockObject* l = as_rlock(o);
  if (!l->rlock_count) return err_format(ExcRuntimeError, "cannot release un-acquired lock");
  Object* items[] = {int_from_u64(l->rlock_count), int_from_u64(l->rlock_owner)};
  rlock_free(l);
  return tuple_from_array_steal(items, 2);
}
bool saved_number(Object* state, int64_t i, uint64_t* number) {
  Ref<> item(sequence_get_item(state, i));
  if (item && !int_check(item))
    return err_format(ExcTypeError, "_acquire_restore() argument 1, item %zd must be int, not %.50s", i, type_name_of(item)), false;
  if (item) *number = int_as_u64_mask(item);
  return item && !err_occurred();
}
// The pair that _release_save() gave, the only argument.
bool saved_state(Object* args, uint64_t* count, uint64_t* owner) {
  Object* state;
  if (!args_parse_tuple(args, "O:_acquire_restore", &state)) return false;
  if (!sequence_check(state) || bytes_check(state))
    return err_format(ExcTypeError, "_acquire_restore() argument 1 must be 2-item sequence, not %.50s", is_none(state) ? "None" : type_name_of(state)), false;
  const int64_t size = object_size(state);
  if (size >= 0 && size != 2) err_format(ExcTypeError, "_acquire_restore() argument 1 must be sequence of length 2, not %zd", size);
  return size == 2 && saved_number(state, 0, count) && saved_number(state, 1, owner);
}
Object* rlock_acquire_restore(Object* o, Object* args) {
  uint64_t count, owner;
  if (!saved_state(args, &count, &owner)) return nullptr;
  RLockObject* l = as_rlock(o);
  Ref<> taken(take_or_wait(l, kForever, [=] {
    if (l->rlock_count) return false;
    l->rlock_count = count;
    l->rlock_owner = owner;
    return true;
  }));
  return taken ? new_none() : nullptr;
}

Object* rlock_repr(Object* o) {
  RLockObject* l = as_rlock(o);
  return str_from_format("<%s %s object owner=%lld count=%lld at %p>", l->rlock_count ? "locked" : "unlocked", o->ob_type->tp_name.get(),
                         static_cast<long long>(l->rlock_owner), static_cast<long long>(l->rlock_count), o);
}
Object* rlock_new(TypeObject* type, Object*, Object*) { return type->tp_alloc(type, 0); }
void rlock_dealloc(Object* o) {
  gc_untrack(o);
  if (as_rlock(o)->in_weakreflist) object_clear_weakrefs(o);
  o->ob_type->tp_free(o);
}

const MethodDef kRLockMethods[] = {
    ACQUIRE(rlock),
    RELEASE(rlock),
    {"_is_owned", rlock_is_owned, kMethNoArgs, "_is_owned() -> bool\n\nWhether this thread has it."},
    {"_acquire_restore", rlock_acquire_restore, kMethVarargs, "_acquire_restore(state) -> None\n\nFor internal use by `threading.Condition`."},
    {"_release_save", rlock_release_save, kMethNoArgs, "_release_save() -> tuple\n\nFor internal use by `threading.Condition`."},
    AS_CONTEXT(rlock),
    {},
};

}  // namespace

Object* lock_new() {
  return type_generic_alloc(TypeLock, 0);
}

void lock_release_for_thread(Object* lock) {
  as_lock(lock)->locked = 0;
  thread_wake(lock);
}

void init_Lock_type(TypeObject* t) {
  native_inner_type(t, sizeof(LockObject), lock_dealloc, lock_traverse, nullptr);
  t->tp_getattro = nullptr;  // its base's
  t->tp_flags = t->tp_flags | kTpImmutableType;
  t->tp_weaklistoffset = offsetof(LockObject, in_weakreflist);
  t->tp_repr = lock_repr;
  type_set_doc(t, "A lock object: whoever acquires it keeps others out until it is released.");
  type_add_methods(t, kLockMethods);
}

void init_RLock_type(TypeObject* t) {
  native_gc_type(t, sizeof(RLockObject), rlock_dealloc, lock_traverse, nullptr, rlock_new);
  t->tp_getattro = nullptr;  // its base's
  t->tp_flags = t->tp_flags | kTpImmutableType;
  t->tp_weaklistoffset = offsetof(RLockObject, in_weakreflist);
  t->tp_repr = rlock_repr;
  type_add_methods(t, kRLockMethods);
}

}  // namespace innards
