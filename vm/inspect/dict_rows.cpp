// The hash table behind an object, as rows.
#include <algorithm>
#include <unordered_map>

#include "inspect/attribute_kinds.h"
#include "inspect/hash_table.h"
#include "inspect/reader.h"
#include "inspect/told.h"
#include "inspect/walks.h"
#include "object/code.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/module.h"
#include "object/set.h"
#include "run/frame.h"

namespace innards::inspect {

namespace {

constexpr int64_t kMostSlots = 4096, kMostEntries = 4096;

struct Found {
  ObjectId table = 0;
  bool inline_values = false;
  Told what;
};

// Where an object keeps its things.
Found find_table(Reader& reader, ObjectId id) {
  const TypeInfo info = reader.info(id);
  const std::string name = reader.text(id, 40);
  if ((info.flags & kTpDictSubclass)) return {id, false, told(Say::TableDict)};
  if (info.kind == Kind::kSet || info.kind == Kind::kFrozenSet) return {id, false, told(Say::TableSet)};
  if (reader.is_type(id)) return {reader.memory().read<TypeObject>(id).tp_dict.bits(), false, told(Say::TableOfClass, {reader.type_info(id).name})};
  if (info.kind == Kind::kModule) return {reader.memory().read<ModuleObject>(id).md_dict.bits(), false, told(Say::TableOfModule, {name})};
  if (info.kind == Kind::kMappingProxy) return {reader.memory().read<MappingProxyObject>(id).mapping.bits(), false, told(Say::TableBehindProxy)};
  if (HashTable::of_inline_values(reader, id).form() != HashTable::Form::None) return {0, true, told(Say::TableInline, {info.name})};
  if (ObjectId dict = reader.instance_dict(id)) return {dict, false, told(Say::TableOfInstance, {info.name})};
  return {0, false, told(Say::TableNone, {info.name})};
}

void read_header(Reader& reader, const HashTable& table, DictRows& rows) {
  rows.kind = table.kind();
  rows.log2_size = table.log2_size();
  rows.usable = table.usable();
  rows.nentries = table.nentries();
  rows.sharers = table.sharers();
  rows.keys_version = table.keys_version();
  rows.keys_address = table.keys_address();
  if (table.form() == HashTable::Form::Set) {
    const SetObject set = reader.memory().read<SetObject>(rows.table);
    rows.used = set.used;
    rows.nentries = set.fill;
  } else if (rows.table) {
    const DictObject dict = reader.memory().read<DictObject>(rows.table);
    rows.used = dict.ma_used;
    rows.version_tag = dict.ma_version_tag;
  }
}

void read_slots(const HashTable& table, DictRows& rows) {
  const int64_t shown = std::min(table.size(), kMostSlots);
  for (int64_t i = 0; i < shown; ++i) rows.slots.push_back({i, table.slot(i), Change::Same});
  rows.slots_left_out = table.size() - shown;
}

void read_entries(Reader& reader, const HashTable& table, DictRows& rows) {
  const bool set = table.form() == HashTable::Form::Set;
  const int64_t end = table.nentries();
  for (int64_t i = 0; i < end; ++i) {
    const HashTable::Entry e = table.entry(i);
    if (set && !e.key) continue;
    if (static_cast<int64_t>(rows.entries.size()) >= kMostEntries) {
      rows.entries_left_out = end - i;
      break;
    }
    DictEntryRow row;
    row.index = i;
    row.hash = e.hash;
    row.has_hash = e.has_hash;
    row.key = e.key ? reader.value(e.key) : ValueRow();
    row.value = !set && e.value ? reader.value(e.value) : ValueRow();
    rows.entries.push_back(std::move(row));
  }
  if (!rows.table) rows.used = std::count_if(rows.entries.begin(), rows.entries.end(), [](const DictEntryRow& e) { return e.value.id != 0; });
}

// In a split table a key may be there and this instance have no value for it.
void end_on_missing_value(const HashTable& table, std::vector<ProbeRow>& probes) {
  if (!table.split() || probes.empty() || probes.back().end != ProbeEnd::Hit || table.entry(probes.back().entry).value) return;
  probes.back().end = ProbeEnd::Miss;
  probes.back().what = told(Say::ProbeNoValue, {std::to_string(probes.back().entry)});
}

void read_probes(Reader& reader, const HashTable& table, ObjectId key, const std::string& typed, DictRows& rows) {
  LookupKey wanted;
  if (key && reader.is_object(key)) {
    wanted = key_of_object(reader, key);
    rows.key = reader.value(key);
    rows.key_text = rows.key.text;
  } else if (!typed.empty()) {
    wanted = key_of_typed(typed);
    rows.key_text = wanted.kind == Kind::kStr ? "'" + wanted.text + "'" : wanted.text;
  }
  if (rows.key_text.empty()) return;
  for (const DictEntryRow& e : rows.entries)   // a hash that only Python code can compute is there when the key is
    if (!wanted.known && key && e.key.id == key && e.has_hash) wanted.hash = e.hash, wanted.known = true;
  rows.key_hash = wanted.hash;
  rows.key_hash_known = wanted.known;
  rows.probes = table.probe(wanted);
  end_on_missing_value(table, rows.probes);
}

}  // namespace

DictRows dict(const Memory& memory, ObjectId id, ObjectId key, const std::string& typed) {
  Reader reader(memory);
  DictRows rows;
  rows.asked = id;
  if (!reader.alive(id)) return rows;
  rows.object = reader.value(id);
  const Found found = find_table(reader, id);
  rows.table = found.table;
  rows.what = found.what;
  const HashTable table = found.inline_values ? HashTable::of_inline_values(reader, id) : HashTable::of(reader, found.table);
  if (table.form() == HashTable::Form::None) return rows;
  read_header(reader, table, rows);
  read_slots(table, rows);
  read_entries(reader, table, rows);
  read_probes(reader, table, key, typed, rows);
  return rows;
}

// ---- what the last step changed

namespace {

std::string slots_of(const DictRows& rows) { return std::to_string(int64_t{1} << rows.log2_size); }

bool rebuilt(const DictRows& now, const DictRows& before) { return now.keys_address != before.keys_address; }

void tell_changes(DictRows& now, const DictRows& before) {
  if (!before.table && now.table && before.kind == "split") now.changes.push_back(told(Say::TableMovedOut));
  if (now.kind != before.kind) now.changes.push_back(told(Say::TableNewKind, {before.kind, now.kind}));
  if (now.log2_size != before.log2_size) now.changes.push_back(told(Say::TableResized, {slots_of(before), slots_of(now)}));
  else if (rebuilt(now, before)) now.changes.push_back(told(Say::TableRebuilt, {slots_of(now)}));
  if (now.used != before.used) now.changes.push_back(told(Say::TableUsed, {std::to_string(before.used), std::to_string(now.used)}));
}

Change change_of(const DictEntryRow& now, const DictEntryRow& before) {
  if (!now.key.id) return before.key.id ? Change::Gone : Change::Same;
  if (!before.key.id || (now.value.id && !before.value.id)) return Change::Added;
  if (now.value.id != before.value.id) return now.value.id ? Change::Changed : Change::Gone;
  return now.key.id == before.key.id ? Change::Same : Change::Changed;
}

void mark_entries(DictRows& now, const DictRows& before) {
  // In a table built anew the entries may stand elsewhere: their keys tell them apart.
  const bool by_key = rebuilt(now, before) || now.kind == "set";
  std::unordered_map<uint64_t, const DictEntryRow*> old;
  for (const DictEntryRow& e : before.entries) old.emplace(by_key ? e.key.id : static_cast<uint64_t>(e.index), &e);
  for (DictEntryRow& e : now.entries) {
    auto it = old.find(by_key ? e.key.id : static_cast<uint64_t>(e.index));
    if (it != old.end()) e.change = change_of(e, *it->second);
    else if (e.key.id) e.change = Change::Added;
  }
}

}  // namespace

void mark_changes(DictRows& now, const DictRows& before) {
  if (before.kind.empty()) return;
  tell_changes(now, before);
  mark_entries(now, before);
  for (size_t i = 0; i < now.slots.size(); ++i) {
    DictSlotRow& slot = now.slots[i];
    if (rebuilt(now, before)) slot.change = slot.entry >= 0 ? Change::Changed : Change::Same;
    else if (i < before.slots.size() && slot.entry != before.slots[i].entry) slot.change = slot.entry >= 0 ? Change::Added : Change::Gone;
  }
}

// ---- the table of a step

namespace {

ObjectId from_top(const FrameRow& frame, size_t depth) { return depth < frame.stack.size() ? frame.stack[frame.stack.size() - 1 - depth].value.id : 0; }

// Which place on the stack has the container of an instruction, and which its key: 0 is the top.
struct StackPlaces {
  const char* name;
  size_t container, key;
};
constexpr StackPlaces kSubscripts[] = {
    {"BINARY_SUBSCR", 1, 0}, {"STORE_SUBSCR", 1, 0}, {"DELETE_SUBSCR", 1, 0}, {"CONTAINS_OP", 0, 1},
};

bool has_table(Reader& reader, ObjectId id) { return HashTable::of(reader, id).form() != HashTable::Form::None; }

TableOfStep of_subscript(const FrameRow& frame, const InstrRow& i) {
  for (const StackPlaces& s : kSubscripts)
    if (i.name == s.name) return {from_top(frame, s.container), from_top(frame, s.key)};
  const size_t arg = static_cast<size_t>(std::max(i.arg, 0));
  if (i.name == "MAP_ADD") return {from_top(frame, 1 + arg), from_top(frame, 1)};
  if (i.name == "SET_ADD") return {from_top(frame, arg), from_top(frame, 0)};
  return {};
}

ObjectId name_of(Reader& reader, const FrameRow& frame, const InstrRow& i) {
  const std::vector<ObjectId> names = reader.tuple_items(reader.memory().read<CodeObject>(frame.code_id).co_names.bits());
  const size_t index = static_cast<size_t>(std::max(i.name == "LOAD_GLOBAL" ? i.arg >> 1 : i.arg, 0));
  return index < names.size() ? names[index] : 0;
}

TableOfStep of_name(Reader& reader, const FrameRow& frame, const InstrRow& i) {
  const bool loads = i.name == "LOAD_NAME" || i.name == "LOAD_GLOBAL";
  const bool by_name = i.name == "LOAD_NAME" || i.name == "STORE_NAME" || i.name == "DELETE_NAME";
  if (!loads && !by_name && i.name != "STORE_GLOBAL" && i.name != "DELETE_GLOBAL") return {};
  const InterpreterFrame f = reader.memory().read<InterpreterFrame>(frame.id);
  const ObjectId key = name_of(reader, frame, i), first = by_name ? f.f_locals.bits() : f.f_globals.bits();
  if (!key || !loads) return {first, key};
  const LookupKey name = key_of_object(reader, key);
  for (ObjectId table : {first, f.f_globals.bits(), f.f_builtins.bits()})
    if (HashTable::of(reader, table).find(name)) return {table, key};
  return {first, key};
}

// A data descriptor of the class answers before the instance's own table is looked into.
bool class_decides(Reader& reader, const TableOfStep& at) {
  if (!at.object || !at.key) return false;
  const ObjectId found = inherited_attribute(reader, reader.type_of(at.object), reader.str(at.key));
  return found && attribute_of(reader, found).sets;
}

}  // namespace

TableOfStep table_of_step(const Memory& memory, const FrameRow& frame, const InstrRow& i) {
  Reader reader(memory);
  TableOfStep at = of_subscript(frame, i);
  if (at.object) return has_table(reader, at.object) ? at : TableOfStep();
  at = of_name(reader, frame, i);
  if (at.object) return at;
  if (i.name != "LOAD_ATTR" && i.name != "LOAD_METHOD" && i.name != "STORE_ATTR" && i.name != "DELETE_ATTR") return {};
  at = {from_top(frame, 0), name_of(reader, frame, i)};
  if (class_decides(reader, at)) return {};
  return dict(memory, at.object).kind.empty() ? TableOfStep() : at;
}

}  // namespace innards::inspect
