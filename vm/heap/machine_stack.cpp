// Switching between the host's stack and the machine's, and between the machine's own. On x86-64 a few instructions of our own; elsewhere ucontext.
#include "heap/machine_stack.h"

#include <cstring>

#if !defined(__x86_64__)
#include <ucontext.h>
#endif

#include "heap/sanitize.h"

#ifdef INNARDS_ASAN
#include <sanitizer/common_interface_defs.h>
// Locals must lie on the machine's stack, not in AddressSanitizer's fake frames, or a copy of the arena would not hold them.
extern "C" __attribute__((weak, used)) const char* __asan_default_options() { return "detect_stack_use_after_return=0"; }
#endif

namespace innards {

namespace {

struct Context {         // in the arena, above each stack
  uint64_t sp;           // of the sleeping stack
#if !defined(__x86_64__)
  ucontext_t machine;
#endif
};
struct MainContext : Context {       // what is one for all stacks, above the main one
  uint64_t started;
  uint64_t finished;
  uint64_t no_yield;                 // how many NoYield there are
  int32_t running;                   // the stack that runs, or goes on when the host resumes
  uint64_t in_use[kMaxStacks / 64];
};
static_assert(sizeof(MainContext) <= kContextSize);
uint64_t stack_start(int number) { return stack_top(number) - kContextSize; }
Context& context(int number) { return *reinterpret_cast<Context*>(stack_start(number)); }
MainContext& context() { return *reinterpret_cast<MainContext*>(kStackStart); }

void set_in_use(int number, bool used) {
  uint64_t& word = context().in_use[number / 64];
  const uint64_t bit = uint64_t{1} << (number % 64);
  word = used ? word | bit : word & ~bit;
}

// The same for the whole life of the process, so they need not be in the arena: of the main stack and of the threads'.
void (*g_entry)() = nullptr;
void (*g_thread_entry)() = nullptr;
#ifdef INNARDS_ASAN
const void* g_host_bottom = nullptr;
size_t g_host_size = 0;
#endif

}  // namespace

#if defined(__x86_64__)
extern "C" void innards_switch_stack(uint64_t* save_sp, uint64_t new_sp);
// Saves what the ABI says a call preserves, changes the stack, and takes it back from there.
asm(R"(
    .text
    .p2align 4
    .globl innards_switch_stack
    .type innards_switch_stack,@function
innards_switch_stack:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    subq $8, %rsp
    stmxcsr (%rsp)
    fnstcw 4(%rsp)
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    ldmxcsr (%rsp)
    fldcw 4(%rsp)
    addq $8, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
    .size innards_switch_stack, .-innards_switch_stack
)");

namespace {
uint64_t g_host_sp;
void switch_to_machine() { innards_switch_stack(&g_host_sp, context(context().running).sp); }
void switch_to_host() { innards_switch_stack(&context(context().running).sp, g_host_sp); }
void switch_between(int from, int to) { innards_switch_stack(&context(from).sp, context(to).sp); }
}  // namespace
#else
namespace {
ucontext_t g_host;
// swapcontext's own frame lies below that of its caller
void note_sp(int number) { context(number).sp = reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) - kPageSize; }
void switch_to_machine() { swapcontext(&g_host, &context(context().running).machine); }
void switch_to_host() {
  note_sp(context().running);
  swapcontext(&context(context().running).machine, &g_host);
}
void switch_between(int from, int to) {
  note_sp(from);
  swapcontext(&context(from).machine, &context(to).machine);
}
}  // namespace
#endif

