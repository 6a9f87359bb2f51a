// Scopes and code objects as JSON, in the format that the oracle scripts compare. Stands apart from cmd_compile.cpp so
// that other commands can write code objects too.
#pragma once

#include <string>

#include "compile/compile.h"

namespace innards::app {

// Appends all co_ fields, nested code in co_consts.
void append_code_json(std::string* out, const CodeUnit& unit);
// Appends one scope and its children, as the symtable module tells them.
void append_scope_json(std::string* out, const ScopeRow& scope);

}  // namespace innards::app
