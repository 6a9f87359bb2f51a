#include "session/compiled_path.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

namespace innards {

namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string out = "(";
  for (size_t i = 0; i < names.size(); ++i) out += (i ? ", " : "") + names[i];
  return out + ")";
}

// "WORD(ARGUMENT)REST", where ARGUMENT has no parentheses.
struct Cut {
  std::string word, argument, rest;
};
std::optional<Cut> cut_call(std::string_view path) {
  size_t open = path.find('('), close = path.find(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
  return Cut{std::string(path.substr(0, open)), std::string(path.substr(open + 1, close - open - 1)), std::string(path.substr(close + 1))};
}

PathValue instruction(const CodeRows& code, const std::string& offset) {
  for (const InstrRow& i : code.instructions)
    if (std::to_string(i.offset) == offset) {
      PathValue v = PathValue::plain(i.name + (i.arg_text.empty() ? "" : " " + i.arg_text));
      v.place = "instr " + offset;
      return v;
    }
  return PathValue::failure("no instruction begins at offset " + offset);
}

PathValue handler(const CodeRows& code, const std::string& offset) {
  for (size_t row = 0; row < code.exceptions.size(); ++row) {
    const ExceptionTableRow& r = code.exceptions[row];
    if (std::atoi(offset.c_str()) < r.start || std::atoi(offset.c_str()) >= r.end) continue;
    PathValue v = PathValue::plain(r.target);
    v.place = "guard " + std::to_string(row);
    return v;
  }
  return PathValue::plain("none");
}

// `wanted` is "OP" or "OP LINE".
PathValue count_of(const CodeRows& code, const std::string& wanted) {
  size_t space = wanted.find(' ');
  std::string name = wanted.substr(0, space);
  int line = space == std::string::npos ? 0 : std::atoi(wanted.c_str() + space);
  return PathValue::plain(std::count_if(code.instructions.begin(), code.instructions.end(), [&](const InstrRow& i) { return i.name == name && (!line || i.line == line); }));
}

PathValue constants(const CodeRows& code) {
  std::vector<std::string> texts;
  for (const ValueRow& v : code.consts) texts.push_back(v.text);
  return PathValue::plain(joined(texts));
}

PathValue fact(const CodeRows& code, const Cut& call) {
  if (!call.rest.empty()) return PathValue::failure("nothing can follow '" + call.word + "(" + call.argument + ")'");
  if (call.word == "instr") return instruction(code, call.argument);
  if (call.word == "handler") return handler(code, call.argument);
  if (call.word == "count") return count_of(code, call.argument);
  return PathValue::failure("a code object has no '" + call.word + "(...)'");
}

PathValue of_node(const std::vector<PipelineNode>& nodes, Stage stage, const std::string& at) {
  int line = 0, column = 0, best = -1;
  if (std::sscanf(at.c_str(), "%d:%d", &line, &column) != 2) return PathValue::failure("tree wants LINE:COLUMN, not '" + at + "'");
  auto before = [](int l1, int c1, int l2, int c2) { return l1 < l2 || (l1 == l2 && c1 <= c2); };
  for (size_t i = 0; i < nodes.size(); ++i) {
    const Span& s = nodes[i].span;
    bool around = s.line && before(s.line, s.col, line, column) && before(line, column + 1, s.end_line, s.end_col);
    if (around && (best < 0 || nodes[i].depth >= nodes[static_cast<size_t>(best)].depth)) best = static_cast<int>(i);
  }
  if (best < 0) return PathValue::failure("no node of the tree is at " + at);
  PathValue v = PathValue::plain(nodes[static_cast<size_t>(best)].kind);
  v.part = {stage, best, -1, -1};
  return v;
}

bool is_named(const std::string& name, const std::string& wanted, const std::string& outermost) { return name == wanted || (wanted == "module" && name == outermost); }

PathValue of_scope(const Pipeline& p, const Cut& call) {
  for (size_t s = 0; s < p.scopes.size(); ++s) {
    const PipelineScope& scope = p.scopes[s];
    if (!is_named(scope.name, call.argument, scope.type == "module" ? scope.name : "module")) continue;
    PathValue v = PathValue::plain(scope.type);
    v.part = {Stage::Scope, static_cast<int>(s), -1, -1};
    if (call.rest.empty()) return v;
    for (size_t i = 0; i < scope.symbols.size(); ++i)
      if ("." + scope.symbols[i].name == call.rest) {
        v.text = scope.symbols[i].scope;
        v.part = {Stage::Symbol, static_cast<int>(s), static_cast<int>(i), -1};
        return v;
      }
    return PathValue::failure("the scope '" + call.argument + "' does not mention '" + call.rest + "'");
  }
  return PathValue::failure("there is no scope '" + call.argument + "'");
}

// So that the panels of the compiler show that code object, and the part of it that is meant.
void point_into(PathValue& v, int unit) {
  if (v.place.starts_with("instr ")) v.part = {Stage::Instr, unit, std::atoi(v.place.c_str() + 6), -1};
  else if (v.place.starts_with("guard ")) v.part = {Stage::Guard, unit, std::atoi(v.place.c_str() + 6), -1};
}

PathValue of_code(const Pipeline& p, const Cut& call) {
  for (size_t u = 0; u < p.units.size(); ++u) {
    const PipelineUnit& unit = p.units[u];
    if (!is_named(unit.name, call.argument, "<module>") && unit.qualname != call.argument) continue;
    if (!call.rest.empty() && call.rest[0] != '.') break;
    PathValue v = call.rest.empty() ? PathValue::plain(unit.qualname) : path_into_code(unit.code, std::string_view(call.rest).substr(1));
    if (call.rest.empty()) v.part = {Stage::Scope, unit.scope, -1, -1};
    point_into(v, static_cast<int>(u));
    return v;
  }
  return PathValue::failure("there is no code object '" + call.argument + "'");
}

}  // namespace

