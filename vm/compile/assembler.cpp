#include "compile/assembler.h"

namespace innards {

int extended_args(int opcode, int oparg) {
  if (opcode < kHaveArgument) return 0;
  uint32_t arg = static_cast<uint32_t>(oparg);
  return (arg > 0xFFFFFF) + (arg > 0xFFFF) + (arg > 0xFF);
}

namespace {

int extended_args(const Instr& instr) { return innards::extended_args(instr.opcode, instr.oparg); }

// In code units, with EXTENDED_ARG prefixes and CACHE units.
int instr_size(const Instr& instr) { return extended_args(instr) + 1 + opcode_info(instr.opcode).caches; }

void place_blocks(FlowGraph& graph) {
  int total = 0;
  for (Block* block = graph.entry(); block; block = block->next) {
    block->offset = total;
    for (const Instr& instr : block->instrs) total += instr_size(instr);
  }
}

// Sets the arguments of all jumps; returns true if one has outgrown the room that was reckoned for it.
bool measure_jumps(FlowGraph& graph) {
  bool grown = false;
  for (Block* block = graph.entry(); block; block = block->next) {
    int at = block->offset;
    for (Instr& instr : block->instrs) {
      int size = instr_size(instr);
      at += size;
      if (!is_jump(instr.opcode)) continue;
      int to = instr.target->offset;
      instr.oparg = to < at ? at - to : to - at;
      if (instr_size(instr) != size) grown = true;
    }
  }
  return grown;
}

// Python/compile.c: assemble_jump_offsets. Repeats until no jump changes size.
void assemble_jump_offsets(FlowGraph& graph) {
  do place_blocks(graph);
  while (measure_jumps(graph));
}

void emit(std::string& code, int opcode, int arg) {
  code.push_back(static_cast<char>(opcode));
  code.push_back(static_cast<char>(arg & 0xFF));
}

void emit_instr(std::string& code, const Instr& instr) {
  int arg = instr.opcode < kHaveArgument ? 0 : instr.oparg;
  for (int i = extended_args(instr); i > 0; --i) emit(code, Opcode::EXTENDED_ARG, arg >> (8 * i));
  emit(code, instr.opcode, arg);
  for (int i = opcode_info(instr.opcode).caches; i > 0; --i) emit(code, Opcode::CACHE, 0);
}

// ---- co_linetable -------------------------------------------------------------------------------------------------

enum LocationCode : int { kOneLine0 = 10, kNoColumn = 13, kLong = 14, kNoLocation = 15 };

class LineTable {
 public:
  LineTable(std::string& out, int firstlineno) : out_(out), lineno_(firstlineno) {}

  // Python/compile.c: assemble_emit_location. An entry covers at most 8 code units.
  void add(const Location& loc, int size) {
    for (; size > 8; size -= 8) entry(loc, 8);
    entry(loc, size);
  }

 private:
  std::string& out_;
  int lineno_;

  void byte(int value) { out_.push_back(static_cast<char>(value)); }
  void first(int code, int size) { byte(0x80 | (code << 3) | (size - 1)); }
  void varint(uint32_t value) {
    for (; value >= 64; value >>= 6) byte(static_cast<int>(0x40 | (value & 0x3f)));
    byte(static_cast<int>(value));
  }
  void signed_varint(int value) {
    varint(value < 0 ? (static_cast<uint32_t>(-value) << 1) | 1 : static_cast<uint32_t>(value) << 1);
  }

  void entry(const Location& loc, int size) {
    if (loc.lineno < 0) return first(kNoLocation, size);
    int delta = loc.lineno - lineno_;
    bool columns = loc.col >= 0 && loc.end_col >= 0;
    bool one_line = loc.end_lineno == loc.lineno;
    if (!columns && (one_line || loc.end_lineno == -1)) {
      first(kNoColumn, size);
      signed_varint(delta);
    } else if (columns && one_line && delta == 0 && loc.col < 80 && loc.end_col - loc.col < 16 && loc.end_col >= loc.col) {
      first(loc.col >> 3, size);
      byte(((loc.col & 7) << 4) | (loc.end_col - loc.col));
    } else if (columns && one_line && delta >= 0 && delta < 3 && loc.col < 128 && loc.end_col < 128) {
      first(kOneLine0 + delta, size);
      byte(loc.col);
      byte(loc.end_col);
    } else {
      first(kLong, size);
      signed_varint(delta);
      varint(static_cast<uint32_t>(loc.end_lineno - loc.lineno));
      varint(static_cast<uint32_t>(loc.col + 1));
      varint(static_cast<uint32_t>(loc.end_col + 1));
    }
    lineno_ = loc.lineno;
  }
};

// ---- co_exceptiontable --------------------------------------------------------------------------------------------

// Six bits a byte, the highest first; bit 6 says that more follow, bit 7 that an entry begins.
void exception_varint(std::string& out, int value, int begin) {
  for (int shift = 24; shift > 0; shift -= 6)
    if (value >= 1 << shift) {
      out.push_back(static_cast<char>(((value >> shift) & 0x3f) | 0x40 | begin));
      begin = 0;
    }
  out.push_back(static_cast<char>((value & 0x3f) | begin));
}

void exception_entry(std::string& out, int start, int end, const Block& handler) {
  int depth = handler.start_depth - 1 - (handler.preserve_lasti ? 1 : 0);
  exception_varint(out, start, 0x80);
  exception_varint(out, end - start, 0);
  exception_varint(out, handler.offset, 0);
  exception_varint(out, (depth << 1) | (handler.preserve_lasti ? 1 : 0), 0);
}

void assemble_exception_table(FlowGraph& graph, std::string& out) {
  const Block* handler = nullptr;
  int start = -1, at = 0;
  for (Block* block = graph.entry(); block; block = block->next) {
    at = block->offset;
    for (const Instr& instr : block->instrs) {
      if (handler != instr.handler) {
        if (handler) exception_entry(out, start, at, *handler);
        start = at;
        handler = instr.handler;
      }
      at += instr_size(instr);
    }
  }
  if (handler) exception_entry(out, start, at, *handler);
}

}  // namespace

void assemble_bytes(FlowGraph& graph, CodeUnit& unit) {
  assemble_jump_offsets(graph);
  LineTable lines(unit.linetable, unit.firstlineno);
  for (Block* block = graph.entry(); block; block = block->next)
    for (const Instr& instr : block->instrs) {
      emit_instr(unit.code, instr);
      lines.add(instr.loc, instr_size(instr));
    }
  assemble_exception_table(graph, unit.exceptiontable);
}

}  // namespace innards
