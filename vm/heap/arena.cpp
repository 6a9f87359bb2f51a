// Reserving and clearing the arena's address range.
#include "heap/arena.h"

#include <sys/mman.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "heap/heap_state.h"
#include "heap/machine_stack.h"
#include "heap/sanitize.h"

namespace innards {

namespace {
bool g_reserved = false;
char g_error[256];
constexpr uint64_t kReserved = kArenaSize + kThreadStacksSize;
bool g_unit_used[kHeapUnits];  // handed out since the last arena_reset()

char* at(uint64_t address) { return reinterpret_cast<char*>(address); }

const char* failure(const char* what, int error) {
  std::snprintf(g_error, sizeof g_error,
                "the machine's memory (%llu GiB of address space at 0x%llx) could not be reserved: %s: %s",
                static_cast<unsigned long long>(kReserved >> 30), static_cast<unsigned long long>(kArenaBase), what,
                std::strerror(error));
  return g_error;
}
}  // namespace

const char* arena_reserve() {
  if (g_reserved) return nullptr;
  int flags = MAP_PRIVATE | MAP_ANONYMOUS;
#ifdef MAP_NORESERVE
  flags |= MAP_NORESERVE;
#endif
#ifdef MAP_FIXED_NOREPLACE
  flags |= MAP_FIXED_NOREPLACE;
#endif
  void* got = mmap(at(kArenaBase), kReserved, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (got == MAP_FAILED) return failure("mmap", errno);
  if (got != at(kArenaBase)) {
    munmap(got, kReserved);
    return failure("mmap", EEXIST);
  }
  // A page nobody may touch below each stack: an overflow that escapes the machine's own check must not become silent damage.
  for (int stack = 0; stack < kMaxStacks; ++stack) mprotect(at(stack_bottom(stack)), kPageSize, PROT_NONE);
  g_reserved = true;
  return nullptr;
}

bool arena_reserved() { return g_reserved; }

void arena_reset() {
  machine_stack_forget();
  for (uint64_t unit = 0; unit < kHeapUnits; ++unit)
    if (g_unit_used[unit]) heap_unpoison(at(kHeapBase + unit * kUnitSize), kUnitSize);
  madvise(at(kArenaBase), kStackBase - kArenaBase, MADV_DONTNEED);
  madvise(at(kStackBase + kPageSize), kStackSize - kPageSize, MADV_DONTNEED);
  madvise(at(kStackBase + kStackSize), kArenaBase + kArenaSize - kStackBase - kStackSize, MADV_DONTNEED);
  for (int stack = 1; stack < kMaxStacks; ++stack)
    madvise(at(stack_bottom(stack) + kPageSize), kThreadStackSize - kPageSize, MADV_DONTNEED);
  std::memset(g_unit_used, 0, sizeof g_unit_used);
}

void arena_zero_units(uint64_t first_unit, uint64_t count) {
  for (uint64_t unit = first_unit; unit < first_unit + count; ++unit) {
    if (g_unit_used[unit]) madvise(at(kHeapBase + unit * kUnitSize), kUnitSize, MADV_DONTNEED);
    g_unit_used[unit] = true;
    heap_unpoison(at(kHeapBase + unit * kUnitSize), kUnitSize);
  }
}

}  // namespace innards
