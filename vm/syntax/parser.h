// Source text -> tree. The one door to the parser.
// parse_module never throws, never crashes and never runs Python code; what it refuses it refuses with the error that
// CPython 3.11 raises.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/syntax_error.h"
#include "syntax/ast.h"

namespace innards {

enum class ParseMode : uint8_t { kExec, kEval, kSingle };

struct ParseFlags {
  // The source is text already (compile() of a str): UTF-8, a coding line is only a comment.
  bool source_is_text = false;
  // The source is a file's bytes as the interpreter reads a script (its messages on bad encodings differ from
  // compile()'s of bytes).
  bool from_file = false;
  // An open block at the end is incomplete (PyCF_DONT_IMPLY_DEDENT; the interactive prompt).
  bool dont_imply_dedent = false;
  // from __future__ import barry_as_FLUFL: <> instead of !=.
  bool barry_as_flufl = false;
};

struct ParseResult {
  std::unique_ptr<TreeMemory> memory;  // owns the tree; kept by whoever keeps the tree
  ast::ModNode* tree = nullptr;        // nullptr where there is an error
  SyntaxErrorInfo error;
  std::vector<SyntaxWarningInfo> warnings;
  bool ok() const { return tree != nullptr; }
};

// Parses a whole source. `filename` is only named in errors.
ParseResult parse_module(std::string_view source, std::string_view filename, ParseMode mode = ParseMode::kExec,
                         ParseFlags flags = {});

}  // namespace innards
