// What CPython 3.11 would write into an instruction's CACHE units and which specialised forms it has, from cache_facts.def.
// It stands apart because our loop is the unspecialised one: these are facts about CPython, not about this run. It reads no
// machine.
#pragma once

#include <string>
#include <vector>

#include "inspect/rows.h"

namespace innards {

struct CacheField {
  const char* name;
  int at, units;             // from the first unit, each of two bytes
};
// The fields of the units behind `opcode`, in order; none where it has no caches.
std::vector<CacheField> cache_fields(int opcode);

struct SpecialisedForm {
  const char *name, *when, *when_zh;
};
// What `opcode` can become; the adaptive form, in which it counts down, is not among them.
std::vector<SpecialisedForm> specialised_forms(int opcode);

// Calls and jumps back after which CPython 3.11 quickens a code object.
inline constexpr int kWarmUp = 8;

// "00 00  00 00": units as bytes in the order of memory; `count` of them from `at`.
std::string cache_bytes(const InstrRow& r, int at, int count);

}  // namespace innards