namespace {

void before_host() {
#ifdef INNARDS_ASAN
  __sanitizer_start_switch_fiber(nullptr, g_host_bottom, g_host_size);
#endif
}
void arrived_in_machine() {
#ifdef INNARDS_ASAN
  __sanitizer_finish_switch_fiber(nullptr, &g_host_bottom, &g_host_size);
#endif
}

// Around going over from one of the machine's stacks to another.
void before_stack([[maybe_unused]] int number) {
#ifdef INNARDS_ASAN
  __sanitizer_start_switch_fiber(nullptr, reinterpret_cast<void*>(stack_bottom(number)), stack_top(number) - stack_bottom(number));
#endif
}
void arrived_from_stack() {
#ifdef INNARDS_ASAN
  __sanitizer_finish_switch_fiber(nullptr, nullptr, nullptr);
#endif
}

// The first function on the main stack. It never returns.
void machine_main() {
  arrived_in_machine();
  g_entry();
  context().finished = 1;
  for (;;) {
    before_host();
    switch_to_host();
    arrived_in_machine();
  }
}

// And on a thread's.
void thread_main() {
  arrived_from_stack();
  g_thread_entry();
  __builtin_trap();
}

// Lays a stack out so that going over to it calls `first`.
void lay_out(int number, void (*first)()) {
  const uint64_t start = stack_start(number);
#if defined(__x86_64__)
  // What innards_switch_stack takes back: control words, six registers, the address to return to; then an end of stack.
  // The last word is the "return address" of `first`: a walk of the stack ends there.
  uint32_t mxcsr = 0;
  uint16_t fcw = 0;
  asm volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(mxcsr), "=m"(fcw));
  uint64_t* sp = reinterpret_cast<uint64_t*>(start - 88);
  std::memset(static_cast<void*>(sp), 0, 88);
  sp[0] = mxcsr | (uint64_t{fcw} << 32);
  sp[7] = reinterpret_cast<uintptr_t>(first);
  context(number).sp = reinterpret_cast<uintptr_t>(sp);
#else
  ucontext_t& machine = context(number).machine;
  getcontext(&machine);
  machine.uc_stack.ss_sp = reinterpret_cast<void*>(stack_bottom(number) + kPageSize);
  machine.uc_stack.ss_size = start - stack_bottom(number) - kPageSize;
  machine.uc_link = nullptr;
  makecontext(&machine, first, 0);
  context(number).sp = start - kPageSize;
#endif
}

void unpoison([[maybe_unused]] uint64_t low, [[maybe_unused]] uint64_t high) {
#ifdef INNARDS_ASAN
  if (low < high) __asan_unpoison_memory_region(reinterpret_cast<void*>(low), high - low);
#endif
}

}  // namespace

void machine_stack_start(void (*entry)()) {
  machine_stack_forget();
  std::memset(static_cast<void*>(&context()), 0, sizeof(MainContext));
  g_entry = entry;
  context().started = 1;
  set_in_use(0, true);
  lay_out(0, machine_main);
}

void machine_stack_prepare(int number, void (*entry)()) {
  g_thread_entry = entry;
  unpoison(stack_bottom(number) + kPageSize, stack_top(number));   // what an earlier thread has left
  std::memset(static_cast<void*>(&context(number)), 0, sizeof(Context));
  set_in_use(number, true);
  lay_out(number, thread_main);
}

void machine_stack_switch(int number) {
  const int from = context().running;
  context().running = number;
  before_stack(number);
  switch_between(from, number);
  arrived_from_stack();
}

void machine_stack_leave(int number) {
  const int from = context().running;
  context().running = number;
  set_in_use(from, false);
  before_stack(number);
  switch_between(from, number);
  __builtin_trap();
}

bool machine_stack_may_switch() { return context().no_yield == 0; }

void machine_stack_resume() {
  if (machine_stack_finished()) return;
#ifdef INNARDS_ASAN
  void* fake = nullptr;
  const int number = context().running;
  __sanitizer_start_switch_fiber(&fake, reinterpret_cast<void*>(stack_bottom(number)), stack_top(number) - stack_bottom(number));
#endif
  switch_to_machine();
#ifdef INNARDS_ASAN
  __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
#endif
}

void machine_stack_yield() {
  if (context().no_yield) return;
  before_host();
  switch_to_host();
  arrived_in_machine();
}

bool machine_stack_finished() { return !context().started || context().finished; }

NoYield::NoYield() { if (on_machine_stack()) ++context().no_yield; }
NoYield::~NoYield() { if (on_machine_stack()) --context().no_yield; }

int machine_stack_highest() {
  for (int word = kMaxStacks / 64; --word >= 0;)
    if (context().in_use[word]) return 64 * word + 63 - __builtin_clzll(context().in_use[word]);
  return 0;
}

bool machine_stack_in_use(int number) { return context().in_use[number / 64] >> (number % 64) & 1; }

uint64_t machine_stack_low(int number) {
  if (!machine_stack_in_use(number)) return stack_top(number);
  return (context(number).sp - 128) & ~(kPageSize - 1);  // 128: the ABI's red zone
}

void machine_stack_unpoison() {
#ifdef INNARDS_ASAN
  for (int number = machine_stack_highest(); number >= 0; --number) unpoison(machine_stack_low(number), stack_top(number));
#endif
}

void machine_stack_forget() { machine_stack_unpoison(); }

}  // namespace innards
