// Any bytes are compiled or refused with a syntax error.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "compile/compile.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace innards;
  if (size > 20000) return 0;
  CompileResult result = compile_source({reinterpret_cast<const char*>(data), size}, "fuzz.py", CompileMode::Exec);
  if (!result.unit && !result.error) std::abort();
  return 0;
}
