// From source or tree to a CodeUnit: future statements, folding, scopes, codegen, in CPython's order.
#include "compile/compile.h"

#include "base/source_text.h"
#include "compile/codegen.h"
#include "compile/fold.h"
#include "compile/scopes.h"
#include "syntax/parser.h"
#include "syntax/tree_rows.h"

namespace innards {

using namespace ast;

CompileTrace::CompileTrace() = default;
CompileTrace::~CompileTrace() = default;

namespace {

// ---- from __future__ import ... (Python/future.c) -----------------------------------------------------------------

struct Future {
  uint32_t flags = 0;
  int lineno = -1;  // of the last future statement
};

bool is_known_feature(const std::string& name) {
  for (const char* known : {"nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
                            "unicode_literals", "generator_stop"})
    if (name == known) return true;
  return false;
}

SyntaxErrorInfo future_error(const std::string& msg, const StmtNode& s) {
  SyntaxErrorInfo error = syntax_error_at(msg, s);
  error.end_lineno = s.lineno;
  error.end_offset = SyntaxErrorInfo::kAbsent;
  return error;
}

SyntaxErrorInfo read_features(const ImportFrom& s, Future& future) {
  for (Alias* alias : s.names) {
    const std::string& name = *alias->name;
    if (name == "barry_as_FLUFL") future.flags |= kCoFutureBarryAsBdfl;
    else if (name == "annotations") future.flags |= kCoFutureAnnotations;
    else if (name == "braces") return future_error("not a chance", s);
    else if (!is_known_feature(name)) return future_error("future feature " + name.substr(0, 100) + " is not defined", s);
  }
  return {};
}

bool is_future_import(const StmtNode* s) {
  const ImportFrom* from = as<ImportFrom>(s);
  return from && from->module && *from->module == "__future__";
}

// Future statements stand first; only a docstring may come before them. One that stands later on the line of another is
// found here, those on later lines by codegen (Python/future.c: future_parse).
SyntaxErrorInfo read_future(const ModNode* tree, Future& future) {
  const Seq<StmtNode*>* body = nullptr;
  if (const Module* m = as<Module>(tree)) body = &m->body;
  else if (const Interactive* i = as<Interactive>(tree)) body = &i->body;
  if (!body) return {};
  bool done = false;
  int prev_line = 0;
  for (int32_t i = docstring_of(*body) ? 1 : 0; i < body->size(); ++i) {
    const StmtNode* s = (*body)[i];
    if (done && s->lineno > prev_line) return {};
    prev_line = s->lineno;
    if (!is_future_import(s)) {
      done = true;
      continue;
    }
    if (done) {
      SyntaxErrorInfo error = future_error("from __future__ imports must occur at the beginning of the file", *s);
      error.offset = s->col_offset;
      return error;
    }
    if (SyntaxErrorInfo error = read_features(*static_cast<const ImportFrom*>(s), future)) return error;
    future.lineno = s->lineno;
  }
  return {};
}

// ---- errors -------------------------------------------------------------------------------------------------------

// The line of the source with its newline, as a SyntaxError shows it. CPython reads it from the file, so a source that is
// no file has none.
void add_error_text(SyntaxErrorInfo& error, std::string_view source, const std::string& filename, const CompileFlags& flags) {
  error.filename = filename;
  if (error.has_text || error.lineno <= 0 || filename.empty() || filename[0] == '<') return;
  SourceText decoded;
  if (!flags.source_is_text) source = (decoded = decode_text_file(source)).text;
  error.text = line_of_text(source, error.lineno);
  error.has_text = !error.text.empty();
  if (error.has_text && error.text.back() != '\n') error.text += '\n';
}

ParseMode parse_mode(CompileMode mode) {
  return mode == CompileMode::Exec ? ParseMode::kExec : mode == CompileMode::Eval ? ParseMode::kEval : ParseMode::kSingle;
}

ParseResult parse(std::string_view source, const std::string& filename, CompileMode mode, const CompileFlags& flags) {
  ParseFlags parse_flags;
  parse_flags.source_is_text = flags.source_is_text;
  parse_flags.from_file = flags.from_file;
  parse_flags.dont_imply_dedent = flags.dont_imply_dedent;
  parse_flags.barry_as_flufl = flags.future & kCoFutureBarryAsBdfl;
  return parse_module(source, filename, parse_mode(mode), parse_flags);
}

// Python/compile.c: _PyAST_Compile.
void compile_into(ModNode* tree, TreeMemory& memory, const std::string& filename, CompileMode mode, const CompileFlags& flags,
                  CompileResult& result) {
  if (result.trace) result.trace->tree_before = tree_rows(tree);
  Future future;
  result.error = read_future(tree, future);
  if (result.error) return;
  uint32_t merged = future.flags | (flags.future & kCoFutureMask);
  bool future_annotations = merged & kCoFutureAnnotations;
  RecursionBudget budget = recursion_budget(flags);
  fold_tree(tree, memory, {flags.optimize, future_annotations}, budget, result.error);
  if (result.error) return;
  if (result.trace) result.trace->tree_after = tree_rows(tree);
  ScopeTable scopes;
  build_scopes(tree, memory, future_annotations, budget, scopes);
  if ((result.error = scopes.error)) return;
  if (result.trace) result.trace->scopes = scope_rows(*scopes.top);
  CodegenOptions options;
  options.optimize = flags.optimize;
  options.future_flags = merged;
  options.future_lineno = future.lineno;
  options.top_level_await = flags.top_level_await;
  options.interactive = mode == CompileMode::Single;
  options.filename = &filename;
  options.trace = result.trace.get();
  Codegen codegen(memory, scopes, options);
  result.unit = codegen.module(tree);
  result.error = codegen.error();
  if (result.error) result.unit = nullptr;
  for (SyntaxWarningInfo& w : codegen.warnings()) result.warnings.push_back(std::move(w));
}

}  // namespace

CompileResult compile_tree(ModNode* tree, TreeMemory& memory, std::string_view source, const std::string& filename,
                           CompileMode mode, const CompileFlags& flags) {
  CompileResult result;
  if (flags.trace) result.trace = std::make_unique<CompileTrace>();
  compile_into(tree, memory, filename, mode, flags, result);
  if (result.error) add_error_text(result.error, source, filename, flags);
  return result;
}

CompileResult compile_source(std::string_view source, const std::string& filename, CompileMode mode, const CompileFlags& flags) {
  ParseResult parsed = parse(source, filename, mode, flags);
  if (!parsed.ok()) {
    CompileResult refused;
    refused.error = std::move(parsed.error);
    refused.warnings = std::move(parsed.warnings);
    return refused;
  }
  CompileResult result = compile_tree(parsed.tree, *parsed.memory, source, filename, mode, flags);
  result.warnings.insert(result.warnings.begin(), parsed.warnings.begin(), parsed.warnings.end());
  for (SyntaxWarningInfo& w : result.warnings) add_error_text(w.raised, source, filename, flags);
  return result;
}

SyntaxErrorInfo build_source_scopes(std::string_view source, const std::string& filename, CompileMode mode, const CompileFlags& flags,
                                    ParseResult& parsed, ScopeTable& table) {
  parsed = parse(source, filename, mode, flags);
  if (!parsed.ok()) return std::move(parsed.error);
  Future future;
  SyntaxErrorInfo error = read_future(parsed.tree, future);
  if (!error) {
    const bool annotations = (future.flags | flags.future) & kCoFutureAnnotations;
    build_scopes(parsed.tree, *parsed.memory, annotations, recursion_budget(flags), table);
    error = table.error;
  }
  if (error) add_error_text(error, source, filename, flags);
  return error;
}

ScopesResult scopes_of_source(std::string_view source, const std::string& filename, CompileMode mode) {
  ScopesResult result;
  const CompileFlags flags;
  ParseResult parsed;
  ScopeTable scopes;
  result.error = build_source_scopes(source, filename, mode, flags, parsed, scopes);
  if (!result.error) result.module = scope_rows(*scopes.top);
  return result;
}

}  // namespace innards
