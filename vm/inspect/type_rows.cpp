// A class as rows: what it derives from, what its slots are filled with and by whom, what its namespace holds.
#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "inspect/attribute_kinds.h"
#include "inspect/hash_table.h"
#include "inspect/told.h"
#include "inspect/walks.h"
#include "object/dict.h"
#include "object/weakref.h"

namespace innards::inspect {

namespace {

// ---- slots: one row for each field, from the one list

// Where a field stands: behind which pointer of the type (-1: in the type itself), and how far.
struct SlotField {
  const char *method, *field;
  int64_t suite, offset;
};

#define SUITE_type (-1)
#define SUITE_as_async static_cast<int64_t>(offsetof(TypeObject, tp_as_async))
#define SUITE_as_number static_cast<int64_t>(offsetof(TypeObject, tp_as_number))
#define SUITE_as_mapping static_cast<int64_t>(offsetof(TypeObject, tp_as_mapping))
#define SUITE_as_sequence static_cast<int64_t>(offsetof(TypeObject, tp_as_sequence))
#define STRUCT_type TypeObject
#define STRUCT_as_async AsyncMethods
#define STRUCT_as_number NumberMethods
#define STRUCT_as_mapping MappingMethods
#define STRUCT_as_sequence SequenceMethods
const SlotField kFields[] = {
#define SLOT(method, suite, field, function, wrapper, flags, doc) \
  {#method, #field, SUITE_##suite, static_cast<int64_t>(offsetof(STRUCT_##suite, field))},
#include "object/slots.def"
#undef SLOT
#define NAMELESS(field) {"", #field, SUITE_type, static_cast<int64_t>(offsetof(TypeObject, field))},
    NAMELESS(tp_alloc) NAMELESS(tp_dealloc) NAMELESS(tp_free) NAMELESS(tp_traverse) NAMELESS(tp_clear) NAMELESS(tp_is_gc) NAMELESS(tp_vectorcall)
#undef NAMELESS
};

uint64_t read_slot(const Memory& memory, ObjectId type, const SlotField& f) {
  const uint64_t base = f.suite < 0 ? type : memory.read<uint64_t>(type + static_cast<uint64_t>(f.suite));
  return base ? memory.read<uint64_t>(base + static_cast<uint64_t>(f.offset)) : 0;
}

class Slots {
 public:
  Slots(Reader& reader, ObjectId type) : reader_(reader), type_(type), mro_(mro_of(reader, type)) {}

  std::vector<TypeSlotRow> rows() {
    std::vector<TypeSlotRow> out;
    std::unordered_map<std::string, bool> seen;
    for (const SlotField& f : kFields)
      if (read_slot(reader_.memory(), type_, f) && !seen[f.field]) seen[f.field] = true, out.push_back(row(f));
    return out;
  }

 private:
  TypeSlotRow row(const SlotField& f) {
    TypeSlotRow row;
    row.slot = f.field;
    row.method = f.method;
    if (!by_python(f, row)) by_native(f, row);
    row.from_name = reader_.type_info(row.from).name;
    return row;
  }

  // The first along the MRO that has a method for this field; several methods may share one (tp_richcompare).
  bool by_python(const SlotField& f, TypeSlotRow& row) {
    for (ObjectId base : mro_) {
      for (const SlotField& other : kFields) {
        if (!*other.method || std::string(other.field) != f.field) continue;
        const ObjectId found = own_attribute(reader_, base, other.method);
        if (!found) continue;
        const AttributeKind kind = attribute_of(reader_, found).kind;
        if (!reader_.type_info(base).heap_type || kind == AttributeKind::SlotWrapper) return false;
        row.filled = reader_.kind(found) == Kind::kNone ? "none" : "python";
        row.from = base;
        row.function = found;
        row.method = other.method;
        return true;
      }
    }
    return false;
  }

  // The farthest base with the same function brought it.
  void by_native(const SlotField& f, TypeSlotRow& row) {
    const uint64_t function = read_slot(reader_.memory(), type_, f);
    row.from = type_;
    for (ObjectId base : mro_)
      if (read_slot(reader_.memory(), base, f) == function) row.from = base;
    const bool machinery = reader_.type_info(row.from).heap_type;   // what every class statement puts there
    row.filled = machinery ? "class" : row.from == type_ ? "own" : "inherited";
  }

  Reader& reader_;
  ObjectId type_;
  std::vector<ObjectId> mro_;
};

// ---- the rest

std::vector<TypeFlagRow> flags_of(uint64_t flags) {
  static const struct { uint64_t bit; const char* name; Told what; } kFlags[] = {
#define FLAG(constant, name, english, chinese) {constant, name, {english, chinese}},
#include "inspect/type_flags.def"
#undef FLAG
  };
  std::vector<TypeFlagRow> out;
  for (const auto& f : kFlags)
    if (flags & f.bit) out.push_back({f.name, f.what});
  return out;
}

std::vector<TypeFactRow> facts_of(Reader& reader, ObjectId id) {
  const TypeObject t = reader.memory().read<TypeObject>(id);
  const bool managed = (t.tp_flags & kTpManagedDict) != 0, valid = (t.tp_flags & kTpValidVersionTag) != 0;
  std::vector<TypeFactRow> out = {
      {"tp_basicsize", std::to_string(t.tp_basicsize), told(Say::FactBasicSize)},
      {"tp_itemsize", std::to_string(t.tp_itemsize), told(t.tp_itemsize ? Say::FactItemSize : Say::FactNoItems)},
      {"tp_dictoffset", std::to_string(t.tp_dictoffset), told(managed ? Say::FactManagedDict : t.tp_dictoffset ? Say::FactDictOffset : Say::FactNoDict)},
      {"tp_weaklistoffset", std::to_string(t.tp_weaklistoffset), told(t.tp_weaklistoffset ? Say::FactWeakOffset : Say::FactNoWeak)},
      {"tp_version_tag", std::to_string(t.tp_version_tag), told(valid ? Say::FactVersion : Say::FactNoVersion)},
  };
  if (!(t.tp_flags & kTpHeapType)) return out;
  if (const uint64_t keys = reader.memory().read<HeapTypeObject>(id).ht_cached_keys.bits())
    out.push_back({"ht_cached_keys", std::to_string(reader.memory().read<DictKeysObject>(keys).dk_nentries), told(Say::FactSharedKeys)});
  return out;
}

std::vector<ValueRow> values_of(Reader& reader, const std::vector<ObjectId>& ids) {
  std::vector<ValueRow> out;
  for (ObjectId id : ids) out.push_back(reader.value(id));
  return out;
}

// tp_subclasses: a dict of weak references.
std::vector<ObjectId> subclasses_of(Reader& reader, ObjectId subclasses) {
  std::vector<ObjectId> out;
  if (!reader.is_object(subclasses)) return out;
  for (auto [key, ref] : reader.dict_items(subclasses)) {
    const ObjectId type = reader.memory().read<WeakRefObject>(ref).wr_object.bits();
    if (reader.is_object(type) && reader.is_type(type)) out.push_back(type);
  }
  return out;
}

std::vector<TypeAttributeRow> attributes_of(Reader& reader, ObjectId dict) {
  std::vector<TypeAttributeRow> out;
  if (!reader.is_object(dict)) return out;
  for (auto [key, value] : reader.dict_items(dict)) {
    const Attribute a = attribute_of(reader, value);
    out.push_back({reader.str(key, 100), reader.value(value), told_attribute(a), a.sets, Change::Same});
  }
  return out;
}

}  // namespace

TypeRows type(const Memory& memory, ObjectId id) {
  Reader reader(memory);
  TypeRows rows;
  rows.asked = id;
  if (!reader.alive(id)) return rows;
  const ObjectId of = reader.is_type(id) ? id : reader.type_of(id);
  const TypeObject t = memory.read<TypeObject>(of);
  rows.type = reader.value(of);
  rows.name = reader.type_info(of).name;
  rows.exceptions = reader.type_info(of).exception;
  rows.asked_has_process = reader.has_process(id);
  rows.metatype = reader.value(reader.type_of(of));
  if (reader.is_object(t.tp_bases.bits())) rows.bases = values_of(reader, reader.tuple_items(t.tp_bases.bits(), 1000));
  rows.mro = values_of(reader, mro_of(reader, of));
  rows.subclasses = values_of(reader, subclasses_of(reader, t.tp_subclasses.bits()));
  rows.facts = facts_of(reader, of);
  rows.flags = flags_of(t.tp_flags);
  rows.slots = Slots(reader, of).rows();
  rows.attributes = attributes_of(reader, t.tp_dict.bits());
  return rows;
}

void mark_changes(TypeRows& now, const TypeRows& before) {
  if (now.type.id != before.type.id || before.name.empty()) return;
  std::unordered_map<std::string, ObjectId> old;
  for (const TypeAttributeRow& a : before.attributes) old.emplace(a.name, a.value.id);
  for (TypeAttributeRow& a : now.attributes) {
    auto it = old.find(a.name);
    a.change = it == old.end() ? Change::Added : it->second != a.value.id ? Change::Changed : Change::Same;
  }
}

}  // namespace innards::inspect
