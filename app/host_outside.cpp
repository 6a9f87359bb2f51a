// The process's own streams and files, as the machine's outside world.
#include "host_outside.h"

#include <dirent.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace innards::app {

void StandardOutput::write(int stream, uint64_t, const char* data, uint64_t size) {
  if (stream == 1) {
    if (show_stdout_) std::fwrite(data, 1, size, stdout);
    return;
  }
  std::fflush(stdout);  // both may go to one terminal
  std::fwrite(data, 1, size, stderr);
}

void StandardOutput::flush() {
  std::fflush(stdout);
  std::fflush(stderr);
}

namespace {
std::string& named_input() {
  static std::string path;
  return path;
}

// Opened when the first line is wanted.
FILE* input_stream() {
  static FILE* const in = input_file().empty() || input_file() == "-" ? stdin : std::fopen(input_file().c_str(), "rb");
  return in;
}
}  // namespace

bool readable(const std::string& file) {
  struct stat info;
  return stat(file.c_str(), &info) == 0 && !S_ISDIR(info.st_mode) && access(file.c_str(), R_OK) == 0;
}
void set_input_file(const std::string& path) { named_input() = path; }
const std::string& input_file() { return named_input(); }

InputSource::Answer StandardInput::read_line(std::string* line) {
  std::fflush(stdout);
  line->clear();
  FILE* in = input_stream();
  int c;
  while (in && (c = std::getc(in)) != EOF) {
    line->push_back(static_cast<char>(c));
    if (c == '\n') break;
  }
  return line->empty() ? Answer::End : Answer::Line;
}

bool DiskFiles::read(const std::string& path, std::string* content) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
  FILE* in = std::fopen(path.c_str(), "rb");
  if (!in) return false;
  char block[65536];
  size_t n;
  content->clear();
  while ((n = std::fread(block, 1, sizeof block, in)) > 0) content->append(block, n);
  std::fclose(in);
  return true;
}

bool DiskFiles::is_directory(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

bool DiskFiles::list(const std::string& path, std::vector<std::string>* names) {
  DIR* directory = opendir(path.c_str());
  if (!directory) return false;
  while (const dirent* entry = readdir(directory))
    if (std::strcmp(entry->d_name, ".") && std::strcmp(entry->d_name, "..")) names->push_back(entry->d_name);
  closedir(directory);
  return true;
}

std::string absolute(const std::string& file) {
  if (!file.empty() && file[0] == '/') return file;
  char here[PATH_MAX];
  std::string base = getcwd(here, sizeof here) ? here : ".";
  return base + "/" + file;
}

std::string real_folder(const std::string& file) {
  char real[PATH_MAX];
  const std::string full = absolute(file), target = realpath(full.c_str(), real) ? real : full;
  const std::string folder = target.substr(0, target.rfind('/'));
  return folder.empty() ? "/" : folder;
}

namespace {

bool is_library(const std::string& directory) {
  struct stat info;
  return !directory.empty() && stat((directory + "/os.py").c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

// The library that belongs to DIRECTORY/python3.11, or an empty string.
std::string library_of(const std::string& bin) {
  char real[PATH_MAX];
  if (!realpath((bin + "/python3.11").c_str(), real)) return "";
  std::string file = real;
  size_t slash = file.rfind('/');
  size_t above = slash == 0 ? slash : file.rfind('/', slash - 1);
  std::string found = file.substr(0, above) + "/lib/python3.11";
  return is_library(found) ? found : "";
}

// Debian's python3.11 is the model; another one that comes first on PATH is only taken where that is missing.
std::string look_for_library() {
  std::string found = library_of("/usr/bin");
  const char* path = std::getenv("PATH");
  std::string rest = path ? path : "";
  while (found.empty() && !rest.empty()) {
    size_t end = std::min(rest.find(':'), rest.size());
    found = library_of(rest.substr(0, end));
    rest.erase(0, end + 1);
  }
  return found;
}

std::string& library() {
  static std::string directory = look_for_library();
  return directory;
}

}  // namespace

const std::string& library_directory() { return library(); }

bool set_library_directory(const std::string& directory) {
  std::string full = absolute(directory);
  while (full.size() > 1 && full.back() == '/') full.pop_back();
  if (!is_library(full)) return false;
  library() = full;
  return true;
}

namespace {
void add_library(Outside* outside, const std::string& program_directory) {
  outside->library = library();
  outside->path = module_search_path(program_directory, library());
}
}  // namespace

std::string prepare_outside(const std::string& file, const std::vector<std::string>& argv, Outside* outside) {
  outside->argv.assign(1, file);
  outside->argv.insert(outside->argv.end(), argv.begin(), argv.end());
  if (file == "-") {
    add_library(outside, "");
    return "<stdin>";
  }
  add_library(outside, real_folder(file));
  return absolute(file);
}

int read_for_run(const std::string& file, std::string* source) {
  if (file == "-") {
    char block[65536];
    size_t n;
    while ((n = std::fread(block, 1, sizeof block, stdin)) > 0) source->append(block, n);
    return -1;
  }
  DiskFiles disk;
  std::string full = absolute(file);
  if (disk.is_directory(full)) {
    std::fprintf(stderr, "innards: can't find '__main__' module in '%s'\n", full.c_str());
    return 1;
  }
  FILE* in = std::fopen(full.c_str(), "rb");
  if (!in) {
    std::fprintf(stderr, "innards: can't open file '%s': [Errno %d] %s\n", full.c_str(), errno, std::strerror(errno));
    return 2;
  }
  std::fclose(in);
  disk.read(full, source);
  return -1;
}

int ProgramRun::boot(const std::string& file, const std::vector<std::string>& argv) {
  const int refused = read_for_run(file, &source_);
  if (refused >= 0) return refused;
  outside_.output = &output_;
  outside_.input_source = &input_;
  outside_.file_source = &files_;
  filename_ = prepare_outside(file, argv, &outside_);
  std::string error;
  if (machine.boot(&error)) return -1;
  std::fprintf(stderr, "innards: %s\n", error.c_str());
  return 2;
}

}  // namespace innards::app
