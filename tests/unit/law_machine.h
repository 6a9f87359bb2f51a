// A machine that has booted and loaded a program, without a session: what tests of the machine's own laws begin with.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "run/machine.h"
#include "timeline/output_log.h"
#include "timeline/timeline.h"

namespace innards {

struct LawMachine {
  explicit LawMachine(const std::string& source) {
    Timeline::release_arena();
    std::string error;
    EXPECT_TRUE(machine.boot(&error)) << error;
    outside.output = &log;
    machine.load(source, "law.py", &outside);
  }
  Machine machine;
  Outside outside;
  OutputLog log;
};

}  // namespace innards
