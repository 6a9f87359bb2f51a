// Bits that the compiler's CodeUnit and the arena's CodeObject share. It stands apart so that neither includes the other.
#pragma once

#include <cstdint>

namespace innards {

// Bits of co_flags, with CPython's values (Include/cpython/code.h).
enum CodeFlags : uint32_t {
  kCoOptimized = 0x1,
  kCoNewLocals = 0x2,
  kCoVarargs = 0x4,
  kCoVarKeywords = 0x8,
  kCoNested = 0x10,
  kCoGenerator = 0x20,
  kCoCoroutine = 0x80,
  kCoIterableCoroutine = 0x100,
  kCoAsyncGenerator = 0x200,
  kCoFutureDivision = 0x20000,
  kCoFutureAbsoluteImport = 0x40000,
  kCoFutureWithStatement = 0x80000,
  kCoFuturePrintFunction = 0x100000,
  kCoFutureUnicodeLiterals = 0x200000,
  kCoFutureBarryAsBdfl = 0x400000,
  kCoFutureGeneratorStop = 0x800000,
  kCoFutureAnnotations = 0x1000000,
};
inline constexpr uint32_t kCoFutureMask = 0x1fe0000;

// Kinds of a slot of localsplus, with CPython's values (Include/internal/pycore_code.h).
enum LocalKind : uint8_t { kFastLocal = 0x20, kFastCell = 0x40, kFastFree = 0x80 };

}  // namespace innards
