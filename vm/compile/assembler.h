// The last step: blocks become bytes. Jump distances, co_code, co_linetable and co_exceptiontable.
// It stands apart because the encodings have nothing to do with how the instructions came about.
#pragma once

#include "compile/flow_graph.h"

namespace innards {

// How many EXTENDED_ARG prefixes an instruction needs.
int extended_args(int opcode, int oparg);

// Fills unit.code, unit.linetable and unit.exceptiontable from a finished graph (Python/compile.c: assemble).
// unit.firstlineno must be set.
void assemble_bytes(FlowGraph& graph, CodeUnit& unit);

}  // namespace innards
