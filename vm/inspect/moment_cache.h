// MomentCache: rows of one moment, kept for the next one. A step changes few bytes: what was made of the others is still
// true, and is found so by comparing pages (byte_watch.h), so that the rows of a step cost what the step has changed. It is
// a pure function of the pages: whoever asks with it gets what he would get without it. Counts of references are read
// anew each time. It stands apart from moment.cpp because that says which rows a moment has, and this how they are kept.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "inspect/byte_watch.h"
#include "inspect/code_cache.h"
#include "inspect/reader.h"

namespace innards::inspect {

class MomentCache {
 public:
  // An object that was met, and its row once it was read.
  struct Node {
    ObjectId id = 0;
    ByteWatch::Ticket ticket = 0;
    ObjectList::Shared row;
    Kind kind = Kind::kBaseObject;
    std::vector<Node*> leads_to;           // objects that its row refers to and that have rows too
    uint64_t seen = 0;                     // the last look in which it was met
  };

  // `keeps`: false for a cache that is only used once.
  explicit MomentCache(bool keeps = true) : keeps_(keeps) {}

  // Another moment. What is kept is made good for it.
  void look_at(const Memory& memory, int64_t max_refs);
  Reader& reader() { return reader_; }
  uint64_t look() const { return look_; }

  Node& node(ObjectId id);
  const Node* find(ObjectId id) const;
  // Makes its row good, its counts as they are now.
  void read(Node& node);
  void set_garbage(Node& node, bool garbage);

  // A frame by its address, with the names of its namespace where it is a module's or a class's.
  FrameRow frame(uint64_t address, CodeCache& codes);
  // What a namespace binds, without the names that every module has.
  const std::vector<LocalRow>& names(ObjectId dict);
  // Everything that an object holds a reference to.
  const std::vector<ObjectId>& held_by(ObjectId id);

 private:
  struct KeptFrame {
    ByteWatch::Ticket ticket = 0;
    uint64_t edition = 0;                  // of its code's rows
    ObjectId names = 0;                    // its namespace, a dict; or 0
    FrameRow row;                          // without those names
  };
  struct KeptNames {
    ByteWatch::Ticket ticket = 0;
    uint64_t look = 0;                     // in which the counts were read
    std::vector<LocalRow> rows;
  };
  struct KeptHeld {
    ByteWatch::Ticket ticket = 0;
    std::vector<ObjectId> ids;
  };
  struct KeptType {
    std::vector<ByteWatch::Ticket> tickets;
  };

  class Noting;                            // what is read while it lives is noted
  bool types_hold();
  void note_types();
  void forget_everything();
  bool leads_on(ObjectId id);
  void make_row(Node& node);
  void refresh(Node& node);
  void refresh(ValueRow& value) const;
  void refresh(FrameRow& row) const;
  bool is_fresh(const ValueRow& value) const;
  bool is_fresh(const RefRow& ref) const;

  const bool keeps_;
  Reader reader_{Memory()};
  CheckpointRef checkpoint_;
  int64_t max_refs_ = 0;
  uint64_t look_ = 0;
  ByteWatch watch_;
  std::unordered_map<ObjectId, Node> nodes_;
  std::unordered_map<uint64_t, KeptFrame> frames_;
  std::unordered_map<ObjectId, KeptNames> names_;
  std::unordered_map<ObjectId, KeptHeld> held_;
  std::unordered_map<ObjectId, KeptType> types_;
};

}  // namespace innards::inspect
