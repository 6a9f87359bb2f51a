// Steps and lines for the probe.
#include "run/loop_probe.h"

namespace innards {

namespace {

// Where the last instruction that was told about stood. Host side; only decides whether a jump back begins its line again.
const InterpreterFrame* g_frame;
int g_offset;

bool line_begins(const CodeObject* co, int offset, int line, bool jumped_back) {
  if (line <= 0) return false;
  if (jumped_back || offset == 0) return true;
  int before = offset - 1;  // the instruction before: not its caches, which have its line anyway
  return code_addr_to_line(co, 2 * before) != line;
}

}  // namespace

void loop_probe_instruction(InterpreterFrame* frame, int offset) {
  const CodeObject* co = frame->f_code;
  probe(ProbeKind::kStep, frame, 2 * offset, code_units(co)[offset] & 255);
  const bool jumped_back = frame == g_frame && offset < g_offset;
  g_frame = frame;
  g_offset = offset;
  if (!probe_wants(ProbeKind::kLine)) return;
  const int line = code_addr_to_line(co, 2 * offset);
  if (line_begins(co, offset, line, jumped_back)) probe(ProbeKind::kLine, frame, co, line);
}

}  // namespace innards
