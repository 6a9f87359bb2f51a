#include "inspect/cache_facts.h"

#include <cstdio>

#include "compile/quick_opcodes.h"

namespace innards {

namespace {

struct FieldFact {
  int opcode;
  const char* name;
  int units;
};
const FieldFact kFields[] = {
#define CACHE_FIELD(OPCODE, name, units) {Opcode::OPCODE, name, units},
#include "inspect/cache_facts.def"
};

}  // namespace

std::vector<CacheField> cache_fields(int opcode) {
  std::vector<CacheField> out;
  int at = 0;
  for (const FieldFact& f : kFields) {
    if (f.opcode != opcode) continue;
    out.push_back({f.name, at, f.units});
    at += f.units;
  }
  return out;
}

std::vector<SpecialisedForm> specialised_forms(int opcode) {
  std::vector<SpecialisedForm> out;
#define QUICK_OPCODE(NAME, number, BASE, Role, when, when_zh) \
  if (Opcode::BASE == opcode && QuickRole::Role == QuickRole::Specialised) out.push_back({number, #NAME, when, when_zh});
#include "compile/quick_opcodes.def"
  return out;
}

std::string cache_bytes(const InstrRow& r, int at, int count) {
  std::string out;
  for (int i = at; i < at + count && i < static_cast<int>(r.cache_values.size()); ++i) {
    char text[16];
    const unsigned unit = r.cache_values[static_cast<size_t>(i)];
    std::snprintf(text, sizeof text, "%s%02x %02x", out.empty() ? "" : " ", unit & 255, unit >> 8);
    out += text;
  }
  return out;
}

}  // namespace innards
