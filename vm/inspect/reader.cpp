#include "inspect/reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>

#include "base/bigint.h"
#include "base/float_text.h"
#include "base/utf8.h"
#include "heap/layout.h"
#include "inspect/describe.h"
#include "inspect/fields.h"
#include "object/builtin_function.h"
#include "object/bytes.h"
#include "object/bytearray.h"
#include "object/cell.h"
#include "object/code.h"
#include "object/complex.h"
#include "object/descriptor.h"
#include "object/exceptions.h"
#include "object/float.h"
#include "object/function.h"
#include "object/generator.h"
#include "object/int.h"
#include "object/list.h"
#include "object/method.h"
#include "object/module.h"
#include "object/ordered_dict.h"
#include "object/range.h"
#include "object/set.h"
#include "object/slice.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/weakref.h"
#include "run/frame.h"

namespace innards::inspect {

// A freed block begins with the address of the next free one, or with the collector's two words and then a count of 0; a
// count of references is never as large as an address.
static bool counted(const Memory& memory, ObjectId id) {
  const int64_t count = memory.read<Object>(id).ob_refcnt;
  return count > 0 && static_cast<uint64_t>(count) < kArenaBase;
}

bool Reader::has_process(ObjectId id) {
  const Kind k = kind(id);
  return k == Kind::kList || k == Kind::kGenerator || k == Kind::kCoroutine || k == Kind::kAsyncGenerator;
}

bool Reader::alive(ObjectId id) const {
  if (!is_object(id) || !counted(memory_, id)) return false;
  const ObjectId type = type_of(id), metatype = memory_.valid(type, sizeof(TypeObject)) ? type_of(type) : 0;
  return memory_.valid(metatype, sizeof(TypeObject)) && counted(memory_, type) && (memory_.read<TypeObject>(metatype).tp_flags & kTpTypeSubclass);
}


namespace {

constexpr uint64_t kTypesAddress = kArenaBase + offsetof(Runtime, types);
constexpr uint64_t kTypesEnd = kTypesAddress + sizeof(Runtime::types);
constexpr uint64_t kExcTypesAddress = kArenaBase + offsetof(Runtime, exception_types);
constexpr uint64_t kExcTypesEnd = kExcTypesAddress + sizeof(Runtime::exception_types);

std::string hex(uint64_t n) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(n));
  return text;
}

}  // namespace

const TypeInfo& Reader::type_info(ObjectId type) {
  auto [it, added] = types_.try_emplace(type);
  if (!added) return it->second;
  ReadLog log, *const outer = memory_.log();
  if (keep_type_reads_) memory_.note_into(&log);
  // Reading a name may ask for other types, which moves no element of the map.
  TypeInfo& info = it->second;
  info = read_type(type);
  memory_.note_into(outer);
  if (keep_type_reads_) type_reads_.push_back({type, std::move(log)});
  return info;
}

// The fields of a type, but for its count of references.
TypeInfo Reader::read_type(ObjectId type) {
  TypeObject t = memory_.read<TypeObject>(type);
  TypeInfo info;
  info.flags = t.tp_flags & ~uint64_t{kTpValidVersionTag};   // which comes and goes with look-ups
  info.basicsize = t.tp_basicsize;
  info.itemsize = t.tp_itemsize;
  info.dictoffset = t.tp_dictoffset;
  info.weaklistoffset = t.tp_weaklistoffset;
  info.heap_type = (t.tp_flags & kTpHeapType) != 0;
  info.name = memory_.text(t.tp_name.bits(), 200);
  if (info.heap_type) {
    HeapTypeObject heap = memory_.read<HeapTypeObject>(type);
    info.cached_keys = heap.ht_cached_keys.bits();
    std::string name = heap.ht_name.bits() && heap.ht_name.bits() != type ? str(heap.ht_name.bits(), 200) : "";
    if (!name.empty()) info.name = name;
  } else if (size_t dot = info.name.rfind('.'); dot != std::string::npos) {
    info.name = info.name.substr(dot + 1);
  }
  // The layout is that of the nearest built-in type along tp_base.
  uint64_t at = type;
  for (int hops = 0; hops < 64 && at; ++hops) {
    if (at >= kTypesAddress && at < kTypesEnd) {
      info.kind = static_cast<Kind>((at - kTypesAddress) / sizeof(TypeObject));
      break;
    }
    if (at >= kExcTypesAddress && at < kExcTypesEnd) {
      info.exception = true;
      info.exc = static_cast<ExcKind>((at - kExcTypesAddress) / sizeof(HeapTypeObject));
      break;
    }
    at = memory_.read<TypeObject>(at).tp_base.bits();
  }
  return info;
}

