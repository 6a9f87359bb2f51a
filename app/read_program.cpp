// Reading a program's bytes for the subcommands, with python3.11-like sentences when it cannot be read.
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "commands.h"
#include "saved_run.h"

namespace innards::app {

bool is_program_text(const std::string& command, const std::string& file) {
  if (!is_recording(file)) return true;
  std::fprintf(stderr, "innards %s: '%s' is a recording; this takes the program itself (.py). A recording goes to open, run, trace, record, show, shot, ask and compare.\n", command.c_str(), file.c_str());
  return false;
}

bool read_program(const std::string& file, std::string& bytes) {
  FILE* in = stdin;
  if (file != "-") {
    struct stat info;
    if (stat(file.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
      std::fprintf(stderr, "innards: '%s' is a directory; name a .py file in it\n", file.c_str());
      return false;
    }
    in = std::fopen(file.c_str(), "rb");
    if (!in) {
      std::fprintf(stderr, "innards: can't open file '%s': [Errno %d] %s\n", file.c_str(), errno, std::strerror(errno));
      return false;
    }
  }
  char block[65536];
  size_t n;
  while ((n = std::fread(block, 1, sizeof block, in)) > 0) bytes.append(block, n);
  if (in != stdin) std::fclose(in);
  return true;
}

}  // namespace innards::app
