// innards trace: a run written as JSON.
#include <unistd.h>

#include <cstdio>

#include "commands.h"
#include "open_program.h"
#include "trace/export.h"

namespace innards::app {

namespace {

// To a person who waits, in one line that is written over.
void tell_progress(const std::string& path, double part) {
  if (isatty(STDERR_FILENO)) std::fprintf(stderr, "%s: %d %%\r", path.c_str(), static_cast<int>(part * 100));
}

}  // namespace

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
  std::unique_ptr<TraceExport> trace = session->export_trace({args.from, args.to, args.every, args.all, [&](const char* data, size_t size) { return std::fwrite(data, 1, size, out) == size; }});
  while (!trace->work(1000)) tell_progress(args.output, trace->progress());
  bool closed = out == stdout ? std::fflush(out) == 0 : std::fclose(out) == 0;
  if (!trace->ok() || !closed) {
    std::fprintf(stderr, "innards: writing '%s' failed (is the disk full?)\n", args.output.c_str());
    return 1;
  }
  if (out != stdout)
    std::fprintf(stderr, "%s: %llu moments, %llu bytes\n", args.output.c_str(), static_cast<unsigned long long>(trace->moments()), static_cast<unsigned long long>(trace->bytes()));
  return 0;
}

}  // namespace innards::app
