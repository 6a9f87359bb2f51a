// Any file is opened as a trace or refused with a sentence.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "trace/trace.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace innards;
  static const std::string path = "/tmp/innards_trace_fuzz_" + std::to_string(getpid()) + ".json";
  FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) std::abort();
  std::fwrite(data, 1, size, file);
  std::fclose(file);
  std::string error;
  if (std::unique_ptr<View> view = open_trace(path, error)) {
    for (uint64_t step : {view->first_step(), view->last_step() / 2, view->last_step()}) {
      view->seek(step);
      view->moment();
      view->this_step();
    }
    view->strip(view->first_step(), view->last_step() + 1, 10);
  } else if (error.empty()) {
    std::abort();
  }
  std::remove(path.c_str());
  return 0;
}
