// The pipeline: one source on its way through the compiler, stage by stage: tokens, tree, scopes, flow graphs, code; and how
// the parts of one stage belong to those of the others. It is what the panels tokens, tree, scopes, blocks, bytecode,
// constants and exception table show and what their links go by.
// It stands apart from rows.h because it is about a text and not about a moment: it is made once for a source, on demand,
// never changes, and needs no machine. Spans are as everywhere in rows: lines from 1, columns in code points from 0.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "inspect/rows.h"

namespace innards {

struct PipelineToken {
  std::string type;          // the exact type: NAME, LPAR, INDENT ...
  std::string text;
  const char* sentence = ""; // what such a token is
  bool keyword = false;
  Span span;
  int node = -1;             // the innermost node around it; -1 for what the tree does not know: comments, line ends, indents
};

struct PipelineNode {
  int parent = -1, depth = 0;
  int end = 0;               // nodes [own number, end) are this one and all below it
  std::string kind, field;   // Call; body[0]
  std::string text;          // its own fields, as ast.dump writes them
  std::string name;
  const char* sentence = ""; // what such a node is
  Span span;                 // its own; line 0 where the kind has none (arguments, comprehension ...)
  Span whole;                // with all below it, decorators too
  int scope = -1;            // the scope in which it is evaluated
  int symbol = -1;           // of that scope: what its name stands for there
  int opens = -1;            // the scope that it opens
  int twin = -1;             // in the other tree: the same node, or what folding made of it, or what it came from
  Change change = Change::Same;  // by folding: Gone only in the tree before, Added only in the tree after
};

struct PipelineSymbol {
  std::string name, scope, flags, why, why_chinese;
  int from = -1, by = -1;    // the scope that the name comes from, and the one that needs it
};

struct PipelineScope {
  int parent = -1, depth = 0, node = -1, unit = -1;
  std::string type, name;    // module, function or class
  int line = 0;
  bool nested = false, optimized = false;
  std::vector<PipelineSymbol> symbols;   // sorted by name
};

enum class EdgeKind : uint8_t { Next, Jump, Exception };
struct PipelineEdge {
  int from = 0, to = 0;      // indices of blocks
  EdgeKind kind = EdgeKind::Next;
  int instr = -1;            // that jumps
};

struct PipelineInstr {
  std::string name, arg_text;
  int arg = 0;
  bool has_arg = false, pseudo = false;
  int target = -1, handler = -1;   // indices of blocks
  int offset = -1;           // in bytes; only after the last pass
  Span span;
  int node = -1;             // the node it was written for
};

struct PipelineBlock {
  int id = 0;                // the same block has the same number in all passes
  int depth = -1;            // of the stack when it begins; -1: nothing leads here
  bool handler = false, lasti = false, reachable = false;
  int next = -1;             // index of the block it falls through to
  std::vector<PipelineInstr> instrs;
  Change change = Change::Same;    // against the pass before
};

struct PipelineGraph {
  int pass = 0;              // row of compile/passes.def
  bool changed = true;       // against the pass before
  int gone = 0;              // blocks that the pass before had and this one has not
  std::vector<PipelineBlock> blocks;
  std::vector<PipelineEdge> edges;
};

// One code object on its way.
struct PipelineUnit {
  int scope = -1, node = -1;
  std::string name, qualname;
  int first_line = 0;
  std::vector<PipelineGraph> graphs;   // one for each pass
  CodeRows code;                       // id 0; constants are texts without objects
};

struct Pipeline {
  std::string filename;
  std::string error;                   // why it ends early, as one line: "SyntaxError: ... (line 3)"; the stages before are there
  int error_line = 0;
  std::vector<PipelineToken> tokens;
  std::vector<PipelineNode> before, tree;   // around constant folding; links are to `tree`, the folded one
  std::vector<PipelineScope> scopes;        // outer ones first
  std::vector<PipelineUnit> units;          // in the order of their scopes
};

// Compiles `source` (bytes) and keeps what every stage made. Never fails: see `error`.
std::shared_ptr<const Pipeline> make_pipeline(std::string_view source, const std::string& filename);

// The innermost node of the folded tree around a span; -1 outside all.
int node_around(const Pipeline& p, const Span& span);
// The token at a place, or -1.
int token_at(const Pipeline& p, int line, int col);
// The unit whose code object this is, or -1.
int unit_of_code(const Pipeline& p, const CodeRows& code);
// The block of the unit's last graph that has the instruction at `offset`, or -1.
int block_of_offset(const PipelineUnit& unit, int offset);

// The tables of a code object that arguments are numbers of.
enum class Operand : uint8_t { Const, Name, Local, Cell, Free };
// Which instructions (their numbers) use entry `index` of the table.
std::vector<int> operand_uses(const CodeRows& code, Operand operand, int index);

// A part of the pipeline that is pointed at.
enum class Stage : uint8_t { None, Source, Token, Node, NodeBefore, Scope, Symbol, Block, Instr, Operand, Guard };
struct PipelinePoint {
  Stage stage = Stage::None;
  int a = -1, b = -1, c = -1;  // Source: line, column. Token, Node, NodeBefore, Scope: number. Symbol: scope, symbol.
                               // Block: unit, block id, pass. Instr: unit, offset. Operand: unit, table, index.
                               // Guard: unit, row of the exception table
  bool operator==(const PipelinePoint&) const = default;
};

// All that belongs to a point, at every stage. Numbers are sorted.
struct PipelineLight {
  std::vector<Span> spans;       // what to mark in the source
  std::vector<int> tokens;
  std::vector<int> nodes;        // of the folded tree: those that are lit themselves
  std::vector<int> before;       // of the tree before folding
  std::vector<int> scopes;
  std::vector<std::pair<int, int>> symbols;  // scope, symbol
  std::vector<std::pair<int, int>> blocks;   // unit, block id
  std::vector<std::pair<int, int>> instrs;   // unit, offset
  std::vector<int> instr_nodes;  // instructions of these nodes are lit in graphs of earlier passes
};
PipelineLight light_of(const Pipeline& p, const PipelinePoint& point);

}  // namespace innards
