// Who holds each reference to an object.
#include "inspect/holders.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <unordered_map>
#include <unordered_set>

#include "inspect/garbage.h"
#include "inspect/inspect.h"
#include "inspect/reader.h"
#include "inspect/sleeping_threads.h"
#include "object/code.h"
#include "object/module.h"
#include "run/frame.h"

namespace innards::inspect {

namespace {

constexpr uint64_t kThread = kArenaBase + offsetof(Runtime, thread);

// The dict of the program's own module: it is made before the program begins, but filled by it.
ObjectId main_namespace(Reader& reader) {
  const ObjectId modules = reader.memory().read<ThreadState>(kThread).modules.bits();
  if (!modules || !reader.is_object(modules)) return 0;
  for (const auto& [key, module] : reader.dict_items(modules))
    if (reader.kind(key) == Kind::kStr && reader.kind(module) == Kind::kModule && reader.str(key, 16) == "__main__")
      return reader.memory().read<ModuleObject>(module).md_dict.bits();
  return 0;
}

// Tells what was there before the program began from what it made.
class Before {
 public:
  Before(Reader& reader, const BlockSet* blocks) : reader_(reader), blocks_(blocks), main_(blocks ? main_namespace(reader) : 0) {}

  bool has(ObjectId id) {
    if (!blocks_ || id == main_) return false;
    if (id < kHeapBase) return true;   // static
    const uint64_t flags = reader_.info(id).flags;
    return blocks_->blocks.count(id - ((flags & kTpHaveGC) ? sizeof(GCHead) : 0) - ((flags & kTpManagedDict) ? 16 : 0)) > 0;
  }

 private:
  Reader& reader_;
  const BlockSet* blocks_;
  ObjectId main_;
};

class Search {
 public:
  Search(Reader& reader, ObjectId wanted, const BlockSet* before)
      : reader_(reader), wanted_(wanted), before_(reader, before), fold_(before_.has(wanted)), globals_(main_namespace(reader)) {
    if (globals_)
      for (const auto& [key, value] : reader.dict_items(globals_)) names_.try_emplace(value, reader.str(key, 60));
  }

  void root(const char* name, ObjectId id) {
    if (id == wanted_) rows_.push_back({"interpreter", 0, name, -1, -1});
    visit(id);
  }

  void frame(const FrameRow& row, uint64_t address) {
    InterpreterFrame f = reader_.memory().read<InterpreterFrame>(address);
    std::string where = row.qualname;
    for (size_t i = 0; i < row.locals.size(); ++i) {
      if (row.locals[i].kind == "name") continue;   // its namespace dict holds it, not the frame
      const std::string name = where + "." + row.locals[i].name;
      names_.try_emplace(row.locals[i].value.id, name);
      if (row.locals[i].value.id == wanted_) rows_.push_back({"local", 0, name, row.depth, static_cast<int>(i)});
      visit(row.locals[i].value.id);
    }
    for (size_t i = 0; i < row.stack.size(); ++i) {
      if (row.stack[i].value.id == wanted_) rows_.push_back({"stack", 0, where + ".stack[" + std::to_string(i) + "]", row.depth, static_cast<int>(i)});
      visit(row.stack[i].value.id);
    }
    for (auto [name, id] : {std::pair{"f_func", f.f_func.bits()}, {"f_code", f.f_code.bits()}, {"f_locals", f.f_locals.bits()}, {"frame_obj", f.frame_obj.bits()}}) {
      if (id && id == wanted_) rows_.push_back({"frame", 0, where + " frame." + name, row.depth, -1});
      visit(id);
    }
    visit(f.f_globals.bits());
    visit(f.f_builtins.bits());
  }

  void run() {
    while (!queue_.empty()) {
      ObjectId id = queue_.back();
      queue_.pop_back();
      for (const Reference& ref : reader_.references(id)) {
        if (ref.to == wanted_) held_by(id, ref);
        visit(ref.to);
      }
    }
  }

  // Garbage holds references too: objects of the collector's lists that no root leads to.
  void run_unreached(const std::unordered_set<ObjectId>& tracked) {
    std::vector<ObjectId> rest;
    for (ObjectId id : tracked)
      if (!seen_.count(id)) rest.push_back(id);
    std::sort(rest.begin(), rest.end());
    for (ObjectId id : rest) visit(id);
    run();
  }

