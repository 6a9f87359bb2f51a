// The large-block heap: boundary tags, bins by size, good fit.
#include "heap/large_blocks.h"

#include <cstring>

#include "heap/arena.h"
#include "heap/sanitize.h"
#include "run/differences.h"
#include "run/runtime.h"

namespace innards {

namespace {

constexpr uint64_t kNoComputer = uint64_t{1} << 26;   // units: what no computer gives, CPython refuses too

HeapState& heap() { return rt().heap; }

constexpr uint64_t kSmallestRest = 256;  // what is left of a free block after cutting must be at least this
constexpr int kTriesInBin = 8;           // how many blocks of the wanted bin are looked at before taking a bigger one

// Four bins for each power of two.
uint32_t bin_of(uint64_t size) {
  const uint32_t log = 63 - __builtin_clzll(size);
  return (log - 5) * 4 + ((size >> (log - 2)) & 3);
}

void bin_insert(LargeHeader* header) {
  LargeFree* block = static_cast<LargeFree*>(header);
  const uint32_t bin = bin_of(large_size(header));
  LargeFree* first = heap().large_bins[bin];
  block->next = first;
  block->prev = nullptr;
  if (first) first->prev = block;
  heap().large_bins[bin] = block;
  heap().large_map[bin / 64] |= uint64_t{1} << (bin % 64);
}

void bin_remove(LargeHeader* header) {
  LargeFree* block = static_cast<LargeFree*>(header);
  const uint32_t bin = bin_of(large_size(header));
  if (block->next) block->next->prev = block->prev;
  if (block->prev) {
    block->prev->next = block->next;
  } else {
    heap().large_bins[bin] = block->next;
    if (!block->next) heap().large_map[bin / 64] &= ~(uint64_t{1} << (bin % 64));
  }
}

LargeFree* bin_find(uint64_t size) {
  const uint32_t own = bin_of(size);
  LargeFree* block = heap().large_bins[own];
  for (int i = 0; block && i < kTriesInBin; ++i, block = block->next)
    if (large_size(block) >= size) return block;
  uint32_t bin = own + 1;
  for (uint32_t word = bin / 64; word < kLargeBins / 64; ++word) {
    uint64_t bits = heap().large_map[word];
    if (word == bin / 64) bits &= ~uint64_t{0} << (bin % 64);
    if (bits) return heap().large_bins[word * 64 + __builtin_ctzll(bits)];
  }
  return nullptr;
}

void set_size(LargeHeader* header, uint64_t size, uint64_t flags) {
  header->size = size | flags;
  if (!(flags & kLargeLast)) large_next(header)->prev_size = size;
}

// Cuts `header` (not in a bin) down to `size`, giving the rest back. Sets it in use.
void cut(LargeHeader* header, uint64_t size) {
  const uint64_t all = large_size(header), last = header->size & kLargeLast;
  if (all - size < kSmallestRest) {
    set_size(header, all, last | kLargeInUse);
    return;
  }
  header->size = size | kLargeInUse;
  LargeHeader* rest = large_next(header);
  heap_unpoison(rest, sizeof(LargeFree));
  rest->prev_size = size;
  rest->size = (all - size) | last;
  if (!last && !large_in_use(large_next(rest))) {  // shrinking in front of a free block
    LargeHeader* next = large_next(rest);
    bin_remove(next);
    rest->size = (large_size(rest) + large_size(next)) | (next->size & kLargeLast);
  }
  set_size(rest, large_size(rest), rest->size & kLargeLast);
  bin_insert(rest);
  heap_poison(static_cast<LargeFree*>(rest) + 1, large_size(rest) - sizeof(LargeFree));
}

LargeHeader* new_segment(uint64_t size) {
  const uint64_t count = (size + kUnitSize - 1) / kUnitSize;
  const int64_t first = units_claim(count);
  if (first < 0) return nullptr;
  UnitInfo* units = &heap().units[first];
  std::memset(static_cast<void*>(units), 0, count * sizeof(UnitInfo));
  units->kind = UnitKind::kSegment;
  units->ntotalpools = static_cast<uint32_t>(count);
  for (uint64_t i = 1; i < count; ++i) units[i].kind = UnitKind::kMore;
  LargeHeader* header = reinterpret_cast<LargeHeader*>(unit_address(first));
  header->prev_size = 0;
  header->size = (count * kUnitSize) | kLargeLast;
  return header;
}

// A segment that has become one free block goes back, but one small segment is kept: the next block is likely.
bool give_back(LargeHeader* header) {
  const uint64_t unit = unit_of(header), count = heap().units[unit].ntotalpools;
  if (count == 1 && (heap().spare_segment == 0 || heap().spare_segment == unit + 1)) {
    heap().spare_segment = static_cast<uint32_t>(unit + 1);
    return false;
  }
  units_release(unit, count);
  return true;
}

uint64_t block_size_for(uint64_t size) { return (size + sizeof(LargeHeader) + 15) & ~uint64_t{15}; }

// Adds `missing` units behind the segment that `header` (its last block) lies in, if nobody has them.
bool extend_segment(LargeHeader* header, uint64_t missing) {
  const uint64_t end = unit_of(reinterpret_cast<char*>(header) + large_size(header) - 1) + 1;
  if (end + missing > kHeapUnits || (heap().units_in_use + missing) * kUnitSize > heap().limit) return false;
  for (uint64_t i = end; i < end + missing; ++i)
    if (heap().units[i].kind != UnitKind::kFree) return false;
  arena_zero_units(end, missing);
  uint64_t first = end - 1;
  while (heap().units[first].kind == UnitKind::kMore) --first;
  for (uint64_t i = end; i < end + missing; ++i) heap().units[i].kind = UnitKind::kMore;
  heap().units[first].ntotalpools += static_cast<uint32_t>(missing);
  heap().units_in_use += missing;
  if (end + missing > heap().units_top) heap().units_top = end + missing;
  header->size += missing * kUnitSize;
  return true;
}

// Grows a block into what lies behind it: a free block, and, at the end of a segment, units nobody has.
bool grow_in_place(LargeHeader* header, uint64_t size) {
  uint64_t room = large_size(header);
  LargeHeader* next = large_last(header) ? nullptr : large_next(header);
  if (next && large_in_use(next)) return false;
  LargeHeader* last = next ? next : header;
  if (next) room += large_size(next);
  if (room < size) {
    if (!large_last(last)) return false;
    if (next) bin_remove(next);  // its size, and so its bin, is about to change
    if (!extend_segment(last, (size - room + kUnitSize - 1) / kUnitSize)) {
      if (next) bin_insert(next);
      return false;
    }
  } else if (next) {
    bin_remove(next);
  }
  if (next) header->size = (large_size(header) + large_size(next)) | (next->size & kLargeLast) | kLargeInUse;
  cut(header, size);
  heap_unpoison(header, large_size(header));
  return true;
}

}  // namespace

int64_t units_claim(uint64_t count) {
  HeapState& h = heap();
  if (count > kHeapUnits || (h.units_in_use + count) * kUnitSize > h.limit) {
    if (count < kNoComputer) met_difference(Difference::MemoryLimit);
    return -1;
  }
  uint64_t run = 0, unit = 0;
  for (; unit < kHeapUnits && run < count; ++unit) run = h.units[unit].kind == UnitKind::kFree ? run + 1 : 0;
  if (run < count) return -1;
  const uint64_t first = unit - count;
  arena_zero_units(first, count);
  h.units_in_use += count;
  if (first + count > h.units_top) h.units_top = first + count;
  return static_cast<int64_t>(first);
}

void units_release(uint64_t first, uint64_t count) {
  HeapState& h = heap();
  std::memset(static_cast<void*>(&h.units[first]), 0, count * sizeof(UnitInfo));
  h.units_in_use -= count;
  while (h.units_top > 0 && h.units[h.units_top - 1].kind == UnitKind::kFree) --h.units_top;
}

void* large_alloc(uint64_t size) {
  if (size > kArenaSize) return nullptr;
  const uint64_t wanted = block_size_for(size);
  LargeHeader* header = bin_find(wanted);
  if (header) {
    bin_remove(header);
    if (heap().spare_segment == unit_of(header) + 1) heap().spare_segment = 0;
  } else {
    header = new_segment(wanted);
    if (!header) return nullptr;
  }
  cut(header, wanted);
  heap_unpoison(header, large_size(header));
  heap().bytes_in_large += large_size(header);
  ++heap().blocks_in_use;
  return header + 1;
}

void large_free(void* block) {
  LargeHeader* header = large_header(block);
  heap().bytes_in_large -= large_size(header);
  --heap().blocks_in_use;
  if (!large_last(header)) {
    LargeHeader* next = large_next(header);
    if (!large_in_use(next)) {
      bin_remove(next);
      header->size = (large_size(header) + large_size(next)) | (next->size & kLargeLast);
    }
  }
  if (header->prev_size) {
    LargeHeader* before = reinterpret_cast<LargeHeader*>(reinterpret_cast<char*>(header) - header->prev_size);
    if (!large_in_use(before)) {
      bin_remove(before);
      before->size = (large_size(before) + large_size(header)) | (header->size & kLargeLast);
      header = before;
    }
  }
  set_size(header, large_size(header), header->size & kLargeLast);
  if (header->prev_size == 0 && large_last(header) && give_back(header)) return;
  bin_insert(header);
  heap_poison(static_cast<LargeFree*>(header) + 1, large_size(header) - sizeof(LargeFree));
}

void* large_realloc(void* block, uint64_t size) {
  if (size > kArenaSize) return nullptr;
  LargeHeader* header = large_header(block);
  const uint64_t wanted = block_size_for(size < 16 ? 16 : size), before = large_size(header);
  if (wanted <= before) {
    cut(header, wanted);
    heap().bytes_in_large -= before - large_size(header);
    return block;
  }
  if (grow_in_place(header, wanted)) {
    heap().bytes_in_large += large_size(header) - before;
    return block;
  }
  void* moved = large_alloc(size);
  if (!moved) return nullptr;
  std::memcpy(moved, block, before - sizeof(LargeHeader));
  large_free(block);
  return moved;
}

}  // namespace innards
