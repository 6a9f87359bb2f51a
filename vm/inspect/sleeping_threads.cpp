// Reading the table of threads.
#include "inspect/sleeping_threads.h"

#include <algorithm>
#include <cstddef>

namespace innards::inspect {

std::vector<ThreadRecord> sleeping_threads(const Memory& memory) {
  std::vector<ThreadRecord> found;
  if (memory.read<int32_t>(kThreadTableBase + offsetof(ThreadTable, alive)) == 0) return found;
  const int running = memory.read<int32_t>(kThreadTableBase + offsetof(ThreadTable, running));
  for (int i = 0; i < kMaxThreads; ++i) {
    if (i == running) continue;
    const uint64_t address = kThreadTableBase + offsetof(ThreadTable, records) + static_cast<uint64_t>(i) * sizeof(ThreadRecord);
    const ThreadRecord record = memory.read<ThreadRecord>(address);
    if (record.status != ThreadStatus::kNone) found.push_back(record);
  }
  std::sort(found.begin(), found.end(), [](const ThreadRecord& a, const ThreadRecord& b) { return a.serial < b.serial; });
  return found;
}

}  // namespace innards::inspect
