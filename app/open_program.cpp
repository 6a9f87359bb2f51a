#include "open_program.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

#include "commands.h"
#include "host_outside.h"
#include "saved_run.h"
#include "run/machine.h"

namespace innards::app {

namespace {

bool lies_in(const std::string& path, const std::string& directory) {
  return !directory.empty() && path.starts_with(directory.ends_with('/') ? directory : directory + "/");
}

// The library's files and nothing else: for a program that came by a link, or was typed.
class LibraryFiles : public FileSource {
 public:
  explicit LibraryFiles(std::string library) : library_(std::move(library)) {}

  bool read(const std::string& path, std::string* content) override { return allowed(path) && disk_.read(path, content); }
  bool is_directory(const std::string& path) override { return allowed(path + "/") && disk_.is_directory(path); }
  bool list(const std::string& path, std::vector<std::string>* names) override { return allowed(path + "/") && disk_.list(path, names); }

 protected:
  virtual bool allowed(const std::string& path) const { return path.find("/../") == std::string::npos && lies_in(path, library_); }
  std::string library_;
  DiskFiles disk_;
};

// Beside those, what lies below the program's own folder (as its name says, and where symbolic links lead), and modules and folders
// anywhere: it may put them on sys.path.
class FilesBeside : public LibraryFiles {
 public:
  FilesBeside(const Program& p)
      : LibraryFiles(p.library), own_(p.directory), named_(p.filename.substr(0, p.filename.rfind('/') + 1)) {}

 protected:
  bool allowed(const std::string& path) const override {
    const bool own = path.find("/../") == std::string::npos && !path.starts_with("../") && (lies_in(path, own_) || lies_in(path, named_));
    return own || LibraryFiles::allowed(path) || path.ends_with(".py") || path.ends_with('/');
  }

 private:
  std::string own_, named_;
};

}  // namespace

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

namespace {

constexpr int kPause = 150;       // milliseconds in which a pipe to a window must say something
constexpr int kLongest = 2000;    // and after which a window opens, however much it still says

// Whether standard input is meant for the program at all: a window is often started with one that is not.
bool stdin_is_input(bool window) {
  if (isatty(0)) return false;
  if (!window) return true;
  struct stat info;
  return fstat(0, &info) == 0 && (S_ISFIFO(info.st_mode) || S_ISREG(info.st_mode));
}

// What one look at the command line and at standard input has found. It is read once: a pipe gives each line once.
struct CommandLineInput {
  bool given = false, ended = true;
  std::vector<std::string> lines;

  void read(bool window) {
    const bool file = !input_file().empty() && input_file() != "-", waits = input_file() == "-";
    std::string text;
    if (file || waits || (!window && stdin_is_input(false))) given = read_program(file ? input_file() : "-", text);
    else if (stdin_is_input(true)) ended = read_what_is_said(0, kPause, kLongest, text), given = !text.empty();
    lines = lines_of(text);
  }
};

}  // namespace

bool read_what_is_said(int fd, int pause, int longest, std::string& text) {
  const auto start = std::chrono::steady_clock::now();
  const auto passed = [&] { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(); };
  char block[65536];
  while (passed() < longest) {
    pollfd wait{fd, POLLIN, 0};
    if (poll(&wait, 1, pause) <= 0) return false;
    const ssize_t n = read(fd, block, sizeof block);
    if (n <= 0) return true;
    text.append(block, static_cast<size_t>(n));
  }
  return false;
}

bool command_line_input(bool window, std::vector<std::string>& lines, bool* ended) {
  static CommandLineInput input;
  static bool looked = false;
  if (!std::exchange(looked, true)) input.read(window);
  if (!input.given) return false;
  lines = input.lines;
  if (ended) *ended = input.ended;
  return true;
}

void give_modules(Program& program) {
  program.library = library_directory();
  program.files = std::make_shared<FilesBeside>(program);
}

void give_library(Program& program, const std::string& path) {
  program.library = library_directory();
  const size_t slash = path.rfind('/');
  program.directory = slash == std::string::npos ? "" : path.substr(0, std::max<size_t>(slash, 1));
  if (!program.library.empty()) program.files = std::make_shared<LibraryFiles>(program.library);
}

bool load_program(const std::string& file, const std::vector<std::string>& argv, Program& program) {
  if (is_recording(file)) {
    SavedRun saved;
    std::string error;
    if (load_recording(file, saved, error)) return replay_program(saved, program), true;
    std::fprintf(stderr, "innards: %s\n", error.c_str());
    return false;
  }
  if (!read_program(file, program.source)) return false;
  program.filename = file == "-" ? kNoFile : absolute(file);
  if (program.filename != file) program.argv0 = file;
  program.argv = argv;
  program.directory = file == "-" ? "" : real_folder(file);
  give_modules(program);
  return true;
}

std::string program_error_text(const ProgramError& error) {
  std::string out;
  if (error.line) out += "  File \"" + error.filename + "\", line " + std::to_string(error.line) + "\n";
  if (!error.text.empty()) {
    size_t indent = error.text.find_first_not_of(" \t\f");
    std::string text = indent == std::string::npos ? "" : error.text.substr(indent);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    out += "    " + text + "\n";
    int column = error.column - 1 - static_cast<int>(indent == std::string::npos ? 0 : indent);
    if (column >= 0) {
      int width = error.end_line == error.line && error.end_column > error.column ? error.end_column - error.column : 1;
      out += std::string(4 + static_cast<size_t>(column), ' ') + std::string(static_cast<size_t>(width), '^') + "\n";
    }
  }
  return out + error.type + ": " + error.message + "\n";
}

std::unique_ptr<Session> open_session(const std::string& file, const std::vector<std::string>& argv) {
  Program program;
  if (!load_program(file, argv, program)) return nullptr;
  if (file != "-" && !is_recording(file)) command_line_input(false, program.input);
  ProgramError error;
  std::unique_ptr<Session> session = Session::open(program, error);
  if (!session) std::fputs(program_error_text(error).c_str(), stderr);
  return session;
}

}  // namespace innards::app
