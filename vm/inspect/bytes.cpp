// An object's bytes, field by field: pre-header, head, the struct's own fields, then what follows it.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstring>

#include "base/bigint.h"
#include "base/float_text.h"
#include "heap/heap.h"
#include "inspect/fields.h"
#include "inspect/inspect.h"
#include "inspect/reader.h"
#include "inspect/told.h"
#include "object/bytes.h"
#include "object/code.h"
#include "object/generator.h"
#include "object/int.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"

namespace innards::inspect {

namespace {

constexpr int64_t kMostTail = 256;   // bytes shown of what follows the struct
constexpr int64_t kMostItems = 64;   // pointers or digits shown of it

class Dump {
 public:
  Dump(Reader& reader, ObjectId id) : reader_(reader), id_(id) {}

  void field(const char* name, const char* ctype, int64_t offset, int64_t size, FieldType type) {
    FieldRow row;
    row.offset = offset;
    row.size = size;
    row.name = name;
    row.ctype = ctype;
    row.hex = hex(offset, size);
    meaning(row, type);
    rows_.push_back(std::move(row));
  }
  // Words of the struct up to `end` that no field covers.
  void rest(int64_t end) {
    for (int64_t at = 16; at + 8 <= end; at += 8) {
      if (covers(at)) continue;
      const bool pointer = reader_.memory().valid(word(at), 8);
      field(("+" + std::to_string(at)).c_str(), "word", at, 8, pointer ? FieldType::Pointer : FieldType::UInt);
    }
    std::stable_sort(rows_.begin(), rows_.end(), [](const FieldRow& a, const FieldRow& b) { return a.offset < b.offset; });
  }
  bool covers(int64_t at) const {
    return std::any_of(rows_.begin(), rows_.end(), [at](const FieldRow& r) { return r.offset < at + 8 && r.offset + r.size > at; });
  }
  void note(std::string text) { rows_.back().text = std::move(text); }
  void note(Say what, std::initializer_list<std::string> parts) {
    Told said = told(what, parts);
    rows_.back().text = std::move(said.english);
    rows_.back().text_zh = std::move(said.chinese);
  }
  // A pointer in memory that is in use now, or was once: what is left there may be gone.
  void pointer(const std::string& name, int64_t offset, bool in_use) {
    field(name.c_str(), "PyObject *", offset, 8, in_use ? FieldType::Object : FieldType::Pointer);
    if (!in_use && rows_.back().target) note(Say::FieldLeftOver, {rows_.back().text});
  }
  // Of an array that begins at `offset`, how many items have no row.
  void left_out(const std::string& array, const std::string& ctype, int64_t offset, int64_t size, int64_t shown, int64_t count) {
    if (count <= shown) return;
    const std::string left = std::to_string(count - shown);
    FieldRow row;
    row.offset = offset + size * shown;
    row.size = size * (count - shown);
    row.name = array + "[" + std::to_string(shown) + ":]";
    row.ctype = ctype + "[" + left + "]";
    rows_.push_back(std::move(row));
    note(Say::FieldItemsMore, {left});
  }
  std::vector<FieldRow> take() { return std::move(rows_); }
  uint64_t word(int64_t offset) { return reader_.memory().read<uint64_t>(id_ + static_cast<uint64_t>(offset)); }

 private:
  std::string hex(int64_t offset, int64_t size) {
    std::string text;
    for (unsigned char c : reader_.memory().bytes(id_ + static_cast<uint64_t>(offset), static_cast<uint64_t>(size))) {
      char two[4];
      std::snprintf(two, sizeof two, "%02x", c);
      if (!text.empty()) text += ' ';
      text += two;
    }
    return text;
  }

  // What is a pointer into the executable in CPython is a number here.
  static void number_of(FieldRow& row, Say what, uint64_t number) {
    Told said = number ? told(what, {std::to_string(number)}) : Told{"NULL", "NULL"};
    row.text = std::move(said.english);
    row.text_zh = std::move(said.chinese);
  }

