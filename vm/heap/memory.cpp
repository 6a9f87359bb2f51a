// Reading the live arena or a checkpoint, page by page.
#include "heap/memory.h"

#include "heap/arena.h"
#include "heap/machine_stack.h"
#include "heap/sanitize.h"
#include "run/runtime.h"

namespace innards {

namespace {
// Whether the live arena has anything at this address that a viewer may read.
bool in_use(uint64_t address) {
  if (!arena_reserved() || address < kArenaBase || address >= kArenaBase + kArenaSize) return false;
  if (address < kStaticBase) return address - kArenaBase < sizeof(Runtime);
  const HeapState& heap = rt().heap;
  if (address < kStackBase) return address - kStaticBase < heap.static_used;
  if (address < kHeapBase) return address >= kThreadTableBase && address < kThreadTableBase + kThreadTableSize;
  return heap.units[(address - kHeapBase) / kUnitSize].kind != UnitKind::kFree;
}
}  // namespace

const unsigned char* Memory::page(uint64_t address) const {
  address &= ~(kPageSize - 1);
  if (address >= kStackBase && address < kStackTop) return nullptr;
  if (checkpoint_) return checkpoint_page(*checkpoint_, address);
  return in_use(address) ? reinterpret_cast<const unsigned char*>(address) : nullptr;
}

bool Memory::valid(uint64_t address, uint64_t length) const {
  if (address < kArenaBase || address > kArenaBase + kArenaSize || length > kArenaBase + kArenaSize - address) return false;
  if (length == 0) length = 1;
  for (uint64_t at = address & ~(kPageSize - 1); at < address + length; at += kPageSize)
    if (!page(at)) return false;
  return true;
}

bool Memory::copy(uint64_t address, void* to, uint64_t length) const {
  unsigned char* out = static_cast<unsigned char*>(to);
  bool all = true;
  while (length > 0) {
    const uint64_t offset = address & (kPageSize - 1);
    uint64_t part = kPageSize - offset;
    if (part > length) part = length;
    if (const unsigned char* from = page(address)) {
      raw_copy(out, from + offset, part);
    } else {
      std::memset(out, 0, part);
      all = false;
    }
    address += part;
    out += part;
    length -= part;
  }
  return all;
}

std::string Memory::bytes(uint64_t address, uint64_t length) const {
  std::string result;
  while (length > 0) {
    const unsigned char* from = page(address);
    if (!from) break;
    const uint64_t offset = address & (kPageSize - 1);
    uint64_t part = kPageSize - offset;
    if (part > length) part = length;
    const size_t before = result.size();
    result.resize(before + part);
    raw_copy(&result[before], from + offset, part);
    address += part;
    length -= part;
  }
  return result;
}

std::string Memory::text(uint64_t address, uint64_t limit) const {
  std::string result;
  while (result.size() < limit) {
    const uint64_t part = limit - result.size() < 64 ? limit - result.size() : 64;
    const std::string piece = bytes(address, part);
    const size_t end = piece.find('\0');
    result += piece.substr(0, end);
    if (end != std::string::npos || piece.size() < part) break;
    address += part;
  }
  return result;
}

}  // namespace innards
