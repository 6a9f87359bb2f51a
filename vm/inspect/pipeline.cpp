// Builds a Pipeline: runs the stages with their notes on and ties the parts together.
#include "inspect/pipeline.h"

#include <algorithm>
#include <unordered_map>

#include "base/source_text.h"
#include "base/utf8.h"
#include "compile/compile.h"
#include "compile/opcodes.h"
#include "inspect/inspect.h"
#include "syntax/tokenize.h"
#include "syntax/tree_rows.h"

namespace innards {

namespace {

// Columns of the compiler, in UTF-8 bytes, to code points.
class Columns {
 public:
  explicit Columns(std::string text) : text_(std::move(text)), ascii_(utf8_is_ascii(text_)) {
    starts_.push_back(0);
    for (size_t i = 0; i < text_.size(); ++i)
      if (text_[i] == '\n') starts_.push_back(i + 1);
  }
  int points(int line, int col) const {
    if (ascii_ || line < 1 || line > static_cast<int>(starts_.size()) || col <= 0) return col;
    size_t start = starts_[static_cast<size_t>(line) - 1];
    return static_cast<int>(utf8_length(std::string_view(text_).substr(start, static_cast<size_t>(col))));
  }
  Span span(int line, int col, int end_line, int end_col) const { return {line, points(line, col), end_line, points(end_line, end_col)}; }

 private:
  std::string text_;
  bool ascii_;
  std::vector<size_t> starts_;
};

bool before(int line, int col, int other_line, int other_col) { return line != other_line ? line < other_line : col < other_col; }

bool contains(const Span& outer, const Span& inner) {
  return outer.line && !before(inner.line, inner.col, outer.line, outer.col) && !before(outer.end_line, outer.end_col, inner.end_line, inner.end_col);
}

void grow(Span& whole, const Span& part) {
  if (!part.line) return;
  if (!whole.line) {
    whole = part;
    return;
  }
  if (before(part.line, part.col, whole.line, whole.col)) whole.line = part.line, whole.col = part.col;
  if (before(whole.end_line, whole.end_col, part.end_line, part.end_col)) whole.end_line = part.end_line, whole.end_col = part.end_col;
}

// ---- tokens -------------------------------------------------------------------------------------------------------

void add_tokens(Pipeline& p, std::string_view source) {
  for (TokenRow& t : tokenize_source(source).tokens) {
    PipelineToken token;
    TokenType sort = t.type == TokenType::kName ? keyword_type(t.text) : t.type;
    token.type = token_type_name(t.type);
    token.keyword = t.type == TokenType::kName && sort != TokenType::kName;
    token.sentence = token_type_sentence(sort);
    token.text = std::move(t.text);
    token.span = {t.start_row, t.start_col, t.end_row, t.end_col};
    p.tokens.push_back(std::move(token));
  }
}

// The tree knows nothing of these.
bool only_layout(const PipelineToken& t) {
  for (const char* type : {"COMMENT", "NL", "NEWLINE", "INDENT", "DEDENT", "ENCODING", "ENDMARKER"})
    if (t.type == type) return true;
  return t.span.line == t.span.end_line && t.span.col == t.span.end_col;
}

// ---- trees --------------------------------------------------------------------------------------------------------

void add_nodes(std::vector<PipelineNode>& nodes, const std::vector<TreeRow>& rows, const Columns& columns) {
  for (const TreeRow& r : rows) {
    PipelineNode n;
    n.parent = r.parent;
    n.depth = r.depth;
    n.end = r.end;
    n.kind = ast::kind_name(r.kind);
    n.sentence = ast::kind_sentence(r.kind);
    n.field = r.field;
    n.text = r.text;
    n.name = r.name;
    if (r.place_key) n.span = columns.span(r.at.lineno, r.at.col_offset, r.at.end_lineno, r.at.end_col_offset);
    n.whole = n.span;
    nodes.push_back(std::move(n));
  }
  for (size_t i = nodes.size(); i-- > 1;) grow(nodes[static_cast<size_t>(nodes[i].parent)].whole, nodes[i].whole);
}

int child_at(const std::vector<PipelineNode>& nodes, int parent, const std::string& field) {
  if (parent < 0) return -1;
  const PipelineNode& p = nodes[static_cast<size_t>(parent)];
  for (int i = parent + 1; i < p.end; i = nodes[static_cast<size_t>(i)].end)
    if (nodes[static_cast<size_t>(i)].field == field) return i;
  return -1;
}

// Pairs the trees around folding: a node that is in both; one that folding replaced with what hangs in its place; what lay
// below a replaced one with that.
void pair_trees(Pipeline& p, const std::vector<TreeRow>& before_rows, const std::vector<TreeRow>& after_rows) {
  std::unordered_map<const void*, int> after;
  for (size_t i = 0; i < after_rows.size(); ++i) after[after_rows[i].key] = static_cast<int>(i);
  for (size_t i = 0; i < p.before.size(); ++i) {
    PipelineNode& old = p.before[i];
    auto same = after.find(before_rows[i].key);
    if (same != after.end()) {
      old.twin = same->second;
      PipelineNode& now = p.tree[static_cast<size_t>(old.twin)];
      now.twin = static_cast<int>(i);
      if (old.text != now.text || old.field != now.field) old.change = now.change = Change::Changed;
      continue;
    }
    old.change = Change::Gone;
    const PipelineNode* parent = old.parent < 0 ? nullptr : &p.before[static_cast<size_t>(old.parent)];
    if (!parent) continue;
    int place = parent->change == Change::Gone ? -1 : child_at(p.tree, parent->twin, old.field);
    old.twin = place >= 0 ? place : parent->twin;
    if (place >= 0) p.tree[static_cast<size_t>(place)].twin = static_cast<int>(i);
  }
  std::vector<char> known(p.tree.size());
  for (const TreeRow& r : before_rows)
    if (auto same = after.find(r.key); same != after.end()) known[static_cast<size_t>(same->second)] = 1;
  for (size_t i = 0; i < p.tree.size(); ++i)
    if (!known[i]) p.tree[i].change = Change::Added;
}

// ---- scopes -------------------------------------------------------------------------------------------------------

std::string joined_flags(uint32_t flags) {
  std::string all;
  for (const char* name : scope_flag_names(flags)) all += (all.empty() ? "" : " ") + std::string(name);
  return all;
}

class ScopeMaker {
 public:
  ScopeMaker(Pipeline& p, const ScopeRow& root, const std::unordered_map<const void*, int>& nodes) : p_(p), root_(root), nodes_(nodes) {
    add(root, -1, 0);
    fill_symbols();
  }
  int index(const void* node) const {
    auto it = numbers_.find(node);
    return it == numbers_.end() ? -1 : it->second;
  }

