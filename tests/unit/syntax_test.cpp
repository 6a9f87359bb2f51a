// The front end's first two stages, where no program can look: modes, warnings, embedded places, limits.
#include <gtest/gtest.h>

#include <string>

#include "base/source_text.h"
#include "base/unicode_names.h"
#include "syntax/ast.h"
#include "syntax/dump.h"
#include "syntax/parser.h"
#include "syntax/tokenize.h"
#include "syntax/unparse.h"

namespace innards {
namespace {

std::string dumped(const std::string& source, ParseMode mode = ParseMode::kExec) {
  const ParseResult result = parse_module(source, "<test>", mode);
  if (!result.ok()) return std::string(syntax_error_type_name(result.error.type)) + ": " + result.error.msg;
  std::string text;
  dump_tree(result.tree, false, -1, &text);
  return text;
}

TEST(Parser, Modes) {
  EXPECT_EQ(dumped("1, 2\n", ParseMode::kEval), "Expression(body=Tuple(elts=[Constant(value=1), Constant(value=2)], ctx=Load()))");
  EXPECT_EQ(dumped("x\n", ParseMode::kSingle), "Interactive(body=[Expr(value=Name(id='x', ctx=Load()))])");
  EXPECT_EQ(dumped("\n", ParseMode::kSingle), "SyntaxError: invalid syntax");
  EXPECT_EQ(dumped("x = 1", ParseMode::kEval), "SyntaxError: invalid syntax");
  EXPECT_EQ(dumped("x\ny\n", ParseMode::kSingle), "SyntaxError: multiple statements found while compiling a single statement");
  EXPECT_EQ(dumped(""), "Module(body=[], type_ignores=[])");
}

TEST(Parser, ErrorHasPlaceAndLine) {
  const ParseResult result = parse_module("x = 1\nif x = 2:\n  pass\n", "f.py");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error.msg, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  EXPECT_EQ(result.error.lineno, 2);
  EXPECT_EQ(result.error.offset, 4);
  EXPECT_EQ(result.error.end_offset, 9);
  EXPECT_EQ(syntax_error_text(result.error),
            "  File \"f.py\", line 2\n    if x = 2:\n       ^^^^^\n"
            "SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?\n");
}

TEST(Parser, Warnings) {
  const ParseResult result = parse_module("with (f('\\d')): 1if x else 2\n", "f.py");
  ASSERT_TRUE(result.ok());
  ASSERT_EQ(result.warnings.size(), 2u);
  EXPECT_EQ(result.warnings[0].msg, "invalid decimal literal");
  EXPECT_EQ(result.warnings[1].msg, "invalid escape sequence '\\d'");
}

TEST(Parser, NestingEndsInCPythonsErrors) {
  EXPECT_EQ(dumped(std::string(201, '(')), "SyntaxError: too many nested parentheses");
  EXPECT_EQ(dumped(std::string(5970, '-') + "1"), "MemoryError: ");
  EXPECT_TRUE(parse_module(std::string(5969, '-') + "1", "f.py").ok());
  EXPECT_TRUE(parse_module(std::string(200, '(') + "1" + std::string(200, ')'), "f.py").ok());
}

TEST(Parser, StringsKeepSurrogates) {
  const ParseResult result = parse_module("'\\ud83d\\ude00 \\N{SNOWMAN}'", "f.py", ParseMode::kEval);
  ASSERT_TRUE(result.ok());
  const auto* constant = ast::as<ast::Constant>(static_cast<ast::Expression*>(result.tree)->body);
  EXPECT_EQ(constant->value.text, "\xed\xa0\xbd\xed\xb8\x80 \xe2\x98\x83");
}

TEST(Parser, NullBytesAndOddEncodings) {
  EXPECT_EQ(dumped(std::string("a\0b", 3)), "ValueError: source code string cannot contain null bytes");
  EXPECT_EQ(dumped("# coding: nonsense\n"), "SyntaxError: unknown encoding: nonsense");
  EXPECT_EQ(dumped("# coding: latin-1\n'\xe9'\n"), "Module(body=[Expr(value=Constant(value='\xc3\xa9'))], type_ignores=[])");
}

TEST(Unparse, Brackets) {
  for (const char* text : {"(a, b)", "-x ** 2", "(-x) ** 2", "lambda x, /, *, y=1: x", "f'{x!r:>{w}}'", "a if b else c if d else e"}) {
    const ParseResult result = parse_module(text, "f.py", ParseMode::kEval);
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(unparse_expr(static_cast<ast::Expression*>(result.tree)->body), text);
  }
}

TEST(Tokenize, ErrorTokensAndRows) {
  const TokenizeResult result = tokenize_source("x = $\n");
  ASSERT_EQ(result.tokens.size(), 7u);
  EXPECT_EQ(result.tokens[3].type, TokenType::kErrorToken);
  EXPECT_EQ(result.tokens[3].text, " ");
  EXPECT_EQ(tokenize_source("(1,\n").error_type, "TokenError");
}

TEST(UnicodeNames, NamesAliasesAndComputedNames) {
  EXPECT_EQ(unicode_from_name("latin small letter a"), 'a');
  EXPECT_EQ(unicode_from_name("HANGUL SYLLABLE GAG"), 0xAC01);
  EXPECT_EQ(unicode_from_name("CJK UNIFIED IDEOGRAPH-4E00"), 0x4E00);
  EXPECT_EQ(unicode_from_name("BELL"), 0x1F514);
  EXPECT_EQ(unicode_from_name("ALERT"), 7);
  EXPECT_EQ(unicode_from_name("NO SUCH NAME"), -1);
}

}  // namespace
}  // namespace innards
