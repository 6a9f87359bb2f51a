// innards run FILE [ARGS...]: runs a program on the machine without a window.
#include <cstdio>

#include "commands.h"
#include "host_outside.h"
#include "run/machine.h"

namespace innards::app {

int cmd_run(const RunArgs& args) {
  std::string source;
  int refused = read_for_run(args.file, &source);
  if (refused >= 0) return refused;
  StandardOutput output;
  StandardInput input;
  DiskFiles files;
  Outside outside;
  outside.output = &output;
  outside.input_source = &input;
  outside.file_source = &files;
  std::string filename = prepare_outside(args.file, args.argv, &outside);
  Machine machine;
  machine.memory_limit = args.memory_limit;
  std::string error;
  if (!machine.boot(&error)) {
    std::fprintf(stderr, "innards: %s\n", error.c_str());
    return 2;
  }
  machine.load(source, filename, &outside);
  while (machine.run() != RunState::Finished) {
  }
  output.flush();
  return machine.exit_status();
}

}  // namespace innards::app
