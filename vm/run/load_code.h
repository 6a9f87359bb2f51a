// From the compiler's CodeUnit (host side) to the machine's code objects, and compiling as exec(), import and the program
// itself need it. Nothing of the host is kept: when compile_to_code returns, only arena objects are left.
#pragma once

#include <cstdint>
#include <string_view>

#include "object/code.h"

namespace innards {

struct CodeUnit;
struct SyntaxErrorInfo;

enum class CodeMode : uint8_t { Exec, Eval, Single };

struct ConstantValue;  // syntax/constant.h

// Owns nothing of the host: Python code may run while one is alive (a warning's filter or hook).
struct CompileRequest {
  std::string_view source;
  Object* tape = nullptr;     // instead of a source: a tree that a program made (run/tree_tape.h), borrowed
  std::string_view filename;  // UTF-8
  CodeMode mode = CodeMode::Exec;
  bool is_text = false;       // the source was a str: a coding line is only a comment
  bool from_file = false;     // the program itself
  uint32_t future = 0;        // kCoFuture... bits inherited from the caller
  int optimize = 0;
  bool top_level_await = false;  // PyCF_ALLOW_TOP_LEVEL_AWAIT
};

// A new code object, or nullptr with SyntaxError (or its kin) set.
CodeObject* compile_to_code(const CompileRequest& request);
// The code of an imported module; `text` and `filename` belong to the arena or to what outlives the run. What the compiler
// made of a text is kept on the host side: a replay, or another session in this process, does not compile it again.
CodeObject* compile_module(std::string_view text, std::string_view filename);
CodeObject* code_from_unit(const CodeUnit& unit);
// A constant of a tree as an object: new reference.
Object* object_from_constant(const ConstantValue& constant);
// Sets the exception that `error` describes.
void set_syntax_error(const SyntaxErrorInfo& error);

}  // namespace innards
