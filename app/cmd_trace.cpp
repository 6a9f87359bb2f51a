// innards trace: a run written as JSON.
#include <cstdio>

#include "commands.h"
#include "open_program.h"
#include "session/live_session.h"
#include "trace/export.h"

namespace innards::app {

int cmd_trace(const TraceArgs& args) {
  if (args.from > args.to) {
    std::fprintf(stderr, "innards: --from %llu is after --to %llu\n", static_cast<unsigned long long>(args.from), static_cast<unsigned long long>(args.to));
    return 2;
  }
  std::unique_ptr<Session> session = open_session(args.file, args.argv);
  if (!session) return 1;
  while (session->last_step() <= args.to && session->record(200)) {}
  FILE* out = args.output == "-" ? stdout : std::fopen(args.output.c_str(), "wb");
  if (!out) {
    std::fprintf(stderr, "innards: cannot write '%s'\n", args.output.c_str());
    return 1;
  }
  TraceHeader header{session->program().filename, session->program().argv, args.every};
  ExportOptions options{args.from, args.to, args.every};
  auto& live = static_cast<LiveSession&>(*session);
  ExportResult result = export_trace(live.timeline(), live.codes(), session->output(), header, options, !session->recording(), session->exit_status().value_or(0),
                                     [&](const char* data, size_t size) { return std::fwrite(data, 1, size, out) == size; });
  bool closed = out == stdout ? std::fflush(out) == 0 : std::fclose(out) == 0;
  if (!result.ok || !closed) {
    std::fprintf(stderr, "innards: writing '%s' failed (is the disk full?)\n", args.output.c_str());
    return 1;
  }
  if (out != stdout)
    std::fprintf(stderr, "%s: %llu moments, %llu bytes\n", args.output.c_str(), static_cast<unsigned long long>(result.moments), static_cast<unsigned long long>(result.bytes));
  return 0;
}

}  // namespace innards::app
