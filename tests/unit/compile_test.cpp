// What no Python program shows of the compiler: opcode facts, the tables of a code object read back, the rows for panels.
// That code objects equal python3.11's is the oracle's business (tests/oracle/front_end.py).
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "compile/compile.h"
#include "compile/line_table.h"
#include "compile/opcodes.h"
#include "syntax/tree_rows.h"

namespace innards {
namespace {

CompileResult compile(std::string_view source, CompileFlags flags = {}) {
  return compile_source(source, "<test>", CompileMode::Exec, flags);
}

std::shared_ptr<CodeUnit> code_of(std::string_view source) {
  CompileResult result = compile(source);
  EXPECT_TRUE(result.ok()) << result.error.msg;
  return result.unit;
}

TEST(Opcodes, EveryRowHasASentenceAndAStackPicture) {
  int count = 0;
  for (int op = 0; op < 256; ++op) {
    const OpcodeInfo& info = opcode_info(op);
    if (!info.name) continue;
    ++count;
    EXPECT_NE(std::string(info.sentence), "") << info.name;
    if (!info.pseudo) { EXPECT_NE(std::string(info.stack).find("->"), std::string::npos) << info.name; }
  }
  EXPECT_EQ(count, 110 + 10);
}

TEST(Opcodes, StackEffects) {
  EXPECT_EQ(opcode_stack_effect(Opcode::LOAD_GLOBAL, 1, 0), 2);
  EXPECT_EQ(opcode_stack_effect(Opcode::FOR_ITER, 0, 1), -1);
  EXPECT_EQ(opcode_stack_effect(Opcode::FOR_ITER, 0, 0), 1);
  EXPECT_EQ(opcode_stack_effect(Opcode::BUILD_MAP, 3, 0), -5);
  EXPECT_EQ(opcode_stack_effect(255 - 200, 0, 0), kInvalidStackEffect);
}

TEST(LineTable, CoversTheCodeExactly) {
  auto unit = code_of("def f(a):\n  return [x\n    for x in a if x]\nprint(f(\n  range(300)))\n");
  int at = 0;
  for (const LocationEntry& e : read_line_table(unit->linetable, unit->firstlineno)) {
    EXPECT_EQ(e.start, at);
    EXPECT_GT(e.end, e.start);
    at = e.end;
  }
  EXPECT_EQ(at, static_cast<int>(unit->code.size()));
}

TEST(ExceptionTable, EntriesAreInTheCodeAndInOrder) {
  auto unit = code_of("try:\n  a\nexcept E as e:\n  with b: c\nfinally:\n  d\n");
  int last = 0;
  auto entries = read_exception_table(unit->exceptiontable);
  EXPECT_GE(entries.size(), 5u);
  for (const ExceptionEntry& e : entries) {
    EXPECT_GE(e.start, last);
    EXPECT_GT(e.end, e.start);
    EXPECT_LT(e.target, static_cast<int>(unit->code.size()));
    EXPECT_GE(e.depth, 0);
    last = e.end;
  }
}

bool has_kind(const std::vector<TreeRow>& rows, ast::Kind kind) {
  return std::any_of(rows.begin(), rows.end(), [kind](const TreeRow& r) { return r.kind == kind; });
}

TEST(Trace, GraphsScopesAndTrees) {
  CompileFlags flags;
  flags.trace = true;
  CompileResult result = compile("def f(a):\n  for x in a:\n    if x: return 1 + 2\n", flags);
  ASSERT_TRUE(result.ok());
  ASSERT_TRUE(result.trace);
  EXPECT_TRUE(has_kind(result.trace->tree_before, ast::Kind::BinOp));
  EXPECT_FALSE(has_kind(result.trace->tree_after, ast::Kind::BinOp));
  EXPECT_EQ(result.trace->scopes.children.size(), 1u);
  ASSERT_EQ(result.trace->units.size(), 2u);
  EXPECT_EQ(result.trace->units[0].code->qualname, "f");
  const GraphTrace& last = result.trace->units[0].graphs.back();
  EXPECT_EQ(last.pass, Pass::Final);
  std::set<int> ids;
  for (const BlockRow& block : last.blocks) ids.insert(block.id);
  for (const BlockRow& block : last.blocks) {
    EXPECT_GE(block.start_depth, 0);
    if (block.fall_through >= 0) { EXPECT_TRUE(ids.count(block.fall_through)); }
    for (const BlockInstr& instr : block.instrs)
      if (instr.target_block >= 0) { EXPECT_TRUE(ids.count(instr.target_block)); }
  }
}

TEST(Errors, PlaceAndText) {
  CompileResult result = compile_source("x = 1\nreturn x\n", "a.py", CompileMode::Exec);
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.error.msg, "'return' outside function");
  EXPECT_EQ(result.error.lineno, 2);
  EXPECT_EQ(result.error.offset, 1);
  EXPECT_EQ(result.error.text, "return x\n");
}

TEST(Errors, DeepTreesEndInRecursionError) {
  std::string deep = "x = ";
  for (int i = 0; i < 3200; ++i) deep += "-";
  CompileResult result = compile(deep + "1");
  EXPECT_EQ(result.error.type, SyntaxErrorType::kRecursionError);
  CompileFlags flags;
  flags.recursion_depth = 990;
  result = compile("x = ----------------------------------a", flags);
  EXPECT_EQ(result.error.type, SyntaxErrorType::kRecursionError);
}

TEST(Warnings, ComeInOrder) {
  CompileResult result = compile("assert (1, 'x')\nx is 1\n1()\n");
  ASSERT_EQ(result.warnings.size(), 3u);
  EXPECT_EQ(result.warnings[0].lineno, 1);
  EXPECT_EQ(result.warnings[1].msg, "\"is\" with a literal. Did you mean \"==\"?");
  EXPECT_EQ(result.warnings[2].msg, "'int' object is not callable; perhaps you missed a comma?");
}

TEST(Disassembler, ShowsCaches) {
  auto unit = code_of("a + b\n");
  EXPECT_EQ(disassemble(*unit, false).find("CACHE"), std::string::npos);
  EXPECT_NE(disassemble(*unit, true).find("CACHE"), std::string::npos);
}

}  // namespace
}  // namespace innards
