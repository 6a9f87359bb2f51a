// A trace opened from a file. All entries are read and checked once; kept are their places in the file, and what the strip
// and the output need. A moment is put together from the keyframe before it.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "compile/opcodes.h"
#include "inspect/inspect.h"
#include "trace/trace.h"
#include "trace/trace_rows.h"

namespace innards {

using nlohmann::json;
using trace::FlatMoment;
using trace::TraceError;

namespace {

constexpr size_t kLongestLine = 256 << 20;

struct FileCloser { void operator()(FILE* f) const { std::fclose(f); } };
using File = std::unique_ptr<FILE, FileCloser>;

// Reads a line without its end; false at the end of the file. Zero bytes are characters like others: JSON refuses them.
bool read_line(FILE* file, std::string& line) {
  line.clear();
  char block[4096];
  for (;;) {
    std::memset(block, 1, sizeof block);   // so that the zero at the end is the last one
    if (!std::fgets(block, sizeof block, file)) return !line.empty();
    size_t size = sizeof block - 1;
    while (block[size] != '\0') --size;
    line.append(block, size);
    if (line.size() > kLongestLine) throw TraceError("a line is longer than 256 MB");
    if (line.empty() || line.back() != '\n') continue;
    line.pop_back();
    return true;
  }
}

struct EntryPlace {
  uint64_t step = 0;
  long offset = 0;          // of its line in the file
  size_t key = 0;           // index of the keyframe it builds on
  int depth = 0, line = 0;
  uint32_t outputs = 0, exceptions = 0, calls = 0, gc_runs = 0;
};

class TraceView : public View {
 public:
  bool open(const std::string& path, std::string& error) {
    file_.reset(std::fopen(path.c_str(), "rb"));
    if (!file_) {
      error = "cannot open the trace '" + path + "'";
      return false;
    }
    size_t line_number = 1;
    try {
      read_header();
      read_entries(line_number);
      return true;
    } catch (const TraceError& e) {
      error = path + ", line " + std::to_string(line_number) + ": " + e.what();
    } catch (const json::exception& e) {
      error = path + ", line " + std::to_string(line_number) + ": not JSON here (" + short_reason(e.what()) + "); the trace is broken or cut off";
    }
    return false;
  }

  bool has(Knows) const override { return false; }
  std::string title() const override { return program_; }
  uint64_t first_step() const override { return places_.empty() ? 0 : places_.front().step; }
  uint64_t last_step() const override { return places_.empty() ? 0 : places_.back().step; }
  bool recording() const override { return false; }
  uint64_t cursor() const override { return places_.empty() ? 0 : places_[at_].step; }

  void seek(uint64_t step) override {
    if (places_.empty()) return;
    auto it = std::upper_bound(places_.begin(), places_.end(), step, [](uint64_t s, const EntryPlace& p) { return s < p.step; });
    at_ = it == places_.begin() ? 0 : static_cast<size_t>(it - places_.begin()) - 1;
  }

  bool step(Direction direction) override {
    const bool forward = direction == Direction::Forward;
    if (forward ? at_ + 1 >= places_.size() : at_ == 0) return false;
    forward ? ++at_ : --at_;
    return true;
  }

  const Moment& moment() override {
    if (shown_ != at_) {
      moment_ = Moment{};
      try {
        if (!places_.empty()) load(at_);
      } catch (const std::exception&) {   // the file was changed while it is open: show nothing rather than something wrong
        moment_ = Moment{};
        moment_.step = cursor();
      }
      shown_ = at_;
    }
    return moment_;
  }

  const CodeRows* code(ObjectId id) override {
    // The newest code object of that id that stands before the cursor's entry.
    auto it = codes_.find(id);
    if (it == codes_.end()) return nullptr;
    const CodeRows* found = &it->second.front().second;
    for (const auto& [from, rows] : it->second)
      if (from <= at_) found = &rows;
    return found;
  }

  std::vector<SourceRow> source(const std::string&) override { return {}; }
  std::vector<std::string> files() const override { return {program_}; }
  std::vector<FieldRow> bytes(ObjectId) override { return {}; }
  std::vector<HolderRow> holders(ObjectId) override { return {}; }

  std::optional<int> exit_status() const override { return exit_status_; }

  StepRow this_step() override {
    StepRow row;
    const Moment& m = moment();
    row.step = m.step;
    if (m.frames.empty()) return row;
    const FrameRow& frame = m.frames.back();
    row.qualname = frame.qualname;
    if (const CodeRows* rows = code(frame.code_id))
      for (const InstrRow& i : rows->instructions)
        if (i.offset == frame.offset) row.instruction = i;
    row.sentence = row.instruction.sentence;
    return row;
  }

  std::vector<StripBucket> strip(uint64_t from, uint64_t to, int buckets) override {
    std::vector<StripBucket> out;
    if (buckets <= 0 || to <= from) return out;
    size_t n = static_cast<size_t>(buckets);
    out.resize(n);
    for (size_t i = 0; i < n; ++i) {
      out[i].from = from + (to - from) * i / n;
      out[i].to = from + (to - from) * (i + 1) / n;
      out[i].min_depth = -1;
    }
    for (const EntryPlace& p : places_) {
      if (p.step < from || p.step >= to) continue;
      StripBucket& b = out[std::min(n - 1, static_cast<size_t>(static_cast<double>(p.step - from) * static_cast<double>(n) / static_cast<double>(to - from)))];
      if (b.min_depth < 0) {
        b.min_depth = b.max_depth = p.depth;
        b.first_line = p.line;
      }
      b.min_depth = std::min(b.min_depth, p.depth);
      b.max_depth = std::max(b.max_depth, p.depth);
      b.last_line = p.line;
      b.outputs += p.outputs;
      b.exceptions += p.exceptions;
      b.calls += p.calls;
      b.gc_runs += p.gc_runs;
    }
    for (StripBucket& b : out)
      if (b.min_depth < 0) b.min_depth = 0;
    return out;
  }

