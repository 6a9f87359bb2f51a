// What the commands tokens, tree, scopes and code share: reading one file or a list of them, and JSON pieces.
// JSON is written by hand here because a document is only a few strings, one of which may be megabytes long.
#pragma once

#include <string>
#include <string_view>

#include "base/syntax_error.h"
#include "commands.h"

namespace innards::app {

// "text" as a JSON string in ASCII; surrogates in generalised UTF-8 become \ud800 escapes.
std::string json_string(std::string_view generalised_utf8);
// {"error": {...}} with the exception's attributes; None becomes null.
std::string json_error(const SyntaxErrorInfo& error);
// The same with the name of another exception.
std::string json_error(const char* type, const SyntaxErrorInfo& error);
// The error as the interpreter prints it for a program that it cannot compile, to stderr.
void print_error(const SyntaxErrorInfo& error);

// Makes a stage's JSON value of a file's bytes; false where the file was refused (the value is then the error).
using StageJson = bool (*)(const std::string& file, const std::string& bytes, std::string* value);
// Prints a stage as text.
using StageText = bool (*)(const std::string& file, const std::string& bytes);

// Runs one of the stage commands: --json or --list print one document a line, {"file": ..., STAGE: value}.
int run_stage(const StageArgs& args, const char* stage, StageJson json, StageText text);

}  // namespace innards::app
