// Rows: what anything in the machine looks like at one moment, as plain host-side values. Panels paint them, their text
// twins print them, the trace writes and reads them, tests compare them. Two makers fill them: vm/inspect from a Memory
// (the live run) and vm/trace from a JSON trace; nobody who reads rows can tell which.
// Nothing here computes, and nothing here may include the object model.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace innards {

using ObjectId = uint64_t;   // an object's address in the arena, the number Python's id() gives; 0 = NULL

// Against the moment one step before.
enum class Change : uint8_t { Same, Added, Changed, Gone };

// Any place that can hold an object.
struct ValueRow {
  ObjectId id = 0;           // 0: an empty slot
  std::string type;          // the type's name
  std::string text;          // like repr(), cut to about 60 characters, never runs Python code
  bool cut = false;          // text was cut
  int64_t refcount = 0;
  bool is_static = false;    // CPython keeps it in static storage: its count is not meaningful
  bool operator==(const ValueRow&) const = default;
};

// A part of the source. Lines from 1; columns in code points from 0, end exclusive. line 0: none.
struct Span {
  int line = 0, col = 0, end_line = 0, end_col = 0;
  bool operator==(const Span&) const = default;
};

struct SourceRow {
  int line = 0;
  std::string text;
  bool executable = false;   // some instruction has this line
};

struct LocalRow {
  std::string name;
  std::string kind;          // arg, local, cell, free; or name (a module's or class body's namespace)
  ValueRow value;            // for a cell or free variable: the cell object
  ValueRow content;          // what the cell holds
  Change change = Change::Same;
};

struct StackRow {
  int index = 0;             // 0 = bottom
  ValueRow value;
  Change change = Change::Same;
};

struct FrameRow {
  uint64_t id = 0;           // address of the _PyInterpreterFrame
  int depth = 0;             // 0 = the outermost
  std::string name, qualname, filename;
  ObjectId code_id = 0, function_id = 0, globals_id = 0, frame_object_id = 0;
  int line = 0;
  int offset = 0;            // of the instruction about to run (innermost) or of the call in progress, in bytes
  Span span;
  std::string owner;         // thread, generator, frame object
  bool suspended = false;    // of a generator or thread that is not running now
  bool library = false;      // its code is the standard library's (inspect/library.h)
  int stack_size = 0;        // co_stacksize
  std::vector<LocalRow> locals;
  std::vector<StackRow> stack;
  Change change = Change::Same;
};

struct InstrRow {
  int offset = 0;            // in bytes
  int opcode = 0;
  std::string name;
  int arg = 0;
  bool has_arg = false;
  std::string arg_text;      // dis's argrepr
  int line = 0;
  bool starts_line = false;
  Span span;
  int caches = 0;            // CACHE units behind it
  std::vector<uint16_t> cache_values;
  int jump_target = -1;      // offset, or -1
  bool is_target = false;
  bool extended = false;     // has EXTENDED_ARG prefixes
  int handler = -1;          // offset of the handler that covers it, or -1
  std::string sentence;      // what the opcode does (opcodes.def)
  std::string stack_picture; // a b -> c
  int form = 0;              // the opcode that stands there now (_co_code_adaptive): `opcode`, unless it has been quickened
  std::string form_name;     // its name; empty: the instruction itself
};

struct ExceptionTableRow {
  int start = 0, end = 0, target = 0, depth = 0;   // offsets in bytes, end exclusive
  bool lasti = false;
};

struct CodeRows {
  ObjectId id = 0;
  uint64_t edition = 0;      // another number when the rows under this id were read anew (addresses are used again); 0: not known
  std::string name, qualname, filename;
  int first_line = 0, arg_count = 0, posonly_arg_count = 0, kwonly_arg_count = 0, stack_size = 0, flags = 0;
  std::string flags_text;    // OPTIMIZED | NEWLOCALS ...
  std::vector<InstrRow> instructions;
  std::vector<ExceptionTableRow> exceptions;
  std::vector<ValueRow> consts;
  std::vector<std::string> names, varnames, cellvars, freevars;
  std::vector<ObjectId> children;   // code objects among the constants
  int warmup = 0;            // co_warmup: negative while runs are counted, 0 once it is quickened; 1: not known (a trace)
};