 private:
  Pipeline& p_;
  const ScopeRow& root_;
  const std::unordered_map<const void*, int>& nodes_;
  std::unordered_map<const void*, int> numbers_;
  std::vector<const ScopeRow*> rows_;

  void add(const ScopeRow& row, int parent, int depth) {
    int number = static_cast<int>(p_.scopes.size());
    PipelineScope s;
    s.parent = parent;
    s.depth = depth;
    s.type = row.type;
    s.name = row.name;
    s.line = row.lineno;
    s.nested = row.nested;
    s.optimized = row.optimized;
    auto node = nodes_.find(row.node);
    if (node != nodes_.end()) {
      s.node = node->second;
      p_.tree[static_cast<size_t>(s.node)].opens = number;
    }
    numbers_[row.node] = number;
    rows_.push_back(&row);
    p_.scopes.push_back(std::move(s));
    for (const ScopeRow& child : row.children) add(child, number, depth + 1);
  }

  void fill_symbols() {
    for (size_t i = 0; i < rows_.size(); ++i)
      for (const ScopeSymbol& s : rows_[i]->symbols)
        p_.scopes[i].symbols.push_back({s.name, s.scope, joined_flags(s.flags), scope_reason_text(root_, s, false), scope_reason_text(root_, s, true), index(s.from), index(s.by)});
  }
};

bool starts(const std::string& text, const char* with) { return text.rfind(with, 0) == 0; }

// Whether the part of `opener` called `field` is evaluated in the scope that it opens.
bool inside_opened(const PipelineNode& opener, const std::string& field) {
  if (starts(field, "body")) return true;
  if (opener.kind == "FunctionDef" || opener.kind == "AsyncFunctionDef" || opener.kind == "Lambda") return field == "args";
  return opener.kind == "Module" || starts(field, "generators") || field == "elt" || field == "key" || field == "value";
}

// Parts of parameters and comprehensions that are evaluated outside after all: defaults, annotations, the first iterable.
bool outside_again(const PipelineNode& parent, const std::string& field) {
  if (parent.kind == "arguments") return starts(field, "defaults") || starts(field, "kw_defaults");
  if (parent.kind == "arg") return field == "annotation";
  return parent.kind == "comprehension" && parent.field == "generators[0]" && field == "iter";
}

bool names_a_symbol(const std::string& kind) {
  for (const char* k : {"Name", "arg", "FunctionDef", "AsyncFunctionDef", "ClassDef", "alias", "ExceptHandler", "MatchAs", "MatchStar", "MatchMapping"})
    if (kind == k) return true;
  return false;
}

int symbol_in(const PipelineScope& scope, std::string name) {
  name = name.substr(0, name.find('.'));
  for (size_t i = 0; i < scope.symbols.size(); ++i)
    if (scope.symbols[i].name == name) return static_cast<int>(i);
  if (!starts(name, "__")) return -1;
  for (size_t i = 0; i < scope.symbols.size(); ++i) {   // mangled: _Class__name
    const std::string& s = scope.symbols[i].name;
    if (s.size() > name.size() + 1 && s[0] == '_' && s.compare(s.size() - name.size(), name.size(), name) == 0) return static_cast<int>(i);
  }
  return -1;
}

void place_nodes_in_scopes(Pipeline& p) {
  if (p.scopes.empty()) return;
  for (PipelineNode& n : p.tree) {
    if (n.parent < 0) {
      n.scope = 0;
      continue;
    }
    const PipelineNode& parent = p.tree[static_cast<size_t>(n.parent)];
    n.scope = parent.opens >= 0 && inside_opened(parent, n.field) ? parent.opens : parent.scope;
    if (outside_again(parent, n.field)) n.scope = std::max(0, p.scopes[static_cast<size_t>(n.scope)].parent);
    if (names_a_symbol(n.kind) && !n.name.empty()) n.symbol = symbol_in(p.scopes[static_cast<size_t>(n.scope)], n.name);
  }
}

// ---- graphs and code ----------------------------------------------------------------------------------------------

class GraphMaker {
 public:
  GraphMaker(const Columns& columns, const std::unordered_map<const void*, int>& places, int unit_node) : columns_(columns), places_(places), unit_node_(unit_node) {}