std::vector<TypeRead> Reader::take_type_reads() {
  keep_type_reads_ = true;
  std::vector<TypeRead> reads;
  reads.swap(type_reads_);
  return reads;
}

std::string Reader::str(ObjectId id, int64_t limit) {
  // type_info() asks for names of types, so this must not ask type_info() for more than the type's address.
  StrObject s = memory_.read<StrObject>(id);
  int64_t length = std::min(std::max<int64_t>(s.length, 0), limit);
  int width = s.state.kind == 2 ? 2 : s.state.kind == 4 ? 4 : 1;
  uint64_t data = id + (s.state.ascii ? sizeof(StrObject) : sizeof(CompactStrObject));
  if (!s.state.compact) data = memory_.read<LegacyStrObject>(id).data.bits();
  std::string raw = memory_.bytes(data, static_cast<uint64_t>(length) * width);
  if (s.state.ascii) return raw;
  std::string out;
  for (size_t i = 0; i + width <= raw.size(); i += width) {
    uint32_t ch = 0;
    for (int b = width - 1; b >= 0; --b) ch = ch << 8 | static_cast<unsigned char>(raw[i + b]);
    utf8_append(out, ch);
  }
  return out;
}

std::vector<ObjectId> Reader::tuple_items(ObjectId id, int64_t limit) {
  int64_t n = std::clamp<int64_t>(memory_.read<VarObject>(id).ob_size, 0, limit);
  std::vector<ObjectId> items(static_cast<size_t>(n));
  memory_.copy(id + offsetof(TupleObject, ob_item), items.data(), items.size() * 8);
  return items;
}

std::vector<ObjectId> Reader::list_items(ObjectId id, int64_t limit) {
  ListObject list = memory_.read<ListObject>(id);
  int64_t n = std::clamp<int64_t>(list.ob_size, 0, limit);
  if (!memory_.valid(list.ob_item.bits(), static_cast<uint64_t>(n) * 8)) return {};
  std::vector<ObjectId> items(static_cast<size_t>(n));
  memory_.copy(list.ob_item.bits(), items.data(), items.size() * 8);
  return items;
}

std::vector<std::pair<ObjectId, ObjectId>> Reader::keys_and_values(uint64_t keys_address, uint64_t values, int64_t limit) {
  std::vector<std::pair<ObjectId, ObjectId>> items;
  DictKeysObject keys = memory_.read<DictKeysObject>(keys_address);
  if (keys.dk_log2_index_bytes > 40) return items;
  uint64_t entries = keys_address + sizeof(DictKeysObject) + (uint64_t{1} << keys.dk_log2_index_bytes);
  bool general = keys.dk_kind == kDictKeysGeneral;
  auto key_at = [&](int64_t i) {
    return general ? memory_.read<DictKeyEntry>(entries + i * sizeof(DictKeyEntry)).me_key.bits()
                   : memory_.read<DictUnicodeEntry>(entries + i * sizeof(DictUnicodeEntry)).me_key.bits();
  };
  if (values) {   // split: the values' prefix has the insertion order
    int used = memory_.read<uint8_t>(values - 2);
    for (int i = 0; i < used && static_cast<int64_t>(items.size()) < limit; ++i) {
      int index = memory_.read<uint8_t>(values - 3 - i);
      if (ObjectId value = memory_.read<uint64_t>(values + 8 * index)) items.emplace_back(key_at(index), value);
    }
    return items;
  }
  int64_t n = std::clamp<int64_t>(keys.dk_nentries, 0, 1 << 26);
  for (int64_t i = 0; i < n && static_cast<int64_t>(items.size()) < limit; ++i) {
    ObjectId value = general ? memory_.read<DictKeyEntry>(entries + i * sizeof(DictKeyEntry)).me_value.bits()
                             : memory_.read<DictUnicodeEntry>(entries + i * sizeof(DictUnicodeEntry)).me_value.bits();
    if (value) items.emplace_back(key_at(i), value);
  }
  return items;
}