inline constexpr int64_t kStaticCount = 999999999;   // where the counts of static objects begin

// A reference that an object holds.
struct RefRow {
  std::string label;         // [0], ['k'], .name, cell_contents, __dict__, __class__ ...
  ValueRow value;            // the count of a static one is kStaticCount here: it is not meaningful and always another
  Change change = Change::Same;
};

struct ObjectRow {
  ValueRow value;
  ObjectId type_id = 0;
  int64_t size = 0;          // sys.getsizeof
  bool gc = false, tracked = false;
  bool garbage = false;      // held by nothing but other garbage; not freed yet
  Change change = Change::Same;
  int64_t refcount_before = 0;   // one step earlier; 0 for what is new
  std::vector<RefRow> refs;
  int64_t refs_left_out = 0; // beyond the limit
};

// The objects of one moment, by id. Moments share the rows that read the same in both, so that a copy of a list, and the
// list of the next step, cost little. What is in a list does not change; edit() gives it a row of its own.
class ObjectList {
 public:
  using Shared = std::shared_ptr<const ObjectRow>;
  using Rows = std::vector<Shared>;

  // What std algorithms and range-based for need.
  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = ObjectRow;
    using difference_type = std::ptrdiff_t;
    using pointer = const ObjectRow*;
    using reference = const ObjectRow&;
    Iterator() = default;
    explicit Iterator(Rows::const_iterator at) : at_(at) {}
    reference operator*() const { return **at_; }
    pointer operator->() const { return at_->get(); }
    reference operator[](difference_type n) const { return *at_[n]; }
    Iterator& operator++() { return ++at_, *this; }
    Iterator& operator--() { return --at_, *this; }
    Iterator operator++(int) { return Iterator(at_++); }
    Iterator operator--(int) { return Iterator(at_--); }
    Iterator& operator+=(difference_type n) { return at_ += n, *this; }
    Iterator& operator-=(difference_type n) { return at_ -= n, *this; }
    friend Iterator operator+(Iterator i, difference_type n) { return i += n; }
    friend Iterator operator-(Iterator i, difference_type n) { return i -= n; }
    friend difference_type operator-(const Iterator& a, const Iterator& b) { return a.at_ - b.at_; }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }
    friend auto operator<=>(const Iterator& a, const Iterator& b) { return a.at_ <=> b.at_; }

   private:
    Rows::const_iterator at_;
  };

  size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  const ObjectRow& operator[](size_t i) const { return *rows_[i]; }
  Iterator begin() const { return Iterator(rows_.begin()); }
  Iterator end() const { return Iterator(rows_.end()); }
  const Shared& shared(size_t i) const { return rows_[i]; }

  void push_back(ObjectRow row) { rows_.push_back(std::make_shared<const ObjectRow>(std::move(row))); }
  void push_back(Shared row) { rows_.push_back(std::move(row)); }
  // The row with that number, of this list alone from now on. A reference to it from before is to the old one.
  ObjectRow& edit(size_t i) {
    auto own = std::make_shared<ObjectRow>(*rows_[i]);
    rows_[i] = own;
    return *own;
  }
  void sort_by_id();
  const ObjectRow* find(ObjectId id) const;   // in a sorted list; null: it is not there

 private:
  Rows rows_;
};

// Who holds one reference to an object.
struct HolderRow {
  std::string kind;          // local, stack, cell, item, attribute, key, type, frame, code, native ...
  ObjectId holder_id = 0;    // the holding object, or 0 for a frame or native code
  std::string path;          // fib.n, stack[-1] of fib, list at 0x...[2]
  int frame_depth = -1;
  int index = -1;
};

