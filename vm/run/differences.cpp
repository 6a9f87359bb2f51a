#include "run/differences.h"

#include <algorithm>

#include "heap/layout.h"

namespace innards {

namespace {

DifferencesMet* g_met = nullptr;

const DifferenceInfo kInfos[] = {
#define DIFFERENCE(Name, file, told, title, title_zh, sentence, sentence_zh) {file, told != 0, title, title_zh, sentence, sentence_zh},
#include "run/differences.def"
#undef DIFFERENCE
};

}  // namespace

const DifferenceInfo& difference_info(Difference d) { return kInfos[static_cast<int>(d)]; }

DifferencesMet::~DifferencesMet() {
  if (g_met == this) g_met = nullptr;
}

// A replay meets the same again; one step is told once, with what it met first.
void DifferencesMet::note(Difference d, uint64_t step, const char* what) {
  std::vector<Meeting>& list = met_[static_cast<int>(d)];
  auto at = std::lower_bound(list.begin(), list.end(), step, [](const Meeting& m, uint64_t s) { return m.step < s; });
  if (at != list.end() && at->step == step) return;
  if (list.size() >= kMost) return;
  list.insert(at, {step, what ? what : ""});
  ++changes_;
}

void met_differences(DifferencesMet* run) { g_met = run; }

// The counter has gone up when an instruction does its work; before the first one the program is not at work.
void met_difference(Difference d, const char* what) {
  const uint64_t step = g_met ? *reinterpret_cast<const uint64_t*>(kArenaBase) : 0;
  if (step) g_met->note(d, step - 1, what);
}

}  // namespace innards
