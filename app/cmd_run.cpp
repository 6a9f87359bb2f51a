// innards run FILE [ARGS...]: runs a program on the machine without a window.
#include "commands.h"
#include "host_outside.h"
#include "run/machine.h"

namespace innards::app {

int cmd_run(const RunArgs& args) {
  ProgramRun program(true);
  program.machine.memory_limit = args.memory_limit;
  const int refused = program.boot(args.file, args.argv);
  if (refused >= 0) return refused;
  program.load();
  while (program.machine.run() != RunState::Finished) {
  }
  program.flush();
  return program.machine.exit_status();
}

}  // namespace innards::app
