// The table of quickened forms.
#include "compile/quick_opcodes.h"

namespace innards {

namespace {

struct Table {
  QuickInfo infos[256];
  uint8_t adaptive[256];
  Table() : adaptive{} {
    for (int i = 0; i < 256; ++i) infos[i] = {nullptr, i, QuickRole::None, "", ""};
#define QUICK_OPCODE(NAME, number, BASE, Role, when, when_zh)                           \
  infos[number] = {#NAME, Opcode::BASE, QuickRole::Role, when, when_zh};                \
  if (QuickRole::Role == QuickRole::Adaptive) adaptive[Opcode::BASE] = number;
#include "compile/quick_opcodes.def"
  }
};
const Table kTable;

}  // namespace

const QuickInfo& quick_info(int opcode) { return kTable.infos[opcode & 255]; }

const char* any_opcode_name(int opcode) {
  const char* quick = quick_info(opcode).name;
  return quick ? quick : opcode_info(opcode).name;
}

void deopt_units(uint8_t* units, int64_t count) {
  for (int64_t i = 0; i < count; ++i) {
    units[2 * i] = static_cast<uint8_t>(opcode_deopt(units[2 * i]));
    for (int caches = opcode_info(units[2 * i]).caches; caches > 0 && i + 1 < count; --caches) {
      ++i;
      units[2 * i] = units[2 * i + 1] = 0;
    }
  }
}

int adaptive_form(int opcode) { return kTable.adaptive[opcode & 255]; }

}  // namespace innards
