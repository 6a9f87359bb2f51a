// Boot: builds the world in an empty arena: types, singletons, exceptions, modules' ground. Deterministic: it asks the host
// for nothing. Stands apart because only the session (and tests) call it, once per machine.
#pragma once

namespace innards {

// Builds everything up to, and without, builtins and sys modules (run does those). 0, or -1 with a message on stderr.
int boot_objects();

}  // namespace innards
