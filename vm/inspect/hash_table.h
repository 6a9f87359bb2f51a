// HashTable: the hash table of a dict, of a set, or of an instance that keeps its values inside itself, read through a
// Memory: slots, entries, and the way to a key as CPython's lookup goes it. It stands apart from the reader, which knows
// only items in their order. Nothing is run: a comparison that would call __eq__ ends the way as not known.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inspect/reader.h"
#include "inspect/walk_rows.h"

namespace innards::inspect {

// What is looked for: an object, or a name without one.
struct LookupKey {
  ObjectId id = 0;
  std::string text;             // of a str: its characters; of an int: its digits
  Kind kind = Kind::kBaseObject;
  int64_t hash = 0;
  bool known = false;           // the hash
};
LookupKey key_of_name(const std::string& utf8);
// What a person typed: an int or a str.
LookupKey key_of_typed(const std::string& text);
LookupKey key_of_object(Reader& reader, ObjectId id);

class HashTable {
 public:
  enum class Form : uint8_t { None, Dict, Set };
  struct Entry {
    ObjectId key = 0, value = 0;
    int64_t hash = 0;
    bool has_hash = false;
  };

  // The table of a dict or set itself; Form::None for any other object.
  static HashTable of(Reader& reader, ObjectId dict_or_set);
  // The inline values of an instance; Form::None where it has none.
  static HashTable of_inline_values(Reader& reader, ObjectId instance);

  Form form() const { return form_; }
  bool split() const { return values_ != 0; }
  const char* kind() const;
  uint64_t keys_address() const { return keys_; }
  int64_t log2_size() const { return log2_size_; }
  int64_t size() const { return int64_t{1} << log2_size_; }
  int64_t usable() const { return usable_; }
  int64_t nentries() const { return nentries_; }
  int64_t sharers() const { return sharers_; }
  uint32_t keys_version() const { return keys_version_; }
  int64_t slot(int64_t i) const;      // an entry's number, kSlotEmpty or kSlotDummy
  Entry entry(int64_t i) const;       // of a set: slot i

  // The way to `key`. Its hash must be known.
  std::vector<ProbeRow> probe(const LookupKey& key) const;
  // The value under a str key (of a set: the key itself), or 0.
  ObjectId find(const LookupKey& key) const;

 private:
  explicit HashTable(Reader& reader) : reader_(&reader) {}
  void read_keys(uint64_t keys);
  void compare(const LookupKey& key, ProbeRow& row) const;
  std::vector<ProbeRow> probe_dict(const LookupKey& key) const;
  std::vector<ProbeRow> probe_set(const LookupKey& key) const;

  Reader* reader_;
  Form form_ = Form::None;
  uint64_t keys_ = 0, values_ = 0, entries_ = 0;
  int64_t log2_size_ = 0, usable_ = 0, nentries_ = 0, sharers_ = 0;
  int log2_index_bytes_ = 0;
  uint32_t keys_version_ = 0;
  bool general_ = false;
};

}  // namespace innards::inspect
