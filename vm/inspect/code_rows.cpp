// Code objects as rows: instructions with their places in the source, tables, constants and names.
#include <algorithm>
#include <cstddef>
#include <cstdio>

#include "base/code_flags.h"
#include "compile/code_unit.h"
#include "compile/quick_opcodes.h"
#include "inspect/code_forms.h"
#include "inspect/inspect.h"
#include "inspect/reader.h"
#include "object/bytes.h"
#include "object/code.h"
#include "object/tuple.h"
#include "run/specialise.h"

namespace innards::inspect {

namespace {

// Reads the variable-length numbers of 3.11's location table (Objects/locations.md): six bits a byte, low bits first.
struct LocationReader {
  const std::string& table;
  size_t at = 0;
  bool more() const { return at < table.size(); }
  int byte() { return more() ? static_cast<unsigned char>(table[at++]) : 0; }
  int varint() {
    int value = 0, shift = 0, b;
    do {
      b = byte();
      value |= (b & 63) << shift;
      shift += 6;
    } while ((b & 64) && shift < 30);
    return value;
  }
  int svarint() {
    int u = varint();
    return u & 1 ? -(u >> 1) : u >> 1;
  }
};

// The exception table's numbers: six bits a byte, high bits first; bit 7 marks the start of an entry.
std::vector<ExceptionTableRow> read_exception_table(const std::string& table) {
  std::vector<ExceptionTableRow> rows;
  size_t at = 0;
  auto number = [&] {
    int value = 0;
    while (at < table.size()) {
      int b = static_cast<unsigned char>(table[at++]);
      value = value << 6 | (b & 63);
      if (!(b & 64)) break;
    }
    return value;
  };
  while (at < table.size()) {
    ExceptionTableRow row;
    row.start = number() * 2;
    row.end = row.start + number() * 2;
    row.target = number() * 2;
    int depth_lasti = number();
    row.depth = depth_lasti >> 1;
    row.lasti = depth_lasti & 1;
    rows.push_back(row);
  }
  return rows;
}

std::string flags_text(int flags) {
  struct Flag { int bit; const char* name; };
  static const Flag flags_named[] = {{kCoOptimized, "OPTIMIZED"}, {kCoNewLocals, "NEWLOCALS"}, {kCoVarargs, "VARARGS"}, {kCoVarKeywords, "VARKEYWORDS"},
                                     {kCoNested, "NESTED"}, {kCoGenerator, "GENERATOR"}, {kCoCoroutine, "COROUTINE"},
                                     {kCoIterableCoroutine, "ITERABLE_COROUTINE"}, {kCoAsyncGenerator, "ASYNC_GENERATOR"},
                                     {kCoFutureAnnotations, "FUTURE_ANNOTATIONS"}};
  std::string text;
  for (const Flag& f : flags_named)
    if (flags & f.bit) text += (text.empty() ? "" : " | ") + std::string(f.name);
  return text;
}

std::string raw_bytes(const Memory& memory, ObjectId id) {
  if (!id) return "";
  int64_t n = std::clamp<int64_t>(memory.read<VarObject>(id).ob_size, 0, 1 << 26);
  return memory.bytes(id + offsetof(BytesObject, ob_sval), static_cast<uint64_t>(n));
}

std::string argument_text(const InstrRow& row, const OpcodeInfo& info, const CodeRows& code, const std::vector<std::string>& locals) {
  size_t arg = static_cast<size_t>(row.arg);
  switch (info.kind) {
    case ArgKind::Const: return arg < code.consts.size() ? code.consts[arg].text : "";
    case ArgKind::Name: {
      bool load_global = row.opcode == Opcode::LOAD_GLOBAL;
      size_t index = load_global ? arg / 2 : arg;
      if (index >= code.names.size()) return "";
      return load_global && arg % 2 ? "NULL + " + code.names[index] : code.names[index];
    }
    case ArgKind::Local:
    case ArgKind::Free: return arg < locals.size() ? locals[arg] : "";
    case ArgKind::Compare: return compare_op_text(row.arg);
    case ArgKind::Forward:
    case ArgKind::Backward: return "to " + std::to_string(row.jump_target);
    case ArgKind::Plain:
      if (row.opcode == Opcode::BINARY_OP) return binary_op_text(row.arg);
      if (row.opcode == Opcode::MAKE_FUNCTION) {
        std::string text;
        const char* parts[] = {"defaults", "kwdefaults", "annotations", "closure"};
        for (int i = 0; i < 4; ++i)
          if (row.arg & (1 << i)) text += (text.empty() ? "" : ", ") + std::string(parts[i]);
        return text;
      }
      if (row.opcode == Opcode::FORMAT_VALUE) {
        const char* conversions[] = {"", "str", "repr", "ascii"};
        std::string text = conversions[row.arg & 3];
        if (row.arg & 4) text += text.empty() ? "with format" : ", with format";
        return text;
      }
      return "";
    case ArgKind::None: return "";
  }
  return "";
}

std::vector<InstrRow> read_instructions(const std::string& units, const CodeRows& code, const std::vector<std::string>& locals, const std::vector<Span>& spans) {
  std::vector<InstrRow> rows;
  auto byte = [&](size_t i) { return static_cast<unsigned char>(units[i]); };
  auto unit = [&](size_t i) { return std::pair{opcode_deopt(byte(2 * i)), byte(2 * i + 1)}; };
  size_t count = units.size() / 2, i = 0;
  int last_line = 0;
  while (i < count) {
    InstrRow row;
    row.offset = static_cast<int>(2 * i);
    int arg = 0;
    while (i + 1 < count && unit(i).first == Opcode::EXTENDED_ARG) {
      arg = (arg | unit(i).second) << 8;
      row.extended = true;
      ++i;
    }
    auto [op, low] = unit(i);
    const OpcodeInfo& info = opcode_info(op);
    row.opcode = row.form = op;
    row.name = info.name ? info.name : "?";
    row.arg = arg | low;
    row.has_arg = op >= kHaveArgument;
    row.caches = info.caches;
    row.sentence = info.sentence ? info.sentence : "";
    row.stack_picture = info.stack ? info.stack : "";
    row.cache_values.assign(std::min(static_cast<size_t>(row.caches), count - i - 1), 0);
    if (i < spans.size()) row.span = spans[i];
    row.line = row.span.line;
    row.starts_line = row.line && row.line != last_line;
    if (row.line) last_line = row.line;
    int after = static_cast<int>(i) + 1 + row.caches;
    if (info.kind == ArgKind::Forward) row.jump_target = 2 * (after + row.arg);
    if (info.kind == ArgKind::Backward) row.jump_target = 2 * (after - row.arg);
    row.arg_text = argument_text(row, info, code, locals);
    for (const ExceptionTableRow& e : code.exceptions)
      if (row.offset >= e.start && row.offset < e.end) row.handler = e.target;
    rows.push_back(row);
    i = static_cast<size_t>(after);
  }
  for (const InstrRow& from : rows) {
    auto to = std::lower_bound(rows.begin(), rows.end(), from.jump_target, [](const InstrRow& row, int offset) { return row.offset < offset; });
    if (from.jump_target >= 0 && to != rows.end() && to->offset == from.jump_target) to->is_target = true;
  }
  return rows;
}

}  // namespace

void set_forms(CodeRows& rows, const std::string& units, int warmup) {
  auto byte = [&](size_t i) { return i < units.size() ? static_cast<unsigned char>(units[i]) : 0; };
  rows.warmup = warmup;
  for (InstrRow& row : rows.instructions) {
    size_t at = static_cast<size_t>(row.offset);
    while (row.extended && opcode_deopt(byte(at)) == Opcode::EXTENDED_ARG) at += 2;
    row.form = byte(at);
    const char* name = row.form == row.opcode ? nullptr : any_opcode_name(row.form);
    row.form_name = name ? name : "";
    for (uint16_t& unit : row.cache_values) {
      at += 2;
      unit = static_cast<uint16_t>(byte(at) | byte(at + 1) << 8);
    }
  }
}

std::vector<Span> read_locations(const std::string& table, int first_line, size_t units) {
  std::vector<Span> spans;
  LocationReader in{table};
  int line = first_line;
  while (in.more() && spans.size() < units) {
    int head = in.byte();
    int code = (head >> 3) & 15, length = (head & 7) + 1;
    Span span;
    if (code == 15) {
      // no place
    } else if (code == 14) {
      line += in.svarint();
      span.line = line;
      span.end_line = line + in.varint();
      span.col = in.varint() - 1;
      span.end_col = in.varint() - 1;
    } else if (code == 13) {
      line += in.svarint();
      span = {line, -1, line, -1};
    } else if (code >= 10) {
      line += code - 10;
      int col = in.byte(), end = in.byte();
      span = {line, col, line, end};
    } else {
      int second = in.byte();
      int col = code << 3 | second >> 4;
      span = {line, col, line, col + (second & 15)};
    }
    for (int i = 0; i < length && spans.size() < units; ++i) spans.push_back(span);
  }
  spans.resize(units);
  return spans;
}

namespace {

void add_local(CodeRows& rows, const std::string& name, int kind) {
  if (kind & kFastLocal) rows.varnames.push_back(name);
  if (kind & kFastCell) rows.cellvars.push_back(name);
  if (kind & kFastFree) rows.freevars.push_back(name);
}

const char* constant_type(const CodeConst& c) {
  static const char* const kNames[] = {"NoneType", "bool", "ellipsis", "int", "float", "complex", "str", "bytes", "tuple", "frozenset"};
  return c.code ? "code" : kNames[static_cast<size_t>(c.value.type)];
}

ValueRow constant_row(const CodeConst& c) {
  ValueRow row;
  row.type = constant_type(c);
  if (c.code) row.text = "<code object " + c.code->name + ">";
  else if (!constant_repr(c.value, &row.text)) row.text = "an int of many digits";
  return row;
}

}  // namespace

CodeRows code(const CodeUnit& unit) {
  CodeRows rows;
  rows.warmup = -kWarmUp;
  rows.name = unit.name;
  rows.qualname = unit.qualname;
  rows.filename = unit.filename;
  rows.first_line = unit.firstlineno;
  rows.arg_count = unit.argcount;
  rows.posonly_arg_count = unit.posonlyargcount;
  rows.kwonly_arg_count = unit.kwonlyargcount;
  rows.stack_size = unit.stacksize;
  rows.flags = static_cast<int>(unit.flags);
  rows.flags_text = flags_text(rows.flags);
  for (const CodeConst& c : unit.consts) rows.consts.push_back(constant_row(c));
  rows.names = unit.names;
  for (size_t i = 0; i < unit.localsplusnames.size(); ++i) add_local(rows, unit.localsplusnames[i], unit.localspluskinds[i]);
  rows.exceptions = read_exception_table(unit.exceptiontable);
  rows.instructions = read_instructions(unit.code, rows, unit.localsplusnames, read_locations(unit.linetable, unit.firstlineno, unit.code.size() / 2));
  return rows;
}

CodeRows code(const Memory& memory, ObjectId id) {
  CodeRows rows;
  Reader reader(memory);
  if (!reader.is_object(id) || reader.kind(id) != Kind::kCode) return rows;
  CodeObject co = memory.read<CodeObject>(id);
  rows.id = id;
  rows.name = reader.str(co.co_name.bits());
  rows.qualname = reader.str(co.co_qualname.bits());
  rows.filename = reader.str(co.co_filename.bits());
  rows.first_line = co.co_firstlineno;
  rows.arg_count = co.co_argcount;
  rows.posonly_arg_count = co.co_posonlyargcount;
  rows.kwonly_arg_count = co.co_kwonlyargcount;
  rows.stack_size = co.co_stacksize;
  rows.flags = co.co_flags;
  rows.flags_text = flags_text(co.co_flags);
  for (ObjectId item : reader.tuple_items(co.co_consts.bits())) {
    ValueRow constant = reader.value(item);
    constant.refcount = 0;   // a code object's rows are read once; counts change
    constant.is_static = false;
    rows.consts.push_back(std::move(constant));
    if (reader.is_object(item) && reader.kind(item) == Kind::kCode) rows.children.push_back(item);
  }
  for (ObjectId item : reader.tuple_items(co.co_names.bits())) rows.names.push_back(reader.str(item));
  std::vector<std::string> locals;
  std::string kinds = raw_bytes(memory, co.co_localspluskinds.bits());
  for (ObjectId item : reader.tuple_items(co.co_localsplusnames.bits())) {
    size_t i = locals.size();
    locals.push_back(reader.str(item));
    int kind = i < kinds.size() ? static_cast<unsigned char>(kinds[i]) : 0;
    add_local(rows, locals.back(), kind);
  }
  rows.exceptions = read_exception_table(raw_bytes(memory, co.co_exceptiontable.bits()));
  int64_t units = std::clamp<int64_t>(co.ob_size, 0, 1 << 24);
  std::string raw = memory.bytes(id + offsetof(CodeObject, co_code_adaptive), static_cast<uint64_t>(units) * 2);
  rows.instructions = read_instructions(raw, rows, locals, read_locations(raw_bytes(memory, co.co_linetable.bits()), co.co_firstlineno, raw.size() / 2));
  set_forms(rows, raw, co.co_warmup);
  return rows;
}

bool begins_expression(const CodeRows& rows, int offset) {
  const auto& all = rows.instructions;
  const auto at = std::lower_bound(all.begin(), all.end(), offset, [](const InstrRow& i, int wanted) { return i.offset < wanted; });
  if (at == all.end() || at->offset != offset || at->span.line <= 0) return false;
  return at == all.begin() || !(std::prev(at)->span == at->span);
}

}  // namespace innards::inspect
