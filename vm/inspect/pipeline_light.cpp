// What belongs to a part of the pipeline at all the other stages.
#include <algorithm>

#include "inspect/pipeline.h"

namespace innards {

namespace {

bool within(const Span& inner, const Span& outer) {
  auto key = [](int line, int col) { return std::pair{line, col}; };
  return outer.line && inner.line && key(outer.line, outer.col) <= key(inner.line, inner.col) && key(inner.end_line, inner.end_col) <= key(outer.end_line, outer.end_col);
}

template <class T>
void tidy(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

template <class T>
bool has(const std::vector<T>& list, T value) { return std::find(list.begin(), list.end(), value) != list.end(); }

class Lighter {
 public:
  explicit Lighter(const Pipeline& p) : p_(p) {}

  PipelineLight light(const PipelinePoint& point) {
    switch (point.stage) {
      case Stage::None: break;
      case Stage::Source:
        if (int t = token_at(p_, point.a, point.b); t >= 0) token(t);
        break;
      case Stage::Token:
        if (in(p_.tokens, point.a)) token(point.a);
        break;
      case Stage::Node:
        if (in(p_.tree, point.a)) node(point.a);
        break;
      case Stage::NodeBefore:
        if (in(p_.before, point.a)) node_before(point.a);
        break;
      case Stage::Scope:
        if (in(p_.scopes, point.a)) scope(point.a);
        break;
      case Stage::Symbol:
        if (in(p_.scopes, point.a) && in(p_.scopes[at(point.a)].symbols, point.b)) symbol(point.a, point.b);
        break;
      case Stage::Block:
        if (in(p_.units, point.a)) block(point.a, point.b, point.c);
        break;
      case Stage::Instr:
        if (in(p_.units, point.a)) instr(point.a, point.b);
        break;
      case Stage::Operand:
        if (in(p_.units, point.a))
          for (int i : operand_uses(p_.units[at(point.a)].code, static_cast<Operand>(point.b), point.c)) instr(point.a, p_.units[at(point.a)].code.instructions[at(i)].offset);
        break;
      case Stage::Guard:
        if (in(p_.units, point.a) && in(p_.units[at(point.a)].code.exceptions, point.b)) guard(point.a, p_.units[at(point.a)].code.exceptions[at(point.b)]);
        break;
    }
    for (int n : l_.nodes)
      for (size_t b = 0; b < p_.before.size(); ++b)
        if (p_.before[b].twin == n) l_.before.push_back(static_cast<int>(b));
    tidy(l_.tokens), tidy(l_.nodes), tidy(l_.before), tidy(l_.scopes), tidy(l_.symbols), tidy(l_.blocks), tidy(l_.instrs), tidy(l_.instr_nodes);
    return std::move(l_);
  }

 private:
  const Pipeline& p_;
  PipelineLight l_;

  static size_t at(int i) { return static_cast<size_t>(i); }
  template <class T>
  static bool in(const std::vector<T>& list, int i) { return i >= 0 && i < static_cast<int>(list.size()); }

  void tokens_in(const Span& span) {
    for (size_t t = 0; t < p_.tokens.size(); ++t)
      if (p_.tokens[t].node >= 0 && within(p_.tokens[t].span, span)) l_.tokens.push_back(static_cast<int>(t));
  }

  template <class Wanted>
  bool add_instrs(Wanted wanted) {
    bool any = false;
    for (size_t u = 0; u < p_.units.size(); ++u) {
      if (p_.units[u].graphs.empty()) continue;
      for (const PipelineBlock& b : p_.units[u].graphs.back().blocks)
        for (const PipelineInstr& i : b.instrs)
          if (i.node >= 0 && wanted(i.node)) {
            any = true;
            l_.instrs.emplace_back(static_cast<int>(u), i.offset);
            l_.blocks.emplace_back(static_cast<int>(u), b.id);
          }
    }
    return any;
  }

  void belongings(int n) {
    const PipelineNode& node = p_.tree[at(n)];
    if (node.opens >= 0) l_.scopes.push_back(node.opens);
    else if (node.scope >= 0) l_.scopes.push_back(node.scope);
    if (node.symbol >= 0) l_.symbols.emplace_back(node.scope, node.symbol);
  }

  // The node, or where nothing was written for it (a context, a keyword), the nearest around it for which something was.
  void nearest_instrs(int n) {
    for (; n >= 0; n = p_.tree[at(n)].parent)
      if (add_instrs([n](int other) { return other == n; })) {
        l_.instr_nodes.push_back(n);
        return;
      }
  }

  void token(int t) {
    const PipelineToken& token = p_.tokens[at(t)];
    l_.tokens.push_back(t);
    l_.spans.push_back(token.span);
    if (token.node < 0) return;
    l_.nodes.push_back(token.node);
    belongings(token.node);
    nearest_instrs(token.node);
  }

  void node(int n) {
    const PipelineNode& node = p_.tree[at(n)];
    l_.nodes.push_back(n);
    l_.spans.push_back(node.span.line ? node.span : node.whole);
    tokens_in(l_.spans.back());
    belongings(n);
    for (int i = n; i < node.end; ++i) l_.instr_nodes.push_back(i);
    if (!add_instrs([&](int other) { return other >= n && other < node.end; })) nearest_instrs(n);
  }

  void node_before(int b) {
    const PipelineNode& old = p_.before[at(b)];
    if (old.twin >= 0) node(old.twin);
    l_.spans.clear();
    l_.tokens.clear();
    l_.spans.push_back(old.span.line ? old.span : old.whole);
    tokens_in(l_.spans.back());
    l_.before.push_back(b);
  }

  void scope(int s) {
    const PipelineScope& scope = p_.scopes[at(s)];
    l_.scopes.push_back(s);
    if (scope.node < 0) return;
    l_.nodes.push_back(scope.node);
    l_.spans.push_back(p_.tree[at(scope.node)].whole);
    add_instrs([&](int n) { return p_.tree[at(n)].scope == s; });
    for (size_t n = 0; n < p_.tree.size(); ++n)
      if (p_.tree[n].scope == s) l_.instr_nodes.push_back(static_cast<int>(n));
  }

  int same_name(int s, const std::string& name) const {
    for (size_t i = 0; i < p_.scopes[at(s)].symbols.size(); ++i)
      if (p_.scopes[at(s)].symbols[i].name == name) return static_cast<int>(i);
    return -1;
  }

  // The same variable wherever it is mentioned: in the scope that has it and in all that take it from there.
  void symbol(int s, int i) {
    const PipelineSymbol& own = p_.scopes[at(s)].symbols[at(i)];
    l_.symbols.emplace_back(s, i);
    int home = own.from >= 0 ? own.from : s;
    for (size_t other = 0; other < p_.scopes.size(); ++other) {
      int o = static_cast<int>(other), k = same_name(o, own.name);
      if (k >= 0 && o != s && (o == home || p_.scopes[other].symbols[at(k)].from == home)) l_.symbols.emplace_back(o, k);
    }
    for (size_t n = 0; n < p_.tree.size(); ++n)
      if (p_.tree[n].symbol >= 0 && has(l_.symbols, std::pair{p_.tree[n].scope, p_.tree[n].symbol})) mention(static_cast<int>(n));
    add_instrs([&](int n) { return has(l_.nodes, n); });
    // What was written for a def as a whole is more than its name.
    l_.instr_nodes = l_.nodes;
  }

  void mention(int n) {
    const PipelineNode& node = p_.tree[at(n)];
    l_.nodes.push_back(n);
    for (size_t t = 0; t < p_.tokens.size(); ++t)
      if (p_.tokens[t].node == n && p_.tokens[t].text == node.name) {
        l_.tokens.push_back(static_cast<int>(t));
        l_.spans.push_back(p_.tokens[t].span);
        return;
      }
    if (node.kind == "Name") l_.spans.push_back(node.span);   // inside an f-string
  }

  void add_instr(int unit, const PipelineInstr& i) {
    if (i.offset >= 0) l_.instrs.emplace_back(unit, i.offset);
    if (i.span.line && i.span.col >= 0 && !has(l_.spans, i.span)) l_.spans.push_back(i.span);
    if (i.node >= 0) l_.nodes.push_back(i.node);
  }

  void block(int u, int id, int pass) {
    const PipelineUnit& unit = p_.units[at(u)];
    l_.blocks.emplace_back(u, id);
    if (unit.scope >= 0) l_.scopes.push_back(unit.scope);
    for (const PipelineGraph& g : unit.graphs)
      for (const PipelineBlock& b : g.blocks)
        if (b.id == id && (g.pass == pass || &g == &unit.graphs.back()))
          for (const PipelineInstr& i : b.instrs) add_instr(u, i);
    tidy(l_.nodes);
    for (size_t t = 0; t < p_.tokens.size(); ++t)
      if (has(l_.nodes, p_.tokens[t].node)) l_.tokens.push_back(static_cast<int>(t));
  }

  // What is guarded, and the first instruction of the handler.
  void guard(int u, const ExceptionTableRow& row) {
    for (const InstrRow& i : p_.units[at(u)].code.instructions)
      if ((i.offset >= row.start && i.offset < row.end) || i.offset == row.target) instr(u, i.offset);
  }

  void instr(int u, int offset) {
    const PipelineUnit& unit = p_.units[at(u)];
    int number = block_of_offset(unit, offset);
    if (unit.scope >= 0) l_.scopes.push_back(unit.scope);
    if (number < 0) return;
    const PipelineBlock& b = unit.graphs.back().blocks[at(number)];
    l_.blocks.emplace_back(u, b.id);
    for (const PipelineInstr& i : b.instrs) {
      if (i.offset != offset) continue;
      add_instr(u, i);
      if (i.span.line && i.span.col >= 0) tokens_in(i.span);
      if (i.node < 0) continue;
      l_.instr_nodes.push_back(i.node);
      if (p_.tree[at(i.node)].symbol >= 0) l_.symbols.emplace_back(p_.tree[at(i.node)].scope, p_.tree[at(i.node)].symbol);
    }
  }
};

}  // namespace

PipelineLight light_of(const Pipeline& p, const PipelinePoint& point) { return Lighter(p).light(point); }

}  // namespace innards
