// Machine: the host's handle on the machine. Boots it, loads a program, runs it up to a step, tells whether it has ended.
// Outside: everything a program gets from the outside world, recorded once so that a replay sees the same.
// It stands apart because it is host code: it lives outside the arena, may use std containers, and holds no reference to
// an object across a run. The machine runs on its own C++ stack (heap/machine_stack.h); run() switches to it and comes
// back when the program stands before the wanted step, waits for input, or has ended.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "run/interrupt.h"
#include "run/native_turns.h"

namespace innards {

// Where the program's output goes. Each write tells the byte offset in its stream, so that a replay can be recognised:
// bytes below the highest offset seen so far are the same bytes again.
class OutputSink {
 public:
  virtual ~OutputSink() = default;
  // stream 1 is stdout, 2 is stderr.
  virtual void write(int stream, uint64_t offset, const char* data, uint64_t size) = 0;
};

// Where input comes from when the recorded lines are used up.
class InputSource {
 public:
  virtual ~InputSource() = default;
  enum class Answer { Line, End, NotYet };  // NotYet: the machine stops and asks again when it is resumed
  virtual Answer read_line(std::string* line) = 0;  // with its newline
};

// Reads modules beside the program.
class FileSource {
 public:
  virtual ~FileSource() = default;
  virtual bool read(const std::string& path, std::string* content) = 0;
  virtual bool is_directory(const std::string& path) = 0;
  virtual bool list(const std::string&, std::vector<std::string>*) { return false; }  // the names in a directory
};

struct Outside {
  std::string program_source, program_filename;  // set by Machine::load
  std::vector<std::string> argv;             // sys.argv
  std::vector<std::string> path;             // sys.path
  std::string library;                       // the folder of python3.11's own standard library; empty: there is none
  std::vector<std::string> input;            // lines read so far, each with its newline (the last one maybe without)
  bool input_ended = false;                  // nothing comes after `input`
  std::vector<Interrupt> interrupts;         // in the order of their steps
  InputSource* input_source = nullptr;       // null: end of file after `input`
  std::map<std::string, std::string> files;  // modules read so far (path -> content)
  std::map<std::string, int> stats;          // paths asked for: 0 absent, 1 file, 2 directory, 3 no directory
  std::map<std::string, std::vector<std::string>> lists;  // directories asked for: their names, sorted
  FileSource* file_source = nullptr;         // null: nothing but `files`
  OutputSink* output = nullptr;              // null: output is only counted
  double start_time = 1700000000.0;          // what time.time() says at step 0; each step takes 100 ns, sleep() adds to it
};

// sys.path of a program in `directory`: that, then where python3.11 looks for its library (nothing more when there is none).
std::vector<std::string> module_search_path(const std::string& directory, const std::string& library);

// The outside world of the machine that runs now (host side; natives that talk to the world use it).
extern Outside* g_outside;

enum class RunState { Ready, Stopped, WaitingForInput, Finished, InNative };

// The machine sleeps in the middle of an instruction, which has been counted: this is no moment between two of them.
inline bool inside_instruction(RunState s) { return s == RunState::WaitingForInput || s == RunState::InNative; }

class Machine {
 public:
  // Maps the arena and builds the machine in it: types, singletons, builtins, sys. The arena is then a fresh machine.
  // May be called again: it starts from nothing.
  bool boot(std::string* error);
  // Makes `source` (bytes of a file) the program `__main__`. Compiling happens at the first run(): a SyntaxError is an
  // ordinary end of the program. `outside` must outlive the machine.
  void load(const std::string& source, const std::string& filename, Outside* outside);
  // Runs until `step` instructions have been executed (the one with that number comes next), input is missing, or the
  // program has ended; or, InNative, until natives have gone round their loops `turns` times (run/native_turns.h).
  RunState run_until(uint64_t step, int64_t turns = kEndlessTurns);
  RunState run() { return run_until(UINT64_MAX); }
  // Ctrl+C, when the machine has stopped or waits for input: recorded in Outside, so that a replay has it too.
  void interrupt();

  bool finished() const;
  int exit_status() const;      // once finished
  uint64_t step() const;
  RunState state() const;

  // Specialisation (not there yet) and automatic garbage collection can be switched off before run().
  bool automatic_gc = true;
  uint64_t memory_limit = 0;    // bytes; 0: the heap's default
};

// Called on the machine's stack: hands over to the host and returns when the host resumes it.
void machine_switch_to_host(RunState why);

// Output and input of natives (builtin/).
void outside_write(int stream, const char* data, uint64_t size);
// The next line of input: 1 with the line, 0 at the end, -1 with KeyboardInterrupt set. May switch to the host to wait.
int outside_read_line(const char** data, uint64_t* size);

}  // namespace innards