  PipelineGraph graph(const GraphTrace& trace) {
    PipelineGraph g;
    g.pass = static_cast<int>(trace.pass);
    for (size_t i = 0; i < trace.blocks.size(); ++i) numbers_[trace.blocks[i].id] = static_cast<int>(i);
    for (const BlockRow& row : trace.blocks) g.blocks.push_back(block(row));
    numbers_.clear();
    add_edges(g);
    mark_reachable(g);
    return g;
  }

 private:
  const Columns& columns_;
  const std::unordered_map<const void*, int>& places_;
  int unit_node_;
  std::unordered_map<int, int> numbers_;

  int number(int id) const {
    auto it = numbers_.find(id);
    return it == numbers_.end() ? -1 : it->second;
  }

  PipelineBlock block(const BlockRow& row) {
    PipelineBlock b;
    b.id = row.id;
    b.depth = row.start_depth;
    b.handler = row.handler;
    b.lasti = row.preserve_lasti;
    b.next = number(row.fall_through);
    for (const BlockInstr& i : row.instrs) b.instrs.push_back(instr(i));
    return b;
  }

  PipelineInstr instr(const BlockInstr& row) {
    PipelineInstr i;
    const OpcodeInfo& info = opcode_info(row.opcode);
    i.name = info.name ? info.name : "?";
    i.pseudo = info.pseudo;
    i.arg = row.oparg;
    if (info.jump) i.target = number(row.target_block);   // a NOP that was a SETUP_ still has one
    i.has_arg = row.opcode >= kHaveArgument && i.target < 0 && !(info.pseudo && row.oparg == 0);
    i.arg_text = row.arg_text;
    i.handler = number(row.handler_block);
    i.offset = row.offset;
    if (row.lineno > 0) i.span = columns_.span(row.lineno, row.col, std::max(row.end_lineno, row.lineno), row.end_col);
    auto place = places_.find(row.origin);
    if (row.origin && place != places_.end()) i.node = place->second;
    else if (row.lineno >= 0) i.node = unit_node_;
    return i;
  }

  static void add_edges(PipelineGraph& g) {
    for (size_t b = 0; b < g.blocks.size(); ++b) {
      const PipelineBlock& block = g.blocks[b];
      int from = static_cast<int>(b), last_handler = -1;
      if (block.next >= 0) g.edges.push_back({from, block.next, EdgeKind::Next, -1});
      for (size_t i = 0; i < block.instrs.size(); ++i) {
        const PipelineInstr& instr = block.instrs[i];
        bool setup = starts(instr.name, "SETUP_");
        if (instr.target >= 0) g.edges.push_back({from, instr.target, setup ? EdgeKind::Exception : EdgeKind::Jump, static_cast<int>(i)});
        if (instr.handler >= 0 && instr.handler != last_handler) g.edges.push_back({from, instr.handler, EdgeKind::Exception, static_cast<int>(i)});
        if (instr.handler >= 0) last_handler = instr.handler;
      }
    }
  }

