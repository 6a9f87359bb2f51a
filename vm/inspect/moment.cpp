// Frames, reachable objects and everything else of one moment.
#include <algorithm>
#include <cstddef>
#include <unordered_set>

#include "inspect/frame_rows.h"
#include "inspect/garbage.h"
#include "inspect/inspect.h"
#include "inspect/moment_cache.h"
#include "inspect/sleeping_threads.h"
#include "object/generator.h"
#include "run/frame.h"

namespace innards::inspect {

namespace {

// The ThreadState is small; the whole Runtime is not worth copying.
ThreadState thread_state(const Memory& memory) {
  return memory.read<ThreadState>(kArenaBase + offsetof(Runtime, thread));
}

// Objects that can be reached from frames and namespaces, without what every program has: built-in types, modules' own
// names, code objects' insides.
class Walk {
 public:
  Walk(MomentCache& cache, const MomentOptions& options, Moment& moment) : cache_(cache), options_(options), moment_(moment) {}

  void add(ObjectId id) {
    if (id && cache_.reader().is_object(id)) add(cache_.node(id));
  }

  void run(bool garbage) {
    for (; at_ < queue_.size(); ++at_) {
      MomentCache::Node& node = *queue_[at_];
      if (static_cast<int64_t>(moment_.objects.size()) >= options_.max_objects) {
        ++moment_.objects_left_out;
        continue;
      }
      cache_.read(node);
      cache_.set_garbage(node, garbage && !node.row->value.is_static);   // what is never freed is no garbage
      moment_.objects.push_back(node.row);
      for (MomentCache::Node* next : node.leads_to) add(*next);
    }
  }

  // After everything that names lead to: what nothing leads to.
  void run_garbage() {
    if (!options_.background) return;
    for (ObjectId id : find_garbage(cache_, *options_.background, &moment_.garbage_search)) add(id);
    run(true);
  }