PathValue path_into_code(const CodeRows& code, std::string_view rest) {
  if (rest == "names") return PathValue::plain(joined(code.names));
  if (rest == "varnames") return PathValue::plain(joined(code.varnames));
  if (rest == "cellvars") return PathValue::plain(joined(code.cellvars));
  if (rest == "freevars") return PathValue::plain(joined(code.freevars));
  if (rest == "stacksize") return PathValue::plain(code.stack_size);
  if (rest == "name") return PathValue::plain(code.name);
  if (rest == "consts") return constants(code);
  if (rest == "guards") return PathValue::plain(static_cast<int64_t>(code.exceptions.size()));
  if (std::optional<Cut> call = cut_call(rest)) return fact(code, *call);
  return PathValue::failure("a code object has no '" + std::string(rest) + "'");
}

bool is_compiled_path(std::string_view path) {
  for (const char* word : {"tokens.", "codes.", "tree(", "tree_before(", "scope(", "code("})
    if (path.starts_with(word)) return true;
  return false;
}

PathValue evaluate_compiled_path(View& view, std::string_view path) {
  std::vector<std::string> files = view.files();
  std::shared_ptr<const Pipeline> p = files.empty() ? nullptr : view.pipeline(files[0]);
  if (!p) return PathValue::failure("what the compiler made is not known here");
  if (path == "tokens.count") return PathValue::plain(static_cast<int64_t>(p->tokens.size()));
  if (path == "codes.count") return PathValue::plain(static_cast<int64_t>(p->units.size()));
  std::optional<Cut> call = cut_call(path);
  if (call && call->word == "tree") return of_node(p->tree, Stage::Node, call->argument);
  if (call && call->word == "tree_before") return of_node(p->before, Stage::NodeBefore, call->argument);
  if (call && call->word == "scope") return of_scope(*p, *call);
  if (call && call->word == "code") return of_code(*p, *call);
  return PathValue::failure("'" + std::string(path) + "' is not an inspect path");
}

}  // namespace innards
