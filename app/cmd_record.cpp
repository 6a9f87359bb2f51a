// innards record: runs a program and writes it, with all that it got from outside, as a recording.
#include <cstdio>

#include "commands.h"
#include "data_files.h"
#include "open_program.h"
#include "saved_run.h"

namespace innards::app {

int cmd_record(const RecordArgs& args) {
  if (!is_recording(args.output)) {
    std::fprintf(stderr, "innards record: the file to write ends in .innards, not '%s'\n", args.output.c_str());
    return 2;
  }
  std::unique_ptr<Session> session = open_session(args.file, args.argv);
  if (!session) return 1;
  while (session->last_step() < args.steps && session->record(200)) {
  }
  if (session->recording()) session->stop();
  session->seek(session->last_step());
  std::string error;
  if (!write_text_file(args.output, write_recording(save_run(*session)), error)) {
    std::fprintf(stderr, "innards: %s\n", error.c_str());
    return 1;
  }
  std::fprintf(stderr, "%s: %llu steps\n", args.output.c_str(), static_cast<unsigned long long>(session->last_step()));
  return 0;
}

}  // namespace innards::app
