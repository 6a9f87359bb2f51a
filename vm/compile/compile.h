// The compiler's face: source text or a tree in, a CodeUnit (or a SyntaxError) out.
// It stands apart so that run/, inspect/ and the command line need nothing else of compile/. It runs on the host side
// and touches no arena memory; it never runs Python code.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/syntax_error.h"
#include "compile/code_unit.h"

namespace innards {

struct Module;  // syntax/ast.h

enum class CompileMode : uint8_t { Exec, Eval, Single };

struct CompileFlags {
  uint32_t future = 0;        // kCoFuture... bits that are on from the start (what compile()'s caller has)
  int optimize = 0;           // as python3.11's -O: 0, 1 (no asserts, __debug__ false), 2 (no docstrings)
  bool top_level_await = false;      // PyCF_ALLOW_TOP_LEVEL_AWAIT
  bool dont_imply_dedent = false;
  bool trace = false;         // fill CompileResult::trace
};

// One instruction of a flow graph, for panels.
struct BlockInstr {
  int opcode = 0, oparg = 0;
  int target_block = -1;          // for jumps
  int lineno = -1, end_lineno = -1, col = -1, end_col = -1;  // source span; -1 where there is none
  int handler_block = -1;         // where an exception raised here goes
};
struct BlockRow {
  int id = 0;
  int start_depth = -1;           // stack depth at entry
  bool handler = false, cold = false, preserve_lasti = false;
  int fall_through = -1;          // next block, or -1
  std::vector<BlockInstr> instrs;
};
struct GraphTrace {
  std::string pass;               // after which pass
  std::vector<BlockRow> blocks;
};
struct UnitTrace {
  std::string qualname;
  int firstlineno = 0;
  std::vector<GraphTrace> graphs;  // one for each pass that changed the graph, the final one last
};

// One scope, as the symtable module tells it.
struct ScopeSymbol {
  std::string name;
  std::string scope;               // LOCAL GLOBAL_EXPLICIT GLOBAL_IMPLICIT FREE CELL
  uint32_t flags = 0;              // kDef... bits of compile/scopes.h
};
struct ScopeRow {
  std::string type, name;          // type: module, function or class
  int lineno = 0;
  bool nested = false, optimized = false;
  std::vector<std::string> varnames;
  std::vector<ScopeSymbol> symbols;  // sorted by name
  std::vector<ScopeRow> children;
};

struct CompileTrace {
  std::vector<UnitTrace> units;    // in the order in which they were finished (inner ones first)
};

struct CompileResult {
  std::shared_ptr<CodeUnit> unit;             // null if refused
  std::unique_ptr<SyntaxError> error;         // why it was refused
  std::unique_ptr<CompileTrace> trace;
};

// Python/pythonrun.c: Py_CompileStringObject.
CompileResult compile_source(std::string_view source, const std::string& filename, CompileMode mode,
                             const CompileFlags& flags = {});
// The same from a tree. The tree is changed: constants are folded in place.
CompileResult compile_tree(Module& tree, const std::string& filename, CompileMode mode, const CompileFlags& flags = {});

struct ScopesResult {
  ScopeRow module;
  std::unique_ptr<SyntaxError> error;
};
// What symtable.symtable(source, filename, mode) tells.
ScopesResult scopes_of_source(std::string_view source, const std::string& filename, CompileMode mode);

// What `python3.11 -m dis` prints of a code object and all nested ones.
std::string disassemble(const CodeUnit& unit, bool show_caches = false);

}  // namespace innards
