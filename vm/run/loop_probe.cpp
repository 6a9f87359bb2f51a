// Steps and lines for the probe.
#include "run/loop_probe.h"

#include "compile/quick_opcodes.h"

namespace innards {

namespace {

// The instruction at which the loop went over to telling, and the one that ran before it in its frame: going over forgets
// that. Host side, used at once.
struct Switched {
  const InterpreterFrame* frame = nullptr;
  int offset = 0, before = 0;
} g_switched;

bool line_begins(const CodeObject* co, int offset, int line, bool jumped_back) {
  if (line <= 0) return false;
  if (jumped_back || offset == 0) return true;
  int before = offset - 1;  // the instruction before: not its caches, which have its line anyway
  return code_addr_to_line(co, 2 * before) != line;
}

}  // namespace

void loop_probe_switched(const InterpreterFrame* frame, int offset, int before) { g_switched = {frame, offset, before}; }

void loop_probe_instruction(InterpreterFrame* frame, int offset, int before) {
  const CodeObject* co = frame->f_code;
  probe(ProbeKind::kStep, frame, 2 * offset, opcode_deopt(code_units(co)[offset]));
  if (g_switched.frame == frame && g_switched.offset == offset && before == offset - 1) before = g_switched.before;
  g_switched.frame = nullptr;
  const bool jumped_back = offset < before;
  if (!probe_wants(ProbeKind::kLine)) return;
  const int line = code_addr_to_line(co, 2 * offset);
  if (line_begins(co, offset, line, jumped_back)) probe(ProbeKind::kLine, frame, co, line);
}

}  // namespace innards