  void meaning(FieldRow& row, FieldType type) {
    uint64_t at = id_ + static_cast<uint64_t>(row.offset);
    const Memory& m = reader_.memory();
    switch (type) {
      case FieldType::Object:
        row.target = m.read<uint64_t>(at);
        row.text = reader_.text(row.target, 40);
        break;
      case FieldType::Pointer: {
        row.target = m.read<uint64_t>(at);
        char text[24];
        std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(row.target));
        row.text = row.target ? text : "NULL";
        break;
      }
      case FieldType::Function: number_of(row, Say::FieldFunction, m.read<uint64_t>(at)); break;
      case FieldType::Table: number_of(row, Say::FieldTable, m.read<uint64_t>(at)); break;
      case FieldType::Int: row.text = std::to_string(m.read<int64_t>(at)); break;
      case FieldType::UInt: row.text = std::to_string(m.read<uint64_t>(at)); break;
      case FieldType::Int32: row.text = std::to_string(m.read<int32_t>(at)); break;
      case FieldType::UInt32: row.text = std::to_string(m.read<uint32_t>(at)); break;
      case FieldType::Int8: row.text = std::to_string(m.read<int8_t>(at)); break;
      case FieldType::Double: row.text = float_repr(m.read<double>(at)); break;
    }
  }

