// CodeUnit: what the compiler makes of one scope: all co_ fields of a code object, on the host side.
// It stands apart from the arena's CodeObject because the compiler knows no heap: run/ turns a CodeUnit into a CodeObject.
// It may hold std containers; it is never part of the machine's state.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/code_flags.h"
#include "syntax/constant.h"

namespace innards {

class TreeMemory;
struct CodeUnit;

// One entry of co_consts: a constant, or (code set, value None) a nested code object.
struct CodeConst {
  ConstantValue value;
  std::shared_ptr<CodeUnit> code;
};

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
  std::shared_ptr<TreeMemory> memory;  // what the constants refer to; shared with the nested units
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
