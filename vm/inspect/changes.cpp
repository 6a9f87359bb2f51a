// What differs between a moment and the one before it.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "inspect/births.h"
#include "inspect/inspect.h"

namespace innards::inspect {

namespace {

// Objects that the step made: what was at their addresses before is none of them.
using Born = std::unordered_set<ObjectId>;

bool is_birth(const MicroRow& e) { return e.kind == "born" && e.object; }

Born born_in(const Moment& m) {
  Born born;
  for (const MicroRow& e : m.events)
    if (is_birth(e)) born.insert(e.object);
  return born;
}

bool same_value(const ValueRow& a, const ValueRow& b) { return a.id == b.id && a.text == b.text; }

void mark_frame(FrameRow& now, const FrameRow& before, const Born& born) {
  std::unordered_map<std::string, const LocalRow*> old;
  for (const LocalRow& local : before.locals) old.emplace(local.name, &local);
  for (LocalRow& local : now.locals) {
    auto it = old.find(local.name);
    if (it == old.end()) local.change = Change::Added;
    else if (!same_value(local.value, it->second->value) || !same_value(local.content, it->second->content))
      local.change = it->second->value.id == 0 ? Change::Added : local.value.id == 0 ? Change::Gone : Change::Changed;
  }
  for (size_t i = 0; i < now.stack.size(); ++i) {
    if (i >= before.stack.size()) now.stack[i].change = Change::Added;
    else if (now.stack[i].value.id != before.stack[i].value.id || born.count(now.stack[i].value.id)) now.stack[i].change = Change::Changed;
  }
}

// The references of an object before, by label. Nearly always the one that is asked for stands in the same place.
class OldRefs {
 public:
  explicit OldRefs(const ObjectRow& object) : refs_(object.refs) {}
  const RefRow* find(const std::string& label, size_t place) {
    if (place < refs_.size() && refs_[place].label == label) return &refs_[place];
    if (by_label_.empty())
      for (const RefRow& ref : refs_) by_label_.emplace(ref.label, &ref);
    const auto it = by_label_.find(label);
    return it == by_label_.end() ? nullptr : it->second;
  }

 private:
  const std::vector<RefRow>& refs_;
  std::unordered_map<std::string, const RefRow*> by_label_;   // made when it is needed
};

Change change_of(const RefRow& now, const RefRow* before, const Born& born) {
  if (!before) return Change::Added;
  return now.value.id != before->value.id || born.count(now.value.id) ? Change::Changed : Change::Same;
}

bool refers_to(const ObjectRow& object, const Born& born) {
  return !born.empty() && std::any_of(object.refs.begin(), object.refs.end(), [&](const RefRow& r) { return born.count(r.value.id) != 0; });
}

// An object that was there before. Its row is made anew only where there is something to mark.
void mark_object(ObjectList& objects, size_t number, const ObjectRow& before, const Born& born) {
  const ObjectRow& now = objects[number];
  OldRefs old(before);
  std::vector<Change> refs;
  for (size_t i = 0; i < now.refs.size(); ++i) refs.push_back(change_of(now.refs[i], old.find(now.refs[i].label, i), born));
  const bool inside = now.refs.size() != before.refs.size() || std::any_of(refs.begin(), refs.end(), [](Change c) { return c != Change::Same; });
  const bool counted = !now.value.is_static && now.value.refcount != before.value.refcount;
  const bool changed = inside || counted || now.value.text != before.value.text || now.size != before.size;
  if (!changed && now.refcount_before == before.value.refcount) return;
  ObjectRow& row = objects.edit(number);
  row.change = changed ? Change::Changed : Change::Same;
  row.refcount_before = before.value.refcount;
  for (size_t i = 0; i < refs.size(); ++i) row.refs[i].change = refs[i];
}

void mark_new(ObjectList& objects, size_t number) {
  ObjectRow& row = objects.edit(number);
  row.change = Change::Added;
  row.refcount_before = 0;
}

// Both lists are sorted by id.
void mark_objects(ObjectList& now, const ObjectList& before, const Born& born) {
  size_t old = 0;
  for (size_t i = 0; i < now.size(); ++i) {
    const ObjectId id = now[i].value.id;
    while (old < before.size() && before[old].value.id < id) ++old;
    const bool there = old < before.size() && before[old].value.id == id;
    if (!there || before[old].type_id != now[i].type_id || born.count(id)) mark_new(now, i);
    else if (now.shared(i) != before.shared(old) || refers_to(now[i], born)) mark_object(now, i, before[old], born);
  }
}

}  // namespace

bool born_in_step(const Moment& m, ObjectId id) {
  return id && std::any_of(m.events.begin(), m.events.end(), [id](const MicroRow& e) { return is_birth(e) && e.object == id; });
}

void mark_changes(Moment& now, const Moment& before) {
  const Born born = born_in(now);
  std::unordered_map<uint64_t, const FrameRow*> frames;
  for (const FrameRow& frame : before.frames) frames.emplace(frame.id, &frame);
  for (const FrameRow& frame : before.suspended) frames.emplace(frame.id, &frame);
  for (auto* list : {&now.frames, &now.suspended}) {
    for (FrameRow& frame : *list) {
      auto it = frames.find(frame.id);
      if (it == frames.end() || it->second->code_id != frame.code_id) {
        frame.change = Change::Added;
        continue;
      }
      if (it->second->offset != frame.offset) frame.change = Change::Changed;
      mark_frame(frame, *it->second, born);
    }
  }
  mark_objects(now.objects, before.objects, born);
}

}  // namespace innards::inspect
