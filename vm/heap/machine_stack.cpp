// Switching between the host's stack and the machine's. On x86-64 a few instructions of our own; elsewhere ucontext.
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

struct Context {         // in the arena, above the stack
  uint64_t sp;           // of the sleeping machine
  uint64_t started;
  uint64_t finished;
  uint64_t no_yield;     // how many NoYield there are
#if !defined(__x86_64__)
  ucontext_t machine;
#endif
};
static_assert(sizeof(Context) <= kContextSize);
Context& context() { return *reinterpret_cast<Context*>(kStackStart); }

void (*g_entry)() = nullptr;  // the same for the whole life of the process, so it need not be in the arena
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
void switch_to_machine() { innards_switch_stack(&g_host_sp, context().sp); }
void switch_to_host() { innards_switch_stack(&context().sp, g_host_sp); }
}  // namespace
#else
namespace {
ucontext_t g_host;
void switch_to_machine() { swapcontext(&g_host, &context().machine); }
void switch_to_host() {
  // swapcontext's own frame lies below this one
  context().sp = reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) - kPageSize;
  swapcontext(&context().machine, &g_host);
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

// The first function on the machine's stack. It never returns.
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

}  // namespace

void machine_stack_start(void (*entry)()) {
  machine_stack_forget();
  std::memset(&context(), 0, sizeof(Context));
  g_entry = entry;
  context().started = 1;
#if defined(__x86_64__)
  // What innards_switch_stack takes back: control words, six registers, the address to return to; then an end of stack.
  // The last word is the "return address" of machine_main: a walk of the stack ends there.
  uint32_t mxcsr = 0;
  uint16_t fcw = 0;
  asm volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(mxcsr), "=m"(fcw));
  uint64_t* sp = reinterpret_cast<uint64_t*>(kStackStart - 88);
  std::memset(static_cast<void*>(sp), 0, 88);
  sp[0] = mxcsr | (uint64_t{fcw} << 32);
  sp[7] = reinterpret_cast<uintptr_t>(&machine_main);
  context().sp = reinterpret_cast<uintptr_t>(sp);
#else
  getcontext(&context().machine);
  context().machine.uc_stack.ss_sp = reinterpret_cast<void*>(kStackBase + kPageSize);
  context().machine.uc_stack.ss_size = kStackStart - kStackBase - kPageSize;
  context().machine.uc_link = nullptr;
  makecontext(&context().machine, machine_main, 0);
  context().sp = kStackStart - kPageSize;
#endif
}

void machine_stack_resume() {
  if (machine_stack_finished()) return;
#ifdef INNARDS_ASAN
  void* fake = nullptr;
  __sanitizer_start_switch_fiber(&fake, reinterpret_cast<void*>(kStackBase), kStackSize);
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

uint64_t machine_stack_low() {
  if (!context().started) return kStackTop;
  return (context().sp - 128) & ~(kPageSize - 1);  // 128: the ABI's red zone
}

void machine_stack_unpoison(uint64_t low) {
#ifdef INNARDS_ASAN
  if (low < kStackTop) __asan_unpoison_memory_region(reinterpret_cast<void*>(low), kStackTop - low);
#else
  (void)low;
#endif
}

void machine_stack_forget() { machine_stack_unpoison(machine_stack_low()); }

}  // namespace innards
