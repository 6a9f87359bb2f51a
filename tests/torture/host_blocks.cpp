#include "host_blocks.h"

#include <execinfo.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

#include "heap/machine_stack.h"

namespace {

constexpr int kFrames = 12;
constexpr uint64_t kNoted = 0x686f7374626c6f63;

// Stands before every block of the program.
struct alignas(16) Header {
  Header *before, *after;
  uint64_t noted;          // kNoted: it is in the list
  uint64_t size;
  void* frames[kFrames];   // who allocated it
  uint64_t frame_count;
  uint64_t padding;
};
static_assert(sizeof(Header) % 16 == 0);

Header g_list{&g_list, &g_list, 0, 0, {}, 0, 0};
bool g_watching = false;

void* allocate(size_t size) {
  auto* h = static_cast<Header*>(std::malloc(sizeof(Header) + size));
  if (!h) throw std::bad_alloc();
  h->noted = 0;
  if (g_watching && innards::on_machine_stack()) {
    h->noted = kNoted;
    h->size = size;
    h->frame_count = static_cast<uint64_t>(backtrace(h->frames, kFrames));
    h->before = &g_list;
    h->after = g_list.after;
    g_list.after->before = h;
    g_list.after = h;
  }
  return h + 1;
}

void release(void* block) {
  if (!block) return;
  Header* h = static_cast<Header*>(block) - 1;
  if (h->noted == kNoted) {
    h->before->after = h->after;
    h->after->before = h->before;
  }
  std::free(h);
}

// Whether the block holds a file that the program has read: that stands outside the machine too.
bool belongs_outside(const std::string& place) { return place.find("outside_") != std::string::npos; }

// The frames' symbols, from the innermost one that can be outside this file (the optimiser may have merged ours into one).
std::string place_of(const Header& h) {
  char** names = backtrace_symbols(h.frames, static_cast<int>(h.frame_count));
  std::string text;
  for (uint64_t i = 1; names && i < h.frame_count; ++i) text += std::string("\n    ") + names[i];
  std::free(names);
  return text;
}

}  // namespace

void* operator new(size_t size) { return allocate(size); }
void* operator new[](size_t size) { return allocate(size); }
void operator delete(void* block) noexcept { release(block); }
void operator delete[](void* block) noexcept { release(block); }
void operator delete(void* block, size_t) noexcept { release(block); }
void operator delete[](void* block, size_t) noexcept { release(block); }

namespace host_blocks {

Watch::Watch() {
  void* warm[2];
  backtrace(warm, 2);  // its first call loads a library, which must not happen on the machine's stack
  g_watching = true;
}

// What is noted still may outlive the watch (an output log): it is forgotten here, so that it can be freed at any time.
Watch::~Watch() {
  g_watching = false;
  for (Header* h = g_list.after; h != &g_list; h = h->after) h->noted = 0;
  g_list.before = g_list.after = &g_list;
}

Pause::Pause() : watched_(g_watching) { g_watching = false; }
Pause::~Pause() { g_watching = watched_; }

namespace {

std::string find_on_stack(int stack) {
  const uint64_t low = innards::machine_stack_low(stack), high = innards::stack_top(stack) - innards::kContextSize;
  for (uint64_t at = low & ~uint64_t{7}; at < high; at += 8) {
    const uint64_t word = *reinterpret_cast<const uint64_t*>(at);
    for (Header* h = g_list.after; h != &g_list; h = h->after) {
      if (word != reinterpret_cast<uint64_t>(h + 1)) continue;
      const std::string place = place_of(*h);
      if (!belongs_outside(place))
        return "a host block of " + std::to_string(h->size) + " bytes is held on the machine's stack; allocated by" + place;
    }
  }
  return {};
}

}  // namespace

std::string find_on_stack() {
  if (g_list.after == &g_list) return {};
  for (int stack = innards::machine_stack_highest(); stack >= 0; --stack)
    if (std::string found = find_on_stack(stack); !found.empty()) return found;
  return {};
}

}  // namespace host_blocks
