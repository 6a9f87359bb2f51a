// Starting, switching and ending threads.
#include "run/threads.h"

#include "builtin/thread_locks.h"
#include "heap/heap.h"
#include "object/call.h"
#include "object/exceptions.h"
#include "object/object.h"
#include "probe/probe.h"
#include "run/errors.h"
#include "run/eval.h"
#include "run/frame.h"
#include "run/outside.h"
#include "run/runtime.h"
#include "run/trace.h"

namespace innards {

namespace {

constexpr int64_t kFirstIdent = 0x7f0000000740;
constexpr uint64_t kDefaultIntervalUs = 5000;

// ---- what belongs to a thread

template <class F>
void visit_parts(ThreadPart& p, F f) {
  ThreadState& t = rt().thread;
  ModuleState& m = rt().modules;
  f(p.current_frame, t.current_frame);
  f(p.recursion_remaining, t.recursion_remaining);
  f(p.recursion_headroom, t.recursion_headroom);
  f(p.tracing, t.tracing);
  f(p.tracing_what, t.tracing_what);
  f(p.curexc_type, t.curexc_type);
  f(p.curexc_value, t.curexc_value);
  f(p.curexc_traceback, t.curexc_traceback);
  f(p.exc_info, t.exc_info);
  f(p.exc_state, t.exc_state);
  f(p.datastack_chunk, t.datastack_chunk);
  f(p.datastack_top, t.datastack_top);
  f(p.datastack_limit, t.datastack_limit);
  f(p.trace_function, t.trace_function);
  f(p.profile_function, t.profile_function);
  f(p.use_tracing, t.use_tracing);
  f(p.installing_trace, t.installing_trace);
  f(p.installing_profile, t.installing_profile);
  f(p.context, m.context);
  f(p.sentinel, m.thread_sentinel);
  f(p.asyncgen_firstiter, m.asyncgen_firstiter);
  f(p.asyncgen_finalizer, m.asyncgen_finalizer);
  f(p.repr_stack, rt().objects.repr_stack);
  f(p.trash_nesting, rt().objects.trash.nesting);
  f(p.trash_later, rt().objects.trash.later);
  f(p.coroutine_origin_depth, m.coroutine_origin_depth);
  f(p.ident, m.thread_ident);
}

void put_aside(ThreadPart& p) {
  visit_parts(p, [](auto& kept, auto& live) { kept = live; });
}
void take_back(ThreadPart& p) {
  visit_parts(p, [](auto& kept, auto& live) { live = kept; });
}

ThreadPart fresh_part(int64_t serial) {
  ThreadState& t = rt().thread;
  ThreadPart p = {};
  p.recursion_remaining = t.recursion_limit;
  p.exc_info = &t.exc_state;
  p.ident = serial;
  return p;
}

// ---- who goes on

void make_ready(ThreadRecord& r, Wake why) {
  r.status = ThreadStatus::kReady;
  r.why = why;
  r.order = ++thread_table().last_order;
}

// The thread for which better(a, b) holds against each other thread `b` that `wanted` takes; null: none.
template <class Wanted, class Better>
ThreadRecord* best(Wanted wanted, Better better) {
  ThreadRecord* found = nullptr;
  ThreadRecord* records = thread_table().records;
  for (ThreadRecord* r = records; r <= records + machine_stack_highest(); ++r)
    if (wanted(*r) && (!found || better(*r, *found))) found = r;
  return found;
}
bool by_order(const ThreadRecord& a, const ThreadRecord& b) { return a.order < b.order; }
bool by_time(const ThreadRecord& a, const ThreadRecord& b) {
  return a.wake_at != b.wake_at ? a.wake_at < b.wake_at : a.order < b.order;
}
bool waits(const ThreadRecord& r) { return r.status == ThreadStatus::kWaiting; }

ThreadRecord* next_to_wake() {
  return best([](const ThreadRecord& r) { return waits(r) && r.wake_at != kNever; }, by_time);
}

bool main_must_wake() {
  return waits(thread_table().records[0]) && (thread_table().interrupt_main || rt().step > g_run.interrupt_at);
}

// The thread that runs next. The one that ran is ready or waits.
ThreadRecord& choose() {
  ThreadTable& table = thread_table();
  if (main_must_wake()) make_ready(table.records[0], Wake::kInterrupt);
  for (;;) {
    for (ThreadRecord* r; (r = next_to_wake()) && r->wake_at <= clock_ns();) make_ready(*r, Wake::kTimeout);
    if (ThreadRecord* r = best([](const ThreadRecord& x) { return x.status == ThreadStatus::kReady; }, by_order)) return *r;
    if (ThreadRecord* r = next_to_wake()) rt().thread.slept_ns += r->wake_at - clock_ns();
    else make_ready(table.records[0], Wake::kDeadlock);
  }
}

// The same when no other thread may run: it waits alone.
void wake_alone(ThreadRecord& me) {
  if (me.wake_at != kNever && me.wake_at > clock_ns()) rt().thread.slept_ns += me.wake_at - clock_ns();
  make_ready(me, me.wake_at != kNever ? Wake::kTimeout : Wake::kDeadlock);
}

int number_of(const ThreadRecord& r) { return static_cast<int>(&r - thread_table().records); }

bool may_switch() { return !thread_table().finalizing && machine_stack_may_switch(); }

// ---- switching

void begin_slice() {
  ThreadTable& table = thread_table();
  const uint64_t us = table.interval_us ? table.interval_us : 1;
  table.switch_at = table.alive ? rt().step + us * 1000 / kNanosecondsPerStep : kNever;
  eval_breaker_update();
}

// Makes `r` the running thread, but for the stack.
void become(ThreadRecord& r) {
  ThreadTable& table = thread_table();
  probe(ProbeKind::kThreadSwitch, thread_ident_of(running_thread().serial), thread_ident_of(r.serial));
  table.running = number_of(r);
  take_back(r.part);
  g_run.check_at = 0;   // whether it is traced, and which instance of the loop is the right one, is looked up at once
}

// Goes on as the next thread, and comes back when this one, which is ready or waits, is chosen again.
void give_way() {
  ThreadRecord& me = running_thread();
  ThreadRecord& next = choose();
  if (&next != &me) {
    put_aside(me.part);
    become(next);
    machine_stack_switch(number_of(next));
  }
  me.status = ThreadStatus::kRunning;
  begin_slice();
}

// ---- a thread's life

// What the thread leaves behind: as PyThreadState_Clear. May run Python code.
void clear_thread() {
  ThreadState& t = rt().thread;
  ModuleState& m = rt().modules;
  thread_locals_forget(m.thread_ident);
  err_clear();
  clear_ref(t.exc_state.exc_value);
  trace_set_profile(nullptr);
  trace_set(nullptr);
  clear_ref(m.asyncgen_firstiter);
  clear_ref(m.asyncgen_finalizer);
  clear_ref(rt().objects.repr_stack);
  clear_ref(m.context);
  if (!m.thread_sentinel) return;
  lock_release_for_thread(m.thread_sentinel);   // whoever joins the thread waits for this lock
  clear_ref(m.thread_sentinel);
}

void free_data_stack() {
  for (DataStackChunk* chunk = rt().thread.datastack_chunk; chunk;) {
    DataStackChunk* previous = chunk->previous;
    mem_free(chunk);
    chunk = previous;
  }
}

[[noreturn]] void end_thread() {
  ThreadTable& table = thread_table();
  ThreadRecord& me = running_thread();
  --table.counted;
  clear_thread();
  free_data_stack();
  --table.alive;
  me.status = ThreadStatus::kNone;
  ThreadRecord& next = choose();
  become(next);
  me = {};
  machine_stack_leave(number_of(next));
}

// The first function on a thread's stack.
void thread_entry() {
  ThreadRecord& me = running_thread();
  me.status = ThreadStatus::kRunning;
  begin_slice();
  Object* result = object_call(me.func, me.args, me.kwargs);
  if (result) decref(result);
  else if (err_exception_matches(ExcSystemExit)) err_clear();
  else err_write_unraisable_msg("in thread started by", me.func);
  clear_ref(me.func);
  clear_ref(me.args);
  clear_ref(me.kwargs);
  end_thread();
}

ThreadRecord* free_record() {
  ThreadTable& table = thread_table();
  for (int i = 1; i < kMaxThreads; ++i)
    if (table.records[i].status == ThreadStatus::kNone) return &table.records[i];
  return nullptr;
}

}  // namespace

void threads_boot() {
  ThreadTable& table = thread_table();
  table.records[0].status = ThreadStatus::kRunning;
  table.switch_at = kNever;
  table.interval_us = kDefaultIntervalUs;
}

int thread_start(Object* func, Object* args, Object* kwargs) {
  ThreadTable& table = thread_table();
  ThreadRecord* r = table.finalizing ? nullptr : free_record();
  if (!r) {
    err_set_string(ExcRuntimeError, "can't start new thread");
    return -1;
  }
  *r = {};
  r->serial = ++table.started;
  r->wake_at = kNever;
  r->func = new_ref(func);
  r->args = new_ref(args);
  r->kwargs = xnew_ref(kwargs);
  r->part = fresh_part(r->serial);
  make_ready(*r, Wake::kLock);
  machine_stack_prepare(number_of(*r), thread_entry);
  ++table.counted;
  if (++table.alive == 1) begin_slice();
  return number_of(*r);
}

Wake thread_wait(Object* lock, uint64_t until) {
  ThreadRecord& me = running_thread();
  me.status = ThreadStatus::kWaiting;
  me.waits_for = lock;
  me.wake_at = until;
  me.order = ++thread_table().last_order;
  if (may_switch()) {
    give_way();
  } else {
    wake_alone(me);
    me.status = ThreadStatus::kRunning;
  }
  me.waits_for = nullptr;
  me.wake_at = kNever;
  if (me.why == Wake::kDeadlock) err_set_string(ExcRuntimeError, "deadlock: every thread waits for a lock that nobody is left to release");
  if (me.why == Wake::kInterrupt && !eval_interrupted()) return Wake::kLock;
  return me.why;
}

void thread_wake(Object* lock) {
  if (!thread_table().alive) return;
  if (ThreadRecord* r = best([=](const ThreadRecord& x) { return waits(x) && x.waits_for == lock; }, by_order)) make_ready(*r, Wake::kLock);
}

void thread_wake_all(Object* lock) {
  while (ThreadRecord* r = best([=](const ThreadRecord& x) { return waits(x) && x.waits_for == lock; }, by_order)) make_ready(*r, Wake::kLock);
}

bool thread_may_wait() { return thread_table().alive && may_switch(); }

int thread_give_way() {
  if (!thread_may_wait()) return 0;
  make_ready(running_thread(), Wake::kLock);
  give_way();
  return eval_interrupted() ? -1 : 0;
}

void threads_finalize() {
  thread_table().finalizing = true;
  thread_table().switch_at = kNever;
  eval_breaker_update();
}

const ThreadRecord* thread_older(int64_t serial) {
  return best([=](const ThreadRecord& r) { return r.status != ThreadStatus::kNone && r.serial < serial; },
              [](const ThreadRecord& a, const ThreadRecord& b) { return a.serial > b.serial; });
}

void threads_change_recursion_limit(int32_t limit) {
  ThreadState& t = rt().thread;
  const int32_t more = limit - t.recursion_limit;
  t.recursion_limit = limit;
  t.recursion_remaining += more;
  for (ThreadRecord& r : thread_table().records) r.part.recursion_remaining += more;
}

// ---- the clock

uint64_t clock_ns() { return rt().step * kNanosecondsPerStep + rt().thread.slept_ns; }

uint64_t clock_after(double seconds) { return clock_ns() + static_cast<uint64_t>(seconds * 1e9); }

// ---- the eval breaker

bool eval_interrupted() {
  if (!thread_is_main()) return false;
  if (outside_interrupted()) return true;
  if (!thread_table().interrupt_main) return false;
  thread_table().interrupt_main = false;
  eval_breaker_update();
  err_set_none(ExcKeyboardInterrupt);
  return true;
}

int eval_breaker() {
  if (eval_interrupted()) return -1;
  return rt().step > thread_table().switch_at ? thread_give_way() : 0;
}

void eval_breaker_update() {
  const ThreadTable& table = thread_table();
  uint64_t at = table.switch_at;
  if (thread_is_main()) at = table.interrupt_main ? 0 : at < g_run.interrupt_at ? at : g_run.interrupt_at;
  g_run.breaker_at = at;
}

void thread_interrupt_main() {
  thread_table().interrupt_main = true;
  eval_breaker_update();
}

int64_t thread_ident_of(int64_t serial) { return kFirstIdent + serial * 0x1000; }
int64_t thread_get_ident() { return thread_ident_of(rt().modules.thread_ident); }

}  // namespace innards