  static void mark_reachable(PipelineGraph& g) {
    if (g.blocks.empty()) return;
    std::vector<int> todo{0};
    g.blocks[0].reachable = true;
    while (!todo.empty()) {
      int at = todo.back();
      todo.pop_back();
      for (const PipelineEdge& e : g.edges)
        if (e.from == at && !g.blocks[static_cast<size_t>(e.to)].reachable) {
          g.blocks[static_cast<size_t>(e.to)].reachable = true;
          todo.push_back(e.to);
        }
    }
  }
};

bool same_instr(const PipelineGraph& g, const PipelineInstr& i, const PipelineGraph& h, const PipelineInstr& j) {
  auto id = [](const PipelineGraph& of, int number) { return number < 0 ? -1 : of.blocks[static_cast<size_t>(number)].id; };
  return i.name == j.name && i.arg_text == j.arg_text && i.span == j.span && (i.has_arg == j.has_arg && (!i.has_arg || i.arg == j.arg)) && id(g, i.target) == id(h, j.target) &&
         id(g, i.handler) == id(h, j.handler);
}

bool same_block(const PipelineGraph& g, const PipelineBlock& a, const PipelineGraph& h, const PipelineBlock& b) {
  if (a.instrs.size() != b.instrs.size()) return false;
  for (size_t i = 0; i < a.instrs.size(); ++i)
    if (!same_instr(g, a.instrs[i], h, b.instrs[i])) return false;
  return true;
}

void mark_graph_changes(const PipelineGraph& old, PipelineGraph& now) {
  now.changed = false;
  int found = 0;
  for (PipelineBlock& b : now.blocks) {
    auto was = std::find_if(old.blocks.begin(), old.blocks.end(), [&](const PipelineBlock& o) { return o.id == b.id; });
    if (was == old.blocks.end()) b.change = Change::Added;
    else if (++found, !same_block(old, *was, now, b)) b.change = Change::Changed;
    now.changed |= b.change != Change::Same;
  }
  now.gone = static_cast<int>(old.blocks.size()) - found;
  now.changed |= now.gone > 0;
}

void use_columns(CodeRows& code, const Columns& columns) {
  for (InstrRow& i : code.instructions) {
    i.span.col = columns.points(i.span.line, i.span.col);
    i.span.end_col = columns.points(i.span.end_line, i.span.end_col);
  }
}

PipelineUnit make_unit(const UnitTrace& trace, const Pipeline& p, int scope, const Columns& columns, const std::unordered_map<const void*, int>& places) {
  PipelineUnit u;
  u.scope = scope;
  u.node = scope >= 0 ? p.scopes[static_cast<size_t>(scope)].node : -1;
  u.code = inspect::code(*trace.code);
  use_columns(u.code, columns);
  u.name = u.code.name;
  u.qualname = u.code.qualname;
  u.first_line = u.code.first_line;
  GraphMaker maker(columns, places, u.node);
  for (const GraphTrace& g : trace.graphs) {
    u.graphs.push_back(maker.graph(g));
    if (u.graphs.size() > 1) mark_graph_changes(u.graphs[u.graphs.size() - 2], u.graphs.back());
  }
  return u;
}

void add_units(Pipeline& p, const CompileTrace& trace, const ScopeMaker& scopes, const Columns& columns, const std::unordered_map<const void*, int>& places) {
  for (const UnitTrace& u : trace.units)
    if (u.code) p.units.push_back(make_unit(u, p, scopes.index(u.node), columns, places));
  std::stable_sort(p.units.begin(), p.units.end(), [](const PipelineUnit& a, const PipelineUnit& b) { return a.scope < b.scope; });
  for (size_t i = 0; i < p.units.size(); ++i)
    if (p.units[i].scope >= 0) p.scopes[static_cast<size_t>(p.units[i].scope)].unit = static_cast<int>(i);
}

void note_error(Pipeline& p, const SyntaxErrorInfo& error) {
  if (!error) return;
  p.error = std::string(syntax_error_type_name(error.type)) + ": " + error.msg;
  if (error.lineno <= 0) return;
  p.error_line = error.lineno;
  p.error += " (line " + std::to_string(error.lineno) + ")";
}

}  // namespace

std::shared_ptr<const Pipeline> make_pipeline(std::string_view source, const std::string& filename) {
  auto made = std::make_shared<Pipeline>();
  Pipeline& p = *made;
  p.filename = filename;
  add_tokens(p, source);
  CompileFlags flags;
  flags.trace = flags.from_file = true;
  CompileResult result = compile_source(source, filename, CompileMode::Exec, flags);
  note_error(p, result.error);
  if (!result.trace) return made;
  const CompileTrace& trace = *result.trace;
  Columns columns(decode_source(source, true).text);
  add_nodes(p.before, trace.tree_before, columns);
  // Without folding (an error before it) the tree as parsed stands for both.
  const std::vector<TreeRow>& rows = trace.tree_after.empty() ? trace.tree_before : trace.tree_after;
  add_nodes(p.tree, rows, columns);
  pair_trees(p, trace.tree_before, rows);
  for (PipelineToken& t : p.tokens)
    if (!only_layout(t)) t.node = node_around(p, t.span);
  if (!trace.scopes.node) return made;
  std::unordered_map<const void*, int> nodes, places;
  for (size_t i = 0; i < rows.size(); ++i) {
    nodes[rows[i].key] = static_cast<int>(i);
    if (rows[i].place_key) places[rows[i].place_key] = static_cast<int>(i);
  }
  ScopeMaker scopes(p, trace.scopes, nodes);
  place_nodes_in_scopes(p);
  add_units(p, trace, scopes, columns, places);
  return made;
}

int node_around(const Pipeline& p, const Span& span) {
  if (p.tree.empty() || !contains(p.tree[0].whole, span)) return -1;
  int found = 0;
  for (int i = 1; i < p.tree[static_cast<size_t>(found)].end;) {
    const PipelineNode& n = p.tree[static_cast<size_t>(i)];
    if (contains(n.whole, span)) found = i, ++i;
    else i = n.end;
  }
  // Decorators lie outside their function's own span; parts without a place of their own give way to what has one.
  while (found > 0 && !contains(p.tree[static_cast<size_t>(found)].span, span)) found = p.tree[static_cast<size_t>(found)].parent;
  return found > 0 ? found : -1;
}

int token_at(const Pipeline& p, int line, int col) {
  auto after = std::upper_bound(p.tokens.begin(), p.tokens.end(), std::pair{line, col},
                                [](const std::pair<int, int>& at, const PipelineToken& t) { return before(at.first, at.second, t.span.line, t.span.col); });
  while (after != p.tokens.begin()) {
    const PipelineToken& t = *--after;
    if (before(line, col, t.span.end_line, t.span.end_col)) return static_cast<int>(after - p.tokens.begin());
    if (t.span.line < line && t.span.end_line < line) break;
  }
  return -1;
}

int unit_of_code(const Pipeline& p, const CodeRows& code) {
  int likely = -1;
  for (size_t u = 0; u < p.units.size(); ++u) {
    const CodeRows& own = p.units[u].code;
    if (own.first_line != code.first_line || own.qualname != code.qualname || own.instructions.size() != code.instructions.size()) continue;
    if (likely < 0) likely = static_cast<int>(u);
    bool same = true;
    for (size_t i = 0; same && i < own.instructions.size(); ++i) same = own.instructions[i].offset == code.instructions[i].offset && own.instructions[i].span == code.instructions[i].span;
    if (same) return static_cast<int>(u);
  }
  return likely;
}

std::vector<int> operand_uses(const CodeRows& code, Operand operand, int index) {
  const std::vector<std::string>* names[] = {nullptr, &code.names, &code.varnames, &code.cellvars, &code.freevars};
  const std::vector<std::string>* table = names[static_cast<size_t>(operand)];
  auto uses = [&](const InstrRow& i) {
    ArgKind kind = opcode_info(i.opcode).kind;
    if (operand == Operand::Const) return kind == ArgKind::Const && i.arg == index;
    if (operand == Operand::Name) return kind == ArgKind::Name && (i.opcode == Opcode::LOAD_GLOBAL ? i.arg / 2 : i.arg) == index;
    ArgKind wanted = operand == Operand::Local ? ArgKind::Local : ArgKind::Free;
    return kind == wanted && index >= 0 && index < static_cast<int>(table->size()) && i.arg_text == (*table)[static_cast<size_t>(index)];
  };
  std::vector<int> found;
  for (size_t i = 0; i < code.instructions.size(); ++i)
    if (uses(code.instructions[i])) found.push_back(static_cast<int>(i));
  return found;
}

int block_of_offset(const PipelineUnit& unit, int offset) {
  if (unit.graphs.empty()) return -1;
  const std::vector<PipelineBlock>& blocks = unit.graphs.back().blocks;
  for (size_t b = 0; b < blocks.size(); ++b)
    for (const PipelineInstr& i : blocks[b].instrs)
      if (i.offset == offset) return static_cast<int>(b);
  return -1;
}

}  // namespace innards
