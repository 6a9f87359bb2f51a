// Bytecode as text, as python3.11's dis module prints it.
#include <algorithm>
#include <set>

#include "compile/compile.h"
#include "compile/line_table.h"
#include "compile/opcodes.h"

namespace innards {

namespace {

struct DisInstr {
  int offset, opcode, arg;
};

std::vector<DisInstr> unpack(const std::string& code) {
  std::vector<DisInstr> instrs;
  int extended = 0;
  for (size_t i = 0; i + 1 < code.size(); i += 2) {
    int opcode = static_cast<uint8_t>(code[i]);
    int arg = -1;
    if (opcode >= kHaveArgument) {
      arg = static_cast<uint8_t>(code[i + 1]) | extended;
      extended = opcode == Opcode::EXTENDED_ARG ? static_cast<int>(static_cast<uint32_t>(arg) << 8) : 0;
    }
    instrs.push_back({static_cast<int>(i), opcode, arg});
    i += 2 * static_cast<size_t>(opcode_info(opcode).caches);
  }
  return instrs;
}

bool is_relative_jump(int opcode) {
  ArgKind kind = opcode_info(opcode).kind;
  return kind == ArgKind::Forward || kind == ArgKind::Backward;
}

int jump_target(const DisInstr& instr) {
  bool back = opcode_info(instr.opcode).kind == ArgKind::Backward;
  return instr.offset + 2 + (back ? -instr.arg : instr.arg) * 2;
}

std::string rjust(const std::string& text, size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

std::string code_repr(const CodeUnit& unit) {
  return "<code object " + unit.name + " at 0x0, file \"" + unit.filename + "\", line " + std::to_string(unit.firstlineno) + ">";
}

std::string const_repr(const CodeConst& c) {
  if (c.code) return code_repr(*c.code);
  std::string text;
  constant_repr(c.value, &text);
  return text;
}

class Disassembler {
 public:
  Disassembler(bool show_caches, std::string& out) : show_caches_(show_caches), out_(out) {}

  void print(const CodeUnit& unit) {
    unit_ = &unit;
    instrs_ = unpack(unit.code);
    std::vector<ExceptionEntry> handlers = read_exception_table(unit.exceptiontable);
    find_labels(handlers);
    find_line_starts();
    for (const DisInstr& instr : instrs_) line(instr);
    if (!handlers.empty()) out_ += "ExceptionTable:\n";
    for (const ExceptionEntry& h : handlers)
      out_ += "  " + std::to_string(h.start) + " to " + std::to_string(h.end - 2) + " -> " + std::to_string(h.target) + " [" +
              std::to_string(h.depth) + "]" + (h.lasti ? " lasti" : "") + "\n";
  }

 private:
  bool show_caches_;
  std::string& out_;
  const CodeUnit* unit_ = nullptr;
  std::vector<DisInstr> instrs_;
  std::set<int> labels_;
  std::vector<std::pair<int, int>> line_starts_;  // offset, line
  size_t next_start_ = 0;
  size_t line_width_ = 3, offset_width_ = 4;

  void find_labels(const std::vector<ExceptionEntry>& handlers) {
    labels_.clear();
    for (const DisInstr& instr : instrs_)
      if (is_relative_jump(instr.opcode)) labels_.insert(jump_target(instr));
    for (const ExceptionEntry& h : handlers)
      if (h.start < h.end) labels_.insert(h.target);
  }

  void find_line_starts() {
    line_starts_.clear();
    next_start_ = 0;
    int last = -1, max_line = 0;
    for (const LocationEntry& e : read_line_table(unit_->linetable, unit_->firstlineno)) {
      if (e.lineno < 0 || e.lineno == last) continue;
      last = e.lineno;
      max_line = std::max(max_line, last);
      line_starts_.emplace_back(e.start, last);
    }
    line_width_ = line_starts_.empty() ? 0 : max_line >= 1000 ? std::to_string(max_line).size() : 3;
    int max_offset = static_cast<int>(unit_->code.size()) - 2;
    offset_width_ = max_offset >= 10000 ? std::to_string(max_offset).size() : 4;
  }

  // The line that begins at this offset, or -1.
  int line_start(int offset) {
    while (next_start_ < line_starts_.size() && line_starts_[next_start_].first < offset) ++next_start_;
    bool here = next_start_ < line_starts_.size() && line_starts_[next_start_].first == offset;
    return here ? line_starts_[next_start_].second : -1;
  }

  void write(int lineno, bool label, int offset, const char* name, int arg, const std::string& details) {
    std::string text;
    if (line_width_) text = rjust(lineno >= 0 ? std::to_string(lineno) : "", line_width_) + " ";
    text += std::string("    ") + (label ? ">>" : "  ") + " " + rjust(std::to_string(offset), offset_width_) + " " + name;
    size_t padding = std::string_view(name).size();
    if (padding < 20) text.append(20 - padding, ' ');
    if (arg >= 0) {
      text += " " + rjust(std::to_string(arg), 5);
      if (!details.empty()) text += " (" + details + ")";
    }
    text.erase(text.find_last_not_of(" \t\n\r\v\f\x1c\x1d\x1e\x1f") + 1);
    out_ += text + "\n";
  }

  void line(const DisInstr& instr) {
    int lineno = line_start(instr.offset);
    if (lineno >= 0 && instr.offset > 0) out_ += "\n";
    const OpcodeInfo& info = opcode_info(instr.opcode);
    write(lineno, labels_.count(instr.offset) != 0, instr.offset, info.name, instr.arg, details(instr));
    for (int i = 1; show_caches_ && i <= info.caches; ++i) write(-1, false, instr.offset + 2 * i, "CACHE", 0, "");
  }

  std::string details(const DisInstr& instr) const {
    if (instr.arg < 0) return "";
    size_t arg = static_cast<size_t>(instr.arg);
    switch (opcode_info(instr.opcode).kind) {
      case ArgKind::Const: return instr.opcode == Opcode::LOAD_CONST ? const_repr(unit_->consts[arg]) : "";
      case ArgKind::Name:
        if (instr.opcode == Opcode::LOAD_GLOBAL) return (arg & 1 ? "NULL + " : "") + unit_->names[arg / 2];
        return unit_->names[arg];
      case ArgKind::Local: case ArgKind::Free: return unit_->localsplusnames[arg];
      case ArgKind::Compare: return compare_op_text(instr.arg);
      case ArgKind::Forward: case ArgKind::Backward: return "to " + std::to_string(jump_target(instr));
      default: return plain_details(instr);
    }
  }

  static std::string plain_details(const DisInstr& instr) {
    static const char* const kConversions[] = {"", "str", "repr", "ascii"};
    static const char* const kParts[] = {"defaults", "kwdefaults", "annotations", "closure"};
    std::string text;
    if (instr.opcode == Opcode::BINARY_OP) return binary_op_text(instr.arg);
    if (instr.opcode == Opcode::FORMAT_VALUE) {
      text = kConversions[instr.arg & 3];
      if (instr.arg & 4) text += text.empty() ? "with format" : ", with format";
    } else if (instr.opcode == Opcode::MAKE_FUNCTION) {
      for (int i = 0; i < 4; ++i)
        if (instr.arg & (1 << i)) text += std::string(text.empty() ? "" : ", ") + kParts[i];
    }
    return text;
  }
};

void disassemble_all(const CodeUnit& unit, bool show_caches, std::string& out) {
  Disassembler(show_caches, out).print(unit);
  for (const CodeConst& c : unit.consts) {
    if (!c.code) continue;
    out += "\nDisassembly of " + code_repr(*c.code) + ":\n";
    disassemble_all(*c.code, show_caches, out);
  }
}

}  // namespace

std::string disassemble(const CodeUnit& unit, bool show_caches) {
  std::string out;
  disassemble_all(unit, show_caches, out);
  return out;
}

}  // namespace innards
