// Listeners that hear what one step does and tell it as a walk (inspect/process_rows.h): an exception that looks for its
// handler, a list that makes room, a generator that is made, suspended or resumed; a collection. They run in the middle of the machine's
// work, only read, and read at once: a moment later an object may be gone.
#pragma once

#include <memory>
#include <unordered_set>
#include <vector>

#include "inspect/code_cache.h"
#include "inspect/process_rows.h"
#include "inspect/reader.h"
#include "probe/probe.h"
#include "session/process_states.h"

namespace innards {

// Which walks there are in what it hears.
class KindsListener : public ProbeListener {
 public:
  static constexpr uint64_t kMask = probe_bit(ProbeKind::kSearch) | probe_bit(ProbeKind::kListRoom) | probe_bit(ProbeKind::kResume) |
                                    probe_bit(ProbeKind::kYield) | probe_bit(ProbeKind::kReturn) | probe_bit(ProbeKind::kUnwind) |
                                    probe_bit(ProbeKind::kGcPhase);
  void on_event(const ProbeEvent& event) override;
  std::vector<ProcessKind> kinds() const;   // what matters most first

 private:
  bool heard_[static_cast<int>(ProcessKind::kCount)] = {};
};

class ProcessListener : public ProbeListener {
 public:
  // `before`: the moment before the step.
  ProcessListener(inspect::CodeCache& codes, const Moment& before) : reader_(live_), codes_(codes), before_(before) {}
  virtual uint64_t mask() const = 0;
  // The step is over, and the live arena is as it left it.
  virtual void tell(ProcessRows& rows) = 0;

 protected:
  ValueRow value(ObjectId id) { return id ? reader_.value(id) : ValueRow(); }
  std::string text(ObjectId id) { return id && reader_.is_object(id) ? reader_.text(id, 40) : "NULL"; }
  FrameRow frame(uint64_t address) { return inspect::frame_at(live_, address, codes_); }
  // So many entries of a frame's value stack, from the bottom.
  std::vector<StackRow> stack(uint64_t frame, int64_t depth);
  InstrRow instruction(ObjectId code, int offset);
  const FrameRow* frame_before(uint64_t address) const;

  Memory live_;
  inspect::Reader reader_;
  inspect::CodeCache& codes_;
  const Moment& before_;
};

std::unique_ptr<ProcessListener> unwind_listener(inspect::CodeCache& codes, const Moment& before);
std::unique_ptr<ProcessListener> list_listener(inspect::CodeCache& codes, const Moment& before);
std::unique_ptr<ProcessListener> generator_listener(inspect::CodeCache& codes, const Moment& before);

// `background`: objects that were there before the program began.
std::unique_ptr<ProcessListener> collection_listener(inspect::CodeCache& codes, const Moment& before, const std::unordered_set<ObjectId>& background);

// What a list or generator holds now and what would be done with it; false for another object. Only reads.
bool object_process(const Memory& memory, inspect::CodeCache& codes, ObjectId id, ProcessRows& rows);
void list_now(inspect::Reader& reader, ObjectId id, ProcessRows& rows);
void generator_now(inspect::Reader& reader, inspect::CodeCache& codes, ObjectId id, ProcessRows& rows);

// The list of objects whose repr is being made: the machine's own.
bool is_repr_stack(const Memory& memory, ObjectId list);

// Whether a frame runs the code of a generator, coroutine or async generator (also before it lies in one).
bool frame_of_generator(const Memory& memory, uint64_t frame);

}  // namespace innards
