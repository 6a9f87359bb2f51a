// innards tokens, innards tree: the first two stages of the front end, as text for people or JSON for comparing.
#include <cstdio>
#include <string>

#include "commands.h"
#include "stage_output.h"
#include "syntax/dump.h"
#include "syntax/parser.h"

namespace innards::app {

namespace {

bool tree_json(const std::string& file, const std::string& bytes, std::string* value) {
  const ParseResult parsed = parse_module(bytes, file);
  if (!parsed.ok()) {
    *value = json_error(parsed.error);
    return false;
  }
  std::string text;
  if (!dump_tree(parsed.tree, true, 1, &text)) {
    SyntaxErrorInfo error;
    error.type = SyntaxErrorType::kValueError;
    error.msg = "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit";
    *value = json_error(error);
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
  dump_tree(parsed.tree, false, 2, &text);
  std::printf("%s\n", text.c_str());
  return true;
}

}  // namespace

int cmd_tree(const StageArgs& args) { return run_stage(args, "tree", tree_json, tree_text); }

}  // namespace innards::app
