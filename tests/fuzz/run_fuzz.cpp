// Any program runs to its end, to an exception, or to the limit of steps and memory; never to a crash.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "run/machine.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace innards;
  if (size > 20000) return 0;
  Outside outside;
  Machine machine;
  machine.memory_limit = uint64_t{64} << 20;
  std::string error;
  if (!machine.boot(&error)) {
    std::fputs(error.c_str(), stderr);
    std::abort();
  }
  machine.load(std::string(reinterpret_cast<const char*>(data), size), "fuzz.py", &outside);
  machine.run_until(20000);
  return 0;
}
