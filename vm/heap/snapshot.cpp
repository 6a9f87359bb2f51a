// Copying the machine page by page, sharing what did not change.
#include "heap/snapshot.h"

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>

#include "heap/changed_pages.h"
#include "heap/machine_stack.h"
#include "heap/sanitize.h"
#include "run/runtime.h"

namespace innards {

namespace {

constexpr uint64_t kChunkSize = kUnitSize;
constexpr uint64_t kPagesInChunk = kChunkSize / kPageSize;

std::atomic<uint64_t> g_total_bytes{0};

struct Page {
  mutable std::atomic<uint32_t> refs;
  alignas(16) unsigned char bytes[kPageSize];
};
const Page g_zero_page{{1u << 30}, {}};  // never counted: all-zero pages cost nothing

void page_drop(const Page* page) {
  if (page == &g_zero_page || !page || page->refs.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  g_total_bytes.fetch_sub(sizeof(Page), std::memory_order_relaxed);
  std::free(const_cast<Page*>(page));
}
const Page* page_share(const Page* page) {
  if (page != &g_zero_page) page->refs.fetch_add(1, std::memory_order_relaxed);
  return page;
}
const Page* page_copy(const unsigned char* from) {
  if (raw_equal(from, g_zero_page.bytes, kPageSize)) return &g_zero_page;
  Page* page = static_cast<Page*>(std::aligned_alloc(alignof(Page), sizeof(Page)));
  if (!page) throw std::bad_alloc();
  new (&page->refs) std::atomic<uint32_t>(1);
  raw_copy(page->bytes, from, kPageSize);
  g_total_bytes.fetch_add(sizeof(Page), std::memory_order_relaxed);
  return page;
}

// The pages of one MiB of the arena; null where nothing was in use.
struct Chunk {
  mutable std::atomic<uint32_t> refs{1};
  const Page* pages[kPagesInChunk] = {};
  Chunk() { g_total_bytes.fetch_add(sizeof(Chunk), std::memory_order_relaxed); }
  ~Chunk() {
    for (const Page* page : pages) page_drop(page);
    g_total_bytes.fetch_sub(sizeof(Chunk), std::memory_order_relaxed);
  }
};

void chunk_drop(const Chunk* chunk) {
  if (chunk && chunk->refs.fetch_sub(1, std::memory_order_acq_rel) == 1) delete chunk;
}

// The part of a chunk that is in use now, in page numbers [first, end).
struct Span {
  uint64_t first, end;
};
uint64_t page_ceil(uint64_t bytes) { return (bytes + kPageSize - 1) / kPageSize; }

Span clip(uint64_t chunk, uint64_t low, uint64_t high) {  // byte offsets in the arena
  const uint64_t begin = chunk * kChunkSize, end = begin + kChunkSize;
  if (high <= begin || low >= end) return {0, 0};
  return {low > begin ? (low - begin) / kPageSize : 0, high < end ? page_ceil(high - begin) : kPagesInChunk};
}

constexpr uint64_t kFirstStackChunk = (kThreadStacksBase - kArenaBase) / kChunkSize;

// A chunk of a thread's stack.
Span used_stack_pages(uint64_t chunk) {
  const int stack = static_cast<int>((chunk - kFirstStackChunk) * kChunkSize / kThreadStackSize);
  if (!machine_stack_in_use(stack)) return {0, 0};
  return clip(chunk, machine_stack_low(stack) - kArenaBase, stack_top(stack) - kArenaBase);
}

Span used_pages(uint64_t chunk) {
  const HeapState& heap = rt().heap;
  const uint64_t offset = chunk * kChunkSize;
  if (offset < kRuntimeSize) return clip(chunk, 0, sizeof(Runtime));
  if (offset < kStackBase - kArenaBase) return clip(chunk, kRuntimeSize, kRuntimeSize + heap.static_used);
  if (offset < kStackTop - kArenaBase) return clip(chunk, machine_stack_low(0) - kArenaBase, kStackTop - kArenaBase);
  if (offset < kHeapOffset) return clip(chunk, kThreadTableBase - kArenaBase, kThreadTableBase + kThreadTableSize - kArenaBase);
  if (chunk >= kFirstStackChunk) return used_stack_pages(chunk);
  return {0, heap.units[(offset - kHeapOffset) / kUnitSize].kind == UnitKind::kFree ? 0 : kPagesInChunk};
}
static_assert(kRuntimeSize % kChunkSize == 0 && kStackBase % kChunkSize == 0 && kHeapOffset % kChunkSize == 0);
static_assert(kThreadTableBase % kChunkSize == 0 && kThreadStackSize % kChunkSize == 0);

uint64_t chunks_in_use() {
  if (const int stack = machine_stack_highest()) return (stack_top(stack) - kArenaBase) / kChunkSize;
  return (kHeapOffset / kChunkSize) + rt().heap.units_top;
}

unsigned char* live_page(uint64_t chunk, uint64_t page) {
  return reinterpret_cast<unsigned char*>(kArenaBase + chunk * kChunkSize + page * kPageSize);
}

// The chunk as it is now. Shares the old chunk when nothing in it changed, else the pages that did not.
const Chunk* take_chunk(uint64_t chunk, Span span, const Chunk* old) {
  if (span.first >= span.end) return nullptr;
  Chunk* made = nullptr;
  if (old) {
    uint64_t same = 0;
    for (; same < kPagesInChunk; ++same) {
      const bool used = same >= span.first && same < span.end;
      const Page* page = old->pages[same];
      if (used != (page != nullptr)) break;
      if (used && !raw_equal(page->bytes, live_page(chunk, same), kPageSize)) break;
    }
    if (same == kPagesInChunk) {
      old->refs.fetch_add(1, std::memory_order_relaxed);
      return old;
    }
    made = new Chunk;
    for (uint64_t i = span.first; i < span.end; ++i) {
      const Page* page = old->pages[i];
      const bool equal = page && (i < same || raw_equal(page->bytes, live_page(chunk, i), kPageSize));
      made->pages[i] = equal ? page_share(page) : page_copy(live_page(chunk, i));
    }
    return made;
  }
  made = new Chunk;
  for (uint64_t i = span.first; i < span.end; ++i) made->pages[i] = page_copy(live_page(chunk, i));
  return made;
}

}  // namespace

class Checkpoint {
 public:
  explicit Checkpoint(uint64_t chunks) : count(chunks), table(new const Chunk*[chunks]()) {
    g_total_bytes.fetch_add(own_bytes(), std::memory_order_relaxed);
  }
  ~Checkpoint() {
    for (uint64_t i = 0; i < count; ++i) chunk_drop(table[i]);
    delete[] table;
    g_total_bytes.fetch_sub(own_bytes(), std::memory_order_relaxed);
  }
  uint64_t own_bytes() const { return sizeof(*this) + count * sizeof(const Chunk*); }
  mutable std::atomic<uint32_t> refs{1};
  uint64_t step = 0;
  uint64_t count;
  const Chunk** table;
};

CheckpointRef::CheckpointRef(const CheckpointRef& o) : p_(o.p_) {
  if (p_) p_->refs.fetch_add(1, std::memory_order_relaxed);
}
CheckpointRef::~CheckpointRef() {
  if (p_ && p_->refs.fetch_sub(1, std::memory_order_acq_rel) == 1) delete p_;
}

CheckpointRef checkpoint_take(const Checkpoint* previous) {
  machine_stack_unpoison();
  Checkpoint* made = new Checkpoint(chunks_in_use());
  made->step = rt().step;
  for (uint64_t i = 0; i < made->count; ++i)
    made->table[i] = take_chunk(i, used_pages(i), previous && i < previous->count ? previous->table[i] : nullptr);
  return CheckpointRef(made);
}

void checkpoint_restore(const Checkpoint& checkpoint) {
  machine_stack_unpoison();  // the frames that are abandoned
  heap_unpoison(reinterpret_cast<void*>(kHeapBase), rt().heap.units_top * kUnitSize);  // which blocks are free is about to change
  for (uint64_t i = 0; i < checkpoint.count; ++i) {
    const Chunk* chunk = checkpoint.table[i];
    if (!chunk) continue;
    for (uint64_t p = 0; p < kPagesInChunk; ++p) {
      const Page* page = chunk->pages[p];
      if (page && !raw_equal(live_page(i, p), page->bytes, kPageSize))
        raw_copy(live_page(i, p), page->bytes, kPageSize);
    }
  }
  machine_stack_unpoison();
}

uint64_t checkpoint_step(const Checkpoint& checkpoint) { return checkpoint.step; }

const unsigned char* checkpoint_page(const Checkpoint& checkpoint, uint64_t address) {
  const uint64_t offset = address - kArenaBase;
  const uint64_t chunk = offset / kChunkSize;
  if (chunk >= checkpoint.count || !checkpoint.table[chunk]) return nullptr;
  const Page* page = checkpoint.table[chunk]->pages[offset % kChunkSize / kPageSize];
  return page ? page->bytes : nullptr;
}

static const Chunk* chunk_of(const Checkpoint& checkpoint, uint64_t chunk) { return chunk < checkpoint.count ? checkpoint.table[chunk] : nullptr; }

static bool is_of_stack(uint64_t chunk) { return chunk >= (kStackBase - kArenaBase) / kChunkSize && chunk < (kStackTop - kArenaBase) / kChunkSize; }

bool ChangedPages::next() {
  const uint64_t count = before_.count > after_.count ? before_.count : after_.count;
  for (; chunk_ < count; ++chunk_, page_ = 0) {
    const Chunk *was = chunk_of(before_, chunk_), *is = chunk_of(after_, chunk_);
    if (was == is || is_of_stack(chunk_)) continue;
    while (page_ < kPagesInChunk) {
      const uint64_t at = page_++;
      const Page *old = was ? was->pages[at] : nullptr, *now = is ? is->pages[at] : nullptr;
      if (old == now) continue;
      address_ = kArenaBase + chunk_ * kChunkSize + at * kPageSize;
      was_ = old ? old->bytes : nullptr;
      is_ = now ? now->bytes : nullptr;
      return true;
    }
  }
  return false;
}

uint64_t checkpoint_unique_bytes(const Checkpoint& checkpoint) {
  uint64_t bytes = checkpoint.own_bytes();
  for (uint64_t i = 0; i < checkpoint.count; ++i) {
    const Chunk* chunk = checkpoint.table[i];
    if (!chunk || chunk->refs.load(std::memory_order_relaxed) != 1) continue;
    bytes += sizeof(Chunk);
    for (const Page* page : chunk->pages)
      if (page && page != &g_zero_page && page->refs.load(std::memory_order_relaxed) == 1) bytes += sizeof(Page);
  }
  return bytes;
}

uint64_t checkpoint_total_bytes() { return g_total_bytes.load(std::memory_order_relaxed); }

}  // namespace innards
