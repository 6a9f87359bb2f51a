// The pipeline's stages and how they belong together, on every example program and on a few texts of their own.
#include <gtest/gtest.h>

#include <algorithm>

#include "example_programs.h"
#include "inspect/pipeline.h"

using namespace innards;

namespace {

bool contains(const Span& outer, const Span& inner) {
  return std::pair{outer.line, outer.col} <= std::pair{inner.line, inner.col} && std::pair{inner.end_line, inner.end_col} <= std::pair{outer.end_line, outer.end_col};
}

template <class T>
bool has(const std::vector<T>& list, T value) { return std::find(list.begin(), list.end(), value) != list.end(); }

const PipelineSymbol* symbol(const Pipeline& p, const std::string& scope, const std::string& name) {
  for (const PipelineScope& s : p.scopes)
    if (s.name == scope)
      for (const PipelineSymbol& one : s.symbols)
        if (one.name == name) return &one;
  return nullptr;
}

const PipelineUnit* unit(const Pipeline& p, const std::string& qualname) {
  for (const PipelineUnit& u : p.units)
    if (u.qualname == qualname) return &u;
  return nullptr;
}

bool any_block(const PipelineUnit& u, int pass, bool (*test)(const PipelineBlock&)) {
  return std::any_of(u.graphs[static_cast<size_t>(pass)].blocks.begin(), u.graphs[static_cast<size_t>(pass)].blocks.end(), test);
}

enum { kCodegen, kCopyExits, kPrefix, kPeephole, kCopyExitsAgain, kUnreachable, kMerge, kDuplicateExits, kLines, kHandlers, kFinal, kPasses };

}  // namespace

class PipelineOfExample : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    made = make_pipeline(read_example(GetParam()), GetParam());
    ASSERT_EQ(made->error, "");
  }
  std::shared_ptr<const Pipeline> made;
};

TEST_P(PipelineOfExample, EveryInstructionHasItsNodeAndBack) {
  const Pipeline& p = *made;
  ASSERT_FALSE(p.units.empty());
  for (size_t u = 0; u < p.units.size(); ++u) {
    const PipelineUnit& unit = p.units[u];
    ASSERT_EQ(unit.graphs.size(), static_cast<size_t>(kPasses));
    size_t count = 0;
    for (const PipelineBlock& b : unit.graphs.back().blocks) {
      for (const PipelineInstr& i : b.instrs) {
        ASSERT_LT(count, unit.code.instructions.size());
        const InstrRow& row = unit.code.instructions[count++];
        EXPECT_EQ(i.offset, row.offset);
        EXPECT_EQ(i.name, row.name);
        if (!i.span.line) continue;
        EXPECT_EQ(i.span, row.span) << unit.qualname << " " << i.offset;
        ASSERT_GE(i.node, 0) << unit.qualname << " " << i.offset << " " << i.name;
        const PipelineNode& node = p.tree[static_cast<size_t>(i.node)];
        bool own = i.node == unit.node;   // RESUME and its like, written for the whole
        if (!own) { EXPECT_TRUE(contains(node.whole, i.span)) << unit.qualname << " " << i.offset << " " << node.kind; }
        // Back: the node's light has the instruction, and the instruction's light the node and its block.
        EXPECT_TRUE(has(light_of(p, {Stage::Node, i.node}).instrs, {static_cast<int>(u), i.offset}));
        PipelineLight light = light_of(p, {Stage::Instr, static_cast<int>(u), i.offset});
        EXPECT_TRUE(has(light.nodes, i.node));
        EXPECT_TRUE(has(light.blocks, {static_cast<int>(u), b.id}));
      }
    }
    EXPECT_EQ(count, unit.code.instructions.size());
    EXPECT_EQ(unit_of_code(p, unit.code), static_cast<int>(u));
  }
}