  std::vector<OutputRow> output() const override { return output_; }

 private:
  static std::string short_reason(const std::string& what) {
    size_t colon = what.rfind(": ");
    return colon == std::string::npos ? what.substr(0, 80) : what.substr(colon + 2, 80);
  }

  void read_header() {
    std::string line;
    if (!read_line(file_.get(), line)) throw TraceError("the file is empty");
    if (line.empty() || line.back() != ',') throw TraceError("this is not an Innards trace (its first line does not begin one)");
    line.back() = '}';
    json j = json::parse(line);
    if (!j.is_object() || j.value("format", "") != "innards-trace") throw TraceError("this is not an Innards trace (no \"format\": \"innards-trace\")");
    int version = j.contains("version") && j["version"].is_number_integer() ? j["version"].get<int>() : 0;
    if (version != kTraceVersion) throw TraceError("this trace has version " + std::to_string(version) + "; this program reads version " + std::to_string(kTraceVersion));
    program_ = j.contains("program") && j["program"].is_string() ? j["program"].get<std::string>() : "";
  }

  void read_entries(size_t& line_number) {
    std::string line;
    FlatMoment state;
    ++line_number;
    if (!read_line(file_.get(), line) || line != "\"entries\":[") throw TraceError("\"entries\" was expected");
    size_t entries = 0;
    for (;;) {
      long offset = std::ftell(file_.get());
      ++line_number;
      if (!read_line(file_.get(), line)) throw TraceError("the trace is cut off: its end is missing");
      if (line == "],") break;
      if (!line.empty() && line.back() == ',') line.pop_back();
      json j = json::parse(line);
      ++entries;
      if (j.is_object() && j.contains("code")) {
        CodeRows rows = trace::code_from_json(j["code"]);
        add_sentences(rows);
        codes_[rows.id].emplace_back(places_.size(), std::move(rows));
        continue;
      }
      add_place(j, offset, state);
    }
    ++line_number;
    if (!read_line(file_.get(), line) || !line.starts_with("\"end\":") || line.back() != '}') throw TraceError("\"end\" was expected");
    json end = json::parse(line.substr(6, line.size() - 7));
    if (!end.is_object() || end.value("entries", uint64_t{0}) != entries) throw TraceError("the trace says it has another number of entries");
    if (end.value("finished", false)) exit_status_ = end.value("exit_status", 0);
  }

  void add_place(const json& j, long offset, FlatMoment& state) {
    bool key = j.is_object() && j.contains("key");
    if (places_.empty() && !key) throw TraceError("the first entry is not a keyframe");
    trace::apply_entry(j, state);
    if (!places_.empty() && state.step <= places_.back().step) throw TraceError("steps do not rise");
    EntryPlace p;
    p.step = state.step;
    p.offset = offset;
    p.key = key ? places_.size() : places_.back().key;
    p.depth = static_cast<int>(state.frames.size());
    p.line = state.frames.empty() ? 0 : state.frames.back().line;
    for (const MicroRow& e : state.events) {
      p.calls += e.kind == "call";
      p.exceptions += e.kind == "raise";
      p.gc_runs += e.kind == "gc";
    }
    for (OutputRow& row : trace::output_from_json(j)) {
      ++p.outputs;
      output_.push_back(std::move(row));
    }
    places_.push_back(p);
  }

  static void add_sentences(CodeRows& rows);

  void load(size_t index) {
    FlatMoment state;
    Moment before;
    bool have_before = false;
    // The keyframe itself needs the entry before it for its change marks.
    size_t first = places_[index].key;
    if (first == index && index > 0) first = places_[index - 1].key;
    for (size_t i = first; i <= index; ++i) {
      apply(i, state);
      if (i + 1 == index) {
        before = trace::unflatten(state);
        have_before = true;
      }
    }
    moment_ = trace::unflatten(state);
    if (have_before) inspect::mark_changes(moment_, before);
  }

  void apply(size_t index, FlatMoment& state) {
    std::fseek(file_.get(), places_[index].offset, SEEK_SET);
    std::string line;
    if (!read_line(file_.get(), line)) throw TraceError("the file has become shorter");
    if (!line.empty() && line.back() == ',') line.pop_back();
    trace::apply_entry(json::parse(line), state);
  }

  File file_;
  std::string program_;
  std::optional<int> exit_status_;
  std::vector<EntryPlace> places_;
  std::unordered_map<ObjectId, std::vector<std::pair<size_t, CodeRows>>> codes_;   // from which entry on
  std::vector<OutputRow> output_;
  size_t at_ = 0, shown_ = SIZE_MAX;
  Moment moment_;
};

// Sentences and stack pictures are facts of the opcode, not of the run: they are not in the file.
void TraceView::add_sentences(CodeRows& rows) {
  for (InstrRow& i : rows.instructions) {
    if (i.opcode < 0 || i.opcode > 255) throw TraceError("an instruction's op is out of range");
    const OpcodeInfo& info = opcode_info(i.opcode);
    i.sentence = info.sentence ? info.sentence : "";
    i.stack_picture = info.stack ? info.stack : "";
  }
}

}  // namespace

std::unique_ptr<View> open_trace(const std::string& path, std::string& error) {
  auto view = std::make_unique<TraceView>();
  if (!view->open(path, error)) return nullptr;
  return view;
}

}  // namespace innards
