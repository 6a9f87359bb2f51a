// innards run FILE [ARGS...]: runs a program, or a recording again, on the machine without a window.
#include <cstdio>

#include "commands.h"
#include "host_outside.h"
#include "open_program.h"
#include "saved_run.h"
#include "run/machine.h"

namespace innards::app {

namespace {

// Why the recorded run has no exit status; python3.11 has no word for it.
void say_unfinished(const std::string& file, const Session& session) {
  const char* why = session.wants_input() ? "the program waits for input that was not given" : "it was stopped there";
  std::fprintf(stderr, "innards run: the recording '%s' ends at step %llu: %s\n", file.c_str(), static_cast<unsigned long long>(session.last_step()), why);
}

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
  if (!session->exit_status()) say_unfinished(file, *session);
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