std::vector<std::pair<ObjectId, ObjectId>> Reader::dict_items(ObjectId id, int64_t limit) {
  DictObject dict = memory_.read<DictObject>(id);
  const bool ordered = kind(id) == Kind::kOrderedDict;
  auto items = keys_and_values(dict.ma_keys.bits(), dict.ma_values.bits(), ordered ? 1 << 20 : limit);
  if (!ordered) return items;
  items = in_listed_order(id, items);
  if (static_cast<int64_t>(items.size()) > limit) items.resize(static_cast<size_t>(limit));
  return items;
}

std::vector<ObjectId> Reader::listed_keys(ObjectId ordered_dict, int64_t limit) {
  std::vector<ObjectId> keys;
  uint64_t at = memory_.read<OrderedDictObject>(ordered_dict).od_first.bits();
  while (at && memory_.valid(at, sizeof(OrderedDictNode)) && static_cast<int64_t>(keys.size()) < limit) {
    OrderedDictNode node = memory_.read<OrderedDictNode>(at);
    keys.push_back(node.key.bits());
    at = node.next.bits();
  }
  return keys;
}

// What is in the table but not in the list (dict's own methods can do that) comes last.
std::vector<std::pair<ObjectId, ObjectId>> Reader::in_listed_order(ObjectId ordered_dict,
                                                                   const std::vector<std::pair<ObjectId, ObjectId>>& items) {
  std::unordered_map<ObjectId, size_t> place;
  for (ObjectId key : listed_keys(ordered_dict)) place.emplace(key, place.size());
  std::vector<std::pair<ObjectId, ObjectId>> sorted = items;
  auto place_of = [&](ObjectId key) {
    auto found = place.find(key);
    return found == place.end() ? place.size() : found->second;
  };
  std::stable_sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) { return place_of(a.first) < place_of(b.first); });
  return sorted;
}

std::vector<ObjectId> Reader::set_items(ObjectId id, int64_t limit) {
  std::vector<ObjectId> items;
  for (auto [slot, item] : set_slots(id, limit)) items.push_back(item);
  return items;
}

std::vector<std::pair<int64_t, ObjectId>> Reader::set_slots(ObjectId id, int64_t limit) {
  SetObject set = memory_.read<SetObject>(id);
  std::vector<std::pair<int64_t, ObjectId>> items;
  int64_t slots = std::clamp<int64_t>(set.mask + 1, 0, 1 << 26);
  for (int64_t i = 0; i < slots && static_cast<int64_t>(items.size()) < limit; ++i) {
    SetEntry entry = memory_.read<SetEntry>(set.table.bits() + i * sizeof(SetEntry));
    if (entry.key.bits() && entry.hash != -1) items.emplace_back(i, entry.key.bits());   // -1: a deleted entry
  }
  return items;
}

ObjectId Reader::instance_dict(ObjectId id) {
  const TypeInfo& t = info(id);
  if (t.flags & kTpManagedDict) return memory_.read<uint64_t>(id - 24);
  if (t.dictoffset > 0) return memory_.read<uint64_t>(id + t.dictoffset);
  if (t.dictoffset == 0) return 0;
  // Behind items: counted from the object's end (_PyObject_ComputedDictPointer).
  const int64_t items = memory_.read<VarObject>(id).ob_size;
  const int64_t end = (t.basicsize + t.itemsize * (items < 0 ? -items : items) + 7) / 8 * 8;
  return memory_.read<uint64_t>(id + static_cast<uint64_t>(end + t.dictoffset));
}

