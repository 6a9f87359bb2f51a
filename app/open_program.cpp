#include "open_program.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include "commands.h"
#include "host_outside.h"
#include "run/machine.h"

namespace innards::app {

namespace {

class FilesBeside : public FileSource {
 public:
  FilesBeside(std::string directory, std::string library) : directory_(std::move(directory)), library_(std::move(library)) {}

  bool read(const std::string& path, std::string* content) override {
    struct stat info;
    if (!allowed(path) || stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
    FILE* file = std::fopen(path.c_str(), "rb");
    if (!file) return false;
    content->clear();
    char block[65536];
    size_t n;
    while ((n = std::fread(block, 1, sizeof block, file)) > 0) content->append(block, n);
    std::fclose(file);
    return true;
  }
  bool is_directory(const std::string& path) override {
    struct stat info;
    return allowed(path) && stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
  }

  bool list(const std::string& path, std::vector<std::string>* names) override {
    return allowed(path + "/") && DiskFiles().list(path, names);
  }

 private:
  // Only below the program's own folder and the library's.
  bool allowed(const std::string& path) const {
    if (path.find("/../") != std::string::npos || path.starts_with("../")) return false;
    std::string prefix = directory_.empty() ? "" : directory_ + "/";
    return path.starts_with(prefix) || (!library_.empty() && path.starts_with(library_ + "/"));
  }
  std::string directory_, library_;
};

}  // namespace

std::vector<std::string> lines_of_stdin() {
  std::vector<std::string> lines;
  if (isatty(0)) return lines;
  std::string text;
  if (!read_program("-", text)) return lines;
  size_t at = 0;
  while (at < text.size()) {
    size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

void give_modules(Program& program) {
  program.library = library_directory();
  program.files = std::make_shared<FilesBeside>(program.directory, program.library);
}

namespace {

std::string folder_of(const std::string& file) {
  const size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

}  // namespace

void give_library(Program& program, const std::string& path) {
  program.library = library_directory();
  program.directory = folder_of(path);
  if (!program.library.empty()) program.files = std::make_shared<FilesBeside>(program.library, program.library);
}

bool load_program(const std::string& file, const std::vector<std::string>& argv, Program& program) {
  if (!read_program(file, program.source)) return false;
  program.filename = file == "-" ? "<stdin>" : file;
  program.argv = argv;
  program.directory = file == "-" ? "" : folder_of(file);
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
  if (file != "-") program.input = lines_of_stdin();
  ProgramError error;
  std::unique_ptr<Session> session = Session::open(program, error);
  if (!session) std::fputs(program_error_text(error).c_str(), stderr);
  return session;
}

}  // namespace innards::app