  Reader& reader_;
  ObjectId id_;
  std::vector<FieldRow> rows_;
};

void add_preheader(Dump& dump, const TypeInfo& t, bool has_gc_head) {
  if (t.flags & kTpManagedDict) {
    dump.field("values", "PyDictValues *", -32, 8, FieldType::Pointer);
    dump.field("dict", "PyObject *", -24, 8, FieldType::Object);
  }
  if (has_gc_head) {
    dump.field("_gc_next", "uintptr_t", -16, 8, FieldType::Pointer);
    dump.field("_gc_prev", "uintptr_t", -8, 8, FieldType::UInt);
    uint64_t bits = dump.word(-8);
    char link[32];   // the collector's flags lie in its lowest bits
    std::snprintf(link, sizeof link, "0x%llx", static_cast<unsigned long long>(bits & ~uint64_t{3}));
    dump.note(std::string(link) + (bits & 1 ? " | FINALIZED" : "") + (bits & 2 ? " | COLLECTING" : ""));
  }
}

void add_int_digits(Dump& dump, int64_t size) {
  const int64_t digits = std::max<int64_t>(size < 0 ? -size : size, 1);
  for (int64_t i = 0; i < std::min(digits, kMostItems); ++i) {
    std::string name = "ob_digit[" + std::to_string(i) + "]";
    dump.field(name.c_str(), "digit", 24 + 4 * i, 4, FieldType::UInt32);
  }
  dump.left_out("ob_digit", "digit", 24, 4, kMostItems, digits);
}

// A text's or bytes' own memory, of which no more than kMostTail bytes are shown.
void note_characters(Dump& dump, Reader& reader, ObjectId id, int64_t bytes) {
  const std::string text = reader.text(id, 60);
  if (bytes > kMostTail) dump.note(Say::FieldCharactersMore, {text, std::to_string(bytes - kMostTail)});
  else dump.note(Say::FieldCharacters, {text});
}

void add_str_tail(Dump& dump, Reader& reader, ObjectId id) {
  StrObject s = reader.memory().read<StrObject>(id);
  dump.field("state", "struct", 32, 4, FieldType::UInt32);
  std::string text = "kind " + std::to_string(s.state.kind);
  if (s.state.ascii) text += ", ascii";
  if (s.state.compact) text += ", compact";
  if (s.state.interned) text += ", interned";
  dump.note(text);
  dump.field("wstr", "wchar_t *", 40, 8, FieldType::Pointer);
  int64_t at = sizeof(StrObject);
  if (!s.state.ascii) {
    dump.field("utf8_length", "Py_ssize_t", 48, 8, FieldType::Int);
    dump.field("utf8", "char *", 56, 8, FieldType::Pointer);
    dump.field("wstr_length", "Py_ssize_t", 64, 8, FieldType::Int);
    at = sizeof(CompactStrObject);
  }
  if (!s.state.compact) {
    dump.field("data", "void *", 72, 8, FieldType::Pointer);
    return;
  }
  int64_t bytes = (std::max<int64_t>(s.length, 0) + 1) * std::max<int>(s.state.kind, 1);
  dump.field("characters", s.state.kind == 4 ? "Py_UCS4[]" : s.state.kind == 2 ? "Py_UCS2[]" : "Py_UCS1[]", at, std::min(bytes, kMostTail), FieldType::Int8);
  note_characters(dump, reader, id, bytes);
}

// The interpreter frame inside a generator.
void add_inner_frame(Dump& dump) {
  using F = InterpreterFrame;
  const int64_t at = offsetof(GenObject, gi_iframe);
  const struct { const char* name; int64_t offset; FieldType type; } kObjects[] = {
      {"f_func", offsetof(F, f_func), FieldType::Object},       {"f_globals", offsetof(F, f_globals), FieldType::Object},
      {"f_builtins", offsetof(F, f_builtins), FieldType::Object}, {"f_locals", offsetof(F, f_locals), FieldType::Object},
      {"f_code", offsetof(F, f_code), FieldType::Object},       {"frame_obj", offsetof(F, frame_obj), FieldType::Object},
      {"previous", offsetof(F, previous), FieldType::Pointer},  {"prev_instr", offsetof(F, prev_instr), FieldType::Pointer}};
  for (const auto& f : kObjects)
    dump.field((std::string("gi_iframe.") + f.name).c_str(), c_type_of(f.type), at + f.offset, 8, f.type);
  dump.field("gi_iframe.stacktop", "int", at + offsetof(F, stacktop), 4, FieldType::Int32);
  dump.field("gi_iframe.is_entry", "bool", at + offsetof(F, is_entry), 1, FieldType::Int8);
  dump.field("gi_iframe.owner", "char", at + offsetof(F, owner), 1, FieldType::Int8);
}

std::string frame_state_text(int8_t state) {
  const char* name = state == kFrameCreated ? "FRAME_CREATED" : state == kFrameSuspended ? "FRAME_SUSPENDED" : state == kFrameExecuting ? "FRAME_EXECUTING"
                     : state == kFrameCompleted ? "FRAME_COMPLETED" : "FRAME_CLEARED";
  return std::to_string(state) + ": " + name;
}

// Locals, cells and value stack. What lies behind the frame's top is left over, and may point at what is gone.
void add_inner_slots(Dump& dump, Reader& reader, ObjectId id) {
  const Memory& memory = reader.memory();
  const GenObject generator = memory.read<GenObject>(id);
  if (!generator.gi_code) return;
  const CodeObject code = memory.read<CodeObject>(generator.gi_code.bits());
  const int64_t at = offsetof(GenObject, gi_iframe), slots = offsetof(InterpreterFrame, localsplus);
  const int64_t top = memory.read<int32_t>(id + at + offsetof(InterpreterFrame, stacktop));
  const bool cleared = generator.gi_frame_state >= kFrameCompleted;
  const int64_t count = std::max<int64_t>(code.co_nlocalsplus + code.co_stacksize, 0);
  for (int64_t i = 0; i < std::min(count, kMostItems); ++i) {
    const bool live = !cleared && (i < top || (top < 0 && i < code.co_nlocalsplus));
    dump.pointer("gi_iframe.localsplus[" + std::to_string(i) + "]", at + slots + 8 * i, live);
  }
  dump.left_out("gi_iframe.localsplus", "PyObject *", at + slots, 8, kMostItems, count);
}

// Once the table has moved out, what stands here is left over.
void add_smalltable(Dump& dump, const Memory& memory, ObjectId id) {
  const SetObject set = memory.read<SetObject>(id);
  const int64_t at = offsetof(SetObject, smalltable);
  const bool in_use = set.table.bits() == id + at;
  for (int64_t i = 0; i < kSetMinSize; ++i) {
    const std::string entry = "smalltable[" + std::to_string(i) + "].";
    dump.pointer(entry + "key", at + 16 * i, in_use);
    dump.field((entry + "hash").c_str(), "Py_hash_t", at + 16 * i + 8, 8, FieldType::Int);
  }
}

void add_tail(Dump& dump, Reader& reader, ObjectId id, const TypeInfo& t, int64_t ob_size) {
  switch (t.kind) {
    case Kind::kInt:
    case Kind::kBool: add_int_digits(dump, ob_size); break;
    case Kind::kGenerator:
    case Kind::kCoroutine:
    case Kind::kAsyncGenerator: add_inner_frame(dump), add_inner_slots(dump, reader, id); break;
    case Kind::kSet:
    case Kind::kFrozenSet: add_smalltable(dump, reader.memory(), id); break;
    case Kind::kStr: add_str_tail(dump, reader, id); break;
    case Kind::kTuple: {
      for (int64_t i = 0; i < std::min(ob_size, kMostItems); ++i) {
        std::string name = "ob_item[" + std::to_string(i) + "]";
        dump.field(name.c_str(), "PyObject *", 24 + 8 * i, 8, FieldType::Object);
      }
      dump.left_out("ob_item", "PyObject *", 24, 8, kMostItems, ob_size);
      break;
    }
    case Kind::kBytes: {
      int64_t n = std::max<int64_t>(ob_size, 0) + 1;
      dump.field("ob_sval", "char[]", offsetof(BytesObject, ob_sval), std::min(n, kMostTail), FieldType::Int8);
      note_characters(dump, reader, id, n);
      break;
    }
    case Kind::kCode: {
      int64_t n = std::max<int64_t>(ob_size, 0) * 2;
      dump.field("co_code_adaptive", "_Py_CODEUNIT[]", offsetof(CodeObject, co_code_adaptive), std::min(n, kMostTail), FieldType::Int8);
      dump.note(Say::FieldCodeUnits, {std::to_string(ob_size)});
      dump.left_out("co_code_adaptive", "_Py_CODEUNIT", offsetof(CodeObject, co_code_adaptive), 2, kMostTail / 2, ob_size);
      break;
    }
    default: break;
  }
}

bool is_var_object(const TypeInfo& t) {
  if (t.exception) return false;
  switch (t.kind) {
    case Kind::kInt: case Kind::kBool: case Kind::kTuple: case Kind::kList: case Kind::kBytes: case Kind::kBytearray: case Kind::kCode:
    case Kind::kType: case Kind::kMemoryView: case Kind::kDeque: return true;
    default: return false;
  }
}

// Where the struct ends; items may follow.
int64_t struct_end(const Memory& memory, ObjectId id, const TypeInfo& t, bool static_type) {
  if (static_type) return sizeof(TypeObject);
  if (!t.exception && t.kind == Kind::kStr && memory.read<StrObject>(id).state.compact) return 0;
  return t.basicsize;
}

}  // namespace