std::vector<std::pair<ObjectId, ObjectId>> Reader::instance_attributes(ObjectId id) {
  const TypeInfo& t = info(id);
  if (t.flags & kTpManagedDict) {
    if (uint64_t values = memory_.read<uint64_t>(id - 32)) {
      return keys_and_values(t.cached_keys, values, 1 << 20);
    }
  }
  ObjectId dict = instance_dict(id);
  return dict && is_object(dict) ? dict_items(dict) : std::vector<std::pair<ObjectId, ObjectId>>{};
}

// ---- text -----------------------------------------------------------------------------------------------------------

std::string Reader::text(ObjectId id, int limit, bool* cut) {
  std::string out;
  describe_object(*this, id, limit, &out);
  // Items are added whole, so the text may be a little longer than the limit; far too long is cut.
  bool shortened = out.find("...") != std::string::npos;
  if (static_cast<int>(out.size()) > limit + 20) {
    size_t end = static_cast<size_t>(limit);
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xc0) == 0x80) --end;
    out = out.substr(0, end) + "...";
    shortened = true;
  }
  if (cut) *cut = shortened;
  return out;
}

ValueRow Reader::value(ObjectId id) {
  ValueRow row;
  row.id = id;
  if (!is_object(id)) {
    row.text = id ? "<no object at " + hex(id) + ">" : "NULL";
    return row;
  }
  row.type = info(id).name;
  row.refcount = memory_.read<Object>(id).ob_refcnt;
  row.is_static = row.refcount >= kStaticRefcount;
  row.text = text(id, 60, &row.cut);
  return row;
}

// ---- references -----------------------------------------------------------------------------------------------------

void Reader::dict_references(ObjectId id, Kind kind, std::vector<Reference>& out, size_t named) {
  for (auto [key, value] : dict_items(id)) {
    const std::string name = out.size() < named ? text(key, 24) : std::string();
    out.push_back({name.empty() ? name : "key " + name, key, true});
    out.push_back({name.empty() ? name : "[" + name + "]", value, false});
  }
  if (kind != Kind::kOrderedDict) return;
  for (ObjectId key : listed_keys(id)) out.push_back({out.size() < named ? "key " + text(key, 24) + " in the list" : std::string(), key, true});
}

void Reader::container_references(ObjectId id, Kind kind, std::vector<Reference>& out, size_t named) {
  switch (kind) {
    case Kind::kTuple:
    case Kind::kList: {
      std::vector<ObjectId> items = kind == Kind::kTuple ? tuple_items(id) : list_items(id);
      for (size_t i = 0; i < items.size(); ++i)
        if (items[i]) out.push_back({out.size() < named ? "[" + std::to_string(i) + "]" : std::string(), items[i], false});
      break;
    }
    case Kind::kDict:
    case Kind::kDefaultDict:
    case Kind::kOrderedDict: dict_references(id, kind, out, named); break;
    case Kind::kSet:
    case Kind::kFrozenSet:
      // A set has no order; what tells its items apart is their slot in the hash table.
      for (auto [slot, item] : set_slots(id)) out.push_back({"slot " + std::to_string(slot), item, false});
      break;
    case Kind::kGenerator:
    case Kind::kCoroutine:
    case Kind::kAsyncGenerator: {
      GenObject gen = memory_.read<GenObject>(id);
      if (gen.gi_frame_state >= kFrameCompleted) break;
      uint64_t frame_address = id + offsetof(GenObject, gi_iframe);
      InterpreterFrame frame = memory_.read<InterpreterFrame>(frame_address);
      out.push_back({"frame.f_func", frame.f_func.bits(), true});
      CodeObject code = memory_.read<CodeObject>(frame.f_code.bits());
      std::vector<ObjectId> names = tuple_items(code.co_localsplusnames.bits(), 10000);
      int top = gen.gi_frame_state == kFrameExecuting ? code.co_nlocalsplus : std::max(frame.stacktop, 0);
      for (int i = 0; i < top && i < 100000; ++i) {
        ObjectId value = memory_.read<uint64_t>(frame_address + offsetof(InterpreterFrame, localsplus) + 8 * static_cast<uint64_t>(i));
        if (!value) continue;
        std::string label = i < static_cast<int>(names.size()) ? str(names[i], 60) : "stack[" + std::to_string(i - code.co_nlocalsplus) + "]";
        out.push_back({label, value, false});
      }
      break;
    }
    default: break;
  }
}

