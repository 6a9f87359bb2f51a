// innards run FILE [ARGS...]: runs a program, or a recording again, on the machine without a window.
#include "commands.h"
#include "host_outside.h"
#include "open_program.h"
#include "saved_run.h"
#include "run/machine.h"

namespace innards::app {

namespace {

// Once more what it did: nothing is read but the recording.
int run_recording(const std::string& file) {
  std::unique_ptr<Session> session = open_session(file, {});
  if (!session) return 2;
  while (session->record(1000)) {
  }
  StandardOutput output;
  for (const OutputRow& o : session->output())
    if (o.stream) output.write(o.stream, 0, o.text.data(), o.text.size());
  output.flush();
  return session->exit_status().value_or(1);
}

}  // namespace

int cmd_run(const RunArgs& args) {
  if (is_recording(args.file)) return run_recording(args.file);
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
