// The differences from CPython 3.11 that a run has met: which, at which steps, and with what. The machine says so where it
// knows it (met_difference), and goes on as if nobody listened. It stands apart because it is host side: nothing of it is
// in the arena, so what is met again in a replay is told once. It may not run Python code or change the machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace innards {

enum class Difference : uint8_t {
#define DIFFERENCE(Name, file, told, title, title_zh, sentence, sentence_zh) Name,
#include "run/differences.def"
#undef DIFFERENCE
  kCount,
};

// A row of differences.def.
struct DifferenceInfo {
  const char* file;                // of tests/differences, without .md
  bool told;                       // the machine notes when it is met
  const char *title, *title_zh, *sentence, *sentence_zh;
};
const DifferenceInfo& difference_info(Difference d);

// What one run has met.
class DifferencesMet {
 public:
  static constexpr size_t kMost = 64;   // steps kept of each difference
  struct Meeting {
    uint64_t step;                 // the instruction in which it was met
    std::string what;              // a file, module or name; may be empty
  };
  DifferencesMet() = default;
  DifferencesMet(const DifferencesMet&) = delete;
  ~DifferencesMet();
  void note(Difference d, uint64_t step, const char* what);
  // In the order of steps, the first kMost that were told.
  const std::vector<Meeting>& of(Difference d) const { return met_[static_cast<int>(d)]; }
  uint64_t changes() const { return changes_; }   // goes up with each new meeting

 private:
  std::vector<Meeting> met_[static_cast<int>(Difference::kCount)];
  uint64_t changes_ = 0;
};

// Who is told from now on; null: nobody.
void met_differences(DifferencesMet* run);

// The instruction that runs now has met a difference. `what` is copied; it may be null.
void met_difference(Difference d, const char* what = nullptr);

}  // namespace innards