TEST_P(PipelineOfExample, EveryTokenHasItsNodeOrNone) {
  const Pipeline& p = *made;
  for (size_t t = 0; t < p.tokens.size(); ++t) {
    const PipelineToken& token = p.tokens[t];
    bool layout = token.type == "NEWLINE" || token.type == "NL" || token.type == "COMMENT" || token.type == "INDENT" || token.type == "DEDENT" ||
                  token.type == "ENCODING" || token.type == "ENDMARKER";
    if (token.type == "AT" && token.node < 0) continue;   // a decorator's: before all nodes
    EXPECT_EQ(token.node < 0, layout) << token.type << " " << token.text << " line " << token.span.line;
    if (token.node < 0) continue;
    EXPECT_TRUE(contains(p.tree[static_cast<size_t>(token.node)].span, token.span));
    EXPECT_TRUE(has(light_of(p, {Stage::Node, token.node}).tokens, static_cast<int>(t)));
    EXPECT_TRUE(has(light_of(p, {Stage::Token, static_cast<int>(t)}).nodes, token.node));
    EXPECT_EQ(token_at(p, token.span.line, token.span.col), static_cast<int>(t));
  }
}

TEST_P(PipelineOfExample, ScopesNodesAndUnitsAreTied) {
  const Pipeline& p = *made;
  ASSERT_EQ(p.scopes.size(), p.units.size());
  for (size_t s = 0; s < p.scopes.size(); ++s) {
    ASSERT_GE(p.scopes[s].node, 0);
    ASSERT_GE(p.scopes[s].unit, 0);
    EXPECT_EQ(p.tree[static_cast<size_t>(p.scopes[s].node)].opens, static_cast<int>(s));
    EXPECT_EQ(p.units[static_cast<size_t>(p.scopes[s].unit)].scope, static_cast<int>(s));
    for (const PipelineSymbol& one : p.scopes[s].symbols) EXPECT_EQ(one.why.find('{'), std::string::npos) << one.why;
  }
  for (const PipelineNode& n : p.tree) {
    if (n.kind == "Name") { EXPECT_GE(n.symbol, 0) << n.name << " line " << n.span.line; }
  }
  for (size_t b = 0; b < p.before.size(); ++b) EXPECT_GE(p.before[b].twin, 0);
}

TEST_P(PipelineOfExample, GraphsHoldTogether) {
  for (const PipelineUnit& u : made->units) {
    for (const PipelineGraph& g : u.graphs)
      for (const PipelineEdge& e : g.edges) {
        ASSERT_LT(e.from, static_cast<int>(g.blocks.size()));
        ASSERT_LT(e.to, static_cast<int>(g.blocks.size()));
      }
    // What is left was reachable when blocks were dropped: some by a SETUP_ whose region lost its last instruction since.
    for (const PipelineBlock& b : u.graphs.back().blocks) EXPECT_GE(b.depth, 0);
    EXPECT_TRUE(u.graphs.back().blocks[0].reachable);
  }
}

INSTANTIATE_TEST_SUITE_P(Examples, PipelineOfExample, testing::ValuesIn(example_programs()), [](const auto& info) { return info.param.substr(0, info.param.find('.')); });

TEST(Pipeline, FoldingIsMarkedInBothTrees) {
  auto p = make_pipeline("x = 2 * 3 + y\n", "a.py");
  auto before = std::find_if(p->before.begin(), p->before.end(), [](const PipelineNode& n) { return n.change == Change::Gone && n.kind == "BinOp"; });
  ASSERT_NE(before, p->before.end());
  const PipelineNode& now = p->tree[static_cast<size_t>(before->twin)];
  EXPECT_EQ(now.kind, "Constant");
  EXPECT_EQ(now.text, "value=6");
  EXPECT_EQ(now.change, Change::Added);
  EXPECT_EQ(now.span, (Span{1, 4, 1, 9}));
}

