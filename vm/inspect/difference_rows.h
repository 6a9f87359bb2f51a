// A listed difference from CPython (run/differences.def), and where a program has met it. Apart from rows.h because it is
// about the whole run, not about a moment.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace innards {

struct DifferenceRow {
  struct Meeting {
    uint64_t step = 0;       // the instruction in which it was met
    std::string what;        // a file, module or name; may be empty
  };
  std::string file;          // of tests/differences, without .md
  std::string title, title_zh, sentence, sentence_zh;
  bool told = false;         // the machine notes when it is met; else nothing in a run gives it away
  std::vector<Meeting> met;  // in the whole recording so far, in the order of steps; the first few
};

}  // namespace innards
