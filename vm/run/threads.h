// Green threads: each Python thread has a C++ stack of its own in the arena (heap/machine_stack.h), and one of them runs.
// The running thread's part of the machine's state is where it always was, in Runtime; of the others it is put aside in
// the ThreadTable, so that nobody who reads or changes the state of "the" thread has to know that there are more.
//
// Who runs when is a function of the instructions executed alone, so a replay switches at the same places:
// * A slice lasts as many instructions as the recorded clock counts in sys.getswitchinterval() (100 ns each: 50 000 for
//   5 ms). Then the loop gives way at the next place where CPython looks at its eval breaker (eval_breaker).
// * Who waits (a lock, time.sleep, a line of input) gives way at once. Who is woken, and who is new, comes last in the queue.
// * When nobody can go on, the clock jumps to the first one's end of waiting. When there is no such end either, the main
//   thread's waiting ends with a RuntimeError (CPython would hang).
// A release wakes the one who has waited longest, but does not hand the lock over: another may be faster, as in CPython.
//
// The table lies at a fixed place beside Runtime. It stands apart because only those who start, switch and show threads
// need it. It may not be used before threads_boot().
#pragma once

#include <cstdint>

#include "base/ptr.h"
#include "heap/machine_stack.h"
#include "run/thread_state.h"

namespace innards {

struct ThreadLocalObject;  // builtin/thread_local.cpp
class ModuleLock;          // run/import_locks.h

inline constexpr uint64_t kNever = UINT64_MAX;
inline constexpr uint64_t kNanosecondsPerStep = 100;

// What is a thread's own while it runs: fields of ThreadState, ModuleState and ObjectState (visit_parts in threads.cpp).
struct ThreadPart {
  Ptr<InterpreterFrame> current_frame;
  int32_t recursion_remaining, recursion_headroom, tracing, tracing_what;
  Ptr<Object> curexc_type, curexc_value, curexc_traceback;
  Ptr<ExcInfo> exc_info;               // its bottom is always ThreadState::exc_state, whose content is here:
  ExcInfo exc_state;
  Ptr<DataStackChunk> datastack_chunk;
  uint64_t datastack_top, datastack_limit;
  Ptr<Object> trace_function, profile_function;
  bool use_tracing, installing_trace, installing_profile;
  int32_t trash_nesting;
  Ptr<Object> trash_later;
  Ptr<Object> context, sentinel, asyncgen_firstiter, asyncgen_finalizer, repr_stack;
  int64_t coroutine_origin_depth, ident;
};

enum class ThreadStatus : int32_t { kNone, kRunning, kReady, kWaiting };
enum class Wake : int32_t { kLock, kTimeout, kInterrupt, kDeadlock };

struct ThreadRecord {
  ThreadStatus status;
  Wake why;                            // once it no longer waits
  int64_t serial;                      // 0: the main thread; others count up
  uint64_t order;                      // among the ready: who goes on first; among those who wait: who is woken first
  uint64_t wake_at;                    // by the recorded clock; kNever
  Ptr<Object> waits_for;               // a lock (the native that waits holds it); null: it sleeps
  Ptr<Object> func, args, kwargs;      // what the thread was started with, owned
  ThreadPart part;                     // while it does not run
};

inline constexpr int kMaxThreads = kMaxStacks;   // a thread's record and its stack have the same number; 0 is the main thread

struct ThreadTable {
  int32_t running;
  int32_t alive;                       // threads beside the main one
  int32_t counted;                     // the same for _thread._count(): without those whose function has returned
  bool finalizing;                     // the program ends: the other threads do not run any more
  bool interrupt_main;                 // _thread.interrupt_main(): a KeyboardInterrupt for the main thread
  int64_t started;                     // how many there have been
  uint64_t last_order;
  uint64_t switch_at;                  // the slice ends after this step; kNever while there is one thread
  uint64_t interval_us;                // sys.setswitchinterval
  uint64_t stack_size;                 // what _thread.stack_size() was told
  Ptr<ThreadLocalObject> first_local;  // all _thread._local objects
  Ptr<ModuleLock> first_import;        // the modules that are being imported, the last one first
  int64_t import_owner;                // _imp.acquire_lock(): the serial number of the thread that has it, how often
  int64_t import_level;
  ThreadRecord records[kMaxThreads];
};
static_assert(sizeof(ThreadTable) <= kThreadTableSize);

inline ThreadTable& thread_table() { return *reinterpret_cast<ThreadTable*>(kThreadTableBase); }
inline bool thread_is_main() { return thread_table().running == 0; }
inline ThreadRecord& running_thread() { return thread_table().records[thread_table().running]; }

void threads_boot();

// Makes a thread that will call func(*args, **kwargs): its number in the table, or -1 with RuntimeError set.
int thread_start(Object* func, Object* args, Object* kwargs);

// Lets the others run until `lock` is released (null: nothing wakes it), or the clock says `until`. kLock: the lock was
// released, but may be taken again; kInterrupt, kDeadlock: an error is set.
Wake thread_wait(Object* lock, uint64_t until);
// Someone has released `lock`: wakes the one who has waited longest.
void thread_wake(Object* lock);
// The same for all who wait for it.
void thread_wake_all(Object* lock);
// Whether waiting can help: other threads are there and may run.
bool thread_may_wait();
// Lets the other threads that are ready run first. 0, or -1 with KeyboardInterrupt set.
int thread_give_way();
// From now on only this thread runs (the program ends).
void threads_finalize();

// Nanoseconds since the program began, by the recorded clock.
uint64_t clock_ns();
// The end of a time of waiting that begins now.
uint64_t clock_after(double seconds);

// Where CPython looks at its eval breaker, once g_run.breaker_at steps are done: a Ctrl+C, or the end of the slice. 0 or -1.
int eval_breaker();
// Whether a KeyboardInterrupt is due for this thread: then it is set.
bool eval_interrupted();
// Computes g_run.breaker_at. After every change of what it depends on.
void eval_breaker_update();
// A KeyboardInterrupt for the main thread, at the next place where it looks.
void thread_interrupt_main();

// The youngest living thread that is older than the one with this serial number, or null.
const ThreadRecord* thread_older(int64_t serial);
// sys.setrecursionlimit, for all threads.
void threads_change_recursion_limit(int32_t limit);

// The number of the thread that runs, for Python, and of a record.
int64_t thread_ident_of(int64_t serial);
int64_t thread_get_ident();

}  // namespace innards
