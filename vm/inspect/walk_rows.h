// Rows of what is asked of one object: the hash table it keeps its things in, its type, and where an attribute is looked
// for. Like rows.h: plain host-side values that compute nothing. They stand apart from rows.h because they are made only
// when a panel asks, and no moment and no trace holds them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inspect/rows.h"

namespace innards {

// A sentence in both languages.
struct Told {
  std::string english, chinese;
  bool operator==(const Told&) const = default;
};

// ---- a hash table

inline constexpr int64_t kSlotEmpty = -1, kSlotDummy = -2;

struct DictSlotRow {
  int64_t slot = 0;
  int64_t entry = kSlotEmpty;   // number of an entry, kSlotEmpty or kSlotDummy
  Change change = Change::Same;
};

struct DictEntryRow {
  int64_t index = 0;            // of a set: the slot
  int64_t hash = 0;
  bool has_hash = true;         // false: a str whose hash has not been asked for yet
  ValueRow key, value;          // no key: the entry was deleted. No value in a split table: this instance lacks the name
  Change change = Change::Same;
};

enum class ProbeEnd : uint8_t { GoesOn, Hit, Miss, Unknown };

// One look at a slot on the way to a key.
struct ProbeRow {
  int64_t slot = 0, entry = kSlotEmpty;
  uint64_t perturb = 0;         // what it was when this slot was computed
  ProbeEnd end = ProbeEnd::GoesOn;
  Told how, what;               // how the slot was found; what stands there
};

struct DictRows {
  ObjectId asked = 0;           // the object that was asked about
  ValueRow object;              // the same
  ObjectId table = 0;           // the dict or set; 0: values kept inside an instance
  Told what;                    // which table of that object this is
  std::string kind;             // general, unicode, split, set; empty: the object has no table
  int64_t log2_size = 0, usable = 0, nentries = 0, used = 0;
  int64_t sharers = 0;          // of a split table: how many use these keys (dk_refcnt)
  uint64_t version_tag = 0;     // ma_version_tag
  uint64_t keys_version = 0;    // dk_version
  uint64_t keys_address = 0;
  std::vector<DictSlotRow> slots;
  std::vector<DictEntryRow> entries;
  int64_t slots_left_out = 0, entries_left_out = 0;
  std::vector<Told> changes;    // what the last step did to the table as a whole: a resize, a new kind, another number of items
  // The way to a key.
  ValueRow key;                 // what is looked for; without id: a typed one
  std::string key_text;         // empty: nothing is looked for
  bool from_step = false;       // the instruction about to run looks for it
  bool just_ran = false;        // the one that ran just before looked for it
  int64_t key_hash = 0;
  bool key_hash_known = false;
  std::vector<ProbeRow> probes;
};

// ---- a type

struct TypeFlagRow {
  std::string name;
  Told what;
};

// A slot that is filled.
struct TypeSlotRow {
  std::string slot;             // tp_repr, nb_add ...
  std::string method;           // __repr__; empty: there is no such method
  std::string filled;           // own, inherited, python, none
  ObjectId from = 0;            // the type that brought it
  std::string from_name;
  ObjectId function = 0;        // what Python code wrote for it
};

struct TypeAttributeRow {
  std::string name;
  ValueRow value;
  Told what;                    // what kind of descriptor it is, if any
  bool data = false;
  Change change = Change::Same;
};

struct TypeFactRow {
  std::string name;             // CPython's field
  std::string text;
  Told what;
};

struct TypeRows {
  ObjectId asked = 0;
  ValueRow type;                // no id: there is no such object
  std::string name;
  bool exceptions = false;      // its instances are exceptions
  bool asked_has_process = false;   // the object asked about has a walk of its own (View::process)
  ValueRow metatype;
  std::vector<ValueRow> bases, mro, subclasses;
  std::vector<TypeFactRow> facts;
  std::vector<TypeFlagRow> flags;
  std::vector<TypeSlotRow> slots;
  std::vector<TypeAttributeRow> attributes;
};

// ---- a lookup

enum class WalkEnd : uint8_t { GoesOn, Found, Answers, Fails };

// One place that is looked at.
struct WalkRow {
  std::string place;            // the kind of place: type, instance, local, global, builtin, descriptor, hook, error
  ObjectId where = 0;           // the object looked into
  std::string where_text;
  ValueRow found;               // what was there
  WalkEnd end = WalkEnd::GoesOn;
  Told text;
};

struct WalkRows {
  bool any = false;             // false: the step looks for no name, and nothing is asked
  bool from_step = false;
  std::string operation;        // load, method, store, delete, name
  std::string name;
  ValueRow object;              // of an attribute: whose
  std::vector<WalkRow> rows;
  ObjectId answer = 0;          // what the lookup ends with; 0: computed by a call, or an error
  std::string answer_kind;      // value, bound, call, native, stored, deleted, error, unknown
  Told cache;                   // which inline cache cuts this walk short; empty: none
};

}  // namespace innards
