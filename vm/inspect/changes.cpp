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

void mark_refs(ObjectRow& now, const ObjectRow& before, const Born& born) {
  std::unordered_map<std::string, const RefRow*> old;
  for (const RefRow& ref : before.refs) old.emplace(ref.label, &ref);
  for (RefRow& ref : now.refs) {
    auto it = old.find(ref.label);
    if (it == old.end()) ref.change = Change::Added;
    else if (ref.value.id != it->second->value.id || born.count(ref.value.id)) ref.change = Change::Changed;
    if (ref.change != Change::Same) now.change = Change::Changed;
  }
  if (now.refs.size() != before.refs.size()) now.change = Change::Changed;
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
  std::unordered_map<ObjectId, const ObjectRow*> objects;
  for (const ObjectRow& object : before.objects) objects.emplace(object.value.id, &object);
  for (ObjectRow& object : now.objects) {
    auto it = objects.find(object.value.id);
    if (it == objects.end() || it->second->type_id != object.type_id || born.count(object.value.id)) {
      object.change = Change::Added;
      continue;
    }
    object.refcount_before = it->second->value.refcount;
    if (object.value.text != it->second->value.text || object.size != it->second->size) object.change = Change::Changed;
    mark_refs(object, *it->second, born);
    if (object.change == Change::Same && !object.value.is_static && object.value.refcount != object.refcount_before) object.change = Change::Changed;
  }
}

}  // namespace innards::inspect