// The `__slots__` of a class and its bases.
const std::vector<TypeSlot>& Reader::slots(ObjectId type) {
  TypeInfo& info = types_.at(type);
  if (info.slots_read) return info.slots;
  ReadLog log, *const outer = memory_.log();
  if (keep_type_reads_) memory_.note_into(&log);
  std::vector<TypeSlot> slots = read_slots(type);
  memory_.note_into(outer);
  if (keep_type_reads_) type_reads_.push_back({type, std::move(log)});
  TypeInfo& now = types_.at(type);
  now.slots_read = true;
  return now.slots = std::move(slots);
}

std::vector<TypeSlot> Reader::read_slots(ObjectId type) {
  std::vector<TypeSlot> slots;
  for (int hops = 0; hops < 64 && type; ++hops) {
    TypeObject t = memory_.read<TypeObject>(type);
    if (!(t.tp_flags & kTpHeapType)) break;
    if (is_object(t.tp_dict.bits())) {
      for (auto [key, value] : dict_items(t.tp_dict.bits())) {
        if (!is_object(value) || kind(value) != Kind::kMemberDescriptor) continue;
        MemberField field = memory_.read<MemberField>(memory_.read<MemberDescrObject>(value).d_member.bits());
        if (field.type == kTObjectEx || field.type == kTObject) slots.push_back({"." + str(key, 60), field.offset});
      }
    }
    type = t.tp_base.bits();
  }
  return slots;
}

std::vector<Reference> Reader::references(ObjectId id, size_t named) {
  std::vector<Reference> out;
  if (!is_object(id)) return out;
  const TypeInfo& t = info(id);
  ObjectId type = type_of(id);
  bool is_heap_type_object = t.kind == Kind::kType && (memory_.read<TypeObject>(id).tp_flags & kTpHeapType);
  for (const Field& field : t.exception ? fields_of_exception(t.exc) : fields_of(t.kind)) {
    if (field.type != FieldType::Object) continue;
    if (ObjectId to = memory_.read<uint64_t>(id + static_cast<uint64_t>(field.offset))) out.push_back({field.name, to, field.minor, field.offset});
  }
  if (is_heap_type_object) {
    HeapTypeObject heap = memory_.read<HeapTypeObject>(id);
    for (auto [name, to] : {std::pair{"ht_name", heap.ht_name.bits()}, {"ht_qualname", heap.ht_qualname.bits()}, {"ht_slots", heap.ht_slots.bits()},
                            {"ht_module", heap.ht_module.bits()}})
      if (to) out.push_back({name, to, true});
  }
  container_references(id, t.kind, out, named);
  if (t.heap_type) {
    out.push_back({"ob_type", type, true});
    for (const TypeSlot& slot : slots(type))
      if (ObjectId held = memory_.read<uint64_t>(id + static_cast<uint64_t>(slot.offset))) out.push_back({slot.label, held, false, slot.offset});
    if ((t.flags & kTpManagedDict) && memory_.read<uint64_t>(id - 32)) {
      for (auto [key, value] : instance_attributes(id)) out.push_back({"." + str(key, 60), value, false});
    } else if (ObjectId dict = instance_dict(id); dict && is_object(dict) && t.kind != Kind::kOrderedDict && !t.exception) {   // of those it is a field
      out.push_back({"__dict__", dict, false});
    }
  }
  return out;
}

// ---- size -----------------------------------------------------------------------------------------------------------

// The blocks that belong to a dict alone.
namespace {

int64_t usable_of(const DictKeysObject& keys) { return (int64_t{1} << keys.dk_log2_size) * 2 / 3; }
int64_t keys_size(const DictKeysObject& keys) {
  return static_cast<int64_t>(sizeof(DictKeysObject)) + (int64_t{1} << keys.dk_log2_index_bytes) +
         usable_of(keys) * static_cast<int64_t>(keys.dk_kind == kDictKeysGeneral ? sizeof(DictKeyEntry) : sizeof(DictUnicodeEntry));
}

}  // namespace