  int64_t found() const { return static_cast<int64_t>(rows_.size()) + folded_; }
  std::vector<HolderRow> take() {
    if (folded_) rows_.push_back({"before", 0, std::to_string(folded_) + " held by what was there before the program began", -1, folded_});
    return std::move(rows_);
  }

 private:
  void held_by(ObjectId id, const Reference& ref) {
    if (fold_ && before_.has(id)) ++folded_;
    else rows_.push_back({kind_of(ref), id, place(id, ref.label), -1, -1});
  }
  void visit(ObjectId id) {
    if (id && reader_.is_object(id) && seen_.insert(id).second) queue_.push_back(id);
  }
  std::string kind_of(const Reference& ref) {
    if (ref.label[0] == '[' || ref.label.starts_with("slot ")) return "item";
    if (ref.label.starts_with("key ")) return "key";
    if (ref.label[0] == '.') return "attribute";
    return ref.label == "ob_ref" ? "cell" : ref.label == "ob_type" ? "type" : "field";
  }
  static std::string separator(const std::string& label) { return label[0] == '[' || label[0] == '.' ? "" : " "; }
  // "global a", "t[0]", "ann.owner", "list 0x2000...[1]": as the program names it, where it does.
  std::string place(ObjectId id, const std::string& label) {
    if (id == globals_ && label.starts_with("['") && label.ends_with("']")) return "global " + label.substr(2, label.size() - 4);
    const auto name = names_.find(id);
    return (name != names_.end() ? name->second : describe(id)) + separator(label) + label;
  }
  std::string describe(ObjectId id) {
    Kind kind = reader_.kind(id);
    if (is_dict_kind(kind) || kind == Kind::kList || kind == Kind::kSet || kind == Kind::kTuple) {
      char text[40];
      std::snprintf(text, sizeof text, "%s 0x%llx", reader_.type_name(id).c_str(), static_cast<unsigned long long>(id));
      return text;
    }
    return reader_.text(id, 40);
  }

  Reader& reader_;
  ObjectId wanted_;
  Before before_;
  bool fold_;         // what was there before the program began is only counted
  int folded_ = 0;
  ObjectId globals_;
  std::unordered_map<ObjectId, std::string> names_;   // of objects that have one in the program's module, or in a frame
  std::unordered_set<ObjectId> seen_;
  std::vector<ObjectId> queue_;
  std::vector<HolderRow> rows_;
};

}  // namespace

std::vector<HolderRow> holders(const Memory& memory, ObjectId id, const BlockSet* before) {
  Reader reader(memory);
  if (!reader.alive(id)) return {};
  Search search(reader, id, before);
  for (const FrameRow& frame : frames(memory)) search.frame(frame, frame.id);
  for (FrameRow& frame : waiting_frames(memory)) {
    frame.depth = -1;   // it is none of the frames that are numbered
    search.frame(frame, frame.id);
  }
  for (const ThreadRecord& sleeping : sleeping_threads(memory)) {
    for (ObjectId id : {sleeping.func.bits(), sleeping.args.bits(), sleeping.kwargs.bits()}) search.root("a thread's start", id);
    search.root("the exception handled in a waiting thread", sleeping.part.exc_state.exc_value.bits());
    search.root("the context of a waiting thread", sleeping.part.context.bits());
  }
  ThreadState thread = memory.read<ThreadState>(kThread);
  search.root("the error being raised", thread.curexc_value.bits());
  search.root("the traceback being built", thread.curexc_traceback.bits());
  for (uint64_t item = thread.exc_info.bits(), n = 0; item && n < 1000; ++n) {
    ExcInfo info = memory.read<ExcInfo>(item);
    search.root("the exception being handled", info.exc_value.bits());
    item = info.previous_item.bits();
  }
  search.root("sys.modules", thread.modules.bits());
  search.root("sys.__dict__", thread.sysdict.bits());
  search.root("builtins.__dict__", thread.builtins.bits());
  search.run();
  int64_t count = memory.read<Object>(id).ob_refcnt;
  if (count < kStaticRefcount && search.found() < count) search.run_unreached(tracked_objects(memory));
  const int64_t rest = count - search.found();
  std::vector<HolderRow> rows = search.take();
  if (rest > 0 && count < kStaticRefcount)
    rows.push_back({"native", 0, std::to_string(rest) + " held by native code or by the interpreter", -1, static_cast<int>(rest)});
  return rows;
}

std::vector<HolderRow> holders(const Memory& memory, ObjectId id) { return holders(memory, id, nullptr); }

}  // namespace innards::inspect
