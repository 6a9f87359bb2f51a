// The public face of the machine: load a program, run it, listen to it, ask for a moment. A program that wants nothing but
// the machine includes this header and links innards_vm; see tests/api_example for one in forty lines.
//
//   Session (session/session.h)   a program with its recording, cursor and ways of stepping: what a window needs
//   Machine (run/machine.h)       the bare machine: boot, load, run_until(step)
//   ProbeListener (probe/probe.h) the push half: events as they happen (probe/events.def lists them)
//   inspect:: (inspect/inspect.h) the pull half: rows about anything at one moment, read through a Memory
//   Timeline (timeline/timeline.h) checkpoints, seeking, replaying a stretch with a listener
//   TraceWriter, open_trace (trace/trace.h), TraceExport (trace/export.h)   JSON
#pragma once

#include "heap/memory.h"
#include "inspect/inspect.h"
#include "probe/probe.h"
#include "run/machine.h"
#include "session/session.h"
#include "timeline/output_log.h"
#include "timeline/timeline.h"
#include "trace/export.h"
#include "trace/trace.h"
