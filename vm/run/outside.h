// What natives ask of the recorded outside world besides output and input (run/machine.h): files beside the program and
// the clock. Every answer is recorded, so a replay gets the same one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace innards {

struct Object;

// Text of the program or of a module that was imported; nullptr when there is none. Host memory: not to be kept.
const std::string* outside_file(const std::string& path);
// A line of such a text, stripped and indented by two, with its newline: new reference, or null when there is none.
Object* outside_source_line(Object* filename, int line);
// 0: not there, 1: a file (its text is then in outside_file), 2: a directory.
int outside_stat(const std::string& path);
// The same of the machine outside alone, whatever the run has made there.
int outside_stat_on_disk(const std::string& path);
// Whether it is a directory, without reading it when it is a file.
bool outside_is_directory(const std::string& path);
// The names in a directory, sorted; empty when it cannot be read. Host memory: not to be kept.
const std::vector<std::string>& outside_list(const std::string& path);
// Bytes that look random: the same in every run and replay.
void outside_random(char* bytes, uint64_t size);
// Whether there is a standard library, and whether a path lies in it.
bool outside_has_library();
bool outside_in_library(const char* path);
// Seconds since 1970 by the recorded clock.
double outside_time();
// Whether a recorded Ctrl+C is due and the main thread runs; then it is taken and KeyboardInterrupt is set.
bool outside_interrupted();
// What the interpreter loop compares the step counter with just now.
uint64_t loop_check_at();

}  // namespace innards
