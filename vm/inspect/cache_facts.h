// What an instruction's CACHE units hold and which specialised forms it has (cache_facts.def, compile/quick_opcodes.def), and
// what a counter says. It stands apart because these are facts about instructions, not about one run. It reads no machine.
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
  int opcode;
  const char *name, *when, *when_zh;
};
// What `opcode` can become; the adaptive form, in which it counts down, is not among them.
std::vector<SpecialisedForm> specialised_forms(int opcode);

// "00 00  00 00": units as bytes in the order of memory; `count` of them from `at`.
std::string cache_bytes(const InstrRow& r, int at, int count);

}  // namespace innards
