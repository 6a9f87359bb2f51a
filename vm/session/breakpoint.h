// Breakpoint: where a run is to be looked at. Which moments it hits is a function of the whole run, so that it is found
// forwards and backwards alike; the how manieth hit is counted from the beginning of the run. A log point hits as a
// breakpoint does, but nobody stops there: what it says is a list (Session::log).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace innards {

enum class BreakOn : uint8_t { Line, Instruction, Raise, Output };

struct Breakpoint {
  BreakOn on = BreakOn::Line;
  std::string filename;
  int line = 0;
  std::string qualname;            // Instruction: of the code object
  int offset = -1;
  std::string text;                // Raise: a type's name, Output: a part of the text; empty: any
  bool enabled = true;
  std::string condition;           // an expression in the frame that runs; empty: always
  int64_t hit_count = 0;           // only the how manieth hit (0: every)
  std::string log;                 // of a log point: the message, with {expressions}; empty: it is a breakpoint
  bool operator==(const Breakpoint&) const = default;
};

// "line 4, when n == 3, at hit 2": for lists and text twins.
std::string breakpoint_text(const Breakpoint& breakpoint, bool chinese);
// Why a condition or message cannot be read; empty when it can.
std::string breakpoint_error(const Breakpoint& breakpoint);
// The pieces of a log point's message: text, expression, text, ... The first one is text, perhaps empty.
std::vector<std::string> message_parts(const std::string& message);

}  // namespace innards