// One field of an object's bytes.
struct FieldRow {
  int64_t offset = 0;        // from the object's address; negative in the pre-header
  int64_t size = 0;
  std::string name;          // CPython's field name
  std::string ctype;         // CPython's type of it
  std::string hex;           // the bytes, in memory order
  std::string text;          // what they mean
  std::string text_zh;       // the same in Chinese, where it is not the same
  ObjectId target = 0;       // where a pointer points
  Change change = Change::Same;
};

// One thing that happened inside an instruction.
struct MicroRow {
  int index = 0;
  std::string kind;          // the event's name in events.def
  std::string text;
  std::string text_zh;       // the same in Chinese; empty in a trace
  ObjectId object = 0;
  int64_t before = 0, after = 0;
  int depth = 0;             // nesting: inside a slot call, inside a native
};

// The instruction that put an entry on a value stack.
struct OriginRow {
  uint64_t step = 0;
  ObjectId code = 0;
  InstrRow instruction;
};

struct StepRow {
  uint64_t step = 0;
  InstrRow instruction;
  std::string qualname;
  std::string sentence;      // one sentence for a person about this very step
  InstrRow ran;              // the instruction that ran just before, where it is known (its name is empty otherwise)
  std::vector<MicroRow> micro;
};

struct StripBucket {
  uint64_t from = 0, to = 0; // steps, end exclusive
  int min_depth = 0, max_depth = 0, first_line = 0, last_line = 0;
  uint32_t exceptions = 0, gc_runs = 0, outputs = 0, calls = 0;
};

// A frame was on the stack of calls in these steps, at this depth (0: the outermost).
struct FlameRow {
  uint64_t from = 0, to = 0; // steps, end exclusive
  int depth = 0;
  std::string name;          // qualname of its function
};

struct OutputRow {
  uint64_t step = 0;         // the first moment that has it
  int stream = 1;            // 0 input, 1 stdout, 2 stderr
  std::string text;
};

// One answer of a question over the run: a moment, what happened there, and in which place of the program.
struct WriteRow {
  uint64_t step = 0;         // the moment to go to
  std::string name;          // what it is about: a name, a call with its arguments, a log point's message
  int how = -1;              // what happened, where that is not said by the question (AskText in session/question.h)
  ValueRow before, after;    // values; one that was only computed has no id, but a text
  int line = 0;
  std::string where;         // qualname of the function
  std::string instruction;   // that did it, with its argument; empty where it is not known
  std::string filename;
  uint64_t until = 0;        // of a call: the moment of its end; 0: none
};

// What an expression comes to in a frame. It is evaluated on a copy of the machine.
struct EvalRow {
  enum class End : uint8_t { NotHere, Value, Error, TooLong };
  End end = End::NotHere;    // NotHere: there is no frame
  ValueRow value;            // its id is not one of the run, unless the object was there before
  std::string text;          // repr() of the value in full, or the error
  bool truth = false;
  std::string output;        // what it printed
};

// How the search for garbage ended: what it would cost too much to find is not said to be absent.
enum class GarbageSearch : uint8_t { NotLooked, Looked, Collecting, TooManyTracked, TooManyCandidates };

// Everything at one step, immutable.
struct Moment {
  uint64_t step = 0;                  // instructions executed before this moment
  bool finished = false;              // the program has ended
  std::vector<FrameRow> frames;       // outermost first; the last one is running
  std::vector<FrameRow> suspended;    // frames of threads (owner "thread") and of generators that are not running
  ObjectList objects;                 // reachable from the program's frames and namespaces, and garbage; sorted by id
  int64_t objects_left_out = 0;       // reachable but beyond the limit
  GarbageSearch garbage_search = GarbageSearch::NotLooked;
  uint64_t stdout_bytes = 0, stderr_bytes = 0;  // how much of the output exists
  std::string exception;              // type and text of the exception on its way, or empty
  std::vector<MicroRow> events;       // what happened in the step that led here: calls, returns, raises, births, deaths ...
  int64_t events_left_out = 0;        // there, too, but beyond the limit
};

}  // namespace innards
