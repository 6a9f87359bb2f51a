#include "compile/verify_decode.h"

#include <climits>
#include <cstddef>

#include "compile/opcodes.h"

namespace innards {

namespace {

// One instruction with its prefixes and caches.
DecodedInstr read_instr(const CodeView& c, int unit) {
  DecodedInstr i;
  i.start = unit;
  int prefixes = 0;
  for (;; ++unit, ++prefixes) {
    i.opcode = c.code[2 * unit];
    i.oparg = (i.oparg & 0xffffffffff) << 8 | c.code[2 * unit + 1];
    if (i.opcode != Opcode::EXTENDED_ARG || unit + 1 == c.units) break;
  }
  i.at = unit;
  i.end = unit + 1;
  const OpcodeInfo& info = opcode_info(i.opcode);
  if (i.opcode == Opcode::EXTENDED_ARG) i.fault = "stands at the end, before no instruction";
  else if (!info.name || info.pseudo) i.fault = "is no instruction of 3.11's unspecialised code";
  else if (i.opcode == Opcode::CACHE) i.fault = "is room for the instruction before it, and cannot be executed";
  else if (prefixes > 3 || i.oparg > INT_MAX) i.fault = "has an argument that is too large";
  if (i.fault) return i;
  for (int k = 0; k < info.caches; ++k, ++i.end)
    if (i.end >= c.units || c.code[2 * i.end] || c.code[2 * i.end + 1]) {
      i.fault = "has not its empty CACHE units behind it";
      return i;
    }
  return i;
}

// A number of the exception table, -1 when it is cut off or too large.
int read_number(const CodeView& c, int64_t* at) {
  int64_t n = 0;
  for (;;) {
    if (*at >= c.table_size) return -1;
    const int byte = c.table[(*at)++];
    n = n << 6 | (byte & 63);
    if (n > INT_MAX) return -1;
    if (!(byte & 64)) return static_cast<int>(n);
  }
}

const char* read_handlers(const CodeView& c, DecodedCode* d) {
  int last = 0;
  for (int64_t at = 0; at < c.table_size;) {
    if (!(c.table[at] & 128)) return "has no mark where an entry begins";
    const int start = read_number(c, &at), size = read_number(c, &at), target = read_number(c, &at), depth = read_number(c, &at);
    if (start < 0 || size < 0 || target < 0 || depth < 0) return "is cut off, or has a number that is too large";
    if (start < last || size > c.units - start) return "is not in order, or reaches beyond the code";
    if (target >= c.units || d->index[static_cast<size_t>(target)] < 0) return "has a handler that is not at an instruction";
    d->handlers.push_back({start, start + size, target, depth >> 1, (depth & 1) != 0});
    last = start + size;
  }
  return nullptr;
}

}  // namespace

DecodedCode decode_code(const CodeView& code) {
  DecodedCode d;
  d.index.assign(static_cast<size_t>(code.units), -1);
  for (int unit = 0; unit < code.units;) {
    d.index[static_cast<size_t>(unit)] = static_cast<int>(d.instrs.size());
    d.instrs.push_back(read_instr(code, unit));
    unit = d.instrs.back().end;
  }
  d.table_fault = read_handlers(code, &d);
  return d;
}

}  // namespace innards
