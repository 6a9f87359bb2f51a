// A recording as a file (NAME.innards): the program and all that it got from outside, from which exactly this run is had
// again, whatever has become of the files on the disk. It stands apart from the session because it is a matter of files, and
// from the trace because it holds no moments: opening it runs the program. assets/recording.schema.json describes the JSON.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "session/branches.h"

namespace innards::app {

inline constexpr int kRecordingFormat = 1;
inline constexpr const char* kModel = "CPython 3.11.2";

struct SavedRun {
  std::string version, model;                 // of Innards, and what it models
  Program program;                            // `files` is null
  std::map<std::string, std::string> files;   // read by the run: path -> content
  std::map<std::string, int> stats;           // paths asked for: 0 absent, 1 file, 2 folder, 3 no folder
  std::map<std::string, std::vector<std::string>> lists;   // folders asked for: their names
  std::map<std::string, uint64_t> library;    // files read of the standard library: path in it -> sum of the content
  BranchRow row;                              // which run of the program it is
  std::vector<KeptBranch> others;             // the other ones; their programs have no `files`, too
  // How it came out, for comparison.
  uint64_t steps = 0, output = 0;             // output: a sum
  int status = -1;                            // of the program's end; -1: it had not ended
  // What a person has put on it.
  uint64_t cursor = 0;
  std::vector<std::pair<uint64_t, std::string>> marks;
  std::vector<Breakpoint> breakpoints;
  std::vector<std::string> watches;
};

bool is_recording(const std::string& path);   // by its ending

SavedRun save_run(const Session& session);
// The same of the run that is shown, with the others beside it.
SavedRun save_runs(const Branches& branches);
std::string write_recording(const SavedRun& run);
// False with a sentence that says what is wrong and where; `run` may be filled in part.
bool read_recording(const std::string& text, SavedRun& run, std::string& error);
// The same of a file, which the sentence names.
bool load_recording(const std::string& path, SavedRun& run, std::string& error);

// The program that gives this run again: reads nothing but the recording and the standard library that is here.
void replay_program(const SavedRun& run, Program& program);

// What differs here from where it was made: another version of Innards; files of the standard library. Empty: nothing.
std::string other_version(const SavedRun& run);
std::string other_library(const SavedRun& run);
// What came out otherwise than it was recorded, once the replay is over. Empty: nothing.
std::string replay_difference(const SavedRun& run, const Session& session);

}  // namespace innards::app
