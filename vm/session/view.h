// View: what a panel may ask. A live Session (vm/session/session.h) and an opened trace (vm/trace) are both Views, so a
// panel works on either; what a trace cannot know is answered by has() = false, and the panel says "not in the trace".
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "inspect/difference_rows.h"
#include "inspect/memory_rows.h"
#include "inspect/pipeline.h"
#include "inspect/process_rows.h"
#include "inspect/rows.h"
#include "inspect/walk_rows.h"

namespace innards {

enum class Direction { Forward, Back };
enum class Knows { Bytes, Holders, Micro, Writes, Eval, Edit, Heap, Gc, Dict, Type, Pipeline };

class View {
 public:
  virtual ~View() = default;

  virtual bool has(Knows what) const = 0;
  virtual std::string title() const = 0;                       // the program's file name
  virtual std::string python_version() const { return "CPython 3.11 model"; }

  // Time. Steps run from first_step() to last_step(); at last_step() nothing is left to run (so far).
  virtual uint64_t first_step() const = 0;
  virtual uint64_t last_step() const = 0;
  virtual bool recording() const = 0;                          // last_step() still grows
  virtual uint64_t cursor() const = 0;
  virtual void seek(uint64_t step) = 0;                        // clamps
  // One moment on or back (a recording goes on when it must); false when there is none.
  virtual bool step(Direction) = 0;

  // The machine at the cursor.
  virtual const Moment& moment() = 0;
  // Whether what runs there is the standard library's code.
  virtual bool in_library() {
    const std::vector<FrameRow>& frames = moment().frames;
    return !frames.empty() && frames.back().library;
  }
  virtual const CodeRows* code(ObjectId id) = 0;               // nullptr: unknown
  virtual std::vector<SourceRow> source(const std::string& filename) = 0;
  virtual std::vector<std::string> files() const = 0;          // sources of the program, the main one first
  virtual std::shared_ptr<const Pipeline> pipeline(const std::string&) { return nullptr; }  // of a source; null: not known
  virtual std::vector<FieldRow> bytes(ObjectId id) = 0;
  virtual std::vector<HolderRow> holders(ObjectId id) = 0;
  virtual std::optional<ValueRow> object_value(ObjectId) { return {}; }   // an object that need not be in moment(); nothing: not there
  virtual std::shared_ptr<const HeapRows> heap(const HeapAsk&) { return nullptr; }   // null: not known
  virtual std::shared_ptr<const GcRows> gc() { return nullptr; }
  virtual StepRow this_step() = 0;                             // the instruction about to run and what it will do
  // What put an entry (0: the bottom) on the value stack of a frame (FrameRow::id); nothing: not known, or too long ago.
  virtual std::optional<OriginRow> put_there(uint64_t /*frame*/, int /*entry*/) { return std::nullopt; }

  // What is asked of one object at the cursor (inspect/walks.h); has(Knows::Dict) and has(Knows::Type) say whether it can be.
  // Without an object: the table that the instruction about to run looks into, else the one that just ran.
  virtual DictRows dict(ObjectId, ObjectId /*key*/, const std::string& /*typed key*/) { return {}; }
  virtual TypeRows type(ObjectId) { return {}; }
  // With a name: what object.name would do; else the lookup that the instruction about to run does.
  virtual WalkRows lookup(ObjectId, const std::string& /*name*/) { return {}; }

  // Walks through what the instruction about to run does; else a list's or generator's state; else what has just run. Of
  // `kind` where a step does several things.
  virtual ProcessRows process(ProcessKind, ObjectId) { return {}; }
  virtual std::vector<ProcessKind> processes() { return {}; }  // those of the instruction about to run

  // An expression in the frame with that id (FrameRow::id; 0: the running one), on a copy; has(Knows::Eval).
  virtual EvalRow evaluate(uint64_t /*frame*/, const std::string& /*expression*/) { return {}; }

  // Over the run.
  virtual std::vector<StripBucket> strip(uint64_t from, uint64_t to, int buckets) = 0;
  virtual std::vector<FlameRow> flame(uint64_t, uint64_t) { return {}; }   // who ran when; nothing for long stretches
  // Addresses (sorted) at which an object or frame began in steps [from, to); nothing where that is not known, or too far.
  virtual std::optional<std::vector<uint64_t>> born_between(uint64_t, uint64_t) { return std::nullopt; }
  virtual std::vector<OutputRow> output() const = 0;           // of the whole recording
  virtual uint64_t differences_edition() const { return 0; }   // another number when differences() would say more
  virtual std::vector<DifferenceRow> differences() const { return {}; }   // empty: not known
  virtual std::optional<int> exit_status() const = 0;          // nothing while the program has not ended
};

}  // namespace innards
