// Scopes: which names each block binds and uses, and what each name therefore is there: local, global, free or a cell.
// It stands apart from codegen, which only reads the finished table. The behaviour is that of 3.11's Python/symtable.c,
// its SyntaxErrors included.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/syntax_error.h"
#include "compile/compile.h"
#include "syntax/ast.h"

namespace innards {

// Bits of a symbol's flags, with CPython's values (Include/internal/pycore_symtable.h).
enum DefFlags : uint32_t {
  kDefGlobal = 1,        // global statement
  kDefLocal = 2,         // bound in this block
  kDefParam = 4,         // a parameter
  kDefNonlocal = 8,      // nonlocal statement
  kDefUse = 16,          // read
  kDefFree = 32,         // kept from CPython; never set
  kDefFreeClass = 64,    // bound in a class body and free in one of its methods
  kDefImport = 128,      // bound by an import
  kDefAnnot = 256,       // has an annotation
  kDefCompIter = 512,    // the loop variable of a comprehension
  kDefBound = kDefLocal | kDefParam | kDefImport,
};

enum class NameScope : uint8_t { None = 0, Local = 1, GlobalExplicit = 2, GlobalImplicit = 3, Free = 4, Cell = 5 };
enum class BlockType : uint8_t { Function, Class, Module, Annotation };
enum class ComprehensionKind : uint8_t { None, List, Set, Dict, Generator };

struct Symbol {
  Identifier name = nullptr;
  uint32_t flags = 0;
  NameScope scope = NameScope::None;
  int32_t first_line = 0;  // of its first mention, and of the first that binds it (0: none)
  int32_t bound_line = 0;
};

struct ParseResult;  // syntax/parser.h

// The symbols of one block in order of their first mention.
class SymbolMap {
 public:
  Symbol* find(Identifier name);
  const Symbol* find(Identifier name) const { return const_cast<SymbolMap*>(this)->find(name); }
  Symbol& add(Identifier name);  // must not be there yet
  std::vector<Symbol>& all() { return symbols_; }
  const std::vector<Symbol>& all() const { return symbols_; }

 private:
  std::vector<Symbol> symbols_;
  std::vector<int32_t> slots_;  // open addressing, index + 1; empty while there are few symbols
  void index_all(size_t size);
};

struct Scope {
  const void* node = nullptr;       // that opens it
  Identifier name = nullptr;
  BlockType type = BlockType::Module;
  ast::Position at;
  bool nested = false;              // inside a function
  bool has_free = false;            // has free names of its own
  bool child_free = false;          // an inner block has
  bool generator = false, coroutine = false;
  bool varargs = false, varkeywords = false;
  bool needs_class_closure = false; // a method uses __class__ or super()
  bool comp_iter_target = false;    // while the target of a comprehension is read
  int comp_iter_expr = 0;           // while the iterable of a comprehension is read
  ComprehensionKind comprehension = ComprehensionKind::None;
  SymbolMap symbols;
  std::vector<Identifier> varnames;  // parameters in order
  std::vector<Scope*> children;
  struct Directive { Identifier name; ast::Position at; };
  std::vector<Directive> directives;  // global and nonlocal statements, for errors

  NameScope scope_of(Identifier name) const {
    const Symbol* s = symbols.find(name);
    return s ? s->scope : NameScope::None;
  }
};

// The table of a whole program. Nodes are looked up by address.
class ScopeTable {
 public:
  Scope* top = nullptr;
  SyntaxErrorInfo error;

  Scope* new_scope(const void* node);
  // The scope that a module, function, lambda, class or comprehension node opens.
  Scope* find(const void* node) const;

 private:
  std::deque<Scope> scopes_;
  std::unordered_map<const void*, Scope*> by_node_;
};

// How deep trees may be: counted as CPython counts its C recursion.
struct RecursionBudget {
  int depth = 0;
  int limit = 3000;
};
RecursionBudget recursion_budget(const CompileFlags& flags);
inline constexpr const char* kRecursionMessage = "maximum recursion depth exceeded during compilation";

// Python/symtable.c: _PySymtable_Build. On failure table.error is set. `future_annotations`: annotations are not evaluated.
void build_scopes(ast::ModNode* tree, TreeMemory& memory, bool future_annotations, RecursionBudget budget, ScopeTable& table);
// Its second half: decides what each name is (symtable_analyze). Called by build_scopes.
void analyze_scopes(ScopeTable& table, TreeMemory& memory);
// The scopes of a source text, into `table`; the tree in `parsed` must live as long. An error, or none.
SyntaxErrorInfo build_source_scopes(std::string_view source, const std::string& filename, CompileMode mode, const CompileFlags& flags,
                                    ParseResult& parsed, ScopeTable& table);

// Python/symtable.c: _Py_Mangle. The name by which `name` goes inside class `private_name` (which may be null).
Identifier mangle(TreeMemory& memory, Identifier private_name, Identifier name);

// A SyntaxError at a position, as the compiler and the symbol table raise it (columns count bytes).
SyntaxErrorInfo syntax_error_at(std::string msg, const ast::Position& at);

ScopeRow scope_rows(const Scope& scope);

}  // namespace innards
