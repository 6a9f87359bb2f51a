// What the end of the program needs of the atexit module.
#pragma once

namespace innards {

// Calls what is registered, the last first; errors are reported and do not stop the rest.
void atexit_run_callbacks();

}  // namespace innards
