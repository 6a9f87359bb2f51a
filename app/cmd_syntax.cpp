// innards tokens, innards tree: the first two stages of the front end, as text for people or JSON for comparing.
#include <cstdio>
#include <string>

#include "commands.h"
#include "stage_output.h"
#include "syntax/dump.h"
#include "syntax/parser.h"
#include "syntax/tokenize.h"

namespace innards::app {

namespace {

// Not the program's fault: what ast.parse and ast.dump raise.
SyntaxErrorInfo dump_error(DumpStatus status) {
  SyntaxErrorInfo error;
  error.type = status == DumpStatus::kTooManyDigits ? SyntaxErrorType::kValueError : SyntaxErrorType::kRecursionError;
  switch (status) {
    case DumpStatus::kDone: break;
    case DumpStatus::kTooManyDigits:
      error.msg = "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit";
      break;
    case DumpStatus::kTooDeep: error.msg = "maximum recursion depth exceeded while calling a Python object"; break;
    case DumpStatus::kTooDeepToMake: error.msg = "maximum recursion depth exceeded during ast construction"; break;
  }
  return error;
}

bool tree_json(const std::string& file, const std::string& bytes, std::string* value) {
  const ParseResult parsed = parse_module(bytes, file);
  if (!parsed.ok()) {
    *value = json_error(parsed.error);
    return false;
  }
  std::string text;
  const DumpStatus status = dump_tree(parsed.tree, true, 1, &text);
  if (status != DumpStatus::kDone) {
    *value = json_error(dump_error(status));
    return false;
  }
  *value = json_string(text);
  return true;
}

bool tree_text(const std::string& file, const std::string& bytes) {
  const ParseResult parsed = parse_module(bytes, file, ParseMode::kExec, {.from_file = true});
  if (!parsed.ok()) {
    print_error(parsed.error);
    return false;
  }
  std::string text;
  const DumpStatus status = dump_tree(parsed.tree, false, 2, &text);
  if (status != DumpStatus::kDone) {
    print_error(dump_error(status));
    return false;
  }
  std::printf("%s\n", text.c_str());
  return true;
}

// A refused source has the exception of the tokenize module as its value.
bool tokens_json(const std::string&, const std::string& bytes, std::string* value) {
  const TokenizeResult result = tokenize_source(bytes);
  if (!result.error_type.empty()) {
    SyntaxErrorInfo error;
    error.msg = result.error_msg;
    if (result.error_row >= 0) error.lineno = result.error_row;
    if (result.error_col >= 0) error.offset = result.error_col;
    *value = json_error(result.error_type.c_str(), error);
    return false;
  }
  *value = "[";
  for (const TokenRow& t : result.tokens) {
    if (value->size() > 1) *value += ", ";
    *value += std::string("[\"") + token_type_name(t.type) + "\", " + json_string(t.text) + ", " + std::to_string(t.start_row) + ", " +
              std::to_string(t.start_col) + ", " + std::to_string(t.end_row) + ", " + std::to_string(t.end_col) + "]";
  }
  *value += "]";
  return true;
}

// One token a line, as python3.11 -m tokenize -e prints them.
bool tokens_text(const std::string& file, const std::string& bytes) {
  const TokenizeResult result = tokenize_source(bytes);
  for (const TokenRow& t : result.tokens) {
    const std::string range = std::to_string(t.start_row) + "," + std::to_string(t.start_col) + "-" + std::to_string(t.end_row) + "," +
                              std::to_string(t.end_col) + ":";
    std::printf("%-20s%-15s%-15s\n", range.c_str(), token_type_name(t.type), text_repr(t.text).c_str());
  }
  if (result.error_type.empty()) return true;
  std::fprintf(stderr, "%s", file.c_str());
  if (result.error_row >= 0) std::fprintf(stderr, ":%d:%d", result.error_row, result.error_col);
  std::fprintf(stderr, ": error: %s\n", result.error_msg.c_str());
  return false;
}

}  // namespace

int cmd_tokens(const StageArgs& args) { return run_stage(args, "tokens", tokens_json, tokens_text); }
int cmd_tree(const StageArgs& args) { return run_stage(args, "tree", tree_json, tree_text); }

}  // namespace innards::app
