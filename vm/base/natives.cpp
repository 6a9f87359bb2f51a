// The host-side tables of native functions and of the definition tables that arena objects refer to by number.
#include <cstdio>
#include <cstdlib>
#include <unordered_map>
#include <vector>

#include "base/ptr.h"

namespace innards {

AnyFunction g_natives[kMaxNatives];

uint64_t native_id(AnyFunction f) {
  static std::unordered_map<void*, uint64_t> ids;
  static uint64_t next = 1;
  auto [it, added] = ids.try_emplace(reinterpret_cast<void*>(f), next);
  if (added) {
    if (next == kMaxNatives) {
      std::fputs("innards: more native functions than kMaxNatives; raise it in vm/base/ptr.h\n", stderr);
      std::abort();
    }
    g_natives[next++] = f;
  }
  return it->second;
}

}  // namespace innards