std::vector<FieldRow> bytes(const Memory& memory, ObjectId id) {
  Reader reader(memory);
  if (!reader.alive(id)) return {};
  const TypeInfo t = reader.info(id);
  Dump dump(reader, id);
  bool static_type = t.kind == Kind::kType && !(memory.read<TypeObject>(id).tp_flags & kTpHeapType);
  add_preheader(dump, t, (t.flags & kTpHaveGC) && !static_type);
  dump.field("ob_refcnt", "Py_ssize_t", 0, 8, FieldType::Int);
  dump.field("ob_type", "PyTypeObject *", 8, 8, FieldType::Object);
  int64_t ob_size = 0;
  if (is_var_object(t)) {
    dump.field("ob_size", "Py_ssize_t", 16, 8, FieldType::Int);
    ob_size = memory.read<VarObject>(id).ob_size;
    if ((t.kind == Kind::kInt || t.kind == Kind::kBool) && ob_size < 0) dump.note(Say::FieldNegative, {std::to_string(ob_size), std::to_string(-ob_size)});
  }
  const std::vector<Field>& fields = t.exception ? fields_of_exception(t.exc) : fields_of(t.kind);
  for (const Field& f : fields) {
    dump.field(f.name, c_type_of(f.type), f.offset, f.size, f.type);
    if (!std::strcmp(f.name, "gi_frame_state")) dump.note(frame_state_text(memory.read<GenObject>(id).gi_frame_state));
  }
  add_tail(dump, reader, id, t, ob_size);
  if (t.heap_type)   // `__slots__` entries stand behind the built-in layout
    for (const Reference& ref : reader.references(id))
      if (ref.label[0] == '.' && ref.offset >= 0) dump.field(ref.label.c_str(), "PyObject *", ref.offset, 8, FieldType::Object);
  if (t.heap_type && t.weaklistoffset > 0 && !dump.covers(t.weaklistoffset)) dump.field("weaklist", "PyObject *", t.weaklistoffset, 8, FieldType::Object);
  dump.rest(struct_end(memory, id, t, static_type));
  return dump.take();
}

}  // namespace innards::inspect
