#include "inspect/hash_table.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

#include "base/utf8.h"
#include "inspect/told.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/hash.h"
#include "object/int.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"

namespace innards::inspect {

namespace {

constexpr int kPerturbShift = 5;       // both kinds of table
constexpr int64_t kNeighbours = 9;     // slots behind the first one that a set looks at before it jumps
constexpr size_t kMostProbes = 1000;
constexpr int kDeepestTuple = 20;

// ---- hashes, as CPython computes them

int64_t hash_of_text(const std::string& utf8) {
  const std::u32string points = utf8_to_utf32(utf8);
  char32_t most = 0;
  for (char32_t point : points) most = std::max(most, point);
  const size_t width = most < 0x100 ? 1 : most < 0x10000 ? 2 : 4;
  std::string raw;
  for (char32_t point : points)
    for (size_t b = 0; b < width; ++b) raw += static_cast<char>(point >> (8 * b) & 0xff);
  return hash_bytes(raw.data(), static_cast<int64_t>(raw.size()));
}

int64_t finish(uint64_t value, bool negative) {
  const int64_t hash = negative ? -static_cast<int64_t>(value) : static_cast<int64_t>(value);
  return hash == -1 ? -2 : hash;
}

int64_t hash_of_int(const Memory& memory, ObjectId id) {
  const int64_t size = memory.read<VarObject>(id).ob_size;
  const int64_t digits = std::min<int64_t>(std::llabs(size), 4096);
  unsigned __int128 value = 0;
  for (int64_t i = digits; i-- > 0;) value = ((value << 30) + memory.read<uint32_t>(id + offsetof(IntObject, ob_digit) + 4 * static_cast<uint64_t>(i))) % kHashModulus;
  return finish(static_cast<uint64_t>(value), size < 0);
}

int64_t hash_of_lanes(const std::vector<LookupKey>& items) {
  constexpr uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u, kPrime5 = 2870177450012600261u;
  uint64_t acc = kPrime5;
  for (const LookupKey& item : items) {
    acc += static_cast<uint64_t>(item.hash) * kPrime2;
    acc = (acc << 31) | (acc >> 33);
    acc *= kPrime1;
  }
  acc += items.size() ^ (kPrime5 ^ 3527539u);
  return static_cast<int64_t>(acc) == -1 ? 1546275796 : static_cast<int64_t>(acc);
}

void know(LookupKey& key, int64_t hash) {
  key.hash = hash;
  key.known = true;
}

LookupKey read_key(Reader& reader, ObjectId id, int depth);

void read_tuple_hash(Reader& reader, LookupKey& key, int depth) {
  std::vector<LookupKey> items;
  if (depth > kDeepestTuple) return;
  for (ObjectId item : reader.tuple_items(key.id, 4096)) {
    items.push_back(read_key(reader, item, depth + 1));
    if (!items.back().known) return;
  }
  know(key, hash_of_lanes(items));
}

void read_str(Reader& reader, LookupKey& key) {
  key.text = reader.str(key.id, 1 << 20);
  const int64_t hash = reader.memory().read<StrObject>(key.id).hash;
  know(key, hash != -1 ? hash : hash_of_text(key.text));
}

// Without a __hash__ of its own an object's address counts.
bool hashes_by_address(Reader& reader, ObjectId type) {
  const uint64_t object_type = kArenaBase + offsetof(Runtime, types) + static_cast<uint64_t>(Kind::kBaseObject) * sizeof(TypeObject);
  return reader.memory().read<TypeObject>(type).tp_hash.id() == reader.memory().read<TypeObject>(object_type).tp_hash.id();
}

LookupKey read_key(Reader& reader, ObjectId id, int depth) {
  LookupKey key;
  key.id = id;
  if (!reader.is_object(id)) return key;
  const TypeInfo info = reader.info(id);
  key.kind = info.heap_type ? Kind::kBaseObject : info.kind;
  switch (key.kind) {
    case Kind::kStr: read_str(reader, key); break;
    case Kind::kBool:
    case Kind::kInt:
      key.kind = Kind::kInt;
      key.text = reader.memory().read<VarObject>(id).ob_size == 0 ? "0" : info.kind == Kind::kBool ? "1" : reader.text(id, 400);
      know(key, hash_of_int(reader.memory(), id));
      break;
    case Kind::kFloat: {
      const double value = reader.memory().read<FloatObject>(id).ob_fval;
      if (value == value) know(key, hash_double(nullptr, value));
      break;
    }
    case Kind::kTuple: read_tuple_hash(reader, key, depth); break;
    default:
      if (hashes_by_address(reader, reader.type_of(id))) know(key, hash_pointer(reinterpret_cast<const void*>(static_cast<uintptr_t>(id))));
      break;
  }
  return key;
}

enum class Equal { Yes, No, Unknown };

// Whether two keys with the same hash are equal, as far as reading can tell.
Equal equal(const LookupKey& a, const LookupKey& b) {
  if (a.id && a.id == b.id) return Equal::Yes;
  auto plain = [](const LookupKey& k) { return k.kind == Kind::kStr || k.kind == Kind::kInt; };
  if (plain(a) && plain(b)) return a.kind == b.kind && a.text == b.text ? Equal::Yes : Equal::No;
  return Equal::Unknown;
}

Equal equal_objects(Reader& reader, const LookupKey& a, const LookupKey& b) {
  if (a.kind != Kind::kTuple || b.kind != Kind::kTuple || a.id == b.id) return equal(a, b);
  const std::vector<ObjectId> left = reader.tuple_items(a.id, 4096), right = reader.tuple_items(b.id, 4096);
  if (left.size() != right.size()) return Equal::No;
  for (size_t i = 0; i < left.size(); ++i)
    if (Equal e = equal(key_of_object(reader, left[i]), key_of_object(reader, right[i])); e != Equal::Yes) return e;
  return Equal::Yes;
}

}  // namespace

LookupKey key_of_name(const std::string& utf8) {
  LookupKey key;
  key.text = utf8;
  key.kind = Kind::kStr;
  know(key, hash_of_text(utf8));
  return key;
}

LookupKey key_of_typed(const std::string& text) {
  const size_t n = text.size();
  if (n >= 2 && (text[0] == '\'' || text[0] == '"') && text[n - 1] == text[0]) return key_of_name(text.substr(1, n - 2));   // as Python writes it
  const size_t from = !text.empty() && text[0] == '-' ? 1 : 0;
  const bool number = text.size() > from && text.size() <= from + 18 && text.find_first_not_of("0123456789", from) == std::string::npos;
  if (!number) return key_of_name(text);
  const int64_t value = std::strtoll(text.c_str(), nullptr, 10);
  LookupKey key;
  key.kind = Kind::kInt;
  key.text = std::to_string(value);
  know(key, finish(static_cast<uint64_t>(std::llabs(value)) % kHashModulus, value < 0));
  return key;
}

LookupKey key_of_object(Reader& reader, ObjectId id) { return read_key(reader, id, 0); }

// ---- reading the table

HashTable HashTable::of(Reader& reader, ObjectId id) {
  HashTable table(reader);
  if (!reader.is_object(id)) return table;
  const Kind kind = reader.kind(id);
  if (kind == Kind::kSet || kind == Kind::kFrozenSet) {
    const SetObject set = reader.memory().read<SetObject>(id);
    table.form_ = Form::Set;
    table.keys_ = table.entries_ = set.table.bits();
    while (table.log2_size_ < 40 && table.size() < set.mask + 1) ++table.log2_size_;
    table.nentries_ = table.size();
    table.usable_ = std::max<int64_t>(0, (set.mask * 3 + 4) / 5 - set.fill);   // it grows when 5 * fill reaches 3 * mask
  } else if (reader.info(id).flags & kTpDictSubclass) {
    const DictObject dict = reader.memory().read<DictObject>(id);
    table.form_ = Form::Dict;
    table.values_ = dict.ma_values.bits();
    table.read_keys(dict.ma_keys.bits());
  }
  return table;
}

HashTable HashTable::of_inline_values(Reader& reader, ObjectId id) {
  HashTable table(reader);
  if (!reader.is_object(id) || !(reader.info(id).flags & kTpManagedDict)) return table;
  table.values_ = reader.memory().read<uint64_t>(id - 32);
  if (!table.values_) return table;
  table.form_ = Form::Dict;
  table.read_keys(reader.memory().read<HeapTypeObject>(reader.type_of(id)).ht_cached_keys.bits());
  return table;
}

void HashTable::read_keys(uint64_t address) {
  const DictKeysObject keys = reader_->memory().read<DictKeysObject>(address);
  keys_ = address;
  log2_size_ = std::min<int64_t>(keys.dk_log2_size, 40);
  log2_index_bytes_ = std::min<int>(keys.dk_log2_index_bytes, 40);
  entries_ = address + sizeof(DictKeysObject) + (uint64_t{1} << log2_index_bytes_);
  general_ = keys.dk_kind == kDictKeysGeneral;
  usable_ = keys.dk_usable;
  nentries_ = std::clamp<int64_t>(keys.dk_nentries, 0, 1 << 26);
  sharers_ = keys.dk_refcnt;
  keys_version_ = keys.dk_version;
}

const char* HashTable::kind() const {
  if (form_ == Form::None) return "";
  return form_ == Form::Set ? "set" : split() ? "split" : general_ ? "general" : "unicode";
}

int64_t HashTable::slot(int64_t i) const {
  const Memory& memory = reader_->memory();
  if (form_ == Form::Set) {
    const Entry e = entry(i);
    return e.key ? i : e.hash == -1 ? kSlotDummy : kSlotEmpty;
  }
  const uint64_t at = keys_ + sizeof(DictKeysObject);
  const uint64_t index = static_cast<uint64_t>(i);
  switch (log2_index_bytes_ - log2_size_) {
    case 0: return memory.read<int8_t>(at + index);
    case 1: return memory.read<int16_t>(at + 2 * index);
    case 2: return memory.read<int32_t>(at + 4 * index);
    default: return memory.read<int64_t>(at + 8 * index);
  }
}

HashTable::Entry HashTable::entry(int64_t i) const {
  const Memory& memory = reader_->memory();
  Entry e;
  if (form_ == Form::Set) {
    const SetEntry row = memory.read<SetEntry>(entries_ + static_cast<uint64_t>(i) * sizeof(SetEntry));
    e.hash = row.hash;
    e.has_hash = true;
    if (row.hash != -1) e.key = e.value = row.key.bits();   // -1: a deleted entry, whose key is a stand-in
    return e;
  }
  if (general_) {
    const DictKeyEntry row = memory.read<DictKeyEntry>(entries_ + static_cast<uint64_t>(i) * sizeof(DictKeyEntry));
    e = {row.me_key.bits(), row.me_value.bits(), row.me_hash, true};
  } else {
    const DictUnicodeEntry row = memory.read<DictUnicodeEntry>(entries_ + static_cast<uint64_t>(i) * sizeof(DictUnicodeEntry));
    e = {row.me_key.bits(), row.me_value.bits(), 0, false};
    if (e.key) e.hash = memory.read<StrObject>(e.key).hash;
    e.has_hash = e.key && e.hash != -1;
  }
  if (values_) e.value = memory.read<uint64_t>(values_ + 8 * static_cast<uint64_t>(i));
  return e;
}

// ---- the way to a key

namespace {

void end_probe(ProbeRow& row, ProbeEnd end, Told what) {
  row.end = end;
  row.what = std::move(what);
}

std::string number(int64_t n) { return std::to_string(n); }

}  // namespace

void HashTable::compare(const LookupKey& key, ProbeRow& row) const {
  const std::string n = number(row.entry);
  if (row.entry == kSlotEmpty) return end_probe(row, ProbeEnd::Miss, told(Say::ProbeEmpty));
  if (row.entry == kSlotDummy) return end_probe(row, ProbeEnd::GoesOn, told(Say::ProbeDummy));
  const Entry e = entry(row.entry);
  const std::string name = reader_->text(e.key, 30);
  if (e.key && e.key == key.id) return end_probe(row, ProbeEnd::Hit, told(Say::ProbeSame, {n, name}));
  const LookupKey other = key_of_object(*reader_, e.key);
  const int64_t hash = e.has_hash ? e.hash : other.hash;
  if (hash != key.hash) return end_probe(row, ProbeEnd::GoesOn, told(Say::ProbeOtherHash, {n, name}));
  const Equal same = equal_objects(*reader_, key, other);
  if (same == Equal::Yes) return end_probe(row, ProbeEnd::Hit, told(Say::ProbeEqual, {n, name}));
  if (same == Equal::No) return end_probe(row, ProbeEnd::GoesOn, told(Say::ProbeNotEqual, {n, name}));
  end_probe(row, ProbeEnd::Unknown, told(Say::ProbeWouldCompare, {n, name}));
}

std::vector<ProbeRow> HashTable::probe(const LookupKey& key) const {
  if (form_ == Form::None || !key.known || !reader_->memory().valid(keys_, 8)) return {};
  return form_ == Form::Set ? probe_set(key) : probe_dict(key);
}

std::vector<ProbeRow> HashTable::probe_dict(const LookupKey& key) const {
  const uint64_t mask = static_cast<uint64_t>(size()) - 1;
  uint64_t perturb = static_cast<uint64_t>(key.hash), i = perturb & mask;
  std::vector<ProbeRow> rows;
  while (rows.size() < kMostProbes) {
    ProbeRow row;
    row.slot = static_cast<int64_t>(i);
    row.perturb = perturb;
    row.entry = slot(row.slot);
    row.how = rows.empty() ? told(Say::FirstSlot, {number(static_cast<int64_t>(mask)), number(row.slot)})
                           : told(Say::NextSlot, {number(rows.back().slot), std::to_string(perturb), number(size()), number(row.slot)});
    compare(key, row);
    rows.push_back(std::move(row));
    if (rows.back().end != ProbeEnd::GoesOn) break;
    perturb >>= kPerturbShift;
    i = mask & (i * 5 + perturb + 1);
  }
  return rows;
}

std::vector<ProbeRow> HashTable::probe_set(const LookupKey& key) const {
  const uint64_t mask = static_cast<uint64_t>(size()) - 1;
  uint64_t perturb = static_cast<uint64_t>(key.hash), i = perturb & mask;
  std::vector<ProbeRow> rows;
  while (rows.size() < kMostProbes) {
    const int64_t run = static_cast<int64_t>(i) + kNeighbours <= static_cast<int64_t>(mask) ? kNeighbours : 0;
    for (int64_t k = 0; k <= run; ++k) {
      ProbeRow row;
      row.slot = static_cast<int64_t>(i) + k;
      row.perturb = perturb;
      row.entry = slot(row.slot);
      row.how = k ? told(Say::NeighbourSlot, {number(row.slot)})
                : rows.empty() ? told(Say::FirstSlot, {number(static_cast<int64_t>(mask)), number(row.slot)})
                               : told(Say::NextSlot, {number(static_cast<int64_t>(i)), std::to_string(perturb), number(size()), number(row.slot)});
      compare(key, row);
      rows.push_back(std::move(row));
      if (rows.back().end != ProbeEnd::GoesOn) return rows;
    }
    perturb >>= kPerturbShift;
    i = (i * 5 + 1 + perturb) & mask;
  }
  return rows;
}

ObjectId HashTable::find(const LookupKey& key) const {
  const std::vector<ProbeRow> way = probe(key);
  return !way.empty() && way.back().end == ProbeEnd::Hit ? entry(way.back().entry).value : 0;
}

}  // namespace innards::inspect
