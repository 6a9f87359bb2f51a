// Place: a moment of a run in words, as lessons and the command line write it. Parsing only; Session::find_place looks it up.
//   start | end | step N | step +N | step -N | line N [hit K] | op NAME [line N] [hit K] | call F [hit K] |
//   return F [hit K] | raise [hit K] | output "TEXT"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace innards {

struct Place {
  enum class Kind { Start, End, Step, Relative, Line, Op, Call, Return, Raise, Output };
  Kind kind = Kind::Start;
  int64_t number = 0;      // Step: the step; Relative: signed distance; Line: the line
  std::string name;        // Op: opcode; Call, Return: function (name or qualname); Output: text
  int line = 0;            // Op: only on this line (0: any)
  int64_t hit = 1;         // the how manieth time
};

// Reads a place; nullopt with a sentence in `error` that says what was wrong and what would be right.
std::optional<Place> parse_place(std::string_view text, std::string& error);
std::string place_text(const Place& place);

}  // namespace innards
