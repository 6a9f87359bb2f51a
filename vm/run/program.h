// One run of a program on the machine's stack: compile, run __main__, report what went wrong, finalize. Host code calls it
// through machine.h only.
#pragma once

#include "object/object.h"

namespace innards {

// Runs it to its end; returns the exit status.
int program_run();
// Ends the machine's world in CPython's order (Py_FinalizeEx). False when what sys.stdout holds could not be written.
bool program_finalize();
// Reports the error that is set as the interpreter does for an uncaught one; returns the exit status.
int program_report_error();

}  // namespace innards