  // Generators and coroutines, by id.
  std::vector<ObjectId> generators() const {
    std::vector<ObjectId> ids;
    for (size_t i = 0; i < moment_.objects.size(); ++i) {
      const Kind kind = queue_[i]->kind;
      if (kind == Kind::kGenerator || kind == Kind::kCoroutine || kind == Kind::kAsyncGenerator) ids.push_back(queue_[i]->id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
  }

 private:
  void add(MomentCache::Node& node) {
    if (node.seen == cache_.look()) return;
    node.seen = cache_.look();
    queue_.push_back(&node);
  }

  MomentCache& cache_;
  const MomentOptions& options_;
  Moment& moment_;
  std::vector<MomentCache::Node*> queue_;
  size_t at_ = 0;
};

// Returns the generators among them.
std::vector<ObjectId> read_objects(MomentCache& cache, const MomentOptions& options, Moment& moment) {
  Walk walk(cache, options, moment);
  std::vector<const FrameRow*> frames;
  for (const FrameRow& frame : moment.frames) frames.push_back(&frame);
  for (const FrameRow& frame : moment.suspended) frames.push_back(&frame);
  std::unordered_set<ObjectId> namespaces;
  for (const FrameRow* frame : frames)
    if (frame->globals_id && namespaces.insert(frame->globals_id).second)
      for (const LocalRow& name : cache.names(frame->globals_id)) walk.add(name.value.id);
  for (const FrameRow* frame : frames) {
    for (const LocalRow& local : frame->locals) walk.add(local.value.id);
    for (const StackRow& slot : frame->stack) walk.add(slot.value.id);
  }
  walk.run(false);
  walk.run_garbage();
  std::vector<ObjectId> generators = walk.generators();
  moment.objects.sort_by_id();
  return generators;
}

std::string exception_text(Reader& reader, const ThreadState& thread) {
  ObjectId value = thread.curexc_value.bits();
  if (value && reader.is_object(value)) return reader.text(value);
  ObjectId type = thread.curexc_type.bits();
  return type && reader.is_object(type) ? reader.text(type) : "";
}

// Frames of generators that are not running.
void read_suspended(MomentCache& cache, CodeCache& codes, const std::vector<ObjectId>& generators, Moment& moment) {
  for (ObjectId id : generators) {
    if (cache.reader().memory().read<GenObject>(id).gi_frame_state >= kFrameExecuting) continue;
    FrameRow frame = cache.frame(id + offsetof(GenObject, gi_iframe), codes);
    frame.suspended = true;
    moment.suspended.push_back(std::move(frame));
  }
}

// The frames from the innermost one at `address`, outermost first.
std::vector<FrameRow> read_frames(MomentCache& cache, CodeCache& codes, uint64_t address) {
  const Memory& memory = cache.reader().memory();
  std::vector<FrameRow> rows;
  for (int n = 0; address && n < 200000 && memory.valid(address, sizeof(InterpreterFrame)); ++n) {
    rows.push_back(cache.frame(address, codes));
    address = memory.read<InterpreterFrame>(address).previous.bits();
  }
  std::reverse(rows.begin(), rows.end());
  for (size_t i = 0; i < rows.size(); ++i) rows[i].depth = static_cast<int>(i);
  return rows;
}

std::vector<FrameRow> read_waiting(MomentCache& cache, CodeCache& codes) {
  std::vector<FrameRow> rows;
  for (const ThreadRecord& thread : sleeping_threads(cache.reader().memory())) {
    for (FrameRow& frame : read_frames(cache, codes, thread.part.current_frame.bits())) {
      frame.suspended = true;
      frame.depth = 0;
      rows.push_back(std::move(frame));
    }
  }
  return rows;
}

// For those who ask once.
struct Once {
  MomentCache cache{false};
  CodeCache codes;
  explicit Once(const Memory& memory, int64_t max_refs = MomentOptions().max_refs) { cache.look_at(memory, max_refs); }
};

}  // namespace

std::vector<FrameRow> frames(const Memory& memory) {
  Once once(memory);
  return read_frames(once.cache, once.codes, thread_state(memory).current_frame.bits());
}

FrameRow frame_at(const Memory& memory, uint64_t address, CodeCache& codes) {
  Once once(memory);
  return once.cache.frame(address, codes);
}

std::vector<FrameRow> waiting_frames(const Memory& memory) {
  Once once(memory);
  return read_waiting(once.cache, once.codes);
}

Moment moment(const Memory& memory, const MomentOptions& options, CodeCache* codes, MomentCache* kept) {
  Once once(memory, options.max_refs);
  if (codes && kept && !memory.live()) kept->look_at(memory, options.max_refs);
  else kept = &once.cache;
  if (!codes) codes = &once.codes;
  Moment m;
  ThreadState thread = thread_state(memory);
  m.step = memory.read<uint64_t>(kArenaBase + offsetof(Runtime, step));
  m.frames = read_frames(*kept, *codes, thread.current_frame.bits());
  m.suspended = read_waiting(*kept, *codes);
  m.finished = m.frames.empty();
  m.stdout_bytes = thread.stdout_bytes;
  m.stderr_bytes = thread.stderr_bytes;
  m.exception = exception_text(kept->reader(), thread);
  if (options.objects) read_suspended(*kept, *codes, read_objects(*kept, options, m), m);
  options.own.mark(m);
  return m;
}

Here here(const Memory& memory) {
  Here place;
  uint64_t address = thread_state(memory).current_frame.bits();
  if (!address) return place;
  InterpreterFrame frame = memory.read<InterpreterFrame>(address);
  place.running = true;
  place.code_id = frame.f_code.bits();
  place.offset = static_cast<int>(static_cast<int64_t>(frame.prev_instr.bits()) - static_cast<int64_t>(place.code_id + offsetof(CodeObject, co_code_adaptive)));
  for (int n = 0; address && n < 1 << 24; ++n) {
    ++place.depth;
    address = memory.read<InterpreterFrame>(address).previous.bits();
  }
  return place;
}

}  // namespace innards::inspect
