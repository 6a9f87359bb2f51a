// CodeUnit: what the compiler makes of one scope: all co_ fields of a code object, on the host side.
// It stands apart from the arena's CodeObject because the compiler knows no heap: run/ turns a CodeUnit into a CodeObject.
// It may hold std containers; it is never part of the machine's state.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "syntax/constant.h"

namespace innards {

struct CodeUnit;

// One entry of co_consts: a constant, or (code set, value None) a nested code object.
struct CodeConst {
  Constant value;
  std::shared_ptr<CodeUnit> code;
};

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

struct CodeUnit {
  std::string name, qualname, filename;  // UTF-8 (lone surrogates as three bytes)
  int32_t argcount = 0;                  // positional parameters, the positional-only ones too
  int32_t posonlyargcount = 0;
  int32_t kwonlyargcount = 0;
  int32_t stacksize = 0;
  uint32_t flags = 0;
  int32_t firstlineno = 0;
  std::string code;            // two bytes an instruction, with CACHE units, unspecialised
  std::string linetable;       // co_linetable
  std::string exceptiontable;  // co_exceptiontable
  std::vector<CodeConst> consts;
  std::vector<std::string> names;
  // co_localsplusnames and co_localspluskinds: parameters and locals, then cells that are no locals, then free variables.
  std::vector<std::string> localsplusnames;
  std::vector<uint8_t> localspluskinds;

  // co_varnames, co_cellvars, co_freevars, co_nlocals, made from localsplus.
  std::vector<std::string> varnames() const { return names_of(kFastLocal); }
  std::vector<std::string> cellvars() const { return names_of(kFastCell); }
  std::vector<std::string> freevars() const { return names_of(kFastFree); }
  int32_t nlocals() const { return static_cast<int32_t>(names_of(kFastLocal).size()); }

 private:
  std::vector<std::string> names_of(uint8_t kind) const {
    std::vector<std::string> found;
    for (size_t i = 0; i < localsplusnames.size(); ++i)
      if (localspluskinds[i] & kind) found.push_back(localsplusnames[i]);
    return found;
  }
};

}  // namespace innards
