// Fuzz target: any bytes through both tokenizers and the parser in all its modes. They may be refused, they may not crash
// or hang, and what is accepted must come out of dump and unparse.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "syntax/dump.h"
#include "syntax/parser.h"
#include "syntax/tokenize.h"
#include "syntax/unparse.h"

using namespace innards;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  tokenize_source(source);
  for (const ParseMode mode : {ParseMode::kExec, ParseMode::kEval, ParseMode::kSingle}) {
    ParseFlags flags;
    flags.source_is_text = mode == ParseMode::kSingle;
    flags.from_file = mode == ParseMode::kExec;
    const ParseResult result = parse_module(source, "<fuzz>", mode, flags);
    if (!result.ok()) {
      if (!result.error) __builtin_trap();  // refused without a reason
      syntax_error_text(result.error);
      continue;
    }
    std::string text;
    dump_tree(result.tree, true, 1, &text);
    if (mode == ParseMode::kEval) unparse_expr(static_cast<ast::Expression*>(result.tree)->body);
  }
  return 0;
}