TEST(Pipeline, ReasonsOfScopes) {
  auto p = make_pipeline(
      "import os\n"
      "def outer(a):\n"
      "    b = a\n"
      "    def inner():\n"
      "        nonlocal b\n"
      "        global g\n"
      "        g = b = len(os.name)\n"
      "    return inner, [c for c in a]\n",
      "a.py");
  EXPECT_EQ(symbol(*p, "top", "os")->why, "imported here, in line 1");
  EXPECT_EQ(symbol(*p, "outer", "a")->why, "a parameter");
  EXPECT_EQ(symbol(*p, "outer", "b")->why, "bound here in line 3; a cell because inner (line 4) uses it");
  EXPECT_EQ(symbol(*p, "inner", "b")->why, "nonlocal in line 5; bound in outer (line 2)");
  EXPECT_EQ(symbol(*p, "inner", "g")->why, "global statement in line 6");
  EXPECT_EQ(symbol(*p, "inner", "os")->why, "no function around binds it; the module does, line 1");
  EXPECT_EQ(symbol(*p, "inner", "len")->why, "not bound in this file: most likely a builtin");
  EXPECT_EQ(symbol(*p, "listcomp", "c")->why, "loop variable of the comprehension");
  EXPECT_NE(symbol(*p, "outer", "b")->why_chinese.find("inner"), std::string::npos);
  // The cell lights where it is free, and back.
  PipelineLight light = light_of(*p, {Stage::Source, 3, 4});
  ASSERT_EQ(light.symbols.size(), 1u);
  EXPECT_EQ(light_of(*p, {Stage::Symbol, light.symbols[0].first, light.symbols[0].second}).symbols.size(), 2u);
}

TEST(Pipeline, PassesShowWhatTheyDo) {
  auto p = make_pipeline(
      "def f(a, b):\n"
      "    while True:\n"
      "        if a and b:\n"
      "            break\n"
      "    return 1\n"
      "    print(a)\n"
      "def g(x):\n"
      "    try:\n"
      "        x()\n"
      "    except ValueError:\n"
      "        pass\n",
      "a.py");
  const PipelineUnit* f = unit(*p, "f");
  ASSERT_TRUE(f);
  EXPECT_TRUE(any_block(*f, kPeephole, [](const PipelineBlock& b) { return !b.reachable && !b.instrs.empty(); }));
  EXPECT_FALSE(any_block(*f, kMerge, [](const PipelineBlock& b) { return !b.reachable && !b.instrs.empty(); }));
  const PipelineUnit* g = unit(*p, "g");
  ASSERT_TRUE(g);
  auto exceptions = [&](int pass) {
    const auto& edges = g->graphs[static_cast<size_t>(pass)].edges;
    return std::count_if(edges.begin(), edges.end(), [](const PipelineEdge& e) { return e.kind == EdgeKind::Exception; });
  };
  EXPECT_GT(exceptions(kCodegen), 0);
  EXPECT_GT(exceptions(kFinal), 0);
  EXPECT_TRUE(any_block(*g, kFinal, [](const PipelineBlock& b) { return b.handler && b.depth == 1; }));
}

TEST(Pipeline, ErrorsLeaveTheStagesBeforeThem) {
  auto parse = make_pipeline("def f(:\n  pass\n", "bad.py");
  EXPECT_EQ(parse->error, "SyntaxError: invalid syntax (line 1)");
  EXPECT_FALSE(parse->tokens.empty());
  EXPECT_TRUE(parse->tree.empty());
  auto scope = make_pipeline("x = 1\nnonlocal x\n", "bad.py");
  EXPECT_EQ(scope->error_line, 2);
  EXPECT_FALSE(scope->tree.empty());
  EXPECT_TRUE(scope->scopes.empty());
  auto late = make_pipeline("def f():\n  pass\nreturn 1\n", "bad.py");
  EXPECT_FALSE(late->scopes.empty());
  EXPECT_TRUE(unit(*late, "f"));
  EXPECT_EQ(make_pipeline("", "empty.py")->error, "");
  EXPECT_NE(make_pipeline(std::string("a\0b", 3), "null.py")->error, "");
}

TEST(Pipeline, ColumnsAreCodePoints) {
  auto p = make_pipeline("x = '\xe4\xbd\xa0\xe5\xa5\xbd' + y\n", "a.py");
  auto y = std::find_if(p->tree.begin(), p->tree.end(), [](const PipelineNode& n) { return n.name == "y"; });
  ASSERT_NE(y, p->tree.end());
  EXPECT_EQ(y->span, (Span{1, 11, 1, 12}));
  EXPECT_EQ(token_at(*p, 1, 11), y->span.col ? 5 : -1);
}
