#include "inspect/moment_cache.h"

#include <algorithm>
#include <cstddef>

#include "inspect/frame_rows.h"

namespace innards::inspect {

namespace {

static_assert(kStaticCount == kStaticRefcount);
constexpr size_t kMostKept = 40000;        // of each sort: then all begin anew

int64_t count_of(const Memory& memory, ObjectId id) { return memory.read<int64_t>(id + offsetof(Object, ob_refcnt)); }

// A class shows its bases and attributes directly, not the tuple and the dict that hold them.
std::vector<Reference> references_of_class(Reader& reader, ObjectId id) {
  const ObjectId bases = reader.seen().read<uint64_t>(id + offsetof(TypeObject, tp_bases));
  const ObjectId dict = reader.seen().read<uint64_t>(id + offsetof(TypeObject, tp_dict));
  std::vector<Reference> refs;
  if (reader.is_object(bases))
    for (ObjectId base : reader.tuple_items(bases, 1000)) refs.push_back({"__bases__[" + std::to_string(refs.size()) + "]", base, false});
  if (!reader.is_object(dict)) return refs;
  for (auto [key, value] : reader.dict_items(dict)) {
    std::string name = reader.str(key);
    if (name == "__module__" || name == "__doc__" || name == "__dict__" || name == "__weakref__" || name == "__qualname__") continue;
    refs.push_back({"." + name, value, false});
  }
  return refs;
}

// References to show: `max` of them with their labels.
std::vector<Reference> shown_references(Reader& reader, ObjectId id, int64_t max) {
  if (reader.is_type(id)) return references_of_class(reader, id);
  constexpr int64_t kOfTheStruct = 64;   // before a container's items; a dict has two references for each
  std::vector<Reference> refs = reader.references(id, static_cast<size_t>(2 * max + kOfTheStruct));
  std::erase_if(refs, [](const Reference& r) { return r.minor; });
  return refs;
}

ObjectRow read_object(Reader& reader, ObjectId id, int64_t max_refs) {
  ObjectRow row;
  row.value = reader.value(id);
  row.refcount_before = row.value.refcount;
  row.type_id = reader.type_of(id);
  row.size = reader.size(id);
  const TypeInfo& type = reader.info(id);
  row.gc = (type.flags & kTpHaveGC) != 0;
  row.tracked = row.gc && reader.seen().read<uint64_t>(id - sizeof(GCHead) + offsetof(GCHead, gc_next)) != 0;
  if (type.kind == Kind::kCode) return row;
  for (const Reference& ref : shown_references(reader, id, max_refs)) {
    if (static_cast<int64_t>(row.refs.size()) >= max_refs) ++row.refs_left_out;
    else row.refs.push_back({ref.label, reader.value(ref.to), Change::Same});
  }
  for (RefRow& ref : row.refs)
    if (ref.value.is_static) ref.value.refcount = kStaticCount;
  return row;
}

}  // namespace

class MomentCache::Noting {
 public:
  Noting(MomentCache& cache, ByteWatch::Ticket& ticket) : cache_(cache), ticket_(ticket) {
    cache_.watch_.drop(ticket_);
    ticket_ = 0;
    if (cache_.keeps_) cache_.reader_.note_into(&log_);
  }
  ~Noting() {
    if (!cache_.keeps_) return;
    cache_.reader_.note_into(nullptr);
    ticket_ = cache_.watch_.add(log_);
    cache_.note_types();
  }