int64_t Reader::dict_size(ObjectId id, Kind kind) {
  int64_t size = 0;
  DictObject d = memory_.read<DictObject>(id);
  DictKeysObject keys = memory_.read<DictKeysObject>(d.ma_keys.bits());
  if (d.ma_values.bits()) size += usable_of(keys) * 8;
  else if (memory_.read<int64_t>(d.ma_keys.bits() + offsetof(DictKeysObject, dk_refcnt)) == 1) size += keys_size(keys);
  if (kind != Kind::kOrderedDict) return size;
  OrderedDictObject o = memory_.read<OrderedDictObject>(id);
  size += o.od_fast_nodes_size * static_cast<int64_t>(sizeof(Ptr<OrderedDictNode>));
  return o.od_first.bits() ? size + o.ma_used * static_cast<int64_t>(sizeof(OrderedDictNode)) : size;
}

int64_t Reader::size(ObjectId id) {
  if (!is_object(id)) return 0;
  const TypeInfo& t = info(id);
  int64_t size = t.basicsize;
  VarObject head = memory_.read<VarObject>(id);
  switch (t.kind) {
    case Kind::kStr: {
      StrObject s = memory_.read<StrObject>(id);
      if (t.heap_type) { size += (s.length + 1) * s.state.kind; break; }
      size = static_cast<int64_t>(s.state.ascii ? sizeof(StrObject) : sizeof(CompactStrObject)) + (s.length + 1) * s.state.kind;
      if (!s.state.ascii) {
        CompactStrObject c = memory_.read<CompactStrObject>(id);
        if (c.utf8.bits()) size += c.utf8_length + 1;
      }
      break;
    }
    case Kind::kInt:
    case Kind::kBool: {
      int64_t n = head.ob_size < 0 ? -head.ob_size : head.ob_size;
      size = 24 + 4 * std::max<int64_t>(n, 1);   // a subclass says the same (int.__sizeof__)
      break;
    }
    case Kind::kList: size += memory_.read<ListObject>(id).allocated * 8; break;
    case Kind::kBytearray: size += memory_.read<BytearrayObject>(id).ob_alloc; break;
    case Kind::kDict:
    case Kind::kDefaultDict:
    case Kind::kOrderedDict: size += dict_size(id, t.kind); break;
    case Kind::kSet:
    case Kind::kFrozenSet: {
      SetObject s = memory_.read<SetObject>(id);
      if (s.mask + 1 > kSetMinSize) size += (s.mask + 1) * static_cast<int64_t>(sizeof(SetEntry));
      break;
    }
    case Kind::kCode: size = (size + head.ob_size * 2 + 7) / 8 * 8; break;
    case Kind::kType: {
      if (!(memory_.read<TypeObject>(id).tp_flags & kTpHeapType)) break;
      const uint64_t keys = memory_.read<HeapTypeObject>(id).ht_cached_keys.bits();
      size = static_cast<int64_t>(sizeof(HeapTypeObject)) + (keys ? keys_size(memory_.read<DictKeysObject>(keys)) : 0);
      break;
    }
    case Kind::kGenerator:
    case Kind::kCoroutine:
    case Kind::kAsyncGenerator: {
      CodeObject code = memory_.read<CodeObject>(memory_.read<GenObject>(id).gi_code.bits());
      size += (code.co_nlocalsplus + code.co_stacksize) * 8;
      break;
    }
    case Kind::kFrame: {
      CodeObject code = memory_.read<CodeObject>(memory_.read<InterpreterFrame>(memory_.read<FrameObject>(id).f_frame.bits()).f_code.bits());
      size += (code.co_nlocalsplus + code.co_stacksize) * 8;
      break;
    }
    default:
      if (t.itemsize) size += (head.ob_size < 0 ? -head.ob_size : head.ob_size) * t.itemsize;
      break;
  }
  if (t.flags & kTpHaveGC && !(t.kind == Kind::kType && !(memory_.read<TypeObject>(id).tp_flags & kTpHeapType))) size += 16;
  if (t.flags & kTpManagedDict) size += 16;
  return size;
}

}  // namespace innards::inspect
