// That everything the compiler makes passes the look through bytecode made by hand (compile/verify_code.h). and what is
// refused. That nothing harmful gets through is shown by tests/fuzz/bytecode_fuzz.cpp.
#include <gtest/gtest.h>

#include <cstdlib>

#include "compile/compile.h"
#include "compile/opcodes.h"
#include "compile/verify_code.h"
#include "example_programs.h"

namespace innards {
namespace {

int keyword_names(const void* owner, int constant) {
  const ConstantValue& v = static_cast<const CodeUnit*>(owner)->consts[static_cast<size_t>(constant)].value;
  return v.type == ConstantType::kTuple ? v.count : -1;
}

void expect_accepted(const CodeUnit& u) {
  const CodeView view = {reinterpret_cast<const uint8_t*>(u.code.data()), static_cast<int>(u.code.size() / 2),
                         reinterpret_cast<const uint8_t*>(u.exceptiontable.data()), static_cast<int64_t>(u.exceptiontable.size()),
                         u.localspluskinds.data(), static_cast<int>(u.localspluskinds.size()), static_cast<int>(u.consts.size()),
                         static_cast<int>(u.names.size()), u.stacksize, static_cast<int>(u.flags), keyword_names, &u};
  CodeFault fault;
  const bool accepted = verify_code(view, &fault);
  EXPECT_TRUE(accepted) << u.filename << " " << u.qualname << " at " << fault.at << " "
                        << (fault.opcode < 0 ? "" : opcode_info(fault.opcode).name) << " " << fault.why;
  for (const CodeConst& c : u.consts)
    if (c.code) expect_accepted(*c.code);
}

// INNARDS_VERIFY_DIR names a folder with more programs, the standard library for instance.
TEST(VerifyCode, AcceptsWhatTheCompilerMakes) {
  std::vector<std::filesystem::path> folders = {INNARDS_SOURCE_DIR "/assets/programs", INNARDS_SOURCE_DIR "/tests/programs"};
  if (const char* more = std::getenv("INNARDS_VERIFY_DIR")) folders.emplace_back(more);
  int count = 0;
  for (const auto& folder : folders)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".py") continue;
      CompileResult result = compile_source(read_file(entry.path()), entry.path().string(), CompileMode::Exec);
      if (!result.unit) continue;
      expect_accepted(*result.unit);
      ++count;
    }
  EXPECT_GT(count, 300);
}

// What is refused, with the reason; the bytes are units of opcode and argument.
TEST(VerifyCode, RefusesWithAReason) {
  using namespace Opcode;
  struct Case { std::vector<int> units; const char* why; };
  const Case cases[] = {
      {{}, "there is no instruction"},
      {{LOAD_CONST, 9, RETURN_VALUE, 0}, "asks for constant 9 of 1"},
      {{LOAD_NAME, 3, RETURN_VALUE, 0}, "asks for name 3 of 1"},
      {{LOAD_FAST, 4, RETURN_VALUE, 0}, "asks for variable 4 of 1"},
      {{RETURN_VALUE, 0}, "needs 1 on a stack of 0"},
      {{LOAD_CONST, 0}, "runs off the end of the code"},
      {{LOAD_CONST, 0, BINARY_SUBSCR, 0, RETURN_VALUE, 0}, "has not its empty CACHE units behind it"},
      {{3, 0}, "is no instruction of 3.11's unspecialised code"},
      {{CACHE, 0}, "is room for the instruction before it, and cannot be executed"},
      {{JUMP_FORWARD, 5}, "jumps out of the code"},
      {{PUSH_NULL, 0, RETURN_VALUE, 0}, "needs an object where NULL is, 1 from the top"},
      {{LOAD_CONST, 0, LOAD_CONST, 0, LIST_APPEND, 1, RETURN_VALUE, 0}, "needs a list of its own, 1 from the top"},
      {{LOAD_CONST, 0, YIELD_VALUE, 0, RETURN_VALUE, 0}, "is not in a generator: RETURN_GENERATOR is missing"},
      {{LOAD_CONST, 0, RETURN_GENERATOR, 0, RETURN_VALUE, 0}, "may only stand at the beginning"},
      {{LOAD_DEREF, 0, RETURN_VALUE, 0}, "needs a cell in variable 0"},
      {{KW_NAMES, 0, NOP, 0}, "needs a constant that is a tuple of str"},
      {{COPY, 0}, "counts entries from 1"},
      {{LOAD_CONST, 0, POP_JUMP_FORWARD_IF_TRUE, 1, LOAD_CONST, 0, LOAD_CONST, 0, RETURN_VALUE, 0},
       "comes to offset 6 with 1 on the stack; on another way there are 0"},
      {{LOAD_CONST, 0, LOAD_CONST, 0, LOAD_CONST, 0, LOAD_CONST, 0}, "makes the stack deeper than co_stacksize, which is 3"},
      {{EXTENDED_ARG, 1}, "stands at the end, before no instruction"},
  };
  for (const Case& c : cases) {
    std::vector<uint8_t> bytes(c.units.begin(), c.units.end());
    const uint8_t kind = kFastLocal;
    const CodeView view = {bytes.data(), static_cast<int>(bytes.size() / 2), nullptr, 0, &kind, 1, 1, 1, 3, 0,
                           [](const void*, int) { return -1; }, nullptr};
    CodeFault fault;
    EXPECT_FALSE(verify_code(view, &fault)) << c.why;
    EXPECT_STREQ(fault.why, c.why);
  }
}

}  // namespace
}  // namespace innards
