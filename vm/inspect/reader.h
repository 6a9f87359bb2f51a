// Reader: the object model seen through a Memory. It tells what an object is, what it holds and how it reads, without
// running anything and without trusting what it reads: memory of a checkpoint may be caught in the middle of a change.
// The rest of inspect stands on it. It may not call the object model's functions, only use its layouts.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "heap/memory.h"
#include "inspect/rows.h"
#include "run/runtime.h"

namespace innards::inspect {

// What a reader needs to know of a type; cached, because a type is asked for at every object.
struct TypeInfo {
  Kind kind = Kind::kBaseObject;   // the built-in type whose layout its instances have
  bool exception = false;          // the layout is that of `exc` instead
  ExcKind exc = ExcKind::kBaseException;
  bool heap_type = false;          // made by a class statement
  std::string name;
  uint64_t flags = 0;
  int64_t basicsize = 0, itemsize = 0, dictoffset = 0, weaklistoffset = 0;
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
  bool is_object(ObjectId id) const { return id && memory_.valid(id, sizeof(Object)); }
  // Is there an object, not what one has left behind when its memory was given back? For an id that is older than this moment.
  bool alive(ObjectId id) const;
  ObjectId type_of(ObjectId id) const { return memory_.read<Object>(id).ob_type.bits(); }
  const TypeInfo& type_info(ObjectId type);
  const TypeInfo& info(ObjectId id) { return type_info(type_of(id)); }
  Kind kind(ObjectId id) { return info(id).kind; }
  bool has_process(ObjectId id);   // a walk of its own: lists, and what is suspended and resumed
  std::string type_name(ObjectId id) { return info(id).name; }
  bool is_type(ObjectId id) { return (info(id).flags & kTpTypeSubclass) != 0; }

  // The characters of a str as UTF-8, at most `limit` of them; empty for anything else.
  std::string str(ObjectId id, int64_t limit = 4096);
  // Like repr(), at most about `limit` characters; sets *cut when it is shortened.
  std::string text(ObjectId id, int limit = 60, bool* cut = nullptr);
  ValueRow value(ObjectId id);

  // Everything the object holds a reference to, in the order of its fields. At most `limit` when that is not 0.
  std::vector<Reference> references(ObjectId id);
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
  void dict_references(ObjectId id, Kind kind, std::vector<Reference>& out);
  int64_t dict_size(ObjectId id, Kind kind);
  void container_references(ObjectId id, Kind kind, std::vector<Reference>& out);
  void slot_references(ObjectId id, ObjectId type, std::vector<Reference>& out);

  const Memory& memory_;
  std::unordered_map<ObjectId, TypeInfo> types_;
};

}  // namespace innards::inspect
