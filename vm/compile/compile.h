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

class TreeMemory;  // syntax/ast.h
struct TreeRow;    // syntax/tree_rows.h
namespace ast { struct ModNode; struct Position; }

enum class CompileMode : uint8_t { Exec, Eval, Single };

struct CompileFlags {
  uint32_t future = 0;        // kCoFuture... bits that are on from the start (what compile()'s caller has)
  int optimize = 0;           // as python3.11's -O: 0, 1 (no asserts, __debug__ false), 2 (no docstrings)
  bool top_level_await = false;      // PyCF_ALLOW_TOP_LEVEL_AWAIT
  bool dont_imply_dedent = false;    // PyCF_DONT_IMPLY_DEDENT, for the interactive prompt
  bool source_is_text = false;       // true: UTF-8; false: bytes that may have a coding line
  bool from_file = false;            // the source is a script's bytes (see syntax/parser.h)
  int recursion_depth = 0;           // Python frames on the stack when compile() is called: they count for the limit
  int recursion_limit = 1000;        // sys.getrecursionlimit()
  bool trace = false;         // fill CompileResult::trace
};

// The stages of a flow graph that are kept (passes.def).
enum class Pass : uint8_t {
#define PASS(Name, title, chinese, sentence, chinese_sentence) Name,
#include "compile/passes.def"
};

// One instruction of a flow graph, for panels.
struct BlockInstr {
  int opcode = 0, oparg = 0;
  int target_block = -1;          // for jumps
  int lineno = -1, end_lineno = -1, col = -1, end_col = -1;  // source span; -1 where there is none
  int handler_block = -1;         // where an exception raised here goes
  int offset = -1;                // in bytes; only in the final graph
  const ast::Position* origin = nullptr;  // of the node it was written for; only to be compared
  std::string arg_text;           // what the argument means: a name, a constant, an operator
};
struct BlockRow {
  int id = 0;
  int start_depth = -1;           // stack depth at entry
  bool handler = false;           // an exception handler begins here
  bool preserve_lasti = false;    // ... that also gets the place of the exception
  int fall_through = -1;          // next block, or -1
  std::vector<BlockInstr> instrs;
};
struct GraphTrace {
  Pass pass = Pass::Codegen;      // after which pass
  std::vector<BlockRow> blocks;
};
struct UnitTrace {
  const void* node = nullptr;      // what the unit was made of: as ScopeRow::node
  std::shared_ptr<CodeUnit> code;
  std::vector<GraphTrace> graphs;  // one for each pass, the final one last
};

// One scope, as the symtable module tells it.
enum class ScopeReason : uint8_t {  // reasons.def
#define REASON(Name, english, chinese) Name,
#include "compile/reasons.def"
};
struct ScopeSymbol {
  std::string name;
  std::string scope;               // LOCAL GLOBAL_EXPLICIT GLOBAL_IMPLICIT FREE CELL
  uint32_t flags = 0;              // kDef... bits of compile/scopes.h
  ScopeReason reason = ScopeReason::Bound;  // why it has that scope, with what the reason's sentence speaks of:
  int line = 0;
  const void *from = nullptr, *by = nullptr;  // scopes, as ScopeRow::node
};
struct ScopeRow {
  const void* node = nullptr;      // the node that opens it; only to be compared
  std::string type, name;          // type: module, function or class
  int lineno = 0;
  bool nested = false, optimized = false;
  std::vector<std::string> varnames;
  std::vector<ScopeSymbol> symbols;  // sorted by name
  std::vector<ScopeRow> children;
};

// The scope of that node among `root` and all inside it, or null.
const ScopeRow* find_scope(const ScopeRow& root, const void* node);
// Why a symbol has its scope, as a sentence; `root` is the module's row.
std::string scope_reason_text(const ScopeRow& root, const ScopeSymbol& symbol, bool chinese);

struct CompileTrace {
  CompileTrace();
  ~CompileTrace();
  std::vector<TreeRow> tree_before, tree_after;  // around constant folding; empty where it did not come so far
  ScopeRow scopes;                      // of the folded tree
  std::vector<UnitTrace> units;         // in the order in which they were finished (inner ones first)
};

struct CompileResult {
  std::shared_ptr<CodeUnit> unit;             // null if refused
  SyntaxErrorInfo error;                      // why it was refused
  std::vector<SyntaxWarningInfo> warnings;    // parser's and compiler's, in the order in which CPython gives them
  std::unique_ptr<CompileTrace> trace;
  bool ok() const { return unit != nullptr; }
};

// Python/pythonrun.c: Py_CompileStringObject.
CompileResult compile_source(std::string_view source, const std::string& filename, CompileMode mode,
                             const CompileFlags& flags = {});
// The same from a tree, which lies in `memory`. The tree is changed: constants are folded in place. `source` is only read
// for the text of errors and may be empty.
CompileResult compile_tree(ast::ModNode* tree, TreeMemory& memory, std::string_view source, const std::string& filename,
                           CompileMode mode, const CompileFlags& flags = {});

struct ScopesResult {
  ScopeRow module;
  SyntaxErrorInfo error;
};
// What symtable.symtable(source, filename, mode) tells.
ScopesResult scopes_of_source(std::string_view source, const std::string& filename, CompileMode mode);

// "DEF_LOCAL", "USE" ...: the names of the bits of ScopeSymbol::flags, lowest first.
std::vector<const char*> scope_flag_names(uint32_t flags);

// What `python3.11 -m dis` prints of a code object and all nested ones. Code objects have no addresses here: their reprs
// are written with the address 0x0.
std::string disassemble(const CodeUnit& unit, bool show_caches = false);

}  // namespace innards
