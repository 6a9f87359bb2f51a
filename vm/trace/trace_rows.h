// Rows to JSON and back. A moment is written as ids plus one table of values, because the same object stands in many
// places; see README.md. Included only by the sources of vm/trace (it brings nlohmann's forward declarations only).
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "inspect/rows.h"

namespace innards::trace {

// A sentence about what is wrong with a trace.
struct TraceError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A moment taken apart: places hold ids, `values` says what each id is.
struct FlatMoment {
  uint64_t step = 0;
  bool finished = false;
  std::unordered_map<ObjectId, ValueRow> values;
  std::vector<FrameRow> frames, suspended;      // their ValueRows have only ids
  std::map<ObjectId, ObjectRow> objects;        // likewise
  int64_t objects_left_out = 0;
  uint64_t stdout_bytes = 0, stderr_bytes = 0;
  std::string exception;
  std::vector<MicroRow> events;
  int64_t events_left_out = 0;
};

FlatMoment flatten(const Moment& moment);
Moment unflatten(const FlatMoment& flat);

nlohmann::json code_to_json(const CodeRows& code);
CodeRows code_from_json(const nlohmann::json& j);

// The entry that leads from `before` to `now`; with before == nullptr a keyframe, which needs nothing before it.
nlohmann::json entry_to_json(const FlatMoment& now, const FlatMoment* before, const std::vector<OutputRow>& output);
// Applies an entry. Throws TraceError.
void apply_entry(const nlohmann::json& entry, FlatMoment& state);
std::vector<OutputRow> output_from_json(const nlohmann::json& entry);

}  // namespace innards::trace
