// Reader: the object model seen through a Memory. It tells what an object is, what it holds and how it reads, without
// running anything and without trusting what it reads: memory of a checkpoint may be caught in the middle of a change.
// The rest of inspect stands on it. It may not call the object model's functions, only use its layouts.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "inspect/rows.h"
#include "inspect/seen_memory.h"
#include "run/runtime.h"

namespace innards::inspect {

// A reference that a class's `__slots__` give to each instance.
struct TypeSlot {
  std::string label;               // with the dot
  int64_t offset = 0;              // in the instance
  bool operator==(const TypeSlot&) const = default;
};

// What a reader needs to know of a type; cached, because a type is asked for at every object.
struct TypeInfo {
  Kind kind = Kind::kBaseObject;   // the built-in type whose layout its instances have
  bool exception = false;          // the layout is that of `exc` instead
  ExcKind exc = ExcKind::kBaseException;
  bool heap_type = false;          // made by a class statement
  std::string name;
  uint64_t flags = 0;
  int64_t basicsize = 0, itemsize = 0, dictoffset = 0, weaklistoffset = 0;
  uint64_t cached_keys = 0;        // ht_cached_keys of a class
  bool slots_read = false;         // whether anybody has asked for its slots; ask Reader::slots()
  std::vector<TypeSlot> slots;
  bool operator==(const TypeInfo&) const = default;
};

// What was read to know something of a type.
struct TypeRead {
  ObjectId type = 0;
  ReadLog log;
};

// One reference that an object holds.
struct Reference {
  std::string label;
  ObjectId to = 0;
  bool minor = false;              // names, modules, documentation: true, but not what a picture should show
  int64_t offset = -1;             // of the field in the object, where it is one
};

// Whether objects of a kind are dicts.
inline bool is_dict_kind(Kind kind) { return kind == Kind::kDict || kind == Kind::kDefaultDict || kind == Kind::kOrderedDict; }

class Reader {
 public:
  explicit Reader(const Memory& memory) : memory_(memory) {}

  const Memory& memory() const { return memory_; }
  // The same, for those who make something that is kept: it notes what is read of it.
  const SeenMemory& seen() const { return memory_; }
  // From now on what is read, but for the types', is noted there too; null: nowhere. Types know their own.
  void note_into(ReadLog* log) { memory_.note_into(log); }
  // What was read of types since the last call; it is noted from the first call on.
  std::vector<TypeRead> take_type_reads();
  // Another moment: what is known of types is believed to be true there too, but for those that are forgotten.
  void look_at(const Memory& memory) { memory_ = SeenMemory(memory); }
  void forget_type(ObjectId type) { types_.erase(type); }
  bool is_object(ObjectId id) const { return id && memory_.valid(id, sizeof(Object)); }
  // Is there an object, not what one has left behind when its memory was given back? For an id that is older than this moment.
  bool alive(ObjectId id) const;
  ObjectId type_of(ObjectId id) const { return memory_.read<Object>(id).ob_type.bits(); }
  const TypeInfo& type_info(ObjectId type);
  const TypeInfo& info(ObjectId id) { return type_info(type_of(id)); }
  Kind kind(ObjectId id) { return info(id).kind; }
  bool has_process(ObjectId id);   // a walk of its own: lists, and what is suspended and resumed
  std::string type_name(ObjectId id) { return info(id).name; }
  const std::vector<TypeSlot>& slots(ObjectId type);   // of a type that type_info() was asked for
  bool is_type(ObjectId id) { return (info(id).flags & kTpTypeSubclass) != 0; }

  // The characters of a str as UTF-8, at most `limit` of them; empty for anything else.
  std::string str(ObjectId id, int64_t limit = 4096);
  // Like repr(), at most about `limit` characters; sets *cut when it is shortened.
  std::string text(ObjectId id, int limit = 60, bool* cut = nullptr);
  ValueRow value(ObjectId id);

  // Everything the object holds a reference to, in the order of its fields. From number `named` on the labels of a
  // container's items are left empty: they are what costs time.
  std::vector<Reference> references(ObjectId id, size_t named = SIZE_MAX);
  // What sys.getsizeof says.
  int64_t size(ObjectId id);

  // Items of built-in containers, for other parts of inspect.
  std::vector<ObjectId> tuple_items(ObjectId id, int64_t limit = 1 << 20);
  std::vector<ObjectId> list_items(ObjectId id, int64_t limit = 1 << 20);
  std::vector<std::pair<ObjectId, ObjectId>> dict_items(ObjectId id, int64_t limit = 1 << 20);   // in the order of iteration
  std::vector<ObjectId> set_items(ObjectId id, int64_t limit = 1 << 20);
  std::vector<std::pair<int64_t, ObjectId>> set_slots(ObjectId id, int64_t limit = 1 << 20);   // slot of the table, item
  // Attributes kept in the instance: from inline values or from __dict__.
  std::vector<std::pair<ObjectId, ObjectId>> instance_attributes(ObjectId id);
  ObjectId instance_dict(ObjectId id);     // the __dict__ object, 0 when there is none (yet)

 private:
  std::vector<std::pair<ObjectId, ObjectId>> keys_and_values(uint64_t keys, uint64_t values, int64_t limit);
  std::vector<ObjectId> listed_keys(ObjectId ordered_dict, int64_t limit = 1 << 20);   // the keys in its list of nodes
  std::vector<std::pair<ObjectId, ObjectId>> in_listed_order(ObjectId ordered_dict, const std::vector<std::pair<ObjectId, ObjectId>>& items);
  TypeInfo read_type(ObjectId type);
  void dict_references(ObjectId id, Kind kind, std::vector<Reference>& out, size_t named);
  int64_t dict_size(ObjectId id, Kind kind);
  void container_references(ObjectId id, Kind kind, std::vector<Reference>& out, size_t named);
  std::vector<TypeSlot> read_slots(ObjectId type);

  SeenMemory memory_;
  std::unordered_map<ObjectId, TypeInfo> types_;
  bool keep_type_reads_ = false;
  std::vector<TypeRead> type_reads_;
};

}  // namespace innards::inspect
