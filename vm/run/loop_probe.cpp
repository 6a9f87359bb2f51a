// Steps and lines for the probe.
#include "run/loop_probe.h"

#include "compile/quick_opcodes.h"

namespace innards {

namespace {

// maybe_call_line_trace, but that a call comes to its function's own line, too, where CPython has the event of the call.
bool line_begins(const CodeObject* co, int offset, int before, int line) {
  const int first = co->_co_firsttraceable;
  if (line <= 0 || offset < first) return false;
  if (offset == first) return true;
  const int opcode = opcode_deopt(code_units(co)[offset]);
  if (opcode == Opcode::RESUME) return false;   // a generator goes on where it was
  // `yield from` waits in a little loop of its own: going round it is no new visit of the line.
  const bool jumped_back = offset < before && opcode != Opcode::SEND;
  return jumped_back || code_addr_to_line(co, 2 * before) != line;
}

}  // namespace

void loop_probe_instruction(InterpreterFrame* frame, int offset, int before) {
  const CodeObject* co = frame->f_code;
  probe(ProbeKind::kStep, frame, 2 * offset, opcode_deopt(code_units(co)[offset]));
  if (!probe_wants(ProbeKind::kLine)) return;
  const int line = code_addr_to_line(co, 2 * offset);
  if (line_begins(co, offset, before, line)) probe(ProbeKind::kLine, frame, co, line);
}

}  // namespace innards
