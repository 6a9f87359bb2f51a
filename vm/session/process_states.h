// Makes the states of a walk one after the other: lanes are changed, and say() keeps them as they then stand. It stands
// apart because the four walks have only this in common. Nothing here looks at the machine.
#pragma once

#include <string>
#include <utility>

#include "inspect/process_rows.h"
#include "inspect/told.h"

namespace innards {

class ProcessStates {
 public:
  explicit ProcessStates(ProcessRows& rows) : rows_(rows) {}

  // The lanes, from the top. References to one are good until another is added.
  std::vector<ProcessLane>& lanes() { return lanes_; }
  ProcessLane& lane(size_t index) { return lanes_[index]; }
  ProcessLane& add_lane(Told name, Told note = {});
  // Marks the one lane that the next states are about.
  void look_at(size_t index);

  // One more state. Afterwards what was gone is no longer there, and what was new is usual.
  ProcessState& say(Told text, WalkEnd end = WalkEnd::GoesOn);
  // Only the lanes around the one looked at are kept with a state; at most so many.
  void keep_lanes(size_t most) { most_lanes_ = most; }

 private:
  void settle();
  std::vector<ProcessLane> picture() const;

  ProcessRows& rows_;
  std::vector<ProcessLane> lanes_;
  size_t most_lanes_ = 8, at_ = 0;
};

inline std::string number(int64_t n) { return std::to_string(n); }
std::string address_text(uint64_t address);   // 0x...
// The last cells of a row of values: labels are indices.
void fill_cells(ProcessLane& lane, const std::vector<StackRow>& stack);
ProcessCell text_cell(std::string label, std::string text);

}  // namespace innards
