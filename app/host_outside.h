// The real outside world of the commands that run a program without a window: standard streams and files beside the program.
#pragma once

#include <string>
#include <vector>

#include "run/machine.h"

namespace innards::app {

// Writes the program's output to the process's own streams.
class StandardOutput : public OutputSink {
 public:
  explicit StandardOutput(bool show_stdout = true) : show_stdout_(show_stdout) {}
  void write(int stream, uint64_t offset, const char* data, uint64_t size) override;
  void flush();

 private:
  bool show_stdout_;
};

// Where programs read their input: the file named with --input, else standard input.
void set_input_file(const std::string& path);   // "-" is standard input
// As it was named; empty when nothing was.
const std::string& input_file();
bool readable(const std::string& file);

// Lines from there.
class StandardInput : public InputSource {
 public:
  Answer read_line(std::string* line) override;
};

// Files of the machine this runs on, read only.
class DiskFiles : public FileSource {
 public:
  bool read(const std::string& path, std::string* content) override;
  bool is_directory(const std::string& path) override;
  bool list(const std::string& path, std::vector<std::string>* names) override;
};

// The folder of python3.11's own standard library: the one named with --stdlib, else the one of the python3.11 found on
// this machine. Empty when there is none.
const std::string& library_directory();
// Names it; false when it holds no os.py.
bool set_library_directory(const std::string& directory);

// The path of a file from the root on, as it was named; and the folder it lies in, where a symbolic link to it leads: __file__ and
// sys.path[0] of a program.
std::string absolute(const std::string& file);
std::string real_folder(const std::string& file);

// Fills in argv, sys.path and the filename that a program started as `file` sees (python3.11 FILE ARGS...).
std::string prepare_outside(const std::string& file, const std::vector<std::string>& argv, Outside* outside);
// Reads a program; on failure prints what python3.11 prints and returns its exit status, else -1.
int read_for_run(const std::string& file, std::string* source);

// A program in this outside world, from its first instruction on.
class ProgramRun {
 public:
  explicit ProgramRun(bool show_stdout) : output_(show_stdout) {}
  // Reads the program and makes the machine; on failure prints why and returns the exit status, else -1.
  int boot(const std::string& file, const std::vector<std::string>& argv);
  void load() { machine.load(source_, filename_, &outside_); }
  void flush() { output_.flush(); }
  const std::string& filename() const { return filename_; }   // as the program sees it

  Machine machine;

 private:
  StandardOutput output_;
  StandardInput input_;
  DiskFiles files_;
  Outside outside_;
  std::string source_, filename_;
};

}  // namespace innards::app