 private:
  MomentCache& cache_;
  ByteWatch::Ticket& ticket_;
  ReadLog log_;
};

void MomentCache::look_at(const Memory& memory, int64_t max_refs) {
  ++look_;
  if (keeps_) note_types();   // what was read outside of any row
  reader_.look_at(memory);
  const bool comparable = keeps_ && checkpoint_ && memory.checkpoint() && max_refs == max_refs_;
  if (comparable) watch_.compare(*checkpoint_, *memory.checkpoint());
  checkpoint_ = memory.checkpoint();
  max_refs_ = max_refs;
  const bool too_many = nodes_.size() > kMostKept || frames_.size() > kMostKept || names_.size() > kMostKept || held_.size() > kMostKept;
  if (!comparable || too_many || !types_hold()) forget_everything();
}

void MomentCache::forget_everything() {
  watch_.clear();
  nodes_.clear();
  frames_.clear();
  names_.clear();
  held_.clear();
  types_.clear();
  reader_ = Reader(reader_.memory());
  if (keeps_) reader_.take_type_reads();
}

void MomentCache::note_types() {
  for (TypeRead& read : reader_.take_type_reads()) types_[read.type].tickets.push_back(watch_.add(read.log));
}

// Whether there still is a type at this address; of a freed one the fields would lead anywhere.
static bool is_type_still(Reader& reader, ObjectId id) {
  return reader.alive(id) && (reader.memory().read<TypeObject>(reader.type_of(id)).tp_flags & kTpTypeSubclass);
}

// Everything else believes what is known of types: where one is gone or has become another, nothing is kept.
bool MomentCache::types_hold() {
  std::vector<ObjectId> doubtful;
  for (const auto& [id, type] : types_)
    if (!std::all_of(type.tickets.begin(), type.tickets.end(), [&](ByteWatch::Ticket t) { return watch_.good(t); })) doubtful.push_back(id);
  for (ObjectId id : doubtful) {
    if (!is_type_still(reader_, id)) return false;
    const TypeInfo before = reader_.type_info(id);
    for (ByteWatch::Ticket t : types_[id].tickets) watch_.drop(t);
    types_.erase(id);
    reader_.forget_type(id);
    reader_.type_info(id);
    if (before.slots_read) reader_.slots(id);
    if (reader_.type_info(id) != before) return false;
  }
  note_types();
  return true;
}

MomentCache::Node& MomentCache::node(ObjectId id) {
  Node& node = nodes_[id];
  node.id = id;
  return node;
}

const MomentCache::Node* MomentCache::find(ObjectId id) const {
  const auto it = nodes_.find(id);
  return it == nodes_.end() ? nullptr : &it->second;
}

// Static types and modules are named where they are referred to, but not opened.
bool MomentCache::leads_on(ObjectId id) {
  if (!reader_.is_object(id)) return false;
  const TypeInfo& t = reader_.info(id);
  if (t.kind == Kind::kModule && !t.heap_type) return false;
  if (t.flags & kTpTypeSubclass) return reader_.type_info(id).heap_type;
  return t.kind != Kind::kBuiltinFunction && t.kind != Kind::kMethodDescriptor && t.kind != Kind::kWrapperDescriptor;
}

void MomentCache::make_row(Node& node) {
  const Noting noting(*this, node.ticket);
  auto row = std::make_shared<ObjectRow>(read_object(reader_, node.id, max_refs_));
  node.kind = reader_.kind(node.id);
  node.leads_to.clear();
  for (const RefRow& ref : row->refs)
    if (leads_on(ref.value.id)) node.leads_to.push_back(&this->node(ref.value.id));
  node.row = std::move(row);
}

void MomentCache::read(Node& node) {
  if (watch_.good(node.ticket)) refresh(node);
  else make_row(node);
}

void MomentCache::set_garbage(Node& node, bool garbage) {
  if (node.row->garbage == garbage) return;
  auto row = std::make_shared<ObjectRow>(*node.row);
  row->garbage = garbage;
  node.row = std::move(row);
}

// ---- counts

bool MomentCache::is_fresh(const ValueRow& value) const { return !value.id || count_of(reader_.memory(), value.id) == value.refcount; }

// A count that is not meaningful is not told of each reference: it would make all rows new in each step.
bool MomentCache::is_fresh(const RefRow& ref) const {
  return !ref.value.id || (ref.value.is_static ? count_of(reader_.memory(), ref.value.id) >= kStaticRefcount : is_fresh(ref.value));
}

void MomentCache::refresh(ValueRow& value) const {
  if (!value.id) return;
  value.refcount = count_of(reader_.memory(), value.id);
  value.is_static = value.refcount >= kStaticRefcount;
}

void MomentCache::refresh(Node& node) {
  const ObjectRow& old = *node.row;
  if (is_fresh(old.value) && std::all_of(old.refs.begin(), old.refs.end(), [&](const RefRow& r) { return is_fresh(r); })) return;
  auto row = std::make_shared<ObjectRow>(old);
  refresh(row->value);
  row->refcount_before = row->value.refcount;
  for (RefRow& ref : row->refs) {
    refresh(ref.value);
    if (ref.value.is_static) ref.value.refcount = kStaticCount;
  }
  node.row = std::move(row);
}

void MomentCache::refresh(FrameRow& row) const {
  for (LocalRow& local : row.locals) refresh(local.value), refresh(local.content);
  for (StackRow& slot : row.stack) refresh(slot.value);
}

// ---- frames and namespaces

FrameRow MomentCache::frame(uint64_t address, CodeCache& codes) {
  KeptFrame& kept = frames_[address];
  const auto edition = [&] { return codes.get(reader_.memory(), kept.row.code_id).edition; };
  if (watch_.good(kept.ticket) && edition() == kept.edition) {
    refresh(kept.row);
  } else {
    const Noting noting(*this, kept.ticket);
    kept.row = read_bare_frame(reader_, codes, address);
    kept.names = names_of_frame(reader_, address);
    kept.edition = edition();
  }
  if (!kept.names) return kept.row;
  FrameRow row = kept.row;
  const std::vector<LocalRow>& more = names(kept.names);
  row.locals.insert(row.locals.end(), more.begin(), more.end());
  return row;
}

const std::vector<LocalRow>& MomentCache::names(ObjectId dict) {
  KeptNames& kept = names_[dict];
  if (kept.look == look_) return kept.rows;
  kept.look = look_;
  if (watch_.good(kept.ticket)) {
    for (LocalRow& local : kept.rows) refresh(local.value);
    return kept.rows;
  }
  const Noting noting(*this, kept.ticket);
  return kept.rows = read_names(reader_, dict);
}

const std::vector<ObjectId>& MomentCache::held_by(ObjectId id) {
  KeptHeld& kept = held_[id];
  if (watch_.good(kept.ticket)) return kept.ids;
  const Noting noting(*this, kept.ticket);
  kept.ids.clear();
  for (const Reference& ref : reader_.references(id, 0)) kept.ids.push_back(ref.to);
  return kept.ids;
}

}  // namespace innards::inspect
