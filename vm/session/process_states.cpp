#include "session/process_states.h"

#include <algorithm>
#include <cstdio>

namespace innards {

namespace {
constexpr size_t kMostStates = 200, kMostCells = 24;
}  // namespace

ProcessLane& ProcessStates::add_lane(Told name, Told note) {
  ProcessLane lane;
  lane.name = std::move(name);
  lane.note = std::move(note);
  lanes_.push_back(std::move(lane));
  return lanes_.back();
}

void ProcessStates::look_at(size_t index) {
  at_ = index;
  for (size_t i = 0; i < lanes_.size(); ++i) lanes_[i].current = i == index;
}

ProcessState& ProcessStates::say(Told text, WalkEnd end) {
  // The last state always stays: how it ends is what matters.
  if (rows_.states.size() >= kMostStates) rows_.states.pop_back(), ++rows_.states_left_out;
  ProcessState state;
  state.text = std::move(text);
  state.end = end;
  state.lanes = picture();
  rows_.states.push_back(std::move(state));
  settle();
  return rows_.states.back();
}

std::vector<ProcessLane> ProcessStates::picture() const {
  size_t first = 0, end = lanes_.size();
  if (end > most_lanes_) {
    first = std::min(at_ > 0 ? at_ - 1 : 0, end - most_lanes_);
    end = first + most_lanes_;
  }
  return {lanes_.begin() + static_cast<int64_t>(first), lanes_.begin() + static_cast<int64_t>(end)};
}

void ProcessStates::settle() {
  for (ProcessLane& lane : lanes_) {
    std::erase_if(lane.cells, [](const ProcessCell& c) { return c.change == Change::Gone; });
    for (ProcessCell& c : lane.cells) c.change = Change::Same;
  }
}

std::string address_text(uint64_t address) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(address));
  return text;
}

void fill_cells(ProcessLane& lane, const std::vector<StackRow>& stack) {
  lane.cells.clear();
  const size_t first = stack.size() > kMostCells ? stack.size() - kMostCells : 0;
  lane.left_out = static_cast<int64_t>(first);
  for (size_t i = first; i < stack.size(); ++i) {
    ProcessCell c;
    c.label = std::to_string(stack[i].index);
    c.value = stack[i].value;
    if (!c.value.id) c.text = "NULL";
    lane.cells.push_back(std::move(c));
  }
}

ProcessCell text_cell(std::string label, std::string text) {
  ProcessCell c;
  c.label = std::move(label);
  c.text = std::move(text);
  return c;
}

}  // namespace innards
