#include "syntax/parser.h"

#include "base/source_text.h"
#include "syntax/token_reader.h"
#include "syntax/tree_parser.h"

namespace innards {

namespace {

// Deeper programs are first looked at by the error finder, which knows CPython's limits.
constexpr int kUsualDepth = 120;
constexpr int kGreatestDepth = 8000;

ast::ModNode* parse_tokens(TreeParser& parser, ParseMode mode) {
  switch (mode) {
    case ParseMode::kExec: return parser.file();
    case ParseMode::kEval: return parser.eval_input();
    case ParseMode::kSingle: return parser.single_input();
  }
  return nullptr;
}

}  // namespace

ParseResult parse_module(std::string_view source, std::string_view filename, ParseMode mode, ParseFlags flags) {
  ParseResult result;
  result.memory = std::make_unique<TreeMemory>();
  const bool add_newline = mode == ParseMode::kExec;
  const SourceText text = flags.source_is_text ? decode_text(source, add_newline) : decode_source(source, add_newline);
  TokenReader tokens(text.text, {}, mode == ParseMode::kSingle, flags.dont_imply_dedent);
  TreeParser parser(*result.memory, tokens, kGreatestDepth);
  result.tree = parse_tokens(parser, mode);
  (void)filename; (void)kUsualDepth;
  return result;
}

}  // namespace innards
