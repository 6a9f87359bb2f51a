// The machine of a live session as its timeline sees it. Not for includes outside vm/session.
#pragma once

#include "run/differences.h"
#include "session/search.h"
#include "timeline/timeline.h"

namespace innards {

// Two sessions may take turns in the arena: what finders know of one's code objects is not true of the other's, and each
// has its own list of the differences that its run has met.
class SessionMachine : public LoadedMachine {
 public:
  SessionMachine(Machine& machine, Outside& outside, DifferencesMet& met) : LoadedMachine(machine, outside), met_(met) {}
  void activate() override {
    LoadedMachine::activate();
    forget_live_codes();
    met_differences(&met_);
  }

 private:
  DifferencesMet& met_;
};

}  // namespace innards
