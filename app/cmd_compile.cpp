// innards scopes, innards code, innards dis: the later stages of the front end, as text for people or JSON for comparing.
#include <cstdio>
#include <string>

#include "code_json.h"
#include "commands.h"
#include "compile/compile.h"
#include "stage_output.h"
#include "syntax/constant.h"

namespace innards::app {

namespace {

CompileResult compile_file(const std::string& file, const std::string& bytes, bool from_file) {
  CompileFlags flags;
  flags.from_file = from_file;
  return compile_source(bytes, file, CompileMode::Exec, flags);
}

// ---- scopes -------------------------------------------------------------------------------------------------------

bool scopes_json(const std::string& file, const std::string& bytes, std::string* value) {
  ScopesResult result = scopes_of_source(bytes, file, CompileMode::Exec);
  if (result.error) *value = json_error(result.error);
  else append_scope_json(value, result.module);
  return !result.error;
}

void print_scope(const ScopeRow& root, const ScopeRow& scope, int depth) {
  std::string margin(static_cast<size_t>(depth) * 2, ' ');
  std::printf("%s%s %s, line %d%s\n", margin.c_str(), scope.type.c_str(), scope.name.c_str(), scope.lineno,
              scope.nested ? ", nested" : "");
  for (const ScopeSymbol& s : scope.symbols) {
    std::string flags;
    for (const char* name : scope_flag_names(s.flags)) flags += std::string(" ") + name;
    std::printf("%s  %-20s %-16s%s: %s\n", margin.c_str(), s.name.c_str(), s.scope.c_str(), flags.c_str(),
                scope_reason_text(root, s, false).c_str());
  }
  for (const ScopeRow& child : scope.children) print_scope(root, child, depth + 1);
}

bool scopes_text(const std::string& file, const std::string& bytes) {
  ScopesResult result = scopes_of_source(bytes, file, CompileMode::Exec);
  if (result.error) print_error(result.error);
  else print_scope(result.module, result.module, 0);
  return !result.error;
}

// ---- code ---------------------------------------------------------------------------------------------------------

bool code_to_json(const std::string& file, const std::string& bytes, std::string* value) {
  CompileResult result = compile_file(file, bytes, false);
  if (result.ok()) append_code_json(value, *result.unit);
  else *value = json_error(result.error);
  return result.ok();
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out.empty() ? "-" : out;
}

void print_code(const CodeUnit& unit) {
  std::printf("%s, line %d\n", unit.qualname.c_str(), unit.firstlineno);
  std::printf("  arguments %d (positional-only %d), keyword-only %d, locals %d, stack %d, flags 0x%x\n", unit.argcount,
              unit.posonlyargcount, unit.kwonlyargcount, unit.nlocals(), unit.stacksize, unit.flags);
  std::printf("  names %s\n  varnames %s\n  cellvars %s\n  freevars %s\n", joined(unit.names).c_str(),
              joined(unit.varnames()).c_str(), joined(unit.cellvars()).c_str(), joined(unit.freevars()).c_str());
  std::printf("  code %zu bytes, line table %zu, exception table %zu\n", unit.code.size(), unit.linetable.size(),
              unit.exceptiontable.size());
  for (size_t i = 0; i < unit.consts.size(); ++i) {
    std::string repr;
    if (unit.consts[i].code) repr = "code " + unit.consts[i].code->qualname;
    else if (!constant_repr(unit.consts[i].value, &repr)) repr = "an int with more than 4300 digits";
    std::printf("  const %zu: %s\n", i, repr.c_str());
  }
  for (const CodeConst& c : unit.consts)
    if (c.code) print_code(*c.code);
}

bool code_text(const std::string& file, const std::string& bytes) {
  CompileResult result = compile_file(file, bytes, true);
  if (result.ok()) print_code(*result.unit);
  else print_error(result.error);
  return result.ok();
}

// ---- dis ----------------------------------------------------------------------------------------------------------

bool g_show_caches = false;

bool dis_json(const std::string& file, const std::string& bytes, std::string* value) {
  CompileResult result = compile_file(file, bytes, false);
  *value = result.ok() ? json_string(disassemble(*result.unit, g_show_caches)) : json_error(result.error);
  return result.ok();
}

bool dis_text(const std::string& file, const std::string& bytes) {
  CompileResult result = compile_file(file, bytes, false);
  if (result.ok()) std::fputs(disassemble(*result.unit, g_show_caches).c_str(), stdout);
  else print_error(result.error);
  return result.ok();
}

}  // namespace

int cmd_scopes(const StageArgs& args) { return run_stage(args, "scopes", scopes_json, scopes_text); }

int cmd_code(const StageArgs& args) { return run_stage(args, "code", code_to_json, code_text); }

int cmd_dis(const StageArgs& args) {
  g_show_caches = args.show_caches;
  return run_stage(args, "dis", dis_json, dis_text);
}

}  // namespace innards::app
