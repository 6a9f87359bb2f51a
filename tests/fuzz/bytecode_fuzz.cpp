// Whatever is done to the bytes of a code object: it is refused, or runs to a result, an exception or the limit of steps. The
// input chooses an example program, one of its code objects and the changes; where it ends, a generator seeded by it goes on.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "compile/compile.h"
#include "compile/opcodes.h"
#include "run/machine.h"

namespace {

using namespace innards;

struct Program {
  std::string source;
  std::shared_ptr<CodeUnit> unit;
};

const std::vector<Program>& programs() {
  static const std::vector<Program> all = [] {
    std::vector<Program> found;
    for (const char* folder : {"/assets/programs", "/tests/programs/language", "/tests/programs/run"})
      for (const auto& entry : std::filesystem::directory_iterator(std::string(INNARDS_SOURCE_DIR) + folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        if (entry.path().extension() != ".py") continue;
        CompileResult result = compile_source(text.str(), "fuzz.py", CompileMode::Exec);
        if (result.unit) found.push_back({text.str(), result.unit});
      }
    std::sort(found.begin(), found.end(), [](const Program& a, const Program& b) { return a.source < b.source; });
    return found;
  }();
  return all;
}

class Choices {
 public:
  Choices(const uint8_t* data, size_t size) : at_(data), end_(data + size) {
    for (size_t i = 0; i < size; ++i) state_ = (state_ ^ data[i]) * 0x100000001b3;
    state_ |= 1;
  }
  size_t below(size_t n) { return n ? (byte() << 16 | byte() << 8 | byte()) % n : 0; }
  size_t byte() {
    if (at_ < end_) return *at_++;
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return (state_ * 0x2545f4914f6cdd1d) >> 56;
  }

 private:
  const uint8_t* at_;
  const uint8_t* end_;
  uint64_t state_ = 0xcbf29ce484222325;
};

// An opcode that takes and leaves as much, so that more than the first check is put to the test.
uint8_t similar_opcode(Choices& c, uint8_t old, uint8_t arg) {
  const int effect = opcode_stack_effect(old, arg, -1);
  for (int tries = 0; tries < 60; ++tries) {
    const auto op = static_cast<uint8_t>(c.byte());
    if (opcode_info(op).name && opcode_info(op).caches == opcode_info(old).caches && opcode_stack_effect(op, arg, -1) == effect) return op;
  }
  return old;
}

void change_code(Choices& c, std::string& code) {
  const size_t units = code.size() / 2, at = c.below(units) * 2;
  if (!units) return;
  switch (c.below(8)) {
    case 0: code[at] = static_cast<char>(c.byte()); break;
    case 1: case 2: code[at + 1] = static_cast<char>(c.below(12)); break;
    case 3: case 4: code[at] = static_cast<char>(similar_opcode(c, static_cast<uint8_t>(code[at]), static_cast<uint8_t>(code[at + 1]))); break;
    case 5: std::swap(code[at], code[c.below(units) * 2]); break;
    case 6: code.erase(at, 2 * (1 + c.below(3))); break;
    default: code.insert(at, std::string{static_cast<char>(c.byte()), static_cast<char>(c.below(6))}); break;
  }
}

std::string hex_literal(const std::string& bytes) {
  std::string text = "bytes.fromhex('";
  char two[3];
  for (char b : bytes) {
    std::snprintf(two, sizeof two, "%02x", static_cast<uint8_t>(b));
    text += two;
  }
  return text + "')";
}

// The keyword arguments of code.replace.
std::string changes(Choices& c, const CodeUnit& u) {
  std::string code = u.code, table = u.exceptiontable, lines = u.linetable, text;
  for (size_t n = 1 + c.below(4); n > 0; --n) change_code(c, code);
  text += "co_code=" + hex_literal(code);
  if (c.below(6) == 0 && !table.empty()) {
    table[c.below(table.size())] = static_cast<char>(c.byte());
    text += ", co_exceptiontable=" + hex_literal(table);
  }
  if (c.below(6) == 0 && !lines.empty()) {
    lines[c.below(lines.size())] = static_cast<char>(c.byte());
    text += ", co_linetable=" + hex_literal(lines);
  }
  if (c.below(8) == 0) text += ", co_stacksize=" + std::to_string(u.stacksize + static_cast<int>(c.below(5)) - (u.stacksize > 1));
  if (c.below(8) == 0) text += ", co_flags=" + std::to_string(u.flags ^ 1u << c.below(10));
  if (c.below(8) == 0) text += ", co_consts=(None, 1, 'a', (1, 2), ('a',), 2.5)";
  if (c.below(8) == 0) text += ", co_names=('a', 'append', 'x')";
  return text;
}

const char* const kPatch =
    "def patch(code, path, **new):\n"
    "    if not path: return code.replace(**new)\n"
    "    consts = list(code.co_consts)\n"
    "    consts[path[0]] = patch(consts[path[0]], path[1:], **new)\n"
    "    return code.replace(co_consts=tuple(consts))\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Choices c(data, size);
  const Program& program = programs()[c.below(programs().size())];
  const CodeUnit* unit = program.unit.get();
  std::string path;
  for (;;) {
    std::vector<size_t> nested;
    for (size_t i = 0; i < unit->consts.size(); ++i)
      if (unit->consts[i].code) nested.push_back(i);
    if (nested.empty() || c.below(4) == 0) break;
    const size_t chosen = nested[c.below(nested.size())];
    path += std::to_string(chosen) + ", ";
    unit = unit->consts[chosen].code.get();
  }
  const std::string driver = std::string(kPatch) + "exec(patch(compile(" + hex_literal(program.source) + ", 'fuzz.py', 'exec'), (" + path + "), " +
                             changes(c, *unit) + "), {'__name__': '__main__'})\n";
  if (const char* keep = std::getenv("FUZZ_KEEP_PROGRAM")) std::ofstream(keep) << driver;   // the one that crashes is there
  Outside outside;
  Machine machine;
  machine.memory_limit = uint64_t{64} << 20;
  std::string error;
  if (!machine.boot(&error)) std::abort();
  machine.load(driver, "driver.py", &outside);
  machine.run_until(60000);
  return 0;
}
