// Reading a program from a file and opening a session on it, for the subcommands that look at a run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "session/session.h"

namespace innards::app {

// What a program that came as text alone is called.
inline constexpr const char* kNoFile = "<stdin>";

// Fills `program` from FILE ("-": standard input, which then is not the program's; NAME.innards: a recording, with its own
// arguments and input). False after a sentence on stderr.
bool load_program(const std::string& file, const std::vector<std::string>& argv, Program& program);

// The same, opened. A syntax error is printed as python3.11 prints it. nullptr after a sentence on stderr.
std::unique_ptr<Session> open_session(const std::string& file, const std::vector<std::string>& argv);

// A syntax error as python3.11 prints it, the last line being its type and message.
std::string program_error_text(const ProgramError& error);

// The lines for input() that the command line names: of the file of --input, or all that comes through a pipe; read once. False
// when it names none: standard input is a terminal, or (for a `window`) a pipe through which nothing comes. A window does not
// wait for the end of a pipe, unless --stdin tells it to: `ended` says whether that had come.
bool command_line_input(bool window, std::vector<std::string>& lines, bool* ended = nullptr);
// Reads on until nothing has come for `pause` milliseconds, or `longest` have gone by in all. True when the end has come.
bool read_what_is_said(int fd, int pause, int longest, std::string& text);
// A text as lines.
std::vector<std::string> lines_of(const std::string& text);

// Lets the program import modules of its own directory and of the standard library, from the real file system, and nothing
// else of it.
void give_modules(Program& program);

// The same for a program that came as text, from `path` of somebody else's machine: it sees the library's files only, never
// what lies at that path here; its sys.path is as it was there.
void give_library(Program& program, const std::string& path);

}  // namespace innards::app
