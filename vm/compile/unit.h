// What codegen knows about the unit it is writing: one module, class body, function, lambda or comprehension.
// It stands apart from codegen.h so that finish_unit (which turns a unit into a CodeUnit) needs no codegen.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "compile/flow_graph.h"
#include "compile/scopes.h"

namespace innards {

// Names and their indices, in order of first use.
class NameTable {
 public:
  int index(Identifier name);       // adds the name if it is new
  int find(Identifier name) const;  // -1 if it is not there
  int size() const { return static_cast<int>(names_.size()); }
  const std::vector<Identifier>& names() const { return names_; }

 private:
  std::vector<Identifier> names_;
  std::vector<int32_t> slots_;  // open addressing, index + 1; empty while there are few
};

enum class UnitKind : uint8_t { Module, Class, Function, AsyncFunction, Lambda, Comprehension };

// What surrounds the statement that is being written, as far as leaving it by return, break or continue must undo it
// (Python/compile.c: enum fblocktype).
enum class FrameKind : uint8_t {
  WhileLoop, ForLoop, TryExcept, FinallyTry, FinallyEnd, With, AsyncWith, HandlerCleanup, PopValue, ExceptionHandler,
  ExceptionGroupHandler, AsyncComprehensionGenerator,
};

struct FrameBlock {
  FrameKind kind;
  Block* block = nullptr;
  Block* exit = nullptr;
  const ast::Seq<ast::StmtNode*>* body = nullptr;  // FinallyTry: the finally part
  const ast::Position* at = nullptr;               // With, AsyncWith: the statement
  Identifier name = nullptr;                       // HandlerCleanup: the name of `except ... as name`
};

struct Unit {
  UnitKind kind = UnitKind::Module;
  Scope* scope = nullptr;
  Identifier name = nullptr;
  std::string qualname;
  Identifier private_name = nullptr;  // the class for name mangling
  int argcount = 0, posonlyargcount = 0, kwonlyargcount = 0;
  int firstlineno = 0;
  ConstTable consts;
  NameTable names, varnames, cellvars, freevars;
  FlowGraph graph;
  Location loc;                       // the span that instructions get
  std::vector<FrameBlock> frames;
};

struct FinishOptions {
  const std::string* filename = nullptr;
  uint32_t future_flags = 0;
  bool top_level_await = false;
  CompileTrace* trace = nullptr;
};

// Runs the passes over the unit's graph and makes the code (Python/compile.c: assemble, behind the part that adds the
// last return). The unit is used up.
std::shared_ptr<CodeUnit> finish_unit(Unit& unit, const FinishOptions& options);

}  // namespace innards
