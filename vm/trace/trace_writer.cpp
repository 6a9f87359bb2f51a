#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>

#include "trace/trace.h"
#include "trace/trace_rows.h"

namespace innards {

using nlohmann::json;

struct TraceWriter::State {
  Sink sink;
  CodeLookup codes;
  std::optional<trace::FlatMoment> last;
  std::unordered_map<ObjectId, uint64_t> written_codes;   // which edition was written under an id
  uint64_t bytes = 0, entries = 0;

  bool put(const std::string& text) {
    bytes += text.size();
    return sink(text.data(), text.size());
  }
  // One entry a line, so that a reader can find entries without parsing.
  bool entry(const json& j) { return put((entries++ ? ",\n" : "\n") + j.dump()); }
  bool need_code(ObjectId id) {
    const CodeRows* rows = id ? codes(id) : nullptr;
    if (!rows) return true;
    uint64_t& written = written_codes[id];
    if (rows->edition && written == rows->edition) return true;
    written = rows->edition;
    return entry({{"code", trace::code_to_json(*rows)}});
  }
};

TraceWriter::TraceWriter(Sink sink, CodeLookup codes) : state_(std::make_unique<State>()) {
  state_->sink = std::move(sink);
  state_->codes = std::move(codes);
}

TraceWriter::~TraceWriter() = default;

bool TraceWriter::begin(const TraceHeader& header) {
  json j = {{"format", "innards-trace"}, {"version", kTraceVersion}, {"model", "CPython 3.11"}, {"program", header.filename},
            {"argv", header.argv}, {"every", header.every}, {"library", header.library}};
  std::string text = j.dump();
  text.pop_back();
  return state_->put(text + ",\n\"entries\":[");
}

bool TraceWriter::add(const Moment& moment, const std::vector<OutputRow>& output) {
  State& s = *state_;
  trace::FlatMoment now = trace::flatten(moment);
  for (const auto* frames : {&now.frames, &now.suspended})
    for (const FrameRow& frame : *frames)
      if (!s.need_code(frame.code_id)) return false;
  bool key = !s.last || s.entries % kTraceKeyframeSpacing == 0;
  bool ok = s.entry(trace::entry_to_json(now, key ? nullptr : &*s.last, output));
  s.last = std::move(now);
  return ok;
}

bool TraceWriter::end(bool finished, int exit_status) {
  json j = {{"finished", finished}, {"exit_status", exit_status}, {"entries", state_->entries}};
  return state_->put("\n],\n\"end\":" + j.dump() + "}\n");
}

uint64_t TraceWriter::bytes() const { return state_->bytes; }
uint64_t TraceWriter::entries() const { return state_->entries; }

}  // namespace innards
