// HeapState: the allocator's and the collector's variables. Plain data; lives in Runtime. Only heap/ writes it.
#pragma once

#include <cstdint>

#include "base/ptr.h"

namespace innards {

struct HeapState {
  uint64_t static_used;    // bytes of the static region handed out
  uint64_t limit;          // memory limit in bytes for the heap region
};

}  // namespace innards
